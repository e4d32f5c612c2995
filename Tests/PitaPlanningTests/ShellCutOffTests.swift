import PitaDiagnostics
import PitaPlatforms
import Testing

@testable import PitaPlanning

/// Linux routers and Open vSwitch switches: each way by which a change cuts its device off; and the playbook's word.
@Suite struct ShellCutOffTests {
    typealias Case = CutOffTests.Case

    static let router = """
        ip link add link lan0 name lan0.20 type vlan id 20
        ip link set dev lan0.20 up
        ip address add 10.9.0.2/24 dev lan0.20
        ip address add 10.8.0.2/24 dev lan0
        ip route add default via 10.9.0.1 dev lan0.20
        ip route add 10.20.0.0/16 via 10.8.0.1 dev lan0

        """

    @Test(arguments: [
        Case(
            router, "ip address del 10.9.0.2/24 dev lan0.20",
            [
                "ip address dev=lan0.20 address=10.9.0.2/24: takes the management address 10.9.0.2 off the device"
            ]),
        Case(
            router, "ip link set dev lan0.20 down",
            ["ip link dev=lan0.20: sets the interface under the management address 10.9.0.2 down"]),
        Case(
            router, "ip route del default dev lan0.20",
            ["ip route to=0.0.0.0/0: takes the default route off the device"]),
        Case(
            router, "ip route replace default via 10.8.0.1 dev lan0",
            ["ip route to=0.0.0.0/0: leads the default route elsewhere?"]),
        Case(router, "ip route del 10.20.0.0/16 dev lan0", []),
        Case(router, "ip address del 10.8.0.2/24 dev lan0", []),
        Case(router, "ip route add default via 10.8.0.1 dev lan0 metric 50", []),
        Case(
            router.replacing("ip route add default via 10.9.0.1 dev lan0.20\n", with: ""),
            "ip route del 10.20.0.0/16 dev lan0",
            [
                "ip route to=10.20.0.0/16: takes the route to 10.20.0.0/16 off a device that has no default route?"
            ]),
    ])
    func `a Linux router`(_ example: Case) throws { try CutOffTests().check(example, on: LinuxPlatform()) }

    static let bridge = """
        add-br br0
        add-port br0 uplink -- set port uplink trunks=10,99
        add-port br0 p1 -- set port p1 tag=10
        add-port br0 kelola -- set port kelola tag=99 -- set interface kelola type=internal

        """

    @Test(arguments: [
        Case(bridge, "del-br br0", ["bridge br0: takes away the bridge of the uplink"], uplinks: ["uplink"]),
        Case(bridge, "del-port br0 uplink", ["port uplink: takes away the uplink"], uplinks: ["uplink"]),
        Case(
            bridge, "set port uplink tag=5 trunks=[]", ["port uplink: changes `tag` of the uplink"], uplinks: ["uplink"]
        ),
        Case(bridge, "set port uplink trunks=10,20,99", [], uplinks: ["uplink"]),
        Case(
            bridge, "set port uplink trunks=10,20", ["port uplink: takes VLAN 99 off the uplink?"], uplinks: ["uplink"]),
        Case(
            bridge, "set port uplink vlan_mode=native-untagged tag=1",
            ["port uplink: changes `tag` of the uplink"], uplinks: ["uplink"]),
        Case(
            bridge, "del-port br0 kelola",
            ["port kelola: takes away an internal port, which the management address may stand on"]),
        Case(
            bridge, "set port kelola tag=98",
            ["port kelola: changes `tag` of an internal port, which the management address may stand on"]),
        Case(
            bridge, "set bridge br0 fail_mode=secure",
            ["bridge br0: sets `fail_mode=secure`, with which a bridge forwards nothing without a controller"]),
        Case(bridge, "set port p1 tag=20", [], uplinks: ["uplink"]),
        Case(bridge, "del-port br0 p1", [], uplinks: ["uplink"]),
        Case(bridge, "add-port br0 p2 -- set port p2 tag=30", [], uplinks: ["uplink"]),
    ])
    func `a switch`(_ example: Case) throws { try CutOffTests().check(example, on: OpenVSwitchPlatform()) }

    @Test func `a playbook that says how the device is reached afterwards turns the refusal into a warning`() throws {
        let example = try ExampleOffice()
        let device = try #require(try example.office().device("rtr-disdik"))
        let text = "/ip address\nremove [find address=127.20.11.1/8 interface=lo]\n"
        let running = try RouterOSPlatform().parse("/ip address\nadd address=127.20.11.1/8 interface=lo\n", file: "r")
        let rendered = RenderedConfig(
            target: PlannedTarget(device: device, template: "x.j2"), text: text,
            reachedAfterwards: "lewat konsol di ruang server")
        let plan = try DevicePlanner.plan(
            rendered, reading: DeviceReading(facts: PlanSamples.facts, running: running), mode: .merge,
            platform: RouterOSPlatform())
        let warning = try #require(plan.change.warnings.first { $0.message.contains("cuts it off") })
        #expect(warning.severity == .warning)
        #expect(
            warning.message
                == "the change takes the management address 127.20.11.1 off the device "
                + "(/ip address address=127.20.11.1/8 interface=lo), which cuts it off from where it is reached now; "
                + "by the playbook it is reached afterwards: lewat konsol di ruang server")
    }

    @Test func `the playbook's word comes from its file, on one line`() throws {
        func playbook(_ line: String) throws -> Playbook {
            let text = """
                name: contoh
                title: Contoh
                parameters: {segment: {type: segment}}
                targets: [{devices: path, templates: {routeros: x.j2}}]
                \(line)
                """
            return try Playbook.parse(Array(text.utf8), file: "Playbooks/contoh.yaml")
        }
        #expect(try playbook("").reachedAfterwards == nil)
        #expect(try playbook("reached_afterwards: lewat konsol").reachedAfterwards == "lewat konsol")
        #expect(throws: Diagnostics.self) { try playbook("reached_afterwards: ''") }
    }

    @Test func `what may cut is a warning for the approver`() throws {
        let found = try CutOffTests().cutOffs(
            LinuxPlatform(), Self.router, "ip route replace default via 10.8.0.1 dev lan0")
        let warnings = try CutOffCheck.warnings(found, reachedAfterwards: nil)
        #expect(
            warnings.map(\.message) == [
                "the change leads the default route elsewhere (ip route to=0.0.0.0/0), which may cut it off"
            ])
        #expect(warnings.allSatisfy { $0.severity == .warning })
    }

    @Test func `an uplink is known from the links of the inventory`() throws {
        let office = try ExampleOffice().office()
        let device = try #require(office.device("sw-dist-utara"))
        let reach = Reach(device, in: office)
        #expect(reach.uplinks == ["uplink"])
        #expect(reach.user == nil)
        #expect(reach.address.description == "127.20.0.2")
    }
}
