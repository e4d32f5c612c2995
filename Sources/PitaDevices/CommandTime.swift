import PitaPlatforms

extension PushJob {
    /// The longest that any command may take.
    public static let longestOfAll = Duration.seconds(600)

    /// The longest that a command may take: a minute, and on a terminal, where each line waits for the answer to the one
    /// before, a second more for each; never more than ten minutes.
    func longestTime(_ command: DeviceCommand) -> Duration {
        guard platform.console != nil else { return DeviceSession.longestCommand }
        return min(DeviceSession.longestCommand + .seconds(command.lines - 1), Self.longestOfAll)
    }

    /// Whether an answer that the device did not refuse to give says that no way back stands on it.
    func isFree(_ vacancy: WayBack.Vacancy, by reply: CommandReply) -> Bool {
        platform.rejection(in: reply) == nil && vacancy.isFree(by: reply)
    }

    /// How long a command may run on the device after its session was lost, and be on its way there before.
    public var lateness: Duration {
        let commands = change.commands + change.reverse + (wayBack?.carrier ?? []) + saving
        return (commands.map(longestTime).max() ?? DeviceSession.longestCommand) + .seconds(5)
    }

    /// How long after its time a way back has fired for sure, counted from when arming it began.
    public var wayBackSlack: Duration {
        guard let wayBack else { return .zero }
        let arming = wayBack.carrier.map(longestTime).max() ?? DeviceSession.longestCommand
        return arming + .seconds(wayBack.firing)
    }
}
