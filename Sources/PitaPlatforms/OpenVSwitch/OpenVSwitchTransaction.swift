/// A change of a switch as one command with one database transaction: all of it happens or nothing.
///
/// Rows of QoS and queues are found through their port at the moment of sending, so that no uuid stands in a plan. On the way
/// back (`guarded`) the device may be in the old or in the new state, and parts that have nothing to do drop out.
struct OpenVSwitchTransaction {
    private let from: ConfigTree
    private let to: ConfigTree
    private let guarded: Bool
    /// The queues of each port, before and after.
    private let queues: (from: [String: [ConfigObject]], to: [String: [ConfigObject]])
    private var lookups: [String] = []
    private var parts: [Part] = []
    private var serial = 0

    /// A part of the transaction, and what must hold for it on the way back.
    private struct Part {
        var words: [String]
        var condition: String?
    }

    /// The command from `from` to `to`; `nil` when nothing differs.
    static func command(from: ConfigTree, to: ConfigTree, guarded: Bool) -> String? {
        var transaction = OpenVSwitchTransaction(from: from, to: to, guarded: guarded)
        transaction.build()
        return transaction.text
    }

    private init(from: ConfigTree, to: ConfigTree, guarded: Bool) {
        (self.from, self.to, self.guarded) = (from, to, guarded)
        queues = (Self.queues(of: from), Self.queues(of: to))
    }

    private static let tool = "ovs-vsctl --timeout=10"

    /// A lookup that fails stops the command before the transaction. A part whose condition does not hold is left out.
    private var text: String? {
        guard !parts.isEmpty else { return nil }
        guard guarded else {
            let words = parts.flatMap { ["--"] + $0.words }.joined(separator: " ")
            return (lookups + ["\(Self.tool) \(words)"]).joined(separator: " && ")
        }
        let collected = parts.map { part in
            (part.condition.map { "\($0) || " } ?? "") + "set -- \"$@\" -- " + part.words.joined(separator: " ")
        }
        return (["set --"] + lookups + collected + ["[ $# -eq 0 ] || \(Self.tool) \"$@\""]).joined(separator: "; ")
    }

    private mutating func build() {
        let ids = TreeDifference(from: from, to: to).ids
        let gone = ids.filter { to[$0] == nil }
        // While the port still leads to them, and before it goes: a reference from it would keep the rows.
        for port in portsWithQoS(ids) where to[OpenVSwitchSection.qosID(port)] == nil { destroyQoS(port) }
        for id in gone where id.section == OpenVSwitchSection.port { removePort(id) }
        for id in gone where id.section == OpenVSwitchSection.bridge {
            append(conditional("--if-exists", ["del-br", id.key]))
        }
        for section in [OpenVSwitchSection.bridge, OpenVSwitchSection.port, OpenVSwitchSection.interface] {
            for object in to.objects(in: section) where from[object.id]?.properties != object.properties { put(object) }
        }
        for port in portsWithQoS(ids) { putQoS(port) }
    }

    /// `del-port` forgets that the port's QoS was cleared in the same transaction, and the database then keeps the row's
    /// destruction from happening; a port with a QoS is taken out of its bridge instead, and the database drops the row.
    private mutating func removePort(_ id: ObjectID) {
        guard let bridge = from[id]?.properties["bridge"], bridge != id.key else { return }
        if from[OpenVSwitchSection.qosID(id.key)] != nil {
            let row = lookUp("get port \(id.key) _uuid")
            append(["remove", "bridge", bridge, "ports", "\"$\(row)\""], if: isEmpty(row))
        } else if to[ObjectID(section: OpenVSwitchSection.bridge, key: bridge)] != nil {
            append(conditional("--if-exists", ["del-port", bridge, id.key]))
        }
    }

    private func conditional(_ option: String, _ words: [String]) -> [String] { (guarded ? [option] : []) + words }

    private mutating func append(_ words: [String], if condition: String? = nil) {
        parts.append(Part(words: words, condition: condition))
    }

    private func portsWithQoS(_ ids: [ObjectID]) -> [String] {
        var seen: Set<String> = []
        return ids.filter { $0.section == OpenVSwitchSection.qos || $0.section == OpenVSwitchSection.queue }
            .compactMap { (from[$0] ?? to[$0])?.properties["port"] }.filter { seen.insert($0).inserted }
    }

    // MARK: bridges, ports, interfaces

    private mutating func put(_ object: ConfigObject) {
        let name = object.id.key
        let old = from[object.id]
        if old == nil, object.id.section == OpenVSwitchSection.bridge {
            append(conditional("--may-exist", ["add-br", name]))
        }
        if old == nil, object.id.section == OpenVSwitchSection.port, let bridge = object.properties["bridge"],
            bridge != name
        {
            append(conditional("--may-exist", ["add-port", bridge, name]))
        }
        set(object.id.section, row: name, from: old?.properties ?? [:], to: object.properties)
    }

