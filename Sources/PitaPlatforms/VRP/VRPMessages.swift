/// What VRP says to a line of config.
///
/// Sources: Huawei's command references (S, CloudEngine, NE and AR series) for the classes `Error`, `Warning` and `Info` and
/// for the format of the information center's logs; recordings of sessions in public repositories (netmiko, ntc-templates,
/// course notes) for the words.
enum VRPMessages {
    /// The table.
    static let table = ConsoleMessages(
        logs: logs, (.refusal, refusedThough), (.information, information), (.refusal, refusals))

    /// `Dec  1 2026 10:00:00+07:00 HOST %%01IFNET/4/IF_STATE(l)[1]:...` is a log, with `#` before it a trap. The date may lead
    /// its year or follow it, a stamp of uptime may stand in its place, and a device may say the time before every answer.
    private static let logs = [
        "\\L\\s\\#\\s\\d\\d\\d\\d\\s\\d\\d:\\d\\d:\\d\\d*%%\\d\\d*/\\d/*",
        "#\\L\\s\\#\\s\\d\\d\\d\\d\\s\\d\\d:\\d\\d:\\d\\d*", "%\\L\\s\\#\\s\\d\\d\\d\\d\\s\\d\\d:\\d\\d:\\d\\d*/\\d/*",
        "\\L\\s\\#\\s\\d\\d:\\d\\d:\\d\\d*%%\\d\\d*/\\d/*", "#\\L\\s\\#\\s\\d\\d:\\d\\d:\\d\\d*/\\d/*",
        "%\\L\\s\\#\\s\\d\\d:\\d\\d:\\d\\d*/\\d/*",
        "\\d\\d\\d\\d-\\#-\\#\\s\\d\\d:\\d\\d:\\d\\d*%%\\d\\d*/\\d/*",
        "\\d\\d\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d.*",
        "\\d\\d\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d",
        "\\d\\d\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d?\\d\\d:\\d\\d",
        "%%\\d\\d\\T/\\d/*", "\\#?%%\\d\\d\\T/\\d/*", "\\#.\\#*%%\\d\\d\\T/\\d/*",
        "Info: The trial configuration has timed out*", "Info: The system is rebooting*",
        "Info: The max number of VTY users *",
    ]

    /// What its class would pass for a remark, and what was not done.
    private static let refusedThough = [
        "info: *busy*", "info: *fail*", "warning: *fail*", "info: *cannot *", "warning: *cannot be *",
        "info: *not supported*",
        "warning: *not supported*", "warning: *rejected*", "info: *rejected*", "warning: *not allowed*",
        "info: *please retry*", "*unsuccessful*",
    ]

    /// What only tells.
    private static let information = [
        "enter system view, return user view with *", "info: *", "info[*", "warning: *", "warning[*", "now saving *",
        "*successfully*", "it will take *", "please wait*", "this operation may take *", "this will take *",
        "the current configuration will be written to *", "are you sure *", "note: *", "slot \\#: *", "slot \\#:",
        "the current configuration *", "save the configuration *", "committed*", "commit succeeded*", "*...done*",
        "done.",
        "enter trial*", "the system will revert to *", "the configuration *takes effect*", "*take effect *", "#",
    ]

    /// What refuses.
    private static let refusals = [
        "error:*", "error[*", "error(*", "failed to *", "commit failed*", "% *", "unrecognized command*",
        "incomplete command*",
        "wrong parameter*", "too many parameters*", "ambiguous command*", "*configuration is locked*", "unknown *",
        "the configuration is being *", "no permission*", "you do not have *",
    ]
}
