import PitaDiagnostics
import Testing

@testable import PitaPlatforms

/// Every row of the tables: its form, and a line of it that comes, changes and goes, on a device that knows only that row.
@Suite struct IOSRuleTableTests {
    private static let dialects: [(IOSDialect, LineGrammar)] = [(.ios, .ios), (.eos, .eos), (.rgos, .rgos)]

    /// The sections, of those that share a table the first.
    static let sections: [(dialect: IOSDialect, section: String)] = {
        var known = Set<[String]>()
        return dialects.flatMap { dialect, grammar in
            grammar.rules.keys.sorted().filter { section in
                let forms = (grammar.rules[section]?.rules ?? []).map { "\($0.form.text) \($0.standard ?? "")" }
                return heads(of: section, grammar) != nil && known.insert(forms).inserted
            }.map { (dialect, $0) }
        }
    }()

    /// Names of blocks by their kind; others are named `CONTOH`.
    private static let names = [
        "interface": "GigabitEthernet0/1", "vlan": "10", "vlan access-map": "PETA 10", "route-map": "RM permit 10",
        "class-map": "match-any C", "class-map type inspect": "match-any C", "line": "vty 0 4", "key": "1",
        "router bgp": "65001",
        "router ospf": "1", "router eigrp": "100", "router ospfv3": "1", "ipv6 router ospf": "1", "ip sla": "1",
        "track": "1",
        "class-map type control subscriber": "match-any C", "address-family": "ipv4",
        "spanning-tree mst configuration": "", "archive": "",
        "log config": "", "redundancy": "", "control-plane": "", "call-home": "", "transceiver type all": "",
        "main-cpu": "", "router rip": "",
        "application redundancy": "", "aaa server radius dynamic-author": "", "crypto map": "PETA 10",
        "crypto dynamic-map": "PETA 10",
        "crypto key pubkey-chain rsa": "", "topology": "base", "af-interface": "GigabitEthernet0/1", "cts manual": "",
        "service instance": "1 ethernet",
        "evpn ethernet-segment": "", "tx-queue": "1", "uc-tx-queue": "1", "mc-tx-queue": "1", "bgp monitoring": "",
        "email": "", "ipv4": "", "ipv6": "",
        "mlag configuration": "", "class": "class-default", "class type inspect": "C",
    ]

    /// The lines that lead to a section.
    static func heads(of section: String, _ grammar: LineGrammar) -> [String]? {
        guard !section.isEmpty else { return [] }
        var (heads, outer) = ([String](), "")
        for kind in section.split(separator: LinePath.separator).map(String.init) {
            guard let block = grammar.blocks[outer]?.first(where: { $0.kind == kind }), block.inline == nil else {
                return nil
            }
            let words = block.words.joined(separator: " ")
            let isBare = kind.hasPrefix("management ") || block.nameWords == 0
            let name = isBare ? "" : names[kind] ?? "CONTOH"
            heads.append(name.isEmpty ? words : "\(words) \(name)")
            outer = outer.isEmpty ? kind : "\(outer)\(LinePath.separator)\(kind)"
        }
        return heads
    }

