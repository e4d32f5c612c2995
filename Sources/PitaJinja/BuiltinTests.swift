internal import BigInt

/// Jinja2's tests.
extension ValueTest {
    static let builtin: [String: ValueTest] = {
        var result: [String: ValueTest] = [:]
        for test in kinds + numbers + texts + others + comparisons { result[test.name] = test }
        for (alias, name) in aliases { result[alias] = result[name] }
        return result
    }()

    private static let aliases = [
        ("==", "eq"), ("equalto", "eq"), ("!=", "ne"), (">", "gt"), ("greaterthan", "gt"), (">=", "ge"), ("<", "lt"),
        ("lessthan", "lt"), ("<=", "le"),
    ]

    private static let comparisons: [ValueTest] = [
        ("eq", CompareOperator.eq), ("ne", .ne), ("gt", .gt), ("ge", .ge), ("lt", .lt), ("le", .le),
    ].map { name, operation in
        ValueTest(name, ["b"]) { value, inputs in try Operators.compare(operation, value, inputs[0] ?? .none) }
    }

    private static let kinds: [ValueTest] = [
        ValueTest("defined") { value, _ in if case .undefined = value { false } else { true } },
        ValueTest("undefined") { value, _ in if case .undefined = value { true } else { false } },
        ValueTest("none") { value, _ in if case .none = value { true } else { false } },
        ValueTest("boolean") { value, _ in value.boolValue != nil },
        ValueTest("true") { value, _ in value.boolValue == true },
        ValueTest("false") { value, _ in value.boolValue == false },
        ValueTest("integer") { value, _ in
            switch value {
            case .int, .big: true
            default: false
            }
        },
        ValueTest("float") { value, _ in if case .float = value { true } else { false } },
        ValueTest("number") { value, _ in Number(value) != nil },
        ValueTest("string") { value, _ in value.stringValue != nil },
        ValueTest("mapping") { value, _ in if case .dict = value { true } else { false } },
        ValueTest("sequence") { value, _ in
            switch value {
            case .string, .markup, .list, .tuple, .dict: return true
            case .undefined(let undefined): return undefined.isLenient
            case .object(let object): return object is RangeObject
            default: return false
            }
        },
        ValueTest("iterable") { value, _ in
            switch value {
            case .list, .tuple, .dict, .string, .markup: return true
            case .undefined(let undefined):
                guard undefined.isLenient else { throw undefined.failure }
                return true
            case .object(let object): return try object.iterator() != nil
            default: return false
            }
        },
        ValueTest("callable") { value, _ in
            switch value {
            case .object(let object): object.isCallable
            // Python takes an undefined value for callable: only the call fails.
            case .undefined: true
            default: false
            }
        },
        ValueTest("escaped") { value, _ in if case .markup = value { true } else { false } },
    ]

    private static func remainder(_ value: Value, _ divisor: Value, _ inputs: Inputs) throws -> Value {
        try Operators.binary(.mod, value, divisor, inputs.renderer)
    }

    private static let numbers: [ValueTest] = [
        ValueTest("odd") { value, inputs in try ValueOrder.areEqual(try remainder(value, .int(2), inputs), .int(1)) },
        ValueTest("even") { value, inputs in try ValueOrder.areEqual(try remainder(value, .int(2), inputs), .int(0)) },
        ValueTest("divisibleby", ["num"]) { value, inputs in
            try ValueOrder.areEqual(try remainder(value, inputs[0] ?? .none, inputs), .int(0))
        },
    ]

    private static let texts: [ValueTest] = [
        ValueTest("lower") { value, _ in StringMethods.isLower(try PythonText.string(value)) },
        ValueTest("upper") { value, _ in StringMethods.isUpper(try PythonText.string(value)) },
    ]

    private static let others: [ValueTest] = [
        ValueTest("in", ["seq"]) { value, inputs in try Operators.contains(inputs[0] ?? .none, value) },
        ValueTest("sameas", ["other"]) { value, inputs in isSame(value, inputs[0] ?? .none) },
        ValueTest("filter") { value, inputs in inputs.renderer.engine.filters[try Inputs.text(value)] != nil },
        ValueTest("test") { value, inputs in inputs.renderer.engine.tests[try Inputs.text(value)] != nil },
    ]

    /// Python's `is`; small integers and equal texts are the same object.
    private static func isSame(_ left: Value, _ right: Value) -> Bool {
        switch (left, right) {
        case (.none, .none): true
        case (.bool(let one), .bool(let two)): one == two
        case (.int(let one), .int(let two)): one == two
        case (.string(let one), .string(let two)): sameText(one, two)
        case (.list(let one), .list(let two)), (.tuple(let one), .tuple(let two)): one === two
        case (.dict(let one), .dict(let two)): one === two
        case (.object(let one), .object(let two)): one === two
        case (.undefined(let one), .undefined(let two)): one === two
        default: false
        }
    }
}
