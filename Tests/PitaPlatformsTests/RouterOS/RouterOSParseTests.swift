import Foundation
import PitaDiagnostics
import Testing

@testable import PitaPlatforms

struct RouterOSParseTests {
    let platform = RouterOSPlatform()

    static func fixture(_ name: String) throws -> String {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: folder.appending(path: "Fixtures/routeros/\(name).rsc"), encoding: .utf8)
    }

    private func object(_ tree: ConfigTree, _ section: String, _ key: String) -> [String: String]? {
        tree[ObjectID(section: section, key: key)]?.properties
    }

    @Test func readsAWrappedExportOfVersion7() throws {
        let tree = try platform.parse(Self.fixture("rtr-inti_7.16.1"), file: "f")
        #expect(
            object(tree, "/queue simple", "name=pita-disdik") == [
                "comment": "pita:disdik", "max-limit": "10000000/20000000", "name": "pita-disdik",
                "target": "10.11.0.0/24",
            ])
        #expect(object(tree, "/queue simple", "name=tamu")?["target"] == "10.98.0.0/24,10.99.0.0/24")
        #expect(object(tree, "/queue simple", "name=tamu")?["comment"] == "tamu: café dan aula")
        #expect(object(tree, "/queue type", "name=pcq-tamu")?["pcq-rate"] == "2000000")
        #expect(
            object(tree, "/interface vlan", "name=vlan140-bappeda")?["comment"]
                == "Badan Perencanaan: kantor \"lama\" $1 per bulan?")
        #expect(object(tree, "/interface vlan", "name=vlan999-lama")?["interface"] == "*2")
        #expect(object(tree, "/interface ethernet", "default-name=sfp-sfpplus1")?["l2mtu"] == "1592")
        #expect(
            object(tree, "/system script", "name=salam")?["source"] == ":local n \"dunia\";\r\n:put \"halo $n\"\r\n")
        #expect(object(tree, "/user group", "name=full")?["policy"]?.contains("password") == true)
        #expect(object(tree, "/ip route", "dst-address=0.0.0.0/0 gateway=192.0.2.1") != nil)
        #expect(object(tree, "/snmp", "")?["location"] == "Ruang server")
        #expect(object(tree, "/snmp community", "default=yes") == ["disabled": "yes"])
        #expect(object(tree, "/ip firewall filter", "action=drop chain=forward") != nil)
        #expect(object(tree, "/ip firewall filter", "action=drop chain=forward #2") != nil)
        #expect(
            tree.objects(in: "/queue simple").map(\.id.key) == ["name=pita-disdik", "name=pita-dinkes", "name=tamu"])
    }

    @Test func readsAnExportOfVersion6AndMasksItsSecrets() throws {
        let tree = try platform.parse(Self.fixture("rtr-dpupr_6.49.17"), file: "f")
        #expect(object(tree, "/ip service", "name=ftp") == ["disabled": "yes"])
        #expect(object(tree, "/port", "0") == ["name": "serial0"])
        #expect(object(tree, "/ppp secret", "name=tamu")?["password"] == Secret.mask)
        #expect(!"\(tree)".contains("rahasia"))
    }

    @Test(arguments: ["rtr-inti_7.16.1", "rtr-dpupr_6.49.17", "forum_6.48.6", "forum_7.18beta4"])
    func whatIsPrintedReadsAsTheSame(name: String) throws {
        let text = try Self.fixture(name)
        let tree = try platform.parseRunning(text, file: "f")
        let printed = RouterOSPrinter.export(tree)
        #expect(try platform.parseRunning(printed, file: "g") == tree)
        #expect(RouterOSPrinter.export(try platform.parseRunning(printed, file: "g")) == printed)
        let messy = text.replacing("\n", with: "\r\r\n").replacing("/ip address\r", with: "/ip/address\r")
        #expect(try platform.parseRunning(messy, file: "h") == tree)
    }

    @Test func generatedConfigsReadPrintAndReadTheSame() throws {
        for seed in 1...100 as ClosedRange<UInt64> {
            var generator = RouterOSOfficeGenerator(seed)
            let office = generator.office()
            let tree = try platform.parse(generator.template(from: [:], to: office, complete: true), file: "f")
            #expect(try platform.parse(RouterOSPrinter.export(tree), file: "g") == tree, "seed \(seed)")
            let facts = DeviceFacts(name: "r", model: "CHR", serial: nil, version: "7.16.1")
            let export = CommandReply(output: RouterOSCase.router(office).export)
            let running = try platform.running(from: ["export": export], facts: facts)
            #expect(try platform.change(from: running, to: tree, mode: .merge, facts: facts).isEmpty, "seed \(seed)")
        }
    }

    @Test func terseVerboseAndLogLinesAreUnderstood() throws {
        let text = """
            17:20:06 echo: system,error,critical login failure for user admin from 192.0.2.9 via ssh
            /queue simple add max-limit=10M/10M name=q1 target=10.0.0.1
            /queue simple add !dst bucket-size=0.1/0.1 name=q2 \\
            17:20:07 echo: system,info user logged in
                target=10.0.0.2/32 total-max-limit=0
            /queue/type/set 0 kind=pfifo
            /interface ethernet set ether1 comment=a
            /ip service set ftp address=10.0.0.1,10.0.0.0/8
            """
        let tree = try platform.parse(text, file: "f")
        #expect(object(tree, "/queue simple", "name=q1")?["target"] == "10.0.0.1/32")
        #expect(object(tree, "/queue simple", "name=q2")?["target"] == "10.0.0.2/32")
        #expect(object(tree, "/queue type", "0") == ["kind": "pfifo"])
        #expect(object(tree, "/interface ethernet", "name=ether1") == ["comment": "a"])
        #expect(object(tree, "/ip service", "name=ftp") == ["address": "10.0.0.0/8,10.0.0.1/32"])
    }

    @Test func templatesSayWhatIsToBeAndWhatIsNot() throws {
        let tree = try platform.parse(
            """
            /queue simple
            remove [find name="pita old"]
            disable [find where name=a]
            set [find name=b] !dst max-limit=1.5M
            add name=c target=10.1.1.1 place-before=[find name="pita x"]
            """, file: "f")
        #expect(tree[ObjectID(section: "/queue simple", key: "name=\"pita old\"")]?.isAbsent == true)
        #expect(object(tree, "/queue simple", "name=a") == ["disabled": "yes"])
        #expect(object(tree, "/queue simple", "name=b") == ["!dst": "", "max-limit": "1500000/1500000"])
        #expect(object(tree, "/queue simple", "name=c")?["place-before"] == "name=\"pita x\"")
    }

    @Test(arguments: [
        ("/queue simple\nadd name=\"a", "2:10: error: the text in quotes does not end"),
        ("/queue simple\nadd name=$x", "2:10: error: an expression"),
        ("/queue simple\nadd name=\"a$x\"", "2:12: error: `$` begins an expression"),
        ("/queue simple\nadd name=a; /system reboot", "2:11: error: an expression"),
        ("/queue simple\nad name=a", "did you mean `add`?"),
        ("/queue simple\nremove [find]", "means every item"),
        ("/queue simple\nremove", "2:1: error: `remove` of what?"),
        ("/queue simple\nset max-limit=1M/1M", "`set` of which item"),
        ("/queue simple\nadd name=a name=b", "`name` is given twice"),
        ("/queue simple\nadd name=a\nadd name=a", "3:1: error: /queue simple name=a is added twice"),
        ("add name=a", "outside of a menu"),
        (":put \"x\"", "a script, not a config"),
        ("/queue simple\nset [find name<a] max-limit=1M/1M", "2:15: error: a selector compares properties with `=`"),
        ("/queue simple\nadd name=é\\q", "2:11: error: a backslash outside of quotes"),
        ("/queue simple\nadd name=\"\\q\"", "no such escape"),
        ("/queue simple\nadd name=a # why", "stands alone"),
    ])
    func mistakesAreNamedWithTheirPlace(text: String, message: String) {
        #expect { try platform.parse(text, file: "t.rsc") } throws: { "\($0)".contains(message) }
    }

    @Test func aMistakeBesideASecretDoesNotShowIt() {
        let text = "/ppp secret\nadd name=$x password=rahasia\nadd name=b password=\\\n    rahasia disabled=$no\n"
        #expect { try platform.parse(text, file: "t") } throws: {
            "\($0)".contains("t:3:") == false && "\($0)".contains("t:4:22") && !"\($0)".contains("rahasia")
        }
    }

    @Test func hostileInputNeverCrashesAndNeverTakesLong() throws {
        var seed = RouterOSSeed(7)
        let source = try Array((Self.fixture("rtr-inti_7.16.1") + Self.fixture("rtr-dpupr_6.49.17")).utf8)
        let spice = Array("\"\\[]{}=;$#/\n\r \u{0}\u{FF}é!*:(),\u{FEFF}".utf8)
        let facts = DeviceFacts(name: "r", model: "CHR", serial: nil, version: "7.16.1")
        for _ in 0..<600 {
            let start = Int.random(in: 0..<source.count, using: &seed)
            var octets = Array(source[start..<min(source.count, start + Int.random(in: 1...600, using: &seed))])
            for _ in 0..<Int.random(in: 1...12, using: &seed) {
                let place = Int.random(in: 0..<octets.count, using: &seed)
                octets[place] = seed.chance(70) ? seed.pick(spice) : UInt8.random(in: 0...255, using: &seed)
            }
            let text = "/queue simple\n" + String(decoding: octets, as: UTF8.self)
            do throws(Diagnostics) {
                let tree = try platform.parse(text, file: "f")
                let printed = RouterOSPrinter.export(tree)
                _ = try platform.parse(printed, file: "g")
                _ = platform.check(tree, for: facts)
            } catch {
                #expect(error.items.allSatisfy { $0.severity == .error && !$0.message.isEmpty })
            }
            let reply = CommandReply(output: text)
            #expect(throws: Diagnostics.self) { try platform.running(from: ["export": reply], facts: facts) }
            _ = platform.rejection(in: reply)
            _ = try? platform.facts(from: ["resource": reply, "identity": reply])
        }
        for text in [
            String(repeating: "[", count: 100_000), "/" + String(repeating: "a ", count: 100_000),
            "/a add x=\"" + String(repeating: "x", count: 1 << 19) + "\"", String(repeating: "/a add\n", count: 20_000),
        ] {
            _ = try? platform.parse(text, file: "f")
        }
    }
}
