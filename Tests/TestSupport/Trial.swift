import Foundation

/// What became of damaged inputs that a reader was tried on.
public struct Trial: Sendable {
    /// How many were read as something.
    public private(set) var taken = 0
    /// How many were refused with an error.
    public private(set) var refused = 0
    /// The names of the errors' types.
    public private(set) var errors: Set<String> = []
    /// The longest that one input took, in processor time.
    public private(set) var longest = Duration.zero
    /// The input that took it.
    public private(set) var slowest: [UInt8] = []
    /// The longest message of an error, in octets.
    public private(set) var longestMessage = 0

    /// How many cases are tried: `PITA_CASES`, else so many.
    public static func cases(_ standard: Int) -> Int {
        ProcessInfo.processInfo.environment["PITA_CASES"].flatMap { Int($0) } ?? standard
    }

    /// Tries `body` on damaged forms of `seeds`. That it comes back at all is half of what is tested.
    public static func run(
        _ seeds: [String], pieces: [String] = [], seed: UInt64, cases standard: Int, _ body: ([UInt8]) throws -> Void
    ) -> Trial {
        var (trial, damage) = (Trial(), Damage(seed: seed))
        let (seeds, pieces) = (seeds.map { Array($0.utf8) }, pieces.map { Array($0.utf8) })
        for _ in 0..<cases(standard) { trial.add(damage.damaged(seeds, pieces: pieces), body) }
        return trial
    }

    private static var threadTime: Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    private mutating func add(_ input: [UInt8], _ body: ([UInt8]) throws -> Void) {
        var problem: (any Error)?
        // Of this thread's own time: what else runs on the machine is no fault of the reader's.
        let start = Self.threadTime
        do { try body(input) } catch { problem = error }
        let time = Self.threadTime - start
        if time > longest { (longest, slowest) = (time, input) }
        guard let problem else {
            taken += 1
            return
        }
        refused += 1
        errors.insert("\(type(of: problem))")
        longestMessage = max(longestMessage, "\(problem)".utf8.count)
    }

    /// Whether each input was read or refused with one of these errors, within a second and in a few words; and whether
    /// both happened, so that the damage was neither nothing nor everything.
    public func isSound(_ known: Set<String>) -> Bool {
        errors.isSubset(of: known) && longest < .seconds(1) && longestMessage < 1 << 18 && taken > 0 && refused > 0
    }
}

extension Trial: CustomStringConvertible {
    /// The figures, for a failed expectation.
    public var description: String {
        "\(taken) taken, \(refused) refused with \(errors.sorted()), the longest \(longest) on "
            + "\(String(decoding: slowest.prefix(300), as: UTF8.self).debugDescription), messages to \(longestMessage) octets"
    }
}
