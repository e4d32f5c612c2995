import Foundation
import Testing

@testable import LabSupport

extension LabSuite {
    /// Somebody or something wants a push to end while it is under way.
    @Suite struct Interrupts {
        /// Starts an apply and waits until its first device is at a step.
        private func applying(
            _ office: LabOffice, _ change: PlannedChange, until step: String, _ options: String...,
            errors: String? = nil
        ) async throws -> Child {
            let first = try #require(change.devices.first)
            let reader = try StoreReader(office.store)
            let begin = try reader.last()
            let child = try office.startPita(
                ["apply", "--no-documents", change.digest] + options, as: "pelaksana", errors: errors)
            try await reader.wait(after: begin, while: child, within: 60) { all in
                all.contains { $0.device == first && $0.name == step }
            }
            return child
        }

        @Test(arguments: [SIGINT, SIGTERM])
        func `once: the device under way is finished, no other begins`(_ signal: Int32) async throws {
            let office = try LabOffice.get()
            let change = try await office.approvedPlan("disdik", await Allocations.shared.next())
            let child = try await applying(office, change, until: "armed")
            child.signal(signal)
            let ended = try await child.end()
            #expect(ended.status == 4, "\(ended.all)")
            let record = try await office.expectOldOrNew(change, ended.all)
            #expect(record.devices.first?.outcome == "terkonfirmasi", "\(ended.all)")
            #expect(record.devices.dropFirst().allSatisfy { $0.outcome == "tidak-dimulai" }, "\(ended.all)")
            #expect(ended.errors.contains("the push was interrupted"), "\(ended.all)")
            try await office.enter(
                signal == SIGINT ? "Ctrl-C once" : "SIGTERM", phase: "J5", on: change.devices[1], change, record,
                errors: ended.errors)
            // What is left is a change of its own: it is planned and approved anew.
            let rest = try await office.approvedPlan("disdik", await Allocations.shared.next())
            #expect(try await office.apply(rest).status == 0)
        }

        @Test func `twice: it ends without ending the push, and recovery does`() async throws {
            let office = try LabOffice.get()
            let change = try await office.approvedPlan("disdik", await Allocations.shared.next())
            let first = try #require(change.devices.first)
            try await office.fault(first, "slow=300")
            let child = try await applying(office, change, until: "armed")
            try await child.interruptUntilItEnds()
            let ended = try await child.end()
            #expect(ended.status == 130, "\(ended.all)")
            #expect(ended.errors.contains("pita recover"), "\(ended.all)")
            try await office.fault(first)
            let recovered = try await office.pita(as: "kadis", "recover", "--no-documents")
            #expect(recovered.status == 0, "\(recovered.all)")
            let record = try await office.expectOldOrNew(change, recovered.all)
            try await office.enter(
                "Ctrl-C twice", phase: "J5", on: first, change, record, errors: nil)
        }

        @Test(arguments: ["--verbose", "--events"])
        func `nobody reads what it says: the push goes on to its end`(_ form: String) async throws {
            let office = try LabOffice.get()
            let change = try await office.approvedPlan("disdik", await Allocations.shared.next())
            let first = try #require(change.devices.first)
            let pipe = try UnreadPipe()
            defer { pipe.remove() }
            let child = try office.startPita(
                ["apply", "--no-documents", change.digest, form], as: "pelaksana", errors: pipe.path)
            let ended = try await child.end()
            #expect(ended.status == 0, "\(ended.all)")
            #expect(ended.output.contains("berita acara"), "\(ended.all)")
            let record = try await office.expectOldOrNew(change, ended.all)
            #expect(record.outcome == "berhasil")
            try await office.enter("standard error stalled", phase: "all", on: first, change, record, errors: nil)
        }

        @Test func `nobody reads what it says: Ctrl-C twice ends it`() async throws {
            let office = try LabOffice.get()
            let change = try await office.approvedPlan("disdik", await Allocations.shared.next())
            let first = try #require(change.devices.first)
            try await office.fault(first, "slow=300")
            let pipe = try UnreadPipe()
            defer { pipe.remove() }
            let child = try await applying(office, change, until: "armed", "--verbose", errors: pipe.path)
            try await child.interruptUntilItEnds()
            let ended = try await child.end()
            #expect(ended.status == 130, "\(ended.all)")
            try await office.fault(first)
            let recovered = try await office.pita(as: "kadis", "recover", "--no-documents")
            #expect(recovered.status == 0, "\(recovered.all)")
            try await office.expectOldOrNew(change, recovered.all)
        }

