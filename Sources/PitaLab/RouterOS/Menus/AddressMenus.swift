/// `/ip` but the firewall.
enum AddressMenus {
    static let all: [Menu] = [
        address, route, pool, dhcpServer, dhcpNetwork, dhcpLease, dhcpClient, dns, dnsStatic, discovery, settings,
        cloud,
        trafficFlow,
    ]

    static let address = Menu(
        "ip address", .list,
        [
            Property("address", .addressPrefix).required,
            Property("interface", .reference("interface", or: [])).required,
            Property("network", .address).always, Property("actual-interface", .text).readOnly,
            Property("comment", .text), Property("disabled", .flag, "no"),
        ]
    ).keyed(["address", "interface"], "failure: already have such address")

    static let route = Menu(
        "ip route", .list,
        [
            Property("dst-address", .addressOrPrefix, "0.0.0.0/0").always, Property("gateway", .free),
            Property("blackhole", .mark).since(7, 0),
            Property("distance", .integer(1...255), "1"),
            Property("check-gateway", .choice(["arp", "ping", "none"]), "none"),
            Property("scope", .integer(0...255), "30"), Property("target-scope", .integer(0...255), "10"),
            Property("routing-table", .free, "main").since(7, 0), Property("routing-mark", .free).before(7, 0),
            Property("pref-src", .address), Property("comment", .text), Property("disabled", .flag, "no"),
            Property("active", .flag).readOnly,
        ]
    ).keyed([], "").unsetting("blackhole check-gateway distance gateway pref-src scope target-scope")

    static let pool = Menu(
        "ip pool", .list,
        [
            Property("name", .text).required, Property("ranges", .addressRange).required,
            Property("next-pool", .reference("ip pool", or: ["none"]), "none"), Property("comment", .text),
        ]
    ).notDisabled()

    static let dhcpServer = Menu(
        "ip dhcp-server", .list,
        [
            Property("name", .text).required, Property("interface", .reference("interface", or: [])).required,
            Property("address-pool", .reference("ip pool", or: ["static-only"]), "static-only"),
            Property("lease-time", .time, "30m").before7("10m"), Property("authoritative", .free, "yes"),
            Property("comment", .text), Property("disabled", .flag, "no"),
        ])

    static let dhcpNetwork = Menu(
        "ip dhcp-server network", .list,
        [
            Property("address", .addressOrPrefix).required, Property("gateway", .addresses, ""),
            Property("dns-server", .addresses, ""), Property("netmask", .integer(0...32), "0"),
            Property("domain", .text, ""), Property("comment", .text),
        ]
    ).keyed(["address"], "failure: already have such entry").notDisabled()

    static let dhcpLease = Menu(
        "ip dhcp-server lease", .list,
        [
            Property("address", .address), Property("mac-address", .mac, ""), Property("client-id", .text, ""),
            Property("server", .free, "all"), Property("comment", .text), Property("disabled", .flag, "no"),
        ]
    ).keyed([], "")

    static let dhcpClient = Menu(
        "ip dhcp-client", .list,
        [
            Property("interface", .reference("interface", or: [])).required,
            Property("add-default-route", .choice(["yes", "no", "special-classless"]), "yes"),
            Property("use-peer-dns", .flag, "yes"), Property("use-peer-ntp", .flag, "yes"),
            Property("comment", .text), Property("disabled", .flag, "no").before7("yes"),
        ]
    ).keyed(["interface"], "failure: dhcp-client on that interface already exists")

    static let dns = Menu(
        "ip dns", .single,
        [
            Property("servers", .addresses, ""), Property("allow-remote-requests", .flag, "no"),
            Property("cache-size", .free, "2048KiB"), Property("cache-max-ttl", .time, "1w"),
            Property("max-udp-packet-size", .integer(50...65507), "4096"),
            Property("max-concurrent-queries", .integer(1...65535), "100"),
            Property("max-concurrent-tcp-sessions", .integer(1...65535), "20"),
            Property("query-server-timeout", .time, "2s"), Property("query-total-timeout", .time, "10s"),
            Property("use-doh-server", .text, "").since(6, 47), Property("verify-doh-cert", .flag, "no").since(6, 47),
            Property("doh-timeout", .time, "5s").since(7, 8),
        ])

    static let settings = Menu(
        "ip settings", .single,
        [
            Property("ip-forward", .flag, "yes"), Property("send-redirects", .flag, "yes"),
            Property("accept-redirects", .flag, "no"), Property("secure-redirects", .flag, "yes"),
            Property("accept-source-route", .flag, "no"), Property("allow-fast-path", .flag, "yes"),
            Property("tcp-syncookies", .flag, "no"), Property("rp-filter", .choice(["no", "strict", "loose"]), "no"),
            Property("arp-timeout", .time, "30s"), Property("icmp-rate-limit", .integer(0...4_294_967_295), "10"),
        ])

    static let cloud = Menu(
        "ip cloud", .single,
        [
            Property("ddns-enabled", .choice(["yes", "no"]), "no").before(7, 17),
            Property("ddns-enabled", .choice(["yes", "no", "auto"]), "auto").since(7, 17),
            Property("ddns-update-interval", .free, "none"), Property("update-time", .flag, "yes"),
        ])

    static let trafficFlow = Menu(
        "ip traffic-flow", .single,
        [
            Property("enabled", .flag, "no"), Property("interfaces", .free, "all"),
            Property("cache-entries", .free, "32k"), Property("active-flow-timeout", .time, "30m"),
            Property("inactive-flow-timeout", .time, "15s"),
        ])

    static let dnsStatic = Menu(
        "ip dns static", .ordered,
        [
            Property("name", .text), Property("address", .address), Property("cname", .text), Property("type", .free),
            Property("ttl", .time, "1d"), Property("comment", .text), Property("disabled", .flag, "no"),
        ]
    ).keyed([], "")

    static let discovery = Menu(
        "ip neighbor discovery-settings", .single,
        [
            Property("discover-interface-list", .free, "static"),
            Property("protocol", .choices(["cdp", "lldp", "mndp"]), "cdp,lldp,mndp"),
            Property("mode", .choice(["tx-and-rx", "rx-only", "tx-only"]), "tx-and-rx").since(7, 7),
            Property("lldp-med-net-policy-vlan", .free, "disabled"),
        ])
}
