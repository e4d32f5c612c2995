/// A share or a weight as an exact decimal: 0 to 1000 with at most six places.
public struct Ratio: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The ratio times a million.
    public let millionths: UInt32

    /// The highest ratio, 1000.
    public static let highest = Ratio(millionths: 1_000_000_000)
    /// One.
    public static let one = Ratio(millionths: 1_000_000)

    /// A ratio of so many millionths; above ``highest`` it is ``highest``.
    public init(millionths: UInt32) { self.millionths = min(millionths, 1_000_000_000) }

    /// Reads `0.8`, `1`, `12.5`; `nil` with a sign, an exponent, more than six places or above 1000.
    public init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), (1...4).contains(parts[0].count),
            parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } })
        else { return nil }
        let places = parts.count == 2 ? Array(parts[1]) : []
        guard places.count <= 6 else { return nil }
        var value: UInt64 = 0
        for digit in parts[0] { value = value * 10 + UInt64(digit - 0x30) }
        for place in 0..<6 { value = value * 10 + (place < places.count ? UInt64(places[place] - 0x30) : 0) }
        guard value <= 1_000_000_000 else { return nil }
        millionths = UInt32(value)
    }

    /// The share of `part` in `whole`, rounded down; 0 of nothing.
    init(_ part: Int, of whole: Int) {
        guard whole > 0, part > 0 else {
            self.init(millionths: 0)
            return
        }
        self.init(millionths: UInt32(clamping: Int128(part) * 1_000_000 / Int128(whole)))
    }

    /// By value.
    public static func < (left: Ratio, right: Ratio) -> Bool { left.millionths < right.millionths }

    /// `0.8`, `1`: no zeros at the end.
    public var description: String {
        let whole = millionths / 1_000_000
        var places = String(millionths % 1_000_000 + 1_000_000).dropFirst()
        while places.last == "0" { places.removeLast() }
        return places.isEmpty ? "\(whole)" : "\(whole).\(places)"
    }
}