        @Test func `once during recovery: what it has not begun stays open for the next`() async throws {
            let office = try LabOffice.get()
            let change = try await office.approvedPlan("disdik", await Allocations.shared.next())
            let first = try #require(change.devices.first)
            let child = try await applying(office, change, until: "answered 1")
            child.signal(SIGKILL)
            _ = try await child.end()
            try await office.fault(first, "slow=300")
            let reader = try StoreReader(office.store)
            let begin = try reader.last()
            let recovering = try office.startPita(["recover", "--no-documents"], as: "kadis")
            try await reader.wait(after: begin, while: recovering) { !$0.isEmpty }
            recovering.signal(SIGINT)
            let ended = try await recovering.end()
            try await office.fault(first)
            #expect([0, 4].contains(ended.status), "\(ended.all)")
            #expect(ended.errors.contains("interrupted"), "\(ended.all)")
            let again = try await office.pita(as: "kabid", "recover", "--no-documents")
            #expect(again.status == 0, "\(again.all)")
            let record = try await office.expectOldOrNew(change, again.all)
            try await office.enter("Ctrl-C in recover", phase: "J7", on: first, change, record, errors: nil)
        }

        @Test(.timeLimit(.minutes(10))) func `a terminal that goes away does not end a push`() async throws {
            let office = try LabOffice.get()
            let change = try await office.approvedPlan("disdik", await Allocations.shared.next())
            let first = try #require(change.devices.first)
            let reader = try StoreReader(office.store)
            let begin = try reader.last()
            let records = try await office.countRecords()
            // `script` gives the program a terminal of its own; when it is killed, the terminal hangs up.
            let terminal = try office.startInTerminal(["apply", "--no-documents", change.digest], as: "pelaksana")
            try await reader.wait(after: begin, while: terminal) { all in
                all.contains { $0.device == first && $0.name == "armed" }
            }
            terminal.signal(SIGKILL)
            _ = try await terminal.end()
            while try await office.countRecords() == records { try await Task.sleep(for: .milliseconds(200)) }
            while try !StoreReader(office.store).leases().isEmpty { try await Task.sleep(for: .milliseconds(100)) }
            let record = try await office.expectOldOrNew(change, "after the terminal was gone")
            #expect(record.outcome == "berhasil")
            try await office.enter("terminal closed", phase: "J5", on: first, change, record, errors: nil)
        }

        @Test func `the events are lines of JSON when they are asked for`() async throws {
            let office = try LabOffice.get()
            let change = try await office.approvedPlan("disdik", await Allocations.shared.next())
            let child = try office.startPita(["apply", "--no-documents", change.digest, "--events"], as: "pelaksana")
            let ended = try await child.end()
            #expect(ended.status == 0, "\(ended.all)")
            var seen: [String: Int] = [:]
            for line in ended.errors.split(separator: "\n") {
                let event = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
                #expect(event?["at"] is Int, "\(line)")
                seen[event?["event"] as? String ?? "?", default: 0] += 1
            }
            #expect(seen["?"] == nil)
            #expect(seen["wave"] == change.devices.count)
            #expect(seen["rollback-armed"] == change.devices.count)
            #expect(seen["ended"] ?? 0 >= change.devices.count)
        }

        @Test func `on a terminal the countdown of the way back is shown, and nothing of it is left`() async throws {
            let office = try LabOffice.get()
            let change = try await office.approvedPlan("disdik", await Allocations.shared.next())
            let first = try #require(change.devices.first)
            try await office.fault(first, "slow=200")
            let terminal = try office.startInTerminal(["apply", "--no-documents", change.digest], as: "pelaksana")
            let ended = try await terminal.end()
            try await office.fault(first)
            #expect(ended.output.contains("(way back in 1"), "\(ended.all)")
            #expect(ended.output.contains("wave 1/\(change.devices.count)"), "\(ended.all)")
            // The last that was drawn is erased before the result is printed.
            let result = try #require(ended.output.components(separatedBy: "\u{1B}[J").last)
            #expect(!result.contains("way back in"), "\(ended.all)")
            #expect(result.contains("berita acara"), "\(ended.all)")
            try await office.expectOldOrNew(change, ended.all)
        }
    }
}
