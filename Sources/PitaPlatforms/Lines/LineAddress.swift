import PitaNetwork

/// Addresses and networks as devices of lines write them: with a mask, or with a length.
enum LineAddress {
    /// The address and network of `10.0.0.1 255.255.255.0` or `10.0.0.1/24`; `nil` when it is none.
    static func read(_ text: some StringProtocol) -> InterfaceAddress? {
        let words = String(text).words
        guard let first = words.first else { return nil }
        if first.contains("/") { return InterfaceAddress(String(first)) }
        guard words.count >= 2, let length = length(words[1]) else { return nil }
        return InterfaceAddress("\(first)/\(length)")
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
