/// The device itself, who may log in, and how: the makers' command references; which `no` takes what: Ansible's and annet's
/// rules for `cisco`, hier_config's drivers.
extension IOSRules {
    static let system: [LineRule] = .rows(
        .values(
            "hostname NAME",
            "ip domain name [vrf <VRF>] NAME",
            "ip domain-name [vrf <VRF>] NAME",
            "ip domain lookup source-interface INTERFACE",
            "ip domain-lookup source-interface INTERFACE",
            "ip domain timeout #SECONDS",
            "ip domain retry #COUNT",
            "ip domain round-robin",
            "ip host [vrf <VRF>] <NAME> ADDRESSES...",
            "ipv6 host <NAME> ADDRESSES...",
            "enable secret [level <#LEVEL>] SECRET...",
            "enable password [level <#LEVEL>] SECRET...",
            "service timestamps <debug|log> [FORM...]",
            "service config-text FORM...",
            "alias <MODE> <NAME> TEXT...",
            "boot-start-marker",
            "boot-end-marker",
            "boot buffersize #OCTETS",
            "config-register VALUE",
            "file prompt (quiet|noisy|alert)",
            "errdisable recovery interval #SECONDS",
            "errdisable flap-setting cause <CAUSE> max-flaps #COUNT time #SECONDS",
            "exception memory <KIND> VALUE...",
            "exception core-file NAME",
            "exception crashinfo <file|buffersize|maximum> VALUE...",
            "scheduler allocate #INTERRUPT #PROCESS",
            "scheduler interval #MS",
            "scheduler max-task-time #MS",
            "memory free low-watermark <POOL> #KB",
            "memory reserve critical #KB",
            "memory statistics history table #HOURS",
            "buffers <POOL> <KIND> #COUNT",
            "process cpu <threshold|statistics> REST...",
            "default-value <exec-character-bits|special-character-bits> #BITS",
            "terminal-queue entry-retry-interval #SECONDS",
            "prompt TEXT...",
            "menu <NAME> <ITEM> REST...",
            "privilege <MODE> [all] level #LEVEL COMMAND...",
            "call-home contact-email-addr ADDRESS",
            "parser cache",
            "warm-reboot [REST...]"
        ),
        .flags(
            "service password-encryption", "service tcp-keepalives-in", "service tcp-keepalives-out",
            "service sequence-numbers", "service compress-config", "service unsupported-transceiver", "service nagle",
            "service internal", "service linenumber", "service finger", "service tcp-small-servers",
            "service udp-small-servers", "service call-home", "service hide-telnet-addresses", "service exec-wait",
            "service exec-callback", "service decimal-tty", "service alignment logging", "service alignment detection",
            "service disable-ip-fast-frag", "service password-recovery strict", "service pad cmns",
            "service pad from-xot", "service pad to-xot", "service slave-log", "service counters max age",
            "service telnet-zeroidle", "service pt-vty-logging", "service heartbeat", "service prompt config hidden",
            "parser command serializer", "parser config partition", "netconf-yang", "netconf-yang cisco-ia blocking",
            "netconf ssh", "restconf", "ip scp server enable", "ip rcmd rsh-enable", "ip rcmd rcp-enable",
            "exception crashinfo", "errdisable recovery all", "subscriber templating"
        ),
        .ons(
            "service pad", "service dhcp", "service config", "service prompt config", "service password-recovery",
            "ip domain lookup", "ip domain-lookup", "ip finger", "ip bootp server", "ip gratuitous-arps",
            "ip source-route", "ip classless", "ip subnet-zero", "errdisable detect cause all"
        ),
        .lists(
            "ip domain list [vrf <VRF>] <NAME>",
            "ip domain-list [vrf <VRF>] <NAME>",
            "boot system IMAGE...",
            "errdisable recovery cause CAUSE...",
            "errdisable detect cause CAUSE...",
            "ip rcmd REST..."
        ),
        [
            .group("ip name-server"),
            .list("ip name-server [vrf <VRF>] <ADDRESS>"),
            // No line of these asks for anything; they are kept as they are read.
            .list("version VERSION..."), .list("license REST..."), .list("platform REST..."),
            .list("hw-module REST..."), .list("switch <#NUMBER> provision MODEL"), .list("diagnostic REST..."),
            .list("memory-size REST..."), .list("mmi REST..."), .list("virtual-service REST..."),
            .list("licensing REST..."), .list("software REST..."), .list("upgrade REST..."),
            .list("transport-map REST..."),
            .list("iox"), .list("pnp REST..."), .list("environment REST..."), .list("power REST..."),
            .list("network-clock-participate REST..."), .list("network-clock-select REST..."),
            .list("network-clock REST..."), .list("card type REST..."), .list("spd headroom SIZE"),
            .list("voice-card SLOT"), .list("macro REST..."),
        ])

