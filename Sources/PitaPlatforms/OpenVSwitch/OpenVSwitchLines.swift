import PitaDiagnostics

/// What Pita knows of the commands of `ovs-vsctl`, and what becomes of each.
enum OpenVSwitchLines {
    /// The forms, by their command. Sources: ovs-vsctl(8), ovs-vswitchd.conf.db(5); each is verified on the release of the
    /// tests.
    private static let rules: [String: LineExplanation.Rule] = [
        "add-br": .init(
            form: "add-br BRIDGE", kind: "block", takenBack: "del-br BRIDGE", notes: ["its ports go with it"]),
        "del-br": .init(form: "del-br BRIDGE", kind: "removal", takenBack: "add-br BRIDGE, and its ports again"),
        "add-port": .init(
            form: "add-port BRIDGE PORT [COLUMN=VALUE ...]", kind: "one for each port", takenBack: "del-port PORT",
            notes: ["its bridge comes before it", "its QoS and queues go with it"]),
        "del-port": .init(
            form: "del-port [BRIDGE] PORT", kind: "removal", takenBack: "add-port BRIDGE PORT, and its columns again"),
        "set": .init(
            form: "set TABLE ROW COLUMN=VALUE ...", kind: "single value for each column, or for each name in one",
            takenBack: "the former value, or `clear` and `remove`",
            notes: ["a set of VLANs is named whole", "`qos=@name` takes rows made in the same line"]),
        "clear": .init(form: "clear TABLE ROW COLUMN ...", kind: "removal", takenBack: "set, with the former value"),
        "remove": .init(
            form: "remove TABLE ROW COLUMN NAME ...", kind: "removal of one of many",
            takenBack: "set, with the former value"),
        "create": .init(
            form: "--id=@NAME create qos|queue COLUMN=VALUE ...", kind: "block of the port that uses it",
            takenBack: "with the port's QoS"),
    ]

    /// For each line the rule of its first command that Pita knows; `nil` for a line that it does not manage.
    static func explain(_ text: String, file: String) throws(Diagnostics) -> [LineExplanation] {
        try ShellWords.statements(in: text, file: file).map { words in
            let line = IntendedLine(words)
            let objects = (try? OpenVSwitchParser.objects(words)) ?? []
            let command = words.map(\.text).first { rules[$0] != nil }
            return LineExplanation(
                mark: line.mark,
                text: OpenVSwitchParser.namesSecret(words.map(\.text)) ? Secret.mask : line.text,
                section: objects.first?.id.section ?? "", rule: objects.isEmpty ? nil : command.flatMap { rules[$0] })
        }
    }

    /// What becomes of each line of `intended`.
    static func accounts(
        of intended: ConfigTree, from running: ConfigTree, to target: ConfigTree
    ) throws(Diagnostics) -> [LineAccount] {
        var judge = ShellAccounts(
            running: running, target: target, settled: OpenVSwitchRules.settled, shown: shown,
            likeness: { _ in nil })
        var accounts: [LineAccount] = []
        for line in intended.lines {
            let words = try line.words()
            let objects = try Diagnostics.wrapping { () throws(Diagnostic) in try OpenVSwitchParser.objects(words) }
            accounts += judge.accounts(
                of: line, naming: objects, mayMiss: words.contains { $0.text == "--if-exists" })
        }
        return accounts
    }

    private static func shown(_ object: ConfigObject) -> String {
        let name = object.properties["name"] ?? object.id.key
        let columns = object.properties.filter { !OpenVSwitchSection.naming.contains($0.key) }
        let words = columns.sorted { $0.key < $1.key }.map {
            "\($0.key)=\(ShellQuoting.quoted(OpenVSwitchValue.atom($0.value)))"
        }
        guard object.id.section == OpenVSwitchSection.port, let bridge = object.properties["bridge"] else {
            return (["set", object.id.section, name] + words).joined(separator: " ")
        }
        return (["add-port", bridge, name] + words).joined(separator: " ")
    }
}
