/// Cuts a template into tokens with Jinja2's rules for white space around tags.
struct Lexer {
    let source: TemplateSource
    private let octets: [UInt8]
    private let options: TemplateOptions
    private var place = 0
    private var tokens: [Token] = []
    private var brackets: [(close: UInt8, offset: Int)] = []
    /// Whether the text so far ends with a newline, as lstrip_blocks asks.
    private var isLineStart = true

    static let operators: [(String, Token.Kind)] = [
        ("//", .floordiv), ("**", .pow), ("==", .eq), ("!=", .ne), (">=", .gteq), ("<=", .lteq), ("+", .add),
        ("-", .sub), ("/", .div), ("*", .mul), ("%", .mod), ("~", .tilde), ("[", .lbracket), ("]", .rbracket),
        ("(", .lparen), (")", .rparen), ("{", .lbrace), ("}", .rbrace), (">", .gt), ("<", .lt), ("=", .assign),
        (".", .dot), (":", .colon), ("|", .pipe), (",", .comma), (";", .semicolon),
    ]

    private static let longOperators = operators.prefix(6).map { (Array($0.0.utf8), $0.1) }
    private static let shortOperators = Dictionary(
        uniqueKeysWithValues: operators.dropFirst(6).compactMap { pair in pair.0.utf8.first.map { ($0, pair.1) } })

    /// Every kind of tag, told by its second octet.
    private enum Tag { case block, variable, comment }

    init(source: TemplateSource, options: TemplateOptions) {
        self.source = source
        self.options = options
        octets = Array(source.text.utf8)
    }

    /// The text with every line end a newline, without the last one unless it is to be kept.
    static func normalised(_ text: String, keepTrailingNewline: Bool) -> String {
        var octets = Array(text.utf8)
        if octets.contains(UInt8(ascii: "\r")) {
            var result: [UInt8] = []
            result.reserveCapacity(octets.count)
            var place = 0
            while place < octets.count {
                if octets[place] == UInt8(ascii: "\r") {
                    result.append(UInt8(ascii: "\n"))
                    if place + 1 < octets.count, octets[place + 1] == UInt8(ascii: "\n") { place += 1 }
                } else {
                    result.append(octets[place])
                }
                place += 1
            }
            octets = result
        }
        if !keepTrailingNewline, octets.last == UInt8(ascii: "\n") { octets.removeLast() }
        return String(decoding: octets, as: UTF8.self)
    }

    mutating func tokenise() throws -> [Token] {
        while place < octets.count {
            guard let (start, tag) = nextTag() else {
                data(place, octets.count)
                place = octets.count
                break
            }
            if tag == .block, let raw = rawBegin(at: start) {
                try rawBlock(start, raw)
                continue
            }
            var body = start + 2
            let sign = body < octets.count ? octets[body] : 0
            if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { body += 1 }
            text(place, start, sign: sign, isVariable: tag == .variable)
            place = body
            switch tag {
            case .comment: try comment(start)
            case .block: try code(start, isBlock: true)
            case .variable: try code(start, isBlock: false)
            }
        }
        tokens.append(Token(kind: .end, text: "", offset: octets.count, length: 1))
        return tokens
    }

    private func at(_ place: Int) -> UInt8 { place < octets.count ? octets[place] : 0 }

    private func fail(_ message: String, _ offset: Int, length: Int = 1, hint: String? = nil) -> Failure {
        var failure = Failure(message, hint: hint)
        failure.place = Failure.Place(source: source, offset: offset, length: length)
        return failure
    }

    private func nextTag() -> (Int, Tag)? {
        var scan = place
        while scan + 1 < octets.count {
            if octets[scan] == UInt8(ascii: "{") {
                switch octets[scan + 1] {
                case UInt8(ascii: "%"): return (scan, .block)
                case UInt8(ascii: "{"): return (scan, .variable)
                case UInt8(ascii: "#"): return (scan, .comment)
                default: break
                }
            }
            scan += 1
        }
        return nil
    }

    private mutating func data(_ start: Int, _ end: Int) {
        guard start < end else { return }
        tokens.append(
            Token(
                kind: .data, text: String(decoding: octets[start..<end], as: UTF8.self), offset: start,
                length: end - start))
    }

    /// The text before a tag, cut as the tag's sign and lstrip_blocks say.
    private mutating func text(_ start: Int, _ end: Int, sign: UInt8, isVariable: Bool) {
        var cut = end
        if sign == UInt8(ascii: "-") {
            while cut > start, let width = spaceBefore(cut, start) { cut -= width }
        } else if sign != UInt8(ascii: "+"), options.lstripBlocks, !isVariable {
            var line = end
            while line > start, octets[line - 1] != UInt8(ascii: "\n") { line -= 1 }
            if line > start || isLineStart {
                var blank = end
                while blank > line, let width = spaceBefore(blank, line) { blank -= width }
                if blank <= line { cut = line }
            }
        }
        data(start, cut)
    }

