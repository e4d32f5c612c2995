import PitaDiagnostics
import PitaNetwork

/// Reads the running traffic control, VLAN interfaces, addresses and routes of a Linux router.
///
/// `tc` is asked for text, not JSON: `tc -j class` prints text up to iproute2 6.1 and JSON after it, and the JSON of `u32` repeats
/// a member for each match and drops leading zeros. The text is the same in all versions.
enum LinuxReader {
    /// One exec for everything. Classes and filters are asked for where an HTB root stands.
    static let command: ReadCommand = {
        let devices = #"$(printf '%s\n' "$q" | sed -n 's/^qdisc htb [0-9a-f]*: dev \([^ ]*\) root .*/\1/p')"#
        let parts = [
            "export LC_ALL=C PATH=\"$PATH:/usr/sbin:/sbin\"", "set -f", "q=$(tc qdisc show) || exit 1",
            MarkedSections.echo("qdisc"), #"printf '%s\n' "$q""#,
            "for d in \(devices); do echo \"\(MarkedSections.mark)class $d\"", "tc -d class show dev \"$d\" || exit 1",
            "echo \"\(MarkedSections.mark)filter $d\"", "tc filter show dev \"$d\" || exit 1", "done",
            MarkedSections.echo("link"), "ip -d -j link show || exit 1", "echo",
            MarkedSections.echo("address"), "ip -j address show || exit 1", "echo",
            MarkedSections.echo("route"), "ip -4 -j route show table main || exit 1", "echo",
            // A kernel without IPv6 says so by the file that it lacks; where it has one, a failure is a failure.
            MarkedSections.echo("route6"),
            "if [ -e /proc/net/if_inet6 ]; then ip -6 -j route show table main || exit 1; fi", "echo",
            MarkedSections.echo("end"),
        ]
        return ReadCommand("config", parts.joined(separator: "; "))
    }()

    /// The tree from the answer.
    static func tree(from replies: [String: CommandReply]) throws(Diagnostics) -> ConfigTree {
        guard let reply = replies["config"] else { throw Diagnostics("the device was not asked for its config") }
        if let status = reply.exitStatus, status != 0 {
            let said = TerminalText.sanitised(String(reply.errorOutput.prefix(200)))
            throw Diagnostics("the config can't be read (exit status \(status)): \(said)")
        }
        let answer = try MarkedSections(reply.output, what: "config")
        var objects: [ConfigObject] = []
        for name in ["link", "address", "route", "route6"] {
            let text = try answer.lines(of: name).joined(separator: "\n").trimmed
            // There is always an interface, with a part of its own in both lists; a list of routes may be nothing at all.
            guard !text.isEmpty || name.hasPrefix("route") else {
                throw Diagnostics("config, part `\(name)`: the device said nothing")
            }
            let json: JSONText = text.isEmpty ? .array([]) : try JSONText(text, what: "config, part `\(name)`")
            guard case .array(let elements) = json else { throw Diagnostics("config, part `\(name)`: no list") }
            switch name {
            case "link": objects += elements.compactMap(link)
            case "address": objects += elements.flatMap(addresses)
            default: objects += elements.compactMap { route($0, isIPv6: name == "route6") }
            }
        }
        var roots: [String: ConfigObject] = [:]
        for line in try answer.lines(of: "qdisc") {
            guard let qdisc = try QdiscLine.object(line) else { continue }
            objects.append(qdisc)
            if qdisc.properties["parent"] == "root" { roots[qdisc.properties["dev"] ?? ""] = qdisc }
        }
        for section in answer.sections {
            let parts = section.name.split(separator: " ")
            guard parts.count == 2, let root = roots[String(parts[1])] else { continue }
            if parts[0] == "class" {
                for line in section.lines {
                    if let read = try ClassLine.object(line, device: String(parts[1]), root: root) {
                        objects.append(read)
                    }
                }
            }
            if parts[0] == "filter" { objects += try FilterLines.objects(section.lines, device: String(parts[1])) }
        }
        return ConfigTree(objects)
    }

    private static func link(_ json: JSONText) -> ConfigObject? {
        guard let name = json["ifname"]?.scalar, let info = json["linkinfo"], info["info_kind"]?.scalar == "vlan",
            let id = info["info_data"]?["id"]?.scalar, let below = json["link"]?.scalar
        else { return nil }
        var properties = ["dev": name, "link": below, "type": "vlan", "id": id]
        if json["flags"]?.elements.contains(.string("UP")) == true { properties["state"] = "up" }
        return ConfigObject(id: LinuxSection.linkID(name), properties: properties)
    }

    /// Addresses that a person set: of global scope, not from DHCP or router advertisements.
    private static func addresses(_ json: JSONText) -> [ConfigObject] {
        guard let device = json["ifname"]?.scalar else { return [] }
        return (json["addr_info"]?.elements ?? []).compactMap { entry in
            guard entry["scope"]?.scalar == "global", entry["dynamic"] == nil, let local = entry["local"]?.scalar,
                let length = entry["prefixlen"]?.scalar, let address = InterfaceAddress("\(local)/\(length)")
            else { return nil }
            let properties = ["dev": device, "address": address.description]
            return ConfigObject(id: LinuxSection.addressID(device, address.description), properties: properties)
        }
    }

    /// Routes that a person set: `ip route add` marks them `boot`, network scripts `static`.
    private static func route(_ json: JSONText, isIPv6: Bool) -> ConfigObject? {
        guard let target = json["dst"]?.scalar, let device = json["dev"]?.scalar,
            ["boot", "static"].contains(json["protocol"]?.scalar ?? "boot"),
            let destination = AddressingStatement.destination(target, isIPv6: isIPv6)
        else { return nil }
        // 1024 is what IPv6 uses where none is named.
        let metric = json["metric"]?.scalar.flatMap { $0 == "0" || (isIPv6 && $0 == "1024") ? nil : $0 }
        var properties = ["to": destination, "dev": device]
        properties["via"] = json["gateway"]?.scalar.flatMap { Address($0)?.description }
        properties["metric"] = metric
        return ConfigObject(id: LinuxSection.routeID(destination, metric: metric), properties: properties)
    }
}
