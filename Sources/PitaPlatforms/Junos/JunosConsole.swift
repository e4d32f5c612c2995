import PitaDiagnostics

/// How Junos is spoken to on a terminal, what it says of itself, and how a change is sent.
enum JunosConsole {
    /// `user@host>` reads, `user@host#` changes a candidate. A log-in may land in a shell of the system, which is left for the
    /// command line: `user@host%`, `user@host:RE:0%` of a member of a chassis, `root@host:~ #`, a bare `%` or `$`.
    static let console = Console(
        prompts: ["*@*>", "*@*#", "*@*%"] + shells, nameless: ["%", "$", "#"], name: Console.Name(before: ">#% :"),
        questions: ["*[yes,no]*", "*(yes/no)*", "*[y/n]*", "*assword:*"],
        answers: [
            .init("*---(more*)---*", " "), .init("*exit with uncommitted changes\\? [yes,no] (yes)*", "yes\n"),
            .init("*discard uncommitted changes\\? [yes,no] (yes)*", "yes\n"),
            .init("*auto rollback*[yes,no] (no)*", "no\n"),
        ],
        messages: JunosMessages.table,
        elevation: Console.Elevation(
            prompts: ["*@*%"] + shells + ["%", "$", "#"], command: "cli", question: "*assword:"),
        preparation: ["set cli screen-length 0", "set cli screen-width 0", "set cli complete-on-space off"],
        entries: [.init("configure*", "*@*#")],
        leaving: [.init("*@*>"), .init("*@*#", "rollback 0", "exit configuration-mode")], lineLimit: 4000)

    /// The prompts of FreeBSD's shells that end like that of the configuration mode.
    private static let shells = ["*@*:* #", "*@*:*#", "*@*:*$"]

    /// The words with which a device refuses a line. A warning is none: deleting what is not there warns.
    static func rejection(in reply: CommandReply) -> String? { ConsoleRejection.text(in: reply, JunosMessages.table) }

    // MARK: facts

    /// The commands that ask.
    static let factCommands = [
        ReadCommand("version", "show version"), ReadCommand("hardware", "show chassis hardware", mayFail: true),
    ]

    /// The facts from their answers; of several routing engines the first answers for all.
    static func facts(from replies: [String: CommandReply]) throws(Diagnostics) -> DeviceFacts {
        let lines = (replies["version"]?.output ?? "").split(whereSeparator: \.isNewline).prefix(400)
        func value(_ title: String) -> String? {
            let line = lines.first { $0.hasPrefix(title) }
            let word = line.map { String($0.dropFirst(title.count).prefix(80)).trimmed } ?? ""
            return word.isEmpty ? nil : word
        }
        let release = lines.lazy.compactMap { line -> String? in
            guard let open = line.firstIndex(of: "["), line.contains("JUNOS"), let end = line.lastIndex(of: "]"),
                open < end
            else { return nil }
            return String(line[line.index(after: open)..<end].prefix(80))
        }.first
        guard let version = value("Junos:") ?? release else {
            throw Diagnostics("`show version` names no version of Junos", hint: "is the device's platform `junos`?")
        }
        return DeviceFacts(
            name: value("Hostname:") ?? "Amnesiac", model: value("Model:") ?? "Junos",
            serial: serial(replies["hardware"]),
            version: version)
    }

    /// `Chassis                                JN1234ABC         SRX300`: the second word but for what the chassis lacks.
    private static func serial(_ reply: CommandReply?) -> String? {
        let lines = (reply?.output ?? "").split(whereSeparator: \.isNewline)
        guard let line = lines.first(where: { $0.hasPrefix("Chassis ") }) else { return nil }
        let words = line.split(separator: " ")
        return words.count >= 3 && words[1].utf8.count <= 40 ? String(words[1]) : nil
    }

    // MARK: changes

    private static let exclusive = "configure exclusive"
    private static let commit = "commit and-quit\n"

    /// The lines as one command: all of them hold once they are committed, or none does.
    static func commands(_ lines: [String], object: ObjectID?, mark: SourceMark?) -> [DeviceCommand] {
        guard !lines.isEmpty else { return [] }
        // No `commit check` before it: that would confirm a commit that waits to be confirmed, whoever made it.
        let input = lines.map { $0 + "\n" }.joined() + commit
        return [DeviceCommand(exclusive, input: input, object: object, mark: mark)]
    }

    /// A commit that the device takes back unless it is committed again.
    static func rollbackGuard(for change: DeviceChange) -> RollbackGuard? {
        guard !change.commands.isEmpty else { return nil }
        let commands = change.commands.map { command in
            DeviceCommand(
                command.text,
                input: String((command.input ?? "").dropLast(commit.count))
                    + "commit confirmed \(RuntimeSlot.minutes)\n",
                object: command.object, mark: command.mark)
        }
        // That a commit was to be confirmed stands in the history for good; of its newest entry it says that one is pending.
        let pending = "commit confirmed, rollback in"
        let newest = DeviceCommand("show system commit | match ^0")
        return .commitConfirmed(
            RollbackGuard.ConfirmedCommit(
                // Somebody else's commit that waits to be confirmed would be confirmed by ours.
                slot: RollbackSlot(DeviceCommand(newest.text + " | except confirmed"), idle: " by "),
                commands: commands, verification: RollbackGuard.Verification(newest, mustContain: pending),
                // What it was just before the commit that confirms shows that it had not fired.
                confirm: RollbackGuard.Cancelling(
                    [DeviceCommand(newest.text, input: exclusive + "\n" + commit)], cancelled: pending,
                    alreadyGone: "via cli\n"),
                // It looks once a minute whether the time is over, and the commit that rolls back has to be worked out.
                timing: RollbackTiming(resolution: 60, restoreTime: 120)))
    }
}
