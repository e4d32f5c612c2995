import PitaDiagnostics
import Testing

@testable import PitaPlatforms

/// What selectors mean, and what becomes of the lines that have them.
struct RouterOSSelectorTests {
    private let platform = RouterOSPlatform()
    private let facts = DeviceFacts(name: "rtr", model: "CHR", serial: nil, version: "7.16.1")

    private static let running = """
        /ip firewall address-list
        add address=10.0.0.1 list=tamu comment=pita:a
        add address=10.0.0.2 list=tamu comment=pita:b disabled=yes
        add address=10.0.0.3 list=lama comment=lain
        /ip firewall filter
        add action=accept chain=input comment=a
        add action=drop chain=input comment=z
        add action=accept chain=forward comment=a
        /queue simple
        add name=q1 target=10.1.0.0/24 max-limit=1M/1M
        add name=q2 target=10.2.0.0/24 max-limit=2M/2M
        add name=q3 target=10.3.0.0/24
        """

    private func change(_ intended: String, running: String = running) throws -> DeviceChange {
        try platform.accountedChange(
            from: platform.parseRunning(running, file: "running"), to: platform.parse(intended, file: "t"),
            mode: .merge, facts: facts)
    }

    private func removed(_ selector: String, in menu: String = "/ip firewall address-list") throws -> [String] {
        let change = try change("\(menu)\nremove \(selector)\n")
        return change.differences.filter { $0.after == nil }.compactMap { $0.before?["address"] ?? $0.before?["name"] }
    }

    @Test(arguments: [
        ("[find list=tamu]", ["10.0.0.1", "10.0.0.2"]),
        ("[find where list=tamu disabled=no]", ["10.0.0.1"]),
        ("[find where list=tamu !disabled]", ["10.0.0.1"]),
        ("[find list=tamu and disabled]", ["10.0.0.2"]),
        ("[find list!=tamu]", ["10.0.0.3"]),
        ("[find comment~\"^pita:\"]", ["10.0.0.1", "10.0.0.2"]),
        ("[find !(comment~\"^pita:\")]", ["10.0.0.3"]),
        ("[find address=10.0.0.1 or address=10.0.0.3/32]", ["10.0.0.1", "10.0.0.3"]),
        ("[find (list=tamu || list=lama) && comment~\"a\\$\"]", ["10.0.0.1"]),
        ("[find dynamic=no]", ["10.0.0.1", "10.0.0.2", "10.0.0.3"]),
        ("[/ip firewall address-list find list=lama]", ["10.0.0.3"]),
        ("numbers=[find list=lama]", ["10.0.0.3"]),
    ])
    func `a selector means the items that the device would take`(selector: String, addresses: [String]) throws {
        #expect(try removed(selector) == addresses)
    }

    @Test func `names can be listed`() throws {
        #expect(try removed("q1,q3", in: "/queue simple") == ["q1", "q3"])
        #expect(try removed("\"q2\"", in: "/queue simple") == ["q2"])
    }

    @Test(arguments: [
        ("set [find comment~\"^pita:\"] disabled=yes", 1), ("disable [find list=tamu]", 1),
        ("enable [find list=tamu]", 1), ("comment [find list=lama] \"baru\"", 1),
        ("comment [find list=lama] comment=baru", 1), ("unset [find list=tamu] comment", 2),
    ])
    func `verbs change what they select, and no more`(line: String, count: Int) throws {
        let change = try change("/ip firewall address-list\n\(line)\n")
        #expect(change.commands.count == count)
        #expect(change.accounts.map(\.outcome) == [.sent])
    }

