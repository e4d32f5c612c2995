import PitaDiagnostics
import PitaNetwork
import PitaYAML

/// Reads mappings of devices, by name.
struct DeviceReader {
    let knownPlatforms: Set<String>
    let office: ConnectionPatch
    let platforms: [String: ConnectionPatch]
    let findings: Findings
    /// Settings of platforms without overrides by the device, made once for each.
    private var shared: [String: ConnectionSettings] = [:]
    private var reported: Set<String> = []
    /// The names of devices that are there but could not be understood.
    private(set) var unread: Set<String> = []
    /// The segments that devices outside of a segment's file say they are of.
    private(set) var owners: [Marked<String>] = []

    init(
        knownPlatforms: Set<String>, office: ConnectionPatch, platforms: [String: ConnectionPatch], findings: Findings
    ) {
        self.knownPlatforms = knownPlatforms
        self.office = office
        self.platforms = platforms
        self.findings = findings
    }

    /// The devices in the order written; those that cannot be understood are left out and reported.
    mutating func read(_ node: Node, segment: String?) -> [Device] {
        guard node.kind == .mapping else {
            findings.add(node.diagnostic("the devices must be a mapping by name, but this is \(node.kindName)"))
            return []
        }
        var devices: [Device] = []
        devices.reserveCapacity(node.count)
        for entry in node.entries {
            if let device = readDevice(entry, segment: segment) {
                devices.append(device)
            } else {
                unread.insert(entry.name)
            }
        }
        return devices
    }

    private mutating func readDevice(_ entry: Entry, segment: String?) -> Device? {
        let reader = MappingReader(entry.value, as: "a device", into: findings)
        let name = HostName(entry.name)
        if name == nil || entry.name == LinkEnd.outside.device {
            findings.add(
                entry.key.diagnostic(
                    "`\(entry.name.prefix(80))` is no name for a device",
                    hint: name == nil
                        ? "letters, digits and inner hyphens, at most 63 between dots (RFC 1123)"
                        : "`internet` stands for the outside of the office"))
        }
        let platform = reader.required("platform", .platform(among: knownPlatforms))
        let role = reader.required("role", .choice(DeviceRole.self))
        let management = reader.required("management", .address)
        let model = reader.optional("model", .line)
        let version = reader.optional("version", .line)
        let serial = reader.optional("serial", .line)
        let interfaces = reader.optional("interfaces", .list(of: Conversion<String>.interfaceName.marked), default: [])
        checkTwice(interfaces)
        let patch = reader.node("connection").map { ConnectionReader.read($0, into: findings) }
        let variables = VariablesCheck.read(reader)
        let owner = segment == nil ? reader.optional("segment", Conversion<String>.word.marked) : nil
        if let owner { owners.append(owner) }
        reader.finish(credentials: ConnectionReader.placeOfCredentials)
        guard let name, let platform, let role, let management,
            let connection = connection(platform, patch, entry.key)
        else { return nil }
        return Device(
            name: name, platform: platform, model: model, version: version, serial: serial, role: role,
            management: management, segment: segment ?? owner?.value, interfaces: interfaces.map(\.value),
            connection: connection,
            variables: variables, node: entry.key)
    }

    private func checkTwice(_ interfaces: [Marked<String>]) {
        guard interfaces.count > 1 else { return }
        var seen: Set<String> = []
        for interface in interfaces where !seen.insert(interface.value).inserted {
            findings.add(interface.node.diagnostic("the interface `\(interface.value)` is listed twice"))
        }
    }

    private mutating func connection(_ platform: String, _ patch: ConnectionPatch?, _ key: Node) -> ConnectionSettings?
    {
        if patch == nil, let settings = shared[platform] { return settings }
        let below = platforms[platform].map { $0.over(office) } ?? office
        let merged = patch.map { $0.over(below) } ?? below
        switch merged.settings() {
        case .success(let settings):
            if patch == nil { shared[platform] = settings }
            return settings
        case .failure(let gap):
            if !merged.isBroken { report(gap, platform, isOwn: patch != nil, key) }
            return nil
        }
    }

    /// Says what stands against a connection: once for a platform or a jump host, not for each device behind it.
    private mutating func report(_ gap: ConnectionPatch.Gap, _ platform: String, isOwn: Bool, _ key: Node) {
        switch gap {
        case .missing(let setting):
            guard isOwn || reported.insert(platform).inserted else { return }
            findings.add(
                key.diagnostic(
                    "nothing gives this device `connection.\(setting)`",
                    hint: "write it in pita.yaml, for the platform `\(platform)`, or for the device"))
        case .passwordForJump(let node):
            guard reported.insert("\(node.mark)").inserted else { return }
            findings.add(
                node.diagnostic(
                    "this jump host would be shown the password of `\(key.text ?? "")`",
                    hint: "give it its own `authentication:`; only a key or an agent is taken over from the device"))
        }
    }
}

extension Conversion where Value == String {
    /// The name of a platform that this Pita drives.
    static func platform(among known: Set<String>) -> Conversion {
        Conversion { node throws(Diagnostics) in
            let name = try Conversion.text.convert(node)
            guard known.contains(name) else {
                throw Diagnostics([
                    node.diagnostic(
                        "the platform `\(name.prefix(60))` is not known",
                        hint: Suggestion.hint(for: name, among: known.sorted())
                            ?? "known platforms: \(known.sorted().joined(separator: ", "))")
                ])
            }
            return name
        }
    }
}
