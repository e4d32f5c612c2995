import PitaPlatforms

/// What a command of a push is for.
public enum CommandPurpose: String, Sendable, CaseIterable {
    /// It puts the way back on the device.
    case arm
    /// It has the device say that the way back stands there.
    case prove
    /// It makes the change.
    case change
    /// It takes the way back away.
    case disarm
    /// It makes the change survive a restart.
    case save
    /// It undoes the change.
    case undo
}

/// A step towards a device. Each is durable before the device sees it.
public enum PushStep: Sendable, Equatable {
    /// J3: the device was read and is as the plan saw it.
    case preImage
    /// J3: it is not begun, for this reason; nothing was sent that changes it.
    case notStarted(reason: String)
    /// J4: the change begins now; a command of one line may take so long, in whole seconds.
    case intent(commands: Int, wayBackSeconds: Int?, longestCommand: Duration)
    /// J5, J6 or J8, by its purpose: this command goes out (from 1 for each purpose), with its slots filled.
    case sending(CommandPurpose, number: Int, command: DeviceCommand)
    /// The command of the step before did not go out after all: the time for it was over.
    case withheld(CommandPurpose, number: Int)
    /// The device answered it; `rejected` holds its words of refusal.
    case answered(CommandPurpose, number: Int, reply: CommandReply, rejected: String?)
    /// J5: the way back is proven to stand on the device; it fires after so many seconds from when arming began.
    case armed(seconds: Int)
    /// J7: the config was read back over a new session; `deviations` is empty when it is as predicted.
    case readBack(deviations: [ObjectDifference])
    /// J7: what SNMP said; `check` is `nil` when the device is not well.
    case snmp(check: PushCheck?, problem: String?)
    /// J7: a check of the playbook was made.
    case checked(EffectCheck, ProbeFinding)
    /// J7: the change was proven once more after it was confirmed; `problem` is `nil` when everything still holds.
    case provenAgain(problem: String?)
    /// J8: the way back is disarmed and the config saved from here on.
    case confirming
    /// J8: done: the change stands.
    case confirmed
    /// J6: the way back is waited for, at the longest so many seconds; `restarts` where the device goes back by a restart.
    case waiting(seconds: Int, restarts: Bool)
    /// J6: the change is undone, for this reason; so many commands.
    case returning(reason: String, commands: Int)
    /// J8: the device is as it was.
    case returned
}

/// Where the steps towards a device are written down.
///
/// `record` returns when the step is on disk; when it throws, the step is not taken.
public protocol PushJournal: Sendable {
    /// Writes down a step towards `device`.
    func record(_ step: PushStep, device: String) async throws
}

/// A step could not be written down, so it was not taken: nothing is sent that nobody could know of afterwards.
public struct JournalFailure: Error, CustomStringConvertible {
    /// What the store said.
    public let cause: String

    /// `the journal failed: cause`.
    public var description: String { "the journal failed: \(cause)" }
}
