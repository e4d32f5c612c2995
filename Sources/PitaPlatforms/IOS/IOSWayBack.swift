import PitaDiagnostics

/// How a device undoes a change by itself.
enum IOSWayBack {
    /// The way back of the dialect, by what the device has; `nil` for none.
    static func wayBack(_ change: DeviceChange, _ facts: DeviceFacts, _ dialect: IOSDialect) -> WayBack? {
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
    private static let revertTimer: WayBack = {
        let state = DeviceCommand("show archive config rollback timer")
        let none = "No Rollback Confirmed Change pending"
        return WayBack(
            .restore, vacancy: WayBack.Vacancy(state, free: none),
            arm: [DeviceCommand("configure terminal revert timer \(RuntimeSlot.minutes)")],
            proof: WayBack.Proof(state, mustContain: "Timer value"),
            // What stood there before it was confirmed says that it had not fired.
            disarm: [DeviceCommand(state.text, input: "configure confirm\n")],
            recall: [DeviceCommand("configure revert now")], disarmed: "Timer value", nothingLeft: none, grain: 60,
            longest: 7200, firing: 120)
    }()

    /// A restart, which brings back what was saved. The empty line confirms it.
    private static let reload: WayBack = {
        let state = DeviceCommand("show reload")
        let none = "No reload is scheduled"
        return WayBack(
            .restart, vacancy: WayBack.Vacancy(state, free: none),
            arm: [DeviceCommand("reload in \(RuntimeSlot.minutes)", input: "\n")],
            proof: WayBack.Proof(state, mustContain: "Reload scheduled"),
            disarm: [DeviceCommand("reload cancel"), state], disarmed: none, nothingLeft: none, grain: 60,
            longest: 7200, firing: 600)
    }()

    /// A session of EOS: the change and its way back in one.
    ///
    /// Only one session can wait for its timer: while anybody's does, no other is committed.
    private static func session(_ change: DeviceChange, _ facts: DeviceFacts) -> WayBack {
        let name = "pita-\(RuntimeSlot.push)"
        let lines = change.commands.map { $0.input ?? "" }.joined()
        let sessions = "show configuration sessions detail"
        let listed = "Maximum number of pending sessions"
        // A state of the session up to 4.31; a line of its own since.
        let states = (old: "pendingCommitTimer", new: "Session with pending commit timer")
        let waiting = SoftwareVersion(facts.version) < SoftwareVersion("4.32") ? states.old : states.new
        return WayBack(
            .trial,
            vacancy: WayBack.Vacancy(DeviceCommand(sessions), free: listed, taken: [states.old, states.new]),
            carrier: [
                DeviceCommand("configure session \(name)", input: lines + "commit timer \(RuntimeSlot.clock)\n")
            ],
            proof: WayBack.Proof(DeviceCommand("\(sessions) | include \(name)"), mustContain: waiting),
            // What stood there before it was confirmed says that it had not fired.
            disarm: [DeviceCommand(sessions, input: "configure session \(name) commit\n")],
            recall: [DeviceCommand("configure session \(name) abort")], disarmed: waiting, nothingLeft: listed,
            longest: 86_399, firing: 60)
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
