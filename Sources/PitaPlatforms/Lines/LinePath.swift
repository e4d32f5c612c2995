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
        let places = separators(in: text)
        guard !places.isEmpty else { return [text] }
        let starts = [text.startIndex] + places.map { text.utf8.index($0, offsetBy: separator.utf8.count) }
        return zip(starts, places + [text.endIndex]).map { String(text[$0..<$1]) }
    }

    /// The place of the block that an object stands in, without all the parts: `policy-map` `PM-A` of its classes.
    static func parent(of id: ObjectID) -> ObjectID {
        let sections = separators(in: id.section)
        guard let last = sections.last else { return ObjectID(section: "", key: "") }
        let keys = separators(in: id.key)
        // Of a key with fewer parts than the section it is the part before its last.
        guard keys.count >= sections.count else {
            return LinePath(id).parent.id
        }
        return ObjectID(section: String(id.section[..<last]), key: String(id.key[..<keys[sections.count - 1]]))
    }

    /// Where the signs between the parts of a section or key stand.
    private static func separators(in text: String) -> [String.Index] {
        var (found, bytes) = ([String.Index](), text.utf8[...])
        let sign = UInt8(ascii: ">")
        while let place = bytes.firstIndex(of: sign) {
            let (blank, next) = (UInt8(ascii: " "), text.utf8.index(after: place))
            let isBetween =
                place > bytes.startIndex && text.utf8[text.utf8.index(before: place)] == blank
                && next < text.utf8.endIndex && text.utf8[next] == blank
            if isBetween { found.append(text.utf8.index(before: place)) }
            bytes = text.utf8[(isBetween ? text.utf8.index(after: next) : next)...]
        }
        return found
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