    /// A line of a rule; `other` is one with the same name and another value.
    static func line(of rule: LineRule, other: Bool) -> String {
        switch rule.form.head {
        case ["ip", "route"]: return "ip route 10.1.0.0 255.255.0.0 10.0.0.1 \(other ? 200 : 100)"
        case ["ip", "route", "vrf"] where rule.parted != nil:
            return "ip route vrf V 10.1.0.0 255.255.0.0 10.0.0.1 \(other ? 200 : 100)"
        case ["ipv6", "route"] where rule.parted != nil:
            return "ipv6 route 2001:db8::/32 2001:db8:1::1 \(other ? 200 : 100)"
        case ["ipv6", "route", "vrf"] where rule.parted != nil:
            return "ipv6 route vrf V 2001:db8::/32 2001:db8:1::1 \(other ? 200 : 100)"
        default: break
        }
        var isVLANs = false
        if case .vlans = rule.kind { isVLANs = true }
        return rule.form.text.map { "[]".contains($0) ? " " : String($0) }.joined().split(separator: " ").map { word in
            let inner = word.filter { !"<>()#".contains($0) }
            let isValue = word.first == "#" || word.first == "(" || word.first?.isUppercase == true
            if inner.contains("|") {
                let choices = inner.split(separator: "|").map(String.init)
                return other && isValue ? choices[choices.count - 1] : choices[0]
            }
            if word.contains("#") { return other && isValue ? "20" : "10" }
            guard word.first == "<" || isValue else { return String(word) }
            let change = other && isValue
            if isVLANs, isValue { return change ? "30-40" : "10,20" }
            if inner.contains("NETWORK") { return change ? "10.9.0.0" : "10.1.0.0" }
            if inner.contains("ADDRESS") { return change ? "10.9.9.9" : "10.1.2.3" }
            if inner.contains("MASK") { return change ? "255.255.0.0" : "255.255.255.0" }
            return change ? "LAIN" : "KATA"
        }.joined(separator: " ")
    }

