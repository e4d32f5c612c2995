/// The lines of interfaces, in the order in which they are said.
extension VRPTables {
    static let interface = LineRuleTable(ports + trunks + addresses + common + services + rates + policies + routing)

    private static let common: [LineRule] = [
        .value("description TEXT..."), .value("alias TEXT..."), .flag("shutdown"),
        .value("mtu NUMBER", isReplaced: true),
        .value("jumboframe enable [NUMBER]"), .on("negotiation auto"), .value("auto speed RATES..."),
        .value("speed RATE [OPTIONS...]"), .value("duplex MODE"), .value("flow-control [OPTIONS...]"),
        .value("carrier <up-hold-time|down-hold-time> TIME"), .value("set flow-stat interval SECONDS"),
        .value("combo-port KIND"), .value("device transceiver KIND"), .flag("energy-efficient-ethernet enable"),
        .value("link-protocol PROTOCOL"), .on("dcn"), .flag("loopback internal"), .value("fec mode MODE"),
        .flag("single-fiber enable"), .value("transceiver power <KIND> VALUE"),
        .value("crc-statistics trigger REST..."), .value("error-down <KIND> REST..."), .flag("am isolate"),
        .flag("virtual-cable-test"), .value("port-tx-enabling-delay NUMBER"), .flag("training disable"),
        .value("damping time NUMBER..."), .value("sflow sampling <KIND> REST..."),
        .flag("sflow sampling collector <ID>"), .value("netstream <KIND> REST..."), .value("mac-address MAC"),
        .value("port shutdown REST..."), .value("group-member INTERFACE..."), .value("ppp <KIND> REST..."),
        .value("pppoe-server bind NAME REST..."), .value("pppoe-client dial-bundle-number NUMBER [OPTIONS...]"),
        .value("dialer user NAME"),
        .value("dialer bundle NUMBER"), .value("dialer-group NUMBER"), .value("remote address KIND..."),
        .value("remote service-scheme NAME"),
        .value(
            "tunnel-protocol PROTOCOL...", isReplaced: true, wipes: ["source", "destination"],
            drops: ["source", "destination"]),
        .value("source SOURCE..."), .value("destination DESTINATION..."), .value("gre key SECRET..."),
        .value("keepalive REST..."),
        .value("virtualif REST..."), .value("ipsec policy NAME"), .value("ipsec profile NAME"),
        .list("vni <VNI> head-end peer-list <ADDRESSES...>"), .list("vni <VNI> flood-vtep <ADDRESSES...>"),
        .value("vni <VNI> mcast-group ADDRESS"), .value("vni <VNI> REST..."),
        .value("stack-port REST..."), .list("port interface <INTERFACE> enable"),
        LineRule("mode (l2|l3)", .tail), .value("nve-source REST..."),
        .flag("access-layer undetermined"), .value("port media type KIND"), .value("clock priority NUMBER"),
        .flag("clock synchronization enable"),
    ]

    /// The users of a broadband access (NE).
    static let access: LineRuleTable = [
        .value("access-type KIND [OPTIONS...]"), .value("default-domain <KIND> REST..."), .value("access-delay NUMBER"),
        .value("authentication-method METHOD..."), .value("user detect REST..."), .flag("ip-trigger"),
        .flag("arp-trigger"),
        .flag("dhcp session-mismatch action offline"), .value("option82-relay-mode REST..."),
        .flag("roam-domain <NAME>"),
        .flag("client-option82 [<BASIS>]"), .value("vbas REST..."), .flag("accounting-copy <NAME>"),
        .flag("nd-trigger"),
    ]
}
