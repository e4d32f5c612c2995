import Foundation

/// Archives, confirmed changes, and the timers that fire.
extension IOSConsole {
    /// Seconds of one of the device's minutes.
    var minute: Double { device.minute ?? 60 }

    var archivePath: String? {
        state.running.entry(["archive", "path"])?.text.split(separator: " ").last.map(String.init)
    }

    private var maximum: Int {
        state.running.entry(["archive", "maximum"])?.text.split(separator: " ").last.flatMap { Int($0) } ?? 10
    }

    private func nextFile() -> String? {
        guard let path = archivePath?.replacing("$h", with: hostname), let url = fileURL(path) else { return nil }
        return "\(url)-\(IOSClock.fileStamp(surroundings.wall()))-\(state.archived)"
    }

    /// Puts what runs into the archive; nil where there is none, or no room.
    @discardableResult
    func keepInArchive() -> String? {
        guard !surroundings.isFull, let file = nextFile() else { return nil }
        state.archived += 1
        state.files[file] = state.running
        state.archive.append(file)
        while state.archive.count > maximum { state.files[state.archive.removeFirst()] = nil }
        return file
    }

    func archiveNow() {
        guard archivePath != nil else {
            say(" Archive feature not enabled")
            return say("% Error caught by command handler")
        }
        if keepInArchive() == nil { say("%Error opening \(model.disk) (No space left on device)") }
    }

    var archiveLines: [String] {
        guard let path = archivePath?.replacing("$h", with: hostname) else { return [" Archive feature not enabled"] }
        let rows = (0..<max(maximum, state.archive.count)).map { index in
            guard index < state.archive.count else { return "   \(index + 1)" }
            let mark = index + 1 == state.archive.count ? " <- Most Recent" : ""
            return "   \(index + 1)        \(state.archive[index])\(mark)"
        }
        return [
            "The maximum archive configurations allowed is \(maximum).",
            "There are currently \(state.archive.count) archive configurations saved.",
            "The next archive file will be named \(path)-<timestamp>-\(state.archived)", " Archive #  Name",
        ] + rows
    }

    // MARK: - Confirmed change

    /// Begins a change that is undone unless it is confirmed; false when it can't be.
    func arm(_ minutes: Int) -> Bool {
        guard archivePath != nil else {
            say("%Please turn config archive on")
            return false
        }
        guard state.revert == nil else {
            say("%Rollback Confirmed Change is already pending")
            return false
        }
        guard let file = keepInArchive() else {
            say("%Error opening \(model.disk) (No space left on device)")
            return false
        }
        say(["Rollback Confirmed Change: Backing up current running config to \(file)", ""])
        setTimer(file, minutes)
        return true
    }

    private func setTimer(_ file: String, _ minutes: Int) {
        let now = surroundings.monotonic()
        let due = now + Double(minutes) * minute
        state.revert = .init(
            file: file, minutes: minutes, due: due, warning: due - minute,
            configured: surroundings.wall().timeIntervalSince1970, user: surroundings.user)
    }

    private var nothingPending: String { "%No Rollback Confirmed Change pending" }

    func confirmChange() {
        if state.revert == nil { return say(nothingPending) }
        switch surroundings.beforeChange() {
        case .apply: state.revert = nil
        case .pretend: break
        case .refuse: say("Command rejected: not enough hardware resources")
        }
    }

    func revertNow() {
        guard state.revert != nil else { return say(nothingPending) }
        revert()
    }

    func moveTimer(_ minutes: Int) {
        guard let pending = state.revert else { return say(nothingPending) }
        setTimer(pending.file, minutes)
    }

    var timerLines: [String] {
        guard let pending = state.revert else { return [nothingPending] }
        let left = max(0, Int(((pending.due - surroundings.monotonic()) / minute).rounded(.up)))
        return [
            "Time configured(or reset): \(IOSClock.long(.init(timeIntervalSince1970: pending.configured)))",
            "Timer type: absolute timer", "Timer value: \(pending.minutes) min", "Time left: \(left) min",
            "User: \(pending.user)",
        ]
    }

    private func revert() {
        guard let pending = state.revert else { return }
        state.revert = nil
        say(["Rollback Confirmed Change: rolling to:\(pending.file)", ""])
        restore(from: pending.file)
    }

    private func restore(from url: String) {
        guard let wanted = configuration(at: url) else {
            return say("%Error opening \(url) (No such file or directory)")
        }
        let vlans = state.running.vlans
        let done = change { running in
            running = wanted
            // A VTP server keeps its VLANs beside the configuration.
            if model.isVTPServer { running.vlans = vlans }
        }
        if done || surroundings.beforeChange() == .pretend { say(["Total number of passes: 1", "Rollback Done", ""]) }
    }

    func replace(_ command: ParsedCommand) {
        let url = command.values[0]
        guard configuration(at: url) != nil else {
            return say("%Error opening \(url) (No such file or directory)")
        }
        let minutes = command.words.contains("timer") ? Int(command.values[1]) : nil
        func run(_ console: IOSConsole) {
            if let minutes, !console.arm(minutes) { return }
            console.restore(from: url)
        }
        if command.words.contains("force") { return run(self) }
        say([
            "This will apply all necessary additions and deletions",
            "to replace the current running configuration with the",
            "contents of the specified configuration file, which is",
            "assumed to be a complete configuration, not a partial",
        ])
        ask("configuration. Enter Y if you are sure you want to proceed. ? [no]: ") { console, answer in
            if "yes".hasPrefix(answer.lowercased()), !answer.isEmpty { run(console) }
        }
    }

    // MARK: - Timers

    var due: Double? {
        [state.revert?.warning, state.revert?.due, state.reload?.due, state.timer?.due].compactMap { $0 }.min()
    }

    func fire() -> [ConsoleEvent] {
        events = []
        let now = surroundings.monotonic()
        if let warning = state.revert?.warning, warning <= now {
            state.revert?.warning = nil
            say([
                "Rollback Confirmed Change: Rollback will begin in one minute.",
                "Enter \"configure confirm\" if you wish to keep what you've configured",
            ])
        }
        if let pending = state.revert, pending.due <= now { revert() }
        if let timer = state.timer, timer.due <= now { goBack() }
        if let reload = state.reload, reload.due <= now {
            say(["", "", "***", "*** --- SHUTDOWN NOW ---", "***"])
            events.append(.restart)
        }
        return events
    }
}
