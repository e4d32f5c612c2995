/// A filter by name: what parameters it takes and what it does.
struct Filter: Sendable {
    let name: String
    private let parameters: [String]?
    private let required: Int
    private let body: @Sendable (Value, Inputs) throws -> Value

    /// A filter with parameters, the first `required` of which must be given.
    init(
        _ name: String, _ parameters: [String] = [], required: Int = 0,
        _ body: @escaping @Sendable (Value, Inputs) throws -> Value
    ) {
        self.name = name
        self.parameters = parameters
        self.required = required
        self.body = body
    }

    /// A filter that looks at its arguments itself.
    init(open name: String, _ body: @escaping @Sendable (Value, Inputs) throws -> Value) {
        self.name = name
        parameters = nil
        required = 0
        self.body = body
    }

    func apply(_ value: Value, _ call: Call, _ renderer: Renderer) throws -> Value {
        guard let parameters else { return try body(value, Inputs(values: [], call: call, renderer: renderer)) }
        if parameters.isEmpty, call.positional.isEmpty, call.named.isEmpty {
            return try body(value, Inputs(values: [], call: call, renderer: renderer))
        }
        let bound = try call.bound(to: parameters, required: required, of: "the filter '\(name)'")
        return try body(value, Inputs(values: bound, call: call, renderer: renderer))
    }

    static let builtin: [String: Filter] = {
        var result: [String: Filter] = [:]
        for group in [
            TextFilters.all, MarkupFilters.all, SequenceFilters.all, SelectionFilters.all, NumberFilters.all,
            FieldFilters.all,
        ] {
            for filter in group { result[filter.name] = filter }
        }
        for (alias, name) in [("d", "default"), ("e", "escape"), ("count", "length")] { result[alias] = result[name] }
        return result
    }()
}

extension Inputs {
    /// Python's `soft_str`: a text stays what it is, markup stays markup.
    static func softText(_ value: Value) throws -> (text: String, isMarkup: Bool) {
        if case .markup(let text) = value { return (text, true) }
        return (try PythonText.string(value), false)
    }

    /// A filter on text that keeps markup markup.
    static func mapped(_ value: Value, _ body: (String) throws -> String) throws -> Value {
        let (text, isMarkup) = try softText(value)
        return isMarkup ? .markup(try body(text)) : .string(try body(text))
    }
}

/// A test by name.
struct ValueTest: Sendable {
    let name: String
    private let parameters: [String]
    private let body: @Sendable (Value, Inputs) throws -> Bool
    private let isOpen: Bool

    init(
        _ name: String, _ parameters: [String] = [], isOpen: Bool = false,
        _ body: @escaping @Sendable (Value, Inputs) throws -> Bool
    ) {
        self.name = name
        self.parameters = parameters
        self.isOpen = isOpen
        self.body = body
    }

    func apply(_ value: Value, _ call: Call, _ renderer: Renderer) throws -> Bool {
        if isOpen { return try body(value, Inputs(values: [], call: call, renderer: renderer)) }
        let bound = try call.bound(to: parameters, required: parameters.count, of: "the test '\(name)'")
        return try body(value, Inputs(values: bound, call: call, renderer: renderer))
    }
}
