/// How VRP is spoken to on a terminal.
enum VRPConsole {
    /// `<X>` is the user view, `[X]` and `[X-GigabitEthernet0/0/1]` are views that change the config; in `[~X]` nothing waits
    /// for a commit, in `[*X]` something does. A firewall of a pair puts `HRP_M` before each.
    static let console = Console(
        prompts: ["<*>", "[*]", "HRP_?<*>", "HRP_?[*]"],
        name: Console.Name(after: "HRP_MS<[~*", before: ">]", joints: "-"),
        answers: [
            // What would change a password, or take up what nobody asked for, is declined; what was planned goes on.
            .init("*Change now\\? [Y/N]:*", "N\n"), .init("*lease choose*[Y/N]:*", "N\n"),
            .init("*ncommitted*[Y*N*]:*", "N\n"), .init("*input the file name*:", "\n"), .init("*[Y/N]:*", "Y\n"),
            .init("*[y/n]:*", "y\n"), .init("*(y/n)[?]:*", "y\n"), .init("*[Y/N]", "Y\n"),
            .init("*---- More ----*", " "),
        ],
        noise: [
            "??? \\d*\\d\\d\\d\\d \\d\\d:\\d\\d:\\d\\d*%%\\d\\d*/\\d/*", "#??? \\d* \\d\\d\\d\\d \\d\\d:\\d\\d:\\d\\d*",
            "\\d\\d\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d.*",
        ],
        preparation: ["screen-length 0 temporary"],
        leaving: [
            .init("<*>", ""), .init("HRP_?<*>", ""), .init("[\\**]", "clear configuration candidate\nreturn\n"),
            .init("HRP_?[\\**]", "clear configuration candidate\nreturn\n"), .init("*[*]", "return\n"),
        ],
        lineLimit: 500)

    /// The words with which a device refuses a line.
    static func rejection(in reply: CommandReply) -> String? {
        ConsoleRejection.text(in: reply) { line in
            line.hasPrefix("Error:") || line.hasPrefix("Error[") || line.hasPrefix("Failed to ") || line.hasPrefix("% ")
                || line.hasPrefix("Commit failed")
        }
    }
}
