/// What of a menu is Pita's own to know, beside the facts of ``RouterOSMenuTable``: what comes before what, what can't stand
/// beside what, and how values are written.
struct RouterOSMenuTraits: Sendable {
    /// The place in the order of dependencies: a higher one may refer to a lower one.
    var rank = 50
    /// Whether the device refuses a second item with the same key.
    var isUnique = true
    /// Two items with the same values of these would be refused.
    var conflict: [String] = []
    /// Whether a `set` may change what names an item: nothing refers to it, and it holds no secret, so that it is made anew.
    var isReplaceable = false
    /// What a reader takes for the name of an item, where items that agree in it may stand beside each other.
    var sameName: [String] = []
    /// The properties that refer to other items of the same menu.
    var parents: [String] = []
    /// Items that every device has, whose defaults an export leaves out.
    var builtIn: Set<String> = []
    /// How values are written, where their name or their default does not tell.
    var values: [String: RouterOSValue] = [:]

    /// The place of a menu of which nothing else is known: interfaces come before what is put on them.
    static func rank(of menu: String) -> Int {
        switch menu {
        case "/interface eoip", "/interface vxlan", "/interface veth": 27
        default: RouterOSReferences.holdsInterfaces(menu) ? 31 : 50
        }
    }

    /// By path.
    static let table: [String: RouterOSMenuTraits] = [interfaces, queues, addressing, services].reduce(into: [:]) {
        $0.merge($1) { first, _ in first }
    }

    private static let interfaces: [String: RouterOSMenuTraits] = [
        "/interface ethernet": .init(rank: 10),
        "/interface bonding": .init(rank: 15, values: ["slaves": .set]),
        "/interface bridge settings": .init(rank: 22),
        "/interface bridge": .init(rank: 20, values: truths("mvrp", "auto-mac").merging(["priority": .number]) { $1 }),
        "/interface vlan": .init(
            rank: 30, conflict: ["interface", "vlan-id"], parents: ["interface"],
            values: truths("use-service-tag", "mvrp")),
        "/interface list": .init(
            rank: 18, builtIn: ["all", "none", "dynamic", "static"], values: ["include": .set, "exclude": .set]),
        "/interface bridge port": .init(
            rank: 40,
            values: truths("ingress-filtering", "hw", "tag-stacking", "bpdu-guard", "trusted", "auto-isolate")
                .merging(["priority": .number]) { $1 }),
        "/interface bridge vlan": .init(
            rank: 41, conflict: ["bridge"],
            values: ["vlan-ids": .vlans, "tagged": .set, "untagged": .set, "mvrp-forbidden": .set]),
        "/interface list member": .init(rank: 42),
        "/interface wireguard peers": .init(values: ["allowed-address": .addresses]),
        "/ppp profile": .init(rank: 26, builtIn: ["default", "default-encryption"]),
        "/ppp secret": .init(rank: 54),
    ]

    private static let queues: [String: RouterOSMenuTraits] = [
        "/queue type": .init(
            rank: 70,
            builtIn: [
                "default", "ethernet-default", "wireless-default", "synchronous-default", "hotspot-default",
                "pcq-upload-default", "pcq-download-default", "only-hardware-queue", "multi-queue-ethernet-default",
                "default-small",
            ],
            values: [
                "pcq-rate": .rate, "pcq-burst-rate": .rate, "pcq-burst-threshold": .rate, "pcq-classifier": .set,
                "pcq-limit": .size(unit: 1024), "pcq-total-limit": .size(unit: 1024),
                "fq-codel-memlimit": .size(unit: 1), "cake-bandwidth": .rate, "cake-memlimit": .size(unit: 1),
                "sfq-perturb": .text,
            ]),
        "/queue interface": .init(rank: 75),
        "/queue tree": .init(
            rank: 80, parents: ["parent"],
            values: [
                "max-limit": .rate, "limit-at": .rate, "burst-limit": .rate, "burst-threshold": .rate,
                "packet-mark": .set,
            ]),
        "/queue simple": .init(
            rank: 81, parents: ["parent"],
            values: [
                "max-limit": .ratePair, "limit-at": .ratePair, "burst-limit": .ratePair, "burst-threshold": .ratePair,
                "burst-time": .timePair, "bucket-size": .pair, "priority": .pair, "queue": .pair,
                "target": .addresses, "dst": .prefix, "packet-marks": .set, "total-max-limit": .rate,
                "total-limit-at": .rate, "total-burst-limit": .rate, "total-burst-threshold": .rate,
            ]),
    ]

