import PitaDevices

extension PushStep {
    /// What the device is at.
    var phase: DevicePhase {
        switch self {
        case .preImage, .notStarted, .intent: .reading
        case .armed: .arming
        case .readBack, .snmp, .snmpFailed, .checked, .verifiedAgain: .verifying
        case .confirming, .confirmed: .confirming
        case .waiting, .rollingBack, .rolledBack: .returning
        case .sending(let purpose, _, _), .answered(let purpose, _, _, _), .withheld(let purpose, _):
            switch purpose {
            case .arm, .verifyArmed: .arming
            case .change: .sending
            case .cancel, .save: .confirming
            case .rollback: .returning
            }
        }
    }

    /// One line for whoever watches; `nil` for what nobody has to see.
    var summary: String? {
        switch self {
        case .preImage: "is as the plan saw it"
        case .notStarted: nil
        case .intent(let intent):
            "\(intent.commands) commands" + (intent.rollbackSeconds.map { ", way back in \($0) s" } ?? ", no way back")
        case .sending(let purpose, let number, _): "\(purpose.activity) (\(number))"
        case .answered(_, _, _, let rejected): rejected.map { "refused: \($0)" } ?? "answered"
        case .armed(let seconds): "way back armed, fires in \(seconds) s"
        case .readBack(let deviations):
            deviations.isEmpty ? "read back: as predicted" : "read back: \(deviations.count) objects not as predicted"
        case .snmp: "well by SNMP"
        case .snmpFailed(let problem): problem
        case .withheld(_, let number): "command \(number) was not sent: the time was over"
        case .checked(let check, let finding): "\(check): \(finding.sentence)"
        case .verifiedAgain: nil
        case .confirming: "confirming"
        case .confirmed: "confirmed"
        case .waiting(let seconds, let restarts):
            (restarts ? "waiting for the device to have restarted" : "waiting for the way back to have fired")
                + ", at most \(seconds) s"
        case .rollingBack(let reason, let commands): "returning with \(commands) commands: \(reason)"
        case .rolledBack: "returned to what it was"
        }
    }
}

extension CommandPurpose {
    /// What a command of this kind does, for whoever watches.
    fileprivate var activity: String {
        switch self {
        case .arm: "arming the way back"
        case .verifyArmed: "proving the way back"
        case .change: "sending command"
        case .cancel: "disarming the way back"
        case .save: "saving"
        case .rollback: "sending command of the return"
        }
    }
}
