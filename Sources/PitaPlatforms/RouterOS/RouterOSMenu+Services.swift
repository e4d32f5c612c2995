extension RouterOSMenu {
    /// `/ip`: addresses, routes, the firewall.
    static let addressing: [RouterOSMenu] = [
        RouterOSMenu(
            path: "/ip address", key: ["address", "interface"], rank: 55, conflict: ["address"],
            values: ["address": .interfaceAddress]),
        RouterOSMenu(
            path: "/ip route", key: ["dst-address", "gateway"], rank: 60, isUnique: false,
            values: ["dst-address": .prefix],
            defaults: [
                "dst-address": "0.0.0.0/0", "distance": "1", "scope": "30", "target-scope": "10",
                "routing-table": "main",
                "suppress-hw-offload": "no", "check-gateway": "none",
            ]),
        RouterOSMenu(path: "/ip pool", key: ["name"], rank: 52, required: ["ranges"], defaults: ["next-pool": "none"]),
        RouterOSMenu(
            path: "/ip dhcp-server", key: ["name"], rank: 58, required: ["interface"], values: ["lease-time": .time]),
        RouterOSMenu(path: "/ip dhcp-server network", key: ["address"], rank: 59, values: ["address": .prefix]),
        RouterOSMenu(path: "/ip dhcp-server lease", key: ["address"], rank: 59, isUnique: false),
        RouterOSMenu(path: "/ip dhcp-client", key: ["interface"], rank: 58),
        RouterOSMenu(
            path: "/ip firewall address-list", key: ["address", "list"], rank: 61, values: ["timeout": .time]),
        firewall("filter"), firewall("nat"), firewall("mangle"), firewall("raw"),
    ]

    private static func firewall(_ table: String) -> RouterOSMenu {
        RouterOSMenu(
            path: "/ip firewall \(table)", key: ["chain", "comment"], rank: 65, isOrdered: true, isUnique: false,
            required: ["action"],
            values: [
                "connection-state": .set, "connection-nat-state": .set, "passthrough": .boolean, "log": .boolean,
                "hw-offload": .boolean,
            ],
            defaults: ["passthrough": "yes", "log": "no", "log-prefix": ""])
    }

    /// SNMP, users, and the menus of a single record.
    static let services: [RouterOSMenu] =
        [
            RouterOSMenu(
                path: "/snmp community", key: ["name"], rank: 57,
                values: ["addresses": .addresses, "read-access": .boolean, "write-access": .boolean],
                defaults: [
                    "security": "none", "read-access": "yes", "write-access": "no", "authentication-protocol": "MD5",
                    "encryption-protocol": "DES",
                ]),
            RouterOSMenu(path: "/snmp", rank: 58, values: ["enabled": .boolean], defaults: ["enabled": "no"]),
            RouterOSMenu(path: "/user", key: ["name"], rank: 46, required: ["group"]),
            RouterOSMenu(path: "/user group", key: ["name"], rank: 45, values: ["policy": .set]),
            RouterOSMenu(
                path: "/ip service", key: ["name"], isFixed: true, values: ["address": .addresses],
                defaults: ["address": ""]),
            RouterOSMenu(
                path: "/system scheduler", key: ["name"], rank: 91, values: ["interval": .time, "policy": .set],
                defaults: ["interval": "0s"]),
            RouterOSMenu(path: "/system script", key: ["name"], rank: 90, values: ["policy": .set]),
            RouterOSMenu(path: "/ip dns static", key: ["name"], isUnique: false),
            RouterOSMenu(path: "/port", key: ["name"], isFixed: true),
        ]
        + [
            "/ip dns", "/ip ssh", "/ip settings", "/ipv6 settings", "/system identity", "/system clock",
            "/system note", "/system ntp client", "/ip neighbor discovery-settings", "/ip firewall connection tracking",
            "/tool bandwidth-server", "/tool mac-server", "/tool mac-server mac-winbox", "/tool romon",
            "/ip cloud", "/ip proxy", "/system routerboard settings", "/ip traffic-flow",
        ].map { RouterOSMenu(path: $0) }
}
