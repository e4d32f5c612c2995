import PitaPlatforms

/// How a device ended.
public enum DeviceOutcome: Sendable, Equatable {
    /// There was nothing to do.
    case unchanged
    /// Nothing was sent that changes anything: the device is as it was.
    case notStarted(reason: String)
    /// The change stands, proven over a new session.
    case confirmed
    /// The device is as it was before, proven over a new session.
    case returned(reason: String)
    /// It could not be proven how the device is; what was tried stands in the reason.
    case unknown(reason: String)

    /// The word in records: `unchanged`, `not-started`, `changed-confirmed`, `returned`, `unknown`.
    public var word: String {
        switch self {
        case .unchanged: "unchanged"
        case .notStarted: "not-started"
        case .confirmed: "changed-confirmed"
        case .returned: "returned"
        case .unknown: "unknown"
        }
    }

    /// Why, where there is a why.
    public var reason: String? {
        switch self {
        case .unchanged, .confirmed: nil
        case .notStarted(let reason), .returned(let reason), .unknown(let reason): reason
        }
    }
}

/// One command as it was sent, with its answer as the journal keeps it (``CommandReply/kept``).
public struct SentCommand: Sendable, Equatable {
    /// What it was for.
    public let purpose: CommandPurpose
    /// The command, with its slots filled.
    public let text: String
    /// What went to its standard input.
    public let input: String?
    /// The device's answer; `nil` when none came.
    public var reply: CommandReply?
    /// Its words of refusal.
    public var rejected: String?

    /// How many lines it was.
    public var lines: Int { DeviceCommand(text, input: input).lines }

    /// A command as it was sent.
    public init(_ purpose: CommandPurpose, text: String, input: String?, reply: CommandReply?, rejected: String?) {
        self.purpose = purpose
        self.text = text
        self.input = input
        self.reply = reply
        self.rejected = rejected
    }
}

/// A check that a device passed after its change.
public enum PushCheck: Sendable, Equatable {
    /// The config was read back over a new session and equals the prediction.
    case readBack
    /// The device answers by SNMP and is well.
    case snmp(SNMPState)
    /// A check of the playbook holds; `finding` says what was found.
    case effect(EffectCheck, finding: String)
}

/// Everything that a push of one device did and found.
public struct PushReport: Sendable {
    /// The device's name.
    public let device: String
    /// How it ended.
    public let outcome: DeviceOutcome
    /// Every command that was sent, whatever it was for, in order.
    public let sent: [SentCommand]
    /// The checks that the device passed after the change.
    public let checks: [PushCheck]
    /// How long the commands took, in seconds.
    public let commandSeconds: Double
    /// The time of the automatic rollback that was armed, in seconds; `nil` when none was.
    public let rollbackSeconds: Int?
    /// When the work on the device began, by the wall clock in Unix milliseconds; `nil` when it never did.
    public let startedAt: Int64?
    /// When it ended.
    public let endedAt: Int64?
    /// What is wrong although the change stands: it was not well any more when it was proven again, or could not be
    /// undone when it should have been.
    public var problem: String?

    /// A report.
    public init(
        device: String, outcome: DeviceOutcome, sent: [SentCommand], checks: [PushCheck], commandSeconds: Double,
        rollbackSeconds: Int?, startedAt: Int64?, endedAt: Int64?, problem: String? = nil
    ) {
        self.device = device
        self.outcome = outcome
        self.sent = sent
        self.checks = checks
        self.commandSeconds = commandSeconds
        self.rollbackSeconds = rollbackSeconds
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.problem = problem
    }
}

extension CommandReply {
    /// The reply with the most that the journal keeps of each text, in characters (Unicode scalars).
    var kept: CommandReply {
        CommandReply(
            output: DeviceWords.cut(output, to: 4000), errorOutput: DeviceWords.cut(errorOutput, to: 4000),
            exitStatus: exitStatus)
    }
}
