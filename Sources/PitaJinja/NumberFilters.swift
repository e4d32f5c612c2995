internal import BigInt
internal import Glibc

/// Filters on numbers.
enum NumberFilters {
    static let all: [Filter] = [
        Filter("abs") { value, _ in
            switch Number(value) {
            case .int(let number): return number == .min ? Number.value(-BigInt(number)) : .int(abs(number))
            case .big(let number): return Number.value(BigInt(number.magnitude))
            case .float(let number): return .float(number.magnitude)
            case nil:
                if case .undefined(let undefined) = value { throw undefined.failure }
                throw Failure("bad operand type for abs(): '\(value.typeName)'")
            }
        },
        Filter("int", ["default", "base"]) { value, inputs in
            let standard = inputs.values.isEmpty ? .int(0) : inputs[0] ?? .int(0)
            let base = inputs.values.isEmpty ? 10 : try inputs.int(1, default: 10)
            return try integer(value, base: base) ?? standard
        },
        Filter("float", ["default"]) { value, inputs in
            let standard = inputs.values.isEmpty ? .float(0) : inputs[0] ?? .float(0)
            switch value {
            case .string(let text), .markup(let text): return NumberFormat.parsed(text).map { .float($0) } ?? standard
            case .undefined(let undefined): throw undefined.failure
            default: return try Number(value).map { .float(try $0.double()) } ?? standard
            }
        },
        Filter("round", ["precision", "method"], required: 0) { value, inputs in
            let precision = inputs.values.isEmpty ? Value.int(0) : inputs[0] ?? .int(0)
            let method = inputs.values.isEmpty ? "common" : try inputs.text(1, default: "common")
            guard ["common", "ceil", "floor"].contains(method) else {
                throw Failure("method must be common, ceil or floor")
            }
            if case .undefined(let undefined) = value { throw undefined.failure }
            guard let number = Number(value) else {
                throw Failure("type \(value.typeName) doesn't define __round__ method")
            }
            if method == "common" { return try rounded(number, try Inputs.int(precision)) }
            let scale = try Operators.binary(.pow, .int(10), precision, inputs.renderer)
            let scaled = try Operators.binary(.mul, value, scale, inputs.renderer)
            let whole: Value
            if case .float(let scaledNumber)? = Number(scaled) {
                let moved = method == "ceil" ? scaledNumber.rounded(.up) : scaledNumber.rounded(.down)
                guard let result = NumberFormat.truncated(moved) else {
                    throw Failure("cannot convert float to integer")
                }
                whole = result
            } else {
                whole = scaled
            }
            return try Operators.binary(.div, whole, scale, inputs.renderer)
        },
        Filter("filesizeformat", ["binary"]) { value, inputs in
            let bytes: Double
            if let text = value.stringValue {
                guard let parsed = NumberFormat.parsed(text) else {
                    throw Failure("could not convert string to float: \(PythonText.quoted(text))")
                }
                bytes = parsed
            } else {
                if case .undefined(let undefined) = value { throw undefined.failure }
                guard let number = Number(value) else {
                    throw Failure("float() argument must be a string or a real number, not '\(value.typeName)'")
                }
                bytes = try number.double()
            }
            return .string(try size(bytes, isBinary: inputs.values.isEmpty ? false : try inputs.flag(0)))
        },
    ]

    /// Python's `int()` as the filter uses it; `nil` when it is no number.
    private static func integer(_ value: Value, base: Int) throws -> Value? {
        switch value {
        case .string(let text), .markup(let text):
            if let number = NumberFormat.integer(text, base: base) { return number }
            return NumberFormat.parsed(text).flatMap(NumberFormat.truncated)
        case .undefined(let undefined): throw undefined.failure
        default: break
        }
        switch Number(value) {
        case .int(let number): return .int(number)
        case .big: return value
        case .float(let number):
            if number.isInfinite { throw Failure("cannot convert float infinity to integer") }
            return NumberFormat.truncated(number)
        case nil: return nil
        }
    }

    /// Python's `round`: to even at an exact half of the binary number.
    private static func rounded(_ number: Number, _ precision: Int) throws -> Value {
        switch number {
        case .float(let value):
            guard value.isFinite, precision <= 323 else { return .float(value) }
            if precision < -308 { return .float(copysign(0, value)) }
            if precision >= 0 {
                let text = try NumberFormat.float(value, "f", precision: precision)
                return .float(Double(text) ?? value)
            }
            let unit = pow(10, Double(-precision))
            return .float(copysign((value / unit).rounded(.toNearestOrEven) * unit, value))
        default:
            guard precision < 0, let integer = number.integer else {
                return Number.value(number.integer ?? 0)
            }
            guard precision > -5000 else { return .int(0) }
            let unit = BigInt(10).power(-precision)
            let (quotient, rest) = integer.magnitude.quotientAndRemainder(dividingBy: unit.magnitude)
            let twice = rest * 2
            let isUp = twice > unit.magnitude || (twice == unit.magnitude && quotient % 2 == 1)
            let result = BigInt((quotient + (isUp ? 1 : 0)) * unit.magnitude)
            return Number.value(integer.sign == .minus ? -result : result)
        }
    }

    private static func size(_ bytes: Double, isBinary: Bool) throws -> String {
        let base: Double = isBinary ? 1024 : 1000
        if bytes == 1 { return "1 Byte" }
        if bytes < base {
            guard let whole = NumberFormat.truncated(bytes) else { throw Failure("cannot convert float to integer") }
            return "\(whole.text) Bytes"
        }
        let prefixes = ["k", "M", "G", "T", "P", "E", "Z", "Y"]
        var unit = base
        for (place, prefix) in prefixes.enumerated() {
            unit *= base
            if bytes < unit || place == prefixes.count - 1 {
                let name = isBinary ? prefix.uppercased() + "iB" : prefix + "B"
                return try NumberFormat.float(base * bytes / unit, "f", precision: 1) + " " + name
            }
        }
        return ""
    }
}
