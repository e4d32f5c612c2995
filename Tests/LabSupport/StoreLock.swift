import Foundation
import GRDB
import Testing

extension LabOffice {
    /// Another process that is first: it moves a plan to a status while a child that has read the store before waits for
    /// it with its own write.
    func move(_ plan: String, to status: String, before child: @Sendable () throws -> Child) async throws -> Child {
        let queue = try DatabaseQueue(path: store)
        let started = try await queue.writeWithoutTransaction { database in
            var started: Child?
            try database.inTransaction(.immediate) {
                try set(plan, status, database)
                started = try child()
                // The child reads, signs, and waits with its write for the end of this transaction.
                Thread.sleep(forTimeInterval: 1.5)
                return .commit
            }
            return started
        }
        return try #require(started)
    }

    /// Gives a plan a status.
    func set(_ plan: String, status: String) async throws {
        try await DatabaseQueue(path: store).write { try set(plan, status, $0) }
    }

    private func set(_ plan: String, _ status: String, _ database: Database) throws {
        try database.execute(
            sql: "UPDATE plans SET status = ? WHERE lower(hex(digest)) = ?",
            arguments: [status, plan.replacing("sha256:", with: "")])
        try #require(database.changesCount == 1)
    }
}
