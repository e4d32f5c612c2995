import PitaNetwork

/// What limits the traffic of an interface of the IOS kind: policies, shaping and policing of the port itself.
struct IOSPortRates {
    private let running: ConfigTree
    private let dialect: IOSDialect
    /// The classes of each policy.
    private let classes: [ObjectID: [ConfigObject]]

    init(_ running: ConfigTree, _ dialect: IOSDialect) {
        (self.running, self.dialect) = (running, dialect)
        let all = running.objects.filter { !$0.isAbsent && $0.id.section.hasSuffix("\(LinePath.separator)class") }
        classes = Dictionary(grouping: all) { LinePath($0.id).parent.id }
    }

    /// The limits of an interface, named as ``IOSQueue`` counts them.
    func limits(of interface: ConfigObject) -> [LinePortLimit] {
        interface.properties.sorted { $0.key < $1.key }.flatMap { name, value in
            let words = (value == LineTree.on ? name : "\(name) \(value)").words.map(String.init)
            switch words.first {
            case "service-policy": return policy(words, on: interface)
            case "rate-limit": return rateLimit(words, on: interface)
            case "shape" where dialect == .eos && words.count > 2 && words[1] == "rate":
                return limit(Self.rate(words.dropFirst(2), unit: 1000), .egress, on: interface)
            default: return []
            }
        }
    }

    private func limit(
        _ rate: Bandwidth?, _ direction: LiveView.Direction, on interface: ConfigObject, by object: ObjectID? = nil,
        conditions: [String] = [], objects: [ObjectID] = []
    ) -> [LinePortLimit] {
        LinePortLimit.list(
            rate, direction, called: direction == .egress ? "output" : "input", on: interface, by: object,
            conditions: conditions, objects: objects)
    }

    /// The first of some words as a rate, with the unit that follows it or else that of the device.
    private static func rate(_ words: ArraySlice<String>, unit: UInt64) -> Bandwidth? {
        guard let number = words.first.flatMap({ UInt64($0) }) else { return nil }
        let units: [String: UInt64] = ["bps": 1, "kbps": 1000, "mbps": 1_000_000, "gbps": 1_000_000_000]
        let next = words.dropFirst().first ?? ""
        guard !["percent", "pps"].contains(next) else { return nil }
        let (bits, overflows) = number.multipliedReportingOverflow(by: units[next] ?? unit)
        return overflows ? nil : Bandwidth(bitsPerSecond: bits)
    }

    private static func direction(_ word: String) -> LiveView.Direction? {
        ["input": .ingress, "output": .egress][word]
    }

    /// `rate-limit output 20000 625` of RGOS in kbit/s; in bit/s of IOS, where it may be for a list of addresses only.
    private func rateLimit(_ words: [String], on interface: ConfigObject) -> [LinePortLimit] {
        guard words.count > 2, let direction = Self.direction(words[1]) else { return [] }
        return limit(Self.rate(words.dropFirst(2), unit: dialect == .rgos ? 1000 : 1), direction, on: interface)
    }

    // MARK: policies

    /// What no class takes elsewhere goes into `class-default`: that is the limit of the interface.
    private func policy(_ words: [String], on interface: ConfigObject) -> [LinePortLimit] {
        // `service-policy type qos input X` of EOS.
        let isTyped = words.count > 2 && words[1] == "type"
        let rest = words.dropFirst(isTyped ? 3 : 1)
        guard rest.count == 2, let direction = rest.first.flatMap(Self.direction), let name = rest.last else {
            return []
        }
        for section in ["policy-map", "policy-map type quality-of-service", "policy-map type qos"] {
            guard let policy = running[ObjectID(section: section, key: name)], !policy.isAbsent else { continue }
            let named = (classes[policy.id] ?? []).map { (name: LinePath($0.id).steps.last?.name ?? "", object: $0) }
            guard let rest = named.first(where: { $0.name == "class-default" })?.object else { return [] }
            let others = named.filter { $0.object.id != rest.id }.map { "class \($0.name)" }
            let police = rest.properties["police"].map(policer)
            let found = [shaping(rest), police?.rate].compactMap(\.self).min()
            return limit(
                found, direction, on: interface, by: rest.id, conditions: others + (police?.conditions ?? []),
                objects: [policy.id, rest.id])
        }
        return []
    }

    /// `shape average 10000000`; RGOS shapes ports, not classes.
    private func shaping(_ object: ConfigObject) -> Bandwidth? {
        guard dialect != .rgos, let value = object.properties["shape average"] else { return nil }
        return Self.rate(value.words.map(String.init)[...], unit: 1)
    }

    /// The rate of a policer, and what it does with more than that where it is not to drop it.
    private func policer(_ value: String) -> (rate: Bandwidth?, conditions: [String]) {
        var words = value.words.map(String.init)[...]
        if let first = words.first, ["cir", "rate"].contains(first) { words.removeFirst() }
        let rate = Self.rate(words, unit: dialect == .rgos ? 1000 : 1)
        guard let place = words.firstIndex(of: "exceed-action"), place + 1 < words.endIndex, words[place + 1] != "drop"
        else { return (rate, []) }
        return (rate, ["exceed-action \(words[place + 1])"])
    }
}
