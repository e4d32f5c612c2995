import Foundation

/// Ends a lab: everything it started, and nothing else.
struct LabStop {
    let directory: LabDirectory

    /// Whether the keeper of this directory lives.
    var isRunning: Bool { remembered("processes").contains { $0.what == "keeper" } }

    /// Processes of a list that still are what they were.
    private func remembered(_ file: String) -> [(pid: pid_t, started: UInt64, what: String)] {
        (StateFile.text(directory.path(file)) ?? "").split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ", maxSplits: 2)
            guard words.count == 3, let pid = pid_t(words[0]), let started = UInt64(words[1]), started > 0,
                ProcessTable.startTime(pid) == started
            else { return nil }
            return (pid, started, String(words[2]))
        }
    }

    /// Ends the keeper first, so that nothing new begins, then the rest.
    func run(purge: Bool) {
        unlink(directory.keeperReady)
        let keeper = remembered("processes").filter { $0.what == "keeper" }
        ProcessTable.end(keeper.map { ($0.pid, $0.started) })
        let known = remembered("sessions") + remembered("processes")
        ProcessTable.end(known.map { ($0.pid, $0.started) }, patience: 0.5)
        // What commands left behind on the devices carries the lab's mark.
        let mark = LabDirectory.markName + "=" + directory.mark()
        let marked = ProcessTable.all().filter { ProcessTable.hasEnvironmentPrefix($0, mark) }
        ProcessTable.end(marked.compactMap { pid in ProcessTable.startTime(pid).map { (pid, $0) } }, patience: 0.3)
        for name in ["processes", "sessions", "due", "restarts", "keeper.log", "sshd.log"] {
            try? FileManager.default.removeItem(atPath: directory.path(name))
        }
        if access(directory.path("made-run-sshd"), F_OK) == 0 {
            rmdir("/run/sshd")
            unlink(directory.path("made-run-sshd"))
        }
        if purge { try? FileManager.default.removeItem(atPath: directory.root) }
    }
}
