/// The lines of the console and of sessions, and blocks of few lines: the makers' command references.
extension IOSRules {
    static let line: [LineRule] = .rows(
        [
            .value("access-class LIST <in|out> [vrf-also]", uses: lists),

            .value("access-class LIST <in|out> vrf VRF", uses: lists),
            .value("ipv6 access-class LIST <in|out>", uses: lists),
            .value("ip access-class LIST <in|out>", uses: lists),
            // One of these holds; `no login` lets everybody in.
            .value("login [(local|tacacs)]", undo: .line("login"), note: "one of `login`, `login local`, `no login`"),
            .value("login authentication LIST", uses: ["aaa authentication login LIST"]), .value("login ctrlc-disable"),
            .value("login block"),
            .value("password SECRET..."), .value("secret SECRET..."), .value("transport input PROTOCOLS..."),
            .value("transport output PROTOCOLS..."),
            .value("transport preferred PROTOCOL"),
            .value(
                "exec-timeout #MINUTES [#SECONDS]", undo: .standard, standard: "10 0",
                settled: { $0.contains(" ") ? $0 : "\($0) 0" }),
            .value("privilege level #LEVEL", standard: "1"), .on("exec"),
        ],
        .values(
            "session-timeout VALUES...", "absolute-timeout #MINUTES", "history size #COUNT", "history", "length #LINES",
            "width #COLUMNS", "stopbits VALUE", "databits VALUE", "parity VALUE", "speed #BAUD", "rxspeed #BAUD",
            "txspeed #BAUD", "escape-character VALUE", "logging synchronous [VALUES...]", "authorization exec LIST",
            "authorization commands <#LEVEL> LIST",
            "authorization <arap|reverse-access> LIST", "accounting exec LIST", "accounting commands <#LEVEL> LIST",
            "accounting <connection|arap> LIST", "rotary #GROUP", "exec-character-bits #BITS", "flowcontrol VALUES...",
            "modem VALUES...", "location TEXT...", "session-limit #COUNT", "logout-warning #SECONDS",
            "autocommand TEXT...", "autohangup", "buffer-length #COUNT",
            "hold-character VALUE", "stop-character VALUE", "start-character VALUE", "activation-character VALUE",
            "disconnect-character VALUE", "terminal-type NAME", "timeout login response #SECONDS",
            "exec prompt timestamp", "exec prompt expand", "media-type VALUE", "usb-inactivity-timeout #MINUTES",
            "notify", "padding VALUES...", "script <WHAT> VALUES...", "callback <WHAT> VALUES...",
            "session-disconnect-warning VALUES...", "domain-lookup", "national", "insecure"),
        .flags("monitor", "international", "full-help", "private"),
        .ons("motd-banner", "exec-banner", "vacant-message", "editing", "ip netmask-format"))

    static let redundancyBlock: [LineRule] = .rows(
        .values(
            "mode VALUES...", "main-cpu", "auto-sync VALUE", "application redundancy", "group <#GROUP>", "name TEXT...",
            "priority VALUES...", "preempt", "control <INTERFACE> [VALUES...]", "data <INTERFACE>",
            "track <OBJECT> [VALUES...]", "timers <WHAT> VALUES...", "policy VALUES...", "protocol VALUES...",
            "bfd VALUES...", "authentication SECRET...", "asymmetric-routing VALUES...", "interdevice",
            "notification-timer #MS", "monitor <WHAT> VALUES..."), .flags("linecard-group"))

    static let bfdTemplate: [LineRule] = .rows(
        .values("interval VALUES...", "authentication VALUES...", "echo", "dampening [VALUES...]"))

    static let controlPlane: [LineRule] = .rows(
        [
            .value("service-policy input NAME", isReplaced: true, uses: ["policy-map NAME"]),
            .value("service-policy output NAME", isReplaced: true, uses: ["policy-map NAME"]),
        ],
        .values(
            "ip access-group LIST <in|out>", "ip access-group LIST vrf <VRF> <in|out>",
            "ipv6 access-group LIST <in|out>", "ipv6 access-group LIST vrf <VRF> <in|out>",
            "management-interface <NAME> allow PROTOCOLS..."))

    static let callHome: [LineRule] = .rows(
        .values(
            "contact-email-addr ADDRESS", "profile <NAME>", "mail-server <HOST> priority #PRIORITY",
            "source-interface NAME", "http-proxy VALUES...", "sender <WHAT> ADDRESS", "phone-number TEXT...",
            "street-address TEXT...", "customer-id TEXT...", "site-id TEXT...", "contract-id TEXT...",
            "alert-group <NAME>", "rate-limit #COUNT", "data-privacy VALUES...", "vrf VRF", "reporting <WHAT>",
            "destination <WHAT> VALUES...", "subscribe-to-alert-group <NAME> [VALUES...]", "active",
            "anonymous-reporting-only"))
}
