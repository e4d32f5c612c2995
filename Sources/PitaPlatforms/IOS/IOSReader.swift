import PitaDiagnostics
import PitaNetwork

/// Reads the config that a device runs.
struct IOSReader {
    let dialect: IOSDialect
    let facts: DeviceFacts

    /// Whether the device keeps its VLANs apart from its config: as a server or client of VTP.
    private var hidesVLANs: Bool { ["server", "client"].contains(facts.other["vtp"] ?? "") }

    /// What is asked.
    var commands: [ReadCommand] {
        let config = ReadCommand("config", dialect == .eos ? "show running-config | no-more" : "show running-config")
        return hidesVLANs ? [config, ReadCommand("vlans", "show vlan brief")] : [config]
    }

    /// The config of the answers; throws where it is not proven to be whole.
    func tree(from replies: [String: CommandReply]) throws(Diagnostics) -> ConfigTree {
        let text = String(
            String.UnicodeScalarView((replies["config"]?.output ?? "").unicodeScalars.filter { $0 != "\0" }))
        // What a device says instead of its config stands before it.
        for line in text.split(whereSeparator: \.isNewline).prefix(4) where IOSRejection.isRefusal(line, dialect) {
            throw Diagnostics("the device did not show its config: \(DeviceWords.cut(line))")
        }
        var tree = try LineConfig(grammar: dialect.grammar).running(text)
        guard !tree.objects(in: "hostname").isEmpty else {
            throw Diagnostics("the config has no `hostname`: it is none of a device of the kind")
        }
        if hidesVLANs { try Self.add(replies["vlans"]?.output ?? "", to: &tree) }
        for vlan in tree.objects(in: "vlan") {
            // Named after its number is not named.
            if vlan.properties["name"] == Self.defaultName(vlan.id.key) { tree[vlan.id]?.properties["name"] = nil }
        }
        return tree
    }

    /// With `switchport mode access` at every switch port that says no mode, for views: EOS and RGOS say only the others.
    static func sayingAccess(_ tree: ConfigTree, _ dialect: IOSDialect) -> ConfigTree {
        guard dialect != .ios else { return tree }
        let ports = tree.objects(in: "interface").filter { !$0.isAbsent }
        // A router's ports say no mode either.
        guard ports.contains(where: { $0.properties.keys.contains { $0.hasPrefix("switchport ") } }) else {
            return tree
        }
        var tree = tree
        for port in ports where isSwitchPort(port) && port.properties["switchport mode"] == nil {
            tree[port.id]?.properties["switchport mode"] = "access"
        }
        return tree
    }

    private static func isSwitchPort(_ port: ConfigObject) -> Bool {
        let kind = IOSInterfaceName.kind(port.id.key)
        guard kind.hasSuffix("Ethernet") || ["Port-channel", "AggregatePort", "HundredGigE"].contains(kind) else {
            return false
        }
        return IOSInterfaceName.parent(port.id.key) == nil && port.properties["switchport"] != LineTree.off
            && !port.properties.keys.contains { $0.hasPrefix("ip address") }
    }

    private static func defaultName(_ id: String) -> String {
        "VLAN" + String(repeating: "0", count: max(0, 4 - id.count)) + id
    }

    /// Adds the VLANs of `show vlan brief`.
    private static func add(_ text: String, to tree: inout ConfigTree) throws(Diagnostics) {
        var isTable = false
        for line in text.split(whereSeparator: \.isNewline) {
            if line.hasPrefix("----") {
                isTable = true
                continue
            }
            let words = line.words
            guard isTable, line.first != " ", words.count >= 2, let id = Int(words[0]).flatMap(VLANID.init) else {
                continue
            }
            // A long name pushes the status to the next line.
            guard words.count == 2 || words[2].hasPrefix("act") || words[2].hasPrefix("sus") else { continue }
            guard !(1002...1005).contains(id.number), id.number != 1 else { continue }
            tree[ObjectID(section: "vlan", key: id.description)] = ConfigObject(
                id: ObjectID(section: "vlan", key: id.description), properties: ["name": String(words[1])])
        }
        guard isTable else { throw Diagnostics("the answer to `show vlan brief` has no table of VLANs") }
    }
}
