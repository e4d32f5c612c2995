import PitaPlatforms
import Testing

@testable import PitaPlanning

/// RouterOS: each way by which a change cuts its device off, and what looks like one and is none.
@Suite struct RouterOSCutOffTests {
    typealias Case = CutOffTests.Case

    private func check(_ example: Case) throws { try CutOffTests().check(example, on: RouterOSPlatform()) }

    /// The management address stands on VLAN 99 of a bridge that filters; `ether1` is the uplink.
    static let bridge = """
        /interface bridge
        add name=br vlan-filtering=yes
        /interface vlan
        add interface=br name=kelola vlan-id=99
        /interface bridge port
        add bridge=br interface=ether1
        add bridge=br interface=ether2
        add bridge=br interface=ether3 pvid=10
        /interface bridge vlan
        add bridge=br tagged=br,ether1,ether2 vlan-ids=99
        add bridge=br tagged=ether1 untagged=ether3 vlan-ids=10
        /ip address
        add address=10.9.0.2/24 interface=kelola

        """
    static let flat = """
        /interface bridge
        add name=br
        /interface bridge port
        add bridge=br interface=ether1
        add bridge=br interface=ether2
        /ip address
        add address=10.9.0.2/24 interface=br

        """
    static let vlan99 = "VLAN 99 of the management address"

    @Test(arguments: [
        Case(
            bridge, "/interface vlan\nset [find name=kelola] vlan-id=98",
            ["/interface vlan name=kelola: changes `vlan-id` of the interface under the management address 10.9.0.2"]),
        Case(
            bridge, "/interface bridge\nset [find name=br] disabled=yes",
            ["/interface bridge name=br: takes away the interface that holds the management address 10.9.0.2"]),
        Case(
            bridge, "/interface bridge vlan\nset [find bridge=br vlan-ids=99] tagged=ether1,ether2",
            ["/interface bridge vlan bridge=br vlan-ids=99: takes \(vlan99) off the bridge `br` itself"]),
        Case(
            bridge, "/interface bridge vlan\nset [find bridge=br vlan-ids=99] disabled=yes",
            ["/interface bridge vlan bridge=br vlan-ids=99: takes \(vlan99) off the bridge `br` itself"]),
        Case(
            bridge, "/interface bridge vlan\nset [find bridge=br vlan-ids=99] tagged=br,ether1",
            ["/interface bridge vlan bridge=br vlan-ids=99: takes \(vlan99) off the ports ether2 of `br`?"]),
        Case(
            bridge, "/interface bridge vlan\nset [find bridge=br vlan-ids=99] tagged=br,ether2",
            ["/interface bridge vlan bridge=br vlan-ids=99: takes \(vlan99) off the ports ether1 of `br`"],
            uplinks: ["ether1"]),
        Case(
            bridge, "/interface bridge port\nremove [find interface=ether1]",
            ["/interface bridge port interface=ether1: takes \(vlan99) off the ports ether1 of `br`"],
            uplinks: ["ether1"]),
        Case(
            bridge,
            "/interface bridge port\nset [find interface=ether1] frame-types=admit-only-untagged-and-priority-tagged",
            ["/interface bridge port interface=ether1: takes \(vlan99) off the ports ether1 of `br`"],
            uplinks: ["ether1"]),
        Case(bridge, "/interface bridge port\nset [find interface=ether3] pvid=20", []),
        Case(bridge, "/interface bridge vlan\nadd bridge=br tagged=br,ether1 untagged=ether4 vlan-ids=30", []),
        Case(
            bridge,
            "/interface bridge vlan\nset [find bridge=br vlan-ids=99] tagged=br,ether1,ether2,ether4 comment=x", [],
            uplinks: ["ether1"]),
        Case(
            flat, "/interface bridge\nset [find name=br] vlan-filtering=yes pvid=5",
            ["/interface bridge name=br: takes the management address's frames off the ports ether1, ether2 of `br`"]),
        Case(flat, "/interface bridge\nset [find name=br] vlan-filtering=yes", []),
        Case(
            flat.replacing("name=br\n", with: "name=br vlan-filtering=yes\n"),
            "/interface bridge port\nset [find interface=ether1] pvid=10",
            [
                "/interface bridge port interface=ether1: takes the management address's frames off the ports ether1 of `br`"
            ], uplinks: ["ether1"]),
        Case(
            "/interface bridge\nadd name=br\n/ip address\nadd address=10.9.0.2/24 interface=ether1",
            "/interface bridge port\nadd bridge=br interface=ether1",
            [
                "/interface bridge port interface=ether1: makes `ether1`, which the management address stands on, a port of a bridge"
            ]),
    ])
    func `bridges, their ports and their VLANs`(_ example: Case) throws { try check(example) }

