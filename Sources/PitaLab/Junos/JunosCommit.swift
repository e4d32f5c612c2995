import Foundation

/// Commits, confirmations and the way back.
extension JunosConsole {
    func record(_ configuration: JunosConfiguration, by source: String, user: String, comment: String? = nil) {
        state.commits.insert(
            .init(
                configuration: configuration, at: surroundings.wall().timeIntervalSince1970, user: user, by: source,
                comment: comment), at: 0)
        if state.commits.count > JunosState.depth { state.commits.removeLast() }
    }

    /// Counters and indexes follow what runs.
    func settle() {
        let now = surroundings.monotonic()
        for name in device.ports {
            if state.indexes[name] == nil { state.indexes[name] = (state.indexes.values.max() ?? 510) + 1 }
            let isOff = state.running.entry(["interfaces", name, "disable"]) != nil
            state.meter.note(name, isOn: !isOff, now: now)
        }
    }

    /// Says what is wrong with the candidate; false when something is.
    private func passesCheck() -> Bool {
        let problems = JunosCheck(configuration: candidate).problems
        if problems.isEmpty { return true }
        say(problems + ["error: configuration check-out failed"])
        return false
    }

    func checkOnly() {
        guard passesCheck() else { return }
        state.confirmation = nil
        say("configuration check succeeds")
    }

    /// Makes the candidate run; gives what became of it.
    private func activate(_ comment: String?) -> ChangePermission {
        if isLockedOut() { return .refuse }
        guard passesCheck() else { return .refuse }
        let permission = surroundings.beforeChange()
        switch permission {
        case .refuse:
            say("error: configuration check-out failed: not enough hardware resources")
            return .refuse
        case .pretend: break
        case .apply:
            if isModified { record(candidate, by: "cli", user: surroundings.user, comment: comment) }
        }
        edits = []
        state.candidate = nil
        settle()
        return permission
    }

    private func comment(_ command: ParsedCommand) -> String? {
        command.words.contains("comment") ? command.values.last : nil
    }

    func commit(_ command: ParsedCommand) {
        let permission = activate(comment(command))
        guard permission != .refuse else { return }
        if permission == .apply { state.confirmation = nil }
        say("commit complete")
        if command.words.last == "and-quit" { ended() }
    }

    func commitConfirmed(_ command: ParsedCommand) {
        if mode == .isolated { return say("error: commit confirmed is not allowed in private mode") }
        let minutes = command.values.first.flatMap { Int($0) } ?? 10
        // What was running before the first unconfirmed commit comes back.
        let before = state.confirmation?.before ?? state.running
        let permission = activate(comment(command))
        if permission == .refuse { return }
        if permission == .apply {
            state.confirmation = .init(
                before: before, minutes: minutes, due: surroundings.monotonic() + Double(minutes) * minute)
        }
        say([
            "commit confirmed will be automatically rolled back in \(minutes) minutes unless confirmed",
            "commit complete",
        ])
    }

    func rollback(_ command: ParsedCommand) {
        let number = command.values.first.flatMap { Int($0) } ?? 0
        guard number < state.commits.count else { return say("error: rollback configuration \(number) not found") }
        replaceCandidate(state.commits[number].configuration)
    }

    var commitLines: [String] {
        state.commits.enumerated().flatMap { number, commit in
            let pending =
                number == 0 ? state.confirmation.map { " commit confirmed, rollback in \($0.minutes)mins" } : nil
            let text =
                "\(number)   \(ConsoleClock.long(.init(timeIntervalSince1970: commit.at))) UTC by \(commit.user) via "
                + commit.by + (pending ?? "")
            return commit.comment.map { [text, "    " + $0] } ?? [text]
        }
    }

    // MARK: - Timers

    var due: Double? { [state.confirmation?.due, state.restart].compactMap { $0 }.min() }

    func fire() -> [ConsoleEvent] {
        events = []
        let now = surroundings.monotonic()
        if let confirmation = state.confirmation, confirmation.due <= now {
            state.confirmation = nil
            record(confirmation.before, by: "other", user: "root")
            settle()
            say([
                "Broadcast Message from root@\(hostname)",
                "        (no tty) at \(ConsoleClock.long(surroundings.wall())) UTC...",
                "", "Commit was not confirmed; automatic rollback complete.",
            ])
        }
        if let restart = state.restart, restart <= now {
            say("*** FINAL System shutdown message from root@\(hostname) ***")
            events.append(.restart)
        }
        return events
    }

    func reboot(_ command: ParsedCommand) {
        question = Question(text: "Reboot the system ? [yes,no] (no) ") { console, answer in
            guard !answer.isEmpty, "yes".hasPrefix(answer) else { return }
            guard let minutes = command.values.first.flatMap({ Int($0) }), minutes > 0 else {
                console.say("Shutdown NOW!")
                return console.events.append(.restart)
            }
            console.state.restart = console.surroundings.monotonic() + Double(minutes) * console.minute
            console.say("Shutdown in \(minutes) minutes")
        }
    }

    func cancelReboot() {
        guard state.restart != nil else { return say("No shutdown/reboot scheduled.") }
        state.restart = nil
        say("reboot requested by root at now is cancelled")
    }

    /// What was committed is kept; a confirmation that is due goes on running.
    func restarted() {
        state.candidate = nil
        state.lock = nil
        state.restart = nil
        state.meter.restart(now: surroundings.monotonic())
        settle()
    }
}
