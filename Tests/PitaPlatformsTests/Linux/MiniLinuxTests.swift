import Foundation
import PitaDiagnostics
import PitaPlatforms
import TestSupport
import Testing

/// The generated cases that each property is tried on.
enum CaseCount {
    static func of(_ standard: Int) -> Range<Int> { 0..<Trial.cases(standard) }
}

/// A generated router and what it is to become.
struct RouterCase {
    static let facts = DeviceFacts(name: "r", model: "x", serial: nil, version: "6.1.0", other: ["uid": "0"])
    let platform = LinuxPlatform()
    var facts = Self.facts
    var generator: RouterGenerator
    let start: MiniLinux
    /// The lines that made the router, and those that are wanted.
    let lines: (old: [RouterGenerator.Line], new: [RouterGenerator.Line])
    let intended: ConfigTree
    let change: DeviceChange

    init(_ seed: Int) throws {
        generator = RouterGenerator(random: SeededGenerator(case: seed))
        if seed % 5 == 0 { facts.other["uid"] = "1000" }
        let (old, new) = (generator.lines(), generator.lines())
        lines = (old, new)
        start = try Self.made(of: old.map(\.line), facts: facts)
        intended = try platform.parse(RouterGenerator.text(from: old, to: new), file: "new")
        change = try platform.change(from: Self.read(start), to: intended, mode: .merge, facts: facts)
    }

    /// A router that was made of nothing by lines.
    static func made(of lines: [String], facts: DeviceFacts = Self.facts) throws -> MiniLinux {
        let platform = LinuxPlatform()
        let tree = try platform.parse(lines.joined(separator: "\n") + "\n", file: "lines")
        let making = try platform.change(from: ConfigTree(), to: tree, mode: .merge, facts: facts)
        let made = ran(making.commands, on: MiniLinux())
        #expect(made.refusals.isEmpty, "making \(made.refusals)")
        return made.router
    }

    /// The lines of the router after a merge: what is wanted, with the options of a class that only the old line names.
    /// The kernel does not show the priority and the quantum of a class with children, so nobody could keep them.
    var merged: [String] {
        lines.new.map { line in
            guard let old = lines.old.first(where: { $0.key == line.key }), line.key.contains(" class ") else {
                return line.line
            }
            let (device, id) = (old.key.split(separator: " ")[0], old.key.split(separator: " ")[2])
            let isInner = lines.old.contains { $0.line.hasPrefix("class replace dev \(device) parent \(id) ") }
            let kept = RouterGenerator.options(of: old.line).filter { option in
                !line.line.contains(" \(option.name) ") && (!isInner || option.name == "burst")
            }
            return line.line + kept.map { " \($0.name) \($0.value)" }.joined()
        }
    }

    static func read(_ router: MiniLinux) throws -> ConfigTree {
        try LinuxPlatform().running(from: ["config": CommandReply(output: router.listing)], facts: facts)
    }

    static func ran(_ commands: some Sequence<DeviceCommand>, on router: MiniLinux) -> (
        router: MiniLinux, refusals: [String]
    ) {
        var router = router
        let shell = MiniShell { router.run($0) }
        var refusals: [String] = []
        for command in commands where shell.run(command.text).status != 0 {
            refusals += shell.refusals + [command.text]
        }
        return (router, refusals)
    }
}

@Suite struct MiniLinuxTests {
    @Test func commandsLeadToTheIntendedConfigAndTheReverseLeadsBack() throws {
        for seed in CaseCount.of(120) {
            let router = try RouterCase(seed)
            let done = RouterCase.ran(router.change.commands, on: router.start)
            #expect(done.refusals.isEmpty, "seed \(seed): \(done.refusals)")
            let after = try RouterCase.read(done.router)
            #expect(after.deviations(from: router.change.after).isEmpty, "seed \(seed)")
            let expected = try RouterCase.made(of: router.merged)
            #expect(done.router == expected, "seed \(seed): merged")
            let touched = Set(router.change.after.objects.map(\.id))
            let rest = ConfigTree(try RouterCase.read(router.start).objects.filter { !touched.contains($0.id) })
            #expect(after.deviations(from: rest).isEmpty, "seed \(seed): untouched")
            let again = try router.platform.change(
                from: after, to: router.intended, mode: .merge, facts: router.facts)
            #expect(again.isEmpty, "seed \(seed): \(again.commands.map(\.text))")
            let back = RouterCase.ran(router.change.reverse + router.change.reverse, on: done.router)
            #expect(back.refusals.isEmpty, "seed \(seed): \(back.refusals)")
            #expect(back.router == router.start, "seed \(seed): back")
        }
    }

    @Test func afterAnyPartOfTheCommandsTheReverseAndAnExactChangeLeadBack() throws {
        for seed in CaseCount.of(60) {
            var router = try RouterCase(seed)
            let cut = Int.random(in: 0...router.change.commands.count, using: &router.generator.random)
            let part = RouterCase.ran(router.change.commands.prefix(cut), on: router.start).router
            let back = RouterCase.ran(router.change.reverse, on: part)
            #expect(back.refusals.isEmpty, "seed \(seed), \(cut) commands: \(back.refusals)")
            #expect(back.router == router.start, "seed \(seed), \(cut) commands: reverse")
            let rescue = try router.platform.change(
                from: RouterCase.read(part), to: router.change.before, mode: .exact, facts: router.facts)
            let rescued = RouterCase.ran(rescue.commands, on: part)
            #expect(rescued.refusals.isEmpty, "seed \(seed), \(cut) commands: \(rescued.refusals)")
            #expect(rescued.router == router.start, "seed \(seed), \(cut) commands: exact")
        }
    }
}
