import PitaDiagnostics
import PitaNetwork

/// Whether the kernel takes the gateways of routes: it wants each in a network of the interface that the route leads through
/// (`Nexthop has invalid gateway`, `fib_semantics.c`).
struct LinuxGateways {
    private let running: ConfigTree
    private let target: ConfigTree

    init(running: ConfigTree, target: ConfigTree) { (self.running, self.target) = (running, target) }

    /// Routes that are said, and that the kernel would refuse by all that is known. What is given by DHCP or by routers, the far end
    /// of a link between two, and `onlink` are not read, so that it is no error.
    func warnings(_ ids: [ObjectID], _ marks: [ObjectID: SourceMark]) -> [Diagnostic] {
        let routes = ids.filter { $0.section == LinuxSection.route }.compactMap { target[$0] }
        guard !routes.isEmpty else { return [] }
        let (networks, known) = (networks(of: target), networks(of: running))
        return routes.compactMap { route in
            guard let device = route.properties["dev"], let gateway = route.properties["via"].flatMap({ Address($0) }),
                // Of an interface of which no address of the family is known nothing can be said.
                ((known[device] ?? []) + (networks[device] ?? [])).contains(where: {
                    $0.network.family == gateway.family
                }),
                !Self.isLinkLocal(gateway), networks[device]?.contains(where: { $0.contains(gateway) }) != true
            else { return nil }
            return Diagnostic(
                "\(route.id): its gateway \(gateway) is in no network of \(device) that is known: the kernel refuses such a route",
                at: marks[route.id],
                hint: "give \(device) an address of that network, or take the route back in the same text",
                severity: .warning)
        }
    }

    /// Always of the link itself.
    private static func isLinkLocal(_ address: Address) -> Bool {
        Prefix("fe80::/10")?.contains(address) == true
    }

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
