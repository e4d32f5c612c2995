/// Tells what a plain scalar means, by the core schema, and what Pita does not take for a value.
enum ScalarResolution {
    /// The meaning of a plain scalar.
    enum Meaning {
        case value(Document.Record.Kind)
        case refused(message: String, hint: String)
    }

    /// Reads the octets of a plain scalar.
    static func meaning(of octets: UnsafeBufferPointer<UInt8>) -> Meaning {
        guard let first = octets.first else { return .value(.null) }
        switch first {
        case UInt8(ascii: "~"): return .value(octets.count == 1 ? .null : .text)
        case UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"),
            UInt8(ascii: "F"):
            return .value(octets.count > 5 ? .text : word(String(decoding: octets, as: UTF8.self)))
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            return number(octets)
        default: return .value(.text)
        }
    }

    private static func word(_ text: String) -> Document.Record.Kind {
        switch text {
        case "null", "Null", "NULL": .null
        case "true", "True", "TRUE": .yes
        case "false", "False", "FALSE": .no
        default: .text
        }
    }

    private static func number(_ octets: UnsafeBufferPointer<UInt8>) -> Meaning {
        if octets.count > 2, octets[0] == UInt8(ascii: "0"), let radix = radix(octets[1]) {
            let digits = octets.dropFirst(2)
            guard digits.allSatisfy({ isDigit($0, radix: radix) }) else { return .value(.text) }
            return checkedInteger(octets)
        }
        var place = 0
        if octets[0] == UInt8(ascii: "+") || octets[0] == UInt8(ascii: "-") { place = 1 }
        let whole = digits(octets, from: place)
        let leading = octets[place..<whole]
        var end = whole
        var isFloat = false
        var hasDigits = !leading.isEmpty
        if end < octets.count, octets[end] == UInt8(ascii: ".") {
            isFloat = true
            let fraction = digits(octets, from: end + 1)
            hasDigits = hasDigits || fraction > end + 1
            if !hasDigits { return infinity(octets, from: place) }
            end = fraction
        }
        guard hasDigits else { return .value(.text) }
        if end < octets.count, octets[end] | 0x20 == UInt8(ascii: "e") {
            var start = end + 1
            if start < octets.count, octets[start] == UInt8(ascii: "+") || octets[start] == UInt8(ascii: "-") {
                start += 1
            }
            isFloat = true
            end = digits(octets, from: start)
            if end == start { return .value(.text) }
        }
        guard end == octets.count else { return .value(.text) }
        if leading.count > 1, leading.first == UInt8(ascii: "0") {
            return .refused(
                message: "`\(shown(octets))` is a number with a leading zero, which readers take for different values",
                hint: "quote it when it is text, or write the number without the zero")
        }
        return isFloat ? checkedFloat(octets) : checkedInteger(octets)
    }

    private static func digits(_ octets: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var place = start
        while place < octets.count, isDigit(octets[place], radix: 10) { place += 1 }
        return place
    }

    private static func radix(_ letter: UInt8) -> Int? {
        switch letter {
        case UInt8(ascii: "x"): 16
        case UInt8(ascii: "o"): 8
        default: nil
        }
    }

    private static func isDigit(_ octet: UInt8, radix: Int) -> Bool {
        switch octet {
        case UInt8(ascii: "0")...UInt8(ascii: "7"): true
        case UInt8(ascii: "8")...UInt8(ascii: "9"): radix >= 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"): radix == 16
        default: false
        }
    }

    private static func checkedInteger(_ octets: UnsafeBufferPointer<UInt8>) -> Meaning {
        if integer(String(decoding: octets, as: UTF8.self)) != nil { return .value(.int) }
        return .refused(
            message: "`\(shown(octets))` is greater than a whole number can be here (64 bits)",
            hint: "quote it when it is an identifier, not a quantity")
    }

    private static func checkedFloat(_ octets: UnsafeBufferPointer<UInt8>) -> Meaning {
        if let value = Double(String(decoding: octets, as: UTF8.self)), value.isFinite { return .value(.float) }
        return .refused(
            message: "`\(shown(octets))` is greater than a number can be here",
            hint: "quote it when it is an identifier, not a quantity")
    }

    private static func infinity(_ octets: UnsafeBufferPointer<UInt8>, from place: Int) -> Meaning {
        let words: Set<String> = [".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"]
        guard octets.count - place == 4, words.contains(String(decoding: octets[place...], as: UTF8.self)) else {
            return .value(.text)
        }
        return .refused(message: "`\(shown(octets))` is no finite number", hint: "quote it when it is text")
    }

    /// The exact value of a whole number in any of the three notations; `nil` outside 64 bits.
    static func integer(_ text: String) -> Int64? {
        if text.hasPrefix("0x") { return Int64(text.dropFirst(2), radix: 16) }
        if text.hasPrefix("0o") { return Int64(text.dropFirst(2), radix: 8) }
        return Int64(text)
    }

    private static func shown(_ octets: UnsafeBufferPointer<UInt8>) -> String {
        octets.count <= 40
            ? String(decoding: octets, as: UTF8.self)
            : String(decoding: octets.prefix(40), as: UTF8.self) + "..."
    }
}
