/// A pattern of `~` in a selector: the extended regular expressions that RouterOS takes, without what looks back.
///
/// It is matched by all ways at once, so that no pattern takes longer than its length times that of the text.
struct RouterOSPattern: Sendable {
    /// The longest pattern, in characters.
    static let longest = 256

    /// One step of the matching: what it takes, and where it goes on.
    private enum Step: Sendable {
        case take(Set)
        case split(Int, Int)
        case begin
        case end
        case done
    }

    /// Characters that are taken.
    private struct Set: Sendable {
        var ranges: [ClosedRange<Unicode.Scalar>] = []
        var isNegated = false

        func contains(_ scalar: Unicode.Scalar) -> Bool { ranges.contains { $0.contains(scalar) } != isNegated }
    }

    private var steps: [Step] = []

    /// Reads a pattern; `nil` where it is none, is too long, or asks for what is not known here.
    init?(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        guard scalars.count <= Self.longest else { return nil }
        var reader = Reader(scalars)
        guard let program = reader.alternatives(depth: 0), reader.isAtEnd else { return nil }
        steps = program + [.done]
    }

    /// Whether the pattern is found anywhere in the text.
    func isFound(in text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        var states: [Int] = []
        for place in 0...scalars.count {
            var marks = [Bool](repeating: false, count: steps.count)
            var next: [Int] = []
            for state in states + [0] {
                follow(state, at: place, of: scalars.count, &marks, &next)
            }
            if next.contains(where: { if case .done = steps[$0] { true } else { false } }) { return true }
            guard place < scalars.count else { return false }
            states = next.compactMap { state in
                if case .take(let set) = steps[state], set.contains(scalars[place]) { state + 1 } else { nil }
            }
        }
        return false
    }

    /// Adds every step that is reached without taking a character.
    private func follow(_ start: Int, at place: Int, of count: Int, _ marks: inout [Bool], _ found: inout [Int]) {
        var open = [start]
        while let state = open.popLast() {
            guard !marks[state] else { continue }
            marks[state] = true
            switch steps[state] {
            case .take, .done: found.append(state)
            case .split(let first, let second): open += [state + second, state + first]
            case .begin: if place == 0 { open.append(state + 1) }
            case .end: if place == count { open.append(state + 1) }
            }
        }
    }

    /// Reads a pattern into steps; jumps are relative to their own place.
    private struct Reader {
        private let text: [Unicode.Scalar]
        private var place = 0

        init(_ text: [Unicode.Scalar]) { self.text = text }

        var isAtEnd: Bool { place == text.count }

        private var next: Unicode.Scalar? { place < text.count ? text[place] : nil }

        mutating func alternatives(depth: Int) -> [Step]? {
            guard depth < 16, var program = sequence(depth: depth) else { return nil }
            while next == "|" {
                place += 1
                guard let other = sequence(depth: depth) else { return nil }
                // The first way ends with a jump over the second.
                program = [.split(1, program.count + 2)] + program + [.split(other.count + 1, other.count + 1)] + other
            }
            return program
        }

        private mutating func sequence(depth: Int) -> [Step]? {
            var program: [Step] = []
            while let scalar = next, scalar != "|", scalar != ")" {
                guard let atom = atom(depth: depth) else { return nil }
                program += repeated(atom)
            }
            return program
        }

        private mutating func repeated(_ atom: [Step]) -> [Step] {
            switch next {
            case "*":
                place += 1
                return [.split(1, atom.count + 2)] + atom + [.split(-atom.count - 1, -atom.count - 1)]
            case "+":
                place += 1
                return atom + [.split(-atom.count, 1)]
            case "?":
                place += 1
                return [.split(1, atom.count + 1)] + atom
            default: return atom
            }
        }

        private mutating func atom(depth: Int) -> [Step]? {
            guard let scalar = next else { return nil }
            place += 1
            switch scalar {
            case "^": return [.begin]
            case "$": return [.end]
            case ".": return [.take(Set(isNegated: true))]
            case "(":
                guard let inner = alternatives(depth: depth + 1), next == ")" else { return nil }
                place += 1
                return inner
            case "[": return characters().map { [.take($0)] }
            // What counts (`{2,3}`) or begins with nothing to repeat is not known here.
            case "*", "+", "?", "{", "}": return nil
            case "\\":
                guard let escaped = next, !escaped.properties.isAlphabetic else { return nil }
                place += 1
                return [.take(Set(ranges: [escaped...escaped]))]
            default: return [.take(Set(ranges: [scalar...scalar]))]
            }
        }

        private mutating func characters() -> Set? {
            var set = Set()
            if next == "^" {
                set.isNegated = true
                place += 1
            }
            var isFirst = true
            while let scalar = next, scalar != "]" || isFirst {
                isFirst = false
                place += 1
                // `[:alpha:]` is not known here.
                if scalar == "[" { return nil }
                guard next == "-", place + 1 < text.count, text[place + 1] != "]" else {
                    set.ranges.append(scalar...scalar)
                    continue
                }
                let last = text[place + 1]
                guard scalar <= last else { return nil }
                set.ranges.append(scalar...last)
                place += 2
            }
            guard next == "]" else { return nil }
            place += 1
            return set
        }
    }
}
