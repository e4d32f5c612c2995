/// A database of a switch (RFC 7047) and the part of `ovs-vsctl` that Pita uses: transactions, references, collection of rows.
struct MiniSwitch: Equatable {
    /// A row's columns: texts and numbers as they are, sets and maps by member.
    struct Row: Equatable {
        var table: String
        var values: [String: [String: String]] = [:]
    }
    private struct Refusal: Error { let words: String }

    private(set) var rows: [String: Row] = [:]
    private var serial = 0
    private var names: [String: String] = [:]
    private var isNaming = false

    init() {}

    /// Equal but for uuids, which a remade row has new.
    static func == (left: MiniSwitch, right: MiniSwitch) -> Bool { left.content == right.content }

    /// The rows with their references followed, orphans too.
    private var content: [String] {
        func text(_ id: String) -> String {
            guard let row = rows[id] else { return "gone" }
            let columns = row.values.filter { !$0.value.isEmpty }.map { column, members in
                "\(column)={"
                    + members.map {
                        "\($0.hasPrefix("uuid-") ? text($0) : $0):\($1.hasPrefix("uuid-") ? text($1) : $1)"
                    }.sorted()
                    .joined(separator: ",") + "}"
            }
            return "\(row.table)(\(columns.sorted().joined(separator: " ")))"
        }
        return rows.keys.map(text).sorted()
    }

    /// How many rows of shaping there are, wherever they hang.
    var shapingRows: Int { rows.values.filter { $0.table == "qos" || $0.table == "queue" }.count }

    /// Runs `ovs-vsctl` with the words after its name, as one transaction.
    mutating func run(_ words: [String]) -> MiniShell.Reply {
        var copy = self
        copy.names = [:]
        var words = words[...]
        var isLenient = false
        while let first = words.first, first.hasPrefix("--"), first != "--" {
            isLenient = isLenient || first == "--if-exists"
            words.removeFirst()
        }
        var output = ""
        do {
            let parts = words.split(separator: "--").map(Array.init)
            for part in parts { try copy.name(part) }
            for part in parts { output += try copy.execute(part, lenient: isLenient) }
            try copy.commit(before: self)
        } catch {
            return ("", 1)
        }
        self = copy
        return (output, 0)
    }

    /// Gives names of rows to be created their uuids before anything refers to them.
    private mutating func name(_ words: [String]) throws(Refusal) {
        for option in words.prefix(while: { $0.hasPrefix("--") }) where option.hasPrefix("--id=") {
            serial += 1
            names[String(option.dropFirst(5))] = "uuid-\(serial)"
        }
    }

    private func find(_ table: String, _ name: String) -> String? {
        if name.hasPrefix("uuid-") { return rows[name]?.table == table ? name : nil }
        if table == "qos" { return find("port", name).flatMap { rows[$0]?.values["qos"]?.keys.first } }
        return rows.first { $0.value.table == table && $0.value.values["name"]?[name] != nil }?.key
    }

    private func row(_ table: String, _ name: String) throws(Refusal) -> String {
        guard let id = find(table, name) else { throw Refusal(words: "no row \(name) in table \(table)") }
        return id
    }

    private mutating func make(_ table: String, _ values: [String: [String: String]], id: String? = nil) -> String {
        serial += 1
        let id = id ?? "uuid-\(serial)"
        rows[id] = Row(table: table, values: values)
        return id
    }

    private mutating func execute(_ words: [String], lenient: Bool) throws(Refusal) -> String {
        let options = words.prefix { $0.hasPrefix("--") }
        var words = Array(words.dropFirst(options.count))
        let lenient = lenient || options.contains("--may-exist") || options.contains("--if-exists")
        guard !words.isEmpty else { throw Refusal(words: "missing command") }
        let command = words.removeFirst()
        switch command {
        case "get": return try get(words, lenient: lenient)
        case "add-br", "add-port": try add(command, words, lenient: lenient)
        case "del-br", "del-port": try drop(command, words, lenient: lenient)
        case "set": try assign(row(words[0], words[1]), words.dropFirst(2))
        case "create":
            guard words.count >= 2 else { throw Refusal(words: "'create' command requires at least 2 arguments") }
            let id = options.first { $0.hasPrefix("--id=") }.flatMap { names[String($0.dropFirst(5))] }
            try assign(make(words[0], [:], id: id), words.dropFirst())
        case "clear":
            let id = try row(words[0], words[1])
            for column in words.dropFirst(2) { rows[id]?.values[column] = nil }
        case "remove":
            let id = try row(words[0], words[1])
            for key in words.dropFirst(3) { rows[id]?.values[words[2]]?[try Self.atom(key)] = nil }
        case "destroy": rows[try row(words[0], words[1])] = nil
        default: throw Refusal(words: "unknown command '\(command)'")
        }
        return ""
    }

