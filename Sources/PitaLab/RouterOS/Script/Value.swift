/// A value of the scripting language.
indirect enum Value: Equatable, Sendable {
    case nothing
    case text(String)
    case number(Int64)
    case bool(Bool)
    /// Milliseconds.
    case time(Int64)
    case address(String)
    case prefix(String)
    case identifier(Int)
    case array([Value])
    case record([Field])
    case code(Script)

    /// A named element of an array.
    struct Field: Equatable, Sendable {
        var name: String
        var value: Value
    }

    /// The value that an unquoted word stands for.
    static func word(_ text: String) -> Value {
        switch text {
        case "true", "yes": return .bool(true)
        case "false", "no": return .bool(false)
        case "nil", "nothing": return .nothing
        default: break
        }
        if let number = Int64(text) { return .number(number) }
        if text.hasPrefix("0x"), let number = Int64(text.dropFirst(2), radix: 16) { return .number(number) }
        if text.hasPrefix("*"), let id = Int(text.dropFirst(), radix: 16) { return .identifier(id) }
        if IPv4.parse(text) != nil { return .address(text) }
        if IPv4.parsePrefix(text) != nil { return .prefix(text) }
        if let time = Interval.parse(text), text.contains(where: { !$0.isNumber }) { return .time(time) }
        return .text(text)
    }

    /// As `:put` prints it and as a string takes it up.
    var string: String {
        switch self {
        case .nothing: ""
        case .text(let text), .address(let text), .prefix(let text): text
        case .number(let number): String(number)
        case .bool(let flag): flag ? "true" : "false"
        case .time(let milliseconds): Interval.clock(milliseconds)
        case .identifier(let id): "*" + String(id, radix: 16, uppercase: true)
        case .array(let values): values.map(\.string).joined(separator: ";")
        case .record(let fields): fields.map { $0.name + "=" + $0.value.string }.joined(separator: ";")
        case .code(let script): script.text
        }
    }

    /// The name that `:typeof` gives.
    var typeName: String {
        switch self {
        case .nothing: "nothing"
        case .text: "str"
        case .number: "num"
        case .bool: "bool"
        case .time: "time"
        case .address: "ip"
        case .prefix: "ip-prefix"
        case .identifier: "id"
        case .array, .record: "array"
        case .code: "code"
        }
    }

    /// What `:len` counts.
    var length: Int {
        switch self {
        case .nothing: 0
        case .array(let values): values.count
        case .record(let fields): fields.count
        default: string.unicodeScalars.count
        }
    }

    /// As a condition; nil when it is none.
    var truth: Bool? {
        switch self {
        case .bool(let flag): flag
        case .text("true"), .text("yes"): true
        case .text("false"), .text("no"): false
        default: nil
        }
    }
}
