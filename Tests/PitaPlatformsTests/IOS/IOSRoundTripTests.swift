import Foundation
import PitaDiagnostics
import TestSupport
import Testing

@testable import PitaPlatforms

/// Changes between random configs, carried out by a small device of its own.
@Suite struct IOSRoundTripTests {
    private let platform = IOSPlatform()
    private let facts = DeviceFacts(
        name: "sw-uji", model: "C9300", serial: nil, version: "16.9.3",
        other: ["family": "ios-xe", "revert-timer": "yes"])

    static let cases = Trial.cases(24)

    private func device(_ seed: Int) throws -> MiniIOS {
        var generator = IOSOfficeGenerator(seed)
        var device = MiniIOS()
        let answer = device.configure(generator.lines().joined(separator: "\n"))
        try #require(!answer.isRefused, "the generator writes what no device takes: \(answer.line): \(answer.output)")
        return device
    }

    private func tree(_ device: MiniIOS) throws -> ConfigTree {
        try platform.running(from: ["config": CommandReply(output: device.config)], facts: facts)
    }

    /// The config of the second, and that nothing else of the first is there.
    private func goal(_ from: ConfigTree, _ to: ConfigTree) -> ConfigTree {
        ConfigTree(
            to.objects
                + from.objects.filter { to[$0.id] == nil && LineGrammar.ios.isRemovable($0.id) }.map {
                    ConfigObject(id: $0.id, properties: [:], isAbsent: true)
                })
    }

    @discardableResult
    private func send(_ commands: some Sequence<DeviceCommand>, to device: inout MiniIOS, mayFail: Bool = false) -> Bool
    {
        for command in commands {
            #expect(command.text == "configure terminal")
            let answer = device.configure(command.input ?? "")
            guard answer.isRefused else { continue }
            #expect(platform.rejection(in: CommandReply(output: answer.output)) != nil, "\(answer.output)")
            if !mayFail {
                Issue.record("\(answer.line): \(answer.output), of\n\(command.input ?? "")")
                return false
            }
        }
        return true
    }

    @Test(arguments: 0..<cases)
    func `a change leads to the intended config, and its reverse back`(_ seed: Int) throws {
        let (old, new) = try (device(2 * seed), device(2 * seed + 1))
        let (from, to) = try (tree(old), tree(new))
        let change = try platform.change(from: from, to: goal(from, to), mode: .exact, facts: facts)
        var device = old
        guard send(change.commands, to: &device) else { return }
        #expect(device.config == new.config)
        let read = try tree(device)
        let deviations = read.deviations(from: change.after, on: platform)
        #expect(deviations.isEmpty, "\(deviations.map { "\($0)" }.joined(separator: "\n"))")
        #expect(try platform.change(from: read, to: goal(read, to), mode: .exact, facts: facts).isEmpty)
        send(change.reverse, to: &device)
        #expect(device.config == old.config)
        let left = try tree(device).deviations(from: change.before, on: platform)
        #expect(left.isEmpty, "\(left.map { "\($0)" }.joined(separator: "\n"))")
        // What is there no more can't be taken away again.
        send(change.reverse, to: &device, mayFail: true)
        #expect(device.config == old.config)
    }

    @Test(arguments: 0..<cases / 2)
    func `any first part of a change is led back`(_ seed: Int) throws {
        let (old, new) = try (device(3 * seed + 7), device(3 * seed + 8))
        let (from, to) = try (tree(old), tree(new))
        let change = try platform.change(from: from, to: goal(from, to), mode: .exact, facts: facts)
        for count in 0...change.commands.count {
            var device = old
            guard send(change.commands.prefix(count), to: &device) else { return }
            let back = try platform.change(from: tree(device), to: change.before, mode: .exact, facts: facts)
            guard send(back.commands, to: &device) else { return }
            #expect(device.config == old.config, "after \(count) of \(change.commands.count) commands")
            var other = old
            send(change.commands.prefix(count), to: &other)
            for _ in 0..<2 { send(change.reverse, to: &other, mayFail: true) }
            #expect(other.config == old.config, "reverse after \(count) of \(change.commands.count) commands")
        }
    }

    @Test(arguments: 0..<cases)
    func `a printed config is read as the same`(_ seed: Int) throws {
        let tree = try tree(device(seed))
        let text = LineConfig(grammar: .ios).text(of: tree)
        let again = try LineConfig(grammar: .ios).running(text)
        #expect(again.deviations(from: tree).isEmpty)
        #expect(Set(again.objects.map(\.id)) == Set(tree.objects.map(\.id)))
    }
}

extension LineGrammar {
    /// Whether an object can be taken away as a whole.
    fileprivate func isRemovable(_ id: ObjectID) -> Bool {
        id.section != "interface" || IOSInterfaceName.keeper(id.key) == nil
    }
}
