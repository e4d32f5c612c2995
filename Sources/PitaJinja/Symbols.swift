/// A function being compiled, which hands out slots.
final class FunctionScope {
    let depth: Int
    let code: Code

    init(_ code: Code, in outer: FunctionScope?) {
        self.code = code
        depth = (outer?.depth ?? -1) + 1
    }

    func newSlot() -> Int {
        code.slotCount += 1
        return code.slotCount - 1
    }
}

/// Where a variable lives.
struct Reference {
    let function: FunctionScope
    let slot: Int
}

/// The names of one frame, found out as Jinja2 does: a name is a parameter, is looked up in the context, is taken from
/// the frame around, or begins missing.
final class Symbols {
    enum Load {
        case parameter
        case resolve(String)
        case alias(Reference)
        case missing
    }

    let function: FunctionScope
    let parent: Symbols?
    private(set) var references: [String: Reference] = [:]
    private var loads: [(reference: Reference, load: Load)] = []
    private(set) var stores: Set<String> = []

    init(function: FunctionScope, parent: Symbols?) {
        self.function = function
        self.parent = parent
    }

    private func define(_ name: String, _ load: Load) -> Reference {
        let reference = references[name] ?? Reference(function: function, slot: function.newSlot())
        references[name] = reference
        setLoad(reference, load)
        return reference
    }

    private func setLoad(_ reference: Reference, _ load: Load) {
        loads.removeAll { $0.reference.slot == reference.slot && $0.reference.function === reference.function }
        loads.append((reference, load))
    }

    func find(_ name: String) -> Reference? { references[name] ?? parent?.find(name) }

    func store(_ name: String) {
        stores.insert(name)
        guard references[name] == nil else { return }
        if let outer = parent?.find(name) {
            _ = define(name, .alias(outer))
        } else {
            _ = define(name, .missing)
        }
    }

    @discardableResult
    func declareParameter(_ name: String) -> Int {
        stores.insert(name)
        return define(name, .parameter).slot
    }

    func load(_ name: String) {
        if find(name) == nil { _ = define(name, .resolve(name)) }
    }

    private func copy() -> Symbols {
        let copy = Symbols(function: function, parent: parent)
        copy.references = references
        copy.loads = loads
        copy.stores = stores
        return copy
    }

    /// Looks at branches of which only one runs: what one of them sets begins as what it is outside.
    func branches(_ bodies: [(Symbols) -> Void]) {
        let copies = bodies.map { body in
            let copy = copy()
            body(copy)
            return copy
        }
        var stored: Set<String> = []
        for copy in copies { stored.formUnion(copy.stores) }
        stored.subtract(stores)
        // Branches that saw a new name each gave it a slot: the last one counts, and the others point to it.
        for copy in copies {
            for (name, reference) in copy.references { references[name] = references[name] ?? reference }
            for (reference, load) in copy.loads { setLoad(reference, load) }
            stores.formUnion(copy.stores)
        }
        for name in stored.sorted() {
            guard let target = references[name] else { continue }
            if let outer = parent?.find(name) {
                setLoad(target, .alias(outer))
            } else {
                setLoad(target, .resolve(name))
            }
        }
    }

    /// What the frame does when it begins.
    var frameLoads: FrameLoads {
        var result = FrameLoads()
        let storedSlots = Set(stores.compactMap { references[$0]?.slot })
        for (reference, load) in loads where reference.function === function {
            switch load {
            case .parameter: continue
            case .missing: result.missing.append(reference.slot)
            case .alias(let outer):
                result.aliased.append((reference.slot, function.depth - outer.function.depth, outer.slot))
            case .resolve(let name):
                if storedSlots.contains(reference.slot) {
                    result.reset.append((reference.slot, name))
                } else {
                    result.resolved.append((reference.slot, name))
                }
            }
        }
        return result
    }

    /// Every name set here or further out, for what an include sees.
    var visibleStores: [String] {
        var names = stores
        var outer = parent
        while let symbols = outer {
            names.formUnion(symbols.stores)
            outer = symbols.parent
        }
        return names.sorted()
    }
}

/// Finds the names that statements read and set, without entering frames of their own.
enum NameAnalysis {
    static func visit(_ statements: [Stmt], _ symbols: Symbols) {
        for statement in statements { visit(statement, symbols) }
    }

    static func visit(_ statement: Stmt, _ symbols: Symbols) {
        switch statement.kind {
        case .output(let parts): parts.forEach { visit($0, symbols) }
        case .loop(let loop): visit(loop.sequence, symbols)
        case .branch(let branch): visit(branch, symbols)
        case .macro(let name, _): symbols.store(name)
        case .callBlock(let call, _): visit(call, symbols)
        case .filterBlock(let filter, _): visit(filter, symbols)
        case .assign(let target, let value):
            visit(value, symbols)
            store(target, symbols)
        case .assignBlock(let target, _, _): store(target, symbols)
        case .include(let name, _, _), .extends(let name), .perform(let name): visit(name, symbols)
        case .importModule(let name, let target, _):
            visit(name, symbols)
            symbols.store(target)
        case .importNames(let name, let names, _):
            visit(name, symbols)
            names.forEach { symbols.store($0.alias) }
        case .with(let pairs, _): pairs.forEach { visit($0.value, symbols) }
        case .block, .autoescape, .leaveLoop, .nextRound: break
        }
    }

