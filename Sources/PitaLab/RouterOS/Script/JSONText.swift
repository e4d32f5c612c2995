/// JSON of a value, as `:serialize to=json` writes it.
enum JSONText {
    static func text(_ value: Value) -> String {
        switch value {
        case .nothing: "null"
        case .number(let number): String(number)
        case .bool(let flag): flag ? "true" : "false"
        case .array(let values): "[" + values.map(text).joined(separator: ",") + "]"
        case .record(let fields):
            "{" + fields.map { quoted($0.name) + ":" + text($0.value) }.joined(separator: ",") + "}"
        default: quoted(value.string)
        }
    }

    private static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 34: out += "\\\""
            case 92: out += "\\\\"
            case 10: out += "\\n"
            case 13: out += "\\r"
            case 9: out += "\\t"
            case 0..<32: out += "\\u00" + Quoting.hexadecimal(UInt8(scalar.value))
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}
