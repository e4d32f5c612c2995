import PitaPlatforms

extension GrowthShape {
    static let all =
        cisco(IOSPlatform(), "17.9.4") + arista + cisco(IOSPlatform(dialect: .rgos), "12.5") + huawei + frr + others

    /// The three numbers behind `10.` or another first octet, for a network of 256 addresses.
    static func network(_ number: Int, in first: Int = 10) -> String {
        "\(first + number >> 16).\(number >> 8 & 255).\(number & 255).0"
    }

    /// The number of a VLAN; 1002 to 1005 are a switch's own.
    static func vlan(_ number: Int) -> Int { number % 4000 + (number % 4000 < 1000 ? 2 : 6) }

    static func host(_ number: Int, in first: Int = 10) -> String {
        "\(first).\(number >> 16 & 255).\(number >> 8 & 255).\(number & 255)"
    }

    // MARK: IOS and RGOS

    private static func cisco(_ platform: IOSPlatform, _ version: String) -> [GrowthShape] {
        func shape(
            _ name: String, _ head: [String], item: @escaping @Sendable (Int, Bool) -> [String],
            gone: @escaping @Sendable (Int) -> [String]
        ) -> GrowthShape {
            GrowthShape(
                name: "\(platform.name) \(name)", platform: platform, version: version, start: ["hostname bench"],
                head: head,
                item: item, gone: gone, end: ["end"])
        }
        var vlans = shape("vlans", []) {
            ["vlan \(vlan($0))", " name v\($0)\($1 ? "x" : "")"]
        } gone: {
            ["no vlan \(vlan($0))"]
        }
        vlans.most = 4000
        return [
            shape("ports", []) { number, isChanged in
                [
                    "interface GigabitEthernet\(number / 48 + 1)/0/\(number % 48 + 1)", " description p\(number)",
                    " switchport access vlan \(number % 4000 + (isChanged ? 3 : 2))", " switchport mode access",
                    " spanning-tree portfast",
                ]
            } gone: {
                ["interface GigabitEthernet\($0 / 48 + 1)/0/\($0 % 48 + 1)", " no description", " no switchport mode"]
            },
            shape("subinterfaces", []) { number, isChanged in
                [
                    "interface GigabitEthernet0/\(number / 4000).\(number % 4000 + 2)",
                    " encapsulation dot1Q \(number % 4000 + 2)", " description s\(number)",
                    " ip address \(network(number, in: isChanged ? 11 : 10)) 255.255.255.0".replacing(
                        ".0 ", with: ".1 "),
                ]
            } gone: {
                ["no interface GigabitEthernet0/\($0 / 4000).\($0 % 4000 + 2)"]
            },
            shape("acl", ["ip access-list extended BIG"]) {
                [" \($0 * 10 + 10) permit tcp host \(host($0)) any eq \($1 ? 8443 : 443)"]
            } gone: {
                [" no \($0 * 10 + 10)"]
            },
            shape("acls", []) { number, isChanged in
                ["ip access-list extended A\(number)"]
                    + (1...4).map {
                        " \($0 * 10) permit tcp host \(host(number * 4 + $0)) any eq \(isChanged ? 8443 : 443)"
                    }
            } gone: {
                ["no ip access-list extended A\($0)"]
            },
            shape("routes", []) {
                ["ip route \(network($0)) 255.255.255.0 192.0.2.1\($1 ? " 200" : "")"]
            } gone: {
                ["no ip route \(network($0)) 255.255.255.0 192.0.2.1"]
            },
            shape("prefix-list", []) {
                ["ip prefix-list P seq \($0 * 5 + 5) permit \(network($0))/24\($1 ? " le 30" : "")"]
            } gone: {
                ["no ip prefix-list P seq \($0 * 5 + 5) permit \(network($0))/24"]
            },
            shape("bgp", ["router bgp 65000"]) { number, isChanged in
                ["remote-as 65001", "description n\(number)\(isChanged ? "x" : "")", "timers 10 30", "ebgp-multihop 2"]
                    .map {
                        " neighbor \(host(number)) \($0)"
                    }
            } gone: {
                [" no neighbor \(host($0))"]
            },
            shape("policies", []) {
                ["policy-map PM\($0)", " class class-default", "  shape average \($1 ? 20 : 10)000000"]
            } gone: {
                ["no policy-map PM\($0)"]
            },
            shape("route-map", []) {
                ["route-map RM permit \($0 + 1)", " match tag \($0 + 1)", " set local-preference \($1 ? 200 : 100)"]
            } gone: {
                ["no route-map RM permit \($0 + 1)"]
            },
            vlans,
        ]
    }

