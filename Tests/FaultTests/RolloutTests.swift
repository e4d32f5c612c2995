import Foundation
import Testing

@testable import LabSupport

extension LabSuite {
    /// Waves: the order, what a failure does, and undoing all of it.
    @Suite struct Rollouts {
        /// Runs with another rollout in the playbook.
        private func with(_ rollout: String, _ body: (LabOffice) async throws -> Void) async throws {
            let office = try LabOffice.get()
            try await office.edited(
                "Playbooks/kenaikan-bandwidth.yaml",
                { $0.replacing("rollout: {order: path}", with: "rollout: \(rollout)") }
            ) { try await body(office) }
        }

        private func begun(_ reader: StoreReader, after begin: Int64) throws -> [String] {
            try reader.steps(after: begin).filter { $0.name == "intent" }.compactMap(\.device)
        }

        @Test func `capacity that shrinks is taken from the OPD first, capacity that grows is given by the core first`()
            async throws
        {
            let office = try LabOffice.get()
            let smaller = try await office.approvedPlan("disdik", await Allocations.shared.next())
            let reader = try StoreReader(office.store)
            var begin = try reader.last()
            #expect(try await office.apply(smaller).status == 0)
            #expect(try begun(reader, after: begin) == office.path(of: "disdik").reversed())
            begin = try reader.last()
            let larger = try await office.plan("disdik", Allocation(kilobits: 16_500, 8_200))
            let approved = try await office.pita(
                as: "kasi", "approve", larger.digest, "--reason", "perlu", "--override-capacity", "belum ada data")
            #expect(approved.status == 0, "\(approved.all)")
            #expect(try await office.apply(larger).status == 0)
            #expect(try begun(reader, after: begin) == office.path(of: "disdik"))
            try await office.expectOldOrNew(larger, "grown")
        }

        /// Of the second segment a switch of Arista is undone by a session beside the one that it has committed.
        @Test(arguments: zip(["disdik", "disdukcapil"], ["reject-after=4", "reject-after=1"]))
        func `undo-all brings back what was confirmed, and the record says so`(
            _ segment: String, _ fault: String
        ) async throws {
            try await with("{on_failure: undo-all}") { office in
                let change = try await office.approvedPlan(segment, await Allocations.shared.next(of: segment))
                let last = try #require(change.devices.last)
                try await office.fault(last, fault)
                let ended = try await office.apply(change)
                try await office.fault(last)
                #expect(ended.status == 4, "\(ended.all)")
                let record = try await office.expectOldOrNew(change, ended.all)
                #expect(record.devices.allSatisfy { $0.outcome == "dikembalikan" }, "\(ended.all)")
                #expect(record.outcome == "dikembalikan")
                let undone = record.devices.dropLast()
                #expect(undone.allSatisfy { $0.explanation?.contains("undone, since \(last) failed") == true })
                #expect(undone.allSatisfy { $0.commands.contains { $0.purpose == "pembalikan" } }, "\(record)")
                try await office.enter(
                    "rejected, undo-all", phase: "J6", on: last, change, record, errors: ended.errors)
            }
        }

