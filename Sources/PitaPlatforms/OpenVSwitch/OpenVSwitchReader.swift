import PitaDiagnostics

/// Reads a switch's bridges, ports, interfaces, QoS and queues from its database, uuids resolved to names.
enum OpenVSwitchReader {
    /// The columns that are asked for, by table.
    private static let tables: [(name: String, columns: String)] = [
        ("bridge", "name,ports,datapath_type,fail_mode,external_ids,other_config"),
        ("port", "_uuid,name,interfaces,tag,trunks,vlan_mode,qos,external_ids,other_config"),
        (
            "interface",
            "_uuid,name,type,options,ingress_policing_rate,ingress_policing_burst,mtu_request,ofport_request,external_ids"
        ),
        ("qos", "_uuid,type,queues,external_ids,other_config"), ("queue", "_uuid,dscp,external_ids,other_config"),
    ]

    /// One exec that lists the five tables.
    static let command: ReadCommand = {
        var parts = ["export LC_ALL=C PATH=\"$PATH:/usr/sbin:/sbin\""]
        for table in tables {
            parts.append(MarkedSections.echo(table.name))
            parts.append(
                "ovs-vsctl --timeout=10 --format=json --columns=\(table.columns) list \(table.name) || exit 1; echo")
        }
        return ReadCommand("config", (parts + [MarkedSections.echo("end")]).joined(separator: "; "))
    }()

    /// A row by its column names.
    typealias Row = [String: JSONText]

    /// The tree from the answer.
    static func tree(from replies: [String: CommandReply]) throws(Diagnostics) -> ConfigTree {
        guard let reply = replies["config"] else { throw Diagnostics("the device was not asked for its config") }
        if let refusal = ShellRejection.text(in: reply) { throw Diagnostics("the config can't be read: \(refusal)") }
        let answer = try MarkedSections(reply.output, what: "config")
        var rows: [String: [Row]] = [:]
        for table in tables {
            let text = try answer.lines(of: table.name).joined(separator: "\n").trimmed
            rows[table.name] = text.isEmpty ? [] : try Self.rows(text, table: table.name, columns: table.columns)
        }
        var builder = TreeBuilder(rows)
        return builder.tree()
    }

    private static func rows(_ text: String, table: String, columns: String) throws(Diagnostics) -> [Row] {
        let json = try JSONText(text, what: "table `\(table)`")
        guard case .array(let data)? = json["data"], case .array(let headings)? = json["headings"] else {
            throw Diagnostics("table `\(table)`: the answer has no `data` and `headings`")
        }
        let names = headings.compactMap(\.scalar)
        guard names == columns.split(separator: ",").map(String.init),
            data.allSatisfy({ $0.elements.count == names.count })
        else { throw Diagnostics("table `\(table)`: the answer's columns are not those asked for") }
        return data.map { Row(uniqueKeysWithValues: zip(names, $0.elements)) }
    }
}

/// Puts the rows of the tables together by their references.
private struct TreeBuilder {
    private let rows: [String: [OpenVSwitchReader.Row]]
    private var objects: [ConfigObject] = []
    private var qosUsers: [String: [String]] = [:]
    private var queueUses: [String: Int] = [:]

    init(_ rows: [String: [OpenVSwitchReader.Row]]) {
        self.rows = rows
        for port in rows["port"] ?? [] {
            guard let qos = port["qos"].flatMap(OpenVSwitchValue.uuid) else { continue }
            qosUsers[qos, default: []].append(port["name"]?.scalar ?? "")
        }
        for qos in rows["qos"] ?? [] {
            for (_, queue) in qos["queues"].map(OpenVSwitchValue.map) ?? [] {
                if let uuid = OpenVSwitchValue.uuid(queue) { queueUses[uuid, default: 0] += 1 }
            }
        }
    }

    private func byUUID(_ table: String) -> [String: OpenVSwitchReader.Row] {
        Dictionary(
            (rows[table] ?? []).compactMap { row in row["_uuid"].flatMap(OpenVSwitchValue.uuid).map { ($0, row) } }
        ) { first, _ in first }
    }

