/// `/interface` and what lies under it.
enum InterfaceMenus {
    static let arp: Property.Kind = .choice(["enabled", "disabled", "proxy-arp", "reply-only", "local-proxy-arp"])
    static let named = "failure: already have interface with such name"
    static let admission: Property.Kind = .choice([
        "admit-all", "admit-only-untagged-and-priority-tagged", "admit-only-vlan-tagged",
    ])

    static let all: [Menu] = [ethernet, vlan, bridge, port, bridgeVLAN, bridgeSettings, bonding, list, member]

    static let common: [Property] = [
        Property("name", .text).required, Property("mtu", .integer(68...65535), "1500"),
        Property("arp", arp, "enabled"),
        Property("arp-timeout", .free, "auto"), Property("comment", .text), Property("disabled", .flag, "no"),
        Property("loop-protect", .choice(["default", "on", "off"]), "default"),
        Property("loop-protect-disable-time", .time, "5m"), Property("loop-protect-send-interval", .time, "5s"),
    ]

    static let ethernet = Menu(
        "interface ethernet", .fixed,
        common + [
            Property("default-name", .text).readOnly, Property("mac-address", .free).readOnly,
            Property("l2mtu", .integer(0...65535)),
            Property("auto-negotiation", .flag, "yes"), Property("advertise", .free),
            Property("speed", .choice(["10M-baseT-half", "100M-baseT-full", "1G-baseT-full", "10G-baseSR-LR"])),
            Property("rx-flow-control", .choice(["on", "off", "auto"]), "off"),
            Property("tx-flow-control", .choice(["on", "off", "auto"]), "off"),
            Property("bandwidth", .free, "unlimited/unlimited"), Property("running", .flag).readOnly,
        ]
    ).sharing("interface", named).selected(by: "default-name")

    static let vlan = Menu(
        "interface vlan", .list,
        common + [
            Property("interface", .reference("interface", or: [])).required,
            Property("vlan-id", .integer(1...4094)).required,
            Property("use-service-tag", .flag, "no"), Property("mvrp", .flag, "no").since(7, 15),
            Property("running", .flag).readOnly,
        ]
    ).sharing("interface", named)

    static let bridge = Menu(
        "interface bridge", .list,
        [
            Property("name", .text).required, Property("mtu", .free, "auto"), Property("arp", arp, "enabled"),
            Property("arp-timeout", .free, "auto"), Property("comment", .text), Property("disabled", .flag, "no"),
            Property("vlan-filtering", .flag, "no"), Property("pvid", .integer(1...4094), "1"),
            Property("frame-types", admission, "admit-all"),
            Property("ingress-filtering", .flag, "yes").before7("no"),
            Property("ether-type", .choice(["0x8100", "0x88a8", "0x9100"]), "0x8100"),
            Property("protocol-mode", .choice(["none", "rstp", "stp", "mstp"]), "rstp"),
            Property("priority", .free, "0x8000"), Property("auto-mac", .flag, "yes"), Property("admin-mac", .free),
            Property("fast-forward", .flag, "yes"), Property("igmp-snooping", .flag, "no"),
            Property("dhcp-snooping", .flag, "no"), Property("ageing-time", .time, "5m"),
            Property("forward-delay", .time, "15s"), Property("max-message-age", .time, "20s"),
            Property("transmit-hold-count", .integer(1...10), "6"), Property("mvrp", .flag, "no").since(7, 15),
            Property("port-cost-mode", .choice(["long", "short"]), "long").since(7, 13),
            Property("running", .flag).readOnly,
        ]
    ).sharing("interface", named)

    static let port = Menu(
        "interface bridge port", .ordered,
        [
            Property("bridge", .reference("interface", or: [])).required,
            Property("interface", .reference("interface", or: [])).required,
            Property("pvid", .integer(1...4094), "1"), Property("frame-types", admission, "admit-all"),
            Property("ingress-filtering", .flag, "yes").before7("no"), Property("hw", .flag, "yes"),
            Property("horizon", .free, "none"), Property("edge", .free, "auto"),
            Property("point-to-point", .free, "auto"), Property("learn", .free, "auto"),
            Property("priority", .free, "0x80"), Property("path-cost", .integer(1...200_000_000)),
            Property("internal-path-cost", .integer(1...200_000_000)), Property("tag-stacking", .flag, "no"),
            Property("bpdu-guard", .flag, "no"), Property("trusted", .flag, "no"),
            Property("comment", .text), Property("disabled", .flag, "no"),
        ]
    ).keyed(["interface"], "failure: device already added as bridge port").unsetting("path-cost internal-path-cost")

    static let bridgeVLAN = Menu(
        "interface bridge vlan", .list,
        [
            Property("bridge", .reference("interface", or: [])).required, Property("vlan-ids", .vlanIDs).required,
            Property("tagged", .references("interface"), ""), Property("untagged", .references("interface"), ""),
            Property("mvrp-forbidden", .references("interface"), "").since(7, 15),
            Property("current-tagged", .text).readOnly, Property("current-untagged", .text).readOnly,
            Property("comment", .text), Property("disabled", .flag, "no"),
        ]
    ).keyed(["bridge", "vlan-ids"], "failure: vlan already added")

    static let bridgeSettings = Menu(
        "interface bridge settings", .single,
        [
            Property("use-ip-firewall", .flag, "no"), Property("use-ip-firewall-for-vlan", .flag, "no"),
            Property("use-ip-firewall-for-pppoe", .flag, "no"), Property("allow-fast-path", .flag, "yes"),
        ])

    static let bonding = Menu(
        "interface bonding", .list,
        common + [
            Property("slaves", .references("interface")).required,
            Property(
                "mode",
                .choice([
                    "balance-rr", "active-backup", "balance-xor", "broadcast", "802.3ad", "balance-tlb", "balance-alb",
                ]),
                "balance-rr"),
            Property("lacp-rate", .choice(["30secs", "1sec"]), "30secs"),
            Property("transmit-hash-policy", .choice(["layer-2", "layer-2-and-3", "layer-3-and-4"]), "layer-2"),
        ]
    ).sharing("interface", named)

    static let list = Menu(
        "interface list", .list,
        [
            Property("name", .text).required, Property("include", .free, ""), Property("exclude", .free, ""),
            Property("comment", .text),
        ]
    ).notDisabled()

    static let member = Menu(
        "interface list member", .list,
        [
            Property("interface", .reference("interface", or: [])).required,
            Property("list", .reference("interface list", or: [])).required,
            Property("comment", .text), Property("disabled", .flag, "no"),
        ]
    ).keyed(["interface", "list"], "failure: already have such entry")
}
