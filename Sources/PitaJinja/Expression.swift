import PitaDiagnostics

/// A compiled expression.
///
/// `@unchecked Sendable`: every stored property of every subclass is a `let` of a Sendable type; only being open to
/// subclasses keeps the compiler from seeing it.
class Expression: @unchecked Sendable {
    let offset: Int
    let length: Int

    init(_ syntax: Expr) {
        offset = syntax.offset
        length = syntax.length
    }

    func evaluate(_ renderer: Renderer, _ activation: Activation) throws -> Value { .none }

    /// Its truth, without making a value of it where that can be avoided.
    func truth(_ renderer: Renderer, _ activation: Activation) throws -> Bool {
        let value = try evaluate(renderer, activation)
        if case .undefined = value { return try located(activation) { try Operators.truth(value) } }
        return value.isTrue
    }

    /// Where its value came from; asked only when something is wrong with it.
    func origin(_ renderer: Renderer, _ activation: Activation) -> SourceMark? { nil }

    /// The value, when it is a literal.
    var constant: Value? { nil }

    /// Runs what may fail on behalf of this expression and says where it was.
    @inline(__always)
    final func located<Result>(
        _ activation: Activation, _ operands: [Expression] = [], _ renderer: Renderer? = nil,
        _ body: () throws -> Result
    ) throws -> Result {
        do {
            return try body()
        } catch {
            throw locate(error, activation, operands, renderer)
        }
    }

    @inline(never)
    final func locate(
        _ error: any Error, _ activation: Activation, _ operands: [Expression] = [], _ renderer: Renderer? = nil
    ) -> Failure {
        var failure = Failure.from(error)
        guard failure.place == nil, failure.kind != .needsThaw else { return failure }
        let source = activation.code.source
        failure.place = Failure.Place(source: source, offset: offset, length: length)
        if let undefined = failure.undefined, let name = undefined.name, failure.hint == nil {
            let known: [String]
            if case .dict(let dict)? = undefined.owner {
                known = dict.keys.compactMap(\.stringValue)
            } else {
                known =
                    undefined.owner == nil
                    ? activation.context.scope.names + Array(activation.context.variables.keys) : []
            }
            failure.hint = Suggestion.hint(for: name, among: known)
        }
        if let renderer {
            for operand in operands {
                guard let mark = operand.origin(renderer, activation) else { continue }
                failure.context.append("value from \(mark)")
            }
        }
        return failure
    }
}

final class ConstantExpression: Expression, @unchecked Sendable {
    let value: Value

    init(_ syntax: Expr, _ value: Value) {
        self.value = value
        super.init(syntax)
    }

    override func evaluate(_ renderer: Renderer, _ activation: Activation) throws -> Value { value }
    override func truth(_ renderer: Renderer, _ activation: Activation) throws -> Bool { value.isTrue }
    override var constant: Value? { value }
}

/// A variable, known by its slot.
final class NameExpression: Expression, @unchecked Sendable {
    let name: String
    let hops: Int
    let slot: Int

    init(_ syntax: Expr, _ name: String, hops: Int, slot: Int) {
        self.name = name
        self.hops = hops
        self.slot = slot
        super.init(syntax)
    }

    override func evaluate(_ renderer: Renderer, _ activation: Activation) throws -> Value {
        if hops == 0, let value = activation.slots[slot] { return value }
        if hops > 0, let value = activation.outer(hops).slots[slot] { return value }
        return .undefined(Undefined("'\(name)' is undefined", name: name))
    }

    override func origin(_ renderer: Renderer, _ activation: Activation) -> SourceMark? {
        activation.context.scope.origin(name)?.mark(named: name)
    }
}

/// A tuple, a list or a dict as written.
final class SequenceExpression: Expression, @unchecked Sendable {
    let items: [Expression]
    let isTuple: Bool

    init(_ syntax: Expr, _ items: [Expression], isTuple: Bool) {
        self.items = items
        self.isTuple = isTuple
        super.init(syntax)
    }

    override func evaluate(_ renderer: Renderer, _ activation: Activation) throws -> Value {
        let list = List(try items.map { try $0.evaluate(renderer, activation) })
        return try located(activation) {
            try Operators.ensureDepth(list.depth)
            return isTuple ? .tuple(list) : .list(list)
        }
    }
}

final class DictExpression: Expression, @unchecked Sendable {
    let items: [(key: Expression, value: Expression)]

    init(_ syntax: Expr, _ items: [(key: Expression, value: Expression)]) {
        self.items = items
        super.init(syntax)
    }

    override func evaluate(_ renderer: Renderer, _ activation: Activation) throws -> Value {
        let dict = Dict()
        for (key, value) in items {
            let name = try key.evaluate(renderer, activation)
            let item = try value.evaluate(renderer, activation)
            try key.located(activation) { try dict.set(name, item) }
        }
        try located(activation) { try Operators.ensureDepth(dict.depth) }
        return .dict(dict)
    }
}

final class ConditionalExpression: Expression, @unchecked Sendable {
    let test: Expression
    let then: Expression
    let otherwise: Expression?

    init(_ syntax: Expr, test: Expression, then: Expression, otherwise: Expression?) {
        self.test = test
        self.then = then
        self.otherwise = otherwise
        super.init(syntax)
    }

    private static let nothing = Value.undefined(
        Undefined(
            "the inline if-expression evaluated to false and no else section was defined", isLenient: true))

    override func evaluate(_ renderer: Renderer, _ activation: Activation) throws -> Value {
        if try test.truth(renderer, activation) { return try then.evaluate(renderer, activation) }
        return try otherwise?.evaluate(renderer, activation) ?? Self.nothing
    }
}

