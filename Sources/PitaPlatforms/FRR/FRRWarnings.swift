import PitaDiagnostics
import PitaNetwork

/// What the approver should know: lines that FRRouting takes and that have no effect, or more than they say.
struct FRRWarnings {
    private let change: LineConfig.Change
    private let kernel: [String: [InterfaceAddress]]
    private let running: ConfigTree
    private let networks: InterfaceNetworks
    /// The first words of the names of the objects that will be, by section, and whether more than a description has them.
    private let names: [String: [Substring: Bool]]

    init(_ change: LineConfig.Change, running: ConfigTree) {
        (self.change, self.running) = (change, running)
        kernel = Dictionary(
            running.objects(in: FRRGrammar.kernel).map { object in
                (object.id.key, object.properties.keys.sorted().compactMap { InterfaceAddress($0) })
            }, uniquingKeysWith: { $1 })
        var entries = Self.addresses(change.target)
        // What the kernel has from others than FRRouting stays.
        let own = Set(Self.addresses(running).map { "\($0.interface) \($0.address)" })
        for (interface, addresses) in kernel.sorted(by: { $0.key < $1.key }) {
            entries += addresses.filter { !own.contains("\(interface) \($0)") }.map { (interface, $0) }
        }
        networks = InterfaceNetworks(entries)
        var names: [String: [Substring: Bool]] = [:]
        for object in change.target.objects {
            guard let name = object.id.key.words.first else { continue }
            let isEntry = !object.id.key.hasSuffix(" description")
            names[object.id.section, default: [:]][name, default: false] =
                isEntry || names[object.id.section]?[name] == true
        }
        self.names = names
    }

    private static func addresses(_ tree: ConfigTree) -> [(interface: String, address: InterfaceAddress)] {
        tree.objects(in: FRRGrammar.interface).flatMap { object in
            object.properties.keys.sorted().compactMap { FRRReader.address(in: $0) }.map { (object.id.key, $0) }
        }
    }

    /// All warnings, by the objects that the change touches.
    func all() -> [Diagnostic] {
        change.differences.flatMap { difference -> [Diagnostic] in
            let id = difference.id
            let messages =
                id.section == FRRGrammar.interface
                ? interface(difference) + missingNames(difference)
                : difference.after == nil
                    ? emptied(difference) : route(change.target[id]) + missingNames(difference)
            return messages.map { Diagnostic($0, at: change.marks[id], severity: .warning) }
        }
            + change.danglingWarnings { _ in "a missing list or route map lets nothing pass" }
    }

    private func interface(_ difference: ObjectDifference) -> [String] {
        let name = difference.id.key
        var found = missing(name).map { ["\($0): what is set takes effect when it appears"] } ?? []
        let (old, new) = (difference.before ?? [:], difference.after ?? [:])
        for property in Set(new.keys).subtracting(old.keys).sorted() {
            guard let address = FRRReader.address(in: property) else { continue }
            if let other = networks.overlapping(address.prefix, beside: name) {
                found.append("\(address) on \(name) overlaps with \(other.address) on \(other.interface)")
            }
        }
        for property in Set(old.keys).subtracting(new.keys).sorted() where property.hasPrefix("ip ") {
            guard let gone = FRRReader.address(in: property) else { continue }
            let others = networks.addresses(of: name).filter { $0.prefix == gone.prefix }
            if !others.isEmpty {
                found.append(
                    "\(gone) goes off \(name): the kernel may take "
                        + others.map(\.description).joined(separator: ", ") + " with it for a moment")
            }
        }
        if old["shutdown"] == nil, new["shutdown"] != nil { found.append("\(name) is shut down") }
        return found
    }

    /// What is said of an interface that the device does not have; `nil` where it has it, or where that is not known.
    private func missing(_ name: String) -> String? {
        guard !kernel.isEmpty, kernel[name] == nil else { return nil }
        let hint = Suggestion.hint(for: name, among: kernel.keys.sorted()).map { " (\($0))" } ?? ""
        return "the device has no interface `\(name)`\(hint)"
    }

    private func route(_ object: ConfigObject?) -> [String] {
        guard let object, let route = FRRRoute(object), !route.isDiscard else { return [] }
        var found: [String] = []
        let version = object.id.section.hasPrefix("ipv6") ? "ipv6" : "ip"
        let forwarding = ObjectID(section: "\(version) forwarding", key: "")
        if change.target[forwarding]?.properties[LineTree.value] == LineTree.off {
            found.append("`\(version) forwarding` is off: the device routes nothing for others")
        }
        guard let gateway = Address(route.hop) else {
            return found + (missing(route.hop).map { ["\($0): the route stays inactive"] } ?? [])
        }
        if let interface = route.interface, let words = missing(interface) {
            found.append("\(words): the route stays inactive")
        }
        if networks.holds(gateway) {
            found.append("\(gateway) is the device's own address: the route to \(route.destination) leads nowhere")
        } else if !networks.isEmpty, !route.isOnLink, gateway.family == .ipv4,
            !networks.reaches(gateway)
        {
            found.append(
                "\(gateway) is in no network of the device: the route to \(route.destination) stays inactive "
                    + "unless another route leads there")
        }
        return found
    }

    /// What new lines of a block name and that is not there. FRRouting takes such a line, and then denies or matches nothing.
    private func missingNames(_ difference: ObjectDifference) -> [String] {
        guard let new = change.target[difference.id]?.properties else { return [] }
        let (id, old) = (difference.id, difference.before ?? [:])
        return new.sorted { $0.key < $1.key }.flatMap { name, value -> [String] in
            guard old[name] != value, let rule = FRRGrammar.grammar.rule(of: name, value: value, in: id)?.rule else {
                return []
            }
            let captures = rule.captures(name, value)
            var asked: [String: [String]] = [:]
            for use in rule.uses {
                let words = use.words.map(String.init)
                guard let slot = words.last, let named = captures[slot] else { continue }
                asked[named, default: []].append(words.dropLast().joined(separator: " "))
            }
            return asked.sorted { $0.key < $1.key }.compactMap { named, kinds in
                guard let kind = kinds.first, !kinds.contains(where: { isThere(named, in: $0) }) else { return nil }
                let line = LineWording(grammar: FRRGrammar.grammar).set(name, value, of: id) ?? name
                let effect = line.hasPrefix("match ") ? "it matches nothing" : "nothing passes"
                return "there is no `\(kind) \(named)`, which `\(line)` of \(id) names: \(effect)"
            }
        }
    }

    private func isThere(_ name: String, in section: String) -> Bool {
        names[section]?[name[...]] != nil
    }

    /// A list of which only a description is left: FRRouting permits everything then.
    private func emptied(_ difference: ObjectDifference) -> [String] {
        let words = difference.id.key.words
        guard difference.id.section.hasSuffix(" prefix-list"), difference.after == nil, words.count == 3,
            words[1] == "seq"
        else { return [] }
        guard names[difference.id.section]?[words[0]] == false else { return [] }
        return ["\(difference.id.section) \(words[0]) has no entry left, only a description: it permits everything"]
    }
}
