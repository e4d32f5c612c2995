import PitaDiagnostics
import Testing

@testable import PitaPlatforms

/// One generated office on a router, and what it is to become.
struct RouterOSCase {
    let platform = RouterOSPlatform()
    let facts = DeviceFacts(name: "rtr", model: "CHR", serial: nil, version: "7.16.1")
    let router: MiniRouter
    let base: [String: [MiniRouter.Item]]
    let target: [String: [MiniRouter.Item]]
    let intended: ConfigTree
    var seed: RouterOSSeed

    init(seed: UInt64, complete: Bool) throws {
        var generator = RouterOSOfficeGenerator(seed)
        base = generator.office()
        var target = generator.office(like: base)
        if complete { target["/queue simple"]?.shuffle(using: &generator.seed) }
        self.target = target
        intended = try platform.parse(generator.template(from: base, to: target, complete: complete), file: "t")
        router = Self.router(base)
        self.seed = generator.seed
    }

    static func router(_ office: [String: [MiniRouter.Item]]) -> MiniRouter {
        var router = MiniRouter()
        for menu in RouterOSOfficeGenerator.menus { for item in office[menu] ?? [] { router.put(menu, item) } }
        for name in (1...8).map({ "ether\($0)" }) {
            let isThere = office["/interface ethernet"]?.contains { $0["default-name"] == name } == true
            if !isThere { router.put("/interface ethernet", ["default-name": name]) }
        }
        return router
    }

    func running(_ router: MiniRouter) throws -> ConfigTree {
        try platform.running(from: ["export": CommandReply(output: router.export)], facts: facts)
    }

    func ran(_ commands: some Sequence<DeviceCommand>, on router: MiniRouter) -> MiniRouter {
        var router = router
        for command in commands {
            router.exec(RuntimeSlot.fill(command.text, push: "p1", seconds: 120))
        }
        return router
    }

    /// What the router is to hold after a merge: what was there keeps its place, what is new stands before the next item that
    /// the template names after it and the router had, and else comes last.
    var merged: [String: [MiniRouter.Item]] {
        var result = Self.router(target).state
        for menu in ["/queue simple", "/ip firewall mangle"] {
            let key = RouterOSOfficeGenerator.key(menu)
            func same(_ left: MiniRouter.Item, _ right: MiniRouter.Item) -> Bool {
                key.allSatisfy { left[$0] == right[$0] }
            }
            let (old, new) = (base[menu] ?? [], target[menu] ?? [])
            var items = old.compactMap { item in new.first { same($0, item) } }
            var waiting: [MiniRouter.Item] = []
            for item in new {
                guard old.contains(where: { same($0, item) }) else {
                    waiting.append(item)
                    continue
                }
                let (placed, rest) = (
                    waiting.filter {
                        $0["chain"] == item["chain"] && ($0["parent"] == nil || $0["parent"] != item["name"])
                    },
                    waiting.filter {
                        $0["chain"] != item["chain"] || ($0["parent"] != nil && $0["parent"] == item["name"])
                    }
                )
                items.insert(contentsOf: placed, at: items.firstIndex { same($0, item) } ?? items.count)
                waiting = rest
            }
            items += waiting
            result[menu] = items.isEmpty ? nil : items
        }
        return result
    }
}

/// The menus in which two states differ, with what only one of them has.
func differences(_ left: [String: [MiniRouter.Item]], _ right: [String: [MiniRouter.Item]]) -> [String] {
    guard left != right else { return [] }
    return Set(left.keys).union(right.keys).sorted().compactMap { menu in
        let (ours, theirs) = (left[menu] ?? [], right[menu] ?? [])
        guard ours != theirs else { return nil }
        let only = ours.filter { !theirs.contains($0) }
        return "\(menu): has \(only), lacks \(theirs.filter { !ours.contains($0) })"
    }
}

struct RouterOSChangeTests {
    static let seeds = CaseCount.of(80).map { UInt64($0 + 1) }

    @Test func commandsLeadFromTheRunningConfigToTheIntendedOneAndTheReverseLeadsBack() throws {
        for seed in Self.seeds {
            let office = try RouterOSCase(seed: seed, complete: false)
            let running = try office.running(office.router)
            let change = try office.platform.change(
                from: running, to: office.intended, mode: .merge, facts: office.facts)
            let done = office.ran(change.commands, on: office.router)
            #expect(done.output.isEmpty, "seed \(seed)")
            #expect(differences(done.state, office.merged).isEmpty, "seed \(seed)")
            let after = try office.running(done)
            #expect(after.deviations(from: change.after, on: office.platform).isEmpty, "seed \(seed)")
            #expect(running.deviations(from: change.before, on: office.platform).isEmpty, "seed \(seed)")
            let again = try office.platform.change(from: after, to: office.intended, mode: .merge, facts: office.facts)
            #expect(again.isEmpty, "seed \(seed)")
            let back = office.ran(change.reverse, on: done)
            #expect(back.output.isEmpty, "seed \(seed)")
            #expect(differences(back.state, office.router.state).isEmpty, "seed \(seed)")
        }
    }

