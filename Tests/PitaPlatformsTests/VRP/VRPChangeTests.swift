import PitaDiagnostics
import TestSupport
import Testing

@testable import PitaPlatforms

/// A generated switch and what it is to become.
private struct VRPCase {
    let platform = VRPPlatform()
    let facts: DeviceFacts
    let start: MiniVRP
    let target: MiniVRP.Config
    let intended: ConfigTree
    let change: DeviceChange

    init(_ seed: Int) throws {
        let isTwoStage = seed % 2 == 0
        facts = Self.facts(isTwoStage)
        var generator = MiniVRPGenerator(random: SeededGenerator(case: seed))
        let blank = MiniVRP(isTwoStage: isTwoStage)
        let first = generator.config()
        let making = try platform.change(
            from: Self.read(blank, facts), to: platform.parse(generator.text(first, from: blank.running), file: "old"),
            mode: .merge, facts: facts)
        let made = Self.ran(making.commands, on: blank)
        #expect(made.refusals.isEmpty && made.device.running == first, "seed \(seed): making \(made.refusals)")
        start = made.device
        target = generator.config()
        intended = try platform.parse(generator.text(target, from: first), file: "new")
        change = try platform.change(from: Self.read(start, facts), to: intended, mode: .merge, facts: facts)
    }

    static func facts(_ isTwoStage: Bool) -> DeviceFacts {
        DeviceFacts(
            name: "SW-DINAS-01", model: "S5720", serial: nil, version: "V200R019C00SPC500",
            other: ["commit": isTwoStage ? "two-stage" : "immediate", "saved": "yes"])
    }

    static func read(_ device: MiniVRP, _ facts: DeviceFacts) throws -> ConfigTree {
        try VRPPlatform().running(from: ["config": CommandReply(output: device.listing)], facts: facts)
    }

    static func ran(_ commands: [DeviceCommand], on device: MiniVRP) -> (device: MiniVRP, refusals: [String]) {
        var device = device
        let refusals = commands.compactMap { command in
            device.run(
                RuntimeSlot.fill(command.text, push: "7a-x", seconds: 120),
                RuntimeSlot.fill(command.input ?? "", push: "7a-x", seconds: 120))
        }
        return (device, refusals)
    }
}

@Suite struct VRPChangeTests {
    @Test func aChangeArrivesAndReturns() throws {
        for seed in CaseCount.of(150) {
            let device = try VRPCase(seed)
            let done = VRPCase.ran(device.change.commands, on: device.start)
            #expect(done.refusals.isEmpty, "seed \(seed): \(done.refusals)")
            #expect(done.device.running == device.target, "seed \(seed)")
            let after = try VRPCase.read(done.device, device.facts)
            #expect(after.deviations(from: device.change.after).isEmpty, "seed \(seed)")
            let again = try device.platform.change(from: after, to: device.intended, mode: .merge, facts: device.facts)
            #expect(again.isEmpty, "seed \(seed): \(again.commands)")
            let back = VRPCase.ran(device.change.reverse, on: done.device)
            #expect(back.refusals.isEmpty, "seed \(seed): \(back.refusals)")
            #expect(back.device == device.start, "seed \(seed): back")
            let rescue = try device.platform.change(
                from: after, to: device.change.before, mode: .exact, facts: device.facts)
            let rescued = VRPCase.ran(rescue.commands, on: done.device)
            #expect(
                rescued.refusals.isEmpty && rescued.device == device.start, "seed \(seed): exact \(rescued.refusals)")
        }
    }

    @Test func everyFirstPartOfAChangeIsUndone() throws {
        for seed in CaseCount.of(60) {
            let device = try VRPCase(seed)
            for count in 0...device.change.commands.count {
                let part = VRPCase.ran(Array(device.change.commands.prefix(count)), on: device.start).device
                // What was never made can't be taken back, which the device says and which does no harm.
                let back = VRPCase.ran(device.change.reverse + device.change.reverse, on: part).device
                #expect(back == device.start, "seed \(seed): \(count)")
                let rescue = try device.platform.change(
                    from: VRPCase.read(part, device.facts), to: device.change.before, mode: .exact, facts: device.facts)
                let rescued = VRPCase.ran(rescue.commands, on: part)
                #expect(
                    rescued.refusals.isEmpty && rescued.device == device.start,
                    "seed \(seed): \(count) \(rescued.refusals)")
            }
        }
    }

    @Test func aTrialHoldsOnlyWhatWasConfirmed() throws {
        for seed in CaseCount.of(20).map({ $0 * 2 }) {
            let device = try VRPCase(seed)
            guard !device.change.isEmpty else { continue }
            let rollbackGuard = try #require(device.platform.rollbackGuard(for: device.change, facts: device.facts))
            let tried = VRPCase.ran(rollbackGuard.commitCommands, on: device.start)
            #expect(tried.refusals.isEmpty && tried.device.running == device.target, "seed \(seed): \(tried.refusals)")
            var fired = tried.device
            fired.expire()
            #expect(fired == device.start)
            #expect(!VRPCase.ran([rollbackGuard.cancel.commands[0]], on: fired).refusals.isEmpty)
            #expect(VRPCase.ran(rollbackGuard.rollbackNow, on: tried.device).device == device.start)
            var kept = VRPCase.ran([rollbackGuard.cancel.commands[0]], on: tried.device)
            kept.device.expire()
            #expect(kept.refusals.isEmpty && kept.device.running == device.target)
        }
    }

    @Test func aConfigPrintedIsTheSameConfig() throws {
        let config = LineConfig(grammar: VRPGrammar.grammar)
        for seed in CaseCount.of(60) {
            let device = try VRPCase(seed)
            let tree = try VRPCase.read(device.start, device.facts)
            #expect(try config.running(config.text(of: tree)).deviations(from: tree).isEmpty, "seed \(seed)")
        }
    }

    @Test func aReplacedScopeLosesExactlyWhatIsNotNamed() throws {
        let scope = try #require(ReplaceScope("ip route-static"))
        let running =
            "ip route-static 0.0.0.0 0.0.0.0 10.0.0.1\nip route-static 10.1.0.0 255.255.0.0 10.0.0.2\nvlan 10\n"
        let platform = VRPPlatform()
        let change = try platform.change(
            from: platform.parse(running, file: "r"),
            to: platform.parse("ip route-static 0.0.0.0 0 10.0.0.1", file: "i"),
            mode: .replace(scope), facts: VRPCase.facts(false))
        #expect(change.commands.map(\.input) == ["undo ip route-static 10.1.0.0 255.255.0.0 10.0.0.2\n"])
    }
}
