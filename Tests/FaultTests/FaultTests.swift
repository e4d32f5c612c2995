import Foundation
import Testing

@testable import LabSupport

/// Whether the whole matrix of faults is run: `PITA_FAULTS=full`.
let runsAllFaults = ProcessInfo.processInfo.environment["PITA_FAULTS"] == "full"

/// Whether a case is run: each, or those whose description holds one of the words of `PITA_FAULT_CASES`, with commas
/// between them (`sw-bkpsdm-2 drop,sw-bkpsdm-3`); with `!` before them, those that hold none.
func isWanted(_ fault: some CustomTestStringConvertible) -> Bool {
    guard let text = ProcessInfo.processInfo.environment["PITA_FAULT_CASES"] else { return true }
    let isExcluding = text.hasPrefix("!")
    let words = text.dropFirst(isExcluding ? 1 : 0).split(separator: ",")
    return words.contains { fault.testDescription.contains($0) } != isExcluding
}

extension LabSuite {
    /// Devices that fail while they are changed.
    @Suite struct Faults {
        /// A fault, the device that has it, and when it begins.
        struct Case: Sendable, CustomTestStringConvertible {
            let device: String
            let fault: String
            /// The step of the journal after which the fault is set; `nil` for before the push.
            var step: String?
            /// Whether only the full run has it: after a command without an answer the way back is waited for.
            var isExtra = false

            var testDescription: String { "\(device) \(fault)" + (step.map { " after `\($0)`" } ?? "") }
            var segment: String { LabOffice.segment(of: device) }
            var isPeer: Bool { ["rtr-dinkes", "sw-dist-utara"].contains(device) }
        }

        static let cases: [Case] = [
            Case(device: "rtr-inti", fault: "reject-after=1"),
            Case(device: "rtr-inti", fault: "reject-after=3"),
            Case(device: "rtr-inti", fault: "drop-after=1"),
            Case(device: "rtr-inti", fault: "drop-after=3", isExtra: true),
            Case(device: "rtr-inti", fault: "reboot-after=3", isExtra: true),
            Case(device: "rtr-inti", fault: "reboot-after=1"),
            Case(device: "rtr-inti", fault: "lie"),
            Case(device: "rtr-inti", fault: "lie", step: "armed"),
            Case(device: "rtr-inti", fault: "garbage", step: "answered 1"),
            Case(device: "rtr-disdik", fault: "host-key", step: "answered 1"),
            Case(device: "rtr-inti", fault: "truncate=40", step: "answered 1"),
            Case(device: "rtr-inti", fault: "stall-after=3", isExtra: true),
            Case(device: "rtr-disdik", fault: "drop-after=3", isExtra: true),
            Case(device: "rtr-disdik", fault: "locked", step: "armed", isExtra: true),
            Case(device: "sw-dist-utara", fault: "reject-after=1"),
            Case(device: "sw-dist-utara", fault: "drop-after=1"),
            Case(device: "sw-dist-utara", fault: "reboot-after=1"),
            Case(device: "sw-dist-utara", fault: "drop-after=3", isExtra: true),
            Case(device: "rtr-dinkes", fault: "drop-after=3", isExtra: true),
            Case(device: "sw-dist-utara", fault: "lie", step: "armed"),
            Case(device: "sw-dist-utara", fault: "garbage", step: "answered 1", isExtra: true),
            Case(device: LabOffice.arista, fault: "reject-after=2"),
            Case(device: LabOffice.arista, fault: "drop-after=2", isExtra: true),
            Case(device: LabOffice.arista, fault: "drop-after=3", isExtra: true),
            Case(device: LabOffice.arista, fault: "reboot-after=3", isExtra: true),
            Case(device: LabOffice.arista, fault: "stall-after=3", isExtra: true),
            Case(device: LabOffice.arista, fault: "lie", isExtra: true),
            Case(device: LabOffice.arista, fault: "locked", isExtra: true),
            Case(device: LabOffice.arista, fault: "truncate=40", step: "answered 1", isExtra: true),
            Case(device: LabOffice.arista, fault: "echo-log", isExtra: true),
            Case(device: LabOffice.arista, fault: "wrong-prompt", step: "armed", isExtra: true),
            Case(device: LabOffice.arista, fault: "garbage", step: "armed", isExtra: true),
            Case(device: LabOffice.ruijie, fault: "reject-after=2"),
            Case(device: LabOffice.ruijie, fault: "drop-after=2", isExtra: true),
            Case(device: LabOffice.ruijie, fault: "reboot-after=2", isExtra: true),
            Case(device: LabOffice.ruijie, fault: "lie", isExtra: true),
            Case(device: LabOffice.ruijie, fault: "echo-log", isExtra: true),
            Case(device: LabOffice.ruijie, fault: "wrong-prompt", step: "answered 1", isExtra: true),
            Case(device: LabOffice.ruijie, fault: "garbage", step: "answered 1", isExtra: true),
            Case(device: "rtr-dinkes", fault: "reject-after=2"),
            Case(device: "rtr-dinkes", fault: "drop-after=2"),
            Case(device: "rtr-dinkes", fault: "reboot-after=2"),
            Case(device: "rtr-dinkes", fault: "full", step: "armed", isExtra: true),
            Case(device: "rtr-dinkes", fault: "truncate=40", step: "answered 1", isExtra: true),
        ]

