/// The lines of the system: its name, clock, log, time and names, servers for people, files.
///
/// Sources: the rulebook of annet (huawei), Huawei's command references for S, AR, CE and NE, public configs.
enum VRPTables {
    static let system: [LineRule] = [
        .value("sysname NAME", rank: 5),
        .value("clock timezone NAME (add|minus) OFFSET", settled: VRPValue.offset),
        .value("clock daylight-saving-time RULE..."),
        .value("header <login|shell> information TEXT...", undo: .line("undo header <login|shell>"), isReplaced: true),
        .value("header <login|shell> file FILE", undo: .line("undo header <login|shell>")),
        .group("header <login|shell>"),
        .value("language character-set SET"), .value("fan speed SPEED"), .value("system resource REST..."),
        .value("set neid NUMBER"), .flag("as-notation plain"), .flag("ifindex constant"), .value("router id ADDRESS"),
        .on("dcn"), .flag("warranty"), .flag("factory-configuration prohibit"), .flag("voice"), .flag("ops"),
        .flag("remote-unit"), .flag("vm-manager"), .flag("autostart"), .flag("secelog"), .flag("stack"), .flag("http"),
        .flag("soc"), .flag("drop illegal-mac alarm"), .flag("icmp name <NAME> receive"),
        .on("icmp name timestamp-request receive"), .flag("icmp rate-limit enable"), .flag("ddr isolation disable"),
        .value("assign forward RESOURCE..."), .value("assign resource RESOURCE..."),
        .value("forward alarm <KIND> threshold NUMBER"),
        .value("forward alarm <KIND> multi-core threshold NUMBER"), .value("device board <SLOT> board-type TYPE"),
        .value("board add <SLOT> TYPE"), .flag("port mode <MODE> interface <PORT>"), .list("port split <WORDS...>"),
        .value("set cpu-usage threshold NUMBER [restore RESTORE]"), .value("set memory-usage threshold NUMBER"),
        .value("system tcam acl REST..."),
        .value(
            "error-down auto-recovery cause <CAUSE> interval SECONDS",
            undo: .line("undo error-down auto-recovery cause <CAUSE>")),
        .value("cpu-defend-policy NAME", undo: .automatic, uses: ["cpu-defend policy NAME"]),
        .list("cpu-defend-policy <NAME> global", uses: ["cpu-defend policy NAME"]),
        .flag("transceiver non-certified-alarm disable"), .on("smart-upgrade enable"), .flag("energy-saving enable"),
        .value("capwap unknown-unicast cir RATE"), .value("capwap source interface INTERFACE"),
        .flag("undo-user-security-policy enable"), .on("user-security-policy enable"),
    ]

    // MARK: the log

    static let log: [LineRule] = [
        .on("info-center enable"),
        .value("info-center loghost ipv6 <ADDRESS> [vpn-instance <VPN>] [OPTIONS...]", uses: ["ip vpn-instance VPN"]),
        .value("info-center loghost <ADDRESS> [vpn-instance <VPN>] [OPTIONS...]", uses: ["ip vpn-instance VPN"]),
        .value("info-center loghost source INTERFACE"), .value("info-center source <MODULE> channel <CHANNEL> REST..."),
        .list("info-center filter-id bymodule-alias <MODULE> <ALIAS>"), .flag("info-center filter-id <ID>"),
        .value("info-center timestamp <KIND> FORMAT..."), .value("info-center max-logfile-number NUMBER"),
        .value("info-center logfile size NUMBER"), .value("info-center logfile compression KIND"),
        .value("info-center logbuffer size NUMBER"), .value("info-center trapbuffer size NUMBER"),
        .value("info-center <TARGET> channel CHANNEL"), .on("info-center statistic-suppress enable"),
        .value("info-center logfile path PATH"),
    ]

    // MARK: time and names

    /// A server or peer of time, by its address or name and the VPN in which it is.
    private static func clock(_ words: String) -> LineRule {
        .parted(words, undo: .automatic) { text in
            var words = text.words[...]
            var key = words.prefix(["ipv6", "domain"].contains(words.first ?? "") ? 2 : 1)
            words = words.dropFirst(key.count)
            if let place = words.firstIndex(of: "vpn-instance"), place + 1 < words.endIndex {
                key += words[place...place + 1]
                words.removeSubrange(place...place + 1)
            }
            return (key.joined(separator: " "), words.joined(separator: " "))
        }
    }