    @Test(arguments: sections.indices)
    func `the forms of a section are well formed, and each has lines that no other row takes`(_ index: Int) throws {
        let (dialect, section) = Self.sections[index]
        let grammar = dialect.grammar
        let rules = try #require(grammar.rules[section]).rules
        var forms = Set<String>()
        for rule in rules {
            // A dialect's own row comes before the shared one.
            let isFirst = forms.insert("\(rule.form.text) \(isGroup(rule))").inserted
            #expect(isFirst || dialect != .ios, "`\(rule.form.text)` stands twice in [\(section)]")
            guard isFirst, rule.parted == nil else { continue }
            let line = Self.line(of: rule, other: false)
            if rule.form.head.prefix(2) == ["ip", "route"], isGroup(rule) { continue }
            let words = line.split(separator: " ")
            let found = grammar.rule(of: words, in: section, isNegated: isGroup(rule))
            #expect(
                found.map {
                    $0.rule.form == rule.form || rules.firstIndex { $0.form == rule.form } != nil && dialect != .ios
                } == true,
                "[\(section)] `\(words.joined(separator: " "))` of `\(rule.form.text)` is read by `\(found?.rule.form.text ?? "-")`"
            )
            if case .line(let text) = rule.undo {
                let match = try #require(rule.match(words))
                #expect(!LineForm.filled(text, match.captures).isEmpty, "\(text)")
            }
        }
    }

    private func isGroup(_ rule: LineRule) -> Bool { if case .group = rule.kind { true } else { false } }

    /// All that a row says: the same one stands in many sections, and is tried in the first of them.
    static func key(_ rule: LineRule) -> String {
        let lists = [
            rule.merges, rule.brings, rule.wipes, rule.drops, rule.excludes, rule.carries, rule.lifts, rule.uses,
        ]
        return
            "\(rule.form.text) \(rule.kind) \(rule.undo) \(rule.standard ?? "-") \(rule.isReplaced) \(rule.isGate) \(lists)"
    }

    @Test func `a line of each row comes, changes and goes, and each way leads back`() throws {
        var (count, known) = (0, Set<String>())
        for (dialect, section) in Self.sections { count += try rows(of: section, dialect, &known) }
        print("rows of IOS, EOS and RGOS whose lines came, changed and went: \(count)")
        #expect(count > 1000)
    }

    private func rows(of section: String, _ dialect: IOSDialect, _ known: inout Set<String>) throws -> Int {
        let grammar = dialect.grammar
        let heads = try #require(Self.heads(of: section, grammar))
        // A block that is a text of several lines has no end in a config of one line.
        guard heads.allSatisfy({ grammar.ending(of: $0.drop { $0 == " " }) == nil }) else { return 0 }
        var count = 0
        let empty = try Self.tree(heads, [], LineConfig(grammar: grammar))
        let shared = dialect == .ios ? [] : Set((LineGrammar.ios.rules[section]?.rules ?? []).map(\.form.text))
        guard try #require(grammar.rules[section]).rules.contains(where: { !known.contains(Self.key($0)) }) else {
            return 0
        }
        for rule in try #require(grammar.rules[section]).rules where !isGroup(rule) && rule.undo != .never {
            guard !shared.contains(rule.form.text), !known.contains(Self.key(rule)) else { continue }
            if case .tail = rule.kind { continue }
            // Ports' VLANs have tests of their own.
            if case .vlans(let style) = rule.kind, !style.adds { continue }
            // Where nothing is said, the device says what takes the line back.
            if rule.form.head == ["login"] { continue }
            let (one, two) = (Self.line(of: rule, other: false), Self.line(of: rule, other: true))
            // A text of several lines has no end in one line.
            guard grammar.ending(of: one[...]) == nil else { continue }
            guard grammar.masked(one) == one, grammar.block(one.split(separator: " "), in: section) == nil else {
                continue
            }
            guard grammar.rule(of: one.split(separator: " "), in: section)?.rule.form == rule.form else { continue }
            var isOn = false
            if case .flag(true) = rule.kind { isOn = true }
            let (first, second) = isOn ? ("no \(one)", "no \(one)") : (one, two)
            guard
                grammar.prepared([ConfigLine(text: one, mark: SourceMark(file: "t", line: 1, column: 1))])[0].text
                    == one
            else { continue }
            // What the reverse of the one is, the other would be.
            let config = LineConfig(grammar: grammar)
            let alone = try Self.tree(heads, [first], config)
            try check(rule, heads, ([], empty), ([first], alone), config)
            let isKept = grammar.rule(of: two.split(separator: " "), in: section)?.rule.form == rule.form
            if first != second, isKept {
                try check(rule, heads, ([first], alone), ([second], Self.tree(heads, [second], config)), config)
            }
            known.insert(Self.key(rule))
            count += 1
        }
        return count
    }

    private static func tree(_ heads: [String], _ lines: [String], _ config: LineConfig) throws -> ConfigTree {
        let indented = heads.enumerated().map { String(repeating: " ", count: $0.offset) + $0.element }
        let text = indented + lines.map { String(repeating: " ", count: heads.count) + $0 }
        return try config.tree(text.joined(separator: "\n"), file: "t", isRunning: true)
    }

    private typealias State = (lines: [String], tree: ConfigTree)

    private func check(
        _ rule: LineRule, _ heads: [String], _ from: State, _ to: State, _ config: LineConfig
    ) throws {
        let (running, target) = (from.tree, to.tree)
        let gone = running.objects.filter { target[$0.id] == nil }.map {
            ConfigObject(id: $0.id, properties: [:], isAbsent: true)
        }
        let change = try config.change(from: running, to: ConfigTree(target.objects + gone), mode: .exact)
        var device = RowDevice(rule, from.lines)
        let what = "`\(rule.form.text)` from \(from.lines) to \(to.lines)"
        func send(_ steps: [LineStep]) {
            for line in steps.flatMap(\.lines) {
                // A block that is made again.
                if let head = heads.first, line == "no \(head)" {
                    device = RowDevice(rule, [])
                    continue
                }
                let isTaken = device.take(line)
                #expect(isTaken, "\(what): `\(line)` takes back what is not there: \(device.lines)")
            }
        }
        send(change.steps)
        let after = try Self.tree(heads, device.lines, config)
        #expect(
            after.deviations(from: target).isEmpty && target.deviations(from: after).isEmpty, "\(what): \(change.steps)"
        )
        send(change.reverse)
        let back = try Self.tree(heads, device.lines, config)
        #expect(
            back.deviations(from: running).isEmpty && running.deviations(from: back).isEmpty,
            "\(what): \(change.reverse)")
    }
}
