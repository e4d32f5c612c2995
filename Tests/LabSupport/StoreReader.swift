import Foundation
import GRDB
import Testing

/// A step of the push journal, as it stands in the store.
struct Step: Hashable, Sendable, CustomStringConvertible {
    let push: String
    let number: Int
    let device: String?
    /// The step's own name, with purpose and number of its command: `sending 1`, `arm sending 1`, `lock`.
    let name: String

    var description: String { "J\(number) \(device.map { $0 + " " } ?? "")\(name)" }
}

/// Reads the store beside the program, as an auditor with `sqlite3` would.
struct StoreReader: Sendable {
    private let queue: DatabaseQueue

    init(_ path: String) throws {
        var settings = Configuration()
        settings.readonly = true
        settings.busyMode = .timeout(10)
        queue = try DatabaseQueue(path: path, configuration: settings)
    }

    /// The steps after a place in the journal.
    func steps(after sequence: Int64 = 0) throws -> [Step] {
        try queue.read { database in
            try Row.fetchAll(
                database, sql: "SELECT push, step, device, payload FROM journal WHERE sequence > ? ORDER BY sequence",
                arguments: [sequence]
            ).map { row in
                let number: Int = row["step"]
                let payload = try JSONSerialization.jsonObject(with: row["payload"] as Data) as? [String: Any]
                // Of a device's step the payload holds when and why beside it.
                let step = try #require(payload?["step"] as? [String: Any] ?? payload)
                let purpose = (step["purpose"] as? String).flatMap { $0 == "change" ? nil : $0 + " " } ?? ""
                let name = purpose + (try #require(step["step"] as? String))
                let command = (step["number"] as? Int).map { " \($0)" } ?? ""
                return Step(push: row["push"], number: number, device: row["device"], name: name + command)
            }
        }
    }

    /// The steps of every push of a plan.
    func steps(of plan: String) throws -> [Step] {
        let pushes = try queue.read { database in
            try String.fetchAll(
                database, sql: "SELECT push FROM journal WHERE step = 0 AND CAST(payload AS TEXT) LIKE ?",
                arguments: ["%\(plan)%"])
        }
        return try steps().filter { pushes.contains($0.push) }
    }

    /// The last place in the journal.
    func last() throws -> Int64 {
        try queue.read { try Int64.fetchOne($0, sql: "SELECT max(sequence) FROM journal") } ?? 0
    }

    /// The names that are leased.
    func leases() throws -> [String] {
        try queue.read { try String.fetchAll($0, sql: "SELECT device FROM leases ORDER BY device") }
    }

    /// Waits until the steps after a place are as wanted, looking about every millisecond, or the child has ended. One that
    /// neither gets there nor ends is killed after `seconds`.
    func wait(
        after sequence: Int64, while child: Child, within seconds: Int = 1200, until wanted: ([Step]) -> Bool
    ) async throws {
        let limit = ContinuousClock.now + .seconds(seconds)
        while try !wanted(steps(after: sequence)), !child.hasEnded {
            if ContinuousClock.now > limit { child.signal(SIGKILL) }
            try await Task.sleep(for: .microseconds(500))
        }
    }
}

extension Child {
    /// Whether the child has ended; it stays to be waited for.
    var hasEnded: Bool {
        var information = siginfo_t()
        return waitid(P_PID, id_t(process), &information, WEXITED | WNOHANG | WNOWAIT) != 0 || information.si_signo != 0
    }
}
