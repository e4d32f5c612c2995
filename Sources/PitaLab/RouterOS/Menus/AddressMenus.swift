/// `/ip` but the firewall.
enum AddressMenus {
    static let all: [Menu] = [address, route, pool, dhcpServer, dhcpNetwork, dhcpClient, dns, dnsStatic, discovery]

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
            Property("dst-address", .addressOrPrefix, "0.0.0.0/0").always, Property("gateway", .free).required,
            Property("distance", .integer(1...255), "1"),
            Property("check-gateway", .choice(["arp", "ping", "none"]), "none"),
            Property("scope", .integer(0...255), "30"), Property("target-scope", .integer(0...255), "10"),
            Property("routing-table", .free, "main").since(7, 0), Property("routing-mark", .free).before(7, 0),
            Property("pref-src", .address), Property("comment", .text), Property("disabled", .flag, "no"),
            Property("active", .flag).readOnly,
        ]
    ).keyed([], "")

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
        ])

    static let dnsStatic = Menu(
        "ip dns static", .ordered,
        [
            Property("name", .text), Property("address", .address), Property("cname", .text), Property("type", .free),
            Property("ttl", .time, "1d"), Property("comment", .text), Property("disabled", .flag, "no"),
        ]
    ).keyed([], "")

    static let discovery = Menu(
        "ip neighbor discovery-settings", .single, [Property("discover-interface-list", .free, "static")])
}
