/// Filters on texts.
enum TextFilters {
    static let all: [Filter] = [
        Filter("upper") { value, _ in try Inputs.mapped(value, UnicodeText.upper) },
        Filter("lower") { value, _ in try Inputs.mapped(value, UnicodeText.lower) },
        Filter("capitalize") { value, _ in try Inputs.mapped(value, UnicodeText.capitalized) },
        Filter("title") { value, _ in .string(titled(try Inputs.softText(value).text)) },
        Filter("string") { value, _ in try Inputs.mapped(value) { $0 } },
        Filter("trim", ["chars"]) { value, inputs in try method("strip", value, inputs.call, inputs.renderer) },
        Filter("center", ["width"]) { value, inputs in
            var call = Call(autoescape: inputs.autoescape)
            call.positional = [inputs.values.isEmpty ? .int(80) : inputs[0] ?? .int(80)]
            return try method("center", value, call, inputs.renderer)
        },
        Filter("replace", ["old", "new", "count"], required: 2) { value, inputs in try replaced(value, inputs) },
        Filter(open: "format") { value, inputs in
            let call = inputs.call
            guard call.positional.isEmpty || call.named.isEmpty else {
                throw Failure("can't handle positional and keyword arguments at the same time")
            }
            let arguments: Value =
                call.named.isEmpty
                ? .tuple(List(call.positional))
                : .dict(try Dict(keys: call.named.map { .string($0.name) }, values: call.named.map(\.value)))
            let (text, isMarkup) = try Inputs.softText(value)
            return try PercentFormat.format(isMarkup ? .markup(text) : .string(text), text, arguments, inputs.renderer)
        },
        Filter("indent", ["width", "first", "blank"]) { value, inputs in try indented(value, inputs) },
        Filter("truncate", ["length", "killwords", "end", "leeway"]) { value, inputs in try truncated(value, inputs) },
        Filter("wordcount") { value, _ in
            var (count, inWord) = (0, false)
            for scalar in try Inputs.softText(value).text.unicodeScalars {
                let isWord = UnicodeText.isWord(scalar)
                if isWord, !inWord { count += 1 }
                inWord = isWord
            }
            return .int(count)
        },
        Filter("wordwrap", ["width", "break_long_words", "wrapstring", "break_on_hyphens"]) { value, inputs in
            let isGiven = !inputs.values.isEmpty
            let text = try Inputs.text(value)
            let wrap = isGiven && !inputs.isNone(2) ? try inputs.text(2) : "\n"
            let width = isGiven ? try inputs.int(0, default: 79) : 79
            guard width > 0 else { throw Failure("invalid width \(width) (must be > 0)") }
            let breakWords = isGiven ? try inputs.flag(1, default: true) : true
            let breakHyphens = isGiven ? try inputs.flag(3, default: true) : true
            let lines = StringMethods.lines(text).map { line in
                WordWrap(width: width, breaksWords: breakWords, breaksHyphens: breakHyphens).wrap(line)
                    .joined(separator: wrap)
            }
            return .string(lines.joined(separator: wrap))
        },
        Filter("pprint") { value, _ in .string(try PrettyPrint.format(value)) },
    ]

    private static func method(_ name: String, _ value: Value, _ call: Call, _ renderer: Renderer) throws -> Value {
        let (text, isMarkup) = try Inputs.softText(value)
        guard case .object(let method)? = StringMethods.method(name, of: isMarkup ? .markup(text) : .string(text))
        else {
            throw Failure("there is no method \(name)")
        }
        return try method.call(call, renderer)
    }

    /// A word begins after white space, a hyphen or an opening bracket; the rest of it is in lower case.
    private static func titled(_ text: String) -> String {
        var result = ""
        var isStart = true
        var word: [Unicode.Scalar] = []
        func flush() {
            guard let first = word.first else { return }
            result += first.properties.uppercaseMapping + UnicodeText.lower(word.dropFirst())
            word = []
        }
        for scalar in text.unicodeScalars {
            let isBreak = UnicodeText.isSpace(scalar) || ["-", "(", "{", "[", "<"].contains(scalar)
            if isBreak != isStart { flush() }
            isStart = isBreak
            word.append(scalar)
        }
        flush()
        return result
    }

    private static func replaced(_ value: Value, _ inputs: Inputs) throws -> Value {
        let count = inputs.isNone(2) ? -1 : try inputs.int(2, default: -1)
        let (old, new) = (inputs[0] ?? .none, inputs[1] ?? .none)
        guard inputs.autoescape else {
            return .string(
                try StringMethods.replaced(
                    try PythonText.string(value), try PythonText.string(old), try PythonText.string(new), count: count,
                    inputs.renderer))
        }
        func isMarkup(_ value: Value) -> Bool { if case .markup = value { true } else { false } }
        var subject = value
        if isMarkup(old) || (isMarkup(new) && !isMarkup(value)) {
            subject = .markup(try HTML.escaped(value))
        }
        let (text, stays) = try Inputs.softText(subject)
        let (newText, newIsMarkup) = try Inputs.softText(new)
        let result = try StringMethods.replaced(
            text, try Inputs.softText(old).text, stays && !newIsMarkup ? HTML.escaped(newText) : newText, count: count,
            inputs.renderer)
        return stays ? .markup(result) : .string(result)
    }

