import PitaDiagnostics

/// How a device undoes a change by itself.
enum IOSRollbackGuard {
    /// The way back of the dialect, by what the device has; `nil` for none.
    static func rollbackGuard(_ change: DeviceChange, _ facts: DeviceFacts, _ dialect: IOSDialect) -> RollbackGuard? {
        guard !change.isEmpty else { return nil }
        switch dialect {
        case .ios:
            if facts.other["revert-timer"] == "yes" { return revertTimer }
            return facts.other["saved"] == "yes" ? reload : nil
        case .eos: return session(change, facts)
        case .rgos: return nil
        }
    }

    /// A config that comes back unless it is confirmed. The device has one such timer for all.
    private static let revertTimer: RollbackGuard = {
        let state = DeviceCommand("show archive config rollback timer")
        let none = "No Rollback Confirmed Change pending"
        return .deviceTimer(
            RollbackGuard.DeviceTimer(
                effect: .configReplace, slot: RollbackSlot(state, idle: none),
                arm: [DeviceCommand("configure terminal revert timer \(RuntimeSlot.minutes)")],
                verification: RollbackGuard.Verification(state, mustContain: "Timer value"),
                // That it was there just before it was confirmed shows that it had not fired.
                cancel: RollbackGuard.Cancelling(
                    [DeviceCommand(state.text, input: "configure confirm\n")], cancelled: "Timer value",
                    alreadyGone: none),
                rollbackNow: [DeviceCommand("configure revert now")],
                timing: RollbackTiming(resolution: 60, maximum: 7200, restoreTime: 120)))
    }()

    /// A restart, which brings back what was saved. The empty line confirms it.
    private static let reload: RollbackGuard = {
        let state = DeviceCommand("show reload")
        let none = "No reload is scheduled"
        return .deviceTimer(
            RollbackGuard.DeviceTimer(
                effect: .reload, slot: RollbackSlot(state, idle: none),
                arm: [DeviceCommand("reload in \(RuntimeSlot.minutes)", input: "\n")],
                verification: RollbackGuard.Verification(state, mustContain: "Reload scheduled"),
                cancel: RollbackGuard.Cancelling(
                    [DeviceCommand("reload cancel"), state], cancelled: none, alreadyGone: none),
                timing: RollbackTiming(resolution: 60, maximum: 7200, restoreTime: 600)))
    }()

    /// A session of EOS: the change and its way back in one.
    ///
    /// Only one session can wait for its timer: while anybody's does, no other is committed.
    private static func session(_ change: DeviceChange, _ facts: DeviceFacts) -> RollbackGuard {
        let name = "pita-\(RuntimeSlot.push)"
        let lines = change.commands.map { $0.input ?? "" }.joined()
        let sessions = "show configuration sessions detail"
        let listed = "Maximum number of pending sessions"
        // A state of the session up to 4.31; a line of its own since.
        let states = (old: "pendingCommitTimer", new: "Session with pending commit timer")
        let waiting = SoftwareVersion(facts.version) < SoftwareVersion("4.32") ? states.old : states.new
        return .commitConfirmed(
            RollbackGuard.ConfirmedCommit(
                slot: RollbackSlot(DeviceCommand(sessions), idle: listed, busy: [states.old, states.new]),
                commands: [
                    DeviceCommand("configure session \(name)", input: lines + "commit timer \(RuntimeSlot.clock)\n")
                ],
                verification: RollbackGuard.Verification(
                    DeviceCommand("\(sessions) | include \(name)"), mustContain: waiting),
                // That it was there just before it was confirmed shows that it had not fired.
                confirm: RollbackGuard.Cancelling(
                    [DeviceCommand(sessions, input: "configure session \(name) commit\n")], cancelled: waiting,
                    alreadyGone: listed),
                abort: [DeviceCommand("configure session \(name) abort")],
                timing: RollbackTiming(maximum: 86_399, restoreTime: 60)))
    }

    /// What the approver should know of it.
    static func warnings(_ facts: DeviceFacts, _ dialect: IOSDialect) -> [Diagnostic] {
        guard dialect == .ios, facts.other["revert-timer"] != "yes" else { return [] }
        let hint = "configure `archive` with `path flash:pita` on the device, for `configure terminal revert timer`"
        return facts.other["saved"] == "yes"
            ? [
                Diagnostic(
                    "the way back restarts the device: without an archive it can't go back by itself otherwise",
                    hint: hint, severity: .warning)
            ]
            : [
                Diagnostic(
                    "the device has no way back: no archive is configured, and its config is not saved as it runs",
                    hint: hint + ", or save it (`write memory`)", severity: .warning)
            ]
    }
}