    private static func visit(_ branch: BranchSyntax, _ symbols: Symbols) {
        visit(branch.test, symbols)
        symbols.branches([
            { visit(branch.body, $0) },
            { inner in
                for (test, body, _) in branch.elifs {
                    visit(BranchSyntax(test: test, body: body, elifs: [], otherwise: []), inner)
                }
            },
            { visit(branch.otherwise, $0) },
        ])
    }

    /// The names of a target.
    static func store(_ target: Expr, _ symbols: Symbols, asParameter: Bool = false) {
        switch target.kind {
        case .name(let name): if asParameter { symbols.declareParameter(name) } else { symbols.store(name) }
        case .namespaceRef(let name, _): symbols.load(name)
        case .tuple(let items): items.forEach { store($0, symbols, asParameter: asParameter) }
        default: break
        }
    }

    static func visit(_ expression: Expr, _ symbols: Symbols) {
        forEachName(in: expression) { symbols.load($0) }
    }

    /// Every name that an expression reads, in the order of the text.
    static func forEachName(in expression: Expr, _ body: (String) -> Void) {
        if case .name(let name) = expression.kind { body(name) }
        for child in children(of: expression) { forEachName(in: child, body) }
    }

    static func children(of expression: Expr) -> [Expr] {
        switch expression.kind {
        case .constant, .data, .name, .namespaceRef: []
        case .tuple(let items), .list(let items), .concat(let items): items
        case .dict(let items): items.flatMap { [$0.key, $0.value] }
        case .conditional(let test, let then, let otherwise): [test, then] + [otherwise].compactMap { $0 }
        case .or(let left, let right), .and(let left, let right), .binary(_, let left, let right): [left, right]
        case .not(let operand), .unary(_, let operand), .attribute(let operand, _): [operand]
        case .compare(let first, let rest): [first] + rest.map(\.1)
        case .item(let base, let key): [base, key]
        case .slice(let start, let stop, let step): [start, stop, step].compactMap { $0 }
        case .call(let function, let arguments): [function] + arguments.expressions
        case .filter(let operand, _, let arguments): [operand].compactMap { $0 } + arguments.expressions
        case .test(let operand, _, let arguments): [operand] + arguments.expressions
        }
    }

    /// Which of `names` statements read, themselves or in what they hold.
    static func uses(_ statements: [Stmt], _ names: Set<String>) -> Set<String> {
        var found: Set<String> = []
        for statement in statements { collect(statement, names, &found) }
        return found
    }

    private static func collect(_ expression: Expr?, _ names: Set<String>, _ found: inout Set<String>) {
        guard let expression else { return }
        forEachName(in: expression) { if names.contains($0) { found.insert($0) } }
    }

    private static func collect(_ statement: Stmt, _ names: Set<String>, _ found: inout Set<String>) {
        // A block is a function of its own and has its own `super`, `self`, `loop` and `caller`.
        if case .block = statement.kind { return }
        for expression in statement.expressions { collect(expression, names, &found) }
        for inner in statement.bodies { collect(inner, names, &found) }
    }
}

extension Stmt {
    /// The expressions of the statement itself.
    var expressions: [Expr] {
        switch kind {
        case .output(let parts): parts
        case .loop(let loop): [loop.sequence] + [loop.test].compactMap { $0 }
        case .branch(let branch): [branch.test] + branch.elifs.map(\.test)
        case .macro(_, let macro): macro.defaults
        case .callBlock(let call, let macro): [call] + macro.defaults
        case .filterBlock(let filter, _): [filter]
        case .assign(let target, let value): target.namespaceNames + [value]
        case .assignBlock(let target, let filter, _): target.namespaceNames + [filter].compactMap { $0 }
        case .include(let name, _, _), .extends(let name), .perform(let name), .autoescape(let name, _): [name]
        case .importModule(let name, _, _), .importNames(let name, _, _): [name]
        case .with(let pairs, _): pairs.map(\.value)
        case .block, .leaveLoop, .nextRound: []
        }
    }

    /// The statements inside it.
    var bodies: [Stmt] {
        switch kind {
        case .loop(let loop): loop.body + loop.otherwise
        case .branch(let branch): branch.body + branch.elifs.flatMap(\.body) + branch.otherwise
        case .macro(_, let macro), .callBlock(_, let macro): macro.body
        case .filterBlock(_, let body), .assignBlock(_, _, let body), .with(_, let body), .autoescape(_, let body): body
        case .block(let block): block.body
        default: []
        }
    }
}

extension Expr {
    /// The names of a target.
    var assignedNames: [String] {
        switch kind {
        case .name(let name): [name]
        case .tuple(let items): items.flatMap(\.assignedNames)
        default: []
        }
    }

    /// The namespaces of a target, as expressions that read their names.
    var namespaceNames: [Expr] {
        switch kind {
        case .namespaceRef(let name, _): [Expr(kind: .name(name), offset: offset, length: length, depth: 0)]
        case .tuple(let items): items.flatMap(\.namespaceNames)
        default: []
        }
    }
}
