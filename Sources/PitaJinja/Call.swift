/// What a filter, test, macro or function is called with.
struct Call {
    var positional: [Value] = []
    var named: [(name: String, value: Value)] = []
    /// Whether the caller's output is escaped for HTML.
    var autoescape = false

    /// The arguments in the order of the parameters; `nil` where none is given.
    func bound(to parameters: [String], required: Int, of name: String) throws -> [Value?] {
        guard positional.count <= parameters.count else {
            throw Failure("\(name) takes at most \(parameters.count) argument(s), \(positional.count) given")
        }
        var result: [Value?] = positional + [Value?](repeating: nil, count: parameters.count - positional.count)
        for (key, value) in named {
            guard let place = parameters.firstIndex(of: key) else {
                throw Failure("\(name) got an unexpected keyword argument '\(key)'")
            }
            guard result[place] == nil else { throw Failure("\(name) got multiple values for argument '\(key)'") }
            result[place] = value
        }
        for place in 0..<required where result[place] == nil {
            throw Failure("\(name) is missing the argument '\(parameters[place])'")
        }
        return result
    }
}

/// The arguments of a built-in filter, test or function, read as what they should be.
struct Inputs {
    let values: [Value?]
    let call: Call
    let renderer: Renderer

    var autoescape: Bool { call.autoescape }

    subscript(place: Int) -> Value? { values[place] }

    /// Not given, or `None`.
    func isNone(_ place: Int) -> Bool {
        guard let value = values[place] else { return true }
        if case .none = value { return true }
        return false
    }

    func int(_ place: Int, default standard: Int) throws -> Int {
        guard let value = values[place] else { return standard }
        return try Self.int(value)
    }

    static func int(_ value: Value) throws -> Int {
        switch value {
        case .int(let number): return number
        case .bool(let flag): return flag ? 1 : 0
        case .big: throw Failure("Python int too large to convert to C ssize_t")
        case .undefined(let undefined): throw undefined.failure
        default: throw Failure("'\(value.typeName)' object cannot be interpreted as an integer")
        }
    }

    func text(_ place: Int, default standard: String = "") throws -> String {
        guard let value = values[place] else { return standard }
        return try Self.text(value)
    }

    static func text(_ value: Value) throws -> String {
        switch value {
        case .string(let text), .markup(let text): return text
        case .undefined(let undefined): throw undefined.failure
        default: throw Failure("expected str, got \(value.typeName)")
        }
    }

    func flag(_ place: Int, default standard: Bool = false) throws -> Bool {
        guard let value = values[place] else { return standard }
        return try Operators.truth(value)
    }
}

/// What a custom filter, test or function was called with, without the filtered value.
public struct Arguments: Sendable {
    /// The arguments without a name.
    public let positional: [Value]
    /// The arguments with a name, in order.
    public let named: [(name: String, value: Value)]

    /// The argument at a place, or by its name; `nil` when it is not given.
    public func value(_ index: Int, _ name: String) -> Value? {
        index < positional.count ? positional[index] : named.first { $0.name == name }?.value
    }

    init(_ call: Call) throws {
        positional = try call.positional.map(Self.handedOut)
        named = try call.named.map { ($0.name, try Self.handedOut($0.value)) }
    }

    /// A value that may leave the rendering: nothing in it can change any more, and it is not undefined.
    static func handedOut(_ value: Value) throws -> Value {
        if case .undefined(let undefined) = value { throw undefined.failure }
        return value.frozen
    }
}
