/// Which ports are to belong to which master: a port is of one bridge or of one bond. What gives a port up goes before what takes it.
struct RouterOSMasters {
    /// The ports that items come to have, with the items.
    private var takers: [String: Set<ObjectID>] = [:]
    /// What is made.
    private let made: Set<String>

    /// - Parameter arriving: what is new, and what changes.
    init(_ arriving: [RouterOSTransition]) {
        made = Set(arriving.filter { $0.old == nil }.compactMap { $0.new.flatMap(RouterOSReferences.name) })
        for transition in arriving {
            for port in Self.ports(transition.new).subtracting(Self.ports(transition.old)) {
                takers[port, default: []].insert(transition.id)
            }
        }
    }

    /// The ports that an item holds.
    private static func ports(_ object: ConfigObject?) -> Set<String> {
        guard let object else { return [] }
        switch object.id.section {
        case "/interface bridge port":
            let named = RouterOSKey(object.id.key).pairs.first { $0.name == "interface" }?.value
            return Set([object.properties["interface"] ?? named].compactMap(\.self))
        case "/interface bonding":
            return Set((object.properties["slaves"] ?? "").split(separator: ",").map(String.init))
        default: return []
        }
    }

    /// Whether an item holds a port, and will no more, that another one is to have.
    func isInTheWay(_ transition: RouterOSTransition) -> Bool {
        Self.ports(transition.old).subtracting(Self.ports(transition.new)).contains { port in
            takers[port]?.contains { $0 != transition.id } == true
        }
    }

    /// Changes that give a port up to another item, and the rest. One that names what is yet to be made stays in its place.
    func apart(_ arriving: [RouterOSTransition]) -> (giving: [RouterOSTransition], rest: [RouterOSTransition]) {
        let ids = Set(
            arriving.filter { transition in
                transition.old != nil && isInTheWay(transition) && made.isDisjoint(with: Self.ports(transition.new))
            }.map(\.id))
        return (ordered(arriving.filter { ids.contains($0.id) }), arriving.filter { !ids.contains($0.id) })
    }

    /// Changes that both give and take, each after those that give what it takes. Two that take from each other keep their order:
    /// no order of single commands exchanges two ports.
    private func ordered(_ giving: [RouterOSTransition]) -> [RouterOSTransition] {
        var holders: [String: Int] = [:]
        for (place, transition) in giving.enumerated() {
            for port in Self.ports(transition.old).subtracting(Self.ports(transition.new)) { holders[port] = place }
        }
        var seen = Set<Int>()
        var result: [RouterOSTransition] = []
        func visit(_ place: Int) {
            guard seen.insert(place).inserted else { return }
            let taken = Self.ports(giving[place].new).subtracting(Self.ports(giving[place].old))
            for port in taken.sorted() { holders[port].map(visit) }
            result.append(giving[place])
        }
        for place in giving.indices { visit(place) }
        return result
    }
}