    // MARK: EOS

    private static var arista: [GrowthShape] {
        let platform = IOSPlatform(dialect: .eos)
        func shape(
            _ name: String, _ head: [String], item: @escaping @Sendable (Int, Bool) -> [String],
            gone: @escaping @Sendable (Int) -> [String]
        ) -> GrowthShape {
            GrowthShape(
                name: "eos \(name)", platform: platform, version: "4.30.1F", start: ["hostname bench"], head: head,
                item: item, gone: gone, end: ["end"])
        }
        var vlans = shape("vlans", []) {
            ["vlan \(vlan($0))", "   name v\($0)\($1 ? "x" : "")"]
        } gone: {
            ["no vlan \(vlan($0))"]
        }
        vlans.most = 4000
        return [
            shape("ports", []) { number, isChanged in
                [
                    "interface Ethernet\(number / 64 + 1)/\(number % 64 + 1)", "   description p\(number)",
                    "   switchport access vlan \(number % 4000 + (isChanged ? 3 : 2))", "   spanning-tree portfast",
                ]
            } gone: {
                [
                    "interface Ethernet\($0 / 64 + 1)/\($0 % 64 + 1)", "   no description",
                    "   no switchport access vlan",
                ]
            },
            shape("acl", ["ip access-list BIG"]) {
                ["   \($0 * 10 + 10) permit tcp host \(host($0)) any eq \($1 ? 8443 : 443)"]
            } gone: {
                ["   no \($0 * 10 + 10)"]
            },
            shape("routes", []) {
                ["ip route \(network($0))/24 192.0.2.1\($1 ? " 200" : "")"]
            } gone: {
                ["no ip route \(network($0))/24 192.0.2.1"]
            },
            shape("prefix-list", ["ip prefix-list P"]) {
                ["   seq \($0 * 5 + 5) permit \(network($0))/24\($1 ? " le 30" : "")"]
            } gone: {
                ["   no seq \($0 * 5 + 5)"]
            },
            shape("bgp", ["router bgp 65000"]) { number, isChanged in
                ["remote-as 65001", "description n\(number)\(isChanged ? "x" : "")", "timers 10 30", "ebgp-multihop 2"]
                    .map {
                        "   neighbor \(host(number)) \($0)"
                    }
            } gone: {
                ["   no neighbor \(host($0))"]
            },
            shape("policies", []) {
                ["policy-map PM\($0)", "   class C", "      police rate \($1 ? 20 : 10) mbps burst-size 1 mbytes"]
            } gone: {
                ["no policy-map PM\($0)"]
            },
            vlans,
        ]
    }

    // MARK: VRP

