import PitaDiagnostics
import Testing

@testable import PitaPlatforms

/// Changes between random configs of Arista and Ruijie, carried out by a small device of its own.
@Suite struct DialectRoundTripTests {
    private func facts(_ dialect: IOSDialect) -> DeviceFacts {
        DeviceFacts(name: "sw-uji", model: "x", serial: nil, version: "4.29.2F", other: ["family": dialect.rawValue])
    }

    private func tree(_ device: MiniDialect, _ platform: IOSPlatform) throws -> ConfigTree {
        try platform.running(from: ["config": CommandReply(output: device.config)], facts: facts(platform.dialect))
    }

    /// The config of the second, and that nothing else of the first is there.
    private func goal(_ from: ConfigTree, _ to: ConfigTree) -> ConfigTree {
        let gone = from.objects.filter { object in
            to[object.id] == nil
                && (object.id.section != "interface" || IOSInterfaceName.keeper(object.id.key) == nil)
        }
        return ConfigTree(
            to.objects + gone.map { ConfigObject(id: $0.id, properties: [:], isAbsent: true) })
    }

    private func send(_ commands: some Sequence<DeviceCommand>, to device: inout MiniDialect) -> Bool {
        for command in commands {
            let answer = device.configure(command.input ?? "")
            guard answer.isRefused else { continue }
            Issue.record("\(answer.line): \(answer.output), of\n\(command.input ?? "")")
            return false
        }
        return true
    }

    @Test(arguments: [IOSDialect.eos, .rgos], 0..<IOSRoundTripTests.cases)
    func `a change leads to the intended config, and its reverse back`(_ dialect: IOSDialect, _ seed: Int) throws {
        let platform = IOSPlatform(dialect: dialect)
        let (old, new) = (
            MiniDialect(eos: dialect == .eos, seed: 2 * seed), MiniDialect(eos: dialect == .eos, seed: 2 * seed + 1)
        )
        let (from, to) = try (tree(old, platform), tree(new, platform))
        let facts = facts(dialect)
        let change = try platform.change(from: from, to: goal(from, to), mode: .exact, facts: facts)
        var device = old
        guard send(change.commands, to: &device) else { return }
        #expect(device.config == new.config)
        let read = try tree(device, platform)
        let deviations = read.deviations(from: change.after, on: platform)
        #expect(deviations.isEmpty, "\(deviations.map { "\($0)" }.joined(separator: "\n"))")
        #expect(try platform.change(from: read, to: goal(read, to), mode: .exact, facts: facts).isEmpty)
        guard send(change.reverse, to: &device) else { return }
        #expect(device.config == old.config)
        #expect(try tree(device, platform).deviations(from: change.before, on: platform).isEmpty)
    }

    @Test(arguments: [IOSDialect.eos, .rgos], 0..<IOSRoundTripTests.cases / 4)
    func `any first part of a change is led back`(_ dialect: IOSDialect, _ seed: Int) throws {
        let platform = IOSPlatform(dialect: dialect)
        let (old, new) = (
            MiniDialect(eos: dialect == .eos, seed: 3 * seed + 7), MiniDialect(eos: dialect == .eos, seed: 3 * seed + 8)
        )
        let (from, to) = try (tree(old, platform), tree(new, platform))
        let change = try platform.change(from: from, to: goal(from, to), mode: .exact, facts: facts(dialect))
        for count in 0...change.commands.count {
            var device = old
            guard send(change.commands.prefix(count), to: &device) else { return }
            let back = try platform.change(
                from: tree(device, platform), to: change.before, mode: .exact, facts: facts(dialect))
            guard send(back.commands, to: &device) else { return }
            #expect(device.config == old.config, "after \(count) of \(change.commands.count) commands")
        }
    }

    @Test(
        arguments: [IOSDialect.eos, .rgos],
        [
            "switchport", "switchport\nswitchport mode access\nswitchport access vlan 10",
            "switchport\nswitchport mode trunk",
        ])
    func `the first line of a switch port on a routed one reads back as predicted`(
        _ dialect: IOSDialect, _ lines: String
    ) throws {
        let platform = IOSPlatform(dialect: dialect)
        let (port, address) =
            dialect == .eos ? ("Ethernet2", "10.200.0.1/24") : ("GigabitEthernet0/1", "10.200.0.1 255.255.255.0")
        var device = MiniDialect(eos: dialect == .eos, seed: 5)
        let words = ["switchport mode", "switchport access vlan", "switchport trunk allowed vlan", "ip address"]
        let routed =
            ["vlan 10", "interface \(port)"] + words.map { "no \($0)" } + ["no switchport", "ip address \(address)"]
        let said = device.configure(routed.joined(separator: "\n"))
        try #require(!said.isRefused, "\(said)")
        let (old, from) = (device, try tree(device, platform))
        #expect(from[ObjectID(section: "interface", key: port)]?.properties["switchport"] == LineTree.off)
        let change = try platform.accountedChange(
            from: from, to: platform.parse("interface \(port)\n \(lines.replacing("\n", with: "\n "))\n", file: "t"),
            mode: .merge,
            facts: facts(dialect))
        guard send(change.commands, to: &device) else { return }
        let read = try tree(device, platform)
        #expect(read.deviations(from: change.after, on: platform).isEmpty, "\(change.commands.map(\.input))")
        let after = read[ObjectID(section: "interface", key: port)]?.properties
        #expect(after?["switchport"] == nil && after?["ip address"] == nil)
        #expect(after?["switchport mode"] == (lines.hasSuffix("trunk") ? "trunk" : nil))
        guard send(change.reverse, to: &device) else { return }
        #expect(device.config == old.config)
    }
}
