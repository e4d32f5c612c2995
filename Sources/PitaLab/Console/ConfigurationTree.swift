/// A line of a configuration with the block below it.
struct ConfigurationEntry: Codable, Equatable {
    /// What the line sets.
    var key: String
    var text: String
    /// Where it stands among its neighbours.
    var rank: Int
    var order = 0
    /// Nil for a line that has no block.
    var children: [ConfigurationEntry]?
}

/// A configuration of lines and blocks.
protocol ConfigurationTree: Codable, Equatable {
    var entries: [ConfigurationEntry] { get set }
}

extension ConfigurationTree {
    /// The block under a path of keys; the top without one.
    func block(_ path: [String]) -> [ConfigurationEntry]? {
        path.reduce(entries as [ConfigurationEntry]?) { entries, key in
            entries?.first { $0.key == key }?.children
        }
    }

    func entry(_ path: [String]) -> ConfigurationEntry? {
        path.last.flatMap { key in block(path.dropLast())?.first { $0.key == key } }
    }

    /// Changes the block under a path, which must be there.
    mutating func update(_ path: [String], _ change: (inout [ConfigurationEntry]) -> Void) {
        Self.update(&entries, path[...], change)
    }

    private static func update(
        _ entries: inout [ConfigurationEntry], _ path: ArraySlice<String>,
        _ change: (inout [ConfigurationEntry]) -> Void
    ) {
        guard let key = path.first else { return change(&entries) }
        guard let index = entries.firstIndex(where: { $0.key == key }) else { return }
        var children = entries[index].children ?? []
        update(&children, path.dropFirst(), change)
        entries[index].children = children
    }

    /// Puts an entry in the place of the one with its key, or in its own.
    mutating func set(_ path: [String], _ entry: ConfigurationEntry) {
        update(path) { entries in
            if let index = entries.firstIndex(where: { $0.key == entry.key }) {
                var entry = entry
                entry.children = entry.children ?? entries[index].children
                entries[index] = entry
            } else {
                let place = entries.firstIndex { ($0.rank, $0.order) > (entry.rank, entry.order) }
                entries.insert(entry, at: place ?? entries.count)
            }
        }
    }

    mutating func remove(_ path: [String], _ key: String) {
        update(path) { $0.removeAll { $0.key == key } }
    }
}

extension ConfigurationEntry {
    /// Beginnings of lines with a command's first value for `$1`.
    static func beginnings(_ words: [String], _ command: ParsedCommand) -> [String] {
        words.map { $0.replacing("$1", with: command.values.first ?? "") }
    }

    /// Whether the entry's key begins with whole words.
    func begins(with words: String) -> Bool { key == words || key.hasPrefix(words + " ") }

    /// Takes the lines that begin so out of a block and of those below it.
    static func drop(_ beginnings: [String], from lines: inout [ConfigurationEntry]) {
        guard !beginnings.isEmpty else { return }
        lines.removeAll { entry in beginnings.contains { entry.begins(with: $0) } }
        for index in lines.indices {
            guard var children = lines[index].children else { continue }
            drop(beginnings, from: &children)
            lines[index].children = children
        }
    }
}
