internal import BigInt

/// Python's `str.format`.
enum BraceFormat {
    static func format(_ template: String, _ call: Call, _ renderer: Renderer, _ isMarkup: Bool) throws -> String {
        var counter: Int? = 0
        return try expand(Array(template.unicodeScalars), call, renderer, isMarkup, &counter, nesting: 0)
    }

    private static func expand(
        _ template: [Unicode.Scalar], _ call: Call, _ renderer: Renderer, _ isMarkup: Bool, _ counter: inout Int?,
        nesting: Int
    ) throws -> String {
        guard nesting < 3 else { throw Failure("Max string recursion exceeded") }
        var result = ""
        var place = 0
        while place < template.count {
            let scalar = template[place]
            let next = place + 1 < template.count ? template[place + 1] : nil
            if scalar == "{" || scalar == "}", next == scalar, nesting == 0 {
                result.unicodeScalars.append(scalar)
                place += 2
            } else if scalar == "{" {
                var (end, depth) = (place + 1, 1)
                while end < template.count, depth > 0 {
                    if template[end] == "{" { depth += 1 }
                    if template[end] == "}" { depth -= 1 }
                    end += 1
                }
                guard depth == 0 else {
                    throw Failure(
                        next == nil ? "Single '{' encountered in format string" : "expected '}' before end of string")
                }
                result += try field(
                    Array(template[place + 1..<end - 1]), call, renderer, isMarkup, &counter, nesting)
                place = end
            } else if scalar == "}" {
                throw Failure("Single '}' encountered in format string")
            } else {
                result.unicodeScalars.append(scalar)
                place += 1
            }
            try renderer.ensure(textBytes: result.utf8.count)
        }
        return result
    }

    private static func field(
        _ text: [Unicode.Scalar], _ call: Call, _ renderer: Renderer, _ isMarkup: Bool, _ counter: inout Int?,
        _ nesting: Int
    ) throws -> String {
        var end = 0
        var brackets = 0
        while end < text.count {
            if text[end] == "[" { brackets += 1 }
            if text[end] == "]" { brackets -= 1 }
            if brackets == 0, text[end] == ":" || text[end] == "!" { break }
            end += 1
        }
        var value = try self.value(Array(text[..<end]), call, renderer, &counter)
        var rest = text[end...]
        var isConverted = false
        if rest.first == "!" {
            let kind = rest.dropFirst().first
            switch kind {
            case "s": value = .string(try PythonText.string(value))
            case "r", "a": value = .string(try PythonText.representation(value))
            default: throw Failure("Unknown conversion specifier in format string")
            }
            isConverted = true
            rest = rest.dropFirst(2)
            guard rest.isEmpty || rest.first == ":" else { throw Failure("expected ':' after conversion specifier") }
        }
        let spec = try expand(Array(rest.dropFirst()), call, renderer, false, &counter, nesting: nesting + 1)
        let result = try FormatSpec(spec).format(value, renderer)
        guard isMarkup else { return result }
        if case .markup = value, !isConverted { return result }
        return HTML.escaped(result)
    }

    /// The value that `name.attribute[item]` names.
    private static func value(
        _ text: [Unicode.Scalar], _ call: Call, _ renderer: Renderer, _ counter: inout Int?
    ) throws -> Value {
        let first = text.firstIndex { $0 == "." || $0 == "[" } ?? text.count
        let name = String(scalars: text[..<first])
        var value: Value
        if name.isEmpty {
            guard let place = counter else {
                throw Failure("cannot switch from manual field specification to automatic field numbering")
            }
            counter = place + 1
            value = try positional(place, call)
        } else if let place = Int(name) {
            guard counter == nil || counter == 0 else {
                throw Failure("cannot switch from automatic field numbering to manual field specification")
            }
            counter = nil
            value = try positional(place, call)
        } else {
            guard let found = call.named.first(where: { sameText($0.name, name) }) else {
                throw Failure("KeyError: \(PythonText.quoted(name))")
            }
            value = found.value
        }
        var rest = text[first...]
        while let sign = rest.popFirst() {
            if sign == "." {
                let part = rest.prefix { $0 != "." && $0 != "[" }
                rest = rest.dropFirst(part.count)
                // Python looks for attributes only here, never for keys.
                guard !part.isEmpty, let found = try Access.own(value, String(scalars: part), renderer) else {
                    throw Failure("'\(value.typeName)' object has no attribute '\(String(scalars: part))'")
                }
                value = found
            } else {
                let part = String(scalars: rest.prefix { $0 != "]" })
                rest = rest.dropFirst(part.unicodeScalars.count)
                guard sign == "[", rest.popFirst() == "]", !part.isEmpty else {
                    throw Failure("Empty attribute in format string")
                }
                let key: Value =
                    part.utf8.allSatisfy { (0x30...0x39).contains($0) }
                    ? NumberLiteral.integer(part) ?? .string(part) : .string(part)
                guard let found = try Access.subscripted(value, key) else {
                    throw Failure("there is no item \(try PythonText.representation(key))")
                }
                value = found
            }
        }
        return value
    }

