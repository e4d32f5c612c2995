internal import BigInt

/// Python's `%` on texts.
enum PercentFormat {
    private struct Field {
        var key: String?
        var flags: Set<Character> = []
        var width: Int?
        var precision: Int?
    }

    /// Where the arguments come from, one after the other or by name.
    private struct Source {
        let value: Value
        let items: [Value]
        var place = 0

        init(_ value: Value) {
            self.value = value
            if case .tuple(let list) = value { items = list.items } else { items = [value] }
        }

        mutating func next() throws -> Value {
            guard place < items.count else { throw Failure("not enough arguments for format string") }
            place += 1
            return items[place - 1]
        }

        /// Whether an argument was given that no field asked for; mappings may be left over.
        var isLeftOver: Bool {
            if case .tuple = value { return place < items.count }
            switch value {
            case .dict, .list, .object, .undefined: return false
            default: return place == 0
            }
        }
    }

    static func format(_ subject: Value, _ template: String, _ arguments: Value, _ renderer: Renderer) throws -> Value {
        var isMarkup = false
        if case .markup = subject { isMarkup = true }
        var source = Source(arguments)
        var usedNames = false
        var result = ""
        var rest = Array(template)[...]
        while let character = rest.popFirst() {
            guard character == "%" else {
                result.append(character)
                continue
            }
            var field = try parse(&rest, &source)
            guard let conversion = rest.popFirst() else { throw Failure("incomplete format") }
            if conversion == "%", field.key == nil, field.width == nil, field.flags.isEmpty {
                result.append("%")
                continue
            }
            let value: Value
            if let key = field.key {
                guard case .dict(let dict) = arguments else { throw Failure("format requires a mapping") }
                guard let found = dict.value(named: key) else { throw Failure("KeyError: \(PythonText.quoted(key))") }
                value = found
                usedNames = true
            } else {
                value = try source.next()
            }
            result += try converted(value, conversion, &field, isMarkup, renderer)
            try renderer.ensure(textBytes: result.utf8.count)
        }
        if !usedNames, source.isLeftOver { throw Failure("not all arguments converted during string formatting") }
        return isMarkup ? .markup(result) : .string(result)
    }

    private static func parse(_ rest: inout ArraySlice<Character>, _ source: inout Source) throws -> Field {
        var field = Field()
        if rest.first == "(" {
            guard let end = rest.firstIndex(of: ")") else { throw Failure("incomplete format key") }
            field.key = String(rest[rest.startIndex + 1..<end])
            rest = rest[(end + 1)...]
        }
        while let flag = rest.first, "-+ #0".contains(flag) {
            field.flags.insert(flag)
            rest.removeFirst()
        }
        field.width = try number(&rest, &source)
        if let width = field.width, width < 0 {
            field.flags.insert("-")
            field.width = width == .min ? .max : -width
        }
        if rest.first == "." {
            rest.removeFirst()
            field.precision = max(0, try number(&rest, &source) ?? 0)
        }
        while let length = rest.first, "hlL".contains(length) { rest.removeFirst() }
        return field
    }

    private static func number(_ rest: inout ArraySlice<Character>, _ source: inout Source) throws -> Int? {
        if rest.first == "*" {
            rest.removeFirst()
            guard case .int(let value) = try source.next() else { throw Failure("* wants int") }
            return value
        }
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard !digits.isEmpty else { return nil }
        rest = rest.dropFirst(digits.count)
        guard digits.count <= 9, let value = Int(String(digits)) else { throw Failure.limit("the width of a field") }
        return value
    }

    private static func converted(
        _ value: Value, _ conversion: Character, _ field: inout Field, _ isMarkup: Bool, _ renderer: Renderer
    ) throws -> String {
        var text: String
        var isNumber = true
        switch conversion {
        case "s", "r", "a":
            isNumber = false
            text = conversion == "s" ? try PythonText.string(value) : try PythonText.representation(value)
            if isMarkup {
                if case .markup = value, conversion == "s" {} else { text = HTML.escaped(text) }
            }
            if let precision = field.precision { text = String(scalars: text.unicodeScalars.prefix(precision)) }
        case "c":
            isNumber = false
            text = try character(value)
        case "d", "i", "u": text = try decimal(value, conversion, field)
        case "x", "X", "o": text = try radix(value, conversion, field)
        case "e", "E", "f", "F", "g", "G":
            guard let number = Number(value) else { throw Failure("must be real number, not \(value.typeName)") }
            text = try NumberFormat.float(
                try number.double(), conversion, precision: field.precision ?? 6,
                alternative: field.flags.contains("#"))
        default:
            throw Failure("unsupported format character '\(conversion)'")
        }
        if isNumber, !text.hasPrefix("-") {
            if field.flags.contains("+") { text = "+" + text } else if field.flags.contains(" ") { text = " " + text }
        }
        return try padded(text, field, isNumber, renderer)
    }

    private static func padded(
        _ text: String, _ field: Field, _ isNumber: Bool, _ renderer: Renderer
    ) throws -> String {
        let gap = (field.width ?? 0) - text.scalarCount
        guard gap > 0 else { return text }
        try renderer.ensure(textBytes: gap)
        if field.flags.contains("-") { return text + String(repeating: " ", count: gap) }
        guard field.flags.contains("0"), isNumber else { return String(repeating: " ", count: gap) + text }
        let signs = text.prefix { "+- ".contains($0) }
        let body = text.dropFirst(signs.count)
        let prefix = body.hasPrefix("0x") || body.hasPrefix("0X") || body.hasPrefix("0o") ? body.prefix(2) : ""
        return signs + prefix + String(repeating: "0", count: gap) + body.dropFirst(prefix.count)
    }

    private static func character(_ value: Value) throws -> String {
        if let text = value.stringValue, text.scalarCount == 1 { return text }
        guard case .int(let code) = value, let small = UInt32(exactly: code), let scalar = Unicode.Scalar(small) else {
            throw Failure("%c requires int or char")
        }
        return String(Character(scalar))
    }

    private static func decimal(_ value: Value, _ conversion: Character, _ field: Field) throws -> String {
        let whole: Value
        switch Number(value) {
        case .float(let number):
            guard let truncated = NumberFormat.truncated(number) else {
                throw Failure("cannot convert float \(number.isNaN ? "NaN" : "infinity") to integer")
            }
            whole = truncated
        case .int(let number): whole = .int(number)
        case .big: whole = value
        case nil: throw Failure("%\(conversion) format: a real number is required, not \(value.typeName)")
        }
        return filled(try PythonText.string(whole), field)
    }

    private static func filled(_ text: String, _ field: Field) -> String {
        let isNegative = text.hasPrefix("-")
        let digits = isNegative ? String(text.dropFirst()) : text
        let zeros = min(100_000, max(0, (field.precision ?? 0) - digits.utf8.count))
        return (isNegative ? "-" : "") + String(repeating: "0", count: zeros) + digits
    }

    private static func radix(_ value: Value, _ conversion: Character, _ field: Field) throws -> String {
        guard let integer = Number(value)?.integer else {
            throw Failure("%\(conversion) format: an integer is required, not \(value.typeName)")
        }
        let text = String(integer.magnitude, radix: conversion == "o" ? 8 : 16, uppercase: conversion == "X")
        let prefix = field.flags.contains("#") ? "0\(conversion)" : ""
        return (integer.sign == .minus && !integer.isZero ? "-" : "") + prefix + filled(text, field)
    }
}
