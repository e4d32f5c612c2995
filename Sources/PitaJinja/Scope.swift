/// The names that a template finds before it sets any: variables given to it, then those around it, then globals.
final class Scope {
    private let values: [String: Value]
    private let variables: Dict?
    private let next: Scope?
    private let globals: [String: Value]

    init(globals: [String: Value], variables: Dict? = nil) {
        values = [:]
        self.variables = variables
        self.globals = globals
        next = nil
    }

    /// More names over another scope.
    init(_ values: [String: Value], over next: Scope) {
        self.values = values
        self.next = next
        variables = nil
        globals = [:]
    }

    func value(_ name: String) -> Value? {
        var scope = self
        while true {
            if let value = scope.values[name] ?? scope.variables?.value(named: name) { return value }
            guard let next = scope.next else { return scope.globals[name] }
            scope = next
        }
    }

    /// The dict of variables that a name comes from, for where its value came from.
    func origin(_ name: String) -> Dict? {
        var scope = self
        while true {
            if scope.values[name] != nil { return nil }
            if let variables = scope.variables { return variables }
            guard let next = scope.next else { return nil }
            scope = next
        }
    }

    /// Every name, for "did you mean".
    var names: [String] {
        var result = Array(values.keys) + Array(globals.keys)
        if let variables { result += variables.keys.compactMap(\.stringValue) }
        if let next { result += next.names }
        return result
    }
}

/// What a template's functions share while it runs: the names set at its top level and the blocks.
final class Context {
    let template: CompiledTemplate
    let scope: Scope
    var variables: [String: Value] = [:]
    /// The names that an import of this template sees, in the order in which they were set.
    var exported: Set<String> = []
    var blocks: [String: [Code]]
    var autoescape: Bool

    init(template: CompiledTemplate, scope: Scope, autoescape: Bool) {
        self.template = template
        self.scope = scope
        self.autoescape = autoescape
        blocks = template.blocks.mapValues { [$0] }
    }

    /// A context for a scoped block: the same blocks, and the local names on top.
    init(over other: Context, locals: [String: Value]) {
        template = other.template
        scope = Scope(other.variables.merging(locals) { $1 }, over: other.scope)
        autoescape = other.autoescape
        blocks = other.blocks
    }

    func resolve(_ name: String) -> Value? { variables[name] ?? scope.value(name) }

    /// Everything seen from here, with local names on top.
    func inner(_ locals: [String: Value]) -> Scope { Scope(variables.merging(locals) { $1 }, over: scope) }
}

/// A call of a function of a template: its variables.
final class Activation {
    let slots: UnsafeMutablePointer<Value?>
    private let count: Int
    let parent: Activation?
    let context: Context
    let code: Code
    var parentTemplate: CompiledTemplate?
    /// The expression that named it.
    var parentName: Expression?
    var isCaptured = false

    init(code: Code, parent: Activation?, context: Context) {
        self.code = code
        self.parent = parent
        self.context = context
        count = code.slotCount
        slots = .allocate(capacity: count)
        slots.initialize(repeating: nil, count: count)
    }

    deinit {
        slots.deinitialize(count: count)
        slots.deallocate()
    }

    func clear() {
        for place in 0..<count { slots[place] = nil }
    }

    /// The activation so many functions further out.
    @inline(__always)
    func outer(_ hops: Int) -> Activation {
        var activation = self
        for _ in 0..<hops { if let parent = activation.parent { activation = parent } }
        return activation
    }
}

/// A compiled function of a template: its root, a block, a macro or the body of a recursive loop.
final class Code: @unchecked Sendable {
    // `@unchecked Sendable`: its variables are set once, while the template is compiled and before anyone else sees it.
    var slotCount = 0
    var body: [Statement] = []
    /// The block's name, when it is a block.
    let name: String
    let source: TemplateSource
    /// Names that are looked up in the context when the function starts.
    var loads: FrameLoads = FrameLoads()

    init(name: String, source: TemplateSource) {
        self.name = name
        self.source = source
    }

    func run(_ renderer: Renderer, _ activation: Activation) throws {
        loads.enter(activation)
        _ = try execute(body, renderer, activation)
    }
}

/// A template ready to run.
final class CompiledTemplate: Sendable {
    let name: String
    let source: TemplateSource
    let root: Code
    let blocks: [String: Code]

    init(source: TemplateSource, root: Code, blocks: [String: Code]) {
        name = source.name
        self.source = source
        self.root = root
        self.blocks = blocks
    }
}

/// How the variables of a frame start, as Jinja2 decides when it compiles: looked up, taken from outside, or missing.
struct FrameLoads: Sendable {
    var resolved: [(slot: Int, name: String)] = []
    var aliased: [(slot: Int, hops: Int, outer: Int)] = []
    var missing: [Int] = []
    /// Looked up again in every round, because the frame itself may set them.
    var reset: [(slot: Int, name: String)] = []

    /// Everything, when a frame begins.
    func enter(_ activation: Activation) {
        resolve(activation)
        refresh(activation)
    }

    /// What the context says; it cannot change while a loop runs.
    func resolve(_ activation: Activation) {
        for (slot, name) in resolved { activation.slots[slot] = activation.context.resolve(name) }
    }

    /// What begins anew in every round of a loop.
    @inline(__always)
    func refresh(_ activation: Activation) {
        for (slot, hops, outer) in aliased { activation.slots[slot] = activation.outer(hops).slots[outer] }
        for slot in missing { activation.slots[slot] = nil }
        for (slot, name) in reset { activation.slots[slot] = activation.context.resolve(name) }
    }

    func leave(_ activation: Activation) {
        for (slot, _) in resolved { activation.slots[slot] = nil }
        for (slot, _) in reset { activation.slots[slot] = nil }
        for (slot, _, _) in aliased { activation.slots[slot] = nil }
        for slot in missing { activation.slots[slot] = nil }
    }
}
