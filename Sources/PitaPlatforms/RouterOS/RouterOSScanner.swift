import PitaDiagnostics

/// Takes a RouterOS text apart into words, over wrapped lines, quotes and escapes.
struct RouterOSScanner {
    /// What stands between two blanks.
    enum Word {
        /// `add`, `/queue`, `fib`, `!dst`.
        case bare(String)
        /// `name="x"`.
        case property(name: String, value: String)
        /// `"a b"` alone.
        case text(String)
        /// `[ find name=x ]`, alone or as the value of a property.
        case group(name: String?, Selection)
    }

    /// What stands between `[` and `]`.
    struct Selection {
        /// The menu that is named before `find`; empty for the one that the command is of.
        var path: [String] = []
        /// What is asked of an item; `nil` for every item.
        var condition: RouterOSCondition?
    }

    /// The longest value, in octets; more is not a config but an attack or a mistake.
    static let longestValue = 1 << 18
    /// The most words in one command.
    static let mostWords = 4096

    let octets: [UInt8]
    let file: String
    var position = 0
    private var line = 1
    private var lineStart = 0

    init(_ text: String, file: String) {
        octets = Array(text.utf8)
        self.file = file
    }

    var current: UInt8? { position < octets.count ? octets[position] : nil }

    /// A place in the text, cheap to note; ``mark(_:)`` counts its column.
    struct Place {
        let line: Int
        let lineStart: Int
        let offset: Int
    }

    /// The place that is read next.
    var place: Place { Place(line: line, lineStart: lineStart, offset: position) }

    /// The place as the user counts.
    func mark(_ place: Place) -> SourceMark {
        var column = 1
        for index in place.lineStart..<min(place.offset, octets.count) where octets[index] & 0xC0 != 0x80 {
            column += 1
        }
        return SourceMark(file: file, line: place.line, column: column, offset: place.offset)
    }

    /// A diagnostic at a place, with its line unless that could show a secret.
    func diagnostic(_ message: String, at place: Place, hint: String? = nil) -> Diagnostic {
        let offset = min(place.offset, octets.count)
        return Diagnostic(message, at: mark(place), excerpt: excerpt(at: offset), hint: hint)
    }

    /// A line of the text unless that could show a secret, or there is no such line.
    func excerpt(ofLine number: Int) -> Excerpt? {
        var start = 0
        for _ in 1..<max(1, number) {
            guard let end = octets[start...].firstIndex(of: 0x0A) else { return nil }
            start = end + 1
        }
        return excerpt(at: start)
    }

    private func excerpt(at offset: Int) -> Excerpt? {
        let start = lineStart(before: offset)
        let end = octets[offset...].firstIndex(of: 0x0A) ?? octets.count
        guard !mayShowSecret(start..<end) else { return nil }
        // A line of a megabyte would make a diagnostic of a megabyte.
        return Excerpt(line: String(decoding: octets[start..<min(end, start + 4096)], as: UTF8.self))
    }

    private func lineStart(before offset: Int) -> Int {
        var start = offset
        while start > 0, octets[start - 1] != 0x0A { start -= 1 }
        return start
    }

    /// Whether a line is part of a command that names a secret; the name may stand on the line before.
    private func mayShowSecret(_ line: Range<Int>) -> Bool {
        var start = line.lowerBound
        while start > 0, line.upperBound - start < 1 << 16 {
            var last = start - 1
            while last > 0, octets[last] == 0x0A || octets[last] == 0x0D { last -= 1 }
            guard octets[last] == UInt8(ascii: "\\") else { break }
            start = lineStart(before: last)
        }
        let text = String(decoding: octets[start..<line.upperBound], as: UTF8.self)
        return RouterOSMenu.secretProperties.contains { text.contains($0 + "=") }
    }

    mutating func newline() {
        position += 1
        line += 1
        lineStart = position
        skipLogLines()
    }

    /// RouterOS puts log lines of the action `echo` into the output of whatever is running.
    private mutating func skipLogLines() {
        while isLogLine {
            while let octet = current, octet != 0x0A { _ = octet; position += 1 }
            guard current != nil else { return }
            position += 1
            line += 1
            lineStart = position
        }
    }

    private var isLogLine: Bool {
        let pattern = Array("00:00:00 echo: ".utf8)
        guard position + pattern.count <= octets.count else { return false }
        return pattern.indices.allSatisfy { index in
            let octet = octets[position + index]
            return pattern[index] == UInt8(ascii: "0") ? Self.isDigit(octet) : octet == pattern[index]
        }
    }

    private static func isDigit(_ octet: UInt8) -> Bool { octet >= UInt8(ascii: "0") && octet <= UInt8(ascii: "9") }
    static func isBlank(_ octet: UInt8) -> Bool { octet == 0x20 || octet == 0x09 || octet == 0x0D }

    /// Steps over a backslash at the end of a line and the blanks that begin the next; `false` when there is none here.
    mutating func skipContinuation() -> Bool {
        guard current == UInt8(ascii: "\\") else { return false }
        var after = position + 1
        while after < octets.count, octets[after] == 0x0D { after += 1 }
        guard after < octets.count, octets[after] == 0x0A else { return false }
        position = after
        newline()
        while let octet = current, Self.isBlank(octet) { position += 1 }
        return true
    }

    mutating func skipBlanks() {
        while let octet = current {
            if Self.isBlank(octet) { position += 1 } else if !skipContinuation() { return }
        }
    }

