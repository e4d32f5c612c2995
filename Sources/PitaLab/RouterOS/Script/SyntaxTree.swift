/// A script: commands in their order.
struct Script: Equatable, Sendable {
    var commands: [ScriptCommand]
    /// The text between the braces, for values that are code.
    var text: String
}

/// One command: words, arguments, and perhaps a query (`find ...`, `where ...`).
struct ScriptCommand: Equatable, Sendable {
    var arguments: [ScriptArgument]
    var query: Expression?
    var position: Position
}

/// One argument of a command.
struct ScriptArgument: Equatable, Sendable {
    /// The name before `=`, if there is one.
    var name: String?
    /// The value; nil for `name=` with nothing behind it.
    var value: Expression?
    var position: Position
    /// Where the `=` stands.
    var equals: Position?

    /// The bare word this argument is, if it is one.
    var word: String? {
        guard name == nil, case .literal(let text)? = value else { return nil }
        return text
    }
}

/// An expression of the scripting language.
indirect enum Expression: Equatable, Sendable {
    case literal(String)
    case quoted([Piece])
    case variable(String)
    case property(String)
    case command(Script)
    case block(Script)
    case array([ArrayEntry])
    case unary(String, Expression)
    case binary(String, Expression, Expression)

    /// A part of a quoted string.
    enum Piece: Equatable, Sendable {
        case text(String)
        case expression(Expression)
    }

    /// An element of `{a; b; key=c}`.
    struct ArrayEntry: Equatable, Sendable {
        var key: String?
        var value: Expression
    }
}
