import Foundation
import PitaDiagnostics
import PitaNetwork
import TestSupport
import Testing

@testable import PitaPlatforms

@Suite struct FRRTextTests {
    private let platform = FRRPlatform()
    private let facts = DeviceFacts(name: "r", model: "x", serial: nil, version: "8.4.4", other: ["uid": "0"])

    private let office = """
        interface eth0
         description WAN ke Diskominfo
         ip address 10.23.255.2/30
        exit
        interface eth1
         ip address 10.23.0.1/24
        exit
        ip route 0.0.0.0/0 10.23.255.1
        """

    private func kernel(_ interfaces: [String: [String]]) -> ConfigTree {
        ConfigTree(
            interfaces.sorted { $0.key < $1.key }.map { name, addresses in
                ConfigObject(
                    id: ObjectID(section: "kernel interface", key: name),
                    properties: Dictionary(uniqueKeysWithValues: addresses.map { ($0, "yes") }))
            })
    }

    private func running(_ text: String) throws -> ConfigTree {
        let kernel = kernel(["eth0": ["10.23.255.2/30", "127.20.23.1/8"], "eth1": ["10.23.0.1/24"], "lo": []])
        return ConfigTree(try platform.parse(text, file: "running").objects + kernel.objects)
    }

    private func change(_ text: String, _ intended: String, _ mode: ChangeMode = .merge) throws -> DeviceChange {
        try platform.change(
            from: try running(text), to: try platform.parse(intended, file: "intended"), mode: mode, facts: facts)
    }

