import PitaDiagnostics
import Testing

@testable import PitaPlatforms

/// FRRouting's tables by themselves: every rule is well formed and has a line that shows it.
@Suite struct FRRTableTextTests {
    private let platform = FRRPlatform()
    private static let grammar = FRRGrammar.grammar

    /// Rules that no line of `rules.txt` shows, by the reason.
    private static let unseen: [String: [String]] = [
        "it holds a secret, which Pita does not send": ["SECRET"],
        "pimd 8.4.4 ends when its interface lines are taken back": [
            "ip pim", "ip igmp", "ip msdp", "ip multicast boundary",
        ],
        "the daemon is not among those started": [
            "nhrp", "tunnel source", "eigrp", "babel", "discovery", "label local", "ordered-control", "dual-stack",
            "ldp-sync", "session holdtime", "ttl-security disable", "neighbor <ADDRESS>", "router-id ADDRESS",
            "variance", "network <PREFIX>",
            "redistribute <PROTOCOL> [metric A B C D E]", "redistribute <ipv4|ipv6> <PROTOCOL>", "ip ospf <INSTANCE>",
        ],
        "it says the same as a line with fewer words": ["debug <A>"],
        "the kernel must have MPLS, a VNI, or the address, or bgpd a module": [
            "mpls lsp", "sid vpn", "advertise-default-gw", "advertise-svi-ip", "use-es-l3nhg", "match rpki", "set src",
        ],
        "it can't be taken back": ["multicast"],
        "the device says those of the other level too": ["lsp-timers <level-1|level-2>"],
    ]

    @Test func `every form is well formed`() {
        for (section, table) in Self.grammar.rules {
            for rule in table.rules {
                let text = rule.form.text
                #expect(
                    text.split(separator: " ").count { $0.hasSuffix("...") || $0.hasSuffix("...]") } <= 1, "\(text)")
                let slots = text.split { " []<>()|".contains($0) }.map(String.init).filter {
                    $0.first?.isUppercase == true
                }
                #expect(Set(slots).count == slots.count, "\(section): \(text)")
                guard case .line(let undo) = rule.undo else { continue }
                let named = undo.split { " []<>()|".contains($0) }.map(String.init).filter {
                    $0.first?.isUppercase == true
                }
                #expect(Set(named).isSubset(of: slots), "\(section): \(text), \(undo)")
            }
            let forms = table.rules.map(\.form.text)
            #expect(
                Set(forms).count == forms.count,
                "\(section): \(forms.filter { form in forms.count { $0 == form } > 1 })")
        }
    }

    @Test func `every rule is shown by a line of the rounds`() throws {
        var seen: [String: Set<String>] = [:]
        var unknown: [String] = []
        for round in try FRRTestConfig.rounds() {
            for text in [round.text { $0.first }, round.text { $0.second ?? $0.first }] {
                for line in try platform.explain(text, file: round.name, isRunning: false) {
                    guard let rule = line.rule else {
                        unknown.append("[\(line.section)] \(line.text)")
                        continue
                    }
                    seen[line.section, default: []].insert(rule.form)
                }
            }
        }
        #expect(unknown.isEmpty, "\(unknown.joined(separator: "\n"))")
        let all = Set(seen.values.joined())
        var missing: [String] = []
        for (section, table) in Self.grammar.rules.sorted(by: { $0.key < $1.key }) {
            for rule in table.rules {
                if case .group = rule.kind { continue }
                let isAlone = section.isEmpty && FRRTable.leftAlone.contains { $0.rule.form == rule.form }
                // Entries without a number become such as have one, and are tested by themselves.
                let hasNoNumber = rule.form.text.contains(" <permit|deny> ")
                if isAlone || hasNoNumber || all.contains(rule.form.text) { continue }
                let isNamed = Self.unseen.values.joined().contains { rule.form.text.contains($0) }
                if !isNamed { missing.append("[\(section)] \(rule.form.text)") }
            }
        }
        #expect(missing.isEmpty, "\(missing.joined(separator: "\n"))")
    }

    @Test func `the lines of the rounds are read and printed as the same`() throws {
        let config = LineConfig(grammar: Self.grammar)
        for round in try FRRTestConfig.rounds() {
            let tree = try platform.parse(round.text { $0.first }, file: round.name)
            let again = try platform.parse(config.text(of: tree), file: "again")
            #expect(
                again.objects.sorted { $0.id < $1.id } == tree.objects.sorted { $0.id < $1.id },
                "\(round.name):\n\(config.text(of: tree))")
        }
    }
}
