/// A VLAN identifier that may be used: 1...4094 (IEEE 802.1Q; 0 is priority tagging, 4095 is reserved).
public struct VLANID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The number, 1...4094.
    public let number: Int

    /// `nil` outside 1...4094.
    public init?(_ number: Int) {
        guard (1...4094).contains(number) else { return nil }
        self.number = number
    }

    /// By number.
    public static func < (left: VLANID, right: VLANID) -> Bool { left.number < right.number }
    /// The number in decimal.
    public var description: String { String(number) }
}

/// A set of VLANs written as ranges: `10,20-30`.
public struct VLANSet: Hashable, Sendable, CustomStringConvertible {
    /// The ranges, ascending, neither touching nor overlapping.
    public let ranges: [ClosedRange<Int>]

    /// A set of VLANs.
    public init(_ ids: some Sequence<VLANID>) {
        var ranges: [ClosedRange<Int>] = []
        for number in Set(ids.map(\.number)).sorted() {
            if let last = ranges.last, last.upperBound + 1 == number {
                ranges[ranges.count - 1] = last.lowerBound...number
            } else {
                ranges.append(number...number)
            }
        }
        self.ranges = ranges
    }

    /// Reads `10,20-30`; `nil` when a part is no VLAN or a range runs backwards. The empty text is the empty set.
    public init?(_ text: String) {
        var found: [ClosedRange<Int>] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: text.isEmpty) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0).flatMap(VLANID.init) }
            guard ends.count <= 2, let first = ends[0], let last = ends[ends.count - 1], first <= last else {
                return nil
            }
            found.append(first.number...last.number)
        }
        var ranges: [ClosedRange<Int>] = []
        for range in found.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = ranges.last, range.lowerBound <= last.upperBound + 1 {
                ranges[ranges.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                ranges.append(range)
            }
        }
        self.ranges = ranges
    }

    /// Every VLAN of the set, ascending.
    public var ids: [VLANID] { ranges.flatMap { $0.compactMap(VLANID.init) } }

    /// Whether the VLAN is in the set.
    public func contains(_ id: VLANID) -> Bool { ranges.contains { $0.contains(id.number) } }

    /// The VLANs that are in both sets.
    public func intersection(_ other: VLANSet) -> VLANSet {
        var common: [ClosedRange<Int>] = []
        var (mine, others) = (ranges[...], other.ranges[...])
        while let left = mine.first, let right = others.first {
            if left.overlaps(right) { common.append(left.clamped(to: right)) }
            if left.upperBound < right.upperBound { mine.removeFirst() } else { others.removeFirst() }
        }
        return VLANSet(ranges: common)
    }

    private init(ranges: [ClosedRange<Int>]) { self.ranges = ranges }

    /// `10,20-30`; ranges only where they shorten.
    public var description: String {
        ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: ",")
    }
}
