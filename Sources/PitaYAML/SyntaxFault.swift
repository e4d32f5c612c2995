import PitaDiagnostics

/// Words for what libyaml refuses, with what a person can do about it.
enum SyntaxFault {
    static func diagnostic(
        _ fault: EventReader.Fault, source: SourceText, offsets: CharacterOffsets
    ) -> Diagnostic {
        let offset = offsets.offset(ofCharacter: fault.character)
        let range = offset..<min(offset + 1, source.bytes.count)
        if let tab = indentingTab(source, before: offset) {
            return source.diagnostic(
                "a tab indents this line", tab..<tab + 1, hint: "YAML indents with spaces only; replace the tab")
        }
        let message = fault.context.map { "\(fault.problem), \($0)" } ?? fault.problem
        return source.diagnostic(message, range, hint: hint(fault, octet: range.isEmpty ? nil : source.bytes[offset]))
    }

    /// The offset of a tab among the white space at the beginning of the line that holds `offset`.
    private static func indentingTab(_ source: SourceText, before offset: Int) -> Int? {
        let line = source.mark(at: offset).line
        var place = Int(source.lineStarts[line - 1])
        while place < source.bytes.count {
            switch source.bytes[place] {
            case UInt8(ascii: "\t"): return place
            case UInt8(ascii: " "): place += 1
            default: return nil
            }
        }
        return nil
    }

    private static func hint(_ fault: EventReader.Fault, octet: UInt8?) -> String? {
        switch fault.problem {
        case "mapping values are not allowed in this context":
            "quote a value that holds `: `, and check the indentation"
        case "found character that cannot start any token":
            octet.map { "quote a value that begins with `\(String(decoding: [$0], as: UTF8.self))`" }
        case "did not find expected key", "did not find expected '-' indicator",
            "block sequence entries are not allowed in this context":
            "compare the indentation of this line with the lines above"
        case "found unexpected end of stream": "a quote, `[` or `{` is opened above and not closed"
        case "could not find expected ':'": "a key needs a colon and a space after it"
        case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
            "separate the values by commas and close the bracket"
        case "found unknown escape character": "write the backslash twice, or use single quotes"
        default: nil
        }
    }
}
