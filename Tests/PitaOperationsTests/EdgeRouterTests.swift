import Foundation
import Testing

@testable import LabSupport

extension LabSuite {
    /// A router with FRRouting, real in every part: planned, approved, applied over SSH, saved, and brought back.
    @Suite(.enabled(if: LabOffice.hasRouting, "FRRouting and root are needed")) struct EdgeRouter {
        private func apply(_ office: LabOffice) async throws {
            let digest = try await office.approvedEdgePlan()
            let applied = try await office.pita(as: "pelaksana", "apply", "--no-documents", digest)
            #expect(applied.status == 0, "\(applied.all)")
        }

        @Test func `addresses, routes and descriptions reach the kernel, outlast a restart and go again`() async throws
        {
            let office = try LabOffice.get()
            let before = try await office.truth(LabOffice.edge)
            let there = """
                interface eth1
                 description Gudang "A" $(reboot) 'b'
                 ip address 10.23.240.1/24
                exit
                ip route 10.60.0.0/16 10.23.240.9 150
                """
            try await office.withEdge(there) {
                try await apply(office)
                for round in 0..<2 {
                    let truth = try await office.truth(LabOffice.edge)
                    #expect(truth.contains("description Gudang \"A\" $(reboot) 'b'"), "round \(round): \(truth)")
                    #expect(truth.contains("10.23.240.1/24"), "round \(round): \(truth)")
                    #expect(truth.contains("10.60.0.0/16 via 10.23.240.9 dev eth1"), "round \(round): \(truth)")
                    guard round == 0 else { break }
                    // The connection ends with the device, so this has no answer.
                    let boots = try await office.boots(LabOffice.edge)
                    try await office.fault(LabOffice.edge, "reboot-after=1")
                    _ = try await office.sshAnswer(LabOffice.edge, "true configure")
                    while try await office.boots(LabOffice.edge) == boots {
                        try await Task.sleep(for: .milliseconds(200))
                    }
                }
                let again = try await office.pita(
                    as: "perencana", "plan", "tepi", "--set", "segment=dinkes", "--detailed-exitcode")
                #expect(again.status == 0, "\(again.all)")
                try await adopt(office)
            }
            let back = """
                interface eth1
                 no description
                 no ip address 10.23.240.1/24
                exit
                no ip route 10.60.0.0/16 10.23.240.9
                """
            try await office.withEdge(back) { try await apply(office) }
            let after = try await office.truth(LabOffice.edge)
            #expect(after == before, "\(after)\n\(before)")
        }

        /// Forgets the router, and adopts it as it runs.
        private func adopt(_ office: LabOffice) async throws {
            try await office.edited("Inventory/segments/dinkes.yaml") { text in
                String(text[..<(text.firstRange(of: "  \(LabOffice.edge):")?.lowerBound ?? text.endIndex)])
            } _: {
                let file = "\(office.office)/Inventory/backbone/\(LabOffice.edge).yaml"
                defer {
                    for path in [file, office.office + "/Inventory/adopted"] {
                        try? FileManager.default.removeItem(atPath: path)
                    }
                }
                let run = try await office.startPita([
                    "adopt", "--new", "\(LabOffice.address(0)),frr,\(LabOffice.edge),distribution", "--yes", "--write",
                ]).end()
                #expect(run.status == 0, "\(run.all)")
                let text = try String(contentsOfFile: file, encoding: .utf8)
                #expect(text.contains("wan: {interface: eth0, address: \"10.23.0.254/24\""), "\(text)")
                #expect(text.contains("lan: {interface: eth1, address: \"10.23.240.1/24\"}"), "\(text)")
                // A route that an entry has no place for is told.
                #expect(run.output.contains("10.60.0.0/16 10.23.240.9"), "\(run.all)")
                // What the office's playbooks still lack for the new router is a finding, and no error.
                let checked = try await office.pita("inventory", "check")
                #expect([0, 2].contains(checked.status) && !checked.all.contains("error:"), "\(checked.all)")
            }
        }

        @Test func `the template of a segment says what the inventory says`() async throws {
            let office = try LabOffice.get()
            try await office.withEdge("{% include \"frr/segment.j2\" %}\n") {
                let digest = try await office.approvedEdgePlan()
                let shown = try await office.pita("show", digest, "--commands")
                for words in [
                    "description WAN Jaringan Dinas Kesehatan", "description LAN Jaringan Dinas Kesehatan",
                    "ip address 10.23.240.1/24", "ip route 10.60.0.0/16 10.23.240.9 150",
                ] {
                    #expect(shown.output.contains(words), "\(words): \(shown.all)")
                }
                // What stands there already is not said again.
                #expect(!shown.output.contains("-c 'ip address 10.23.0.254/24'"), "\(shown.all)")
            }
        }

        @Test func `what would cut the router off is refused when it is planned`() async throws {
            let office = try LabOffice.get()
            try await office.withEdge("no ip route 0.0.0.0/0 10.23.0.1\n") {
                let made = try await office.pita(as: "perencana", "plan", "tepi", "--set", "segment=dinkes")
                #expect(made.status != 0 && made.errors.contains("takes the default route off"), "\(made.all)")
            }
        }
    }
}
