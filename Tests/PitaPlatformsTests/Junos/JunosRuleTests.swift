import PitaDiagnostics
import Testing

@testable import PitaPlatforms

/// What one line does, forward and back, by kind of statement.
@Suite struct JunosRuleTests {
    private let platform = JunosPlatform()

    /// A running config, a template, the lines that are sent, and those that take them back.
    struct Item: CustomTestStringConvertible {
        let running: [String]
        let template: [String]
        let forward: [String]
        let back: [String]

        var testDescription: String { template.joined(separator: "; ") }

        init(_ running: [String], _ template: [String], _ forward: [String], _ back: [String]) {
            (self.running, self.template, self.forward, self.back) = (running, template, forward, back)
        }
    }

    private func read(_ running: [String], _ template: [String]) throws -> (running: ConfigTree, intended: ConfigTree) {
        try (
            platform.parseRunning(running.map { "set \($0)\n" }.joined(), file: "r"),
            platform.parse(template.joined(separator: "\n"), file: "t")
        )
    }

    private func change(_ running: [String], _ template: [String]) throws -> DeviceChange {
        let (running, intended) = try read(running, template)
        return try platform.accountedChange(
            from: running, to: intended, mode: .merge, facts: JunosTextTests.facts)
    }

    private static func lines(_ commands: [DeviceCommand]) -> [String] {
        commands.flatMap { ($0.input ?? "").split(separator: "\n").map(String.init).dropLast() }
    }

    private static let route = "routing-options static route 10.20.0.0/16"
    private static let term = "firewall family inet filter F term T"
    private static let trunk = "interfaces ge-0/0/1 unit 0 family ethernet-switching vlan members"

