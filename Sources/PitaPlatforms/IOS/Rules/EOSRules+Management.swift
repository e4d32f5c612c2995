/// How an Arista switch is managed, and its pair: Arista's manual of EOS 4.2x to 4.3x, block by block.
extension EOSRules {
    /// Access lists of a service, for a VRF or for all.
    private static let guards: [LineRule] = [
        .value("ip access-group LIST [vrf <VRF>] <in|out>", uses: IOSRules.lists),
        .value("ipv6 access-group LIST [vrf <VRF>] <in|out>", uses: IOSRules.lists),
    ]

    private static let http: [LineRule] = .rows(
        .eithers(
            "shutdown", "protocol http", "protocol https", "protocol http localhost", "protocol unix-socket",
            "default-services"),
        .values(
            "protocol <http|https> port #PORT", "protocol http localhost port #PORT",
            "protocol https ssl profile NAME", "protocol https <cipher|key-exchange|mac> NAMES...",
            "ip access-group LIST", "ipv6 access-group LIST", "cors allowed-origin NAME", "qos dscp #VALUE",
            "log-level VALUE", "session timeout #MINUTES"),
        .flags("protocol https certificate", "protocol http cors", "protocol https cors"), guards)

    private static let ssh: [LineRule] = .rows(
        .eithers("shutdown"),
        .values(
            "idle-timeout #MINUTES", "login timeout #SECONDS", "server-port #PORT", "connection limit #COUNT",
            "connection per-host #COUNT", "qos dscp #VALUE", "log-level VALUE",
            "authentication mode (keyboard-interactive|password|public-key)", "authentication protocol NAMES...",
            "authentication empty-passwords (auto|deny|permit)", "cipher NAMES...", "key-exchange NAMES...",
            "mac NAMES...", "hostkey server NAMES...", "client-alive <interval|count-max> #VALUE",
            "rekey frequency VALUES...", "user certificate authentication VALUES..."),
        .flags("fips restrictions", "hostkey client strict-checking"), .lists("known-hosts REST..."), guards)

    private static let telnet: [LineRule] = .rows(
        .eithers("shutdown"),
        .values("idle-timeout #MINUTES", "session-limit #COUNT", "session-limit per-host #COUNT", "qos dscp #VALUE"),
        guards)

    private static let security: [LineRule] = .rows(
        .values(
            "password minimum length #COUNT", "password encryption reversible ALGORITHM", "ssl profile <NAME>",
            "password policy <NAME>", "entropy source VALUES...", "signature-verification extension VALUES...",
            "session shared-secret profile <NAME>", "secret hash ALGORITHM"),
        .flags("password encryption-key common"))

    private static let mlag: [LineRule] = .rows(
        .eithers("shutdown"),
        .values(
            "domain-id NAME", "local-interface NAME", "peer-address ADDRESS",
            "peer-address heartbeat ADDRESS [vrf VRF]", "peer-link NAME", "primary-priority #VALUE",
            "heartbeat-interval #MS", "heartbeat-timeout #MS", "reload-delay TIME", "reload-delay <mlag|non-mlag> TIME",
            "reload-delay mode VALUES...", "dual-primary detection delay #SECONDS [action VALUES...]",
            "dual-primary recovery delay mlag #SECONDS non-mlag #OTHER"),
        .flags("lacp standby", "interface errdisable recovery"))

    private static let daemon: [LineRule] = .rows(
        .eithers("shutdown"), .values("exec PATH...", "option <NAME> value TEXT...", "heartbeat #SECONDS"))

    private static let event: [LineRule] = .rows(
        .values(
            "trigger EVENT...", "action bash TEXT...", "action increment NAME...", "action log [TEXT...]",
            "delay #SECONDS", "timeout #SECONDS", "threshold #SECONDS count #EVENTS",
            "repeat interval #SECONDS"),
        .flags("asynchronous"))

    private static let bfd: [LineRule] = .rows(
        .eithers("shutdown"),
        .values(
            "interval #MS min-rx #MIN multiplier #COUNT [default]",
            "multihop interval #MS min-rx #MIN multiplier #COUNT",
            "slow-timer #MS", "session stats snapshot interval #SECONDS", "local-address ADDRESS"))

    private static let console: [LineRule] = [.value("idle-timeout #MINUTES")]

    /// The tables of blocks whose lines are known one by one.
    static let exact: [String: [LineRule]] = [
        "management api http-commands": http, "management ssh": ssh, "management telnet": telnet,
        "management console": console, "management security": security, "mlag configuration": mlag, "daemon": daemon,
        "event-handler": event, "router bfd": bfd,
    ]
}
