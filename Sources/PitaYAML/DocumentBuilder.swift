internal import CLibYAML
import PitaDiagnostics

/// Builds the tree from libyaml's events and refuses what Pita does not take.
///
/// libyaml itself lets pass duplicate keys, several documents, endless aliases, any depth and any escape.
struct DocumentBuilder {
    /// A collection that is not closed yet.
    struct Frame {
        var index: Int
        var children = 0
        /// Nodes in it, aliases expanded.
        var size = 1
        /// Levels below it, aliases expanded.
        var height = 0
        var anchor: String?
        let isMapping: Bool
    }

    /// A node that aliases may name.
    struct Anchor {
        let index: Int
        var size: Int
        var height: Int
        var isComplete: Bool
    }

    let source: SourceText
    let limits: YAMLLimits
    let offsets: CharacterOffsets
    var folded: [UInt8] = []
    var records: [Document.Record] = []
    var frames: [Frame] = []
    var anchors: [String: Anchor] = [:]
    var aliasCount = 0
    var documentCount = 0
    var found = Diagnostics()
    /// Set when going on makes no sense: a limit is reached.
    var isStopped = false

    init(source: SourceText, limits: YAMLLimits) {
        self.source = source
        self.limits = limits
        offsets = CharacterOffsets(source)
        records.reserveCapacity(source.bytes.count / 10 + 4)
    }

    /// Reads all events.
    mutating func build() throws(Diagnostics) -> Document {
        guard let reader = EventReader(source.bytes) else { throw Diagnostics("there is no memory to read YAML") }
        var isOver = false
        while !isOver, !isStopped {
            let isRead = reader.next { event in
                isOver = event.type == YAML_STREAM_END_EVENT
                take(event)
            }
            if !isRead {
                found.append(SyntaxFault.diagnostic(reader.fault, source: source, offsets: offsets))
                break
            }
        }
        try found.throwIfErrors()
        if records.isEmpty {
            records.append(
                Document.Record(start: 0, end: 0, content: 0, length: 0, next: 1, kind: .null, style: .plain))
        }
        return Document(source: source, folded: folded, records: records)
    }

    /// Records something wrong; after twenty, reading on helps nobody.
    mutating func refuse(_ message: String, _ range: Range<Int>, hint: String? = nil) {
        found.append(source.diagnostic(message, range, hint: hint))
        if found.isFull { isStopped = true }
    }

    private mutating func take(_ event: borrowing yaml_event_t) {
        let range = octets(event)
        switch event.type {
        case YAML_DOCUMENT_START_EVENT: startDocument(event, range)
        case YAML_SCALAR_EVENT: addScalar(event, range)
        case YAML_ALIAS_EVENT: addAlias(String(cString: event.data.alias.anchor), range)
        case YAML_SEQUENCE_START_EVENT:
            let start = event.data.sequence_start
            let style: Node.Style = start.style == YAML_FLOW_SEQUENCE_STYLE ? .flow : .block
            checkTag(start.tag, allowed: "seq", range)
            open(.sequence, style, anchor: start.anchor, range)
        case YAML_MAPPING_START_EVENT:
            let start = event.data.mapping_start
            let style: Node.Style = start.style == YAML_FLOW_MAPPING_STYLE ? .flow : .block
            checkTag(start.tag, allowed: "map", range)
            open(.mapping, style, anchor: start.anchor, range)
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: close(range)
        default: break
        }
    }

    private func octets(_ event: borrowing yaml_event_t) -> Range<Int> {
        let start = offsets.offset(ofCharacter: Int(event.start_mark.index))
        return start..<max(start, offsets.offset(ofCharacter: Int(event.end_mark.index)))
    }

    private mutating func startDocument(_ event: borrowing yaml_event_t, _ range: Range<Int>) {
        documentCount += 1
        if documentCount > 1 {
            refuse("a second document begins here; a file holds one", range, hint: "put it into a file of its own")
            isStopped = true
        }
        let start = event.data.document_start
        if start.tag_directives.start != start.tag_directives.end {
            refuse("a %TAG directive is not taken", range, hint: "remove it")
        }
        if let version = start.version_directive, version.pointee.major != 1 || version.pointee.minor != 2 {
            refuse(
                "the file says YAML \(version.pointee.major).\(version.pointee.minor); it is read as YAML 1.2", range,
                hint: "remove the %YAML line or write %YAML 1.2")
        }
    }

    private mutating func open(
        _ kind: Document.Record.Kind, _ style: Node.Style, anchor: UnsafeMutablePointer<yaml_char_t>?,
        _ range: Range<Int>
    ) {
        guard !isKeyExpected else {
            refuse("a key must be a text, not a collection", range, hint: "quote a key that begins with `[` or `{`")
            isStopped = true
            return
        }
        guard frames.count < limits.depth else {
            refuse("collections stand more than \(limits.depth) deep in each other here", range)
            isStopped = true
            return
        }
        let index = append(kind, style, range, content: 0, length: 0)
        var frame = Frame(index: index, isMapping: kind == .mapping)
        if let anchor {
            let name = String(cString: anchor)
            frame.anchor = name
            anchors[name] = Anchor(index: index, size: 0, height: 0, isComplete: false)
        }
        frames.append(frame)
    }

    private mutating func close(_ range: Range<Int>) {
        guard let frame = frames.popLast() else { return }
        records[frame.index].next = UInt32(records.count)
        records[frame.index].content = UInt32(frame.children)
        // A block collection's own end mark lies behind the blank lines and comments that follow it.
        let isBlock = records[frame.index].style == .block
        records[frame.index].end = isBlock ? lastEnd(of: frame) : UInt32(range.upperBound)
        if frame.isMapping { refuseDuplicateKeys(of: frame) }
        if let name = frame.anchor {
            anchors[name] = Anchor(index: frame.index, size: frame.size, height: frame.height, isComplete: true)
        }
        count(size: frame.size, height: frame.height + 1, range)
    }

    private func lastEnd(of frame: Frame) -> UInt32 {
        var end = records[frame.index].start
        var child = frame.index + 1
        while child < records.count {
            end = max(end, records[child].end)
            child = Int(records[child].next)
        }
        return end
    }

    /// Adds a node's size to what contains it.
    mutating func count(size: Int, height: Int, _ range: Range<Int>) {
        guard let last = frames.indices.last else { return }
        frames[last].size += size
        frames[last].height = max(frames[last].height, height)
        if frames[last].size > limits.nodes {
            refuse("the document has more than \(limits.nodes) values when its aliases are expanded", range)
            isStopped = true
        }
    }

    /// Whether the next node stands in the place of a mapping's key.
    var isKeyExpected: Bool {
        guard let frame = frames.last else { return false }
        return frame.isMapping && frame.children.isMultiple(of: 2)
    }

    @discardableResult
    mutating func append(
        _ kind: Document.Record.Kind, _ style: Node.Style, _ range: Range<Int>, content: Int, length: Int
    ) -> Int {
        if let last = frames.indices.last { frames[last].children += 1 }
        let index = records.count
        records.append(
            Document.Record(
                start: UInt32(range.lowerBound), end: UInt32(range.upperBound), content: UInt32(content),
                length: UInt32(length), next: UInt32(index + 1), kind: kind, style: style))
        return index
    }
}
