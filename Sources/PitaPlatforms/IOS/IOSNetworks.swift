/// The lines of IOS, EOS and RGOS that name networks.
enum IOSNetworks {
    private static let actions = ["permit", "deny"]

    /// By the section of the line.
    static let table: [String: [LineNetwork]] = {
        let routes = ["ip", "ipv6"].flatMap { family in
            ["\(family) route", "\(family) route vrf *"]
                + actions.flatMap { ["\(family) prefix-list * seq * \($0)", "\(family) prefix-list * \($0)"] }
        }
        var sections: [String: [String]] = [
            "": routes, "interface": ["ip summary-address eigrp *", "ip summary-address rip"],
            "ip dhcp pool": ["network"],
        ]
        for list in ["ip access-list extended", "ip access-list standard", "ip access-list", "ipv6 access-list"] {
            sections[list] = [""]
        }
        for list in ["ip prefix-list", "ipv6 prefix-list"] { sections[list] = actions.map { "seq * \($0)" } }
        for router in ["router ospf", "router ospfv3", "router ospfv3 > address-family", "ipv6 router ospf"] {
            sections[router] = ["network", "area * range", "summary-address", "summary-prefix"]
        }
        for router in ["router eigrp", "router eigrp > address-family"] { sections[router] = ["network"] }
        for family in ["", " > address-family", " > vrf", " > vrf > address-family"] {
            sections["router bgp" + family] = ["network", "aggregate-address"]
        }
        return LineNetwork.table(sections)
    }()
}
