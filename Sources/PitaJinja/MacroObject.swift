/// A macro as compiled.
final class MacroCode: Sendable {
    let name: String?
    let code: Code
    let parameters: [(name: String, slot: Int)]
    /// The defaults of the last parameters.
    let defaults: [Expression]
    let callerSlot: Int?
    let kwargsSlot: Int?
    let varargsSlot: Int?

    init(
        name: String?, code: Code, parameters: [(name: String, slot: Int)], defaults: [Expression], callerSlot: Int?,
        kwargsSlot: Int?, varargsSlot: Int?
    ) {
        self.name = name
        self.code = code
        self.parameters = parameters
        self.defaults = defaults
        self.callerSlot = callerSlot
        self.kwargsSlot = kwargsSlot
        self.varargsSlot = varargsSlot
    }
}

/// A macro bound to the variables around its definition.
final class MacroObject: Object, @unchecked Sendable {
    private let macro: MacroCode
    private let activation: Activation

    init(_ macro: MacroCode, _ activation: Activation, _ renderer: Renderer) {
        self.macro = macro
        self.activation = activation
        renderer.noteCapture(activation)
    }

    override var typeName: String { "Macro" }
    override var isCallable: Bool { true }

    override func attribute(_ name: String, _ renderer: Renderer) throws -> Value? {
        switch name {
        case "name": macro.name.map { Value.string($0) } ?? Value.none
        case "arguments": .tuple(List(macro.parameters.map { .string($0.name) }))
        case "catch_kwargs": .bool(macro.kwargsSlot != nil)
        case "catch_varargs": .bool(macro.varargsSlot != nil)
        case "caller": .bool(macro.callerSlot != nil)
        default: nil
        }
    }

    override func representation(_ nesting: Int) throws -> String {
        "<Macro \(macro.name.map(PythonText.quoted) ?? "anonymous")>"
    }

    override func call(_ call: Call, _ renderer: Renderer) throws -> Value {
        try renderer.descend {
            let inner = Activation(code: macro.code, parent: activation, context: activation.context)
            macro.code.loads.enter(inner)
            try bind(call, inner)
            let text = try renderer.capture {
                try fillDefaults(renderer, inner)
                _ = try execute(macro.code.body, renderer, inner)
            }
            return call.autoescape ? .markup(text) : .string(text)
        }
    }

    private var title: String { "macro \(macro.name.map(PythonText.quoted) ?? "None")" }

    private func bind(_ call: Call, _ inner: Activation) throws {
        var named = call.named
        func take(_ name: String) -> Value? {
            named.firstIndex { $0.name == name }.map { named.remove(at: $0).value }
        }
        let given = min(call.positional.count, macro.parameters.count)
        var foundCaller = given == macro.parameters.count && macro.parameters.contains { $0.name == "caller" }
        for (place, parameter) in macro.parameters.enumerated() {
            if place < given {
                inner.slots[parameter.slot] = call.positional[place]
            } else {
                if parameter.name == "caller" { foundCaller = true }
                inner.slots[parameter.slot] = take(parameter.name)
            }
        }
        if let slot = macro.callerSlot, !foundCaller {
            inner.slots[slot] = take("caller") ?? .undefined(Undefined("No caller defined", name: "caller"))
        }
        if let slot = macro.kwargsSlot {
            inner.slots[slot] = .dict(
                try Dict(keys: named.map { .string($0.name) }, values: named.map(\.value)))
        } else if let first = named.first {
            guard !named.contains(where: { $0.name == "caller" }) else {
                throw Failure("\(title) was invoked with a caller that it does not use")
            }
            throw Failure("\(title) takes no keyword argument '\(first.name)'")
        }
        if let slot = macro.varargsSlot {
            inner.slots[slot] = .tuple(List(Array(call.positional.dropFirst(macro.parameters.count))))
        } else if call.positional.count > macro.parameters.count {
            throw Failure("\(title) takes not more than \(macro.parameters.count) argument(s)")
        }
    }

    private func fillDefaults(_ renderer: Renderer, _ inner: Activation) throws {
        let first = macro.parameters.count - macro.defaults.count
        for (place, parameter) in macro.parameters.enumerated() where inner.slots[parameter.slot] == nil {
            inner.slots[parameter.slot] =
                place >= first
                ? try macro.defaults[place - first].evaluate(renderer, inner)
                : .undefined(Undefined("parameter '\(parameter.name)' was not provided", name: parameter.name))
        }
    }
}

/// `{% macro %}`.
final class MacroStatement: Statement, @unchecked Sendable {
    let macro: MacroCode
    let slot: Int
    let export: Export?

    init(_ macro: MacroCode, slot: Int, export: Export?) {
        self.macro = macro
        self.slot = slot
        self.export = export
    }

    override func run(_ renderer: Renderer, _ activation: Activation) throws -> Flow {
        activation.slots[slot] = .object(MacroObject(macro, activation, renderer))
        export?.publish(activation)
        return .next
    }
}

/// `{% call %}`.
final class CallStatement: Statement, @unchecked Sendable {
    let macro: MacroCode
    let call: CallExpression

    init(_ macro: MacroCode, _ call: CallExpression) {
        self.macro = macro
        self.call = call
    }

    override func run(_ renderer: Renderer, _ activation: Activation) throws -> Flow {
        let caller = Value.object(MacroObject(macro, activation, renderer))
        let value = try call.call(renderer, activation, caller: caller)
        try call.located(activation) { try renderer.write(value, escape: false) }
        return .next
    }
}
