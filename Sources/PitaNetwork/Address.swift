/// An IPv4 or IPv6 address (RFC 791, RFC 4291), held as its bits.
public struct Address: Hashable, Comparable, Sendable {
    /// The two families.
    public enum Family: Sendable, Hashable {
        /// 32 bits.
        case ipv4
        /// 128 bits.
        case ipv6

        /// Bits in an address: 32 or 128.
        public var width: Int { self == .ipv4 ? 32 : 128 }
    }

    /// Which family it is of.
    public let family: Family
    /// The bits, right-aligned: an IPv4 address uses the low 32.
    public let bits: UInt128

    /// An address from its bits; higher bits than the family has are dropped.
    public init(family: Family, bits: UInt128) {
        self.family = family
        self.bits = family == .ipv4 ? bits & 0xFFFF_FFFF : bits
    }

    /// Reads dotted decimal (four parts, no leading zeros: `010` is octal to some and ten to others) or RFC 4291 text.
    public init?(_ text: String) {
        if text.utf8.contains(UInt8(ascii: ":")) {
            guard let bits = Self.ipv6Bits(text) else { return nil }
            self.init(family: .ipv6, bits: bits)
        } else {
            guard let bits = Self.ipv4Bits(text) else { return nil }
            self.init(family: .ipv4, bits: UInt128(bits))
        }
    }

    private static func ipv4Bits(_ text: String) -> UInt32? {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bits: UInt32 = 0
        for part in parts {
            guard (1...3).contains(part.count), part.count == 1 || part.first != UInt8(ascii: "0") else { return nil }
            var value: UInt32 = 0
            for octet in part {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet) else { return nil }
                value = value * 10 + UInt32(octet - UInt8(ascii: "0"))
            }
            guard value <= 255 else { return nil }
            bits = bits << 8 | value
        }
        return bits
    }

    private static func ipv6Bits(_ text: String) -> UInt128? {
        guard text.utf8.count <= 45 else { return nil }
        let halves = text.split(separator: "::", maxSplits: 2, omittingEmptySubsequences: false)
        guard halves.count <= 2, let head = groups(halves[0]) else { return nil }
        var words = head
        if halves.count == 2 {
            guard let tail = groups(halves[1]), head.count + tail.count < 8 else { return nil }
            words += [UInt16](repeating: 0, count: 8 - head.count - tail.count) + tail
        }
        guard words.count == 8 else { return nil }
        return words.reduce(0) { $0 << 16 | UInt128($1) }
    }

    private static func groups(_ text: Substring) -> [UInt16]? {
        if text.isEmpty { return [] }
        var words: [UInt16] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if index == parts.count - 1, part.utf8.contains(UInt8(ascii: ".")) {
                guard let embedded = ipv4Bits(String(part)) else { return nil }
                words += [UInt16(embedded >> 16), UInt16(embedded & 0xFFFF)]
            } else {
                guard (1...4).contains(part.utf8.count), part.allSatisfy(\.isHexDigit),
                    let word = UInt16(part, radix: 16)
                else { return nil }
                words.append(word)
            }
        }
        return words
    }

    /// IPv4 before IPv6, then by value.
    public static func < (left: Address, right: Address) -> Bool {
        (left.family.width, left.bits) < (right.family.width, right.bits)
    }
}

extension Address: CustomStringConvertible {
    /// Dotted decimal, or RFC 5952 text.
    public var description: String {
        switch family {
        case .ipv4:
            return [24, 16, 8, 0].map { String(bits >> UInt128($0) & 0xFF) }.joined(separator: ".")
        case .ipv6:
            let words = (0..<8).map { UInt16(truncatingIfNeeded: bits >> UInt128((7 - $0) * 16)) }
            guard let gap = Self.longestZeroRun(words) else { return Self.hex(words[...]) }
            return Self.hex(words[..<gap.lowerBound]) + "::" + Self.hex(words[gap.upperBound...])
        }
    }

    private static func hex(_ words: ArraySlice<UInt16>) -> String {
        words.map { String($0, radix: 16) }.joined(separator: ":")
    }

    private static func longestZeroRun(_ words: [UInt16]) -> Range<Int>? {
        var best: Range<Int>?
        var start = 0
        while start < words.count {
            var end = start
            while end < words.count, words[end] == 0 { end += 1 }
            if end - start >= 2, end - start > (best?.count ?? 0) { best = start..<end }
            start = max(end, start + 1)
        }
        return best
    }
}
