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
    public func longestArming(of wayBack: WayBack) -> Duration {
        wayBack.carrier.isEmpty ? longestCommand : longestOfAll
    }
}

extension PushJob {
    /// The longest that a command may take: that of one line, and on a terminal, where each line waits for the answer to the
    /// one before, a second more for each; never more than ten times as long.
    func longestTime(_ command: DeviceCommand) -> Duration {
        guard platform.console != nil else { return policy.longestCommand }
        return min(policy.longestCommand + .seconds(command.lines - 1), policy.longestOfAll)
    }

    /// Whether an answer that the device did not refuse to give says that no way back stands on it.
    func isFree(_ vacancy: WayBack.Vacancy, by reply: CommandReply) -> Bool {
        platform.rejection(in: reply) == nil && vacancy.isFree(by: reply)
    }

    /// How long a command may run on the device after its session was lost, and be on its way there before.
    public var lateness: Duration {
        let commands = change.commands + change.reverse + (wayBack?.carrier ?? []) + saving
        return (commands.map(longestTime).max() ?? policy.longestCommand) + .seconds(5)
    }

    /// How long after its time a way back has fired for sure, counted from when arming it began.
    public var wayBackSlack: Duration {
        guard let wayBack else { return .zero }
        let arming = wayBack.carrier.map(longestTime).max() ?? policy.longestCommand
        return arming + .seconds(wayBack.firing)
    }
}
