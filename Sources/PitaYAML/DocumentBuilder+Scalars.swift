internal import CLibYAML
import PitaDiagnostics

extension DocumentBuilder {
    /// Takes a scalar: its text, its type, its tag.
    mutating func addScalar(_ event: borrowing yaml_event_t, _ range: Range<Int>) {
        let scalar = event.data.scalar
        let octets = UnsafeBufferPointer<UInt8>(start: scalar.value, count: scalar.length)
        let style = Self.style(scalar.style)
        let isKey = isKeyExpected
        // Only these two styles can hold what the file itself does not: escapes.
        if style == .doubleQuoted { checkEscapes(octets, range) }
        var kind = Document.Record.Kind.text
        if isKey {
            checkKey(octets, style, range)
        } else {
            kind = self.kind(of: octets, style: style, tag: scalar.tag, range)
        }
        let place = place(of: octets, range)
        let index = append(kind, style, range, content: place, length: octets.count)
        if let anchor = scalar.anchor {
            anchors[String(cString: anchor)] = Anchor(index: index, size: 1, height: 0, isComplete: true)
        }
        count(size: 1, height: 0, range)
    }

    /// Takes an alias, within the bounds that keep an expanded document small.
    mutating func addAlias(_ name: String, _ range: Range<Int>) {
        if isKeyExpected { refuse("a key cannot be an alias", range, hint: "write the key itself") }
        aliasCount += 1
        guard aliasCount <= limits.aliases else {
            refuse("the document has more than \(limits.aliases) aliases", range)
            isStopped = true
            return
        }
        guard let anchor = anchors[name] else {
            refuse(
                "the alias `*\(name)` names no anchor above it", range,
                hint: Suggestion.hint(for: name, among: anchors.keys))
            append(.null, .plain, range, content: range.lowerBound, length: 0)
            return
        }
        guard anchor.isComplete else {
            refuse("the alias `*\(name)` stands inside what it names, so it would never end", range)
            append(.null, .plain, range, content: range.lowerBound, length: 0)
            return
        }
        if frames.count + anchor.height >= limits.depth {
            refuse("collections stand more than \(limits.depth) deep in each other through this alias", range)
        }
        append(.alias, .plain, range, content: anchor.index, length: 0)
        count(size: anchor.size, height: anchor.height, range)
    }

    /// Refuses a tag that is not the core schema's tag of such a collection.
    mutating func checkTag(_ tag: UnsafeMutablePointer<yaml_char_t>?, allowed: String, _ range: Range<Int>) {
        guard let tag else { return }
        let name = String(cString: tag)
        if name != Self.corePrefix + allowed && name != "!" { refuseTag(name, range) }
    }

    private static let corePrefix = "tag:yaml.org,2002:"

    private mutating func refuseTag(_ name: String, _ range: Range<Int>) {
        let shown = name.hasPrefix(Self.corePrefix) ? "!!" + name.dropFirst(Self.corePrefix.count) : name
        refuse("the tag `\(shown)` is not taken here", range, hint: "remove it; quotes make a text of anything")
    }

