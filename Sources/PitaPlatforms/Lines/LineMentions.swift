import PitaDiagnostics

/// Lines that name an interface which a change removes.
///
/// Some devices remove a route through the interface with it, and others keep it without effect. A line that takes its address from the
/// interface (an NTP source, a BGP session) stays and does nothing. No maker documents what returns with the interface.
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
            let isRoute = Self.isRoute(object.id)
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

    private static func isRoute(_ id: ObjectID) -> Bool {
        ["ip route", "ipv6 route", "ip route-static", "ipv6 route-static"].contains {
            LineConsequences.begins("\(id)", with: $0)
        }
    }

    /// The static routes among some objects, by the interface among them that each uses.
    static func routes(_ objects: [ConfigObject], _ words: LineWording) -> [ObjectID: [ObjectID]] {
        let interfaces = objects.map(\.id).filter { $0.section == "interface" }
        let names = Dictionary(interfaces.map { (plain($0.key), $0) }, uniquingKeysWith: { first, _ in first })
        guard !names.isEmpty else { return [:] }
        var routes: [ObjectID: [ObjectID]] = [:]
        for object in objects where isRoute(object.id) {
            for (property, value) in words.lines(of: object) {
                guard let used = name(in: words.line(property, value, of: object.id), of: names) else { continue }
                routes[used, default: []].append(object.id)
            }
        }
        return routes
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

    /// Static routes through a removed interface: the plan is refused.
    var errors: [Diagnostic] {
        findings.filter(\.isRoute).map {
            Diagnostic(
                "\($0.interface) can't be removed: `\($0.line)` still uses it",
                at: marks[$0.interface] ?? marks[$0.user],
                hint: "remove the route in the same text, or change it")
        }
    }

    /// Other lines that name one: the approver is warned.
    var warnings: [Diagnostic] {
        findings.filter { !$0.isRoute }.map {
            let place = $0.line.hasPrefix("\($0.user)") ? "" : " of \($0.user)"
            return Diagnostic(
                "`\($0.line)`\(place) still names \($0.interface), which is removed",
                at: marks[$0.user] ?? marks[$0.interface],
                severity: .warning)
        }
    }
}
