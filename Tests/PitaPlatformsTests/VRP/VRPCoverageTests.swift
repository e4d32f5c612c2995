import PitaDiagnostics
import PitaNetwork
import Testing

@testable import PitaPlatforms

/// A device that keeps sets of VLANs by the words before them; lines add, and `undo` takes away.
private struct VLANDevice {
    private(set) var sets: [String: Set<Int>]
    /// The words of each set, and those by which it is taken from.
    private let words: [(name: String, taken: String)]

    init(_ name: String, _ taken: String?, _ start: Set<Int>) {
        sets = [name: start]
        words = [(name, taken ?? "undo \(name)")]
    }

    mutating func take(_ line: String) {
        for (name, taken) in words {
            let isTaken = line.hasPrefix(taken + " ")
            guard isTaken || line.hasPrefix(name + " ") else { continue }
            let list = line.dropFirst((isTaken ? taken : name).count + 1).split(separator: " ").map(String.init)
            var (ids, index) = (Set<Int>(), 0)
            while index < list.count {
                let first = Int(list[index]) ?? 0
                let isRange = index + 2 < list.count && list[index + 1] == "to"
                ids.formUnion(first...(isRange ? Int(list[index + 2]) ?? 0 : first))
                index += isRange ? 3 : 1
            }
            if isTaken { sets[name]?.subtract(ids) } else { sets[name]?.formUnion(ids) }
        }
    }
}

/// Each rule of VRP's tables there and back, whatever its kind: none is left out, and the sums say so.
@Suite struct VRPCoverageTests {
    private let tables = VRPRuleTests()

    /// What became of a rule.
    private enum Outcome: Hashable, CustomStringConvertible {
        case proven(String)
        /// What Pita refuses to send, so that nothing of it is to be led back.
        case refused(String)
        /// Rows of a table that several kinds of block share, where one has no such line.
        case idle(String)
        case wrong

        var description: String {
            switch self {
            case .proven(let what): "proven (\(what))"
            case .refused(let what): "refused (\(what))"
            case .idle(let what): "idle (\(what))"
            case .wrong: "wrong"
            }
        }
    }

    @Test func `each rule's line comes, changes and goes, and the rollback restores what ran`() throws {
        var outcomes: [Outcome: Int] = [:]
        var changes = 0
        for (section, rule) in VRPRuleTests.rules {
            let outcome: Outcome =
                switch rule.kind {
                case .group: try group(rule, in: section, &changes)
                case .tail: try tail(rule, in: section, &changes)
                case .vlans(let style): try vlans(rule, style, in: section, &changes)
                case .words: try words(rule, in: section, &changes)
                default: try line(rule, in: section, &changes)
                }
            outcomes[outcome, default: 0] += 1
        }
        let count = { (isIn: (Outcome) -> Bool) in outcomes.filter { isIn($0.key) }.values.reduce(0, +) }
        let proven = count { if case .proven = $0 { true } else { false } }
        let refused = count { if case .refused = $0 { true } else { false } }
        let idle = count { if case .idle = $0 { true } else { false } }
        let figures = outcomes.map { "\($0.key) \($0.value)" }.sorted().joined(separator: ", ")
        print("VRP: \(VRPRuleTests.rules.count) rules, \(proven) there and back in \(changes) changes: \(figures)")
        #expect(outcomes[.wrong] == nil)
        #expect(proven + refused + idle == VRPRuleTests.rules.count)
        #expect(proven >= 1200 && changes > 3000)
        // Few may be excused: a rule that is made one of these is looked at.
        #expect(refused <= 40 && idle <= 12, "\(outcomes)")
    }