    @Test func `what is taken away and added again is exactly what is added`() throws {
        let change = try change(
            """
            /ip firewall address-list
            remove [find comment~"^pita:"]
            add address=10.0.0.2 list=tamu comment=pita:b
            add address=10.0.0.9 list=tamu comment=pita:c
            """)
        #expect(
            change.differences.map(\.id.key) == [
                "address=10.0.0.1 list=tamu", "address=10.0.0.2 list=tamu", "address=10.0.0.9 list=tamu",
            ])
        #expect(
            change.after[ObjectID(section: "/ip firewall address-list", key: "address=10.0.0.2 list=tamu")]?
                .properties["disabled"] == nil)
        #expect(change.accounts.map(\.outcome) == [.sent, .alreadySo, .sent])
    }

    @Test func `a move puts one item before another, or at the end`() throws {
        let first = try change("/queue simple\nmove [find name=q3] [find name=q1]\n")
        #expect(first.after.objects(in: "/queue simple").map { $0.properties["name"] } == ["q3", "q1", "q2"])
        #expect(first.reverse.count == 1)
        let last = try change("/queue simple\nmove q1\n")
        #expect(last.after.objects(in: "/queue simple").map { $0.properties["name"] } == ["q2", "q3", "q1"])
        let named = try change("/queue simple\nmove q3 destination=q2\n")
        #expect(named.after.objects(in: "/queue simple").map { $0.properties["name"] } == ["q1", "q3", "q2"])
        #expect(try change("/queue simple\nmove [find name=q1] [find name=q2]\n").isEmpty)
    }

    @Test(arguments: [
        ("/queue simple\nremove [find]", "a selector that means every item"),
        ("/queue simple\nset [find name=q9] max-limit=1M/1M", "is not on the device"),
        ("/queue simple\nset [find name~\"^z\"] max-limit=1M/1M", "is not on the device"),
        ("/queue simple\ndisable q1,q9", "name=q9 is not on the device"),
        ("/queue simple\nset 0 max-limit=1M/1M", "is not on the device"),
        ("/queue simple\nremove 0,1", "several items by number"),
        ("/queue simple\nset [find running] comment=x", "`running` is a state of the device"),
        ("/queue simple\nset [find name~\"a{2}\"] comment=x", "is no pattern that is known here"),
        ("/queue simple\nset [find max-limit>1M] comment=x", "compares properties with"),
        ("/queue tree\nremove [/queue simple find name=q1]", "the selector is of /queue simple"),
        ("/interface ethernet\nset [find name~\"ether\"] mtu=1500", "are not in an export, and might be meant"),
        ("/queue simple\nadd name=n target=10.0.0.0/8 place-before=0", "names no place"),
        ("/queue simple\nadd name=n target=10.0.0.0/8 place-before=*1A", "names no place"),
        ("/queue simple\nadd name=n target=10.0.0.0/8 place-before=[find target~\"10\"]", "finds 3 items"),
        ("/queue simple\nadd name=n target=10.0.0.0/8 place-before=[find name=n]", "finds no item"),
        ("/ip firewall filter\nadd chain=input action=accept comment=n place-before=[find comment=a]", "finds 2 items"),
        ("/queue tree\nadd name=n parent=global place-before=[find name=x]", "have no order"),
        ("/queue simple\nset [find name=q1]", "says nothing of the item"),
        ("/queue tree\nmove [find name=q1]\n", "is not on the device"),
        ("/ip firewall address-list\nremove [find address=10.0.0.1 list=lama]", "but it has"),
        ("/queue simple\nremove [find name=Q1]", "but it has `/queue simple name=q1`"),
    ])
    func `what means nothing, or what the config does not tell, is an error with its place`(
        text: String, words: String
    ) {
        #expect { try change(text) } throws: { "\($0)".contains(words) && "\($0)".contains("t:2:") }
    }

    @Test func `taking away what is not there is a warning`() throws {
        let change = try change("/queue simple\nremove [find name=q9]\nremove [find comment~\"^tiada\"]\n")
        #expect(change.isEmpty)
        #expect(change.warnings.map(\.message).allSatisfy { $0.contains("does not have") })
        #expect(change.warnings.count == 2)
    }

    @Test func `a line that a later one turns round is said to be`() throws {
        let change = try change(
            "/queue simple\nset [find name=q1] max-limit=3M/3M\nset [find name~\"^q\"] max-limit=4M/4M\n")
        #expect(change.warnings.contains { "\($0)".contains("t:2:1: warning") && $0.message.contains("by line 3") })
        #expect(change.commands.count == 3)
    }

    @Test(arguments: [
        "", "/ip firewall filter\nadd action=drop chain=input in-interface=ether1 dst-port=8291 comment=\"pita: x\"\n",
        "/ip firewall filter\nadd action=drop chain=input\n",
    ])
    func `a rule that nothing names is the same error on every device`(running: String) {
        #expect { try change("/ip firewall filter\nadd chain=input action=drop\n", running: running) } throws: {
            "\($0)".contains("t:2:1: error") && "\($0)".contains("nothing names the item")
        }
    }

    @Test func `an export differs in nothing from itself, though nothing names some of its rules`() throws {
        let export =
            "# 2026-01-01 10:00:00 by RouterOS 7.16.1\n/ip firewall filter\nadd action=drop chain=input\n"
            + "add action=drop chain=input\n/ip firewall nat\nadd action=masquerade chain=srcnat out-interface=ether1\n"
        #expect(try change(export, running: export).isEmpty)
        #expect { try change(export, running: "") } throws: { "\($0)".contains("nothing names the item") }
    }

    @Test func `patterns are found as the device finds them`() {
        for (pattern, text, isFound) in [
            ("^pita:", "pita:a", true), ("^pita:", "x pita:a", false), ("a$", "ba", true), ("a$", "ab", false),
            ("a.c", "xabcx", true), ("^(a|b)+$", "abba", true), ("^(a|b)+$", "abca", false), ("", "", true),
            ("[0-9]+\\.[0-9]", "10.5", true), ("[^a]", "aaa", false), ("ab*c?d", "ad", true), ("x|^y", "ay", false),
            ("(x+x+)+y", String(repeating: "x", count: 2000), false),
        ] {
            #expect(RouterOSPattern(pattern)?.isFound(in: text) == isFound, "\(pattern) in \(text.prefix(9))")
        }
        for pattern in ["a{2}", "(", ")", "[", "*", "a\\w", "[[:alpha:]]", String(repeating: "a", count: 300)] {
            #expect(RouterOSPattern(pattern) == nil, "\(pattern.prefix(9))")
        }
    }
}