        static var chosen: [Case] {
            (cases + consoleCases).filter {
                (runsAllFaults || !$0.isExtra) && (geteuid() == 0 || !$0.isPeer) && isWanted($0)
            }
        }

        @Test(arguments: chosen) func `a device that fails in mid-push ends old or new`(_ fault: Case) async throws {
            let office = try LabOffice.get()
            let change = try await office.approvedPlan(
                fault.segment, await Allocations.shared.next(of: fault.segment))
            let ended: Child.Ended
            if let step = fault.step {
                ended = try await failing(fault, after: step, in: office, change)
            } else {
                try await office.fault(fault.device, fault.fault)
                ended = try await office.apply(change)
            }
            try await office.fault(fault.device)
            if fault.fault == "lie" { try await office.forgetWayBack(fault.device) }
            let what = "\(fault.testDescription): \(ended.all)"
            let record = try await office.expectOldOrNew(change, what)
            let failed = record.devices.firstIndex { $0.outcome != "terkonfirmasi" } ?? record.devices.count
            #expect((ended.status == 0) == (failed == record.devices.count), "\(what)")
            #expect(ended.status == 0 || ended.status == 4, "\(what)")
            #expect(record.devices.dropFirst(failed + 1).allSatisfy { $0.outcome == "tidak-dimulai" }, "\(what)")
            if fault.device == LabOffice.cisco, fault.fault == "lie", fault.step == nil {
                // Its timer stands: it lied when it was told to confirm, too.
                let told = record.devices.first { $0.name == fault.device }?.explanation
                #expect(told?.contains("its automatic rollback may be armed") == true, "\(what)")
            }
            let again = try await office.apply(change)
            #expect(again.status == 3, "\(again.all)")
            try await office.enter(
                fault.fault, phase: fault.step ?? "from the beginning", on: fault.device, change, record,
                errors: ended.status == 0 ? nil : ended.errors)
        }

        /// Stops the program right after a step, sets the fault, lets it go on, and clears the fault a little later.
        private func failing(
            _ fault: Case, after step: String, in office: LabOffice, _ change: PlannedChange
        ) async throws -> Child.Ended {
            let reader = try StoreReader(office.store)
            let begin = try reader.last()
            let child = try office.startPita(["apply", "--no-documents", change.digest], as: "pelaksana")
            try await reader.wait(after: begin, while: child) { steps in
                steps.contains { $0.device == fault.device && $0.name == step }
            }
            child.signal(SIGSTOP)
            try await office.fault(fault.device, fault.fault)
            try await office.waitForMore(of: fault.device, while: child) { child.signal(SIGCONT) }
            try await office.fault(fault.device)
            return try await child.end()
        }
    }
}
