import PitaDiagnostics
import Synchronization

/// Gives the text of a template by its name; `nil` when there is none. A `Diagnostic` that it throws is shown as it is.
public typealias TemplateLoader = @Sendable (_ name: String) throws -> String?

/// What templates are read and rendered with: options, limits, a loader, and the caller's own filters, tests, globals.
///
/// Compiled templates are kept and shared by copies of the environment, until something is registered.
public struct TemplateEnvironment: Sendable {
    private var engine: Engine

    /// An environment; without a loader there is nothing to include.
    public init(
        options: TemplateOptions = TemplateOptions(), limits: RenderLimits = RenderLimits(),
        loader: @escaping TemplateLoader = { _ in nil }
    ) {
        engine = Engine(options: options, limits: limits, loader: loader)
    }

    /// Adds a filter, or replaces one. It may be called again for the same value: it should have no effects.
    public mutating func registerFilter(
        _ name: String, _ body: @escaping @Sendable (Value, Arguments) throws -> Value
    ) {
        let filter = Filter(open: name) { value, inputs in
            try body(try Arguments.handedOut(value), try Arguments(inputs.call))
        }
        engine = engine.copy { $0.filters[name] = filter }
    }

    /// Adds a test, or replaces one.
    public mutating func registerTest(_ name: String, _ body: @escaping @Sendable (Value, Arguments) throws -> Bool) {
        let test = ValueTest(name, isOpen: true) { value, inputs in
            try body(try Arguments.handedOut(value), try Arguments(inputs.call))
        }
        engine = engine.copy { $0.tests[name] = test }
    }

    /// Adds a name that every template sees.
    public mutating func registerGlobal(_ name: String, _ value: Value) {
        engine = engine.copy { $0.globals[name] = value.frozen }
    }

    /// Adds a function that every template sees.
    public mutating func registerFunction(_ name: String, _ body: @escaping @Sendable (Arguments) throws -> Value) {
        let function = FunctionObject(name, isBuiltin: true) { call, _ in try body(try Arguments(call)) }
        engine = engine.copy { $0.globals[name] = .object(function) }
    }

    /// The template that the loader knows by that name.
    public func template(named name: String) throws(Diagnostic) -> Template {
        do {
            return Template(compiled: try engine.compiled(named: name), engine: engine)
        } catch {
            throw Failure.from(error).diagnostic
        }
    }

    /// Which names a template's text can read, without rendering it.
    public func reads(source: String, name: String) throws(Diagnostic) -> TemplateReads {
        do {
            return TemplateReads(try engine.parse(source, name: name).statements)
        } catch {
            throw Failure.from(error).diagnostic
        }
    }

    /// A template from its text; `name` stands for the file in diagnostics.
    public func template(source: String, name: String) throws(Diagnostic) -> Template {
        do {
            return Template(compiled: try engine.compile(source, name: name), engine: engine)
        } catch {
            throw Failure.from(error).diagnostic
        }
    }
}

/// A compiled template. It can be rendered as often as wanted, from several threads at once.
public struct Template: Sendable {
    let compiled: CompiledTemplate
    let engine: Engine

    /// The name it was loaded by.
    public var name: String { compiled.name }

    /// The text that the template makes of a dict of variables.
    public func render(_ variables: Value) throws(Diagnostic) -> String {
        try rendered(variables) { String(decoding: $0, as: UTF8.self) }
    }

    /// The same as UTF-8 octets.
    public func renderBytes(_ variables: Value) throws(Diagnostic) -> [UInt8] {
        try rendered(variables) { Array($0) }
    }

    private func rendered<Result>(
        _ variables: Value, _ finish: (UnsafeBufferPointer<UInt8>) -> Result
    ) throws(Diagnostic) -> Result {
        guard case .dict(let dict) = variables.frozen else {
            throw Diagnostic("the variables of a template are a dict, not \(variables.typeName)")
        }
        do {
            return try attempt(dict, finish)
        } catch {
            throw Failure.from(error).diagnostic
        }
    }

    func attempt<Result>(_ dict: Dict, _ finish: (UnsafeBufferPointer<UInt8>) -> Result) throws -> Result {
        do {
            return try run(dict, finish)
        } catch let failure as Failure where failure.kind == .needsThaw {
            // The template changes what it was given: it gets a copy of its own, as a caller expects.
            var copies: [ObjectIdentifier: Value] = [:]
            guard case .dict(let copy) = Value.dict(dict).thawed(&copies) else { throw failure }
            return try run(copy, finish)
        }
    }

    private func run<Result>(
        _ variables: Dict, _ finish: (UnsafeBufferPointer<UInt8>) -> Result
    ) throws -> Result {
        let renderer = Renderer(engine: engine)
        defer { renderer.close() }
        let scope = Scope(globals: engine.globals, variables: variables)
        let context = Context(template: compiled, scope: scope, autoescape: engine.options.autoescape)
        try renderer.runRoot(of: compiled, context)
        return renderer.output.withOctets(finish)
    }
}

/// What stands behind an environment: never changed once it is made, but for the templates that it keeps.
final class Engine: Sendable {
    let options: TemplateOptions
    let limits: RenderLimits
    let filters: [String: Filter]
    let tests: [String: ValueTest]
    let globals: [String: Value]
    private let loader: TemplateLoader
    private let kept = Mutex<[String: CompiledTemplate]>([:])

    /// The parts that a caller may add to.
    struct Parts {
        var filters = Filter.builtin
        var tests = ValueTest.builtin
        var globals = Globals.builtin
    }

    init(
        options: TemplateOptions, limits: RenderLimits, loader: @escaping TemplateLoader, parts: Parts = Parts()
    ) {
        self.options = options
        self.limits = limits
        self.loader = loader
        filters = parts.filters
        tests = parts.tests
        globals = parts.globals
    }

    func copy(_ change: (inout Parts) -> Void) -> Engine {
        var parts = Parts(filters: filters, tests: tests, globals: globals)
        change(&parts)
        return Engine(options: options, limits: limits, loader: loader, parts: parts)
    }

    var globalScope: Scope { Scope(globals: globals) }

    func compiled(named name: String) throws -> CompiledTemplate {
        if let known = kept.withLock({ $0[name] }) { return known }
        guard let text = try loader(name) else {
            throw Failure("there is no template \(PythonText.quoted(name))", kind: .missingTemplate)
        }
        let template = try compile(text, name: name)
        kept.withLock { $0[name] = template }
        return template
    }

    func compile(_ text: String, name: String) throws -> CompiledTemplate {
        let (source, statements) = try parse(text, name: name)
        var compiler = Compiler(source: source, engine: self)
        return try compiler.compile(statements)
    }

    /// A template as it is written.
    func parse(_ text: String, name: String) throws -> (source: TemplateSource, statements: [Stmt]) {
        guard text.utf8.count <= limits.templateBytes else { throw Failure.limit("the size of the template \(name)") }
        let source = TemplateSource(
            name: name, text: Lexer.normalised(text, keepTrailingNewline: options.keepTrailingNewline))
        var parser = try Parser(source: source, options: options, limits: limits)
        return (source, try parser.parse())
    }
}
