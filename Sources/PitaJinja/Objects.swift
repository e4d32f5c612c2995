/// A function: a global, a method bound to its value, or one of the caller's.
final class FunctionObject: Object, @unchecked Sendable {
    let name: String
    private let isBuiltin: Bool
    private let body: (Call, Renderer) throws -> Value

    init(_ name: String, isBuiltin: Bool = false, depth: Int = 1, _ body: @escaping (Call, Renderer) throws -> Value) {
        self.name = name
        self.isBuiltin = isBuiltin
        self.body = body
        super.init(depth: depth)
    }

    override var typeName: String { "function" }
    override var isCallable: Bool { true }
    override var isShareable: Bool { isBuiltin }
    override func call(_ call: Call, _ renderer: Renderer) throws -> Value { try body(call, renderer) }
    override func representation(_ nesting: Int) throws -> String { "<function \(name)>" }
}

/// `range(...)`.
final class RangeObject: Object, @unchecked Sendable {
    let start: Int
    let stop: Int
    let step: Int
    let count: Int

    init(start: Int, stop: Int, step: Int, count: Int) {
        self.start = start
        self.stop = stop
        self.step = step
        self.count = count
    }

    override var typeName: String { "range" }
    override var isTrue: Bool { count > 0 }
    override var isShareable: Bool { true }
    override func length() throws -> Int? { count }

    func value(_ place: Int) -> Value { .int(start &+ place &* step) }

    override func iterator() throws -> ValueIterator? {
        var place = 0
        return ValueIterator(count: { [count] in count }) {
            guard place < self.count else { return nil }
            place += 1
            return self.value(place - 1)
        }
    }

    override func item(_ key: Value) throws -> Value? {
        guard let index = Access.index(key, count: count) else { return nil }
        return value(index)
    }

    override func attribute(_ name: String, _ renderer: Renderer) throws -> Value? {
        switch name {
        case "start": .int(start)
        case "stop": .int(stop)
        case "step": .int(step)
        default: nil
        }
    }

    override func representation(_ nesting: Int) throws -> String {
        step == 1 ? "range(\(start), \(stop))" : "range(\(start), \(stop), \(step))"
    }

    override func isEqual(_ other: Object) throws -> Bool {
        guard let other = other as? RangeObject else { return false }
        return count == other.count && (count == 0 || start == other.start)
            && (count <= 1 || step == other.step)
    }
}

/// `namespace(...)`: names that loops can set.
final class NamespaceObject: Object, @unchecked Sendable {
    var attributes: [(name: String, value: Value)] = []

    init(_ attributes: [(name: String, value: Value)]) {
        self.attributes = attributes
        super.init(depth: (attributes.map { $0.value.depth }.max() ?? 0) + 1)
    }

    override var typeName: String { "Namespace" }

    private func place(_ name: String) -> Int? { attributes.firstIndex { sameText($0.name, name) } }

    override func attribute(_ name: String, _ renderer: Renderer) throws -> Value? {
        place(name).map { attributes[$0].value }
    }

    func set(_ name: String, _ value: Value, _ renderer: Renderer) throws {
        try renderer.noteChange(of: .object(self), holding: value)
        if let place = place(name) { attributes[place].value = value } else { attributes.append((name, value)) }
    }

    override func representation(_ nesting: Int) throws -> String {
        let dict = try Dict(keys: attributes.map { .string($0.name) }, values: attributes.map(\.value))
        return "<Namespace \(try PythonText.representation(.dict(dict), nesting: nesting + 1))>"
    }
}

/// Values made one by one when they are asked for, once.
final class GeneratorObject: Object, @unchecked Sendable {
    private let name: String
    private let source: ValueIterator

    init(_ name: String, over value: Value, _ source: ValueIterator) throws {
        self.name = name
        self.source = source
        super.init(depth: value.depth + 1)
        try Operators.ensureDepth(depth)
    }

    override var typeName: String { name }
    override func iterator() throws -> ValueIterator? { ValueIterator(source.next) }
    override func representation(_ nesting: Int) throws -> String {
        throw Failure("a \(name) has no text of its own", hint: "add `| list` or `| join`")
    }
}

/// `dict.keys()`, `.values()` and `.items()`.
final class DictView: Object, @unchecked Sendable {
    enum Kind: String { case keys, values, items }

    let dict: Dict
    let kind: Kind

    init(_ dict: Dict, _ kind: Kind) {
        self.dict = dict
        self.kind = kind
        super.init(depth: dict.depth + 1)
    }

    override var typeName: String { "dict_\(kind.rawValue)" }
    override var isTrue: Bool { dict.count > 0 }
    override func length() throws -> Int? { dict.count }

    func value(_ place: Int) -> Value {
        switch kind {
        case .keys: dict.keys[place]
        case .values: dict.values[place]
        case .items: .tuple(List([dict.keys[place], dict.values[place]]))
        }
    }

    override func iterator() throws -> ValueIterator? {
        var place = 0
        let count = dict.count
        return ValueIterator(count: { [dict] in dict.count }) {
            guard self.dict.count == count else { throw Failure("dictionary changed size during iteration") }
            guard place < count else { return nil }
            place += 1
            return self.value(place - 1)
        }
    }

    override func representation(_ nesting: Int) throws -> String {
        let list = Value.list(List((0..<dict.count).map(value)))
        return "\(typeName)(\(try PythonText.representation(list, nesting: nesting + 1)))"
    }

    override func isEqual(_ other: Object) throws -> Bool {
        guard let other = other as? DictView, other.kind == kind, kind != .values else { return self === other }
        guard other.dict.count == dict.count else { return false }
        for (key, value) in zip(dict.keys, dict.values) {
            guard let found = try other.dict.value(key) else { return false }
            if kind == .items, !(try ValueOrder.areSame(value, found, 1)) { return false }
        }
        return true
    }
}

/// `cycler(...)`.
final class CyclerObject: Object, @unchecked Sendable {
    private let items: [Value]
    private var place = 0

    init(_ items: [Value]) {
        self.items = items
        super.init(depth: (items.map(\.depth).max() ?? 0) + 1)
    }

    override var typeName: String { "Cycler" }

    override func attribute(_ name: String, _ renderer: Renderer) throws -> Value? {
        switch name {
        case "items": return .tuple(List(items))
        case "pos": return .int(place)
        case "current": return items[place]
        case "next":
            return .object(
                FunctionObject("next", depth: depth + 1) { _, _ in
                    defer { self.place = (self.place + 1) % self.items.count }
                    return self.items[self.place]
                })
        case "reset":
            return .object(
                FunctionObject("reset", depth: depth + 1) { _, _ in
                    self.place = 0
                    return .none
                })
        default: return nil
        }
    }
}

/// `joiner(...)`.
final class JoinerObject: Object, @unchecked Sendable {
    private let separator: Value
    private var isUsed = false

    init(_ separator: Value) {
        self.separator = separator
        super.init(depth: separator.depth + 1)
    }

    override var typeName: String { "Joiner" }
    override var isCallable: Bool { true }

    override func attribute(_ name: String, _ renderer: Renderer) throws -> Value? {
        switch name {
        case "sep": separator
        case "used": .bool(isUsed)
        default: nil
        }
    }

    override func call(_ call: Call, _ renderer: Renderer) throws -> Value {
        defer { isUsed = true }
        return isUsed ? separator : .string("")
    }
}
