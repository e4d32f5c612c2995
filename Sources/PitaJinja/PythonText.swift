internal import BigInt

/// Python's `str()` and `repr()`.
enum PythonText {
    /// How deeply nested a value may be to be printed.
    private static let deepest = 400

    static func string(_ value: Value) throws -> String {
        switch value {
        case .string(let text), .markup(let text): return text
        case .int(let number): return String(number)
        case .undefined(let undefined):
            if undefined.isLenient { return "" }
            throw undefined.failure
        default:
            var result = ""
            try represent(value, into: &result, nesting: 0)
            return result
        }
    }

    static func representation(_ value: Value, nesting: Int = 0) throws -> String {
        var result = ""
        try represent(value, into: &result, nesting: nesting)
        return result
    }

    static func represent(_ value: Value, into result: inout String, nesting: Int) throws {
        guard nesting < deepest else { throw Failure("the value is nested too deeply to print") }
        guard result.utf8.count < 50_000_000 else { throw Failure.limit("the text of a value") }
        switch value {
        case .undefined: result += "Undefined"
        case .none: result += "None"
        case .bool(let flag): result += flag ? "True" : "False"
        case .int(let number): result += String(number)
        case .big(let number): result += try digits(number)
        case .float(let number): result += float(number)
        case .string(let text): quote(text, into: &result)
        case .markup(let text):
            result += "Markup("
            quote(text, into: &result)
            result += ")"
        case .list(let list):
            result += "["
            try represent(list.items, into: &result, nesting)
            result += "]"
        case .tuple(let list):
            result += "("
            try represent(list.items, into: &result, nesting)
            result += list.items.count == 1 ? ",)" : ")"
        case .dict(let dict):
            result += "{"
            for place in 0..<dict.count {
                if place > 0 { result += ", " }
                try represent(dict.keys[place], into: &result, nesting: nesting + 1)
                result += ": "
                try represent(dict.values[place], into: &result, nesting: nesting + 1)
            }
            result += "}"
        case .object(let object): result += try object.representation(nesting)
        }
    }

    private static func represent(_ items: [Value], into result: inout String, _ nesting: Int) throws {
        for (place, item) in items.enumerated() {
            if place > 0 { result += ", " }
            try represent(item, into: &result, nesting: nesting + 1)
        }
    }

    /// Python refuses to print an integer of more than 4,300 digits.
    static func digits(_ number: BigNumber) throws -> String {
        guard number.value.magnitude.bitWidth <= 14_400 else {
            throw Failure("Exceeds the limit (4300 digits) for integer string conversion")
        }
        let text = String(number.value)
        guard text.utf8.count <= 4301 else {
            throw Failure("Exceeds the limit (4300 digits) for integer string conversion")
        }
        return text
    }

    /// A quoted text as Python writes it: single quotes unless only they are in the text.
    static func quote(_ text: String, into result: inout String) {
        let quote: Unicode.Scalar =
            text.utf8.contains(UInt8(ascii: "'")) && !text.utf8.contains(UInt8(ascii: "\"")) ? "\"" : "'"
        result.unicodeScalars.append(quote)
        for scalar in text.unicodeScalars {
            switch scalar {
            case quote, "\\":
                result.unicodeScalars.append("\\")
                result.unicodeScalars.append(scalar)
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                if scalar.value >= 0x20, scalar.value < 0x7F || isPrintable(scalar) {
                    result.unicodeScalars.append(scalar)
                } else {
                    result += escape(scalar.value)
                }
            }
        }
        result.unicodeScalars.append(quote)
    }

    static func quoted(_ text: String) -> String {
        var result = ""
        quote(text, into: &result)
        return result
    }

    private static func escape(_ code: UInt32) -> String {
        let hex = String(code, radix: 16)
        let (letter, width) = code < 0x100 ? ("x", 2) : code < 0x10000 ? ("u", 4) : ("U", 8)
        return "\\" + letter + String(repeating: "0", count: max(0, width - hex.utf8.count)) + hex
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            scalar == " "
        default: true
        }
    }

    /// The shortest digits that read back as the same number, laid out as Python does: an exponent below 1e-4 and
    /// from 1e16 on.
    static func float(_ number: Double) -> String {
        if number.isNaN { return "nan" }
        if number.isInfinite { return number < 0 ? "-inf" : "inf" }
        let (digits, point) = shortest(number.magnitude)
        let sign = number.sign == .minus ? "-" : ""
        if point > 16 || point < -3 {
            let exponent = point - 1
            let mantissa = digits.count == 1 ? digits : digits.prefix(1) + "." + digits.dropFirst()
            let size = String(exponent.magnitude)
            return sign + mantissa + "e" + (exponent < 0 ? "-" : "+") + (size.utf8.count < 2 ? "0" : "") + size
        }
        if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
        if digits.utf8.count <= point {
            return sign + digits + String(repeating: "0", count: point - digits.utf8.count) + ".0"
        }
        return sign + digits.prefix(point) + "." + digits.dropFirst(point)
    }

    /// The significant digits without trailing zeros, and where the point stands: 0.d1d2... times ten to that.
    static func shortest(_ magnitude: Double) -> (digits: String, point: Int) {
        if magnitude == 0 { return ("0", 1) }
        let text = magnitude.description
        let parts = text.split(separator: "e")
        let mantissa = parts[0].split(separator: ".")
        let whole = mantissa[0]
        let fraction = mantissa.count > 1 ? mantissa[1] : ""
        var point = whole.utf8.count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
        var digits = Substring(whole + fraction)
        while digits.first == "0", digits.utf8.count > 1 {
            digits.removeFirst()
            point -= 1
        }
        while digits.last == "0", digits.utf8.count > 1 { digits.removeLast() }
        return (String(digits), point)
    }
}
