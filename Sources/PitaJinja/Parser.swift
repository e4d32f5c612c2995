import PitaDiagnostics

/// Reads tokens into statements, with Jinja2's grammar and the extensions `do` and `loopcontrols`.
struct Parser {
    let source: TemplateSource
    let limits: RenderLimits
    var tokens: [Token]
    var place = 0
    /// Calls of the parser inside one another; bounds its use of the stack.
    var nesting = 0
    private var tags: [String] = []
    private var expected: [[String]] = []
    private var loops = 0

    init(source: TemplateSource, options: TemplateOptions, limits: RenderLimits) throws {
        self.source = source
        self.limits = limits
        var lexer = Lexer(source: source, options: options)
        tokens = try lexer.tokenise()
    }

    var current: Token { tokens[place] }
    var following: Token { tokens[min(place + 1, tokens.count - 1)] }

    @discardableResult
    mutating func advance() -> Token {
        let token = tokens[place]
        if place < tokens.count - 1 { place += 1 }
        return token
    }

    func fail(_ message: String, _ token: Token? = nil, hint: String? = nil) -> Failure {
        fail(message, offset: (token ?? current).offset, length: (token ?? current).length, hint: hint)
    }

    func fail(_ message: String, offset: Int, length: Int, hint: String? = nil) -> Failure {
        var failure = Failure(message, hint: hint)
        failure.place = Failure.Place(source: source, offset: offset, length: length)
        return failure
    }

    mutating func skip(_ kind: Token.Kind) -> Bool {
        guard current.kind == kind else { return false }
        advance()
        return true
    }

    mutating func skipName(_ name: String) -> Bool {
        guard current.isName(name) else { return false }
        advance()
        return true
    }

    @discardableResult
    mutating func expect(_ kind: Token.Kind) throws -> Token {
        guard current.kind == kind else {
            throw fail("expected token '\(kind.symbol)', got '\(current.described)'")
        }
        return advance()
    }

    mutating func expectName(_ name: String) throws {
        guard skipName(name) else { throw fail("expected token '\(name)', got '\(current.described)'") }
    }

    /// Runs a part of the grammar one level deeper.
    mutating func nested<Result>(_ body: (inout Parser) throws -> Result) throws -> Result {
        nesting += 1
        defer { nesting -= 1 }
        guard nesting <= limits.templateDepth else { throw fail("the template is nested too deeply") }
        return try body(&self)
    }

    // MARK: Statements

    mutating func parse() throws -> [Stmt] {
        try statements(until: [])
    }

    private mutating func statements(until ends: [String]) throws -> [Stmt] {
        var body: [Stmt] = []
        var output: [Expr] = []
        var outputStart = 0
        func flush() {
            guard let first = output.first else { return }
            body.append(Stmt(kind: .output(output), offset: first.offset, length: first.length))
            output = []
        }
        if !ends.isEmpty { expected.append(ends) }
        defer { if !ends.isEmpty { expected.removeLast() } }
        while current.kind != .end {
            outputStart = current.offset
            switch current.kind {
            case .data:
                let token = advance()
                output.append(Expr(kind: .data(token.text), offset: outputStart, length: token.length, depth: 0))
            case .variableBegin:
                advance()
                output.append(try tuple())
                try expect(.variableEnd)
            default:
                flush()
                try expect(.blockBegin)
                if current.kind == .name, ends.contains(current.text) { return body }
                body.append(try nested { try $0.statement() })
                try expect(.blockEnd)
            }
        }
        flush()
        return body
    }

    /// The statements up to one of the end tags, which is then the current token.
    private mutating func block(_ ends: [String], drop: Bool = true) throws -> [Stmt] {
        _ = skip(.colon)
        try expect(.blockEnd)
        let body = try statements(until: ends)
        if current.kind == .end { throw unexpected(nil, ends: expected + [ends]) }
        if drop { advance() }
        return body
    }

    private func unexpected(_ tag: Token?, ends: [[String]]) -> Failure {
        var message = tag.map { "Encountered unknown tag '\($0.text)'." } ?? "Unexpected end of template."
        if let looking = ends.last {
            let list = looking.map { "'\($0)'" }.joined(separator: " or ")
            message +=
                tag.map { tag in ends.contains { $0.contains(tag.text) } } == true
                ? " You probably made a nesting mistake. This tag is expected, but not before \(list)."
                : " Looking for the following tags: \(list)."
        }
        if let open = tags.last { message += " The innermost block that needs to be closed is '\(open)'." }
        return fail(
            message, tag, hint: tag.flatMap { Suggestion.hint(for: $0.text, among: Self.tags + (ends.last ?? [])) })
    }

