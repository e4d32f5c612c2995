/// Python's `json.dumps` with sorted keys, as the `tojson` filter writes it.
struct JSONWriter {
    private let indent: String?

    init(indent: String?) { self.indent = indent }

    /// Safe inside HTML: `< > & '` are escaped.
    func html(_ value: Value) throws -> String {
        var result = ""
        try write(value, into: &result, nesting: 0)
        for (character, escape) in [("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("'", "\\u0027")] {
            result = result.replacing(character, with: escape)
        }
        return result
    }

    private func write(_ value: Value, into result: inout String, nesting: Int) throws {
        guard nesting < 200 else { throw Failure("the value is nested too deeply for JSON") }
        switch value {
        case .none: result += "null"
        case .bool(let flag): result += flag ? "true" : "false"
        case .int, .big: result += try PythonText.string(value)
        case .float(let number): result += float(number)
        case .string(let text), .markup(let text): quote(text, into: &result)
        case .list(let list), .tuple(let list):
            try sequence("[", "]", list.items.count, into: &result, nesting) { place, result in
                try write(list.items[place], into: &result, nesting: nesting + 1)
            }
        case .dict(let dict):
            let order = try ValueOrder.sorted(dict.count, by: dict.keys, reverse: false)
            try sequence("{", "}", dict.count, into: &result, nesting) { place, result in
                quote(try key(dict.keys[order[place]]), into: &result)
                result += ": "
                try write(dict.values[order[place]], into: &result, nesting: nesting + 1)
            }
        case .undefined(let undefined): throw undefined.failure
        case .object: throw Failure("Object of type \(value.typeName) is not JSON serializable")
        }
    }

    private func sequence(
        _ open: String, _ close: String, _ count: Int, into result: inout String, _ nesting: Int,
        _ item: (Int, inout String) throws -> Void
    ) throws {
        result += open
        guard count > 0 else {
            result += close
            return
        }
        for place in 0..<count {
            if place > 0 { result += indent == nil ? ", " : "," }
            if let indent { result += "\n" + String(repeating: indent, count: nesting + 1) }
            try item(place, &result)
        }
        if let indent { result += "\n" + String(repeating: indent, count: nesting) }
        result += close
    }

    private func float(_ number: Double) -> String {
        if number.isNaN { return "NaN" }
        if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
        return PythonText.float(number)
    }

    private func key(_ value: Value) throws -> String {
        switch value {
        case .string(let text), .markup(let text): return text
        case .none: return "null"
        case .bool(let flag): return flag ? "true" : "false"
        case .int, .big: return try PythonText.string(value)
        case .float(let number): return float(number)
        default: throw Failure("keys must be str, int, float, bool or None, not \(value.typeName)")
        }
    }

    private func quote(_ text: String, into result: inout String) {
        result += "\""
        for unit in text.utf16 {
            switch unit {
            case 0x22: result += "\\\""
            case 0x5C: result += "\\\\"
            case 0x0A: result += "\\n"
            case 0x0D: result += "\\r"
            case 0x09: result += "\\t"
            case 0x08: result += "\\b"
            case 0x0C: result += "\\f"
            case 0x20..<0x7F: result.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
            default:
                let hex = String(unit, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex
            }
        }
        result += "\""
    }
}