    private func get(_ words: [String], lenient: Bool) throws(Refusal) -> String {
        guard let id = find(words[0], words[1]) else {
            guard lenient else { throw Refusal(words: "no row") }
            return ""
        }
        if words[2] == "_uuid" { return id + "\n" }
        let column = words[2].split(separator: ":").map(String.init)
        let members = rows[id]?.values[column[0]] ?? [:]
        if column.count == 2 {
            guard let value = members[column[1]] ?? (lenient ? "" : nil) else { throw Refusal(words: "no key") }
            return value + "\n"
        }
        return (members.keys.first ?? "[]") + "\n"
    }

    private mutating func add(_ command: String, _ words: [String], lenient: Bool) throws(Refusal) {
        let name = words[words.count - 1]
        let isBridge = command == "add-br"
        if find(isBridge ? "bridge" : "port", name) != nil {
            guard lenient else { throw Refusal(words: "already exists") }
            return
        }
        let bridge = isBridge ? make("bridge", ["name": [name: ""]]) : try row("bridge", words[0])
        let interface = make("interface", ["name": [name: ""], "type": isBridge ? ["internal": ""] : [:]])
        let port = make("port", ["name": [name: ""], "interfaces": [interface: ""]])
        rows[bridge]?.values["ports", default: [:]][port] = ""
    }

    private mutating func drop(_ command: String, _ words: [String], lenient: Bool) throws(Refusal) {
        let isBridge = command == "del-br"
        guard let id = find(isBridge ? "bridge" : "port", words[words.count - 1]) else {
            guard lenient else { throw Refusal(words: "no such name") }
            return
        }
        let ports = isBridge ? Array(rows[id]?.values["ports"]?.keys ?? [:].keys) : [id]
        // The deletion of a row swallows what the transaction changed in it before.
        for port in ports { swallowed.insert(port) }
        if isBridge { rows[id] = nil }
        for (bridge, row) in rows where row.table == "bridge" && !isBridge && row.values["ports"]?[id] != nil {
            rows[bridge]?.values["ports"]?[id] = nil
        }
    }

    private var swallowed: Set<String> = []

    private static let limits: [String: ClosedRange<Int>] = ["tag": 0...4095, "trunks": 0...4095, "dscp": 0...63]

    private mutating func assign(_ id: String, _ words: some Collection<String>) throws(Refusal) {
        for word in words {
            guard let equals = word.firstIndex(of: "=") else { throw Refusal(words: "no =") }
            let left = word[..<equals].split(separator: ":", maxSplits: 1).map(String.init)
            let column = left[0].replacing("-", with: "_")
            let written = String(word[word.index(after: equals)...])
            var values: [String] = []
            for part in left[0] == "trunks" ? written.split(separator: ",").map(String.init) : [written] {
                let value = try Self.atom(part)
                if value.hasPrefix("@"), names[value] == nil { throw Refusal(words: "referenced but never created") }
                values.append(names[value] ?? value)
            }
            if let limits = Self.limits[column], !values.allSatisfy({ limits.contains(Int($0) ?? -1) }) {
                throw Refusal(words: "constraint violation")
            }
            if left.count == 2 {
                rows[id]?.values[column, default: [:]][try Self.atom(left[1])] = values[0]
            } else {
                rows[id]?.values[column] = Dictionary(
                    uniqueKeysWithValues: values.filter {
                        !$0.isEmpty && $0 != "{}" && $0 != "[]" && !($0 == "0" && column.hasPrefix("ingress"))
                    }.map { ($0, "") })
            }
        }
    }

