internal import BigInt

/// The escapes of a text literal, as Python's `unicode-escape` reads them.
enum StringLiteral {
    static func unescaped(_ octets: [UInt8], fail: (String, Int) -> Failure) throws -> String {
        guard octets.contains(UInt8(ascii: "\\")) else { return String(decoding: octets, as: UTF8.self) }
        var result: [UInt8] = []
        var place = 0
        while place < octets.count {
            guard octets[place] == UInt8(ascii: "\\"), place + 1 < octets.count else {
                result.append(octets[place])
                place += 1
                continue
            }
            let letter = octets[place + 1]
            if let plain = plain[letter] {
                result += plain
                place += 2
            } else if (0x30...0x37).contains(letter) {
                var (value, end) = (UInt32(0), place + 1)
                while end < min(octets.count, place + 4), (0x30...0x37).contains(octets[end]) {
                    value = value * 8 + UInt32(octets[end] - 0x30)
                    end += 1
                }
                result += try encoded(value, place, fail)
                place = end
            } else if let width = [UInt8(ascii: "x"): 2, UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8][letter] {
                let digits = octets.dropFirst(place + 2).prefix(width)
                guard digits.count == width,
                    digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
                    let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
                else { throw fail("truncated \\\(Character(Unicode.Scalar(letter))) escape", place) }
                result += try encoded(value, place, fail)
                place += 2 + width
            } else if letter == UInt8(ascii: "N") {
                throw fail("character names in \\N escapes are not supported", place)
            } else {
                result += [UInt8(ascii: "\\"), letter]
                place += 2
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static let plain: [UInt8: [UInt8]] = [
        UInt8(ascii: "n"): [0x0A], UInt8(ascii: "t"): [0x09], UInt8(ascii: "r"): [0x0D], UInt8(ascii: "\\"): [0x5C],
        UInt8(ascii: "'"): [0x27], UInt8(ascii: "\""): [0x22], UInt8(ascii: "a"): [0x07], UInt8(ascii: "b"): [0x08],
        UInt8(ascii: "f"): [0x0C], UInt8(ascii: "v"): [0x0B], 0x0A: [],
    ]

    private static func encoded(_ value: UInt32, _ place: Int, _ fail: (String, Int) -> Failure) throws -> [UInt8] {
        guard let scalar = Unicode.Scalar(value) else { throw fail("illegal Unicode character", place) }
        return Array(String(Character(scalar)).utf8)
    }
}

/// Where number literals end, and what they are.
enum NumberLiteral {
    private static func isDigit(_ octet: UInt8) -> Bool { (0x30...0x39).contains(octet) }

    /// Digits with single underscores between them.
    private static func digitsEnd(_ octets: [UInt8], _ start: Int, _ isDigit: (UInt8) -> Bool) -> Int {
        var end = start
        while end < octets.count {
            if isDigit(octets[end]) {
                end += 1
            } else if octets[end] == UInt8(ascii: "_"), end > start, end + 1 < octets.count, isDigit(octets[end + 1]) {
                end += 1
            } else {
                break
            }
        }
        return end
    }

    /// The end of a float that starts here; `nil` when it is none.
    static func floatEnd(_ octets: [UInt8], _ start: Int) -> Int? {
        var end = digitsEnd(octets, start, isDigit)
        guard end > start else { return nil }
        var isFloat = false
        if end + 1 < octets.count, octets[end] == UInt8(ascii: "."), isDigit(octets[end + 1]) {
            end = digitsEnd(octets, end + 1, isDigit)
            isFloat = true
        }
        if end < octets.count, octets[end] | 0x20 == UInt8(ascii: "e") {
            var exponent = end + 1
            if exponent < octets.count, octets[exponent] == UInt8(ascii: "+") || octets[exponent] == UInt8(ascii: "-") {
                exponent += 1
            }
            let last = digitsEnd(octets, exponent, isDigit)
            if last > exponent { return last }
        }
        return isFloat ? end : nil
    }

    /// The end of an integer that starts here with a digit.
    static func integerEnd(_ octets: [UInt8], _ start: Int) -> Int {
        if octets[start] == UInt8(ascii: "0"), start + 1 < octets.count,
            let radix = [UInt8(ascii: "b"): 2, UInt8(ascii: "o"): 8, UInt8(ascii: "x"): 16][octets[start + 1] | 0x20]
        {
            // An underscore may stand before the first digit after the prefix.
            var first = start + 2
            if first < octets.count, octets[first] == UInt8(ascii: "_") { first += 1 }
            let end = digitsEnd(octets, first) {
                Character(Unicode.Scalar($0)).hexDigitValue.map { $0 < radix } ?? false
            }
            if end > first { return end }
        }
        if octets[start] == UInt8(ascii: "0") {
            return max(start + 1, digitsEnd(octets, start) { $0 == UInt8(ascii: "0") })
        }
        return digitsEnd(octets, start, isDigit)
    }

    /// The value of an integer literal without underscores; `nil` beyond Python's 4,300 digits.
    static func integer(_ digits: String) -> Value? {
        let lowered = digits.lowercased()
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where lowered.hasPrefix(prefix) {
            guard lowered.utf8.count <= 65_536, let number = BigInt(lowered.dropFirst(2), radix: radix) else {
                return nil
            }
            return Number.value(number)
        }
        return Value(integer: digits)
    }
}
