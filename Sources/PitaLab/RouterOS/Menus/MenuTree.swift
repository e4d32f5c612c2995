/// All menus of a device, by path.
struct MenuTree: Sendable {
    let menus: [String: Menu]
    /// Every path that is a menu or leads to one.
    let folders: Set<String>
    let version: Version

    init(version: Version) {
        var menus: [String: Menu] = [:]
        for menu in Self.all where menu.since <= version { menus[menu.path] = menu }
        var folders: Set<String> = [""]
        for path in Array(menus.keys) + Array(SystemMenus.verbs.keys) {
            var words: [Substring] = []
            for word in path.split(separator: " ") {
                words.append(word)
                folders.insert(words.joined(separator: " "))
            }
        }
        self.menus = menus
        self.folders = folders
        self.version = version
    }

    static let all: [Menu] =
        InterfaceMenus.all + QueueMenus.all + AddressMenus.all + FirewallMenus.all + ServiceMenus.all + SystemMenus.all

    subscript(path: String) -> Menu? { menus[path] }

    /// The verbs that a path knows; every folder exports.
    func verbs(_ path: String) -> Set<String> {
        var verbs = SystemMenus.verbs[path] ?? []
        if let menu = menus[path] { verbs.formUnion(menu.verbs(in: version)) }
        if folders.contains(path) { verbs.insert("export") }
        return verbs
    }

    /// In this order an export runs through the menus; `queue simple` twice, as its items depend.
    static let exportOrder = [
        "interface bridge", "interface ethernet", "interface vlan", "interface bonding", "interface list", "ip pool",
        "ip dhcp-server", "queue simple", "queue type", "queue simple", "queue tree", "queue interface",
        "snmp community", "system logging action", "user group", "interface bridge port",
        "ip neighbor discovery-settings",
        "interface bridge settings", "interface bridge vlan", "interface list member", "ip address", "ip cloud",
        "ip dhcp-client", "ip dhcp-server lease", "ip dhcp-server network",
        "ip dns", "ip dns static", "ip firewall address-list", "ip firewall filter", "ip firewall mangle",
        "ip firewall nat", "ip firewall raw", "ip route", "ip service", "ip settings", "ip ssh", "ip traffic-flow",
        "snmp", "system clock", "system identity",
        "system logging", "system note", "system ntp client", "system ntp client servers", "system ntp server",
        "system scheduler", "system script", "system watchdog", "tool bandwidth-server", "tool romon",
    ]
}