    private static let addressing: [String: RouterOSMenuTraits] = [
        "/ip pool": .init(rank: 17, values: ["ranges": .list]),
        "/ip address": .init(
            rank: 55, conflict: ["address"], isReplaceable: true, values: ["address": .interfaceAddress]),
        "/ipv6 address": .init(rank: 55, isReplaceable: true, values: ["address": .interfaceAddress]),
        "/ip dhcp-server": .init(rank: 58, values: ["lease-time": .time]),
        "/ip dhcp-client": .init(rank: 58),
        "/ip dhcp-server network": .init(rank: 59, isReplaceable: true, values: ["address": .prefix]),
        "/ip dhcp-server lease": .init(
            rank: 59, isUnique: false, conflict: ["mac-address"], isReplaceable: true, sameName: ["address"]),
        "/ip route": .init(
            rank: 60, isReplaceable: true, values: ["dst-address": .route("0.0.0.0/0"), "gateway": .list]),
        "/ipv6 route": .init(
            rank: 60, isReplaceable: true, values: ["dst-address": .route("::/0"), "gateway": .list]),
        "/ip firewall address-list": .init(
            rank: 61, isReplaceable: true, values: ["timeout": .time, "address": .host]),
        "/ipv6 firewall address-list": .init(
            rank: 61, isReplaceable: true, values: ["timeout": .time, "address": .host]),
        "/ip firewall filter": firewall, "/ip firewall nat": firewall, "/ip firewall mangle": firewall,
        "/ip firewall raw": firewall, "/ipv6 firewall filter": firewall, "/ipv6 firewall nat": firewall,
        "/ipv6 firewall mangle": firewall, "/ipv6 firewall raw": firewall,
        "/ip dns static": .init(
            isUnique: false, isReplaceable: true, sameName: ["name", "regexp", "type"]),
        "/ip service": .init(
            builtIn: ["telnet", "ftp", "www", "ssh", "www-ssl", "api", "winbox", "api-ssl"],
            values: ["address": .addresses]),
    ]

    private static let firewall = RouterOSMenuTraits(
        rank: 65,
        values: truths("passthrough", "log", "hw-offload").merging([
            "src-address": .host, "dst-address": .host, "src-port": .set, "dst-port": .set, "port": .set,
            "connection-state": .set, "connection-nat-state": .set, "limit": .text, "dst-limit": .text,
        ]) { $1 })

    private static let services: [String: RouterOSMenuTraits] = [
        "/snmp community": .init(
            rank: 57, values: truths("read-access", "write-access").merging(["addresses": .addresses]) { $1 }),
        "/snmp": .init(rank: 58, values: truths("enabled")),
        "/user": .init(rank: 46, values: ["address": .addresses]),
        "/user group": .init(rank: 45, builtIn: ["full", "read", "write"], values: ["policy": .set]),
        "/system scheduler": .init(rank: 91, values: ["policy": .set, "start-time": .clock, "start-date": .text]),
        "/system script": .init(rank: 90, values: ["policy": .set]),
        "/system logging action": .init(rank: 48, builtIn: ["memory", "disk", "echo", "remote"]),
        "/system logging": .init(rank: 49, isUnique: false, values: ["topics": .set]),
        "/routing table": .init(rank: 44),
        "/ip vrf": .init(rank: 44), "/ipv6 pool": .init(rank: 17), "/ip firewall layer7-protocol": .init(rank: 45),
        "/routing ospf instance": .init(rank: 48), "/routing ospf area": .init(rank: 49),
        "/routing bgp instance": .init(rank: 48), "/routing bgp template": .init(rank: 49),
        "/ip ipsec profile": .init(rank: 45), "/ip ipsec proposal": .init(rank: 45),
        "/ip ipsec mode-config": .init(rank: 45), "/ip ipsec peer": .init(rank: 46),
        "/ip hotspot profile": .init(rank: 45), "/ip hotspot user profile": .init(rank: 45),
        "/interface wireless security-profiles": .init(rank: 9),
        "/tool romon": .init(values: ["id": .mac]),
    ]

    private static func truths(_ names: String...) -> [String: RouterOSValue] {
        Dictionary(names.map { ($0, RouterOSValue.boolean) }) { first, _ in first }
    }
}
