/// An operator between two values.
struct Operation {
    var sign: String
    var left: Value
    var right: Value

    func value() throws(ScriptError) -> Value {
        switch sign {
        case "=": return .bool(equal)
        case "!=": return .bool(!equal)
        case "&&", "and", "||", "or": return try logic()
        case "~": return .bool(try Interpreter.isMatch(left.string, pattern: right.string))
        case ".": return .text(left.string + right.string)
        case "in":
            guard let address = IPv4.parse(left.string), let prefix = IPv4.parsePrefix(right.string) else {
                return .bool(false)
            }
            let mask = IPv4.mask(prefix.length)
            return .bool(address & mask == prefix.address & mask)
        case "->": return element()
        default: return try arithmetic()
        }
    }

    private var equal: Bool {
        if left == right { return true }
        switch (left, right) {
        case (.text(let a), .text(let b)): return a == b
        case (.nothing, .text(let text)), (.text(let text), .nothing): return text.isEmpty
        case (.array, _), (_, .array), (.record, _), (_, .record): return left.string == right.string
        case (.number, .text), (.text, .number), (.identifier, .text), (.text, .identifier):
            return left.string == right.string
        case (.bool, .text), (.text, .bool): return left.truth == right.truth && left.truth != nil
        default: return false
        }
    }

    private func logic() throws(ScriptError) -> Value {
        guard let first = left.truth, let second = right.truth else {
            throw .run("conditional not boolean")
        }
        return .bool(sign == "&&" || sign == "and" ? first && second : first || second)
    }

    private func element() -> Value {
        switch left {
        case .record(let fields): return fields.first { $0.name == right.string }?.value ?? .nothing
        case .array(let values):
            guard case .number(let index) = right, index >= 0, index < values.count else { return .nothing }
            return values[Int(index)]
        default: return .nothing
        }
    }

    private func arithmetic() throws(ScriptError) -> Value {
        let refusal = ScriptError.run("cannot apply \(sign) to \(left.typeName) and \(right.typeName)")
        if case .time(let a) = left, case .time(let b) = right {
            if let ordered = compared(a, b) { return .bool(ordered) }
            if sign == "+" { return .time(a &+ b) }
            if sign == "-" { return .time(a &- b) }
        }
        guard case .number(let a) = numeric(left), case .number(let b) = numeric(right) else { throw refusal }
        if let ordered = compared(a, b) { return .bool(ordered) }
        switch sign {
        case "+": return .number(a &+ b)
        case "-": return .number(a &- b)
        case "*": return .number(a &* b)
        case "/", "%":
            guard b != 0, !(a == .min && b == -1) else { throw .run("division by zero") }
            return .number(sign == "/" ? a / b : a % b)
        default: throw refusal
        }
    }

    private func compared(_ a: Int64, _ b: Int64) -> Bool? {
        ["<", ">", "<=", ">="].contains(sign) ? Interpreter.order(sign, a, b) : nil
    }

    private func numeric(_ value: Value) -> Value {
        if case .text(let text) = value, let number = Int64(text) { return .number(number) }
        return value
    }
}
