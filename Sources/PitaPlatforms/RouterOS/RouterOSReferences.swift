/// Which properties name items of which menus. What is removed while another names it leaves an internal id (`*2`) there, which
/// no text can say again.
enum RouterOSReferences {
    /// Properties by the menus whose items they name. A menu in `users` says where they do; none, everywhere.
    struct Rule: Sendable {
        let menus: [String]
        let properties: Set<String>
        var users: Set<String>? = nil
    }

    /// The menus below `/interface` whose items are no interfaces, though they have names.
    private static let noInterfaces: Set<String> = [
        "/interface list", "/interface wireless security-profiles", "/interface ethernet switch",
        "/interface ethernet switch port", "/interface macsec profile",
    ]

    /// Whether the items of a menu are interfaces.
    static func holdsInterfaces(_ menu: String) -> Bool {
        guard menu.hasPrefix("/interface "), !noInterfaces.contains(menu), !menu.hasPrefix("/interface wifi ") else {
            return false
        }
        guard let key = RouterOSMenu.named(menu)?.key else { return false }
        return key == ["name"] || key == ["default-name"]
    }

    private static let interfaceProperties: Set<String> = [
        "interface", "interfaces", "in-interface", "out-interface", "bridge", "in-bridge", "out-bridge",
        "in-bridge-port",
        "out-bridge-port", "slaves", "tagged", "untagged", "master-interface", "group-master", "vrf-interface",
        "mvrp-forbidden", "6to4-interface",
    ]

    /// The rules for what is no interface.
    static let rules: [Rule] = [
        Rule(
            menus: ["/interface list"],
            properties: [
                "in-interface-list", "out-interface-list", "in-bridge-list", "out-bridge-list", "in-bridge-port-list",
                "out-bridge-port-list", "interface-list", "discover-interface-list", "allowed-interface-list",
            ]),
        Rule(
            menus: ["/interface list"], properties: ["list", "include", "exclude"],
            users: ["/interface list member", "/interface list"]),
        Rule(menus: ["/ip pool"], properties: ["address-pool", "next-pool"]),
        Rule(
            menus: ["/ip pool"], properties: ["remote-address", "local-address"],
            users: ["/ppp profile", "/ppp secret"]),
        Rule(
            menus: ["/ipv6 pool"],
            properties: ["from-pool", "prefix-pool", "dhcpv6-pd-pool", "remote-ipv6-prefix-pool"]),
        Rule(menus: ["/ppp profile"], properties: ["default-profile"]),
        Rule(
            menus: ["/ppp profile"], properties: ["profile"],
            users: [
                "/ppp secret", "/interface pppoe-client", "/interface l2tp-client", "/interface pptp-client",
                "/interface sstp-client", "/interface ovpn-client", "/interface ppp-client",
            ]),
        Rule(menus: ["/routing table"], properties: ["routing-table", "new-routing-mark"]),
        Rule(menus: ["/routing table"], properties: ["table"], users: ["/routing rule"]),
        Rule(menus: ["/ip vrf"], properties: ["vrf"]),
        Rule(menus: ["/queue type"], properties: ["queue", "total-queue", "queue-type"]),
        Rule(menus: ["/queue simple"], properties: ["parent"], users: ["/queue simple"]),
        Rule(menus: ["/queue tree"], properties: ["parent"], users: ["/queue tree"]),
        Rule(menus: ["/ip dhcp-server"], properties: ["server"], users: ["/ip dhcp-server lease"]),
        Rule(menus: ["/ip hotspot profile"], properties: ["profile"], users: ["/ip hotspot"]),
        Rule(menus: ["/ip hotspot user profile"], properties: ["profile"], users: ["/ip hotspot user"]),
        Rule(menus: ["/ip ipsec profile"], properties: ["profile"], users: ["/ip ipsec peer"]),
        Rule(menus: ["/ip ipsec proposal"], properties: ["proposal"], users: ["/ip ipsec policy"]),
        Rule(menus: ["/ip ipsec peer"], properties: ["peer"], users: ["/ip ipsec policy", "/ip ipsec identity"]),
        Rule(menus: ["/ip ipsec mode-config"], properties: ["mode-config"], users: ["/ip ipsec identity"]),
        Rule(menus: ["/ip firewall layer7-protocol"], properties: ["layer7-protocol"]),
        Rule(menus: ["/user group"], properties: ["group"], users: ["/user"]),
        Rule(menus: ["/system logging action"], properties: ["action"], users: ["/system logging"]),
        Rule(menus: ["/routing ospf instance"], properties: ["instance"], users: ["/routing ospf area"]),
        Rule(
            menus: ["/routing ospf area"], properties: ["area"],
            users: ["/routing ospf interface-template", "/routing ospf static-neighbor", "/routing ospf network"]),
        Rule(menus: ["/routing bgp template"], properties: ["templates"], users: ["/routing bgp connection"]),
        Rule(menus: ["/routing bgp instance"], properties: ["instance"], users: ["/routing bgp connection"]),
        Rule(menus: ["/interface wireless security-profiles"], properties: ["security-profile"]),
    ]

    private static let rulesByMenu: [String: [Rule]] = rules.reduce(into: [:]) { result, rule in
        for menu in rule.menus { result[menu, default: []].append(rule) }
    }

    /// Whether anything can name items of a menu.
    static func canBeNamed(_ menu: String) -> Bool { rulesByMenu[menu] != nil || holdsInterfaces(menu) }

    /// The property by which an object names the item `name` of a menu; `nil` where it does not.
    static func property(of user: ConfigObject, naming name: String, in menu: String) -> String? {
        user.properties.keys.sorted().first { property in
            guard let value = user.properties[property], names(value, name) else { return false }
            if holdsInterfaces(menu) {
                return isInterface(property, of: user.id.section) && property != "name"
            }
            return rulesByMenu[menu]?.contains { rule in
                rule.properties.contains(property) && rule.users?.contains(user.id.section) != false
            } == true
        }
    }

    private static func isInterface(_ property: String, of menu: String) -> Bool {
        interfaceProperties.contains(property) || menu == "/queue simple" && ["target", "dst"].contains(property)
            || menu == "/queue tree" && property == "parent"
    }

    /// Whether a value is a name, or one among others (`a,b`, `a/b`, `!a`).
    private static func names(_ value: String, _ name: String) -> Bool {
        guard value.utf8.count > name.utf8.count else { return value == name }
        guard value.contains(name) else { return false }
        return value.split(whereSeparator: isBetweenNames).contains { $0 == name }
    }

    private static let naming: Set<String> = rules.reduce(into: interfaceProperties.union(["target", "dst", "parent"]))
    {
        $0.formUnion($1.properties)
    }

    /// The words of an object that may name others.
    static func words(of user: ConfigObject) -> Set<String> {
        var words: Set<String> = []
        for (property, value) in user.properties where naming.contains(property) {
            words.insert(value)
            for part in value.split(whereSeparator: isBetweenNames) { words.insert(String(part)) }
        }
        return words
    }

    private static func isBetweenNames(_ character: Character) -> Bool { [",", "/", "!"].contains(character) }

    /// The name by which others mean an item.
    static func name(of object: ConfigObject) -> String? {
        object.properties["name"] ?? RouterOSKey(object.id.key).pairs.first { $0.name == "name" }?.value
    }
}
