import Foundation
import PitaDiagnostics
import PitaPlatforms
import TestSupport
import Testing

/// A namespace with two interfaces whose traffic control is the real kernel's.
struct KernelRouter {
    let shell: DeviceShell
    let facts: DeviceFacts
    private let platform = LinuxPlatform()

    init() throws {
        let name = "pita-\(ProcessInfo.processInfo.processIdentifier)-\(UInt32.random(in: 0...UInt32.max))"
        _ = DeviceShell().run("ip netns add \(name)")
        shell = DeviceShell(namespace: name)
        let reply = shell.run(
            "ip link add lan0 type veth peer name lan0p && ip link add wan0 type veth peer name wan0p")
        try #require(reply.exitStatus == 0)
        facts = try platform.facts(from: shell.answers(platform.factCommands))
    }

    func remove() { _ = DeviceShell().run("ip netns del \(shell.namespace ?? "")") }

    func read() throws -> ConfigTree {
        try platform.running(from: shell.answers(platform.readCommands(for: facts)), facts: facts)
    }

    /// Runs commands as a push does: one at a time, none after the first that is refused.
    func send(_ commands: some Sequence<DeviceCommand>) throws {
        let text = commands.map {
            "( \($0.text)\n) || { echo 'refused: \($0.object?.description ?? "")' >&2; exit 1; }"
        }
        let reply = shell.run(text.joined(separator: "\n"))
        let told = Comment(rawValue: reply.errorOutput + text.joined(separator: "\n"))
        try #require(platform.rejection(in: reply) == nil, told)
    }
}

@Suite(.enabled(if: Machine.hasTrafficControl, "the kernel's traffic control needs root"))
struct KernelTests {
    private let platform = LinuxPlatform()

    private func sorted(_ tree: ConfigTree) -> [ConfigObject] { tree.objects.sorted { $0.id < $1.id } }

