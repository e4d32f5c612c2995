/// Numbers of a config: rates and sizes, and sets of numbers that are written as ranges.
enum JunosNumbers {
    // MARK: rates

    /// A rate or a size as it compares: `10m`, `10000k` and `0.01g` as `10000000`. What is none stays as it is.
    static func settled(_ text: String) -> String {
        guard let last = text.last else { return text }
        let power = last == "k" ? 3 : last == "m" ? 6 : last == "g" ? 9 : 0
        let digits = power == 0 ? text[...] : text.dropLast()
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let whole = parts.first, isNumber(whole) else { return text }
        var fraction = parts.count == 2 ? String(parts[1]) : ""
        guard parts.count == 1 || isNumber(parts[1]) else { return text }
        while fraction.last == "0" { fraction.removeLast() }
        guard fraction.count <= power else { return text }
        let all = whole + fraction + String(repeating: "0", count: power - fraction.count)
        return UInt64(all).map { String($0) } ?? text
    }

    private static func isNumber(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// The number of a rate or a size.
    static func rate(_ value: String?) -> UInt64? { value.flatMap { UInt64(settled($0)) } }

    // MARK: ranges

    /// What a range may hold: ports and VLANs are numbers of 16 bits.
    static let highest = 65_535

    /// A number of 16 bits; `nil` where a text is none.
    static func number(_ text: some StringProtocol) -> Int? {
        guard !text.isEmpty, text.utf8.count <= 5, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int(text), number <= highest
        else { return nil }
        return number
    }

    /// The numbers of a member, `12` or `10-13`; `nil` where it is a name.
    static func range(_ member: String) -> ClosedRange<Int>? {
        let parts = member.split(separator: "-", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let low = number(parts[0]), let high = number(parts[parts.count - 1]),
            low <= high
        else { return nil }
        return low...high
    }

    /// A range as a member.
    static func text(_ range: ClosedRange<Int>) -> String {
        range.count == 1 ? String(range.lowerBound) : "\(range.lowerBound)-\(range.upperBound)"
    }

    /// What is left of a range without another.
    static func rest(of range: ClosedRange<Int>, without other: ClosedRange<Int>) -> [ClosedRange<Int>] {
        var left: [ClosedRange<Int>] = []
        if range.lowerBound < other.lowerBound {
            left.append(range.lowerBound...min(range.upperBound, other.lowerBound - 1))
        }
        if range.upperBound > other.upperBound {
            left.append(max(range.lowerBound, other.upperBound + 1)...range.upperBound)
        }
        return left
    }
}

/// A set of numbers of 16 bits.
struct JunosNumberSet {
    private var bits = [UInt64](repeating: 0, count: 1024)

    /// The numbers of those members that are numbers.
    init(_ members: some Sequence<String>) {
        for range in members.lazy.compactMap(JunosNumbers.range) { insert(range) }
    }

    /// Adds a range.
    mutating func insert(_ range: ClosedRange<Int>) {
        for number in range { bits[number >> 6] |= 1 << UInt64(number & 63) }
    }

    /// Whether a number is in it.
    func contains(_ number: Int) -> Bool { bits[number >> 6] & 1 << UInt64(number & 63) != 0 }

    /// The ranges of a range that are not in the set.
    func missing(of range: ClosedRange<Int>) -> [ClosedRange<Int>] {
        var found: [ClosedRange<Int>] = []
        var start: Int?
        for number in range {
            if contains(number) {
                if let low = start { found.append(low...(number - 1)) }
                start = nil
            } else {
                start = start ?? number
            }
        }
        if let low = start { found.append(low...range.upperBound) }
        return found
    }
}
