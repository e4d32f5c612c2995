/// `/system`, and the commands that are no settings.
enum SystemMenus {
    static let all: [Menu] = [
        identity, clock, note, ntp, ntpServers, ntpServer, scheduler, script, logging, action, watchdog,
        bandwidthServer,
        romon,
    ]

    static let identity = Menu("system identity", .single, [Property("name", .text, "MikroTik")])

    static let clock = Menu(
        "system clock", .single,
        [
            Property("time-zone-autodetect", .flag, "yes"), Property("time-zone-name", .free, "manual"),
            Property("date", .text).readOnly, Property("time", .text).readOnly,
        ])

    static let note = Menu(
        "system note", .single,
        [
            Property("show-at-login", .flag, "yes"), Property("note", .text, ""),
            Property("show-at-cli-login", .flag, "no").since(7, 14),
        ])

    static let ntp = Menu(
        "system ntp client", .single,
        [
            Property("enabled", .flag, "no"), Property("primary-ntp", .address, "0.0.0.0").before(7, 0),
            Property("secondary-ntp", .address, "0.0.0.0").before(7, 0), Property("mode", .free, "unicast").since(7, 0),
            Property("servers", .free, "").since(7, 0), Property("vrf", .free, "main").since(7, 1),
        ])

    static let ntpServers = Menu(
        "system ntp client servers", .list,
        [
            Property("address", .free).required, Property("min-poll", .integer(3...17), "6"),
            Property("max-poll", .integer(3...17), "10"), Property("iburst", .flag, "yes"),
            Property("auth-key", .free, "none"), Property("comment", .text), Property("disabled", .flag, "no"),
        ]
    ).keyed(["address"], "failure: already have such entry")

    static let ntpServer = Menu(
        "system ntp server", .single,
        [
            Property("enabled", .flag, "no"), Property("broadcast", .flag, "no"), Property("multicast", .flag, "no"),
            Property("manycast", .flag, "no"), Property("broadcast-addresses", .addresses, ""),
            Property("use-local-clock", .flag, "no").since(7, 0),
        ])

    static let watchdog = Menu(
        "system watchdog", .single,
        [
            Property("watchdog-timer", .flag, "yes"), Property("watch-address", .free, "none"),
            Property("ping-start-after-boot", .time, "5m"), Property("ping-timeout", .time, "1m"),
            Property("automatic-supout", .flag, "yes"), Property("auto-send-supout", .flag, "no"),
        ])

    static let bandwidthServer = Menu(
        "tool bandwidth-server", .single,
        [
            Property("enabled", .flag, "yes"), Property("authenticate", .flag, "yes"),
            Property("allocate-udp-ports-from", .integer(1000...64000), "2000"),
            Property("max-sessions", .integer(1...1000), "100"),
        ])

    static let romon = Menu(
        "tool romon", .single,
        [
            Property("enabled", .flag, "no"), Property("id", .mac, "00:00:00:00:00:00"),
            Property("secrets", .text, "").secret,
        ])

    static let scheduler = Menu(
        "system scheduler", .list,
        [
            Property("name", .text).required, Property("start-date", .free).always,
            Property("start-time", .clock).always,
            Property("interval", .time, "0s"), Property("on-event", .script, ""), Property("policy", .policies).always,
            Property("comment", .text), Property("disabled", .flag, "no"), Property("run-count", .text).readOnly,
            Property("next-run", .text).readOnly, Property("owner", .text).readOnly,
        ])

    static let script = Menu(
        "system script", .list,
        [
            Property("name", .text).required, Property("source", .script, "").always,
            Property("policy", .policies).always,
            Property("dont-require-permissions", .flag, "no").always, Property("owner", .text).readOnly,
            Property("comment", .text), Property("run-count", .text).readOnly,
        ]
    ).notDisabled()

    static let action = Menu(
        "system logging action", .list,
        [
            Property("name", .text).required,
            Property("target", .choice(["disk", "echo", "email", "memory", "remote"])).required,
            Property("remote", .address), Property("remote-port", .integer(1...65535), "514"),
            Property("comment", .text),
        ]
    ).notDisabled()

    static let logging = Menu(
        "system logging", .list,
        [
            Property("topics", .free, "info"), Property("action", .free, "memory"), Property("prefix", .text, ""),
            Property("disabled", .flag, "no"),
        ]
    ).keyed([], "")

    /// Verbs of paths that keep no settings of their own.
    static let verbs: [String: Set<String>] = [
        "": ["import", "export", "ping", "quit", "put", "undo", "redo", "beep", "delay"],
        "interface": ["print", "set", "find", "get", "enable", "disable", "comment"],
        "file": ["print", "remove", "find", "get", "set", "add"], "log": ["print", "find", "info", "warning", "error"],
        "system": ["reboot", "shutdown"], "system resource": ["print", "get"], "system routerboard": ["print", "get"],
        "system package": ["print", "find", "get"], "system device-mode": ["print", "get"],
        "system license": ["print", "get"], "system backup": ["save", "load"], "system history": ["print"],
        "system script": ["run"], "system script job": ["print"], "user ssh-keys": ["print", "import"],
        "user active": ["print"],
        "tool": [], "ip neighbor": ["print"], "ip arp": ["print"],
    ]

    /// In this order the console lists the rights of a script; v6 has `dude` and `tikapp` beside them.
    static let policies = [
        "ftp", "reboot", "read", "write", "policy", "test", "winbox", "password", "web", "sniff", "sensitive", "api",
        "romon", "rest-api", "local", "telnet", "ssh", "dude", "tikapp",
    ]

    /// What a script made by a full user may do.
    static let fullPolicy = "ftp,reboot,read,write,policy,test,password,sniff,sensitive,romon"
}
