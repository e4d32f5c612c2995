/// Which commands of a platform only read, by how they begin. What is in doubt is not among them.
///
/// A form is words: a word stands for itself, `a|b` for either, `*` for any that is no option, `-?` for any number of
/// ``options``, and `...` at the end for anything.
struct ReadingCommands: Sendable {
    /// The forms.
    let forms: [[String]]
    /// The words that may follow `|`: filters of the device's own command line. Empty where `|` is refused.
    var filters: Set<String> = []
    /// Words that a reading command never holds, whole or up to `=`: they write its output somewhere.
    var forbidden: Set<String> = []
    /// Second words that write, also where they are shortened: no reading command begins with them.
    var forbiddenBeginnings: [String] = []
    /// Words that write a file on a device that ignores case and takes words shortened: refused from two letters on, and so
    /// are names of files. Empty for other devices.
    var filing: [String] = []
    /// Options that do not make a command write.
    var options: Set<String> = []
    /// The characters beside letters, digits and blanks.
    var characters = "_./:=,@%+-\"'*~"

    /// The longest command, in octets.
    static let longest = 1000

    /// Whether the command only reads.
    func allow(_ command: String) -> Bool {
        guard command.utf8.count <= Self.longest, !command.isEmpty else { return false }
        let parts = command.split(separator: "|", omittingEmptySubsequences: false)
        for part in parts.dropFirst() {
            guard let word = part.split(separator: " ").first, filters.contains(String(word)) else { return false }
        }
        guard parts.allSatisfy({ part in part.unicodeScalars.allSatisfy(isPlain) }) else { return false }
        let words = (parts.first ?? "").split(separator: " ").map(String.init)
        let all = parts.flatMap { $0.split(separator: " ") }
        // An option may do anything, shortened or bundled too: only those that are known are let through.
        guard all.allSatisfy({ !$0.hasPrefix("-") || options.contains(String($0)) }) else { return false }
        guard !all.contains(where: { forbidden.contains(String($0.prefix { $0 != "=" })) }) else { return false }
        guard filing.isEmpty || !words.dropFirst().contains(where: mayFile) else { return false }
        if words.count > 1, forbiddenBeginnings.contains(where: { $0.hasPrefix(words[1].lowercased()) }) {
            return false
        }
        return forms.contains { matches($0, words) }
    }

    /// Whether a word can be one of ``filing``, or names a file: `flash:a`, `tftp://a/b`.
    private func mayFile(_ word: String) -> Bool {
        let word = word.lowercased()
        if word.count > 1, filing.contains(where: { $0.hasPrefix(word) }) { return true }
        guard let place = word.firstIndex(of: ":") else { return false }
        return Self.fileSystems.contains { word[..<place].hasPrefix($0) }
    }

    /// How the names of file systems begin; no group of an IPv6 address does.
    private static let fileSystems = [
        "flash", "bootflash", "slot", "disk", "usb", "nvram", "tftp", "ftp", "scp", "sftp", "http", "rcp", "harddisk",
        "crashinfo", "cfcard", "system", "null", "sup", "stby", "unix", "file", "webui",
    ]

    private func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
            || characters.unicodeScalars.contains(scalar)
    }

    private func matches(_ form: [String], _ words: [String]) -> Bool {
        var rest = words[...]
        for part in form {
            if part == "..." { return true }
            if part == "-?" {
                rest = rest.drop { options.contains($0) }
                continue
            }
            guard let word = rest.popFirst() else { return false }
            if part == "*", !word.hasPrefix("-") { continue }
            guard part.split(separator: "|").contains(Substring(word)) else { return false }
        }
        return rest.isEmpty
    }
}

extension ReadingCommands {
    /// Programs of a Linux machine that only read when they are called so.
    static let shell = ReadingCommands(
        forms: [
            ["ip|bridge|tc", "-?", "*"], ["ip|bridge|tc", "-?", "*", "show|list|ls|get", "..."], ["uptime"], ["free"],
            ["df", "..."],
            ["uname"], ["date"], ["hostname"], ["lsmod"], ["ss", "..."], ["ping", "*", "..."], ["ethtool", "*"],
            ["ovs-vsctl", "-?", "show|list-br"],
            ["ovs-vsctl", "-?", "list|get|list-ports|br-to-vlan|port-to-br|find", "..."],
            ["ovs-ofctl", "show|dump-flows|dump-ports|dump-ports-desc", "..."],
            ["ovs-appctl", "fdb/show|bond/show|lacp/show|qos/show|coverage/show", "..."],
            ["systemctl", "status|is-active|list-timers", "..."],
        ],
        forbidden: ["-K", "-D", "--kill", "-F", "--filter", "-diag", "-f", "exec", "--db", "--"],
        options: [
            "-4", "-6", "-j", "-s", "-d", "-br", "-o", "-c", "-brief", "-json", "-stats", "-details", "--if-exists",
            "--format=json", "-r", "-p", "-color", "-t", "-u", "-n", "-l", "-a", "-tn", "-tln", "-uln", "-h", "-O",
        ], characters: "_./:=,@%+-")
}
