/// Expressions, from the loosest binding to the tightest.
extension Parser {
    private func make(_ kind: Expr.Kind, _ start: Int, depth: Int) throws -> Expr {
        let end = place > 0 ? tokens[place - 1].offset + tokens[place - 1].length : start
        guard depth < limits.templateDepth else {
            throw fail("the expression is nested too deeply", offset: start, length: 1)
        }
        return Expr(kind: kind, offset: start, length: max(1, end - start), depth: depth + 1)
    }

    mutating func expression(withConditional: Bool = true) throws -> Expr {
        try nested { parser in
            withConditional ? try parser.conditional() : try parser.disjunction()
        }
    }

    private mutating func conditional() throws -> Expr {
        let start = current.offset
        var result = try disjunction()
        while skipName("if") {
            let test = try disjunction()
            let otherwise = skipName("else") ? try nested { try $0.conditional() } : nil
            let depth = max(test.depth, result.depth, otherwise?.depth ?? 0)
            result = try make(.conditional(test: test, then: result, otherwise: otherwise), start, depth: depth)
        }
        return result
    }

    private mutating func disjunction() throws -> Expr {
        let start = current.offset
        var left = try conjunction()
        while skipName("or") {
            let right = try conjunction()
            left = try make(.or(left, right), start, depth: max(left.depth, right.depth))
        }
        return left
    }

    private mutating func conjunction() throws -> Expr {
        let start = current.offset
        var left = try negation()
        while skipName("and") {
            let right = try negation()
            left = try make(.and(left, right), start, depth: max(left.depth, right.depth))
        }
        return left
    }

    private mutating func negation() throws -> Expr {
        let start = current.offset
        guard skipName("not") else { return try comparison() }
        let operand = try nested { try $0.negation() }
        return try make(.not(operand), start, depth: operand.depth)
    }

    private mutating func comparison() throws -> Expr {
        let start = current.offset
        let first = try arithmetic(0)
        var rest: [(CompareOperator, Expr)] = []
        var depth = first.depth
        while let found = comparisonOperator() {
            let operand = try arithmetic(0)
            depth = max(depth, operand.depth)
            rest.append((found, operand))
        }
        return rest.isEmpty ? first : try make(.compare(first, rest), start, depth: depth)
    }

    private mutating func comparisonOperator() -> CompareOperator? {
        let found: CompareOperator
        switch current.kind {
        case .eq: found = .eq
        case .ne: found = .ne
        case .lt: found = .lt
        case .lteq: found = .le
        case .gt: found = .gt
        case .gteq: found = .ge
        case .name where current.text == "in": found = .within
        case .name where current.text == "not" && following.isName("in"):
            advance()
            found = .notWithin
        default: return nil
        }
        advance()
        return found
    }

    /// `+ -`, then `~`, then `* / // %`, then `**`; each level is left to right.
    private mutating func arithmetic(_ level: Int) throws -> Expr {
        if level == 4 { return try unary(withFilter: true) }
        let start = current.offset
        var left = try arithmetic(level + 1)
        if level == 1 {
            guard current.kind == .tilde else { return left }
            var parts = [left]
            while skip(.tilde) { parts.append(try arithmetic(level + 1)) }
            return try make(.concat(parts), start, depth: parts.map(\.depth).max() ?? 0)
        }
        while let found = Self.arithmeticOperators[level][current.kind] {
            advance()
            let right = try arithmetic(level + 1)
            left = try make(.binary(found, left, right), start, depth: max(left.depth, right.depth))
        }
        return left
    }

    private static let arithmeticOperators: [[Token.Kind: BinaryOperator]] = [
        [.add: .add, .sub: .sub], [:], [.mul: .mul, .div: .div, .floordiv: .floordiv, .mod: .mod], [.pow: .pow],
    ]

    private mutating func unary(withFilter: Bool) throws -> Expr {
        let start = current.offset
        var node: Expr
        if current.kind == .sub || current.kind == .add {
            let isNegative = advance().kind == .sub
            let operand = try nested { try $0.unary(withFilter: false) }
            node = try make(.unary(isNegative: isNegative, operand), start, depth: operand.depth)
        } else {
            node = try primary()
        }
        node = try postfix(node)
        guard withFilter else { return node }
        while true {
            if current.kind == .pipe {
                node = try filter(node)
            } else if current.isName("is") {
                node = try test(node)
            } else if current.kind == .lparen {
                node = try call(node)
            } else {
                return node
            }
        }
    }

