extension Interpreter {
    /// Commands that begin with a colon.
    func global(_ name: String, _ rest: [ScriptArgument], in context: String) throws(ScriptError) -> Value {
        let arguments = Arguments(rest: rest, interpreter: self, context: context)
        switch name {
        case "put":
            router.emit(try arguments.value(0).string)
            return .nothing
        case "local", "global", "set":
            guard let variable = try arguments.name(0) else { throw .run("missing value(s) of argument(s) name") }
            let value = rest.count > 1 || rest.first { $0.name == "value" } != nil ? try arguments.value(1) : .nothing
            if name == "local" { scopes[scopes.count - 1][variable] = value } else { assign(variable, value) }
            return .nothing
        case "if", "do", "while", "for", "foreach", "onerror": return try control(name, arguments, in: context)
        case "error":
            throw .run(try arguments.value(0).string)
        case "delay":
            try delay(try arguments.value(0))
            return .nothing
        case "return":
            returned = try arguments.value(0)
            throw ScriptError(kind: .leave, text: "")
        case "log":
            router.note("script,\(try arguments.name(0) ?? "info")", try arguments.value(1).string)
            return .nothing
        case "import":
            return try Verbs(interpreter: self, path: "", verb: "import", command: nil, rest: rest).run()
        case "execute", "parse":
            let text = try arguments.value(0).string
            let script = try Parser.parse(text, version: router.version)
            try CommandCheck(tree: router.tree).check(script, in: "")
            if name == "parse" { return .code(script) }
            _ = try block(script, in: "")
            return .nothing
        default: return try conversion(name, arguments)
        }
    }

    private func delay(_ value: Value) throws(ScriptError) {
        var milliseconds: Int64 = 1000
        switch value {
        case .time(let time): milliseconds = time
        case .number(let seconds): milliseconds = seconds.multipliedReportingOverflow(by: 1000).partialValue
        case .nothing: break
        default: throw .run("invalid value for argument delay-time")
        }
        router.surroundings.wait(Double(min(max(milliseconds, 0), 86_400_000)) / 1000, router)
    }

    private func control(_ name: String, _ arguments: Arguments, in context: String) throws(ScriptError) -> Value {
        switch name {
        case "if":
            guard let truth = try arguments.value(0).truth else { throw .run("conditional not boolean") }
            guard let body = arguments.block(truth ? "do" : "else") else { return .nothing }
            return try block(body, in: context)
        case "do", "onerror": return try guarded(name, arguments, in: context)
        case "while":
            while try arguments.value(0).truth ?? false {
                guard let body = arguments.block("do") else { return .nothing }
                _ = try block(body, in: context)
                try countStep()
            }
            return .nothing
        case "for":
            guard let variable = try arguments.name(0), case .number(let from) = try arguments.named("from"),
                case .number(let to) = try arguments.named("to"), let body = arguments.block("do"),
                abs(to &- from) < 100_000
            else { throw .run("missing value(s) of argument(s) from to") }
            for number in from <= to ? Array(from...to) : Array(to...from).reversed() {
                _ = try block(body, in: context, with: [variable: .number(number)])
            }
            return .nothing
        default:
            guard let variable = try arguments.name(0), let body = arguments.block("do") else {
                throw .run("missing value(s) of argument(s) do")
            }
            for value in elements(try arguments.named("in")) {
                _ = try block(body, in: context, with: [variable: value])
            }
            return .nothing
        }
    }

    private func elements(_ value: Value) -> [Value] {
        switch value {
        case .array(let values): values
        case .record(let fields): fields.map(\.value)
        case .nothing: []
        case .text(""): []
        default: [value]
        }
    }

    /// `:do {} on-error={}` and `:onerror e in={} do={}`: what runs when something failed.
    private func guarded(_ name: String, _ arguments: Arguments, in context: String) throws(ScriptError) -> Value {
        let body = name == "do" ? arguments.firstBlock : arguments.block("in")
        let handler = arguments.block(name == "do" ? "on-error" : "do")
        guard let body else { throw .run("missing value(s) of argument(s) do") }
        do {
            let value = try block(body, in: context)
            if name == "do", let condition = arguments.raw("while") {
                while try evaluate(condition, in: context).truth ?? false { _ = try block(body, in: context) }
            }
            return value
        } catch {
            guard error.kind == .run || (error.kind == .syntax && router.version >= Version(7, 16)), let handler else {
                throw error
            }
            var variables: [String: Value] = [:]
            if name == "onerror", let variable = try arguments.name(0) { variables[variable] = .text(error.text) }
            return try block(handler, in: context, with: variables)
        }
    }

    private func conversion(_ name: String, _ arguments: Arguments) throws(ScriptError) -> Value {
        let value = name == "serialize" ? .nothing : try arguments.value(0)
        switch name {
        case "len": return .number(Int64(value.length))
        case "typeof": return .text(value.typeName)
        case "tostr": return .text(value.string)
        case "tonum": return Int64(value.string).map { .number($0) } ?? .nothing
        case "tobool": return value.truth.map { .bool($0) } ?? .nothing
        case "toip": return IPv4.parse(value.string) == nil ? .nothing : .address(value.string)
        case "totime": return Interval.parse(value.string).map { .time($0) } ?? .nothing
        case "toarray": return .array(value.string.split(separator: ",").map { .word(String($0)) })
        case "find":
            let haystack = value.string
            guard let range = haystack.firstRange(of: try arguments.value(1).string) else { return .nothing }
            return .number(Int64(haystack.unicodeScalars.distance(from: haystack.startIndex, to: range.lowerBound)))
        case "pick": return try pick(value, arguments)
        case "serialize":
            let what = try arguments.named("value")
            return .text(JSONText.text(what))
        default: return .nothing
        }
    }

    private func pick(_ value: Value, _ arguments: Arguments) throws(ScriptError) -> Value {
        guard case .number(let first) = try arguments.value(1) else { return .nothing }
        var last = first + 1
        if case .number(let given) = try arguments.value(2) { last = given }
        if case .array(let values) = value {
            guard first >= 0, first < values.count else { return .nothing }
            return last == first + 1
                ? values[Int(first)] : .array(Array(values[Int(first)..<max(Int(first), min(Int(last), values.count))]))
        }
        let scalars = Array(value.string.unicodeScalars)
        guard first >= 0, first <= scalars.count, last >= first else { return .text("") }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[Int(first)..<min(Int(last), scalars.count)])
        return .text(String(text))
    }
}
