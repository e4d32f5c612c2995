/// A small POSIX shell of its own, enough for the commands that are sent to devices; anything else ends the command with 127.
final class MiniShell {
    typealias Reply = (output: String, status: Int)
    /// What runs the device's own tools.
    private let tool: ([String]) -> Reply
    private var variables: [String: String] = [:]
    private var parameters: [String] = []
    /// Whether a tool said no in the last command.
    private(set) var refusals: [String] = []

    init(_ tool: @escaping ([String]) -> Reply) { self.tool = tool }

    /// Runs one command line in a shell of its own.
    func run(_ text: String) -> Reply {
        (variables, parameters, refusals) = ([:], [], [])
        return evaluate(text)
    }

    private func evaluate(_ text: String) -> Reply {
        guard let tokens = MiniTokens.tokens(text) else { return ("", 2) }
        var reader = MiniSyntax(tokens: tokens)
        guard let script = reader.list(), reader.isAtEnd else {
            refusals.append("syntax: \(text)")
            return ("", 2)
        }
        return run(script, input: "")
    }

    private func run(_ node: MiniSyntax.Node, input: String) -> Reply {
        switch node {
        case .list(let nodes):
            var result: Reply = ("", 0)
            for node in nodes {
                let reply = run(node, input: input)
                result = (result.output + reply.output, reply.status)
            }
            return result
        case .chain(let first, let isAnd, let second):
            let reply = run(first, input: input)
            guard (reply.status == 0) == isAnd else { return reply }
            let next = run(second, input: input)
            return (reply.output + next.output, next.status)
        case .pipe(let first, let second): return run(second, input: run(first, input: input).output)
        case .condition(let test, let then):
            let asked = run(test, input: input)
            guard asked.status == 0 else { return (asked.output, 0) }
            let reply = run(then, input: input)
            return (asked.output + reply.output, reply.status)
        case .simple(let words): return simple(words, input: input)
        }
    }

    private func expanded(_ word: MiniWord) -> [String] {
        var fields = [""]
        var isQuoted = false
        var isNothing = false
        for part in word.parts {
            switch part {
            case .text(let text, let quoted):
                fields[fields.count - 1] += text
                isQuoted = isQuoted || quoted
            case .parameters:
                isNothing = parameters.isEmpty
                guard !isNothing else { continue }
                fields[fields.count - 1] += parameters[0]
                fields += parameters.dropFirst()
                isQuoted = true
            case .variable(let name, let quoted):
                fields[fields.count - 1] += name == "#" ? String(parameters.count) : variables[name] ?? ""
                isQuoted = isQuoted || quoted
            case .command(let text):
                var output = evaluate(text)
                while output.output.last == "\n" { output.output.removeLast() }
                fields[fields.count - 1] += output.output
                substituted = output.status
            }
        }
        return fields == [""] && (!isQuoted || isNothing) ? [] : fields
    }

    private var substituted = 0

    private func simple(_ words: [MiniWord], input: String) -> Reply {
        substituted = 0
        if words.count == 1, case .text(let text, false)? = words[0].parts.first, let equals = text.firstIndex(of: "="),
            text[..<equals].allSatisfy({ $0.isLetter || $0.isNumber })
        {
            let value = MiniWord(
                parts: [.text(String(text[text.index(after: equals)...]), quoted: true)]
                    + words[0].parts.dropFirst())
            variables[String(text[..<equals])] = expanded(value).joined()
            return ("", substituted)
        }
        let arguments = words.flatMap(expanded)
        switch arguments.first {
        case "true", ":": return ("", 0)
        case "set":
            parameters = Array(arguments.dropFirst(2))
            return ("", 0)
        case "[": return ("", test(Array(arguments.dropFirst().dropLast())) ? 0 : 1)
        case "sudo": return evaluate(arguments.last ?? "")
        case "grep":
            let pattern = MiniExpression(arguments.last ?? "")
            return ("", input.split(separator: "\n").contains { pattern.match($0).isFound } ? 0 : 1)
        case "sed":
            // Only `s/PATTERN/\1/p`, the patterns reaching from the line's beginning to what is left of it.
            guard let script = arguments.last, script.hasPrefix("s/"), script.hasSuffix("/\\1/p") else {
                return ("", 1)
            }
            let pattern = MiniExpression(String(script.dropFirst(2).dropLast(5)))
            let found = input.split(separator: "\n").map { pattern.match($0) }.filter(\.isFound)
            return (found.map { $0.group + "\n" }.joined(), 0)
        default:
            let reply = tool(arguments)
            if reply.status != 0 { refusals.append(arguments.joined(separator: " ")) }
            return reply
        }
    }

    private func test(_ words: [String]) -> Bool {
        switch (words.count, words.first) {
        case (2, "-z"): words[1].isEmpty
        case (2, "-n"): !words[1].isEmpty
        case (3, _) where words[1] == "!=": words[0] != words[2]
        case (3, _) where words[1] == "=" || words[1] == "-eq": words[0] == words[2]
        default: false
        }
    }
}