    /// How many octets the white space before a place takes; `nil` when there is none.
    private func spaceBefore(_ end: Int, _ start: Int) -> Int? {
        var first = end - 1
        while first > start, octets[first] & 0xC0 == 0x80 { first -= 1 }
        return spaceWidth(first) == end - first ? end - first : nil
    }

    /// How many octets the white space at a place takes; `nil` when there is none.
    private func spaceWidth(_ start: Int) -> Int? {
        let octet = at(start)
        if octet < 0x80 {
            return start < octets.count
                && (octet == 0x20 || (0x09...0x0D).contains(octet) || (0x1C...0x1F).contains(octet)) ? 1 : nil
        }
        let width = octet >= 0xF0 ? 4 : octet >= 0xE0 ? 3 : 2
        guard start + width <= octets.count,
            let scalar = String(decoding: octets[start..<start + width], as: UTF8.self).unicodeScalars.first
        else { return nil }
        return UnicodeText.isSpace(scalar) ? width : nil
    }

    private mutating func skipSpace() {
        while let width = spaceWidth(place) { place += width }
    }

    /// The end of a tag at a place: how many octets it takes with what it swallows; `nil` when it is not there.
    private func tagEnd(at start: Int, _ first: UInt8, trims: Bool, allowsPlus: Bool = true) -> Int? {
        func closes(_ place: Int) -> Bool { at(place) == first && at(place + 1) == UInt8(ascii: "}") }
        if at(start) == UInt8(ascii: "-"), closes(start + 1) {
            var end = start + 3
            while let width = spaceWidth(end) { end += width }
            return end
        }
        if allowsPlus, at(start) == UInt8(ascii: "+"), closes(start + 1) { return start + 3 }
        guard closes(start) else { return nil }
        return trims && at(start + 2) == UInt8(ascii: "\n") ? start + 3 : start + 2
    }

    private mutating func finish(_ end: Int) {
        place = end
        isLineStart = end > 0 && octets[end - 1] == UInt8(ascii: "\n")
    }

    private mutating func comment(_ start: Int) throws {
        var scan = place
        while scan < octets.count {
            if let end = tagEnd(at: scan, UInt8(ascii: "#"), trims: options.trimBlocks) {
                finish(end)
                return
            }
            scan += 1
        }
        throw fail("Missing end of comment tag", start, length: 2)
    }

    /// The end of `{% raw %}` at a place.
    private func rawBegin(at start: Int) -> (sign: UInt8, end: Int)? {
        var scan = start + 2
        let sign = at(scan) == UInt8(ascii: "-") || at(scan) == UInt8(ascii: "+") ? at(scan) : 0
        if sign != 0 { scan += 1 }
        guard let end = keyword("raw", from: scan) else { return nil }
        // After `raw` a plain end of the tag swallows nothing, whatever trim_blocks says.
        return tagEnd(at: end, UInt8(ascii: "%"), trims: false, allowsPlus: false).map { (sign, $0) }
    }

    /// White space, the word, white space: where it ends.
    private func keyword(_ word: String, from start: Int) -> Int? {
        var scan = start
        while let width = spaceWidth(scan) { scan += width }
        for octet in word.utf8 {
            guard at(scan) == octet else { return nil }
            scan += 1
        }
        while let width = spaceWidth(scan) { scan += width }
        return scan
    }

    private mutating func rawBlock(_ start: Int, _ raw: (sign: UInt8, end: Int)) throws {
        text(place, start, sign: raw.sign, isVariable: false)
        finish(raw.end)
        var scan = raw.end
        while scan + 1 < octets.count {
            if octets[scan] == UInt8(ascii: "{"), octets[scan + 1] == UInt8(ascii: "%") {
                var inner = scan + 2
                let sign = at(inner) == UInt8(ascii: "-") || at(inner) == UInt8(ascii: "+") ? at(inner) : 0
                if sign != 0 { inner += 1 }
                if let word = keyword("endraw", from: inner),
                    let end = tagEnd(at: word, UInt8(ascii: "%"), trims: options.trimBlocks)
                {
                    text(raw.end, scan, sign: sign, isVariable: false)
                    finish(end)
                    return
                }
            }
            scan += 1
        }
        throw fail("Missing end of raw directive", start, length: 2)
    }

