/// What a RouterOS command line answers instead of doing something.
struct ScriptError: Error, Equatable {
    /// Where it came from decides what can catch it, and what is put around it.
    enum Kind: Equatable {
        /// Found before anything ran; a handler in the same line does not see it.
        case syntax
        /// Found when the command ran; `on-error` catches it.
        case run
        /// `:return` on its way out.
        case leave
        /// The device has gone away in the middle (restart, cut session).
        case gone
    }

    var kind: Kind
    var text: String

    /// `(line L column C)` at the end, as the console words it.
    static func syntax(_ words: String, at position: Position) -> ScriptError {
        ScriptError(kind: .syntax, text: "\(words) (line \(position.line) column \(position.column))")
    }

    /// A failure of a command that could be read.
    static func run(_ words: String) -> ScriptError { ScriptError(kind: .run, text: words) }
}

/// A place in the text of a script, counted from 1.
struct Position: Equatable, Sendable {
    var line: Int
    var column: Int
}