    @Test(arguments: [
        Case(
            CutOffTests.router + "\n/interface ethernet\nset [find default-name=ether1] comment=x",
            "/interface ethernet\nset [find default-name=ether1] disabled=yes",
            [
                "/interface ethernet default-name=ether1: takes away the interface that holds the management address 10.9.0.2"
            ]),
        Case(
            CutOffTests.router, "/interface ethernet\nset [find default-name=ether1] disabled=yes",
            [
                "/interface ethernet default-name=ether1: takes away the interface that holds the management address 10.9.0.2"
            ]),
        Case(CutOffTests.router, "/interface ethernet\nset [find default-name=ether2] disabled=yes", []),
    ])
    func `the interface below the management's`(_ example: Case) throws { try check(example) }

    static let routed = """
        /ip address
        add address=10.9.0.2/24 interface=ether1
        /ip route
        add dst-address=0.0.0.0/0 gateway=10.9.0.1
        add dst-address=10.20.0.0/16 gateway=10.9.0.5

        """

    @Test(arguments: [
        Case(
            routed, "/ip route\nremove [find dst-address=0.0.0.0/0 gateway=10.9.0.1]",
            ["/ip route dst-address=0.0.0.0/0 gateway=10.9.0.1: takes the default route off the device"]),
        Case(
            routed, "/ip route\nset [find dst-address=0.0.0.0/0 gateway=10.9.0.1] disabled=yes",
            ["/ip route dst-address=0.0.0.0/0 gateway=10.9.0.1: takes the default route off the device"]),
        Case(
            routed,
            "/ip route\nremove [find dst-address=0.0.0.0/0 gateway=10.9.0.1]\nadd dst-address=0.0.0.0/0 gateway=10.9.0.9",
            ["/ip route dst-address=0.0.0.0/0 gateway=10.9.0.1: leads the default route elsewhere?"]),
        Case(routed, "/ip route\nremove [find dst-address=10.20.0.0/16 gateway=10.9.0.5]", []),
        Case(routed, "/ip route\nadd dst-address=0.0.0.0/0 gateway=10.9.0.7 distance=5", []),
        Case(
            routed, "/ip route\nadd dst-address=0.0.0.0/0 gateway=10.9.0.7",
            [
                "/ip route dst-address=0.0.0.0/0 gateway=10.9.0.7: leads the default route by 10.9.0.7 too, beside the one by 10.9.0.1, which stays?"
            ]),
        Case(
            routed.replacing("add dst-address=0.0.0.0/0 gateway=10.9.0.1\n", with: ""),
            "/ip route\nremove [find dst-address=10.20.0.0/16 gateway=10.9.0.5]",
            [
                "/ip route dst-address=10.20.0.0/16 gateway=10.9.0.5: takes the route to 10.20.0.0/16 off a device that has no default route?"
            ]),
    ])
    func `routes`(_ example: Case) throws { try check(example) }

    static let guarded = """
        /ip address
        add address=10.9.0.2/24 interface=ether1
        /ip firewall filter
        add action=accept chain=input comment=sambungan connection-state=established,related
        add action=accept chain=input comment=kelola dst-port=22 protocol=tcp src-address=10.1.0.0/16
        add action=drop chain=input comment=sisa
        add action=drop chain=forward comment=lewat

        """
    static let open = "/ip address\nadd address=10.9.0.2/24 interface=ether1\n"
    static let drops = "makes the firewall drop new SSH connections to the device"

