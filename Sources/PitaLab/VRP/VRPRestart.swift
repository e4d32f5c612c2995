import Foundation

/// Saving, restarts and timers.
extension VRPConsole {
    private var minute: Double { device.minute ?? 60 }

    func save() {
        let text =
            model.hasCandidate
            ? "Warning: The current configuration will be written to the device. Continue? [Y/N]:"
            : "The current configuration will be written to the device.\nAre you sure to continue?[Y/N]"
        ask(text) { console, letter in
            guard letter == "Y" else { return }
            console.write()
        }
    }

    private func write() {
        say("Now saving the current configuration to the slot \(model.slot)..")
        if surroundings.isFull { return say("Error: Failed to save the configuration. There is not enough space.") }
        let permission = surroundings.beforeChange()
        guard permission != .refuse else {
            return say("Info: The system is busy in building configuration. Please wait for a moment...")
        }
        if permission == .apply {
            state.saved = state.running
            state.savedAt = surroundings.wall().timeIntervalSince1970
        }
        say(model.hasCandidate ? "Info: Save the configuration successfully." : "Save the configuration successfully.")
    }

    // MARK: - Restart

    /// Asks whether to save, then whether to go on.
    func reboot(minutes: Int?) {
        say("Info: The system is now comparing the configuration, please wait.")
        guard state.saved != state.running else { return confirmReboot(minutes) }
        let text = "Warning: All the configuration will be saved to the next startup configuration. Continue? [Y/N]:"
        ask(text) { console, letter in
            if letter == "Y" { console.write() }
            console.confirmReboot(minutes)
        }
    }

    private func confirmReboot(_ minutes: Int?) {
        guard let minutes else {
            return ask("System will reboot! Continue? [Y/N]:") { console, letter in
                if letter == "Y" { console.events.append(.restart) }
            }
        }
        let at = surroundings.wall().addingTimeInterval(Double(minutes) * minute)
        say(
            "Info: Reboot system at \(ConsoleClock.minute(at)) UTC(in \(minutes / 60) hours and \(minutes % 60) minutes)"
        )
        ask("confirm?[Y/N]:") { console, letter in
            guard letter == "Y" else { return }
            console.state.reboot = .init(
                due: console.surroundings.monotonic() + Double(minutes) * console.minute, at: at.timeIntervalSince1970)
        }
    }

    func cancelReboot() {
        guard state.reboot != nil else { return say("Error: No reboot is scheduled.") }
        state.reboot = nil
    }

    var rebootLine: String {
        guard let reboot = state.reboot else { return "Info: No reboot is scheduled." }
        let left = max(0, Int((reboot.due - surroundings.monotonic()) / minute))
        return "Info: System will reboot at \(ConsoleClock.minute(.init(timeIntervalSince1970: reboot.at))) UTC(in "
            + "\(left / 60) hours and \(left % 60) minutes)."
    }

    var startupLines: [String] {
        [
            "MainBoard:", "  Configured startup system software:        flash:/\(device.board.lowercased()).cc",
            "  Startup system software:                   flash:/\(device.board.lowercased()).cc",
            "  Startup saved-configuration file:          flash:/vrpcfg.zip",
            "  Next startup saved-configuration file:     flash:/vrpcfg.zip",
        ]
    }

    // MARK: - Timers

    var due: Double? { [state.trial?.due, state.reboot?.due].compactMap { $0 }.min() }

    func fire() -> [ConsoleEvent] {
        events = []
        let now = surroundings.monotonic()
        if let trial = state.trial, trial.due <= now {
            state.trial = nil
            state.running = trial.before
            state.changed = surroundings.wall().timeIntervalSince1970
            settle()
            say("Info: The trial configuration has timed out, and the configuration has been rolled back.")
        }
        if let reboot = state.reboot, reboot.due <= now {
            say("Info: The system is rebooting.")
            events.append(.restart)
        }
        return events
    }

    func restarted() {
        let now = surroundings.monotonic()
        state.running = state.saved ?? factory()
        state.trial = nil
        state.reboot = nil
        state.changed = nil
        state.meter.restart(now: now)
        state.attached = [:]
        settle()
    }
}
