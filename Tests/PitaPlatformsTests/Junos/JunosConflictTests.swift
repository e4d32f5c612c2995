import PitaDiagnostics
import Testing

@testable import PitaPlatforms

/// States that exclude each other: a commit refuses them, so the plan does.
@Suite struct JunosConflictTests {
    /// What runs, what a template sets beside it, and what is said of that; and what may be set instead.
    struct Case: Sendable {
        let running: [String]
        let asked: [String]
        let words: String
        var isError = true
        let legal: [String]
        /// What is deactivated to end it, where it is not all that was asked.
        var asleep: String?
    }

    private static let port = "interfaces ge-0/0/1"
    private static let unit = "interfaces ge-0/0/1 unit 0"
    private static let switching = "\(unit) family ethernet-switching"
    private static let vlans = ["vlans a vlan-id 10", "vlans b vlan-id 20"]
    private static let bgp = "protocols bgp group G"

    static let cases: [Case] = [
        // Families.
        Case(
            running: ["\(unit) family inet dhcp"],
            asked: ["\(switching) interface-mode trunk", "\(switching) vlan members 5"],
            words: "has no other family",
            legal: ["interfaces ge-0/0/2 unit 0 family ethernet-switching vlan members 5"], asleep: switching),
        Case(
            running: ["\(switching) vlan members 5"], asked: ["\(unit) family inet address 10.0.0.1/24"],
            words: "has no other family", legal: ["interfaces irb unit 5 family inet address 10.0.0.1/24"],
            asleep: "\(unit) family inet"),
        Case(
            running: ["\(unit) family inet address 10.0.0.1/24"], asked: ["\(unit) family inet dhcp"],
            words: "asks for its address", legal: ["\(unit) family inet6 address 2001:db8::1/64"]),
        Case(
            running: ["\(unit) family inet address 10.0.0.1/24"],
            asked: ["\(unit) family inet unnumbered-address lo0.0"],
            words: "unnumbered", isError: false, legal: ["\(unit) family inet mtu 1500"]),
        // VLANs of ports.
        Case(
            running: vlans + ["\(switching) interface-mode access", "\(switching) vlan members a"],
            asked: ["\(switching) vlan members b"], words: "more VLANs than one: a, b",
            legal: ["\(switching) vlan members 10"]),
        Case(
            running: vlans + ["\(switching) vlan members a"], asked: ["\(switching) vlan members 20"],
            words: "is an access port", legal: ["\(switching) interface-mode trunk", "\(switching) vlan members 20"]),
        Case(
            running: vlans + ["\(switching) port-mode access"], asked: ["\(switching) vlan members 10-12"],
            words: "port-mode trunk",
            legal: ["\(switching) port-mode tagged-access", "\(switching) vlan members 10-12"]),
        Case(
            running: vlans, asked: ["\(switching) vlan members all"], words: "is an access port", isError: false,
            legal: ["\(switching) interface-mode trunk", "\(switching) vlan members all"]),
        Case(
            running: vlans, asked: ["\(switching) interface-mode trunk"], words: "trunk without a VLAN",
            legal: ["\(switching) port-mode trunk"]),
        Case(
            running: vlans, asked: ["\(unit) family bridge interface-mode trunk"], words: "vlan-id-list NUMBERS",
            legal: ["\(unit) family bridge interface-mode trunk", "\(unit) family bridge vlan-id-list 5"]),
        Case(
            running: ["\(port) vlan-tagging"], asked: ["\(switching) interface-mode access"], words: "is untagged",
            legal: ["\(switching) interface-mode trunk", "\(switching) vlan members 5"]),
        // Tags.
        Case(
            running: [], asked: ["\(port) unit 5 vlan-id 5"], words: "needs a tagged interface",
            legal: ["\(port) flexible-vlan-tagging", "\(port) unit 5 vlan-id 5"]),
        Case(
            running: [], asked: ["interfaces irb unit 5 vlan-id 5"], words: "`vlans` say the number",
            legal: ["interfaces lt-0/0/0 unit 5 vlan-id 5", "interfaces ge-0/0/2 encapsulation extended-vlan-ccc"]),
        Case(
            running: ["\(port) vlan-tagging"], asked: ["\(port) unit 5 family inet address 10.0.0.1/24"],
            words: "needs a `vlan-id`",
            legal: ["\(port) unit 5 vlan-id 5", "\(port) unit 5 family inet address 10.0.0.1/24", "\(port) unit 6"],
            asleep: "\(port) unit 5"),
        Case(
            running: ["\(port) vlan-tagging", "\(port) unit 5 vlan-id 5"], asked: ["\(port) unit 6 vlan-id 5"],
            words: "have the same `vlan-id 5`", isError: false,
            legal: [
                "\(port) unit 6 vlan-id 6", "interfaces ge-0/0/2 vlan-tagging", "interfaces ge-0/0/2 unit 0 vlan-id 5",
            ]),
        Case(
            running: ["\(port) vlan-tagging"], asked: ["\(port) flexible-vlan-tagging"], words: "in one way",
            isError: false, legal: ["interfaces ge-0/0/2 flexible-vlan-tagging"]),
        Case(
            running: ["\(port) flexible-vlan-tagging", "\(port) unit 5 vlan-id 5"],
            asked: ["\(port) unit 5 vlan-tags outer 5 inner 6"], words: "one tag or two", isError: false,
            legal: ["\(port) unit 6 vlan-tags outer 5 inner 6"], asleep: "\(port) unit 5 vlan-tags"),
        // Aggregated interfaces.
        Case(
            running: ["\(port) unit 0 description x"], asked: ["\(port) ether-options 802.3ad ae0"],
            words: "has no unit of its own", legal: ["interfaces ge-0/0/2 ether-options 802.3ad ae0"]),
        Case(
            running: ["\(port) gigether-options 802.3ad ae0"], asked: [switching], words: "has no unit of its own",
            legal: ["interfaces ae0 unit 0 family ethernet-switching"], asleep: unit),
        Case(
            running: ["\(port) ether-options 802.3ad ae0"], asked: ["\(port) gigether-options 802.3ad ae0"],
            words: "once",
            legal: ["\(port) gigether-options flow-control"]),
        Case(
            running: ["\(port) ether-options 802.3ad ae0"],
            asked: ["interfaces ae0 aggregated-ether-options minimum-links 2"],
            words: "has 1 of them", legal: ["interfaces ae0 aggregated-ether-options minimum-links 1"]),
        // What one may have.
        Case(
            running: ["routing-instances A instance-type vrf", "routing-instances A interface ge-0/0/1.5"],
            asked: ["routing-instances B interface ge-0/0/1.5"], words: "in one routing instance only",
            legal: ["routing-instances B instance-type no-forwarding", "routing-instances B interface ge-0/0/1.5"]),
        Case(
            running: ["security zones security-zone A interfaces ge-0/0/1.0"],
            asked: ["security zones security-zone B interfaces ge-0/0/1"], words: "in one security zone only",
            legal: ["security zones security-zone B interfaces ge-0/0/1.1"]),
        Case(
            running: vlans, asked: ["vlans c vlan-id 20"], words: "in one VLAN only", legal: ["vlans c vlan-id none"]),
        Case(
            running: ["vlans a l3-interface irb.10"], asked: ["vlans b l3-interface irb.10"], words: "in one VLAN only",
            isError: false, legal: ["vlans b l3-interface irb.20"]),
        // Addresses and routes.
        Case(
            running: [
                "\(port) vlan-tagging", "\(port) unit 1 vlan-id 1", "\(port) unit 1 family inet address 10.0.0.1/24",
            ],
            asked: ["\(port) unit 2 vlan-id 2", "\(port) unit 2 family inet address 10.0.0.1/30"],
            words: "are the same address",
            legal: ["\(port) unit 2 vlan-id 2", "\(port) unit 2 family inet address 10.0.1.1/30"]),
        Case(
            running: ["\(unit) family inet address 10.0.0.1/24"],
            asked: ["interfaces ge-0/0/2 unit 0 family inet address 10.0.0.1/24"], words: "are the same address",
            isError: false,
            legal: [
                "interfaces ge-0/0/2 unit 0 family inet address 10.0.0.1/24", "routing-instances V instance-type vrf",
                "routing-instances V interface ge-0/0/2.0",
            ]),
        Case(
            running: ["routing-options static route 10.0.0.0/8 next-hop 10.0.0.1"],
            asked: ["routing-options static route 10.0.0.0/8 discard"], words: "one kind of next hop", isError: false,
            legal: ["routing-options static route 10.0.0.0/8 next-hop 10.0.0.2"]),
        // Protocols.
        Case(
            running: ["\(bgp) type external"], asked: ["\(bgp) neighbor 10.0.0.2 description x"],
            words: "has no `peer-as`",
            legal: ["\(bgp) neighbor 10.0.0.2 peer-as 65001"], asleep: "\(bgp) neighbor 10.0.0.2"),
        Case(
            running: [], asked: ["\(bgp) neighbor 10.0.0.2 description x"], words: "has no `peer-as`", isError: false,
            legal: ["\(bgp) type internal", "\(bgp) neighbor 10.0.0.2 description x"],
            asleep: "\(bgp) neighbor 10.0.0.2"),
        Case(
            running: ["routing-options autonomous-system 65000", "\(bgp) type external"],
            asked: ["\(bgp) neighbor 10.0.0.2 peer-as 65000"], words: "another AS than the own",
            legal: ["\(bgp) local-as 65001", "\(bgp) neighbor 10.0.0.2 peer-as 65000"]),
        Case(
            running: ["routing-options autonomous-system 65000", "\(bgp) type internal"],
            asked: ["\(bgp) neighbor 10.0.0.2 peer-as 65001"], words: "needs the own AS",
            legal: ["\(bgp) neighbor 10.0.0.2 peer-as 65000"]),
        Case(
            running: ["\(unit) family inet address 10.0.0.1/24"], asked: ["protocols rstp interface ge-0/0/1 edge"],
            words: "needs `family ethernet-switching`", legal: ["protocols rstp interface all edge"],
            asleep: "protocols rstp interface ge-0/0/1"),
        // Others.
        Case(
            running: ["firewall policer P if-exceeding bandwidth-limit 10m"],
            asked: ["firewall policer P if-exceeding bandwidth-percent 10"], words: "a rate or a share", isError: false,
            legal: ["firewall policer P if-exceeding burst-size-limit 100k"]),
        Case(
            running: ["system syslog file x structured-data"], asked: ["system syslog file x explicit-priority"],
            words: "structured data", legal: ["system syslog file y explicit-priority"]),
    ]

