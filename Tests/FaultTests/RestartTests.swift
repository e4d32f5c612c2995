import Foundation
import Testing

@testable import LabSupport

extension LabSuite {
    /// Switches that can go back only by a restart.
    @Suite struct Restarts {
        /// What befalls the switch, and the step of the journal after which it does; `nil` for before the push.
        struct Case: Sendable, CustomTestStringConvertible {
            let device: String
            var fault: String?
            var isKilled = false
            var isExtra = false

            var testDescription: String { "\(device) \(fault ?? (isKilled ? "kill -9" : "confirmed"))" }
        }

        static let cases = [LabOffice.oldCatalyst, LabOffice.oldHuawei].flatMap { device in
            [
                Case(device: device), Case(device: device, fault: "reject-after=1", isExtra: true),
                Case(device: device, fault: "drop-after=1", isExtra: true),
                Case(device: device, isKilled: true, isExtra: true),
            ]
        }

        static var chosen: [Case] { cases.filter { runsAllFaults || !$0.isExtra } }

        @Test(arguments: chosen) func `a switch that restarts to go back ends old or new`(_ restart: Case) async throws
        {
            let office = try LabOffice.get()
            let device = restart.device
            let text = "baru-\(restart.fault?.prefix(4) ?? (restart.isKilled ? "kill" : "jadi"))"
            try await office.withOldSwitch(device, text) {
                // What runs is what is saved, or there is no way back.
                if device == LabOffice.oldCatalyst { try await office.ssh(device, "write memory") }
                let before = try await office.truth(device)
                let digest = try await office.approvedOldSwitchPlan()
                let shown = try await office.pita("show", digest)
                #expect(shown.output.contains("THE DEVICE RESTARTS"), "\(shown.all)")
                if let fault = restart.fault { try await office.fault(device, fault) }
                let began = ContinuousClock.now
                let ended = try await end(restart, digest, office)
                try await office.fault(device)
                let took = ContinuousClock.now - began
                let record = try await office.newestRecord()
                #expect(record.plan.digest == digest, "\(ended.all)")
                let now = try await office.truth(device)
                let explained = record.devices.first?.explanation ?? ""
                if record.devices.first?.outcome == "terkonfirmasi" {
                    #expect(now.contains("description \(text)"), "\(now)")
                    #expect(restart.fault == nil, "\(ended.all)")
                } else {
                    #expect(record.devices.first?.outcome == "dikembalikan", "\(ended.all)")
                    #expect(now == before, "\(restart.testDescription): \(ended.all)")
                    #expect(restart.fault != nil || restart.isKilled, "\(ended.all)")
                }
                #expect(!explained.contains("may stand"), "\(explained)")
                // Nothing is left that would restart it later.
                let state = try await office.sshAnswer(
                    device, device == LabOffice.oldCatalyst ? "show reload" : "display schedule reboot")
                #expect(state.output.contains("o reload is") || state.output.contains("No reboot"), "\(state.all)")
                print("restart: \(restart.testDescription): \(record.devices.first?.outcome ?? "?"), \(took)")
            }
        }

        private func end(_ restart: Case, _ digest: String, _ office: LabOffice) async throws -> Child.Ended {
            guard restart.isKilled else {
                return try await office.startPita(["apply", "--no-documents", digest], as: "pelaksana").end(within: 900)
            }
            let reader = try StoreReader(office.store)
            let begin = try reader.last()
            let child = try office.startPita(["apply", "--no-documents", digest], as: "pelaksana")
            try await reader.wait(after: begin, while: child) { steps in
                steps.contains { $0.device == restart.device && $0.name == "sending 1" }
            }
            child.signal(SIGKILL)
            _ = try await child.end()
            return try await office.startPita(["recover", "--no-documents"], as: "kadis").end(within: 900)
        }

        @Test func `what is not saved is never thrown away by a restart`() async throws {
            let office = try LabOffice.get()
            let device = LabOffice.oldCatalyst
            try await office.withOldSwitch(device, "dua") {
                try await office.ssh(device, "write memory")
                let digest = try await office.approvedOldSwitchPlan()
                try await office.type(
                    ["configure terminal", "interface FastEthernet0/9", "description orang-lain", "end", "exit"],
                    on: device)
                let before = try await office.truth(device)
                #expect(before.contains("orang-lain"))
                let ended = try await office.pita(as: "pelaksana", "apply", "--no-documents", digest)
                #expect(ended.status == 4 && ended.all.contains("runs what is not saved"), "\(ended.all)")
                #expect(try await office.truth(device) == before)
                let state = try await office.sshAnswer(device, "show reload")
                #expect(state.output.contains("o reload is"), "\(state.all)")
            }
        }
    }
}
