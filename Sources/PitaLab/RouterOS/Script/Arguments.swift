/// The arguments of a command that is about to run.
struct Arguments {
    var rest: [ScriptArgument]
    var interpreter: Interpreter
    var context: String

    private var positional: [ScriptArgument] { rest.filter { $0.name == nil } }

    /// The value of the argument without a name at a place; nothing when it is missing.
    func value(_ index: Int) throws(ScriptError) -> Value {
        guard index < positional.count, let expression = positional[index].value else { return .nothing }
        return try interpreter.evaluate(expression, in: context)
    }

    /// The same as a bare word: the name of a variable, not its value.
    func name(_ index: Int) throws(ScriptError) -> String? {
        guard index < positional.count else { return nil }
        if case .quoted = positional[index].value { return try value(index).string }
        return positional[index].word
    }

    func raw(_ name: String) -> Expression? { rest.first { $0.name == name }?.value }

    func named(_ name: String) throws(ScriptError) -> Value {
        guard let expression = raw(name) else { return .nothing }
        return try interpreter.evaluate(expression, in: context)
    }

    func block(_ name: String) -> Script? {
        switch raw(name) {
        case .block(let script)?, .command(let script)?: script
        default: nil
        }
    }

    var firstBlock: Script? {
        if case .block(let script)? = positional.first?.value { return script }
        return nil
    }
}
