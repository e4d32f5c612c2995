import PitaDiagnostics

/// One parsed file: its text and its nodes in one flat array, in the order written. Immutable, so shared freely.
final class Document: Sendable {
    /// One node, 24 octets; a collection is followed by its contents, a mapping's as key, value, key, value.
    struct Record: Sendable {
        enum Kind: UInt8, Sendable {
            case null, yes, no, int, float, text, sequence, mapping, alias
        }
        /// The octets that the node takes in the file.
        var start: UInt32
        var end: UInt32
        /// A scalar's text: offset into the file, or beyond its end into ``Document/folded``. An alias: its target.
        /// A collection: how many children.
        var content: UInt32
        var length: UInt32
        /// The index after the node and all it contains.
        var next: UInt32
        var kind: Kind
        var style: Node.Style
    }

    let source: SourceText
    /// The texts of scalars that do not stand in the file as they read: escapes, folds, block scalars.
    let folded: [UInt8]
    let records: [Record]

    init(source: SourceText, folded: [UInt8], records: [Record]) {
        self.source = source
        self.folded = folded
        self.records = records
    }

    /// Lends the octets of a scalar's text.
    func withContent<Result>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let record = records[index]
        let offset = Int(record.content)
        let isFolded = offset >= source.bytes.count && record.length > 0
        return (isFolded ? folded : source.bytes).withUnsafeBufferPointer { buffer in
            let start = isFolded ? offset - source.bytes.count : min(offset, buffer.count)
            return body(UnsafeBufferPointer(rebasing: buffer[start..<start + Int(record.length)]))
        }
    }

    func content(_ index: Int) -> String {
        withContent(index) { String(decoding: $0, as: UTF8.self) }
    }

    /// Follows an alias to what it stands for.
    func resolved(_ index: Int) -> Int {
        records[index].kind == .alias ? Int(records[index].content) : index
    }

    /// Walks the children of a collection; an alias is given as it stands.
    func forEachChild(of index: Int, _ body: (Int) -> Void) {
        var child = index + 1
        let end = Int(records[index].next)
        while child < end {
            body(child)
            child = Int(records[child].next)
        }
    }

    /// The key and the value of an entry of a mapping.
    func entry(named name: String, of index: Int) -> (key: Int, value: Int)? {
        guard records[index].kind == .mapping else { return nil }
        let end = Int(records[index].next)
        var name = name
        return name.withUTF8 { wanted in
            source.bytes.withUnsafeBufferPointer { source in
                var key = index + 1
                while key < end {
                    let record = records[key]
                    let value = Int(record.next)
                    if Int(record.length) == wanted.count, isContent(key, record, wanted, source) {
                        return (key, value)
                    }
                    key = Int(records[value].next)
                }
                return nil
            }
        }
    }

    /// Whether a scalar's text is `wanted`, of the same length; octet by octet, because keys are short and many.
    private func isContent(
        _ index: Int, _ record: Record, _ wanted: UnsafeBufferPointer<UInt8>, _ source: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        let start = Int(record.content)
        guard start + wanted.count <= source.count else { return withContent(index) { $0.elementsEqual(wanted) } }
        for place in 0..<wanted.count where source[start + place] != wanted[place] { return false }
        return true
    }
}
