import PitaDiagnostics
import PitaNetwork
import Testing

@testable import PitaPlatforms

extension LineGrammar {
    /// A small language of lines, with one rule of each kind.
    static let small = LineGrammar(
        negation: "no", comment: "!", dropped: ["Building"], closers: ["exit"], terminator: "end",
        opaque: [.init(words: ["banner"], end: .delimiter)],
        secrets: [.init(words: ["community"]), .init(words: ["password", "*"])],
        blocks: [
            "": [
                .init("vlan", rank: 10, expanded: { VLANSet($0)?.ids.map(\.description) }),
                .init("policy", rank: 20),
                .init(
                    "match", rank: 20,
                    parted: { text in
                        let words = text.split(separator: " ", maxSplits: 1).map(String.init)
                        return (words[0], words.count == 2 ? words[1] : "")
                    }),
                .init(
                    "interface", rank: 40, spelled: { $0.hasPrefix("Gi0") ? "Gigabit" + $0.dropFirst(2) : $0 },
                    keeper: { $0.hasPrefix("Gigabit") ? "a physical interface stays" : nil }),
            ],
            "policy": [.init("class", rank: 20)],
        ],
        rules: [
            "match": [LineRule("mode MODE", .tail)],
            "": [
                .value("hostname NAME"), .list("route <NETWORK> <NEXT>", rank: 60), .on("http"),
                .value("peer <NAME> OPTIONS..."),
                .parted("path", rank: 60) { text in
                    let words = text.split(separator: " ").map(String.init)
                    let count = words.last.flatMap(Int.init) == nil ? words.count : words.count - 1
                    return (
                        words.prefix(count).joined(separator: " "), words.dropFirst(count).joined(separator: " ")
                    )
                },
            ],
            "interface": [
                .value("description TEXT..."), .value("address ADDRESS", isExclusive: true),
                .value("attach NAME", isReplaced: true),
                LineRule(
                    "allowed VLANS...",
                    .vlans(
                        LineVLANs(
                            start: nil, parse: { VLANSet($0.filter { $0 != " " }) },
                            print: { $0.ranges.isEmpty ? [] : [$0.description] }, adds: false))),
                .flag("shutdown"), .value("use NAME <in|out>", undo: .line("no use <in|out>"), isReplaced: true),
                .value("mode MODE"),
                LineRule(
                    "carry VLANS...",
                    .vlans(
                        LineVLANs(
                            start: VLANSet("1"), parse: { VLANSet($0) },
                            print: { $0.ranges.isEmpty ? [] : [$0.description] }, adds: true))),
            ],
            "policy > class": [.value("rate RATE"), .value("mark <KIND> <NAME> [VALUE]", undo: .whole)],
        ])
}

@Suite struct LineConfigTests {
    private let config = LineConfig(grammar: .small)

    private func steps(_ running: String, _ intended: String, _ mode: ChangeMode = .merge) throws -> [String] {
        try config.change(
            from: config.tree(running, file: "running", isRunning: true),
            to: config.tree(intended, file: "intended", isRunning: false), mode: mode
        ).steps.map(\.text)
    }