    private static func indented(_ value: Value, _ inputs: Inputs) throws -> Value {
        var indention = "    "
        var (first, blank) = (false, false)
        if !inputs.values.isEmpty {
            if let text = inputs[0]?.stringValue {
                indention = text
            } else {
                let width = max(0, try inputs.int(0, default: 4))
                try inputs.renderer.ensure(textBytes: width)
                indention = String(repeating: " ", count: width)
            }
            first = try inputs.flag(1)
            blank = try inputs.flag(2)
        }
        let text = try Inputs.text(value)
        let lines = StringMethods.lines(text + "\n")
        try inputs.renderer.ensure(textBytes: indention.utf8.count &+ 1, times: lines.count)
        var result = first ? indention : ""
        for (place, line) in lines.enumerated() {
            if place > 0 { result += line.isEmpty && !blank ? "\n" : "\n" + indention }
            result += line
        }
        if case .markup = value { return .markup(result) }
        return .string(result)
    }

    private static func truncated(_ value: Value, _ inputs: Inputs) throws -> Value {
        let isGiven = !inputs.values.isEmpty
        let length = isGiven ? try inputs.int(0, default: 255) : 255
        let killWords = isGiven ? try inputs.flag(1) : false
        let end = isGiven ? try inputs.text(2, default: "...") : "..."
        let leeway = isGiven && !inputs.isNone(3) ? try inputs.int(3, default: 5) : 5
        guard length >= end.scalarCount else { throw Failure("expected length >= \(end.scalarCount), got \(length)") }
        guard leeway >= 0 else { throw Failure("expected leeway >= 0, got \(leeway)") }
        if try Sequences.length(of: value) <= length &+ leeway { return value }
        let text = try Inputs.text(value)
        let cut = String(scalars: text.unicodeScalars.prefix(length - end.scalarCount))
        var isMarkup = false
        if case .markup = value { isMarkup = true }
        let kept = killWords ? cut : StringMethods.lastPieces(cut, " ", limit: 1)[0]
        return isMarkup ? .markup(kept + HTML.escaped(end)) : .string(kept + end)
    }
}

/// Python's `textwrap.wrap`, with white space kept as it is.
struct WordWrap {
    let width: Int
    let breaksWords: Bool
    let breaksHyphens: Bool

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || (0x09...0x0D).contains(scalar.value)
    }

    func wrap(_ text: String) -> [String] {
        var chunks = Array(self.chunks(Array(text.unicodeScalars)).reversed())
        var lines: [String] = []
        while !chunks.isEmpty {
            var line: [[Unicode.Scalar]] = []
            var used = 0
            if !lines.isEmpty, let last = chunks.last, last.allSatisfy(Self.isBlank) { chunks.removeLast() }
            while let chunk = chunks.last, used + chunk.count <= width {
                used += chunk.count
                line.append(chunks.removeLast())
            }
            if let chunk = chunks.last, chunk.count > width { breakLong(&chunks, chunk, &line, width - used) }
            if let last = line.last, last.allSatisfy(Self.isBlank) { line.removeLast() }
            if !line.isEmpty { lines.append(String(scalars: line.joined())) }
        }
        return lines
    }

    private func breakLong(
        _ chunks: inout [[Unicode.Scalar]], _ chunk: [Unicode.Scalar], _ line: inout [[Unicode.Scalar]], _ space: Int
    ) {
        let room = width < 1 ? 1 : space
        guard breaksWords else {
            if line.isEmpty { line.append(chunks.removeLast()) }
            return
        }
        var end = max(room, line.isEmpty ? 1 : 0)
        if breaksHyphens, chunk.count > room, let hyphen = chunk.prefix(room).lastIndex(of: "-"), hyphen > 0,
            chunk[..<hyphen].contains(where: { $0 != "-" })
        {
            end = hyphen + 1
        }
        line.append(Array(chunk[..<end]))
        chunks[chunks.count - 1] = Array(chunk[end...])
    }

    /// Words and the white space between them; a word with hyphens is several.
    private func chunks(_ text: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
        var result: [[Unicode.Scalar]] = []
        var place = 0
        while place < text.count {
            let blank = Self.isBlank(text[place])
            var end = place
            while end < text.count, Self.isBlank(text[end]) == blank { end += 1 }
            let chunk = Array(text[place..<end])
            result += blank || !breaksHyphens ? [chunk] : hyphenated(chunk)
            place = end
        }
        return result
    }

    /// A hyphen between letters ends a chunk; dashes of two or more are chunks of their own.
    private func hyphenated(_ word: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
        func isLetter(_ place: Int) -> Bool {
            word.indices.contains(place) && UnicodeText.isWord(word[place]) && !UnicodeText.isDecimal(word[place])
        }
        func isWordPunctuation(_ place: Int) -> Bool {
            word.indices.contains(place)
                && (UnicodeText.isWord(word[place]) || ["!", "\"", "'", "&", ".", ",", "?"].contains(word[place]))
        }
        var result: [[Unicode.Scalar]] = []
        var start = 0
        var place = 0
        while place < word.count {
            guard word[place] == "-" else {
                place += 1
                continue
            }
            var end = place
            while end < word.count, word[end] == "-" { end += 1 }
            if end - place >= 2, isWordPunctuation(place - 1), end < word.count, UnicodeText.isWord(word[end]) {
                if start < place { result.append(Array(word[start..<place])) }
                result.append(Array(word[place..<end]))
                start = end
            } else if end - place == 1, place > start, isLetter(place - 1),
                isLetter(place - 2) || (place >= 3 && word[place - 2] == "-" && isLetter(place - 3)),
                isLetter(end), isLetter(end + 1) || (end + 2 < word.count && word[end + 1] == "-" && isLetter(end + 2))
            {
                result.append(Array(word[start..<end]))
                start = end
            }
            place = end
        }
        if start < word.count { result.append(Array(word[start...])) }
        return result
    }
}
