/// The shape of a whole line, as a value: everything stands for itself but
///
///     *    any run, also none          ?    one octet
///     \d   one digit                   \#   one or more digits
///     \L   one or more letters         \s   one or more blanks
///     \T   one or more letters, digits, `_` and `-`
///
/// and `\` takes any other character for itself.
///
/// `[*@*] *>*` is a RouterOS prompt, `*#` an IOS one. Matching takes at most the product of both lengths.
public struct LinePattern: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    private enum Kind: Hashable, Sendable {
        case octet(UInt8)
        case any, digit, letter, blank, tag

        func fits(_ octet: UInt8) -> Bool {
            switch self {
            case .octet(let wanted): wanted == octet
            case .any: true
            case .digit: Self.isDigit(octet)
            case .letter: Self.isLetter(octet)
            case .blank: octet == 0x20
            case .tag:
                Self.isDigit(octet) || Self.isLetter(octet) || octet == UInt8(ascii: "_") || octet == UInt8(ascii: "-")
            }
        }

        /// The one octet that fits; `nil` where several do.
        var fixed: UInt8? { if case .octet(let octet) = self { octet } else { nil } }

        private static func isDigit(_ octet: UInt8) -> Bool { (0x30...0x39).contains(octet) }
        private static func isLetter(_ octet: UInt8) -> Bool { (0x61...0x7A).contains(octet | 0x20) }
    }

    private struct Element: Hashable, Sendable {
        var kind: Kind
        /// Whether it stands for any number of octets, also none.
        var isRun = false
    }

    /// The pattern as it was written.
    public let description: String
    private let elements: [Element]
    /// The octets that it begins with: most lines are told by them to be none of its.
    private let beginning: [UInt8]

    /// A pattern from its text.
    public init(_ text: String) {
        description = text
        var elements: [Element] = []
        func addSome(_ kind: Kind) { elements += [Element(kind: kind), Element(kind: kind, isRun: true)] }
        var escaped = false
        for octet in text.utf8 {
            switch (escaped, octet) {
            case (false, UInt8(ascii: "\\")):
                escaped = true
                continue
            case (false, UInt8(ascii: "*")): elements.append(Element(kind: .any, isRun: true))
            case (false, UInt8(ascii: "?")): elements.append(Element(kind: .any))
            case (true, UInt8(ascii: "d")): elements.append(Element(kind: .digit))
            case (true, UInt8(ascii: "#")): addSome(.digit)
            case (true, UInt8(ascii: "L")): addSome(.letter)
            case (true, UInt8(ascii: "s")): addSome(.blank)
            case (true, UInt8(ascii: "T")): addSome(.tag)
            default: elements.append(Element(kind: .octet(octet)))
            }
            escaped = false
        }
        if escaped { elements.append(Element(kind: .octet(UInt8(ascii: "\\")))) }
        self.elements = elements
        beginning = elements.prefix { !$0.isRun }.map(\.kind.fixed).prefix { $0 != nil }.compactMap(\.self)
    }

    /// A pattern from its text.
    public init(stringLiteral text: String) { self.init(text) }

    /// A pattern that a text matches exactly, whatever stands in it.
    public static func exactly(_ text: String) -> LinePattern {
        var escaped = ""
        for character in text {
            if character == "*" || character == "?" || character == "\\" { escaped.append("\\") }
            escaped.append(character)
        }
        return LinePattern(escaped)
    }

    /// Whether the whole text has this shape.
    public func matches(_ text: String) -> Bool { matches(text.utf8.span) }

    /// Whether the whole text has this shape.
    public func matches(_ text: Substring) -> Bool { matches(text.utf8.span) }

    private func matches(_ octets: Span<UInt8>) -> Bool {
        guard octets.count >= beginning.count else { return false }
        for place in beginning.indices where octets[place] != beginning[place] { return false }
        // The places in the pattern at which a match may stand, in ascending order.
        var places: [Int] = []
        var next: [Int] = []
        add(0, to: &places)
        for index in octets.indices {
            next.removeAll(keepingCapacity: true)
            for place in places where place < elements.count && elements[place].kind.fits(octets[index]) {
                add(elements[place].isRun ? place : place + 1, to: &next)
            }
            guard !next.isEmpty else { return false }
            swap(&places, &next)
        }
        return places.last == elements.count
    }

    /// Adds a place, and those that are reached from it without an octet.
    private func add(_ place: Int, to places: inout [Int]) {
        var place = place
        // What is reached from one place is a row without gaps, so that a smaller one is there already.
        while place > places.last ?? -1 {
            places.append(place)
            guard place < elements.count, elements[place].isRun else { return }
            place += 1
        }
    }
}
