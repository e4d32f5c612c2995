import PitaDiagnostics
import PitaNetwork
import PitaYAML

extension Office {
    /// The edit of a segment's file that renews its allocation; comments, quotes and layout stay as they are.
    ///
    /// The edited file is parsed again, and everything in it but the allocation is proved to be the same.
    public func allocationEdit(segment name: String, to pair: BandwidthPair) throws(Diagnostics) -> FileEdit {
        guard let segment = segments[name] else {
            throw Diagnostics(
                "there is no segment `\(name)`", hint: Suggestion.hint(for: name, among: segmentNames))
        }
        guard pair.download.bitsPerSecond > 0, pair.upload.bitsPerSecond > 0 else {
            throw Diagnostics("a bandwidth of nothing cannot be given to `\(name)`")
        }
        if let capacity = links[segment.accessLink]?.capacity,
            pair.download > capacity.download || pair.upload > capacity.upload
        {
            throw Diagnostics(
                "\(pair) is more than the access link `\(segment.accessLink)` of `\(name)` carries, \(capacity)")
        }
        let node = segment.allocationNode
        let source = node.source
        let written = Array(source[node.range])
        let plain = Array((node.text ?? "").utf8)
        let quote = written.first.flatMap { [UInt8(ascii: "'"), UInt8(ascii: "\"")].contains($0) ? $0 : nil }
        let marks = quote.map { [$0] } ?? []
        guard written == marks + plain + marks else {
            throw Diagnostics([
                node.diagnostic(
                    "this allocation cannot be edited where it stands",
                    hint: "write it as a plain `20M/10M`, without anchor, tag or block")
            ])
        }
        let edit = FileEdit(
            file: segment.file, range: node.range, expected: written,
            replacement: marks + Array(pair.description.utf8) + marks, fileSize: source.count)
        try prove(edit, node: node, pair: pair, source: source)
        return edit
    }

    private func prove(
        _ edit: FileEdit, node: Node, pair: BandwidthPair, source: [UInt8]
    ) throws(Diagnostics) {
        let before = try YAML.parse(source, file: edit.file)
        let after = try YAML.parse(try edit.apply(to: source), file: edit.file)
        guard after["allocation"]?.text == pair.description, Self.isSame(before, after, except: "allocation") else {
            throw Diagnostics([
                node.diagnostic(
                    "this allocation cannot be edited: the file would say something else too",
                    hint: "write it as a plain `20M/10M` that no alias names")
            ])
        }
    }

    /// Whether two trees say the same, but for one key of the outermost mapping.
    private static func isSame(_ left: Node, _ right: Node, except key: String?) -> Bool {
        guard left.kind == right.kind, left.count == right.count else { return false }
        switch left.kind {
        case .scalar: return left.scalar == right.scalar
        case .sequence: return zip(left.elements, right.elements).allSatisfy { isSame($0, $1, except: nil) }
        case .mapping:
            return zip(left.entries, right.entries).allSatisfy { first, second in
                first.name == second.name && (first.name == key || isSame(first.value, second.value, except: nil))
            }
        }
    }
}
