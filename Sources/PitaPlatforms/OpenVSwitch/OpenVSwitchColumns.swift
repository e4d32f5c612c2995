import PitaDiagnostics

/// The `column=value` words of one row.
struct OpenVSwitchColumns {
    /// The table, in lower case.
    let table: String
    /// The row's properties: `tag`, `other_config:max-rate`.
    private(set) var properties: [String: String] = [:]
    /// References to rows made beside it: `qos` or `queues:0` to `@name`.
    private(set) var references: [(column: String, name: String)] = []

    /// No columns yet.
    init(table: String) { self.table = table }

    /// Reads one word.
    mutating func read(_ word: ShellWord) throws(Diagnostic) {
        guard let equals = word.text.firstIndex(of: "=") else {
            throw Diagnostic("`\(word.text)` is no `column=value`", at: word.mark)
        }
        let left = word.text[..<equals].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init)
        let value = String(word.text[word.text.index(after: equals)...])
        // Everywhere in `ovs-vsctl` a hyphen in a column's name is an underscore too.
        let column = left.isEmpty ? "" : left[0].replacing("-", with: "_")
        guard let kind = OpenVSwitchSection.columns[table]?[column] else {
            throw Diagnostic(
                "table `\(table)` has no column `\(column)` that Pita manages", at: word.mark,
                hint: Suggestion.hint(for: column, among: (OpenVSwitchSection.columns[table] ?? [:]).keys.sorted()))
        }
        let key = left.count == 2 ? left[1] : nil
        switch kind {
        case .reference: try readReference(column, key, value, word)
        case .map: try readMap(column, key, value, word)
        default:
            guard key == nil, let read = Self.scalar(kind, value) else {
                throw Diagnostic("`\(value)` is no value of `\(column)`", at: word.mark, hint: Self.expected(kind))
            }
            properties[column] = read
        }
    }

    private mutating func readMap(_ column: String, _ key: String?, _ value: String, _ word: ShellWord)
        throws(Diagnostic)
    {
        guard let key, OpenVSwitchValue.isWord(key) else {
            throw Diagnostic("`\(column)` is written `\(column):name=value`", at: word.mark)
        }
        try Self.refuseSecret(table, column, key, at: word.mark)
        guard let text = OpenVSwitchValue.text(value) else {
            throw Diagnostic("`\(value)` can't be read", at: word.mark, hint: #"quote it: '"..."' "#.trimmed)
        }
        let isRate = column == "other_config" && ["max-rate", "min-rate"].contains(key)
        let rate = text.utf8.allSatisfy { (48...57).contains($0) } ? UInt64(text) ?? 0 : 0
        if isRate, rate == 0 {
            throw Diagnostic("`\(text)` is no rate", at: word.mark, hint: "bit/s in decimal digits: 20000000")
        }
        properties["\(column):\(key)"] = isRate ? String(rate) : text
    }

    /// Throws for the key of a tunnel, named to be set or to be removed.
    static func refuseSecret(_ table: String, _ column: String, _ key: String, at mark: SourceMark) throws(Diagnostic) {
        guard OpenVSwitchSection.isSecret(table, column, key) else { return }
        throw Diagnostic("\(column):\(key): a secret can't be part of a plan", at: mark, hint: "set it on the device")
    }

    private mutating func readReference(
        _ column: String, _ key: String?, _ value: String, _ word: ShellWord
    ) throws(Diagnostic) {
        let number = key.flatMap(Self.queueNumber)
        guard value.hasPrefix("@"), OpenVSwitchValue.isWord(String(value.dropFirst())),
            (column == "queues") == (number != nil)
        else {
            throw Diagnostic(
                "`\(word.text)` is no reference to a row made beside it", at: word.mark,
                hint: "`qos=@q`, `queues:0=@q0`")
        }
        references.append((number.map { "\(column):\($0)" } ?? column, value))
    }

    private static func scalar(_ kind: OpenVSwitchSection.Column, _ value: String) -> String? {
        if value == "[]" { return "" }
        switch kind {
        case .text(let words):
            guard let text = OpenVSwitchValue.text(value) else { return nil }
            return words?.contains(text) == false ? nil : text
        case .number(let range, _): return TrafficText.decimal(value, in: range)
        case .vlans: return OpenVSwitchValue.vlans(value)
        default: return nil
        }
    }

    private static func expected(_ kind: OpenVSwitchSection.Column) -> String? {
        switch kind {
        case .text(let words?): "one of " + words.joined(separator: ", ")
        case .number(let range, _): "a number from \(range.lowerBound) to \(range.upperBound)"
        case .vlans: "VLAN numbers: 10,20"
        default: nil
        }
    }

    /// A queue's number in canonical form.
    static func queueNumber(_ text: String) -> String? { TrafficText.decimal(text, in: 0...61439) }
}

/// The rows that one line makes under `--id=@name`, and who uses them.
struct CreatedRows {
    private var rows: [(name: String, columns: OpenVSwitchColumns, mark: SourceMark)] = []
    private var ports: [(port: String, name: String, mark: SourceMark)] = []

    /// A row made.
    mutating func add(_ name: String, _ columns: OpenVSwitchColumns, mark: SourceMark) throws(Diagnostic) {
        guard !rows.contains(where: { $0.name == name }) else { throw Diagnostic("`\(name)` is made twice", at: mark) }
        rows.append((name, columns, mark))
    }

    /// A port that uses a QoS.
    mutating func use(_ name: String, forPort port: String, mark: SourceMark) throws(Diagnostic) {
        guard !ports.contains(where: { $0.name == name }) else {
            throw Diagnostic("two ports share `\(name)`", at: mark, hint: "each port has a QoS of its own")
        }
        ports.append((port, name, mark))
    }

    /// The objects; throws when a row is missing, used twice or not used, which would leave it behind in the database.
    func resolved() throws(Diagnostic) -> [ConfigObject] {
        var objects: [ConfigObject] = []
        var used: Set<String> = []
        for (port, name, mark) in ports {
            let qos = try row(name, OpenVSwitchSection.qos, at: mark)
            used.insert(name)
            let id = OpenVSwitchSection.qosID(port)
            objects.append(
                ConfigObject(id: id, properties: qos.columns.properties.merging(["port": port]) { $1 }, mark: qos.mark))
            for (column, queueName) in qos.columns.references {
                let queue = try row(queueName, OpenVSwitchSection.queue, at: qos.mark)
                guard used.insert(queueName).inserted else {
                    throw Diagnostic(
                        "`\(queueName)` is used twice", at: qos.mark, hint: "each queue is a row of its own")
                }
                let number = String(column.dropFirst("queues:".count))
                let naming = ["port": port, "queue": number]
                objects.append(
                    ConfigObject(
                        id: OpenVSwitchSection.queueID(port, number),
                        properties: queue.columns.properties.merging(naming) { $1 }, mark: queue.mark))
            }
        }
        if let unused = rows.first(where: { !used.contains($0.name) }) {
            throw Diagnostic(
                "`\(unused.name)` is made but not used, so it would stay behind in the database", at: unused.mark)
        }
        return objects
    }

    private func row(
        _ name: String, _ table: String, at mark: SourceMark
    ) throws(Diagnostic) -> (columns: OpenVSwitchColumns, mark: SourceMark) {
        guard let row = rows.first(where: { $0.name == name }), row.columns.table == table else {
            throw Diagnostic("no `--id=\(name) create \(table)` stands in the line", at: mark)
        }
        return (row.columns, row.mark)
    }
}
