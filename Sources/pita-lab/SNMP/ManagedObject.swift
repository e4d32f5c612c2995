/// An object identifier and how its value is found.
struct ManagedObject {
    var oid: [UInt32]
    var type: String
    var value: (Router) -> String

    /// `.1.3.6.1` in numbers; nil for anything else.
    static func parse(_ text: String) -> [UInt32]? {
        let parts = text.split(separator: ".").map { UInt32($0) }
        let numbers = parts.compactMap { $0 }
        return numbers.count == parts.count ? numbers : nil
    }

    static func text(_ oid: [UInt32]) -> String { oid.map { ".\($0)" }.joined() }
}