    /// Goes from one state of a block to another and back, on a device that knows no rules.
    private func goes(
        _ running: [String], to intended: [String], _ section: String, isOn: Bool = false, isTaken: Bool = false
    ) throws -> Bool {
        let before = try tables.tree(running, section, isRunning: true)
        let change = try tables.config.change(
            from: before, to: tables.tree(intended, section, isRunning: false), mode: .merge)
        let done = tables.ran(change.steps, on: running, isOn: isOn)
        let after = try tables.tree(done.lines, section, isRunning: true)
        let undone = tables.ran(change.reverse, on: done.lines, isOn: isOn)
        let restored = try tables.tree(undone.lines, section, isRunning: true)
        let deviations = after.deviations(from: change.after) + restored.deviations(from: before)
        #expect(!change.steps.isEmpty, "\(section): \(running) to \(intended)")
        #expect(deviations.isEmpty, "\(section): \(running) to \(intended) made \(done.lines), back \(undone.lines)")
        if !isOn {
            #expect(done.lost.isEmpty && undone.lost.isEmpty, "\(section): \(done.lost) \(undone.lost)")
        }
        if isTaken { #expect(done.lines.isEmpty, "\(section): \(intended) left \(done.lines)") }
        return !change.steps.isEmpty && deviations.isEmpty
    }

    private func line(_ rule: LineRule, in section: String, _ changes: inout Int) throws -> Outcome {
        let sample = SampleLine(rule.form.text)
        let (first, second) = (sample.line(1, isLong: true), sample.line(2, isLong: true))
        if tables.holdsSecret(first) || VRPGrammar.grammar.opaque(first[...]) != nil {
            return isRefused(first, in: section)
                ? .refused(tables.holdsSecret(first) ? "a secret" : "a text of several lines") : .wrong
        }
        if rule.undo == .never { return try never(first, in: section) }
        let isOn: Bool
        if case .flag(true) = rule.kind { isOn = true } else { isOn = false }
        let (said, back) = isOn ? ("undo \(first)", first) : (first, "undo \(first)")
        let states = [([], [said]), ([said], [back])] + (first == second || isOn ? [] : [([said], [second])])
        var isRight = true
        for (running, intended) in states {
            isRight = try goes(running, to: intended, section, isOn: isOn) && isRight
            changes += 1
        }
        return isRight ? .proven("lines") : .wrong
    }

    /// Whether a plan with a line is refused.
    private func isRefused(_ line: String, in section: String) -> Bool {
        let platform = VRPPlatform()
        let found = #expect(throws: Diagnostics.self, "\(section): \(line)") {
            let intended = try platform.parse(tables.text([line], in: section), file: "t")
            try platform.check(intended, for: VRPTextTests.facts).throwIfErrors()
            _ = try platform.accountedChange(
                from: platform.parseRunning(tables.text([], in: section), file: "r"), to: intended, mode: .merge,
                facts: VRPTextTests.facts)
        }
        return found != nil
    }

