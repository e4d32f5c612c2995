import PitaNetwork

/// The selectors of the `u32` classifier in the form in which `tc filter show` prints them: `0a010200/ffffff00 at 16`.
///
/// Offsets are of the IPv4 and IPv6 headers (RFC 791, RFC 8200); ports stand at 20 because `tc` assumes a header without options.
struct U32Match: Equatable {
    /// The value, its bits outside the mask zero.
    let value: UInt32
    /// The mask.
    let mask: UInt32
    /// The octet offset, a multiple of 4.
    let offset: Int

    /// The printed form.
    var text: String { "\(Self.hexadecimal(value))/\(Self.hexadecimal(mask)) at \(offset)" }

    private static func hexadecimal(_ word: UInt32) -> String {
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    /// The selectors of a rule joined as the tree holds them, words at one offset put together as `tc` packs them;
    /// `nil` when two selectors want different bits in one place.
    static func packed(_ matches: [U32Match]) -> String? {
        var result: [U32Match] = []
        for match in matches {
            guard let place = result.firstIndex(where: { $0.offset == match.offset }) else {
                result.append(match)
                continue
            }
            let known = result[place]
            let common = known.mask & match.mask
            guard known.value & common == match.value & common else { return nil }
            result[place] = U32Match(
                value: known.value | match.value, mask: known.mask | match.mask, offset: match.offset)
        }
        return result.map(\.text).joined(separator: ", ")
    }

    /// The selectors of `match FAMILY FIELD VALUE [MASK]`; `nil` when the field is unknown or the value malformed.
    static func matches(family: String, field: String, value: String, mask: String?) -> [U32Match]? {
        switch (family, field) {
        case ("ip", "src"): address(value, .ipv4, at: 12)
        case ("ip", "dst"): address(value, .ipv4, at: 16)
        case ("ip6", "src"): address(value, .ipv6, at: 8)
        case ("ip6", "dst"): address(value, .ipv6, at: 24)
        case ("ip", "protocol"): part(value, mask, bits: 8, shift: 16, at: 8)
        case ("ip", "tos"), ("ip", "dsfield"): part(value, mask, bits: 8, shift: 16, at: 0)
        case ("ip", "sport"): part(value, mask, bits: 16, shift: 16, at: 20)
        case ("ip", "dport"): part(value, mask, bits: 16, shift: 0, at: 20)
        default: nil
        }
    }

    /// The selector of `match u32 VALUE MASK at OFFSET`.
    static func word(value: String, mask: String, offset: String) -> U32Match? {
        guard let value = number(value, bits: 32), let mask = number(mask, bits: 32), let offset = Int(offset),
            (0...1020).contains(offset), offset.isMultiple(of: 4)
        else { return nil }
        return U32Match(value: value & mask, mask: mask, offset: offset)
    }

    /// Reads the printed form's `VALUE/MASK` and offset.
    static func shown(_ pair: Substring, offset: Substring) -> U32Match? {
        let parts = pair.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ (1...8).contains($0.utf8.count) && $0.allSatisfy(\.isHexDigit) }),
            let value = UInt32(parts[0], radix: 16), let mask = UInt32(parts[1], radix: 16), let offset = Int(offset)
        else { return nil }
        return U32Match(value: value, mask: mask, offset: offset)
    }

    private static func part(_ value: String, _ mask: String?, bits: Int, shift: UInt32, at offset: Int) -> [U32Match]?
    {
        guard let value = number(value, bits: bits), let mask = number(mask ?? "", bits: bits) else { return nil }
        return [U32Match(value: (value & mask) << shift, mask: mask << shift, offset: offset)]
    }

    private static func address(_ text: String, _ family: Address.Family, at offset: Int) -> [U32Match]? {
        let written = text.contains("/") ? text : "\(text)/\(family.width)"
        guard let prefix = InterfaceAddress(written)?.prefix, prefix.network.family == family, prefix.length > 0 else {
            return nil
        }
        let words = family.width / 32
        return (0..<words).compactMap { word in
            let shift = UInt128(32 * (words - 1 - word))
            let mask = UInt32(truncatingIfNeeded: prefix.netmask.bits >> shift)
            guard mask != 0 else { return nil }
            let value = UInt32(truncatingIfNeeded: prefix.network.bits >> shift)
            return U32Match(value: value, mask: mask, offset: offset + 4 * word)
        }
    }

    private static func number(_ text: String, bits: Int) -> UInt32? {
        let isHexadecimal = text.lowercased().hasPrefix("0x")
        let digits = isHexadecimal ? text.dropFirst(2) : text[...]
        guard (1...10).contains(digits.utf8.count), digits.allSatisfy(\.isHexDigit),
            let value = UInt64(digits, radix: isHexadecimal ? 16 : 10), value < UInt64(1) << UInt64(bits)
        else { return nil }
        return UInt32(value)
    }
}
