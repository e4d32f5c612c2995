import PitaPlatforms

extension GrowthShape {
    static let others = routeros + junos + linux + openvswitch

    // MARK: RouterOS

    private static var routeros: [GrowthShape] {
        func shape(
            _ name: String, _ menu: String, key: String, order: ChangeMode? = nil,
            item: @escaping @Sendable (Int, Bool) -> String
        ) -> GrowthShape {
            @Sendable func words(_ number: Int) -> [String] {
                item(number, false).split(separator: " ").map(String.init)
            }
            // The property that names an object, and the one that changes.
            @Sendable func named(_ number: Int) -> String { words(number).first { $0.hasPrefix("\(key)=") } ?? "" }
            @Sendable func changed(_ number: Int) -> String {
                let old = Set(words(number))
                return item(number, true).split(separator: " ").filter { !old.contains(String($0)) }
                    .joined(separator: " ")
            }
            return GrowthShape(
                name: "routeros \(name)", platform: RouterOSPlatform(), version: "7.16.1",
                start: ["/system identity", "set name=bench"],
                head: [menu], item: { ["add \(item($0, $1))"] }, gone: { ["remove [find \(named($0))]"] },
                set: { ["set [find \(named($0))] \(changed($0))"] }, order: order)
        }
        return [
            shape("queues", "/queue simple", key: "name", order: scope("/queue simple")) {
                "name=q\($0) target=\(network($0))/24 max-limit=\($1 ? 20 : 10)M/20M"
            },
            shape("queue-tree", "/queue tree", key: "name") {
                "name=t\($0) parent=global packet-mark=m\($0) max-limit=\($1 ? 20 : 10)M"
            },
            shape("filter", "/ip firewall filter", key: "comment", order: scope("/ip firewall filter")) {
                "chain=forward action=accept src-address=\(host($0)) protocol=tcp dst-port=\($1 ? 8443 : 443) comment=r\($0)"
            },
            shape("address-list", "/ip firewall address-list", key: "comment") {
                "list=opd address=\(host($0)) disabled=\($1 ? "yes" : "no") comment=a\($0)"
            },
            shape("routes", "/ip route", key: "comment") {
                "dst-address=\(network($0))/24 gateway=192.0.2.1 distance=\($1 ? 3 : 2) comment=r\($0)"
            },
            shape("vlans", "/interface vlan", key: "name") {
                "name=v\($0) interface=ether\($0 / 4000 + 1) vlan-id=\($0 % 4000 + 2) mtu=\($1 ? 1400 : 1450)"
            },
            shape("addresses", "/ip address", key: "comment") {
                "address=\(network($0))/24 interface=ether1 disabled=\($1 ? "yes" : "no") comment=a\($0)".replacing(
                    ".0/24", with: ".1/24")
            },
            shape("leases", "/ip dhcp-server lease", key: "comment") {
                "address=\(host($0)) mac-address=02:00:00:\(hex($0 >> 16)):\(hex($0 >> 8)):\(hex($0)) server=d1 lease-time=\($1 ? 2 : 1)h comment=l\($0)"
            },
        ]
    }

    private static func scope(_ section: String) -> ChangeMode? { ReplaceScope(section).map { .replace($0) } }

    private static func hex(_ number: Int) -> String {
        let text = String(number & 255, radix: 16, uppercase: true)
        return text.count == 1 ? "0\(text)" : text
    }

    // MARK: Junos

