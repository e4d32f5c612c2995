import PitaDiagnostics
import PitaNetwork
import PitaPlatforms
import Testing

@testable import PitaPlanning

/// A change that takes away what Pita reaches the device by is refused before anything is sent.
@Suite struct CutOffTests {
    static let router = """
        /interface vlan
        add interface=ether1 name=kelola vlan-id=99
        add interface=ether1 name=lain vlan-id=98
        /ip address
        add address=10.9.0.2/24 interface=kelola
        add address=10.8.0.2/24 interface=lain
        /queue simple
        add name=alat target=10.9.0.2/32 max-limit=1M/1M
        """

    /// What of a change would cut the device off.
    func cutOffs(
        _ platform: any Platform, _ running: String, _ intended: String, mode: ChangeMode = .merge,
        user: String? = nil, uplinks: Set<String> = []
    ) throws -> [CutOff] {
        let facts = DeviceFacts(
            name: "a", model: "b", serial: nil, version: "7.16.1", other: ["uid": "0", "save-directory": "/s"])
        let running = try platform.parse(running, file: "r")
        let change = try platform.change(
            from: running, to: try platform.parse(intended, file: "i"), mode: mode, facts: facts)
        #expect(!change.isEmpty)
        let address = try #require(Address("10.9.0.2"))
        return platform.cutOffs(
            by: change, running: running, reach: Reach(address: address, user: user, uplinks: uplinks))
    }

    /// The refusal of a change; `nil` when it is not refused.
    func refusal(_ platform: any Platform, _ running: String, _ intended: String, mode: ChangeMode = .merge) throws
        -> String?
    {
        let found = try cutOffs(platform, running, intended, mode: mode)
        return faults { _ = try CutOffCheck.warnings(found, reachedAfterwards: nil) }.first?.message
    }

    /// One change and what it would do: `object: reason`, with `?` behind it where it is not certain.
    struct Case: Sendable, CustomTestStringConvertible {
        let running: String
        let intended: String
        let found: [String]
        var user: String?
        var uplinks: Set<String> = []
        var mode = ChangeMode.merge

        init(
            _ running: String, _ intended: String, _ found: [String] = [], user: String? = nil,
            uplinks: Set<String> = [], mode: ChangeMode = .merge
        ) {
            (self.running, self.intended, self.found) = (running, intended, found)
            (self.user, self.uplinks, self.mode) = (user, uplinks, mode)
        }

        var testDescription: String { intended }
    }

    func check(_ example: Case, on platform: any Platform) throws {
        let found = try cutOffs(
            platform, example.running, example.intended, mode: example.mode, user: example.user,
            uplinks: example.uplinks)
        #expect(found.map { "\($0.object): \($0.reason)" + ($0.isCertain ? "" : "?") } == example.found)
    }

    @Test(arguments: [
        "/ip address\nremove [find address=10.9.0.2/24 interface=kelola]",
        "/ip address\nset [find address=10.9.0.2/24 interface=kelola] disabled=yes",
        "/ip address\nremove [find address=10.9.0.2/24 interface=kelola]\n/interface vlan\nremove [find name=kelola]",
    ])
    func `taking the management address away is refused`(_ intended: String) throws {
        let message = try refusal(RouterOSPlatform(), Self.router, intended)
        #expect(
            message?.contains("takes the management address 10.9.0.2 off the device (/ip address") == true,
            "\(message ?? "-")")
    }

    @Test func `taking away the interface that holds it is refused`() throws {
        let intended = "/interface vlan\nset [find name=kelola] disabled=yes"
        let message = try refusal(RouterOSPlatform(), Self.router, intended)
        #expect(
            message?.contains("takes away the interface that holds the management address 10.9.0.2") == true,
            "\(message ?? "-")")
    }

    @Test(arguments: [
        "/ip address\nremove [find address=10.8.0.2/24 interface=lain]",
        "/ip address\nremove [find address=10.8.0.2/24 interface=lain]\n/interface vlan\nremove [find name=lain]",
        "/interface vlan\nset [find name=kelola] comment=x", "/queue simple\nremove [find name=alat]",
        "/ip address\nset [find address=10.9.0.2/24 interface=kelola] comment=x",
    ])
    func `a change of anything else is not`(_ intended: String) throws {
        #expect(try refusal(RouterOSPlatform(), Self.router, intended) == nil)
    }

    @Test func `replacing a scope that holds the address is refused too`() throws {
        let scope = try #require(ReplaceScope("/ip address"))
        let message = try refusal(
            RouterOSPlatform(), Self.router, "/ip address\nadd address=10.8.0.2/24 interface=lain",
            mode: .replace(scope))
        #expect(message?.contains("takes the management address") == true)
    }

    @Test(arguments: [
        ("ip address del 10.9.0.2/24 dev lan0.20", true), ("ip link del dev lan0.20", true),
        ("ip address del 10.8.0.2/24 dev lan0", false),
    ])
    func `linux devices are held to the same`(_ intended: String, _ isRefused: Bool) throws {
        let running = """
            ip link add link lan0 name lan0.20 type vlan id 20
            ip address add 10.9.0.2/24 dev lan0.20
            ip address add 10.8.0.2/24 dev lan0
            """
        #expect((try refusal(LinuxPlatform(), running, intended) != nil) == isRefused)
    }

    @Test func `the plan of a device throws it with the device's name`() throws {
        let example = try ExampleOffice()
        let office = try example.office()
        let device = try #require(office.device("rtr-disdik"))
        let rendered = RenderedConfig(
            target: PlannedTarget(device: device, template: "x.j2"),
            text: "/ip address\nremove [find address=127.20.11.1/8 interface=lo]\n")
        let running = try RouterOSPlatform().parse("/ip address\nadd address=127.20.11.1/8 interface=lo\n", file: "r")
        let reading = DeviceReading(facts: PlanSamples.facts, running: running)
        let found = faults {
            _ = try DevicePlanner.plan(rendered, reading: reading, mode: .merge, platform: RouterOSPlatform())
        }
        #expect(found.first?.message.contains("would cut it off") == true)
        #expect(found.first?.context == ["device rtr-disdik"])
    }

    @Test func `a rendered config that is wrong names the rendered template, the line and the device`() throws {
        let device = try #require(try ExampleOffice().office().device("rtr-disdik"))
        let rendered = RenderedConfig(
            target: PlannedTarget(device: device, template: "x.j2"), text: "/queue simple\nadd nmae=x\n")
        let reading = DeviceReading(facts: PlanSamples.facts, running: ConfigTree())
        let found = faults {
            _ = try DevicePlanner.plan(rendered, reading: reading, mode: .merge, platform: RouterOSPlatform())
        }
        #expect(found.first?.mark?.file == "Templates/x.j2 (rendered)")
        #expect(found.first?.mark?.line == 2)
        #expect(found.first?.context == ["device rtr-disdik"])
    }
}
