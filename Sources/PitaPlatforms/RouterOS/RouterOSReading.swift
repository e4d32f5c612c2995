/// Which commands only read: the verb decides, wherever the menu before it is.
enum RouterOSReading {
    private static let verbs: Set<String> = ["print", "export", "ping", "traceroute", "monitor", "monitor-traffic"]
    /// They write a file, go on without end, or show what is hidden.
    private static let forbidden: Set<String> = [
        "file", "show-sensitive", "follow", "follow-only", "interval", "append", "hide-sensitive",
    ]

    private static func isForbidden(_ word: String) -> Bool {
        let name = word.prefix { $0 != "=" }
        return !name.isEmpty && forbidden.contains { $0.hasPrefix(name) }
    }

    /// Verbs that take a word without a name behind them: `/system script run print` runs a script named print.
    private static let actions: Set<String> = [
        "add", "set", "remove", "enable", "disable", "move", "unset", "edit", "comment", "run", "import", "reset",
        "reset-configuration", "reset-counters", "reset-counters-all", "reboot", "shutdown", "fetch", "get", "find",
        "save",
        "load", "upgrade", "downgrade", "install", "uninstall", "cancel", "download", "upload", "flush", "clear",
        "release",
        "renew", "scan", "sniff", "sniffer", "start", "stop", "quick", "kill", "password", "generate-key", "sign",
        "revoke",
        "issued-revoke", "blink", "bandwidth-test", "flood-ping", "mac-telnet", "telnet", "ssh", "ssh-exec", "exec",
        "send",
        "undo", "redo", "quit", "do", "put", "beep", "delay", "wol", "make-static", "unpack", "format", "eject",
        "activate",
        "update", "apply", "submit", "copy", "rename", "sync", "check", "test", "listen", "connect", "disconnect",
    ]

    static func allows(_ command: String) -> Bool {
        guard command.utf8.count <= ReadingCommands.longest else { return false }
        // No script: nothing is evaluated within the command, and nothing comes after it.
        let plain = command.unicodeScalars.allSatisfy { scalar in
            (" "..."~").contains(scalar) && !";{}[]$\\`()#!<>|&".unicodeScalars.contains(scalar)
        }
        guard plain, command.hasPrefix("/") else { return false }
        let words = command.split { $0 == " " || $0 == "/" }.map(String.init)
        guard let verb = words.firstIndex(where: { verbs.contains($0) }) else { return false }
        let menu = words[..<verb].allSatisfy { word in
            // The device takes any beginning of a word for the word.
            !actions.contains { $0.hasPrefix(word) } && word.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" }
        }
        let rest = words[(verb + 1)...]
        guard menu, !rest.contains(where: isForbidden) else { return false }
        switch words[verb] {
        // They go on until someone ends them.
        case "monitor", "monitor-traffic": return rest.contains("once")
        case "ping", "traceroute": return rest.contains { $0.hasPrefix("count=") }
        default: return true
        }
    }
}