    private static func positional(_ place: Int, _ call: Call) throws -> Value {
        guard call.positional.indices.contains(place) else {
            throw Failure("Replacement index \(place) out of range for positional args tuple")
        }
        return call.positional[place]
    }
}

/// `[[fill]align][sign][#][0][width][,][.precision][type]`.
struct FormatSpec {
    private var fill: Unicode.Scalar = " "
    private var align: Unicode.Scalar?
    private var sign: Unicode.Scalar = "-"
    private var isAlternative = false
    private var width = 0
    private var grouping: Unicode.Scalar?
    private var precision: Int?
    private var type: Unicode.Scalar?
    private let text: String

    init(_ text: String) throws {
        self.text = text
        var rest = Array(text.unicodeScalars)[...]
        let aligns: Set<Unicode.Scalar> = ["<", ">", "=", "^"]
        if rest.count > 1, aligns.contains(rest[1]) {
            fill = rest[0]
            align = rest[1]
            rest = rest.dropFirst(2)
        } else if let first = rest.first, aligns.contains(first) {
            align = first
            rest.removeFirst()
        }
        if let first = rest.first, ["+", "-", " "].contains(first) { sign = rest.removeFirst() }
        if rest.first == "#" {
            isAlternative = true
            rest.removeFirst()
        }
        if rest.first == "0" {
            rest.removeFirst()
            if align == nil {
                align = "="
                fill = "0"
            }
        }
        width = try Self.number(&rest) ?? 0
        if let first = rest.first, [",", "_"].contains(first) { grouping = rest.removeFirst() }
        if rest.first == "." {
            rest.removeFirst()
            guard let digits = try Self.number(&rest) else { throw Failure("Format specifier missing precision") }
            precision = digits
        }
        if let first = rest.popFirst() { type = first }
        guard rest.isEmpty else { throw Failure("Invalid format specifier") }
    }

    private static func number(_ rest: inout ArraySlice<Unicode.Scalar>) throws -> Int? {
        let digits = rest.prefix { ("0"..."9").contains($0) }
        guard !digits.isEmpty else { return nil }
        rest = rest.dropFirst(digits.count)
        guard digits.count <= 9, let value = Int(String(scalars: digits)) else {
            throw Failure.limit("the width of a field")
        }
        return value
    }

    func format(_ value: Value, _ renderer: Renderer) throws -> String {
        try renderer.ensure(textBytes: width)
        if case .undefined(let undefined) = value, !undefined.isLenient { throw undefined.failure }
        if let string = value.stringValue {
            guard type == nil || type == "s" else { throw unknown(value) }
            guard align != "=" || fill == "0" else {
                throw Failure("'=' alignment not allowed in string format specifier")
            }
            let cut = precision.map { String(scalars: string.unicodeScalars.prefix($0)) } ?? string
            return aligned(cut, sign: "", align == "=" ? "<" : align ?? "<")
        }
        if case .bool = value, text.isEmpty { return try PythonText.string(value) }
        switch Number(value) {
        case .float(let number): return try float(number, value)
        case .int(let number): return try integer(BigInt(number), value)
        case .big(let number): return try integer(number, value)
        case nil:
            guard text.isEmpty else {
                throw Failure("unsupported format string passed to \(value.typeName).__format__")
            }
            return try PythonText.string(value)
        }
    }

