import Foundation
import Testing

@testable import LabSupport

extension LabSuite {
    /// A router with FRRouting that fails while it is changed.
    @Suite(.enabled(if: LabOffice.hasRouting, "FRRouting and root are needed")) struct EdgeRouterFaults {
        /// A fault, and the step of the journal after which it is set; `nil` for before the push.
        struct Case: Sendable, CustomTestStringConvertible {
            let fault: String
            var step: String?
            var isExtra = false

            var testDescription: String { fault + (step.map { " after `\($0)`" } ?? "") }
        }

        static let cases: [Case] = [
            Case(fault: "reject-after=3"), Case(fault: "drop-after=3", isExtra: true),
            Case(fault: "reboot-after=3"), Case(fault: "lie", step: "armed"),
            Case(fault: "stall-after=3", isExtra: true), Case(fault: "locked", step: "armed", isExtra: true),
            Case(fault: "full", step: "armed", isExtra: true),
            Case(fault: "truncate=40", step: "answered 1", isExtra: true),
            Case(fault: "garbage", step: "answered 1", isExtra: true),
        ]

        static var chosen: [Case] { cases.filter { runsAllFaults || !$0.isExtra } }

        private static let lines = """
            interface eth1
             description Gudang
             ip address 10.23.240.1/24
            exit
            ip route 10.60.0.0/16 10.23.240.9
            """

        @Test(arguments: chosen) func `a router that fails in mid-push ends old or new`(_ fault: Case) async throws {
            let office = try LabOffice.get()
            try await office.withEdge(Self.lines) {
                let before = try await office.truth(LabOffice.edge)
                let digest = try await office.approvedEdgePlan()
                let reader = try StoreReader(office.store)
                let begin = try reader.last()
                if fault.step == nil { try await office.fault(LabOffice.edge, fault.fault) }
                let child = try office.startPita(["apply", "--no-documents", digest], as: "pelaksana")
                if let step = fault.step {
                    try await reader.wait(after: begin, while: child) { steps in
                        steps.contains { $0.device == LabOffice.edge && $0.name == step }
                    }
                    child.signal(SIGSTOP)
                    try await office.fault(LabOffice.edge, fault.fault)
                    try await office.waitForMore(of: LabOffice.edge, while: child) { child.signal(SIGCONT) }
                    try await office.fault(LabOffice.edge)
                }
                let ended = try await child.end()
                try await office.fault(LabOffice.edge)
                if fault.fault == "lie" { try await office.forgetWayBack(LabOffice.edge) }
                let record = try await office.newestRecord()
                #expect(record.plan.digest == digest)
                let now = try await office.truth(LabOffice.edge)
                let isNew = record.devices.first?.outcome == "terkonfirmasi"
                #expect((ended.status == 0) == isNew, "\(ended.all)")
                #expect(ended.status == 0 || ended.status == 4, "\(ended.all)")
                if isNew {
                    #expect(now.contains("10.60.0.0/16 via 10.23.240.9"), "\(now)")
                } else {
                    #expect(
                        ["dikembalikan", "tidak-dimulai"].contains(record.devices.first?.outcome ?? ""), "\(ended.all)")
                    #expect(now == before, "\(fault.testDescription): \(ended.all)")
                }
                if record.devices.contains(where: {
                    $0.explanation?.contains("its automatic rollback may be armed") == true
                }) {
                    try await office.forgetWayBack(LabOffice.edge)
                }
            }
            // Whatever the router has, the next case begins without it.
            try await office.ssh(
                LabOffice.edge,
                "for line in 'no description' 'no ip address 10.23.240.1/24'; do vtysh -c 'configure terminal' "
                    + "-c 'interface eth1' -c \"$line\"; done; "
                    + "vtysh -c 'configure terminal' -c 'no ip route 10.60.0.0/16 10.23.240.9'; vtysh -c 'write memory'"
            )
        }
    }
}