    @Test func aBlockIsAnObjectAndItsLinesAreProperties() throws {
        let tree = try config.running(
            """
            Building configuration...
            !
            hostname sw-a
            vlan 10,20-21
            policy P
             class all
              rate 10
            interface Gi0/1
             description  Dinas  A
             allowed 1-5
             allowed add 9
            banner login ^C
            interface Gi0/9
             shutdown
            ^C
            snmp community rahasia ro
            no http
            end
            """)
        #expect(tree.objects(in: "vlan").map(\.id.key) == ["10", "20", "21"])
        #expect(tree[ObjectID(section: "policy > class", key: "P > all")]?.properties == ["rate": "10"])
        #expect(
            tree[ObjectID(section: "interface", key: "Gigabit0/1")]?.properties
                == ["description": "Dinas  A", "allowed": "1-5,9"])
        #expect(tree.objects(in: "interface").count == 1)
        #expect(tree[ObjectID(section: "snmp", key: "community ******** ro")] != nil)
        #expect(tree[ObjectID(section: "http", key: "")]?.properties == ["value": "no"])
    }

    @Test func aConfigWithoutItsEndIsNone() {
        #expect(throws: Diagnostics.self) { try config.running("hostname a\n") }
    }

    @Test func onlyWhatDiffersIsSaid() throws {
        let running = "policy P\n class all\n  rate 10\ninterface Gi0/1\n description a\n allowed 10\n shutdown\n"
        #expect(try steps(running, running) == [])
        #expect(
            try steps(running, "interface Gi0/1\n description b\n allowed add 20\n no shutdown\n") == [
                "interface Gigabit0/1\n no shutdown\n description b\n allowed add 20\n"
            ])
        #expect(
            try steps(running, "policy P\n class all\n  rate 20\n") == ["policy P\n class all\n  rate 20\n"])
        #expect(try steps(running, "no policy P\n") == ["no policy P\n"])
    }

    @Test func whatOneTakesTheOtherGivesUpFirst() throws {
        let running = "interface Gi0/1\n address 10.0.0.1\ninterface Vlan5\n address 10.0.5.1\n"
        #expect(
            try steps(running, "interface Gi0/2\n address 10.0.0.1\ninterface Gi0/1\n no address\n") == [
                "interface Gigabit0/1\n no address\n", "interface Gigabit0/2\n address 10.0.0.1\n",
            ])
        #expect(
            try steps(running, "no interface Vlan5\ninterface Gi0/2\n address 10.0.5.1\n") == [
                "no interface Vlan5\n", "interface Gigabit0/2\n address 10.0.5.1\n",
            ])
    }

    @Test func aRuleMayTellTheKeyFromTheValue() throws {
        #expect(try steps("path a b 7\n", "path a b 9\n") == ["path a b 9\n"])
        #expect(try steps("path a b 7\n", "path a b\n") == ["path a b\n"])
        #expect(try steps("path a b\n", "path a b\n") == [])
        #expect(try steps("path a b 7\n", "no path a b\n") == ["no path a b 7\n"])
        #expect(try config.running("path a b\nend\n").objects[0].properties == [:])
    }

    @Test func aKeyWithoutAValueStandsInABlockToo() throws {
        let running = "policy P\n class all\n  mark red on\n  mark blue off 5\n"
        #expect(try steps(running, running) == [])
        #expect(
            try steps(running, "policy P\n class all\n  no mark red on\n  mark blue off 6\n") == [
                "policy P\n class all\n  no mark red on\n  mark blue off 6\n"
            ])
    }

    @Test func aPhysicalInterfaceStays() {
        #expect(throws: Diagnostics.self) { try steps("interface Gi0/1\n shutdown\n", "no interface Gi0/1\n") }
    }

    @Test func aSecretIsNeverSent() throws {
        let made = "snmp community rahasia ro\n"
        #expect(throws: Diagnostics.self) { try steps("", made) }
        // A line whose key is the secret can't be named, so it can't be taken back either.
        #expect(throws: Diagnostics.self) { try steps(made, "no snmp community ******** ro\n") }
        let change = try config.change(
            from: config.tree("interface Vlan5\n password 7 rahasia\n", file: "r", isRunning: true),
            to: config.tree("no interface Vlan5\n", file: "i", isRunning: false), mode: .merge)
        #expect(change.irreversible.count == 1)
        #expect(!change.reverse.map(\.text).joined().contains("*"))
    }

    @Test func flagsThatGoWithoutSayingAreNoDifference() throws {
        #expect(try steps("", "http\n") == [])
        #expect(try steps("no http\n", "http\n") == ["http\n"])
        #expect(try steps("", "no http\n") == ["no http\n"])
    }

    @Test func wordsBehindABlocksNameAreSaidWheneverItIsEntered() throws {
        let running = "match M mode any\n line 1\n"
        #expect(try steps(running, "match M\n other 2\n") == ["match M mode any\n other 2\n"])
        #expect(try steps(running, "match M mode all\n") == ["match M mode all\n"])
        #expect(try steps(running, "no match M\n") == ["no match M\n"])
    }

    @Test func whatALineEndsWithTellsItFromOthers() throws {
        let running = "interface Gi0/1\n use A in\n use B out\n"
        #expect(
            try steps(running, "interface Gi0/1\n use C out\n") == ["interface Gigabit0/1\n no use out\n use C out\n"])
        #expect(try steps(running, "interface Gi0/1\n no use in\n") == ["interface Gigabit0/1\n no use in\n"])
    }

    @Test func aPortGivesUpWhatItCarriesBeforeItIsAnother() throws {
        let running = "interface Gi0/1\n mode trunk\n carry 10\n no carry 1\n"
        let tree = try config.tree(running, file: "r", isRunning: true)
        #expect(tree.objects[0].properties["carry"] == "10")
        let other = try config.tree("interface Gi0/1\n mode access\n", file: "i", isRunning: true)
        let change = try config.change(from: tree, to: other, mode: .exact)
        #expect(
            change.steps.map(\.text) == [
                "interface Gigabit0/1\n no carry 10\n carry 1\n mode access\n"
            ])
        #expect(
            change.reverse.map(\.text) == [
                "interface Gigabit0/1\n mode trunk\n no carry 1\n carry 10\n"
            ])
    }

    @Test func aLineThatNoRuleKnowsLeadsNowhere() throws {
        let change = try config.change(
            from: ConfigTree(), to: config.tree("clock local 7\n", file: "i", isRunning: false), mode: .merge)
        #expect(change.steps.map(\.path) == [[]] && change.steps.map(\.lines) == [["clock local 7"]])
    }
}