    /// What a plan says of a template: its errors, or its warnings.
    private static func said(_ running: [String], _ template: [String]) -> [Diagnostic] {
        let refused = JunosTrial.refusal(running, template)
        return refused.isEmpty ? (try? JunosTrial.diagnostics(running, template)) ?? [] : refused
    }

    @Test(arguments: cases.indices)
    func `a new state that excludes another is refused, or warned of`(_ index: Int) {
        let item = Self.cases[index]
        let template = ["set system domain-name x"] + item.asked.map { "set \($0)" }
        let found = Self.said(item.running, template).filter {
            "\($0.message) \($0.hint ?? "")".contains(item.words)
        }
        #expect(found.count == 1, "\(Self.said(item.running, template))")
        #expect(found.first?.severity == (item.isError ? .error : .warning))
        #expect(found.first?.mark?.line ?? 0 >= 2 && found.first?.hint != nil, "\(found)")
        #expect(found.first?.message.contains("not known") == !item.isError)
    }

    @Test(arguments: cases.indices)
    func `what runs already, and what may stand there, is not reported`(_ index: Int) {
        let item = Self.cases[index]
        func reported(_ running: [String], _ template: [String]) -> [Diagnostic] {
            Self.said(running, template).filter { "\($0.message) \($0.hint ?? "")".contains(item.words) }
        }
        #expect(reported(item.running + item.asked, ["set system domain-name x"]).isEmpty)
        #expect(reported(item.running + item.asked, item.asked.map { "set \($0)" }).isEmpty)
        let legal = Self.said(item.running, item.legal.map { "set \($0)" })
        #expect(!legal.contains { $0.severity == .error }, "\(legal)")
        #expect(reported(item.running, item.legal.map { "set \($0)" }).isEmpty, "\(legal)")
    }

