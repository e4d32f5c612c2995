import PitaDiagnostics
import Testing

@testable import PitaPlatforms

/// Texts that say a thing and its opposite: what comes of each line is said, and none is silent.
@Suite struct JunosContradictionTests {
    private static let port = "interfaces ge-0/0/1"
    private static let filter = "firewall family inet filter F"
    private static let trunk = "interfaces ge-0/0/24 unit 0 family ethernet-switching"
    private static let export = "protocols bgp group G export"

    static let running = [
        "\(port) description lama", "\(port) mtu 1500", "\(port) unit 0 family inet address 10.0.0.1/24",
        "vlans a vlan-id 10", "protocols ospf area 0.0.0.0 interface ge-0/0/1.0 metric 5",
        "\(filter) term a from port 22", "\(filter) term a then accept", "\(filter) term z then discard",
        "policy-options policy-statement P then accept", "policy-options policy-statement Q then accept",
        "\(export) P", "\(trunk) interface-mode trunk", "\(trunk) vlan members 10-13",
    ]

    /// A text, what is sent, and what is said of its lines, by their numbers.
    static let planned: [(text: [String], sent: [String], said: [Int: String])] = [
        (
            ["set \(port) description baru", "delete \(port) description"], ["delete \(port) description"],
            [1: "overridden by line 2"]
        ),
        (
            ["delete \(port)", "set \(port) description baru"],
            ["delete \(port) mtu", "delete \(port) unit 0", "set \(port) description baru"], [:]
        ),
        (["set \(port) mtu 1600", "set \(port) mtu 1700"], ["set \(port) mtu 1700"], [1: "overridden by line 2"]),
        (["deactivate \(port)", "activate \(port)"], [], [1: "overridden by line 2"]),
        (["activate \(port)", "deactivate \(port)"], ["deactivate \(port)"], [1: "overridden by line 2"]),
        (["delete vlans a", "delete vlans a"], ["delete vlans a"], [:]),
        (["delete \(port) mtu", "delete \(port) mtu 1500"], ["delete \(port) mtu"], [:]),
        (
            [
                "set protocols ospf area 0 interface ge-0/0/1 metric 7",
                "set protocols ospf area 0.0.0.0 interface ge-0/0/1.0 metric 8",
            ], ["set protocols ospf area 0.0.0.0 interface ge-0/0/1.0 metric 8"], [1: "overridden by line 2"]
        ),
        (
            ["set interfaces ge-0/0/2 unit 0 family inet address 10.1.0.1/24", "delete interfaces ge-0/0/2"], [],
            [1: "overridden by line 2", 2: "does not have"]
        ),
        (
            ["set \(export) Q", "insert \(export) Q before P", "delete \(export) Q"], [],
            [1: "overridden by line 3", 2: "overridden by line 3", 3: "does not have"]
        ),
        (
            ["set \(trunk) vlan members 14", "delete \(trunk) vlan members 14"], [],
            [1: "overridden by line 2", 2: "does not have"]
        ),
        (["delete \(trunk) vlan members 11", "set \(trunk) vlan members 10-13"], [], [1: "which carries the same"]),
        (
            ["set \(trunk) vlan members 10-20", "delete \(trunk) vlan members 12"],
            [
                "delete \(trunk) vlan members 10-13", "set \(trunk) vlan members 10-11", "set \(trunk) vlan members 13",
                "set \(trunk) vlan members 14-20",
            ], [1: "overridden by line 2"]
        ),
        (
            ["set \(filter) term a then accept", "set \(filter) term a then discard"],
            ["delete \(filter) term a then accept", "set \(filter) term a then discard"], [1: "overridden by line 2"]
        ),
        (
            ["set interfaces ge-0/0/9 description x", "deactivate interfaces ge-0/0/9", "delete interfaces ge-0/0/9"],
            [],
            [1: "overridden by line 3", 2: "overridden by line 3", 3: "does not have"]
        ),
        (["delete \(port) description", "set \(port) description lama"], [], [:]),
        // One unit in two spellings.
        (
            ["set interfaces ge-0/0/1.0 description x", "set interfaces ge-0/0/1 unit 0 description y"],
            ["set \(port) unit 0 description y"], [1: "overridden by line 2"]
        ),
        (["delete interfaces ge-0/0/1.0"], ["delete \(port) unit 0"], [:]),
        (
            ["interfaces { ge-0/0/1.0 { family { inet { mtu 1400; } } } }"],
            ["set \(port) unit 0 family inet mtu 1400"], [:]
        ),
        (
            ["insert \(filter) term z before term a", "delete \(filter) term z"], ["delete \(filter) term z"],
            [1: "overridden by line 2"]
        ),
        (
            ["deactivate \(port) description", "set \(port) description baru", "delete \(port) description"],
            ["delete \(port) description"], [1: "overridden by line 3", 2: "overridden by line 3"]
        ),
    ]

