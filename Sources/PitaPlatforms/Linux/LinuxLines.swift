import PitaDiagnostics

/// What Pita knows of the statements of `tc` and `ip`, and what becomes of each.
enum LinuxLines {
    /// The forms, by the section that they are in. Sources: tc(8), tc-htb(8), tc-u32(8), tc-flower(8), ip-link(8),
    /// ip-address(8), ip-route(8); each is verified on the kernel of the tests.
    private static let rules: [String: LineExplanation.Rule] = [
        LinuxSection.qdisc: .init(
            form: "tc qdisc replace dev DEV root|parent CLASS handle H: KIND OPTIONS", kind: "one for each place",
            takenBack: "tc qdisc del dev DEV root|parent CLASS",
            notes: [
                "all classes and filters go with a root", "a root is made anew when it changes; leaves are replaced",
                "its class comes before it",
            ]),
        LinuxSection.shapingClass: .init(
            form: "tc class replace dev DEV parent PARENT classid CLASS htb rate R [ceil C] OPTIONS",
            kind: "one for each class", takenBack: "tc class del dev DEV classid CLASS",
            notes: [
                "a ceil that is not named is the rate", "replaced in place, but for its parent",
                "its classes, filters and qdisc go before it; its parent comes before it",
            ]),
        LinuxSection.filter: .init(
            form: "tc filter add dev DEV parent H: protocol P prio N handle X u32|flower MATCHES flowid CLASS",
            kind: "one for each place, in the order of `prio`",
            takenBack: "tc filter del dev DEV parent H: protocol P prio N handle X KIND",
            notes: ["made anew when it changes", "its class comes before it"]),
        LinuxSection.link: .init(
            form: "ip link add link DEV name NAME type vlan id N; ip link set dev NAME up|down",
            kind: "one for each name", takenBack: "ip link del dev NAME",
            notes: ["addresses, routes and queues of the interface go with it", "made anew when its VLAN changes"]),
        LinuxSection.address: .init(
            form: "ip address replace ADDRESS/LENGTH dev DEV", kind: "list of the interface",
            takenBack: "ip address del ADDRESS/LENGTH dev DEV",
            notes: ["with the first address of a subnet go the others of it and the routes through them"]),
        LinuxSection.route: .init(
            form: "ip route replace DESTINATION [via A] dev DEV [metric N]",
            kind: "one for each destination and metric",
            takenBack: "ip route del DESTINATION [metric N]", notes: ["its interface comes before it"]),
    ]

    /// For each statement the rule that holds; `nil` for one that Pita does not manage.
    static func explain(_ text: String, file: String) throws(Diagnostics) -> [LineExplanation] {
        try ShellWords.statements(in: text, file: file).map { words in
            let line = IntendedLine(words)
            let object = try? LinuxParser.object(words)
            return LineExplanation(
                mark: line.mark, text: SecretMask(names: SecretMask.common).masked(line.text),
                section: object?.id.section ?? "", rule: object.flatMap { rules[$0.id.section] })
        }
    }

    /// What becomes of each line of `intended`.
    static func accounts(
        of intended: ConfigTree, from running: ConfigTree, to target: ConfigTree
    ) throws(Diagnostics) -> [LineAccount] {
        var judge = ShellAccounts(
            running: running, target: target, settled: LinuxRules.settled,
            shown: { LinuxCommands.put($0, old: nil, guarded: false).joined(separator: "; ") }, likeness: likeness)
        var accounts: [LineAccount] = []
        for line in intended.lines {
            let object = if let said = line.said { said } else { try read(line) }
            accounts += judge.accounts(of: line, naming: [object], mayMiss: false)
        }
        return accounts
    }

    private static func read(_ line: IntendedLine) throws(Diagnostics) -> ConfigObject {
        let words = try line.words()
        return try Diagnostics.wrapping { () throws(Diagnostic) in try LinuxParser.object(words) }
    }

    /// What an object has in common with those that a removal may have meant instead of it: the same address with another
    /// length or on another interface, the same destination by another metric, the same priority with another handle.
    private static func likeness(_ id: ObjectID) -> ObjectID? {
        let values = values(id)
        switch id.section {
        case LinuxSection.address:
            return ObjectID(section: id.section, key: String((values["address"] ?? "").prefix { $0 != "/" }))
        case LinuxSection.route: return ObjectID(section: id.section, key: values["to"] ?? "")
        case LinuxSection.filter:
            let names = ["dev", "parent", "prio"]
            return ObjectID(section: id.section, key: names.map { values[$0] ?? "" }.joined(separator: " "))
        default: return nil
        }
    }

    private static func values(_ id: ObjectID) -> [String: String] {
        let pairs = id.key.split(separator: " ").compactMap { pair -> (String, String)? in
            let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
            return parts.count == 2 ? (parts[0], parts[1]) : nil
        }
        return Dictionary(pairs) { first, _ in first }
    }
}
