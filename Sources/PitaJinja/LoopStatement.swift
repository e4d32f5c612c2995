/// `for`.
final class LoopStatement: Statement, @unchecked Sendable {
    let parts: Parts

    struct Parts: Sendable {
        let target: Target
        let sequence: Expression
        /// The condition with a target of its own, because it sees no other names of the body.
        let test: (target: Target, condition: Expression, loads: FrameLoads)?
        /// Where `loop` is, when the body asks for it.
        let loopSlot: Int?
        let loads: FrameLoads
        let body: [Statement]
        let otherwise: [Statement]
        let otherwiseLoads: FrameLoads
    }

    init(_ parts: Parts) { self.parts = parts }

    override func run(_ renderer: Renderer, _ activation: Activation) throws -> Flow {
        let value = try parts.sequence.evaluate(renderer, activation)
        return try parts.run(over: value, renderer, activation, recursion: nil)
    }
}

extension LoopStatement.Parts {
    /// Runs the loop; `recursion` is the body to call itself with, and how deep it is.
    func run(
        over value: Value, _ renderer: Renderer, _ activation: Activation, recursion: (RecursiveLoop, depth: Int)?
    ) throws -> Flow {
        if loopSlot == nil, test == nil, case .list(let list) = value, list.frozen, !list.items.isEmpty {
            loads.resolve(activation)
            for item in list.items where try round(item, renderer, activation) { break }
            loads.leave(activation)
            return .next
        }
        var source: ValueIterator
        do {
            guard let iterator = try Sequences.iterator(of: value) else {
                throw Failure("'\(value.typeName)' object is not iterable")
            }
            source = iterator
        } catch {
            throw sequence.locate(error, activation, [sequence], renderer)
        }
        if let test { source = filtered(source, test, renderer, activation) }
        loads.resolve(activation)
        var isEmpty = true
        if let loopSlot {
            let loop = LoopObject(source, items: items(of: value), recursion: recursion)
            while let item = try next(loop, activation) {
                isEmpty = false
                activation.slots[loopSlot] = .object(loop)
                if try round(item, renderer, activation) { break }
            }
            activation.slots[loopSlot] = nil
        } else {
            while let item = try source.next() {
                isEmpty = false
                if try round(item, renderer, activation) { break }
            }
        }
        loads.leave(activation)
        guard isEmpty, !otherwise.isEmpty else { return .next }
        otherwiseLoads.enter(activation)
        let flow = try execute(otherwise, renderer, activation)
        otherwiseLoads.leave(activation)
        return flow
    }

    /// All that the loop goes over, where that is known before it starts and cannot change.
    private func items(of value: Value) -> [Value]? {
        guard test == nil, case .list(let list) = value, list.frozen else { return nil }
        return list.items
    }

    private func next(_ loop: LoopObject, _ activation: Activation) throws -> Value? {
        do {
            return try loop.advance()
        } catch {
            throw sequence.locate(error, activation)
        }
    }

    /// One round; `true` when the loop was left.
    @inline(__always)
    private func round(_ item: Value, _ renderer: Renderer, _ activation: Activation) throws -> Bool {
        do {
            try renderer.step()
            if case .slot(let slot) = target {
                activation.slots[slot] = item
            } else {
                try target.assign(item, renderer, activation)
            }
        } catch {
            throw sequence.locate(error, activation)
        }
        loads.refresh(activation)
        return try execute(body, renderer, activation) == .leaveLoop
    }

    private func filtered(
        _ source: ValueIterator, _ test: (target: Target, condition: Expression, loads: FrameLoads),
        _ renderer: Renderer, _ activation: Activation
    ) -> ValueIterator {
        test.loads.enter(activation)
        return ValueIterator {
            while let item = try source.next() {
                try test.condition.located(activation) {
                    try renderer.step()
                    try test.target.assign(item, renderer, activation)
                }
                if try test.condition.truth(renderer, activation) { return item }
            }
            return nil
        }
    }
}

/// `for ... recursive`: the body is a function, which the body may call again through `loop(...)`.
final class RecursiveLoopStatement: Statement, @unchecked Sendable {
    let parts: LoopStatement.Parts
    let code: Code
    let escaping: Escaping

    init(_ parts: LoopStatement.Parts, code: Code, escaping: Escaping) {
        self.parts = parts
        self.code = code
        self.escaping = escaping
    }

    override func run(_ renderer: Renderer, _ activation: Activation) throws -> Flow {
        let value = try parts.sequence.evaluate(renderer, activation)
        let loop = RecursiveLoop(parts: parts, code: code, activation: activation)
        try renderer.descend { try loop.run(over: value, depth: 0, renderer) }
        return .next
    }
}

/// A recursive loop bound to the variables around it.
final class RecursiveLoop {
    private let parts: LoopStatement.Parts
    private let code: Code
    private let activation: Activation

    init(parts: LoopStatement.Parts, code: Code, activation: Activation) {
        self.parts = parts
        self.code = code
        self.activation = activation
    }