    @Test(arguments: [
        Case(
            guarded, "/ip firewall raw\nadd action=drop chain=prerouting comment=awal dst-address=10.9.0.2",
            ["/ip firewall raw chain=prerouting comment=awal: \(drops)"]),
        Case(guarded, "/ip firewall raw\nadd action=drop chain=output comment=awal", []),
        Case(
            guarded,
            "/ip firewall filter\nadd action=drop chain=input comment=awal place-before=[find chain=input comment=kelola]",
            ["/ip firewall filter chain=input comment=awal: \(drops)"]),
        Case(
            guarded, "/ip firewall filter\nremove [find chain=input comment=kelola]",
            ["/ip firewall filter chain=input comment=kelola: \(drops)"]),
        Case(
            guarded, "/ip firewall filter\nset [find chain=input comment=kelola] disabled=yes",
            ["/ip firewall filter chain=input comment=kelola: \(drops)"]),
        Case(
            guarded, "/ip firewall filter\nset [find chain=input comment=kelola] dst-port=2222",
            ["/ip firewall filter chain=input comment=kelola: \(drops)"]),
        Case(guarded, "/ip firewall filter\nadd action=drop chain=input comment=akhir", []),
        Case(
            guarded,
            "/ip firewall filter\nadd action=drop chain=forward comment=awal place-before=[find chain=input comment=kelola]",
            []),
        Case(
            guarded,
            "/ip firewall filter\nadd action=drop chain=input comment=udp protocol=udp place-before=[find chain=input comment=kelola]",
            []),
        Case(
            guarded,
            "/ip firewall filter\nadd action=drop chain=input comment=rusak connection-state=invalid place-before=[find chain=input comment=kelola]",
            []),
        Case(
            guarded,
            "/ip firewall filter\nadd action=drop chain=input comment=asing src-address=10.1.7.0/24 place-before=[find chain=input comment=kelola]",
            ["/ip firewall filter chain=input comment=asing: adds a rule that may drop Pita's connections?"]),
        Case(
            open, "/ip firewall filter\nadd action=drop chain=input comment=semua",
            ["/ip firewall filter chain=input comment=semua: \(drops)"]),
        Case(
            open, "/ip firewall filter\nadd action=reject chain=input comment=ssh dst-port=20-25 protocol=tcp",
            ["/ip firewall filter chain=input comment=ssh: \(drops)"]),
        Case(open, "/ip firewall filter\nadd action=drop chain=input comment=web dst-port=80,443 protocol=tcp", []),
        Case(
            open, "/ip firewall filter\nadd action=drop chain=input comment=lain dst-address=10.8.0.0/16", []),
        Case(
            open,
            "/ip firewall filter\nadd action=accept chain=input comment=dari src-address=10.1.0.0/16\nadd action=drop chain=input comment=sisa",
            ["/ip firewall filter chain=input comment=sisa: makes the firewall drop new SSH connections but for some?"]),
        Case(
            open,
            "/ip firewall filter\nadd action=accept chain=input comment=ssh dst-port=22 protocol=tcp\n"
                + "add action=drop chain=input comment=sisa", []),
    ])
    func `the firewall`(_ example: Case) throws { try check(example) }

    static let served = """
        /ip service
        set ssh address=10.1.0.0/16
        /user
        add group=pita name=pita address=10.1.0.0/16
        add group=full name=lain
        /user group
        add name=pita policy=ssh,read,write,policy,test
        add name=tamu policy=read

        """

    @Test(arguments: [
        Case(served, "/ip service\nset ssh disabled=yes", ["/ip service name=ssh: switches the SSH service off"]),
        Case(served, "/ip service\nset ssh port=2200", ["/ip service name=ssh: moves the SSH service to port 2200"]),
        Case(
            served, "/ip service\nset ssh address=10.1.1.0/24",
            ["/ip service name=ssh: takes away addresses from which the SSH service may be used"]),
        Case(served, "/ip service\nset ssh address=10.0.0.0/8", []),
        Case(served, "/ip service\nset telnet disabled=yes", []),
        Case(
            served, "/user\nremove [find name=pita]", ["/user name=pita: changes the user that Pita logs in as"],
            user: "pita+cte200w"),
        Case(
            served, "/user\nset [find name=pita] group=tamu",
            ["/user name=pita: changes the user that Pita logs in as"],
            user: "pita"),
        Case(served, "/user\nremove [find name=lain]", [], user: "pita"),
        Case(served, "/user\nset [find name=pita] comment=x", [], user: "pita"),
        Case(
            served, "/user\nremove [find name=lain]", ["/user name=lain: changes the user that Pita may log in as"]),
        Case(
            served, "/user group\nset [find name=pita] policy=read,test",
            ["/user group name=pita: takes rights that Pita needs: policy, ssh, write"], user: "pita"),
        Case(served, "/user group\nset [find name=tamu] policy=test", [], user: "pita"),
    ])
    func `the SSH service and the user`(_ example: Case) throws { try check(example) }
}