    mutating func tree() -> ConfigTree {
        let ports = byUUID("port")
        for bridge in sorted(rows["bridge"] ?? []) {
            guard let name = bridge["name"]?.scalar else { continue }
            add(OpenVSwitchSection.bridge, key: name, bridge, ["name": name])
            let own = (bridge["ports"].map(OpenVSwitchValue.set) ?? []).compactMap(OpenVSwitchValue.uuid)
            for port in sorted(own.compactMap { ports[$0] }) { addPort(port, bridge: name) }
        }
        return ConfigTree(objects)
    }

    /// The database has no order; names give one that stays.
    private func sorted(_ rows: [OpenVSwitchReader.Row]) -> [OpenVSwitchReader.Row] {
        rows.sorted { ($0["name"]?.scalar ?? "") < ($1["name"]?.scalar ?? "") }
    }

    private mutating func addPort(_ port: OpenVSwitchReader.Row, bridge: String) {
        guard let name = port["name"]?.scalar else { return }
        let interfaces = byUUID("interface")
        let members = sorted(
            (port["interfaces"].map(OpenVSwitchValue.set) ?? []).compactMap(OpenVSwitchValue.uuid).compactMap {
                interfaces[$0]
            })
        var naming = ["name": name, "bridge": bridge]
        if members.count > 1 { naming["bond"] = members.compactMap { $0["name"]?.scalar }.joined(separator: ",") }
        add(OpenVSwitchSection.port, key: name, port, naming)
        for member in members {
            guard let own = member["name"]?.scalar else { continue }
            add(
                OpenVSwitchSection.interface, key: own, member,
                own == name ? ["name": own] : ["name": own, "port": name])
        }
        guard let uuid = port["qos"].flatMap(OpenVSwitchValue.uuid), let qos = byUUID("qos")[uuid] else { return }
        addQoS(qos, uuid: uuid, port: name)
    }

    private mutating func addQoS(_ qos: OpenVSwitchReader.Row, uuid: String, port: String) {
        var naming = ["port": port]
        let others = (qosUsers[uuid] ?? []).filter { $0 != port }.sorted()
        if !others.isEmpty { naming["shared"] = others.joined(separator: ",") }
        add(OpenVSwitchSection.qos, key: OpenVSwitchSection.qosID(port).key, qos, naming)
        let queues = byUUID("queue")
        let numbered = (qos["queues"].map(OpenVSwitchValue.map) ?? []).compactMap { number, row in
            number.scalar.flatMap { Int($0) }.flatMap { number in OpenVSwitchValue.uuid(row).map { (number, $0) } }
        }
        for (number, row) in numbered.sorted(by: { $0.0 < $1.0 }) {
            guard let queue = queues[row] else { continue }
            naming["queue"] = String(number)
            if queueUses[row] ?? 0 > 1 { naming["shared"] = naming["shared"] ?? "other queues" }
            add(OpenVSwitchSection.queue, key: OpenVSwitchSection.queueID(port, String(number)).key, queue, naming)
        }
    }

    private mutating func add(
        _ section: String, key: String, _ row: OpenVSwitchReader.Row, _ naming: [String: String]
    ) {
        var properties = naming
        for (name, column) in OpenVSwitchSection.columns[section] ?? [:] {
            guard let json = row[name] else { continue }
            switch column {
            case .reference: continue
            case .map:
                for (key, value) in OpenVSwitchValue.map(json) {
                    guard let key = key.scalar, let value = value.scalar else { continue }
                    if OpenVSwitchSection.isSecret(section, name, key) {
                        // That there is one is told, so that its loss can be.
                        let id = ObjectID(section: OpenVSwitchSection.secret, key: row["name"]?.scalar ?? "")
                        objects.append(ConfigObject(id: id, properties: [:]))
                        continue
                    }
                    properties["\(name):\(key)"] = value
                }
            case .vlans:
                properties[name] = OpenVSwitchValue.vlans(
                    OpenVSwitchValue.set(json).compactMap(\.scalar).joined(separator: ","))
            case .text, .number: properties[name] = OpenVSwitchValue.set(json).first?.scalar
            }
        }
        let object = ConfigObject(id: ObjectID(section: section, key: key), properties: properties)
        objects.append(OpenVSwitchRules.settled(object))
    }
}
