import PitaDiagnostics

/// A value in a YAML file, with its place: a cheap handle on the file's immutable tree. Aliases are followed silently.
public struct Node: Sendable {
    /// What a node is.
    public enum Kind: Hashable, Sendable {
        /// Text, a number, true, false or nothing.
        case scalar
        /// A list.
        case sequence
        /// Keys with values.
        case mapping
    }

    /// How a node is written.
    public enum Style: UInt8, Hashable, Sendable {
        /// A scalar without quotes.
        case plain
        /// A scalar in `'`.
        case singleQuoted
        /// A scalar in `"`.
        case doubleQuoted
        /// A scalar after `|`.
        case literal
        /// A scalar after `>`.
        case folded
        /// A collection by indentation.
        case block
        /// A collection in `[]` or `{}`.
        case flow
    }

    let document: Document
    let index: Int

    init(document: Document, index: Int) {
        self.document = document
        self.index = document.resolved(index)
    }

    private var record: Document.Record { document.records[index] }

    /// What the node is.
    public var kind: Kind {
        switch record.kind {
        case .sequence: .sequence
        case .mapping: .mapping
        default: .scalar
        }
    }

    /// How the node is written.
    public var style: Style { record.style }

    /// Where the node begins.
    public var mark: SourceMark { document.source.mark(at: Int(record.start)) }

    /// Where the node ends: the place after its last character.
    public var end: SourceMark { document.source.mark(at: Int(record.end)) }

    /// The octets of the file that the node takes, quotes included.
    public var range: Range<Int> { Int(record.start)..<Int(max(record.start, record.end)) }

    /// The name of the file.
    public var file: String { document.source.file }

    /// The octets of the whole file.
    public var source: [UInt8] { document.source.bytes }

    /// The value of a scalar; `nil` for a collection.
    public var scalar: Scalar? {
        switch record.kind {
        case .null: .null
        case .yes: .bool(true)
        case .no: .bool(false)
        case .int: ScalarResolution.integer(document.content(index)).map(Scalar.int)
        case .float: Double(document.content(index)).map(Scalar.float)
        case .text: .text(document.content(index))
        case .sequence, .mapping, .alias: nil
        }
    }

    /// What a scalar says, as text, whatever its type: `0x1F` is "0x1F"; `nil` for a collection.
    public var text: String? { kind == .scalar ? document.content(index) : nil }

    /// Whether it is a text, not a number, true, false, nothing or a collection.
    public var isText: Bool { record.kind == .text }

    /// Whether it is nothing: `null`, `~` or an empty place.
    public var isNull: Bool { record.kind == .null }

    /// The elements of a list; empty for anything else.
    public var elements: [Node] {
        guard record.kind == .sequence else { return [] }
        var result: [Node] = []
        result.reserveCapacity(count)
        document.forEachChild(of: index) { result.append(Node(document: document, index: $0)) }
        return result
    }

    /// The entries of a mapping in the order written; empty for anything else.
    public var entries: [Entry] {
        guard record.kind == .mapping else { return [] }
        var result: [Entry] = []
        result.reserveCapacity(count)
        var key: Int?
        document.forEachChild(of: index) { child in
            if let found = key {
                result.append(
                    Entry(
                        key: Node(document: document, index: found), value: Node(document: document, index: child)))
                key = nil
            } else {
                key = child
            }
        }
        return result
    }

    /// How many elements or entries a collection has; 0 for a scalar.
    public var count: Int {
        switch record.kind {
        case .sequence: Int(record.content)
        case .mapping: Int(record.content) / 2
        default: 0
        }
    }

    /// The value of a key of a mapping.
    public subscript(_ key: String) -> Node? {
        document.entry(named: key, of: index).map { Node(document: document, index: $0.value) }
    }

    /// What the node is, for a sentence: "a mapping", "a list", "text", "a whole number", "a number", "true",
    /// "false", "nothing".
    public var kindName: String {
        switch record.kind {
        case .null: "nothing"
        case .yes: "true"
        case .no: "false"
        case .int: "a whole number"
        case .float: "a number"
        case .text: "text"
        case .sequence: "a list"
        case .mapping, .alias: "a mapping"
        }
    }

    /// Whether the node's line may show a credential, so that no sentence may quote what stands there.
    public var isCredential: Bool { document.source.credential(at: Int(record.start)) != nil }

    /// A diagnostic about the node as a key: it shows the key, and never what stands behind it.
    public func keyDiagnostic(_ message: String, hint: String? = nil) -> Diagnostic {
        document.source.keyDiagnostic(message, range, hint: hint)
    }

    /// A diagnostic about the node, with its place, line and caret. A line that may show a credential is left out, and what
    /// the sentences quote of it is masked.
    public func diagnostic(
        _ message: String, hint: String? = nil, severity: Diagnostic.Severity = .error
    ) -> Diagnostic {
        document.source.diagnostic(message, range, hint: hint, severity: severity)
    }
}

/// A key of a mapping with its value.
public struct Entry: Sendable {
    /// The key, always a scalar.
    public let key: Node
    /// The value.
    public let value: Node

    /// The key's text.
    public var name: String { key.document.content(key.index) }
}
