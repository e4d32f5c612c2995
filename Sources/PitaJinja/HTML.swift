/// Escaping for HTML, as MarkupSafe does it.
enum HTML {
    @inline(__always)
    static func entity(_ octet: UInt8) -> String? {
        switch octet {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "'"): "&#39;"
        case UInt8(ascii: "\""): "&#34;"
        default: nil
        }
    }

    static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { entity($0) != nil }) else { return text }
        var result: [UInt8] = []
        for octet in text.utf8 {
            if let entity = entity(octet) { result += entity.utf8 } else { result.append(octet) }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// A value as escaped text.
    static func escaped(_ value: Value) throws -> String {
        if case .markup(let text) = value { return text }
        return escaped(try PythonText.string(value))
    }

    /// The text without comments, then without tags, with single spaces, and with entities as characters.
    static func stripped(_ text: String) -> String {
        var octets = Array(text.utf8)
        for (open, close) in [("<!--", "-->"), ("<", ">")] {
            let (start, end) = (Array(open.utf8), Array(close.utf8))
            var result: [UInt8] = []
            var place = 0
            while let found = String.find(start, in: octets, from: place),
                let last = String.find(end, in: octets, from: found)
            {
                result += octets[place..<found]
                place = last + end.count
            }
            result += octets[place...]
            octets = result
        }
        let words = StringMethods.words(String(decoding: octets, as: UTF8.self), limit: -1)
        return unescaped(words.joined(separator: " "))
    }

    private static let names: [String: String] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "copy": "\u{A9}",
        "reg": "\u{AE}", "raquo": "\u{BB}", "laquo": "\u{AB}", "mdash": "\u{2014}", "ndash": "\u{2013}",
        "hellip": "\u{2026}", "euro": "\u{20AC}", "deg": "\u{B0}", "middot": "\u{B7}", "times": "\u{D7}",
        "lsquo": "\u{2018}", "rsquo": "\u{2019}", "ldquo": "\u{201C}", "rdquo": "\u{201D}", "bull": "\u{2022}",
        "trade": "\u{2122}", "sect": "\u{A7}", "para": "\u{B6}", "plusmn": "\u{B1}", "micro": "\u{B5}",
        "frac12": "\u{BD}", "frac14": "\u{BC}", "larr": "\u{2190}", "rarr": "\u{2192}",
    ]

    /// Numeric entities and the named ones in common use; others stay as they are.
    static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        var result = ""
        var rest = text.unicodeScalars[...]
        while let start = rest.firstIndex(of: "&") {
            result += String(rest[..<start])
            let tail = rest[rest.index(after: start)...]
            guard let end = tail.prefix(33).firstIndex(of: ";"), let scalar = character(String(tail[..<end])) else {
                result += "&"
                rest = tail
                continue
            }
            result += scalar
            rest = tail[tail.index(after: end)...]
        }
        return result + String(rest)
    }

    private static func character(_ name: String) -> String? {
        guard name.hasPrefix("#") else { return names[name] }
        let digits = name.dropFirst()
        let isHex = digits.first == "x" || digits.first == "X"
        guard let code = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits) else { return nil }
        return Unicode.Scalar(code).map { String(Character($0)) } ?? "\u{FFFD}"
    }
}
