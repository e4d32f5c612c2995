import PitaDiagnostics

/// Lines that name an interface which a change takes away.
///
/// A route through it goes with it on some devices, and stays without effect on others; what takes its address from it (a source of
/// NTP, a BGP session) stands and does nothing. No page of the makers says what comes back with the interface.
struct LineMentions {
    /// One such line.
    struct Finding {
        let user: ObjectID
        let line: String
        let interface: ObjectID
        /// Whether it is a static route.
        let isRoute: Bool
    }

    let findings: [Finding]
    private let marks: [ObjectID: SourceMark]

    init(_ change: LineConfig.Change, grammar: LineGrammar) {
        marks = change.marks
        let gone = change.differences.filter { $0.id.section == "interface" && $0.after == nil }.map(\.id)
        let names = Dictionary(gone.map { (Self.plain($0.key), $0) }, uniquingKeysWith: { first, _ in first })
        guard !names.isEmpty else {
            findings = []
            return
        }
        let words = LineWording(grammar: grammar)
        findings = change.target.objects.flatMap { object -> [Finding] in
            let isRoute = ["ip route", "ipv6 route", "ip route-static", "ipv6 route-static"].contains {
                LineConsequences.begins("\(object.id)", with: $0)
            }
            // A line that no rule knows is a block without lines.
            let lines =
                grammar.isBlock(object.id)
                ? [LinePath(object.id).lines.last ?? ""]
                    + object.properties.sorted { $0.key < $1.key }.filter { $0.value != LineTree.off }
                    .map { words.line($0.key, $0.value, of: object.id) }
                : words.lines(of: object).map { words.line($0.name, $0.value, of: object.id) }
            return lines.compactMap { line in
                Self.name(in: line, of: names).map {
                    Finding(user: object.id, line: line, interface: $0, isRoute: isRoute)
                }
            }
        }
    }

    /// A name without blanks and case: `Vlan 10` is `vlan10`.
    private static func plain(_ name: String) -> String { name.lowercased().filter { $0 != " " } }

    /// The interface that a line names; texts for people name none.
    private static func name(in line: String, of names: [String: ObjectID]) -> ObjectID? {
        let words = line.words.prefix { !["description", "remark", "alias", "name"].contains($0) }
        for (index, word) in words.enumerated() {
            if let id = names[word.lowercased()] { return id }
            guard index + 1 < words.count, word.last?.isLetter == true, words[index + 1].first?.isNumber == true else {
                continue
            }
            if let id = names[word.lowercased() + words[index + 1].lowercased()] { return id }
        }
        return nil
    }

    /// Routes through what goes.
    var errors: [Diagnostic] {
        findings.filter(\.isRoute).map {
            Diagnostic(
                "\($0.interface) can't be removed: `\($0.line)` leads through it",
                at: marks[$0.interface] ?? marks[$0.user],
                hint: "take the route back in the same text, or lead it elsewhere")
        }
    }

    /// What else names it.
    var warnings: [Diagnostic] {
        findings.filter { !$0.isRoute }.map {
            let place = $0.line.hasPrefix("\($0.user)") ? "" : " of \($0.user)"
            return Diagnostic(
                "`\($0.line)`\(place) still names \($0.interface), which goes",
                at: marks[$0.user] ?? marks[$0.interface],
                severity: .warning)
        }
    }
}
