/// A piece of a template.
struct Token {
    /// What it is.
    enum Kind: Equatable {
        case data, blockBegin, blockEnd, variableBegin, variableEnd, name, string, integer, float, end
        case add, sub, mul, div, floordiv, mod, pow, tilde, eq, ne, gt, gteq, lt, lteq, assign
        case lbracket, rbracket, lparen, rparen, lbrace, rbrace, dot, colon, pipe, comma, semicolon
    }

    let kind: Kind
    /// The text of data, a name or a string; the digits of a number.
    let text: String
    let offset: Int
    let length: Int

    func isName(_ name: String) -> Bool { kind == .name && text == name }

    /// How an error message calls it.
    var described: String {
        switch kind {
        case .name: text
        case .data: "template data / text"
        case .blockBegin: "begin of statement block"
        case .blockEnd: "end of statement block"
        case .variableBegin: "begin of print statement"
        case .variableEnd: "end of print statement"
        case .end: "end of template"
        case .string, .integer, .float: "\(kind)"
        default: kind.symbol
        }
    }
}

extension Token.Kind {
    /// How the operator is written; the name of the kind for anything else.
    var symbol: String {
        Lexer.operators.first { $0.1 == self }?.0
            ?? [
                .name: "name", .blockEnd: "end of statement block", .variableEnd: "end of print statement",
            ][self] ?? "\(self)"
    }
}

extension Token.Kind: Hashable {}
