import PitaDiagnostics
import Testing

@testable import PitaPlatforms

struct RouterOSPlatformTests {
    let platform = RouterOSPlatform()

    private func facts(_ version: String, _ other: [String: String] = [:]) -> DeviceFacts {
        DeviceFacts(name: "rtr", model: "CHR", serial: nil, version: version, other: other)
    }

    private func change(
        _ running: String, _ intended: String, _ mode: ChangeMode = .merge, version: String = "7.16.1",
        other: [String: String] = [:]
    ) throws -> DeviceChange {
        try platform.change(
            from: platform.parseRunning(running, file: "running"), to: platform.parse(intended, file: "intended"),
            mode: mode,
            facts: facts(version, other))
    }

    @Test func versionsCompareNumerically() throws {
        let rising = ["6.49.17", "7.1beta3", "7.1rc6", "7.1", "7.1.3", "7.9", "7.10.2", "7.18beta4", "7.18.2 (stable)"]
            .compactMap(RouterOSVersion.init)
        #expect(rising.count == 9)
        #expect(rising == rising.sorted())
        #expect(RouterOSVersion("7.10") == RouterOSVersion("7.10.0"))
        for text in ["", "7", "7.", "7.x", "7.1.2.3", "7.1foo2", "9999999.1", "7.1rc"] {
            #expect(RouterOSVersion(text) == nil)
        }
    }

    @Test func factsAreReadFromAlignedLines() throws {
        let facts = try platform.facts(from: [
            "resource": CommandReply(
                output: "                   uptime: 2w1d\r\n                  version: 7.18.2 (stable)\r\n"
                    + "        architecture-name: arm64\r\n               board-name: CCR2116\r\n"),
            "identity": CommandReply(output: "  name: rtr inti 1\r\n"),
            "routerboard": CommandReply(
                output: "       routerboard: yes\r\n             model: CCR2116-12G-4S+\r\n     serial-number: HX1\r\n"),
            "device-mode": CommandReply(output: "       mode: home\r\n  scheduler: no\r\n      fetch: no\r\n"),
        ])
        #expect(facts.name == "rtr inti 1")
        #expect(facts.model == "CCR2116-12G-4S+")
        #expect(facts.serial == "HX1")
        #expect(facts.version == "7.18.2")
        #expect(facts.other["device-mode.scheduler"] == "no")
        #expect(facts.other["channel"] == "stable")
        let virtual = try platform.facts(from: [
            "resource": CommandReply(output: "version: 6.49.17 (long-term)\nboard-name: CHR\n"),
            "identity": CommandReply(output: "name: a\n"),
            "routerboard": CommandReply(output: "bad command name routerboard (line 1 column 9)\n", exitStatus: 1),
        ])
        #expect(virtual.model == "CHR")
        #expect(virtual.serial == nil)
        #expect(throws: Diagnostics.self) { try platform.facts(from: ["resource": CommandReply(output: "Linux")]) }
    }

