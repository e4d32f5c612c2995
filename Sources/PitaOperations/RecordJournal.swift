import PitaDevices
import PitaDiagnostics
import PitaEvidence
import PitaPlanning
import PitaRecords

/// Writes the steps of a push into the store; each is on disk when `record` returns.
struct RecordJournal: PushJournal {
    let store: any RecordStore
    let push: String
    let clock: OfficeClock
    let events: EventSink
    let lease: PushLease

    func record(_ step: PushStep, device: String) async throws {
        try await lease.check()
        try await write(Self.journalStep(step), step.journalJSON, device: device)
        events(.step(device: device, text: step.summary))
    }

    /// Writes a step of the push as a whole.
    func record(_ step: JournalStep, _ payload: JSONValue) async throws { try await write(step, payload, device: nil) }

    private func write(_ step: JournalStep, _ payload: JSONValue, device: String?) async throws {
        _ = try await store.appendJournal(
            push: push, device: device, step: step, payload: payload.canonical, at: clock.now.unixMilliseconds)
    }

    private static func journalStep(_ step: PushStep) -> JournalStep {
        switch step {
        case .preImage: .preImage
        case .intent: .intent
        case .arming, .armed: .armed
        case .sending, .answered, .returning, .sendingBack, .answeredBack: .command
        case .readBack, .snmp: .readBack
        case .confirming, .confirmed, .returned: .confirmed
        }
    }
}

extension PushStep {
    /// The most of a device's answer that the journal keeps, in characters.
    private static let keptAnswer = 4000

    /// The step as the journal keeps it: `{"step": NAME, ...}`.
    var journalJSON: JSONValue {
        switch self {
        case .preImage: ["step": "pre-image"]
        case .intent(let commands, let seconds):
            [
                "step": "intent", "commands": .number(commands),
                "way_back_seconds": seconds.map { .number($0) } ?? .null,
            ]
        case .arming(let command): ["step": "arming", "command": .number(command)]
        case .armed: ["step": "armed"]
        case .sending(let command): ["step": "sending", "command": .number(command)]
        case .answered(let command, let reply, let rejected):
            [
                "step": "answered", "command": .number(command), "output": Self.kept(reply.output),
                "error_output": Self.kept(reply.errorOutput), "rejected": .text(rejected),
                "exit_status": reply.exitStatus.map { .number($0) } ?? .null,
            ]
        case .readBack(let deviations): ["step": "read-back", "deviations": .list(deviations)]
        case .snmp(let problem): ["step": "snmp", "problem": .text(problem)]
        case .confirming: ["step": "confirming"]
        case .confirmed: ["step": "confirmed"]
        case .returning(let reason, let commands):
            ["step": "returning", "reason": .string(reason), "commands": .number(commands)]
        case .sendingBack(let command, let text):
            ["step": "sending-back", "command": .number(command), "text": .string(text)]
        case .answeredBack(let command, let reply):
            ["step": "answered-back", "command": .number(command), "output": Self.kept(reply.output)]
        case .returned: ["step": "returned"]
        }
    }

    private static func kept(_ text: String) -> JSONValue {
        text.count <= keptAnswer ? .string(text) : .string(text.prefix(keptAnswer) + "…")
    }

    /// One line for whoever watches.
    var summary: String {
        switch self {
        case .preImage: "is as the plan saw it"
        case .intent(let commands, let seconds):
            "\(commands) commands" + (seconds.map { ", way back in \($0) s" } ?? ", no way back")
        case .arming(let command): "arming the way back (\(command))"
        case .armed: "way back armed"
        case .sending(let command): "sending command \(command)"
        case .answered(let command, _, let rejected):
            rejected.map { "command \(command) refused: \($0)" } ?? "command \(command) accepted"
        case .readBack(let deviations):
            deviations.isEmpty ? "read back: as predicted" : "read back: \(deviations.count) objects not as predicted"
        case .snmp(let problem): problem ?? "well by SNMP"
        case .confirming: "confirming"
        case .confirmed: "confirmed"
        case .returning(let reason, let commands): "returning with \(commands) commands: \(reason)"
        case .sendingBack(let command, _): "sending command \(command) of the return"
        case .answeredBack(let command, _): "command \(command) of the return answered"
        case .returned: "returned to what it was"
        }
    }
}
