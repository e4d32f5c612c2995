import Foundation

/// Runs scripts on a router.
final class Interpreter {
    let router: Router
    var scopes: [[String: Value]] = [[:]]
    var returned: Value?
    /// Loops and nested imports stop here; a real device would be busy for ever.
    var steps = 0
    var imports = 0

    init(router: Router) { self.router = router }

    /// Runs one line of an exec channel and gives the exit status.
    @discardableResult
    func run(line: String) -> Int32 {
        do {
            let script = try Parser.parse(line, version: router.version)
            try CommandCheck(tree: router.tree).check(script, in: "")
            _ = try run(script, in: "")
        } catch {
            guard error.kind != .leave, error.kind != .gone else { return 0 }
            router.emit(error.text)
            return error.text.hasPrefix("bad command name") ? 1 : 0
        }
        return 0
    }

    /// Runs a script and gives the value of its last command.
    func run(_ script: Script, in start: String) throws(ScriptError) -> Value {
        var context = start
        var last = Value.nothing
        for command in script.commands {
            try countStep()
            switch try CommandCheck(tree: router.tree).meaning(command, in: context) {
            case .enter(let path): context = path
            case .global(let name, let rest):
                last = try global(name, Array(rest), in: context)
            case .verb(let path, let verb, let rest):
                last = try Verbs(interpreter: self, path: path, verb: verb, command: command, rest: Array(rest)).run()
            }
        }
        return last
    }

    /// An endless loop ends like a busy device.
    func countStep() throws(ScriptError) {
        steps += 1
        guard steps <= 100_000 else {
            throw .run(
                "action timed out - try again, if error continues contact MikroTik support and send a supout file (13)")
        }
    }

    /// Runs a block in a scope of its own.
    func block(_ script: Script, in context: String, with variables: [String: Value] = [:]) throws(ScriptError) -> Value
    {
        scopes.append(variables)
        defer { scopes.removeLast() }
        return try run(script, in: context)
    }

    func evaluate(_ expression: Expression, in context: String = "") throws(ScriptError) -> Value {
        switch expression {
        case .literal(let raw): return .word(raw)
        case .property(let name): return .word(name)
        case .variable(let name): return lookUp(name)
        case .command(let script): return try run(script, in: context)
        case .block(let script): return blockValue(script)
        case .quoted(let pieces):
            var text = ""
            for piece in pieces {
                switch piece {
                case .text(let part): text += part
                case .expression(let inner): text += try evaluate(inner, in: context).string
                }
            }
            return .text(text)
        case .array(let entries): return try array(entries, context)
        case .unary(let sign, let inner):
            let value = try evaluate(inner, in: context)
            if sign == "-", case .number(let number) = value { return .number(0 &- number) }
            guard let truth = value.truth else { throw .run("cannot negate type \(value.typeName)") }
            return .bool(!truth)
        case .binary(let sign, let left, let right):
            return try Operation(sign: sign, left: evaluate(left, in: context), right: evaluate(right, in: context))
                .value()
        }
    }

    /// A block used as a value is an array when it reads as one, code otherwise.
    private func blockValue(_ script: Script) -> Value {
        var parser = Parser(bytes: ByteText.bytes("{" + script.text + "}"), version: router.version)
        if case .array(let entries)? = try? parser.array(), let value = try? array(entries, "") { return value }
        return .code(script)
    }

    private func array(_ entries: [Expression.ArrayEntry], _ context: String) throws(ScriptError) -> Value {
        if entries.contains(where: { $0.key != nil }) {
            var fields: [Value.Field] = []
            for (index, entry) in entries.enumerated() {
                fields.append(.init(name: entry.key ?? String(index), value: try evaluate(entry.value, in: context)))
            }
            return .record(fields)
        }
        var values: [Value] = []
        for entry in entries { values.append(try evaluate(entry.value, in: context)) }
        return .array(values)
    }

    func lookUp(_ name: String) -> Value {
        for scope in scopes.reversed() { if let value = scope[name] { return value } }
        return .nothing
    }

    func assign(_ name: String, _ value: Value) {
        for index in scopes.indices.reversed() where scopes[index][name] != nil {
            scopes[index][name] = value
            return
        }
        scopes[scopes.count - 1][name] = value
    }

    /// The text of an argument as a property takes it: an unquoted word stays as it was typed.
    func text(_ expression: Expression?, in context: String) throws(ScriptError) -> String {
        guard let expression else { return "" }
        switch expression {
        case .literal(let raw): return raw
        case .block(let script): return script.text
        default:
            let value = try evaluate(expression, in: context)
            if case .array(let values) = value { return values.map(\.string).joined(separator: ",") }
            if case .bool(let flag) = value { return flag ? "yes" : "no" }
            return value.string
        }
    }

    static func isMatch(_ text: String, pattern: String) throws(ScriptError) -> Bool {
        guard let regex = try? NSRegularExpression(pattern: pattern) else { throw .run("invalid regular expression") }
        return regex.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
    }

    static func order(_ sign: String, _ left: Int64, _ right: Int64) -> Bool {
        switch sign {
        case "<": left < right
        case ">": left > right
        case "<=": left <= right
        default: left >= right
        }
    }
}
