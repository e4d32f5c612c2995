/// `/ip firewall`.
enum FirewallMenus {
    static let all: [Menu] = [addressList, filter, nat, mangle, raw]

    static let addressList = Menu(
        "ip firewall address-list", .list,
        [
            Property("address", .listed).required, Property("list", .text).required, Property("timeout", .time),
            Property("comment", .text), Property("disabled", .flag, "no"),
        ]
    ).keyed(["address", "list"], "failure: already have such entry")

    static let matchers: [Property] = [
        Property("chain", .text).required, Property("src-address", .listed),
        Property("dst-address", .listed),
        Property("src-address-list", .free), Property("dst-address-list", .free), Property("protocol", .free),
        Property("src-port", .free), Property("dst-port", .free), Property("port", .free),
        Property("in-interface", .free), Property("out-interface", .free), Property("in-interface-list", .free),
        Property("out-interface-list", .free), Property("connection-state", .free), Property("connection-mark", .free),
        Property("connection-nat-state", .free), Property("packet-mark", .free), Property("ipsec-policy", .free),
        Property("hw-offload", .flag), Property("log", .flag, "no"), Property("log-prefix", .text, ""),
        Property("comment", .text), Property("disabled", .flag, "no"),
    ]

    /// What the verb `unset` takes back in every table: the matchers.
    static let unset =
        "src-address dst-address src-address-list dst-address-list protocol src-port dst-port port in-interface "
        + "out-interface in-interface-list out-interface-list packet-mark ipsec-policy"

    static let filter = Menu(
        "ip firewall filter", .ordered,
        matchers + [
            Property(
                "action",
                .choice([
                    "accept", "add-dst-to-address-list", "add-src-to-address-list", "drop", "fasttrack-connection",
                    "jump", "log", "passthrough", "reject", "return", "tarpit",
                ]), "accept"
            ).always,
            Property("reject-with", .free), Property("jump-target", .text), Property("address-list", .text),
        ]
    ).keyed([], "").unsetting(unset + " connection-state connection-mark connection-nat-state")

    static let nat = Menu(
        "ip firewall nat", .ordered,
        matchers + [
            Property(
                "action",
                .choice(["accept", "dst-nat", "src-nat", "masquerade", "redirect", "netmap", "jump", "return"]),
                "accept"
            ).always,
            Property("to-addresses", .free), Property("to-ports", .free),
        ]
    ).keyed([], "").unsetting(unset + " connection-mark to-addresses to-ports")

    static let mangle = Menu(
        "ip firewall mangle", .ordered,
        matchers + [
            Property(
                "action",
                .choice([
                    "accept", "mark-connection", "mark-packet", "mark-routing", "change-dscp", "change-mss",
                    "change-ttl", "jump", "log", "passthrough", "return",
                ]), "accept"
            ).always,
            Property("new-connection-mark", .text), Property("new-packet-mark", .text),
            Property("new-routing-mark", .text), Property("passthrough", .flag, "yes"),
        ]
    ).keyed([], "").unsetting(unset + " connection-state connection-mark connection-nat-state")

    static let raw = Menu(
        "ip firewall raw", .ordered,
        matchers + [
            Property("action", .choice(["accept", "drop", "jump", "log", "notrack", "return"]), "accept").always,
            Property("jump-target", .text),
        ]
    ).keyed([], "").unsetting(unset)
}
