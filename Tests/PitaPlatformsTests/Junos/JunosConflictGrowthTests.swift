import TestSupport
import Testing

@testable import PitaPlatforms

/// What is wrong already, or often, costs as much as the config is long.
@Suite struct JunosConflictGrowthTests {
    struct Shape: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let running: @Sendable (Int) -> [String]
        let template: @Sendable (Int) -> [String]
    }

    static let shapes = [
        Shape(
            testDescription: "bundles with too few members",
            running: { count in
                (0..<count).flatMap {
                    [
                        "interfaces ae\($0) aggregated-ether-options minimum-links 2",
                        "interfaces ge-0/0/\($0) ether-options 802.3ad ae\($0)",
                    ]
                }
            }, template: { _ in ["set system domain-name x"] }),
        Shape(
            testDescription: "spanning tree of each VLAN on a routed port",
            running: { count in
                (1...count).flatMap {
                    [
                        "interfaces ge-0/0/1 unit \($0) family inet mtu 1500",
                        "protocols vstp vlan \($0) interface ge-0/0/1",
                    ]
                }
            }, template: { _ in ["set system domain-name x"] }),
        Shape(
            testDescription: "policies with a term that is never reached", running: { _ in [] },
            template: { count in
                (0..<count).flatMap {
                    let policy = "set policy-options policy-statement P\($0) term"
                    return ["\(policy) a then accept", "\(policy) b then reject"]
                }
            }),
        Shape(
            testDescription: "bundles without a number", running: { _ in [] },
            template: { count in (0..<count).map { "set interfaces ae\($0) description x" } }),
    ]

    @Test(arguments: shapes) func `all states are found in one pass`(_ shape: Shape) throws {
        func work(_ count: Int) throws -> Work {
            let (running, template) = (shape.running(count), shape.template(count))
            return try Work.of { _ = try JunosTrial.diagnostics(running, template) }
        }
        _ = try work(2)
        // Above the number that is reported.
        let (small, large) = (try work(60), try work(240))
        #expect(large.ratio(to: small) < 5.5, "\(small) -> \(large)")
    }

    @Test func `numbers beyond all are read as names`() throws {
        let count = "set chassis aggregated-devices ethernet device-count"
        for text in [
            ["set interfaces ae9223372036854775807 description x"], ["set interfaces ae-5 description x"],
            ["\(count) -9223372036854775808", "set interfaces ae0 description x"],
        ] {
            #expect(try JunosTrial.plan([], text).forward.count == text.count)
        }
    }

    @Test func `an address in a list is one in any spelling`() throws {
        let list = "system name-server"
        #expect(try JunosTrial.plan(["\(list) 2001:db8::1"], ["set \(list) 2001:DB8::1"]).forward.isEmpty)
    }
}
