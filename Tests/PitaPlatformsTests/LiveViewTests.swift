import PitaDiagnostics
import PitaNetwork
import TestSupport
import Testing

@testable import PitaPlatforms

/// What running configs say of what an office intends, in the same words for every platform.
@Suite struct LiveViewTests {
    private func view(_ platform: any Platform, _ text: String) throws -> LiveView {
        platform.view(of: try platform.parse(text, file: "f"))
    }

    private func rate(_ text: String) throws -> Bandwidth { try #require(Bandwidth(text)) }
    private func prefix(_ text: String) throws -> Prefix { try #require(Prefix(text)) }

    @Test func `a RouterOS export says queues with the download of the target, VLANs, addresses and routes`() throws {
        let view = try view(RouterOSPlatform(), RouterOSParseTests.fixture("rtr-inti_7.16.1"))
        let queue = try #require(view.shapers.first)
        #expect(queue.name == "pita-disdik" && queue.comment == "pita:disdik" && queue.conditions.isEmpty)
        #expect(
            queue.scope
                == .networks([try prefix("10.11.0.0/24")], download: try rate("20M"), upload: try rate("10M")))
        let vlan = try #require(view.vlans.first { $0.id.number == 140 })
        #expect(vlan.domain == "sfp-sfpplus1" && vlan.interface == "vlan140-bappeda")
        #expect(vlan.comment == "Badan Perencanaan: kantor \"lama\" $1 per bulan?")
        #expect(view.addresses.map(\.interface) == ["vlan110-disdik", "vlan120-dinkes", "ether1"])
        #expect(view.routes.map(\.gateway) == ["192.0.2.1", "10.11.255.2"])
        #expect(view.routes.map(\.prefix.description) == ["0.0.0.0/0", "10.11.0.0/24"])
        #expect(view.interfaces.first { $0.name == "ether1" }?.description == "ISP uplink, kontrak 300M/150M")
    }

    @Test func `what a view does not speak of is listed, and no key of a secret in it`() throws {
        let text = """
            /snmp community
            add name=rahasia-sekali security=private
            /tool netwatch
            add host=10.0.0.9 up-script="/tool fetch password=rahasia-sekali"
            /ip firewall filter
            add chain=input action=drop comment=tutup
            /ip address
            add address=10.1.0.1/24 interface=ether2
            """
        let view = try view(RouterOSPlatform(), text)
        #expect(view.unexpressed.map(\.section) == ["/snmp community", "/tool netwatch", "/ip firewall filter"])
        #expect(!view.unexpressed.map(\.description).joined().contains("rahasia"))
        #expect(view.unexpressed.last?.key.contains("comment=tutup") == true)
    }

    @Test func `a queue that holds for a part only, or stands in a tighter one, says so`() throws {
        let text = """
            /queue simple
            add name=gedung target=10.1.0.0/16 max-limit=8M/30M
            add name=a target=10.1.1.0/24 max-limit=10M/20M parent=gedung
            add name=b target=10.1.2.0/24 max-limit=10M/20M disabled=yes
            add name=c target=10.1.3.0/24 max-limit=10M/20M time=8h-16h,mon
            add name=d target=ether5 max-limit=1M/2M
            add name=e target=10.1.4.0/24,ether6 max-limit=1M/2M
            """
        let view = try view(RouterOSPlatform(), text)
        func scope(_ name: String) -> [LiveView.Scope] { view.shapers.filter { $0.name == name }.map(\.scope) }
        #expect(
            scope("a") == [.networks([try prefix("10.1.1.0/24")], download: try rate("20M"), upload: try rate("8M"))])
        #expect(view.shapers.first { $0.name == "b" }?.conditions == ["disabled"])
        #expect(view.shapers.first { $0.name == "c" }?.conditions == ["time"])
        #expect(
            scope("d") == [
                .interface("ether5", .ingress, try rate("1M")), .interface("ether5", .egress, try rate("2M")),
            ])
        #expect(scope("e").isEmpty && view.unexpressed.map(\.key) == ["name=e"])
    }

    @Test func `the queue tree limits what leaves an interface; a bridge says its ports by their VLAN`() throws {
        let text = """
            /interface bridge
            add name=bridge vlan-filtering=yes
            /interface bridge port
            add bridge=bridge interface=ether2 pvid=110
            add bridge=bridge interface=ether3 pvid=110
            /interface bridge vlan
            add bridge=bridge vlan-ids=110 tagged=bridge,ether1 untagged=ether2,ether3
            /interface vlan
            add name=vlan110 interface=bridge vlan-id=110
            /queue tree
            add name=turun parent=vlan110 max-limit=20M
            add name=voip parent=turun packet-mark=voip max-limit=2M
            """
        let view = try view(RouterOSPlatform(), text)
        let vlan = try #require(view.vlans.first)
        #expect(view.vlans.count == 1 && vlan.interface == "vlan110")
        #expect(vlan.tagged == ["bridge", "ether1"] && vlan.untagged == ["ether2", "ether3"])
        #expect(view.shapers.map(\.scope) == [.interface("vlan110", .egress, try rate("20M"))])
        #expect(view.unexpressed.map(\.key) == ["name=voip"])
    }

    @Test func `a Linux router says the default class of an interface and the classes of single networks`() throws {
        let text = """
            qdisc replace dev lan0 root handle 1: htb default 0x10
            class replace dev lan0 parent 1: classid 1:1 htb rate 100mbit ceil 100mbit
            class replace dev lan0 parent 1:1 classid 1:10 htb rate 20mbit ceil 20mbit
            class replace dev lan0 parent 1:1 classid 1:20 htb rate 5mbit ceil 5mbit
            class replace dev lan0 parent 1:1 classid 1:30 htb rate 1mbit ceil 1mbit
            filter replace dev lan0 parent 1: protocol ip prio 10 handle 800::10 u32 match ip dst 10.1.2.0/24 flowid 1:20
            ip link add link wan0 name wan0.7 type vlan id 7
            ip address add 10.12.0.1/24 dev lan0
            ip route add default via 10.12.255.1 dev wan0
            """
        let view = try view(LinuxPlatform(), text)
        #expect(
            view.shapers.map(\.scope) == [
                .interface("lan0", .egress, try rate("20M")),
                .networks([try prefix("10.1.2.0/24")], download: try rate("5M"), upload: nil),
            ])
        #expect(view.shapers.map(\.whole) == [try rate("100M"), try rate("100M")])
        #expect(view.vlans.map(\.id.number) == [7] && view.vlans.first?.domain == "wan0")
        #expect(view.addresses.map(\.address.description) == ["10.12.0.1/24"])
        #expect(view.routes.map(\.gateway) == ["10.12.255.1"])
        #expect(view.unexpressed == [LinuxSection.classID("lan0", "1:30")])
    }

    @Test func `a switch says the tags of its ports, the rate of queue 0 and of policers`() throws {
        let text = """
            --may-exist add-br br0
            --may-exist add-port br0 p1 -- set port p1 tag=120
            --may-exist add-port br0 up -- set port up trunks=120,130
            --may-exist add-port br0 p2 -- set interface p2 ingress_policing_rate=2000
            set port p1 qos=@q -- --id=@q create qos type=linux-htb other_config:max-rate=100000000 queues:0=@a queues:7=@b \
              -- --id=@a create queue other_config:max-rate=20000000 external_ids:pita=pita:dinkes \
              -- --id=@b create queue other_config:max-rate=1000000
            """
        let view = try view(OpenVSwitchPlatform(), text)
        let vlan = try #require(view.vlans.first { $0.id.number == 120 })
        #expect(vlan.untagged == ["p1"] && vlan.tagged == ["up"] && vlan.domain == "br0")
        #expect(
            Set(view.shapers.map(\.scope)) == [
                .interface("p2", .ingress, try rate("2M")), .interface("p1", .egress, try rate("20M")),
            ])
        let queue = try #require(view.shapers.first { $0.whole != nil })
        #expect(queue.whole == (try rate("100M")) && queue.comment == "pita:dinkes")
        #expect(view.unexpressed == [OpenVSwitchSection.queueID("p1", "7")])
    }

    @Test(.timeLimit(.minutes(10))) func `every object is spoken of or listed, whatever a device says`() throws {
        for platform in DamagedConfigTests.platforms {
            let seeds = try DamagedConfigTests().texts(platform).map { Array($0.utf8) }
            var damage = Damage(seed: 29)
            for _ in 0..<Trial.cases(300) {
                let bytes = damage.damaged(seeds, pieces: [])
                guard let tree = try? platform.parse(String(decoding: bytes, as: UTF8.self), file: "f") else {
                    continue
                }
                let view = platform.view(of: tree)
                let told = Set(
                    view.addresses.map(\.object) + view.vlans.map(\.object) + view.shapers.map(\.object)
                        + view.routes.map(\.object))
                #expect(view.unexpressed.count + told.count <= tree.objects.count)
                #expect(told.isSubset(of: Set(tree.objects.map(\.id))))
            }
        }
        let ranges = (0..<200).map { "add bridge=b\($0) vlan-ids=1-4094 tagged=a,b,c" }.joined(separator: "\n")
        let tree = try RouterOSPlatform().parse("/interface bridge vlan\n" + ranges, file: "f")
        let view = RouterOSPlatform().view(of: tree)
        #expect(view.vlans.count <= 1 << 17 && !view.unexpressed.isEmpty)
    }
}
