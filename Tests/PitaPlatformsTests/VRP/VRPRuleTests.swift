import PitaDiagnostics
import TestSupport
import Testing

@testable import PitaPlatforms

/// Lines made from the form of a rule, by a reader of forms of its own.
struct SampleLine {
    /// The words of the form, with `[`, `]` and what stands in them.
    private let words: [String]

    init(_ form: String) {
        words = form.replacing("[", with: " [ ").replacing("]", with: " ] ").split(separator: " ").map(String.init)
    }

    /// A line. Words of the key are the same in all; words of the value differ with `variant`.
    func line(_ variant: Int, isLong: Bool) -> String {
        var (depth, result) = (0, [String]())
        for word in words {
            if word == "[" {
                depth += 1
            } else if word == "]" {
                depth -= 1
            } else if depth == 0 || isLong {
                result.append(sample(word, variant))
            }
        }
        return result.joined(separator: " ")
    }

    private func sample(_ word: String, _ variant: Int) -> String {
        if word.hasPrefix("<") || word.hasPrefix("(") {
            let inner = String(word.dropFirst().dropLast())
            let choices = inner.split(separator: "|").map(String.init)
            guard choices.count < 2 else { return choices[word.hasPrefix("(") ? variant % choices.count : 0] }
            if word.hasPrefix("(") { return inner }
            return value(inner, 0)
        }
        return word.first?.isUppercase == true ? value(word, variant) : word
    }

    private func value(_ name: String, _ variant: Int) -> String {
        switch name.replacing("...", with: "") {
        case "VLANS", "VLANs": "\(10 + variant)"
        case "VLAN", "OUTER", "INNER", "TO": "\(10 + variant)"
        case "NUMBER", "INDEX", "ID", "VALUE", "PROCESS", "LEVEL": "\(20 + variant)"
        case "RATE" where name.hasSuffix("..."): "cir \(1000 + variant)"
        default: name.hasSuffix("...") ? "w\(variant) x\(variant)" : "w\(variant)"
        }
    }
}

/// A device that knows no rules: it keeps the lines of one block, and `undo` takes away those that begin with its words,
/// or, where none does, those that hold them in their order.
struct PlainDevice {
    private(set) var lines: [String]
    /// Lines that took back nothing.
    private(set) var lost: [String] = []

    /// Whether lines hold unless their `undo` is shown.
    private let isOn: Bool

    init(_ lines: [String], isOn: Bool) { (self.lines, self.isOn) = (lines, isOn) }

    mutating func take(_ line: String) {
        guard line.hasPrefix("undo ") else {
            lines.removeAll { $0 == "undo \(line)" || $0 == line }
            // One setting with two words.
            if line == "permit" { lines.removeAll { $0 == "deny" } }
            if !isOn { lines.append(line) }
            return
        }
        guard !isOn else { return lines = [line] }
        let words = line.split(separator: " ").dropFirst()
        if lines.contains(where: { $0.split(separator: " ").starts(with: words) }) {
            lines.removeAll { $0.split(separator: " ").starts(with: words) }
        } else if lines.contains(where: { Self.holds($0, words) }) {
            lines.removeAll { Self.holds($0, words) }
        } else {
            lost.append(line)
            lines.append(line)
        }
    }

    private static func holds(_ line: String, _ words: ArraySlice<Substring>) -> Bool {
        let line = line.split(separator: " ")
        guard line.first == words.first else { return false }
        var rest = words
        for word in line where word == rest.first { rest.removeFirst() }
        return rest.isEmpty
    }
}

/// Every rule of the tables, on lines made from its form.
@Suite struct VRPRuleTests {
    let config = LineConfig(grammar: VRPGrammar.grammar)

