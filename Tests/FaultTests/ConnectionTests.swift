import Foundation
import TestSupport
import Testing

@testable import LabSupport

/// A relay of the lab in front of a device, which can be replaced by a worse one while a push is under way.
struct SpoiledPath: Sendable {
    let office: LabOffice
    let device: String
    static let port = 20_022

    /// Starts the relay with its vices; without any it passes everything.
    func start(_ vices: [String]) async throws -> Child {
        let address = LabOffice.address(LabOffice.devices[device] ?? 0)
        let child = try Child.start(
            [Programs.path("pita-lab"), "relay", "--listen", "\(address):\(Self.port)", "--to", "\(address):10022"]
                + vices, environment: [:])
        while !Listening.at(address, Self.port), !child.hasEnded { try await Task.sleep(for: .milliseconds(5)) }
        return child
    }

    func stop(_ relay: Child) async throws {
        relay.signal(SIGKILL)
        _ = try await relay.end()
    }
}

extension LabSuite {
    /// The network between Pita and a device fails, before and in the middle of a push.
    @Suite struct Connections {
        struct Case: Sendable, CustomTestStringConvertible {
            let name: String
            /// What the relay does from then on; `nil` for no relay at all.
            let vices: [String]?
            /// The step after which it begins; `nil` for before the push.
            var step: String?

            var testDescription: String { name + (step.map { " after `\($0)`" } ?? "") }
        }

        static let before: [Case] = [
            Case(name: "refused", vices: nil),
            Case(name: "blackhole", vices: ["--blackhole"]),
            Case(name: "silent", vices: ["--stall-after", "0"]),
            Case(name: "stall in the key exchange", vices: ["--stall-after", "700"]),
            Case(name: "cut in the key exchange", vices: ["--cut-after", "300"]),
            Case(name: "reset after the log-in", vices: ["--reset-after", "3500"]),
            Case(name: "garbage first", vices: ["--garbage"]),
            Case(name: "corrupted", vices: ["--corrupt-after", "2500"]),
        ]

        /// Runs with a segment router that is reached through a relay.
        private func relayed(_ body: (LabOffice, SpoiledPath) async throws -> Void) async throws {
            let office = try LabOffice.get()
            let path = SpoiledPath(office: office, device: "rtr-disdik")
            try await office.edited(
                "Inventory/segments/disdik.yaml",
                {
                    $0.replacing(
                        "management: \(LabOffice.address(4))\n",
                        with: "management: \(LabOffice.address(4))\n"
                            + "    connection: {ssh: {port: \(SpoiledPath.port), timeout: 3s}}\n")
                }
            ) { try await body(office, path) }
        }

        private func planned(_ office: LabOffice, _ path: SpoiledPath) async throws -> (PlannedChange, Child) {
            let relay = try await path.start([])
            let enrolled = try await office.pita("host-key", "enrol", path.device, "--yes")
            try #require(enrolled.status == 0, "\(enrolled.all)")
            return (try await office.approvedPlan("disdik", await Allocations.shared.next()), relay)
        }

        @Test(arguments: before)
        func `before the push it touches no device, and the error names device, phase and cause`(
            _ fault: Case
        ) async throws {
            try await relayed { office, path in
                let (change, clean) = try await planned(office, path)
                try await path.stop(clean)
                var relay: Child?
                if let vices = fault.vices { relay = try await path.start(vices) }
                let records = try await office.countRecords()
                let ended = try await office.apply(change)
                if let relay { try await path.stop(relay) }
                #expect(ended.status == 4, "\(ended.all)")
                #expect(ended.errors.contains("rtr-disdik: "), "\(ended.all)")
                #expect(try await office.countRecords() == records, "\(ended.all)")
                try await office.expectUntouched(change)
                #expect(try StoreReader(office.store).leases() == [])
                await Ledger.shared.add(
                    fault.name, phase: "connect", on: path.device, standings: try await office.standings(change),
                    record: nil, isClear: ended.errors.contains("rtr-disdik: "))
            }
        }

        /// After a command without an answer the way back is waited for, so that the full run alone has the last.
        static var during: [Case] {
            let all = [
                Case(name: "reset, then refused for a while", vices: nil, step: "answered 1"),
                Case(name: "reset with a command on its way, then dripping", vices: ["--drip", "2000"], step: "armed"),
            ]
            return runsAllFaults ? all : [all[0]]
        }

