/// How VRP is spoken to on a terminal.
enum VRPConsole {
    /// `<X>` is the user view, `[X]` and `[X-GigabitEthernet0/0/1]` are views that change the config; in `[~X]` nothing waits
    /// for a commit, in `[*X]` something does. A firewall of a pair puts `HRP_M` or `HRP_S` before each.
    static let console = Console(
        prompts: ["<*>", "[*]", "HRP_?<*>", "HRP_?[*]"],
        name: Console.Name(after: ["HRP_M", "HRP_S", "<", "[", "~", "*"], before: ">]", joints: "-"),
        questions: [
            "*[y/n]*", "*(y/n)*", "*[y(yes)/n(no)/c(cancel)]*", "*[yes/all/no/cancel]*", "*assword:*", "*file name*:",
        ],
        answers: [
            // At the log-in: what would change a password, or take up what nobody asked for, is declined.
            .init("*change now\\? [y/n]:*", "N\n"), .init("*please choose*[y/n]:*", "N\n"),
            .init("*security risks in the configuration file*[y/n]*", "N\n"),
            // What a command leaves uncommitted is given up.
            .init("*ncommitted*[y*n*]:*", "N\n"), .init("*---- More ----*", " "),
        ] + VRPQuestions.rows,
        messages: VRPMessages.table, preparation: ["screen-length 0 temporary"],
        entries: [
            .init("system-view*", "[*]", "HRP_?[*]"), .init("interface *", "*[*-*]"), .init("vlan \\#", "*[*-*]"),
            .init("traffic classifier *", "*[*-*]"), .init("traffic behavior *", "*[*-*]"),
            .init("traffic policy *", "*[*-*]"), .init("aaa", "*[*-*]"), .init("bgp \\#", "*[*-*]"),
        ],
        leaving: [
            .init("<*>"), .init("HRP_?<*>"), .init("[\\**]", "clear configuration candidate", "return"),
            .init("HRP_?[\\**]", "clear configuration candidate", "return"), .init("*[*]", "return"),
        ],
        lineLimit: 500)

    /// The words with which a device refuses a line.
    static func rejection(in reply: CommandReply) -> String? {
        ConsoleRejection.text(in: reply, VRPMessages.table)
    }
}
