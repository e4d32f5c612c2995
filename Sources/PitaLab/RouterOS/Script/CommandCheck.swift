/// Reads the words of commands against the menus before anything runs, as the console does.
struct CommandCheck {
    let tree: MenuTree

    /// What the words of a command mean.
    enum Meaning {
        /// `:put` and its like.
        case global(String, ArraySlice<ScriptArgument>)
        /// A menu alone: later commands are read in it.
        case enter(String)
        case verb(path: String, verb: String, ArraySlice<ScriptArgument>)
    }

    static let globals: Set<String> = [
        "put", "local", "global", "set", "if", "do", "while", "for", "foreach", "error", "delay", "len", "pick", "find",
        "tostr", "tonum", "tobool", "toarray", "toip", "totime", "typeof", "log", "return", "nothing", "parse",
        "import",
        "execute",
    ]

    private func knows(_ name: String) -> Bool {
        if name == "onerror" { return tree.version >= Version(7, 16) }
        if name == "serialize" { return tree.version >= Version(7, 13) }
        return Self.globals.contains(name)
    }

    /// The meaning of a command read in a menu.
    func meaning(_ command: ScriptCommand, in context: String) throws(ScriptError) -> Meaning {
        guard let first = command.arguments.first?.word else {
            throw .syntax("expected command name", at: command.position)
        }
        if first.hasPrefix(":") {
            let name = String(first.dropFirst())
            guard knows(name) else { throw .syntax("bad command name \(name)", at: shifted(command.position, 1)) }
            return .global(name, command.arguments.dropFirst())
        }
        var path = first.hasPrefix("/") ? "" : context
        for (index, argument) in command.arguments.enumerated() {
            guard let word = argument.word else { throw .syntax("expected command name", at: argument.position) }
            let pieces = word.split(separator: "/")
            if pieces.count > 1, tree.version.major < 7 {
                throw .syntax("bad command name \(word.drop { $0 == "/" })", at: argument.position)
            }
            var column = word.hasPrefix("/") ? 1 : 0
            for (number, piece) in pieces.enumerated() {
                let deeper = path.isEmpty ? String(piece) : path + " " + piece
                if tree.folders.contains(deeper) {
                    path = deeper
                } else if number == pieces.count - 1, tree.verbs(path).contains(String(piece)) {
                    return .verb(path: path, verb: String(piece), command.arguments.dropFirst(index + 1))
                } else if index == 0, number == 0, path == context, knows(String(piece)), pieces.count == 1 {
                    return .global(String(piece), command.arguments.dropFirst())
                } else {
                    throw .syntax("bad command name \(piece)", at: shifted(argument.position, column))
                }
                column += piece.utf8.count + 1
            }
        }
        return .enter(path)
    }

    private func shifted(_ position: Position, _ columns: Int) -> Position {
        Position(line: position.line, column: position.column + columns)
    }

    /// Checks a script and all scripts within it.
    func check(_ script: Script, in context: String) throws(ScriptError) {
        var context = context
        for command in script.commands {
            var inner = context
            switch try meaning(command, in: context) {
            case .enter(let path):
                context = path
                continue
            case .global(let name, let rest): try checkGlobal(name, rest, context)
            case .verb(let path, let verb, let rest):
                inner = path
                try VerbArguments(tree: tree, path: path, verb: verb).check(rest)
                try checkQuery(command.query, path, command)
            }
            for argument in command.arguments {
                if let value = argument.value { try check(value, in: inner) }
            }
            if let query = command.query { try check(query, in: inner) }
        }
    }

    private func checkGlobal(_ name: String, _ rest: ArraySlice<ScriptArgument>, _ context: String) throws(ScriptError)
    {
        for argument in rest {
            if case .block(let script)? = argument.value, argument.name != nil || name == "do" {
                if argument.name != "in" || name == "onerror" { try check(script, in: context) }
            }
        }
    }

    private func checkQuery(_ query: Expression?, _ path: String, _ command: ScriptCommand) throws(ScriptError) {
        guard let query, let menu = tree[path] else { return }
        for name in properties(query)
        where menu.property(name, in: tree.version) == nil
            && ![".id", "dynamic", "disabled", "running", "builtin", "default", "invalid"].contains(name)
        {
            throw .syntax("expected end of command", at: command.position)
        }
    }

    private func properties(_ expression: Expression) -> [String] {
        switch expression {
        case .property(let name): [name]
        case .unary(_, let inner): properties(inner)
        case .binary(_, let left, let right): properties(left) + properties(right)
        default: []
        }
    }

    /// Scripts inside an expression; code blocks are checked where it is known that they are code.
    private func check(_ expression: Expression, in context: String) throws(ScriptError) {
        switch expression {
        case .command(let script): try check(script, in: context)
        case .unary(_, let inner): try check(inner, in: context)
        case .binary(_, let left, let right):
            try check(left, in: context)
            try check(right, in: context)
        case .quoted(let pieces):
            for case .expression(let inner) in pieces { try check(inner, in: context) }
        case .array(let entries):
            for entry in entries { try check(entry.value, in: context) }
        case .literal, .variable, .property, .block: break
        }
    }
}
