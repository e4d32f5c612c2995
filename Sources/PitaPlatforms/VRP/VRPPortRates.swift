import PitaNetwork

/// What limits the traffic of an interface of VRP: the rate of its line, and its traffic policies.
struct VRPPortRates {
    private let running: ConfigTree

    init(_ running: ConfigTree) { self.running = running }

    /// The limits of an interface, named after it and the direction.
    func limits(of interface: ConfigObject) -> [LinePortLimit] {
        interface.properties.sorted { $0.key < $1.key }.flatMap { name, value -> [LinePortLimit] in
            switch name {
            case "qos lr", "qos lr inbound", "qos lr outbound":
                // Where the line names no direction before its rate, it may behind it; else it is what goes out.
                let isIn = name.hasSuffix("inbound") || value.words.last == "inbound"
                return limit(Self.rate(value), isIn ? .ingress : .egress, on: interface)
            case "traffic-policy inbound": return policy(value, .ingress, on: interface)
            case "traffic-policy outbound": return policy(value, .egress, on: interface)
            default: return []
            }
        }
    }

    private func limit(
        _ rate: Bandwidth?, _ direction: LiveView.Direction, on interface: ConfigObject, by object: ObjectID? = nil,
        conditions: [String] = [], objects: [ObjectID] = []
    ) -> [LinePortLimit] {
        LinePortLimit.list(
            rate, direction, called: direction == .egress ? "outbound" : "inbound", on: interface, by: object,
            conditions: conditions, objects: objects)
    }

    /// The rate of `cir 10000`, of `cir 10000 pir 20000` the higher one, which no traffic is above; in kbit/s unless a unit
    /// follows.
    private static func rate(_ text: String) -> Bandwidth? {
        let words = text.words
        let units: [Substring: UInt64] = ["bps": 1, "kbps": 1000, "mbps": 1_000_000, "gbps": 1_000_000_000]
        for name in ["pir", "cir"] {
            guard let place = words.firstIndex(where: { $0 == name }), place + 1 < words.count,
                let number = UInt64(words[place + 1])
            else { continue }
            let unit = place + 2 < words.count ? units[words[place + 2]] : nil
            let (bits, overflows) = number.multipliedReportingOverflow(by: unit ?? 1000)
            return overflows ? nil : Bandwidth(bitsPerSecond: bits)
        }
        return nil
    }

    // MARK: policies

    /// The policer of the classifier that takes any traffic is the limit of the interface.
    private func policy(_ name: String, _ direction: LiveView.Direction, on interface: ConfigObject) -> [LinePortLimit]
    {
        guard let policy = object("traffic policy", name) else { return [] }
        let beginning = "classifier "
        let pairs = policy.properties.filter { $0.key.hasPrefix(beginning) }.sorted { $0.key < $1.key }
            .map { (classifier: String($0.key.dropFirst(beginning.count)), behavior: $0.value) }
        guard let pair = pairs.first(where: { takesAny($0.classifier) }) else { return [] }
        let words = pair.behavior.words
        guard words.count == 2, words[0] == "behavior", let behavior = object("traffic behavior", String(words[1])),
            let value = behavior.properties["car"]
        else { return [] }
        let others = pairs.filter { $0.classifier != pair.classifier }.map { beginning + $0.classifier }
        let classifier = ObjectID(section: "traffic classifier", key: pair.classifier)
        return limit(
            Self.rate(value), direction, on: interface, by: behavior.id,
            conditions: others + (value.hasSuffix("red pass") ? ["red pass"] : []),
            objects: [policy.id, behavior.id, classifier])
    }

    private func takesAny(_ classifier: String) -> Bool {
        object("traffic classifier", classifier)?.properties["if-match any"] != nil
    }

    private func object(_ section: String, _ name: String) -> ConfigObject? {
        running[ObjectID(section: section, key: name)].flatMap { $0.isAbsent ? nil : $0 }
    }
}
