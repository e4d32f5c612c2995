/// `map`, `select` and the like, which apply other filters and tests to each item.
enum SelectionFilters {
    static let all: [Filter] = [
        Filter(open: "map") { value, inputs in try mapped(value, inputs) },
        Filter(open: "select") { try selected($0, $1, keeps: true, byAttribute: false) },
        Filter(open: "reject") { try selected($0, $1, keeps: false, byAttribute: false) },
        Filter(open: "selectattr") { try selected($0, $1, keeps: true, byAttribute: true) },
        Filter(open: "rejectattr") { try selected($0, $1, keeps: false, byAttribute: true) },
    ]

    /// Made when the first item is asked for, as Python's generators do.
    private static func generator(
        _ value: Value, _ start: @escaping () throws -> () throws -> Value?
    ) throws -> Value {
        var next: (() throws -> Value?)?
        return .object(
            try GeneratorObject(
                "generator", over: value,
                ValueIterator {
                    if let next { return try next() }
                    guard try Operators.truth(value) else { return nil }
                    let made = try start()
                    next = made
                    return try made()
                }))
    }

    private static func mapped(_ value: Value, _ inputs: Inputs) throws -> Value {
        let (call, renderer) = (inputs.call, inputs.renderer)
        return try generator(value) {
            let apply = try mapping(call, renderer)
            let source = try Sequences.required(value)
            return {
                try renderer.step()
                return try source.next().map(apply)
            }
        }
    }

    private static func mapping(_ call: Call, _ renderer: Renderer) throws -> (Value) throws -> Value {
        if call.positional.isEmpty, let attribute = call.named.first(where: { $0.name == "attribute" })?.value {
            if let other = call.named.first(where: { $0.name != "attribute" && $0.name != "default" }) {
                throw Failure("Unexpected keyword argument '\(other.name)'")
            }
            var standard = call.named.first { $0.name == "default" }?.value
            if case .none? = standard { standard = nil }
            let path: AttributePath
            if case .none = attribute {
                path = .itself
            } else {
                path = try AttributePath(attribute, standard: standard)
            }
            return { try path.value(of: $0, renderer) }
        }
        guard let name = call.positional.first else { throw Failure("map requires a filter argument") }
        guard let filter = renderer.engine.filters[try Inputs.text(name)] else {
            throw Failure("No filter named \(try PythonText.representation(name)).")
        }
        var inner = call
        inner.positional.removeFirst()
        return { try filter.apply($0, inner, renderer) }
    }

    private static func selected(
        _ value: Value, _ inputs: Inputs, keeps: Bool, byAttribute: Bool
    ) throws -> Value {
        let (call, renderer) = (inputs.call, inputs.renderer)
        return try generator(value) {
            let condition = try condition(call, renderer, byAttribute: byAttribute)
            let source = try Sequences.required(value)
            return {
                while let item = try source.next() {
                    try renderer.step()
                    if try condition(item) == keeps { return item }
                }
                return nil
            }
        }
    }

    private static func condition(
        _ call: Call, _ renderer: Renderer, byAttribute: Bool
    ) throws -> (Value) throws -> Bool {
        var inner = call
        var path = AttributePath.itself
        if byAttribute {
            guard let attribute = call.positional.first else { throw Failure("Missing parameter for attribute name") }
            path = try AttributePath(attribute)
            inner.positional.removeFirst()
        }
        guard let name = inner.positional.first else {
            return { try Operators.truth(try path.value(of: $0, renderer)) }
        }
        guard let test = renderer.engine.tests[try Inputs.text(name)] else {
            throw Failure("No test named \(try PythonText.representation(name)).")
        }
        inner.positional.removeFirst()
        return { try test.apply(try path.value(of: $0, renderer), inner, renderer) }
    }
}
