import Testing

@testable import PitaPlatforms

/// Which rules of FRRouting's tables the lines of rounds show.
///
/// A rule is counted once in each block that has it: what one address family takes, another may not.
struct FRRCoverage {
    /// How many rules a run on a real router proves, at least.
    static let least = 945

    /// The figures.
    struct Tally: CustomStringConvertible {
        var rules = 0
        var proven = 0
        /// How many are not proven, by the reason.
        var excused: [String: Int] = [:]
        /// Rules that are neither proven nor excused.
        var open: [String] = []
        /// Words of reasons that excuse no rule.
        var idle: [String] = []

        var description: String {
            "\(rules) rules, \(proven) proven there and back; not provable: "
                + excused.sorted { $0.key < $1.key }.map { "\($0.value) (\($0.key))" }.joined(separator: ", ")
        }
    }

    /// Lines that no rule knows.
    private(set) var unknown: [String] = []
    private var seen: [String: Set<String>] = [:]
    private let platform = FRRPlatform()

    /// Rules that no line of `rules.txt` shows, by the reason: words of their forms.
    private static let unseen: [String: [String]] = [
        "it holds a secret, which Pita does not send": ["SECRET"],
        "no line of this length was found": ["debug <A> <B> <C> <D> <E> <F>"],
        "the kernel must have MPLS, or bgpd a module": ["mpls lsp", "match rpki"],
        "it can't be taken back": ["interface: multicast", "router eigrp: passive-interface", "sid vpn"],
        "ospfd is started without instances": ["ip ospf <INSTANCE>"],
        "the device keeps the instance for so many seconds": ["on-shutdown"],
        "only the other of two blocks that share the row has it": ["bfd > profile: profile"],
        "the device says those of the other level too": ["lsp-timers <level-1|level-2>"],
    ]

    /// Takes what the lines of a round show.
    mutating func add(_ round: FRRTestConfig.Round) throws {
        for text in [round.text { $0.first }, round.text { $0.second ?? $0.first }, round.beside] {
            for line in try platform.explain(text, file: round.name, isRunning: false) {
                guard let rule = line.rule else {
                    unknown.append("[\(line.section)] \(line.text)")
                    continue
                }
                seen[line.section, default: []].insert(rule.form)
            }
        }
    }

    /// The figures of what was taken.
    func tally() -> Tally {
        var (tally, used) = (Tally(), Set<String>())
        let alone = Dictionary(FRRTable.leftAlone.map { ($0.rule.form, $0.reason) }) { first, _ in first }
        for (section, table) in FRRGrammar.grammar.rules.sorted(by: { $0.key < $1.key }) {
            for rule in table.rules {
                tally.rules += 1
                let form = rule.form.text
                if seen[section]?.contains(form) == true {
                    tally.proven += 1
                } else if section.isEmpty, alone[rule.form] != nil {
                    tally.excused["Pita leaves it alone", default: 0] += 1
                } else if let (reason, words) = Self.excuse(form, in: section) {
                    tally.excused[reason, default: 0] += 1
                    used.formUnion(words)
                } else {
                    tally.open.append("[\(section)] \(form)")
                }
            }
        }
        tally.idle = Self.unseen.values.joined().filter { !used.contains($0) }
        return tally
    }

    private static func excuse(_ form: String, in section: String) -> (reason: String, words: [String])? {
        for (reason, words) in unseen.sorted(by: { $0.key < $1.key }) {
            let found = words.filter { form.contains($0) || "\(section): \(form)".hasPrefix($0) }
            if !found.isEmpty { return (reason, found) }
        }
        return nil
    }
}