    static let time: [LineRule] = [
        clock("ntp-service unicast-server"), clock("ntp-service unicast-peer"), clock("ntp unicast-server"),
        clock("ntp unicast-peer"),

        .flag("ntp-service enable"), .on("ntp-service disable"), .flag("ntp-service server disable"),
        .flag("ntp-service ipv6 server disable"), .flag("ntp-service authentication enable"),
        .value("ntp-service authentication-keyid <ID> authentication-mode SECRET..."),
        .list("ntp-service reliable authentication-keyid <ID>"), .value("ntp-service source-interface INTERFACE"),
        .value("ntp-service refclock-master NUMBER..."), .value("ntp-service access <KIND> ACL", uses: ["acl ACL"]),

        .flag("ntp server disable"), .flag("ntp ipv6 server disable"), .flag("ntp authentication enable"),
        .value("ntp authentication-keyid <ID> authentication-mode SECRET..."),
        .list("ntp trusted authentication-keyid <ID>"), .value("ntp source-interface INTERFACE"),
        .value("ntp server source-interface SOURCE..."), .value("ntp ipv6 server source-interface SOURCE..."),
        .flag("dns resolve"), .flag("dns proxy enable"), .list("dns server <ADDRESS>"),
        .list("dns server ipv6 <ADDRESS>"), .list("dns server <ADDRESS> vpn-instance <VPN>"),
        .value("dns server source-ip ADDRESS"), .list("dns domain <NAME>"), .list("ip host <NAME> <ADDRESS>"),
    ]

    // MARK: servers for people

    static let servers: [LineRule] =
        servers("ssh") + servers("telnet") + servers("ftp") + [
            .flag("stelnet server enable"), .flag("stelnet <ipv4|ipv6> server enable"), .flag("sftp server enable"),
            .flag("sftp <ipv4|ipv6> server enable"), .flag("scp server enable"), .flag("scp <ipv4|ipv6> server enable"),
            .flag("snetconf server enable"), .flag("snetconf <ipv4|ipv6> server enable"),
            .flag("ssh <ipv4|ipv6> server enable"), .flag("telnet server disable"), .flag("telnet ipv6 server disable"),
            .value("ssh server key-exchange WORDS...", settled: VRPValue.sorted),
            .value("ssh server cipher WORDS...", settled: VRPValue.sorted),
            .value("ssh server hmac WORDS...", settled: VRPValue.sorted),
            .value("ssh server publickey WORDS...", settled: VRPValue.sorted),
            .value("ssh client key-exchange WORDS...", settled: VRPValue.sorted),
            .value("ssh client cipher WORDS...", settled: VRPValue.sorted),
            .value("ssh client hmac WORDS...", settled: VRPValue.sorted),
            .value("ssh client publickey WORDS...", settled: VRPValue.sorted),
            .value("ssh server dh-exchange min-len BITS"), .value("ssh server rsa-key min-length BITS"),
            .value("ssh server timeout SECONDS"), .value("ssh server authentication-retries NUMBER"),
            .value("ssh server rekey-interval HOURS"), .either("ssh server compatible-ssh1x enable"),
            .flag("ssh client first-time enable"), .value("ssh client peer-key KEY..."),
            .value("ssh client <SERVER> assign <rsa-key|dsa-key|ecc-key> KEY"),
            .value("ssh authorization-type default TYPE"), .on("ssh authentication-type default password"),
            .list("ssh user <USER>", drops: ["ssh user <USER>"]),
            .value("ssh user <USER> authentication-type TYPE", rank: 51),
            .value("ssh user <USER> service-type TYPE...", rank: 51),
            .value("ssh user <USER> sftp-directory PATH", rank: 51),
            .value(
                "ssh user <USER> assign <rsa-key|dsa-key|ecc-key> KEY", rank: 51,
                uses: ["rsa peer-public-key KEY", "ecc peer-public-key KEY", "dsa peer-public-key KEY"]),
            .value("ftp client source SOURCE...", isReplaced: true),
            .value("ftp client-source SOURCE...", isReplaced: true),
            .value("sftp client-source SOURCE..."), .value("ftp acl ACL", uses: ["acl ACL"]),
            .value("http acl ACL", uses: ["acl ACL"]), .flag("http server enable"), .flag("http secure-server enable"),
            .value("http server load FILE"), .value("http server port NUMBER"),
            .value("http secure-server port NUMBER"),
            .value("http secure-server ssl-policy NAME"), .value("http timeout MINUTES"),
            .value("http server-source SOURCE..."), .value("portal local-server load FILE"),
            .value("web-manager enable port NUMBER"), .flag("web-manager http forward enable"),
            .flag("web-manager server-source all-interface"), .on("web-manager captcha enable"),
            .value("web-manager <ipv4|ipv6> server-source SOURCE..."),
            .value("user-interface maximum-vty NUMBER"), .flag("rsa local-key-pair create"),
            .flag("ecc local-key-pair create"),
            .value("rsa peer-public-key <NAME> REST...", rank: 30),
            .value("ecc peer-public-key <NAME> REST...", rank: 30),
            .value("dsa peer-public-key <NAME> REST...", rank: 30),
        ]

