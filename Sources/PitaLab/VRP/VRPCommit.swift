import Foundation

/// Commits, trials and the ways back of version 8.
extension VRPConsole {
    /// Makes the session's changes run; false when it can't be.
    func commit() -> Bool { activate("") != .refuse }

    /// Makes the session's changes run; gives what became of them.
    private func activate(_ description: String) -> ChangePermission {
        let permission = permission()
        guard permission != .refuse else { return .refuse }
        let wanted = configuration
        edits = []
        guard permission == .apply, wanted != state.running else { return permission }
        note(description)
        state.running = wanted
        settle()
        return .apply
    }

    private func note(_ description: String) {
        let now = surroundings.wall().timeIntervalSince1970
        state.commits.insert(
            .init(
                id: state.nextCommit, user: surroundings.user, at: now, description: description,
                before: state.running), at: 0)
        if state.commits.count > 20 { state.commits.removeLast() }
        state.nextCommit += 1
        state.changed = now
    }

    private func isForeign(_ trial: VRPState.Trial, _ persist: String?) -> Bool {
        trial.persist.map { $0 != persist } ?? (trial.session != surroundings.session)
    }

    private var pending: String { "Error: The system is in the trial configuration mode of another session." }

    func commit(_ command: ParsedCommand) {
        let persist = value(of: "persist", command)
        if command.words.contains("trial") { return beginTrial(command, persist) }
        if let trial = state.trial {
            guard !isForeign(trial, persist) else { return say(pending) }
        } else if persist != nil {
            return say("Error: The persistent trial configuration does not exist.")
        }
        // A trial whose confirmation fails goes on.
        let description = command.words.contains("description") ? command.values.last ?? "" : ""
        if activate(description) == .apply { state.trial = nil }
    }

    private func value(of word: String, _ command: ParsedCommand) -> String? {
        command.words.firstIndex(of: word).flatMap { place in
            place + 1 < command.words.count ? command.words[place + 1] : nil
        }
    }

    private func beginTrial(_ command: ParsedCommand, _ persist: String?) {
        let seconds = value(of: "trial", command).flatMap { Int($0) } ?? 600
        if let trial = state.trial, isForeign(trial, persist) { return say(pending) }
        guard configuration != state.running || state.trial != nil else {
            return say("Error: There is no configuration to be committed.")
        }
        let before = state.trial?.before ?? state.running
        guard commit() else { return }
        state.trial = .init(
            before: before, due: surroundings.monotonic() + Double(seconds) * second, seconds: seconds,
            session: surroundings.session, persist: persist)
        say([
            "Info: The system enters the trial configuration mode.",
            "The system will revert to previous configuration if the trial configuration is not confirmed in "
                + "\(seconds) seconds.",
        ])
    }

    /// Seconds of one of the device's seconds.
    var second: Double { (device.minute ?? 60) / 60 }

    func abortTrial(_ command: ParsedCommand) {
        guard let trial = state.trial else { return say("Error: The system is not in the trial configuration mode.") }
        if isForeign(trial, value(of: "persist", command)) { return say(pending) }
        ask("Warning: The trial configuration will be rolled back. Continue? [Y/N]:") { console, letter in
            guard letter == "Y" else { return }
            console.endTrial()
            console.say("Info: The trial configuration rollback succeeded.")
        }
    }

    private func endTrial() {
        guard let trial = state.trial else { return }
        state.trial = nil
        note("")
        state.running = trial.before
        settle()
    }

    var trialLines: [String] {
        guard let trial = state.trial else { return ["Trial status : INACTIVE"] }
        let left = max(0, Int((trial.due - surroundings.monotonic()) / second))
        return ["Trial status : ACTIVE", "Trial time-out : \(trial.seconds) s", "Remaining time : \(left) s"]
    }

    func commitLines(isVerbose: Bool) -> [String] {
        if isVerbose {
            return state.commits.enumerated().flatMap { number, commit in
                [
                    "\(number + 1)) CommitId: \(commit.id)", "        Label: -", "        User: \(commit.user)",
                    "        User-Intf: VTY 0", "        Type: CLI",
                    "        TimeStamp: \(ConsoleClock.long(.init(timeIntervalSince1970: commit.at)))",
                    "        Description: \(commit.description)", "",
                ]
            }
        }
        let rule = String(repeating: "-", count: 80)
        let rows = state.commits.enumerated().map { number, commit in
            let place = String(number + 1).padding(toLength: 5, withPad: " ", startingAt: 0)
            let user = commit.user.padding(toLength: 23, withPad: " ", startingAt: 0)
            return "\(place)\(commit.id)    -                    \(user)"
                + ConsoleClock.long(.init(timeIntervalSince1970: commit.at))
        }
        return [rule, "No.  CommitId      Label                User                   TimeStamp", rule] + rows + [rule]
    }

    func rollback(_ command: ParsedCommand) {
        let number = Int(command.values[0]) ?? 0
        let place =
            command.words.contains("last") ? number - 1 : state.commits.firstIndex { $0.id == number }.map { $0 - 1 }
        guard let place, state.trial == nil, place < state.commits.count else {
            return say("Error: The configuration rollback point does not exist.")
        }
        let text =
            "Warning: This operation will revert configuration changes to the previous status. Continue? [Y/N]:"
        ask(text) { console, letter in
            guard letter == "Y" else { return }
            if place >= 0 {
                let wanted = console.state.commits[place].before
                console.edits = [{ $0 = wanted }]
                guard console.commit() else { return }
            }
            console.say([
                "Loading rollback changes", "Committing", "Check rollback result", "Configuration rollback succeeded.",
            ])
        }
    }

    /// What a commit would change, as lines taken away and put in.
    var candidateLines: [String] {
        let renderer = VRPRenderer(console: self)
        let difference = renderer.body(configuration).difference(from: renderer.body(state.running))
        let lines = difference.map { change in
            switch change {
            case .insert(_, let line, _): "+ " + line
            case .remove(_, let line, _): "- " + line
            }
        }
        return ["Building configuration"] + lines
    }
}
