import PitaDiagnostics

/// Menus and properties that one major version has and the other has not, of which that is certain.
enum RouterOSVersionCheck {
    /// A menu, or some properties of it, that versions from `since` on or up to 7.0 have.
    private struct Row {
        let menu: String
        var properties: [String] = []
        /// 6: up to 7.0; 7: from 7.0 on.
        let major: Int
        let instead: String
    }

    private static let rows: [Row] = [
        Row(
            menu: "/system ntp client", properties: ["primary-ntp", "secondary-ntp", "server-dns-names"], major: 6,
            instead: "`servers=`"),
        Row(
            menu: "/system ntp client", properties: ["servers"], major: 7,
            instead: "`primary-ntp=`, `secondary-ntp=` or `server-dns-names=`"),
        Row(
            menu: "/system ntp client servers", major: 7,
            instead: "`/system ntp client` with `primary-ntp=`, `secondary-ntp=` or `server-dns-names=`"),
        Row(menu: "/routing bgp peer", major: 6, instead: "`/routing bgp connection`"),
        Row(menu: "/routing bgp network", major: 6, instead: "`output.network` of `/routing bgp connection`"),
        Row(menu: "/routing bgp connection", major: 7, instead: "`/routing bgp peer`"),
        Row(menu: "/routing bgp template", major: 7, instead: "`/routing bgp peer`"),
        Row(menu: "/routing ospf interface", major: 6, instead: "`/routing ospf interface-template`"),
        Row(menu: "/routing ospf network", major: 6, instead: "`/routing ospf interface-template`"),
        Row(
            menu: "/routing ospf interface-template", major: 7,
            instead: "`/routing ospf network` and `/routing ospf interface`"),
        Row(menu: "/routing filter", major: 6, instead: "`/routing filter rule`"),
        Row(menu: "/routing filter rule", major: 7, instead: "`/routing filter`"),
        Row(menu: "/ip route rule", major: 6, instead: "`/routing rule`"),
        Row(menu: "/routing rule", major: 7, instead: "`/ip route rule`"),
        Row(menu: "/ip route vrf", major: 6, instead: "`/ip vrf`"),
        Row(menu: "/ip vrf", major: 7, instead: "`/ip route vrf`"),
        Row(menu: "/routing table", major: 7, instead: "`routing-mark=` of `/ip route`, which needs no table"),
        Row(
            menu: "/ip route", properties: ["routing-mark", "type"], major: 6,
            instead: "`routing-table=` and `blackhole`"),
        Row(
            menu: "/ip route", properties: ["routing-table", "blackhole"], major: 7,
            instead: "`routing-mark=` and `type=blackhole`"),
    ]

    private static let byMenu = Dictionary(grouping: rows, by: \.menu)

    /// What of an object the version has not.
    static func errors(of object: ConfigObject, in version: RouterOSVersion) -> [Diagnostic] {
        (byMenu[object.id.section] ?? []).filter { $0.major != version.major }.compactMap { row in
            let names = row.properties.filter { object.properties[$0] != nil || object.properties["!" + $0] != nil }
            guard row.properties.isEmpty || !names.isEmpty else { return nil }
            let what = names.isEmpty ? row.menu : "`" + names.joined(separator: "`, `") + "` of \(row.menu)"
            return Diagnostic(
                "RouterOS \(version) has no \(what): RouterOS \(row.major) has it", at: object.mark,
                hint: "write \(row.instead)")
        }
    }
}
