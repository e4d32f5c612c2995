internal import CAllocations
import Foundation

/// What became of damaged inputs that a reader was tried on.
///
/// The work is counted, not timed: in allocations of memory, which are the same on every machine and under any load.
public struct Trial: Sendable {
    /// How many were read as something.
    public private(set) var taken = 0
    /// How many were refused with an error.
    public private(set) var refused = 0
    /// The names of the errors' types.
    public private(set) var errors: Set<String> = []
    /// The most work of one input, in allocations for each of its octets.
    public private(set) var mostWork = 0
    /// The input that made it.
    public private(set) var hardest: [UInt8] = []
    /// The longest message of an error, in octets.
    public private(set) var longestMessage = 0

    /// How many cases are tried: so many; with `PITA_CASES=1000` a thousand, with `PITA_CASES=x10` ten times as many.
    public static func cases(_ standard: Int) -> Int {
        guard let wanted = ProcessInfo.processInfo.environment["PITA_CASES"] else { return standard }
        if wanted.hasPrefix("x"), let times = Int(wanted.dropFirst()) { return standard * times }
        return Int(wanted) ?? standard
    }

    /// Tries `body` on damaged forms of `seeds`. That it comes back at all is half of what is tested.
    public static func run(
        _ seeds: [String], pieces: [String] = [], seed: UInt64, cases standard: Int, _ body: ([UInt8]) throws -> Void
    ) -> Trial {
        var (trial, damage) = (Trial(), Damage(seed: seed))
        let (seeds, pieces) = (seeds.map { Array($0.utf8) }, pieces.map { Array($0.utf8) })
        // What is made once, as the tables of a language, is not the work of an input, whichever test comes first.
        if let first = seeds.first { _ = try? body(first) }
        for _ in 0..<cases(standard) { trial.add(damage.damaged(seeds, pieces: pieces), body) }
        return trial
    }

    /// What reading any input may take, so that the work of a short one is not weighed by its few octets.
    private static let base = 1000

    private mutating func add(_ input: [UInt8], _ body: ([UInt8]) throws -> Void) {
        var problem: (any Error)?
        let before = pita_allocations()
        do { try body(input) } catch { problem = error }
        let work = Int(pita_allocations() - before) / (input.count + Self.base)
        if work > mostWork { (mostWork, hardest) = (work, input) }
        guard let problem else {
            taken += 1
            return
        }
        refused += 1
        errors.insert("\(type(of: problem))")
        longestMessage = max(longestMessage, "\(problem)".utf8.count)
    }

    /// Whether the work stayed in proportion to the input: far below what comparing all with all takes.
    public var isLinear: Bool { mostWork < 1000 }

    /// Whether each input was read or refused with one of these errors, with work in proportion and in a few words; and
    /// whether both happened, so that the damage was neither nothing nor everything.
    public func isSound(_ known: Set<String>) -> Bool {
        errors.isSubset(of: known) && isLinear && longestMessage < 1 << 18 && taken > 0 && refused > 0
    }
}

extension Trial: CustomStringConvertible {
    /// The figures, for a failed expectation.
    public var description: String {
        "\(taken) taken, \(refused) refused with \(errors.sorted()), messages to \(longestMessage) octets, the most work "
            + "\(mostWork) for an octet on \(hardest.count) octets: \(shown)"
    }

    /// The hardest input: its first lines, and the line that stands in it most often.
    private var shown: String {
        let lines = String(decoding: hardest, as: UTF8.self).split(separator: "\n")
        let counts = Dictionary(lines.map { ($0, 1) }, uniquingKeysWith: +)
        let often = counts.max { $0.value < $1.value }.map {
            "; \($0.value) times \($0.key.prefix(80).debugDescription)"
        }
        return lines.joined(separator: "\n").prefix(300).debugDescription + (often ?? "")
    }
}
