import PitaDiagnostics

extension JSONValue {
    /// The canonical bytes (RFC 8785): members ordered by UTF-16 code units, no white space, the shortest escapes.
    public var canonical: [UInt8] {
        var writer = JSONWriter(indents: false)
        writer.write(self, level: 0)
        return writer.bytes
    }

    /// ``canonical`` as text.
    public var canonicalText: String { String(decoding: canonical, as: UTF8.self) }

    /// For people: the canonical order, one member a line, two spaces a level, a newline at the end. What could mislead a
    /// terminal (``TerminalText/isUnsafe(_:)``) is escaped, so that the value is the same and nothing is obeyed.
    public var pretty: String {
        var writer = JSONWriter(indents: true)
        writer.write(self, level: 0)
        writer.bytes.append(UInt8(ascii: "\n"))
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

/// Writes JSON in the one order and with the one spelling that RFC 8785 allows.
private struct JSONWriter {
    let indents: Bool
    var bytes: [UInt8] = []

    init(indents: Bool) { self.indents = indents }

    mutating func write(_ value: JSONValue, level: Int) {
        switch value {
        case .null: bytes += "null".utf8
        case .bool(let flag): bytes += (flag ? "true" : "false").utf8
        case .integer(let number): write(number)
        case .string(let text): write(text)
        case .array(let items):
            enclose("[", "]", items, level: level) { writer, item in writer.write(item, level: level + 1) }
        case .object(let members):
            enclose("{", "}", Self.ordered(members), level: level) { writer, member in
                writer.write(member.key)
                writer.bytes += (writer.indents ? ": " : ":").utf8
                writer.write(member.value, level: level + 1)
            }
        }
    }

    /// RFC 8785, section 3.2.3: by UTF-16 code units, whatever the locale.
    private static func ordered(_ members: [String: JSONValue]) -> [(key: String, value: JSONValue)] {
        members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
    }

    private mutating func enclose<Item>(
        _ open: Character, _ close: Character, _ items: [Item], level: Int, _ body: (inout JSONWriter, Item) -> Void
    ) {
        bytes += String(open).utf8
        for (index, item) in items.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            breakLine(level + 1)
            body(&self, item)
        }
        if !items.isEmpty { breakLine(level) }
        bytes += String(close).utf8
    }

    private mutating func breakLine(_ level: Int) {
        guard indents else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: level * 2))
    }

    private mutating func write(_ number: Int64) {
        let isExact = number.magnitude <= UInt64(JSONValue.largestInteger)
        bytes += (isExact ? String(number) : "\"\(number)\"").utf8
    }

    private mutating func write(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        if indents, text.unicodeScalars.contains(where: { $0.value >= 0x7F && TerminalText.isUnsafe($0) }) {
            for scalar in text.unicodeScalars {
                if scalar.value >= 0x7F, TerminalText.isUnsafe(scalar) {
                    let hex = String(scalar.value, radix: 16)
                    bytes += "\\u\(String(repeating: "0", count: 4 - hex.utf8.count))\(hex)".utf8
                } else {
                    write(scalar.utf8)
                }
            }
        } else {
            write(text.utf8)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func write(_ octets: some Sequence<UInt8>) {
        for octet in octets {
            switch octet {
            case UInt8(ascii: "\""): bytes += "\\\"".utf8
            case UInt8(ascii: "\\"): bytes += "\\\\".utf8
            case 0x08: bytes += "\\b".utf8
            case 0x09: bytes += "\\t".utf8
            case 0x0A: bytes += "\\n".utf8
            case 0x0C: bytes += "\\f".utf8
            case 0x0D: bytes += "\\r".utf8
            case 0..<0x20:
                let hex = String(octet, radix: 16)
                bytes += "\\u00\(hex.utf8.count < 2 ? "0" : "")\(hex)".utf8
            default: bytes.append(octet)
            }
        }
    }
}
