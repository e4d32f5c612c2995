import PitaPlatforms

/// What a command of a push is for.
public enum CommandPurpose: String, Sendable, CaseIterable {
    /// It arms the automatic rollback.
    case arm
    /// It has the device show that the automatic rollback is armed.
    case verifyArmed = "verify-armed"
    /// It makes the change.
    case change
    /// It cancels the automatic rollback.
    case cancel
    /// It makes the running config survive a restart.
    case save
    /// It rolls the change back.
    case rollback

    /// Whether the command may change the config: while it has no answer, it may still do so.
    var changesConfig: Bool { self == .change || self == .rollback || self == .save }
}

/// A step towards a device. Each is durable before the device sees it.
public enum PushStep: Sendable, Equatable {
    /// J3: the device was read and is as the plan saw it.
    case preImage
    /// J3: the change is not begun, for this reason; nothing was sent that changes the device.
    case notStarted(reason: String)
    /// J4: the change begins now.
    case intent(PushIntent)
    /// J5, J6 or J8, by its purpose: this command goes out (from 1 for each purpose), with its slots filled.
    case sending(CommandPurpose, number: Int, command: DeviceCommand)
    /// The command of the step before did not go out after all: the time for it was over.
    case withheld(CommandPurpose, number: Int)
    /// The device answered it; `rejected` holds the device's refusal.
    case answered(CommandPurpose, number: Int, reply: CommandReply, rejected: String?)
    /// J5: the device showed that the automatic rollback is armed; it fires so many seconds after arming began.
    case armed(seconds: Int)
    /// J7: the config was read back over a new session; `deviations` is empty when it is as predicted.
    case readBack(deviations: [ObjectDifference])
    /// J7: the device answered by SNMP and is well.
    case snmp(SNMPState)
    /// J7: the device did not answer by SNMP, or is not well.
    case snmpFailed(problem: String)
    /// J7: a check of the playbook was made.
    case checked(EffectCheck, ProbeFinding)
    /// J7: the change was verified once more after it was confirmed; `problem` is `nil` when everything is still as it was.
    case verifiedAgain(problem: String?)
    /// J8: the automatic rollback is cancelled and the config saved from here on.
    case confirming
    /// J8: the change is confirmed.
    case confirmed
    /// J6: the push waits for the automatic rollback, at the longest so many seconds; `restarts` where the device restarts
    /// to roll back.
    case waiting(seconds: Int, restarts: Bool)
    /// J6: the change is rolled back, for this reason, by so many commands.
    case rollingBack(reason: String, commands: Int)
    /// J8: the device is as it was before the change.
    case rolledBack
}

/// What a change begins with (J4).
public struct PushIntent: Sendable, Equatable {
    /// How many commands the change has.
    public let commands: Int
    /// Seconds until the automatic rollback fires; `nil` where the device has none.
    public let rollbackSeconds: Int?
    /// The longest that a command of one line may take, in whole seconds.
    public let longestCommand: Duration

    /// The intent of a change.
    public init(commands: Int, rollbackSeconds: Int?, longestCommand: Duration) {
        self.commands = commands
        self.rollbackSeconds = rollbackSeconds
        self.longestCommand = longestCommand
    }
}

/// What SNMP reported of a device that is well.
public struct SNMPState: Sendable, Equatable {
    /// `sysName`.
    public let system: String
    /// Seconds since the agent started.
    public let uptimeSeconds: Int
    /// The interfaces that are up.
    public let interfaces: [String]

    /// A state.
    public init(system: String, uptimeSeconds: Int, interfaces: [String]) {
        self.system = system
        self.uptimeSeconds = uptimeSeconds
        self.interfaces = interfaces
    }
}

/// Where the steps towards a device are written down.
///
/// `record` returns when the step is on disk; when it throws, the step is not taken.
public protocol PushJournal: Sendable {
    /// Writes down a step towards `device`.
    func record(_ step: PushStep, device: String) async throws
}
