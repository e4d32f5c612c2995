/// Filters for HTML, URLs and JSON.
enum MarkupFilters {
    static let all: [Filter] = [
        Filter("escape") { value, _ in .markup(try HTML.escaped(value)) },
        Filter("forceescape") { value, _ in .markup(HTML.escaped(try PythonText.string(value))) },
        Filter("safe") { value, _ in .markup(try PythonText.string(value)) },
        Filter("striptags") { value, _ in .string(HTML.stripped(try PythonText.string(value))) },
        Filter("urlencode") { value, inputs in .string(try urlEncoded(value, inputs)) },
        Filter("urlize", ["trim_url_limit", "nofollow", "target", "rel", "extra_schemes"]) { value, inputs in
            let text = try Links(inputs).linked(value)
            return inputs.autoescape ? .markup(text) : .string(text)
        },
        Filter("xmlattr", ["autospace"]) { value, inputs in try attributes(value, inputs) },
        Filter("tojson", ["indent"]) { value, inputs in
            var writer = JSONWriter(indent: nil)
            if !inputs.values.isEmpty, !inputs.isNone(0) {
                if let text = inputs[0]?.stringValue {
                    writer = JSONWriter(indent: text)
                } else {
                    let width = max(0, try inputs.int(0, default: 0))
                    try inputs.renderer.ensure(textBytes: width)
                    writer = JSONWriter(indent: String(repeating: " ", count: width))
                }
            }
            return .markup(try writer.html(value))
        },
    ]

    static func percentEncoded(_ text: String, keepsSlash: Bool) -> String {
        var result = ""
        let hex = Array("0123456789ABCDEF")
        for octet in text.utf8 {
            switch octet {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"),
                UInt8(ascii: "~"):
                result.unicodeScalars.append(Unicode.Scalar(octet))
            case UInt8(ascii: "/") where keepsSlash: result += "/"
            case 0x20 where !keepsSlash: result += "+"
            default: result += "%" + String(hex[Int(octet >> 4)]) + String(hex[Int(octet & 15)])
            }
        }
        return result
    }

    private static func urlEncoded(_ value: Value, _ inputs: Inputs) throws -> String {
        if value.stringValue != nil { return percentEncoded(value.text, keepsSlash: true) }
        guard let iterator = try Sequences.iterator(of: value) else {
            return percentEncoded(try PythonText.string(value), keepsSlash: true)
        }
        var parts: [String] = []
        if case .dict(let dict) = value {
            for (key, item) in zip(dict.keys, dict.values) {
                parts.append(try query(key) + "=" + query(item))
            }
        } else {
            for item in try iterator.collect(inputs.renderer) {
                let pair = try Sequences.array(of: item, inputs.renderer)
                guard pair.count == 2 else { throw Failure("urlencode needs pairs of a key and a value") }
                parts.append(try query(pair[0]) + "=" + query(pair[1]))
            }
        }
        return parts.joined(separator: "&")
    }

    private static func query(_ value: Value) throws -> String {
        percentEncoded(try PythonText.string(value), keepsSlash: false)
    }

    private static func attributes(_ value: Value, _ inputs: Inputs) throws -> Value {
        guard case .dict(let dict) = value else {
            if case .undefined(let undefined) = value { throw undefined.failure }
            throw Failure("'\(value.typeName)' object has no attribute 'items'")
        }
        var parts: [String] = []
        for (key, item) in zip(dict.keys, dict.values) {
            switch item {
            case .none, .undefined: continue
            default: break
            }
            let name = try Inputs.text(key)
            let forbidden: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x2F, 0x3E, 0x3D]
            guard !name.utf8.contains(where: forbidden.contains) else {
                throw Failure("Invalid character in attribute name: \(PythonText.quoted(name))")
            }
            parts.append("\(try HTML.escaped(key))=\"\(try HTML.escaped(item))\"")
        }
        var text = parts.joined(separator: " ")
        if !text.isEmpty, try inputs.values.isEmpty || inputs.flag(0, default: true) { text = " " + text }
        return inputs.autoescape ? .markup(text) : .string(text)
    }
}

/// `urlize`: addresses in a text become links.
struct Links {
    private let limit: Int?
    private let relation: String
    private let target: String
    private let schemes: [String]

