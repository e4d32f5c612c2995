import PitaDiagnostics
import PitaNetwork

/// `ip link add link lan0 name lan0.20 type vlan id 20`, `ip address add ...`, `ip route add ...`.
enum AddressingStatement {
    /// The object of the words after `ip`.
    static func object(_ cursor: inout WordCursor) throws(Diagnostic) -> ConfigObject {
        var word = try cursor.next("`link`, `address` or `route`")
        var family: Address.Family?
        if word.text == "-6" || word.text == "-4" {
            family = word.text == "-6" ? .ipv6 : .ipv4
            word = try cursor.next("`address` or `route`")
        }
        switch word.text {
        case "link", "l": return try link(&cursor)
        case "address", "addr", "a": return try address(&cursor, family)
        case "route", "r": return try route(&cursor, family)
        default:
            throw Diagnostic(
                "`ip \(word.text)` is not managed by Pita", at: word.mark,
                hint: Suggestion.hint(for: word.text, among: ["link", "address", "route"])
                    ?? "`ip link`, `ip address` and `ip route` are; rules and other tables are left as they are")
        }
    }

    private static func link(_ cursor: inout WordCursor) throws(Diagnostic) -> ConfigObject {
        let isSetting = cursor.peek?.text == "set"
        let action = try TrafficAction.read(&cursor)
        var properties: [String: String] = [:]
        var name: String?
        while let word = cursor.next() {
            switch word.text {
            case "link": properties["link"] = try cursor.interface()
            case "name", "dev": name = try cursor.interface()
            case "type":
                properties["type"] = try cursor.value("type that Pita manages (`vlan`)") { $0 == "vlan" ? $0 : nil }
            // A zero in front makes an octal number of it to `ip` (get_u16 with base 0 in iproute2's iplink_vlan.c).
            case "id":
                properties["id"] = try cursor.value("VLAN (a decimal number, without a zero in front)") { text in
                    text.hasPrefix("0") ? nil : Int(text).flatMap(VLANID.init)?.description
                }
            case "up" where isSetting, "down" where isSetting: properties["state"] = word.text == "up" ? "up" : ""
            default:
                guard name == nil, InterfaceName.isValid(word.text) else {
                    throw Diagnostic("`\(word.text)` has no place here", at: word.mark)
                }
                name = word.text
            }
        }
        guard let name else { throw Diagnostic("the link has no name", at: cursor.mark) }
        let id = LinuxSection.linkID(name)
        if action == .remove { return ConfigObject(id: id, properties: [:], isAbsent: true, mark: cursor.mark) }
        if !isSetting, properties["link"] == nil || properties["type"] == nil || properties["id"] == nil {
            throw Diagnostic("a VLAN interface needs `link`, `type vlan` and `id`", at: cursor.mark)
        }
        properties["dev"] = name
        return ConfigObject(id: id, properties: properties, mark: cursor.mark)
    }

    private static func address(
        _ cursor: inout WordCursor, _ family: Address.Family?
    ) throws(Diagnostic) -> ConfigObject {
        let action = try TrafficAction.read(&cursor)
        var address: InterfaceAddress?
        var device: String?
        while let word = cursor.next() {
            if word.text == "dev" {
                device = try cursor.interface()
            } else if address == nil, let read = InterfaceAddress(word.text) {
                address = read
            } else {
                throw Diagnostic("`\(word.text)` is no address with its prefix length", at: word.mark)
            }
        }
        guard let address, let device else { throw Diagnostic("the address needs `dev`", at: cursor.mark) }
        try check(address.address.family, family, cursor.mark)
        return ConfigObject(
            id: LinuxSection.addressID(device, address.description),
            properties: action == .remove ? [:] : ["dev": device, "address": address.description],
            isAbsent: action == .remove, mark: cursor.mark)
    }

    private static func route(
        _ cursor: inout WordCursor, _ family: Address.Family?
    ) throws(Diagnostic) -> ConfigObject {
        let action = try TrafficAction.read(&cursor)
        var properties: [String: String] = [:]
        var target: ShellWord?
        while let word = cursor.next() {
            switch word.text {
            case "via": properties["via"] = try cursor.value("address") { Address($0)?.description }
            case "dev": properties["dev"] = try cursor.interface()
            case "metric":
                properties["metric"] = try cursor.value("metric") { TrafficText.decimal($0, in: 1...2_147_483_647) }
            default:
                guard target == nil else { throw Diagnostic("`\(word.text)` has no place here", at: word.mark) }
                target = word
            }
        }
        guard let target else { throw Diagnostic("the route has no destination", at: cursor.mark) }
        let isIPv6 = properties["via"]?.contains(":") ?? (family == .ipv6)
        guard let destination = destination(target.text, isIPv6: isIPv6) else {
            throw Diagnostic("`\(target.text)` is no network", at: target.mark, hint: "`10.2.0.0/16` or `default`")
        }
        try check(destination.contains(":") ? .ipv6 : .ipv4, family, target.mark)
        let id = LinuxSection.routeID(destination, metric: properties["metric"])
        // What a removal names beside the key must be so, or the kernel finds no such route.
        if action == .remove {
            properties["metric"] = nil
            return ConfigObject(id: id, properties: properties, isAbsent: true, mark: cursor.mark)
        }
        guard properties["dev"] != nil else {
            throw Diagnostic("the route needs `dev`: the kernel adds it where it is not named", at: cursor.mark)
        }
        properties["to"] = destination
        return ConfigObject(id: id, properties: properties, mark: cursor.mark)
    }

    /// `ip -4` takes no address of IPv6, and `ip -6` none of IPv4.
    private static func check(
        _ family: Address.Family, _ wanted: Address.Family?, _ mark: SourceMark
    ) throws(Diagnostic) {
        guard let wanted, wanted != family else { return }
        let option = wanted == .ipv6 ? "-6" : "-4"
        throw Diagnostic("`ip \(option)` takes no address of the other family", at: mark, hint: "leave `\(option)` out")
    }

    /// A route's destination in canonical form: always with its length, `default` spelled out.
    static func destination(_ text: String, isIPv6: Bool) -> String? {
        if text == "default" { return isIPv6 ? "::/0" : "0.0.0.0/0" }
        if text.contains("/") { return Prefix(text)?.description }
        return Address(text).flatMap { Prefix($0, length: $0.family.width) }?.description
    }
}
