import Foundation
import Testing

@testable import LabSupport

extension LabSuite {
    /// The same faults where a device is reached by the system's `ssh`, and those that only a program of its own can have.
    @Suite struct OpenSSHFaults {
        private static let device = "rtr-disdik"

        /// Runs with a segment router that is reached by `ssh`, through a relay.
        private func relayed(
            _ body: (LabOffice, SpoiledPath, PlannedChange, Child) async throws -> Void
        ) async throws {
            let office = try LabOffice.get()
            let path = SpoiledPath(office: office, device: Self.device)
            let management = "management: \(LabOffice.address(4))\n"
            let connection =
                "    connection: {ssh: {port: \(SpoiledPath.port), timeout: 3s, transport: openssh, config: none}}\n"
            try await office.edited(
                "Inventory/segments/disdik.yaml", { $0.replacing(management, with: management + connection) }
            ) {
                let relay = try await path.start([])
                let enrolled = try await office.pita("host-key", "enrol", Self.device, "--yes")
                try #require(enrolled.status == 0, "\(enrolled.all)")
                let change = try await office.approvedPlan("disdik", await Allocations.shared.next())
                try await body(office, path, change, relay)
            }
        }

        /// The programs that a process has started to hold connections.
        private func programs(of child: Child) -> [pid_t] {
            ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { name in
                guard let process = pid_t(name),
                    let status = try? String(contentsOfFile: "/proc/\(name)/stat", encoding: .utf8),
                    let end = status.lastIndex(of: ")")
                else { return nil }
                let fields = status[status.index(after: end)...].split(separator: " ")
                return fields.count > 1 && pid_t(fields[1]) == child.process ? process : nil
            }
        }

        @Test(arguments: [
            ("silent", ["--stall-after", "0"]), ("cut in the key exchange", ["--cut-after", "300"]),
            ("reset after the log-in", ["--reset-after", "4500"]), ("garbage first", ["--garbage"]),
        ])
        func `before the push it touches no device, and the error names device, phase and cause`(
            name: String, vices: [String]
        ) async throws {
            try await relayed { office, path, change, clean in
                try await path.stop(clean)
                let relay = try await path.start(vices)
                let records = try await office.countRecords()
                let ended = try await office.apply(change)
                try await path.stop(relay)
                #expect(ended.status == 4, "\(name): \(ended.all)")
                let phases = ["connect", "facts", "read"].map { "\(Self.device): \($0): " }
                #expect(phases.contains(where: ended.errors.contains), "\(ended.all)")
                #expect(try await office.countRecords() == records, "\(ended.all)")
                try await office.expectUntouched(change)
            }
        }

        /// After a command without an answer the way back is waited for, so that the full run alone has the last.
        static var steps: [String] { runsAllFaults ? ["arm answered 1", "armed"] : ["arm answered 1"] }

        @Test(arguments: steps)
        func `a program that is killed in the middle of a push leaves the device old or new`(step: String) async throws
        {
            try await relayed { office, path, change, relay in
                let reader = try StoreReader(office.store)
                let begin = try reader.last()
                let child = try office.startPita(["apply", "--no-documents", change.digest], as: "pelaksana")
                try await reader.wait(after: begin, while: child) { all in
                    all.contains { $0.device == Self.device && $0.name == step }
                }
                child.signal(SIGSTOP)
                let killed = programs(of: child)
                #expect(!killed.isEmpty)
                for process in killed { kill(process, SIGKILL) }
                child.signal(SIGCONT)
                let ended = try await child.end()
                try await path.stop(relay)
                let record = try await office.expectOldOrNew(change, ended.all)
                #expect((ended.status == 0) == (record.outcome == "berhasil"), "\(ended.all)")
            }
        }

        @Test func `a push that is killed leaves no program behind, and is ended by a recovery`() async throws {
            try await relayed { office, path, change, relay in
                let reader = try StoreReader(office.store)
                let begin = try reader.last()
                let child = try office.startPita(["apply", "--no-documents", change.digest], as: "pelaksana")
                try await reader.wait(after: begin, while: child) { all in
                    all.contains { $0.device == Self.device && $0.name == "armed" }
                }
                child.signal(SIGSTOP)
                let held = programs(of: child)
                #expect(!held.isEmpty)
                child.signal(SIGKILL)
                _ = try await child.end()
                for _ in 0..<3000 where held.contains(where: { kill($0, 0) == 0 }) {
                    try await Task.sleep(for: .milliseconds(20))
                }
                #expect(!held.contains { kill($0, 0) == 0 }, "\(held)")
                let recovered = try await office.pita(as: "kadis", "recover", "--no-documents")
                #expect(recovered.status == 0, "\(recovered.all)")
                try await path.stop(relay)
                try await office.expectOldOrNew(change, recovered.all)
            }
        }
    }
}
