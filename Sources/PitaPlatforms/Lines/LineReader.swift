import PitaDiagnostics

/// A line of a config with the lines under it.
struct ConfigLine: Sendable, Equatable {
    /// The line without the blanks around it.
    let text: String
    let mark: SourceMark
    var children: [ConfigLine] = []
    /// The line as the text has it, where ``text`` says it in other words.
    var written: String?

    static func == (left: ConfigLine, right: ConfigLine) -> Bool {
        left.text == right.text && left.children == right.children
    }
}

/// Reads a text as lines under lines: what is deeper indented than a line stands under it.
struct LineReader {
    let grammar: LineGrammar
    let file: String

    /// The deepest that blocks may stand in each other, and the longest line in octets: a device sends what it likes.
    static let deepest = 16
    static let longest = 4096
    /// No line that ends a block is longer.
    private static let longestCloser = 40

    /// What a text holds.
    struct Result {
        /// The lines of the top.
        var lines: [ConfigLine] = []
        /// Whether the config's last line was seen.
        var isComplete = false
    }

    private struct Open {
        let indent: Int
        var line: ConfigLine

        /// With one more line of its text.
        func extended(by more: Substring) throws(Diagnostics) -> Open {
            let text = "\(line.text)\n\(more)"
            guard text.utf8.count <= LineReader.longest else {
                throw Diagnostics("a text of more than \(LineReader.longest) bytes", at: line.mark)
            }
            return Open(indent: indent, line: ConfigLine(text: text, mark: line.mark))
        }
    }

    /// The lines of a text; throws where one can't be read.
    func read(_ text: String) throws(Diagnostics) -> Result {
        var result = Result()
        var open: [Open] = []
        var closing: (@Sendable (Substring) -> Bool)?
        var isKept = false
        let comment = Array(String(grammar.comment).utf8)

        func closeLast() {
            guard let last = open.popLast() else { return }
            if open.isEmpty {
                result.lines.append(last.line)
            } else {
                open[open.count - 1].line.children.append(last.line)
            }
        }

        for (number, raw) in text.configLines.enumerated() {
            if let ends = closing {
                if isKept, let last = open.popLast() { open.append(try last.extended(by: raw.trimmed)) }
                if ends(raw) { closing = nil }
                continue
            }
            let line = raw.trimmed
            let indent = raw.utf8.distance(from: raw.startIndex, to: line.startIndex)
            let mark = SourceMark(file: file, line: number + 1, column: indent + 1)
            if line.isEmpty || line.utf8.starts(with: comment) { continue }
            guard line.utf8.count <= Self.longest else {
                throw Diagnostics("a line of \(line.utf8.count) octets; at most \(Self.longest) can be", at: mark)
            }
            if indent == 0, line == grammar.terminator {
                result.isComplete = true
                break
            }
            if indent == 0, grammar.dropped.contains(where: line.hasPrefix) { continue }
            guard !line.utf8.contains(UInt8(ascii: ">")) || !line.contains(LinePath.separator) else {
                throw Diagnostics("`\(LinePath.separator)` can't stand in a line", at: mark)
            }
            if line.utf8.count <= Self.longestCloser, grammar.closers.contains(String(line)) {
                // By its own indentation it may stand in the block or beside its first line.
                while let last = open.last, last.indent > indent { closeLast() }
                closeLast()
                continue
            }
            while let last = open.last, last.indent >= indent { closeLast() }
            guard open.count < Self.deepest else { throw Diagnostics("blocks stand too deep in each other", at: mark) }
            open.append(Open(indent: indent, line: ConfigLine(text: String(line), mark: mark)))
            closing = opaqueEnd(of: line)
            isKept = closing != nil && grammar.opaque(line)?.isKept == true
        }
        while !open.isEmpty { closeLast() }
        guard closing == nil else {
            throw Diagnostics(
                "the text that `\(result.lines.last?.text.prefix(40) ?? "")` begins has no end",
                at: result.lines.last?.mark)
        }
        return result
    }

    /// What ends the text that a line begins; `nil` when it begins none.
    private func opaqueEnd(of line: Substring) -> (@Sendable (Substring) -> Bool)? {
        guard let ending = grammar.ending(of: line), let rule = grammar.opaque(line) else { return nil }
        switch rule.end {
        case .line: return { $0.trimmed == ending }
        case .delimiter: return { $0.contains(ending) }
        }
    }
}

extension LineGrammar {
    /// The rule of a line after which a text stands that is not read.
    func opaque(_ line: Substring) -> Opaque? {
        guard opaque.contains(where: { rule in rule.words.first.map { line.hasPrefix($0) } ?? false }) else {
            return nil
        }
        let words = line.words
        return opaque.first { rule in
            words.count >= rule.words.count && zip(words, rule.words).allSatisfy { $0 == $1 }
        }
    }

    /// What ends the text that a line begins; `nil` when it begins none, or when it ends in the same line.
    func ending(of line: Substring) -> String? {
        guard let rule = opaque(line) else { return nil }
        switch rule.end {
        case .line(let end): return end
        case .delimiter:
            // `banner login ^C`: the two characters caret and C as a config prints them, or any other character.
            let words = line.words
            guard words.count > rule.words.count + 1 else { return nil }
            let rest = line[words[rule.words.count + 1].startIndex...]
            let delimiter = rest.hasPrefix("^C") ? "^C" : String(rest.prefix(1))
            return rest.dropFirst(delimiter.count).contains(delimiter) ? nil : delimiter
        }
    }
}