    /// A word, or a string in double quotes.
    private static func atom(_ text: String) throws(Refusal) -> String {
        guard text.hasPrefix("\"") else {
            if text.contains(where: { "\",".contains($0) }) { throw Refusal(words: "syntax error") }
            return text
        }
        guard text.count > 1, text.hasSuffix("\"") else { throw Refusal(words: "syntax error") }
        var result = ""
        var rest = text.dropFirst().dropLast()
        while let next = rest.popFirst() {
            if next == "\\", let escaped = rest.popFirst() {
                guard escaped == "\"" || escaped == "\\" else { throw Refusal(words: "escape") }
                result.append(escaped)
            } else {
                result.append(next)
            }
        }
        return result
    }

    private mutating func commit(before: MiniSwitch) throws(Refusal) {
        for port in swallowed { rows[port]?.values["qos"] = before.rows[port]?.values["qos"] }
        // Referential integrity is judged before rows that nothing leads to are dropped.
        let gone = before.rows.keys.filter { rows[$0] == nil }
        for (_, row) in rows {
            for members in row.values.values {
                for (key, value) in members where gone.contains(key) || gone.contains(value) {
                    throw Refusal(words: "referential integrity violation")
                }
            }
        }
        swallowed = []
        for table in ["port", "interface"] {
            let used = Set(rows.values.flatMap { $0.values.values.flatMap(\.keys) })
            for (id, row) in rows where row.table == table && !used.contains(id) { rows[id] = nil }
        }
    }
}

extension MiniSwitch {
    /// The answer to the read command.
    var listing: String {
        let sets: Set = ["ports", "interfaces", "trunks"]
        let maps: Set = ["external_ids", "other_config", "options", "queues"]
        let numbers: Set = [
            "tag", "trunks", "dscp", "ingress_policing_rate", "ingress_policing_burst", "mtu_request", "ofport_request",
        ]
        func quoted(_ text: String) -> String {
            "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        }
        func atom(_ text: String, _ column: String) -> String {
            text.hasPrefix("uuid-") ? "[\"uuid\",\(quoted(text))]" : numbers.contains(column) ? text : quoted(text)
        }
        func cell(_ id: String, _ row: Row, _ column: String) -> String {
            if column == "_uuid" { return atom(id, column) }
            let members = row.values[column] ?? [:]
            if maps.contains(column) {
                let pairs = members.map { "[\(column == "queues" ? $0 : quoted($0)),\(atom($1, ""))]" }
                return "[\"map\",[\(pairs.joined(separator: ","))]]"
            }
            if let only = members.keys.first, members.count == 1 { return atom(only, column) }
            if members.isEmpty, ["type", "datapath_type"].contains(column) { return "\"\"" }
            if members.isEmpty, column.hasPrefix("ingress") { return "0" }
            let elements = members.keys.map { atom($0, column) }
            return sets.contains(column) || members.isEmpty ? "[\"set\",[\(elements.joined(separator: ","))]]" : "null"
        }
        let tables: [(String, String)] = [
            ("bridge", "name,ports,datapath_type,fail_mode,external_ids,other_config"),
            ("port", "_uuid,name,interfaces,tag,trunks,vlan_mode,qos,external_ids,other_config"),
            (
                "interface",
                "_uuid,name,type,options,ingress_policing_rate,ingress_policing_burst,mtu_request,ofport_request,external_ids"
            ),
            ("qos", "_uuid,type,queues,external_ids,other_config"), ("queue", "_uuid,dscp,external_ids,other_config"),
        ]
        var lines: [String] = []
        for (table, text) in tables {
            let columns = text.split(separator: ",").map(String.init)
            let data = rows.filter { $0.value.table == table }.map { id, row in
                "[" + columns.map { cell(id, row, $0) }.joined(separator: ",") + "]"
            }
            let headings = columns.map(quoted).joined(separator: ",")
            lines += ["@@pita \(table)", "{\"data\":[\(data.joined(separator: ","))],\"headings\":[\(headings)]}"]
        }
        return (lines + ["@@pita end"]).joined(separator: "\n") + "\n"
    }
}
