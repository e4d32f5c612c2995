/// What IOS, IOS-XE, EOS and RGOS say to a line of config.
///
/// Sources: Cisco's command references and error message guides; recordings of sessions in public repositories (netmiko,
/// ntc-templates, unicon, oxidized, ansible-collections, course notes) for the words of the warnings; Arista's manual for
/// `! ...` remarks and sessions; Ruijie's command reference.
enum IOSMessages {
    /// One table for the dialects: what one of them says means the same wherever else it is said.
    static let table = ConsoleMessages(
        logs: logs, (.refusal, refusedThough), (.information, percent), (.information, plain), (.refusal, refusals))

    /// A line of the log begins with its sequence number, its time and its tag, each of which can be switched off.
    static let logs: [String] = {
        let tag = "%\\T-\\d-\\T:*"
        // Of `*Mar` and `.Mar` the mark says that the clock is not set, or no longer.
        let dates = ["", "\\#: "].flatMap { number in ["", "\\*", "."].map { number + $0 } }
        let stamped = dates.flatMap { start in
            ["\\L\\s\\#\\s\\d\\d:\\d\\d:\\d\\d*: *", "\\L\\s\\#\\s\\d\\d\\d\\d\\s\\d\\d:\\d\\d:\\d\\d*: *"].map {
                start + $0
            }
        }
        // Uptime: `00:00:42:`, `1d02h:`, `1w2d:`, `1y5w:`.
        let uptime = ["", "\\#: "].flatMap { number in
            ["\\d\\d:\\d\\d:\\d\\d*: ", "\\#d\\#h: ", "\\#w\\#d: ", "\\#y\\#w: "].map { number + $0 + "*" + tag }
        }
        let others = [
            tag, "\\#: " + tag, "\\d\\d\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d*%\\T-\\d-\\T:*",
            "\\d\\d\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d*%\\T-\\d-\\T:*",
            "R?/\\#/*:\\L\\s\\#\\s\\d\\d:\\d\\d:\\d\\d*%*",
        ]
        // Said to all sessions: a restart that comes, a rollback that comes, `send`, the words of root.
        let broadcasts = [
            "\\*\\*\\*", "\\*\\*\\* --- SHUTDOWN *", "Rollback Confirmed Change: Rollback will begin in *",
            "Enter \"configure confirm\" if you wish to keep *", "Message from syslogd@*", "Broadcast message from *",
            "Broadcast Message from *",
        ]
        return stamped + uptime + others + broadcasts
    }()

    /// What would pass for a remark by its beginning, and is none.
    private static let refusedThough = [
        "% warning: *not allowed*", "% warning: *not supported*", "% warning: *fail*", "% warning: *reject*",
        "% warning: *cannot*", "warning: *fail*", "warning: *reject*", "% info*not supported*",
    ]

    /// What only tells, of lines that begin with `%`.
    private static let percent = [
        // An interface enters or leaves a VRF, a VRF goes.
        "% interface * disabled and address(es) removed due to *", "% ip* addresses from all interfaces in vrf *",
        "% ip addresses from all interfaces in vrf *",
        // Spanning tree.
        "% warning*", "% portfast *", "% bpdu*enabled*", "% access vlan does not exist. creating vlan *",
        "% voice vlan does not exist. creating vlan *", "% applying vlan changes*", "% vlan * created*",
        // Keys.
        "% generating *", "% the key modulus size *", "% the name for the keys will be: *",
        "% you already have rsa keys *", "% they will be replaced*", "% the key will be*", "% saving*",
        // Routing.
        "% default route without gateway*", "% ospf: reference bandwidth is changed*",
        "% only classful networks will be redistributed*", "% remember to *", "% use *clear* to *",
        "% bgp: *will take effect*",
        // Said instead of silence.
        "% no rollback confirmed change pending", "% no reload is scheduled*", "% applying *", "% info*: *", "% note*",
        "% please reload*", "% * will take effect *", "% * takes effect *", "% * has been configured on *",
        "% interface vlan *",
    ]

    /// What only tells, of other lines.
    private static let plain = [
        "enter configuration commands, one per line*", "enter text message. end with the character *",
        "building configuration*", "compressed configuration from *", "uncompressed configuration from *", "[ok]*",
        "*[ok]", "* bytes copied in *", "copy completed successfully.*", "copy complete*", "write to *",
        "rollback confirmed change: *", "configuration confirmed*", "confirming *", "total number of passes: *",
        "rollback done", "reload scheduled *", "reload reason: *", "reload cancelled*", "reload command*",
        "translating \"*", "host. connecting hubs, *", "host. connecting *", "interface when portfast *",
        "use with caution*", "have effect when the interface is *", "have an effect when the interface is *",
        "when the interface is in *", "effect when the interface is *", "due to the range command*", "warning: *",
        "security warning*", "insecure dynamic warning*", "note: *", "info: *", "please ensure reference bandwidth *",
        "supported password type*", "type 0 passwords will soon be deprecated*", "migrate to a supported *",
        "this may take a *", "please wait*", "the operation may take *", "!*",
    ]

    /// What refuses. A line of `%` that is in no row above does, too: so IOS begins its errors.
    private static let refusals = [
        "% *", "command rejected*", "*command authorization failed*", "*command rejected*", "*invalid input*",
        "must delete secondary*", "*is being used*", "*is in use*", "*already attached*", "*may not be deleted*",
        "*bad secrets*", "*bad passwords*", "access denied*", "permission denied*", "authorization failed*",
        "configuration mode is locked*", "configuration mode locked*", "configuration is locked*",
        "config mode cannot be entered*", "error*", "failed to *", "unable to *", "cannot *", "you cannot *",
        "could not *", "invalid *", "incomplete *", "ambiguous *", "unknown *", "unrecognized *", "insufficient *",
        "not enough *", "aborted*", "removal of *", "bgp is already running*", "* file open failed*",
        "*is linked to a vrf*",
    ]
}