    @Test func anExportCountsOnlyWithItsEndMark() throws {
        let body = "# 2026-03-02 08:15:04 by RouterOS 7.16.1\r\n/queue simple add name=a target=10.0.0.0/24\r\n"
        func read(_ text: String) throws -> ConfigTree {
            try platform.running(from: ["export": CommandReply(output: text)], facts: facts("7.16.1"))
        }
        #expect(try read(body + "pita-end-of-export\r\n").objects.count == 1)
        #expect(try read(body + "pita-end-of-export\r\n10:00:00 echo: system,info x\r\n").objects.count == 1)
        #expect(throws: Diagnostics.self) { try read(body) }
        #expect(throws: Diagnostics.self) { try read(body + "pita-end-of-exp") }
        #expect(throws: Diagnostics.self) { try read("") }
        #expect(throws: Diagnostics.self) { try read(body + "/queue simple add name=\"b\npita-end-of-export\n") }
        #expect {
            try read(body + "#error exporting \"/ip/route\" (timeout)\r\npita-end-of-export\r\n")
        } throws: { "\($0)".contains("rtr/export:3:1: error: the export is not complete") }
        #expect {
            try read("expected end of command (line 1 column 9)\r\n")
        } throws: { "\($0)".contains("refused the export: expected end of command") }
        #expect(
            platform.readCommands(for: facts("6.49.17"))[0].text
                == "/export terse hide-sensitive; :put \"pita-end-of-export\"")
        #expect(platform.readCommands(for: facts("7.10.2"))[0].text == "/export terse; :put \"pita-end-of-export\"")
    }

    @Test func aDefaultEqualsWhatIsNotNamedAndDependsOnTheVersion() throws {
        let bare = "/interface bridge\nadd name=b\n/interface bridge port\nadd bridge=b interface=ether1\n"
        let named = bare + "set [find interface=ether1] ingress-filtering=no pvid=1 disabled=no comment=\"\"\n"
        #expect(try change(bare, named, version: "6.49.17").isEmpty)
        let later = try change(bare, named)
        #expect(later.commands.count == 1)
        #expect(later.after.objects.first?.properties["ingress-filtering"] == "no")
        #expect(
            try change(
                "/ip address\nadd address=10.0.0.1/24 interface=a network=10.0.0.0\n",
                "/ip address\nadd address=10.0.0.1/24 interface=a\n"
            ).isEmpty)
        #expect(
            try change(
                "/queue simple\nadd max-limit=10M/1G name=a target=10.0.0.1/32\n",
                "/queue simple\nadd name=a max-limit=10000k/1000M target=10.0.0.1 queue=default-small/default-small\n"
            ).isEmpty)
    }

    @Test func theRaiseOfAnAllocationIsOneGuardedLine() throws {
        let running = "/queue simple\nadd comment=pita:disdik max-limit=10M/20M name=pita-disdik target=10.11.0.0/24\n"
        let change = try change(
            running, "/queue simple\nadd name=pita-disdik target=10.11.0.0/24 max-limit=20M/50M comment=pita:disdik\n")
        #expect(
            change.commands.map(\.text) == [
                ":if ([:len [/queue simple find where name=\"pita-disdik\"]] = 1) do={ /queue simple set [find where "
                    + "name=\"pita-disdik\"] max-limit=20M/50M } else={ :error \"failure: no such item: /queue simple "
                    + "name=pita-disdik\" }"
            ])
        #expect(change.reverse.count == 1)
        #expect(
            change.reverse[0].text.hasPrefix(":do { :if ([:len [/queue simple find where name=\"pita-disdik\"]] = 1)"))
        #expect(change.reverse[0].text.contains("max-limit=10M/20M"))
        #expect(change.commands[0].mark?.line == 2)
        #expect(platform.saving(change, facts: facts("7.16.1")).isEmpty)
    }

    @Test func refusesWhatCanNotBeDoneSafely() throws {
        let rules = "/ip firewall filter\nadd action=drop chain=forward\nadd action=drop chain=forward\n"
        for (running, intended, message) in [
            ("", "/queue simple\nset [find name=a] max-limit=1M/1M\n", "is not on the device"),
            ("", "/queue simple\nadd name=a\n", "a new item needs `target`"),
            ("", "/ip firewall filter\nadd action=drop chain=input\n", "nothing names the item"),
            (rules, "/ip firewall filter\nremove [find action=drop chain=forward]\n", "several items are the same"),
            ("/port\nset 0 name=serial0\n", "/port\nset 0 name=x\n", "known by its number only"),
            ("", "/ppp secret\nadd name=a password=b\n", "a secret can't be part of a plan"),
            ("", "/snmp community\nadd name=hunter2\n", "a secret can't be part of a plan"),
            ("/snmp community\nadd name=hunter2\n", "/snmp community\nremove [find name=hunter2]\n", "a secret"),
            (
                "/snmp community\nset [ find default=yes ] name=hunter2\n",
                "/snmp community\nset [find default=yes] disabled=yes\n", "a secret"
            ),
            (
                "", "/queue simple\nadd name=⟦push⟧ target=10.0.0.1\n",
                "intended:2:10: error: `⟦push⟧` stands for a value"
            ),
            ("", "# ⟦seconds⟧\n", "can't be data"),
            ("", "/interface ethernet\nremove [find default-name=ether1]\n", "can't be removed"),
            ("", "/queue simple\nadd name=a target=10.0.0.1 comment=\"\\00\"\n", "a NUL can't be sent"),
        ] {
            #expect { try change(running, intended) } throws: {
                "\($0)".contains(message) && !"\($0)".contains("hunter2")
            }
        }
    }

    @Test func theNameOfAnSNMPv3UserIsNoSecret() throws {
        let user = "/snmp community\nadd name=pita security=private read-access=yes\n"
        #expect(try !change("", user).isEmpty)
        #expect(try !change("", "/snmp community\nset [find default=yes] disabled=yes\n").isEmpty)
    }

    @Test func whatGoesWithSecretsIsIrreversibleAndEverythingElseIsNot() throws {
        let running = """
            /ppp secret
            add name=a
            /interface vrrp
            add interface=ether1 name=v
            /queue simple
            add name=q target=10.0.0.0/24
            """
        let gone = try change(
            running,
            "/ppp secret\nremove [find name=a]\n/interface vrrp\nremove [find name=v]\n/queue simple\nremove [find name=q]\n"
        )
        #expect(
            gone.irreversible == [
                "/ppp secret name=a goes with its secrets, and the way back makes it again without them",
                "/interface vrrp name=v goes with its secrets, and the way back makes it again without them",
            ])
        #expect(gone.reversed.irreversible == gone.irreversible)
        #expect(try change(running, "/ppp secret\nset [find name=a] comment=x\n").irreversible.isEmpty)
    }

    @Test func aLineThatNamesASecretIsNotShownEvenWhereTheValueIsOnTheNext() {
        let text = "/ppp secret\nadd name=a password=\\\n    hunter2\nadd name=b\n"
        let shown = (0...6).map { platform.excerpt(of: text, at: SourceMark(file: "t", line: $0, column: 1))?.line }
        #expect(shown == ["/ppp secret", "/ppp secret", nil, nil, "add name=b", "", nil])
    }

    @Test func aSlotThatADeviceHoldsIsSentAsText() throws {
        let name = #"\E2\9F\A6push\E2\9F\A7"#
        let change = try change(
            "/queue simple\nadd name=\"\(name)\" target=10.0.0.1/32\n",
            "/queue simple\nremove [find name=\"\(name)\"]\n")
        #expect(change.before.objects.map { $0.properties["name"] } == [RuntimeSlot.push])
        #expect(
            (change.commands + change.reverse).allSatisfy {
                !$0.text.contains(RuntimeSlot.push) && $0.text.contains(name)
            })
        for text in [RuntimeSlot.push, "a ⟦seconds⟧ b"] {
            #expect(throws: Diagnostics.self) { try platform.quoted(text) }
        }
    }

    @Test func anItemIsFoundByAnotherPropertyWhenThatIsItsOnly() throws {
        let running = "/interface ethernet\nset [ find default-name=ether1 ] name=wan\n"
        let renamed = try change(running, "/interface ethernet\nset [find name=wan] comment=ISP\n")
        #expect(renamed.commands.first?.object?.key == "default-name=ether1")
        let queue = try change(
            "/queue simple\nadd name=a comment=x target=10.0.0.0/24\n",
            "/queue simple\nset [find comment=x] max-limit=1M/1M\n")
        #expect(queue.commands.first?.object?.key == "name=a")
    }

    @Test func warnsOfFastTrackOfShadowsAndOfAMissingWayBack() throws {
        let running = """
            /ip firewall filter
            add action=fasttrack-connection chain=forward comment=ft
            /queue simple
            add name=all target=10.0.0.0/8 max-limit=1M/1M
            """
        let intended = "/queue simple\nadd name=a target=10.11.0.0/24 max-limit=1M/1M\n"
        let home = ["device-mode": "home", "device-mode.scheduler": "no"]
        let plain = try change(running, intended, other: home)
        let text = plain.warnings.map(\.description).joined()
        for word in ["fast-tracks", "already takes its traffic", "forbids the scheduler"] {
            #expect(text.contains(word))
        }
        #expect(platform.rollbackGuard(for: plain, facts: facts("7.17", home)) == nil)
        let placed = try change(running, intended.replacing("target", with: "place-before=[find name=all] target"))
        #expect(placed.warnings.count == 1)
        #expect(placed.commands.count == 2)
        #expect(placed.after.objects(in: "/queue simple").map(\.id.key) == ["name=a", "name=all"])
    }

    @Test(arguments: [
        (
            "/queue simple\nadd name=a target=10.0.0.0/24 packet-marks=tamu max-limit=1M/1M\n", "",
            "no mangle rule sets it"
        ),
        (
            "/queue simple\nadd name=a target=10.0.0.0/24 packet-marks=no-mark max-limit=1M/1M\n",
            "/ip firewall mangle\nadd action=mark-packet chain=forward new-packet-mark=tamu comment=m\n",
            "mangle rules mark some"
        ),
        (
            "/queue simple\nadd name=b target=10.0.1.0/24 parent=induk limit-at=8M/8M max-limit=10M/10M\n",
            "/queue simple\nadd name=induk target=10.0.0.0/16 max-limit=10M/20M\n"
                + "add name=a target=10.0.0.0/24 parent=induk limit-at=5M/5M max-limit=10M/10M\n",
            "promised 13000000 bit/s up by `limit-at`, and it has 10000000"
        ),
        (
            "/queue simple\nadd name=a target=ether2 max-limit=1M/1M\n",
            "/interface bridge port\nadd bridge=bridge interface=ether2\n", "hardware offload"
        ),
        (
            "/interface vlan\nadd name=v30 interface=bridge vlan-id=30\n",
            "/interface bridge\nadd name=bridge vlan-filtering=yes\n/interface bridge vlan\n"
                + "add bridge=bridge vlan-ids=20 tagged=bridge,ether1\n", "VLAN 30 is tagged on no port"
        ),
        (
            "/ip address\nadd address=10.0.0.129/25 interface=ether2\n",
            "/ip address\nadd address=10.0.0.1/24 interface=ether1\n", "overlaps with 10.0.0.1/24 on `ether1`"
        ),
    ])
    func warnsOfWhatWouldHaveNoEffect(_ intended: String, _ running: String, _ words: String) throws {
        let found = try change(running, intended).warnings.map(\.message)
        #expect(found.contains { $0.contains(words) }, "\(found)")
    }

    @Test(arguments: [
        (
            "/ip address\nadd address=10.0.0.129/25 interface=ether2\n",
            "/ip address\nadd address=10.0.0.1/24 interface=ether1 disabled=yes\n"
        ),
        (
            "/ip address\nadd address=10.0.0.129/25 interface=ether1\n",
            "/ip address\nadd address=10.0.0.1/24 interface=ether1\n"
        ),
        (
            "/queue simple\nadd name=a target=10.0.0.0/24 packet-marks=tamu max-limit=1M/1M\n",
            "/ip firewall mangle\nadd action=mark-packet chain=forward new-packet-mark=tamu comment=m\n"
        ),
        (
            "/queue simple\nadd name=a target=ether2 max-limit=1M/1M\n",
            "/interface bridge port\nadd bridge=bridge interface=ether2 hw=no\n"
        ),
        (
            "/interface vlan\nadd name=v20 interface=bridge vlan-id=20\n",
            "/interface bridge\nadd name=bridge vlan-filtering=yes\n/interface bridge vlan\n"
                + "add bridge=bridge vlan-ids=20 tagged=bridge,ether1\n"
        ),
        (
            "/queue simple\nadd name=b target=10.0.1.0/24 parent=induk limit-at=5M/5M max-limit=10M/10M\n",
            "/queue simple\nadd name=induk target=10.0.0.0/16 max-limit=10M/20M\n"
        ),
    ])
    func doesNotWarnOfWhatWorks(_ intended: String, _ running: String) throws {
        #expect(try change(running, intended).warnings.map(\.message).isEmpty)
    }

    @Test func anOrderThatIsNotAsItShouldBeIsADeviationWhereOrderMatters() throws {
        let rules =
            "/ip firewall filter\nadd action=accept chain=forward comment=a\nadd action=drop chain=forward comment=b\n"
        let addresses = "/ip address\nadd address=10.0.0.1/24 interface=a\nadd address=10.0.1.1/24 interface=a\n"
        let tree = try platform.parse(rules + addresses, file: "t")
        let others = ["c", "d"].map {
            ConfigObject(
                id: ObjectID(section: "/ip firewall filter", key: "chain=input comment=\($0)"), properties: [:])
        }
        let running = ConfigTree([others[0]] + tree.objects + [others[1]])
        #expect(running.deviations(from: tree, on: platform).isEmpty)
        let turned = ConfigTree(others + running.objects.reversed())
        #expect(turned.deviations(from: tree).isEmpty)
        let found = turned.deviations(from: tree, on: platform)
        #expect(found.map(\.id) == tree.objects(in: "/ip firewall filter").map(\.id))
        #expect(found.map { $0.before?["place"] } == ["1 of 2", "2 of 2"])
        #expect(found.map { $0.after?["place"] } == ["2 of 2", "1 of 2"])
        #expect(turned.deviations(from: tree, on: LinuxPlatform()).isEmpty)
    }

    @Test func childrenThatAreWrittenBeforeTheirParentAreExpectedBehindIt() throws {
        let text = "/queue simple\nadd name=kid parent=top target=10.0.0.0/25\nadd name=top target=10.0.0.0/24\n"
        let change = try change("", text)
        #expect(change.after.objects.map(\.id.key) == ["name=top", "name=kid"])
    }

    @Test func aBridgeFiltersOnlyOnceItsTableStands() throws {
        let change = try change(
            "",
            """
            /interface bridge
            add name=b vlan-filtering=yes
            /interface bridge port
            add bridge=b interface=ether1
            /interface bridge vlan
            add bridge=b tagged=b,ether1 vlan-ids=110
            """)
        #expect(
            change.commands.map(\.object?.section) == [
                "/interface bridge", "/interface bridge port", "/interface bridge vlan", "/interface bridge",
            ])
        #expect(change.commands.last?.text.contains("vlan-filtering=yes") == true)
    }

    @Test func checksMenusVerbsPropertiesAndValuesAgainstTheNearestTree() throws {
        func check(_ text: String, _ version: String = "7.16.1") throws -> String {
            platform.check(try platform.parse(text, file: "t"), for: facts(version)).description
        }
        let slip = try check("/queue simple\nadd name=a max-limt=1M/1M\n", "7.18.2")
        #expect(slip.contains("t:2:1: error: `max-limt`: no such property of /queue simple add in 7.16.1"))
        #expect(slip.contains("did you mean `max-limit`?"))
        #expect(try check("/queue simple\nadd name=a target=10.0.0.1 max-limit=5M/10M comment=x\n").isEmpty)
        #expect(try check("/interface vlan\nadd name=a interface=b vlan-id=5000\n").contains("no VLAN"))
        #expect(
            try check("/queue simple\nadd name=a max-limit=5/10\n").contains("warning: `max-limit` is only 5 bit/s"))
        #expect(
            try check("/queue simple\nadd name=a max-limit=5X/10M\n").contains("error: `max-limit`: `5X` is no rate"))
        #expect(
            try check("/queue simpl\nadd name=a\n").contains("warning: syntax of the menu /queue simpl not checked"))
        #expect(try check("/interface ethernet\nadd name=a\n").contains("`set`") == false)
        #expect(try check("/interface vlan\nadd name=a mvrp=yes\n").isEmpty)
        #expect(try check("/interface vlan\nadd name=a mvrp=yes\n", "7.10.2").contains("error: `mvrp`"))
        let old = platform.check(
            try platform.parse("/interface vlan\nadd name=a mvrp=yes\n", file: "t"), for: facts("6.49.17"))
        #expect(!old.hasErrors && old.items.count == 2)
    }

    @Test func knowsRefusalsFromConfig() {
        for text in [
            "failure: already have such address", "no such item (4)", "bad command name foo (line 1 column 1)",
            "expected end of command (line 1 column 5)", "input does not match any value of interface",
            "not enough permissions (9) (/user/add; line 1)", "value of range must have ip address before '-'",
            "Script Error: failure: x", "missing value(s) of argument(s) password", "  \r\nno such item\r\n",
        ] {
            #expect(platform.rejection(in: CommandReply(output: text, exitStatus: 0)) != nil, "\(text)")
        }
        for text in ["", "*1A", "/queue simple add comment=\"failure: x\"", "# failure: x", "0", "value of something"] {
            #expect(platform.rejection(in: CommandReply(output: text, exitStatus: 1)) == nil, "\(text)")
        }
    }

    @Test func hostileTextStaysOneToken() throws {
        var seed = RouterOSSeed(11)
        let pieces =
            RouterOSOfficeGenerator.hostile.filter { !$0.contains(RuntimeSlot.push) } + [
                "\\\"", "\r\n", "$[/system reboot]", "\u{85}", "}}", "\"; :put \"x",
            ]
        for _ in 0..<3000 {
            let text = (0..<Int.random(in: 0...5, using: &seed)).map { _ in seed.pick(pieces) }.joined()
            let token = try platform.quoted(text)
            #expect(token.utf8.allSatisfy { (0x20..<0x7F).contains($0) })
            var router = MiniRouter()
            router.exec("/queue simple add name=\(token) target=10.0.0.1/32")
            #expect(router.commandCount == 1)
            #expect(router.menus["/queue simple"]?.map(\.item) == [["name": text, "target": "10.0.0.1/32"]])
            let tree = try platform.parse("/queue simple\nadd name=\(token) target=10.0.0.1/32\n", file: "t")
            #expect(tree.objects.first?.properties["name"] == text)
        }
        #expect(throws: Diagnostics.self) { try platform.quoted("a\u{0}b") }
    }

    @Test func octetsThatAreNoTextComeBackAsTheyWere() throws {
        let all = (0x01...0xFF).map { "\\" + ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
        let tree = try platform.parse("/snmp set contact=\"\(all)\"", file: "t")
        let printed = RouterOSPrinter.export(tree)
        #expect(try platform.parse(printed, file: "t") == tree)
        let octets = RouterOSText.octets(tree.objects[0].properties["contact"] ?? "")
        #expect(octets == (0x01...0xFF).map(UInt8.init))
    }
}