        @Test(arguments: [1, 6, 9]) func `undoing that is killed is ended by recovery`(_ steps: Int) async throws {
            try await with("{on_failure: undo-all}") { office in
                let change = try await office.approvedPlan("disdik", await Allocations.shared.next())
                let (first, last) = (try #require(change.devices.first), try #require(change.devices.last))
                try await office.fault(last, "reject-after=4")
                let reader = try StoreReader(office.store)
                let begin = try reader.last()
                let child = try office.startPita(["apply", "--no-documents", change.digest], as: "pelaksana")
                try await reader.wait(after: begin, while: child) { all in
                    guard let undo = all.firstIndex(where: { $0.name == "undo-all" }) else { return false }
                    return all[undo...].count >= steps
                }
                child.signal(SIGKILL)
                _ = try await child.end()
                try await office.fault(last)
                let start = ContinuousClock.now
                let recovered = try await office.pita(as: "kadis", "recover", "--no-documents")
                #expect(recovered.status == 0, "\(recovered.all)")
                let record = try await office.expectOldOrNew(change, recovered.all)
                #expect(record.devices.allSatisfy { $0.outcome == "dikembalikan" }, "\(recovered.all)")
                try await office.enter(
                    "kill -9 in undo-all", phase: "after \(steps) steps", on: first, change, record, errors: nil,
                    took: ContinuousClock.now - start)
            }
        }

        @Test(arguments: runsAllFaults ? [8, 14] : [8]) func `an undoing that is killed twice is ended by recovery`(
            _ steps: Int
        ) async throws {
            try await with("{on_failure: undo-all}") { office in
                let change = try await office.approvedPlan("disdik", await Allocations.shared.next())
                let (first, last) = (try #require(change.devices.first), try #require(change.devices.last))
                try await office.fault(last, "reject-after=4")
                let reader = try StoreReader(office.store)
                let begin = try reader.last()
                let child = try office.startPita(["apply", "--no-documents", change.digest], as: "pelaksana")
                try await reader.wait(after: begin, while: child) { all in
                    guard let undo = all.firstIndex(where: { $0.name == "undo-all" }) else { return false }
                    // Armed, and nothing sent yet that undoes: the first recovery leads back to the change.
                    return all[undo...].contains { $0.name == "armed" }
                }
                child.signal(SIGKILL)
                _ = try await child.end()
                try await office.fault(last)
                let killed = try reader.last()
                let recovering = try office.startPita(["recover", "--no-documents"], as: "kadis")
                try await reader.wait(after: killed, while: recovering) { $0.count >= steps }
                recovering.signal(SIGKILL)
                _ = try await recovering.end()
                let recovered = try await office.pita(as: "kabid", "recover", "--no-documents")
                #expect(recovered.status == 0, "\(recovered.all)")
                let record = try await office.expectOldOrNew(change, recovered.all)
                #expect(record.devices.allSatisfy { $0.outcome == "dikembalikan" }, "\(recovered.all)")
                try await office.enter(
                    "kill -9 twice in undo-all", phase: "after \(steps) steps of recovery", on: first, change, record,
                    errors: nil)
            }
        }

        @Test func `a canary that fails stops the rest, whatever else is borne`() async throws {
            try await with("{canary: rtr-inti, max_failures: 3, on_failure: continue}") { office in
                let change = try await office.approvedPlan("disdik", await Allocations.shared.next())
                try await office.fault("rtr-inti", "reject-after=4")
                let ended = try await office.apply(change)
                try await office.fault("rtr-inti")
                #expect(ended.status == 4, "\(ended.all)")
                let record = try await office.expectOldOrNew(change, ended.all)
                for device in record.devices {
                    let expected = device.name == "rtr-inti" ? "dikembalikan" : "tidak-dimulai"
                    #expect(device.outcome == expected, "\(device.name): \(ended.all)")
                }
                try await office.enter(
                    "rejected canary", phase: "J6", on: "rtr-inti", change, record, errors: ended.errors)
            }
        }

        @Test func `continue goes on past a failure, and a wave changes its devices at once`() async throws {
            try await with("{serial: [1, 100%], on_failure: continue}") { office in
                let change = try await office.approvedPlan("disdik", await Allocations.shared.next())
                let first = try #require(change.devices.first)
                try await office.fault(first, "reject-after=4")
                let ended = try await office.apply(change)
                try await office.fault(first)
                #expect(ended.status == 4, "\(ended.all)")
                let record = try await office.expectOldOrNew(change, ended.all)
                #expect(record.devices.first?.outcome == "dikembalikan", "\(ended.all)")
                #expect(record.devices.dropFirst().allSatisfy { $0.outcome == "terkonfirmasi" }, "\(ended.all)")
                #expect(record.outcome == "sebagian")
                try await office.enter(
                    "rejected, continue", phase: "J6", on: first, change, record, errors: ended.errors)
            }
            // The devices that were changed are brought back in step with the one that was not.
            let office = try LabOffice.get()
            let again = try await office.approvedPlan("disdik", await Allocations.shared.next())
            #expect(try await office.apply(again).status == 0)
        }

        @Test func `a device that is no longer well after the pause stops the next wave`() async throws {
            try await with("{pause: 3s}") { office in
                let change = try await office.approvedPlan("disdik", await Allocations.shared.next())
                let first = try #require(change.devices.first)
                let reader = try StoreReader(office.store)
                let begin = try reader.last()
                let child = try office.startPita(["apply", "--no-documents", change.digest], as: "pelaksana")
                try await reader.wait(after: begin, while: child) { all in
                    all.contains { $0.device == first && $0.name == "confirmed" }
                }
                try await office.fault(first, "snmp-silent")
                let ended = try await child.end()
                try await office.fault(first)
                #expect(ended.status == 4, "\(ended.all)")
                let record = try await office.expectOldOrNew(change, ended.all)
                #expect(record.devices.first?.outcome == "terkonfirmasi")
                #expect(record.devices.first?.explanation?.contains("proven again") == true, "\(ended.all)")
                #expect(record.devices.dropFirst().allSatisfy { $0.outcome == "tidak-dimulai" }, "\(ended.all)")
                try await office.enter(
                    "silent after the pause", phase: "after J8", on: first, change, record, errors: ended.errors)
            }
            let office = try LabOffice.get()
            let again = try await office.approvedPlan("disdik", await Allocations.shared.next())
            #expect(try await office.apply(again).status == 0)
        }

        @Test func `outside its window a plan is refused`() async throws {
            let office = try LabOffice.get()
            let year = Calendar(identifier: .gregorian).component(.year, from: Date()) + 1
            let later = try await office.plan(
                "disdik", await Allocations.shared.next(), "--window", "\(year)-01-02T22:00/\(year)-01-03T04:00")
            #expect(try await office.pita(as: "kasi", "approve", later.digest, "--reason", "nanti").status == 0)
            let early = try await office.apply(later)
            #expect(early.status == 3, "\(early.all)")
            #expect(early.errors.contains("maintenance window is \(year)-01-02T22:00"), "\(early.all)")
            let bad = try await office.pita(
                as: "perencana", "plan", "kenaikan-bandwidth", "--set", "segment=disdik", "--set", "bandwidth=1M/1M",
                "--expires", "0h")
            #expect(bad.status == 64, "\(bad.all)")
            try await office.expectUntouched(later)
        }

        @Test func `an expired plan is refused when it is approved and when it is applied`() async throws {
            let office = try LabOffice.get()
            let clock = try await SteppedClock.make(in: office)
            let short = try await office.plan("disdik", await Allocations.shared.next(), "--expires", "1h")
            try clock.step(by: 3601)
            let approved = try await office.startPita(
                ["approve", short.digest, "--reason", "terlambat"], as: "kasi", adding: clock.environment
            ).end()
            #expect(approved.status == 3, "\(approved.all)")
            #expect(approved.errors.contains("the plan expired at "), "\(approved.all)")

            let change = try await office.plan("disdik", await Allocations.shared.next(), "--expires", "1h")
            let inTime = try await office.pita(as: "kasi", "approve", change.digest, "--reason", "sesuai disposisi")
            try #require(inTime.status == 0, "\(inTime.all)")
            let records = try await office.countRecords()
            let applied = try await office.startPita(
                ["apply", "--no-documents", change.digest], as: "pelaksana", adding: clock.environment
            ).end()
            #expect(applied.status == 3, "\(applied.all)")
            #expect(applied.errors.contains("the plan expired at "), "\(applied.all)")
            #expect(try await office.countRecords() == records)
            try await office.expectUntouched(change)
        }

        @Test func `when the window closes in mid-push no further device begins`() async throws {
            let office = try LabOffice.get()
            let clock = try await SteppedClock.make(in: office)
            let format = DateFormatter()
            format.locale = Locale(identifier: "en_US_POSIX")
            format.timeZone = TimeZone(identifier: "Asia/Jakarta")
            format.dateFormat = "yyyy-MM-dd'T'HH:mm"
            let window = [-3600, 3600].map { format.string(from: Date() + $0) }.joined(separator: "/")
            let pushed = try await clock.stepInMidPush(by: 2 * 3600, in: office) {
                let change = try await office.plan(
                    "disdik", await Allocations.shared.next(), "--window", window)
                let approved = try await office.pita(
                    as: "kasi", "approve", change.digest, "--reason", "sesuai disposisi")
                try #require(approved.status == 0, "\(approved.all)")
                return change
            }
            let ended = pushed.ended
            #expect(ended.status == 4, "\(ended.all)")
            #expect(ended.errors.contains("the maintenance window closed"), "\(ended.all)")
            #expect(pushed.record.devices.first?.outcome == "terkonfirmasi", "\(ended.all)")
            #expect(pushed.record.devices.dropFirst().allSatisfy { $0.outcome == "tidak-dimulai" }, "\(ended.all)")
            try await office.enter(
                "window closed", phase: "J5", on: pushed.change.devices[1], pushed.change, pushed.record,
                errors: ended.errors)
            // The devices are brought in step again.
            let rest = try await office.approvedPlan("disdik", await Allocations.shared.next())
            #expect(try await office.apply(rest).status == 0)
        }

        @Test func `what the playbook wants proven is proven, and a check that does not hold brings the device back`()
            async throws
        {
            let office = try LabOffice.get()
            func checks(_ list: String) -> (String) -> String {
                { $0.replacing("verify: {snmp: true}", with: "verify:\n  snmp: true\n  checks: [\(list)]") }
            }
            let playbook = "Playbooks/kenaikan-bandwidth.yaml"
            let queue = "{platform: routeros, queue: \"pita-{{ segment.name }}\", within: 20s}"
            try await office.edited(playbook, checks("{role: router, ping: \"{{ wan.address }}\"}, \(queue)")) {
                let change = try await office.approvedPlan("disdik", await Allocations.shared.next())
                let ended = try await office.apply(change)
                #expect(ended.status == 0, "\(ended.all)")
                let shown = try await office.pita("records", "show", try await office.newestNumber())
                #expect(shown.output.contains("ping ke "), "\(shown.all)")
                #expect(shown.output.contains("octets in the queue pita-disdik"), "\(shown.all)")
            }
            if office.hasPeers {
                // Nothing goes through the Linux router of this lab.
                try await office.edited(playbook, checks("{platform: linux, queue: \"lan0 1:10\", within: 2s}")) {
                    let change = try await office.approvedPlan("dinkes", await Allocations.shared.next())
                    let ended = try await office.apply(change)
                    #expect(ended.status == 4, "\(ended.all)")
                    let record = try await office.expectOldOrNew(change, ended.all)
                    let router = record.devices.first { $0.name == "rtr-dinkes" }
                    #expect(router?.explanation?.contains("no octet went through the queue lan0 1:10") == true)
                    try await office.enter(
                        "queue is idle", phase: "J7", on: "rtr-dinkes", change, record, errors: ended.errors)
                }
            }
            try await office.edited(playbook, checks("{role: router, route: \"10.99.0.0/24\"}")) {
                let change = try await office.approvedPlan("disdik", await Allocations.shared.next())
                let ended = try await office.apply(change)
                #expect(ended.status == 4, "\(ended.all)")
                let record = try await office.expectOldOrNew(change, ended.all)
                let router = record.devices.first { $0.name == "rtr-disdik" }
                #expect(router?.outcome == "dikembalikan", "\(ended.all)")
                #expect(router?.explanation?.contains("route to 10.99.0.0/24") == true, "\(ended.all)")
                try await office.enter(
                    "check does not hold", phase: "J7", on: "rtr-disdik", change, record, errors: ended.errors)
            }
        }
    }
}
