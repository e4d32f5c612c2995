import PitaDiagnostics

extension JSONParser {
    /// Reads a string from its opening quote to behind its closing one.
    mutating func string() throws(Diagnostic) -> String {
        let start = position
        position += 1
        var text = ""
        while true {
            let from = position
            while let octet = next, octet != UInt8(ascii: "\""), octet != UInt8(ascii: "\\"), octet >= 0x20 {
                position += 1
            }
            if from < position { text += try decoded(from..<position) }
            guard let octet = next else { throw error("the string that begins here does not end", at: start) }
            switch octet {
            case UInt8(ascii: "\""):
                position += 1
                return text
            case UInt8(ascii: "\\"): text.unicodeScalars.append(try escape())
            default: throw error("a control character stands unescaped in a string", at: position)
            }
        }
    }

    private func decoded(_ range: Range<Int>) throws(Diagnostic) -> String {
        if let text = String(validating: bytes[range], as: UTF8.self) { return text }
        // Says which octet: the longest valid beginning ends before it.
        var low = range.lowerBound
        for index in range where bytes[index] & 0xC0 != 0x80 {
            guard String(validating: bytes[low..<index], as: UTF8.self) != nil else { break }
            low = index
        }
        throw error("this is not UTF-8", at: low)
    }

    private mutating func escape() throws(Diagnostic) -> Unicode.Scalar {
        let start = position
        position += 1
        guard let octet = next else { throw error("the escape ends too early", at: start) }
        position += 1
        switch octet {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{08}"
        case UInt8(ascii: "f"): return "\u{0C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape(from: start)
        default: throw error("JSON has no such escape", at: start)
        }
    }

    private mutating func unicodeEscape(from start: Int) throws(Diagnostic) -> Unicode.Scalar {
        let first = try hexDigits(from: start)
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard (0xD800..<0xDC00).contains(first), next == UInt8(ascii: "\\"), position + 1 < bytes.count,
            bytes[position + 1] == UInt8(ascii: "u")
        else { throw error("half of a surrogate pair stands alone", at: start) }
        position += 2
        let second = try hexDigits(from: start)
        guard (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw error("half of a surrogate pair stands alone", at: start) }
        return scalar
    }

    private mutating func hexDigits(from start: Int) throws(Diagnostic) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let octet = next, let digit = Hex.value(octet) else {
                throw error("four hexadecimal digits should follow `\\u`", at: start)
            }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }
}
