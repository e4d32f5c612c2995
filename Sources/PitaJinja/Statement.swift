/// How a statement ended.
enum Flow {
    case next
    /// `break`: the innermost loop ends.
    case leaveLoop
    /// `continue`: the innermost loop goes on with its next round.
    case nextRound
}

/// A compiled statement.
///
/// `@unchecked Sendable`: as with ``Expression``, all that subclasses store is `let` and Sendable.
class Statement: @unchecked Sendable {
    func run(_ renderer: Renderer, _ activation: Activation) throws -> Flow { .next }
}

/// Runs statements until one leaves or goes on with the loop around them.
@inline(__always)
func execute(_ body: [Statement], _ renderer: Renderer, _ activation: Activation) throws -> Flow {
    for statement in body {
        let flow = try statement.run(renderer, activation)
        if flow != .next { return flow }
    }
    return .next
}

/// Text of the template.
final class DataStatement: Statement, @unchecked Sendable {
    let octets: [UInt8]
    let isChecked: Bool

    init(_ text: String, isChecked: Bool) {
        octets = Array(text.utf8)
        self.isChecked = isChecked
    }

    override func run(_ renderer: Renderer, _ activation: Activation) throws -> Flow {
        // After `extends` only blocks print.
        if isChecked, activation.parentTemplate != nil { return .next }
        try octets.withUnsafeBufferPointer { try renderer.output.append($0) }
        return .next
    }
}

/// `{{ expression }}`.
final class PrintStatement: Statement, @unchecked Sendable {
    let expression: Expression
    let escaping: Escaping
    let isChecked: Bool

    init(_ expression: Expression, escaping: Escaping, isChecked: Bool) {
        self.expression = expression
        self.escaping = escaping
        self.isChecked = isChecked
    }

    override func run(_ renderer: Renderer, _ activation: Activation) throws -> Flow {
        if isChecked, activation.parentTemplate != nil { return .next }
        let value = try expression.evaluate(renderer, activation)
        do {
            try renderer.write(value, escape: escaping.isOn(activation))
        } catch {
            throw expression.locate(error, activation, [expression], renderer)
        }
        return .next
    }
}

final class BranchStatement: Statement, @unchecked Sendable {
    let branches: [(test: Expression, body: [Statement])]
    let otherwise: [Statement]

    init(_ branches: [(test: Expression, body: [Statement])], otherwise: [Statement]) {
        self.branches = branches
        self.otherwise = otherwise
    }

    override func run(_ renderer: Renderer, _ activation: Activation) throws -> Flow {
        for branch in branches where try branch.test.truth(renderer, activation) {
            return try execute(branch.body, renderer, activation)
        }
        return try execute(otherwise, renderer, activation)
    }
}

final class FlowStatement: Statement, @unchecked Sendable {
    let flow: Flow

    init(_ flow: Flow) { self.flow = flow }

    override func run(_ renderer: Renderer, _ activation: Activation) throws -> Flow { flow }
}

/// `do`: for its effect.
final class PerformStatement: Statement, @unchecked Sendable {
    let expression: Expression

    init(_ expression: Expression) { self.expression = expression }

    override func run(_ renderer: Renderer, _ activation: Activation) throws -> Flow {
        _ = try expression.evaluate(renderer, activation)
        return .next
    }
}

/// What is left of `=`.
indirect enum Target: Sendable {
    case slot(Int)
    case tuple([Target])
    case namespace(Expression, String)

    @inline(__always)
    func assign(_ value: Value, _ renderer: Renderer, _ activation: Activation) throws {
        if case .slot(let slot) = self {
            activation.slots[slot] = value
        } else {
            try assignOther(value, renderer, activation)
        }
    }

    private func assignOther(_ value: Value, _ renderer: Renderer, _ activation: Activation) throws {
        switch self {
        case .slot(let slot): activation.slots[slot] = value
        case .namespace(let expression, let name):
            let target = try expression.evaluate(renderer, activation)
            guard case .object(let object as NamespaceObject) = target else {
                throw expression.locate(Failure("cannot assign attribute on non-namespace object"), activation)
            }
            try object.set(name, value, renderer)
        case .tuple(let targets):
            let items: [Value]
            switch value {
            case .tuple(let list), .list(let list): items = list.items
            case .undefined(let undefined): throw undefined.failure
            default:
                guard let iterator = try Sequences.iterator(of: value) else {
                    throw Failure("cannot unpack non-iterable \(value.typeName) object")
                }
                items = try iterator.collect(renderer)
            }
            guard items.count >= targets.count else {
                throw Failure("not enough values to unpack (expected \(targets.count), got \(items.count))")
            }
            guard items.count == targets.count else {
                throw Failure("too many values to unpack (expected \(targets.count))")
            }
            for (target, item) in zip(targets, items) { try target.assign(item, renderer, activation) }
        }
    }

    /// The namespaces to assign to, which are looked at before anything is assigned.
    var namespaces: [Expression] {
        switch self {
        case .slot: []
        case .namespace(let expression, _): [expression]
        case .tuple(let targets): targets.flatMap(\.namespaces)
        }
    }
}

