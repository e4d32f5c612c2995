import PitaDiagnostics
import Testing

@testable import PitaPlatforms

/// Situations of other people's bug reports, and what is right in each.
@Suite struct JunosCaseTests {
    private let platform = JunosPlatform()

    private func change(_ running: String, _ intended: String) throws -> DeviceChange {
        let (old, new) = try (
            JunosTextTests.fixture("cases/\(running).running"), JunosTextTests.fixture("cases/\(intended).intended")
        )
        return try platform.accountedChange(
            from: platform.parseRunning(old, file: running), to: platform.parse(new, file: intended), mode: .merge,
            facts: JunosTextTests.facts)
    }

    private static func lines(_ commands: [DeviceCommand]) -> [String] {
        commands.flatMap { ($0.input ?? "").split(separator: "\n").map(String.init).dropLast() }
    }

    private static let port = "interfaces ge-0/0/1 unit 0 family ethernet-switching vlan members"
    private static let policies = "protocols bgp group G neighbor 10.0.0.2 import"

    static let cases: [(running: String, intended: String, forward: [String], back: [String])] = [
        (
            "junos-braces", "junos-braces",
            ["set interfaces ge-0/0/1 description \"dc1 | {lantai 3}; # bukan komentar\""],
            ["set interfaces ge-0/0/1 description \"dc1 | {lantai 2}; # bukan komentar\""]
        ),
        ("junos-community", "junos-community-none", [], []),
        (
            "junos-import-order", "junos-import-order", ["set \(policies) C", "insert \(policies) C before B"],
            ["delete \(policies) C"]
        ),
        (
            "junos-range", "junos-range", ["delete \(port) 10-13", "set \(port) 10-11", "set \(port) 13"],
            ["delete \(port) 10-11", "delete \(port) 13", "set \(port) 10-13"]
        ),
        ("junos-range", "junos-range-add", ["set \(port) 14"], ["delete \(port) 14"]),
        (
            "junos-verbs", "junos-verbs",
            [
                "delete interfaces ge-0/0/2 description", "activate interfaces ge-0/0/2 unit 0",
                "activate policy-options policy-statement FOO term A then as-path-prepend",
            ],
            [
                "set interfaces ge-0/0/2 description lama", "deactivate interfaces ge-0/0/2 unit 0",
                "deactivate policy-options policy-statement FOO term A then as-path-prepend",
            ]
        ),
    ]

    @Test(arguments: cases.indices)
    func `a reported situation has its right lines, and the way back of them`(_ index: Int) throws {
        let item = Self.cases[index]
        let change = try change(item.running, item.intended)
        #expect(Self.lines(change.commands) == item.forward)
        #expect(Self.lines(change.reverse) == item.back)
        #expect(change.irreversible.isEmpty)
    }

    @Test func `one community of two is told from the other, and none is sent`() throws {
        for name in ["junos-community", "junos-community-new"] {
            do {
                _ = try change("junos-community", name)
                Issue.record("\(name) was planned")
            } catch let error as Diagnostics {
                #expect(error.description.contains("secret") && error.items.first?.mark?.line == 1)
                #expect(!error.description.contains("publik") && !error.description.contains("baru"))
            }
        }
        // One that is not there is not the other.
        let none = try change("junos-community", "junos-community-none")
        #expect(none.warnings.contains { $0.message.contains("takes back what the device does not have") })
        let tree = try platform.parseRunning(JunosTextTests.fixture("cases/junos-community.running"), file: "r")
        #expect(tree.objects(in: "snmp community").count == 2 && !"\(tree)".contains("publik"))
    }

    @Test func `what is said of a community that runs is nothing to do`() throws {
        let running = try platform.parseRunning(
            JunosTextTests.fixture("cases/junos-community.running"), file: "r")
        let text = "set snmp community pantau authorization read-only\nset snmp community publik clients 10.0.0.0/8"
        let change = try platform.accountedChange(
            from: running, to: platform.parse(text, file: "t"), mode: .merge, facts: JunosTextTests.facts)
        #expect(change.isEmpty && change.accounts.map(\.outcome) == [.alreadySo, .alreadySo])
        #expect(throws: Diagnostics.self) {
            try platform.accountedChange(
                from: running, to: platform.parse("delete snmp community", file: "t"), mode: .merge,
                facts: JunosTextTests.facts)
        }
    }

    @Test(arguments: [
        "edit system ntp", "top", "up", "annotate server 10.0.0.5 \"x\"", "rename vlans a to vlans b",
        "copy vlans a to vlans b", "replace pattern a with b", "wildcard delete interfaces ge-*", "protect system",
    ])
    func `a verb of the terminal is refused with what to write instead`(_ line: String) throws {
        for text in [line, "set vlans a vlan-id 5\n\(line)"] {
            do {
                _ = try platform.parse(text, file: "t")
                Issue.record("\(line) was taken")
            } catch {
                let verb = line.prefix { $0 != " " }
                #expect(error.description.contains("`\(verb)` is not taken") && error.items.first?.hint != nil)
            }
        }
        #expect(throws: Diagnostics.self) {
            try platform.parse(JunosTextTests.fixture("cases/junos-edit.intended"), file: "junos-edit")
        }
    }
}
