/// The statements that the objects of a config were made from, kept with them.
///
/// `@unchecked Sendable`: nobody else has the statements, and what is handed out is a copy, which shares nodes and changes none
/// of them.
struct JunosReading: @unchecked Sendable {
    private let kept: JunosTrie
    /// The objects of what runs, without what says of them that they sleep or are protected; `nil` of what is intended.
    private let objects: JunosObjects?

    private init(_ trie: JunosTrie, _ objects: JunosObjects?) { (kept, self.objects) = (trie.copy(), objects) }

    /// The statements.
    private var trie: JunosTrie { kept.copy() }

    // MARK: what runs

    /// A config that runs, with its statements.
    struct Running {
        let tree: ConfigTree
        let trie: JunosTrie
        private let objects: JunosObjects

        /// The config of statements.
        init(_ trie: JunosTrie) {
            objects = JunosObjects.remembering(trie)
            var tree = JunosTree.tagged(objects, trie)
            tree.keep(JunosReading(trie, objects))
            (self.tree, self.trie) = (tree, trie.copy())
        }

        /// The config as it was read.
        fileprivate init(_ tree: ConfigTree, _ trie: JunosTrie, _ objects: JunosObjects) {
            (self.tree, self.trie, self.objects) = (tree, trie, objects)
        }

        /// The objects of what becomes of it.
        func tree(of target: JunosTrie) -> ConfigTree {
            target.isUnchanged(from: trie) ? tree : JunosTree.tree(target, like: objects)
        }
    }

    /// A config that runs, as it was read, or made of its objects.
    static func running(_ tree: ConfigTree) -> Running {
        guard let reading = tree.reading as? JunosReading, let objects = reading.objects else {
            return Running(JunosTree.trie(of: tree))
        }
        return Running(tree, reading.trie, objects)
    }

    // MARK: what is intended

    /// Keeps the statements of what is intended with its objects.
    static func keep(_ trie: JunosTrie, in tree: inout ConfigTree) { tree.keep(JunosReading(trie, nil)) }

    /// The statements that an intended config sets: as they were read, or made of its objects.
    static func wanted(_ tree: ConfigTree) -> JunosTrie {
        guard let reading = tree.reading as? JunosReading, reading.objects == nil else {
            return JunosTree.trie(of: tree, isIntended: true)
        }
        return reading.trie
    }
}
