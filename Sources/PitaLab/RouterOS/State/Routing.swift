/// The main routing table of a router: what was configured, and a route for each network that an interface stands in.
struct Routing {
    let router: Router

    /// An address of the router on an interface that passes traffic.
    private struct Local {
        var id: Int
        var address: UInt32
        var length: Int
        var interface: String

        func contains(_ other: UInt32) -> Bool { (address ^ other) & IPv4.mask(length) == 0 }
    }

    private var locals: [Local] {
        router.items("ip address").compactMap { item in
            guard !item.isDisabled, let parsed = IPv4.parsePrefix(item.values["address"] ?? ""),
                let interface = router.item(item.values["interface"] ?? "", in: "interface"),
                router.isRunning(interface)
            else { return nil }
            return Local(
                id: item.id, address: parsed.address, length: parsed.length, interface: interface.values["name"] ?? "")
        }
    }

    /// The routes that stand there by themselves; the device numbers them far above those of people.
    func connected() -> [Item] {
        locals.map { local in
            let network = IPv4.text(local.address & IPv4.mask(local.length))
            var item = Item(
                id: 0x4000_0000 | local.id,
                values: ["dst-address": "\(network)/\(local.length)", "gateway": local.interface, "distance": "0"])
            item.isDynamic = true
            return item
        }
    }

    /// Whether packets follow a route: its gateway is a neighbour, and no nearer route leads to the same network.
    func isActive(_ route: Item) -> Bool {
        guard isUsable(route) else { return false }
        return !router.listed("ip route").contains { other in
            ["dst-address", "routing-table", "routing-mark"].allSatisfy { other.values[$0] == route.values[$0] }
                && distance(other) < distance(route) && isUsable(other)
        }
    }

    private func distance(_ route: Item) -> Int { Int(route.values["distance"] ?? "1") ?? 1 }

    private func isUsable(_ route: Item) -> Bool {
        if route.isDynamic { return true }
        if route.isDisabled { return false }
        let locals = locals
        return (route.values["gateway"] ?? "").split(separator: ",").contains { gateway in
            let name = gateway.prefix { $0 != "%" }
            if let address = IPv4.parse(name) { return locals.contains { $0.contains(address) } }
            return router.item(named: String(name), in: "interface").map(router.isRunning) ?? false
        }
    }

    /// What the console says of an echo request that is not answered; `nil` when it is.
    func silence(of host: UInt32, from source: UInt32?) -> String? {
        let locals = locals
        if let source, !locals.contains(where: { $0.address == source }) { return "could not make socket" }
        if locals.contains(where: { $0.address == host }) { return nil }
        let hasRoute = router.listed("ip route").contains { route in
            guard let prefix = IPv4.parsePrefix(route.values["dst-address"] ?? "0.0.0.0/0"),
                (route.values["routing-table"] ?? "main") == "main", (route.values["routing-mark"] ?? "").isEmpty
            else { return false }
            return (prefix.address ^ host) & IPv4.mask(prefix.length) == 0 && isActive(route)
        }
        guard hasRoute else { return "no route to host" }
        return router.surroundings.hostsAnswer() ? nil : "timeout"
    }
}

extension Router {
    /// What a menu lists: its items, and what is there by itself.
    func listed(_ path: String) -> [Item] {
        switch path {
        case "interface": interfaces().map(\.item)
        case "ip route": items(path) + Routing(router: self).connected()
        default: items(path)
        }
    }
}
