/// IPv4 text: strict dotted quads and prefixes.
enum IPv4 {
    /// `a.b.c.d` as 32 bits.
    static func parse(_ text: some StringProtocol) -> UInt32? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var value: UInt32 = 0
        for part in parts {
            guard part.count <= 3, part.allSatisfy({ $0.isASCII && $0.isNumber }), let byte = UInt8(part) else {
                return nil
            }
            value = value << 8 | UInt32(byte)
        }
        return value
    }

    /// `a.b.c.d/n`.
    static func parsePrefix(_ text: some StringProtocol) -> (address: UInt32, length: Int)? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let address = parse(parts[0]), let length = Int(parts[1]), (0...32).contains(length),
            parts[1].allSatisfy(\.isNumber)
        else { return nil }
        return (address, length)
    }

    static func mask(_ length: Int) -> UInt32 { length <= 0 ? 0 : ~UInt32(0) << UInt32(32 - min(length, 32)) }

    static func text(_ address: UInt32) -> String {
        "\(address >> 24).\(address >> 16 & 255).\(address >> 8 & 255).\(address & 255)"
    }
}
