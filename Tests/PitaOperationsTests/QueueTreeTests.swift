import Foundation
import Testing

@testable import LabSupport

extension LabSuite {
    /// A segment whose hosts share its bandwidth, shaped in the queue tree of its router.
    @Suite struct QueueTrees {
        @Test func `a simple queue becomes a queue tree with marks, and comes back`() async throws {
            let office = try LabOffice.get()
            let before = try await office.truth("rtr-disdik")
            let now = try office.inventory("disdik")
            let variables = "      lan: {interface: ether2, address: 10.11.0.1/24}\n"
            try await office.edited(
                "Inventory/segments/disdik.yaml",
                { $0.replacing(variables, with: variables + "      queue: {kind: tree, shared: true}\n") }
            ) {
                let plan = try await self.plan(now, in: office)
                // What stands on the router is not what the inventory says of it now: all of it counts as new.
                #expect(try await approve(plan, in: office).status == 0)
                let applied = try await office.pita(as: "pelaksana", "apply", "--no-documents", plan)
                #expect(applied.status == 0, "\(applied.all)")
                let truth = try await office.truth("rtr-disdik")
                #expect(!truth.contains("/queue simple add name=pita-disdik"))
                #expect(truth.contains("name=pita-disdik-down") && truth.contains("pcq-download-default"))
                #expect(truth.contains("new-packet-mark=pita-disdik-up"))
                let again = try await office.pita(
                    as: "perencana", "plan", "kenaikan-bandwidth", "--set", "segment=disdik", "--set",
                    "bandwidth=\(now)",
                    "--detailed-exitcode")
                #expect(again.status == 0, "nothing is left to do: \(again.all)")
            }
            for line in [
                "/queue tree remove [find]", "/ip firewall mangle remove [find]",
                "/ip firewall address-list remove [find]",
            ] { try await office.ssh("rtr-disdik", line) }
            let back = try await plan(now, in: office)
            #expect(try await approve(back, in: office).status == 0)
            #expect(try await office.pita(as: "pelaksana", "apply", "--no-documents", back).status == 0)
            #expect(try await office.truth("rtr-disdik") == before)
        }

        private func approve(_ plan: String, in office: LabOffice) async throws -> Child.Ended {
            try await office.pita(
                as: "kasi", "approve", plan, "--reason", "berbagi merata", "--override-capacity", "belum ada data")
        }

        private func plan(_ allocation: String, in office: LabOffice) async throws -> String {
            let made = try await office.pita(
                as: "perencana", "plan", "kenaikan-bandwidth", "--set", "segment=disdik", "--set",
                "bandwidth=\(allocation)", "--output", "json")
            #expect(made.status == 0, "\(made.all)")
            return String(try #require(made.output.firstMatch(of: /"digest": "(sha256:[0-9a-f]+)"/)?.1))
        }
    }
}
