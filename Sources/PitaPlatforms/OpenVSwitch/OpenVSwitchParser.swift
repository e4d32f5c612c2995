import PitaDiagnostics

/// Reads `ovs-vsctl` command lines as an engineer writes them: one transaction a line, `--` between its parts.
struct OpenVSwitchParser {
    private var tree = ConfigTree()

    /// The config that the lines of `text` describe. The errors of the text are reported at once.
    static func tree(_ text: String, file: String) throws(Diagnostics) -> ConfigTree {
        try RuntimeSlot.refuse(in: text, file: file)
        var parser = OpenVSwitchParser()
        var found = Diagnostics()
        for words in try ShellWords.statements(in: text, file: file) where !found.isFull {
            do throws(Diagnostic) {
                try parser.read(words)
                parser.tree.lines.append(IntendedLine(words))
            } catch {
                found.append(namesSecret(words.map(\.text)) ? error : error.shown(in: text))
            }
        }
        try found.throwIfErrors()
        return parser.tree
    }

    /// The objects that one line names.
    static func objects(_ words: [ShellWord]) throws(Diagnostic) -> [ConfigObject] {
        var parser = OpenVSwitchParser()
        try parser.read(words)
        return parser.tree.objects
    }

    /// Whether a line could show a secret.
    static func namesSecret(_ words: [String]) -> Bool {
        words.contains { word in OpenVSwitchSection.secrets.contains { word.contains($0) } }
    }

    private mutating func read(_ words: [ShellWord]) throws(Diagnostic) {
        var words = words[...]
        if words.first?.text == "ovs-vsctl" { words = words.dropFirst() }
        var created = CreatedRows()
        for part in words.split(whereSeparator: { $0.text == "--" }) {
            var options: [ShellWord] = []
            var rest = part
            while let word = rest.first, word.text.hasPrefix("--") {
                options.append(word)
                rest = rest.dropFirst()
            }
            let ids = try Self.identifiers(options)
            guard var cursor = WordCursor(Array(rest)) else { continue }
            let command = try cursor.next("command")
            try read(command, id: ids, &cursor, &created)
        }
        for object in try created.resolved() { try add(object) }
    }

    /// The `@name` of `--id=@name`; the other options that change nothing of what is meant are let through.
    private static func identifiers(_ options: [ShellWord]) throws(Diagnostic) -> String? {
        var id: String?
        for option in options {
            if option.text.hasPrefix("--id=@") {
                id = String(option.text.dropFirst(5))
            } else if !["--may-exist", "--if-exists", "--no-wait"].contains(option.text),
                !option.text.hasPrefix("--timeout=")
            {
                throw Diagnostic(
                    "`\(option.text)` is no option that Pita takes", at: option.mark,
                    hint: Suggestion.hint(for: option.text, among: ["--may-exist", "--if-exists", "--id=@name"]))
            }
        }
        return id
    }

    /// What to do about commands that Pita does not manage.
    private static let unmanaged = [
        "add": "name the whole set: `set port X trunks=10,20`",
        "add-bond": "make the bond on the device; its `port` can then be set by name",
        "set-controller": "controllers are neither read nor managed; set them on the device",
        "del-controller": "controllers are neither read nor managed; take them away on the device",
        "set-fail-mode": "write `set bridge X fail_mode=secure`",
        "del-fail-mode": "write `clear bridge X fail_mode`",
    ]

    private static let commands = [
        "add-br", "del-br", "add-port", "del-port", "set", "clear", "remove", "create",
    ]

    private mutating func read(
        _ command: ShellWord, id: String?, _ cursor: inout WordCursor, _ created: inout CreatedRows
    ) throws(Diagnostic) {
        switch command.text {
        case "add-br":
            let name = try cursor.interface()
            try cursor.end()
            try add(object(OpenVSwitchSection.bridge, name, ["name": name], cursor.mark))
        case "del-br":
            try remove(OpenVSwitchSection.bridge, try cursor.interface(), cursor.mark)
            try cursor.end()
        case "add-port":
            let bridge = try cursor.interface()
            let port = try cursor.interface()
            try add(object(OpenVSwitchSection.port, port, ["name": port, "bridge": bridge], cursor.mark))
            try readSettings(OpenVSwitchSection.port, port, &cursor, &created)
        case "del-port":
            let first = try cursor.interface()
            let port = cursor.peek == nil ? first : try cursor.interface()
            try cursor.end()
            // On another bridge than the one that is named, `ovs-vsctl` finds no such port.
            try add(
                object(
                    OpenVSwitchSection.port, port, port == first ? [:] : ["bridge": first], cursor.mark, absent: true))
        case "set":
            let (table, row) = try target(&cursor)
            try readSettings(table, row, &cursor, &created)
        case "clear": try readClear(&cursor)
        case "remove": try readRemove(&cursor)
        case "create":
            let table = try cursor.next("table")
            guard ["qos", "queue"].contains(table.text.lowercased()), let id else {
                throw Diagnostic("only `--id=@name create qos` and `create queue` make rows", at: table.mark)
            }
            var columns = OpenVSwitchColumns(table: table.text.lowercased())
            while let word = cursor.next() { try columns.read(word) }
            try created.add(id, columns, mark: cursor.mark)
        default:
            throw Diagnostic(
                "`\(command.text)` is no command that Pita manages", at: command.mark,
                hint: Self.unmanaged[command.text]
                    ?? Suggestion.hint(for: command.text, among: Self.commands))
        }
    }

