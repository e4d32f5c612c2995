/// A local name that an include or a scoped block sees.
struct LocalName: Sendable {
    let name: String
    let hops: Int
    let slot: Int

    static func values(_ names: [LocalName], _ activation: Activation) -> [String: Value] {
        var result: [String: Value] = [:]
        for local in names {
            if let value = activation.outer(local.hops).slots[local.slot] { result[local.name] = value }
        }
        return result
    }
}

/// `{% include %}`.
final class IncludeStatement: Statement, @unchecked Sendable {
    let name: Expression
    let ignoreMissing: Bool
    /// The local names that the template sees; `nil` without context.
    let locals: [LocalName]?

    init(_ name: Expression, ignoreMissing: Bool, locals: [LocalName]?) {
        self.name = name
        self.ignoreMissing = ignoreMissing
        self.locals = locals
    }

    override func run(_ renderer: Renderer, _ activation: Activation) throws -> Flow {
        let value = try name.evaluate(renderer, activation)
        let template: CompiledTemplate
        do {
            template = try renderer.template(of: value)
        } catch let failure as Failure where failure.kind == .missingTemplate && ignoreMissing {
            return .next
        } catch {
            throw name.locate(error, activation, [name], renderer)
        }
        do {
            guard let locals else {
                try renderer.output.append(try renderer.module(of: template).body)
                return .next
            }
            let scope = activation.context.inner(LocalName.values(locals, activation))
            let context = Context(template: template, scope: scope, autoescape: renderer.engine.options.autoescape)
            try renderer.runRoot(of: template, context)
        } catch {
            throw Chain.extended(error, "included from", name, activation)
        }
        return .next
    }
}

/// The chain of templates in an error.
enum Chain {
    static func extended(
        _ error: any Error, _ how: String, _ place: Expression, _ activation: Activation
    ) -> Failure {
        var failure = place.locate(error, activation)
        guard failure.kind != .needsThaw, failure.context.count < 30 else { return failure }
        failure.context.append("\(how) \(activation.code.source.mark(at: place.offset))")
        return failure
    }
}

/// `{% import %}` and `{% from %}`.
final class ImportStatement: Statement, @unchecked Sendable {
    let name: Expression
    /// The local names that the template sees; `nil` without context.
    let locals: [LocalName]?
    let kind: Kind

    enum Kind: Sendable {
        case module(slot: Int, export: Export?)
        case names([(name: String, slot: Int, export: Export?)])
    }

    init(_ name: Expression, locals: [LocalName]?, kind: Kind) {
        self.name = name
        self.locals = locals
        self.kind = kind
    }

    override func run(_ renderer: Renderer, _ activation: Activation) throws -> Flow {
        let value = try name.evaluate(renderer, activation)
        let template = try name.located(activation, [name], renderer) { try renderer.template(of: value) }
        let module: ModuleObject
        do {
            if let locals {
                let scope = activation.context.inner(LocalName.values(locals, activation))
                module = try renderer.makeModule(of: template, scope: scope)
            } else {
                module = try renderer.module(of: template)
            }
        } catch {
            throw Chain.extended(error, "imported from", name, activation)
        }
        switch kind {
        case .module(let slot, let export):
            activation.slots[slot] = .object(module)
            export?.publish(activation, exported: false)
        case .names(let names):
            for (wanted, slot, export) in names {
                activation.slots[slot] =
                    module.exported(wanted)
                    ?? .undefined(
                        Undefined(
                            "the template '\(template.name)' does not export the requested name '\(wanted)'",
                            name: wanted))
                export?.publish(activation, exported: false)
            }
        }
        return .next
    }
}

/// `{% extends %}`.
final class ExtendsStatement: Statement, @unchecked Sendable {
    let name: Expression

    init(_ name: Expression) { self.name = name }

    override func run(_ renderer: Renderer, _ activation: Activation) throws -> Flow {
        guard activation.parentTemplate == nil else {
            throw name.locate(Failure("extended multiple times"), activation)
        }
        let value = try name.evaluate(renderer, activation)
        let parent = try name.located(activation, [name], renderer) { try renderer.template(of: value) }
        activation.parentTemplate = parent
        activation.parentName = name
        for (block, code) in parent.blocks { activation.context.blocks[block, default: []].append(code) }
        return .next
    }
}

