import Foundation

/// A configuration session of EOS.
struct EOSSession: Codable, Equatable {
    enum Stage: String, Codable { case pending, pendingCommitTimer, completed }

    var name: String
    var stage = Stage.pending
    var user: String
    /// What runs once it is committed.
    var candidate: IOSConfiguration
    var completed: Double?
}

/// A commit that is undone unless it is confirmed.
struct EOSTimer: Codable {
    var session: String
    var due: Double
    var before: IOSConfiguration
}

/// Sessions: lines that hold once they are committed, with a timer where it is asked for.
extension IOSConsole {
    /// As many may be open at once.
    static let most = 5

    private func place(_ name: String) -> Int? { state.sessions.firstIndex { $0.name == name } }

    func enterSession(_ name: String) {
        if let place = place(name) {
            let stage = state.sessions[place].stage
            guard stage == .pending else {
                return say("% Cannot enter session \(name) (state is \(stage.rawValue))")
            }
        } else {
            guard !surroundings.isLocked, state.sessions.count(where: { $0.stage == .pending }) < Self.most else {
                return say(
                    "% Maximum number of pending sessions has been reached. Please commit or abort previous sessions "
                        + "before creating a new one.")
            }
            state.sessions.append(.init(name: name, user: surroundings.user, candidate: state.running))
        }
        session = name
        mode = .configuration
    }

    /// Performs a line of configuration on what the session holds.
    func stage(_ line: String) {
        guard let name = session else { return configure(line) }
        guard let place = place(name), state.sessions[place].stage == .pending else {
            say("% Configuration session \(name) is no longer there")
            return leaveConfiguration()
        }
        if endsSession(line, name) { return }
        let running = state.running
        state.running = state.sessions[place].candidate
        isStaging = true
        configure(line)
        isStaging = false
        state.sessions[place].candidate = state.running
        state.running = running
    }

    /// Lines of a session that mean the session itself; false for any other.
    private func endsSession(_ line: String, _ name: String) -> Bool {
        let words = line.split(separator: " ").map { $0.lowercased() }
        switch words.first {
        case "abort" where words.count == 1:
            abortSession(name)
            leaveConfiguration()
        case "commit" where words.count == 1 || (words.count == 3 && words[1] == "timer"):
            if commitSession(name, timer: words.count == 3 ? words[2] : nil) { leaveConfiguration() }
        case "show" where words == ["show", "session-config", "diffs"]: showDifferences(of: name)
        default: return false
        }
        return true
    }

    func leaveConfiguration() {
        mode = .privileged
        session = nil
    }

    /// Leaves a block, and at the top the configuration: an open session waits.
    func leaveBlock() {
        if typedMode.kind == .configuration { leaveConfiguration() } else { mode = typedMode.parent }
    }

    @discardableResult
    func commitSession(_ name: String, timer: String?) -> Bool {
        guard let place = place(name), state.sessions[place].stage != .completed else {
            say("% Session \(name) does not exist")
            return false
        }
        if state.sessions[place].stage == .pendingCommitTimer {
            state.timer = nil
            complete(place)
            return true
        }
        if let other = state.timer {
            say("% Cannot commit session \(name): another session (\(other.session)) is pending commit timer")
            return false
        }
        var seconds: Double?
        if let timer {
            let parts = timer.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) ?? -1 }
            guard parts.count == 3, parts.allSatisfy({ (0..<60).contains($0) }), parts != [0, 0, 0] else {
                say("% Invalid input")
                return false
            }
            seconds = Double(parts[0] * 3600 + parts[1] * 60 + parts[2]) * minute / 60
        }
        return commit(place, name, seconds)
    }

    private func commit(_ place: Int, _ name: String, _ seconds: Double?) -> Bool {
        let (before, candidate) = (state.running, state.sessions[place].candidate)
        switch surroundings.beforeChange() {
        case .refuse:
            say("% Cannot commit session \(name): not enough hardware resources")
            return false
        case .pretend: return true
        case .apply: break
        }
        state.running = candidate
        settle()
        state.changed = .init(seconds: surroundings.wall().timeIntervalSince1970, user: surroundings.user)
        guard let seconds else {
            complete(place)
            return true
        }
        state.timer = .init(session: name, due: surroundings.monotonic() + seconds, before: before)
        state.sessions[place].stage = .pendingCommitTimer
        return true
    }

    private func complete(_ place: Int) {
        state.sessions[place].stage = .completed
        state.sessions[place].completed = surroundings.wall().timeIntervalSince1970
        let name = state.sessions[place].name
        // Of those that are done only the last is kept.
        state.sessions.removeAll { $0.stage == .completed && $0.name != name }
    }

    func abortSession(_ name: String) {
        guard let place = place(name), state.sessions[place].stage != .completed else {
            return say("% Session \(name) does not exist")
        }
        if state.timer?.session == name { goBack() }
        state.sessions.removeAll { $0.name == name }
    }

    /// What ran before the commit runs again.
    func goBack() {
        guard let timer = state.timer else { return }
        state.timer = nil
        state.running = timer.before
        state.sessions.removeAll { $0.name == timer.session }
        settle()
    }

    func showDifferences(of name: String) {
        guard let place = place(name) else { return say("% Session \(name) does not exist") }
        let renderer = IOSRenderer(console: self)
        let candidate = renderer.body(state.sessions[place].candidate)
        let changes = candidate.difference(from: renderer.body(state.running)).map { change in
            switch change {
            case .insert(_, let line, _): "+" + line
            case .remove(_, let line, _): "-" + line
            }
        }
        guard !changes.isEmpty else { return }
        say(["--- system:/running-config", "+++ session:/\(name)-session-config"] + changes)
    }
}
