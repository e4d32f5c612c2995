import PitaDiagnostics
import PitaPlatforms
import Testing

@Suite struct OpenVSwitchTextTests {
    private let platform = OpenVSwitchPlatform()
    private let facts = DeviceFacts(name: "s", model: "x", serial: nil, version: "3.1.0", other: ["uid": "0"])

    private let office = """
        --may-exist add-br br0 -- --may-exist add-port br0 p-dinkes -- set port p-dinkes tag=120
        set port p-dinkes qos=@q -- --id=@q create qos type=linux-htb other_config:max-rate=100000000 \\
            external_ids:pita='"pita:dinkes"' queues:0=@q0 \\
            -- --id=@q0 create queue other-config:min-rate=20000000 other-config:max-rate=20000000 external_ids:pita='"pita:dinkes"'
        """

    private func change(_ running: String, _ intended: String, _ mode: ChangeMode = .merge) throws -> DeviceChange {
        try platform.change(
            from: try platform.parse(running, file: "running"), to: try platform.parse(intended, file: "intended"),
            mode: mode,
            facts: facts)
    }

    @Test(arguments: [
        ("add-bond br0 bond0 eth0 eth1", "make the bond on the device"),
        ("set-controller br0 tcp:10.0.0.1", "neither read nor managed"),
        ("set-fail-mode br0 secure", "fail_mode=secure"),
    ])
    func `what Pita does not manage is refused with what to do`(line: String, hint: String) {
        #expect { try platform.parse(line, file: "t") } throws: { "\($0)".contains("t:1:1") && "\($0)".contains(hint) }
    }

