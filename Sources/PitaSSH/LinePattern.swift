/// The shape of a whole line, as a value: `*` any run, `?` one octet, `\d` one digit, `\` before any other character
/// takes it for itself; everything else stands for itself.
///
/// `[*@*] *>*` is a RouterOS prompt, `*#` an IOS one. Matching takes at most the product of both lengths.
public struct LinePattern: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    private enum Element: Hashable, Sendable {
        case octet(UInt8)
        case any
        case digit
        case run
    }

    /// The pattern as it was written.
    public let description: String
    private let elements: [Element]

    /// A pattern from its text.
    public init(_ text: String) {
        description = text
        var elements: [Element] = []
        var escaped = false
        for octet in text.utf8 {
            switch (escaped, octet) {
            case (false, UInt8(ascii: "\\")): escaped = true
            case (false, UInt8(ascii: "*")): elements.append(.run)
            case (false, UInt8(ascii: "?")): elements.append(.any)
            case (true, UInt8(ascii: "d")):
                elements.append(.digit)
                escaped = false
            default:
                elements.append(.octet(octet))
                escaped = false
            }
        }
        if escaped { elements.append(.octet(UInt8(ascii: "\\"))) }
        self.elements = elements
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
    public func matches(_ text: String) -> Bool { matches(Array(text.utf8)) }

    func matches(_ text: [UInt8]) -> Bool {
        var place = 0
        var index = 0
        var run: (place: Int, index: Int)?
        while index < text.count {
            if place < elements.count, elements[place] == .run {
                run = (place + 1, index)
                place += 1
            } else if place < elements.count, Self.fits(elements[place], text[index]) {
                place += 1
                index += 1
            } else if let last = run {
                run = (last.place, last.index + 1)
                place = last.place
                index = last.index + 1
            } else {
                return false
            }
        }
        return elements[place...].allSatisfy { $0 == .run }
    }

    private static func fits(_ element: Element, _ octet: UInt8) -> Bool {
        switch element {
        case .octet(let wanted): wanted == octet
        case .any: true
        case .digit: (0x30...0x39).contains(octet)
        case .run: false
        }
    }
}
