/// Attributes and items, in Jinja2's order.
enum Access {
    /// `value.name`: a method or attribute of the Python type first, then an item.
    static func attribute(of value: Value, _ name: String, _ renderer: Renderer) throws -> Value {
        if case .undefined(let undefined) = value { throw undefined.failure }
        if let found = try own(value, name, renderer) { return found }
        if let found = try subscripted(value, .string(name)) { return found }
        return missing(value, .string(name))
    }

    /// `value[key]`: an item first, then an attribute.
    static func item(of value: Value, _ key: Value, _ renderer: Renderer) throws -> Value {
        if case .undefined(let undefined) = value { throw undefined.failure }
        if case .undefined(let undefined) = key, case .dict = value, !undefined.isLenient { throw undefined.failure }
        if let found = try subscripted(value, key) { return found }
        if let name = key.stringValue, let found = try own(value, name, renderer) { return found }
        return missing(value, key)
    }

    /// The attribute of the Python type, without looking at items.
    static func own(_ value: Value, _ name: String, _ renderer: Renderer) throws -> Value? {
        switch value {
        case .dict(let dict): return DictMethods.method(name, of: dict)
        case .list(let list): return ListMethods.method(name, of: list)
        case .tuple(let list):
            if list.isGroup {
                if name == "grouper" { return list.items.first }
                if name == "list" { return list.items.last }
            }
            return ListMethods.tupleMethod(name, of: list)
        case .string, .markup: return StringMethods.method(name, of: value)
        case .int, .bool, .big, .float: return NumberMethods.attribute(name, of: value)
        case .object(let object): return try object.attribute(name, renderer)
        case .none, .undefined: return nil
        }
    }

    /// The item, or `nil` when there is none.
    static func subscripted(_ value: Value, _ key: Value) throws -> Value? {
        switch value {
        case .dict(let dict):
            switch key {
            case .list, .dict: return nil
            default: return try dict.value(key)
            }
        case .list(let list), .tuple(let list): return index(key, count: list.items.count).map { list.items[$0] }
        case .string(let text): return character(text, key).map { .string($0) }
        case .markup(let text): return character(text, key).map { .markup($0) }
        case .object(let object): return try object.item(key)
        default: return nil
        }
    }

    /// A place in a sequence from an index that may count from the end; `nil` outside.
    static func index(_ key: Value, count: Int) -> Int? {
        let number: Int
        switch key {
        case .int(let value): number = value
        case .bool(let flag): number = flag ? 1 : 0
        default: return nil
        }
        let place = number < 0 ? number &+ count : number
        return (0..<count).contains(place) ? place : nil
    }

    private static func character(_ text: String, _ key: Value) -> String? {
        if text.isASCII {
            return index(key, count: text.utf8.count).map { place in
                String(text.utf8[text.utf8.index(text.utf8.startIndex, offsetBy: place)...].prefix(1)) ?? ""
            }
        }
        let scalars = Array(text.unicodeScalars)
        return index(key, count: scalars.count).map { String(Character(scalars[$0])) }
    }

    private static func missing(_ value: Value, _ key: Value) -> Value {
        let name = key.stringValue
        let what: String
        if let name {
            let type = value.isContainer || value.stringValue != nil ? "\(value.typeName) object" : value.typeName
            what = "'\(type)' has no attribute '\(name)'"
        } else {
            what = "\(value.typeName) object has no element \((try? PythonText.representation(key)) ?? key.typeName)"
        }
        return .undefined(Undefined(what, name: name, owner: value))
    }
}

/// `value[start:stop:step]`.
enum Slicing {
    static func slice(_ value: Value, _ bounds: [Value]) throws -> Value {
        switch value {
        case .list(let list): return .list(List(try places(bounds, list.items.count).map { list.items[$0] }))
        case .tuple(let list): return .tuple(List(try places(bounds, list.items.count).map { list.items[$0] }))
        case .string(let text): return .string(try text.sliced(bounds))
        case .markup(let text): return .markup(try text.sliced(bounds))
        case .object(let range as RangeObject):
            let (start, count, step) = try resolve(bounds, range.count)
            let first = range.start &+ start &* range.step
            return .object(
                RangeObject(
                    start: first, stop: range.start &+ (start &+ count &* step) &* range.step, step: range.step &* step,
                    count: count))
        case .dict: throw Failure("unhashable type: 'slice'")
        case .undefined(let undefined): throw undefined.failure
        default: throw Failure("'\(value.typeName)' object is not subscriptable")
        }
    }

    static func places(_ bounds: [Value], _ count: Int) throws -> [Int] {
        let (start, size, step) = try resolve(bounds, count)
        return (0..<size).map { start + $0 * step }
    }

    private static func bound(_ value: Value) throws -> Int? {
        switch value {
        case .none: return nil
        case .int(let number): return number
        case .bool(let flag): return flag ? 1 : 0
        case .big(let number): return number.value.sign == .minus ? -Int.max : .max
        case .undefined(let undefined): throw undefined.failure
        default: throw Failure("slice indices must be integers or None or have an __index__ method")
        }
    }

    /// The first place, how many places, and the step.
    private static func resolve(_ bounds: [Value], _ count: Int) throws -> (Int, Int, Int) {
        let step = max(-Int.max, try bound(bounds[2]) ?? 1)
        guard step != 0 else { throw Failure("slice step cannot be zero") }
        func clamped(_ value: Int?, _ standard: Int) -> Int {
            guard let value else { return standard }
            let (low, high) = step > 0 ? (0, count) : (-1, count - 1)
            return min(max(value < 0 ? max(value, -count - 1) + count : value, low), high)
        }
        let start = clamped(try bound(bounds[0]), step > 0 ? 0 : count - 1)
        let stop = clamped(try bound(bounds[1]), step > 0 ? count : -1)
        let size: Int
        if step > 0 {
            size = start < stop ? (stop - start - 1) / step + 1 : 0
        } else {
            size = stop < start ? (start - stop - 1) / -step + 1 : 0
        }
        return (start, size, size > 1 ? step : 1)
    }
}

extension String {
    /// The part of a text by code points, as Python slices.
    func sliced(_ bounds: [Value]) throws -> String {
        if isASCII {
            let octets = Array(utf8)
            return String(decoding: try Slicing.places(bounds, octets.count).map { octets[$0] }, as: UTF8.self)
        }
        let scalars = Array(unicodeScalars)
        return String(scalars: try Slicing.places(bounds, scalars.count).map { scalars[$0] })
    }
}
