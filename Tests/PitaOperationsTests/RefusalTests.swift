import Foundation
import Testing

@testable import LabSupport

extension LabSuite {
    /// What `apply` and `approve` refuse; no device is touched by any of it.
    @Suite struct Refusals {
        private func refused(_ ended: Child.Ended, _ words: String, sourceLocation: SourceLocation = #_sourceLocation) {
            #expect(ended.status == 3, "\(ended.all)", sourceLocation: sourceLocation)
            #expect(ended.errors.contains(words), "\(ended.all)", sourceLocation: sourceLocation)
        }

        @Test func `who asks, who approves and who executes are three people, each with a key of their own`()
            async throws
        {
            let office = try LabOffice.get()
            let change = try await office.plan("disdik", await Allocations.shared.next())
            func approve(_ person: String, key: String? = nil) async throws -> Child.Ended {
                try await office.pita(as: person, key: key, "approve", change.digest, "--reason", "coba")
            }
            refused(try await office.apply(change), "is not approved")
            refused(try await approve("perencana"), "made this plan and cannot approve it")
            refused(try await approve("pelaksana"), "may not approve")
            refused(try await approve("kasi", key: "kabid"), "is not a key of `kasi`")
            let stranger = try await approve("kasi", key: "stranger")
            #expect(stranger.status != 0, "\(stranger.all)")
            let unknown = try await approve("bukan-siapa-siapa", key: "kasi")
            refused(unknown, "no person `bukan-siapa-siapa`")
            #expect(try await office.apply(change).status == 3)

            #expect(try await approve("kasi").status == 0)
            refused(
                try await office.pita(as: "kasi", "apply", change.digest), "approved this plan and cannot apply it")
            refused(
                try await office.pita(as: "perencana", "apply", change.digest), "made this plan and cannot apply it")
            refused(
                try await office.pita(as: "pelaksana", key: "kasi", "apply", change.digest),
                "is not a key of `pelaksana`")
            try await office.expectUntouched(change)
        }

        @Test func `a rejection that comes second to an apply is refused, and nothing of it is kept`() async throws {
            let office = try LabOffice.get()
            let change = try await office.approvedPlan("disdik", await Allocations.shared.next())
            let child = try office.startPita(["reject", change.digest, "--reason", "batal"], as: "kadis")
            try await office.move(change.digest, to: "applying", while: child)
            refused(try await child.end(), "is being applied")
            // No rejection was kept: once open again the plan stands approved, and goes out.
            try await office.set(change.digest, status: "open")
            let applied = try await office.apply(change)
            #expect(applied.status == 0, "\(applied.all)")
            try await office.expectOldOrNew(change, applied.all)
        }

        @Test func `a rejected plan is closed, and an approval expires`() async throws {
            let office = try LabOffice.get()
            let rejected = try await office.plan("disdik", await Allocations.shared.next())
            #expect(try await office.pita(as: "kasi", "reject", rejected.digest, "--reason", "belum perlu").status == 0)
            refused(try await office.apply(rejected), "was rejected")
            refused(
                try await office.pita(as: "kabid", "approve", rejected.digest, "--reason", "tetap"), "was rejected")

            let change = try await office.plan("disdik", await Allocations.shared.next())
            try await office.edited("Inventory/pita.yaml", { $0.replacing("expires: 24h", with: "expires: 1s") }) {
                let approved = try await office.pita(as: "kasi", "approve", change.digest, "--reason", "sebentar")
                #expect(approved.status == 0, "\(approved.all)")
            }
            try await Task.sleep(for: .milliseconds(1100))
            refused(try await office.apply(change), "has expired")
            try await office.expectUntouched(change)
        }

        @Test func `an approval holds no longer than the policy says now`() async throws {
            let office = try LabOffice.get()
            let change = try await office.approvedPlan("disdik", await Allocations.shared.next())
            try await office.edited("Inventory/pita.yaml", { $0.replacing("expires: 24h", with: "expires: 1h") }) {
                refused(try await office.apply(change), "longer than the policy allows")
            }
            try await office.expectUntouched(change)
        }

        @Test func `a plan file with one octet changed is not the plan that was approved`() async throws {
            let office = try LabOffice.get()
            let file = office.directory + "/plan.json"
            let allocation = await Allocations.shared.next()
            let made = try await office.pita(
                as: "perencana", "plan", "kenaikan-bandwidth", "--set", "segment=disdik", "--set",
                "bandwidth=\(allocation)", "--out", file)
            #expect(made.status == 0, "\(made.all)")
            #expect(try await office.pita(as: "kasi", "approve", file, "--reason", "sesuai").status == 0)
            let text = try String(contentsOfFile: file, encoding: .utf8)
            // The download of the core's queue, many times as much.
            let rate = "\(allocation.download / 1000)k"
            let edited = text.replacing(rate, with: "9" + rate.dropFirst())
            try #require(edited != text)
            try edited.write(toFile: file, atomically: true, encoding: .utf8)
            let before = try await office.shaping("rtr-inti", "disdik")
            refused(try await office.pita(as: "pelaksana", "apply", file), "edited")
            #expect(try await office.shaping("rtr-inti", "disdik") == before)
        }

