/// Values one after the other.
final class ValueIterator {
    let next: () throws -> Value?
    /// How many there are, where that is known without going through them.
    let count: (() -> Int)?

    init(count: (() -> Int)? = nil, _ next: @escaping () throws -> Value?) {
        self.next = next
        self.count = count
    }

    convenience init(_ items: [Value]) {
        var place = 0
        self.init(count: { items.count }) {
            guard place < items.count else { return nil }
            place += 1
            return items[place - 1]
        }
    }

    /// Over a list that may grow meanwhile.
    convenience init(live list: List) {
        var place = 0
        self.init(count: { list.items.count }) {
            guard place < list.items.count else { return nil }
            place += 1
            return list.items[place - 1]
        }
    }

    func collect(_ renderer: Renderer) throws -> [Value] {
        var items: [Value] = []
        while let item = try next() {
            try renderer.step()
            items.append(item)
        }
        return items
    }
}

/// Going over values as Python does.
enum Sequences {
    /// `nil` for a value that is not iterable.
    static func iterator(of value: Value) throws -> ValueIterator? {
        switch value {
        case .list(let list): return list.frozen ? ValueIterator(list.items) : ValueIterator(live: list)
        case .tuple(let list): return ValueIterator(list.items)
        case .string(let text), .markup(let text):
            return ValueIterator(text.unicodeScalars.map { .string(String(Character($0))) })
        case .dict(let dict): return dict.frozen ? ValueIterator(dict.keys) : try DictView(dict, .keys).iterator()
        case .object(let object): return try object.iterator()
        case .undefined(let undefined):
            guard undefined.isLenient else { throw undefined.failure }
            return ValueIterator([])
        default: return nil
        }
    }

    static func required(_ value: Value) throws -> ValueIterator {
        guard let iterator = try iterator(of: value) else {
            throw Failure("'\(value.typeName)' object is not iterable")
        }
        return iterator
    }

    static func array(of value: Value, _ renderer: Renderer) throws -> [Value] {
        switch value {
        case .list(let list), .tuple(let list): return list.items
        default: return try required(value).collect(renderer)
        }
    }

    /// Python's `len()`.
    static func length(of value: Value) throws -> Int {
        switch value {
        case .string(let text), .markup(let text): return text.scalarCount
        case .list(let list), .tuple(let list): return list.items.count
        case .dict(let dict): return dict.count
        case .undefined(let undefined):
            guard undefined.isLenient else { throw undefined.failure }
            return 0
        case .object(let object):
            if let count = try object.length() { return count }
            fallthrough
        default: throw Failure("object of type '\(value.typeName)' has no len()")
        }
    }
}
