import Foundation
import Testing

@testable import LabSupport

extension LabSuite {
    /// The program is killed after each step of the journal, and `pita recover` ends what was begun.
    @Suite struct Kills {
        /// Where the program is killed: after so many steps of a device, or of the push as a whole.
        struct Case: Sendable, CustomTestStringConvertible {
            let segment: String
            let device: String?
            let steps: Int

            var testDescription: String { "\(device ?? segment) after step \(steps)" }

            func isReached(_ all: [Step]) -> Bool { all.filter { $0.device == device }.count >= steps }
        }

        static var chosen: [Case] {
            // J0 to J2, J9 to J11.
            var cases = (runsAllFaults ? [1, 2, 3, 4, 5, 6] : [1, 4, 5, 6]).map {
                Case(segment: "disdik", device: nil, steps: $0)
            }
            func add(_ device: String, _ sample: [Int]) {
                // More steps than any of these devices takes: the last ones are not reached before the end.
                for steps in runsAllFaults ? Array(1...30) : sample {
                    cases.append(
                        Case(segment: LabOffice.segment(of: device), device: device, steps: steps))
                }
            }
            add("rtr-inti", [2, 4, 6, 8, 9, 12, 14])
            add("rtr-disdik", [11])
            add(LabOffice.cisco, [9, 15])
            add(LabOffice.huawei, [6])
            add(LabOffice.juniper, [7])
            // After the third step a session is open that has no timer yet.
            add(LabOffice.arista, [3, 7])
            add(LabOffice.ruijie, [])
            if geteuid() == 0 {
                add("sw-dist-utara", [4, 9])
                add("rtr-dinkes", [5, 10])
            }
            return cases.filter(isWanted)
        }

        @Test(arguments: chosen) func `a push that was killed is finished or undone`(_ kill: Case) async throws {
            let office = try LabOffice.get()
            let change = try await office.approvedPlan(kill.segment, await Allocations.shared.next(of: kill.segment))
            let records = try await office.countRecords()
            let reader = try StoreReader(office.store)
            let begin = try reader.last()
            let child = try office.startPita(["apply", "--no-documents", change.digest], as: "pelaksana")
            try await reader.wait(after: begin, while: child) { kill.isReached($0) }
            child.signal(SIGKILL)
            let ended = try await child.end()
            let steps = try reader.steps(after: begin)
            let last = try #require(steps.last)
            let what = "killed at \(kill.testDescription), got to \(last)"

            let start = ContinuousClock.now
            let recovered = try await office.pita(as: "kadis", "recover", "--no-documents")
            #expect(recovered.status == 0, "\(what): \(recovered.all)")
            let took = ContinuousClock.now - start
            let waited = try reader.steps(after: begin).contains { $0.name == "waiting" }
            #expect(!waited, "\(what): recovery must not wait for the way back")
            let again = try await office.pita(as: "kadis", "recover", "--no-documents")
            #expect(again.status == 0 && again.output.contains("nothing to recover"), "\(what): \(again.all)")
            if steps.contains(where: { $0.number >= 2 }) {
                #expect(try await office.countRecords() == records + 1, "\(what)")
                let record = try await office.expectOldOrNew(change, "\(what), apply ended with \(ended.status)")
                try await office.enter(
                    "kill -9", phase: "after J\(last.number) \(last.name)", on: kill.device ?? "", change, record,
                    errors: nil, took: took)
                #expect(record.kind == (steps.contains { $0.number == 10 } ? "pekerjaan" : record.kind), "\(what)")
                let applied = try await office.apply(change)
                #expect(applied.status == 3, "\(what): \(applied.all)")
            } else {
                // Before the lock nothing has begun: the plan is as it was.
                #expect(try await office.countRecords() == records, "\(what)")
                try await office.expectUntouched(change)
                let applied = try await office.apply(change)
                #expect(applied.status == 0, "\(what): \(applied.all)")
                try await office.expectOldOrNew(change, what)
            }
        }

        @Test(arguments: [1, 3, 6]) func `a recovery that was killed is ended by another`(_ count: Int) async throws {
            let office = try LabOffice.get()
            let change = try await office.approvedPlan("disdik", await Allocations.shared.next())
            let first = try #require(change.devices.first)
            let reader = try StoreReader(office.store)
            let begin = try reader.last()
            let child = try office.startPita(["apply", "--no-documents", change.digest], as: "pelaksana")
            try await reader.wait(after: begin, while: child) { all in
                all.contains { $0.device == first && $0.name == "answered 1" }
            }
            child.signal(SIGKILL)
            _ = try await child.end()
            let killed = try reader.last()
            let recovering = try office.startPita(["recover", "--no-documents"], as: "kadis")
            try await reader.wait(after: killed, while: recovering) { $0.count >= count }
            recovering.signal(SIGKILL)
            _ = try await recovering.end()
            let last = try reader.steps(after: begin).last
            let start = ContinuousClock.now
            let recovered = try await office.pita(as: "kabid", "recover", "--no-documents")
            #expect(recovered.status == 0, "\(recovered.all)")
            let record = try await office.expectOldOrNew(change, recovered.all)
            try await office.enter(
                "kill -9 of recover", phase: "after \(last?.description ?? "")", on: first, change, record, errors: nil,
                took: ContinuousClock.now - start)
        }
    }
}
