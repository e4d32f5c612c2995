import PitaNetwork

/// What a router with FRRouting says of what an office intends. It limits nothing and has no VLANs: those are the kernel's.
struct FRRView {
    private let running: ConfigTree
    private var result = LiveView()

    init(_ running: ConfigTree) { self.running = running }

    /// The view.
    func view() -> LiveView {
        var copy = self
        for object in running.objects where !object.isAbsent {
            switch object.id.section {
            case FRRGrammar.interface: copy.readInterface(object)
            case "ip route", "ipv6 route": copy.readRoute(object)
            default: break
            }
        }
        copy.readKernel()
        copy.result.finish(running) { $0 }
        return copy.result
    }

    private mutating func readInterface(_ object: ConfigObject) {
        // `eth0 vrf X` is the interface eth0.
        let name = object.id.key.words.first.map(String.init) ?? object.id.key
        result.add(
            interface: name, description: object.properties["description"],
            isEnabled: object.properties["shutdown"] != LineTree.on)
        result.add(addressesOf: object, on: name)
        result.tell(object.id)
    }

    /// A route of the main table; what drops packets leads nowhere.
    private mutating func readRoute(_ object: ConfigObject) {
        guard let route = FRRRoute(object), route.others.isEmpty, !route.isDiscard else { return }
        result.add(route: route.destination, by: route.hop, from: object.id)
    }

    /// The addresses that the kernel has from elsewhere.
    private mutating func readKernel() {
        struct Place: Hashable {
            let interface: String
            let address: String
        }
        var known = Set(result.addresses.map { Place(interface: $0.interface, address: $0.address.description) })
        for object in running.objects(in: FRRGrammar.kernel) where !object.isAbsent {
            result.add(interface: object.id.key)
            result.tell(object.id)
            for address in object.properties.keys.sorted() {
                guard known.insert(Place(interface: object.id.key, address: address)).inserted else { continue }
                result.add(address: address, on: object.id.key, from: object.id)
            }
        }
    }
}
