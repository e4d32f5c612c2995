/// The methods of Python's `str` (and of markup, which escapes what comes in and stays markup).
enum StringMethods {
    typealias Method = @Sendable (Subject, Inputs) throws -> Value

    /// The text that a method is called on.
    struct Subject: Sendable {
        let text: String
        let isMarkup: Bool

        func value(_ text: String) -> Value { isMarkup ? .markup(text) : .string(text) }
        func list(_ texts: [String]) -> Value { .list(List(texts.map(value))) }

        /// A text argument, escaped where it goes into markup.
        func argument(_ value: Value?, default standard: String = "") throws -> String {
            guard let value else { return standard }
            let text = try Inputs.text(value)
            if isMarkup, case .string = value { return HTML.escaped(text) }
            return text
        }
    }

    static func method(_ name: String, of value: Value) -> Value? {
        guard let (parameters, required, body) = table[name] else { return nil }
        var isMarkup = false
        if case .markup = value { isMarkup = true }
        let subject = Subject(text: value.stringValue ?? "", isMarkup: isMarkup)
        return .object(
            FunctionObject(name) { call, renderer in
                guard parameters != ["*"] else {
                    return try body(subject, Inputs(values: [], call: call, renderer: renderer))
                }
                let bound = try call.bound(to: parameters, required: required, of: "str.\(name)()")
                return try body(subject, Inputs(values: bound, call: call, renderer: renderer))
            })
    }

    private static let table: [String: ([String], Int, Method)] = cases.merging(searches) { $1 }
        .merging(splits) { $1 }.merging(paddings) { $1 }.merging(questions) { $1 }

    private static let cases: [String: ([String], Int, Method)] = [
        "upper": ([], 0, { subject, _ in subject.value(UnicodeText.upper(subject.text)) }),
        "lower": ([], 0, { subject, _ in subject.value(UnicodeText.lower(subject.text)) }),
        "casefold": ([], 0, { subject, _ in subject.value(folded(subject.text)) }),
        "capitalize": ([], 0, { subject, _ in subject.value(UnicodeText.capitalized(subject.text)) }),
        "title": ([], 0, { subject, _ in subject.value(UnicodeText.titled(subject.text)) }),
        "swapcase": ([], 0, { subject, _ in subject.value(UnicodeText.swapped(subject.text)) }),
        "format": (
            ["*"], 0,
            { subject, inputs in
                subject.value(try BraceFormat.format(subject.text, inputs.call, inputs.renderer, subject.isMarkup))
            }
        ),
        "format_map": (
            ["mapping"], 1,
            { subject, inputs in
                guard case .dict(let dict)? = inputs[0] else { throw Failure("format_map() needs a mapping") }
                var call = Call(autoescape: inputs.autoescape)
                call.named = zip(dict.keys, dict.values).compactMap { key, value in key.stringValue.map { ($0, value) }
                }
                return subject.value(try BraceFormat.format(subject.text, call, inputs.renderer, subject.isMarkup))
            }
        ),
        "join": (
            ["iterable"], 1,
            { subject, inputs in
                var parts: [String] = []
                for (place, item) in try Sequences.array(of: inputs[0] ?? .none, inputs.renderer).enumerated() {
                    if case .undefined(let undefined) = item { throw undefined.failure }
                    if subject.isMarkup {
                        parts.append(try HTML.escaped(item))
                        continue
                    }
                    guard let text = item.stringValue else {
                        throw Failure("sequence item \(place): expected str instance, \(item.typeName) found")
                    }
                    parts.append(text)
                }
                try inputs.renderer.ensure(
                    textBytes: parts.reduce(subject.text.utf8.count * parts.count) { $0 + $1.utf8.count })
                return subject.value(parts.joined(separator: subject.text))
            }
        ),
        "replace": (
            ["old", "new", "count"], 2,
            { subject, inputs in
                let old = try inputs.text(0)
                let new = try subject.argument(inputs[1])
                return subject.value(
                    try replaced(subject.text, old, new, count: try inputs.int(2, default: -1), inputs.renderer))
            }
        ),
        "expandtabs": (
            ["tabsize"], 0,
            { subject, inputs in
                let size = try inputs.int(0, default: 8)
                try inputs.renderer.ensure(textBytes: subject.text.utf8.count, times: max(1, size))
                return subject.value(expanded(subject.text, size))
            }
        ),
        "removeprefix": (
            ["prefix"], 1,
            { subject, inputs in
                let prefix = Array(try inputs.text(0).utf8)
                return subject.value(
                    subject.text.utf8.starts(with: prefix)
                        ? String(decoding: subject.text.utf8.dropFirst(prefix.count), as: UTF8.self) : subject.text)
            }
        ),
        "removesuffix": (
            ["suffix"], 1,
            { subject, inputs in
                let suffix = Array(try inputs.text(0).utf8)
                return subject.value(
                    subject.text.utf8.reversed().starts(with: suffix.reversed())
                        ? String(decoding: subject.text.utf8.dropLast(suffix.count), as: UTF8.self) : subject.text)
            }
        ),
    ]

    private static func folded(_ text: String) -> String {
        // The one fold that lower case does not make and that names in use contain.
        UnicodeText.lower(text).unicodeScalars.reduce(into: "") {
            if $1 == "\u{DF}" { $0 += "ss" } else { $0.unicodeScalars.append($1) }
        }
    }

    /// `str.replace`; an empty text is found before every code point and at the end.
    static func replaced(
        _ text: String, _ old: String, _ new: String, count: Int, _ renderer: Renderer
    ) throws -> String {
        if count == 0 { return text }
        let limit = count < 0 ? Int.max : count
        if old.isEmpty {
            let scalars = Array(text.unicodeScalars)
            try renderer.ensure(textBytes: new.utf8.count &+ 4, times: scalars.count + 1)
            var result = ""
            for (place, scalar) in scalars.enumerated() {
                if place < limit { result += new }
                result.unicodeScalars.append(scalar)
            }
            if scalars.count < limit { result += new }
            return result
        }
        let (octets, wanted, other) = (Array(text.utf8), Array(old.utf8), Array(new.utf8))
        var result: [UInt8] = []
        var (place, done) = (0, 0)
        while done < limit, let found = String.find(wanted, in: octets, from: place) {
            result += octets[place..<found]
            result += other
            place = found + wanted.count
            done += 1
            try renderer.ensure(textBytes: result.count)
        }
        if done == 0 { return text }
        result += octets[place...]
        return String(decoding: result, as: UTF8.self)
    }

    private static func expanded(_ text: String, _ size: Int) -> String {
        var result = String.UnicodeScalarView()
        var column = 0
        for scalar in text.unicodeScalars {
            if scalar == "\t" {
                guard size > 0 else { continue }
                let width = size - column % size
                result.append(contentsOf: repeatElement(" ", count: width))
                column += width
            } else {
                result.append(scalar)
                column = scalar == "\n" || scalar == "\r" ? 0 : column + 1
            }
        }
        return String(result)
    }
}
