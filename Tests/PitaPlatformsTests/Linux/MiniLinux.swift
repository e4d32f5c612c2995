import PitaNetwork
import PitaPlatforms

/// A Linux router without a kernel: `tc` and `ip` as far as Pita uses them, with the kernel's own surprises.
struct MiniLinux: Equatable {
    struct Link: Equatable {
        var below: String?
        var vlan = ""
        var isUp = true
        var traffic = MiniTraffic()
        /// The first of a subnet is its primary: with it the others go.
        var addresses: [String] = []
    }
    struct Route: Hashable {
        var to: String
        var metric: String
        var via: String
        var device: String
    }

    var links: [String: Link] = ["lan0": Link(), "wan0": Link()]
    var routes: Set<Route> = []

    /// The same but for the order of addresses.
    static func == (left: MiniLinux, right: MiniLinux) -> Bool {
        func seen(_ links: [String: Link]) -> [String: Link] {
            links.mapValues {
                var link = $0
                link.addresses.sort()
                return link
            }
        }
        return seen(left.links) == seen(right.links) && left.routes == right.routes
    }

    /// Runs a tool.
    mutating func run(_ words: [String]) -> MiniShell.Reply {
        var words = words.filter { $0 != "-o" && $0 != "-6" }
        let tool = words.removeFirst()
        guard words.count >= 2 else { return ("", 127) }
        if tool == "tc" { return traffic(words) }
        let (object, action) = (words[0], words[1])
        let rest = Array(words.dropFirst(2))
        if action == "show" { return (shown(object, rest).map { $0 + "\n" }.joined(), 0) }
        let device = rest.firstIndex(of: "dev").map { rest[$0 + 1] } ?? ""
        switch object {
        case "link": return ("", link(action, rest, device) ? 0 : 2)
        case "address": return ("", address(action, rest[0], device) ? 0 : 2)
        default: return ("", route(action, rest, device) ? 0 : 2)
        }
    }

    private mutating func traffic(_ words: [String]) -> MiniShell.Reply {
        guard let place = words.firstIndex(of: "dev"), links[words[place + 1]] != nil else { return ("", 1) }
        let device = words[place + 1]
        if words[1] == "show" {
            let traffic = links[device]?.traffic ?? MiniTraffic()
            let lines =
                switch words[0] {
                case "qdisc": traffic.qdiscs(device, named: false)
                case "class": traffic.classLines
                default: traffic.filterLines
                }
            return (lines.map { $0 + "\n" }.joined(), 0)
        }
        let rest = Array(words[2..<place] + words[(place + 2)...])
        let refusal = links[device]?.traffic.run(words[0], words[1], rest)
        return ("", refusal == nil ? 0 : 2)
    }

    private mutating func link(_ action: String, _ words: [String], _ device: String) -> Bool {
        switch action {
        case "add":
            guard links[words[1]] != nil, links[words[3]] == nil else { return false }
            links[words[3]] = Link(below: words[1], vlan: words[7], isUp: false)
        case "del":
            guard links[device]?.below != nil else { return false }
            let gone = [device] + links.filter { $0.value.below == device }.map(\.key)
            for name in gone { links[name] = nil }
            routes = routes.filter { !gone.contains($0.device) }
        default:
            guard links[device] != nil else { return false }
            links[device]?.isUp = words.last == "up"
            if words.last == "down" { routes = routes.filter { $0.device != device } }
        }
        return true
    }

    private func subnet(_ address: String) -> String { InterfaceAddress(address)?.prefix.description ?? "" }

    private mutating func address(_ action: String, _ address: String, _ device: String) -> Bool {
        guard let link = links[device] else { return false }
        let known = link.addresses.firstIndex(of: address)
        if action == "replace" {
            if known == nil { links[device]?.addresses.append(address) }
            return true
        }
        guard let known else { return false }
        let isPrimary = !link.addresses[..<known].contains { subnet($0) == subnet(address) }
        let left = link.addresses.filter { $0 != address && (!isPrimary || subnet($0) != subnet(address)) }
        links[device]?.addresses = left
        if left.isEmpty { routes = routes.filter { $0.device != device } }
        return true
    }

    private mutating func route(_ action: String, _ words: [String], _ device: String) -> Bool {
        func value(_ name: String) -> String { words.firstIndex(of: name).map { words[$0 + 1] } ?? "" }
        let route = Route(to: words[0], metric: value("metric"), via: value("via"), device: device)
        guard action == "replace" else { return routes.remove(route) != nil }
        guard let link = links[device], link.isUp, let gateway = Address(route.via),
            link.addresses.contains(where: { InterfaceAddress($0)?.prefix.contains(gateway) == true })
        else { return false }
        routes = routes.filter { $0.to != route.to || $0.metric != route.metric }
        routes.insert(route)
        return true
    }

    private func shown(_ object: String, _ words: [String]) -> [String] {
        let device = words.firstIndex(of: "dev").map { words[$0 + 1] } ?? ""
        switch object {
        case "link":
            return links.map { "2: \($0)\($1.below.map { "@\($0)" } ?? ""): <BROADCAST,UP> mtu 1500 qdisc noqueue" }
        case "address":
            let all = links[device]?.addresses ?? []
            let firsts = all.indices.filter { place in !all[..<place].contains { subnet($0) == subnet(all[place]) } }
            return (words.contains("primary") ? firsts.map { all[$0] } : all).map {
                "3: \(device)    inet \($0) scope global \(device)"
            }
        default: return routes.filter { $0.to == words[1] && $0.device == device }.map { "\($0.to) via \($0.via) " }
        }
    }

    /// The answer to the read command.
    var listing: String {
        func json(_ members: [String]) -> String { "{" + members.joined(separator: ",") + "}" }
        var lines = ["@@pita qdisc"] + links.flatMap { $1.traffic.qdiscs($0, named: true) }
        for (name, link) in links where link.traffic.root != nil {
            lines +=
                ["@@pita class \(name)"] + link.traffic.classLines + ["@@pita filter \(name)"]
                + link.traffic.filterLines
        }
        let interfaces = links.map { name, link in
            let kind =
                link.below.map {
                    ",\"link\":\"\($0)\",\"linkinfo\":{\"info_kind\":\"vlan\",\"info_data\":{\"protocol\":\"802.1Q\",\"id\":\(link.vlan),\"flags\":[]}}"
                } ?? ""
            return "{\"ifname\":\"\(name)\",\"flags\":[\(link.isUp ? "\"UP\"" : "")]\(kind)}"
        }
        let addresses = links.map { name, link in
            let entries = link.addresses.map { address in
                let parts = address.split(separator: "/")
                return "{\"family\":\"inet\",\"local\":\"\(parts[0])\",\"prefixlen\":\(parts[1]),\"scope\":\"global\"}"
            }
            return "{\"ifname\":\"\(name)\",\"addr_info\":[\(entries.joined(separator: ","))]}"
        }
        let ways = routes.map { route in
            let metric = route.metric.isEmpty ? "" : ",\"metric\":\(route.metric)"
            return
                "{\"dst\":\"\(route.to == "0.0.0.0/0" ? "default" : route.to)\",\"gateway\":\"\(route.via)\",\"dev\":\"\(route.device)\"\(metric),\"flags\":[]}"
        }
        for (name, elements) in [("link", interfaces), ("address", addresses), ("route", ways), ("route6", [])] {
            lines += ["@@pita \(name)", "[\(elements.joined(separator: ","))]"]
        }
        return (lines + ["@@pita end"]).joined(separator: "\n") + "\n"
    }
}
