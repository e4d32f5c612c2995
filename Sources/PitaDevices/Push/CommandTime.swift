import PitaInventory
import PitaPlatforms

extension PushPolicy {
    /// The longest that any command may take: ten times that of one line.
    var longestOfAll: Duration { longestCommand * 10 }

    /// No command is begun with less than this left before the automatic rollback may fire.
    var margin: Duration { minimumRollback / 8 }

    /// How often a device is asked whether it has rolled back.
    var askingPause: Duration { minimumRollback / 12 }

    /// Within which time an automatic rollback has been armed for sure, counted from when arming it began.
    public func longestArming(of rollbackGuard: RollbackGuard) -> Duration {
        rollbackGuard.commitCommands.isEmpty ? longestCommand : longestOfAll
    }
}

extension PushJob {
    /// The longest that a command may take: that of one line, and on a terminal, where each line waits for the answer to the
    /// one before, a second more for each; never more than ten times as long.
    func longestTime(_ command: DeviceCommand) -> Duration {
        guard platform.console != nil else { return policy.longestCommand }
        return min(policy.longestCommand + .seconds(command.lines - 1), policy.longestOfAll)
    }

    /// What an answer shows of the device's rollback slot; one by which the device refused the question shows nothing.
    func state(of slot: RollbackSlot, by reply: CommandReply) -> RollbackSlot.State {
        platform.rejection(in: reply) == nil ? slot.state(by: reply) : .unclear
    }

    /// How long a command may run on the device after its session was lost, and be on its way there before.
    public var lateness: Duration {
        let commands = change.commands + change.reverse + (rollbackGuard?.commitCommands ?? []) + saving
        return (commands.map(longestTime).max() ?? policy.longestCommand) + .seconds(5)
    }

    /// How long after its time an automatic rollback has fired for sure, counted from when arming it began.
    public var rollbackSlack: Duration {
        guard let rollbackGuard else { return .zero }
        let arming = rollbackGuard.commitCommands.map(longestTime).max() ?? policy.longestCommand
        return arming + .seconds(rollbackGuard.timing.restoreTime)
    }
}
