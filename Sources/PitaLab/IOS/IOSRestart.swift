import Foundation

/// Restarts, at once or at their time.
extension IOSConsole {
    func reload(minutes: Int?) {
        if state.isModified {
            ask("\nSystem configuration has been modified. Save? [yes/no]: ") { console, answer in
                switch answer.lowercased() {
                case "yes", "y": console.save()
                case "no", "n": break
                default:
                    console.say("% Please answer 'yes' or 'no'.")
                    return console.reload(minutes: minutes)
                }
                console.confirmReload(minutes)
            }
        } else {
            confirmReload(minutes)
        }
    }

    private func confirmReload(_ minutes: Int?) {
        guard let minutes else { return confirm("Proceed with reload?") { $0.events.append(.restart) } }
        let at = surroundings.wall().addingTimeInterval(Double(minutes) * minute)
        say([
            "Reload scheduled for \(IOSClock.long(at)) (in \(minutes) minute\(minutes == 1 ? "" : "s")) by "
                + "\(surroundings.user) on vty0 (127.0.0.1)", "Reload reason: Reload Command",
        ])
        confirm("Proceed with reload?") { console in
            console.state.reload = .init(
                due: console.surroundings.monotonic() + Double(minutes) * console.minute, at: at.timeIntervalSince1970,
                user: console.surroundings.user)
        }
    }

    var reloadLine: String {
        guard let reload = state.reload else { return "No reload is scheduled." }
        return "Reload scheduled for \(IOSClock.long(.init(timeIntervalSince1970: reload.at))) (in "
            + "\(IOSClock.wait((reload.due - surroundings.monotonic()) * 60 / minute))) by \(reload.user) on vty0 "
            + "(127.0.0.1)"
    }

    func cancelReload() {
        guard state.reload != nil else { return say("%No reload is scheduled.") }
        state.reload = nil
        say(["", "", "***", "*** --- SHUTDOWN ABORTED ---", "***", ""])
    }

    func restarted() {
        let now = surroundings.monotonic()
        let vlans = state.running.vlans
        state.running = state.startup ?? factory()
        if model.isVTPServer { state.running.vlans = vlans }
        state.revert = nil
        state.reload = nil
        state.sessions = []
        state.timer = nil
        state.changed = nil
        state.boots += 1
        state.meter.restart(now: now)
        state.attached = state.attached.mapValues { _ in now }
        settle()
    }
}
