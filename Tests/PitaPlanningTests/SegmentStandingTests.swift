import PitaInventory
import PitaPlatforms
import Testing

@testable import PitaPlanning

/// What of a segment stands on its devices, beside what the inventory says.
@Suite struct SegmentStandingTests {
    private static let core = """
        /interface vlan
        add name=vlan110-disdik interface=sfp-sfpplus1 vlan-id=110 comment="Dinas Pendidikan"
        /ip address
        add address=10.11.255.1/30 interface=vlan110-disdik
        /ip route
        add dst-address=10.11.0.0/24 gateway=10.11.255.2
        /queue simple
        add name=pita-disdik target=10.11.0.0/24 max-limit=10M/20M comment=pita:disdik
        """
    private static let distribution = """
        --may-exist add-port br0 p-disdik -- set port p-disdik tag=110
        set port p-disdik qos=@q -- --id=@q create qos type=linux-htb other_config:max-rate=100000000 queues:0=@a \
          -- --id=@a create queue other_config:max-rate=20000000
        """
    private static let router = """
        /ip address
        add address=10.11.255.2/30 interface=ether1
        add address=10.11.0.1/24 interface=ether2
        /ip route
        add dst-address=0.0.0.0/0 gateway=10.11.255.1
        /queue tree
        add name=naik parent=ether1 max-limit=10M
        add name=turun parent=ether2 max-limit=20M
        """

    private func standing(
        core: String = core, distribution: String? = distribution, router: String = router
    ) throws -> SegmentStanding {
        let office = try ExampleOffice().office()
        let segment = try #require(office.segment("disdik"))
        let texts = ["rtr-inti": core, "sw-dist-utara": distribution, "rtr-disdik": router]
        let views = try PlaybookRenderer.pathDevices(of: segment, in: office).map { device in
            let platform = try PlatformCatalogue.platform(named: device.platform)
            let text = try #require(texts[device.name.text])
            let view: Result<LiveView, StandingFailure> =
                if let text { .success(platform.view(of: try platform.parse(text, file: device.name.text))) } else {
                    .failure(StandingFailure(cause: "connect: refused"))
                }
            return (device: device, view: view)
        }
        return SegmentStanding(segment, in: office, shaping: try ExampleOffice().allocationPlaces(), views: views)
    }

    private func verdicts(_ standing: SegmentStanding, _ device: String) -> [String] {
        standing.devices.first { $0.device.name.text == device }?.rows.map { "\($0.subject) \($0.verdict)" } ?? []
    }

