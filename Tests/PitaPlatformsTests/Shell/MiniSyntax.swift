/// One word before its expansion.
struct MiniWord {
    enum Part {
        case text(String, quoted: Bool), variable(String, quoted: Bool), command(String), parameters
    }
    var parts: [Part]
}

/// Words and operators of a command line.
enum MiniTokens {
    enum Token {
        case word(MiniWord), mark(String)
    }

    static func tokens(_ text: String) -> [Token]? {
        var tokens: [Token] = []
        var word: [MiniWord.Part]?
        var rest = Array(text)[...]
        func flush() {
            if let parts = word { tokens.append(.word(MiniWord(parts: parts))) }
            word = nil
        }
        func add(_ part: MiniWord.Part) { word == nil ? word = [part] : word?.append(part) }
        while let first = rest.popFirst() {
            switch first {
            case " ", "\t": flush()
            case ";", "|", "&", "\n":
                flush()
                if let next = rest.first, next == first, first != ";" {
                    rest.removeFirst()
                    tokens.append(.mark("\(first)\(first)"))
                } else {
                    tokens.append(.mark(first == "\n" ? ";" : String(first)))
                }
            case "'":
                guard let end = rest.firstIndex(of: "'") else { return nil }
                add(.text(String(rest[..<end]), quoted: true))
                rest = rest[(end + 1)...]
            case "\\": add(.text(rest.popFirst().map { String($0) } ?? "", quoted: true))
            case "\"":
                add(.text("", quoted: true))
                while let next = rest.popFirst(), next != "\"" {
                    if next == "$" {
                        add(dollar(&rest, quoted: true))
                    } else {
                        add(.text(next == "\\" ? rest.popFirst().map { String($0) } ?? "" : String(next), quoted: true))
                    }
                }
            case "$": add(dollar(&rest, quoted: false))
            case "<", ">", "(", ")", "`", "*", "?": return nil
            default:
                if case .text(let known, false)? = word?.last, let count = word?.count {
                    word?[count - 1] = .text(known + String(first), quoted: false)
                } else {
                    add(.text(String(first), quoted: false))
                }
            }
        }
        flush()
        return tokens
    }

    private static func dollar(_ rest: inout ArraySlice<Character>, quoted: Bool) -> MiniWord.Part {
        if rest.first == "@" || rest.first == "#" {
            return rest.removeFirst() == "@" ? .parameters : .variable("#", quoted: quoted)
        }
        guard rest.first == "(" else {
            let name = rest.prefix { $0.isLetter || $0.isNumber }
            rest = rest.dropFirst(name.count)
            return .variable(String(name), quoted: quoted)
        }
        // Parentheses in quotes belong to an expression, not to the substitution.
        rest.removeFirst()
        var text = ""
        var depth = 1
        var isQuoted = false
        while let next = rest.popFirst() {
            if next == "'" { isQuoted.toggle() }
            if !isQuoted { depth += next == "(" ? 1 : next == ")" ? -1 : 0 }
            if depth == 0 { break }
            text.append(next)
        }
        return .command(text)
    }
}

/// The grammar: lists, `&&`, `||`, pipes, `if`.
struct MiniSyntax {
    indirect enum Node {
        case list([Node]), chain(Node, isAnd: Bool, Node), pipe(Node, Node), condition(Node, Node), simple([MiniWord])
    }

    let tokens: [MiniTokens.Token]
    private var index = 0

    init(tokens: [MiniTokens.Token]) { self.tokens = tokens }

    var isAtEnd: Bool { index == tokens.count }

    private var mark: String? {
        if index < tokens.count, case .mark(let mark) = tokens[index] { mark } else { nil }
    }

    private var reserved: String? {
        guard index < tokens.count, case .word(let word) = tokens[index], word.parts.count == 1,
            case .text(let text, quoted: false) = word.parts[0], ["if", "then", "fi"].contains(text)
        else { return nil }
        return text
    }

    mutating func list() -> Node? {
        var nodes: [Node] = []
        while !isAtEnd, reserved == nil || reserved == "if" {
            guard let node = chain() else { return nil }
            nodes.append(node)
            guard mark == ";" else { break }
            index += 1
        }
        return .list(nodes)
    }

    private mutating func chain() -> Node? {
        guard var node = pipe() else { return nil }
        while let mark, mark == "&&" || mark == "||" {
            index += 1
            guard let next = pipe() else { return nil }
            node = .chain(node, isAnd: mark == "&&", next)
        }
        return node
    }

    private mutating func pipe() -> Node? {
        guard var node = command() else { return nil }
        while mark == "|" {
            index += 1
            guard let next = command() else { return nil }
            node = .pipe(node, next)
        }
        return node
    }

    private mutating func command() -> Node? {
        if reserved == "if" {
            index += 1
            guard let test = list(), reserved == "then" else { return nil }
            index += 1
            guard let then = list(), reserved == "fi" else { return nil }
            index += 1
            return .condition(test, then)
        }
        var words: [MiniWord] = []
        while index < tokens.count, case .word(let word) = tokens[index] {
            words.append(word)
            index += 1
        }
        return words.isEmpty ? nil : .simple(words)
    }
}
