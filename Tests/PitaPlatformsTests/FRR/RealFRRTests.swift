import Foundation
import PitaDiagnostics
import TestSupport
import Testing

@testable import PitaPlatforms

@Suite(.enabled(if: Machine.hasFRR, "a router of one's own needs root and FRRouting"), .serialized)
struct RealFRRTests {
    private let platform = FRRPlatform()

    private func exact(_ running: ConfigTree, to text: String, _ facts: DeviceFacts) throws -> DeviceChange {
        let intended = try platform.parse(text, file: "seed")
        let gone = running.objects.filter { intended[$0.id] == nil && FRRTestConfig.isOurs($0.id) }
            .map { ConfigObject(id: $0.id, properties: [:], isAbsent: true) }
        return try platform.change(from: running, to: ConfigTree(intended.objects + gone), mode: .exact, facts: facts)
    }

    private func config(_ tree: ConfigTree) -> [ConfigObject] {
        tree.objects.filter { $0.id.section != FRRGrammar.kernel }.sorted { $0.id < $1.id }
    }

    @Test func everyChangeArrivesAndReturnsFromAnyPartOfIt() throws {
        let device = try RealFRR()
        defer { device.remove() }
        #expect(device.facts.version.hasPrefix("8.") || device.facts.version.hasPrefix("9."))
        for seed in 0..<Trial.cases(3) {
            var generator = FRRGenerator(random: SeededGenerator(case: seed + 100))
            let text = generator.text()
            let before = try device.read()
            let change = try exact(before, to: text, device.facts)
            let part = Int.random(in: 0...change.commands.count, using: &generator.random)
            for count in [part, change.commands.count] {
                try device.send(Array(change.commands.prefix(count)))
                if count == change.commands.count {
                    let after = try device.settled { $0.deviations(from: change.after).isEmpty }
                    #expect(
                        after.deviations(from: change.after).isEmpty,
                        "seed \(seed): \(after.deviations(from: change.after))")
                    #expect(try exact(after, to: text, device.facts).isEmpty, "seed \(seed)")
                }
                try device.send(change.reverse)
                let back = try device.settled { config($0) == config(before) }
                #expect(
                    config(back) == config(before), "seed \(seed), \(count): \(back.deviations(from: change.before))")
            }
            try device.send(change.commands)
            _ = try device.settled { $0.deviations(from: change.after).isEmpty }
        }
    }

    @Test func theKernelHasWhatWasSaidAndNotWhatWasTakenBack() throws {
        let device = try RealFRR()
        defer { device.remove() }
        func push(_ text: String) throws -> DeviceChange {
            let change = try platform.change(
                from: try device.read(), to: try platform.parse(text, file: "t"), mode: .merge, facts: device.facts)
            try device.send(change.commands)
            let after = try device.settled { $0.deviations(from: change.after).isEmpty }
            #expect(after.deviations(from: change.after).isEmpty, "\(after.deviations(from: change.after))")
            return change
        }
        let first = try push(
            "interface eth1\n ip address 10.23.0.1/24\n ip address 10.23.0.2/24\nexit\nip route 10.50.0.0/16 10.23.0.9\n"
        )
        let route = device.output("ip route show 10.50.0.0/16") { !$0.isEmpty }
        #expect(route.contains("via 10.23.0.9 dev eth1"), "\(route)")
        let second = try push("interface eth1\n no ip address 10.23.0.1/24\n")
        let left = device.shell.run("ip -br address show dev eth1").output
        #expect(left.contains("10.23.0.2/24") && !left.contains("10.23.0.1/24"), "\(left)")
        try device.send(second.reverse + first.reverse)
        let gone = device.output("ip -br -4 address show dev eth1; ip route show 10.50.0.0/16") { !$0.contains("10.") }
        #expect(!gone.contains("10."), "\(gone)")
    }

    @Test func textFromPeopleArrivesAsItIs() throws {
        let device = try RealFRR()
        defer { device.remove() }
        for text in [
            "$(reboot) `id` ; |include x", "! # ? \\ 'a' \"b\"", "é 漢 no exit end", "a |", "configure terminal",
            String(repeating: "x", count: 1000),
        ] {
            let quoted = try platform.quoted(text)
            let intended = try platform.parse("interface eth2\n description \(quoted)\n", file: "t")
            try device.send(
                try platform.change(from: try device.read(), to: intended, mode: .merge, facts: device.facts).commands)
            let eth2 = try device.read()[ObjectID(section: "interface", key: "eth2")]
            #expect(eth2?.properties["description"] == quoted)
        }
    }

    @Test func whatIsRefusedIsSeen() throws {
        let device = try RealFRR()
        defer { device.remove() }
        for line in ["ip address 10.0.0.300/24", "ip address 224.0.0.1/24", "no ip address 10.7.0.1/24", "frobnicate"] {
            let reply = device.shell.run(
                "vtysh -c 'configure terminal' -c 'interface eth1' -c '\(line)' -c 'description x'")
            #expect(platform.rejection(in: reply) != nil, "\(line)")
        }
        #expect(try device.read()[ObjectID(section: "interface", key: "eth1")] == nil)
    }

    @Test func theWayBackUndoesAndTheConfigIsSaved() throws {
        let device = try RealFRR()
        defer { device.remove() }
        var facts = device.facts
        facts.other["run-directory"] = "/tmp/\(device.shell.namespace ?? "")/run"
        let before = try device.read()
        let change = try platform.change(
            from: before, to: try platform.parse("interface eth1\n ip address 10.23.0.1/24\n", file: "t"), mode: .merge,
            facts: facts)
        let rollbackGuard = try #require(platform.rollbackGuard(for: change, facts: facts))
        for command in rollbackGuard.arm { #expect(device.shell.run(command, seconds: 1).exitStatus == 0) }
        #expect(
            device.shell.run(rollbackGuard.verification.command).output.contains(rollbackGuard.verification.mustContain)
        )
        try device.send(change.commands)
        let back = try device.settled { config($0) == config(before) }
        #expect(config(back) == config(before))
        try device.send(change.commands + platform.saving(change, facts: facts))
        let saved = device.shell.run("cat /tmp/\(device.shell.namespace ?? "")/run/frr.conf").output
        #expect(saved.contains("ip address 10.23.0.1/24"), "\(saved)")
        // A disk that takes nothing: `vtysh` says that it wrote, and the file holds what ran before.
        try device.send(
            try platform.change(
                from: try device.read(), to: try platform.parse("interface eth1\n bandwidth 10\n", file: "t"),
                mode: .merge,
                facts: facts
            ).commands)
        let directory = "/tmp/\(device.shell.namespace ?? "")"
        _ = device.shell.run(
            """
            mv \(directory)/bin/vtysh \(directory)/vtysh
            printf '#!/bin/sh\ncase $2 in "write memory") echo "Integrated configuration saved to \(directory)/run/frr.conf";; \
            *) exec \(directory)/vtysh "$@";; esac\n' > \(directory)/bin/vtysh
            chmod 755 \(directory)/bin/vtysh
            """)
        let refused = device.shell.run(platform.saving(change, facts: facts)[0])
        #expect(platform.rejection(in: refused) != nil)
    }
}
