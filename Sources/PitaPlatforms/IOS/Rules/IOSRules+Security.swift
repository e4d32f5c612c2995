import PitaNetwork

/// Access lists, NAT, DHCP, zones and keys: the makers' command references; numbers of entries: recordings of test suites.
extension IOSRules {
    /// Entries of a list: each has a number, by which it is taken back, or by its whole text.
    ///
    /// - Parameter head: what stands before the numbers.
    static func entries(head: String = "", settled: @escaping @Sendable (String) -> String) -> [LineRule] {
        var entry = LineRule(
            "\(head)<#NUMBER> ENTRY...", .value, isReplaced: true,
            uses: ["object-group network ENTRY", "object-group service ENTRY", "time-range ENTRY"], settled: settled)
        entry.isTakenByValue = true
        return [
            entry, .flag("counters per-entry"), .flag("statistics per-entry"),
            .flag("fragment-rules"),
        ]
    }

    static let lists2: [LineRule] = .rows(
        [
            // Read as entries of the list; taken back with an entry, the device would take the whole list away.
            .list("access-list <NUMBER> <permit|deny|remark|dynamic> REST...", undo: .never),
            .flag("access-list compiled"), .value("access-list dynamic-extended"),
            .list("ipv6 access-list standard <LIST> <permit|deny> REST..."), .value("time-range"),
        ],
        .values(
            "ip access-list persistent", "ip access-list match-local-traffic", "ip access-list helper egress check",
            "dialer-list <#LIST> protocol <PROTOCOL> VALUES...", "priority-list <#LIST> <WHAT> REST...",
            "queue-list <#LIST> <WHAT> REST..."))

    static let objectGroup: [LineRule] = .rows(
        .values("description TEXT..."),
        .lists(
            "host <ADDRESS>", "group-object <NAME>", "network-object REST...", "range <FROM> <TO>", "<PREFIX>",
            "<NETWORK> <MASK>", "<PROTOCOL> <WHAT> REST...", "<eq|lt|gt|neq> <PORT>"))

    static let timeRange: [LineRule] = .rows(.lists("periodic DAYS..."), .values("absolute VALUES..."))

    /// A translation of one address or port. The device has one for each that the others see.
    private static func translation(_ side: String) -> LineRule {
        var rule = LineRule.list("ip nat \(side) source static REST...", rank: 56)
        rule.held = { _, words in
            guard var place = words.first else { return nil }
            var kind = ""
            var rest = words[...]
            if ["tcp", "udp", "network"].contains(place) {
                kind = String(place)
                rest = rest.dropFirst()
                place = rest.first ?? ""
            }
            let isPort = kind == "tcp" || kind == "udp"
            // Translations by route map stand side by side, and so do those of VRFs.
            guard Address(String(place)) != nil, !words.contains("route-map"), !words.contains("vrf") else {
                return nil
            }
            let global = rest.dropFirst(isPort ? 2 : 1)
            let isInterface = global.first == "interface"
            let count = (isInterface ? 2 : 1) + (isPort || kind == "network" ? 1 : 0)
            guard global.count >= count, isPort || !isInterface else { return nil }
            return ([Substring(kind)] + global.prefix(count)).joined(separator: " ")
        }
        return rule
    }

    /// A rule of dynamic translations is not changed in its place while it is in use.
    static let nat: [LineRule] = .rows(
        [
            .value("ip nat pool <POOL> RANGE...", rank: 52), .value("ip nat pool <POOL>"),
            .value(
                "ip nat inside source list <LIST> [VALUES...]", undo: .whole, isReplaced: true, rank: 56,
                uses: ["ip nat pool VALUES", "ip access-list standard LIST", "ip access-list extended LIST"]),
            .value(
                "ip nat inside source route-map <MAP> [VALUES...]", undo: .whole, isReplaced: true, rank: 56,
                uses: ["ip nat pool VALUES", "route-map MAP"]),
            translation("inside"), translation("outside"),
            .value(
                "ip nat outside source <list|route-map> <LIST> [VALUES...]", undo: .whole, isReplaced: true, rank: 56,
                uses: ["ip nat pool VALUES"]),
            .value(
                "ip nat inside destination list <LIST> [VALUES...]", undo: .whole, isReplaced: true, rank: 56,
                uses: ["ip nat pool VALUES"]),
            .list("ip nat source REST...", rank: 56), .value("ip nat translation <\(timeouts)> VALUES..."),
            .value("ip nat translation max-entries VALUES..."), .value("ip nat translation timeout VALUE"),
            .value("ip nat log translations <WHAT> [VALUES...]"), .flag("ip nat settings central-policy"),
            .value("ip nat settings <WHAT> [VALUES...]"), .value("ip nat create flow-entries"),
            .list("ip nat service REST..."),
            .list("ip nat route REST..."), .value("ip nat synchronization"), .value("nat64 <WHAT> VALUES..."),
            .value("nat66 <WHAT> VALUES..."),
        ])

