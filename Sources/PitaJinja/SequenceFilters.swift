/// Filters on sequences and dicts.
enum SequenceFilters {
    static let all: [Filter] =
        sizes + orders + groups + [
            Filter("default", ["default_value", "boolean"]) { value, inputs in
                let standard: Value = inputs.values.isEmpty ? .string("") : inputs[0] ?? .string("")
                if case .undefined = value { return standard }
                guard !inputs.values.isEmpty, try inputs.flag(1) else { return value }
                return value.isTrue ? value : standard
            },
            Filter("attr", ["name"], required: 1) { value, inputs in
                let name = try inputs.text(0)
                if case .undefined(let undefined) = value { throw undefined.failure }
                return try Access.own(value, name, inputs.renderer)
                    ?? .undefined(Undefined("'\(value.typeName) object' has no attribute '\(name)'", name: name))
            },
            Filter("random") { _, _ in
                throw Failure("the filter 'random' is refused: a rendering must come out the same every time")
            },
        ]

    private static let sizes: [Filter] = [
        Filter("length") { value, _ in .int(try Sequences.length(of: value)) },
        Filter("first") { value, _ in
            try Sequences.required(value).next() ?? .undefined(Undefined("No first item, sequence was empty."))
        },
        Filter("last") { value, inputs in
            if case .object(let object) = value, object is GeneratorObject {
                throw Failure("'\(value.typeName)' object is not reversible", hint: "add `| list`")
            }
            return try Sequences.array(of: value, inputs.renderer).last
                ?? .undefined(Undefined("No last item, sequence was empty."))
        },
        Filter("list") { value, inputs in .list(List(try Sequences.array(of: value, inputs.renderer))) },
        Filter("items") { value, _ in
            if case .undefined = value { return .list(List([])) }
            guard case .dict(let dict) = value else { throw Failure("Can only get item pairs from a mapping.") }
            guard let iterator = try DictView(dict, .items).iterator() else { return .none }
            return .object(try GeneratorObject("generator", over: value, iterator))
        },
        Filter("join", ["d", "attribute"]) { value, inputs in try joined(value, inputs) },
        Filter("sum", ["attribute", "start"]) { value, inputs in
            let isGiven = !inputs.values.isEmpty
            var total: Value = isGiven ? inputs[1] ?? .int(0) : .int(0)
            if total.stringValue != nil { throw Failure("sum() can't sum strings [use ''.join(seq) instead]") }
            let path = isGiven && !inputs.isNone(0) ? try AttributePath(inputs[0] ?? .none) : nil
            let iterator = try Sequences.required(value)
            while let item = try iterator.next() {
                try inputs.renderer.step()
                let term = try path?.value(of: item, inputs.renderer) ?? item
                total = try Operators.binary(.add, total, term, inputs.renderer)
            }
            return total
        },
        Filter("reverse") { value, inputs in
            if let text = value.stringValue {
                let reversed = String(scalars: text.unicodeScalars.reversed())
                if case .markup = value { return .markup(reversed) }
                return .string(reversed)
            }
            let items = try Sequences.array(of: value, inputs.renderer)
            if case .object(let object) = value, object is GeneratorObject { return .list(List(items.reversed())) }
            return .object(try GeneratorObject("reversed iterator", over: value, ValueIterator(items.reversed())))
        },
    ]

    private static func joined(_ value: Value, _ inputs: Inputs) throws -> Value {
        let isGiven = !inputs.values.isEmpty
        let separator: Value = isGiven ? inputs[0] ?? .string("") : .string("")
        let path = isGiven && !inputs.isNone(1) ? try AttributePath(inputs[1] ?? .none) : nil
        var items = try Sequences.array(of: value, inputs.renderer)
        if let path { items = try items.map { try path.value(of: $0, inputs.renderer) } }
        func isMarkup(_ value: Value) -> Bool { if case .markup = value { true } else { false } }
        let escapes = inputs.autoescape && (isMarkup(separator) || items.contains(where: isMarkup))
        let between = escapes ? try HTML.escaped(separator) : try PythonText.string(separator)
        var result = ""
        for (place, item) in items.enumerated() {
            try inputs.renderer.step()
            if place > 0 { result += between }
            result += escapes ? try HTML.escaped(item) : try PythonText.string(item)
            try inputs.renderer.ensure(textBytes: result.utf8.count)
        }
        return escapes ? .markup(result) : .string(result)
    }

