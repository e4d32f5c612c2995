import Foundation
import PitaDiagnostics
import TestSupport
import Testing

@testable import PitaPlatforms

/// Each rule of FRRouting's tables on a router of one's own: what Pita predicts is what the device shows, forward and back.
@Suite(.enabled(if: Machine.hasFRR, "a router of one's own needs root and FRRouting"), .serialized)
struct FRRTableTests {
    private let platform = FRRPlatform()
    /// Whether each command runs as it is, in a shell of its own: as the device gets it, and ten times as slow.
    private let isWhole = Trial.cases(1) > 1

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

    /// Sends commands, and says what is wrong: a refusal, or a config that is not the one expected.
    private func sent(_ commands: [DeviceCommand], to expected: ConfigTree, on device: RealFRR) throws -> String {
        if isWhole {
            for command in commands {
                let reply = device.shell.run(command)
                guard reply.exitStatus != 0 else { continue }
                return "\(command.text)\n\(reply.output)\(reply.errorOutput)"
            }
        } else if let (command, reply) = FRRBatch(shell: device.shell).run(commands) {
            return "\(command.text)\n\(reply.output)\(reply.errorOutput)"
        }
        // What reaches the kernel does so some milliseconds later.
        return differences(try device.settled { differences($0, expected).isEmpty }, expected)
    }

    /// Makes the change that a text asks for, compares, goes back by the rollback, compares, and makes it again.
    private func there(_ text: String, on device: RealFRR, _ what: String, again: Bool = true) throws -> Bool {
        let before = try device.read()
        let change = try platform.accountedChange(
            from: before, to: try platform.parse(text, file: what), mode: .merge, facts: device.facts)
        #expect(change.irreversible.isEmpty, "\(what)")
        var expected = before
        for object in change.after.objects { expected[object.id] = object.isAbsent ? nil : object }
        let wrong = try sent(change.commands, to: expected, on: device)
        #expect(wrong.isEmpty, "\(what), forward:\n\(wrong)")
        let left = try sent(change.reverse, to: before, on: device)
        #expect(left.isEmpty, "\(what), back:\n\(left)")
        if again { _ = try sent(change.commands, to: expected, on: device) }
        return wrong.isEmpty && left.isEmpty
    }

    /// The three steps of a round, and the lines beside it; whether all went as predicted.
    private func run(_ round: FRRTestConfig.Round, on device: RealFRR) throws -> Bool {
        let before = try device.read()
        try device.load(round.setup)
        var isRight = try there(round.text { $0.first }, on: device, "\(round.name): set")
        isRight =
            try there(
                round.text { $0.second ?? ($0.isHead ? $0.first : nil) }, on: device, "\(round.name): another value",
                again: false) && isRight
        if !round.beside.isEmpty {
            isRight = try there(round.beside, on: device, "\(round.name): beside", again: false) && isRight
        }
        isRight = try there(round.text { $0.undone }, on: device, "\(round.name): unset") && isRight
        // What stood there before the round is taken away, for the next one.
        let rest = try device.read()
        let gone = rest.objects.filter { before[$0.id] == nil && FRRTestConfig.isOurs($0.id) }
            .map { ConfigObject(id: $0.id, properties: [:], isAbsent: true) }
        let cleaning = try platform.change(
            from: rest, to: ConfigTree(shown(before) + gone), mode: .exact, facts: device.facts)
        let left = try sent(cleaning.commands, to: before, on: device)
        #expect(left.isEmpty, "\(round.name), taken away:\n\(left)")
        return isRight
    }

    @Test func `what each rule predicts is what the device shows, forward and back, from unset and from set`() throws {
        // One round by its name; none for all.
        let only = ProcessInfo.processInfo.environment["PITA_ROUND"]
        var coverage = FRRCoverage()
        var device = try RealFRR(RealFRR.all)
        defer { device.remove() }
        for name in try FRRTestConfig.rounds().map(\.name) where only.map({ $0 == name }) ?? true {
            let round = try #require(try FRRTestConfig.rounds(in: device.directory + "/run").first { $0.name == name })
            let start = ContinuousClock.now
            var isRight = false
            do {
                isRight = try run(round, on: device)
            } catch { Issue.record("\(name): \(error)") }
            print("FRR \(name): \(round.lines.count { !$0.isHead }) lines, \(ContinuousClock.now - start)")
            if isRight {
                try coverage.add(round)
            } else {
                // What it left must not be laid to the next one.
                device.remove()
                device = try RealFRR(RealFRR.all)
            }
        }
        guard only == nil else { return }
        let tally = coverage.tally()
        print("FRR: \(tally)")
        #expect(tally.open.isEmpty, "neither proven nor excused:\n\(tally.open.joined(separator: "\n"))")
        #expect(tally.proven + tally.excused.values.reduce(0, +) == tally.rules)
        #expect(tally.proven >= FRRCoverage.least)
    }

    @Test func `a router that a test run left behind is taken away by the next one`() throws {
        let device = try RealFRR()
        defer { device.remove() }
        // The name of a router says whose it is: here that of a process that has ended.
        let ended = DeviceShell().run("printf $$").output
        let name = "frr-\(ended)-7"
        let left = DeviceShell().run(
            """
            ip netns add \(name); mkdir -p /tmp/\(name)/run && chown frr /tmp/\(name)/run
            ip netns exec \(name) /usr/lib/frr/zebra -d -P 0 --vty_socket /tmp/\(name)/run -i /tmp/\(name)/run/zebra.pid \
              -z /tmp/\(name)/run/zserv.api -f /tmp/\(name)/run/none.conf >/dev/null 2>&1
            cat /tmp/\(name)/run/zebra.pid
            """)
        let process = left.output.trimmingCharacters(in: .whitespacesAndNewlines)
        let daemon = try #require(pid_t(process), "\(left.errorOutput)")
        #expect(kill(daemon, 0) == 0)
        RealFRR.clean()
        for _ in 0..<3000 where kill(daemon, 0) == 0 { usleep(20_000) }
        #expect(kill(daemon, 0) != 0)
        #expect(DeviceShell().run("ip netns list | grep -w \(name) || ls -d /tmp/\(name)").exitStatus != 0)
        #expect(device.isThere)
    }
}
