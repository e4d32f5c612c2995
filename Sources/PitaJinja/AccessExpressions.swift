import PitaDiagnostics
import Synchronization

/// `value.name`: an attribute first, then an item, as Jinja2 does.
final class AttributeExpression: Expression, @unchecked Sendable {
    let base: Expression
    let name: String
    private let isMethodName: Bool
    private let asksWhetherLast: Bool
    /// The place in a dict where the name stood last: dicts of one list mostly have the same keys in the same order.
    private let likely = Atomic<Int>(0)

    init(_ syntax: Expr, _ base: Expression, _ name: String) {
        self.base = base
        self.name = name
        isMethodName = DictMethods.names.contains(name)
        asksWhetherLast = name == "last"
        super.init(syntax)
    }

    override func evaluate(_ renderer: Renderer, _ activation: Activation) throws -> Value {
        let value = try base.evaluate(renderer, activation)
        if !isMethodName, case .dict(let dict) = value {
            if let found = dict.value(named: name, likely: likely.load(ordering: .relaxed)) { return found }
            if let place = dict.place(named: name) {
                likely.store(place, ordering: .relaxed)
                return dict.values[place]
            }
        }
        do {
            if asksWhetherLast, case .object(let object) = value, let loop = object as? LoopObject {
                return .bool(try loop.isLast())
            }
            return try Access.attribute(of: value, name, renderer)
        } catch {
            throw locate(error, activation, [base], renderer)
        }
    }

    override func origin(_ renderer: Renderer, _ activation: Activation) -> SourceMark? {
        guard base is NameExpression || base is AttributeExpression || base is ItemExpression,
            case .dict(let dict)? = try? base.evaluate(renderer, activation)
        else { return nil }
        return dict.mark(named: name) ?? base.origin(renderer, activation)
    }
}

/// `value[key]`: an item first, then an attribute.
final class ItemExpression: Expression, @unchecked Sendable {
    let base: Expression
    let key: Expression

    init(_ syntax: Expr, _ base: Expression, _ key: Expression) {
        self.base = base
        self.key = key
        super.init(syntax)
    }

    override func evaluate(_ renderer: Renderer, _ activation: Activation) throws -> Value {
        let value = try base.evaluate(renderer, activation)
        let index = try key.evaluate(renderer, activation)
        return try located(activation, [base], renderer) { try Access.item(of: value, index, renderer) }
    }

    override func origin(_ renderer: Renderer, _ activation: Activation) -> SourceMark? {
        guard let index = key.constant, base is NameExpression || base is AttributeExpression || base is ItemExpression
        else { return nil }
        guard case .dict(let dict)? = try? base.evaluate(renderer, activation), case .string(let name) = index else {
            return base.origin(renderer, activation)
        }
        return dict.mark(named: name) ?? base.origin(renderer, activation)
    }
}

/// `value[start:stop:step]`.
final class SliceExpression: Expression, @unchecked Sendable {
    let base: Expression
    let bounds: [Expression?]

    init(_ syntax: Expr, _ base: Expression, _ bounds: [Expression?]) {
        self.base = base
        self.bounds = bounds
        super.init(syntax)
    }

    override func evaluate(_ renderer: Renderer, _ activation: Activation) throws -> Value {
        let value = try base.evaluate(renderer, activation)
        let limits = try bounds.map { try $0?.evaluate(renderer, activation) ?? .none }
        return try located(activation, [base], renderer) { try Slicing.slice(value, limits) }
    }
}

/// Compiled arguments of a call.
struct CallArguments: Sendable {
    let positional: [Expression]
    let named: [(name: String, value: Expression)]
    let list: Expression?
    let dict: Expression?

    func evaluate(_ renderer: Renderer, _ activation: Activation) throws -> Call {
        var call = Call(autoescape: activation.context.autoescape)
        if !positional.isEmpty { call.positional = try positional.map { try $0.evaluate(renderer, activation) } }
        for (name, value) in named { call.named.append((name, try value.evaluate(renderer, activation))) }
        if let list {
            let value = try list.evaluate(renderer, activation)
            try list.located(activation) { call.positional += try Sequences.array(of: value, renderer) }
        }
        if let dict {
            let value = try dict.evaluate(renderer, activation)
            guard case .dict(let entries) = value else {
                throw dict.locate(Failure("argument after ** must be a mapping, not \(value.typeName)"), activation)
            }
            for (key, item) in zip(entries.keys, entries.values) {
                guard let name = key.stringValue else {
                    throw dict.locate(Failure("keywords must be strings"), activation)
                }
                guard !call.named.contains(where: { sameText($0.name, name) }) else {
                    throw dict.locate(Failure("got multiple values for keyword argument '\(name)'"), activation)
                }
                call.named.append((name, item))
            }
        }
        return call
    }
}

