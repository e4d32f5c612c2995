import Foundation
import PitaDiagnostics
import TestSupport
import Testing

@testable import PitaPlatforms

/// Each rule of FRRouting's tables on a router of one's own: what Pita predicts is what the device shows, forward and back.
@Suite(.enabled(if: Machine.hasFRR, "a router of one's own needs root and FRRouting"), .serialized)
struct FRRTableTests {
    private let platform = FRRPlatform()

    private static let names = ((try? FRRTestConfig.rounds()) ?? []).map(\.name)

    private func shown(_ tree: ConfigTree) -> [ConfigObject] {
        tree.objects.filter { $0.id.section != FRRGrammar.kernel && !$0.isAbsent }.sorted { $0.id < $1.id }
    }

    /// What differs, an object a line: what the device has, and what it should have.
    private func differences(_ is_: ConfigTree, _ expected: ConfigTree) -> String {
        let difference = TreeDifference(from: ConfigTree(shown(expected)), to: ConfigTree(shown(is_)))
        return difference.differences(from: expected, to: is_).map { part in
            let (want, have) = (part.before ?? [:], part.after ?? [:])
            let names = Set(want.keys).union(have.keys).sorted().filter { want[$0] != have[$0] }
            return "\(part.id): "
                + names.map { "[\($0)] should be \(want[$0] ?? "-"), is \(have[$0] ?? "-")" }.joined(separator: "; ")
                + (part.after == nil ? " GONE" : part.before == nil ? " NEW" : "")
        }.joined(separator: "\n")
    }

    /// Makes the change that a text asks for, compares, goes back by the way back, compares, and makes it again.
    private func there(
        _ text: String, on device: RealFRR, _ what: String, again: Bool = true
    ) throws -> ConfigTree {
        let before = try device.read()
        let change = try platform.accountedChange(
            from: before, to: try platform.parse(text, file: what), mode: .merge, facts: device.facts)
        #expect(change.irreversible.isEmpty, "\(what)")
        for command in change.commands {
            let reply = device.shell.run(command)
            #expect(reply.exitStatus == 0, "\(what): \(command.text)\n\(reply.output)\(reply.errorOutput)")
        }
        let after = try device.read()
        var expected = before
        for object in change.after.objects { expected[object.id] = object.isAbsent ? nil : object }
        let wrong = differences(after, expected)
        #expect(wrong.isEmpty, "\(what), forward:\n\(wrong)")
        for command in change.reverse {
            let reply = device.shell.run(command)
            #expect(reply.exitStatus == 0, "\(what), back: \(command.text)\n\(reply.output)\(reply.errorOutput)")
        }
        let left = differences(try device.read(), before)
        #expect(left.isEmpty, "\(what), back:\n\(left)")
        guard again else { return before }
        for command in change.commands { _ = device.shell.run(command) }
        return try device.read()
    }

    @Test(arguments: names)
    func `what each rule predicts is what the device shows, forward and back, from unset and from set`(
        _ name: String
    ) throws {
        let round = try #require(try FRRTestConfig.rounds().first { $0.name == name })
        if let only = ProcessInfo.processInfo.environment["PITA_ROUND"], only != name { return }
        let device = try RealFRR(RealFRR.all)
        defer { device.remove() }
        // Blocks that were once entered are shown though nothing stands in them; they say nothing.
        try device.load(round.setup)
        _ = try there(round.text { $0.first }, on: device, "\(name): set")
        _ = try there(
            round.text { $0.second ?? ($0.isHead ? $0.first : nil) }, on: device, "\(name): another value", again: false
        )
        _ = try there(round.text { $0.undone }, on: device, "\(name): unset")
        print(
            "\(name): \(round.lines.count { !$0.isHead }) lines, \(round.lines.count { $0.second != nil }) of two values"
        )
    }
}
