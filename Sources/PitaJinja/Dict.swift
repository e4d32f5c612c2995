import PitaDiagnostics

/// A dict in insertion order, each key of which may know where its value came from.
///
/// `@unchecked Sendable`: as with ``List``, a frozen dict never changes, and another one belongs to one rendering.
public final class Dict: @unchecked Sendable {
    private(set) var keys: [Value] = []
    private(set) var values: [Value] = []
    private(set) var marks: [SourceMark?] = []
    /// Places by hash, open addressing; built from ``smallest`` entries on, since comparing few keys is faster.
    private var table: [Int32] = []
    let frozen: Bool
    private(set) var depth = 1

    private static let smallest = 9

    init() { frozen = false }

    init(keys: [Value], values: [Value]) throws {
        frozen = false
        for (key, value) in zip(keys, values) { try set(key, value) }
    }

    init(frozenPairs pairs: [(Value, Value)], marks: [SourceMark?] = []) {
        frozen = true
        keys.reserveCapacity(pairs.count)
        values.reserveCapacity(pairs.count)
        for (place, (key, value)) in pairs.enumerated() {
            insert(key, value, mark: place < marks.count ? marks[place] : nil)
        }
    }

    /// Entries whose keys are known to be different texts, as a reader of a format has already made sure.
    init(frozenNames: [Value], values: [Value], marks: [SourceMark?]) {
        frozen = true
        keys = frozenNames
        self.values = values
        self.marks = marks
        for value in values where value.isContainer { depth = max(depth, value.depth + 1) }
        if keys.count >= Self.smallest { rebuild() }
    }

    var count: Int { keys.count }

    /// A changeable dict with the same keys and marks and other values.
    func copy(values other: [Value]? = nil) -> Dict {
        let copy = Dict()
        copy.keys = keys
        copy.values = other ?? values
        copy.marks = marks
        copy.table = table
        copy.depth = depth
        return copy
    }

    /// The value of a text key.
    func value(named name: String) -> Value? { place(named: name).map { values[$0] } }

    /// The value of a text key, if the key stands at this place.
    @inline(__always)
    func value(named name: String, likely place: Int) -> Value? {
        guard place < keys.count, case .string(let key) = keys[place], sameText(key, name) else { return nil }
        return values[place]
    }

    func place(named name: String) -> Int? {
        if table.isEmpty {
            for place in 0..<keys.count where keys[place].isText(name) { return place }
            return nil
        }
        return probe(hash: ValueHash.hash(name)) { $0.isText(name) }
    }

    /// The value of a key; fails for a key that cannot be hashed.
    func value(_ key: Value) throws -> Value? { try place(of: key).map { values[$0] } }

    /// Where a text key's value came from.
    func mark(named name: String) -> SourceMark? {
        guard !marks.isEmpty, let place = keys.firstIndex(where: { $0.isText(name) }), place < marks.count else {
            return nil
        }
        return marks[place]
    }

    func place(of key: Value) throws -> Int? {
        let hash = try ValueHash.hash(key)
        if table.isEmpty {
            for place in keys.indices where try ValueOrder.areEqual(keys[place], key) { return place }
            return nil
        }
        return try probe(hash: hash) { try ValueOrder.areEqual($0, key) }
    }

    /// Sets or replaces; the first key stays when an equal one comes again, as in Python.
    func set(_ key: Value, _ value: Value) throws {
        if let place = try place(of: key) {
            values[place] = value
            if place < marks.count { marks[place] = nil }
        } else {
            append(key, value, mark: nil)
        }
    }

    func remove(at place: Int) -> (key: Value, value: Value) {
        if place < marks.count { marks.remove(at: place) }
        let removed = (keys.remove(at: place), values.remove(at: place))
        table = []
        if keys.count >= Self.smallest { rebuild() }
        return removed
    }

    func removeAll() {
        keys = []
        values = []
        marks = []
        table = []
    }

    private func insert(_ key: Value, _ value: Value, mark: SourceMark?) {
        if let found = try? place(of: key) {
            values[found] = value
            if found < marks.count { marks[found] = mark }
        } else {
            append(key, value, mark: mark)
        }
    }

    private func append(_ key: Value, _ value: Value, mark: SourceMark?) {
        if mark != nil || !marks.isEmpty {
            while marks.count < keys.count { marks.append(nil) }
            marks.append(mark)
        }
        keys.append(key)
        values.append(value)
        depth = max(depth, value.depth + 1, key.depth + 1)
        if keys.count >= Self.smallest {
            if keys.count * 2 > table.count { rebuild() } else { enter(keys.count - 1) }
        }
    }

    private func rebuild() {
        var size = 32
        while size < keys.count * 4 { size *= 2 }
        table = [Int32](repeating: -1, count: size)
        for place in keys.indices { enter(place) }
    }

    private func enter(_ place: Int) {
        guard let hash = try? ValueHash.hash(keys[place]) else { return }
        var slot = hash & (table.count - 1)
        while table[slot] >= 0 { slot = (slot + 1) & (table.count - 1) }
        table[slot] = Int32(truncatingIfNeeded: place)
    }

    private func probe(hash: Int, matches: (Value) throws -> Bool) rethrows -> Int? {
        var slot = hash & (table.count - 1)
        while table[slot] >= 0 {
            let place = Int(table[slot])
            if try matches(keys[place]) { return place }
            slot = (slot + 1) & (table.count - 1)
        }
        return nil
    }
}

extension Value {
    /// Whether it is exactly this text, octet by octet.
    func isText(_ other: String) -> Bool {
        switch self {
        case .string(let text), .markup(let text): sameText(text, other)
        default: false
        }
    }
}
