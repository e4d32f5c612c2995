import PitaDiagnostics
import Testing

@testable import PitaPlatforms

/// Statements that a commit takes, and that do nothing.
@Suite struct JunosUnreachedTests {
    private static let filter = "firewall family inet filter F"
    private static let policy = "policy-options policy-statement P"

    /// What runs, what a template says, and whether it is warned of.
    static let cases: [(running: [String], template: [String], isWarned: Bool)] = [
        (["\(filter) term all then discard"], ["set \(filter) term b then accept"], true),
        (
            ["\(filter) term all then policer L", "firewall policer L then discard"],
            ["set \(filter) term b then accept"], true
        ),
        (["\(filter) term all then next term"], ["set \(filter) term b then accept"], false),
        (
            ["\(filter) term a from port 22", "\(filter) term a then accept"], ["set \(filter) term b then accept"],
            false
        ),
        (
            ["\(filter) term all then discard"],
            ["set \(filter) term b from port 22", "insert \(filter) term b before term all"], false
        ),
        (
            ["\(filter) term a from port 22", "\(filter) term a then accept", "\(filter) term all then discard"],
            ["delete \(filter) term a from"], true
        ),
        (["\(filter) term all then discard"], ["set \(filter) term all then count c"], false),
        (["\(filter) term all then discard", "\(filter) term b then accept"], ["set system domain-name x"], false),
        (["\(policy) term a then accept"], ["set \(policy) term b then reject"], true),
        (["\(policy) term a then next policy"], ["set \(policy) term b then reject"], true),
        (["\(policy) term a then metric 5"], ["set \(policy) term b then reject"], false),
        (["\(policy) term a then next term"], ["set \(policy) term b then reject"], false),
        (
            ["\(policy) term a from protocol bgp", "\(policy) term a then accept"],
            ["set \(policy) term b then reject"], false
        ),
        (
            ["\(policy) term a to rib inet.0", "\(policy) term a then accept"], ["set \(policy) term b then reject"],
            false
        ),
    ]

    private static let zones = "security policies from-zone A to-zone B policy"
    private static func any(_ name: String) -> [String] {
        ["source-address", "destination-address", "application"].map { "\(zones) \(name) match \($0) any" }
    }
    private static let there = [
        "security zones security-zone A interfaces ge-0/0/1.0", "security zones security-zone B interfaces ge-0/0/2.0",
    ]

    @Test func `a security policy behind one that matches all is warned of`() throws {
        let new = Self.any("b").map { "set \($0)" } + ["set \(Self.zones) b then deny"]
        func warnings(_ running: [String], _ template: [String]) throws -> [Diagnostic] {
            try JunosTrial.diagnostics(Self.there + running, template).filter {
                $0.message.contains("can't be reached")
            }
        }
        let all = Self.any("a") + ["\(Self.zones) a then permit"]
        let found = try warnings(all, new)
        #expect(found.count == 1 && found[0].hint == "write `insert \(Self.zones) b before policy a`", "\(found)")
        #expect(try warnings(all, new + ["insert \(Self.zones) b before policy a"]).count == 1, "then a is behind b")
        #expect(try warnings(all.dropLast() + ["\(Self.zones) a then count"], new).isEmpty)
        let some = ["\(Self.zones) a match source-address any", "\(Self.zones) a match destination-address any"]
        #expect(
            try warnings(some + ["\(Self.zones) a match application junos-ssh", "\(Self.zones) a then permit"], new)
                .isEmpty)
    }

    @Test(arguments: cases.indices)
    func `a term behind one that takes everything is warned of`(_ index: Int) throws {
        let item = Self.cases[index]
        let warnings = try JunosTrial.diagnostics(item.running, item.template)
            .filter { $0.message.contains("can't be reached") }
        #expect(warnings.count == (item.isWarned ? 1 : 0), "\(warnings)")
        #expect(
            warnings.allSatisfy { $0.severity == .warning && $0.mark?.line == 1 && $0.hint?.contains("insert") == true }
        )
    }

    private static let count = "chassis aggregated-devices ethernet device-count"
    private static let member = "interfaces ge-0/0/1 ether-options 802.3ad ae2"

    static let bundles: [(running: [String], template: [String], words: String?)] = [
        ([], ["set \(member)"], "there is no"),
        ([], ["set interfaces ae2 description x"], "there is no"),
        (["\(count) 2"], ["set \(member)"], "makes ae0 to ae1"),
        (["\(count) 3"], ["set \(member)"], nil),
        (["\(count) 2"], ["set \(member)", "set \(count) 3"], nil),
        (["\(count) 3", member], ["set \(count) 2"], "makes ae0 to ae1"),
        // A device that has others without a number needs none.
        (["interfaces ae0 description x"], ["set \(member)"], nil),
        ([member], ["set system domain-name x"], nil),
        (["groups G \(count) 8", "apply-groups G"], ["set \(member)"], nil),
    ]

    @Test(arguments: bundles.indices)
    func `an aggregated interface beyond their number is warned of`(_ index: Int) throws {
        let item = Self.bundles[index]
        let warnings = try JunosTrial.diagnostics(item.running, item.template)
            .filter { $0.message.contains("does not come up") }
        #expect(warnings.count == (item.words == nil ? 0 : 1), "\(warnings)")
        #expect(warnings.allSatisfy { $0.message.contains(item.words ?? "") && $0.mark?.line == 1 }, "\(warnings)")
    }
}
