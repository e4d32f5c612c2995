/// Jinja2's global functions, without those that are not reproducible.
enum Globals {
    static let builtin: [String: Value] = [
        "range": function("range") { call, renderer in .object(try range(call, renderer)) },
        "dict": function("dict") { call, renderer in
            let pairs = try pairs(call, renderer)
            return .dict(try Dict(keys: pairs.map(\.0), values: pairs.map(\.1)))
        },
        "namespace": function("namespace") { call, renderer in
            let pairs = try pairs(call, renderer)
            let dict = try Dict(keys: pairs.map(\.0), values: pairs.map(\.1))
            let object = NamespaceObject(zip(dict.keys, dict.values).map { ($0.text, $1) })
            try Operators.ensureDepth(object.depth)
            return .object(object)
        },
        "cycler": function("cycler") { call, _ in
            guard !call.positional.isEmpty else { throw Failure("at least one item has to be provided") }
            guard call.named.isEmpty else { throw Failure("cycler takes no keyword arguments") }
            let object = CyclerObject(call.positional)
            try Operators.ensureDepth(object.depth)
            return .object(object)
        },
        "joiner": function("joiner") { call, _ in
            let bound = try call.bound(to: ["sep"], required: 0, of: "joiner()")
            let object = JoinerObject(bound[0] ?? .string(", "))
            try Operators.ensureDepth(object.depth)
            return .object(object)
        },
    ]

    private static func function(
        _ name: String, _ body: @escaping @Sendable (Call, Renderer) throws -> Value
    ) -> Value {
        .object(FunctionObject(name, isBuiltin: true, body))
    }

    private static func range(_ call: Call, _ renderer: Renderer) throws -> RangeObject {
        guard call.named.isEmpty else { throw Failure("range() takes no keyword arguments") }
        guard (1...3).contains(call.positional.count) else {
            throw Failure("range expected 1 to 3 arguments, got \(call.positional.count)")
        }
        let numbers = try call.positional.map(Inputs.int)
        let start = numbers.count > 1 ? numbers[0] : 0
        let stop = numbers.count > 1 ? numbers[1] : numbers[0]
        let step = numbers.count > 2 ? numbers[2] : 1
        guard step != 0 else { throw Failure("range() arg 3 must not be zero") }
        let isEmpty = step > 0 ? start >= stop : start <= stop
        let (distance, overflow) = stop.subtractingReportingOverflow(start)
        let count = isEmpty ? 0 : (distance.magnitude - 1) / step.magnitude + 1
        guard !overflow, count <= UInt(max(0, renderer.limits.rangeLength)) else {
            throw Failure.limit("the length of range()")
        }
        return RangeObject(start: start, stop: stop, step: step, count: Int(count))
    }

    /// The entries that `dict(...)` would make: of a mapping or of pairs, then the named ones.
    static func pairs(_ call: Call, _ renderer: Renderer) throws -> [(Value, Value)] {
        guard call.positional.count <= 1 else {
            throw Failure("expected at most 1 argument, got \(call.positional.count)")
        }
        var result: [(Value, Value)] = []
        if let first = call.positional.first {
            if case .dict(let dict) = first {
                result = Array(zip(dict.keys, dict.values))
            } else {
                for (place, item) in try Sequences.array(of: first, renderer).enumerated() {
                    let parts = try Sequences.array(of: item, renderer)
                    guard parts.count == 2 else {
                        throw Failure(
                            "dictionary update sequence element #\(place) has length \(parts.count); 2 is required")
                    }
                    result.append((parts[0], parts[1]))
                }
            }
        }
        return result + call.named.map { (.string($0.name), $0.value) }
    }
}
