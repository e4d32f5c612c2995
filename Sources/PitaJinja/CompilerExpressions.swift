import PitaDiagnostics

extension Compiler {
    func expression(_ syntax: Expr, _ frame: Frame) throws -> Expression {
        switch syntax.kind {
        case .constant(let value): return ConstantExpression(syntax, value)
        case .data(let text): return ConstantExpression(syntax, .string(text))
        case .name(let name), .namespaceRef(let name, _):
            let found = reference(name, frame)
            return NameExpression(
                syntax, name, hops: frame.function.depth - found.function.depth, slot: found.slot)
        case .tuple(let items): return SequenceExpression(syntax, try expressions(items, frame), isTuple: true)
        case .list(let items): return SequenceExpression(syntax, try expressions(items, frame), isTuple: false)
        case .dict(let items):
            return DictExpression(
                syntax, try items.map { (try expression($0.key, frame), try expression($0.value, frame)) })
        case .conditional(let test, let then, let otherwise):
            var soft = frame
            soft.isSoft = true
            return ConditionalExpression(
                syntax, test: try expression(test, soft), then: try expression(then, soft),
                otherwise: try otherwise.map { try expression($0, soft) })
        case .or(let left, let right):
            return LogicExpression(syntax, try expression(left, frame), try expression(right, frame), isAnd: false)
        case .and(let left, let right):
            return LogicExpression(syntax, try expression(left, frame), try expression(right, frame), isAnd: true)
        case .not(let operand): return NotExpression(syntax, try expression(operand, frame))
        case .compare(let first, let rest):
            return CompareExpression(
                syntax, try expression(first, frame), try rest.map { ($0.0, try expression($0.1, frame)) })
        case .binary(let operation, let left, let right):
            return BinaryExpression(syntax, operation, try expression(left, frame), try expression(right, frame))
        case .concat(let parts):
            return ConcatExpression(syntax, try expressions(parts, frame), escaping: frame.escaping)
        case .unary(let isNegative, let operand):
            return UnaryExpression(syntax, isNegative: isNegative, try expression(operand, frame))
        default: return try access(syntax, frame)
        }
    }

    private func expressions(_ items: [Expr], _ frame: Frame) throws -> [Expression] {
        try items.map { try expression($0, frame) }
    }

    private func access(_ syntax: Expr, _ frame: Frame) throws -> Expression {
        switch syntax.kind {
        case .attribute(let base, let name): return AttributeExpression(syntax, try expression(base, frame), name)
        case .item(let base, let key):
            if case .slice(let start, let stop, let step) = key.kind {
                return SliceExpression(
                    syntax, try expression(base, frame),
                    try [start, stop, step].map { try $0.map { try expression($0, frame) } })
            }
            return ItemExpression(syntax, try expression(base, frame), try expression(key, frame))
        case .call(let function, let arguments):
            return CallExpression(syntax, try expression(function, frame), try self.arguments(arguments, frame))
        case .filter(let operand, let name, let arguments):
            let inner = try operand.map { try expression($0, frame) }
            let call = try self.arguments(arguments, frame)
            guard let filter = engine.filters[name] else {
                return try missing("filter", name, engine.filters.keys, syntax, frame)
            }
            return FilterExpression(syntax, inner, filter, call)
        case .test(let operand, let name, let arguments):
            let inner = try expression(operand, frame)
            let call = try self.arguments(arguments, frame)
            guard let test = engine.tests[name] else {
                return try missing("test", name, engine.tests.keys, syntax, frame)
            }
            return TestExpression(syntax, inner, test, call)
        default: throw fail("a slice stands only in brackets", syntax.offset, syntax.length)
        }
    }

    private func missing(
        _ what: String, _ name: String, _ known: some Sequence<String>, _ syntax: Expr, _ frame: Frame
    ) throws -> Expression {
        let hint = Suggestion.hint(for: name, among: known)
        let failure = fail("No \(what) named '\(name)'.", syntax.offset, syntax.length, hint: hint)
        guard frame.isSoft else { throw failure }
        return MissingExpression(syntax, failure)
    }

    private func arguments(_ syntax: CallSyntax, _ frame: Frame) throws -> CallArguments {
        CallArguments(
            positional: try expressions(syntax.positional, frame),
            named: try syntax.named.map { ($0.name, try expression($0.value, frame)) },
            list: try syntax.list.map { try expression($0, frame) },
            dict: try syntax.dict.map { try expression($0, frame) })
    }
}