    /// A line that the device has no word against: it comes with a warning, and is not taken back.
    private func never(_ line: String, in section: String) throws -> Outcome {
        let none = try tables.tree([], section, isRunning: true)
        let there = try tables.tree([line], section, isRunning: true)
        let change = try tables.config.change(
            from: none, to: tables.tree([line], section, isRunning: false), mode: .merge)
        #expect(!change.irreversible.isEmpty, "\(section): \(line)")
        let error = #expect(throws: Diagnostics.self, "\(section): undo \(line)") {
            _ = try tables.config.change(
                from: there, to: tables.tree(["undo \(line)"], section, isRunning: false), mode: .merge)
        }
        return error == nil || change.irreversible.isEmpty ? .wrong : .refused("no word takes it back")
    }

    /// A line that takes back all lines that begin as it does.
    private func group(_ rule: LineRule, in section: String, _ changes: inout Int) throws -> Outcome {
        let beginning = SampleLine(rule.form.text).line(1, isLong: true)
        if VRPGrammar.grammar.opaque(beginning[...]) != nil { return .refused("a text of several lines") }
        let lines = VRPRuleTests.rules.filter { $0.section == section }.compactMap { item -> String? in
            guard item.rule.undo != .never, !item.rule.isSet else { return nil }
            switch item.rule.kind {
            case .value, .list, .flag(false): break
            default: return nil
            }
            let line = SampleLine(item.rule.form.text).line(1, isLong: true)
            let isNamed = line.hasPrefix(beginning + " ") && !tables.holdsSecret(line)
            return isNamed && VRPGrammar.grammar.opaque(line[...]) == nil ? line : nil
        }
        guard !lines.isEmpty else { return .idle("no line begins so") }
        // What the device drops with these is what MiniVRPRouter knows, and this device does not.
        if ["ip address", "vrrp vrid <ID>"].contains(rule.form.text) { return .proven("groups, by VRPRouterTests") }
        changes += 1
        return try goes(lines, to: ["undo \(beginning)"], section, isTaken: true) ? .proven("groups") : .wrong
    }

    /// Words behind the name of a block.
    private func tail(_ rule: LineRule, in section: String, _ changes: inout Int) throws -> Outcome {
        let key = rule.form.nameText
        let heads = [1, 2].map { variant in
            let value = SampleLine(rule.form.text).line(variant, isLong: true).dropFirst(key.count + 1)
            switch "\(section) \(key)" {
            case "route-policy action": return "route-policy RP \(["permit", "deny"][variant - 1]) node 10"
            case "acl kind": return "acl name N \(["basic", "advance"][variant - 1])"
            case "interface mode": return "interface GigabitEthernet0/0/1.10 mode \(value)"
            default: return "\(section) 1 \(key) \(value)"
            }
        }
        func tree(_ text: String, isRunning: Bool) throws -> ConfigTree {
            try tables.config.tree(text + "\n", file: "t", isRunning: isRunning)
        }
        let (first, second) = try (tree(heads[0], isRunning: true), tree(heads[1], isRunning: true))
        guard first.objects.count == 1, let before = first.objects[0].properties[key],
            let after = second.objects[0].properties[key], first.objects[0].id == second.objects[0].id
        else { return .idle("its block's line has no such word") }
        var isRight = before != after
        for (running, goal, intended) in [(first, second, heads[1]), (ConfigTree(), first, heads[0])] {
            let change = try tables.config.change(from: running, to: tree(intended, isRunning: false), mode: .merge)
            changes += 1
            isRight = isRight && change.after.objects == goal.objects
            // The line that opens the block is said with the words, and the rollback says the former ones.
            isRight = isRight && change.steps.contains { ($0.path + $0.lines).contains(intended) }
            let back = running.objects.isEmpty ? "undo " : heads[0]
            isRight = isRight && change.reverse.contains { ($0.path + $0.lines).contains { $0.hasPrefix(back) } }
            #expect(isRight, "\(section) \(key): \(change.steps) \(change.reverse)")
        }
        return isRight ? .proven("words of a block's line") : .wrong
    }

    private func vlans(
        _ rule: LineRule, _ style: LineVLANs, in section: String, _ changes: inout Int
    ) throws -> Outcome {
        let name = rule.form.nameText
        let start = Set((style.start?.ids ?? []).map { $0.number })
        var isRight = true
        for (running, intended, goal) in [
            ([], "\(name) 11 to 13", start.union([11, 12, 13])),
            (["\(name) 11 to 13"], "undo \(name) 12", start.union([11, 13])),
            (["\(name) 11 to 13"], "\(name) 20", start.union([11, 12, 13, 20])),
            (["\(name) 11"], "undo \(name) 11", start),
        ] {
            let before = try tables.tree(running, section, isRunning: true)
            let change = try tables.config.change(
                from: before, to: tables.tree([intended], section, isRunning: false), mode: .merge)
            var device = VLANDevice(name, style.takenBy, start)
            for line in running { device.take(line) }
            let old = device.sets
            for line in change.steps.flatMap(\.lines) { device.take(line) }
            isRight = isRight && device.sets == [name: goal]
            #expect(device.sets == [name: goal], "\(section): \(running) to \(intended) by \(change.steps)")
            for line in change.reverse.flatMap(\.lines) { device.take(line) }
            isRight = isRight && device.sets == old
            #expect(device.sets == old, "\(section): back from \(intended) by \(change.reverse)")
            changes += 1
        }
        return isRight ? .proven("sets of VLANs") : .wrong
    }

    /// A set of words, on a device that adds what a line says and takes one word out by each `undo`.
    private func words(_ rule: LineRule, in section: String, _ changes: inout Int) throws -> Outcome {
        let name = rule.form.nameText
        func sent(_ lines: [String], on start: [String]) -> [String] {
            lines.reduce(into: start) { all, line in
                let isTaken = line.hasPrefix("undo \(name) ")
                let said = line.dropFirst((isTaken ? "undo \(name) " : "\(name) ").count).split(separator: " ").map(
                    String.init)
                #expect(!isTaken || (said.count == 1 && all.contains(said[0])), "\(section): \(line) on \(all)")
                all = isTaken ? all.filter { !said.contains($0) } : all + said.filter { !all.contains($0) }
            }
        }
        var isRight = true
        for (running, intended, goal) in [
            ([], "\(name) A B", ["A", "B"]), (["A", "B"], "\(name) B C", ["B", "C"]), (["A"], "undo \(name) A", []),
            (["A", "B"], "undo \(name) A B", []),
        ] as [([String], String, [String])] {
            let lines = running.isEmpty ? [] : ["\(name) \(running.joined(separator: " "))"]
            let change = try tables.config.change(
                from: tables.tree(lines, section, isRunning: true),
                to: tables.tree([intended], section, isRunning: false), mode: .merge)
            let done = sent(change.steps.flatMap(\.lines), on: running)
            let back = sent(change.reverse.flatMap(\.lines), on: done)
            #expect(
                Set(done) == Set(goal) && Set(back) == Set(running),
                "\(section): \(running) to \(intended): \(done), \(back)")
            isRight = isRight && Set(done) == Set(goal) && Set(back) == Set(running)
            changes += 1
        }
        return isRight ? .proven("sets of words") : .wrong
    }
}
