import Foundation
import PitaEvidence
import PitaNetwork
import PitaPlanning
import PitaPlatforms
import TestSupport
import Testing

@testable import PitaDevices
@testable import PitaOperations
@testable import PitaRecords

/// What is written into the journal is what is read from it, and nothing else is read.
@Suite struct JournalTests {
    /// Every kind of step; the compiler asks for the kinds that are missing.
    static let deviceSteps: [PushStep] = {
        let reply = CommandReply(output: "a\n\u{1b}[0m\"", errorOutput: "é", exitStatus: nil)
        let difference = ObjectDifference(
            id: ObjectID(section: "s", key: "k"), before: ["a": "1"], after: nil)
        var steps: [PushStep] = [
            .preImage, .notStarted(reason: "r"),
            .intent(PushIntent(commands: 3, rollbackSeconds: nil, longestCommand: .seconds(60))),
            .intent(PushIntent(commands: 0, rollbackSeconds: 120, longestCommand: .seconds(600))),
            .armed(seconds: 120), .readBack(deviations: []), .readBack(deviations: [difference]),
            .snmp(SNMPState(system: "r", uptimeSeconds: 5, interfaces: ["ether1", ""])), .snmpFailed(problem: "p"),
            .checked(.queue(name: "q", seconds: 5), ProbeFinding(isPassed: true, sentence: "s")),
            .checked(.counter(interface: "e", seconds: 5), ProbeFinding(isPassed: false, sentence: "")),
            .verifiedAgain(problem: nil), .verifiedAgain(problem: "p"), .confirming, .confirmed,
            .waiting(seconds: 9, restarts: true), .rollingBack(reason: "r", commands: 2), .rolledBack,
        ]
        for purpose in CommandPurpose.allCases {
            steps += [
                .sending(purpose, number: 1, command: DeviceCommand("c", input: "i\n")),
                .sending(purpose, number: 2, command: DeviceCommand("c")), .withheld(purpose, number: 3),
                .answered(purpose, number: 4, reply: reply, rejected: "no"),
                .answered(purpose, number: 5, reply: CommandReply(output: ""), rejected: nil),
            ]
        }
        return steps
    }()

    /// The name of a step's kind, so that a new kind does not compile before it is named here.
    private static func kind(_ step: PushStep) -> Int {
        switch step {
        case .preImage: 0
        case .notStarted: 1
        case .intent: 2
        case .sending: 3
        case .withheld: 4
        case .answered: 5
        case .armed: 6
        case .readBack: 7
        case .snmp: 8
        case .snmpFailed: 9
        case .checked: 10
        case .verifiedAgain: 11
        case .confirming: 12
        case .confirmed: 13
        case .waiting: 14
        case .rollingBack: 15
        case .rolledBack: 16
        }
    }

    static let officeSteps: [OfficeStep] = {
        let now = LocalTime(unixMilliseconds: 1_795_230_245_123, zone: .wib, clockSynchronised: true)
        let digest = Digest(of: [1])
        let decision = Decision(.approve, plan: digest, person: "p", role: "kasi", reason: "r", at: now)
        return [
            .plan(digest, push: "p"), .approval([]), .approval([decision, decision]),
            .lock(names: ["r", "link:x"], holder: "h"), .fromBackup, .undoAll(reason: "r"),
            .renewed(file: "f", before: digest, after: Digest(of: [2])), .sealed(number: "1/2026", record: digest),
            .refused(reason: "r"),
        ] + BeritaAcara.Outcome.allCases.map { .freed($0) }
    }()

    private static func entry(_ step: JournalledStep, place: JournalStep? = nil, payload: [UInt8]? = nil)
        -> JournalEntry
    {
        JournalEntry(
            sequence: 1, push: "p", device: step.device, step: place ?? step.place, payload: payload ?? step.payload,
            at: 0)
    }

    private static var all: [JournalledStep] {
        officeSteps.map { JournalledStep($0) }
            + deviceSteps.flatMap { step in
                [true, false].map { JournalledStep(step, device: "r", isUndoing: $0) }
            }
    }

