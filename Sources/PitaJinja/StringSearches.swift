/// Finding, splitting and padding.
extension StringMethods {
    static let searches: [String: ([String], Int, Method)] = [
        "startswith": (["prefix", "start", "end"], 1, { .bool(try affix($0, $1, atEnd: false)) }),
        "endswith": (["suffix", "start", "end"], 1, { .bool(try affix($0, $1, atEnd: true)) }),
        "find": (["sub", "start", "end"], 1, { .int(try search($0, $1, last: false) ?? -1) }),
        "rfind": (["sub", "start", "end"], 1, { .int(try search($0, $1, last: true) ?? -1) }),
        "index": (
            ["sub", "start", "end"], 1,
            { subject, inputs in
                guard let place = try search(subject, inputs, last: false) else { throw Failure("substring not found") }
                return .int(place)
            }
        ),
        "rindex": (
            ["sub", "start", "end"], 1,
            { subject, inputs in
                guard let place = try search(subject, inputs, last: true) else { throw Failure("substring not found") }
                return .int(place)
            }
        ),
        "count": (
            ["sub", "start", "end"], 1,
            { subject, inputs in
                let (text, _) = try window(subject.text, inputs)
                let part = try inputs.text(0)
                if part.isEmpty { return .int(text.scalarCount + 1) }
                let (octets, wanted) = (Array(text.utf8), Array(part.utf8))
                var (place, count) = (0, 0)
                while let found = String.find(wanted, in: octets, from: place) {
                    count += 1
                    place = found + wanted.count
                }
                return .int(count)
            }
        ),
    ]

    /// The part of the text between `start` and `end`, and where it starts.
    private static func window(_ text: String, _ inputs: Inputs) throws -> (String, Int) {
        guard inputs[1] != nil || inputs[2] != nil else { return (text, 0) }
        let count = text.scalarCount
        let places = try Slicing.places([inputs[1] ?? .none, inputs[2] ?? .none, .none], count)
        return (try text.sliced([inputs[1] ?? .none, inputs[2] ?? .none, .none]), places.first ?? 0)
    }

    private static func affix(_ subject: Subject, _ inputs: Inputs, atEnd: Bool) throws -> Bool {
        let (text, _) = try window(subject.text, inputs)
        let candidates: [Value]
        if case .tuple(let list)? = inputs[0] { candidates = list.items } else { candidates = [inputs[0] ?? .none] }
        for candidate in candidates {
            let part = Array(try Inputs.text(candidate).utf8)
            let found = atEnd ? text.utf8.reversed().starts(with: part.reversed()) : text.utf8.starts(with: part)
            if found { return true }
        }
        return false
    }

