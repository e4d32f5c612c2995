import PitaDiagnostics

/// How a node becomes a value; what does not fit is thrown as a diagnostic about the node.
public struct Conversion<Value> {
    /// Converts one node.
    public let convert: (Node) throws(Diagnostics) -> Value

    /// A conversion by a closure.
    public init(_ convert: @escaping (Node) throws(Diagnostics) -> Value) { self.convert = convert }

    /// The same conversion, keeping the node.
    public var marked: Conversion<Marked<Value>> {
        Conversion<Marked<Value>> { node throws(Diagnostics) in Marked(try convert(node), node) }
    }

    /// A text (see ``Conversion/text``) that `read` understands; `what` names it in the message ("a host name").
    public static func parsed(
        as what: String, hint: String? = nil, _ read: @escaping (String) -> Value?
    ) -> Conversion<Value> {
        Conversion { node throws(Diagnostics) in
            guard let text = node.text, node.isText, let value = read(text) else {
                throw Diagnostics([node.diagnostic(Conversion<String>.mismatch(node, what), hint: hint)])
            }
            return value
        }
    }

    /// One of the words that are the raw values of an enumeration.
    public static func choice(_ type: Value.Type) -> Conversion<Value>
    where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
        let words = type.allCases.map(\.rawValue)
        return Conversion { node throws(Diagnostics) in
            let word = try Conversion<String>.oneOf(words).convert(node)
            guard let value = Value(rawValue: word) else { throw Diagnostics([node.diagnostic("unknown word")]) }
            return value
        }
    }

    /// A list; the faults of all elements are found.
    public static func list<Element>(of element: Conversion<Element>) -> Conversion<Value> where Value == [Element] {
        Conversion { node throws(Diagnostics) in
            guard node.kind == .sequence else {
                throw Diagnostics([node.diagnostic(Conversion<String>.mismatch(node, "a list"))])
            }
            var found = Diagnostics()
            var values: [Element] = []
            for item in node.elements {
                do throws(Diagnostics) {
                    values.append(try element.convert(item))
                } catch {
                    found.items += error.items
                }
            }
            if !found.items.isEmpty { throw found }
            return values
        }
    }
}

extension Conversion where Value == Node {
    /// The node itself, whatever it is.
    public static var node: Conversion { Conversion { node throws(Diagnostics) in node } }
}

extension Conversion where Value == Bool {
    /// `true` or `false`.
    public static var bool: Conversion {
        Conversion { node throws(Diagnostics) in
            guard case .bool(let value)? = node.scalar else {
                let isOldWord = node.text.map { ["yes", "no", "on", "off"].contains($0.lowercased()) } ?? false
                throw Diagnostics([
                    node.diagnostic(
                        Conversion<String>.mismatch(node, "true or false"),
                        hint: isOldWord
                            ? "write true or false; `\(node.text ?? "")` is a text in YAML 1.2"
                            : Conversion<String>.unquoted(node) { ["true", "false"].contains($0) })
                ])
            }
            return value
        }
    }
}

extension Conversion where Value == Int {
    /// A whole number.
    public static var int: Conversion { int(in: Int.min...Int.max) }

    /// A whole number within bounds.
    public static func int(in range: ClosedRange<Int>) -> Conversion {
        Conversion { node throws(Diagnostics) in
            let bounds = range == Int.min...Int.max ? "" : " from \(range.lowerBound) to \(range.upperBound)"
            guard case .int(let number)? = node.scalar, let value = Int(exactly: number), range.contains(value) else {
                throw Diagnostics([
                    node.diagnostic(
                        Conversion<String>.mismatch(node, "a whole number" + bounds),
                        hint: Conversion<String>.unquoted(node) { Int($0).map(range.contains) == true })
                ])
            }
            return value
        }
    }
}

extension Conversion where Value == Double {
    /// A number, whole or not, within bounds.
    public static func number(in range: ClosedRange<Double>) -> Conversion {
        Conversion { node throws(Diagnostics) in
            let number: Double?
            switch node.scalar {
            case .int(let value)?: number = Double(value)
            case .float(let value)?: number = value
            default: number = nil
            }
            guard let number, range.contains(number) else {
                throw Diagnostics([
                    node.diagnostic(
                        Conversion<String>.mismatch(
                            node, "a number from \(range.lowerBound) to \(range.upperBound)"),
                        hint: Conversion<String>.unquoted(node) { Double($0).map(range.contains) == true })
                ])
            }
            return number
        }
    }
}
