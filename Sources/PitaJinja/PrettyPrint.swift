/// Python's `pprint.pformat` at its standard width of 80.
enum PrettyPrint {
    static func format(_ value: Value) throws -> String {
        var result = ""
        try write(value, indent: 0, allowance: 0, nesting: 0, into: &result)
        return result
    }

    /// `repr` with the keys of dicts in order.
    private static func flat(_ value: Value, _ nesting: Int) throws -> String {
        guard nesting < 200 else { throw Failure("the value is nested too deeply to print") }
        switch value {
        case .list(let list):
            return "[" + (try list.items.map { try flat($0, nesting + 1) }).joined(separator: ", ") + "]"
        case .tuple(let list):
            let items = try list.items.map { try flat($0, nesting + 1) }
            return "(" + items.joined(separator: ", ") + (items.count == 1 ? ",)" : ")")
        case .dict(let dict):
            let items = try entries(dict).map { "\(try flat($0, nesting + 1)): \(try flat($1, nesting + 1))" }
            return "{" + items.joined(separator: ", ") + "}"
        default: return try PythonText.representation(value)
        }
    }

    /// The entries by key; keys that Python cannot compare are ordered by type and keep their order in it.
    private static func entries(_ dict: Dict) throws -> [(Value, Value)] {
        let order =
            (try? ValueOrder.sorted(dict.count, by: dict.keys, reverse: false))
            ?? dict.keys.indices.sorted { (dict.keys[$0].typeName, $0) < (dict.keys[$1].typeName, $1) }
        return order.map { (dict.keys[$0], dict.values[$0]) }
    }

    private static func write(
        _ value: Value, indent: Int, allowance: Int, nesting: Int, into result: inout String
    ) throws {
        let line = try flat(value, nesting)
        guard line.scalarCount > 80 - indent - allowance else {
            result += line
            return
        }
        switch value {
        case .dict(let dict) where dict.count > 0:
            result += "{"
            let items = try entries(dict)
            for (place, (key, item)) in items.enumerated() {
                let name = try flat(key, nesting + 1)
                result += name + ": "
                let isLast = place == items.count - 1
                try write(
                    item, indent: indent + 1 + name.scalarCount + 2, allowance: isLast ? allowance + 1 : 1,
                    nesting: nesting + 1, into: &result)
                if !isLast { result += ",\n" + String(repeating: " ", count: indent + 1) }
            }
            result += "}"
        case .list(let list) where !list.items.isEmpty:
            result += "["
            try items(list.items, indent, allowance + 1, nesting, into: &result)
            result += "]"
        case .tuple(let list) where !list.items.isEmpty:
            result += "("
            let isSingle = list.items.count == 1
            try items(list.items, indent, allowance + (isSingle ? 2 : 1), nesting, into: &result)
            result += isSingle ? ",)" : ")"
        case .string(let text): try string(text, indent, allowance, nesting, into: &result)
        default: result += line
        }
    }

    private static func items(
        _ items: [Value], _ indent: Int, _ allowance: Int, _ nesting: Int, into result: inout String
    ) throws {
        for (place, item) in items.enumerated() {
            let isLast = place == items.count - 1
            try write(
                item, indent: indent + 1, allowance: isLast ? allowance : 1, nesting: nesting + 1, into: &result)
            if !isLast { result += ",\n" + String(repeating: " ", count: indent + 1) }
        }
    }

    /// A long text is broken between words into texts that stand one after the other.
    private static func string(
        _ text: String, _ outerIndent: Int, _ outerAllowance: Int, _ nesting: Int, into result: inout String
    ) throws {
        let (indent, allowance) = nesting == 0 ? (outerIndent + 1, outerAllowance + 1) : (outerIndent, outerAllowance)
        var chunks: [String] = []
        let lines = StringMethods.lines(text, keepEnds: true)
        for (place, line) in lines.enumerated() {
            let width = 80 - indent - (place == lines.count - 1 ? allowance : 0)
            if PythonText.quoted(line).scalarCount <= width {
                chunks.append(PythonText.quoted(line))
                continue
            }
            var current = ""
            let parts = pieces(line)
            for (number, part) in parts.enumerated() {
                let isVeryLast = number == parts.count - 1 && place == lines.count - 1
                let room = 80 - indent - (isVeryLast ? allowance : 0)
                if PythonText.quoted(current + part).scalarCount > room {
                    if !current.isEmpty { chunks.append(PythonText.quoted(current)) }
                    current = part
                } else {
                    current += part
                }
            }
            if !current.isEmpty { chunks.append(PythonText.quoted(current)) }
        }
        if chunks.count == 1 {
            result += chunks[0]
            return
        }
        let joined = chunks.joined(separator: "\n" + String(repeating: " ", count: indent))
        result += nesting == 0 ? "(" + joined + ")" : joined
    }

    /// Runs of what is not white space, each with the white space after it.
    private static func pieces(_ line: String) -> [String] {
        var result: [String] = []
        var current = String.UnicodeScalarView()
        var wasSpace = false
        for scalar in line.unicodeScalars {
            let isSpace = UnicodeText.isSpace(scalar)
            if wasSpace, !isSpace {
                result.append(String(current))
                current = String.UnicodeScalarView()
            }
            current.append(scalar)
            wasSpace = isSpace
        }
        if !current.isEmpty { result.append(String(current)) }
        return result
    }
}
