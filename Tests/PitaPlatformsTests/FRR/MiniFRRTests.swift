import Foundation
import PitaDiagnostics
import TestSupport
import Testing

@testable import PitaPlatforms

/// The rules of every platform, on FRRouting on paper.
@Suite struct MiniFRRTests {
    private let platform = FRRPlatform()
    private let facts = DeviceFacts(name: "r", model: "x", serial: nil, version: "8.4.4", other: ["uid": "0"])

    private static let seeds = 0..<Trial.cases(40)

    private func read(_ device: MiniFRR) throws -> ConfigTree {
        try platform.running(from: ["config": CommandReply(output: device.listing)], facts: facts)
    }

    /// The change that makes a running config exactly what a text says.
    private func change(_ running: ConfigTree, to text: String) throws -> DeviceChange {
        let intended = try platform.parse(text, file: "seed")
        let gone = running.objects.filter { intended[$0.id] == nil && FRRTestConfig.isOurs($0.id) }
            .map { ConfigObject(id: $0.id, properties: [:], isAbsent: true) }
        return try platform.change(
            from: running, to: ConfigTree(intended.objects + gone), mode: .exact, facts: facts)
    }

    private func sorted(_ tree: ConfigTree) -> [ConfigObject] { tree.objects.sorted { $0.id < $1.id } }

    /// The config, and what the kernel has on interfaces that are not shut: on others it is nobody's business.
    private func effective(_ tree: ConfigTree) -> [ConfigObject] {
        let shut = tree.objects(in: "interface").filter { $0.properties["shutdown"] != nil }.map(\.id.key)
        return sorted(tree).filter { $0.id.section != FRRGrammar.kernel || !shut.contains($0.id.key) }
    }

    private func device(_ text: String) throws -> MiniFRR {
        var device = MiniFRR()
        for command in try change(try read(device), to: text).commands {
            #expect(device.run(command.text) == 0, "\(command.text)")
            device.learn()
        }
        return device
    }

    @Test func everyChangeArrivesAndReturnsFromEveryFirstPartOfIt() throws {
        for seed in Self.seeds {
            var generator = FRRGenerator(random: SeededGenerator(case: seed))
            let (first, second) = (generator.text(), generator.text())
            let start = try device(first)
            let before = try read(start)
            #expect(try change(before, to: first).isEmpty, "seed \(seed)")
            let change = try change(before, to: second)
            #expect(change.commands.allSatisfy { !$0.text.contains("\n") && $0.input == nil })
            for count in 0...change.commands.count {
                var device = start
                for command in change.commands.prefix(count) {
                    #expect(device.run(command.text) == 0, "seed \(seed): \(command.text)\n\(device.config)")
                }
                if count == change.commands.count {
                    let after = try read(device)
                    #expect(
                        after.deviations(from: change.after).isEmpty,
                        "seed \(seed): \(after.deviations(from: change.after))")
                    #expect(try self.change(after, to: second).isEmpty, "seed \(seed)")
                }
                // Sent twice it does no harm.
                for _ in 0..<2 {
                    for command in change.reverse {
                        #expect(
                            device.run(command.text) == 0, "seed \(seed), \(count): \(command.text)\n\(device.config)")
                    }
                    #expect(
                        effective(try read(device)) == effective(before),
                        "seed \(seed), \(count):\n\(device.config)\n\(start.config)\n\(change.reverse.map(\.text))")
                }
            }
        }
    }

    @Test func fromAnyStateTheExactModeLeadsBack() throws {
        for seed in Self.seeds.prefix(30) {
            var generator = FRRGenerator(random: SeededGenerator(case: seed + 5000))
            var device = try device(generator.text())
            let before = try read(device)
            let change = try change(before, to: generator.text())
            for command in change.commands.prefix(change.commands.count / 2) { _ = device.run(command.text) }
            device.learn()
            let back = try platform.change(from: try read(device), to: change.before, mode: .exact, facts: facts)
            for command in back.commands { #expect(device.run(command.text) == 0, "seed \(seed): \(command.text)") }
            device.learn()
            let left = try read(device).deviations(from: change.before)
            #expect(left.isEmpty, "seed \(seed): \(left)")
        }
    }

    @Test func whatIsPrintedIsReadAsTheSame() throws {
        let config = LineConfig(grammar: FRRGrammar.grammar)
        for seed in Self.seeds {
            var generator = FRRGenerator(random: SeededGenerator(case: seed))
            let tree = try platform.parse(generator.text(), file: "seed")
            let again = try config.tree(config.text(of: tree), file: "again", isRunning: false)
            #expect(sorted(again) == sorted(tree), "seed \(seed):\n\(config.text(of: tree))")
        }
    }
}
