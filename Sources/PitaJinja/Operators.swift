internal import BigInt
internal import Glibc

/// Python's operators.
enum Operators {
    /// How deeply containers may hold one another when they are made.
    private static let deepest = 300

    static func ensureDepth(_ depth: Int) throws {
        guard depth <= deepest else { throw Failure.limit("lists and dicts inside one another") }
    }

    @inline(__always)
    static func truth(_ value: Value) throws -> Bool {
        if case .undefined(let undefined) = value, !undefined.isLenient { throw undefined.failure }
        return value.isTrue
    }

    static func compare(_ operation: CompareOperator, _ left: Value, _ right: Value) throws -> Bool {
        switch operation {
        case .eq: return try ValueOrder.areEqual(left, right)
        case .ne: return try !ValueOrder.areEqual(left, right)
        case .within: return try contains(right, left)
        case .notWithin: return try !contains(right, left)
        default:
            guard let order = try ValueOrder.compare(left, right, operation.rawValue) else { return false }
            return switch operation {
            case .lt: order < 0
            case .le: order <= 0
            case .gt: order > 0
            default: order >= 0
            }
        }
    }

    /// `item in container`.
    static func contains(_ container: Value, _ item: Value) throws -> Bool {
        switch container {
        case .string(let text), .markup(let text):
            guard let part = item.stringValue else {
                if case .undefined(let undefined) = item { throw undefined.failure }
                throw Failure("'in <string>' requires string as left operand, not \(item.typeName)")
            }
            return String.find(Array(part.utf8), in: Array(text.utf8), from: 0) != nil
        case .dict(let dict): return try dict.place(of: item) != nil
        case .object(let range as RangeObject):
            guard let number = Number(item),
                let whole = number.integer
                    ?? (try? number.double()).flatMap({
                        $0 == $0.rounded() && abs($0) < 1e18 ? BigInt($0) : nil
                    }), let value = Int(exactly: whole)
            else { return false }
            let distance = value &- range.start
            guard range.count > 0, range.step != 0, distance % range.step == 0 else { return false }
            return (0..<range.count).contains(distance / range.step)
        default:
            guard let iterator = try Sequences.iterator(of: container) else {
                throw Failure("argument of type '\(container.typeName)' is not iterable")
            }
            while let value = try iterator.next() {
                if try ValueOrder.areSame(value, item, 0) { return true }
            }
            return false
        }
    }

    static func unary(isNegative: Bool, _ value: Value) throws -> Value {
        switch Number(value) {
        case .int(let number):
            if !isNegative { return .int(number) }
            return number == .min ? Number.value(-BigInt(number)) : .int(-number)
        case .big(let number): return isNegative ? Number.value(-number) : value
        case .float(let number): return .float(isNegative ? -number : number)
        case nil:
            if case .undefined(let undefined) = value { throw undefined.failure }
            throw Failure("bad operand type for unary \(isNegative ? "-" : "+"): '\(value.typeName)'")
        }
    }

    static func binary(
        _ operation: BinaryOperator, _ left: Value, _ right: Value, _ renderer: Renderer
    ) throws -> Value {
        if case .undefined(let undefined) = left { throw undefined.failure }
        switch operation {
        case .mod:
            if let template = left.stringValue {
                return try PercentFormat.format(left, template, right, renderer)
            }
        case .add:
            if let sum = try joined(left, right, renderer) { return sum }
        case .mul:
            if let product = try repeated(left, right, renderer) ?? repeated(right, left, renderer) { return product }
        default: break
        }
        if case .undefined(let undefined) = right { throw undefined.failure }
        guard let first = Number(left), let second = Number(right) else {
            throw unsupported(operation, left, right)
        }
        return try Arithmetic.apply(operation, first, second, renderer.limits)
    }

    private static func unsupported(_ operation: BinaryOperator, _ left: Value, _ right: Value) -> Failure {
        if operation == .add, case .string = left {
            return Failure("can only concatenate str (not \"\(right.typeName)\") to str")
        }
        if operation == .mul, left.isSequence || right.isSequence {
            return Failure("can't multiply sequence by non-int of type '\((left.isSequence ? right : left).typeName)'")
        }
        let sign = operation == .pow ? "** or pow()" : operation.rawValue
        return Failure("unsupported operand type(s) for \(sign): '\(left.typeName)' and '\(right.typeName)'")
    }

    /// `+` of texts, lists and tuples.
    private static func joined(_ left: Value, _ right: Value, _ renderer: Renderer) throws -> Value? {
        switch (left, right) {
        case (.string(let one), .string(let two)):
            try renderer.ensure(textBytes: one.utf8.count + two.utf8.count)
            return .string(one + two)
        case (.markup(let one), .string(let two)): return .markup(one + HTML.escaped(two))
        case (.string(let one), .markup(let two)): return .markup(HTML.escaped(one) + two)
        case (.markup(let one), .markup(let two)):
            try renderer.ensure(textBytes: one.utf8.count + two.utf8.count)
            return .markup(one + two)
        case (.list(let one), .list(let two)):
            try renderer.ensure(textBytes: (one.items.count + two.items.count) * 16)
            return .list(List(one.items + two.items))
        case (.tuple(let one), .tuple(let two)):
            try renderer.ensure(textBytes: (one.items.count + two.items.count) * 16)
            return .tuple(List(one.items + two.items))
        default: return nil
        }
    }

