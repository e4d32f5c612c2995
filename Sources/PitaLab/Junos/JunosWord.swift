/// A word of a Junos line: text in quotes is one word.
struct JunosWord: Equatable {
    var text: String
    var column: Int

    /// Nil when a quote is left open.
    static func split(_ line: String) -> [JunosWord]? {
        var words: [JunosWord] = []
        var word: String?
        var start = 0
        var isQuoted = false
        var isEscaped = false
        for (column, character) in line.enumerated() {
            if isEscaped {
                word?.append(character)
                isEscaped = false
            } else if isQuoted, character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                isQuoted.toggle()
                if word == nil {
                    word = ""
                    start = column
                }
            } else if !isQuoted, character == " " || character == "\t" {
                if let word { words.append(.init(text: word, column: start)) }
                word = nil
            } else {
                if word == nil { start = column }
                word = (word ?? "") + String(character)
            }
        }
        if isQuoted { return nil }
        return word.map { words + [.init(text: $0, column: start)] } ?? words
    }

    /// A value as it is printed.
    static func quoted(_ text: String) -> String {
        let isPlain =
            !text.isEmpty
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_./:@*$%,+=".contains($0)) }
        if isPlain { return text }
        return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}

/// A value of a Junos statement.
enum JunosValue: Sendable, Equatable {
    case word, address, prefix, rate, size, interface
    case number(ClosedRange<Int>)
    case choice([String])

    init?(_ text: String) {
        switch text {
        case "WORD": self = .word
        case "A.B.C.D": self = .address
        case "PREFIX": self = .prefix
        case "RATE": self = .rate
        case "SIZE": self = .size
        case "IFACE": self = .interface
        default:
            if text.hasPrefix("{") {
                self = .choice(text.dropFirst().dropLast().split(separator: "|").map(String.init))
            } else if case .number(let range)? = ValueKind(text) {
                self = .number(range)
            } else {
                return nil
            }
        }
    }

    /// The value in the device's form; nil when it is none.
    func read(_ text: String) -> String? {
        switch self {
        case .word: return text
        case .address: return IPv4.parse(text).map(IPv4.text)
        case .prefix: return IPv4.parsePrefix(text).map { "\(IPv4.text($0.address))/\($0.length)" }
        case .rate: return Self.amount(text).flatMap { (8000...100_000_000_000).contains($0) ? text : nil }
        case .size: return Self.amount(text).flatMap { (1500...100_000_000_000).contains($0) ? text : nil }
        case .interface:
            let kinds = ["ge-", "xe-", "et-", "fe-", "ae", "irb", "lo", "vlan", "vme", "me", "fxp"]
            return kinds.contains { text.hasPrefix($0) } && text.contains { $0.isNumber } || text == "irb"
                || text == "vlan" ? text : nil
        case .number(let range):
            return Int(text).flatMap { range.contains($0) && text.allSatisfy(\.isNumber) ? String($0) : nil }
        case .choice(let words):
            if words.contains(text) { return text }
            let short = words.filter { $0.hasPrefix(text) }
            return short.count == 1 ? short[0] : nil
        }
    }

    /// `10m` as a number; suffixes are decimal and in small letters.
    static func amount(_ text: String) -> Int? {
        let scale = ["k": 1000, "m": 1_000_000, "g": 1_000_000_000][text.last.map(String.init) ?? ""]
        let digits = scale == nil ? text[...] : text.dropLast()
        guard digits.utf8.count <= 12, digits.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(digits) else {
            return nil
        }
        return number * (scale ?? 1)
    }
}
