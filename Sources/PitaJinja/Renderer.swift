import PitaDiagnostics

/// One rendering: the output, what it has used up, and what it must let go at the end.
final class Renderer {
    let engine: Engine
    // Every access to these two is a statement of its own, within which nothing else of the rendering runs; each check of
    // that would cost as much as the access.
    @exclusivity(unchecked) var output: ByteBuffer
    @exclusivity(unchecked) private var iterations = 0
    private var depth = 0
    private let stackTop: UInt
    /// Containers that got a container after they were made. They may form cycles and long chains, so they are held
    /// here and emptied one by one at the end, never one inside another.
    private var changed: [Value] = []
    /// The scopes that macros hold on to: a cycle as soon as the scope holds the macro.
    private var captured: [Activation] = []
    private var modules: [ObjectIdentifier: ModuleObject] = [:]
    private var fixed: [String: CompiledTemplate] = [:]

    /// How much of the stack a rendering may use: a thread has at least 512 KiB more than that.
    private static let stackBudget: UInt = 1_300_000

    init(engine: Engine) {
        self.engine = engine
        output = ByteBuffer(limit: engine.limits.outputBytes)
        stackTop = Self.stackAddress()
    }

    var limits: RenderLimits { engine.limits }

    /// Breaks the cycles that templates can make.
    func close() {
        for activation in captured { activation.clear() }
        for value in changed {
            switch value {
            case .list(let list): list.items = []
            case .dict(let dict): dict.removeAll()
            case .object(let object as NamespaceObject): object.attributes.removeAll()
            default: break
            }
        }
        captured = []
        changed = []
        modules = [:]
    }

    @inline(never)
    private static func stackAddress() -> UInt {
        var marker: UInt8 = 0
        return withUnsafeMutablePointer(to: &marker) { UInt(bitPattern: $0) }
    }

    /// Counts a round of a loop or a step over a sequence.
    @inline(__always)
    func step() throws {
        iterations &+= 1
        if iterations > engine.limits.iterations { throw Failure.limit("rounds of loops") }
    }

    /// Runs something that can come back to itself: a macro, an include, a block.
    func descend<Result>(_ body: () throws -> Result) throws -> Result {
        depth += 1
        defer { depth -= 1 }
        guard depth <= engine.limits.depth, stackTop &- Self.stackAddress() < Self.stackBudget else {
            throw Failure.limit("macros, includes and blocks inside one another")
        }
        return try body()
    }

    /// Refuses a text or list that would be too large, before it is made.
    func ensure(textBytes: Int, times: Int = 1) throws {
        let (size, overflow) = textBytes.multipliedReportingOverflow(by: max(0, times))
        guard !overflow, size <= engine.limits.textBytes else { throw Failure.limit("the size of a text or a list") }
    }

    /// Notes a container that was changed to hold `value`.
    func noteChange(of container: Value, holding value: Value) throws {
        try step()
        if value.isContainer { changed.append(container) }
    }

    func noteCapture(_ activation: Activation) {
        guard !activation.isCaptured else { return }
        activation.isCaptured = true
        captured.append(activation)
    }

    // MARK: Output

    /// Prints a value; `escape` says whether for HTML.
    @inline(__always)
    func write(_ value: Value, escape: Bool) throws {
        switch value {
        case .string(let text):
            if escape { try writeEscaped(text) } else { try output.append(text) }
        case .int(let number): try output.append(number)
        case .markup(let text): try output.append(text)
        default: try writeOther(value, escape: escape)
        }
    }

    private func writeOther(_ value: Value, escape: Bool) throws {
        let text = try PythonText.string(value)
        if escape { try writeEscaped(text) } else { try output.append(text) }
    }

    private func writeEscaped(_ text: String) throws {
        var copy = text
        try copy.withUTF8 { octets in
            var start = 0
            for place in 0..<octets.count {
                guard let entity = HTML.entity(octets[place]) else { continue }
                try output.append(UnsafeBufferPointer(rebasing: octets[start..<place]))
                try output.append(entity)
                start = place + 1
            }
            try output.append(UnsafeBufferPointer(rebasing: octets[start...]))
        }
    }

    /// What `body` prints, as a text instead of output.
    func capture(_ body: () throws -> Void) throws -> String {
        let start = output.count
        try body()
        return output.cut(from: start)
    }

    // MARK: Templates

    func template(_ name: String) throws -> CompiledTemplate {
        if let known = fixed[name] { return known }
        let template = try engine.compiled(named: name)
        fixed[name] = template
        return template
    }

    /// A template by a name, or the first of a list of names that is there.
    func template(of value: Value) throws -> CompiledTemplate {
        switch value {
        case .string(let name), .markup(let name): return try template(name)
        case .list(let list), .tuple(let list):
            for candidate in list.items {
                guard case .string(let name) = candidate else { continue }
                do {
                    return try template(name)
                } catch let failure as Failure where failure.kind == .missingTemplate {
                    continue
                }
            }
            let names = list.items.map { $0.text }.joined(separator: ", ")
            throw Failure("none of the templates is there: \(names)", kind: .missingTemplate)
        case .undefined(let undefined): throw undefined.failure
        default: throw Failure("a template's name is a text, not \(value.typeName)")
        }
    }

    /// The module of an import without context: made once a rendering.
    func module(of template: CompiledTemplate) throws -> ModuleObject {
        if let known = modules[ObjectIdentifier(template)] { return known }
        let module = try makeModule(of: template, scope: engine.globalScope)
        modules[ObjectIdentifier(template)] = module
        return module
    }

    func makeModule(of template: CompiledTemplate, scope: Scope) throws -> ModuleObject {
        let context = Context(template: template, scope: scope, autoescape: engine.options.autoescape)
        let body = try capture { try runRoot(of: template, context) }
        return ModuleObject(name: template.name, body: body, context: context)
    }

    /// Runs a template from its root, then the ones that it extends.
    func runRoot(of template: CompiledTemplate, _ context: Context) throws {
        try descend {
            let activation = Activation(code: template.root, parent: nil, context: context)
            try template.root.run(self, activation)
            if let parent = activation.parentTemplate {
                do {
                    try runRoot(of: parent, context)
                } catch {
                    var failure = activation.parentName?.locate(error, activation) ?? Failure.from(error)
                    if failure.context.count < 30 { failure.context.append("extended by \(template.name)") }
                    throw failure
                }
            }
        }
    }
}
