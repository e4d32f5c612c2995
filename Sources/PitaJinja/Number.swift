internal import BigInt
internal import Glibc

/// An integer beyond 64 bits.
public final class BigNumber: Sendable {
    let value: BigInt

    init(_ value: BigInt) { self.value = value }

    /// The decimal digits.
    public var description: String { String(value) }
}

extension Value {
    /// Reads decimal text of any size (an optional sign, then digits); `nil` for anything else or beyond 4,300 digits,
    /// where Python refuses too.
    public init?(integer text: String) {
        let digits = text.first == "-" || text.first == "+" ? text.dropFirst() : text[...]
        guard !digits.isEmpty, digits.utf8.count <= 4300, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        if let number = Int(text) {
            self = .int(number)
        } else if let number = BigInt(text) {
            self = .big(BigNumber(number))
        } else {
            return nil
        }
    }
}

/// A number of a value, for what goes beyond two machine integers.
enum Number {
    case int(Int)
    case big(BigInt)
    case float(Double)

    /// `nil` for a value that is no number; `True` is 1.
    init?(_ value: Value) {
        switch value {
        case .int(let number): self = .int(number)
        case .bool(let flag): self = .int(flag ? 1 : 0)
        case .big(let number): self = .big(number.value)
        case .float(let number): self = .float(number)
        default: return nil
        }
    }

    /// The integer as one of any size; `nil` for a float.
    var integer: BigInt? {
        switch self {
        case .int(let number): BigInt(number)
        case .big(let number): number
        case .float: nil
        }
    }

    /// The value; an integer that fits goes back to the machine's.
    static func value(_ number: BigInt) -> Value {
        if let small = Int(exactly: number) { return .int(small) }
        return .big(BigNumber(number))
    }

    /// As a float, rounded to even; fails beyond a float's range as Python does.
    func double() throws -> Double {
        switch self {
        case .int(let number): return Double(number)
        case .float(let number): return number
        case .big(let number):
            guard let result = Self.quotient(number, 1) else { throw Failure("int too large to convert to float") }
            return result
        }
    }

    /// Below 0, 0 or above 0, exactly; `nil` with NaN.
    static func compare(_ left: Number, _ right: Number) -> Int? {
        switch (left, right) {
        case (.int(let one), .int(let two)): return one < two ? -1 : one == two ? 0 : 1
        case (.float(let one), .float(let two)):
            return one < two ? -1 : one == two ? 0 : one > two ? 1 : nil
        case (.float(let one), let two): return compare(two, .float(one)).map { -$0 }
        case (let one, .float(let two)):
            if two.isNaN { return nil }
            if two.isInfinite { return two > 0 ? -1 : 1 }
            let integer = one.integer ?? 0
            let whole = BigInt(two.rounded(.towardZero))
            if integer != whole { return integer < whole ? -1 : 1 }
            let rest = two - two.rounded(.towardZero)
            return rest > 0 ? -1 : rest == 0 ? 0 : 1
        default:
            let (one, two) = (left.integer ?? 0, right.integer ?? 0)
            return one < two ? -1 : one == two ? 0 : 1
        }
    }

    /// `left / right` rounded once, to even; `nil` beyond a float's range. `right` is not 0.
    static func quotient(_ left: BigInt, _ right: BigInt) -> Double? {
        if left.isZero { return 0 }
        let negative = (left.sign == .minus) != (right.sign == .minus)
        let shift = 66 - (left.magnitude.bitWidth - right.magnitude.bitWidth)
        let top = shift > 0 ? left.magnitude << shift : left.magnitude
        let bottom = shift < 0 ? right.magnitude << -shift : right.magnitude
        var (bits, rest) = top.quotientAndRemainder(dividingBy: bottom)
        // The lowest bit remembers whether anything was left, so that the one rounding below is right.
        if !rest.isZero { bits |= 1 }
        let width = bits.bitWidth
        var exponent = -shift
        // Subnormals keep fewer bits: cut so that only what fits is left to round.
        let keep = max(1, min(53, width + exponent + 1074))
        let drop = width - keep
        if drop > 0 {
            let half = BigUInt(1) << (drop - 1)
            let tail = bits & ((BigUInt(1) << drop) - 1)
            bits >>= drop
            exponent += drop
            if tail > half || (tail == half && bits & 1 == 1) { bits += 1 }
        }
        let result = scalbn(Double(UInt64(bits)), Int32(clamping: exponent))
        return result.isInfinite ? nil : negative ? -result : result
    }
}