    /// Lines that lead to a block of each section.
    static let heads: [String: [String]] = [
        "": [], "vlan": ["vlan 10"], "interface": ["interface Vlanif10"],
        "interface > bas": ["interface Vlanif10", "bas"],
        "vlan pool": ["vlan pool P"], "acl": ["acl number 3000"], "route-policy": ["route-policy RP permit node 10"],
        "traffic classifier": ["traffic classifier C operator or"], "user-interface": ["user-interface vty 0"],
        "isis": ["isis 1"], "rip": ["rip 1"], "bgp": ["bgp 65000"], "vsi": ["vsi V"],
        "vsi > pwsignal": ["vsi V", "pwsignal ldp"],
        "vsi > bgp-ad": ["vsi V", "bgp-ad"], "ospf": ["ospf 1"], "ospf > area": ["ospf 1", "area 0.0.0.0"],
        "ospfv3": ["ospfv3 1"],
        "ospfv3 > area": ["ospfv3 1", "area 0.0.0.0"], "security password > rule": ["security password", "rule admin"],
    ]

    static func head(_ section: String) -> [String] {
        heads[section] ?? section.components(separatedBy: " > ").map { "\($0) X" }
    }

    func text(_ lines: [String], in section: String) -> String {
        let head = Self.head(section)
        let indent = { (depth: Int, line: String) in String(repeating: " ", count: depth) + line + "\n" }
        return head.enumerated().map { indent($0.offset, $0.element) }.joined()
            + lines.map { indent(head.count, $0) }.joined()
    }

    func tree(_ lines: [String], _ section: String, isRunning: Bool) throws -> ConfigTree {
        try config.tree(text(lines, in: section), file: "t", isRunning: isRunning)
    }

    static let rules = VRPGrammar.rules.sorted { $0.key < $1.key }.flatMap { section, table in
        table.rules.map { (section: section, rule: $0) }
    }

    @Test func `forms are well-formed, unlike each other, and say how they are taken back`() {
        for (section, table) in VRPGrammar.rules {
            let names = table.rules.map(\.form.text)
            #expect(
                Set(names).count == names.count,
                "\(section): twice \(Dictionary(grouping: names) { $0 }.filter { $1.count > 1 }.keys)")
            for rule in table.rules {
                let form = rule.form.text
                #expect(form.split(separator: " ").count { $0.contains("...") } <= 1, "\(section): \(form)")
                #expect(form.count { $0 == "[" } == form.count { $0 == "]" }, "\(section): \(form)")
                if case .value = rule.kind, rule.undo != .opposite {
                    #expect(rule.form.hasValue, "\(section): \(form) has no value")
                }
                if case .list = rule.kind { #expect(!rule.form.hasValue, "\(section): \(form) has a value") }
                if case .line(let text) = rule.undo {
                    let names = Set(form.split { " []".contains($0) }.map(String.init))
                    let used = text.split(separator: " ").map(String.init).filter { $0.hasPrefix("<") }
                    #expect(used.allSatisfy(names.contains), "\(section): \(text)")
                }
            }
        }
    }

    @Test func `a line of each rule is read by that rule`() {
        var count = 0
        for (section, rule) in Self.rules {
            if case .group = rule.kind { continue }
            if case .tail = rule.kind { continue }
            for isLong in [true, false] {
                let line = SampleLine(rule.form.text).line(1, isLong: isLong)
                let found = VRPGrammar.grammar.rule(of: line.split(separator: " "), in: section)?.rule
                #expect(found?.form.text == rule.form.text, "\(section): `\(line)` by \(found?.form.text ?? "none")")
                count += 1
            }
        }
        print("VRP: \(count) lines of \(Self.rules.count) rules read by their rule")
        #expect(count > 1000)
    }

    /// Steps on a device without rules, read again.
    func ran(_ steps: [LineStep], on lines: [String], isOn: Bool) -> PlainDevice {
        var device = PlainDevice(lines, isOn: isOn)
        for line in steps.flatMap(\.lines) { device.take(line) }
        return device
    }

    func holdsSecret(_ line: String) -> Bool { VRPGrammar.grammar.masked(line) != line }
}