    /// The table and the row of `set`, `clear` and `remove`. Queues have no name of their own there.
    private func target(_ cursor: inout WordCursor) throws(Diagnostic) -> (table: String, row: String) {
        let word = try cursor.next("table")
        let tables = [
            OpenVSwitchSection.bridge, OpenVSwitchSection.port, OpenVSwitchSection.interface, OpenVSwitchSection.qos,
        ]
        guard tables.contains(word.text.lowercased()) else {
            throw Diagnostic(
                "`\(word.text)` is no table that Pita manages by name", at: word.mark,
                hint: Suggestion.hint(for: word.text, among: tables) ?? "queues are named with their port's `qos=@name`"
            )
        }
        return (word.text.lowercased(), try cursor.interface())
    }

    private func id(_ table: String, _ row: String) -> ObjectID {
        table == OpenVSwitchSection.qos ? OpenVSwitchSection.qosID(row) : ObjectID(section: table, key: row)
    }

    private func object(
        _ table: String, _ row: String, _ properties: [String: String], _ mark: SourceMark, absent: Bool = false
    ) -> ConfigObject {
        ConfigObject(id: id(table, row), properties: properties, isAbsent: absent, mark: mark)
    }

    private mutating func readSettings(
        _ table: String, _ row: String, _ cursor: inout WordCursor, _ created: inout CreatedRows
    ) throws(Diagnostic) {
        var columns = OpenVSwitchColumns(table: table)
        while let word = cursor.next() { try columns.read(word) }
        let naming = table == OpenVSwitchSection.qos ? ["port": row] : ["name": row]
        try add(object(table, row, naming.merging(columns.properties) { $1 }, cursor.mark))
        for (column, reference) in columns.references {
            guard column == "qos" else {
                throw Diagnostic("`\(column)` can't be set by name; create the queues with the QoS", at: cursor.mark)
            }
            try created.use(reference, forPort: row, mark: cursor.mark)
        }
    }

    private mutating func readClear(_ cursor: inout WordCursor) throws(Diagnostic) {
        let (table, row) = try target(&cursor)
        repeat {
            let column = try cursor.next("column")
            switch OpenVSwitchSection.columns[table]?[column.text] {
            case .reference? where table == OpenVSwitchSection.port:
                try remove(OpenVSwitchSection.qos, row, cursor.mark)
            case .text?, .number?, .vlans?:
                let naming = table == OpenVSwitchSection.qos ? "port" : "name"
                try add(object(table, row, [naming: row, column.text: ""], cursor.mark))
            default:
                throw Diagnostic(
                    "`\(column.text)` can't be cleared as a whole", at: column.mark,
                    hint: "`remove \(table) \(row) COLUMN NAME`")
            }
        } while cursor.peek != nil
    }

    private mutating func readRemove(_ cursor: inout WordCursor) throws(Diagnostic) {
        let (table, row) = try target(&cursor)
        let column = try cursor.next("column")
        repeat {
            let key = try cursor.next("name")
            switch OpenVSwitchSection.columns[table]?[column.text] {
            case .reference? where table == OpenVSwitchSection.qos:
                guard let number = OpenVSwitchColumns.queueNumber(key.text) else {
                    throw Diagnostic("`\(key.text)` is no queue number", at: key.mark)
                }
                let id = OpenVSwitchSection.queueID(row, number)
                try add(ConfigObject(id: id, properties: [:], isAbsent: true, mark: cursor.mark))
            case .map?:
                guard OpenVSwitchValue.isWord(key.text) else {
                    throw Diagnostic("`\(key.text)` is no name", at: key.mark)
                }
                try OpenVSwitchColumns.refuseSecret(table, column.text, key.text, at: key.mark)
                let naming = table == OpenVSwitchSection.qos ? "port" : "name"
                try add(object(table, row, [naming: row, "\(column.text):\(key.text)": ""], cursor.mark))
            default:
                throw Diagnostic(
                    "`remove` takes names out of a map and queues out of a QoS", at: column.mark,
                    hint: "name the whole set: `set port X trunks=10,20`")
            }
        } while cursor.peek != nil
    }

    private mutating func remove(_ table: String, _ row: String, _ mark: SourceMark) throws(Diagnostic) {
        try add(object(table, row, [:], mark, absent: true))
    }

    /// Several parts may speak of one object; what they say of one property must agree.
    private mutating func add(_ object: ConfigObject) throws(Diagnostic) {
        guard var known = tree[object.id] else {
            tree[object.id] = object
            return
        }
        guard known.isAbsent == object.isAbsent,
            known.properties.allSatisfy({ object.properties[$0.key] ?? $0.value == $0.value })
        else {
            throw Diagnostic(
                "\(object.id) is said to be two things", at: object.mark,
                context: known.mark.map { ["first at \($0)"] } ?? [])
        }
        known.properties.merge(object.properties) { $1 }
        tree[object.id] = known
    }
}