    mutating func primary(withNamespace: Bool = false) throws -> Expr {
        let token = current
        switch token.kind {
        case .name:
            advance()
            if let constant = Self.constants[token.text] {
                return try make(.constant(constant), token.offset, depth: 0)
            }
            if withNamespace, skip(.dot) {
                return try make(.namespaceRef(token.text, try expect(.name).text), token.offset, depth: 0)
            }
            return try make(.name(token.text), token.offset, depth: 0)
        case .string:
            var text = advance().text
            while current.kind == .string { text += advance().text }
            return try make(.constant(.string(text)), token.offset, depth: 0)
        case .integer:
            advance()
            guard let value = NumberLiteral.integer(token.text) else { throw fail("the number is too long", token) }
            return try make(.constant(value), token.offset, depth: 0)
        case .float:
            advance()
            return try make(.constant(.float(Double(token.text) ?? 0)), token.offset, depth: 0)
        case .lparen:
            advance()
            let inner = try nested { try $0.tuple(isExplicit: true) }
            try expect(.rparen)
            return inner
        case .lbracket:
            let items = try list()
            return try make(.list(items), token.offset, depth: items.map(\.depth).max() ?? 0)
        case .lbrace: return try dict()
        default: throw fail("unexpected '\(token.described)'", token)
        }
    }

    private static let constants: [String: Value] = [
        "true": .bool(true), "True": .bool(true), "false": .bool(false), "False": .bool(false), "none": .none,
        "None": .none,
    ]

    private mutating func list() throws -> [Expr] {
        try expect(.lbracket)
        var items: [Expr] = []
        while current.kind != .rbracket {
            if !items.isEmpty { try expect(.comma) }
            if current.kind == .rbracket { break }
            items.append(try expression())
        }
        try expect(.rbracket)
        return items
    }

    private mutating func dict() throws -> Expr {
        let start = try expect(.lbrace).offset
        var items: [(key: Expr, value: Expr)] = []
        while current.kind != .rbrace {
            if !items.isEmpty { try expect(.comma) }
            if current.kind == .rbrace { break }
            let key = try expression()
            try expect(.colon)
            items.append((key, try expression()))
        }
        try expect(.rbrace)
        return try make(.dict(items), start, depth: items.map { max($0.key.depth, $0.value.depth) }.max() ?? 0)
    }

    /// One expression, or several with commas, which make a tuple.
    mutating func tuple(
        simplified: Bool = false, withConditional: Bool = true, ends: [String] = [], isExplicit: Bool = false,
        withNamespace: Bool = false
    ) throws -> Expr {
        let start = current.offset
        var items: [Expr] = []
        var isTuple = false
        while true {
            if !items.isEmpty { try expect(.comma) }
            if [.variableEnd, .blockEnd, .rparen].contains(current.kind) { break }
            if current.kind == .name, ends.contains(current.text) { break }
            items.append(
                simplified
                    ? try nested { try $0.primary(withNamespace: withNamespace) }
                    : try expression(withConditional: withConditional))
            guard current.kind == .comma else { break }
            isTuple = true
        }
        if !isTuple {
            if let only = items.first { return only }
            guard isExplicit else { throw fail("Expected an expression, got '\(current.described)'") }
        }
        return try make(.tuple(items), start, depth: items.map(\.depth).max() ?? 0)
    }

    private mutating func postfix(_ start: Expr) throws -> Expr {
        var node = start
        while true {
            switch current.kind {
            case .dot, .lbracket: node = try subscripted(node)
            case .lparen: node = try call(node)
            default: return node
            }
        }
    }