final class CallExpression: Expression, @unchecked Sendable {
    let function: Expression
    let arguments: CallArguments

    init(_ syntax: Expr, _ function: Expression, _ arguments: CallArguments) {
        self.function = function
        self.arguments = arguments
        super.init(syntax)
    }

    override func evaluate(_ renderer: Renderer, _ activation: Activation) throws -> Value {
        try call(renderer, activation, caller: nil)
    }

    func call(_ renderer: Renderer, _ activation: Activation, caller: Value?) throws -> Value {
        let target = try function.evaluate(renderer, activation)
        var call = try arguments.evaluate(renderer, activation)
        if let caller {
            guard !call.named.contains(where: { $0.name == "caller" }) else {
                throw locate(Failure("got multiple values for keyword argument 'caller'"), activation)
            }
            call.named.append(("caller", caller))
        }
        do {
            switch target {
            case .object(let object): return try object.call(call, renderer)
            case .undefined(let undefined): throw undefined.failure
            default: throw Failure("'\(target.typeName)' object is not callable")
            }
        } catch {
            let isPlaced = (error as? Failure)?.place != nil
            var failure = locate(error, activation, [function] + arguments.positional, renderer)
            if isPlaced, failure.kind == .plain, failure.context.count < 30 {
                let mark = activation.code.source.mark(at: offset)
                failure.context.append("called from \(mark)")
            }
            throw failure
        }
    }
}

/// `value | name(...)`.
final class FilterExpression: Expression, @unchecked Sendable {
    /// `nil` for a filter over what a block has printed.
    let operand: Expression?
    let filter: Filter
    let arguments: CallArguments

    init(_ syntax: Expr, _ operand: Expression?, _ filter: Filter, _ arguments: CallArguments) {
        self.operand = operand
        self.filter = filter
        self.arguments = arguments
        super.init(syntax)
    }

    override func evaluate(_ renderer: Renderer, _ activation: Activation) throws -> Value {
        try apply(to: nil, renderer, activation)
    }

    /// Filters the operand, or `block` where the innermost filter of a chain has none.
    func apply(to block: Value?, _ renderer: Renderer, _ activation: Activation) throws -> Value {
        let value: Value
        if let inner = operand as? FilterExpression {
            value = try inner.apply(to: block, renderer, activation)
        } else {
            value = try operand?.evaluate(renderer, activation) ?? block ?? .none
        }
        let call = try arguments.evaluate(renderer, activation)
        do {
            return try filter.apply(value, call, renderer)
        } catch {
            throw locate(error, activation, [operand].compactMap { $0 } + arguments.positional, renderer)
        }
    }

    override func origin(_ renderer: Renderer, _ activation: Activation) -> SourceMark? {
        operand?.origin(renderer, activation)
    }
}

/// `value is name(...)`.
final class TestExpression: Expression, @unchecked Sendable {
    let operand: Expression
    let test: ValueTest
    let arguments: CallArguments

    init(_ syntax: Expr, _ operand: Expression, _ test: ValueTest, _ arguments: CallArguments) {
        self.operand = operand
        self.test = test
        self.arguments = arguments
        super.init(syntax)
    }

    override func evaluate(_ renderer: Renderer, _ activation: Activation) throws -> Value {
        .bool(try truth(renderer, activation))
    }

    override func truth(_ renderer: Renderer, _ activation: Activation) throws -> Bool {
        let value = try operand.evaluate(renderer, activation)
        let call = try arguments.evaluate(renderer, activation)
        return try located(activation, [operand], renderer) { try test.apply(value, call, renderer) }
    }
}

/// A filter or test that does not exist, where Jinja2 only minds when it is reached.
final class MissingExpression: Expression, @unchecked Sendable {
    let failure: Failure

    init(_ syntax: Expr, _ failure: Failure) {
        self.failure = failure
        super.init(syntax)
    }

    override func evaluate(_ renderer: Renderer, _ activation: Activation) throws -> Value {
        throw locate(failure, activation)
    }
}
