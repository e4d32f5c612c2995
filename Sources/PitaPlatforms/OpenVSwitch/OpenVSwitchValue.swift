import PitaDiagnostics

/// Values in the syntax of `ovs-vsctl` (ovs-vsctl(8), "Database Values") and in the JSON of OVSDB (RFC 7047, 5.1).
enum OpenVSwitchValue {
    /// A text as one atom: bare where it is a word, else a JSON string in double quotes.
    static func atom(_ text: String) -> String {
        isWord(text) ? text : jsonString(text)
    }

    /// Whether the text is read as itself without quotes.
    static func isWord(_ text: String) -> Bool {
        guard let first = text.utf8.first, first != UInt8(ascii: "-") else { return false }
        return text.utf8.allSatisfy { octet in
            switch octet {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"):
                true
            default: false
            }
        }
    }

    private static func jsonString(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            default:
                if TerminalText.isUnsafe(scalar), scalar.value < 0x10000 {
                    // Line breaks and control characters as escapes keep the command one line.
                    let digits = String(scalar.value, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }

    /// The text of a value as written: a JSON string is decoded, anything else stands for itself; `nil` when malformed.
    static func text(_ written: String) -> String? {
        guard written.hasPrefix("\"") else {
            // Outside quotes these part values from one another.
            return written.contains(where: { ",[]{}\"".contains($0) }) ? nil : written
        }
        guard case .string(let text)? = try? JSONText(written, what: "value") else { return nil }
        return text.unicodeScalars.contains("\0") ? nil : text
    }

    /// VLAN numbers in canonical form, ascending and without doubles: `10,20`; ranges are spelled out. `nil` when malformed.
    static func vlans(_ written: String) -> String? {
        var inner = written[...]
        if inner.hasPrefix("["), inner.hasSuffix("]") { inner = inner.dropFirst().dropLast() }
        guard !inner.isEmpty else { return "" }
        var numbers: Set<Int> = []
        for part in inner.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map {
                TrafficText.decimal(String($0).trimmed, in: 0...4094).flatMap { Int($0) }
            }
            guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1], first <= last
            else {
                return nil
            }
            numbers.formUnion(first...last)
        }
        return numbers.sorted().map(String.init).joined(separator: ",")
    }

    /// The members of an OVSDB set; one that is not written as a set is its only member.
    static func set(_ json: JSONText) -> [JSONText] {
        if json.elements.first == .string("set") { return json.elements.dropFirst().first?.elements ?? [] }
        return [json]
    }

    /// The pairs of an OVSDB map.
    static func map(_ json: JSONText) -> [(JSONText, JSONText)] {
        guard json.elements.first == .string("map") else { return [] }
        return (json.elements.dropFirst().first?.elements ?? []).compactMap { pair in
            pair.elements.count == 2 ? (pair.elements[0], pair.elements[1]) : nil
        }
    }

    /// The uuid of a reference.
    static func uuid(_ json: JSONText) -> String? {
        json.elements.count == 2 && json.elements[0] == .string("uuid") ? json.elements[1].scalar : nil
    }
}
