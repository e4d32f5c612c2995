import PitaDiagnostics
import TestSupport
import Testing

@testable import PitaPlatforms

/// A generated device and what it is to become.
private struct JunosCase {
    static let facts = DeviceFacts(name: "sw-1", model: "ex3400", serial: nil, version: "22.4R3")
    let platform = JunosPlatform()
    let start: MiniJunos
    let target: MiniJunos.Config
    let intended: ConfigTree
    let change: DeviceChange

    init(_ seed: Int) throws {
        var generator = MiniJunosGenerator(random: SeededGenerator(case: seed))
        let blank = MiniJunos()
        let first = generator.config()
        let making = try platform.change(
            from: Self.read(blank), to: platform.parse(generator.text(first, from: blank.running), file: "old"),
            mode: .merge,
            facts: Self.facts)
        let made = Self.ran(making.commands, on: blank)
        #expect(made.refusals.isEmpty && made.device.running == first, "seed \(seed): making \(made.refusals)")
        start = made.device
        target = generator.config()
        intended = try platform.parse(generator.text(target, from: first), file: "new")
        change = try platform.change(from: Self.read(start), to: intended, mode: .merge, facts: Self.facts)
    }

    /// Policies that the device has beside what it is asked for, since its groups of BGP name them.
    static let policies = ["A", "B", "C", "D", "E"].map {
        "set policy-options policy-statement \($0) then accept\n"
    }

    static func read(_ device: MiniJunos) throws -> ConfigTree {
        let listing = device.listing + policies.joined()
        let lines = listing.split(separator: "\n").count
        return try JunosPlatform().running(
            from: [
                "config": CommandReply(output: listing),
                "count": CommandReply(output: "Count: \(lines) lines\n"),
            ], facts: facts)
    }

    static func ran(_ commands: [DeviceCommand], on device: MiniJunos) -> (device: MiniJunos, refusals: [String]) {
        var device = device
        let refusals = commands.compactMap { command in
            device.run(command.text, RuntimeSlot.fill(command.input ?? "", push: "x", seconds: 120))
        }
        return (device, refusals)
    }
}

extension ConfigTree {
    /// The objects and the lines, without the statements that they were read from.
    var alone: ConfigTree {
        var tree = ConfigTree(objects)
        (tree.lines, tree.hidden) = (lines, hidden)
        return tree
    }
}

@Suite struct JunosChangeTests {
    @Test func `a config that shares nothing with what it was read from is changed alike`() throws {
        for seed in CaseCount.of(60) {
            let device = try JunosCase(seed)
            let running = try JunosCase.read(device.start)
            #expect(running.reading != nil && running.alone.reading == nil && device.intended.reading != nil)
            for mode in [ChangeMode.merge, .exact] {
                func change(_ running: ConfigTree, _ intended: ConfigTree) throws -> DeviceChange {
                    try device.platform.change(from: running, to: intended, mode: mode, facts: JunosCase.facts)
                }
                let made = try change(running, device.intended)
                let other = try change(running.alone, device.intended.alone)
                for (one, two) in [(made.before, other.before), (made.after, other.after)] {
                    let same = one.objects.allSatisfy { two[$0.id] == $0 } && one.objects.count == two.objects.count
                    #expect(same, "seed \(seed) \(mode)")
                }
                #expect(Set(made.differences.map(\.id)) == Set(other.differences.map(\.id)), "seed \(seed)")
                #expect(Self.lines(made.commands) == Self.lines(other.commands), "seed \(seed)")
                #expect(Self.lines(made.reverse) == Self.lines(other.reverse), "seed \(seed)")
            }
        }
    }

    private static func lines(_ commands: [DeviceCommand]) -> [String] {
        commands.flatMap { ($0.input ?? "").split(separator: "\n").map(String.init) }.sorted()
    }

