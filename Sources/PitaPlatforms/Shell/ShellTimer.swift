import PitaDiagnostics

/// The dead-man timer of a device with a POSIX shell: a detached script that sleeps, and undoes the change unless it is
/// disarmed before.
///
/// The script owns three files beside each other: `.sh` (itself; its lock and the sign that it is armed), `.pid`, and after
/// firing `.fired`, which holds the time and the exit status of each line.
struct ShellTimer {
    /// The directory of the running system's state.
    let directory: String
    /// Whether systemd starts the sleeper; else it is detached by `setsid` and `nohup`.
    let hasSystemd: Bool

    /// What the proof prints.
    static let proof = "pita way back is armed"
    /// What the disarming prints when there is no way back any more, and none has fired.
    static let gone = "pita way back is gone"

    /// The timer of a device, as its facts say.
    private static let fired = "the way back has fired"

    init(facts: DeviceFacts) {
        directory = facts.other["run-directory"] ?? "/run/pita"
        hasSystemd = facts.other["has-systemd"] == "yes"
    }

    /// The files' common beginning.
    private var base: String { "\(directory)/pita-back-\(RuntimeSlot.push)" }

    /// The way back that runs `reverse`.
    func rollbackGuard(_ reverse: [DeviceCommand], facts: DeviceFacts) -> RollbackGuard {
        let script = Self.script(reverse)
        func command(_ text: String, input: String? = nil) -> DeviceCommand {
            DeviceCommand(Privilege.raised(text, facts: facts), input: input)
        }
        return .timedScript(
            RollbackGuard.TimedScript(
                arm: [command(upload(length: script.utf8.count), input: script), command(start)],
                verification: RollbackGuard.Verification(command(check), mustContain: Self.proof),
                cancel: RollbackGuard.Cancelling([command(disarm)], cancelled: Self.gone, alreadyGone: Self.fired),
                timing: RollbackTiming(restoreTime: RollbackTiming.seconds(toRun: reverse.count))))
    }

    /// The script. It is wrapped in a function so that the shell has read it to its end before it sleeps.
    ///
    /// Every line runs even when one before it failed: each is harmless where its change was not made, and the nearest state
    /// to the old one is the best that is left. Output goes to the record beside the script.
    static func script(_ reverse: [DeviceCommand]) -> String {
        var lines = [
            "# Undoes a change of Pita unless it is disarmed first.", "umask 077",
            "export LC_ALL=C PATH=\"$PATH:/usr/sbin:/sbin\"", "base=${0%.sh}", "way_back() {",
            "echo $$ > \"$base.pid.part\" && mv \"$base.pid.part\" \"$base.pid\"", "sleep \"$1\"",
            "exec 9< \"$0\"", "flock 9", "[ -e \"$0\" ] || exit 0", "{", "date -u",
        ]
        for command in reverse { lines += ["( \(command.text)", ") </dev/null; echo \"exit $?\""] }
        lines += [
            "} > \"$base.fired.part\" 2>&1", "sync", "mv \"$base.fired.part\" \"$base.fired\"",
            "rm -f \"$base.pid\" \"$0\"", "}", "way_back \"$@\"", "exit", "# end", "",
        ]
        return lines.joined(separator: "\n")
    }

    /// Receives the script on standard input. A connection cut in the middle leaves a shorter file, which is not armed.
    /// What an earlier way back of the same push left when it fired is taken away: it would speak for this one.
    private func upload(length: Int) -> String {
        "umask 077; mkdir -p \(directory) && "
            + "for f in \(directory)/pita-back-*.sh; do p=$(cat \"${f%.sh}.pid\" 2>/dev/null) && "
            + "grep -qsF \"$f\" \"/proc/$p/cmdline\" && { echo \"another way back is armed: $f\" >&2; exit 5; }; done; "
            + "cat > \(base).part && [ \"$(wc -c < \(base).part)\" -eq \(length) ] && sync && "
            + "rm -f \(base).fired \(base).pid && mv \(base).part \(base).sh && sync"
    }

    private var start: String {
        let launch =
            hasSystemd
            ? "systemd-run --quiet --collect --unit=pita-back-\(RuntimeSlot.push) /bin/sh \(base).sh \(RuntimeSlot.seconds)"
            : "{ setsid nohup sh \(base).sh \(RuntimeSlot.seconds) </dev/null >/dev/null 2>&1 & }"
        return "test -e \(base).sh && \(launch) && "
            + "i=0; until [ -e \(base).pid ] || [ -e \(base).fired ]; do i=$((i+1)); [ $i -le 50 ] || exit 6; sleep 0.1; done"
    }

    private var check: String {
        "p=$(cat \(base).pid) && grep -qsF \(base).sh \"/proc/$p/cmdline\" && "
            + "[ \"$(tail -n 1 \(base).sh)\" = '# end' ] && echo '\(Self.proof)'"
    }

    /// Takes the script's own lock, so that it either prevents the firing or waits for its end and reports it (exit 3).
    private var disarm: String {
        let fired = "if [ -e \(base).fired ]; then echo '\(Self.fired)' >&2; exit 3; fi"
        return "\(fired); if [ -e \(base).sh ]; then exec 9< \(base).sh; flock -w 60 9 || exit 4; \(fired); "
            + "p=$(cat \(base).pid 2>/dev/null); rm -f \(base).sh \(base).part && sync; "
            + "if [ -n \"$p\" ] && grep -qsF \(base).sh \"/proc/$p/cmdline\"; then kill -s TERM -- \"-$p\"; fi; "
            + "rm -f \(base).pid; fi; echo '\(Self.gone)'"
    }
}