    static let items: [Item] = [
        // One value: the new takes the place of the old, and the way back says the old.
        Item(
            ["vlans a description lama"], ["set vlans a description baru"], ["set vlans a description baru"],
            ["set vlans a description lama"]),
        Item(
            ["vlans a vlan-id 5", "vlans a description x"], ["delete vlans a description"],
            ["delete vlans a description"],
            ["set vlans a description x"]),
        // A rate is deleted in any unit.
        Item(
            ["firewall policer P if-exceeding bandwidth-limit 10m", "firewall policer P then discard"],
            ["delete firewall policer P if-exceeding bandwidth-limit 10000k"],
            ["delete firewall policer P if-exceeding"], ["set firewall policer P if-exceeding bandwidth-limit 10000000"]
        ),
        Item(
            ["firewall policer P if-exceeding bandwidth-limit 1.5m"],
            ["set firewall policer P if-exceeding bandwidth-limit 1500k"], [], []),
        // Several statements of one block in one line.
        Item(
            ["system syslog archive size 100k"], ["set system syslog archive size 100k files 3"],
            ["set system syslog archive files 3"], ["delete system syslog archive files"]),
        // A list: a new value stands beside the others.
        Item(
            ["\(route) next-hop 10.0.0.1"], ["set \(route) next-hop 10.0.0.2"], ["set \(route) next-hop 10.0.0.2"],
            ["delete \(route) next-hop 10.0.0.2"]),
        Item(
            ["\(route) next-hop 10.0.0.1", "\(route) next-hop 10.0.0.2"], ["delete \(route) next-hop 10.0.0.1"],
            ["delete \(route) next-hop 10.0.0.1"], ["set \(route) next-hop 10.0.0.1"]),
        Item(
            ["\(route) next-hop 10.0.0.1"], ["set \(route) qualified-next-hop 10.0.0.2 preference 7"],
            ["set \(route) qualified-next-hop 10.0.0.2 preference 7"], ["delete \(route) qualified-next-hop 10.0.0.2"]),
        Item(
            ["interfaces ge-0/0/1 unit 0 family inet address 10.0.0.1/24"],
            ["set interfaces ge-0/0/1 unit 0 family inet address 10.0.1.1/24"],
            ["set interfaces ge-0/0/1 unit 0 family inet address 10.0.1.1/24"],
            ["delete interfaces ge-0/0/1 unit 0 family inet address 10.0.1.1/24"]),
        // A choice: the other word goes.
        Item(
            ["\(term) then accept"], ["set \(term) then discard"],
            ["delete \(term) then accept", "set \(term) then discard"],
            ["delete \(term) then discard", "set \(term) then accept"]),
        Item(
            ["\(route) discard"], ["set \(route) reject"], ["delete \(route) discard", "set \(route) reject"],
            ["delete \(route) reject", "set \(route) discard"]),
        // A phrase.
        Item(
            ["policy-options policy-statement P term T then metric 10"],
            ["set policy-options policy-statement P term T then metric add 5"],
            ["set policy-options policy-statement P term T then metric add 5"],
            ["set policy-options policy-statement P term T then metric 10"]),
        // An entry whose last statement goes stays, and is named.
        Item(
            ["\(term) then accept"], ["delete \(term) then accept"], ["delete \(term) then", "set \(term)"],
            ["set \(term) then accept"]),
        Item(
            ["interfaces ge-0/0/2 description x"], ["delete interfaces ge-0/0/2 description"],
            ["delete interfaces ge-0/0/2 description", "set interfaces ge-0/0/2"],
            ["set interfaces ge-0/0/2 description x"]),
        Item(
            ["interfaces ge-0/0/1 unit 0 family inet address 10.0.0.1/24"],
            ["delete interfaces ge-0/0/1 unit 0 family inet address 10.0.0.1/24"],
            [
                "delete interfaces ge-0/0/1 unit 0 family inet address 10.0.0.1/24",
                "set interfaces ge-0/0/1 unit 0 family inet",
            ], ["set interfaces ge-0/0/1 unit 0 family inet address 10.0.0.1/24"]),
        // A list without a name is never deleted as one: each entry by its name.
        Item(
            [
                "\(route) discard", "routing-options static route 10.30.0.0/16 discard",
                "routing-options router-id 1.1.1.1",
            ],
            ["delete routing-options static route"], ["delete routing-options static"],
            ["set \(route) discard", "set routing-options static route 10.30.0.0/16 discard"]),
        Item(
            ["system login user a class operator", "system login user b class operator", "system login message x"],
            ["delete system login user"], ["delete system login user a", "delete system login user b"],
            ["set system login user a class operator", "set system login user b class operator"]),
        // Numbers and ranges are one set.
        Item(["\(trunk) 10-13"], ["set \(trunk) 12"], [], []),
        Item(
            ["\(trunk) 10-13"], ["set \(trunk) [ 8-11 13-15 ]"], ["set \(trunk) 8-9", "set \(trunk) 14-15"],
            ["delete \(trunk) 8-9", "delete \(trunk) 14-15"]),
        Item(
            ["\(term) from destination-port 1024-65535", "\(term) then accept"],
            ["delete \(term) from destination-port 5000"],
            [
                "delete \(term) from destination-port 1024-65535", "set \(term) from destination-port 1024-4999",
                "set \(term) from destination-port 5001-65535",
            ],
            [
                "delete \(term) from destination-port 1024-4999", "delete \(term) from destination-port 5001-65535",
                "set \(term) from destination-port 1024-65535",
            ]),
        // Order.
        Item(
            ["system name-server 10.0.0.1", "system name-server 10.0.0.2"],
            ["set system name-server [ 10.0.0.2 10.0.0.1 ]"],
            ["insert system name-server 10.0.0.2 before name-server 10.0.0.1"],
            ["insert system name-server 10.0.0.1 before name-server 10.0.0.2"]),
        Item(
            ["protocols mpls path P 10.0.0.1", "protocols mpls path P 10.0.0.3"],
            ["set protocols mpls path P 10.0.0.2", "insert protocols mpls path P 10.0.0.2 after 10.0.0.1"],
            ["set protocols mpls path P 10.0.0.2", "insert protocols mpls path P 10.0.0.2 before 10.0.0.3"],
            ["delete protocols mpls path P 10.0.0.2"]),
        Item(
            ["policy-options policy-statement P term T then community add A"],
            [
                "delete policy-options policy-statement P term T then community",
                "set policy-options policy-statement P term T then community set B",
                "set policy-options policy-statement P term T then community add A",
            ],
            [
                "delete policy-options policy-statement P term T then community",
                "set policy-options policy-statement P term T then community set B",
                "set policy-options policy-statement P term T then community add A",
            ],
            [
                "delete policy-options policy-statement P term T then community",
                "set policy-options policy-statement P term T then community add A",
            ]),
        Item(
            [
                "security policies from-zone a to-zone b policy P1 then permit",
                "security policies from-zone a to-zone b policy P2 then deny",
            ],
            [
                "set security policies from-zone a to-zone b policy P3 then permit",
                "insert security policies from-zone a to-zone b policy P3 before policy P2",
            ],
            [
                "set security policies from-zone a to-zone b policy P3 then permit",
                "insert security policies from-zone a to-zone b policy P3 before policy P2",
            ], ["delete security policies from-zone a to-zone b policy P3"]),
        // Spellings that the device settles.
        Item(
            ["protocols ospf area 0.0.0.0 interface ge-0/0/1.0 metric 5"],
            ["set protocols ospf area 0 interface ge-0/0/1.0 metric 5"], [], []),
        Item(
            ["interfaces ge-0/0/1 unit 0 family inet6 address 2001:db8::1/64"],
            ["set interfaces ge-0/0/1 unit 0 family inet6 address 2001:DB8:0::1/64"], [], []),
        Item(["\(term) from source-address 10.0.0.1/32"], ["set \(term) from source-address 10.0.0.1"], [], []),
        // An unknown line is taken back by its plain negation.
        Item(
            [], ["set protocols contoh-baru x 5"], ["set protocols contoh-baru x 5"],
            ["delete protocols contoh-baru x 5"]),
        // A tag of a block is a deletion, or a deletion before what is said.
        Item(
            ["vlans a vlan-id 5", "vlans b vlan-id 6"], ["vlans { delete: a; }"], ["delete vlans a"],
            ["set vlans a vlan-id 5"]),
        Item(
            ["vlans a vlan-id 5", "vlans a description x"], ["vlans { replace: a { vlan-id 7; } }"],
            ["delete vlans a description", "set vlans a vlan-id 7"],
            ["set vlans a vlan-id 5", "set vlans a description x"]),
    ]

