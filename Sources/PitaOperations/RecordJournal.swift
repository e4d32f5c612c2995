import PitaDevices
import PitaDiagnostics
import PitaEvidence
import PitaPlanning
import PitaPlatforms
import PitaRecords

/// Writes the steps of a push into the store; each is on disk when `record` returns.
struct RecordJournal: PushJournal {
    let store: any RecordStore
    let push: String
    let clock: OfficeClock
    let events: EventSink
    let lease: PushLease
    /// Whether the steps are those of undoing a change that was confirmed before.
    var isUndo = false

    func record(_ step: PushStep, device: String) async throws {
        var payload = step.journalJSON
        if case .object(var members) = payload {
            if isUndo { members["undo"] = true }
            if case .sending = step {
                // By this clock, which nobody can step, a recovery knows what may still happen on the device.
                let clock = LeaseClock.now()
                members["boot_id"] = .string(clock.bootID)
                members["boot_milliseconds"] = .integer(clock.bootMilliseconds)
            }
            payload = .object(members)
        }
        try await write(Self.journalStep(step), payload, device: device)
        if let text = step.summary { events(.step(device: device, phase: step.phase, text: text)) }
        if case .armed(let seconds) = step { events(.wayBack(device: device, seconds: seconds)) }
    }

    /// The same journal, for undoing what was confirmed.
    var undoing: RecordJournal {
        var journal = self
        journal.isUndo = true
        return journal
    }

    /// Writes a step of the push as a whole.
    func record(_ step: JournalStep, _ payload: JSONValue) async throws { try await write(step, payload, device: nil) }

    private func write(_ step: JournalStep, _ payload: JSONValue, device: String?) async throws {
        _ = try await store.appendJournal(
            push: push, device: device, step: step, payload: payload.canonical, at: clock.now.unixMilliseconds,
            holding: try await lease.lease(on: device))
    }

    private static func journalStep(_ step: PushStep) -> JournalStep {
        switch step {
        case .preImage, .notStarted: .preImage
        case .intent: .intent
        case .armed: .armed
        case .returning, .waiting: .command
        case .sending(let purpose, _, _), .answered(let purpose, _, _, _), .withheld(let purpose, _):
            switch purpose {
            case .arm, .prove: .armed
            case .change, .undo: .command
            case .disarm, .save: .confirmed
            }
        case .readBack, .snmp, .checked, .provenAgain: .readBack
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
        case .notStarted(let reason): ["step": "not-started", "reason": .string(reason)]
        case .intent(let commands, let seconds, let longestCommand):
            [
                "step": "intent", "commands": .number(commands),
                "way_back_seconds": seconds.map { .number($0) } ?? .null,
                "longest_command_seconds": .number(Int(longestCommand.components.seconds)),
            ]
        case .sending(let purpose, let number, let command):
            [
                "step": "sending", "purpose": .string(purpose.rawValue), "command": .number(number),
                "text": .string(command.text), "input": .text(command.input),
            ]
        case .answered(let purpose, let number, let reply, let rejected):
            [
                "step": "answered", "purpose": .string(purpose.rawValue), "command": .number(number),
                "output": Self.kept(reply.output), "error_output": Self.kept(reply.errorOutput),
                "rejected": .text(rejected), "exit_status": reply.exitStatus.map { .number($0) } ?? .null,
            ]
        case .armed(let seconds): ["step": "armed", "seconds": .number(seconds)]
        case .readBack(let deviations): ["step": "read-back", "deviations": .list(deviations)]
        case .withheld(let purpose, let number):
            ["step": "withheld", "purpose": .string(purpose.rawValue), "command": .number(number)]
        case .snmp(let check, let problem):
            ["step": "snmp", "problem": .text(problem), "found": check.flatMap(Self.snmpJSON) ?? .null]
        case .checked(let check, let finding):
            [
                "step": "checked", "check": check.json, "passed": .bool(finding.isPassed),
                "finding": .string(finding.sentence),
            ]
        case .provenAgain(let problem): ["step": "proven-again", "problem": .text(problem)]
        case .confirming: ["step": "confirming"]
        case .confirmed: ["step": "confirmed"]
        case .waiting(let seconds, let restarts):
            ["step": "waiting", "seconds": .number(seconds), "restarts": .bool(restarts)]
        case .returning(let reason, let commands):
            ["step": "returning", "reason": .string(reason), "commands": .number(commands)]
        case .returned: ["step": "returned"]
        }
    }

    /// What the device is at.
    var phase: DevicePhase {
        switch self {
        case .preImage, .notStarted, .intent: .reading
        case .armed: .arming
        case .readBack, .snmp, .checked, .provenAgain: .verifying
        case .confirming, .confirmed: .confirming
        case .waiting, .returning, .returned: .returning
        case .sending(let purpose, _, _), .answered(let purpose, _, _, _), .withheld(let purpose, _):
            switch purpose {
            case .arm, .prove: .arming
            case .change: .sending
            case .disarm, .save: .confirming
            case .undo: .returning
            }
        }
    }

    private static func snmpJSON(_ check: PushCheck) -> JSONValue? {
        guard case .snmp(let system, let seconds, let interfaces) = check else { return nil }
        return ["system": .string(system), "uptime_seconds": .number(seconds), "interfaces": .list(interfaces)]
    }

    private static func kept(_ text: String) -> JSONValue { .string(DeviceWords.cut(text, to: keptAnswer)) }

    /// One line for whoever watches; `nil` for what nobody has to see.
    var summary: String? {
        switch self {
        case .preImage: "is as the plan saw it"
        case .notStarted: nil
        case .intent(let commands, let seconds, _):
            "\(commands) commands" + (seconds.map { ", way back in \($0) s" } ?? ", no way back")
        case .sending(let purpose, let number, _): "\(purpose.doing) (\(number))"
        case .answered(_, _, _, let rejected): rejected.map { "refused: \($0)" } ?? "answered"
        case .armed(let seconds): "way back armed, fires in \(seconds) s"
        case .readBack(let deviations):
            deviations.isEmpty ? "read back: as predicted" : "read back: \(deviations.count) objects not as predicted"
        case .snmp(_, let problem): problem ?? "well by SNMP"
        case .withheld(_, let number): "command \(number) was not sent: the time was over"
        case .checked(let check, let finding): "\(check): \(finding.sentence)"
        case .provenAgain: nil
        case .confirming: "confirming"
        case .confirmed: "confirmed"
        case .waiting(let seconds, let restarts):
            (restarts ? "waiting for the device to have restarted" : "waiting for the way back to have fired")
                + ", at most \(seconds) s"
        case .returning(let reason, let commands): "returning with \(commands) commands: \(reason)"
        case .returned: "returned to what it was"
        }
    }
}

extension CommandPurpose {
    /// What a command of this kind does, for whoever watches.
    var doing: String {
        switch self {
        case .arm: "arming the way back"
        case .prove: "proving the way back"
        case .change: "sending command"
        case .disarm: "disarming the way back"
        case .save: "saving"
        case .undo: "sending command of the return"
        }
    }
}
