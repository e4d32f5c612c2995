/// Texts as RouterOS writes them. The device stores octets; a Swift text holds those that are no UTF-8, too.
///
/// An octet that is not part of well-formed UTF-8 stands as the private-use character U+10FF00 + octet, so that what was
/// read can be written again octet for octet.
enum RouterOSText {
    private static let strayBase: UInt32 = 0x10FF00
    private static let strays: ClosedRange<UInt32> = 0x10FF80...0x10FFFF

    /// The text that `octets` stand for.
    static func decode(_ octets: [UInt8]) -> String {
        if octets.allSatisfy({ $0 < 0x80 }) { return String(decoding: octets, as: UTF8.self) }
        var result = String.UnicodeScalarView()
        var index = 0
        while index < octets.count {
            let length = wellFormedLength(octets, at: index)
            if let text = length.flatMap({ String(validating: octets[index..<index + $0], as: UTF8.self) }),
                let scalar = text.unicodeScalars.first, !strays.contains(scalar.value)
            {
                result.append(scalar)
                index += length ?? 1
            } else {
                if let stray = Unicode.Scalar(strayBase + UInt32(octets[index])) { result.append(stray) }
                index += 1
            }
        }
        return String(result)
    }

    private static func wellFormedLength(_ octets: [UInt8], at index: Int) -> Int? {
        let length =
            switch octets[index] {
            case 0..<0x80: 1
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 0
            }
        return length > 0 && index + length <= octets.count ? length : nil
    }

    /// Whether characters of the text stand for octets that are no UTF-8.
    static func holdsStrays(_ text: String) -> Bool { text.unicodeScalars.contains { strays.contains($0.value) } }

    /// The octets that the device stores for `text`.
    static func octets(_ text: String) -> [UInt8] {
        guard holdsStrays(text) else { return Array(text.utf8) }
        var result: [UInt8] = []
        for scalar in text.unicodeScalars {
            if strays.contains(scalar.value) {
                result.append(UInt8(truncatingIfNeeded: scalar.value))
            } else {
                result += Array(String(scalar).utf8)
            }
        }
        return result
    }

    /// The text in double quotes, ASCII only, on one line: nothing in it can end the quotes or be expanded.
    static func quoted(_ text: String) -> String { "\"" + escaped(text) + "\"" }

    /// The text as it stands between double quotes.
    static func escaped(_ text: String) -> String {
        var result: [UInt8] = []
        for octet in octets(text) {
            switch octet {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "$"), UInt8(ascii: "?"):
                result += [UInt8(ascii: "\\"), octet]
            case 0x0A: result += Array("\\n".utf8)
            case 0x0D: result += Array("\\r".utf8)
            case 0x09: result += Array("\\t".utf8)
            case 0x20..<0x7F: result.append(octet)
            default: result += [UInt8(ascii: "\\"), hex(octet >> 4), hex(octet & 15)]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The text as an export writes it: bare where that is safe, in quotes elsewhere.
    static func token(_ text: String) -> String {
        !text.isEmpty && text.utf8.allSatisfy(isBare) ? text : quoted(text)
    }

    private static func isBare(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: bareMarks.contains(octet)
        }
    }

    private static let bareMarks = Set("-.,/:_<>*!+~@".utf8)

    private static func hex(_ digit: UInt8) -> UInt8 {
        digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10
    }
}
