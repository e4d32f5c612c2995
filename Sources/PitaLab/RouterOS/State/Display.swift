/// From what is stored to what is shown.
enum Display {
    /// As exports and tables show it.
    static func text(_ stored: String, _ kind: Property.Kind, _ router: Router) -> String {
        switch kind {
        case .reference(let space, let others):
            return name(stored, space, others, router)
        case .references(let space):
            return stored.split(separator: ",").map { router.name(String($0), in: space) }.joined(separator: ",")
        case .referencePair(let space):
            return stored.split(separator: "/").map { router.name(String($0), in: space) }.joined(separator: "/")
        case .targets, .destination:
            return stored.split(separator: ",").map { router.name(String($0), in: "interface") }.joined(separator: ",")
        default:
            return stored
        }
    }

    private static func name(_ stored: String, _ space: String, _ others: [String], _ router: Router) -> String {
        if stored.hasPrefix("i*") { return router.name(String(stored.dropFirst()), in: "interface") }
        return router.name(stored, in: space)
    }

    /// As `get` and `as-value` give it: rates in plain bits, times as times, lists with semicolons.
    static func value(_ shown: String, _ kind: Property.Kind) -> Value {
        switch kind {
        case .flag: return .bool(shown == "yes")
        case .integer: return Int64(shown).map { .number($0) } ?? .text(shown)
        case .time: return Interval.parse(shown).map { .time($0) } ?? .text(shown)
        case .rate: return Rate.parse(shown).map { .number($0) } ?? .text(shown)
        case .ratePair:
            let sides = shown.split(separator: "/").compactMap { Rate.parse($0) }
            return .text(sides.count == 2 ? "\(sides[0])/\(sides[1])" : shown)
        case .references, .policies, .choices, .vlanIDs:
            let parts = shown.split(separator: ",")
            return parts.count > 1 ? .array(parts.map { .text(String($0)) }) : .text(shown)
        default: return .text(shown)
        }
    }
}