    @Test func `three platforms that hold what the inventory says are the same, download and upload by their sides`()
        throws
    {
        let standing = try standing()
        #expect(!standing.hasDifferences && !standing.hasFailures)
        #expect(
            standing.sentence
                == "Dinas Pendidikan: 20M/10M in the inventory; rtr-inti 20M/10M, sw-dist-utara 20M/-, rtr-disdik 20M/10M"
        )
        #expect(verdicts(standing, "rtr-inti") == ["bandwidth same", "vlan same", "address same", "route same"])
        #expect(verdicts(standing, "sw-dist-utara") == ["bandwidth same", "vlan same"])
        #expect(
            verdicts(standing, "rtr-disdik") == ["bandwidth same", "address same", "address same", "route same"])
    }

    @Test func `another rate, a queue for a part, and a device that is not reached are told as what they are`() throws {
        let router = Self.router.replacing("max-limit=20M", with: "max-limit=15M")
        let core = Self.core.replacing("comment=pita:disdik", with: "comment=pita:disdik disabled=yes")
        let standing = try standing(core: core, distribution: nil, router: router)
        #expect(standing.hasDifferences && standing.hasFailures)
        #expect(
            standing.sentence
                == "Dinas Pendidikan: 20M/10M in the inventory; rtr-inti 20M/10M (disabled) DIFFERS, "
                + "sw-dist-utara not reached, rtr-disdik 15M/10M DIFFERS")
        #expect(standing.json["is_same"] == .bool(false))
    }

    @Test func `a port in another VLAN, an address elsewhere and a queue that is not there differ or are missing`()
        throws
    {
        let standing = try standing(
            core: "/queue simple\nadd name=tamu target=10.99.0.0/24 max-limit=5M/5M",
            distribution: Self.distribution.replacing("tag=110", with: "tag=111"),
            router: Self.router.replacing("interface=ether2\n", with: "interface=ether3\n"))
        #expect(
            verdicts(standing, "rtr-inti") == ["bandwidth missing", "vlan missing", "address missing", "route missing"])
        #expect(verdicts(standing, "sw-dist-utara") == ["bandwidth same", "vlan different"])
        #expect(
            verdicts(standing, "rtr-disdik").prefix(3) == ["bandwidth different", "address same", "address different"])
    }

    @Test func `a queue with the segment's comment for other networks differs`() throws {
        let standing = try standing(core: Self.core.replacing("target=10.11.0.0/24", with: "target=10.11.0.0/25"))
        let row = try #require(standing.devices.first?.rows.first)
        #expect(row.verdict == .different && row.found == "20M/10M (for 10.11.0.0/25)")
    }

    // MARK: a segment's own switches

    /// What the templates of a segment make on its own switches of other makers.
    private func switches(_ change: (String) -> String = { $0 }) throws -> SegmentStanding {
        let example = try ExampleOffice()
        let office = try example.office()
        let segment = try #require(office.segment("bkpsdm"))
        let values = [(name: "segment", text: "bkpsdm"), (name: "bandwidth", text: "10M/5M")]
        let renderers = try ["segmen-baru", "kenaikan-bandwidth"].map { try example.renderer($0, values) }
        let views = try office.devices(of: segment).filter { $0.role == .switch && $0.platform != "junos" }
            .map { device in
                let texts = try renderers.flatMap { renderer in
                    try renderer.targets().filter { $0.device.name == device.name }.map { try renderer.render($0).text }
                }
                let platform = try PlatformCatalogue.platform(named: device.platform)
                let tree = try platform.parse(change(texts.joined()), file: device.name.text)
                return (device: device, view: Result<LiveView, StandingFailure>.success(platform.view(of: tree)))
            }
        return SegmentStanding(segment, in: office, shaping: try example.allocationPlaces(), views: views)
    }

    @Test func `a switch of the segment holds it at its uplink: what leaves is the upload`() throws {
        let standing = try switches()
        #expect(!standing.hasDifferences, "\(standing.sentence)")
        #expect(
            standing.sentence
                == "Badan Kepegawaian dan Pengembangan SDM: 10M/5M in the inventory; sw-bkpsdm-2 10M/5M, sw-bkpsdm-3 10M/5M"
        )
        #expect(verdicts(standing, "sw-bkpsdm-2") == ["bandwidth same", "vlan same"])
        #expect(verdicts(standing, "sw-bkpsdm-3") == ["bandwidth same", "vlan same"])
        // A switch that no playbook shapes misses no limit.
        #expect(verdicts(standing, "sw-bkpsdm") == ["vlan same"])
    }

    @Test func `another rate at the uplink differs, and none is missed`() throws {
        let other = try switches { $0.replacing("5000000", with: "6000000").replacing("cir 5000", with: "cir 6000") }
        #expect(other.sentence.contains("sw-bkpsdm-2 10M/6M DIFFERS, sw-bkpsdm-3 10M/6M DIFFERS"), "\(other.sentence)")
        let none = try switches { text in
            text.split(separator: "\n").filter {
                !$0.contains("service-policy") && !$0.contains("qos lr") && !$0.contains("traffic-policy")
            }
            .joined(separator: "\n") + "\n"
        }
        #expect(none.sentence.contains("sw-bkpsdm-2 NONE, sw-bkpsdm-3 NONE"), "\(none.sentence)")
    }
}