        @Test func `a plan is stale when its template, playbook or inventory was edited`() async throws {
            let office = try LabOffice.get()
            let change = try await office.approvedPlan("disdik", await Allocations.shared.next())
            for (file, old, new, words) in [
                ("Templates/routeros/bandwidth.j2", "/queue simple", "# edited\n/queue simple", "template"),
                ("Playbooks/kenaikan-bandwidth.yaml", "title:", "# edited\ntitle:", "playbook"),
                ("Inventory/segments/disdik.yaml", "capacity: 100M/100M", "capacity: 90M/100M", "inventory"),
            ] {
                try await office.edited(file, { $0.replacing(old, with: new) }) {
                    refused(try await office.apply(change), words)
                }
            }
            try await office.expectUntouched(change)
        }

        @Test func `a plan is stale when a device was changed behind Pita's back`() async throws {
            let office = try LabOffice.get()
            let change = try await office.approvedPlan("disdik", await Allocations.shared.next())
            let core = try #require(change.before["rtr-inti"])
            try await office.ssh("rtr-inti", "/queue simple set [find name=\"pita-disdik\"] max-limit=1M/2M")
            refused(try await office.apply(change), "has changed since the plan was made")
            #expect(try await office.shaping("rtr-inti", "disdik").matches(Allocation(megabits: 2, 1)))
            try await office.ssh(
                "rtr-inti",
                "/queue simple set [find name=\"pita-disdik\"] max-limit=\(core.upload ?? 0)/\(core.download)")
            try await office.expectUntouched(change)
        }

        @Test func `an allocation that was written into the inventory, and not on the devices, is told in the plan`()
            async throws
        {
            let office = try LabOffice.get()
            func shown(_ segment: String) async throws -> String {
                let change = try await office.plan(segment, await Allocations.shared.next())
                return try await office.pita("show", change.digest).output
            }
            for segment in ["disdik"] + (office.hasPeers ? ["dinkes"] : []) {
                let text = try await shown(segment)
                #expect(!text.contains("and the device is not set so"), "\(text)")
            }
            let claim = Allocation(kilobits: 29_500, 9_500)
            try await office.edited(
                "Inventory/segments/disdik.yaml",
                { text in
                    text.split(separator: "\n", omittingEmptySubsequences: false)
                        .map { $0.hasPrefix("allocation:") ? "allocation: \(claim)" : String($0) }.joined(
                            separator: "\n")
                }
            ) {
                let text = try await shown("disdik")
                let warnings = text.split(separator: "\n").filter {
                    $0.contains(
                        "the inventory says that `disdik` has 29500k/9500k already, and the device is not set so")
                }
                #expect(warnings.count == office.path(of: "disdik").count, "\(text)")
            }
        }

        @Test func `bandwidth that is not there needs the approver's explicit word`() async throws {
            let office = try LabOffice.get()
            let change = try await office.plan("disdik", Allocation(megabits: 150, 20))
            refused(
                try await office.pita(as: "kasi", "approve", change.digest, "--reason", "perlu"),
                "tidak-tersedia")
            let denied = try await office.pita(
                as: "pelaksana", "approve", change.digest, "--reason", "perlu", "--override-capacity", "mendesak")
            refused(denied, "may not approve")
            let given = try await office.pita(
                as: "kasi", "approve", change.digest, "--reason", "perlu", "--override-capacity", "mendesak")
            #expect(given.status == 0, "\(given.all)")
            try await office.expectUntouched(change)
        }

        @Test func `the role is checked before the capacity`() async throws {
            let office = try LabOffice.get()
            let change = try await office.plan("disdik", Allocation(megabits: 150, 20))
            refused(
                try await office.pita(as: "pelaksana", "approve", change.digest, "--reason", "perlu"), "may not approve"
            )
        }

        @Test func `a device that is unknown, changed or gone stops all of them`() async throws {
            let office = try LabOffice.get()
            let change = try await office.approvedPlan("disdik", await Allocations.shared.next())
            let last = try #require(change.devices.last)
            func failed(_ words: String) async throws {
                let ended = try await office.apply(change)
                #expect(ended.status == 4, "\(ended.all)")
                #expect(ended.errors.contains(last) && ended.errors.contains(words), "\(ended.all)")
                try await office.expectUntouched(change)
            }
            #expect(try await office.pita("host-key", "forget", last).status == 0)
            refused(try await office.apply(change), "the pinned host key of `\(last)` has changed since")
            let unknown = try await office.pita(
                as: "perencana", "plan", "kenaikan-bandwidth", "--set", "segment=disdik", "--set", "bandwidth=33M/11M")
            #expect(unknown.status == 4 && unknown.errors.contains("host key"), "\(unknown.all)")
            #expect(try await office.pita("host-key", "enrol", last, "--yes").status == 0)
            try await office.fault(last, "host-key")
            try await failed("HOST KEY CHANGED")
            let enrolled = try await office.pita("host-key", "enrol", last, "--yes")
            #expect(enrolled.all.contains("CHANGED"), "\(enrolled.all)")
            // Who pins the new key has looked at it; what was approved was the device with the old one.
            let pins = "Inventory/known_hosts"
            let old = try String(contentsOfFile: "\(office.office)/\(pins)", encoding: .utf8)
            for verb in [["forget", last], ["enrol", last, "--yes"]] {
                #expect(try await office.startPita(["host-key"] + verb).end().status == 0)
            }
            refused(try await office.apply(change), "the pinned host key of `\(last)` has changed since")
            try await office.expectUntouched(change)
            try old.write(toFile: "\(office.office)/\(pins)", atomically: true, encoding: .utf8)
            try await office.fault(last)
            try await office.fault(last, "drop")
            try await failed("\(last): ")
            try await office.fault(last)
            #expect(try StoreReader(office.store).leases() == [])
        }
    }
}
