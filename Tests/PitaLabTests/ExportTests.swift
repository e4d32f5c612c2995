import Testing

@testable import PitaLab

@Suite struct ExportTests {
    @Test func `lines wrap at 79 with four spaces by the rules of the device`() {
        let bench = Bench()
        bench.run("/ip address add address=192.0.2.1/24 comment=defconf interface=ether1")
        bench.run("/interface bridge add name=bridge")
        bench.run(
            "/interface bridge vlan add bridge=bridge vlan-ids=110 tagged=bridge,ether1,ether2,ether3,ether4,ether5,ether6,ether7,ether8,ether9,ether10,sfp-sfpplus1"
        )
        let export = bench.export()
        #expect(
            export.contains(
                """
                add bridge=bridge tagged="bridge,ether1,ether2,ether3,ether4,ether5,ether6,eth\\
                    er7,ether8,ether9,ether10,sfp-sfpplus1" vlan-ids=110
                """))
        #expect(export.split(separator: "\n").allSatisfy { $0.utf8.count <= 79 })
    }

    @Test func `a long token goes to the next line after its name`() {
        #expect(
            LineWrapper.lines(
                "add",
                [
                    ("address", "192.0.2.1/24"), ("comment", "defconf"), ("interface", "bridgexxxxx"),
                    ("network", "192.0.2.0.1234567"),
                ])
                == [
                    "add address=192.0.2.1/24 comment=defconf interface=bridgexxxxx network=\\",
                    "    192.0.2.0.1234567",
                ])
    }

    @Test func `a blank at a cut is written so that it survives`() {
        let value = String(repeating: "abcdefghi ", count: 20)
        let lines = LineWrapper.lines("add", [("comment", value)])
        #expect(lines.allSatisfy { $0.utf8.count <= 79 })
        let script = lines.joined(separator: "\n")
        let bench = Bench()
        bench.run("/interface list add name=x")
        let joined = String(decoding: Parser.joined(Array(script.utf8)), as: UTF8.self)
        bench.run("/interface list " + joined.replacing("add ", with: "set [find name=x] "))
        #expect(bench.router.items("interface list").first?.values["comment"] == value)
    }

    @Test func `a line feed in a value always begins a line`() {
        let lines = LineWrapper.lines("add", [("source", "a\nb")])
        #expect(lines == ["add source=\"a\\", "    \\nb\""])
    }

    @Test(arguments: [
        ("6.48.1", "# sep/21/2026 14:13:20 by RouterOS 6.48.1"), ("7.9", "# sep/21/2026 14:13:20 by RouterOS 7.9"),
        ("7.10.2", "# 2026-09-21 14:13:20 by RouterOS 7.10.2"),
    ])
    func `the date in the header follows the version`(version: String, header: String) {
        #expect(Bench(version: version).run("/export").hasPrefix(header + "\n"))
    }

    @Test func `secrets are hidden on version 7 and shown on version 6`() {
        for (version, plain, other) in [("7.16.1", false, "show-sensitive"), ("6.49.17", true, "hide-sensitive")] {
            let bench = Bench(version: version)
            bench.run("/snmp community add name=c authentication-password=secretsecret")
            #expect(bench.export().contains("secretsecret") == plain)
            #expect(bench.export(other).contains("secretsecret") != plain)
        }
    }

    @Test func `defaults are dropped, properties are alphabetical, bare targets get their length`() {
        let bench = Bench()
        bench.run(
            "/queue simple add target=10.0.0.7 name=q max-limit=10000000/1500k comment=\"a b\" queue=default-small/default-small"
        )
        #expect(bench.export() == "/queue simple\nadd comment=\"a b\" max-limit=10M/1500k name=q target=10.0.0.7/32\n")
        #expect(
            bench.export("terse")
                == "/queue simple add comment=\"a b\" max-limit=10M/1500k name=q target=10.0.0.7/32\n")
    }

    @Test func `queues with types of one's own come in a second block behind the types`() {
        let bench = Bench()
        bench.run("/queue type add name=t kind=pcq pcq-rate=2M pcq-classifier=dst-address")
        bench.run("/queue simple add name=b target=10.0.0.1 queue=t/t")
        bench.run("/queue simple add name=a target=10.0.0.2")
        let menus = bench.export().split(separator: "\n").filter { $0.hasPrefix("/") }
        #expect(menus == ["/queue simple", "/queue type", "/queue simple"])
    }

    @Test func `a reference to a removed interface shows its internal id`() {
        let bench = Bench()
        bench.run(
            "/interface vlan add name=v interface=ether1 vlan-id=5; /ip address add address=10.5.0.1/24 interface=v")
        bench.run("/interface vlan remove [find name=v]")
        #expect(bench.export().contains("add address=10.5.0.1/24 interface=*C network=10.5.0.0"))
    }

    @Test func `a renamed interface is renamed wherever it is used`() {
        let bench = Bench()
        bench.run("/ip address add address=10.5.0.1/24 interface=ether1")
        bench.run("/interface set ether1 name=wan")
        #expect(bench.export().contains("interface=wan"))
        #expect(bench.export().contains("set [ find default-name=ether1 ] name=wan"))
    }

    @Test func `an address on a disabled interface is remarked upon`() {
        let bench = Bench()
        bench.run("/ip address add address=10.5.0.1/24 interface=ether1; /interface disable ether1")
        #expect(bench.export().contains("# Interface not active\nadd address=10.5.0.1/24"))
    }

    @Test func `dynamic queues are printed and not exported`() {
        let bench = Bench()
        var item = Item(id: 9, values: ["name": "<pppoe-x>", "target": "10.0.0.1/32"])
        item.isDynamic = true
        bench.router.update("queue simple") { $0.append(item) }
        #expect(bench.run("/queue simple print terse").contains("D"))
        #expect(!bench.export().contains("pppoe"))
        #expect(bench.run("/queue simple remove [find dynamic]").hasPrefix("failure:"))
    }

    @Test func `text beyond ASCII is exported byte by byte`() {
        let bench = Bench()
        bench.run("/system identity set name=\"caf\u{E9}\"")
        #expect(bench.export().contains("name=\"caf\\C3\\A9\""))
    }

    @Test(arguments: ["6.49.17", "7.10.2", "7.16.1"], 1...12)
    func `an export imported into an empty device gives the same export`(version: String, seed: UInt64) throws {
        var random = Seeded(state: seed &* 0x9E37_79B9_7F4A_7C15 | 1)
        let bench = Bench(version: version)
        for command in RandomConfiguration.commands(&random) {
            let answer = bench.run(command)
            #expect(answer.isEmpty, "\(command): \(answer)")
        }
        let flag = version.hasPrefix("6") ? "" : " show-sensitive"
        bench.run("/export\(flag) file=x")
        let bytes = try #require(bench.router.surroundings.files.read("x.rsc"))
        let other = Bench(version: version)
        try other.router.surroundings.files.write("x.rsc", bytes)
        #expect(other.run("/import file-name=x.rsc").contains("Script file loaded and executed successfully"))
        #expect(
            other.export(flag.trimmingPrefix(" ").description) == bench.export(flag.trimmingPrefix(" ").description))
    }
}