    private static let tags = [
        "for", "if", "block", "extends", "print", "macro", "include", "from", "import", "set", "with", "autoescape",
        "call", "filter", "do", "break", "continue", "raw",
    ]

    private mutating func statement() throws -> Stmt {
        guard current.kind == .name else { throw fail("tag name expected") }
        let token = current
        guard Self.tags.contains(token.text), token.text != "raw" else { throw unexpected(token, ends: expected) }
        tags.append(token.text)
        defer { tags.removeLast() }
        advance()
        return Stmt(kind: try kind(of: token), offset: token.offset, length: token.length)
    }

    private mutating func kind(of token: Token) throws -> Stmt.Kind {
        switch token.text {
        case "for": return try loop()
        case "if": return try branch()
        case "block": return try blockStatement()
        case "extends": return .extends(try expression())
        case "print": return try printStatement()
        case "macro": return try macro()
        case "include": return try include()
        case "from": return try importNames()
        case "import": return try importModule()
        case "set": return try assign()
        case "with": return try with()
        case "autoescape": return .autoescape(try expression(), try block(["endautoescape"]))
        case "call": return try callBlock()
        case "filter": return .filterBlock(try filter(nil, isInline: true), try block(["endfilter"]))
        case "do": return .perform(try tuple())
        default:
            guard loops > 0 else { throw fail("'\(token.text)' outside a loop", token) }
            return token.text == "break" ? .leaveLoop : .nextRound
        }
    }

    private mutating func loop() throws -> Stmt.Kind {
        let target = try assignTarget(ends: ["in"])
        try noLoopTarget(target)
        try expectName("in")
        let sequence = try tuple(withConditional: false, ends: ["recursive"])
        let test = skipName("if") ? try expression() : nil
        let isRecursive = skipName("recursive")
        loops += 1
        let body = try block(["endfor", "else"], drop: false)
        loops -= 1
        let otherwise = advance().text == "else" ? try block(["endfor"]) : []
        return .loop(
            LoopSyntax(
                target: target, sequence: sequence, test: test, isRecursive: isRecursive, body: body,
                otherwise: otherwise))
    }

    private func noLoopTarget(_ target: Expr) throws {
        switch target.kind {
        case .name("loop"):
            throw fail(
                "Can't assign to special loop variable in for-loop target", offset: target.offset,
                length: target.length)
        case .tuple(let items): try items.forEach(noLoopTarget)
        default: break
        }
    }

    private mutating func branch() throws -> Stmt.Kind {
        let test = try tuple(withConditional: false)
        let body = try block(["elif", "else", "endif"], drop: false)
        var elifs: [(test: Expr, body: [Stmt], offset: Int)] = []
        while true {
            let token = advance()
            if token.text == "elif" {
                let test = try tuple(withConditional: false)
                elifs.append((test, try block(["elif", "else", "endif"], drop: false), token.offset))
                continue
            }
            let otherwise = token.text == "else" ? try block(["endif"]) : []
            return .branch(BranchSyntax(test: test, body: body, elifs: elifs, otherwise: otherwise))
        }
    }

    private mutating func blockStatement() throws -> Stmt.Kind {
        let name = try expect(.name).text
        let isScoped = skipName("scoped")
        let isRequired = skipName("required")
        if current.kind == .sub {
            throw fail("Block names may not contain hyphens, use an underscore instead")
        }
        // A block runs on its own, so that a loop around it cannot be left from inside.
        let outer = loops
        loops = 0
        let body = try block(["endblock"])
        loops = outer
        if isRequired {
            for statement in body {
                guard case .output(let parts) = statement.kind,
                    parts.allSatisfy({ part in
                        guard case .data(let text) = part.kind else { return false }
                        return text.unicodeScalars.allSatisfy(UnicodeText.isSpace)
                    })
                else { throw fail("Required blocks can only contain comments or whitespace") }
            }
        }
        _ = skipName(name)
        return .block(BlockSyntax(name: name, isScoped: isScoped, isRequired: isRequired, body: body))
    }