    /// What names a method or a group only stands with it. `login` and `login local` are gone once it is said, and `no` brings
    /// none of them back but `login`: Cisco's "Verify AAA behaviour when login local is configured".
    private static let newModel: LineRule = {
        var rule = LineRule.flag(
            "aaa new-model", rank: 4,
            drops: ["aaa", "line > login authentication", "line > authorization", "line > accounting"])
        rule.supplants = ["line > login"]
        return rule
    }()

    static let access: [LineRule] = .rows(
        [
            newModel,
            .value("aaa authentication login <LIST> METHODS...", uses: groups),
            .value("aaa authentication enable default METHODS...", uses: groups),
            .value(
                "aaa authentication <dot1x|ppp|arap|nasi|eou|sgbp|rejected|suppress> <LIST> METHODS...", uses: groups),
            .value("aaa authorization commands <#LEVEL> <LIST> METHODS...", rank: 82, uses: groups),
            .value("aaa authorization commands all <LIST> METHODS...", rank: 82, uses: groups),
            .value("aaa authorization <WHAT> <LIST> METHODS...", rank: 82, uses: groups),
            .value(
                "aaa accounting commands <#LEVEL> <LIST> [ACTIONS...]", uses: groups, isFolded: true,
                settled: accounting),
            .value(
                "aaa accounting commands all <LIST> [ACTIONS...]", uses: groups, isFolded: true, settled: accounting),
            .value("aaa accounting <WHAT> <LIST> [ACTIONS...]", uses: groups, isFolded: true, settled: accounting),
        ],
        .values(
            "aaa authentication attempts login #COUNT",
            "aaa authentication banner TEXT...",
            "aaa authentication fail-message TEXT...",
            "aaa authentication password-prompt TEXT...",
            "aaa authentication username-prompt TEXT...",
            "aaa authentication policy local VALUE",
            "aaa authentication policy <on-success|on-failure> log",
            "aaa authorization policy local default-role NAME",
            "aaa accounting update VALUE...",
            "aaa accounting redundancy VALUE",
            "aaa accounting gigawords",
            "aaa accounting nested",
            "aaa session-id (common|unique)",
            "aaa local authentication REST...",
            "aaa max-sessions #COUNT",
            "aaa dnis map <DNIS> REST...",
            "aaa nas port extended",
            "aaa memory threshold <KIND> REST...",
            "aaa root secret SECRET...",
            "aaa root nopassword",
            "tacacs-server host <HOST> [vrf <VRF>] [OPTIONS...]",
            "tacacs-server key SECRET...",
            "tacacs-server timeout #SECONDS",
            "tacacs-server retransmit #COUNT",
            "tacacs-server attempts #COUNT",
            "tacacs-server packet maxsize #OCTETS",
            "tacacs-server policy unknown-mandatory-attribute ignore",
            "radius-server host <HOST> [vrf <VRF>] [auth-port <#AUTH>] [acct-port <#ACCT>] [OPTIONS...]",
            "radius-server key SECRET...",
            "radius-server timeout #SECONDS",
            "radius-server retransmit #COUNT",
            "radius-server deadtime #MINUTES",
            "radius-server dead-criteria TEXT...",
            "radius-server attribute <#NUMBER> [VALUE...]",
            "radius-server attribute list <NAME>",
            "radius-server source-ports VALUE...",
            "radius-server load-balance VALUE...",
            "radius-server unique-ident #NUMBER",
            "radius-server challenge-noecho",
            "ip tacacs source-interface INTERFACE [vrf <VRF>]",
            "ip radius source-interface INTERFACE [vrf <VRF>]",
            "login block-for #SECONDS attempts #COUNT within #PERIOD",
            "login quiet-mode access-class LIST",
            "login delay #SECONDS",
            "login timeout #SECONDS",
            "security passwords min-length #COUNT",
            "security authentication failure rate #COUNT [log]",
            "ip ssh version VERSION",
            "ip ssh time-out #SECONDS",
            "ip ssh authentication-retries #COUNT",
            "ip ssh source-interface INTERFACE",
            "ip ssh dh min size #BITS",
            "ip ssh maxstartups #COUNT",
            "ip ssh port #PORT rotary #GROUP",
            "ip ssh rsa keypair-name NAME",
            "ip ssh dscp #VALUE",
            "ip ssh precedence #VALUE",
            "ip ssh logging events",
            "ip ssh break-string TEXT...",
            "ip ssh <client|server> algorithm <KIND> NAMES...",
            "ip telnet source-interface INTERFACE",
            "ip telnet <tos|quiet|hidden> [VALUE]",
            "ip http port #PORT",
            "ip http secure-port #PORT",
            "ip http authentication METHOD...",
            "ip http access-class [(ipv4|ipv6)] LIST",
            "ip http client source-interface INTERFACE",
            "ip http client <cache|connection|password|proxy-server|secure-ciphersuite|secure-trustpoint|username> VALUE...",
            "ip http max-connections #COUNT",
            "ip http timeout-policy VALUE...",
            "ip http path PATH",
            "ip http help-path PATH",
            "ip http secure-trustpoint NAME",
            "ip http secure-ciphersuite NAMES...",
            "ip http secure-client-auth",
            "ip http tls-version VERSION",
            "ip http active-session-modules NAMES...",
            "ip http secure-active-session-modules NAMES...",
            "ip http session-module-list <NAME> MODULES...",
            "ip http session-idle-timeout #SECONDS",
            "ip rcmd source-interface INTERFACE",
            "ip <ftp|tftp> source-interface INTERFACE",
            "ip ftp username NAME",
            "ip ftp password SECRET...",
            "ip ftp passive",
            "ip tftp blocksize #OCTETS"
        ),
        .flags(
            "aaa authorization console", "aaa authorization config-commands", "aaa accounting delay-start",
            "aaa accounting send stop-record authentication failure", "radius-server vsa send",
            "radius-server vsa send accounting", "radius-server vsa send authentication",
            "radius-server accounting system host-config", "radius-server directed-request",
            "tacacs-server directed-request", "tacacs-server administration", "login on-failure log",
            "login on-success log", "login on-failure trap", "login on-success trap", "ip ssh bulk-mode",
            "ip ssh stricthostkeycheck", "ip dhcp-client network-discovery"
        ),
        [
            .on("aaa accounting system guarantee-first"), .on("ip http server"), .on("ip http secure-server"),
            .on("tacacs-server directed-request restricted"),
            .list("radius-server authorization REST..."), .list("radius-server domain-stripping REST..."),
            .list("aaa pod server REST..."), .list("aaa cache REST..."),
        ])