    @Test func afterAnyPartOfTheCommandsTheReverseLeadsBack() throws {
        for seed in Self.seeds {
            var office = try RouterOSCase(seed: seed, complete: false)
            let running = try office.running(office.router)
            let change = try office.platform.change(
                from: running, to: office.intended, mode: .merge, facts: office.facts)
            for _ in 0..<3 {
                let count = Int.random(in: 0...change.commands.count, using: &office.seed)
                let part = office.ran(change.commands.prefix(count), on: office.router)
                let back = office.ran(change.reverse, on: part)
                #expect(differences(back.state, office.router.state).isEmpty, "seed \(seed), \(count) commands")
            }
        }
    }

    @Test func fromAnyHalfchangedStateAnExactChangeLeadsBackToWhatWasBefore() throws {
        for seed in Self.seeds {
            var office = try RouterOSCase(seed: seed, complete: false)
            let running = try office.running(office.router)
            let change = try office.platform.change(
                from: running, to: office.intended, mode: .merge, facts: office.facts)
            let count = Int.random(in: 0...change.commands.count, using: &office.seed)
            let part = office.ran(change.commands.prefix(count), on: office.router)
            let rescue = try office.platform.change(
                from: office.running(part), to: change.before, mode: .exact, facts: office.facts)
            let back = office.ran(rescue.commands, on: part)
            #expect(back.output.isEmpty, "seed \(seed), \(count) commands")
            #expect(differences(back.state, office.router.state).isEmpty, "seed \(seed), \(count) commands")
        }
    }

    @Test func commandsThatAreSentTwiceDoNoMoreThanOnce() throws {
        for seed in Self.seeds.prefix(30) {
            let office = try RouterOSCase(seed: seed, complete: false)
            let change = try office.platform.change(
                from: office.running(office.router), to: office.intended, mode: .merge, facts: office.facts)
            let done = office.ran(change.commands.flatMap { [$0, $0] }, on: office.router)
            #expect(done.output.isEmpty, "seed \(seed)")
            #expect(differences(done.state, office.merged).isEmpty, "seed \(seed)")
        }
    }