    /// Moves to the first word of the next command; `false` at the end of the text.
    mutating func nextCommand() -> Bool {
        if position == 0 {
            if octets.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
            skipLogLines()
        }
        while true {
            skipBlanks()
            switch current {
            case nil: return false
            case 0x0A: newline()
            case UInt8(ascii: "#"): skipLine()
            default: return true
            }
        }
    }

    /// Skips the rest of the physical line; a comment is never continued.
    mutating func skipLine() {
        while let octet = current, octet != 0x0A { _ = octet; position += 1 }
    }

    /// The comment that stands at the place, when one does.
    var isComment: Bool { current == UInt8(ascii: "#") }

    /// The words up to the end of the command.
    mutating func words() throws(Diagnostic) -> [(word: Word, place: Place)] {
        var result: [(Word, Place)] = []
        while true {
            skipBlanks()
            guard let octet = current, octet != 0x0A else { return result }
            let place = place
            guard result.count < Self.mostWords else {
                throw diagnostic("a command of more than \(Self.mostWords) words", at: place)
            }
            if octet == UInt8(ascii: "[") {
                result.append((.group(name: nil, try selection()), place))
            } else {
                result.append((try word(), place))
            }
        }
    }

    private mutating func word() throws(Diagnostic) -> Word {
        let start = place
        if current == UInt8(ascii: "\"") { return .text(try quoted()) }
        let name = try bare(stopsAtEquals: true)
        guard current == UInt8(ascii: "=") else {
            guard !name.isEmpty else { throw diagnostic(Self.expression, at: start, hint: Self.quoteHint) }
            return .bare(name)
        }
        guard !name.isEmpty else { throw diagnostic("a value without a property name", at: start) }
        position += 1
        while skipContinuation() {}
        switch current {
        case UInt8(ascii: "\""): return .property(name: name, value: try quoted())
        case UInt8(ascii: "["): return .group(name: name, try selection())
        default: return .property(name: name, value: try bare(stopsAtEquals: false))
        }
    }

    /// What may stand directly behind a closing quote.
    private static let closing = Set("])&|\\".utf8)
    static let expression = "an expression where a word should be"
    static let quoteHint = "text belongs in double quotes, `$` written `\\$`"

    private mutating func bare(stopsAtEquals: Bool) throws(Diagnostic) -> String {
        var value: [UInt8] = []
        while let octet = current {
            switch octet {
            case 0x0A, 0x20, 0x09, 0x0D: return RouterOSText.decode(value)
            case UInt8(ascii: "=") where stopsAtEquals: return RouterOSText.decode(value)
            case UInt8(ascii: "\\"):
                guard skipContinuation() else {
                    throw diagnostic("a backslash outside of quotes", at: place, hint: Self.quoteHint)
                }
            case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "{"),
                UInt8(ascii: "}"), UInt8(ascii: "$"), UInt8(ascii: ";"), UInt8(ascii: "\""), UInt8(ascii: "`"), 0:
                throw diagnostic(Self.expression, at: place, hint: Self.quoteHint)
            default:
                value.append(octet)
                position += 1
                guard value.count <= Self.longestValue else { throw diagnostic("a value that is too long", at: place) }
            }
        }
        return RouterOSText.decode(value)
    }

    mutating func quoted() throws(Diagnostic) -> String {
        let opening = place
        position += 1
        var value: [UInt8] = []
        while let octet = current {
            switch octet {
            case UInt8(ascii: "\""):
                position += 1
                if let next = current, !Self.isBlank(next), next != 0x0A, !Self.closing.contains(next) {
                    throw diagnostic("text directly after the closing quote", at: place)
                }
                return RouterOSText.decode(value)
            case UInt8(ascii: "\\"):
                if !skipContinuation() { value.append(try escape()) }
            case UInt8(ascii: "$"):
                throw diagnostic("`$` begins an expression", at: place, hint: "write `\\$`")
            case 0x0A:
                value.append(octet)
                newline()
            default:
                value.append(octet)
                position += 1
            }
            guard value.count <= Self.longestValue else { throw diagnostic("a value that is too long", at: opening) }
        }
        throw diagnostic("the text in quotes does not end", at: opening)
    }

    /// The octet that an escape stands for (`\"`, `\_`, `\0A`).
    private mutating func escape() throws(Diagnostic) -> UInt8 {
        let start = place
        position += 1
        guard let octet = current else { throw diagnostic("the text in quotes does not end", at: start) }
        if let high = Self.hex(octet), position + 1 < octets.count, let low = Self.hex(octets[position + 1]) {
            position += 2
            return high << 4 | low
        }
        let value: UInt8? =
            switch octet {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "?"), UInt8(ascii: "$"): octet
            case UInt8(ascii: "_"): 0x20
            case UInt8(ascii: "a"): 0x07
            case UInt8(ascii: "b"): 0x08
            case UInt8(ascii: "f"): 0x0C
            case UInt8(ascii: "n"): 0x0A
            case UInt8(ascii: "r"): 0x0D
            case UInt8(ascii: "t"): 0x09
            case UInt8(ascii: "v"): 0x0B
            default: nil
            }
        guard let value else { throw diagnostic("no such escape", at: start, hint: "a backslash is written `\\\\`") }
        position += 1
        return value
    }

    private static func hex(_ octet: UInt8) -> UInt8? {
        switch octet {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): octet - UInt8(ascii: "0")
        // Lower-case letters are other escapes: `\b`, `\f`.
        case UInt8(ascii: "A")...UInt8(ascii: "F"): octet - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