/// What the rules of a language may say of blocks and lines beyond their values.
@Suite struct LineRuleTests {
    private static let grammar: LineGrammar = {
        var grammar = LineGrammar.small
        grammar.blocks["policy"] = [.init("class", rank: 20, isOrdered: true, last: "rest")]
        grammar.rules["policy > class"] = [.value("police RATE...", isFolded: true)]
        grammar.rules["interface"] = [
            .value("vrf NAME", wipes: ["address"]), .value("address ADDRESS"), .list("address <ADDRESS> more"),
            .value("peer <NAME> cost COST"),
        ]
        grammar.rules[""] = LineRuleTable((grammar.rules[""]?.rules ?? []) + [.flag("vlan native tag")])
        return grammar
    }()

    private let config = LineConfig(grammar: LineRuleTests.grammar)

    private func steps(_ running: String, _ intended: String) throws -> [String] {
        try config.change(
            from: config.tree(running, file: "running", isRunning: true),
            to: config.tree(intended, file: "intended", isRunning: false), mode: .merge
        ).steps.map(\.text)
    }

    @Test func whatComesBeforeAnotherBlockIsMadeFirst() throws {
        let running = "policy P\n class b\n class rest\n"
        #expect(
            try steps(running, "policy P\n class a\n class b\n") == [
                "policy P\n no class b\n", "policy P\n class a\n", "policy P\n class b\n",
            ])
        #expect(try steps(running, "policy P\n class b\n class c\n") == ["policy P\n class c\n"])
        #expect(try steps(running, "policy P\n class rest\n class b\n") == [])
    }

    @Test func linesUnderALineMayBeTheRestOfIt() throws {
        #expect(
            try steps("policy P\n class a\n  police 5\n   drop\n", "policy P\n class a\n  police 6 drop\n") == [
                "policy P\n class a\n  police 6 drop\n"
            ])
    }

    @Test func whatADeviceDropsByItselfIsSaidAgain() throws {
        let running = "interface Gi0/1\n address 1\n address 2 more\n"
        #expect(
            try steps(running, "interface Gi0/1\n vrf a\n") == [
                "interface Gigabit0/1\n vrf a\n address 1\n address 2 more\n"
            ])
        #expect(try steps(running, "interface Gi0/1\n address 3 more\n") == ["interface Gigabit0/1\n address 3 more\n"])
    }

    @Test func aRuleMayHoldForAnyWordAndForALineThatABlockBegins() throws {
        #expect(
            try steps("interface Gi0/1\n peer x cost 5\n", "interface Gi0/1\n peer x cost 6\n") == [
                "interface Gigabit0/1\n peer x cost 6\n"
            ])
        #expect(try steps("vlan 10\n", "vlan native tag\n") == ["vlan native tag\n"])
    }
}
