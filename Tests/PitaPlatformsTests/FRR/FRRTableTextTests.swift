import PitaDiagnostics
import Testing

@testable import PitaPlatforms

/// FRRouting's tables by themselves: every rule is well formed and has a line that shows it.
@Suite struct FRRTableTextTests {
    private let platform = FRRPlatform()
    private static let grammar = FRRGrammar.grammar

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
        var coverage = FRRCoverage()
        for round in try FRRTestConfig.rounds() { try coverage.add(round) }
        #expect(coverage.unknown.isEmpty, "\(coverage.unknown.joined(separator: "\n"))")
        let tally = coverage.tally()
        #expect(tally.open.isEmpty, "\(tally.open.joined(separator: "\n"))")
        #expect(tally.idle.isEmpty, "reasons that excuse no rule: \(tally.idle)")
    }

    @Test func `a line that a family of BGP lacks is refused, since vtysh would take it for IPv4 unicast`() throws {
        var count = 0
        for round in try FRRTestConfig.rounds() {
            for line in round.missing {
                let family = round.name.dropFirst(4)
                let text = "router bgp 65001\n address-family \(family)\n  \(line)\n"
                let found = #expect(throws: Diagnostics.self, "\(family): \(line)") {
                    try platform.parse(text, file: "t")
                }
                #expect(found?.description.contains("t:3:3") == true, "\(family): \(line)")
                #expect(found?.description.contains("is no line of") == true, "\(family): \(line)")
                count += 1
            }
        }
        // As many as 8.4.4 lacks of the 42 that IPv4 unicast has, family by family.
        print("FRR: \(count) lines that a family lacks")
        #expect(count > 120)
    }

    @Test(arguments: [
        ("interface eth1\n ip prefix-list P seq 5 permit any\n", "the top"),
        ("router bgp 65001\n ip route 10.0.0.0/8 10.0.0.1\n", "the top"),
        ("router bgp 65001\n address-family ipv4 unicast\n  bgp router-id 10.0.0.1\n", "router bgp"),
        ("router ospf\n no access-list L seq 5 permit any\n", "the top"),
    ])
    func `a line of an outer block is refused in an inner one`(_ text: String, _ place: String) {
        let found = #expect(throws: Diagnostics.self) { try platform.parse(text, file: "t") }
        #expect(
            found?.description.contains("FRRouting would take it for one of") == true, "\(String(describing: found))")
        #expect(found?.description.contains(place) == true, "\(String(describing: found))")
    }

    @Test func `a line of a VRF that only the top has in the tables is left to the device`() throws {
        let tree = try platform.parse("vrf merah\n ip pim rp 10.0.0.1 224.0.0.0/4\n", file: "t")
        #expect(tree.objects.count == 1)
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
