/// What FRRouting says on a terminal beside its answers.
///
/// Sources: FRRouting's user guide (`log timestamp precision`, `log record-priority`, `terminal monitor`) and what 8.4.4 writes.
enum FRRMessages {
    /// `2026/12/01 10:00:00 BGP: [M59KS-A3ZXZ] ...` in a file, with parts of a second and the priority where they are wanted;
    /// `2026-12-01 10:00:00.469 [NTFY] bgpd: [M7Q4P-46WDR] ...` on a terminal, in colours on one that has them; and the forms of
    /// syslog. `vtysh` tells how a line was answered by its exit status, so that no other row is needed.
    static let table = ConsoleMessages(logs: [
        "\\d\\d\\d\\d/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d* \\T: *",
        "\\d\\d\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d* [*] \\T: *",
        "\u{1B}[*\\d\\d\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d* [*: *",
        "\\L\\s\\#\\s\\d\\d:\\d\\d:\\d\\d* \\T[\\#]: *",
        "\\d\\d\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d* \\T[\\#]: *",
        "Broadcast message from *", "Message from syslogd@*",
    ])
}
