/// What Junos says to a command, and to a line of config.
///
/// Sources: Juniper's CLI user guide (commits, locks, `load`) and system log explorer; recordings of sessions in public
/// repositories (netmiko, napalm-junos, scrapligo, oxidized, PyEZ).
enum JunosMessages {
    /// The table.
    static let table = ConsoleMessages(
        logs: logs, (.refusal, refusedThough), (.information, information), (.refusal, refusals))

    /// A log line has the time, the name, and a process; a line of config that looks like one makes the count of lines differ,
    /// and then nothing is believed. Lines in braces or brackets above a prompt say which routing engine and which part of the
    /// config it is.
    private static let logs = [
        "{*}", "{*}[edit*]", "[edit]", "[edit *]", "\\L\\s\\#\\s\\d\\d:\\d\\d:\\d\\d* *[*]: *",
        "\\L\\s\\#\\s\\d\\d:\\d\\d:\\d\\d* * /kernel: *", "\\L\\s\\#\\s\\d\\d\\d\\d\\s\\d\\d:\\d\\d:\\d\\d* *: *",
        "\\L\\s\\#\\s\\d\\d:\\d\\d:\\d\\d*: %*-\\d-*: *", "\\L\\s\\#\\s\\d\\d:\\d\\d:\\d\\d* *: \\T: *",
        "Message from syslogd@*", "Broadcast Message from *", "Broadcast message from *",
        "*(*) at \\d\\d:\\d\\d \\L*", "# commit confirmed will be rolled back in *",
        "\\*\\*\\* System shutdown message from *",
    ]

    private static let refusedThough = [
        "warning: *could not*", "load complete (*error*", "the configuration has been changed but not committed*",
        "the configuration has been modified*",
    ]

    /// What only tells. A warning is no refusal: deleting what is not there warns.
    private static let information = [
        "entering configuration mode*", "exiting configuration mode*", "warning: *", "commit complete*",
        "configuration check succeeds*", "load complete*", "commit confirmed will be automatically rolled back in *",
        "commit confirmed will be rolled back in *", "rollback complete*", "re\\#:", "node\\#:", "fpc\\#:",
        "member\\#:",
        "localre:", "re\\#: *succeeds*", "'*'", "\\T at *", "uncommitted changes will be discarded on exit*",
        "discarding *", "commit in progress*", "waiting for *", "[type ^d at a new line to end input]",
    ]

    /// What refuses.
    private static let refusals = [
        "error:*", "error *", "syntax error*", "unknown command*", "*commit failed*", "invalid *", "missing *",
        "users currently editing *", "configuration check-out failed*", "*is ambiguous*", "permission denied*",
        "load failed*", "*: command not found*", "*: not found*", "* not found.", "could not *", "unable to *",
    ]
}