    private static func key(_ value: Value, caseSensitive: Bool) -> Value {
        guard !caseSensitive, let text = value.stringValue else { return value }
        return .string(UnicodeText.lower(text))
    }

    private static let orders: [Filter] = [
        Filter("sort", ["reverse", "case_sensitive", "attribute"]) { value, inputs in
            let isGiven = !inputs.values.isEmpty
            let caseSensitive = isGiven ? try inputs.flag(1) : false
            let paths =
                isGiven && !inputs.isNone(2) ? try AttributePath.list(inputs[2] ?? .none) : [AttributePath.itself]
            let items = try Sequences.array(of: value, inputs.renderer)
            let keys = try items.map { item in
                Value.list(
                    List(
                        try paths.map {
                            key(try $0.value(of: item, inputs.renderer), caseSensitive: caseSensitive)
                        }))
            }
            let order = try ValueOrder.sorted(items.count, by: keys, reverse: isGiven ? try inputs.flag(0) : false)
            return .list(List(order.map { items[$0] }))
        },
        Filter("dictsort", ["case_sensitive", "by", "reverse"]) { value, inputs in
            let isGiven = !inputs.values.isEmpty
            let by = isGiven ? try inputs.text(1, default: "key") : "key"
            guard by == "key" || by == "value" else {
                throw Failure("You can only sort by either \"key\" or \"value\"")
            }
            guard case .dict(let dict) = value else {
                if case .undefined(let undefined) = value { throw undefined.failure }
                throw Failure("'\(value.typeName)' object has no attribute 'items'")
            }
            let caseSensitive = isGiven ? try inputs.flag(0) : false
            let keys = (by == "key" ? dict.keys : dict.values).map { key($0, caseSensitive: caseSensitive) }
            let order = try ValueOrder.sorted(dict.count, by: keys, reverse: isGiven ? try inputs.flag(2) : false)
            return .list(List(order.map { .tuple(List([dict.keys[$0], dict.values[$0]])) }))
        },
        Filter("min", ["case_sensitive", "attribute"]) { try extreme($0, $1, isMaximum: false) },
        Filter("max", ["case_sensitive", "attribute"]) { try extreme($0, $1, isMaximum: true) },
        Filter("unique", ["case_sensitive", "attribute"]) { value, inputs in
            let isGiven = !inputs.values.isEmpty
            let caseSensitive = isGiven ? try inputs.flag(0) : false
            let path = isGiven && !inputs.isNone(1) ? try AttributePath(inputs[1] ?? .none) : .itself
            let source = try Sequences.required(value)
            let seen = Dict()
            let renderer = inputs.renderer
            return .object(
                try GeneratorObject(
                    "generator", over: value,
                    ValueIterator {
                        while let item = try source.next() {
                            try renderer.step()
                            let name = key(try path.value(of: item, renderer), caseSensitive: caseSensitive)
                            if try seen.place(of: name) != nil { continue }
                            try seen.set(name, .none)
                            return item
                        }
                        return nil
                    }))
        },
    ]

    private static func extreme(_ value: Value, _ inputs: Inputs, isMaximum: Bool) throws -> Value {
        let isGiven = !inputs.values.isEmpty
        let caseSensitive = isGiven ? try inputs.flag(0) : false
        let path = isGiven && !inputs.isNone(1) ? try AttributePath(inputs[1] ?? .none) : .itself
        let iterator = try Sequences.required(value)
        guard var best = try iterator.next() else {
            return .undefined(Undefined("No aggregated item, sequence was empty."))
        }
        var bestKey = key(try path.value(of: best, inputs.renderer), caseSensitive: caseSensitive)
        while let item = try iterator.next() {
            try inputs.renderer.step()
            let itemKey = key(try path.value(of: item, inputs.renderer), caseSensitive: caseSensitive)
            let isBetter =
                isMaximum
                ? (try ValueOrder.compare(itemKey, bestKey, ">") ?? 0) > 0
                : (try ValueOrder.compare(itemKey, bestKey, "<") ?? 0) < 0
            if isBetter { (best, bestKey) = (item, itemKey) }
        }
        return best
    }

