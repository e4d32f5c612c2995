import PitaDiagnostics
import Testing

@testable import PitaPlatforms

/// The table of statements itself.
@Suite struct JunosSchemaTests {
    private static let outlines = [
        JunosSchema.system, JunosSchema.interfaces, JunosSchema.routing, JunosSchema.protocols, JunosSchema.interior,
        JunosSchema.policy, JunosSchema.classOfService, JunosSchema.security, JunosSchema.services,
    ]
    private let platform = JunosPlatform()

    @Test func `every line has a kind, every group is there, and no word stands twice in a block`() {
        let lines = Self.outlines.flatMap { ["group top"] + $0.split(separator: "\n").map(String.init) }
        var groups: Set<String> = ["top"]
        var uses: Set<String> = []
        var open: [Set<String>] = []
        for line in lines {
            let depth = line.prefix { $0 == " " }.count / 2
            let words = line.split(separator: " ").map(String.init)
            open = Array(open.prefix(depth + 1))
            while open.count <= depth { open.append([]) }
            switch words[0] {
            case "group":
                groups.insert(words[1])
                open = [words[1] == "top" ? [] : open[0]]
            case "use": uses.formUnion(words.dropFirst())
            default:
                #expect(JunosSchema.Kind(rawValue: words[0]) != nil && words.count > 1, "\(line)")
                for word in words.dropFirst() {
                    let name = word.split(separator: ":").first.map { $0.last == "=" ? $0.dropLast() : $0 } ?? ""
                    #expect(open[depth].insert(String(name)).inserted, "\(line): \(name)")
                }
            }
        }
        #expect(uses.subtracting(groups).isEmpty && groups.subtracting(uses) == ["any"])
        // A step keeps its rule as a number of 16 bits, of which the last is that of none.
        #expect(JunosSchema.junos.rules.count < Int(UInt16.max))
    }

    /// A statement of each rule that can be reached from the top without going round in a circle, and another of it.
    private static let statements: [(rule: JunosSchema.Rule, one: String, two: String)] = {
        var found: [(JunosSchema.Rule, String, String)] = []
        var seen: Set<Int> = []
        func walk(_ body: Int, _ path: String) {
            let rest = JunosSchema.junos.bodies[body]
            for id in rest.children.values.sorted() + [rest.wildcard].compactMap({ $0 }) where seen.insert(id).inserted
            {
                let rule = JunosSchema.junos.rules[id]
                let own = path + (rule.word == "*" ? "" : " " + rule.word)
                let names =
                    rule.kind == .numbers
                    ? ["5", "7"] : rule.type == .area ? ["0.0.0.1", "0.0.0.2"] : ["nama-a", "nama-b"]
                switch rule.kind {
                case .block, .has: found.append((rule, own, own))
                case .flag, .choice: found.append((rule, own, own))
                default: found.append((rule, own + " " + names[0], own + " " + names[1]))
                }
                walk(rule.body, rule.kind.hasEntries ? own + " " + names[0] : own)
            }
        }
        walk(JunosSchema.top, "")
        return found
    }()

    @Test func `each rule of the table leads there and back`() throws {
        // Groups may bring whatever is named.
        let base = "set groups g system domain-name contoh"
        let all = Self.statements.filter { item in
            let isLeft = item.one.contains(" host-name") || item.one.contains("plain-text")
            return !isLeft && JunosSecrets.masked(JunosWords.words(item.one)) == JunosWords.words(item.one)
        }
        #expect(all.count > 2_000)
        for item in all {
            #expect(JunosSchema.junos.paths(JunosWords.words(item.one)).allSatisfy { $0.isKnown }, "\(item.one)")
        }
        // Neighbours of a block are tried apart: some exclude each other.
        let count = 40
        for part in 0..<count {
            let some = all.indices.filter { $0 % count == part }.map { all[$0] }
            let (one, two) = (some.map { "set" + $0.one }, some.map { "set" + $0.two })
            try walk([base], one)
            try walk([base] + one, two)
            try walk([base] + one, some.map { "delete" + $0.one })
        }
    }

    /// A device that runs `old` is asked for `template`, and is read after the lines, and after those that take them back.
    private func walk(_ old: [String], _ template: [String]) throws {
        func tree(_ lines: [String]) throws -> ConfigTree {
            try platform.parseRunning(lines.joined(separator: "\n"), file: "t")
        }
        // A place in an order is another test.
        func lines(_ commands: [DeviceCommand]) -> [String] {
            commands.flatMap { ($0.input ?? "").split(separator: "\n").map(String.init).dropLast() }
                .filter { !$0.hasPrefix("insert") }
        }
        let intended = try platform.parse(template.joined(separator: "\n"), file: "t")
        let change = try platform.accountedChange(
            from: tree(old), to: intended, mode: .merge, facts: JunosTextTests.facts)
        #expect(!change.isEmpty && change.accounts.count == template.count)
        let done = try tree(old + lines(change.commands))
        #expect(done.deviations(from: change.after).isEmpty, "\(template)")
        let back = try tree(old + lines(change.commands) + lines(change.reverse))
        #expect(back.deviations(from: change.before).isEmpty, "\(template)")
    }

    @Test func `an explanation names the form, the kind and how it is taken back`() throws {
        let text = """
            set interfaces ge-0/0/1 unit 0 family inet address 10.0.0.1/24
            set firewall policer P if-exceeding bandwidth-limit 10m
            set protocols bgp group G import [ A B ]
            set snmp community rahasia authorization read-only
            set protocols contoh-baru x
            """
        let found = try platform.explain(text, file: "t", isRunning: true)
        #expect(found.count == 6 && found.compactMap(\.rule).count == 5 && found.last?.rule == nil)
        #expect(found[1].rule?.form == "firewall policer NAME if-exceeding bandwidth-limit RATE")
        #expect(found[1].rule?.takenBack == "delete firewall policer NAME if-exceeding bandwidth-limit")
        #expect(found[2].rule?.kind == "list in order" && found[2].mark.line == 3)
        #expect(!found.contains { $0.text.contains("rahasia") })
    }
}