    private static var junos: [GrowthShape] {
        func shape(
            _ name: String, item: @escaping @Sendable (Int, Bool) -> [String],
            gone: @escaping @Sendable (Int) -> [String],
            moved: (@Sendable (Int) -> [String])? = nil
        ) -> GrowthShape {
            GrowthShape(
                name: "junos \(name)", platform: JunosPlatform(), version: "22.4R3",
                start: ["set system host-name bench"],
                item: { item($0, $1).map { "set \($0)" } }, gone: { gone($0).map { "delete \($0)" } }, moved: moved)
        }
        let filter = "firewall family inet filter F term"
        let policy = "policy-options policy-statement P term"
        var vlans = shape("vlans") {
            ["vlans v\($0) vlan-id \(vlan($0))", "vlans v\($0) description d\($0)\($1 ? "x" : "")"]
        } gone: {
            ["vlans v\($0)"]
        }
        vlans.most = 4000
        return [
            shape("units") { number, isChanged in
                let port = "interfaces ge-0/0/\(number / 4000)"
                let unit = "\(port) unit \(number % 4000 + 2)"
                return [
                    // A commit takes no `vlan-id` on a port without tags.
                    "\(port) vlan-tagging",
                    "\(unit) description u\(number)\(isChanged ? "x" : "")", "\(unit) vlan-id \(number % 4000 + 2)",
                    "\(unit) family inet address \(network(number))/24".replacing(".0/24", with: ".1/24"),
                ]
            } gone: {
                ["interfaces ge-0/0/\($0 / 4000) unit \($0 % 4000 + 2)"]
            },
            shape("ports") { number, isChanged in
                let unit = "interfaces ge-\(number / 48)/0/\(number % 48) unit 0"
                return [
                    // An access port has one VLAN: another number beside the first is refused.
                    "\(unit) description p\(number)\(isChanged ? "x" : "")",
                    "\(unit) family ethernet-switching interface-mode access",
                    "\(unit) family ethernet-switching vlan members \(number % 4000 + 2)",
                ]
            } gone: {
                ["interfaces ge-\($0 / 48)/0/\($0 % 48) unit 0"]
            },
            shape("filter") { number, isChanged in
                [
                    "\(filter) t\(number) from source-address \(host(number))/32",
                    "\(filter) t\(number) from protocol tcp",
                    "\(filter) t\(number) then \(isChanged ? "discard" : "accept")",
                ]
            } gone: {
                ["\(filter) t\($0)"]
            } moved: { count in
                ["insert \(filter) t\(count - 1) before term t0"]
            },
            shape("policy") { number, isChanged in
                [
                    "\(policy) t\(number) from route-filter \(network(number))/24 exact",
                    "\(policy) t\(number) then metric \(isChanged ? 20 : 10)", "\(policy) t\(number) then accept",
                ]
            } gone: {
                ["\(policy) t\($0)"]
            } moved: { count in
                (1...min(100, count - 1)).map { "insert \(policy) t\(count - $0) before term t0" }
            },
            shape("routes") {
                ["routing-options static route \(network($0))/24 next-hop 192.0.2.\($1 ? 2 : 1)"]
            } gone: {
                ["routing-options static route \(network($0))/24"]
            },
            shape("prefix-list") {
                ["policy-options prefix-list P \(network($0, in: $1 ? 11 : 10))/24"]
            } gone: {
                ["policy-options prefix-list P \(network($0))/24"]
            },
            vlans,
            shape("bgp") { number, isChanged in
                ["description n\(number)\(isChanged ? "x" : "")", "peer-as 65001", "hold-time 30", "multihop ttl 2"].map
                {
                    "protocols bgp group G neighbor \(host(number)) \($0)"
                }
            } gone: {
                ["protocols bgp group G neighbor \(host($0))"]
            },
            shape("deep") { number, isChanged in
                let instance = "routing-instances R\(number)"
                let family = "protocols bgp group G neighbor \(host(number)) family inet unicast"
                return [
                    "\(instance) instance-type vrf",
                    "\(instance) \(family) prefix-limit maximum \(isChanged ? 200 : 100)",
                    "\(instance) \(family) prefix-limit teardown 80 idle-timeout 5",
                    "\(instance) routing-options static route \(network(number))/24 qualified-next-hop 192.0.2.1 preference 10",
                ]
            } gone: {
                ["routing-instances R\($0)"]
            },
        ]
    }

    // MARK: Linux