    private static func style(_ style: yaml_scalar_style_t) -> Node.Style {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: .literal
        case YAML_FOLDED_SCALAR_STYLE: .folded
        default: .plain
        }
    }

    /// Where the text stands: in the file itself when it reads there as it is, else in the buffer of folded texts.
    private mutating func place(of octets: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
        guard !octets.isEmpty else { return range.lowerBound }
        for start in [range.lowerBound, range.lowerBound + 1] where start + octets.count <= source.bytes.count {
            if source.bytes[start..<start + octets.count].elementsEqual(octets) { return start }
        }
        let place = source.bytes.count + folded.count
        folded.append(contentsOf: octets)
        return place
    }

    private mutating func checkEscapes(_ octets: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        guard !octets.allSatisfy({ (0x20..<0x7F).contains($0) }) else { return }
        for scalar in String(decoding: octets, as: UTF8.self).unicodeScalars
        where TerminalText.isUnsafe(scalar) && scalar != "\n" && scalar != "\t" {
            let code = SourceText.code(of: scalar)
            refuse(
                "the text holds the control character \(code)", range,
                hint: "of the control characters only \\n and \\t are taken")
            return
        }
    }

    private mutating func checkKey(
        _ octets: UnsafeBufferPointer<UInt8>, _ style: Node.Style, _ range: Range<Int>
    ) {
        if octets.isEmpty { refuse("a key is empty", range, hint: "write a name before the colon") }
        if style == .plain, octets.elementsEqual([UInt8(ascii: "<"), UInt8(ascii: "<")]) {
            refuse(
                "the merge key `<<` is not part of YAML 1.2", range,
                hint: "write the keys out, or let the office, platform or segment give the variables")
        }
    }

    private mutating func kind(
        of octets: UnsafeBufferPointer<UInt8>, style: Node.Style, tag: UnsafeMutablePointer<yaml_char_t>?,
        _ range: Range<Int>
    ) -> Document.Record.Kind {
        guard let tag else { return style == .plain ? plainKind(octets, range) : .text }
        let name = String(cString: tag)
        let wanted: [Document.Record.Kind]
        switch name {
        case "!", Self.corePrefix + "str": return .text
        case Self.corePrefix + "null": wanted = [.null]
        case Self.corePrefix + "bool": wanted = [.yes, .no]
        case Self.corePrefix + "int": wanted = [.int]
        case Self.corePrefix + "float": wanted = [.float, .int]
        default:
            refuseTag(name, range)
            return .text
        }
        let kind = plainKind(octets, range)
        if !wanted.contains(kind) { refuse("the value does not fit its tag", range, hint: "remove the tag") }
        return kind == .int && wanted.contains(.float) ? .float : kind
    }

    private mutating func plainKind(
        _ octets: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
    ) -> Document.Record.Kind {
        switch ScalarResolution.meaning(of: octets) {
        case .value(let kind): return kind
        case .refused(let message, let hint):
            refuse(message, range, hint: hint)
            return .text
        }
    }

    /// Refuses keys that stand twice in a mapping; the texts are compared, so `a` and `"a"` are the same key.
    mutating func refuseDuplicateKeys(of frame: Frame) {
        guard frame.children > 2 else { return }
        var seen: [Int: Int] = [:]
        var keys: [Int] = []
        keys.reserveCapacity(frame.children / 2)
        var key = frame.index + 1
        while key < records.count {
            let earlier: Int?
            if frame.children <= 32 {
                earlier = keys.first { isSameText($0, key) }
            } else {
                let hash = hash(key)
                earlier = seen[hash].flatMap { isSameText($0, key) ? $0 : nil }
                seen[hash] = key
            }
            if let earlier { refuseDuplicate(key, earlier) }
            keys.append(key)
            key = Int(records[Int(records[key].next)].next)
        }
    }

    private mutating func refuseDuplicate(_ key: Int, _ earlier: Int) {
        let line = source.mark(at: Int(records[earlier].start)).line
        let name = String(decoding: text(key), as: UTF8.self)
        refuse(
            "the key `\(name.prefix(60))` stands twice in this mapping",
            Int(records[key].start)..<Int(records[key].end), hint: "it stands first in line \(line)")
    }

    private func text(_ index: Int) -> ArraySlice<UInt8> {
        let record = records[index]
        let offset = Int(record.content)
        let isFolded = offset >= source.bytes.count && record.length > 0
        let start = isFolded ? offset - source.bytes.count : offset
        return isFolded ? folded[start..<start + Int(record.length)] : source.bytes[start..<start + Int(record.length)]
    }

    private func isSameText(_ left: Int, _ right: Int) -> Bool {
        records[left].length == records[right].length && text(left).elementsEqual(text(right))
    }

    private func hash(_ index: Int) -> Int {
        var hasher = Hasher()
        text(index).withUnsafeBytes { hasher.combine(bytes: $0) }
        return hasher.finalize()
    }
}