    @Test(arguments: cases.indices)
    func `what is inactive excludes nothing`(_ index: Int) {
        let item = Self.cases[index]
        let template =
            item.asked.map { "set \($0)" } + (item.asleep.map { [$0] } ?? item.asked).map { "deactivate \($0)" }
        let found = Self.said(item.running, template).filter { $0.message.contains(item.words) }
        #expect(found.isEmpty, "\(found)")
    }

    @Test func `a deletion that leaves such a state is named by its line`() {
        let tagged = ["\(Self.port) vlan-tagging", "\(Self.port) unit 5 vlan-id 5"]
        let errors = JunosTrial.refusal(tagged, ["set system domain-name x", "delete \(Self.port) vlan-tagging"])
        #expect(
            errors.count == 1 && errors[0].mark?.line == 2 && errors[0].message.contains("needs a tagged interface"))
        let both = try? JunosTrial.plan(tagged, ["delete \(Self.port) vlan-tagging", "delete \(Self.port) unit 5"])
        #expect(both != nil)
        let trunk = ["\(Self.switching) interface-mode trunk", "\(Self.switching) vlan members 5"]
        let last = JunosTrial.refusal(trunk, ["delete \(Self.switching) vlan members 5"])
        #expect(last.count == 1 && last[0].message.contains("trunk without a VLAN") && last[0].mark?.line == 1)
        let moved = try? JunosTrial.diagnostics(
            [
                "\(Self.unit) family inet address 10.0.0.1/24",
                "interfaces ge-0/0/2 unit 0 family inet address 10.0.0.1/24", "routing-instances V instance-type vrf",
                "routing-instances V interface ge-0/0/2.0",
            ], ["set system domain-name x", "delete routing-instances V interface ge-0/0/2.0"])
        #expect(moved?.contains { $0.message.contains("are the same address") && $0.mark?.line == 2 } == true)
        let mode = JunosTrial.refusal(
            trunk + ["\(Self.switching) vlan members 6"], ["deactivate \(Self.switching) interface-mode"])
        #expect(mode.count == 1 && mode[0].message.contains("is an access port") && mode[0].mark?.line == 1)
    }

    @Test func `what goes by the same change excludes nothing`() throws {
        let moved = try JunosTrial.plan(
            ["security zones security-zone A interfaces ge-0/0/1.0"],
            [
                "delete security zones security-zone A interfaces ge-0/0/1.0",
                "set security zones security-zone B interfaces ge-0/0/1.0",
            ])
        #expect(moved.forward.count >= 2)
        let renamed = try JunosTrial.plan(
            Self.vlans + ["\(Self.switching) vlan members a"],
            ["delete \(Self.switching) vlan members a", "set \(Self.switching) vlan members b"])
        #expect(renamed.forward.count == 2)
    }

    @Test func `what groups may bring is a warning`() throws {
        let lines = ["set \(Self.port) unit 5 vlan-id 5"]
        for running in [
            ["groups G interfaces <*> vlan-tagging", "apply-groups G"],
            ["interfaces interface-range R member ge-0/0/1", "interfaces interface-range R vlan-tagging"],
        ] {
            let change = try JunosTrial.plan(running, lines)
            #expect(change.warnings.contains { $0.contains("needs a tagged interface") && $0.contains("not known") })
        }
        // What is there excludes, whatever groups bring.
        let errors = JunosTrial.refusal(
            ["groups G system domain-name x"] + Self.vlans, ["set vlans c vlan-id 10"])
        #expect(errors.count == 1)
    }

    @Test func `a device that has such a state takes another`() throws {
        let change = try JunosTrial.plan(
            ["vlans a vlan-id 10", "vlans b vlan-id 10", "vlans c vlan-id 20"], ["set vlans d vlan-id 20"])
        #expect(change.warnings.contains { $0.contains("in one VLAN only") })
    }

    @Test func `what ran before is brought back, whatever it excludes`() throws {
        let platform = JunosPlatform()
        func read(_ vlans: [String]) throws -> ConfigTree {
            try platform.parseRunning(vlans.map { "set \($0)\n" }.joined(), file: "r")
        }
        let change = try platform.change(
            from: read(Self.vlans), to: read(Self.vlans + ["vlans c vlan-id 20"]), mode: .exact,
            facts: JunosTextTests.facts)
        #expect(!change.isEmpty && change.warnings.contains { $0.message.contains("in one VLAN only") })
    }

    @Test func `an old switch may take what a new one does not`() throws {
        let change = try JunosTrial.plan(
            Self.vlans + ["interfaces ge-0/0/5 unit 0 family ethernet-switching port-mode trunk"],
            ["set vlans c vlan-id 20"])
        #expect(change.warnings.contains { $0.contains("in one VLAN only") })
    }

    @Test func `what runs and has to go is named`() {
        let errors = JunosTrial.refusal(
            ["\(Self.unit) family inet dhcp"], ["set \(Self.switching) vlan members 5"])
        #expect(errors.first?.hint == "write `delete \(Self.unit) family inet` too, or leave the other out")
    }
}
