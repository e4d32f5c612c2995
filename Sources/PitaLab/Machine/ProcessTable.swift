import Foundation

/// What `/proc` says of processes, to end only those that are ours.
enum ProcessTable {
    /// Start time in clock ticks since boot; nil when there is no such process, or only its remains.
    static func startTime(_ pid: pid_t) -> UInt64? {
        guard let data = FileManager.default.contents(atPath: "/proc/\(pid)/stat") else { return nil }
        let text = String(decoding: data, as: UTF8.self)
        guard let close = text.lastIndex(of: ")") else { return nil }
        let fields = text[text.index(after: close)...].split(separator: " ")
        guard fields.count > 19, fields[0] != "Z" else { return nil }
        return UInt64(fields[19])
    }

    static func all() -> [pid_t] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { pid_t($0) }
    }

    /// Whether the process was started with this entry in its environment.
    static func hasEnvironment(_ pid: pid_t, _ entry: String) -> Bool {
        guard let data = FileManager.default.contents(atPath: "/proc/\(pid)/environ") else { return false }
        return data.split(separator: 0).contains { Array($0) == Array(entry.utf8) }
    }

    /// The same for every entry that begins so.
    static func hasEnvironmentPrefix(_ pid: pid_t, _ prefix: String) -> Bool {
        guard let data = FileManager.default.contents(atPath: "/proc/\(pid)/environ") else { return false }
        return data.split(separator: 0).contains { $0.starts(with: prefix.utf8) }
    }

    /// Ends processes: politely, then by force after a moment.
    static func end(_ pids: [(pid: pid_t, started: UInt64)], patience: Double = 1.5) {
        var left = pids.filter { startTime($0.pid) == $0.started && $0.pid != getpid() }
        for process in left {
            kill(process.pid, SIGTERM)
            kill(process.pid, SIGCONT)
        }
        let deadline = Clocks.monotonic() + patience
        while Clocks.monotonic() < deadline {
            left = left.filter { startTime($0.pid) == $0.started }
            if left.isEmpty { return }
            Clocks.sleep(0.02)
        }
        for process in left { kill(process.pid, SIGKILL) }
        for _ in 0..<100 {
            left = left.filter { startTime($0.pid) == $0.started }
            if left.isEmpty { return }
            Clocks.sleep(0.01)
        }
    }
}
