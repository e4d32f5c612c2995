import PitaDiagnostics

/// Turns statements as written into statements to run: every variable becomes a slot.
struct Compiler {
    let source: TemplateSource
    let engine: Engine
    var blocks: [String: Code] = [:]
    private var hasExtends = false

    /// What is known about the frame around a statement.
    struct Frame {
        var symbols: Symbols
        var escaping: Escaping
        /// Names set here are seen by imports and includes.
        var isTopLevel = false
        /// Inside `if`, a missing filter only matters when it is reached.
        var isSoft = false
        /// Output only when the template does not extend another.
        var isChecked = false

        var function: FunctionScope { symbols.function }

        func inner(in function: FunctionScope? = nil) -> Frame {
            Frame(
                symbols: Symbols(function: function ?? symbols.function, parent: symbols), escaping: escaping,
                isChecked: isChecked)
        }
    }

    init(source: TemplateSource, engine: Engine) {
        self.source = source
        self.engine = engine
    }

    mutating func compile(_ statements: [Stmt]) throws -> CompiledTemplate {
        let root = Code(name: "", source: source)
        let found = Self.flattened(statements)
        hasExtends = found.contains { if case .extends = $0.kind { true } else { false } }
        var definitions: [BlockSyntax] = []
        for statement in found {
            guard case .block(let block) = statement.kind else { continue }
            guard !definitions.contains(where: { $0.name == block.name }) else {
                throw fail("block '\(block.name)' defined twice", statement.offset, statement.length)
            }
            definitions.append(block)
        }
        var frame = Frame(
            symbols: Symbols(function: FunctionScope(root, in: nil), parent: nil),
            escaping: engine.options.autoescape ? .on : .off)
        frame.isTopLevel = true
        frame.isChecked = hasExtends
        root.body = references(["self"], statements, frame)
        NameAnalysis.visit(statements, frame.symbols)
        root.body += try compile(statements, frame)
        root.loads = frame.symbols.frameLoads
        for block in definitions { try compile(block) }
        return CompiledTemplate(source: source, root: root, blocks: blocks)
    }

    /// Every statement with those inside it.
    private static func flattened(_ statements: [Stmt]) -> [Stmt] {
        statements.flatMap { [$0] + flattened($0.bodies) }
    }

    private mutating func compile(_ block: BlockSyntax) throws {
        let code = Code(name: block.name, source: source)
        let frame = Frame(
            symbols: Symbols(function: FunctionScope(code, in: nil), parent: nil),
            escaping: engine.options.autoescape ? .on : .off)
        code.body = references(["self", "super"], block.body, frame)
        NameAnalysis.visit(block.body, frame.symbols)
        code.body += try compile(block.body, frame)
        code.loads = frame.symbols.frameLoads
        blocks[block.name] = code
    }

    /// Sets `self` and `super` where they are used.
    private func references(_ names: Set<String>, _ body: [Stmt], _ frame: Frame) -> [Statement] {
        NameAnalysis.uses(body, names).sorted().map { name in
            ReferenceStatement(slot: frame.symbols.declareParameter(name), isSuper: name == "super")
        }
    }

    func fail(_ message: String, _ offset: Int, _ length: Int, hint: String? = nil) -> Failure {
        var failure = Failure(message, hint: hint)
        failure.place = Failure.Place(source: source, offset: offset, length: length)
        return failure
    }

    mutating func compile(_ statements: [Stmt], _ frame: Frame) throws -> [Statement] {
        var result: [Statement] = []
        for statement in statements { try compile(statement, frame, into: &result) }
        return result
    }