    /// A sequence times a number.
    private static func repeated(_ value: Value, _ times: Value, _ renderer: Renderer) throws -> Value? {
        guard value.isSequence else { return nil }
        let count: Int
        switch times {
        case .int(let number): count = max(0, number)
        case .bool(let flag): count = flag ? 1 : 0
        case .big: throw Failure("cannot fit 'int' into an index-sized integer")
        default: return nil
        }
        switch value {
        case .string(let text), .markup(let text):
            try renderer.ensure(textBytes: text.utf8.count, times: count)
            let result = String(repeating: text, count: text.isEmpty ? 0 : count)
            if case .markup = value { return .markup(result) }
            return .string(result)
        case .list(let list), .tuple(let list):
            try renderer.ensure(textBytes: list.items.count &* 16, times: count)
            var items: [Value] = []
            items.reserveCapacity(list.items.count * count)
            if !list.items.isEmpty { for _ in 0..<count { items += list.items } }
            if case .tuple = value { return .tuple(List(items)) }
            return .list(List(items))
        default: return nil
        }
    }
}

extension Value {
    /// A text, a list or a tuple.
    var isSequence: Bool {
        switch self {
        case .string, .markup, .list, .tuple: true
        default: false
        }
    }
}

/// Python's arithmetic: integers of any size, and floats.
enum Arithmetic {
    static func apply(
        _ operation: BinaryOperator, _ left: Number, _ right: Number, _ limits: RenderLimits
    ) throws -> Value {
        if let one = left.integer, let two = right.integer {
            return try integers(operation, one, two, limits)
        }
        return .float(try floats(operation, try left.double(), try right.double()))
    }

    private static func integers(
        _ operation: BinaryOperator, _ left: BigInt, _ right: BigInt, _ limits: RenderLimits
    ) throws -> Value {
        switch operation {
        case .add: return Number.value(left + right)
        case .sub: return Number.value(left - right)
        case .mul:
            guard left.magnitude.bitWidth + right.magnitude.bitWidth <= limits.integerBits else {
                throw Failure.limit("the size of an integer")
            }
            return Number.value(left * right)
        case .div:
            guard !right.isZero else { throw Failure("division by zero") }
            guard let result = Number.quotient(left, right) else {
                throw Failure("integer division result too large for a float")
            }
            return .float(result)
        case .floordiv, .mod:
            guard !right.isZero else { throw Failure("integer division or modulo by zero") }
            var (quotient, rest) = left.quotientAndRemainder(dividingBy: right)
            if !rest.isZero, (rest.sign == .minus) != (right.sign == .minus) {
                quotient -= 1
                rest += right
            }
            return Number.value(operation == .mod ? rest : quotient)
        case .pow:
            if right.sign == .minus, !right.isZero {
                return .float(try power(try Number.big(left).double(), try Number.big(right).double()))
            }
            let bits = BigInt(max(1, left.magnitude.bitWidth))
            guard left.magnitude <= 1 || bits * right <= BigInt(limits.integerBits) else {
                throw Failure.limit("the size of an integer")
            }
            if left.magnitude <= 1 {
                if left.isZero { return .int(right.isZero ? 1 : 0) }
                return .int(left.sign == .minus && right % 2 != 0 ? -1 : 1)
            }
            return Number.value(left.power(Int(right)))
        }
    }

    private static func floats(_ operation: BinaryOperator, _ left: Double, _ right: Double) throws -> Double {
        switch operation {
        case .add: return left + right
        case .sub: return left - right
        case .mul: return left * right
        case .div:
            guard right != 0 else { throw Failure("float division by zero") }
            return left / right
        case .floordiv, .mod:
            guard right != 0 else {
                throw Failure(operation == .mod ? "float modulo" : "float floor division by zero")
            }
            let (quotient, rest) = divided(left, right)
            return operation == .mod ? rest : quotient
        case .pow: return try power(left, right)
        }
    }

    /// Python's `divmod` of floats: the rest has the sign of the divisor.
    private static func divided(_ left: Double, _ right: Double) -> (Double, Double) {
        var rest = fmod(left, right)
        var quotient = (left - rest) / right
        if rest != 0 {
            if (right < 0) != (rest < 0) {
                rest += right
                quotient -= 1
            }
        } else {
            rest = copysign(0, right)
        }
        guard quotient != 0 else { return (copysign(0, left / right), rest) }
        var whole = floor(quotient)
        if quotient - whole > 0.5 { whole += 1 }
        return (whole, rest)
    }

    private static func power(_ left: Double, _ right: Double) throws -> Double {
        if left == 0, right < 0 { throw Failure("0.0 cannot be raised to a negative power") }
        if left < 0, left.isFinite, right.isFinite, right != right.rounded() {
            throw Failure("a negative number to a fractional power is a complex number, which templates do not have")
        }
        let result = pow(left, right)
        if result.isInfinite, left.isFinite, right.isFinite { throw Failure("Numerical result out of range") }
        return result
    }
}