    /// What the servers of log-ins have alike. Without a source newer releases take no log-in.
    private static func servers(_ name: String) -> [LineRule] {
        [
            .flag("\(name) server enable"), .flag("\(name) ipv6 server enable"),
            .value("\(name) server port NUMBER"), .value("\(name) server acl ACL", uses: ["acl ACL"]),
            .value("\(name) ipv6 server acl ACL", uses: ["acl ACL"]), .value("\(name) ipv6 server port NUMBER"),
            .flag("\(name) server-source all-interface"), .flag("\(name) ipv6 server-source all-interface"),
            .flag("\(name) server source all-interface"), .flag("\(name) ipv6 server source all-interface"),
            .list("\(name) server-source -i <INTERFACE>"), .list("\(name) ipv6 server-source -a <ADDRESS>"),
            .list("\(name) ipv6 server-source -a <ADDRESS> -vpn-instance <VPN>"),
        ]
    }

    // MARK: files, certificates, NETCONF

    static let files: [LineRule] = [
        .value("set save-configuration delay MINUTES"), .value("set save-configuration interval MINUTES [OPTIONS...]"),
        .value("set save-configuration backup-to-server server ADDRESS REST..."),
        .value("configuration file auto-save [OPTIONS...]"),
        .value("configuration file auto-save backup-to-server server ADDRESS REST..."),
    ]

    static let certificates: LineRuleTable = [
        .value("certificate-check MODE..."), .value("entity NAME"), .value("rsa local-key-pair NAME"),
        .flag("enrollment self-signed"), .value("ca id NAME"),
    ]

    static let sslPolicy: LineRuleTable = [
        .value("pki-domain NAME"), .value("ssl minimum version VERSION"), .list("cipher-suite exclude <KIND> <NAME>"),
        .list("cipher-suite exclude <KIND> mode <NAME>"), .value("diffie-hellman modulus BITS"),
        .value("ecdh group WORDS..."), .value("signature algorithm-list WORDS..."), .value("certificate load REST..."),
        .list("binding cipher-suite-customization <NAME>"), .value("pki-realm NAME"),
    ]

    static let license: LineRuleTable = [.list("active <ITEM...>")]

    static let netconf: LineRuleTable = [
        .value("protocol inbound ssh port NUMBER"), .value("idle-timeout MINUTES [SECONDS]"),
    ]

    static let defence: LineRuleTable = [
        .value("car <PROTOCOL> RATE..."), .value("car packet-type <PROTOCOL> RATE..."),
        .flag("deny packet-type <PROTOCOL>"),
        .value("packet-type <PROTOCOL> rate-limit RATE..."), .value("description TEXT..."),
        .value("blacklist <NUMBER> acl ACL"),
        .flag("auto-defend enable"), .value("auto-defend <WORD> REST..."), .flag("deny <PROTOCOL>"),
        .list("filter packet-type <PROTOCOL...>"), .value("linkup-car packet-type <PROTOCOL> RATE..."),
        .value("application-apperceive <WORD> REST..."),
    ]

    static let slot: LineRuleTable = [
        .value("cpu-defend-policy NAME", uses: ["cpu-defend policy NAME"]), .value("load-balance REST..."),
    ]
}