    private mutating func compile(_ statement: Stmt, _ frame: Frame, into result: inout [Statement]) throws {
        switch statement.kind {
        case .output(let parts): try output(parts, frame, into: &result)
        case .loop(let loop): result.append(try compile(loop, frame))
        case .branch(let branch): result.append(try compile(branch, frame))
        case .macro(let name, let macro):
            let code = try compile(macro, name: name, frame)
            let slot = reference(name, frame).slot
            result.append(
                MacroStatement(code, slot: slot, export: frame.isTopLevel ? Export(name: name, slot: slot) : nil))
        case .callBlock(let call, let macro):
            let code = try compile(macro, name: nil, frame)
            guard let call = try expression(call, frame) as? CallExpression else { return }
            result.append(CallStatement(code, call))
        case .filterBlock(let filter, let body): result.append(try filterBlock(filter, body, frame))
        case .assign(let target, let value):
            result.append(
                AssignStatement(
                    try self.target(target, frame), try expression(value, frame), exports: exports(target, frame)))
        case .assignBlock(let target, let filter, let body):
            result.append(try assignBlock(target, filter, body, frame))
        case .include, .importModule, .importNames, .extends: try templates(statement, frame, into: &result)
        case .block(let block):
            result.append(
                BlockStatement(
                    name: block.name, place: ConstantExpression(place(statement), .none), isRequired: block.isRequired,
                    isChecked: frame.isTopLevel && hasExtends,
                    locals: block.isScoped ? locals(frame) : nil))
        case .with(let pairs, let body): result.append(try with(pairs, body, frame))
        case .autoescape(let flag, let body): result.append(try autoescape(flag, body, frame))
        case .perform(let value): result.append(PerformStatement(try expression(value, frame)))
        case .leaveLoop: result.append(FlowStatement(.leaveLoop))
        case .nextRound: result.append(FlowStatement(.nextRound))
        }
    }

    private func place(_ statement: Stmt) -> Expr {
        Expr(kind: .constant(.none), offset: statement.offset, length: statement.length, depth: 0)
    }

    private mutating func output(_ parts: [Expr], _ frame: Frame, into result: inout [Statement]) throws {
        for part in parts {
            if case .data(let text) = part.kind {
                result.append(DataStatement(text, isChecked: frame.isChecked))
            } else {
                result.append(
                    PrintStatement(
                        try expression(part, frame), escaping: frame.escaping, isChecked: frame.isChecked))
            }
        }
    }

    private mutating func compile(_ branch: BranchSyntax, _ frame: Frame) throws -> Statement {
        var soft = frame
        soft.isSoft = true
        var branches = [(try expression(branch.test, soft), try compile(branch.body, soft))]
        for (test, body, _) in branch.elifs { branches.append((try expression(test, soft), try compile(body, soft))) }
        return BranchStatement(branches, otherwise: try compile(branch.otherwise, soft))
    }

    private mutating func compile(_ loop: LoopSyntax, _ frame: Frame) throws -> Statement {
        let code = loop.isRecursive ? Code(name: "", source: source) : nil
        let function = code.map { FunctionScope($0, in: frame.function) } ?? frame.function
        let bodyFrame = frame.inner(in: function)
        for statement in Self.flattened(loop.body + loop.otherwise) { try ensureNoLoopTarget(statement) }
        let hasScopedBlock = Self.flattened(loop.body + loop.otherwise).contains {
            if case .block(let block) = $0.kind { block.isScoped } else { false }
        }
        let usesLoop = loop.isRecursive || hasScopedBlock || !NameAnalysis.uses(loop.body, ["loop"]).isEmpty
        let loopSlot = usesLoop ? bodyFrame.symbols.declareParameter("loop") : nil
        NameAnalysis.store(loop.target, bodyFrame.symbols, asParameter: true)
        NameAnalysis.visit(loop.body, bodyFrame.symbols)
        let otherwiseFrame = frame.inner(in: function)
        NameAnalysis.visit(loop.otherwise, otherwiseFrame.symbols)
        var test: (target: Target, condition: Expression, loads: FrameLoads)?
        if let condition = loop.test {
            let testFrame = frame.inner(in: function)
            NameAnalysis.store(loop.target, testFrame.symbols, asParameter: true)
            NameAnalysis.visit(condition, testFrame.symbols)
            test = (
                try target(loop.target, testFrame), try expression(condition, testFrame),
                testFrame.symbols.frameLoads
            )
        }
        let parts = LoopStatement.Parts(
            target: try target(loop.target, bodyFrame), sequence: try expression(loop.sequence, frame), test: test,
            loopSlot: loopSlot, loads: bodyFrame.symbols.frameLoads, body: try compile(loop.body, bodyFrame),
            otherwise: try compile(loop.otherwise, otherwiseFrame), otherwiseLoads: otherwiseFrame.symbols.frameLoads)
        guard let code else { return LoopStatement(parts) }
        return RecursiveLoopStatement(parts, code: code, escaping: frame.escaping)
    }

