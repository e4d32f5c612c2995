/// The lines that lead to a block, from the top: `policy-map PM-A`, `class class-default`.
struct LinePath: Hashable, Sendable {
    /// One line: the words of its kind and what follows them.
    struct Step: Hashable, Sendable {
        let kind: String
        let name: String

        var line: String { name.isEmpty ? kind : "\(kind) \(name)" }
    }

    /// Between the parts of a path in an ``ObjectID``; no line of a config holds it.
    static let separator = " > "

    private(set) var steps: [Step] = []
    /// The place of the block that the path leads to.
    private(set) var id = ObjectID(section: "", key: "")

    /// The top.
    init() {}

    /// The path of an object: section `policy-map > class`, key `PM-A > class-default`.
    init(_ id: ObjectID) {
        self.id = id
        guard id.section.utf8.contains(UInt8(ascii: ">")) else {
            steps = [Step(kind: id.section, name: id.key)]
            return
        }
        steps = zip(Self.parts(of: id.section), Self.parts(of: id.key)).map { Step(kind: $0, name: $1) }
    }

    /// The parts of a section or key.
    static func parts(of text: String) -> [String] {
        let (bytes, blank) = (text.utf8, UInt8(ascii: " "))
        var parts: [String] = []
        var (start, place) = (text.startIndex, text.startIndex)
        while let sign = bytes[place...].firstIndex(of: UInt8(ascii: ">")) {
            let next = bytes.index(after: sign)
            place = next
            guard sign > start, next < text.endIndex, bytes[next] == blank,
                bytes[bytes.index(before: sign)] == blank
            else { continue }
            parts.append(String(text[start..<bytes.index(before: sign)]))
            start = bytes.index(after: next)
            place = start
        }
        return parts + [String(text[start...])]
    }

    /// The path to a block within this one.
    func appending(_ kind: String, _ name: String) -> LinePath {
        var path = self
        path.id =
            steps.isEmpty
            ? ObjectID(section: kind, key: name)
            : ObjectID(section: id.section + Self.separator + kind, key: id.key + Self.separator + name)
        path.steps.append(Step(kind: kind, name: name))
        return path
    }

    /// The path without its last line.
    var parent: LinePath { steps.dropLast().reduce(LinePath()) { $0.appending($1.kind, $1.name) } }

    /// The places of the blocks around this one, the outermost first.
    var ancestors: [ObjectID] {
        var path = LinePath()
        return steps.dropLast().map { step in
            path = path.appending(step.kind, step.name)
            return path.id
        }
    }

    /// The lines, each a blank deeper than the one before.
    var lines: [String] { steps.enumerated().map { String(repeating: " ", count: $0.offset) + $0.element.line } }
}

extension ObjectID {
    /// Whether it may stand in another object; a section of the top holds no sign of it.
    var isInner: Bool { section.utf8.contains(UInt8(ascii: ">")) }
}