    @Test(arguments: items)
    func `a line does what the device makes of it, and back`(_ item: Item) throws {
        let change = try change(item.running, item.template)
        #expect(Self.lines(change.commands) == item.forward)
        #expect(Self.lines(change.reverse).sorted() == item.back.sorted())
    }

    @Test(arguments: items)
    func `objects alone mean what the statements mean that they were read from`(_ item: Item) throws {
        let (running, intended) = try read(item.running, item.template)
        let change = try platform.accountedChange(
            from: running.alone, to: intended.alone, mode: .merge, facts: JunosTextTests.facts)
        #expect(Self.lines(change.commands).sorted() == item.forward.sorted())
        #expect(Self.lines(change.reverse).sorted() == item.back.sorted())
    }

    /// Templates that say something which would be lost, by the words of the refusal.
    static let refused: [(running: [String], template: String, words: String)] = [
        (["vlans a vlan-id 5"], "delete vlans a vlan-id 6", "vlan-id 5"),
        (["\(trunk) disdik", "vlans disdik vlan-id 12"], "delete \(trunk) 12", "members disdik"),
        (["\(trunk) all"], "delete \(trunk) 12", "members all"),
        (["\(term) then accept"], "delete \(term) then discard", "then accept"),
        (
            ["interfaces ge-0/0/1 unit 0 family inet address 10.0.0.1/24"],
            "delete interfaces ge-0/0/1 unit 0 family inet address 10.0.0.1/25", "10.0.0.1/24"
        ),
        (
            ["policy-options policy-statement P term T from route-filter 10.0.0.0/8 exact"],
            "delete policy-options policy-statement P term T from route-filter 10.0.0.0/8 orlonger", "exact"
        ),
        (
            ["interfaces interface-range R member-range ge-0/0/0 to ge-0/0/5"],
            "delete interfaces interface-range R member ge-0/0/3", "member-range"
        ),
        (["protocols contoh baru 5"], "set protocols contoh baru 6", "resembles"),
        (["protocols contoh 5"], "set protocols contoh 6", "resembles"),
        (["vlans a vlan-id 5"], "deactivate vlans b", "there is no"),
        (["vlans a vlan-id 5", "vlans b vlan-id 6"], "insert vlans a before vlans b", "means nothing"),
        (["\(term) then accept"], "insert \(term) before term Z", "there is no"),
    ]

    @Test(arguments: refused.indices)
    func `a line that would say nothing is an error with what it may have meant`(_ index: Int) throws {
        let item = Self.refused[index]
        do {
            let change = try change(item.running, [item.template])
            Issue.record("\(item.template) was planned: \(change.commands) \(change.accounts)")
        } catch let error as Diagnostics {
            #expect(error.description.contains(item.words) && error.items.first?.mark?.line == 1, "\(error)")
        }
    }

