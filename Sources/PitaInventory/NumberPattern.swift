/// How the numbers of a series of letters are written: `000.7.5/{number:03}/BA/DISKOMINFO/{year}`.
public struct NumberPattern: Hashable, Sendable, CustomStringConvertible {
    private enum Part: Hashable {
        case text(String)
        case number(digits: Int)
        case year
    }

    /// The pattern as written.
    public let description: String
    private let parts: [Part]

    /// Reads a pattern; `nil` unless it has `{number}` (or `{number:03}`, zeros to the left) and `{year}` once each and
    /// no other braces. Without the year two years' letters would carry the same number.
    public init?(_ text: String) {
        guard text.utf8.count <= 120 else { return nil }
        var parts: [Part] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}"), let field = Self.field(rest[open...close]) else {
                return nil
            }
            parts += [.text(String(rest[..<open])), field]
            rest = rest[rest.index(after: close)...]
        }
        parts.append(.text(String(rest)))
        let numbers = parts.filter { if case .number = $0 { true } else { false } }
        let hasStrayBrace = parts.contains { if case .text(let text) = $0 { text.contains("}") } else { false } }
        guard numbers.count == 1, parts.filter({ $0 == .year }).count == 1, !hasStrayBrace else { return nil }
        description = text
        self.parts = parts
    }

    private static func field(_ text: Substring) -> Part? {
        switch text {
        case "{number}": return .number(digits: 1)
        case "{year}": return .year
        default:
            guard text.hasPrefix("{number:0"), let digits = Int(text.dropFirst(9).dropLast()), (1...9).contains(digits)
            else { return nil }
            return .number(digits: digits)
        }
    }

    /// The number of a letter: `000.7.5/007/BA/DISKOMINFO/2026`.
    public func text(number: Int, year: Int) -> String {
        parts.map { part in
            switch part {
            case .text(let text): return text
            case .year: return String(year)
            case .number(let digits):
                let plain = String(number)
                return String(repeating: "0", count: max(0, digits - plain.count)) + plain
            }
        }.joined()
    }
}