    /// Inside a loop nothing may be assigned to `loop`.
    private func ensureNoLoopTarget(_ statement: Stmt) throws {
        let targets: [Expr]
        switch statement.kind {
        case .assign(let target, _), .assignBlock(let target, _, _): targets = [target]
        default: targets = []
        }
        for target in targets where target.assignedNames.contains("loop") {
            throw fail("Can't assign to special loop variable in for-loop", target.offset, target.length)
        }
    }

    private mutating func compile(_ macro: MacroSyntax, name: String?, _ frame: Frame) throws -> MacroCode {
        let code = Code(name: "", source: source)
        var inner = frame.inner(in: FunctionScope(code, in: frame.function))
        inner.isChecked = false
        let parameters = macro.parameters.map { ($0, inner.symbols.declareParameter($0)) }
        let used = NameAnalysis.uses(macro.body, ["caller", "kwargs", "varargs"])
        func special(_ name: String) -> Int? {
            used.contains(name) && !macro.parameters.contains(name) ? inner.symbols.declareParameter(name) : nil
        }
        if used.contains("caller"), let place = macro.parameters.firstIndex(of: "caller"),
            place < macro.parameters.count - macro.defaults.count
        {
            throw fail(
                "the special \"caller\" argument must be omitted or be given a default", macro.body.first?.offset ?? 0,
                1)
        }
        let (caller, kwargs, varargs) = (special("caller"), special("kwargs"), special("varargs"))
        macro.defaults.forEach { NameAnalysis.visit($0, inner.symbols) }
        NameAnalysis.visit(macro.body, inner.symbols)
        code.body = try compile(macro.body, inner)
        let defaults = try macro.defaults.map { try expression($0, inner) }
        code.loads = inner.symbols.frameLoads
        return MacroCode(
            name: name, code: code, parameters: parameters, defaults: defaults, callerSlot: caller,
            kwargsSlot: kwargs, varargsSlot: varargs)
    }

    private mutating func filterBlock(_ filter: Expr, _ body: [Stmt], _ frame: Frame) throws -> Statement {
        let inner = frame.inner()
        NameAnalysis.visit(body, inner.symbols)
        NameAnalysis.visit(filter, inner.symbols)
        let statements = try compile(body, inner)
        guard let compiled = try expression(filter, inner) as? FilterExpression else {
            throw fail("a filter is missing", filter.offset, filter.length)
        }
        return FilterBlockStatement(
            compiled, body: statements, loads: inner.symbols.frameLoads, escaping: frame.escaping)
    }

    private mutating func assignBlock(
        _ target: Expr, _ filter: Expr?, _ body: [Stmt], _ frame: Frame
    ) throws -> Statement {
        var inner = frame.inner()
        inner.isChecked = false
        if let filter { NameAnalysis.visit(filter, inner.symbols) }
        NameAnalysis.visit(body, inner.symbols)
        let compiled = try filter.map { try expression($0, inner) }
        if let compiled, !(compiled is FilterExpression) {
            throw fail("a filter is missing", target.offset, target.length)
        }
        return AssignBlockStatement(
            try self.target(target, frame), filter: compiled as? FilterExpression, body: try compile(body, inner),
            loads: inner.symbols.frameLoads, place: ConstantExpression(target, .none), exports: exports(target, frame))
    }

