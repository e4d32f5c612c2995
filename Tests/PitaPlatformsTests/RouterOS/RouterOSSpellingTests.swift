import PitaDiagnostics
import Testing

@testable import PitaPlatforms

/// The same config as two generations of RouterOS export it.
@Suite struct RouterOSSpellingTests {
    private let platform = RouterOSPlatform()

    /// As version 6 prints it: dates with the month's name, wrapped lines, `distance=1`, NTP by two properties.
    private static let six = """
        # nov/25/2026 10:00:00 by RouterOS 6.49.17
        # software id = AAAA-BBBB
        #
        # model = RB3011UiAS
        /interface vlan
        add comment="Dinas Contoh" interface=ether1 name=vlan110 vlan-id=110
        /queue simple
        add comment=pita:contoh max-limit=10M/20M name=pita-contoh target=\\
            10.11.0.0/24
        /ip address
        add address=10.11.255.2/30 interface=ether1 network=10.11.255.0
        /ip firewall filter
        add action=drop chain=input comment="pita: luar" dst-port=8291 in-interface=\\
            ether1 protocol=tcp
        /ip route
        add distance=1 gateway=10.11.255.1
        /system identity
        set name=rtr-contoh
        /system ntp client
        set enabled=yes primary-ntp=10.0.0.123
        """

    /// As version 7 prints it: another date, one line a command, the destination named, servers in a menu of their own.
    private static let seven = """
        # 2026-11-25 10:00:00 by RouterOS 7.16.1
        # software id = AAAA-BBBB
        #
        # model = RB3011UiAS
        /interface vlan
        add comment="Dinas Contoh" interface=ether1 name=vlan110 vlan-id=110
        /queue simple
        add comment=pita:contoh max-limit=10M/20M name=pita-contoh target=10.11.0.0/24
        /ip address
        add address=10.11.255.2/30 interface=ether1 network=10.11.255.0
        /ip firewall filter
        add action=drop chain=input comment="pita: luar" dst-port=8291 in-interface=ether1 protocol=tcp
        /ip route
        add disabled=no dst-address=0.0.0.0/0 gateway=10.11.255.1 routing-table=main suppress-hw-offload=no
        /system identity
        set name=rtr-contoh
        /system ntp client
        set enabled=yes
        /system ntp client servers
        add address=10.0.0.123
        """

    private func running(_ text: String, _ version: String) throws -> ConfigTree {
        let facts = DeviceFacts(name: "r", model: "RB3011UiAS", serial: nil, version: version)
        let export = CommandReply(output: text + "\npita-end-of-export\n")
        return try platform.running(from: ["export": export], facts: facts)
    }

    @Test func theTwoDifferOnlyWhereTheDeviceDoes() throws {
        let (old, new) = (try running(Self.six, "6.49.17"), try running(Self.seven, "7.16.1"))
        let differing = Set(TreeDifference(from: old, to: new).ids.map(\.section))
        #expect(differing == ["/system ntp client", "/system ntp client servers"], "\(differing)")
        for section in ["/queue simple", "/ip route", "/ip address", "/ip firewall filter", "/interface vlan"] {
            #expect(old.objects(in: section) == new.objects(in: section), "\(section)")
        }
    }

    @Test(arguments: [(six, "6.49.17"), (seven, "7.16.1")])
    func aConfigDiffersInNothingFromItself(_ text: String, _ version: String) throws {
        let tree = try running(text, version)
        let facts = DeviceFacts(name: "r", model: "RB3011UiAS", serial: nil, version: version)
        #expect(try platform.change(from: tree, to: tree, mode: .exact, facts: facts).isEmpty)
    }
}
