/// The lines of SNMP.
///
/// Sources: the rulebook of annet (huawei), Huawei's command references, public configs. The communities are shown in
/// cipher text that differs each time, so they are read over and never changed.
extension VRPTables {
    static let snmp: [LineRule] = [
        // Any line of SNMP starts the agent, and without it none is kept.
        LineRule("snmp-agent", .flag(isOnByDefault: false), rank: 65, drops: ["snmp-agent"]),
        .value("snmp-agent local-engineid ID", undo: .never, rank: 66),
        LineRule("snmp-agent sys-info version VERSIONS...", .words, undo: .each, rank: 66),
        .value("snmp-agent sys-info contact TEXT...", rank: 66),
        .value("snmp-agent sys-info location TEXT...", rank: 66),
        .flag("snmp-agent community complexity-check disable", rank: 66),
        .list(
            "snmp-agent community <read|write> [<cipher|simple>] <SECRET> [mib-view <VIEW>] [acl <ACL>] [alias <ALIAS>]",
            rank: 67, uses: ["acl ACL"]),
        .list(
            "snmp-agent community <read|write> [<cipher|simple>] <SECRET> acl <ACL> mib-view <VIEW> [alias <ALIAS>]",
            rank: 67, uses: ["acl ACL"]),
        .list("snmp-agent target-host <trap|inform> address udp-domain <ADDRESS> <WORDS...>", rank: 68),
        .list("snmp-agent target-host host-name <NAME> <WORDS...>", rank: 68),
        .list("snmp-agent target-host trap ipv6 address udp-domain <ADDRESS> <WORDS...>", rank: 68),
        .list("snmp-agent mib-view <WORDS...>", rank: 66), .value("snmp-agent group v3 <GROUP> OPTIONS...", rank: 67),
        .value("snmp-agent group <v1|v2c> <GROUP> [OPTIONS...]", rank: 67),
        .value("snmp-agent usm-user v3 <USER> [GROUP...]", rank: 68),
        .value("snmp-agent usm-user v3 <USER> group NAME", rank: 68),
        .value("snmp-agent usm-user v3 <USER> <authentication-mode|privacy-mode|acl> SECRET...", rank: 68),
        .flag("snmp-agent trap enable", rank: 68), .list("snmp-agent trap enable <WORDS...>", rank: 68),
        .value("snmp-agent trap source INTERFACE", rank: 68), .value("snmp-agent trap queue-size NUMBER", rank: 68),
        .value("snmp-agent trap life SECONDS", rank: 68), .value("snmp-agent packet max-size NUMBER", rank: 66),
        .value("snmp-agent udp-port NUMBER", rank: 66), .value("snmp-agent acl ACL", rank: 67, uses: ["acl ACL"]),
        .value("snmp-agent protocol source-interface INTERFACE", isReplaced: true, rank: 66),
        .flag("snmp-agent protocol source-status all-interface", rank: 66),
        .flag("snmp-agent protocol source-status ipv6 all-interface", rank: 66),
        .flag("snmp-agent proxy protocol source-status all-interface", rank: 66),
        .flag("snmp-agent proxy protocol source-status ipv6 all-interface", rank: 66),
        .value("snmp-agent protocol vpn-instance VPN", rank: 66, uses: ["ip vpn-instance VPN"]),
        .value("snmp-agent protocol get-bulk timeout SECONDS", rank: 66),
        .flag("snmp-agent blacklist user-block enable", rank: 66),
        .flag("snmp-agent extend error-code enable", rank: 66),
    ]
}
