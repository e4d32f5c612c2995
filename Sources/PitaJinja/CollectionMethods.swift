/// The methods of Python's `dict`.
enum DictMethods {
    /// The names that come before keys in `dict.name`.
    static let names: Set<String> = [
        "keys", "values", "items", "get", "pop", "popitem", "update", "setdefault", "clear", "copy", "fromkeys",
    ]

    static func method(_ name: String, of dict: Dict) -> Value? {
        guard names.contains(name) else { return nil }
        return .object(
            FunctionObject(name, depth: dict.depth + 1) { call, renderer in
                try apply(name, dict, call, renderer)
            })
    }

    private static func apply(_ name: String, _ dict: Dict, _ call: Call, _ renderer: Renderer) throws -> Value {
        func bound(_ parameters: [String], _ required: Int) throws -> [Value?] {
            try call.bound(to: parameters, required: required, of: "dict.\(name)()")
        }
        switch name {
        case "keys", "values", "items":
            _ = try bound([], 0)
            return .object(DictView(dict, DictView.Kind(rawValue: name) ?? .items))
        case "get":
            let inputs = try bound(["key", "default"], 1)
            return try dict.value(inputs[0] ?? .none) ?? inputs[1] ?? .none
        case "copy":
            _ = try bound([], 0)
            return .dict(dict.copy())
        case "fromkeys":
            let inputs = try bound(["iterable", "value"], 1)
            let keys = try Sequences.array(of: inputs[0] ?? .none, renderer)
            return .dict(try Dict(keys: keys, values: keys.map { _ in inputs[1] ?? .none }))
        default: break
        }
        guard !dict.frozen else { throw Failure("", kind: .needsThaw) }
        return try change(name, dict, call, renderer)
    }

    private static func change(_ name: String, _ dict: Dict, _ call: Call, _ renderer: Renderer) throws -> Value {
        func bound(_ parameters: [String], _ required: Int) throws -> [Value?] {
            try call.bound(to: parameters, required: required, of: "dict.\(name)()")
        }
        switch name {
        case "pop":
            let inputs = try bound(["key", "default"], 1)
            guard let place = try dict.place(of: inputs[0] ?? .none) else {
                guard let standard = inputs[1] else {
                    throw Failure("KeyError: \(try PythonText.representation(inputs[0] ?? .none))")
                }
                return standard
            }
            return dict.remove(at: place).value
        case "popitem":
            guard dict.count > 0 else { throw Failure("popitem(): dictionary is empty") }
            let (key, value) = dict.remove(at: dict.count - 1)
            return .tuple(List([key, value]))
        case "clear":
            dict.removeAll()
            return .none
        case "setdefault":
            let inputs = try bound(["key", "default"], 1)
            let key = inputs[0] ?? .none
            if let found = try dict.value(key) { return found }
            try renderer.noteChange(of: .dict(dict), holding: inputs[1] ?? .none)
            try dict.set(key, inputs[1] ?? .none)
            return inputs[1] ?? .none
        default:
            guard call.positional.count <= 1 else {
                throw Failure("update expected at most 1 argument, got \(call.positional.count)")
            }
            for (key, value) in try Globals.pairs(call, renderer) {
                try renderer.noteChange(of: .dict(dict), holding: value)
                try dict.set(key, value)
            }
            return .none
        }
    }
}

/// The methods of Python's `list` and `tuple`.
enum ListMethods {
    private static let changing: Set<String> = [
        "append", "extend", "insert", "pop", "remove", "clear", "reverse", "sort",
    ]

    static func method(_ name: String, of list: List) -> Value? {
        guard changing.contains(name) || name == "copy" else { return tupleMethod(name, of: list) }
        return .object(
            FunctionObject(name, depth: list.depth + 1) { call, renderer in
                if name == "copy" { return .list(List(list.items)) }
                guard !list.frozen else { throw Failure("", kind: .needsThaw) }
                return try change(name, list, call, renderer)
            })
    }

    static func tupleMethod(_ name: String, of list: List) -> Value? {
        guard name == "index" || name == "count" else { return nil }
        return .object(
            FunctionObject(name, depth: list.depth + 1) { call, _ in
                let inputs = try call.bound(to: ["value", "start", "stop"], required: 1, of: "\(name)()")
                if name == "count" {
                    return .int(try list.items.count { try ValueOrder.areSame($0, inputs[0] ?? .none, 0) })
                }
                let places = try Slicing.places([inputs[1] ?? .none, inputs[2] ?? .none, .none], list.items.count)
                for place in places where try ValueOrder.areSame(list.items[place], inputs[0] ?? .none, 0) {
                    return .int(place)
                }
                throw Failure("\(try PythonText.representation(inputs[0] ?? .none)) is not in list")
            })
    }

    private static func change(_ name: String, _ list: List, _ call: Call, _ renderer: Renderer) throws -> Value {
        func bound(_ parameters: [String], _ required: Int) throws -> [Value?] {
            try call.bound(to: parameters, required: required, of: "list.\(name)()")
        }
        switch name {
        case "append":
            let item = try bound(["object"], 1)[0] ?? .none
            try renderer.noteChange(of: .list(list), holding: item)
            list.items.append(item)
        case "extend":
            let items = try Sequences.array(of: try bound(["iterable"], 1)[0] ?? .none, renderer)
            try renderer.ensure(textBytes: (list.items.count + items.count) &* 16)
            for item in items { try renderer.noteChange(of: .list(list), holding: item) }
            list.items += items
        case "insert":
            let inputs = try bound(["index", "object"], 2)
            let item = inputs[1] ?? .none
            let index = try Inputs.int(inputs[0] ?? .none)
            try renderer.noteChange(of: .list(list), holding: item)
            let count = list.items.count
            list.items.insert(item, at: min(max(index < 0 ? max(index, -count) + count : index, 0), count))
        case "pop":
            let key = try bound(["index"], 0)[0] ?? .int(-1)
            guard !list.items.isEmpty else { throw Failure("pop from empty list") }
            _ = try Inputs.int(key)
            guard let place = Access.index(key, count: list.items.count) else {
                throw Failure("pop index out of range")
            }
            return list.items.remove(at: place)
        case "remove":
            let item = try bound(["value"], 1)[0] ?? .none
            for place in list.items.indices where try ValueOrder.areSame(list.items[place], item, 0) {
                list.items.remove(at: place)
                return .none
            }
            throw Failure("list.remove(x): x not in list")
        case "clear": list.items = []
        case "reverse": list.items.reverse()
        default:
            let inputs = Inputs(values: try bound(["key", "reverse"], 0), call: call, renderer: renderer)
            guard inputs.isNone(0) else { throw Failure("list.sort() takes no key here", hint: "use `| sort`") }
            let items = list.items
            let order = try ValueOrder.sorted(items.count, by: items, reverse: try inputs.flag(1))
            list.items = order.map { items[$0] }
        }
        return .none
    }
}

/// The few attributes of Python's numbers.
enum NumberMethods {
    static func attribute(_ name: String, of value: Value) -> Value? {
        switch (name, value) {
        case ("real", .bool(let flag)): return .int(flag ? 1 : 0)
        case ("real", _): return value
        case ("imag", .float): return .float(0)
        case ("imag", _): return .int(0)
        case ("is_integer", .float(let number)):
            return .object(FunctionObject(name) { _, _ in .bool(number.isFinite && number == number.rounded()) })
        case ("bit_length", .int(let number)):
            return .object(FunctionObject(name) { _, _ in .int(Int.bitWidth - number.magnitude.leadingZeroBitCount) })
        default: return nil
        }
    }
}