    @Test(arguments: planned.indices)
    func `each line of a text that contradicts itself is accounted for`(_ index: Int) throws {
        let (text, sent, said) = Self.planned[index]
        #expect(try JunosTrial.plan(Self.running, text).forward == sent)
        let warnings = try JunosTrial.diagnostics(Self.running, text)
        for (line, words) in said {
            #expect(warnings.contains { $0.mark?.line == line && $0.message.contains(words) }, "\(line) \(warnings)")
        }
        #expect(Set(warnings.compactMap { $0.mark?.line }) == Set(said.keys), "\(warnings)")
    }

    /// Texts that are refused, the line, and the words of it.
    static let refused: [(text: [String], line: Int, words: String)] = [
        (
            [
                "set \(filter) term b from port 23", "insert \(filter) term b before term a",
                "insert \(filter) term b after term a",
            ], 2, "another line puts it elsewhere"
        ),
        (["insert \(filter) term z before term a", "insert \(filter) term a before term z"], 1, "puts it elsewhere"),
        // On the device the value that runs would be gone as well.
        (["set vlans a vlan-id 11", "delete vlans a vlan-id 11"], 2, "it has `vlans a vlan-id 10`"),
        (["set \(filter) term z then reject", "delete \(filter) term z then reject"], 2, "then discard`"),
        (["delete \(port) mtu 1600", "set \(port) mtu 1600"], 1, "it has `\(port) mtu 1500`"),
        (["rename vlans a to vlans c", "set vlans c vlan-id 11"], 1, "`rename` is not taken"),
        (["interfaces { delete: ge-0/0/1 { mtu 1600; } }"], 1, "a block that is deleted holds nothing"),
    ]

    @Test(arguments: refused.indices)
    func `what can't be meant is refused with its line`(_ index: Int) {
        let (text, line, words) = Self.refused[index]
        let errors = JunosTrial.refusal(Self.running, text)
        #expect(errors.contains { $0.mark?.line == line && $0.message.contains(words) }, "\(errors)")
    }

    // MARK: expressions of policies

    @Test(arguments: [
        "set \(export) ( P && Q )", "set \(export) \"( P && Q )\"", "set \(export) (P&&Q)",
        "set \(export) [ P ( P && Q ) ]", "protocols { bgp { group G { export ( P && Q ); } } }",
        "protocols { bgp { group G { export [ P ( P && Q ) ]; } } }",
    ])
    func `an expression of policies is one value, with quotes or without`(_ text: String) throws {
        let change = try JunosTrial.plan(Self.running, [text])
        #expect(change.forward == ["set \(Self.export) \"(P && Q)\""])
        #expect(try JunosTrial.plan(Self.running + ["\(Self.export) ( P && Q )"], [text]).forward.isEmpty)
    }

    @Test func `the policies of an expression are named by it`() {
        let missing = JunosTrial.refusal(Self.running, ["set \(Self.export) ( P || !NONE )"])
        #expect(missing.count == 1 && missing[0].message.contains("`NONE`, which does not exist"))
        let gone = JunosTrial.refusal(
            Self.running + ["\(Self.export) \"(Q && !(P || Q))\""], ["delete policy-options policy-statement Q"])
        #expect(gone.count == 1 && gone[0].message.contains("still names it"))
    }

    @Test func `other texts with parentheses stay as they are`() throws {
        for text in ["\"(a && b) c\"", "\"( rusak\"", "\"a && ( b\"", "\"!x\""] {
            let change = try JunosTrial.plan(Self.running, ["set \(Self.port) description \(text)"])
            #expect(change.forward == ["set \(Self.port) description \(text)"])
        }
    }
}
