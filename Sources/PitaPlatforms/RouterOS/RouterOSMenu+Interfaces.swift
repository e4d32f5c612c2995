extension RouterOSMenu {
    /// `/interface`.
    static let interfaces: [RouterOSMenu] = [
        RouterOSMenu(path: "/interface ethernet", key: ["default-name"], rank: 10, isFixed: true),
        RouterOSMenu(
            path: "/interface bonding", key: ["name"], rank: 15, required: ["slaves"], values: ["slaves": .set]),
        bridges, vlans, bridgePorts, bridgeVLANs,
        RouterOSMenu(
            path: "/interface list", key: ["name"], rank: 32, builtIn: ["all", "none", "dynamic", "static"],
            values: ["include": .set, "exclude": .set], defaults: ["include": "", "exclude": ""]),
        RouterOSMenu(path: "/interface list member", key: ["interface", "list"], rank: 42),
        RouterOSMenu(path: "/interface bridge settings", rank: 22),
    ]

    private static let bridges = RouterOSMenu(
        path: "/interface bridge", key: ["name"], rank: 20,
        values: [
            "vlan-filtering": .boolean, "ingress-filtering": .boolean, "auto-mac": .boolean, "fast-forward": .boolean,
            "igmp-snooping": .boolean, "dhcp-snooping": .boolean, "mvrp": .boolean,
        ],
        defaults: [
            "vlan-filtering": "no", "pvid": "1", "frame-types": "admit-all", "ether-type": "0x8100",
            "protocol-mode": "rstp", "priority": "0x8000", "mtu": "auto", "auto-mac": "yes", "fast-forward": "yes",
            "igmp-snooping": "no", "dhcp-snooping": "no", "arp": "enabled", "arp-timeout": "auto", "mvrp": "no",
        ])

    private static let vlans = RouterOSMenu(
        path: "/interface vlan", key: ["name"], rank: 30, required: ["interface", "vlan-id"],
        conflict: ["interface", "vlan-id"], parents: ["interface"],
        values: [
            "use-service-tag": .boolean, "mvrp": .boolean, "loop-protect-disable-time": .time,
            "loop-protect-send-interval": .time,
        ],
        defaults: [
            "mtu": "1500", "arp": "enabled", "arp-timeout": "auto", "use-service-tag": "no", "mvrp": "no",
            "loop-protect": "default", "loop-protect-disable-time": "5m", "loop-protect-send-interval": "5s",
        ])

    private static let bridgePorts = RouterOSMenu(
        path: "/interface bridge port", key: ["interface"], rank: 40, required: ["bridge"],
        values: [
            "ingress-filtering": .boolean, "hw": .boolean, "tag-stacking": .boolean, "bpdu-guard": .boolean,
            "trusted": .boolean, "auto-isolate": .boolean, "restricted-role": .boolean, "restricted-tcn": .boolean,
            "unknown-unicast-flood": .boolean, "unknown-multicast-flood": .boolean, "broadcast-flood": .boolean,
            "fast-leave": .boolean,
        ],
        defaults: [
            "pvid": "1", "frame-types": "admit-all", "hw": "yes", "horizon": "none", "edge": "auto",
            "point-to-point": "auto", "learn": "auto", "priority": "0x80", "tag-stacking": "no", "bpdu-guard": "no",
            "trusted": "no", "auto-isolate": "no", "restricted-role": "no", "restricted-tcn": "no",
            "unknown-unicast-flood": "yes", "unknown-multicast-flood": "yes", "broadcast-flood": "yes",
            "fast-leave": "no", "multicast-router": "temporary-query",
        ])

    private static let bridgeVLANs = RouterOSMenu(
        path: "/interface bridge vlan", key: ["bridge", "vlan-ids"], rank: 41, conflict: ["bridge"],
        values: ["vlan-ids": .vlans, "tagged": .set, "untagged": .set, "mvrp-forbidden": .set],
        defaults: ["tagged": "", "untagged": "", "mvrp-forbidden": ""])
}