    private static let groups: [Filter] = [
        Filter("batch", ["linecount", "fill_with"], required: 1) { value, inputs in
            let size = try inputs.int(0, default: 1)
            let items = try Sequences.array(of: value, inputs.renderer)
            var rows: [Value] = []
            var place = 0
            if size <= 0, !items.isEmpty {
                // Jinja2 never finds a row full here, but an empty one is full at size 0.
                rows = (size == 0 ? [.list(List([]))] : []) + [.list(List(items))]
                place = items.count
            }
            while place < items.count {
                var row = Array(items[place..<min(items.count, place + min(size, items.count))])
                if !inputs.isNone(1), row.count < size {
                    try inputs.renderer.ensure(textBytes: size, times: 16)
                    row += [Value](repeating: inputs[1] ?? .none, count: size - row.count)
                }
                rows.append(.list(List(row)))
                place += min(size, items.count)
            }
            return .object(try GeneratorObject("generator", over: value, ValueIterator(rows)))
        },
        Filter("slice", ["slices", "fill_with"], required: 1) { value, inputs in
            let count = try inputs.int(0, default: 1)
            let items = try Sequences.array(of: value, inputs.renderer)
            guard count != 0 else { throw Failure("integer division or modulo by zero") }
            try inputs.renderer.ensure(textBytes: max(0, count), times: 64)
            var columns: [Value] = []
            var place = 0
            for number in 0..<max(0, count) {
                let size = items.count / count + (number < items.count % count ? 1 : 0)
                var column = Array(items[place..<place + size])
                place += size
                if !inputs.isNone(1), number >= items.count % count { column.append(inputs[1] ?? .none) }
                columns.append(.list(List(column)))
            }
            return .object(try GeneratorObject("generator", over: value, ValueIterator(columns)))
        },
        Filter("groupby", ["attribute", "default", "case_sensitive"], required: 1) { value, inputs in
            let path = try AttributePath(inputs[0] ?? .none, standard: inputs.isNone(1) ? nil : inputs[1])
            let caseSensitive = try inputs.flag(2)
            let items = try Sequences.array(of: value, inputs.renderer)
            let names = try items.map { try path.value(of: $0, inputs.renderer) }
            let keys = names.map { key($0, caseSensitive: caseSensitive) }
            var result: [Value] = []
            var group: [Value] = []
            var first = 0
            let order = try ValueOrder.sorted(items.count, by: keys, reverse: false)
            for (place, item) in order.enumerated() {
                if place > 0, !(try ValueOrder.areEqual(keys[first], keys[item])) {
                    result.append(.tuple(List([names[first], .list(List(group))], isGroup: true)))
                    group = []
                }
                if group.isEmpty { first = item }
                group.append(items[item])
            }
            if !group.isEmpty { result.append(.tuple(List([names[first], .list(List(group))], isGroup: true))) }
            return .list(List(result))
        },
    ]
}

/// `a.b.0`: a way into a value, as filters take it.
struct AttributePath: Sendable {
    private let parts: [Value]
    private let standard: Value?

    static let itself = AttributePath(parts: [], standard: nil)

    private init(parts: [Value], standard: Value?) {
        self.parts = parts
        self.standard = standard
    }

    init(_ value: Value, standard: Value? = nil) throws {
        self.standard = standard
        switch value {
        case .string(let text), .markup(let text):
            parts = try StringMethods.pieces(text, ".", limit: -1).map { part in
                !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
                    ? NumberLiteral.integer(part) ?? .string(part) : .string(part)
            }
        case .undefined(let undefined): throw undefined.failure
        default: parts = [value]
        }
    }

    /// Several ways with commas between them.
    static func list(_ value: Value) throws -> [AttributePath] {
        guard let text = value.stringValue else { return [try AttributePath(value)] }
        return try StringMethods.pieces(text, ",", limit: -1).map { try AttributePath(.string($0)) }
    }

    func value(of item: Value, _ renderer: Renderer) throws -> Value {
        var value = item
        for part in parts {
            value = try Access.item(of: value, part, renderer)
            if let standard, case .undefined = value { value = standard }
        }
        return value
    }
}
