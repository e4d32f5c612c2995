import Foundation

/// The name of a holder of leases, from which its life can be told on the same machine.
enum HolderName {
    /// This process's name: `PERSON@HOST pid N start T space S`.
    static func own(person: String) -> String {
        "\(person)@\(ProcessInfo.processInfo.hostName) pid \(getpid()) start \(startTime(getpid()) ?? "0")"
            + " space \(processSpace ?? "-")"
    }

    /// Whether the holder was a process of this machine that is certainly gone. One that cannot be seen counts as alive.
    static func isDead(_ holder: String) -> Bool {
        let words = holder.split(separator: " ")
        guard words.count == 7, words[1] == "pid", words[3] == "start", words[5] == "space", let pid = pid_t(words[2]),
            words[0].hasSuffix("@" + ProcessInfo.processInfo.hostName), let processSpace
        else { return false }
        // Of an earlier boot of this machine nothing runs any more; in another PID namespace the number says nothing.
        guard words[6].split(separator: "/").first == processSpace.split(separator: "/").first else { return true }
        guard words[6] == processSpace else { return false }
        if kill(pid, 0) != 0, errno == ESRCH { return true }
        // Under hidepid another person's process exists and cannot be read.
        guard let started = startTime(pid) else { return false }
        return started != words[4]
    }

    /// When a process started, in clock ticks after boot (proc(5), field 22).
    private static func startTime(_ pid: pid_t) -> String? {
        guard let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            let end = text.lastIndex(of: ")")
        else { return nil }
        let fields = text[text.index(after: end)...].split(separator: " ")
        // A zombie is gone: it can do nothing any more.
        guard fields.count > 19, fields[0] != "Z" else { return fields.first == "Z" ? "ended" : nil }
        return String(fields[19])
    }

    /// The boot and the PID namespace that a process id belongs to: in another one the number means another process.
    private static let processSpace: String? = {
        guard let boot = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8),
            let space = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid")
        else { return nil }
        return boot.prefix { !$0.isWhitespace } + "/" + space
    }()
}
