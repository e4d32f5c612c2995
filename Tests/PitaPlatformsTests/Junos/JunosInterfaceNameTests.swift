import Testing

@testable import PitaPlatforms

/// `ge-0/0/1` and `ge-0/0/1.0`: one where a logical interface is named, two where a port is.
@Suite struct JunosInterfaceNameTests {
    @Test func `a port is told from its unit and from words`() {
        for name in ["ge-0/0/1", "xe-0/1/10", "et-0/0/3:2", "ae12", "lo0", "reth1", "fxp0"] {
            #expect(JunosInterfaceName.isPhysical(name) && JunosInterfaceName.twin(name) == name + ".0", "\(name)")
        }
        for name in [
            "ge-0/0/1.0", "all", "irb", "<ge-*>", "ge-0/0", "ge-0/0/x", "ae", "AKSES", "ge-0/0/1.100", "10.0.0.1",
        ] {
            #expect(!JunosInterfaceName.isPhysical(name), "\(name)")
        }
        #expect(JunosInterfaceName.twin("ge-0/0/1.0") == "ge-0/0/1" && JunosInterfaceName.twin("ge-0/0/1.5") == nil)
        #expect(JunosInterfaceName.parts("ge-0/0/1.5").map { [$0.port, $0.unit] } == ["ge-0/0/1", "5"])
        #expect(JunosInterfaceName.parts("ge-0/0/1") == nil)
    }

    /// Blocks that name logical interfaces.
    static let logical = [
        "protocols ospf area 0.0.0.0 interface", "protocols ospf3 area 0.0.0.1 interface", "protocols isis interface",
        "protocols mpls interface", "protocols ldp interface", "protocols rsvp interface", "protocols pim interface",
        "protocols igmp interface", "protocols router-advertisement interface", "routing-instances V interface",
        "routing-instances V protocols ospf area 0.0.0.0 interface", "security zones security-zone Z interfaces",
        "security nat proxy-arp interface", "vlans V interface", "switch-options interface",
    ]

    @Test(arguments: logical)
    func `where a logical interface is named, a port is its unit 0`(_ block: String) throws {
        let running = ["\(block) ge-0/0/1.0", "\(block) ge-0/0/2.0"]
        #expect(try JunosTrial.plan(running, ["set \(block) ge-0/0/1"]).forward.isEmpty)
        let gone = try JunosTrial.plan(running, ["delete \(block) ge-0/0/1"])
        #expect(gone.forward == ["delete \(block) ge-0/0/1.0"] && gone.back == ["set \(block) ge-0/0/1.0"])
        let asleep = try JunosTrial.plan(running, ["deactivate \(block) ge-0/0/1"])
        #expect(asleep.forward == ["deactivate \(block) ge-0/0/1.0"])
        let new = try JunosTrial.plan(running, ["set \(block) ae3"])
        #expect(new.forward == ["set \(block) ae3.0"] && new.back == ["delete \(block) ae3.0"])
        #expect(try JunosTrial.plan(running, ["set \(block) ge-0/0/1.5"]).forward == ["set \(block) ge-0/0/1.5"])
    }

    @Test func `what is said below a port is said below its unit 0`() throws {
        let area = "protocols ospf area 0.0.0.0 interface"
        let change = try JunosTrial.plan(["\(area) ge-0/0/1.0 metric 5"], ["set \(area) ge-0/0/1 metric 10"])
        #expect(change.forward == ["set \(area) ge-0/0/1.0 metric 10"])
        #expect(change.back == ["set \(area) ge-0/0/1.0 metric 5"])
    }

    /// Blocks in which releases differ.
    static let either = [
        "protocols lldp interface", "protocols rstp interface", "protocols igmp-snooping vlan V interface",
        "protocols dot1x authenticator interface",
    ]

    @Test(arguments: either)
    func `where releases differ, a port is named as it runs`(_ block: String) throws {
        for (runs, asked) in [("ge-0/0/1.0", "ge-0/0/1"), ("ge-0/0/1", "ge-0/0/1.0")] {
            let running = ["\(block) \(runs)", "\(block) ge-0/0/9"]
            #expect(try JunosTrial.plan(running, ["set \(block) \(asked)"]).forward.isEmpty)
            #expect(try JunosTrial.plan(running, ["delete \(block) \(asked)"]).forward == ["delete \(block) \(runs)"])
        }
        let new = try JunosTrial.plan(["\(block) ge-0/0/9"], ["set \(block) ge-0/0/1"])
        #expect(new.forward == ["set \(block) ge-0/0/1"])
    }

    @Test func `a port of its own is not its unit`() throws {
        let cos = "class-of-service interfaces ge-0/0/1"
        let change = try JunosTrial.plan(
            [
                "\(cos) scheduler-map M", "class-of-service scheduler-maps M forwarding-class best-effort scheduler S",
                "class-of-service schedulers S priority low",
            ],
            ["set \(cos) unit 0 scheduler-map M"])
        #expect(change.forward == ["set \(cos) unit 0 scheduler-map M"])
    }
}
