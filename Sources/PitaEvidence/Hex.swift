/// Octets as hexadecimal digits.
enum Hex {
    /// The value of one digit of either case.
    static func value(_ octet: UInt8) -> UInt8? {
        switch octet {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): octet - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): octet - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): octet - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// Two lower-case digits an octet.
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for octet in bytes { text += [digits[Int(octet >> 4)], digits[Int(octet & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }

    /// The octets of exactly `count` pairs of lower-case digits; `nil` for anything else.
    static func bytes(_ text: some Sequence<UInt8>, count: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        var high: UInt8?
        for octet in text {
            guard let digit = value(octet), !(UInt8(ascii: "A")...UInt8(ascii: "F")).contains(octet),
                bytes.count < count
            else { return nil }
            if let first = high {
                bytes.append(first << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        return high == nil && bytes.count == count ? bytes : nil
    }
}
