import Foundation

/// The configuration mode: entering, levels, leaving.
extension JunosConsole {
    /// What the session edits.
    var candidate: JunosConfiguration {
        if mode == .shared { return state.candidate ?? state.running }
        return edits.reduce(into: state.running) { configuration, edit in edit(&configuration) }
    }

    var isModified: Bool { candidate != state.running }

    /// The lock that another session holds; nil when its holder is gone.
    private var foreignLock: JunosState.Lock? {
        if surroundings.isLocked { return .init(session: "407", user: "operator", since: 1_790_000_000) }
        guard let lock = state.lock, lock.session != surroundings.session, surroundings.isAlive(lock.session) else {
            return nil
        }
        return lock
    }

    /// Says who holds the lock; false when nobody does.
    func isLockedOut() -> Bool {
        guard let lock = foreignLock else { return false }
        say([
            "error: configuration database locked by:",
            "  \(lock.user) terminal p0 (pid \(lock.session)) on since "
                + "\(ConsoleClock.long(.init(timeIntervalSince1970: lock.since))) UTC, idle 00:00:12",
            "      exclusive [edit]",
        ])
        return true
    }

    func configure(_ wanted: Mode) {
        if isLockedOut() { return }
        let isChanged = state.candidate.map { $0 != state.running } ?? false
        if wanted != .shared {
            guard !isChanged else {
                return say(
                    wanted == .exclusive
                        ? "error: configuration database modified" : "error: shared configuration database modified")
            }
            say("warning: uncommitted changes will be discarded on exit")
        }
        if wanted == .exclusive {
            state.lock = .init(
                session: surroundings.session, user: surroundings.user,
                since: surroundings.wall().timeIntervalSince1970)
        }
        say("Entering configuration mode")
        if wanted == .shared, isChanged { say("The configuration has been changed but not committed") }
        mode = wanted
    }

    // MARK: - Levels

    func enterLevel() {
        guard let words = JunosWord.split(typedLine) else { return refuse(typedLine.count, "syntax error.") }
        let place = level + words.dropFirst().map(\.text)
        do {
            let typed = level.map { JunosWord(text: $0, column: 0) } + words.dropFirst()
            _ = try JunosSchema.root.resolve(typed[...], end: typedLine.count, isWhole: true)
            level = place
        } catch { refuse(error.column, error.text) }
    }

    func goUp() { if !level.isEmpty { level.removeLast() } }

    func exit() {
        if level.isEmpty { leave() } else { level = [] }
    }

    func leave() {
        guard isModified else { return ended() }
        say("The configuration has been changed but not committed")
        question = Question(text: "Exit with uncommitted changes? [yes,no] (yes) ") { console, answer in
            if answer.isEmpty || "yes".hasPrefix(answer) { console.ended() }
        }
    }

    func ended() {
        edits = []
        level = []
        if state.lock?.session == surroundings.session { state.lock = nil }
        mode = .operational
        say("Exiting configuration mode")
    }
}