    func run(over value: Value, depth: Int, _ renderer: Renderer) throws {
        let inner = Activation(code: code, parent: activation, context: activation.context)
        inner.parentTemplate = activation.parentTemplate
        _ = try parts.run(over: value, renderer, inner, recursion: (self, depth))
    }

    var autoescape: Bool { activation.context.autoescape }
}

/// `loop` inside a `for`.
final class LoopObject: Object, @unchecked Sendable {
    private let source: ValueIterator
    /// Everything, where it was known beforehand; `source` is not asked then.
    private let items: [Value]?
    private let recursion: (RecursiveLoop, depth: Int)?
    // Nothing that an access to it runs can come back to it.
    @exclusivity(unchecked) private var index = -1
    private var current: Value?
    private var before: Value?
    private var ahead: Value?
    private var hasAhead = false
    private var knownLength: Int?
    private var lastChanged: [Value]?
    private var rest: [Value]?
    private var restPlace = 0

    init(_ source: ValueIterator, items: [Value]?, recursion: (RecursiveLoop, depth: Int)?) {
        self.source = source
        self.items = items
        self.recursion = recursion
    }

    override var typeName: String { "LoopContext" }
    override var isCallable: Bool { true }

    private func pull() throws -> Value? {
        guard let rest else { return try source.next() }
        guard restPlace < rest.count else { return nil }
        restPlace += 1
        return rest[restPlace - 1]
    }

    func advance() throws -> Value? {
        if let items {
            guard index + 1 < items.count else { return nil }
            index += 1
            return items[index]
        }
        let item: Value?
        if hasAhead {
            hasAhead = false
            item = ahead
            ahead = nil
        } else {
            item = try pull()
        }
        guard let item else { return nil }
        index += 1
        before = current
        current = item
        return item
    }

    private func peek() throws -> Value? {
        if let items {
            guard index + 1 < items.count else { return nil }
            return items[index + 1]
        }
        if !hasAhead {
            ahead = try pull()
            hasAhead = ahead != nil
        }
        return ahead
    }

    func isLast() throws -> Bool {
        if let items { return index + 1 >= items.count }
        return try peek() == nil
    }

    private func fullLength() throws -> Int {
        if let items { return items.count }
        if let knownLength { return knownLength }
        if let count = source.count?() {
            knownLength = count
            return count
        }
        var items: [Value] = []
        while let item = try pull() { items.append(item) }
        rest = items
        restPlace = 0
        let count = items.count + index + 1 + (hasAhead ? 1 : 0)
        knownLength = count
        return count
    }

    override func length() throws -> Int? { try fullLength() }

    override func attribute(_ name: String, _ renderer: Renderer) throws -> Value? {
        switch name {
        case "index": return .int(index + 1)
        case "index0": return .int(index)
        case "first": return .bool(index == 0)
        case "last": return .bool(try isLast())
        case "length": return .int(try fullLength())
        case "revindex": return .int(try fullLength() - index)
        case "revindex0": return .int(try fullLength() - index - 1)
        case "depth": return .int((recursion?.depth ?? 0) + 1)
        case "depth0": return .int(recursion?.depth ?? 0)
        case "previtem":
            guard index > 0 else { return .undefined(Undefined("there is no previous item")) }
            return items.map { $0[index - 1] } ?? before ?? Value.none
        case "nextitem": return try peek() ?? .undefined(Undefined("there is no next item"))
        case "cycle":
            return .object(
                FunctionObject("cycle") { [index] call, _ in
                    guard !call.positional.isEmpty else { throw Failure("no items for cycling given") }
                    return call.positional[index % call.positional.count]
                })
        case "changed":
            return .object(FunctionObject("changed") { call, _ in .bool(try self.changed(call.positional)) })
        default: return nil
        }
    }

    private func changed(_ values: [Value]) throws -> Bool {
        if let lastChanged, lastChanged.count == values.count {
            var isSame = true
            for (one, two) in zip(lastChanged, values) where try !ValueOrder.areSame(one, two, 0) { isSame = false }
            if isSame { return false }
        }
        lastChanged = values
        return true
    }

    override func call(_ call: Call, _ renderer: Renderer) throws -> Value {
        guard let (loop, depth) = recursion else {
            throw Failure("The loop must have the 'recursive' marker to be called recursively.")
        }
        let bound = try call.bound(to: ["iterable"], required: 1, of: "loop()")
        let text = try renderer.descend {
            try renderer.capture { try loop.run(over: bound[0] ?? .none, depth: depth + 1, renderer) }
        }
        return loop.autoescape ? .markup(text) : .string(text)
    }

    override func iterator() throws -> ValueIterator? {
        ValueIterator { try self.advance().map { .tuple(List([$0, .object(self)])) } }
    }

    override func representation(_ nesting: Int) throws -> String {
        "<LoopContext \(index + 1)/\(try fullLength())>"
    }
}