/// `{% block %}`, where it stands.
final class BlockStatement: Statement, @unchecked Sendable {
    let name: String
    let place: Expression
    let isRequired: Bool
    let isChecked: Bool
    /// The local names that a scoped block sees; `nil` for one that is not scoped.
    let locals: [LocalName]?

    init(name: String, place: Expression, isRequired: Bool, isChecked: Bool, locals: [LocalName]?) {
        self.name = name
        self.place = place
        self.isRequired = isRequired
        self.isChecked = isChecked
        self.locals = locals
    }

    override func run(_ renderer: Renderer, _ activation: Activation) throws -> Flow {
        if isChecked, activation.parentTemplate != nil { return .next }
        let codes = activation.context.blocks[name] ?? []
        if isRequired, codes.count <= 1 {
            throw place.locate(Failure("Required block '\(name)' not found"), activation)
        }
        guard let code = codes.first else { return .next }
        var context = activation.context
        if let locals { context = Context(over: context, locals: LocalName.values(locals, activation)) }
        try place.located(activation) {
            try renderer.descend {
                try code.run(renderer, Activation(code: code, parent: nil, context: context))
            }
        }
        return .next
    }
}

/// A block as a function: `super()`, `self.name()`.
final class BlockObject: Object, @unchecked Sendable {
    private let name: String
    private let context: Context
    private let codes: [Code]
    private let level: Int

    init(name: String, context: Context, codes: [Code], level: Int) {
        self.name = name
        self.context = context
        self.codes = codes
        self.level = level
    }

    override var typeName: String { "BlockReference" }
    override var isCallable: Bool { true }

    /// What `super` is in a block of `code`.
    static func parent(of code: Code, _ context: Context) -> Value {
        let codes = context.blocks[code.name] ?? []
        guard let level = codes.firstIndex(where: { $0 === code }), level + 1 < codes.count else {
            return .undefined(Undefined("there is no parent block called '\(code.name)'.", name: "super"))
        }
        return .object(BlockObject(name: code.name, context: context, codes: codes, level: level + 1))
    }

    override func attribute(_ name: String, _ renderer: Renderer) throws -> Value? {
        guard name == "super" else { return nil }
        guard level + 1 < codes.count else {
            return .undefined(Undefined("there is no parent block called '\(self.name)'.", name: "super"))
        }
        return .object(BlockObject(name: self.name, context: context, codes: codes, level: level + 1))
    }

    override func call(_ call: Call, _ renderer: Renderer) throws -> Value {
        _ = try call.bound(to: [], required: 0, of: "block '\(name)'")
        let code = codes[level]
        let text = try renderer.descend {
            try renderer.capture { try code.run(renderer, Activation(code: code, parent: nil, context: context)) }
        }
        return context.autoescape ? .markup(text) : .string(text)
    }
}

/// `self`: the blocks of the template by name.
final class SelfObject: Object, @unchecked Sendable {
    private let context: Context

    init(_ context: Context) { self.context = context }

    override var typeName: String { "TemplateReference" }

    override func attribute(_ name: String, _ renderer: Renderer) throws -> Value? { try item(.string(name)) }

    override func item(_ key: Value) throws -> Value? {
        guard let name = key.stringValue, let codes = context.blocks[name] else { return nil }
        return .object(BlockObject(name: name, context: context, codes: codes, level: 0))
    }
}

/// An imported template.
final class ModuleObject: Object, @unchecked Sendable {
    private let name: String
    let body: String
    private let context: Context

    init(name: String, body: String, context: Context) {
        self.name = name
        self.body = body
        self.context = context
    }

    override var typeName: String { "TemplateModule" }

    func exported(_ name: String) -> Value? {
        context.exported.contains(name) ? context.variables[name] : nil
    }

    override func attribute(_ name: String, _ renderer: Renderer) throws -> Value? { exported(name) }
    override func representation(_ nesting: Int) throws -> String { body }
}

/// `super` and `self` are set when a block that uses them starts.
final class ReferenceStatement: Statement, @unchecked Sendable {
    let slot: Int
    let isSuper: Bool

    init(slot: Int, isSuper: Bool) {
        self.slot = slot
        self.isSuper = isSuper
    }

    override func run(_ renderer: Renderer, _ activation: Activation) throws -> Flow {
        activation.slots[slot] =
            isSuper
            ? BlockObject.parent(of: activation.code, activation.context)
            : .object(SelfObject(activation.context))
        return .next
    }
}