    private mutating func with(
        _ pairs: [(target: Expr, value: Expr)], _ body: [Stmt], _ frame: Frame
    ) throws -> Statement {
        let inner = frame.inner()
        for (target, _) in pairs { NameAnalysis.store(target, inner.symbols, asParameter: true) }
        NameAnalysis.visit(body, inner.symbols)
        let compiled = try pairs.map { (target: try target($0.target, inner), value: try expression($0.value, frame)) }
        return WithStatement(compiled, body: try compile(body, inner), loads: inner.symbols.frameLoads)
    }

    private mutating func autoescape(_ flag: Expr, _ body: [Stmt], _ frame: Frame) throws -> Statement {
        var inner = frame.inner()
        NameAnalysis.visit(flag, inner.symbols)
        NameAnalysis.visit(body, inner.symbols)
        let compiled = try expression(flag, inner)
        inner.escaping = compiled.constant.map { $0.isTrue ? .on : .off } ?? .dynamic
        return AutoescapeStatement(compiled, body: try compile(body, inner), loads: inner.symbols.frameLoads)
    }

    private mutating func templates(_ statement: Stmt, _ frame: Frame, into result: inout [Statement]) throws {
        func export(_ name: String) -> (Int, Export?) {
            let slot = reference(name, frame).slot
            return (slot, frame.isTopLevel ? Export(name: name, slot: slot) : nil)
        }
        switch statement.kind {
        case .include(let name, let ignoreMissing, let withContext):
            result.append(
                IncludeStatement(
                    try expression(name, frame), ignoreMissing: ignoreMissing,
                    locals: withContext ? locals(frame) : nil))
        case .importModule(let name, let target, let withContext):
            let (slot, exported) = export(target)
            result.append(
                ImportStatement(
                    try expression(name, frame), locals: withContext ? locals(frame) : nil,
                    kind: .module(slot: slot, export: exported)))
        case .importNames(let name, let names, let withContext):
            let targets = names.map { pair in
                let (slot, exported) = export(pair.alias)
                return (name: pair.name, slot: slot, export: exported)
            }
            result.append(
                ImportStatement(
                    try expression(name, frame), locals: withContext ? locals(frame) : nil, kind: .names(targets)))
        case .extends(let name):
            guard frame.isTopLevel else {
                throw fail("cannot use extend from a non top-level scope", statement.offset, statement.length)
            }
            result.append(ExtendsStatement(try expression(name, frame)))
        default: break
        }
    }

    // MARK: Names

    func reference(_ name: String, _ frame: Frame) -> Reference {
        if let found = frame.symbols.find(name) { return found }
        frame.symbols.load(name)
        return frame.symbols.find(name) ?? Reference(function: frame.function, slot: frame.function.newSlot())
    }

    private func locals(_ frame: Frame) -> [LocalName] {
        frame.symbols.visibleStores.compactMap { name in
            frame.symbols.find(name).map {
                LocalName(name: name, hops: frame.function.depth - $0.function.depth, slot: $0.slot)
            }
        }
    }

    private func exports(_ target: Expr, _ frame: Frame) -> [Export] {
        guard frame.isTopLevel else { return [] }
        switch target.kind {
        case .name(let name): return [Export(name: name, slot: reference(name, frame).slot)]
        case .tuple(let items): return items.flatMap { exports($0, frame) }
        default: return []
        }
    }

    private mutating func target(_ target: Expr, _ frame: Frame) throws -> Target {
        switch target.kind {
        case .name(let name): return .slot(reference(name, frame).slot)
        case .namespaceRef(let name, let attribute):
            let syntax = Expr(kind: .name(name), offset: target.offset, length: target.length, depth: 0)
            return .namespace(try expression(syntax, frame), attribute)
        case .tuple(let items): return .tuple(try items.map { try self.target($0, frame) })
        default: throw fail("can't assign to '\(target.kindName)'", target.offset, target.length)
        }
    }
}