    /// A user's line: what it says of the user, one after the other.
    static let user: [LineRule] = .rows(
        .values(
            "privilege #LEVEL", "role NAME", "secret SECRET...", "password SECRET...", "access-class LIST",
            "autocommand TEXT...", "view NAME", "user-maxlinks #COUNT", "ssh-key KEY...", "sshkey KEY...",
            "algorithm-type NAME", "one-time SECRET...", "common-criteria-policy NAME", "callback-dialstring NUMBER",
            "shell PATH", "login mode VALUE", "online amount #COUNT", "web-auth"),
        .flags("nopassword", "noescape", "nohangup", "one-time"))

    /// The words that begin a part of a user's line, and those that the rest of it belongs to.
    static let userParts = LineGrammar.Inline(
        words: [
            "privilege", "role", "nopassword", "access-class", "noescape", "nohangup", "view", "user-maxlinks",
            "algorithm-type", "common-criteria-policy", "callback-dialstring", "shell", "login", "online", "web-auth",
        ], last: ["secret", "password", "autocommand", "ssh-key", "sshkey", "one-time"])

    private static let groups = ["aaa group server tacacs+ METHODS", "aaa group server radius METHODS"]

    /// `action-type start-stop group A` of the lines under it is `start-stop group A`.
    @Sendable private static func accounting(_ value: String) -> String {
        value.words.filter { $0 != "action-type" }.joined(separator: " ")
    }

    static let server: [LineRule] = .rows(
        [.list("server name <NAME>", uses: ["tacacs server NAME", "radius server NAME"])],
        .values(
            "address <ipv4|ipv6> ADDRESS [OPTIONS...]", "key SECRET...", "timeout #SECONDS", "retransmit #COUNT",
            "port #PORT", "server <ADDRESS> [vrf <VRF>] [OPTIONS...]", "server-private <ADDRESS> [OPTIONS...]",
            "ip vrf forwarding VRF", "vrf forwarding VRF", "ip <tacacs|radius> source-interface INTERFACE",
            "ipv6 <tacacs|radius> source-interface INTERFACE", "deadtime #MINUTES", "load-balance VALUE...",
            "automate-tester VALUE...", "pac key SECRET...", "backoff VALUE...", "non-standard",
            "attribute <#NUMBER> VALUE...", "authorization accept NAME", "accounting VALUE...", "throttle VALUE...",
            "client <ADDRESS> [vrf <VRF>] [server-key SECRET...]", "auth-type VALUE", "server-key SECRET...",
            "domain VALUE...", "ignore (session-key|server-key)", "dtls [VALUE...]", "mac-delimiter VALUE",
            "subscriber VALUE...",
            "username NAME", "cache <expiry|authentication|authorization> VALUE...", "key-wrap VALUE..."),
        .flags("single-connection", "send-nat-address"))
}
