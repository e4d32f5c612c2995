import PitaDiagnostics

/// What lines of a change claim that only one object of a device can hold, where another one keeps it.
struct LineConflicts {
    let grammar: LineGrammar
    let running: ConfigTree
    let target: ConfigTree

    /// A line that says what another one says of another object: `encapsulation dot1Q 10` of two subinterfaces.
    struct Finding {
        let id: ObjectID
        let line: String
        let holder: ObjectID
        let held: String
    }

    /// A line and what it claims, with its form.
    private typealias Claim = (key: String, line: String)

    /// All of them, in the order of the config.
    func all(_ differences: [ObjectDifference]) -> [Finding] {
        var new: [String: [(id: ObjectID, line: String)]] = [:]
        var sections = Set<String>()
        let words = LineWording(grammar: grammar)
        var known: [ObjectID: [Claim]] = [:]
        for difference in differences {
            guard let object = target[difference.id], words.mayHold(object.id) else { continue }
            let old = Set(running[object.id].map { claims($0, words) }?.map(\.line) ?? [])
            let held = claims(object, words)
            known[object.id] = held
            for (key, line) in held where !old.contains(line) {
                new[key, default: []].append((object.id, line))
                sections.insert(object.id.section)
            }
        }
        guard !new.isEmpty else { return [] }
        var found: [Finding] = []
        for object in target.objects where sections.contains(object.id.section) {
            for (key, line) in known[object.id] ?? claims(object, words) {
                let claimants = new[key] ?? []
                let isNew = claimants.contains { $0.id == object.id && $0.line == line }
                for claimant in claimants where claimant.id != object.id || claimant.line != line {
                    // Of two that are new the later one is named.
                    if isNew, (claimant.id, claimant.line) < (object.id, line) { continue }
                    found.append(Finding(id: claimant.id, line: claimant.line, holder: object.id, held: line))
                }
            }
        }
        return found
    }

    /// What the lines of an object claim.
    private func claims(_ object: ConfigObject, _ words: LineWording) -> [Claim] {
        guard words.mayHold(object.id) else { return [] }
        return words.lines(of: object).compactMap { name, value in
            guard let claim = words.claim(name, value, of: object.id), claim.isSole else { return nil }
            return ("\(claim.form)\n\(claim.value)", claim.line)
        }
    }

    /// The findings as errors at the lines' places.
    func errors(_ differences: [ObjectDifference], marks: [ObjectID: SourceMark]) -> [Diagnostic] {
        all(differences).map { finding in
            let holder =
                LineConsequences.begins(finding.held, with: "\(finding.holder)")
                ? "`\(finding.held)`" : "`\(finding.held)` of \(finding.holder)"
            return Diagnostic(
                "`\(finding.line)`: the device has that once, and \(holder) holds it",
                at: marks[finding.id], hint: "take that back in the same text, or say another one")
        }
    }
}
