internal import BigInt
internal import Glibc

/// Numbers as text with a given precision.
enum NumberFormat {
    /// C's `printf` for one float; the conversions are those of Python (`e`, `f`, `g` and their capitals).
    static func float(_ number: Double, _ conversion: Character, precision: Int, alternative: Bool = false) throws
        -> String
    {
        guard precision <= 400 else { throw Failure.limit("the precision of a number") }
        if number.isNaN { return conversion.isUppercase ? "NAN" : "nan" }
        if number.isInfinite { return (number < 0 ? "-" : "") + (conversion.isUppercase ? "INF" : "inf") }
        var buffer = [CChar](repeating: 0, count: 1024)
        let length = withVaList([Int32(clamping: precision), number]) {
            vsnprintf(&buffer, buffer.count, "%\(alternative ? "#" : "").*\(conversion)", $0)
        }
        return String(decoding: buffer.prefix(max(0, Int(length))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Digits in groups of three with a separator.
    static func grouped(_ digits: String, _ separator: String, every size: Int = 3) -> String {
        var groups: [Substring] = []
        var rest = digits[...]
        while rest.utf8.count > size {
            groups.append(rest.suffix(size))
            rest = rest.dropLast(size)
        }
        return ([rest] + groups.reversed()).joined(separator: separator)
    }

    /// Rounds to an integer, to even at a half: `nil` for what is no number.
    static func rounded(_ number: Double) -> Value? {
        guard number.isFinite else { return nil }
        return Number.value(BigInt(number.rounded(.toNearestOrEven)))
    }

    /// Without its fraction: `nil` for what is no number.
    static func truncated(_ number: Double) -> Value? {
        guard number.isFinite else { return nil }
        if abs(number) < 9e18 { return .int(Int(number)) }
        return Number.value(BigInt(number.rounded(.towardZero)))
    }

    /// Python's `int(text, base)`: white space around, a sign, a prefix of the base, underscores between digits.
    static func integer(_ text: String, base: Int) -> Value? {
        var digits = Array(text.stripped(UnicodeText.isSpace).unicodeScalars)
        guard base == 0 || (2...36).contains(base), digits.count <= 4400 else { return nil }
        let isNegative = digits.first == "-"
        if isNegative || digits.first == "+" { digits.removeFirst() }
        var radix = base == 0 ? 10 : base
        var hadPrefix = false
        for (letter, value) in [("x", 16), ("o", 8), ("b", 2)] where base == 0 || base == value {
            if digits.count > 1, digits[0] == "0", digits[1].properties.lowercaseMapping == letter {
                radix = value
                digits.removeFirst(2)
                hadPrefix = true
                if digits.first == "_" { digits.removeFirst() }
            }
        }
        if base == 0, !hadPrefix, digits.count > 1, digits[0] == "0", digits.contains(where: { $0 != "0" && $0 != "_" })
        {
            return nil
        }
        guard let first = digits.first, first != "_", digits.last != "_" else { return nil }
        var plain = ""
        var before: Unicode.Scalar = "0"
        for scalar in digits {
            if scalar == "_" {
                if before == "_" { return nil }
            } else if let value = scalar.properties.numericType == .decimal ? scalar.properties.numericValue : nil {
                guard Int(value) < radix else { return nil }
                plain += String(Int(value))
            } else {
                guard scalar.isASCII, let value = Character(scalar).isLetter ? Int(String(scalar), radix: 36) : nil,
                    value < radix
                else { return nil }
                plain.unicodeScalars.append(scalar)
            }
            before = scalar
        }
        guard let number = BigInt(plain, radix: radix) else { return nil }
        return Number.value(isNegative ? -number : number)
    }

    /// Python's `float(text)`.
    static func parsed(_ text: String) -> Double? {
        let trimmed = text.stripped(UnicodeText.isSpace)
        let lowered = trimmed.lowercased()
        let unsigned = lowered.hasPrefix("-") || lowered.hasPrefix("+") ? String(lowered.dropFirst()) : lowered
        let sign: Double = lowered.hasPrefix("-") ? -1 : 1
        if unsigned == "inf" || unsigned == "infinity" { return sign * .infinity }
        if unsigned == "nan" { return .nan }
        let octets = Array(unsigned.utf8)
        guard let first = octets.first, first == UInt8(ascii: ".") || (0x30...0x39).contains(first),
            !octets.contains(UInt8(ascii: "x")), octets.last != UInt8(ascii: "_")
        else { return nil }
        for (place, octet) in octets.enumerated() where octet == UInt8(ascii: "_") {
            guard place > 0, (0x30...0x39).contains(octets[place - 1]), (0x30...0x39).contains(octets[place + 1]) else {
                return nil
            }
        }
        var plain = unsigned.filter { $0 != "_" }
        if plain.hasPrefix(".") { plain = "0" + plain }
        plain = plain.replacing(".e", with: ".0e")
        if plain.hasSuffix(".") { plain += "0" }
        return Double(plain).map { sign * $0 }
    }
}