    /// `set` for what is new or different, `clear` and `remove` for what goes.
    private mutating func set(
        _ table: String, row: String, from old: [String: String], to new: [String: String], if condition: String? = nil
    ) {
        let assignments = Self.assignments(new.filter { old[$0.key] != $0.value })
        if !assignments.isEmpty { append(["set", table, row] + assignments, if: condition) }
        for name in old.keys.sorted() where new[name] == nil && !OpenVSwitchSection.naming.contains(name) {
            let column = name.split(separator: ":", maxSplits: 1).map(String.init)
            if column.count == 2 {
                append(
                    ["remove", table, row, column[0], ShellQuoting.quoted(OpenVSwitchValue.atom(column[1]))],
                    if: condition)
            } else if case .number(_, let standard?)? = OpenVSwitchSection.columns[table]?[name] {
                append(["set", table, row, "\(name)=\(standard)"], if: condition)
            } else if name == "type" {
                append(["set", table, row, ShellQuoting.quoted("type=\"\"")], if: condition)
            } else {
                append(["clear", table, row, name], if: condition)
            }
        }
    }

    private static func assignments(_ properties: [String: String]) -> [String] {
        properties.keys.sorted().filter { !OpenVSwitchSection.naming.contains($0) }.map { name in
            let value = properties[name] ?? ""
            if name == "trunks" { return "trunks=\(value)" }
            let column = name.split(separator: ":", maxSplits: 1).map(String.init)
            let left = column.count == 2 ? "\(column[0]):\(OpenVSwitchValue.atom(column[1]))" : name
            return ShellQuoting.quoted("\(left)=\(OpenVSwitchValue.atom(value))")
        }
    }

    /// The columns of a new row; `create` asks for one at least.
    private static func columns(_ properties: [String: String]) -> [String] {
        let assignments = assignments(properties)
        return assignments.isEmpty ? [ShellQuoting.quoted("external_ids={}")] : assignments
    }

    // MARK: QoS and queues

    private static func queues(of tree: ConfigTree) -> [String: [ConfigObject]] {
        Dictionary(grouping: tree.objects(in: OpenVSwitchSection.queue)) { $0.properties["port"] ?? "" }
    }

    private mutating func name(_ prefix: String) -> String {
        serial += 1
        return "\(prefix)\(serial)"
    }

    private mutating func putQoS(_ port: String) {
        let id = OpenVSwitchSection.qosID(port)
        guard let new = to[id] else { return }
        guard let old = from[id] else { return createQoS(port, new) }
        set("qos", row: port, from: old.properties, to: new.properties)
        let numbers = Set(((queues.from[port] ?? []) + (queues.to[port] ?? [])).map(\.id))
        for queue in numbers.sorted() { changeQueue(port, queue) }
    }

    private mutating func destroyQoS(_ port: String) {
        let qos = lookUp("get port \(port) qos")
        for queue in queues.from[port] ?? [] {
            let row = lookUp("get qos \(port) queues:\(queue.properties["queue"] ?? "")")
            append(["destroy", "queue", "\"$\(row)\""], if: isEmpty(row))
        }
        append(["clear", "port", port, "qos"], if: isEmpty(qos))
        append(["destroy", "qos", "\"$\(qos)\""], if: isEmpty(qos))
    }

    private mutating func createQoS(_ port: String, _ new: ConfigObject) {
        // On the way back the QoS may still be there whole: then nothing was changed and nothing is to be made.
        let condition = guarded ? isSet(lookUp("get port \(port) qos")) : nil
        let qos = name("@qos")
        var created: [[String]] = []
        var references: [String] = []
        for queue in queues.to[port] ?? [] {
            let row = name("@queue")
            references.append("queues:\(queue.properties["queue"] ?? "")=\(row)")
            created.append(["--id=\(row)", "create", "queue"] + Self.columns(queue.properties))
        }
        append(["set", "port", port, "qos=\(qos)"], if: condition)
        append(["--id=\(qos)", "create", "qos"] + Self.assignments(new.properties) + references, if: condition)
        for words in created { append(words, if: condition) }
    }

    private mutating func changeQueue(_ port: String, _ id: ObjectID) {
        let (old, new) = (from[id], to[id])
        guard old?.properties != new?.properties else { return }
        let number = (old ?? new)?.properties["queue"] ?? ""
        if let old {
            let row = lookUp("get qos \(port) queues:\(number)")
            if let new {
                set("queue", row: "\"$\(row)\"", from: old.properties, to: new.properties)
            } else {
                append(["remove", "qos", port, "queues", number], if: isEmpty(row))
                append(["destroy", "queue", "\"$\(row)\""], if: isEmpty(row))
            }
        } else if let new {
            let condition = guarded ? isSet(lookUp("get qos \(port) queues:\(number)")) : nil
            let made = name("@queue")
            append(["--id=\(made)", "create", "queue"] + Self.columns(new.properties), if: condition)
            append(["set", "qos", port, "queues:\(number)=\(made)"], if: condition)
        }
    }

    /// A shell variable that holds a row's uuid; on the way back it is empty where there is no such row.
    private mutating func lookUp(_ query: String) -> String {
        let variable = name("r")
        let options = guarded ? " --if-exists" : ""
        var lookup = "\(variable)=$(\(Self.tool)\(options) \(query))"
        // An empty set is printed as `[]`.
        if guarded { lookup += "; [ \"$\(variable)\" != '[]' ] || \(variable)=" }
        lookups.append(lookup)
        return variable
    }

    /// The condition under which a part is left out: the row is not there.
    private func isEmpty(_ variable: String) -> String? { guarded ? "[ -z \"$\(variable)\" ]" : nil }

    /// The condition under which a part is left out: the row is there.
    private func isSet(_ variable: String) -> String { "[ -n \"$\(variable)\" ]" }
}