    private mutating func subscripted(_ node: Expr) throws -> Expr {
        if skip(.dot) {
            let token = current
            if token.kind == .name {
                advance()
                return try make(.attribute(node, token.text), node.offset, depth: node.depth)
            }
            guard token.kind == .integer, let index = NumberLiteral.integer(token.text) else {
                throw fail("expected name or number")
            }
            advance()
            return try make(
                .item(node, try make(.constant(index), token.offset, depth: 0)), node.offset, depth: node.depth)
        }
        let open = try expect(.lbracket)
        var arguments: [Expr] = []
        while current.kind != .rbracket {
            if !arguments.isEmpty { try expect(.comma) }
            arguments.append(try nested { try $0.subscription() })
        }
        try expect(.rbracket)
        let depth = max(node.depth, arguments.map(\.depth).max() ?? 0)
        if arguments.count == 1 { return try make(.item(node, arguments[0]), node.offset, depth: depth) }
        let key = try make(.tuple(arguments), open.offset, depth: depth)
        return try make(.item(node, key), node.offset, depth: depth + 1)
    }

    private mutating func subscription() throws -> Expr {
        let start = current.offset
        var first: Expr?
        if current.kind != .colon {
            let node = try expression()
            if current.kind != .colon { return node }
            first = node
        }
        try expect(.colon)
        var stop: Expr?
        var step: Expr?
        let isEnd: (Token.Kind) -> Bool = { $0 == .rbracket || $0 == .comma }
        if current.kind != .colon, !isEnd(current.kind) { stop = try expression() }
        if skip(.colon), !isEnd(current.kind) { step = try expression() }
        let depth = [first, stop, step].compactMap { $0?.depth }.max() ?? 0
        return try make(.slice(first, stop, step), start, depth: depth)
    }

    private mutating func call(_ node: Expr) throws -> Expr {
        let arguments = try callArguments()
        return try make(.call(node, arguments), node.offset, depth: max(node.depth, arguments.depth))
    }

    mutating func callArguments() throws -> CallSyntax {
        let open = try expect(.lparen)
        var result = CallSyntax()
        func ensure(_ condition: Bool) throws {
            guard condition else { throw fail("invalid syntax for function call expression", open) }
        }
        var isFirst = true
        while current.kind != .rparen {
            if !isFirst {
                try expect(.comma)
                if current.kind == .rparen { break }
            }
            isFirst = false
            if skip(.mul) {
                try ensure(result.list == nil && result.dict == nil)
                result.list = try expression()
            } else if skip(.pow) {
                try ensure(result.dict == nil)
                result.dict = try expression()
            } else if current.kind == .name, following.kind == .assign {
                try ensure(result.dict == nil)
                let token = advance()
                advance()
                guard !result.named.contains(where: { $0.name == token.text }) else {
                    throw fail("keyword argument repeated: \(token.text)", token)
                }
                result.named.append((token.text, try expression()))
            } else {
                try ensure(result.list == nil && result.dict == nil && result.named.isEmpty)
                result.positional.append(try expression())
            }
        }
        try expect(.rparen)
        return result
    }

    /// Filters after `|`, or the first one without it where a statement has said so.
    mutating func filter(_ node: Expr?, isInline: Bool = false) throws -> Expr {
        var result = node
        var isFirst = isInline
        while isFirst || current.kind == .pipe || result == nil {
            if !isFirst { try expect(.pipe) }
            isFirst = false
            let token = current
            let name = try dottedName()
            let arguments = current.kind == .lparen ? try callArguments() : CallSyntax()
            let depth = max(result?.depth ?? 0, arguments.depth)
            result = try make(.filter(result, name, arguments), token.offset, depth: depth)
        }
        guard let result else { throw fail("expected a filter") }
        return result
    }

    private mutating func dottedName() throws -> String {
        var name = try expect(.name).text
        while skip(.dot) { name += "." + (try expect(.name).text) }
        return name
    }

    private mutating func test(_ node: Expr) throws -> Expr {
        advance()
        let isNegated = skipName("not")
        let start = current.offset
        let name = try dottedName()
        var arguments = CallSyntax()
        switch current.kind {
        case .lparen: arguments = try callArguments()
        case .name where ["else", "or", "and"].contains(current.text): break
        case .name where current.text == "is": throw fail("You cannot chain multiple tests with is")
        case .name, .string, .integer, .float, .lbracket, .lbrace:
            let argument = try nested { try $0.primary() }
            arguments.positional = [try postfix(argument)]
        default: break
        }
        let depth = max(node.depth, arguments.depth)
        let result = try make(.test(node, name, arguments), start, depth: depth)
        return isNegated ? try make(.not(result), start, depth: depth + 1) : result
    }
}