    @Test func `every kind of step is read as it was written`() throws {
        #expect(Set(Self.deviceSteps.map(Self.kind)).count == 17)
        for step in Self.all {
            #expect(try JournalledStep(Self.entry(step)) == step)
        }
    }

    @Test func `a member too many, too few, of another type or in another form is refused`() throws {
        var refused = 0
        for step in Self.all {
            guard case .object(let members) = try JSONValue(parsing: step.payload) else {
                Issue.record("no object: \(step)")
                continue
            }
            var wrong: [[String: JSONValue]] = [members.merging(["more": 1]) { $1 }]
            for name in members.keys {
                wrong.append(members.filter { $0.key != name })
                wrong.append(members.merging([name: .array([.bool(true)])]) { $1 })
            }
            if case .object(let inner) = members["step"] ?? .null {
                wrong.append(members.merging(["step": .object(inner.merging(["more": 1]) { $1 })]) { $1 })
                for name in inner.keys {
                    wrong.append(members.merging(["step": .object(inner.filter { $0.key != name })]) { $1 })
                    let other = JSONValue.object(inner.merging([name: ["x": 1]]) { $1 })
                    wrong.append(members.merging(["step": other]) { $1 })
                }
            }
            for payload in wrong {
                refused += 1
                #expect(throws: EvidenceError.self, "\(payload)") {
                    try JournalledStep(Self.entry(step, payload: JSONValue.object(payload).canonical))
                }
            }
        }
        #expect(refused > 500)
    }

    @Test func `a step at another step's place is refused`() {
        for step in Self.all {
            for place in JournalStep.allCases where place != step.place {
                #expect(throws: EvidenceError.self) { try JournalledStep(Self.entry(step, place: place)) }
            }
        }
    }

    /// A number outside of what a push can write, and a purpose or an outcome that there is none of.
    @Test(arguments: [
        #"{"commands":-1,"longest_command_seconds":60,"rollback_seconds":120,"step":"intent"}"#,
        #"{"commands":1,"longest_command_seconds":601,"rollback_seconds":120,"step":"intent"}"#,
        #"{"commands":1,"longest_command_seconds":60,"rollback_seconds":0,"step":"intent"}"#,
        #"{"input":null,"number":1,"purpose":"undo","step":"sending","text":"x"}"#,
        #"{"step":"returned"}"#, #"{"seconds":-1,"step":"armed"}"#, #"[]"#, #""confirmed""#,
    ])
    func `a value that no push writes is refused`(_ step: String) throws {
        #expect(throws: EvidenceError.self) { try PushStep(json: try JSONValue(parsing: Array(step.utf8)), path: "s") }
    }

    @Test func `a journal with a step that cannot follow is refused by its place`() async throws {
        let directory = NSTemporaryDirectory() + "pita-journal-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let store = try SQLiteRecordStore(path: directory + "/pita.sqlite")
        let reply = CommandReply(output: "")
        let impossible: [[PushStep]] = [
            [.answered(.change, number: 1, reply: reply, rejected: nil)],
            [
                .sending(.arm, number: 1, command: DeviceCommand("a")),
                .answered(.change, number: 1, reply: reply, rejected: nil),
            ],
            [.withheld(.change, number: 1)], [.confirmed], [.armed(seconds: 120)],
        ]
        for (number, steps) in impossible.enumerated() {
            let push = "p\(number)"
            var all = [JournalledStep(.plan(Digest(of: []), push: push))]
            all += steps.map { JournalledStep($0, device: "r1", isUndoing: false) }
            for step in all {
                _ = try await store.appendJournal(
                    push: push, device: step.device, step: step.place, payload: step.payload, at: 1)
            }
            let error = await #expect(throws: OperationError.self) { try await PushHistory.read(push, store: store) }
            #expect("\(error as Any)".contains("of r1"), "\(error as Any)")
        }
    }
}
