/// A line of a configuration with the block below it.
struct IOSEntry: Codable, Equatable {
    /// What the line sets.
    var key: String
    var text: String
    /// Where it stands among its neighbours.
    var rank: Int
    var order = 0
    /// Nil for a line that has no block.
    var children: [IOSEntry]?
}

/// What a device runs, or keeps in a file.
struct IOSConfiguration: Codable, Equatable {
    var entries: [IOSEntry] = []
    /// Names of VLANs; empty for the standard name.
    var vlans: [Int: String] = [:]

    /// The block under a path of keys; the top without one.
    func block(_ path: [String]) -> [IOSEntry]? {
        path.reduce(entries as [IOSEntry]?) { entries, key in
            entries?.first { $0.key == key }?.children
        }
    }

    func entry(_ path: [String]) -> IOSEntry? {
        path.last.flatMap { key in block(path.dropLast())?.first { $0.key == key } }
    }

    /// Changes the block under a path, which must be there.
    mutating func update(_ path: [String], _ change: (inout [IOSEntry]) -> Void) {
        Self.update(&entries, path[...], change)
    }

    private static func update(
        _ entries: inout [IOSEntry], _ path: ArraySlice<String>, _ change: (inout [IOSEntry]) -> Void
    ) {
        guard let key = path.first else { return change(&entries) }
        guard let index = entries.firstIndex(where: { $0.key == key }) else { return }
        var children = entries[index].children ?? []
        update(&children, path.dropFirst(), change)
        entries[index].children = children
    }

    /// Puts an entry in the place of the one with its key, or in its own.
    mutating func set(_ path: [String], _ entry: IOSEntry) {
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

/// Everything that an IOS device keeps.
struct IOSState: Codable {
    /// A change that is undone unless it is confirmed.
    struct Revert: Codable {
        var file: String
        var minutes: Int
        var due: Double
        /// When the sessions are warned; nil afterwards.
        var warning: Double?
        var configured: Double
        var user: String
    }

    struct Reload: Codable {
        var due: Double
        /// Wall clock, for what is printed.
        var at: Double
        var user: String
    }

    /// How an edit of the configuration is told in the header.
    struct Edit: Codable {
        var seconds: Double
        var user: String
    }

    var running = IOSConfiguration()
    var startup: IOSConfiguration?
    /// Files of the flash by URL, and the archive in order.
    var files: [String: IOSConfiguration] = [:]
    var archive: [String] = []
    var archived = 0
    var revert: Revert?
    var reload: Reload?
    var changed: Edit?
    var saved: Edit?
    var indexes: [String: Int] = [:]
    /// Since when a policy is attached, by `INTERFACE DIRECTION`.
    var attached: [String: Double] = [:]
    var meter: TrafficMeter
    var boots = 1

    var isModified: Bool { startup != running }
}
