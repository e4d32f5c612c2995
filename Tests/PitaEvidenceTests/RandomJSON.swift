import PitaEvidence
import TestSupport

extension SeededGenerator {
    /// Any value of JSON, nested so deep at the most.
    mutating func json(depth: Int) -> JSONValue {
        switch Int.random(in: 0...(depth > 0 ? 6 : 4), using: &self) {
        case 0: return .null
        case 1: return .bool(.random(using: &self))
        case 2: return .integer(.random(in: -9_007_199_254_740_991...9_007_199_254_740_991, using: &self))
        case 3, 4: return .string(text())
        case 5: return .array((0..<Int.random(in: 0...4, using: &self)).map { _ in json(depth: depth - 1) })
        default:
            let count = Int.random(in: 0...4, using: &self)
            return .object(
                Dictionary((0..<count).map { _ in (text(), json(depth: depth - 1)) }, uniquingKeysWith: { $1 }))
        }
    }

    mutating func text() -> String {
        let alphabet = Array("aZ09 \"\\\n\t\u{1}\u{7f}é€\u{2028}\u{fb33}😀{}[],:".unicodeScalars)
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...8, using: &self) {
            text.append(alphabet[Int.random(in: alphabet.indices, using: &self)])
        }
        return String(text)
    }
}