    @Test func anExactChangeMakesEverythingThatIsNamedWhatIsNamedOrderIncluded() throws {
        for seed in Self.seeds {
            let office = try RouterOSCase(seed: seed, complete: true)
            let change = try office.platform.change(
                from: office.running(office.router), to: office.intended, mode: .exact, facts: office.facts)
            let done = office.ran(change.commands, on: office.router)
            #expect(done.output.isEmpty, "seed \(seed)")
            #expect(differences(done.state, RouterOSCase.router(office.target).state).isEmpty, "seed \(seed)")
            #expect(
                try office.running(done).deviations(from: change.after, on: office.platform).isEmpty, "seed \(seed)")
            let back = office.ran(change.reverse, on: done)
            #expect(differences(back.state, office.router.state).isEmpty, "seed \(seed)")
        }
    }

    @Test func afterAnyPartOfAReorderTheReverseAndAnExactChangeLeadBack() throws {
        for seed in Self.seeds {
            var office = try RouterOSCase(seed: seed, complete: true)
            let change = try office.platform.change(
                from: office.running(office.router), to: office.intended, mode: .exact, facts: office.facts)
            let count = Int.random(in: 0...change.commands.count, using: &office.seed)
            let part = office.ran(change.commands.prefix(count), on: office.router)
            let back = office.ran(change.reverse, on: part)
            #expect(differences(back.state, office.router.state).isEmpty, "seed \(seed), \(count) commands")
            let rescue = try office.platform.change(
                from: office.running(part), to: change.before, mode: .exact, facts: office.facts)
            let rescued = office.ran(rescue.commands, on: part)
            #expect(rescued.output.isEmpty, "seed \(seed), \(count) commands")
            #expect(differences(rescued.state, office.router.state).isEmpty, "seed \(seed), \(count) commands")
        }
    }

    @Test func aReplacedScopeHoldsWhatIsIntendedAndNothingElse() throws {
        let scope = try #require(ReplaceScope("/queue simple[comment^=pita:]"))
        for seed in Self.seeds {
            let office = try RouterOSCase(seed: seed, complete: true)
            var router = office.router
            router.put("/queue simple", ["name": "local", "target": "192.168.0.0/24"])
            let start = router.state
            let queues = ConfigTree(office.intended.objects(in: "/queue simple").filter { !$0.isAbsent })
            let change = try office.platform.change(
                from: office.running(router), to: queues, mode: .replace(scope), facts: office.facts)
            let done = office.ran(change.commands, on: router)
            #expect(done.output.isEmpty, "seed \(seed)")
            let scoped = (done.state["/queue simple"] ?? []).filter { $0["name"] != "local" }
            #expect(scoped == office.target["/queue simple"], "seed \(seed)")
            #expect(done.state["/queue simple"]?.contains { $0["name"] == "local" } == true, "seed \(seed)")
            #expect(differences(office.ran(change.reverse, on: done).state, start).isEmpty, "seed \(seed)")
        }
    }

    @Test func theSchedulerEntryUndoesAnyPartOfAChangeAndEndsItself() throws {
        for seed in Self.seeds.prefix(30) {
            var office = try RouterOSCase(seed: seed, complete: false)
            let change = try office.platform.change(
                from: office.running(office.router), to: office.intended, mode: .merge, facts: office.facts)
            let way = try #require(office.platform.rollbackGuard(for: change, facts: office.facts))
            var router = office.ran(way.arm + way.arm, on: office.router)
            #expect(router.output.isEmpty, "seed \(seed)")
            #expect(office.ran([way.verification.command], on: router).output.contains(way.verification.mustContain))
            let count = Int.random(in: 0...change.commands.count, using: &office.seed)
            router = office.ran(change.commands.prefix(count), on: router)
            let event = try #require(router.menus["/system scheduler"]?.first?.item)
            #expect(event["name"] == "pita-back-p1")
            #expect(event["interval"] == "120s")
            var fired = router
            fired.exec(event["on-event"] ?? "")
            #expect(differences(fired.state, office.router.state).isEmpty, "seed \(seed)")
            let disarmed = office.ran(way.cancel.commands, on: router)
            #expect(disarmed.menus["/system scheduler"]?.isEmpty == true)
            #expect(way.afterCancelling(disarmed.output) == .cancelled)
            #expect(office.platform.rejection(in: CommandReply(output: disarmed.output)) == nil)
            #expect(!office.ran([way.verification.command], on: disarmed).output.contains(way.verification.mustContain))
            let tooLate = CommandReply(output: office.ran(way.cancel.commands, on: fired).output)
            #expect(
                way.afterCancelling(tooLate.output, isAccepted: false) == .gone
                    && office.platform.rejection(in: tooLate) != nil)
        }
    }

    @Test func aWayBackThatIsCutShortLateOrSwitchedOffIsNotProven() throws {
        let office = try RouterOSCase(seed: 7, complete: false)
        let change = try office.platform.change(
            from: office.running(office.router), to: office.intended, mode: .merge, facts: office.facts)
        let way = try #require(office.platform.rollbackGuard(for: change, facts: office.facts))
        let armed = office.ran(way.arm, on: office.router)
        for damage in [
            "on-event=\"/system scheduler remove [find where name=\\\"pita-back-p1\\\"]\"", "interval=1w",
            "disabled=yes",
        ] {
            var damaged = armed
            damaged.exec("/system scheduler set [find where name=\"pita-back-p1\"] \(damage)")
            let said = CommandReply(output: office.ran([way.verification.command], on: damaged).output)
            #expect(!said.output.contains(way.verification.mustContain), "\(damage)")
            #expect(office.platform.rejection(in: said) != nil, "\(damage)")
        }
    }

    @Test func noSecondPushArmsWhileTheWayBackOfAnotherStands() throws {
        let office = try RouterOSCase(seed: 7, complete: false)
        let change = try office.platform.change(
            from: office.running(office.router), to: office.intended, mode: .merge, facts: office.facts)
        let way = try #require(office.platform.rollbackGuard(for: change, facts: office.facts))
        var router = office.router
        router.put("/system scheduler", ["name": "backup", "interval": "1d"])
        #expect(office.ran(way.arm, on: router).output.isEmpty)
        router.put("/system scheduler", ["name": "pita-back-p0", "interval": "300s"])
        let refused = office.ran(way.arm.prefix(1), on: router)
        #expect(
            office.platform.rejection(in: CommandReply(output: refused.output))?.contains("another way back") == true)
        #expect(refused.menus["/system scheduler"]?.count == 2)
    }
}