/// A name set at the top level: seen by blocks, includes and imports.
struct Export: Sendable {
    let name: String
    let slot: Int

    func publish(_ activation: Activation, exported: Bool = true) {
        guard let value = activation.slots[slot] else { return }
        activation.context.variables[name] = value
        guard !name.hasPrefix("_") else { return }
        if exported { activation.context.exported.insert(name) } else { activation.context.exported.remove(name) }
    }
}

final class AssignStatement: Statement, @unchecked Sendable {
    let target: Target
    let expression: Expression
    let exports: [Export]

    init(_ target: Target, _ expression: Expression, exports: [Export]) {
        self.target = target
        self.expression = expression
        self.exports = exports
    }

    override func run(_ renderer: Renderer, _ activation: Activation) throws -> Flow {
        for namespace in target.namespaces {
            guard case .object(let object) = try namespace.evaluate(renderer, activation), object is NamespaceObject
            else {
                throw namespace.locate(Failure("cannot assign attribute on non-namespace object"), activation)
            }
        }
        let value = try expression.evaluate(renderer, activation)
        try expression.located(activation) { try target.assign(value, renderer, activation) }
        for export in exports { export.publish(activation) }
        return .next
    }
}

/// `{% set name %}...{% endset %}`.
final class AssignBlockStatement: Statement, @unchecked Sendable {
    let target: Target
    let filter: FilterExpression?
    let body: [Statement]
    let loads: FrameLoads
    let place: Expression
    let exports: [Export]

    init(
        _ target: Target, filter: FilterExpression?, body: [Statement], loads: FrameLoads, place: Expression,
        exports: [Export]
    ) {
        self.target = target
        self.filter = filter
        self.body = body
        self.loads = loads
        self.place = place
        self.exports = exports
    }

    override func run(_ renderer: Renderer, _ activation: Activation) throws -> Flow {
        loads.enter(activation)
        var flow = Flow.next
        let text = try renderer.capture { flow = try execute(body, renderer, activation) }
        guard flow == .next else { return flow }
        let isMarkup = activation.context.autoescape
        var value: Value = isMarkup ? .markup(text) : .string(text)
        if let filter {
            value = try filter.apply(to: value, renderer, activation)
            if isMarkup, case .markup = value {
            } else if isMarkup {
                value = try place.located(activation) { .markup(try PythonText.string(value)) }
            }
        }
        try place.located(activation) { try target.assign(value, renderer, activation) }
        for export in exports { export.publish(activation) }
        loads.leave(activation)
        return .next
    }
}

final class FilterBlockStatement: Statement, @unchecked Sendable {
    let filter: FilterExpression
    let body: [Statement]
    let loads: FrameLoads
    let escaping: Escaping

    init(_ filter: FilterExpression, body: [Statement], loads: FrameLoads, escaping: Escaping) {
        self.filter = filter
        self.body = body
        self.loads = loads
        self.escaping = escaping
    }

    override func run(_ renderer: Renderer, _ activation: Activation) throws -> Flow {
        loads.enter(activation)
        var flow = Flow.next
        let text = try renderer.capture { flow = try execute(body, renderer, activation) }
        guard flow == .next else { return flow }
        let value = try filter.apply(
            to: escaping.isOn(activation) ? .markup(text) : .string(text), renderer, activation)
        // What a filter block gives is printed as it is.
        try filter.located(activation) { try renderer.write(value, escape: false) }
        loads.leave(activation)
        return .next
    }
}

final class WithStatement: Statement, @unchecked Sendable {
    let pairs: [(target: Target, value: Expression)]
    let body: [Statement]
    let loads: FrameLoads

    init(_ pairs: [(target: Target, value: Expression)], body: [Statement], loads: FrameLoads) {
        self.pairs = pairs
        self.body = body
        self.loads = loads
    }

    override func run(_ renderer: Renderer, _ activation: Activation) throws -> Flow {
        loads.enter(activation)
        for (target, expression) in pairs {
            let value = try expression.evaluate(renderer, activation)
            try expression.located(activation) { try target.assign(value, renderer, activation) }
        }
        let flow = try execute(body, renderer, activation)
        loads.leave(activation)
        return flow
    }
}

/// `{% autoescape flag %}`.
final class AutoescapeStatement: Statement, @unchecked Sendable {
    let flag: Expression
    let body: [Statement]
    let loads: FrameLoads

    init(_ flag: Expression, body: [Statement], loads: FrameLoads) {
        self.flag = flag
        self.body = body
        self.loads = loads
    }

    override func run(_ renderer: Renderer, _ activation: Activation) throws -> Flow {
        loads.enter(activation)
        let before = activation.context.autoescape
        activation.context.autoescape = try flag.truth(renderer, activation)
        defer { activation.context.autoescape = before }
        let flow = try execute(body, renderer, activation)
        loads.leave(activation)
        return flow
    }
}
