import PitaPlatforms
import Testing

@testable import PitaLab

/// What the shipped templates make, made and taken back on routers where it was set before and where it was not.
@Suite struct PlaybookUndoTests {
    private static let versions = ["6.49.17", "7.10.2", "7.16.1", "7.22.3"]

    /// `routeros/dns.j2`.
    private static let dns = "/ip dns\nset servers=\"10.0.0.53,10.0.0.54\"\n"

    @Test(arguments: versions)
    func `name servers that were not set are unset again`(version: String) throws {
        try PushBench(version: version).roundTrip(Self.dns, version)
    }

    @Test(arguments: versions)
    func `name servers that were set are set again`(version: String) throws {
        let bench = PushBench(
            version: version, setup: ["/ip dns set servers=192.0.2.1 allow-remote-requests=yes cache-size=4096KiB"])
        try bench.roundTrip(Self.dns, version)
    }

    /// `routeros/bandwidth.j2`, in its three forms.
    private static let bandwidths = [
        "/queue simple\nadd name=\"pita-disdik\" target=10.11.0.0/24 max-limit=10M/20M comment=\"pita:disdik\"\n",
        "/queue simple\nadd name=\"pita-disdik\" target=10.11.0.0/24 max-limit=10M/20M "
            + "queue=pcq-upload-default/pcq-download-default comment=\"pita:disdik\"\n",
        """
        /queue simple
        remove [ find name="pita-disdik" ]
        /ip firewall address-list
        add list="pita-disdik" address=10.11.0.0/24
        /ip firewall mangle
        add chain=forward action=mark-packet dst-address-list="pita-disdik" new-packet-mark="pita-disdik-down" passthrough=no comment="pita:disdik:down"
        add chain=forward action=mark-packet src-address-list="pita-disdik" new-packet-mark="pita-disdik-up" passthrough=no comment="pita:disdik:up"
        /queue tree
        add name="pita-disdik-down" parent=global packet-mark="pita-disdik-down" max-limit=20M comment="pita:disdik"
        add name="pita-disdik-up" parent=global packet-mark="pita-disdik-up" max-limit=10M queue=pcq-upload-default comment="pita:disdik"

        """,
    ]

    @Test(arguments: versions, bandwidths)
    func `a limit that was not there goes again`(version: String, template: String) throws {
        try PushBench(version: version).roundTrip(template, version)
    }

    @Test(arguments: versions, bandwidths)
    func `a limit that was another is that again`(version: String, template: String) throws {
        let bench = PushBench(
            version: version,
            setup: [
                "/queue simple add name=lain target=10.99.0.0/24 max-limit=1M/1M",
                "/queue simple add name=pita-disdik target=10.11.0.0/25 max-limit=5M/5M priority=3/3 comment=lama",
                "/queue tree add name=pita-disdik-down parent=global packet-mark=lama max-limit=1M",
                "/ip firewall mangle add chain=forward action=mark-packet new-packet-mark=lama comment=\"pita:disdik:up\" dst-address=10.0.0.1",
                "/ip firewall mangle add chain=forward action=accept comment=akhir",
            ])
        try bench.roundTrip(template, version)
    }

    /// `routeros/segment.j2` for the core, a router and a switch.
    private static let segments = [
        """
        /interface vlan
        add name="vlan110-disdik" interface="ether1" vlan-id=110 comment="Dinas Pendidikan"
        /ip address
        add address=10.11.255.1/30 interface="vlan110-disdik"
        /ip route
        add dst-address=10.11.0.0/24 gateway=10.11.255.2

        """,
        """
        /ip address
        add address="10.11.255.2/30" interface="ether1"
        add address="10.11.0.1/24" interface="ether2"
        /ip route
        add dst-address=0.0.0.0/0 gateway="10.11.255.1"

        """,
        """
        /interface bridge port
        add bridge=bridge interface="ether2" pvid=110 frame-types=admit-only-untagged-and-priority-tagged
        add bridge=bridge interface="ether3" pvid=110 frame-types=admit-only-untagged-and-priority-tagged
        /interface bridge vlan
        add bridge=bridge vlan-ids=110 tagged=bridge,ether1 untagged="ether2,ether3"
        /interface vlan
        add name="vlan110" interface=bridge vlan-id=110

        """,
    ]

    @Test(arguments: versions, segments)
    func `a segment that was not there goes again`(version: String, template: String) throws {
        let bench = PushBench(version: version, setup: ["/interface bridge add name=bridge"])
        try bench.roundTrip(template, version)
    }

    @Test(arguments: versions, segments)
    func `a segment that was built in part is as it was`(version: String, template: String) throws {
        let bench = PushBench(
            version: version,
            setup: [
                "/interface bridge add name=bridge vlan-filtering=yes",
                "/interface vlan add name=vlan110-disdik interface=ether1 vlan-id=110 mtu=1400",
                "/ip address add address=10.11.255.2/30 interface=ether1 comment=lama disabled=yes",
                "/interface bridge port add bridge=bridge interface=ether2 pvid=99 hw=no",
                "/interface bridge vlan add bridge=bridge vlan-ids=110 tagged=ether5",
                "/ip route add dst-address=0.0.0.0/0 gateway=10.11.255.1 distance=5 comment=cadangan",
            ])
        try bench.roundTrip(template, version)
    }

    @Test(arguments: versions)
    func `settings of one's own are taken back from set and from unset`(version: String) throws {
        let servers = version.hasPrefix("6") ? "primary-ntp=10.0.0.1" : "servers=10.0.0.1"
        let template = """
            /system ntp client
            set enabled=yes \(servers)
            /snmp
            set enabled=yes contact="Ruang server" location=Gedung
            /system clock
            set time-zone-name=Asia/Jakarta
            /system identity
            set name=rtr-baru
            /system note
            set note="milik pemda" show-at-login=no

            """
        try PushBench(version: version).roundTrip(template, version)
        let set = PushBench(
            version: version,
            setup: [
                "/snmp set enabled=yes contact=lama", "/system identity set name=\"rtr lama\"",
                "/system clock set time-zone-name=Asia/Makassar", "/system note set note=\"a\\r\\nb\"",
            ])
        try set.roundTrip(template, version)
    }

    @Test(arguments: versions)
    func `a way back that the device can't read is not armed`(version: String) throws {
        let bench = PushBench(version: version)
        let change = try bench.change(to: Self.dns)
        // As it was sent once: `set !servers`, which the menu does not have.
        let damaged = change.reverse.map { DeviceCommand($0.text.replacing("servers=\"\"", with: "!servers")) }
        #expect(damaged != change.reverse)
        let spoilt = DeviceChange(
            commands: change.commands, reverse: damaged, before: change.before, after: change.after,
            differences: change.differences)
        #expect(try bench.arm(spoilt).hasPrefix("refused"))
        #expect(bench.bench.run(":put [:len [/file find]]") == "0\n")
        #expect(
            try bench.arm(change).contains(
                version.hasPrefix("7.1") && version != "7.10.2" || version == "7.22.3"
                    ? "read by a dry run" : "parsed"))
        #expect(bench.bench.run(":put [:len [/file find]]") == "0\n")
    }

    @Test func `where the file can't be made the event is parsed`() throws {
        let bench = PushBench()
        bench.bench.router.surroundings.files = FileArea(directory: bench.bench.directory, isFull: true)
        let change = try bench.change(to: Self.dns)
        #expect(try bench.arm(change).contains("parsed"))
    }
}