    init(_ inputs: Inputs) throws {
        var relations: Set<String> = ["noopener"]
        if inputs.values.isEmpty {
            limit = nil
            target = ""
            schemes = []
        } else {
            limit = inputs.isNone(0) ? nil : try inputs.int(0, default: 0)
            if !inputs.isNone(3) { relations.formUnion(StringMethods.words(try inputs.text(3), limit: -1)) }
            if try inputs.flag(1) { relations.insert("nofollow") }
            target = inputs.isNone(2) ? "" : " target=\"\(HTML.escaped(try inputs.text(2)))\""
            schemes =
                inputs.isNone(4)
                ? [] : try Sequences.array(of: inputs[4] ?? .none, inputs.renderer).map(Inputs.text)
            for scheme in schemes where scheme.wholeMatch(of: /[\w.+-]{2,}:\/{0,2}/) == nil {
                throw Failure("\(PythonText.quoted(scheme)) is not a valid URI scheme prefix.")
            }
        }
        relation = " rel=\"\(HTML.escaped(relations.sorted().joined(separator: " ")))\""
    }

    func linked(_ value: Value) throws -> String {
        var result = ""
        var word = String.UnicodeScalarView()
        for scalar in try HTML.escaped(value).unicodeScalars {
            if UnicodeText.isSpace(scalar) {
                result += linked(word: String(word))
                word = String.UnicodeScalarView()
                result.unicodeScalars.append(scalar)
            } else {
                word.append(scalar)
            }
        }
        return result + linked(word: String(word))
    }

    private func linked(word: String) -> String {
        var middle = word[...]
        var head = ""
        while let open = ["(", "<", "&lt;"].first(where: { middle.hasPrefix($0) }) {
            head += open
            middle = middle.dropFirst(open.count)
        }
        var tail = ""
        while let close = [")", ">", ".", ",", "&gt;"].first(where: { middle.hasSuffix($0) }) {
            tail = close + tail
            middle = middle.dropLast(close.count)
        }
        var text = String(middle)
        for (open, close) in [("(", ")"), ("<", ">"), ("&lt;", "&gt;")] {
            let opens = count(open, in: text)
            guard opens > count(close, in: text) else { continue }
            for _ in 0..<min(opens, count(close, in: tail)) {
                guard let range = tail.firstRange(of: close) else { break }
                text += tail[..<range.upperBound]
                tail = String(tail[range.upperBound...])
            }
        }
        return head + link(text) + tail
    }

    private func count(_ part: String, in text: String) -> Int { text.ranges(of: part).count }

    private func shortened(_ text: String) -> String {
        guard let limit, text.scalarCount > limit else { return text }
        return String(scalars: text.unicodeScalars.prefix(max(0, limit))) + "..."
    }

    private func link(_ text: String) -> String {
        if isAddress(text) {
            let url = text.hasPrefix("https://") || text.hasPrefix("http://") ? text : "https://" + text
            return "<a href=\"\(url)\"\(relation)\(target)>\(shortened(text))</a>"
        }
        if text.hasPrefix("mailto:"), isMail(String(text.dropFirst(7))) {
            return "<a href=\"\(text)\">\(text.dropFirst(7))</a>"
        }
        if text.contains("@"), !text.hasPrefix("www."), !text.contains(":"), isMail(text) {
            return "<a href=\"mailto:\(text)\">\(text)</a>"
        }
        for scheme in schemes where text != scheme && text.hasPrefix(scheme) {
            return "<a href=\"\(text)\"\(relation)\(target)>\(text)</a>"
        }
        return text
    }

    private func isMail(_ text: String) -> Bool { text.wholeMatch(of: /\S+@\w[\w.-]*\.\w+/) != nil }

    private func isAddress(_ text: String) -> Bool {
        let pattern =
            /(?:(?:https?:\/\/|www\.)(?:[\w%-]+\.)*(?:[a-z]{2,63}|xn--[\w%]{2,59})|(?:[\w%-]{2,63}\.)+(?:com|net|int|edu|gov|org|info|mil)|https?:\/\/(?:\d{1,3}(?:\.\d{1,3}){3}|\[(?:[\da-f]{0,4}:){2}(?:[\da-f]{0,4}:?){1,6}\]))(?::\d{1,5})?(?:[\/?#]\S*)?/
            .ignoresCase()
        return text.wholeMatch(of: pattern) != nil
    }
}