        @Test(arguments: during)
        func `in the middle of a push it leaves the device old or new`(_ fault: Case) async throws {
            try await relayed { office, path in
                let (change, clean) = try await planned(office, path)
                let reader = try StoreReader(office.store)
                let begin = try reader.last()
                let child = try office.startPita(["apply", "--no-documents", change.digest], as: "pelaksana")
                try await reader.wait(after: begin, while: child) { all in
                    all.contains { $0.device == path.device && $0.name == fault.step }
                }
                child.signal(SIGSTOP)
                try await path.stop(clean)
                var relay: Child?
                if let vices = fault.vices { relay = try await path.start(vices) }
                child.signal(SIGCONT)
                try await Task.sleep(for: .seconds(3))
                if let relay { try await path.stop(relay) }
                let healed = try await path.start([])
                let ended = try await child.end()
                try await path.stop(healed)
                #expect(ended.status == 4, "\(ended.all)")
                let record = try await office.expectOldOrNew(change, ended.all)
                try await office.enter(
                    fault.name, phase: fault.step ?? "", on: path.device, change, record, errors: ended.errors)
            }
        }

        @Test func `a log-in that is refused is tried once`() async throws {
            let office = try LabOffice.get()
            let change = try await office.approvedPlan("disdik", await Allocations.shared.next())
            let ended = try await office.startPita(
                ["apply", "--no-documents", change.digest], as: "pelaksana",
                adding: ["PITA_SSH_KEY": office.key("stranger")]
            ).end()
            #expect(ended.status == 4, "\(ended.all)")
            #expect(ended.errors.contains("\(change.devices[0]): "), "\(ended.all)")
            try await office.expectUntouched(change)
            await Ledger.shared.add(
                "wrong key", phase: "authenticate", on: change.devices[0],
                standings: try await office.standings(change), record: nil,
                isClear: ended.errors.contains("\(change.devices[0]): "))
        }

        @Test func `a clock that is stepped by an hour in mid-push changes nothing`() async throws {
            let office = try LabOffice.get()
            for step in [-3600, 315_360_000] {
                let clock = try await SteppedClock.make(in: office)
                let pushed = try await clock.stepInMidPush(by: step, in: office) {
                    try await office.approvedPlan("disdik", await Allocations.shared.next())
                }
                #expect(pushed.ended.status == 0, "\(pushed.ended.all)")
                #expect(pushed.record.outcome == "berhasil", "\(pushed.ended.all)")
                #expect(pushed.steps.last?.number == 11, "\(pushed.steps)")
                let first = try #require(pushed.change.devices.first)
                try await office.enter(
                    "clock stepped by \(step) s", phase: "J5", on: first, pushed.change, pushed.record,
                    errors: nil)
            }
        }

        /// Steps the clock at each of the calls of `time(2)` in turn, so in each wait of libssh2 too.
        @Test(arguments: ["rtr-disdik", "sw-bkpsdm-2"])
        func `a clock that is stepped while libssh2 waits is named, whatever it waits for`(device: String) async throws
        {
            let office = try LabOffice.get()
            let clock = try await SteppedClock.make(in: office)
            let question = device == "rtr-disdik" ? "/system resource print" : "show version"
            var phases: Set<String> = []
            for call in 1...60 {
                let ended = try await office.startPita(
                    ["run", "--limit", device, "--"] + question.split(separator: " ").map(String.init), as: nil,
                    adding: clock.environment.merging(["STEPPED_AT": "\(call)"]) { $1 }
                ).end()
                guard ended.status != 0 else { continue }
                #expect(ended.all.contains(SteppedClock.libSSH2GaveUp), "call \(call): \(ended.all)")
                #expect(!ended.all.contains("refused"), "call \(call): \(ended.all)")
                phases.formUnion(
                    ["while logging in", "during a command", "during a dialogue"].filter { ended.all.contains($0) })
            }
            let last = device == "rtr-disdik" ? "during a command" : "during a dialogue"
            #expect(phases.isSuperset(of: ["while logging in", last]), "\(phases)")
        }
    }
}
