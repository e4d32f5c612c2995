import PitaDiagnostics
import PitaNetwork

/// Whether the kernel takes the gateways of routes: it wants each in a network of the interface that the route leads through
/// (`Nexthop has invalid gateway`, `fib_semantics.c`).
struct LinuxGateways {
    private let running: ConfigTree
    private let target: ConfigTree

    init(running: ConfigTree, target: ConfigTree) { (self.running, self.target) = (running, target) }

    /// Throws where a route that is said would be refused.
    func verify(_ ids: [ObjectID], _ marks: [ObjectID: SourceMark]) throws(Diagnostics) {
        var found = Diagnostics()
        let routes = ids.filter { $0.section == LinuxSection.route }.compactMap { target[$0] }
        guard !routes.isEmpty else { return }
        let (networks, known) = (networks(of: target), Set(networks(of: running).keys))
        for route in routes {
            guard let device = route.properties["dev"], let gateway = route.properties["via"].flatMap({ Address($0) }),
                // Of an interface of which no address is known nothing can be said.
                known.contains(device) || networks[device] != nil,
                !Self.isLinkLocal(gateway), networks[device]?.contains(where: { $0.contains(gateway) }) != true
            else { continue }
            found.append(
                Diagnostic(
                    "\(route.id): its gateway \(gateway) is in no network of \(device), and the kernel refuses the route",
                    at: marks[route.id],
                    hint: "give \(device) an address of that network, or take the route back in the same text"))
        }
        try found.throwIfErrors()
    }

    /// Always of the link itself: `fe80::/10`.
    private static func isLinkLocal(_ address: Address) -> Bool { address.description.hasPrefix("fe8") }

    /// The networks of each interface: of its addresses, and those that routes without a gateway lead to.
    private func networks(of tree: ConfigTree) -> [String: [Prefix]] {
        var networks: [String: [Prefix]] = [:]
        for object in tree.objects(in: LinuxSection.address) {
            guard let device = object.properties["dev"],
                let address = object.properties["address"].flatMap({ InterfaceAddress($0) })
            else { continue }
            networks[device, default: []].append(address.prefix)
        }
        for object in tree.objects(in: LinuxSection.route) where object.properties["via"] == nil {
            guard let device = object.properties["dev"], let prefix = object.properties["to"].flatMap({ Prefix($0) })
            else { continue }
            networks[device, default: []].append(prefix)
        }
        return networks
    }
}