    @Test func aChangeIsOneShellCommandABlockAndItsWayBackOneALine() throws {
        #expect(try change(office, office).isEmpty)
        let change = try change(
            office,
            "interface eth1\n description LAN 'Dispora'\n ip address 10.23.1.1/24\nexit\nip route 10.50.0.0/16 10.23.0.9 150\n"
        )
        #expect(
            change.commands.map(\.text) == [
                #"vtysh -c 'configure terminal' -c 'interface eth1' -c 'description LAN '\''Dispora'\''' -c 'ip address 10.23.1.1/24'"#,
                "vtysh -c 'configure terminal' -c 'ip route 10.50.0.0/16 10.23.0.9 150'",
            ])
        #expect(change.reverse.count == 3)
        #expect(change.reverse.allSatisfy { $0.text.contains(" || vtysh -c 'show running-config' | BLOCK=") })
        #expect(change.commands.allSatisfy { $0.mark?.file == "intended" })
        #expect(try self.change(office, "interface eth9\n no description\n").isEmpty)
    }

    @Test func withoutRootEverythingGoesThroughSudo() throws {
        let facts = DeviceFacts(name: "r", model: "x", serial: nil, version: "8.4.4", other: ["uid": "1000"])
        let change = try platform.change(
            from: try running(office), to: try platform.parse("interface eth1\n bandwidth 10\n", file: "t"),
            mode: .merge,
            facts: facts)
        #expect((change.commands + change.reverse).allSatisfy { $0.text.hasPrefix("sudo -n sh -c ") })
        #expect(platform.readCommands(for: facts)[0].text.hasPrefix("sudo -n sh -c "))
    }

    @Test(arguments: [
        "interface eth0\n ip address 10.0.0.300/24", "interface eth0\n ip address 10.0.0.1",
        "interface eth0 x\n shutdown",
        "interface eth0\n ipv6 address 10.0.0.1/24", "interface eth0\n bandwidth 50M",
        "interface eth0\n description",
        "ip route 10.5.0.0/33 10.1.0.9", "ip route 10.5.0.0/16", "ip route 10.5.0.0/16 10.1.0.9 256",
        "ip route 10.5.0.0/16 10.1.0.9 tag 0", "ip route 10.5.0.0/16 10.1.0.9 eth1 eth2",
        "ip route 10.5.0.0/16 Null0 onlink",
        "ip route 10.5.0.0/16 2001:db8::1", "ipv6 route 2001:db8::/48 10.1.0.1", "ip prefix-list A permit",
        "ip prefix-list A seq 1 permit any seq 5 permit any", "ip prefix-list A seq 5 allow any",
        "access-list L seq 5 permit 10.0.0.1/33", "route-map RM permit", "route-map RM permit 10 20",
        "interface eth0\n shutdown now", "interface eth0\n description a | include b",
        "interface eth0\n ip address 10.0.0.1/24 secondary",
    ])
    func whatVtyshWouldNotTakeIsRefusedWithItsPlace(text: String) throws {
        let found = #expect(throws: Diagnostics.self) { try self.platform.parse(text, file: "t") }
        #expect(found?.items.allSatisfy { $0.mark != nil && $0.hint != nil && $0.excerpt != nil } == true, "\(text)")
    }

    @Test(arguments: [
        "hostname lain", "no interface eth0", "frr defaults datacenter", "password rahasia",
        "router bgp 65001\n neighbor 10.1.0.9 password rahasia", "no service integrated-vtysh-config",
        "ip route 0.0.0.0/0 blackhole", "access-list L seq 5 permit any\naccess-list L seq 6 permit any",
        "ip route 10.50.0.0/16 10.23.0.8 tag 7\nip route 10.50.0.0/16 10.23.0.9",
    ])
    func whatIsNotManagedOrContradictsIsRefusedInThePlan(text: String) throws {
        let office = office + "\nservice integrated-vtysh-config\n"
        let found = #expect(throws: Diagnostics.self) { try self.change(office, text) }
        #expect(found.map { !"\($0)".contains("rahasia") } == true)
    }

    @Test func severalAddressesComeOneByOne() throws {
        let change = try change(
            office, "interface eth1\n description LAN\n ip address 10.23.1.1/24\n ip address 10.23.1.2/24\n")
        #expect(
            change.commands.map { $0.text.replacing("vtysh -c 'configure terminal' -c 'interface eth1' -c ", with: "") }
                == [
                    "'description LAN'", "'ip address 10.23.1.1/24'", "'ip address 10.23.1.2/24'",
                ])
    }

    @Test func anEntryOfARouteMapIsNotTurned() throws {
        #expect(throws: Diagnostics.self) { try change("route-map A permit 10\n", "route-map A deny 10\n") }
        #expect(throws: Diagnostics.self) {
            try change("route-map A permit 10\n", "no route-map A permit 10\nroute-map A deny 10\n")
        }
    }

    @Test func aDistanceAndATagAreValuesOfOneRoute() throws {
        let old = "ip route 10.50.0.0/16 10.23.0.9 150\n"
        let change = try change(old, "ip route 10.50.0.0/16 10.23.0.9 tag 7 77\n")
        #expect(
            change.commands.map(\.text) == [
                "vtysh -c 'configure terminal' -c 'ip route 10.50.0.0/16 10.23.0.9 tag 7 77'"
            ])
        #expect(
            change.reverse.map(\.text) == ["vtysh -c 'configure terminal' -c 'ip route 10.50.0.0/16 10.23.0.9 150'"])
        #expect(try self.change(old, "ip route 10.50.0.0/16 10.23.0.9 150\n").isEmpty)
        #expect(try self.change("ip route 10.50.0.0/16 10.23.0.9\n", "ip route 10.50.0.0/16 10.23.0.9 1\n").isEmpty)
    }

    @Test func whatStandsInTheWayOfAnotherGoesFirst() throws {
        let lists = "ip prefix-list A seq 5 permit any\nip prefix-list A seq 10 deny any\n"
        let swapped = try change(lists, "ip prefix-list A seq 5 deny any\nip prefix-list A seq 10 permit any\n")
        #expect(
            swapped.commands.map { $0.text.replacing("vtysh -c 'configure terminal' -c ", with: "") } == [
                "'no ip prefix-list A seq 5'", "'no ip prefix-list A seq 10'",
                "'ip prefix-list A seq 5 deny any'", "'ip prefix-list A seq 10 permit any'",
            ])
        let route = try change(
            "ip route 10.50.0.0/16 blackhole\n", "no ip route 10.50.0.0/16 blackhole\nip route 10.50.0.0/16 10.23.0.9\n"
        )
        #expect(
            route.commands.map { $0.text.replacing("vtysh -c 'configure terminal' -c ", with: "") } == [
                "'no ip route 10.50.0.0/16 blackhole'", "'ip route 10.50.0.0/16 10.23.0.9'",
            ])
    }

    @Test func whatTheKernelLosesWithAnAddressIsSetAgain() throws {
        let two = "interface eth1\n ip address 10.23.0.1/24\n ip address 10.23.0.2/24\n"
        let change = try change(two, "interface eth1\n no ip address 10.23.0.1/24\n")
        #expect(
            change.commands.map { $0.text.split(separator: " || ").first.map(String.init) } == [
                "vtysh -c 'configure terminal' -c 'interface eth1' -c 'no ip address 10.23.0.1/24'",
                "sleep 1; vtysh -c 'configure terminal' -c 'interface eth1' -c 'ip address 10.23.0.2/24'",
            ])
        #expect(change.warnings.map(\.message).contains { $0.contains("10.23.0.2/24 with it") })
        #expect(change.reverse.count == 3)
    }

    @Test(arguments: [
        ("interface eth7\n description x\n", "no interface `eth7`"),
        ("ip route 10.50.0.0/16 10.99.0.1\n", "10.99.0.1 is in no network"),
        ("ip route 10.50.0.0/16 10.23.0.1\n", "the device's own address"),
        ("ip route 10.50.0.0/16 eth7\n", "stays inactive"),
        ("no ip forwarding\nip route 10.50.0.0/16 10.23.0.9\n", "`ip forwarding` is off"),
        ("interface eth0\n ip address 10.23.0.7/16\n", "overlaps with 10.23.0.1/24 on eth1"),
        ("route-map RM permit 10\n match ip address prefix-list NO\n", "there is no `ip prefix-list NO`"),
        ("interface eth1\n shutdown\n", "is shut down"),
    ])
    func whatHasNoEffectOrMoreThanItSaysIsWarnedOf(text: String, words: String) throws {
        let change = try change(office, text)
        #expect(change.warnings.contains { $0.message.contains(words) && $0.mark != nil }, "\(change.warnings)")
        #expect(change.warnings.allSatisfy { $0.severity == .warning })
    }

    @Test func aSoundChangeIsNotWarnedOf() throws {
        #expect(
            try change(office, "ip route 10.50.0.0/16 10.23.0.9\ninterface eth1\n description LAN\n").warnings.isEmpty)
    }

    @Test(arguments: [
        ("interface eth0\n no ip address 10.23.255.2/30\n", true, "takes the management address"),
        ("interface eth0\n shutdown\n", true, "shuts the interface of the management address"),
        ("no ip route 0.0.0.0/0 10.23.255.1\n", true, "takes the default route off"),
        (
            "no ip route 0.0.0.0/0 10.23.255.1\nip route 0.0.0.0/0 10.23.0.9\n", false,
            "leads the default route elsewhere"
        ),
    ])
    func whatCutsTheDeviceOffIsFound(text: String, isCertain: Bool, words: String) throws {
        let reach = try Reach(address: #require(Address("10.23.255.2")), uplinks: ["eth0"])
        let found = platform.cutOffs(by: try change(office, text), running: try running(office), reach: reach)
        #expect(found.contains { $0.isCertain == isCertain && $0.reason.contains(words) }, "\(found)")
    }

    @Test func whatHoldsTheManagementAddressIsKnownFromTheKernelToo() throws {
        let reach = try Reach(address: #require(Address("127.20.23.1")))
        let change = try change(office, "interface eth0\n shutdown\n")
        #expect(platform.cutOffs(by: change, running: try running(office), reach: reach).map(\.isCertain) == [true])
        let harmless = try self.change(office, "interface eth1\n no ip address 10.23.0.1/24\n")
        #expect(platform.cutOffs(by: harmless, running: try running(office), reach: reach).isEmpty)
    }

    @Test func anAnswerThatIsCutOffOrForeignIsNoConfig() throws {
        let config = "@@pita config\nBuilding configuration...\n\nCurrent configuration:\n!\nhostname r\n!\nend\n"
        let whole = config + "@@pita kernel\n[{\"ifname\":\"eth0\",\"addr_info\":[]}]\n@@pita end\n"
        func read(_ text: String, _ status: Int = 0) throws -> ConfigTree {
            try platform.running(from: ["config": CommandReply(output: text, exitStatus: status)], facts: facts)
        }
        #expect(try read(whole).objects.count == 2)
        for text in [
            whole.replacing("!\nend\n", with: "!\n"), whole.replacing("@@pita end\n", with: ""),
            whole.replacing("Current configuration:", with: ""), whole.replacing("[{", with: "[["), config, "",
        ] {
            #expect(throws: Diagnostics.self, "\(text)") { try read(text) }
        }
        #expect(throws: Diagnostics.self) { try read(whole, 1) }
    }

    @Test func anAddressThatTheKernelHasLostIsNotThere() throws {
        let answer = """
            @@pita config
            Current configuration:
            interface eth0
             ip address 10.1.0.1/24
             ip address 10.1.0.2/24
             ipv6 address 2001:db8::1/64
            exit
            interface eth9
             ip address 10.9.0.1/24
            exit
            end
            @@pita kernel
            [{"ifname":"eth0","addr_info":[{"family":"inet","local":"10.1.0.2","prefixlen":24,"scope":"global"}]}]
            @@pita end
            """
        let tree = try platform.running(from: ["config": CommandReply(output: answer)], facts: facts)
        #expect(
            tree[ObjectID(section: "interface", key: "eth0")]?.properties.keys.sorted()
                == ["ip address 10.1.0.2/24", "ipv6 address 2001:db8::1/64"])
        #expect(tree[ObjectID(section: "interface", key: "eth9")]?.properties.count == 1)
    }

    @Test func secretsAreMaskedAndNeverShown() throws {
        let text = "router bgp 65001\n neighbor 10.1.0.9 remote-as 65002\n neighbor 10.1.0.9 password rahasia\n"
        let tree = try platform.parse(text, file: "t")
        #expect(!tree.objects.contains { $0.properties.values.contains { $0.contains("rahasia") } })
        #expect(platform.excerpt(of: text, at: SourceMark(file: "t", line: 3, column: 1)) == nil)
        #expect(platform.excerpt(of: text, at: SourceMark(file: "t", line: 2, column: 1)) != nil)
        let described = "interface eth0\n description password rahasia bersama\n"
        #expect(
            try platform.parse(described, file: "t").objects[0].properties["description"] == "password rahasia bersama")
    }

    @Test func textFromPeopleStaysOneLine() throws {
        #expect(
            try platform.quoted("Dinas  \"A\"; $(reboot) `x` 'y' \\ ! # ?") == "Dinas \"A\"; $(reboot) `x` 'y' \\ ! # ?"
        )
        for text in [
            "a\nb", "a\rb", "a\tb", "a\0b", "a\u{85}b", "a\u{2028}b", "", "  ", "⟦push⟧", "a > b", "a | b",
            "a| include b", String(repeating: "x", count: 1001),
        ] {
            #expect(throws: Diagnostics.self, "\(text.debugDescription)") { try platform.quoted(text) }
        }
        var random = SeededGenerator(case: 3)
        let pieces = [
            "'", "\"", "\\", "$(reboot)", "`id`", ";", "&&", "|", ">", "#", "!", "?", " ", "é", "漢", "exit", "end",
            "no",
        ]
        for _ in 0..<2_000 {
            let text = (0..<Int.random(in: 1...8, using: &random)).map { _ in random.pick(pieces) }.joined()
            guard let quoted = try? platform.quoted(text) else { continue }
            let intended = try platform.parse("interface eth0\n description \(quoted)\nexit\n", file: "t")
            let change = try platform.change(from: ConfigTree(), to: intended, mode: .merge, facts: facts)
            #expect(
                ShellTokenizer.words(try #require(change.commands.first).text)
                    == ["vtysh", "-c", "configure terminal", "-c", "interface eth0", "-c", "description \(quoted)"])
        }
    }

    @Test func theRecordedRouterIsReadAndPrintedAsTheSame() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let file = folder.appending(path: "Fixtures/frr/rtr-tepi-dispora_8.4.4.txt")
        let answer = try String(contentsOf: file, encoding: .utf8)
        let tree = try platform.running(from: ["config": CommandReply(output: answer)], facts: facts)
        func properties(_ section: String, _ key: String) -> [String: String]? {
            tree[ObjectID(section: section, key: key)]?.properties
        }
        #expect(properties("interface", "eth0")?["ip ospf area"] == "0")
        #expect(properties("interface", "eth1")?.keys.filter { $0.hasPrefix("ip address") }.count == 2)
        #expect(properties("interface", "eth1")?["link-detect"] == "no")
        #expect(properties("ip route", "10.60.0.0/16 10.23.240.9 eth1 onlink") == ["value": "tag 7 150"])
        #expect(properties("ip prefix-list", "KANTOR seq 5") == ["value": "permit 10.0.0.0/8 le 24"])
        #expect(properties("route-map", "KE-ISP permit 10")?.count == 2)
        #expect(properties("router bgp", "65023")?["neighbor 10.23.0.1 remote-as"] == "65001")
        #expect(properties("router bgp > address-family ipv4 unicast", "65023 > ")?.count == 2)
        #expect(properties("kernel interface", "eth1")?.count == 3)
        #expect(!tree.objects.contains { $0.properties.description.contains("rahasia") })

        let config = ConfigTree(tree.objects.filter { $0.id.section != FRRGrammar.kernel })
        #expect(try platform.change(from: tree, to: config, mode: .exact, facts: facts).isEmpty)
        let lines = LineConfig(grammar: FRRGrammar.grammar)
        let again = try lines.running(lines.text(of: config))
        for object in config.objects {
            // A password is printed masked.
            #expect(again[object.id]?.properties == object.properties, "\(object.id)")
        }
    }

    @Test func aRefusalIsKnownByTheExitStatus() {
        #expect(platform.rejection(in: CommandReply(output: "% Unknown command: x\n", exitStatus: 1)) != nil)
        #expect(
            platform.rejection(in: CommandReply(output: "% Refusing to remove a non-existent route\n", exitStatus: 0))
                == nil)
    }

    @Test func anOldReleaseIsWarnedOf() throws {
        var old = facts
        old.version = "7.5.1"
        let tree = try platform.parse(office, file: "t")
        #expect(platform.check(tree, for: old).items.map(\.severity) == [.warning])
        #expect(platform.check(tree, for: facts).items.isEmpty)
    }

    @Test func damagedTextsAndAnswersAreRefusedOrRead() throws {
        var generator = FRRGenerator(random: SeededGenerator(case: 1))
        let texts = (0..<6).map { _ in generator.text() }
        let pieces = [
            "interface eth0\n", " ip address 10.0.0.1/24\n", "no ", "ip route ", "0.0.0.0/0 ", "router bgp 65001\n",
            " address-family ipv4 unicast\n", "exit\n", "end\n", "!\n", "@@pita kernel\n", "@@pita end\n",
            "{\"ifname\":",
            "route-map A permit 10\n", "seq 5 permit any", " > ", "tag ", "password ", "\u{85}",
        ]
        let intended = try platform.parse(office, file: "t")
        let parsing = Trial.run(texts, pieces: pieces, seed: 8, cases: 700) { bytes in
            _ = try platform.parse(String(decoding: bytes, as: UTF8.self), file: "t")
        }
        #expect(parsing.isSound(["Diagnostics"]), "\(parsing)")
        let answers = texts.map {
            "@@pita config\nCurrent configuration:\n\($0)end\n@@pita kernel\n[{\"ifname\":\"eth1\",\"addr_info\":[]}]\n@@pita end\n"
        }
        let reading = Trial.run(answers, pieces: pieces, seed: 9, cases: 500) { bytes in
            let reply = CommandReply(output: String(decoding: bytes, as: UTF8.self))
            let running = try platform.running(from: ["config": reply], facts: facts)
            let change = try platform.change(from: running, to: intended, mode: .merge, facts: facts)
            _ = platform.rollbackGuard(for: change, facts: facts)
            #expect((change.commands + change.reverse).allSatisfy { !$0.text.contains("\n") })
        }
        #expect(reading.isSound(["Diagnostics"]), "\(reading)")
    }
}