    private func unknown(_ value: Value) -> Failure {
        Failure(
            "Unknown format code '\(type.map { String(Character($0)) } ?? "")' for object of type '\(value.typeName)'")
    }

    private func aligned(_ body: String, sign: String, _ align: Unicode.Scalar) -> String {
        let gap = max(0, width - body.scalarCount - sign.utf8.count)
        let padding = String(repeating: String(Character(fill)), count: gap)
        switch align {
        case "<": return sign + body + padding
        case "=": return sign + padding + body
        case "^":
            let left = String(repeating: String(Character(fill)), count: gap / 2)
            return left + sign + body + String(repeating: String(Character(fill)), count: gap - gap / 2)
        default: return padding + sign + body
        }
    }

    private func signed(_ body: String, isNegative: Bool, prefix: String = "") -> String {
        let mark = isNegative ? "-" : sign == "-" ? "" : String(Character(sign))
        guard let grouping, align == "=", fill == "0" else {
            return aligned(body, sign: mark + prefix, align ?? ">")
        }
        // Zeros that fill up are grouped too.
        var digits = body
        let separator = String(Character(grouping))
        while digits.utf8.count + mark.utf8.count < width {
            let whole = digits.prefix { $0 != "." && $0 != "e" }
            let plain = "0" + whole.filter { String($0) != separator }
            digits = NumberFormat.grouped(plain, separator) + digits.dropFirst(whole.count)
        }
        return mark + prefix + digits
    }

    private func integer(_ number: BigInt, _ value: Value) throws -> String {
        let isNegative = number.sign == .minus && !number.isZero
        switch type {
        case nil, "d", "n":
            guard precision == nil else { throw Failure("Precision not allowed in integer format specifier") }
            var digits = try PythonText.digits(BigNumber(BigInt(number.magnitude)))
            if let grouping { digits = NumberFormat.grouped(digits, String(Character(grouping))) }
            return signed(digits, isNegative: isNegative)
        case "x", "X", "o", "b":
            guard precision == nil else { throw Failure("Precision not allowed in integer format specifier") }
            guard number.magnitude.bitWidth <= 65_536 else { throw Failure.limit("the size of an integer") }
            let radix = type == "o" ? 8 : type == "b" ? 2 : 16
            var digits = String(number.magnitude, radix: radix, uppercase: type == "X")
            if let grouping {
                guard grouping == "_" else {
                    throw Failure("Cannot specify ',' with '\(type.map { String(Character($0)) } ?? "")'.")
                }
                digits = NumberFormat.grouped(digits, "_", every: 4)
            }
            let prefix = isAlternative ? "0" + (type.map { String(Character($0)) } ?? "") : ""
            return signed(digits, isNegative: isNegative, prefix: prefix)
        case "c":
            guard let code = UInt32(exactly: number), let scalar = Unicode.Scalar(code) else {
                throw Failure("%c arg not in range(0x110000)")
            }
            return aligned(String(Character(scalar)), sign: "", align ?? "<")
        case "e", "E", "f", "F", "g", "G", "%": return try float(try Number.big(number).double(), value)
        default: throw unknown(value)
        }
    }

    private func float(_ number: Double, _ value: Value) throws -> String {
        var body: String
        let magnitude = number.magnitude
        switch type {
        case nil:
            if let precision {
                body = try NumberFormat.float(magnitude, "g", precision: max(1, precision))
                if !body.contains(where: { ".en".contains($0) }), magnitude.isFinite { body += ".0" }
            } else {
                body = PythonText.float(magnitude)
            }
        case "%": body = try NumberFormat.float(magnitude * 100, "f", precision: precision ?? 6) + "%"
        case "n": body = try NumberFormat.float(magnitude, "g", precision: precision ?? 6)
        case "e", "E", "f", "F", "g", "G":
            body = try NumberFormat.float(
                magnitude, Character(type ?? "g"), precision: precision ?? 6, alternative: isAlternative)
        default: throw unknown(value)
        }
        if let grouping, magnitude.isFinite {
            let whole = body.prefix { $0.isNumber }
            body = NumberFormat.grouped(String(whole), String(Character(grouping))) + body.dropFirst(whole.count)
        }
        return signed(body, isNegative: number.sign == .minus && !number.isNaN)
    }
}