    private static let timeouts =
        "udp-timeout|tcp-timeout|icmp-timeout|dns-timeout|finrst-timeout|syn-timeout|port-timeout|pptp-timeout|routemap-entry-timeout|arp-ping-timeout"

    static let dhcp: [LineRule] = .rows(
        [
            .list("ip dhcp excluded-address [vrf <VRF>] <FROM> [<TO>]", rank: 38),
            .flag("ip dhcp relay information option"), .flag("ip dhcp relay information <trust-all|check>"),
            .on("ip dhcp conflict logging"), .value("ip dhcp relay information <policy|option> VALUES..."),
            .value("ip dhcp ping <packets|timeout> #VALUE"), .value("ip dhcp database URL [VALUES...]"),
            .either("ip dhcp use <class|vrf> [<WHAT>]"), .value("ip dhcp server VALUES..."),
            .flag("ip dhcp bootp ignore"), .flag("ip dhcp smart-relay"), .flag("ip dhcp smart-relay global"),
            .value("ip dhcp binding cleanup interval #SECONDS"), .value("ip dhcp compatibility VALUES..."),
            .value("ip dhcp limit <WHAT> VALUES..."), .value("ip dhcp update dns [VALUES...]"),
            .flag("ip dhcp relay always-on"),
            .list("ip forward-protocol <WHAT> [<PORT>]"), .list("ip helper-address REST..."),
        ])

    static let dhcpPool: [LineRule] = .rows(
        .values(
            "network NETWORK [MASK]", "network <NETWORK> MASK secondary", "host ADDRESS [MASK]", "domain-name NAME",
            "lease VALUES...", "default-router ADDRESSES...", "dns-server ADDRESSES...", "option <#NUMBER> VALUES...",
            "bootfile NAME",
            "next-server ADDRESSES...", "hardware-address MAC [TYPE]", "client-identifier ID", "client-name NAME",
            "netbios-name-server ADDRESSES...", "netbios-node-type KIND", "vrf VRF", "import all",
            "utilization mark <high|low> VALUES...",
            "class <NAME>", "address ADDRESS (client-id|hardware-address) VALUES...",
            "address <prefix> PREFIX [VALUES...]",
            "update dns [VALUES...]", "update arp", "relay source ADDRESS MASK", "relay destination VALUES...",
            "origin VALUES...", "subnet prefix-length VALUES...", "user-name NAME", "remember", "accounting NAME",
            "prefix-delegation VALUES...", "link-address PREFIX", "sip-server ADDRESS", "information refresh VALUES...",
            "excluded-address VALUES..."))

    /// Of IPv6, where servers and domains are added line by line.
    static let dhcpPool6: [LineRule] = .rows(
        .lists("dns-server <ADDRESS>", "domain-name <NAME>", "sntp address <ADDRESS>", "nis address <ADDRESS>"),
        dhcpPool.filter { !["dns-server", "domain-name"].contains($0.form.head.first) })

    static let firewall: [LineRule] = .rows(
        [
            .list("ip inspect name <NAME> <PROTOCOL> [REST...]"),
            .value("ip inspect <tcp|udp|dns-timeout|max-incomplete|one-minute|hashtable-size> VALUES..."),
            .value("ip inspect <tcp|udp> <WHAT> VALUES..."), .value("ip inspect max-incomplete <low|high> #COUNT"),
            .value("ip inspect one-minute <low|high> #COUNT"),
            .flag("ip inspect <alert-off|audit-trail>"), .list("ip ips name <NAME> [list <LIST>]"),
            .value("ip ips <WHAT> VALUES..."), .list("ip urlfilter REST..."), .list("ip admission REST..."),
            .list("ip auth-proxy REST..."),
            .value("ip reflexive-list timeout #SECONDS"), .value("ip tcp intercept <WHAT> VALUES..."),
            .value("ip wccp version #VERSION"), .value("ip wccp <SERVICE> [VALUES...]"),
        ])

    static let zonePair: [LineRule] = .rows(
        [
            .value("description TEXT..."),
            .value("service-policy type inspect NAME", uses: ["policy-map type inspect NAME"]),
            .value("protection parameter-map NAME"), .value("vpn zone NAME"),
        ])

    static let crypto: [LineRule] = .rows(
        [
            .value("crypto isakmp key <KEY> <address|hostname> <PEER> [VALUES...]", undo: .whole),
            .flag("crypto isakmp enable"), .flag("crypto isakmp aggressive-mode disable"),
            .value("crypto isakmp keepalive VALUES..."), .value("crypto isakmp nat keepalive #SECONDS"),
            .value("crypto isakmp identity VALUE"), .value("crypto isakmp invalid-spi-recovery"),
            .value("crypto isakmp client configuration address-pool local NAME"),
            .on("crypto <isakmp|ikev2> diagnose error"), .value("crypto ipsec security-association <WHAT> VALUES..."),
            .value("crypto ipsec security-association idle-time #SECONDS"), .value("crypto ipsec df-bit VALUE"),
            .value("crypto ipsec fragmentation VALUE"), .flag("crypto ipsec nat-transparency udp-encapsulation"),
            .value("crypto ikev2 <dpd|nat|window|limit|cookie-challenge|fragmentation|certificate-cache> VALUES..."),
            .value("crypto key <export|import|pubkey-chain> rsa VALUES..."),
            .value("crypto map <MAP> <client|isakmp|local-address|redundancy> VALUES..."),
            .value("crypto map <MAP> local-address INTERFACE"), .value("crypto ca <WHAT> VALUES..."),
            .value("crypto pki <WHAT> VALUES..."), .value("crypto logging <WHAT> [VALUES...]"),
            .value("crypto provisioning VALUES..."), .value("crypto vpn VALUES..."),
            .value("crypto engine <WHAT> [VALUES...]"), .value("crypto mib <WHAT> VALUES..."),
            .value("crypto call admission limit VALUES..."), .value("crypto ssl <WHAT> [NAME]"),
            .value("crypto key generate REST..."),
        ])