    private mutating func code(_ start: Int, isBlock: Bool) throws {
        tokens.append(Token(kind: isBlock ? .blockBegin : .variableBegin, text: "", offset: start, length: 2))
        brackets = []
        let closing = isBlock ? UInt8(ascii: "%") : UInt8(ascii: "}")
        while true {
            if brackets.isEmpty,
                let end = tagEnd(at: place, closing, trims: isBlock && options.trimBlocks, allowsPlus: isBlock)
            {
                tokens.append(Token(kind: isBlock ? .blockEnd : .variableEnd, text: "", offset: place, length: 2))
                finish(end)
                return
            }
            if let width = spaceWidth(place) {
                place += width
                continue
            }
            guard place < octets.count else {
                if let open = brackets.last { throw fail("this bracket is not closed", open.offset) }
                // The parser says what it was looking for.
                tokens.append(Token(kind: .end, text: "", offset: octets.count, length: 1))
                return
            }
            try element()
        }
    }

    private mutating func element() throws {
        let octet = octets[place]
        if octet == UInt8(ascii: "\"") || octet == UInt8(ascii: "'") { return try string(octet) }
        if (0x30...0x39).contains(octet) { return number() }
        if let end = nameEnd() {
            tokens.append(
                Token(
                    kind: .name, text: String(decoding: octets[place..<end], as: UTF8.self), offset: place,
                    length: end - place))
            place = end
            return
        }
        for (text, kind) in Self.longOperators where at(place) == text[0] && at(place + 1) == text[1] {
            tokens.append(Token(kind: kind, text: "", offset: place, length: 2))
            place += 2
            return
        }
        guard let kind = Self.shortOperators[octet] else {
            let rest = String(decoding: octets[place..<min(place + 4, octets.count)], as: UTF8.self)
            throw fail("unexpected char \(PythonText.quoted(String(rest.unicodeScalars.prefix(1))))", place)
        }
        try balance(octet)
        tokens.append(Token(kind: kind, text: "", offset: place, length: 1))
        place += 1
    }

    private mutating func balance(_ octet: UInt8) throws {
        switch octet {
        case UInt8(ascii: "("): brackets.append((UInt8(ascii: ")"), place))
        case UInt8(ascii: "["): brackets.append((UInt8(ascii: "]"), place))
        case UInt8(ascii: "{"): brackets.append((UInt8(ascii: "}"), place))
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
            let found = String(Character(Unicode.Scalar(octet)))
            guard let open = brackets.popLast() else { throw fail("unexpected '\(found)'", place) }
            guard open.close == octet else {
                throw fail("unexpected '\(found)', expected '\(Character(Unicode.Scalar(open.close)))'", place)
            }
        default: break
        }
    }

    /// Where a name that begins here ends; `nil` when none does.
    private func nameEnd() -> Int? {
        var scan = place
        while scan < octets.count {
            let octet = octets[scan]
            if octet < 0x80 {
                let letter = octet | 0x20
                guard
                    octet == UInt8(ascii: "_") || (0x61...0x7A).contains(letter)
                        || (scan > place && (0x30...0x39).contains(octet))
                else { break }
                scan += 1
                continue
            }
            let width = octet >= 0xF0 ? 4 : octet >= 0xE0 ? 3 : 2
            guard scan + width <= octets.count,
                let scalar = String(decoding: octets[scan..<scan + width], as: UTF8.self).unicodeScalars.first,
                scan > place ? scalar.properties.isXIDContinue : scalar.properties.isXIDStart
            else { break }
            scan += width
        }
        return scan > place ? scan : nil
    }

    private mutating func string(_ quote: UInt8) throws {
        let start = place
        var scan = place + 1
        while scan < octets.count, octets[scan] != quote {
            scan += octets[scan] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard scan < octets.count else { throw fail("this text is not closed", start) }
        let text = try StringLiteral.unescaped(Array(octets[start + 1..<scan])) { message, offset in
            fail(message, start + 1 + offset)
        }
        tokens.append(Token(kind: .string, text: text, offset: start, length: scan + 1 - start))
        place = scan + 1
    }

    private mutating func number() {
        let start = place
        let isAfterDot = start > 0 && octets[start - 1] == UInt8(ascii: ".")
        if !isAfterDot, let end = NumberLiteral.floatEnd(octets, start) {
            let digits = String(decoding: octets[start..<end].filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
            tokens.append(Token(kind: .float, text: digits, offset: start, length: end - start))
            place = end
            return
        }
        let end = NumberLiteral.integerEnd(octets, start)
        let digits = String(decoding: octets[start..<end].filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
        tokens.append(Token(kind: .integer, text: digits, offset: start, length: end - start))
        place = end
    }
}