    @Test func `each line of a template is accounted for`() throws {
        let change = try change(
            ["vlans a vlan-id 5", "vlans b vlan-id 6", "\(Self.term) then count X"],
            [
                "set vlans a vlan-id 5", "set vlans a description x", "set vlans a description y", "delete vlans c",
                "delete \(Self.term) then accept", "deactivate vlans b", "set vlans d vlan-id 7", "delete vlans d",
            ])
        let outcomes = change.accounts.map(\.outcome)
        #expect(outcomes[0] == .alreadySo && outcomes[2] == .sent && outcomes[5] == .sent)
        #expect(outcomes[1] == .overridden(by: change.accounts[2].line.mark))
        #expect(outcomes[3] == .nothingToRemove(similar: []) && outcomes[4] == .nothingToRemove(similar: []))
        #expect(outcomes[6] == .overridden(by: change.accounts[7].line.mark))
        #expect(change.warnings.count { $0.message.contains("does not have") } == 3)
    }

    @Test func `an unknown line may take another's place, or stand beside it, when the template says so`() throws {
        let running = ["protocols contoh baru 5"]
        let replaced = try change(running, ["delete protocols contoh baru 5", "set protocols contoh baru 6"])
        #expect(
            Self.lines(replaced.commands) == ["delete protocols contoh baru 5", "set protocols contoh baru 6"])
        #expect(Self.lines(replaced.reverse) == ["delete protocols contoh baru 6", "set protocols contoh baru 5"])
        let beside = try change(running, ["set protocols contoh baru 5", "set protocols contoh baru 6"])
        #expect(Self.lines(beside.commands) == ["set protocols contoh baru 6"])
        #expect(beside.warnings.contains { $0.message.contains("unknown to Pita") })
    }

    @Test func `a protected statement is not touched`() throws {
        let running = try platform.parseRunning(
            "set vlans a vlan-id 5\nset vlans b vlan-id 6\nprotect vlans a\n", file: "r")
        func change(_ text: String) throws -> DeviceChange {
            try platform.accountedChange(
                from: running, to: platform.parse(text, file: "t"), mode: .merge, facts: JunosTextTests.facts)
        }
        #expect(throws: Diagnostics.self) { try change("set vlans a vlan-id 7") }
        #expect(throws: Diagnostics.self) { try change("delete vlans a") }
        #expect(try !change("set vlans b vlan-id 7").isEmpty)
    }

    @Test func `what is written around a config is no part of it`() throws {
        let set =
            "set version 22.4R3\nset system host-name sw-1\nset vlans a vlan-id 5\nset vlans a description \"x y\"\n"
        let blocks =
            "version 22.4R3;\nsystem { host-name sw-1; }\nvlans {\n    a {\n        vlan-id 5;\n        description \"x y\"; }\n}\n"
        let tree = try platform.parseRunning(set, file: "set")
        for text in [
            "# RANCID-CONTENT-TYPE: juniper\n#\n" + set, "## Last commit: 2026-01-01 by pita\n" + blocks,
            "pita@sw-1> show configuration \n" + blocks + "\n{master:0}\npita@sw-1> ",
            "{master:0}[edit]\npita@sw-1# show | display set\n" + set + "\n[edit]\npita@sw-1# ",
            set.replacing("\n", with: "\r\n"), blocks.replacing("\n", with: "\r\n"),
            "version 22.4R3;\nsystem { host-name sw-1; }\nset vlans a vlan-id 5\nset vlans a description \"x y\"\n",
            "version 22.4R3;\nsystem { host-name sw-1; }\nvlans { replace: a { vlan-id 5; description \"x y\"; } }\n",
            "/* satu\n   dua */ " + blocks,
        ] {
            #expect(try platform.parseRunning(text, file: "t") == tree, "\(text)")
        }
    }

    @Test func `order is part of what is read back`() throws {
        let policies = "set protocols bgp group G import"
        let change = try change(
            ["protocols bgp group G import A", "protocols bgp group G import B"], ["\(policies) [ A C B ]"])
        let wrong = try platform.parseRunning("\(policies) [ A B C ]", file: "r")
        let right = try platform.parseRunning("\(policies) [ A C B ]", file: "r")
        #expect(!wrong.deviations(from: change.after, on: platform).isEmpty)
        #expect(right.deviations(from: change.after, on: platform).isEmpty)
        #expect(right != wrong)
    }
}
