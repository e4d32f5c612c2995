import PitaDiagnostics

/// Thrown by a custom filter, test or function; the renderer adds the place, the chain and where the value came from.
public struct FilterError: Error, Sendable {
    /// What is wrong, in one sentence without a full stop.
    public let message: String
    /// What to do about it.
    public let hint: String?

    /// An error of a filter.
    public init(_ message: String, hint: String? = nil) {
        self.message = message
        self.hint = hint
    }
}

/// An error on its way out of a rendering or a parse, gathering where it happened.
struct Failure: Error {
    /// What kind of error decides who may catch it.
    enum Kind {
        case plain
        /// A template is not there: `ignore missing` and a list of candidates go on.
        case missingTemplate
        /// A container of the caller is about to be changed: the rendering starts again on a copy.
        case needsThaw
    }

    var message: String
    var hint: String?
    var kind = Kind.plain
    var place: Place?
    var context: [String] = []
    /// The undefined value that was used: what else there is makes the hint.
    var undefined: Undefined?

    init(_ message: String, hint: String? = nil, kind: Kind = .plain) {
        self.message = message
        self.hint = hint
        self.kind = kind
    }

    /// A place in a template.
    struct Place {
        let source: TemplateSource
        let offset: Int
        let length: Int
    }

    /// What a limit says when it is hit.
    static func limit(_ what: String) -> Failure { Failure("\(what): the limit for templates is reached") }

    var diagnostic: Diagnostic {
        guard let place else { return Diagnostic(message, hint: hint, context: context) }
        let mark = place.source.mark(at: place.offset)
        let excerpt = Excerpt(of: place.source.text, at: mark, length: place.length)
        guard let value = excerpt.flatMap({ CredentialWords.value(in: $0.line) }) else {
            return Diagnostic(message, at: mark, excerpt: excerpt, hint: hint, context: context)
        }
        // A credential that somebody wrote into a template is not shown, nor what the message quotes of it.
        return Diagnostic(
            CredentialWords.masked(message, quoting: value), at: mark,
            hint: hint.map { CredentialWords.masked($0, quoting: value) }, context: context)
    }

    /// Any error of a closure of the caller as a failure.
    static func from(_ error: any Error) -> Failure {
        switch error {
        case let failure as Failure: return failure
        case let error as FilterError: return Failure(error.message, hint: error.hint)
        case let error as Diagnostic:
            var failure = Failure(error.message, hint: error.hint)
            failure.context = (error.mark.map { ["at \($0)"] } ?? []) + error.context
            return failure
        case let error as Diagnostics:
            guard let first = error.items.first else { return Failure("failed") }
            return from(first)
        default: return Failure("\(error)")
        }
    }
}

/// The text of a template with its name, for marks and excerpts.
struct TemplateSource: Sendable {
    /// The name as the user knows it.
    let name: String
    /// The text, with every line end a newline.
    let text: String

    /// The mark of an octet of the text.
    func mark(at offset: Int) -> SourceMark {
        var (line, start, place) = (1, 0, 0)
        var bytes = text
        let column = bytes.withUTF8 { octets -> Int in
            let end = min(offset, octets.count)
            while place < end {
                if octets[place] == UInt8(ascii: "\n") {
                    line += 1
                    start = place + 1
                }
                place += 1
            }
            return octets[start..<end].reduce(1) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
        }
        return SourceMark(file: name, line: line, column: column, offset: offset)
    }
}