    /// Blocks of VPNs: policies, profiles, maps, keyrings, trust points.
    static let cryptoBlock: [LineRule] = .rows(
        [
            .list("match address <LIST>", uses: lists), .list("match <identity|certificate|fvrf|address> REST..."),
            .list("set peer <PEER> [REST...]"),
            .list("keyring [<local>] <NAME>", uses: ["crypto keyring NAME", "crypto ikev2 keyring NAME"]),
            .value("pre-shared-key <address|hostname> <PEER> [<MASK>] key SECRET..."),
            .value("pre-shared-key SECRET..."), .list("proposal <NAME>"),
            .list("rsa-pubkey REST..."),
            .value("set transform-set NAMES...", uses: ["crypto ipsec transform-set NAMES"]),
            .value("set ikev2-profile NAME", uses: ["crypto ikev2 profile NAME"]),
            .value("set isakmp-profile NAME", uses: ["crypto isakmp profile NAME"]),
            .value(
                "set <pfs|security-association|session-key|nat|reverse-route|identity|security-policy|ip|mixed-mode|peer-mode> [VALUES...]"
            ), .value("set security-association <lifetime|level|idle-time|replay|dummy> VALUES..."),
            .value("set security-association lifetime <seconds|kilobytes|days> VALUE"),
        ],
        .values(
            "authentication VALUES...", "authentication <local|remote> VALUES...", "encryption VALUES...",
            "encr VALUES...", "hash VALUE", "group VALUES...", "integrity VALUES...", "prf VALUES...",
            "lifetime VALUES...", "mode VALUES...", "description TEXT...", "vrf VRF", "ivrf VRF",
            "local-address VALUES...", "self-identity VALUES...", "keepalive VALUES...", "client <WHAT> VALUES...",
            "initiate mode VALUE", "isakmp authorization list NAME", "aaa authorization <WHAT> VALUES...",
            "identity <local|remote> VALUES...", "dpd VALUES...", "nat keepalive #SECONDS", "virtual-template #NUMBER",
            "peer <NAME>",
            "address VALUES...", "hostname NAME", "reverse-route [VALUES...]", "qos pre-classify",
            "ip access-list VALUES...", "enrollment VALUES...",
            "enrollment <mode|retry|url|terminal|selfsigned|profile> [VALUES...]", "subject-name TEXT...",
            "subject-alt-name TEXT...", "revocation-check VALUES...", "rsakeypair VALUES...", "eckeypair VALUES...",
            "serial-number [VALUE]", "fqdn VALUE", "ip-address VALUE",
            "usage VALUES...", "auto-enroll VALUES...", "source interface NAME", "chain-validation [VALUES...]",
            "fingerprint VALUE", "password SECRET...", "on VALUE", "storage VALUE", "hash-algorithm VALUE",
            "issuer-name TEXT...", "database VALUES...", "grant VALUES...", "crl VALUES...", "cdp-url URL",
            "named-key <NAME> [KIND]", "addressed-key <ADDRESS> [KIND]", "key-string",
            "accounting VALUES...", "domain VALUE", "dns ADDRESSES...", "wins ADDRESSES...", "pool NAME", "acl NAME",
            "key SECRET...", "netmask MASK", "save-password", "include-local-lan", "max-logins #COUNT",
            "max-users #COUNT", "banner TEXT...", "default [VALUES...]", "responder-only", "dialer <WHAT> [VALUES...]",
            "ca trust-point NAME", "config-exchange <WHAT> [VALUES...]", "redundancy [VALUES...]", "connect VALUE",
            "peer ADDRESS [VALUES...]", "client", "match vrf VRF"),
        .flags("shutdown", "fail-close"))

    static let keyChain: [LineRule] = .rows(
        .values(
            "key-string SECRET...", "accept-lifetime TIMES...", "send-lifetime TIMES...",
            "cryptographic-algorithm NAME", "lifetime VALUES...", "send-id #ID", "recv-id #ID", "accept-ao-mismatch",
            "include-tcp-options"))

    static let macList: [LineRule] = .rows(
        .lists("permit ENTRY...", "deny ENTRY..."), .values("<#NUMBER> ENTRY...", "remark TEXT..."),
        .flags("counters per-entry"))
}
