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

    /// The top.
    init() {}

    /// The path of an object: section `policy-map > class`, key `PM-A > class-default`.
    init(_ id: ObjectID) {
        guard id.section.utf8.contains(UInt8(ascii: ">")) else {
            steps = [Step(kind: id.section, name: id.key)]
            return
        }
        let kinds = id.section.components(separatedBy: Self.separator)
        let names = id.key.components(separatedBy: Self.separator)
        steps = zip(kinds, names).map { Step(kind: $0, name: $1) }
    }

    /// The parts of a section or key.
    static func parts(of text: String) -> [String] { text.components(separatedBy: separator) }

    /// The place of the block that the path leads to.
    var id: ObjectID {
        ObjectID(
            section: steps.map(\.kind).joined(separator: Self.separator),
            key: steps.map(\.name).joined(separator: Self.separator))
    }

    /// The path to a block within this one.
    func appending(_ kind: String, _ name: String) -> LinePath {
        var path = self
        path.steps.append(Step(kind: kind, name: name))
        return path
    }

    /// The path without its last line.
    var parent: LinePath {
        var path = self
        if !path.steps.isEmpty { path.steps.removeLast() }
        return path
    }

    /// The places of the blocks around this one, the outermost first.
    var ancestors: [ObjectID] {
        (1..<max(1, steps.count)).map { count in
            var path = LinePath()
            path.steps = Array(steps.prefix(count))
            return path.id
        }
    }

    /// The lines, each a blank deeper than the one before.
    var lines: [String] { steps.enumerated().map { String(repeating: " ", count: $0.offset) + $0.element.line } }
}

extension String {
    /// The parts between a separator, empty ones too.
    fileprivate func components(separatedBy separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}
