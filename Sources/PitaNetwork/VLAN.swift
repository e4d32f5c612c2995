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

/// A set of VLANs written as ranges: `10,20-30`. What is done with whole sets goes by the ranges, not by each VLAN.
public struct VLANSet: Hashable, Sendable, CustomStringConvertible {
    /// The ranges, ascending, neither touching nor overlapping.
    public let ranges: [ClosedRange<Int>]

    /// Every VLAN: 1...4094.
    public static let all = VLANSet(ranges: [1...4094])

    /// A set of VLANs.
    public init(_ ids: some Sequence<VLANID>) { self.init(joining: ids.map { $0.number...$0.number }) }

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
        self.init(joining: found)
    }

    /// Ranges in any order, which may touch and overlap.
    private init(joining ranges: [ClosedRange<Int>]) {
        var joined: [ClosedRange<Int>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = joined.last, range.lowerBound <= last.upperBound + 1 {
                joined[joined.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                joined.append(range)
            }
        }
        self.ranges = joined
    }

    private init(ranges: [ClosedRange<Int>]) { self.ranges = ranges }

    /// Whether no VLAN is in the set.
    public var isEmpty: Bool { ranges.isEmpty }

    /// How many VLANs are in the set.
    public var count: Int { ranges.reduce(0) { $0 + $1.count } }

    /// Every VLAN of the set, ascending; as many as 4094.
    public var ids: [VLANID] { ranges.flatMap { $0.compactMap(VLANID.init) } }

    /// Whether the VLAN is in the set.
    public func contains(_ id: VLANID) -> Bool { ranges.contains { $0.contains(id.number) } }

    /// The VLANs that are in one of the sets or in both.
    public func union(_ other: VLANSet) -> VLANSet { VLANSet(joining: ranges + other.ranges) }

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

    /// The VLANs of this set that are not in the other.
    public func subtracting(_ other: VLANSet) -> VLANSet {
        var left: [ClosedRange<Int>] = []
        var others = other.ranges[...]
        for range in ranges {
            var start = range.lowerBound
            while let gone = others.first, gone.lowerBound <= range.upperBound {
                if gone.lowerBound > start { left.append(start...(gone.lowerBound - 1)) }
                start = max(start, gone.upperBound + 1)
                // One that reaches into the next range is needed there too.
                if gone.upperBound > range.upperBound { break }
                others.removeFirst()
            }
            if start <= range.upperBound { left.append(start...range.upperBound) }
        }
        return VLANSet(ranges: left)
    }

    /// `10,20-30`; ranges only where they shorten.
    public var description: String {
        ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: ",")
    }
}