    private static func search(_ subject: Subject, _ inputs: Inputs, last: Bool) throws -> Int? {
        let (text, start) = try window(subject.text, inputs)
        let (octets, wanted) = (Array(text.utf8), Array(try inputs.text(0).utf8))
        var found = String.find(wanted, in: octets, from: 0)
        if last, found != nil {
            if wanted.isEmpty { return start + text.scalarCount }
            var place = octets.count - wanted.count
            while place >= 0, Array(octets[place..<place + wanted.count]) != wanted { place -= 1 }
            found = place
        }
        return found.map { place in start + octets[..<place].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } }
    }

    static let splits: [String: ([String], Int, Method)] = [
        "split": (
            ["sep", "maxsplit"], 0,
            { subject, inputs in
                let limit = try inputs.int(1, default: -1)
                if inputs.isNone(0) { return subject.list(words(subject.text, limit: limit)) }
                return subject.list(try pieces(subject.text, try separator(inputs), limit: limit))
            }
        ),
        "rsplit": (
            ["sep", "maxsplit"], 0,
            { subject, inputs in
                let limit = try inputs.int(1, default: -1)
                if inputs.isNone(0) { return subject.list(lastWords(subject.text, limit: limit)) }
                return subject.list(lastPieces(subject.text, try separator(inputs), limit: limit))
            }
        ),
        "splitlines": (
            ["keepends"], 0,
            { subject, inputs in subject.list(lines(subject.text, keepEnds: try inputs.flag(0))) }
        ),
        "partition": (
            ["sep"], 1,
            { subject, inputs in
                let wanted = try separator(inputs)
                let parts = try pieces(subject.text, wanted, limit: 1)
                let found = parts.count == 2 ? [parts[0], wanted, parts[1]] : [subject.text, "", ""]
                return .tuple(List(found.map(subject.value)))
            }
        ),
        "rpartition": (
            ["sep"], 1,
            { subject, inputs in
                let wanted = try separator(inputs)
                let parts = lastPieces(subject.text, wanted, limit: 1)
                let found = parts.count == 2 ? [parts[0], wanted, parts[1]] : ["", "", subject.text]
                return .tuple(List(found.map(subject.value)))
            }
        ),
        "strip": (["chars"], 0, { try strip($0, $1, left: true, right: true) }),
        "lstrip": (["chars"], 0, { try strip($0, $1, left: true, right: false) }),
        "rstrip": (["chars"], 0, { try strip($0, $1, left: false, right: true) }),
    ]

    private static func separator(_ inputs: Inputs) throws -> String {
        let text = try inputs.text(0)
        guard !text.isEmpty else { throw Failure("empty separator") }
        return text
    }

    static func strip(_ subject: Subject, _ inputs: Inputs, left: Bool, right: Bool) throws -> Value {
        guard !inputs.isNone(0) else {
            return subject.value(subject.text.stripped(left: left, right: right, UnicodeText.isSpace))
        }
        let characters = Set(try inputs.text(0).unicodeScalars)
        return subject.value(subject.text.stripped(left: left, right: right, characters.contains))
    }

    /// Words between white space; after `limit` splits the rest stays together.
    static func words(_ text: String, limit: Int) -> [String] {
        var result: [String] = []
        var rest = text.unicodeScalars.drop(while: UnicodeText.isSpace)
        while !rest.isEmpty {
            if limit >= 0, result.count == limit {
                result.append(String(rest))
                break
            }
            let end = rest.firstIndex(where: UnicodeText.isSpace) ?? rest.endIndex
            result.append(String(rest[..<end]))
            rest = rest[end...].drop(while: UnicodeText.isSpace)
        }
        return result
    }

    private static func lastWords(_ text: String, limit: Int) -> [String] {
        let reversed = String(scalars: text.unicodeScalars.reversed())
        return words(reversed, limit: limit).map { String(scalars: $0.unicodeScalars.reversed()) }.reversed()
    }

    static func pieces(_ text: String, _ separator: String, limit: Int) throws -> [String] {
        let (octets, wanted) = (Array(text.utf8), Array(separator.utf8))
        var result: [String] = []
        var place = 0
        while limit < 0 || result.count < limit, let found = String.find(wanted, in: octets, from: place) {
            result.append(String(decoding: octets[place..<found], as: UTF8.self))
            place = found + wanted.count
        }
        result.append(String(decoding: octets[place...], as: UTF8.self))
        return result
    }

    static func lastPieces(_ text: String, _ separator: String, limit: Int) -> [String] {
        var octets = Array(text.utf8)
        let wanted = Array(separator.utf8)
        var result: [String] = []
        var place = octets.count - wanted.count
        while place >= 0, limit < 0 || result.count < limit {
            if octets[place..<place + wanted.count].elementsEqual(wanted) {
                result.append(String(decoding: octets[(place + wanted.count)...], as: UTF8.self))
                octets.removeSubrange(place...)
                place -= wanted.count
            } else {
                place -= 1
            }
        }
        result.append(String(decoding: octets, as: UTF8.self))
        return result.reversed()
    }

    static func lines(_ text: String, keepEnds: Bool = false) -> [String] {
        var result: [String] = []
        var line = String.UnicodeScalarView()
        var scalars = text.unicodeScalars[...]
        while let scalar = scalars.popFirst() {
            guard UnicodeText.isLineEnd(scalar) else {
                line.append(scalar)
                continue
            }
            if keepEnds { line.append(scalar) }
            if scalar == "\r", scalars.first == "\n" {
                scalars.removeFirst()
                if keepEnds { line.append("\n") }
            }
            result.append(String(line))
            line = String.UnicodeScalarView()
        }
        if !line.isEmpty { result.append(String(line)) }
        return result
    }

    static let paddings: [String: ([String], Int, Method)] = [
        "center": (
            ["width", "fillchar"], 1,
            { subject, inputs in
                try padded(subject, inputs) { gap, width in
                    let left = gap / 2 + (gap & width & 1)
                    return (left, gap - left)
                }
            }
        ),
        "ljust": (["width", "fillchar"], 1, { subject, inputs in try padded(subject, inputs) { gap, _ in (0, gap) } }),
        "rjust": (["width", "fillchar"], 1, { subject, inputs in try padded(subject, inputs) { gap, _ in (gap, 0) } }),
        "zfill": (
            ["width"], 1,
            { subject, inputs in
                let gap = try inputs.int(0, default: 0) &- subject.text.scalarCount
                guard gap > 0 else { return subject.value(subject.text) }
                try inputs.renderer.ensure(textBytes: gap)
                let hasSign = subject.text.hasPrefix("-") || subject.text.hasPrefix("+")
                let sign = hasSign ? String(subject.text.prefix(1)) : ""
                let zeros = String(repeating: "0", count: gap)
                return subject.value(sign + zeros + subject.text.dropFirst(hasSign ? 1 : 0))
            }
        ),
    ]

    private static func padded(
        _ subject: Subject, _ inputs: Inputs, _ sides: (Int, Int) -> (Int, Int)
    ) throws -> Value {
        let width = try inputs.int(0, default: 0)
        let fill = try subject.argument(inputs[1], default: " ")
        guard fill.scalarCount == 1 else {
            throw Failure("The fill character must be exactly one character long")
        }
        let gap = width &- subject.text.scalarCount
        guard gap > 0 else { return subject.value(subject.text) }
        try inputs.renderer.ensure(textBytes: fill.utf8.count, times: gap)
        let (left, right) = sides(gap, width)
        return subject.value(
            String(repeating: fill, count: left) + subject.text + String(repeating: fill, count: right))
    }

    static let questions: [String: ([String], Int, Method)] = [
        "isalpha": ([], 0, { subject, _ in .bool(all(subject, UnicodeText.isAlpha)) }),
        "isdigit": ([], 0, { subject, _ in .bool(all(subject, UnicodeText.isDigit)) }),
        "isdecimal": ([], 0, { subject, _ in .bool(all(subject, UnicodeText.isDecimal)) }),
        "isnumeric": ([], 0, { subject, _ in .bool(all(subject, UnicodeText.isNumeric)) }),
        "isalnum": (
            [], 0, { subject, _ in .bool(all(subject) { UnicodeText.isAlpha($0) || UnicodeText.isNumeric($0) }) }
        ),
        "isspace": ([], 0, { subject, _ in .bool(all(subject, UnicodeText.isSpace)) }),
        "isascii": ([], 0, { subject, _ in .bool(subject.text.isASCII) }),
        "islower": ([], 0, { subject, _ in .bool(isLower(subject.text)) }),
        "isupper": ([], 0, { subject, _ in .bool(isUpper(subject.text)) }),
        "istitle": ([], 0, { subject, _ in .bool(isTitle(subject.text)) }),
        "isidentifier": (
            [], 0,
            { subject, _ in
                let scalars = subject.text.unicodeScalars
                guard let first = scalars.first, first == "_" || first.properties.isXIDStart else {
                    return .bool(false)
                }
                return .bool(scalars.dropFirst().allSatisfy { $0.properties.isXIDContinue })
            }
        ),
    ]

    private static func all(_ subject: Subject, _ condition: (Unicode.Scalar) -> Bool) -> Bool {
        !subject.text.isEmpty && subject.text.unicodeScalars.allSatisfy(condition)
    }

    static func isLower(_ text: String) -> Bool {
        let cased = text.unicodeScalars.filter { $0.properties.isCased }
        return !cased.isEmpty && cased.allSatisfy { $0.properties.isLowercase }
    }

    static func isUpper(_ text: String) -> Bool {
        let cased = text.unicodeScalars.filter { $0.properties.isCased }
        return !cased.isEmpty && cased.allSatisfy { $0.properties.isUppercase }
    }

    private static func isTitle(_ text: String) -> Bool {
        var (afterCased, found) = (false, false)
        for scalar in text.unicodeScalars {
            if scalar.properties.isUppercase || scalar.properties.generalCategory == .titlecaseLetter {
                if afterCased { return false }
                (afterCased, found) = (true, true)
            } else if scalar.properties.isLowercase {
                if !afterCased { return false }
                found = true
            } else {
                afterCased = false
            }
        }
        return found
    }
}