    private static var linux: [GrowthShape] {
        func shape(
            _ name: String, head: [String] = [], most: Int = .max, item: @escaping @Sendable (Int, Bool) -> [String],
            gone: @escaping @Sendable (Int) -> [String]
        ) -> GrowthShape {
            GrowthShape(
                name: "linux \(name)", platform: LinuxPlatform(), version: "6.1.0",
                start: ["ip link add link wan0 name wan0.5 type vlan id 5"], head: head, item: item, gone: gone,
                most: most)
        }
        let root = "qdisc replace dev lan0 root handle 1: htb default 10"
        @Sendable func minor(_ number: Int) -> String { "1:\(String(number + 16, radix: 16))" }
        return [
            shape("classes", head: [root]) {
                ["class replace dev lan0 parent 1: classid \(minor($0)) htb rate \($1 ? 20 : 10)mbit ceil 20mbit"]
            } gone: {
                ["class del dev lan0 classid \(minor($0))"]
            },
            shape(
                "leaves", head: [root, "class replace dev lan0 parent 1: classid 1:2 htb rate 100gbit ceil 100gbit"],
                most: 25_000
            ) {
                [
                    "class replace dev lan0 parent 1:2 classid \(minor($0)) htb rate \($1 ? 2 : 1)mbit ceil 2mbit",
                    "qdisc replace dev lan0 parent \(minor($0)) handle \(String($0 + 256, radix: 16)): fq_codel limit 1000",
                ]
            } gone: {
                ["qdisc del dev lan0 parent \(minor($0))", "class del dev lan0 classid \(minor($0))"]
            },
            shape(
                "filters", head: [root, "class replace dev lan0 parent 1: classid 1:16 htb rate 10mbit ceil 20mbit"],
                // The text of more would be longer than one that is read.
                most: 35_000
            ) {
                [
                    "filter replace dev lan0 parent 1: protocol ip prio \($0 + 1) handle 800::800 u32 match ip dst \(host($0, in: $1 ? 11 : 10))/32 flowid 1:16"
                ]
            } gone: {
                ["filter del dev lan0 parent 1: protocol ip prio \($0 + 1) handle 800::800 u32"]
            },
            shape("addresses") {
                ["ip address replace \(host($0 * 2, in: $1 ? 11 : 10))/32 dev lan\($0 / 1000)"]
            } gone: {
                ["ip address del \(host($0 * 2))/32 dev lan\($0 / 1000)"]
            },
            shape("routes") {
                ["ip route replace \(network($0))/24 via 192.0.2.\($1 ? 2 : 1) dev wan0"]
            } gone: {
                ["ip route del \(network($0))/24"]
            },
            shape("vlans") {
                [
                    "ip link add link lan\($0 / 4000) name lan\($0 / 4000).\($0 % 4000 + 2) type vlan id \($0 % 4000 + 2)",
                    "ip link set dev lan\($0 / 4000).\($0 % 4000 + 2) \($1 ? "down" : "up")",
                    "ip address replace \(host($0 * 2))/32 dev lan\($0 / 4000).\($0 % 4000 + 2)",
                ]
            } gone: {
                ["ip link del dev lan\($0 / 4000).\($0 % 4000 + 2)"]
            },
        ]
    }

    // MARK: Open vSwitch

    private static var openvswitch: [GrowthShape] {
        func shape(
            _ name: String, item: @escaping @Sendable (Int, Bool) -> [String],
            gone: @escaping @Sendable (Int) -> [String]
        ) -> GrowthShape {
            GrowthShape(
                name: "openvswitch \(name)", platform: OpenVSwitchPlatform(), version: "3.1.0",
                start: ["--may-exist add-br br0"], item: item, gone: gone)
        }
        return [
            shape("ports") {
                ["--may-exist add-port br0 p\($0)", "set port p\($0) tag=\($0 % 4000 + ($1 ? 3 : 2))"]
            } gone: {
                ["--if-exists del-port br0 p\($0)"]
            },
            shape("queues") {
                [
                    "--may-exist add-port br0 p\($0)", "set port p\($0) tag=\($0 % 4000 + 2)",
                    "set port p\($0) qos=@q -- --id=@q create qos type=linux-htb other_config:max-rate=100000000 \\",
                    "  queues:0=@q0 -- --id=@q0 create queue other_config:max-rate=\($1 ? 20 : 10)000000",
                ]
            } gone: {
                ["--if-exists del-port br0 p\($0)"]
            },
            shape("trunks") {
                ["--may-exist add-port br0 t\($0) -- set port t\($0) trunks=\($0 % 4000 + 2),\($1 ? 4093 : 4094)"]
            } gone: {
                ["--if-exists del-port br0 t\($0)"]
            },
        ]
    }
}