/// `and` and `or`, which give one of their operands.
final class LogicExpression: Expression, @unchecked Sendable {
    let left: Expression
    let right: Expression
    let isAnd: Bool

    init(_ syntax: Expr, _ left: Expression, _ right: Expression, isAnd: Bool) {
        self.left = left
        self.right = right
        self.isAnd = isAnd
        super.init(syntax)
    }

    override func evaluate(_ renderer: Renderer, _ activation: Activation) throws -> Value {
        let first = try left.evaluate(renderer, activation)
        let isTrue = try left.located(activation) { try Operators.truth(first) }
        return isTrue == isAnd ? try right.evaluate(renderer, activation) : first
    }

    override func truth(_ renderer: Renderer, _ activation: Activation) throws -> Bool {
        try left.truth(renderer, activation) == isAnd ? try right.truth(renderer, activation) : !isAnd
    }
}

final class NotExpression: Expression, @unchecked Sendable {
    let operand: Expression

    init(_ syntax: Expr, _ operand: Expression) {
        self.operand = operand
        super.init(syntax)
    }

    override func evaluate(_ renderer: Renderer, _ activation: Activation) throws -> Value {
        .bool(!(try operand.truth(renderer, activation)))
    }

    override func truth(_ renderer: Renderer, _ activation: Activation) throws -> Bool {
        !(try operand.truth(renderer, activation))
    }
}

/// A chain of comparisons: `a < b <= c` asks each neighbour pair, and each operand once.
final class CompareExpression: Expression, @unchecked Sendable {
    let first: Expression
    let rest: [(CompareOperator, Expression)]

    init(_ syntax: Expr, _ first: Expression, _ rest: [(CompareOperator, Expression)]) {
        self.first = first
        self.rest = rest
        super.init(syntax)
    }

    override func evaluate(_ renderer: Renderer, _ activation: Activation) throws -> Value {
        .bool(try truth(renderer, activation))
    }

    override func truth(_ renderer: Renderer, _ activation: Activation) throws -> Bool {
        var left = try first.evaluate(renderer, activation)
        var leftSyntax = first
        for (operation, operand) in rest {
            let right = try operand.evaluate(renderer, activation)
            do {
                guard try Operators.compare(operation, left, right) else { return false }
            } catch {
                throw locate(error, activation, [leftSyntax, operand], renderer)
            }
            left = right
            leftSyntax = operand
        }
        return true
    }
}

final class BinaryExpression: Expression, @unchecked Sendable {
    let operation: BinaryOperator
    let left: Expression
    let right: Expression

    init(_ syntax: Expr, _ operation: BinaryOperator, _ left: Expression, _ right: Expression) {
        self.operation = operation
        self.left = left
        self.right = right
        super.init(syntax)
    }

    override func evaluate(_ renderer: Renderer, _ activation: Activation) throws -> Value {
        let first = try left.evaluate(renderer, activation)
        let second = try right.evaluate(renderer, activation)
        if case .int(let one) = first, case .int(let two) = second {
            switch operation {
            case .add:
                let (sum, overflow) = one.addingReportingOverflow(two)
                if !overflow { return .int(sum) }
            case .sub:
                let (difference, overflow) = one.subtractingReportingOverflow(two)
                if !overflow { return .int(difference) }
            case .mul:
                let (product, overflow) = one.multipliedReportingOverflow(by: two)
                if !overflow { return .int(product) }
            default: break
            }
        }
        do {
            return try Operators.binary(operation, first, second, renderer)
        } catch {
            throw locate(error, activation, [left, right], renderer)
        }
    }
}

final class UnaryExpression: Expression, @unchecked Sendable {
    let isNegative: Bool
    let operand: Expression

    init(_ syntax: Expr, isNegative: Bool, _ operand: Expression) {
        self.isNegative = isNegative
        self.operand = operand
        super.init(syntax)
    }

    override func evaluate(_ renderer: Renderer, _ activation: Activation) throws -> Value {
        let value = try operand.evaluate(renderer, activation)
        return try located(activation, [operand], renderer) { try Operators.unary(isNegative: isNegative, value) }
    }
}

/// `a ~ b ~ c`: the texts joined.
final class ConcatExpression: Expression, @unchecked Sendable {
    let parts: [Expression]
    let escaping: Escaping

    init(_ syntax: Expr, _ parts: [Expression], escaping: Escaping) {
        self.parts = parts
        self.escaping = escaping
        super.init(syntax)
    }

    override func evaluate(_ renderer: Renderer, _ activation: Activation) throws -> Value {
        let values = try parts.map { try $0.evaluate(renderer, activation) }
        return try located(activation, parts, renderer) {
            let escape = escaping.isOn(activation)
            let hasMarkup = escape && values.contains { if case .markup = $0 { true } else { false } }
            var result = ""
            for value in values {
                let text = try PythonText.string(value)
                if case .markup = value { result += text } else { result += hasMarkup ? HTML.escaped(text) : text }
                try renderer.ensure(textBytes: result.utf8.count)
            }
            return hasMarkup ? .markup(result) : .string(result)
        }
    }
}

/// Whether output is escaped: known when compiling, or only by the context.
enum Escaping: Sendable {
    case off, on, dynamic

    @inline(__always)
    func isOn(_ activation: Activation) -> Bool {
        switch self {
        case .off: false
        case .on: true
        case .dynamic: activation.context.autoescape
        }
    }
}
