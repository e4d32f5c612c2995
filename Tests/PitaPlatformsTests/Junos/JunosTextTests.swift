import Foundation
import PitaDiagnostics
import PitaNetwork
import TestSupport
import Testing

@testable import PitaPlatforms

@Suite struct JunosTextTests {
    private let platform = JunosPlatform()
    static let facts = DeviceFacts(name: "sw-1", model: "ex3400", serial: nil, version: "22.4R3")

    static func fixture(_ name: String) throws -> String {
        let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: directory.appendingPathComponent("Fixtures/junos/\(name)"), encoding: .utf8)
    }

    private static let switchConfig = """
        set version 22.4R3
        set system host-name sw-1
        set system services ssh
        set system login user pita class super-user
        set system login user pita authentication encrypted-password "$6$rahasia"
        set interfaces ge-0/0/1 description "Dinas A"
        set interfaces ge-0/0/1 unit 0 family ethernet-switching interface-mode access
        set interfaces ge-0/0/1 unit 0 family ethernet-switching vlan members disdik
        set interfaces ge-0/0/24 unit 0 family ethernet-switching interface-mode trunk
        set interfaces ge-0/0/24 unit 0 family ethernet-switching vlan members disdik
        set interfaces ge-0/0/24 unit 0 family ethernet-switching vlan members kelola
        set interfaces irb unit 99 family inet address 10.9.0.2/24
        set interfaces lo0 unit 0 family inet filter input F-JAGA
        set snmp community rahasia authorization read-only
        set routing-options static route 0.0.0.0/0 next-hop 10.9.0.1
        set firewall policer P-10M if-exceeding bandwidth-limit 10m
        set firewall policer P-10M if-exceeding burst-size-limit 625k
        set firewall policer P-10M then discard
        set firewall family inet filter F-JAGA term ssh from source-address 10.0.0.0/8
        set firewall family inet filter F-JAGA term ssh then policer P-10M
        set firewall family inet filter F-JAGA term ssh then accept
        set firewall family inet filter F-JAGA term lain then discard
        set vlans disdik vlan-id 110
        set vlans kelola vlan-id 99
        set vlans kelola l3-interface irb.99
        deactivate interfaces ge-0/0/1 unit 0
        """

    private func read(_ text: String) throws -> ConfigTree {
        let count = text.split(separator: "\n").count
        return try platform.running(
            from: [
                "config": CommandReply(output: text + "\n"), "count": CommandReply(output: "Count: \(count) lines\n"),
            ],
            facts: Self.facts)
    }

    private func change(_ text: String, _ running: String = Self.switchConfig) throws -> DeviceChange {
        try platform.change(from: read(running), to: platform.parse(text, file: "t"), mode: .merge, facts: Self.facts)
    }

    private func lines(_ text: String) throws -> [String] {
        let commands = try change(text).commands
        return (commands.first?.input ?? "").split(separator: "\n").map(String.init).dropLast(commands.isEmpty ? 0 : 1)
    }

    // MARK: reading

    @Test func aConfigIsObjectsWithNaturalKeys() throws {
        let tree = try read(Self.switchConfig)
        func properties(_ section: String, _ key: String) -> [String: String]? {
            tree[ObjectID(section: section, key: key)]?.properties
        }
        #expect(properties("interfaces", "ge-0/0/1") == ["description": "Dinas A"])
        #expect(
            properties("interfaces unit", "ge-0/0/1 0") == [
                "family ethernet-switching interface-mode": "access",
                "family ethernet-switching vlan members disdik": "yes",
                "inactive:": "yes",
            ])
        #expect(properties("firewall policer", "P-10M")?["if-exceeding bandwidth-limit"] == "10000000")
        #expect(tree.objects(in: "firewall family inet filter F-JAGA term").map(\.id.key) == ["ssh", "lain"])
        #expect(properties("routing-options static route", "0.0.0.0/0") == ["next-hop 10.9.0.1": "yes"])
        #expect(!tree.objects.contains { "\($0.id) \($0.properties)".contains("rahasia") })
        #expect(try change(Self.switchConfig.replacing("deactivate", with: "deactivate")).isEmpty)
        for object in tree.objects {
            var names = JunosNames()
            let steps = JunosNames.split(JunosSchema.junos.paths(names.path(of: object.id)).last?.steps ?? [])
            #expect(JunosNames.id(steps[..<JunosNames.boundary(steps)]) == object.id)
        }
    }

    @Test func halfAConfigIsNone() {
        let half = CommandReply(output: "set version 22.4R3\n")
        for count in ["Count: 2 lines", "", "Count: x lines", "error: x"] {
            #expect(throws: Diagnostics.self) {
                try platform.running(from: ["config": half, "count": CommandReply(output: count)], facts: Self.facts)
            }
        }
        #expect(throws: Diagnostics.self) { try read("{\n") }
        #expect(throws: Diagnostics.self) { try read("set system host-name \"x\n") }
    }

    @Test(arguments: ["hier_config_junos_running.conf", "hier_config_junos_generated.conf", "srx300_22.4.conf"])
    func aRecordedConfigDiffersNotFromItself(_ name: String) throws {
        let tree = try platform.parseRunning(Self.fixture(name), file: name)
        #expect(tree.objects.count > 8 && !"\(tree)".contains("CorrectHorse") && !"\(tree)".contains("very-secret"))
        #expect(try platform.change(from: tree, to: tree, mode: .exact, facts: Self.facts).isEmpty)
        let lines = JunosTree.trie(of: tree).leaves.map { "set " + $0.text }.joined(separator: "\n")
        let printed = try platform.parseRunning(lines, file: "p")
        #expect(printed.deviations(from: tree).isEmpty && tree.deviations(from: printed).isEmpty)
    }

    @Test func theRecordedPairNeedsNoMoreLinesThanWereMade() throws {
        let running = try platform.parseRunning(Self.fixture("hier_config_junos_running.conf"), file: "r")
        let intended = try platform.parse(
            Self.fixture("hier_config_junos_generated.conf") + "delete interfaces ge-0/0/2\n", file: "i")
        let change = try platform.change(from: running, to: intended, mode: .merge, facts: Self.facts)
        let wanted = try Self.fixture("hier_config_junos_remediation.conf").split(separator: "\n").filter {
            $0.hasPrefix("set ")
        }
        let made = (change.commands[0].input ?? "").split(separator: "\n")
        #expect(Set(made.filter { $0.hasPrefix("set ") }) == Set(wanted))
        #expect(made.filter { $0.hasPrefix("delete ") } == ["delete interfaces ge-0/0/2"])
    }

    @Test func theFactsAreRead() throws {
        let version = "Hostname: sw-1\nModel: srx300\nJunos: 22.4R3-S2.11\nJUNOS Software Release [22.4R3-S2.11]\n"
        let hardware =
            "Hardware inventory:\nItem             Version  Part number  Serial number     Description\n"
            + "Chassis                                AA0000AA0000      SRX300\n"
        let facts = try platform.facts(
            from: ["version": CommandReply(output: version), "hardware": CommandReply(output: hardware)])
        #expect(facts == DeviceFacts(name: "sw-1", model: "srx300", serial: "AA0000AA0000", version: "22.4R3-S2.11"))
        #expect(throws: Diagnostics.self) { try platform.facts(from: ["version": CommandReply(output: "Cisco IOS\n")]) }
    }

    // MARK: changes

    @Test(arguments: [
        ("set interfaces ge-0/0/1 description \"Dinas B\"", ["set interfaces ge-0/0/1 description \"Dinas B\""]),
        ("set firewall policer P-10M if-exceeding bandwidth-limit 10000k", []),
        (
            "set firewall policer P-10M if-exceeding bandwidth-limit 20m",
            ["set firewall policer P-10M if-exceeding bandwidth-limit 20000000"]
        ),
        (
            "delete interfaces ge-0/0/1 unit 0 family ethernet-switching vlan members disdik",
            ["delete interfaces ge-0/0/1 unit 0 family ethernet-switching vlan"]
        ),
        ("delete interfaces ge-0/0/1", ["delete interfaces ge-0/0/1"]),
        ("activate interfaces ge-0/0/1 unit 0", ["activate interfaces ge-0/0/1 unit 0"]),
        ("deactivate system services ssh", ["deactivate system services ssh"]),
        (
            "set firewall family inet filter F-JAGA term baru then accept\ninsert firewall family inet filter F-JAGA term baru before term lain",
            [
                "set firewall family inet filter F-JAGA term baru then accept",
                "insert firewall family inet filter F-JAGA term baru before term lain",
            ]
        ),
        (
            "set interfaces ge-0/0/24 unit 0 family ethernet-switching vlan members [ disdik 30 20-25 ]",
            [
                "set interfaces ge-0/0/24 unit 0 family ethernet-switching vlan members 30",
                "set interfaces ge-0/0/24 unit 0 family ethernet-switching vlan members 20-25",
            ]
        ),
    ])
    func onlyWhatDiffersIsSaid(_ text: String, _ expected: [String]) throws { #expect(try lines(text) == expected) }

    @Test func aChangeIsOneCommitThatIsConfirmedWhileItIsPending() throws {
        let change = try change("set vlans baru vlan-id 120")
        #expect(change.commands.map(\.text) == ["configure exclusive"])
        #expect(change.commands[0].input == "set vlans baru vlan-id 120\ncommit and-quit\n")
        #expect(change.reverse[0].input == "delete vlans baru\ncommit and-quit\n")
        let rollbackGuard = try #require(platform.rollbackGuard(for: change, facts: Self.facts))
        #expect(rollbackGuard.commitCommands[0].input == "set vlans baru vlan-id 120\ncommit confirmed ⟦minutes⟧\n")
        // The history keeps what was to be confirmed once: only its newest entry is asked for.
        #expect(rollbackGuard.verification.command.text == "show system commit | match ^0")
        #expect(rollbackGuard.afterCancelling("0   2026-11-25 10:00:00 WIB by pita via cli\n") == .gone)
        let pending = "0   2026 by pita via cli commit confirmed, rollback in 5mins\n"
        #expect(rollbackGuard.afterCancelling(pending) == .cancelled)
        #expect(!rollbackGuard.afterCancelling(pending, isAccepted: false).isOver)
        #expect(platform.saving(change, facts: Self.facts).isEmpty && rollbackGuard.timing.time(for: 61) == 120)
    }

    @Test(arguments: [
        ("delete firewall policer P-10M", "still names it"), ("delete vlans disdik", "still names it"),
        ("set interfaces ge-0/0/5 unit 0 family ethernet-switching vlan members hantu", "does not exist"),
        ("set interfaces ge-0/0/5 unit 0 family inet filter input F-X", "does not exist"),
        ("set system host-name lain", "name is not changed"), ("set vlans disdik description", "has no value"),
        ("set system login user baru authentication encrypted-password \"$6$x\"", "secret"),
        ("set system login user baru authentication plain-text-password", "asks for a password"),
        ("pasang vlans x", "no `;`"), ("set vlans x\npasang vlans x", "begins no line"), ("set [ a", "no end"),
        ("set interfaces ge-0/0/1 unit", "has no name"),
        ("interfaces {", "no end"), ("} x;", "closes nothing"),
        ("insert firewall filter x term a above term b", "needs `before`"),
    ])
    func whatACommitWouldRefuseIsNotPlanned(_ text: String, _ words: String) throws {
        do {
            _ = try change(text)
            Issue.record("\(text) was planned")
        } catch let error as Diagnostics {
            #expect(error.description.contains(words), "\(error)")
        }
    }

    @Test func whatHoldsASecretComesNotBackByLines() throws {
        let change = try change("delete system login user pita")
        #expect(change.irreversible.count == 1 && change.reverse.allSatisfy { !($0.input ?? "").contains("*") })
    }

    @Test(arguments: [
        ("set class-of-service interfaces ge-0/0/1 unit 0 shaping-rate 10m", "per-unit-scheduler"),
        (
            "set firewall policer P-2 if-exceeding bandwidth-limit 2m\nset firewall policer P-2 if-exceeding burst-size-limit 3k",
            "ten packets"
        ),
        (
            "set vlans baru vlan-id 120\nset interfaces ge-0/0/3 unit 0 family ethernet-switching vlan members baru",
            "is on no trunk"
        ),
        ("set interfaces ge-0/0/3 unit 0 family ethernet-switching port-mode access", "other ports say"),
        ("insert firewall family inet filter F-JAGA term lain before term ssh", "another order"),
        ("delete firewall family inet filter F-JAGA term lain then discard", "stays with nothing in it"),
        ("set interfaces ge-0/0/1 unit 0 description x", "stays inactive"),
        ("set routing-options contoh-baru 5", "unknown to Pita: rollback by its plain negation"),
    ])
    func whatIsTakenAndStillDoesNotWorkIsWarnedOf(_ text: String, _ words: String) throws {
        let warnings = try change(text).warnings
        #expect(warnings.contains { $0.message.contains(words) && $0.severity == .warning }, "\(warnings)")
    }

    @Test(arguments: [
        "set vlans x vlan-id 5000", "set interfaces ge-0/0/1 unit 0 family ethernet-switching interface-mode kabel",
        "set firewall policer P if-exceeding bandwidth-limit cepat",
        "set interfaces ge-0/0/1 unit 0 family inet address 10.0.0.300/24",
        "set interfaces ge-0/0/1 unit 0 family inet address \"\"",
        "set interfaces ge-0/0/1 unit 0 family inet address <*>",
    ])
    func wrongValuesAreErrors(_ text: String) throws {
        let found = platform.check(try platform.parse(text, file: "t"), for: Self.facts)
        #expect(found.hasErrors && found.items.allSatisfy { $0.mark?.line == 1 })
    }

    @Test(arguments: [
        "set groups G interfaces irb unit <*> family inet address <*> vrrp-group <*> priority 10",
        "set policy-options policy-statement P term T then multipath-resolve",
        "set policy-options policy-statement P term T then multipath-resolve true",
    ])
    func `what a device takes is the same as it runs and in a template`(_ text: String) throws {
        let intended = try platform.parse(text, file: "t")
        #expect(platform.check(intended, for: Self.facts).items.isEmpty)
        let change = try platform.accountedChange(
            from: platform.parseRunning(text, file: "r"), to: intended, mode: .merge, facts: Self.facts)
        #expect(change.isEmpty && change.warnings.isEmpty)
    }

    @Test func aSecretThatIsWrittenIsSaidToBeLeftAlone() throws {
        let found = platform.check(
            try platform.parse("set snmp community lain authorization read-only", file: "t"), for: Self.facts)
        #expect(!found.hasErrors && found.items.contains { $0.message.contains("compared, and never sent") })
    }

    @Test(arguments: [
        ("delete interfaces irb unit 99 family inet address 10.9.0.2/24", "takes the management address", true),
        ("set interfaces ge-0/0/24 disable", "shuts the uplink", true),
        ("deactivate interfaces irb unit 99", "deactivates the management interface", true),
        (
            "delete interfaces ge-0/0/24 unit 0 family ethernet-switching vlan members kelola",
            "takes the management VLAN kelola", true
        ),
        ("set vlans kelola vlan-id 98", "of the management VLAN", true),
        ("delete system services ssh", "SSH server", true),
        ("delete routing-options static route 0.0.0.0/0", "default route", true),
        ("delete system login user pita", "the user pita", true),
        ("set system login user pita class read-only", "the user pita", false),
        ("set firewall family inet filter F-JAGA term ssh then discard", "a filter that stands on the way in", false),
    ])
    func whatCutsOffIsNamed(_ text: String, _ reason: String, _ isCertain: Bool) throws {
        let reach = Reach(address: try #require(Address("10.9.0.2")), user: "pita", uplinks: ["ge-0/0/24"])
        let running = try read(Self.switchConfig)
        let found = platform.cutOffs(by: try change(text), running: running, reach: reach)
        #expect(found.contains { $0.reason.contains(reason) && $0.isCertain == isCertain }, "\(found)")
        let harmless = try change("set interfaces ge-0/0/1 description lain\nset vlans baru vlan-id 30")
        #expect(platform.cutOffs(by: harmless, running: running, reach: reach).isEmpty)
    }

    // MARK: the terminal

    @Test func refusalsAreKnownAndWarningsAreNone() {
        for words in [
            "error: configuration database locked by:\n", "syntax error, expecting <command>.\n",
            "           ^\nunknown command.\n", "invalid value '5000' in vlan-id\n",
        ] {
            #expect(platform.rejection(in: CommandReply(output: words)) != nil, "\(words)")
        }
        for words in [
            "warning: statement not found\n", "commit complete\n", "configuration check succeeds\n",
            "set x description \"error: x\"\n",
        ] {
            #expect(platform.rejection(in: CommandReply(output: words)) == nil, "\(words)")
        }
    }

    @Test func probesAreReadStrictly() throws {
        let host = try #require(Address("10.11.0.2"))
        let ping = Probe.ping(address: host)
        #expect(platform.command(for: ping, facts: Self.facts).text == "ping 10.11.0.2 count 3 wait 1")
        func finding(_ text: String) -> Bool { platform.finding(of: ping, in: CommandReply(output: text)).isPassed }
        #expect(
            finding("--- 10.11.0.2 ping statistics ---\n3 packets transmitted, 3 packets received, 0% packet loss\n"))
        #expect(
            !finding("--- 10.11.0.2 ping statistics ---\n3 packets transmitted, 1 packets received, 66% packet loss\n"))
        #expect(
            !finding("--- 10.11.0.2 ping statistics ---\n") && !finding("3 packets transmitted, 3 packets received"))
        let route = Probe.route(prefix: try #require(Prefix("10.11.0.0/24")))
        let table =
            "inet.0: 9 destinations\n\nA V Destination        P Prf   Metric 1   Metric 2  Next hop        AS path\n* ? 10.11.0.0/24       S   5                       >10.9.0.2\n"
        #expect(platform.finding(of: route, in: CommandReply(output: table)).sentence.contains("10.9.0.2"))
        #expect(!platform.finding(of: route, in: CommandReply(output: table.replacing("/24", with: "/25"))).isPassed)
        #expect(!platform.finding(of: route, in: CommandReply(output: table.replacing("* ?", with: "  ?"))).isPassed)
    }

    // MARK: texts of people, and hostile ones

    @Test func aTextOfPeopleIsOneWordOrIsRefused() throws {
        var random = SeededGenerator(case: 9)
        let pieces = [
            "a", "Dinas ", "\n", "?", "\"", "\\", ";", "{", "}", "[", "]", "#", "/*", "|", "é", "\u{3}", "delete ",
            "$9$", "<", "&",
        ]
        for _ in 0..<6_000 {
            let text = (0..<Int.random(in: 0...6, using: &random)).map { _ in random.pick(pieces) }.joined()
            guard let quoted = try? platform.quoted(text) else { continue }
            #expect(
                try MiniJunos.words("set vlans x description \(quoted)") == ["set", "vlans", "x", "description", text])
            let tree = try platform.parse("set vlans x description \(quoted)\n", file: "t")
            #expect(tree.objects.map(\.properties) == [["description": text.isEmpty ? "\"\"" : text]])
        }
        #expect(throws: Diagnostics.self) { try platform.quoted("a\ndelete vlans") }
        #expect(throws: Diagnostics.self) { try platform.quoted(RuntimeSlot.minutes) }
    }

    @Test func noExcerptShowsASecret() {
        let text =
            "set system login user a authentication encrypted-password \"$6$x\"\nencrypted-password \"x\"; ## SECRET-DATA\n"
            + "set snmp community rahasia\ncommunity rahasia {\nset vlans a vlan-id 5\n"
        func shown(_ line: Int) -> Excerpt? {
            platform.excerpt(of: text, at: SourceMark(file: "t", line: line, column: 1))
        }
        #expect((1...4).allSatisfy { shown($0) == nil } && shown(5) != nil)
    }

    @Test func aDamagedConfigIsAConfigOrDiagnostics() throws {
        let intended = try platform.parse("set vlans baru vlan-id 120\ndelete firewall policer P-10M then", file: "i")
        let pieces = [
            "set ", "delete ", "deactivate ", "insert ", " before term ", "{", "}", "[ a b ]", "\"", "/*", "inactive: ",
            "\\\"", "firewall ",
            "term x ", "unit 0 ", "then accept\n", " description ",
        ]
        let seeds = try [Self.switchConfig + "\n", Self.fixture("srx300_22.4.conf")]
        let trial = Trial.run(seeds, pieces: pieces, seed: 21, cases: 500) { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            _ = try? platform.parse(text, file: "t")
            let count = text.split(whereSeparator: \.isNewline).count
            let running = try platform.running(
                from: ["config": CommandReply(output: text), "count": CommandReply(output: "Count: \(count) lines")],
                facts: Self.facts)
            let change = try platform.change(from: running, to: intended, mode: .merge, facts: Self.facts)
            _ = platform.rollbackGuard(for: change, facts: Self.facts)
            _ = platform.cutOffs(by: change, running: running, reach: Reach(address: Address(family: .ipv4, bits: 1)))
        }
        #expect(trial.isSound(["Diagnostics"]), "\(trial)")
    }
}