    @Test func aRaiseSetsTheQueueInPlaceInOneTransaction() throws {
        #expect(try change(office, office).isEmpty)
        let raise = try change(office, office.replacing("20000000", with: "50000000"))
        #expect(
            raise.commands.map(\.text) == [
                "r1=$(ovs-vsctl --timeout=10 get qos p-dinkes queues:0) && ovs-vsctl --timeout=10 -- set queue \"$r1\" "
                    + "other_config:max-rate=50000000 other_config:min-rate=50000000"
            ])
        #expect(raise.differences.map(\.id.description) == ["queue port=p-dinkes queue=0"])
    }

    @Test(arguments: [
        "set port p-dinkes tag=5000", "set port p-dinkes trunks=[] tag=[]", "clear port p-dinkes tag",
        "set port nope tag=5",
        "set port p-dinkes qos=@q", "--id=@q create qos type=linux-htb", "set port p-dinkes trunks=10,20", "frobnicate",
        "add-port nope p9", "set port p-dinkes vlan_mode=bogus", "set qos p-dinkes other_config:max-rate=50M",
        "set port p-dinkes tag=5; reboot", "set port 'p dinkes' tag=5", "--bogus set port p-dinkes tag=5",
    ])
    func whatTheSwitchWouldTakeWronglyOrNotIsRefusedWithItsPlace(line: String) throws {
        let found = #expect(throws: Diagnostics.self) { _ = try self.change(self.office, line) }
        #expect(found?.items.allSatisfy { $0.mark != nil } == true, "\(line)")
    }

    @Test func aScopeRemovesTheQueuesThatItOwns() throws {
        let scope = try #require(ReplaceScope("queue[external_ids:pita^=pita:]"))
        let running =
            office.replacing("queues:0=@q0", with: "queues:0=@q0 queues:7=@q7")
            + " -- --id=@q7 create queue external_ids:pita='\"pita:lama\"'"
        let change = try change(running, office, .replace(scope))
        #expect(change.commands.count == 1)
        #expect(change.after.objects.filter(\.isAbsent).map(\.id.key) == ["port=p-dinkes queue=7"])
        #expect(change.commands[0].text.contains("destroy queue"))
    }

    @Test func removingAPortTakesItsShapingWithIt() throws {
        let change = try change(office, "--if-exists del-port br0 p-dinkes")
        #expect(Set(change.after.objects.filter(\.isAbsent).map(\.id.section)) == ["port", "qos", "queue"])
        #expect(change.commands.count == 1)
    }

    @Test(arguments: [
        "--may-exist add-port br0 tun0 -- set interface tun0 type=ipsec_gre options:psk=hunter2",
        "set interface tun0 options:psk='\"hunter2\"' options:nonsense",
        "set interface tun0 options:private_key=hunter2 x",
        "remove interface tun0 options psk",
    ])
    func theKeyOfATunnelIsRefusedAndShownNowhere(line: String) throws {
        let found = #expect(throws: Diagnostics.self) { _ = try self.platform.parse(line, file: "t") }
        let shown = found?.description ?? ""
        #expect(shown.contains("a secret can't be part of a plan") && !shown.contains("hunter2"))
        #expect(platform.excerpt(of: line, at: SourceMark(file: "t", line: 1, column: 1)) == nil)
    }

    @Test func aTunnelThatGoesWithItsKeyIsIrreversible() throws {
        let tunnel =
            office + "\n--may-exist add-port br0 tun0 -- set interface tun0 type=ipsec_gre options:remote_ip=10.0.0.1"
        let known = try platform.parse(tunnel, file: "running")
        let running = ConfigTree(
            known.objects + [ConfigObject(id: ObjectID(section: "secret", key: "tun0"), properties: [:])])
        func change(_ text: String) throws -> DeviceChange {
            try platform.change(from: running, to: try platform.parse(text, file: "t"), mode: .merge, facts: facts)
        }
        #expect(
            try change("del-port br0 tun0").irreversible == [
                "interface tun0 goes with its secrets, and the way back makes it again without them"
            ])
        #expect(try change("del-port br0 p-dinkes").irreversible.isEmpty)
        #expect(try change("set interface tun0 options:remote_ip=10.0.0.2").irreversible.isEmpty)
    }

    @Test func everyChangeSaysThatAPowerCycleKeepsIt() throws {
        #expect(try change(office, office).warnings.isEmpty)
        let raise = try change(office, office.replacing("20000000", with: "50000000"))
        #expect(raise.warnings.map(\.message).contains { $0.contains("keeps the change") })
    }

    @Test func warnsOfAVLANThatDoesNotLeaveTheSwitch() throws {
        let office = """
            add-br br0
            add-port br0 uplink -- set port uplink trunks=110,120
            add-port br0 p1
            set port p1 tag=110
            """
        func warned(_ intended: String) throws -> Bool {
            try change(office, intended).warnings.contains { $0.message.contains("on no trunk") }
        }
        #expect(try warned("set port p1 tag=130"))
        #expect(try !warned("set port p1 tag=120"))
        #expect(try !warned("set port p1 tag=130\nset port uplink trunks=110,120,130"))
    }

    @Test func aSlotIsNoData() {
        for text in [RuntimeSlot.push, "x ⟦seconds⟧"] {
            #expect(throws: Diagnostics.self) { try platform.quoted(text) }
            #expect(throws: Diagnostics.self) { try LinuxPlatform().quoted(text) }
            #expect(throws: Diagnostics.self) { try LinuxPlatform().parse("# \(text)", file: "t") }
            let found = #expect(throws: Diagnostics.self) {
                try platform.parse("\nset port p external_ids:agency='\(text)'", file: "t")
            }
            #expect(found?.items.first?.mark?.line == 2)
        }
    }

    @Test func aPlatformIsFoundByItsName() throws {
        #expect(platform.name == "openvswitch")
        #expect(try platform.facts(from: ["facts": CommandReply(output: Self.answer)]).version == "3.1.0")
    }

    private static let answer = """
        @@pita node
        sw-1
        @@pita kernel
        6.1.0
        @@pita machine
        x86_64
        @@pita uid
        0
        @@pita tool
        ovs-vsctl (Open vSwitch) 3.1.0
        @@pita os
        @@pita model
        @@pita serial
        @@pita state
        @@pita systemd
        @@pita end
        """
}
