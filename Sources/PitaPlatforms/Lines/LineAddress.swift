import PitaNetwork

/// Addresses and networks as devices of lines write them: with a mask, or with a length.
enum LineAddress {
    /// The address and network of `10.0.0.1 255.255.255.0`, `10.0.0.1/24` or `10.0.0.1 24`; `nil` when it is none.
    static func read(_ text: some StringProtocol) -> InterfaceAddress? {
        let words = String(text).words
        guard let first = words.first else { return nil }
        if first.contains("/") { return InterfaceAddress(String(first)) }
        guard words.count >= 2, let length = length(words[1]) ?? Int(words[1]) else { return nil }
        return InterfaceAddress("\(first)/\(length)")
    }

    /// The words with IPv6 and hardware addresses in small letters and their shortest form, in which they are compared and
    /// said whatever a device or a person writes; `nil` where all are.
    static func spelled(_ words: [Substring]) -> [Substring]? {
        var result = words
        for (place, word) in words.enumerated() where word.utf8.count > 2 {
            if word.utf8.contains(UInt8(ascii: ":")) {
                if let address = Address(String(word)) {
                    result[place] = Substring(address.description)
                } else if let whole = InterfaceAddress(String(word)) {
                    result[place] = Substring(whole.description)
                }
            } else if word.utf8.count == 14, isHardware(word) {
                result[place] = Substring(word.lowercased())
            }
        }
        return result == words ? nil : result
    }

    /// `0011.22AA.bbcc` and `0011-22AA-bbcc`.
    private static func isHardware(_ word: Substring) -> Bool {
        let parts = word.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "-" }
        return parts.count == 3 && parts.allSatisfy { $0.utf8.count == 4 && $0.allSatisfy(\.isHexDigit) }
    }

    /// The length of a mask, `24` for `255.255.255.0`.
    static func length(_ mask: some StringProtocol) -> Int? {
        let octets = mask.split(separator: ".").compactMap { UInt8($0) }
        guard octets.count == 4 else { return nil }
        let bits = octets.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        let length = (~bits).leadingZeroBitCount
        return bits == (length == 0 ? 0 : UInt32.max << (32 - UInt32(length))) ? length : nil
    }
}