    @Test func everyChangeArrivesAndEveryWayBackReturnsOnTheRealKernel() throws {
        let router = try KernelRouter()
        defer { router.remove() }
        var known: [(key: String, line: String, removal: String)] = []
        for seed in 0..<10 {
            var generator = ShapingGenerator(random: SeededGenerator(case: seed))
            let wanted = generator.lines()
            let text = ShapingGenerator.text(from: known, to: wanted)
            let intended = try platform.parse(text, file: "seed-\(seed)")
            let before = try router.read()
            let change = try platform.change(from: before, to: intended, mode: .merge, facts: router.facts)
            let cut = Int.random(in: 0...change.commands.count, using: &generator.random)
            try router.send(change.commands.prefix(cut))
            try router.send(change.reverse)
            let back = try router.read()
            let lost = back.deviations(from: before) + before.deviations(from: back)
            #expect(lost.isEmpty, "seed \(seed), \(cut) of \(change.commands.count) commands")
            try router.send(change.commands)
            let after = try router.read()
            #expect(after.deviations(from: change.after).isEmpty, "seed \(seed)")
            let touched = Set(change.after.objects.map(\.id))
            #expect(
                sorted(after).filter { !touched.contains($0.id) } == sorted(before).filter { !touched.contains($0.id) })
            let again = try platform.change(from: after, to: intended, mode: .merge, facts: router.facts)
            #expect(again.isEmpty, "seed \(seed): \(again.differences)")
            known = wanted
        }
    }

    @Test func whatIsSavedBringsAFreshRouterToTheSameState() throws {
        let router = try KernelRouter()
        defer { router.remove() }
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("pita-save-\(UUID().uuidString)")
            .path
        defer { try? FileManager.default.removeItem(atPath: directory) }
        var facts = router.facts
        facts.other["save-directory"] = directory
        var known: [(key: String, line: String, removal: String)] = []
        for seed in [101, 102, 103] {
            var generator = ShapingGenerator(random: SeededGenerator(case: seed))
            let wanted = generator.lines()
            let intended = try platform.parse(ShapingGenerator.text(from: known, to: wanted), file: "x")
            let change = try platform.change(from: try router.read(), to: intended, mode: .merge, facts: facts)
            try router.send(change.commands)
            // The second command is the unit, which is this machine's own business.
            let save = try #require(platform.saving(change, facts: facts).first)
            #expect(router.shell.run(save).exitStatus == 0)
            known = wanted
        }
        let fresh = try KernelRouter()
        defer { fresh.remove() }
        #expect(fresh.shell.run("sh \(directory)/network.sh").exitStatus == 0)
        #expect(sorted(try fresh.read()) == sorted(try router.read()))
    }

    @Test func whatTheReversedChangeSavesBringsAFreshRouterToTheStateBefore() throws {
        let router = try KernelRouter()
        defer { router.remove() }
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("pita-save-\(UUID().uuidString)")
            .path
        defer { try? FileManager.default.removeItem(atPath: directory) }
        var facts = router.facts
        facts.other["save-directory"] = directory
        var known: [(key: String, line: String, removal: String)] = []
        for seed in [201, 202, 203, 204] {
            var generator = ShapingGenerator(random: SeededGenerator(case: seed))
            let wanted = generator.lines()
            let intended = try platform.parse(ShapingGenerator.text(from: known, to: wanted), file: "x")
            let before = try router.read()
            let change = try platform.change(from: before, to: intended, mode: .merge, facts: facts)
            try router.send(change.commands)
            #expect(router.shell.run(try #require(platform.saving(change, facts: facts).first)).exitStatus == 0)
            try router.send(change.reversed.commands)
            #expect(try router.read().deviations(from: change.reversed.after).isEmpty, "seed \(seed)")
            #expect(
                router.shell.run(try #require(platform.saving(change.reversed, facts: facts).first)).exitStatus == 0)
            let fresh = try KernelRouter()
            defer { fresh.remove() }
            let start = fresh.shell.run("sh \(directory)/network.sh")
            #expect(start.exitStatus == 0, "seed \(seed): \(start.errorOutput)")
            #expect(sorted(try fresh.read()) == sorted(before), "seed \(seed)")
            // The next round starts from the changed router.
            try router.send(change.reversed.reverse)
            #expect(router.shell.run(try #require(platform.saving(change, facts: facts).first)).exitStatus == 0)
            known = wanted
        }
    }

    @Test func addressesAndRoutesArriveAndReturn() throws {
        let router = try KernelRouter()
        defer { router.remove() }
        _ = router.shell.run("ip link set lan0 up && ip link set wan0 up && ip link set wan0p up")
        let before = try router.read()
        let text = """
            ip address add 10.12.0.1/24 dev lan0
            ip address add 10.12.255.2/30 dev wan0
            ip route add default via 10.12.255.1 dev wan0
            ip route add 10.99.0.0/16 via 10.12.255.1 dev wan0 metric 50
            """
        let change = try platform.change(
            from: before, to: try platform.parse(text, file: "t"), mode: .merge, facts: router.facts)
        try router.send(change.commands)
        #expect(try router.read().deviations(from: change.after).isEmpty)
        try router.send(change.reverse)
        try router.send(change.reverse)
        #expect(sorted(try router.read()) == sorted(before))
    }

    @Test(
        arguments: [0, 1],
        [
            ["10.1.0.1/24"], ["10.1.0.1/24", "10.1.0.2/24"], ["10.1.0.2/24"], ["10.1.0.1/24", "10.2.0.1/24"],
        ])
    func `the first address of a subnet is the first again after the rollback`(promotes: Int, removed: [String]) throws
    {
        let router = try KernelRouter()
        defer { router.remove() }
        let addresses = ["10.1.0.1/24", "10.1.0.2/24", "10.1.0.3/24", "10.2.0.1/24", "10.2.0.2/24"]
        let setup =
            ["echo \(promotes) > /proc/sys/net/ipv4/conf/all/promote_secondaries", "ip link set lan0 up"]
            + addresses.map { "ip address add \($0) dev lan0" } + ["ip route add 10.9.0.0/16 via 10.1.0.9 dev lan0"]
        #expect(router.shell.run(setup.joined(separator: " && ")).exitStatus == 0)
        let primaries =
            "ip -o -4 address show dev lan0 primary | grep -o '10[0-9./]* ' | sort; ip route show 10.9.0.0/16"
        let before = (try router.read(), router.shell.run(primaries).output)
        let text = removed.map { "ip address del \($0) dev lan0\n" }.joined()
        let change = try platform.change(
            from: before.0, to: platform.parse(text, file: "t"), mode: .merge, facts: router.facts)
        for cut in 0...change.commands.count {
            try router.send(change.commands.prefix(cut))
            try router.send(change.reverse)
            #expect(try router.read().deviations(from: before.0).isEmpty)
            #expect(router.shell.run(primaries).output == before.1, "after \(cut)")
        }
    }

    @Test func anArmedWayBackUndoesAnyPartOfAChangeAndADisarmedOneNothing() throws {
        let router = try KernelRouter()
        defer { router.remove() }
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("pita-back-\(UUID().uuidString)")
            .path
        defer { try? FileManager.default.removeItem(atPath: directory) }
        var facts = router.facts
        facts.other.merge(["run-directory": directory, "has-systemd": "no"]) { $1 }
        for seed in 200..<204 {
            var generator = ShapingGenerator(random: SeededGenerator(case: seed))
            let intended = try platform.parse(ShapingGenerator.text(from: [], to: generator.lines()), file: "x")
            let before = try router.read()
            let change = try platform.change(from: before, to: intended, mode: .merge, facts: facts)
            guard let way = platform.rollbackGuard(for: change, facts: facts) else { continue }
            let push = "uji-\(seed)"
            for command in way.arm { #expect(router.shell.run(command, push: push, seconds: 600).exitStatus == 0) }
            #expect(
                router.shell.run(way.verification.command, push: push).output.contains(way.verification.mustContain))
            let isFiring = seed.isMultiple(of: 2)
            let cut = Int.random(in: 0...change.commands.count, using: &generator.random)
            try router.send(isFiring ? change.commands.prefix(cut) : change.commands[...])
            if isFiring {
                // Its sleep is ended before its time.
                let base = "\(directory)/pita-back-\(push)"
                let firing =
                    "kill $(cat /proc/$(cat \(base).pid)/task/*/children); "
                    + "i=0; until [ -e \(base).fired ]; do i=$((i+1)); [ $i -le 1200 ] || exit 1; sleep 0.05; done"
                #expect(router.shell.run(firing).exitStatus == 0, "seed \(seed)")
            }
            #expect(
                router.shell.run(way.cancel.commands[0], push: push).exitStatus == (isFiring ? 3 : 0), "seed \(seed)")
            let expected = isFiring ? before : change.after
            #expect(try router.read().deviations(from: expected).isEmpty, "seed \(seed), \(cut) commands")
            if isFiring { #expect(sorted(try router.read()) == sorted(before), "seed \(seed), \(cut) commands") }
        }
    }
}