    private mutating func printStatement() throws -> Stmt.Kind {
        var parts: [Expr] = []
        while current.kind != .blockEnd {
            if !parts.isEmpty { try expect(.comma) }
            parts.append(try expression())
        }
        return .output(parts)
    }

    private mutating func macro() throws -> Stmt.Kind {
        let name = try nameTarget()
        let (parameters, defaults) = try signature()
        return .macro(name: name, try macroBody(parameters, defaults, end: "endmacro"))
    }

    private mutating func macroBody(_ parameters: [String], _ defaults: [Expr], end: String) throws -> MacroSyntax {
        let outer = loops
        loops = 0
        defer { loops = outer }
        return MacroSyntax(parameters: parameters, defaults: defaults, body: try block([end]))
    }

    private mutating func callBlock() throws -> Stmt.Kind {
        let token = current
        let (parameters, defaults) = token.kind == .lparen ? try signature() : ([], [])
        let call = try expression()
        guard case .call = call.kind else { throw fail("expected call", offset: call.offset, length: call.length) }
        return .callBlock(call: call, try macroBody(parameters, defaults, end: "endcall"))
    }

    private mutating func signature() throws -> ([String], [Expr]) {
        var parameters: [String] = []
        var defaults: [Expr] = []
        try expect(.lparen)
        while current.kind != .rparen {
            if !parameters.isEmpty { try expect(.comma) }
            let token = current
            let name = try nameTarget()
            guard !parameters.contains(name) else { throw fail("duplicate parameter '\(name)'", token) }
            if skip(.assign) {
                defaults.append(try expression())
            } else if !defaults.isEmpty {
                throw fail("non-default argument follows default argument")
            }
            parameters.append(name)
        }
        try expect(.rparen)
        return (parameters, defaults)
    }

    /// A plain name to assign to.
    private mutating func nameTarget() throws -> String {
        let token = try expect(.name)
        guard Expr(kind: .name(token.text), offset: 0, length: 0, depth: 0).isAssignable else {
            throw fail("can't assign to '\(token.text)'", token)
        }
        return token.text
    }

    private mutating func include() throws -> Stmt.Kind {
        let template = try expression()
        let ignoreMissing = current.isName("ignore") && following.isName("missing")
        if ignoreMissing {
            advance()
            advance()
        }
        return .include(template, ignoreMissing: ignoreMissing, withContext: importContext() ?? true)
    }

    private mutating func importContext() -> Bool? {
        guard current.isName("with") || current.isName("without"), following.isName("context") else { return nil }
        let with = advance().text == "with"
        advance()
        return with
    }

    private mutating func importModule() throws -> Stmt.Kind {
        let template = try expression()
        try expectName("as")
        let target = try nameTarget()
        return .importModule(template, target: target, withContext: importContext() ?? false)
    }

    private mutating func importNames() throws -> Stmt.Kind {
        let template = try expression()
        try expectName("import")
        var names: [(name: String, alias: String)] = []
        var withContext: Bool?
        while true {
            if !names.isEmpty { try expect(.comma) }
            withContext = importContext()
            if withContext != nil { break }
            let token = current
            let name = try nameTarget()
            if name.hasPrefix("_") { throw fail("names starting with an underline can not be imported", token) }
            names.append((name, skipName("as") ? try nameTarget() : name))
            withContext = importContext()
            if withContext != nil || current.kind != .comma { break }
        }
        return .importNames(template, names: names, withContext: withContext ?? false)
    }

    private mutating func assign() throws -> Stmt.Kind {
        let target = try assignTarget(withNamespace: true)
        if skip(.assign) { return .assign(target, try tuple()) }
        let filter = current.kind == .pipe ? try filter(nil) : nil
        return .assignBlock(target, filter: filter, try block(["endset"]))
    }

    private mutating func with() throws -> Stmt.Kind {
        var pairs: [(target: Expr, value: Expr)] = []
        while current.kind != .blockEnd, current.kind != .colon {
            if !pairs.isEmpty { try expect(.comma) }
            let target = try assignTarget()
            try expect(.assign)
            pairs.append((target, try expression()))
        }
        return .with(pairs, try block(["endwith"]))
    }

    private mutating func assignTarget(ends: [String] = [], withNamespace: Bool = false) throws -> Expr {
        let target = try tuple(simplified: true, ends: ends, withNamespace: withNamespace)
        guard target.isAssignable else {
            throw fail("can't assign to '\(target.kindName)'", offset: target.offset, length: target.length)
        }
        return target
    }
}
