internal import BigInt
internal import Glibc

/// Whether two texts are the same code points; Swift's own `==` takes canonically equivalent texts for equal.
@inline(__always)
func sameText(_ left: String, _ right: String) -> Bool {
    guard left.utf8.count == right.utf8.count else { return false }
    return left.utf8.withContiguousStorageIfAvailable { mine in
        right.utf8.withContiguousStorageIfAvailable { other in
            guard let first = mine.baseAddress, let second = other.baseAddress else { return mine.isEmpty }
            return memcmp(first, second, mine.count) == 0
        } ?? mine.elementsEqual(right.utf8)
    } ?? left.utf8.elementsEqual(right.utf8)
}

/// Hashes that agree with ``ValueOrder/areEqual(_:_:)``: `1`, `1.0` and `True` are one key.
enum ValueHash {
    static func hash(_ text: String) -> Int {
        var hasher = Hasher()
        var copy = text
        copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        return hasher.finalize()
    }

    static func hash(_ value: Value) throws -> Int {
        switch value {
        case .string(let text), .markup(let text): return hash(text)
        case .int(let number): return number.hashValue
        case .bool(let flag): return (flag ? 1 : 0).hashValue
        case .float(let number):
            if let whole = Int(exactly: number) { return whole.hashValue }
            return number.hashValue
        case .big(let number): return number.value.hashValue
        case .none: return 0x5EED
        case .tuple(let list):
            var hasher = Hasher()
            for item in list.items { hasher.combine(try hash(item)) }
            return hasher.finalize()
        case .list, .dict: throw Failure("unhashable type: '\(value.typeName)'")
        case .undefined(let undefined):
            if undefined.isLenient { return 1 }
            throw undefined.failure
        case .object(let object): return ObjectIdentifier(object).hashValue
        }
    }
}

/// Python's `==` and `<`.
enum ValueOrder {
    /// How deeply nested containers are compared before it is an error.
    private static let deepest = 400

    static func areEqual(_ left: Value, _ right: Value, nesting: Int = 0) throws -> Bool {
        switch (left, right) {
        case (.int(let left), .int(let right)): return left == right
        case (.string(let left), .string(let right)), (.markup(let left), .string(let right)),
            (.string(let left), .markup(let right)), (.markup(let left), .markup(let right)):
            return sameText(left, right)
        case (.none, .none): return true
        case (.undefined(let undefined), let other), (let other, .undefined(let undefined)):
            if !undefined.isLenient { throw undefined.failure }
            if case .undefined(let second) = other {
                if !second.isLenient { throw second.failure }
                return true
            }
            return false
        case (.list(let left), .list(let right)), (.tuple(let left), .tuple(let right)):
            return try areEqual(left.items, right.items, nesting)
        case (.dict(let left), .dict(let right)): return try areEqual(left, right, nesting)
        case (.object(let left), .object(let right)): return try left.isEqual(right)
        default:
            guard let first = Number(left), let second = Number(right) else { return false }
            return Number.compare(first, second) == 0
        }
    }

    private static func areEqual(_ left: [Value], _ right: [Value], _ nesting: Int) throws -> Bool {
        guard left.count == right.count else { return false }
        guard nesting < deepest else { throw Failure("the values are nested too deeply to compare") }
        for place in left.indices where try !areSame(left[place], right[place], nesting + 1) { return false }
        return true
    }

    /// Python takes an object for equal to itself inside containers without asking it.
    static func areSame(_ left: Value, _ right: Value, _ nesting: Int) throws -> Bool {
        if case .undefined(let one) = left, case .undefined(let two) = right, one === two { return true }
        return try areEqual(left, right, nesting: nesting)
    }

    private static func areEqual(_ left: Dict, _ right: Dict, _ nesting: Int) throws -> Bool {
        guard left.count == right.count else { return false }
        guard nesting < deepest else { throw Failure("the values are nested too deeply to compare") }
        for (key, value) in zip(left.keys, left.values) {
            guard let other = try right.value(key), try areSame(value, other, nesting + 1) else { return false }
        }
        return true
    }

    /// Below 0, 0 or above 0; `nil` for a comparison with NaN. `operation` is named in the error.
    static func compare(_ left: Value, _ right: Value, _ operation: String, nesting: Int = 0) throws -> Int? {
        switch (left, right) {
        case (.int(let left), .int(let right)): return left < right ? -1 : left == right ? 0 : 1
        case (.string(let one), .string(let two)), (.markup(let one), .string(let two)),
            (.string(let one), .markup(let two)), (.markup(let one), .markup(let two)):
            return compare(one, two)
        case (.undefined(let undefined), _), (_, .undefined(let undefined)):
            throw undefined.failure
        case (.list(let left), .list(let right)), (.tuple(let left), .tuple(let right)):
            guard nesting < deepest else { throw Failure("the values are nested too deeply to compare") }
            for (one, two) in zip(left.items, right.items) where try !areSame(one, two, nesting + 1) {
                return try compare(one, two, operation, nesting: nesting + 1)
            }
            let (one, two) = (left.items.count, right.items.count)
            return one < two ? -1 : one == two ? 0 : 1
        default:
            if let first = Number(left), let second = Number(right) { return Number.compare(first, second) }
            throw Failure(
                "'\(operation)' not supported between instances of '\(left.typeName)' and '\(right.typeName)'")
        }
    }

    /// By code point, which in UTF-8 is by octet.
    static func compare(_ left: String, _ right: String) -> Int {
        var (one, two) = (left, right)
        return one.withUTF8 { first in
            two.withUTF8 { second in
                let shared = min(first.count, second.count)
                if shared > 0, let base = first.baseAddress, let other = second.baseAddress {
                    let order = memcmp(base, other, shared)
                    if order != 0 { return order < 0 ? -1 : 1 }
                }
                return first.count < second.count ? -1 : first.count == second.count ? 0 : 1
            }
        }
    }

    /// Stable order by keys that Python's `sorted` would compare with `<`.
    static func sorted(_ count: Int, by keys: [Value], reverse: Bool) throws -> [Int] {
        // A merge sort of our own, because the comparison throws and equal keys must keep their order.
        var order = Array(0..<count)
        var spare = order
        var width = 1
        while width < count {
            var start = 0
            while start < count {
                let middle = min(start + width, count)
                let end = min(start + 2 * width, count)
                var (left, right, place) = (start, middle, start)
                while left < middle, right < end {
                    let swap =
                        reverse
                        ? try isBefore(keys[order[left]], keys[order[right]])
                        : try isBefore(keys[order[right]], keys[order[left]])
                    if swap {
                        spare[place] = order[right]
                        right += 1
                    } else {
                        spare[place] = order[left]
                        left += 1
                    }
                    place += 1
                }
                while left < middle {
                    spare[place] = order[left]
                    left += 1
                    place += 1
                }
                while right < end {
                    spare[place] = order[right]
                    right += 1
                    place += 1
                }
                start = end
            }
            swap(&order, &spare)
            width *= 2
        }
        return order
    }

    static func isBefore(_ left: Value, _ right: Value) throws -> Bool {
        guard let order = try compare(left, right, "<") else { return false }
        return order < 0
    }
}
