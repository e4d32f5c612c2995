import PitaDiagnostics

/// A value of a template, with Python's types: what Jinja2 would see.
///
/// Values made by callers are immutable. Lists and dicts that a template makes or changes live only in its rendering.
public enum Value: Sendable {
    /// A name or an attribute that is not there.
    case undefined(Undefined)
    /// Python's `None`.
    case none
    /// `True` or `False`.
    case bool(Bool)
    /// An integer that fits the machine.
    case int(Int)
    /// An integer that does not.
    case big(BigNumber)
    /// A float.
    case float(Double)
    /// A text.
    case string(String)
    /// A text that is HTML already and is not escaped again.
    case markup(String)
    /// A list.
    case list(List)
    /// A tuple.
    case tuple(List)
    /// A dict, in insertion order.
    case dict(Dict)
    /// Anything else: ranges, macros, loops, functions, iterators.
    case object(Object)

    /// A list.
    public init(_ items: [Value]) { self = .list(List(items.map(\.frozen), frozen: true)) }

    /// A dict in the order given; a key that comes again replaces the value before.
    public init(pairs: [(key: String, value: Value)]) {
        self = .dict(Dict(frozenPairs: pairs.map { (.string($0.key), $0.value.frozen) }, marks: []))
    }

    /// A dict whose keys know where their values came from; `marks` goes along the pairs, or is empty.
    ///
    /// A key that Python could not hash (a list, a dict) is taken by its text.
    public init(pairs: [(key: Value, value: Value)], marks: [SourceMark?] = []) {
        self = .dict(Dict(frozenPairs: pairs.map { ($0.key.frozenKey, $0.value.frozen) }, marks: marks))
    }

    /// The text, when it is one.
    public var stringValue: String? {
        switch self {
        case .string(let text), .markup(let text): text
        default: nil
        }
    }

    /// The integer, when it is one that fits.
    public var intValue: Int? {
        if case .int(let number) = self { number } else { nil }
    }

    /// The number as a float, when it is an `int` or a `float`.
    public var doubleValue: Double? {
        switch self {
        case .int(let number): Double(number)
        case .float(let number): number
        default: nil
        }
    }

    /// The truth value, when it is one.
    public var boolValue: Bool? {
        if case .bool(let flag) = self { flag } else { nil }
    }

    /// The items of a list or a tuple.
    public var items: [Value]? {
        switch self {
        case .list(let list), .tuple(let list): list.items
        default: nil
        }
    }

    /// The entries of a dict, in order.
    public var entries: [(key: Value, value: Value)]? {
        guard case .dict(let dict) = self else { return nil }
        return Array(zip(dict.keys, dict.values)).map { (key: $0.0, value: $0.1) }
    }

    /// The value of a key of a dict.
    public subscript(key: String) -> Value? {
        guard case .dict(let dict) = self else { return nil }
        return dict.value(named: key)
    }

    /// Whether Python would take it for true; an undefined value is false.
    public var isTrue: Bool {
        switch self {
        case .undefined, .none: false
        case .bool(let flag): flag
        case .int(let number): number != 0
        case .big: true
        case .float(let number): number != 0
        case .string(let text), .markup(let text): !text.isEmpty
        case .list(let list), .tuple(let list): !list.items.isEmpty
        case .dict(let dict): !dict.keys.isEmpty
        case .object(let object): object.isTrue
        }
    }

    /// What Python's `str()` makes of it; the empty text for an undefined value or one nested too deeply.
    public var text: String { (try? PythonText.string(self)) ?? "" }

    /// Python's name of its type.
    public var typeName: String {
        switch self {
        case .undefined: "Undefined"
        case .none: "NoneType"
        case .bool: "bool"
        case .int, .big: "int"
        case .float: "float"
        case .string: "str"
        case .markup: "Markup"
        case .list: "list"
        case .tuple: "tuple"
        case .dict: "dict"
        case .object(let object): object.typeName
        }
    }

    /// How deeply containers are nested in it, from 0 for a scalar.
    var depth: Int {
        switch self {
        case .list(let list), .tuple(let list): list.depth
        case .dict(let dict): dict.depth
        case .object(let object): object.depth
        default: 0
        }
    }

    /// Whether it holds other values.
    var isContainer: Bool {
        switch self {
        case .list, .tuple, .dict, .object: true
        default: false
        }
    }

    /// The same value with nothing in it that a rendering could still change.
    var frozen: Value {
        switch self {
        case .list(let list): list.frozen ? self : .list(List(list.items.map(\.frozen), frozen: true))
        case .tuple(let list):
            list.frozen ? self : .tuple(List(list.items.map(\.frozen), frozen: true, isGroup: list.isGroup))
        case .dict(let dict):
            dict.frozen ? self : .dict(Dict(frozenPairs: zip(dict.keys, dict.values).map { ($0.frozen, $1.frozen) }))
        case .object(let object): object.isShareable ? self : .string(text)
        default: self
        }
    }

