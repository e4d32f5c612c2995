/// An object identifier (X.660, RFC 2578): the name of one value, or of a subtree of values, on an agent.
public struct OID: Hashable, Sendable {
    // All numbers but the last, and the last: the cells of a table's column share the first part, so that a walk of
    // thousands of values allocates nothing for their names.
    private let base: [UInt32]
    private let last: UInt32
    private let isEmpty: Bool

    /// The numbers from the root: `[1, 3, 6, 1, 2, 1, 1, 3, 0]`.
    public var numbers: [UInt32] { isEmpty ? [] : base + CollectionOfOne(last) }

    /// How many numbers it has.
    public var count: Int { isEmpty ? 0 : base.count + 1 }

    /// The most numbers that an identifier has on the wire (RFC 2578, section 3.5).
    public static let longest = 128

    /// An identifier of these numbers.
    public init(_ numbers: [UInt32]) {
        isEmpty = numbers.isEmpty
        last = numbers.last ?? 0
        base = Array(numbers.dropLast())
    }

    /// The identifier one number below `base`, whose storage it shares.
    init(base: [UInt32], last: UInt32) {
        self.base = base
        self.last = last
        isEmpty = false
    }

    /// Reads `1.3.6.1` or `.1.3.6.1`; `nil` when a part is no number below 2^32 or there are more than ``longest``.
    public init?(_ text: String) {
        let digits = text.utf8.first == UInt8(ascii: ".") ? text.utf8.dropFirst() : text.utf8[...]
        guard !digits.isEmpty, digits.count <= Self.longest * 11 else { return nil }
        var numbers: [UInt32] = []
        for part in digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
            guard (1...10).contains(part.count), part.allSatisfy({ (0x30...0x39).contains($0) }),
                let number = UInt32(String(Substring(part)))
            else { return nil }
            numbers.append(number)
        }
        guard numbers.count <= Self.longest else { return nil }
        self.init(numbers)
    }

    /// The identifier with more numbers at its end.
    public func appending(_ more: UInt32...) -> OID { OID(numbers + more) }

    /// The two, one after the other.
    public static func + (left: OID, right: OID) -> OID { OID(left.numbers + right.numbers) }

    /// Whether it stands strictly below `root`.
    public func isDescendant(of root: OID) -> Bool { isDescendant(of: root.numbers) }

    /// Whether it stands strictly below the identifier with these numbers.
    func isDescendant(of root: [UInt32]) -> Bool {
        guard !isEmpty, base.count >= root.count else { return false }
        return base.count == root.count ? base == root : base.starts(with: root)
    }

    /// The numbers after `root` (a table's index); `nil` when it does not stand below it.
    public func suffix(below root: OID) -> [UInt32]? {
        isDescendant(of: root) ? Array(numbers.dropFirst(root.count)) : nil
    }

    /// Whether it can be sent: 2 to 128 numbers, the first 0, 1 or 2, the second below 40 unless the first is 2 (X.690).
    public var isEncodable: Bool {
        let numbers = numbers
        guard (2...Self.longest).contains(numbers.count) else { return false }
        return numbers[0] < 2 ? numbers[1] < 40 : numbers[0] == 2 && numbers[1] <= UInt32.max - 80
    }
}

extension OID: Comparable, CustomStringConvertible, ExpressibleByArrayLiteral {
    /// `[1, 3, 6, 1]`.
    public init(arrayLiteral elements: UInt32...) { self.init(elements) }

    /// The order in which an agent walks: number by number, a prefix before what stands below it.
    public static func < (left: OID, right: OID) -> Bool {
        if left.base == right.base, !left.isEmpty, !right.isEmpty { return left.last < right.last }
        return left.numbers.lexicographicallyPrecedes(right.numbers)
    }

    /// `1.3.6.1`.
    public var description: String { numbers.map(String.init).joined(separator: ".") }
}
