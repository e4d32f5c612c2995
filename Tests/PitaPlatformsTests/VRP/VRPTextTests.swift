import Foundation
import PitaDiagnostics
import PitaNetwork
import TestSupport
import Testing

@testable import PitaPlatforms

@Suite struct VRPTextTests {
    private let platform = VRPPlatform()
    private let config = LineConfig(grammar: VRPGrammar.grammar)

    static func fixture(_ name: String) throws -> String {
        let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: directory.appendingPathComponent("Fixtures/vrp/\(name)"), encoding: .utf8)
    }

    static let facts = DeviceFacts(
        name: "SW-DIST-01", model: "S5720", serial: nil, version: "V200R019C00SPC500",
        other: ["commit": "immediate", "saved": "yes"])

    private func running() throws -> ConfigTree {
        let reply = CommandReply(output: try Self.fixture("sw-dist_V200R019.cfg"))
        return try platform.running(from: ["config": reply], facts: Self.facts)
    }

    private func change(_ text: String, _ running: ConfigTree? = nil) throws -> DeviceChange {
        try platform.change(
            from: running ?? self.running(), to: platform.parse(text, file: "t"), mode: .merge, facts: Self.facts)
    }

    // MARK: reading

    @Test func aConfigIsReadWithoutWhatTheDeviceAddsByItself() throws {
        let tree = try running()
        func properties(_ section: String, _ key: String) -> [String: String]? {
            tree[ObjectID(section: section, key: key)]?.properties
        }
        #expect(tree.objects(in: "vlan").map(\.id.key) == ["10", "20", "21", "22", "23", "24", "25", "99"])
        #expect(properties("traffic classifier", "C-DISDIK")?["operator"] == "or")
        #expect(properties("traffic behavior", "B-10M") == ["car": "cir 10000", "statistic enable": "yes"])
        #expect(properties("traffic policy", "P-DISDIK") == ["classifier C-DISDIK": "behavior B-10M"])
        #expect(
            properties("interface", "GigabitEthernet0/0/1") == [
                "description": "Dinas Pendidikan", "port link-type": "access", "port default vlan": "10",
                "qos lr outbound": "cir 20000", "traffic-policy inbound": "P-DISDIK",
            ])
        #expect(properties("interface", "GigabitEthernet0/0/24")?["port trunk allow-pass vlan"] == "10,20-25,99")
        #expect(properties("interface", "GigabitEthernet0/0/2")?["port hybrid untagged vlan"] == "20")
        #expect(!tree.objects.contains { "\($0.id) \($0.properties)".contains("rahasia") })
        #expect(try change(Self.fixture("sw-dist_V200R019.cfg"), tree).isEmpty)
    }

    @Test func aConfigDiffersNotFromItselfAndIsPrintedAsItIs() throws {
        let tree = try running()
        let same = try platform.change(from: tree, to: tree, mode: .exact, facts: Self.facts)
        #expect(same.isEmpty && same.differences.isEmpty)
        // The text of a banner is read over, so it can't be printed.
        let known = ConfigTree(tree.objects.filter { $0.id.section != "header" })
        let printed = try platform.running(
            from: ["config": CommandReply(output: config.text(of: known))], facts: Self.facts)
        #expect(printed.deviations(from: known).isEmpty && known.deviations(from: printed).isEmpty)
    }

    @Test func halfAConfigIsNone() throws {
        let text = try Self.fixture("sw-dist_V200R019.cfg").replacing("\nreturn\n", with: "\n")
        #expect(throws: Diagnostics.self) {
            try platform.running(from: ["config": CommandReply(output: text)], facts: Self.facts)
        }
        #expect(throws: Diagnostics.self) {
            try platform.running(
                from: ["config": CommandReply(output: "return\n", errorOutput: "no", exitStatus: 1)], facts: Self.facts)
        }
    }

    @Test func theFactsOfBothGenerationsAreRead() throws {
        let saved = CommandReply(output: "sysname NE-01\n#\nreturn\n")
        let current = CommandReply(output: "2026-01-01 10:00:00.1 +07:00\n!Software\nsysname NE-01\n#\nreturn\n")
        let recorded = CommandReply(output: try Self.fixture("ntc_huawei_vrp_display_version.raw"))
        let router = try platform.facts(
            from: [
                "version": recorded, "esn": CommandReply(output: "ESN of master:2102ABC\n"), "current": current,
                "saved": saved,
            ])
        #expect(router.name == "NE-01" && router.model == "NE40E-X2-M8A" && router.serial == "2102ABC")
        #expect(router.version == "V800R011C00SPC200" && VRPFacts.isTwoStage(router) && VRPFacts.isSaved(router))
        let version = """
            Huawei Versatile Routing Platform Software
            VRP (R) software, Version 5.170 (S5720 V200R019C00SPC500)
            HUAWEI S5720-28X-SI-AC Routing Switch uptime is 1 week, 2 days
            """
        let other = CommandReply(output: "sysname NE-01\nvlan batch 10\n#\nreturn\n")
        let device = try platform.facts(
            from: [
                "version": CommandReply(output: version), "esn": CommandReply(output: "Error: x"), "current": other,
                "saved": saved,
            ])
        #expect(device.model == "S5720-28X-SI-AC" && device.serial == nil && device.version == "V200R019C00SPC500")
        #expect(!VRPFacts.isTwoStage(device) && !VRPFacts.isSaved(device))
        #expect(throws: Diagnostics.self) { try platform.facts(from: ["version": CommandReply(output: "Cisco IOS")]) }
    }

    @Test func cursorMovesAndTimesAreNoConfig() throws {
        let text = "2026-01-01 10:00:00.123 +07:00\nvlan 10\n description Dinas \u{1B}[1DA\n#\nreturn\n"
        let tree = try platform.running(from: ["config": CommandReply(output: text)], facts: Self.facts)
        #expect(tree[ObjectID(section: "vlan", key: "10")]?.properties == ["description": "DinasA"])
    }

    @Test(arguments: [
        ("cir 10000 pir 10000 cbs 1880000 pbs 3130000 green pass yellow pass red discard", "cir 10000"),
        (
            "cir 4000 pir 10000 cbs 752000 pbs 1880000 mode color-blind green pass yellow pass red discard",
            "cir 4000 pir 10000"
        ),
        ("cir 10000 cbs 150000 pbs 0", "cir 10000 cbs 150000 pbs 0"), ("cir 10000 cbs 1250000", "cir 10000"),
    ])
    func burstsThatADeviceWorksOutAreLeftOut(_ said: String, _ kept: String) { #expect(VRPValue.car(said) == kept) }

    @Test(arguments: [
        ("GE0/0/1", "GigabitEthernet0/0/1"), ("gigabitethernet 0/0/1", "GigabitEthernet0/0/1"),
        ("XGE0/0/1", "XGigabitEthernet0/0/1"),
        ("10ge1/0/1", "10GE1/0/1"), ("vlanif 10", "Vlanif10"), ("Eth-Trunk 1", "Eth-Trunk1"), ("Aneh7", "Aneh7"),
    ])
    func interfacesAreNamedAsTheDeviceDoes(_ said: String, _ name: String) { #expect(VRPValue.interface(said) == name) }

    // MARK: what is refused, and what is warned of

    @Test(arguments: [
        ("interface GE0/0/1\n port trunk allow-pass vlan 10", "port link-type trunk"),
        ("undo vlan 10", "still names it"),
        ("interface GE0/0/24\n port link-type access\n port default vlan 77", "does not exist"),
        ("undo traffic policy P-DISDIK", "still names it"), ("traffic classifier C-BARU", "operator"),
        ("sysname LAIN", "name"),
        ("undo interface GE0/0/1", "can't be removed"), ("interface Vlanif77", "does not exist"),
        ("aaa\n local-user b password irreversible-cipher $1a$x$", "secret"), ("vlan batch 0", "names no"),
        ("vlan 10 20", "names no"),
    ])
    func whatTheDeviceWouldRefuseIsNotPlanned(_ text: String, _ words: String) throws {
        do {
            _ = try change(text)
            Issue.record("\(text) was planned")
        } catch let error as Diagnostics {
            #expect(error.description.contains(words), "\(error)")
        }
    }

    @Test(arguments: [
        (
            "vlan 30\ninterface GE0/0/3\n port link-type access\n port default vlan 30",
            "VLAN 30 is not allowed on any trunk"
        ),
        (
            "traffic policy P-BARU\n classifier C-DISDIK behavior B-10M\ninterface GE0/0/1\n traffic-policy P-BARU inbound",
            "takes its place"
        ),
        (
            "interface GE0/0/1\n qos lr outbound cir 5000\n traffic-policy P-DISDIK outbound",
            "lets 10000 kbit/s through"
        ),
        ("interface GE0/0/3\n port default vlan 10", "says no `port link-type`"), ("vlan 30", "a restart"),
    ])
    func whatIsTakenAndStillDoesNotWorkIsWarnedOf(_ text: String, _ words: String) throws {
        let warnings = try change(text).warnings
        #expect(warnings.contains { $0.message.contains(words) && $0.severity == .warning }, "\(warnings)")
    }

    @Test(arguments: [
        "interface GE0/0/1\n port link-type kabel", "interface GE0/0/1\n port default vlan 5000",
        "traffic behavior B\n car pir 5",
        "interface GE0/0/1\n traffic-policy dua kata inbound", "interface Vlanif99\n ip address 10.9.0.999 24",
    ])
    func wrongValuesAreErrors(_ text: String) throws {
        let found = platform.check(try platform.parse(text, file: "t"), for: Self.facts)
        #expect(found.hasErrors && found.items.allSatisfy { $0.mark?.line == 1 })
    }

    @Test func aPortOfAnotherTypeKeepsNothingOfTheOldOne() throws {
        let change = try change("interface GE0/0/24\n port link-type access\n port default vlan 10\n")
        #expect(
            change.commands.map(\.input) == [
                "interface GigabitEthernet0/0/24\nundo port trunk allow-pass vlan 10 20 to 25 99\n"
                    + "port trunk allow-pass vlan 1\nport link-type access\nport default vlan 10\nquit\n"
            ])
    }

    // MARK: the way in

    @Test(arguments: [
        ("interface Vlanif99\n undo ip address", "takes the management address", true),
        ("interface Vlanif99\n shutdown", "shuts the management interface down", true),
        ("interface GE0/0/24\n shutdown", "shuts the uplink down", true),
        ("interface GE0/0/24\n undo port trunk allow-pass vlan 99", "takes the management VLAN 99", true),
        ("undo interface Vlanif99\nundo vlan 99", "removes the management VLAN", true),
        ("undo ip route-static 0.0.0.0 0 10.9.0.1", "takes the default route", true),
        ("undo stelnet server enable", "SSH server", true),
        ("aaa\n undo local-user pita service-type ssh", "SSH off the user pita", true),
        ("user-interface vty 0 4\n protocol inbound telnet", "SSH off the log-ins", true),
        ("user-interface vty 0 4\n acl 2000 inbound", "log-ins", false),
        ("interface GE0/0/24\n traffic-policy P-DISDIK inbound", "traffic policy on the uplink", false),
    ])
    func whatCutsOffIsNamed(_ text: String, _ reason: String, _ isCertain: Bool) throws {
        let tree = try running()
        let address = try #require(Address("10.9.0.2"))
        let reach = Reach(address: address, user: "pita", uplinks: ["GE0/0/24"])
        let found = platform.cutOffs(by: try change(text, tree), running: tree, reach: reach)
        #expect(found.contains { $0.reason.contains(reason) && $0.isCertain == isCertain }, "\(found)")
        let harmless = try change("interface GE0/0/1\n description lain\nvlan 30\n", tree)
        #expect(platform.cutOffs(by: harmless, running: tree, reach: reach).isEmpty)
    }

    @Test func aDeviceWithoutCommitsRestartsWhereNothingIsLostByIt() throws {
        let change = try change("vlan 30")
        let rollbackGuard = try #require(platform.rollbackGuard(for: change, facts: Self.facts))
        #expect(
            rollbackGuard.arm.map(\.text) == ["schedule reboot delay ⟦minutes⟧"] && rollbackGuard.commitCommands.isEmpty
        )
        let armed = CommandReply(
            output: "Info: System will reboot at: 2026-12-20 19:20:00 (in 0 hours and 9 minutes).\n")
        #expect(rollbackGuard.mechanism == .reload && rollbackGuard.timing.restoreTime == 600)
        let slot = try #require(rollbackGuard.slot)
        #expect(slot.state(by: armed) == .busy && slot.state(by: CommandReply(output: "")) == .idle)
        #expect(rollbackGuard.afterCancelling(armed.output) == .cancelled)
        #expect(rollbackGuard.afterCancelling("") == .unknown)
        var unsaved = Self.facts
        unsaved.other["saved"] = "no"
        #expect(platform.rollbackGuard(for: change, facts: unsaved) == nil)
        #expect(platform.saving(change, facts: Self.facts).map(\.text) == ["save"])
    }

    // MARK: the terminal

    @Test func refusalsAreKnownAndDescriptionsAreNone() {
        #expect(
            platform.rejection(
                in: CommandReply(output: "      ^\nError: Unrecognized command found at '^' position.\n")) != nil)
        #expect(platform.rejection(in: CommandReply(output: "Failed to generate committed config\n")) != nil)
        #expect(
            platform.rejection(in: CommandReply(output: "Info: The system enters the trial configuration mode.\n"))
                == nil)
        #expect(platform.rejection(in: CommandReply(output: " description Error: x\n")) == nil)
    }

    @Test func aSaveThatIsNotSaidToBeDoneIsNone() {
        func refusal(_ text: String) -> String? { platform.saveRejection(in: CommandReply(output: text)) }
        let begun = "Now saving the current configuration to the slot 0.\n"
        #expect(refusal(begun + "Save the configuration successfully.\n") == nil)
        #expect(refusal(begun + "Info: Save the configuration successfully.\n") == nil)
        for text in ["", begun, begun + "Error: Failed to save the configuration.\n", "Info: The system is busy.\n"] {
            #expect(refusal(text) != nil, "\(text)")
        }
    }

    @Test func probesAreReadStrictly() throws {
        let host = try #require(Address("10.11.0.2"))
        let ping = Probe.ping(address: host, source: host)
        #expect(platform.command(for: ping, facts: Self.facts).text == "ping -c 3 -a 10.11.0.2 10.11.0.2")
        let statistics = { (received: Int) in
            "  --- 10.11.0.2 ping statistics ---\n    3 packet(s) transmitted\n    \(received) packet(s) received\n    0.00% packet loss\n"
        }
        #expect(platform.finding(of: ping, in: CommandReply(output: statistics(3))).isPassed)
        #expect(!platform.finding(of: ping, in: CommandReply(output: statistics(1))).isPassed)
        #expect(!platform.finding(of: ping, in: CommandReply(output: "3 packet(s) transmitted")).isPassed)
        let route = Probe.route(prefix: try #require(Prefix("10.11.0.0/24")))
        #expect(platform.command(for: route, facts: Self.facts).text == "display ip routing-table 10.11.0.0 24")
        let line = "10.11.0.0/24  Static  60   0          RD   10.9.0.2        Vlanif10\n"
        #expect(platform.finding(of: route, in: CommandReply(output: line)).sentence.contains("10.9.0.2 on Vlanif10"))
        #expect(!platform.finding(of: route, in: CommandReply(output: line.replacing("/24", with: "/16"))).isPassed)
        #expect(!platform.finding(of: route, in: CommandReply(output: line.replacing("RD", with: "R "))).isPassed)
    }

    // MARK: texts of people, and hostile ones

    @Test func aTextOfPeopleStaysOneLineOrIsRefused() throws {
        var random = SeededGenerator(case: 5)
        let pieces = [
            "a", "Dinas ", "\n", "\r", "?", " ", "undo ", "quit", "#", "\u{1B}", "\u{3}", "é", "\t", "%^%#", ";", "|",
            " > ", "\u{7F}",
        ]
        for _ in 0..<4_000 {
            let text = (0..<Int.random(in: 0...6, using: &random)).map { _ in random.pick(pieces) }.joined()
            guard let quoted = try? platform.quoted(text) else { continue }
            // An independent reader of the line: what the terminal takes as keys, and the blanks at the ends.
            #expect(!quoted.utf8.contains { $0 < 0x20 || $0 > 0x7E || $0 == UInt8(ascii: "?") } && quoted == text)
            let tree = try platform.parse("vlan 10\n description \(quoted)\n", file: "t")
            #expect(tree.objects.map(\.id.description) == ["vlan 10"])
            #expect(["description": text] == tree.objects[0].properties || text.contains("%^%#"))
        }
        #expect(throws: Diagnostics.self) { try platform.quoted("a\nundo vlan 10") }
        #expect(throws: Diagnostics.self) { try platform.quoted(RuntimeSlot.push) }
    }

    @Test func noExcerptShowsASecret() {
        let text =
            "aaa\n local-user a password irreversible-cipher $1a$x$\nsnmp-agent community read cipher %^%#abc%^%#\nvlan 10"
        func shown(_ line: Int) -> Excerpt? {
            platform.excerpt(of: text, at: SourceMark(file: "t", line: line, column: 1))
        }
        #expect(shown(2) == nil && shown(3) == nil && shown(1) != nil && shown(4) != nil)
    }

    @Test func aDamagedConfigIsAConfigOrDiagnostics() throws {
        let text = try Self.fixture("sw-dist_V200R019.cfg")
        let intended = try platform.parse(
            "vlan 30\ninterface GE0/0/3\n port link-type access\n port default vlan 30\n", file: "i")
        let pieces = [
            "undo ", "vlan batch ", " to ", "interface ", " port trunk allow-pass vlan ", "traffic-policy ", "inbound",
            "return\n",
            "ip route-static ", "operator ", "precedence ", "car cir ", "18446744073709551616",
            "header login information \"", " > ", "\u{1B}[1D",
        ]
        let trial = Trial.run([text], pieces: pieces, seed: 13, cases: 250) { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            _ = try? platform.parse(text, file: "t")
            let reply = CommandReply(output: text)
            let running = try platform.running(from: ["config": reply], facts: Self.facts)
            let change = try platform.change(from: running, to: intended, mode: .merge, facts: Self.facts)
            _ = platform.rollbackGuard(for: change, facts: Self.facts)
            _ = platform.cutOffs(by: change, running: running, reach: Reach(address: Address(family: .ipv4, bits: 1)))
        }
        #expect(trial.isSound(["Diagnostics"]), "\(trial)")
        let version = try Self.fixture("ntc_huawei_vrp_display_version.raw")
        let facts = Trial.run(
            ["sysname a\n" + version], pieces: ["Version ", "(R)", "ESN:", "sysname a\n", " uptime is "], seed: 3,
            cases: 600
        ) { bytes in
            let reply = CommandReply(output: String(decoding: bytes, as: UTF8.self))
            _ = try platform.facts(from: ["version": reply, "esn": reply, "current": reply, "saved": reply])
        }
        #expect(facts.isSound(["Diagnostics"]), "\(facts)")
    }
}
