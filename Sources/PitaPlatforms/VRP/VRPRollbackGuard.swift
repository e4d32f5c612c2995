import PitaDiagnostics

/// How a change is sent, and how a device undoes it by itself.
enum VRPRollbackGuard {
    private static let view = "system-view"
    private static let commit = "commit\n"
    /// The trial outlives the session that began it only by a name, which may not begin with a digit.
    private static let trial = "persist pita-\(RuntimeSlot.push)"

    /// The steps as commands: all in one where they hold only once committed, else one for each.
    static func commands(_ steps: [LineStep], facts: DeviceFacts) -> [DeviceCommand] {
        guard VRPFacts.isTwoStage(facts) else {
            return steps.map { DeviceCommand(view, input: lines($0, facts), object: $0.object, mark: $0.mark) }
        }
        guard let first = steps.first else { return [] }
        return [
            DeviceCommand(
                view, input: steps.map { lines($0, facts) }.joined() + commit,
                object: steps.count == 1 ? first.object : nil,
                mark: steps.compactMap(\.mark).min())
        ]
    }

    /// The steps back. Without a commit each line is a command of its own: where only a part of the way there was gone, one
    /// that finds nothing to take back must not keep the next from being said.
    static func reverse(_ steps: [LineStep], facts: DeviceFacts) -> [DeviceCommand] {
        guard !VRPFacts.isTwoStage(facts) else { return commands(steps, facts: facts) }
        let single = steps.flatMap { step in
            step.lines.isEmpty
                ? [step]
                : step.lines.map { LineStep(path: step.path, lines: [$0], object: step.object, mark: step.mark) }
        }
        return commands(single, facts: facts)
    }

    /// The lines, and out of each view that they entered: in another's view a line may be something else.
    private static func lines(_ step: LineStep, _ facts: DeviceFacts) -> String {
        (step.path + step.lines).map { VRPSpelling.line($0.trimmed, facts: facts) + "\n" }.joined()
            + step.path.map { _ in "quit\n" }.joined()
    }

    /// The way back.
    static func rollbackGuard(for change: DeviceChange, facts: DeviceFacts) -> RollbackGuard? {
        guard !change.commands.isEmpty else { return nil }
        return VRPFacts.isTwoStage(facts) ? trialRun(change) : VRPFacts.isSaved(facts) ? restart : nil
    }

    /// A commit that the device takes back unless it is committed again. It takes 60 seconds and more.
    private static func trialRun(_ change: DeviceChange) -> RollbackGuard? {
        let commands = change.commands.map { command in
            let input = command.input ?? ""
            return DeviceCommand(
                command.text,
                input: String(input.dropLast(commit.count)) + "commit trial \(RuntimeSlot.seconds) \(trial)\n",
                object: command.object, mark: command.mark)
        }
        let status = DeviceCommand("display configuration trial status")
        return .commitConfirmed(
            RollbackGuard.ConfirmedCommit(
                commands: commands, verification: RollbackGuard.Verification(status, mustContain: " ACTIVE"),
                confirm: RollbackGuard.Cancelling(
                    [DeviceCommand(view, input: "commit \(trial)\n"), status], cancelled: "INACTIVE",
                    alreadyGone: "INACTIVE"),
                abort: [DeviceCommand(view, input: "abort trial \(trial)\n")],
                timing: RollbackTiming(resolution: 60, maximum: 65_535, restoreTime: 60)))
    }

    /// A restart into the saved config, which is what runs before the change.
    private static var restart: RollbackGuard {
        let shown = "System will reboot"
        let state = DeviceCommand("display schedule reboot")
        return .deviceTimer(
            RollbackGuard.DeviceTimer(
                // Without a reboot scheduled some releases report so, each in other words, and others report nothing.
                effect: .reload, slot: RollbackSlot(state, busy: [shown]),
                arm: [DeviceCommand("schedule reboot delay \(RuntimeSlot.minutes)")],
                verification: RollbackGuard.Verification(state, mustContain: shown),
                // That it was there just before it was cancelled shows that it had not fired.
                cancel: RollbackGuard.Cancelling(
                    [DeviceCommand(state.text, input: "undo schedule reboot\n")], cancelled: shown, alreadyGone: ""),
                timing: RollbackTiming(resolution: 60, restoreTime: 600)))
    }
}