    private static var huawei: [GrowthShape] {
        func shape(
            _ name: String, _ head: [String], item: @escaping @Sendable (Int, Bool) -> [String],
            gone: @escaping @Sendable (Int) -> [String]
        ) -> GrowthShape {
            GrowthShape(
                name: "vrp \(name)", platform: VRPPlatform(), version: "V200R019C10",
                start: ["sysname bench", "#", "vlan batch 2 to 4094", "#"],
                head: head,
                item: item, gone: gone, end: ["#", "return"])
        }
        var vlans = shape("vlans", []) {
            ["vlan \($0 + 2)", " description v\($0)\($1 ? "x" : "")"]
        } gone: {
            ["undo vlan \($0 + 2)"]
        }
        vlans.most = 4000
        return [
            shape("ports", []) { number, isChanged in
                [
                    "interface GigabitEthernet0/0/\(number + 1)", " description p\(number)", " port link-type access",
                    " port default vlan \(number % 4000 + (isChanged ? 3 : 2))", " stp edged-port enable",
                ]
            } gone: {
                ["interface GigabitEthernet0/0/\($0 + 1)", " undo description", " undo port default vlan"]
            },
            shape("subinterfaces", []) { number, isChanged in
                [
                    "interface GigabitEthernet0/0/\(number / 4000).\(number % 4000 + 2)",
                    " dot1q termination vid \(number % 4000 + 2)", " description s\(number)",
                    " ip address \(network(number, in: isChanged ? 11 : 10)) 255.255.255.0".replacing(
                        ".0 ", with: ".1 "),
                ]
            } gone: {
                ["undo interface GigabitEthernet0/0/\($0 / 4000).\($0 % 4000 + 2)"]
            },
            shape("acl", ["acl number 3000"]) {
                [" rule \($0 * 5 + 5) permit tcp source \(host($0)) 0 destination-port eq \($1 ? 8443 : 443)"]
            } gone: {
                [" undo rule \($0 * 5 + 5)"]
            },
            shape("routes", []) {
                ["ip route-static \(network($0)) 255.255.255.0 192.0.2.1\($1 ? " preference 70" : "")"]
            } gone: {
                ["undo ip route-static \(network($0)) 255.255.255.0 192.0.2.1"]
            },
            shape("prefix-list", []) {
                ["ip ip-prefix P index \($0 * 5 + 5) permit \(network($0)) 24\($1 ? " less-equal 30" : "")"]
            } gone: {
                ["undo ip ip-prefix P index \($0 * 5 + 5)"]
            },
            shape("bgp", ["bgp 65000"]) { number, isChanged in
                ["as-number 65001", "description n\(number)\(isChanged ? "x" : "")", "ebgp-max-hop 2"].map {
                    " peer \(host(number)) \($0)"
                }
            } gone: {
                [" undo peer \(host($0))"]
            },
            shape("policies", []) {
                ["traffic behavior B\($0)", " car cir \($1 ? 20000 : 10000)"]
            } gone: {
                ["undo traffic behavior B\($0)"]
            },
            vlans,
        ]
    }

    // MARK: FRRouting

    private static var frr: [GrowthShape] {
        func shape(
            _ name: String, _ head: [String], item: @escaping @Sendable (Int, Bool) -> [String],
            gone: @escaping @Sendable (Int) -> [String]
        ) -> GrowthShape {
            GrowthShape(
                name: "frr \(name)", platform: FRRPlatform(), version: "8.4.4", start: ["hostname bench"], head: head,
                item: item, gone: gone, end: ["end"])
        }
        return [
            shape("interfaces", []) { number, isChanged in
                [
                    "interface e\(number)", " description i\(number)",
                    " ip address \(network(number, in: isChanged ? 11 : 10))/24".replacing(".0/", with: ".1/"), "exit",
                ]
            } gone: {
                [
                    "interface e\($0)", " no description",
                    " no ip address \(network($0))/24".replacing(".0/", with: ".1/"),
                ]
            },
            shape("routes", []) {
                ["ip route \(network($0))/24 192.0.2.1\($1 ? " 200" : "")"]
            } gone: {
                ["no ip route \(network($0))/24 192.0.2.1"]
            },
            shape("prefix-list", []) {
                ["ip prefix-list P seq \($0 * 5 + 5) permit \(network($0))/24\($1 ? " le 30" : "")"]
            } gone: {
                ["no ip prefix-list P seq \($0 * 5 + 5) permit \(network($0))/24"]
            },
            shape("unnumbered", []) {
                ["ip prefix-list P permit \(network($0))/24\($1 ? " le 30" : "")"]
            } gone: {
                ["no ip prefix-list P permit \(network($0))/24"]
            },
            shape("bgp", ["router bgp 65000"]) { number, isChanged in
                ["remote-as 65001", "description n\(number)\(isChanged ? "x" : "")", "timers 10 30", "ebgp-multihop 2"]
                    .map {
                        " neighbor \(host(number)) \($0)"
                    }
            } gone: {
                [" no neighbor \(host($0))"]
            },
            shape("route-map", []) {
                [
                    "route-map RM permit \($0 + 1)", " match tag \($0 + 1)", " set local-preference \($1 ? 200 : 100)",
                    "exit",
                ]
            } gone: {
                ["no route-map RM permit \($0 + 1)"]
            },
        ]
    }
}