    @Test func aChangeArrivesAndReturns() throws {
        for seed in CaseCount.of(150) {
            let device = try JunosCase(seed)
            let untouched = JunosCase.ran(device.change.reverse, on: device.start)
            // A part that never was can't be moved or woken, and then nothing is committed at all.
            #expect(untouched.device == device.start, "seed \(seed): untouched \(untouched.refusals)")
            let done = JunosCase.ran(device.change.commands, on: device.start)
            #expect(done.refusals.isEmpty, "seed \(seed): \(done.refusals)")
            #expect(done.device.running == device.target, "seed \(seed)")
            let after = try JunosCase.read(done.device)
            #expect(after.deviations(from: device.change.after, on: device.platform).isEmpty, "seed \(seed)")
            let again = try device.platform.change(
                from: after, to: device.intended, mode: .merge, facts: JunosCase.facts)
            #expect(again.isEmpty, "seed \(seed): \(again.commands)")
            let back = JunosCase.ran(device.change.reverse, on: done.device)
            #expect(back.refusals.isEmpty && back.device == device.start, "seed \(seed): back \(back.refusals)")
            let before = try JunosCase.read(back.device)
            #expect(before.deviations(from: device.change.before, on: device.platform).isEmpty, "seed \(seed): before")
            let rescue = try device.platform.change(
                from: after, to: device.change.before, mode: .exact, facts: JunosCase.facts)
            let rescued = JunosCase.ran(rescue.commands, on: done.device)
            #expect(
                rescued.refusals.isEmpty && rescued.device == device.start,
                "seed \(seed): exact \(rescued.refusals) \(rescued.device.difference(from: device.start))")
        }
    }

    @Test func whatIsNotConfirmedIsTakenBack() throws {
        for seed in CaseCount.of(20) {
            let device = try JunosCase(seed)
            guard let rollbackGuard = device.platform.rollbackGuard(for: device.change, facts: JunosCase.facts) else {
                continue
            }
            let tried = JunosCase.ran(rollbackGuard.commitCommands, on: device.start)
            #expect(tried.refusals.isEmpty && tried.device.running == device.target)
            var fired = tried.device
            fired.expire()
            #expect(fired == device.start)
            var kept = JunosCase.ran(rollbackGuard.cancel.commands, on: tried.device)
            kept.device.expire()
            #expect(kept.refusals.isEmpty && kept.device.running == device.target)
            // The reverse, committed while the change waits to be confirmed, is what then stays.
            var returned = JunosCase.ran(device.change.reverse, on: tried.device).device
            returned.expire()
            #expect(returned == device.start)
        }
    }

    @Test func bothFormsOfAConfigAreOneConfig() throws {
        for seed in CaseCount.of(60) {
            let device = try JunosCase(seed)
            let tree = try JunosCase.read(device.start)
            let trie = JunosTree.trie(of: tree)
            let lines =
                trie.leaves.map { "set " + $0.text } + trie.sleeping.keys.map { "deactivate " + $0 }
            let printed = try JunosParser.running(lines.joined(separator: "\n"), file: "p")
            #expect(printed.deviations(from: tree).isEmpty && tree.deviations(from: printed).isEmpty, "seed \(seed)")
            let blocks = try JunosParser.running(
                Self.blocks(device.start.running) + JunosCase.policies.joined(), file: "b")
            #expect(
                blocks.deviations(from: tree).isEmpty && tree.deviations(from: blocks).isEmpty, "seed \(seed): blocks")
        }
    }

    /// A config in braces, each statement in blocks of its own.
    private static func blocks(_ config: MiniJunos.Config) -> String {
        config.leaves.map { leaf in
            func tag(_ length: Int) -> String { config.asleep.contains(Array(leaf[..<length])) ? "inactive: " : "" }
            let words = leaf.map { $0.contains { " ;\\".contains($0) } ? "\"\($0)\"" : $0 }
            let open = words.dropLast().enumerated().map { "\(tag($0.offset + 1))\($0.element) {\n" }.joined()
            return open + tag(leaf.count) + words[words.count - 1] + "; /* } */\n"
                + String(repeating: "}\n", count: words.count - 1)
        }.joined()
    }

    @Test func aReplacedScopeLosesExactlyWhatIsNotNamed() throws {
        let scope = try #require(ReplaceScope("firewall policer"))
        let platform = JunosPlatform()
        let running =
            "set firewall policer A then discard\nset firewall policer B then discard\nset vlans x vlan-id 1\n"
        let change = try platform.change(
            from: platform.parse(running, file: "r"),
            to: platform.parse("set firewall policer A then discard", file: "i"),
            mode: .replace(scope), facts: JunosCase.facts)
        #expect(change.commands.map(\.input) == ["delete firewall policer B\ncommit and-quit\n"])
    }

    /// What the shipped templates say of a segment on each kind of device, with a rate and an agency.
    private static func template(_ role: String, rate: String, agency: String) -> String {
        func limit(_ port: String, _ family: String, _ ways: [String]) -> String {
            zip(["download", "upload"], ways).map { direction, way in
                """
                set firewall policer pita-disdik-\(direction) if-exceeding bandwidth-limit \(rate)
                set firewall policer pita-disdik-\(direction) if-exceeding burst-size-limit 15000
                set firewall policer pita-disdik-\(direction) then discard
                set firewall family \(family) filter pita-disdik-\(direction) term all then policer pita-disdik-\(direction)
                set firewall family \(family) filter pita-disdik-\(direction) term all then accept
                set interfaces \(port) unit 0 family \(family) filter \(way) pita-disdik-\(direction)

                """
            }.joined()
        }
        func port(_ name: String, _ mode: String) -> String {
            """
            set interfaces \(name) description "\(agency)"
            set interfaces \(name) unit 0 family ethernet-switching interface-mode \(mode)
            set interfaces \(name) unit 0 family ethernet-switching vlan members disdik

            """
        }
        let vlan = "set vlans disdik vlan-id 110\nset vlans disdik description \"\(agency)\"\n"
        switch role {
        case "router":
            return """
                set interfaces ge-0/0/0 unit 0 family inet address 10.11.255.2/30
                set interfaces ge-0/0/1 description "\(agency)"
                set interfaces ge-0/0/1 unit 0 family inet address 10.11.0.1/24
                set routing-options static route 0.0.0.0/0 next-hop 10.11.255.1

                """ + limit("ge-0/0/1", "inet", ["output", "input"])
        case "core":
            return vlan + port("ge-0/0/24", "trunk") + """
                set vlans disdik l3-interface irb.110
                set interfaces irb unit 110 description "\(agency)"
                set interfaces irb unit 110 family inet address 10.11.255.1/30
                set routing-options static route 10.11.0.0/24 next-hop 10.11.255.2
                """
        case "distribution":
            return vlan + port("ge-0/0/24", "trunk") + port("ge-0/0/3", "access")
                + limit("ge-0/0/3", "ethernet-switching", ["output", "input"])
        default: return vlan + (0..<4).map { port("ge-0/0/\($0)", "access") }.joined()
        }
    }

    @Test(arguments: ["router", "core", "distribution", "switch"])
    func `what the shipped templates make is undone, from unset and from set`(_ role: String) throws {
        let platform = JunosPlatform()
        let old = Self.template(role, rate: "5000000", agency: "Dinas Lama")
        let new = Self.template(role, rate: "20000000", agency: "Dinas Pendidikan")
        var device = MiniJunos()
        for text in [old, new] {
            let start = device
            let change = try platform.accountedChange(
                from: JunosCase.read(start), to: platform.parse(text, file: role), mode: .merge, facts: JunosCase.facts)
            let done = JunosCase.ran(change.commands, on: start)
            #expect(done.refusals.isEmpty && done.device != start && change.irreversible.isEmpty)
            #expect(try JunosCase.read(done.device).deviations(from: change.after, on: platform).isEmpty)
            let back = JunosCase.ran(change.reverse, on: done.device)
            #expect(back.refusals.isEmpty && back.device == start, "\(back.refusals)")
            device = done.device
        }
    }
}
