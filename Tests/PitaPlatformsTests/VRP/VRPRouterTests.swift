import PitaDiagnostics
import TestSupport
import Testing

@testable import PitaPlatforms

/// Random changes of a router that knows what its lines drop, refuse and take back, and shares nothing with the tables.
@Suite struct VRPRouterTests {
    private let platform = VRPPlatform()
    private let facts = VRPTextTests.facts

    private func read(_ config: MiniVRPRouter.Config) throws -> ConfigTree {
        try platform.running(from: ["config": CommandReply(output: config.listing)], facts: facts)
    }

    private func ran(_ commands: [DeviceCommand], on config: MiniVRPRouter.Config) -> (MiniVRPRouter, [String]) {
        var device = MiniVRPRouter(config)
        let refusals = commands.compactMap { device.run($0.input ?? "") }
        return (device, refusals)
    }

    @Test func `a change makes the router as intended, and its rollback restores it`() throws {
        var count = 0
        for seed in CaseCount.of(120) {
            var generator = MiniVRPRouterGenerator(random: SeededGenerator(case: seed + 7_000))
            let (start, target) = (generator.config(), generator.config())
            let text = target.lines(beside: start).joined(separator: "\n")
            let running = try read(start)
            let change: DeviceChange
            do {
                change = try platform.accountedChange(
                    from: running, to: platform.parse(text, file: "i"), mode: .merge, facts: facts)
            } catch {
                Issue.record("seed \(seed): \(error)\n\(text)")
                continue
            }
            let (done, refusals) = ran(change.commands, on: start)
            #expect(refusals.isEmpty, "seed \(seed): \(refusals)")
            #expect(done.config == target, "seed \(seed)")
            let deviations = try read(done.config).deviations(from: change.after)
            #expect(deviations.isEmpty, "seed \(seed): \(deviations)\n\(text)")
            let (back, unwilling) = ran(change.reverse, on: done.config)
            #expect(unwilling.isEmpty, "seed \(seed): back \(unwilling)")
            #expect(back.config == start, "seed \(seed): back")
            count += change.commands.count + change.reverse.count
        }
        print("VRP: \(count) commands on a small router, there and back")
    }
}
