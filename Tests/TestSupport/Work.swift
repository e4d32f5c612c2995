internal import CAllocations

/// What something took, counted rather than timed: in memory that was asked for, which is the same on every machine and under
/// any load.
public struct Work: Sendable {
    /// How often memory was asked for.
    public let allocations: Int
    /// For how many octets. A list of all objects that is made for each object is few allocations, and many octets.
    public let octets: Int

    /// The work of `body`.
    public static func of(_ body: () throws -> Void) rethrows -> Work {
        let (allocations, octets) = (pita_allocations(), pita_allocated_octets())
        try body()
        return Work(
            allocations: Int(pita_allocations() - allocations), octets: Int(pita_allocated_octets() - octets))
    }

    /// How many times as much it is as another, in what grew more.
    public func ratio(to other: Work) -> Double {
        max(
            Double(allocations) / Double(max(1, other.allocations)), Double(octets) / Double(max(1, other.octets)))
    }
}