    private var frozenKey: Value {
        switch self {
        case .list, .dict: .string(text)
        default: frozen
        }
    }

    /// A copy that a rendering may change, made once a container so that what was shared stays shared.
    func thawed(_ copies: inout [ObjectIdentifier: Value]) -> Value {
        switch self {
        case .list(let list):
            if let copy = copies[ObjectIdentifier(list)] { return copy }
            let copy = Value.list(List(list.items.map { $0.thawed(&copies) }))
            copies[ObjectIdentifier(list)] = copy
            return copy
        case .tuple(let list): return .tuple(List(list.items.map { $0.thawed(&copies) }, isGroup: list.isGroup))
        case .dict(let dict):
            if let copy = copies[ObjectIdentifier(dict)] { return copy }
            let copy = Value.dict(dict.copy(values: dict.values.map { $0.thawed(&copies) }))
            copies[ObjectIdentifier(dict)] = copy
            return copy
        default: return self
        }
    }
}

extension Value: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// `None`.
    public init(nilLiteral: ()) { self = .none }
    /// A truth value.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// An integer.
    public init(integerLiteral value: Int) { self = .int(value) }
    /// A float.
    public init(floatLiteral value: Double) { self = .float(value) }
    /// A text.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A list.
    public init(arrayLiteral elements: Value...) { self.init(elements) }
    /// A dict.
    public init(dictionaryLiteral elements: (String, Value)...) { self.init(pairs: elements.map { ($0.0, $0.1) }) }
}

/// What stands for a name or an attribute that is not there.
public final class Undefined: Sendable {
    /// The name that was looked for, when there is one.
    public let name: String?
    /// What is wrong.
    public let message: String
    /// What has no such attribute.
    let owner: Value?
    /// The undefined value of an inline `if` without `else` prints as nothing; every other one is an error in use.
    let isLenient: Bool

    init(_ message: String, name: String? = nil, owner: Value? = nil, isLenient: Bool = false) {
        self.message = message
        self.name = name
        self.owner = owner
        self.isLenient = isLenient
    }

    /// The error that using it makes.
    var failure: Failure {
        var failure = Failure(message)
        failure.undefined = self
        return failure
    }
}

/// The items of a list or a tuple.
///
/// `@unchecked Sendable`: a frozen list never changes after `init` and holds only frozen values; one that is not
/// frozen is reachable only from the single rendering that made it, because values are frozen before they leave it.
public final class List: @unchecked Sendable {
    var items: [Value]
    let frozen: Bool
    let depth: Int
    /// Whether it is a group of the `groupby` filter, whose two items have the names `grouper` and `list`.
    let isGroup: Bool

    init(_ items: [Value], frozen: Bool = false, isGroup: Bool = false) {
        self.items = items
        self.frozen = frozen
        self.isGroup = isGroup
        var deepest = 0
        for item in items where item.isContainer { deepest = max(deepest, item.depth) }
        depth = deepest + 1
    }
}

/// Everything that is neither a scalar nor a plain container; what it can do is decided by the kind of object.
///
/// `@unchecked Sendable`: as with ``List``, an object with state is reachable only from the rendering that made it.
public class Object: @unchecked Sendable {
    /// Nesting, for the bound on how deeply values hold one another.
    let depth: Int

    init(depth: Int = 1) { self.depth = depth }

    var typeName: String { "object" }
    var isTrue: Bool { true }
    var isCallable: Bool { false }
    /// Whether it has no state of a rendering, so that it may leave it.
    var isShareable: Bool { false }
    /// The number of items, or `nil` when Python's `len()` would fail.
    func length() throws -> Int? { nil }
    /// What a loop goes over, or `nil` when it is not iterable.
    func iterator() throws -> ValueIterator? { nil }
    /// The attribute, or `nil`.
    func attribute(_ name: String, _ renderer: Renderer) throws -> Value? { nil }
    /// The item, or `nil`.
    func item(_ key: Value) throws -> Value? { nil }
    /// Calls it.
    func call(_ call: Call, _ renderer: Renderer) throws -> Value {
        throw Failure("'\(typeName)' object is not callable")
    }
    /// Python's `repr()`.
    func representation(_ nesting: Int) throws -> String { "<\(typeName) object>" }
    /// Python's `==` where it is not identity.
    func isEqual(_ other: Object) throws -> Bool { self === other }
}
