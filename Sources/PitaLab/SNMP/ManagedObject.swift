/// An object identifier and how its value is found.
struct ManagedObject {
    var oid: [UInt32]
    var type: String
    var value: () -> String

    /// `.1.3.6.1` in numbers; nil for anything else.
    static func parse(_ text: String) -> [UInt32]? {
        let parts = text.split(separator: ".").map { UInt32($0) }
        let numbers = parts.compactMap { $0 }
        return numbers.count == parts.count ? numbers : nil
    }

    static func text(_ oid: [UInt32]) -> String { oid.map { ".\($0)" }.joined() }
}

/// The objects that a device serves, in order.
protocol ObjectTree {
    var objects: [ManagedObject] { get }
}

extension ObjectTree {
    /// The first object behind an identifier.
    func next(_ oid: [UInt32]) -> ManagedObject? {
        var low = 0
        var high = objects.count
        while low < high {
            let middle = (low + high) / 2
            if oid.lexicographicallyPrecedes(objects[middle].oid) { high = middle } else { low = middle + 1 }
        }
        return low < objects.count ? objects[low] : nil
    }

    func exact(_ oid: [UInt32]) -> ManagedObject? {
        guard let last = oid.last, last > 0 || oid.count > 1 else { return nil }
        return objects.first { $0.oid == oid }
    }
}
