import PitaDiagnostics
import TestSupport
import Testing

@testable import PitaPlatforms

/// What another planner of VRP changes, annet (rulebook `huawei`), makes of the same pairs of configs: where the two lead to
/// other configs, a named reason says why.
@Suite(.enabled("annet is installed: Packaging/install-annet") { Annet.isInstalled })
struct VRPAnnetTests {
    private typealias Config = MiniVRPRouter.Config

    /// Parts of a router's config, each taken from another one by itself.
    private static let parts: [(name: String, take: @Sendable (inout Config, Config) -> Void)] = [
        ("rules of access lists", { $0.rules = $1.rules }), ("lists of prefixes", { $0.prefixes = $1.prefixes }),
        ("route policies", { $0.nodes = $1.nodes }),
        ("VLANs of a hybrid port", { ($0.tagged, $0.untagged) = ($1.tagged, $1.untagged) }),
        (
            "addresses",
            { config, other in
                for (name, port) in other.ports {
                    config.ports[name]?.address = port.address
                    config.ports[name]?.others = port.others
                }
            }
        ),
        (
            "VRRP",
            { config, other in for (name, port) in other.ports { config.ports[name]?.groups = port.groups } }
        ),
        (
            "lines of a family",
            { config, other in config.unicast = other.unicast.filter { config.peers[""]?[$0.key] != nil } }
        ),
    ]

    /// In which parts annet leads elsewhere, why, and by whose word it is wrong.
    private static let elsewhere: [String: String] = [
        // Command reference, `route-policy`: said with another action, the node that stands is changed, and keeps its lines.
        "route policies":
            "it takes a node with another action for another block, and takes back lines that it has taken back",
        // Command reference (S), `port hybrid tagged vlan`: the other way is `undo port hybrid vlan`.
        "VLANs of a hybrid port": "it says `undo port hybrid tagged vlan`, and `undo port hybrid untagged vlan`",
        // Command reference, `ip address`: the first one goes only when no secondary one is left.
        "addresses": "it takes the first address back while others stand, and does not say them again",
        // Command reference, `vrrp vrid priority`: `undo vrrp vrid N priority` has no value.
        "VRRP": "it says the value behind `undo vrrp vrid N priority`",
    ]

    /// In which parts annet leads elsewhere in few cases: a rule that gets another text is taken back and said again, and its
    /// description, which the device drops with it (command reference, `rule description`), is said again only where it changes too.
    private static let rarely: Set = ["rules of access lists"]

    @Test
    func `on a router that drops and refuses as its manuals say, annet leads where Pita leads, but in named parts`()
        throws
    {
        var items: [(part: String, seed: Int, old: Config, new: Config)] = []
        for (part, take) in Self.parts {
            for seed in CaseCount.of(25) {
                var generator = MiniVRPRouterGenerator(random: SeededGenerator(case: seed + 9_000))
                let (old, other) = (generator.config(), generator.config())
                var new = old
                take(&new, other)
                if new != old { items.append((part, seed, old, new)) }
            }
        }
        let plans = try #require(Annet.plans(items.map { ($0.old.listing, $0.new.listing) }, of: "Huawei S5720"))
        try #require(plans.count == items.count)
        let platform = VRPPlatform()
        var (ours, theirs, first) = ([String: Int](), [String: Int](), [String: String]())
        for (item, plan) in zip(items, plans) {
            var device = MiniVRPRouter(item.old)
            let change = try platform.accountedChange(
                from: platform.parseRunning(item.old.listing, file: "r"),
                to: platform.parse(item.new.lines(beside: item.old).joined(separator: "\n"), file: "i"), mode: .merge,
                facts: VRPTextTests.facts)
            let refusals = change.commands.compactMap { device.run($0.input ?? "") }
            #expect(refusals.isEmpty && device.config == item.new, "\(item.part) \(item.seed): \(refusals)")
            if refusals.isEmpty, device.config == item.new { ours[item.part, default: 0] += 1 }
            var other = MiniVRPRouter(item.old)
            let words = plan.filter { $0.last != "quit" }.compactMap { other.run($0.joined(separator: "\n")) }
            if words.isEmpty, other.config == item.new {
                theirs[item.part, default: 0] += 1
            } else if first[item.part] == nil {
                first[item.part] = "\(item.seed): \(plan) \(words)"
            }
        }
        let figures = Self.parts.map { "\($0.name) \(ours[$0.name] ?? 0), annet \(theirs[$0.name] ?? 0)" }
        print("VRP and annet: \(items.count) changes of routers: \(figures.joined(separator: "; "))")
        for (part, _) in Self.parts where !Self.rarely.contains(part) {
            let isElsewhere = (theirs[part] ?? 0) < (ours[part] ?? 0)
            #expect(isElsewhere == (Self.elsewhere[part] != nil), "\(part): \(first[part] ?? "")")
        }
    }
}
