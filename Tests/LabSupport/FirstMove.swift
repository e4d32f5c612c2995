import Foundation
import GRDB
import Testing

extension Child {
    /// Stops the first child of its own that it starts, and says which that is.
    func stopFirstChild() async throws -> pid_t {
        let tasks = "/proc/\(process)/task"
        while !hasEnded {
            for task in (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? [] {
                let children = try? String(contentsOfFile: "\(tasks)/\(task)/children", encoding: .utf8)
                guard let first = children?.split(separator: " ").first.flatMap({ pid_t($0) }) else { continue }
                kill(first, SIGSTOP)
                return first
            }
            try await Task.sleep(for: .microseconds(200))
        }
        throw CancellationError()
    }
}

extension LabOffice {
    /// Another process is first: it gives a plan another status while `child` waits for its person's signature.
    func move(_ plan: String, to status: String, while child: Child) async throws {
        let signer = try await child.stopFirstChild()
        defer { kill(signer, SIGCONT) }
        try await set(plan, status: status)
    }

    /// Gives a plan a status.
    func set(_ plan: String, status: String) async throws {
        try await DatabaseQueue(path: store).write { database in
            try database.execute(
                sql: "UPDATE plans SET status = ? WHERE lower(hex(digest)) = ?",
                arguments: [status, plan.replacing("sha256:", with: "")])
            try #require(database.changesCount == 1)
        }
    }
}
