import PitaDiagnostics

/// What a device of the IOS kind keeps as it is while other lines name it.
struct IOSInUse {
    let dialect: IOSDialect

    /// Sections of what can't be removed while it is named: `% Flow Monitor: Flow Monitor 'M' is in use`.
    private static let kept = ["object-group ", "flow monitor ", "flow record ", "flow exporter "]
    /// Those of them that can't be changed either.
    private static let fixed = ["flow monitor", "flow record"]
    /// What lets packets or routes through.
    private static let guarding = [
        "ip access-list", "ipv6 access-list", "mac access-list", "route-map ", "ip prefix-list ", "ipv6 prefix-list ",
        "time-range ",
    ]

    private func isKept(_ name: String) -> Bool { dialect != .eos && Self.kept.contains { name.hasPrefix($0) } }

    /// What becomes of a line that names what is removed; `nil` where the change is refused for it.
    func effect(of name: String) -> String? {
        if isKept(name) { return nil }
        return Self.guarding.contains { name.hasPrefix($0) }
            ? "what is missing may let everything through" : "the line has no effect without it"
    }

    /// Changes that the device refuses.
    func errors(_ change: LineConfig.Change, running: ConfigTree) -> [Diagnostic] {
        guard dialect != .eos else { return [] }
        let references = LineReferences(grammar: dialect.grammar)
        let removed = change.dangling.filter { isKept($0.name) }.map {
            user, name in
            let gone = change.differences.first { $0.after == nil && LineReferences.made(by: $0.id).contains(name) }
            return Diagnostic(
                "`\(name)` can't be removed: \(user) still names it",
                at: change.marks[user] ?? gone.flatMap { change.marks[$0.id] },
                hint: "remove the line that names it in the same text")
        }
        let changed = change.differences.filter {
            Self.fixed.contains($0.id.section) && $0.before != nil && $0.after != nil
        }
        guard !changed.isEmpty else { return removed }
        // Lines that stay name it all the while.
        let users = change.target.objects.filter { object in running[object.id] != nil }.map { object in
            (
                object.id,
                references.names(of: object.id, in: running).filter(
                    references.names(of: object.id, in: change.target).contains)
            )
        }
        return removed
            + changed.compactMap { difference in
                users.first { $0.1.contains("\(difference.id)") }.map { user, _ in
                    Diagnostic(
                        "\(difference.id) can't be changed: \(user) names it, and the device keeps it as it is",
                        at: change.marks[difference.id],
                        hint: "make one of another name, and lead the line there in the same text")
                }
            }
    }
}
