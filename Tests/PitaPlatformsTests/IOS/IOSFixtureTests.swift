import Foundation
import PitaDiagnostics
import Testing

@testable import PitaPlatforms

/// Recordings of devices, and what is read from them.
@Suite struct IOSFixtureTests {
    private let platform = IOSPlatform()

    static func fixture(_ name: String, of platform: String = "ios") throws -> String {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: folder.appending(path: "Fixtures/\(platform)/\(name)"), encoding: .utf8)
    }

    private func facts(_ replies: [String: String]) throws -> DeviceFacts {
        try platform.facts(from: replies.mapValues { CommandReply(output: $0) })
    }

    @Test func aSwitchSaysWhoItIs() throws {
        let old = try facts(["version": Self.fixture("C9500_16.9.3.version")])
        #expect(old.name == "AKBTESTW01")
        #expect(old.model == "C9500-40X")
        #expect(old.serial == "FCW2233FFG3")
        #expect(old.version == "16.9.3")
        let new = try facts([
            "version": Self.fixture("C9200L_17.9.4a.version"), "vtp": Self.fixture("C9200L_17.9.4a.vtp"),
            "archive":
                "The maximum archive configurations allowed is 10.\nThe next archive file will be named flash:pita-1\n",
            "rollback": "%No Rollback Confirmed Change pending\n",
            "changed": "! Last configuration change at 09:37:40 CEST Tue Aug 20 2024 by admin\n",
            "saved": "! Last configuration change at 09:37:40 CEST Tue Aug 20 2024 by admin\n",
        ])
        #expect(new.name == "LAB-SW123_9200L")
        #expect(new.model == "C9200L-24P-4G")
        #expect(new.version == "17.9.4a")
        #expect(
            new.other == [
                "archive": "yes", "revert-timer": "yes", "vtp": "transparent", "saved": "yes", "family": "ios-xe",
            ])
    }

    @Test func aRouterSaysWhoItIs() throws {
        let facts = try facts([
            "version": """
            Cisco IOS Software, C2900 Software (C2900-UNIVERSALK9-M), Version 15.4(3)M3, RELEASE SOFTWARE (fc2)
            ROM: System Bootstrap, Version 15.0(1r)M16, RELEASE SOFTWARE (fc1)
            rtr-dinas uptime is 3 weeks
            Cisco CISCO2911/K9 (revision 1.0) with 487424K/36864K bytes of memory.
            Processor board ID FTX1840ABCD
            """, "archive": " Archive feature not enabled\n", "vtp": "% Invalid input detected at '^' marker.\n",
            "changed": "! Last configuration change at 1\n", "saved": "! Last configuration change at 2\n",
        ])
        #expect(facts.model == "CISCO2911/K9")
        #expect(facts.serial == "FTX1840ABCD")
        #expect(facts.version == "15.4(3)M3")
        #expect(facts.other == ["archive": "no", "revert-timer": "no", "vtp": "none", "saved": "no", "family": "ios"])
        #expect(throws: Diagnostics.self) { try self.facts(["version": "% Invalid input detected at '^' marker."]) }
    }

    private func running(_ text: String, _ other: [String: String] = [:], vlans: String? = nil) throws -> ConfigTree {
        var replies = ["config": CommandReply(output: text)]
        if let vlans { replies["vlans"] = CommandReply(output: vlans) }
        let facts = DeviceFacts(name: "x", model: "C9300", serial: nil, version: "16.9.3", other: other)
        return try platform.running(from: replies, facts: facts)
    }

    @Test(arguments: ["C9200L_17.9.4a.config", "CSR1000V_15.5.config"])
    func `a recorded config is read, differs in nothing from itself and is printed as it was read`(_ name: String)
        throws
    {
        let text = try Self.fixture(name)
        let tree = try running(text)
        #expect(tree.objects(in: "interface").count >= 4)
        let facts = DeviceFacts(name: "x", model: "x", serial: nil, version: "16.9.3")
        #expect(try platform.change(from: tree, to: tree, mode: .exact, facts: facts).isEmpty)
        let printed = LineConfig(grammar: .ios).text(of: tree)
        let left = try running(printed).deviations(from: tree)
        #expect(left.isEmpty, "\(left.map { "\($0)" }.joined(separator: "\n"))")
        // What is under a banner's first line is no config, and no secret is kept.
        #expect(!printed.contains("EXAMPLE"))
        for secret in ["AAAAAAAA", "SECRET", "public", "password 0 cisco"] { #expect(!printed.contains(secret)) }
    }

    @Test func aCutOffOrForeignAnswerIsNoConfig() throws {
        let text = try Self.fixture("C9200L_17.9.4a.config")
        for cut in [0, 100, text.utf8.count / 2, text.utf8.count - 5] {
            #expect(throws: Diagnostics.self) {
                try running(String(decoding: Array(text.utf8.prefix(cut)), as: UTF8.self))
            }
        }
        #expect(throws: Diagnostics.self) { try running("% Invalid input detected at '^' marker.\nend\n") }
        #expect(throws: Diagnostics.self) { try running("end\n") }
    }

    @Test func aServerOfVTPShowsItsVLANsApart() throws {
        let text = try Self.fixture("CSR1000V_15.5.config")
        let tree = try running(text, ["vtp": "server"], vlans: Self.fixture("switch.vlans"))
        #expect(tree.objects(in: "vlan").map(\.id.key) == ["10", "50", "60"])
        #expect(tree[ObjectID(section: "vlan", key: "10")]?.properties == ["name": "Management"])
        #expect(throws: Diagnostics.self) { try running(text, ["vtp": "client"], vlans: "% Invalid input") }
    }
}
