import PitaDiagnostics
import PitaYAML

/// What `pita.yaml` says.
struct OfficeSettings {
    var name = ""
    var shortName = ""
    var letterhead: [String] = []
    var address: [String] = []
    var city = ""
    var zone = OfficeZone.wib
    var numberSeries: [String: NumberPattern] = [:]
    var roles = Role.standard
    var policy = Policy(capacity: .standard, approval: .standard, push: .standard)
    var state = StateSettings(directory: ".pita", group: nil)
    var headExport: String?
    var connection = ConnectionPatch()
    var variables: Node?
    var node: Node?
}

extension CapacityPolicy {
    /// The policy of an office that says nothing.
    static let standard = CapacityPolicy(
        window: .seconds(30 * 86400), minimumWindow: .seconds(7 * 86400), interval: .seconds(300), minimumSamples: 3,
        coverage: 0.8, percentile: 95, commitRatio: 1, headroom: 0.8, classWeights: [:])
}

extension ApprovalPolicy {
    /// The policy of an office that says nothing.
    static let standard = ApprovalPolicy(
        expires: .seconds(86400), roles: ["kasi", "kabid", "kadis"].map(Role.init),
        breakGlassRoles: ["kabid", "kadis"].map(Role.init), breakGlassExpires: .seconds(3600),
        countersignWithin: .seconds(3 * 86400))
}

/// Reads `pita.yaml`.
enum SettingsReader {
    static func read(_ node: Node, into findings: Findings) -> OfficeSettings {
        let reader = MappingReader(node, as: "an office", into: findings)
        var office = OfficeSettings()
        office.node = node
        office.name = reader.required("name", .line) ?? ""
        office.shortName = reader.required("short_name", .line) ?? ""
        office.letterhead = reader.required("letterhead", .list(of: .line)) ?? []
        office.address = reader.required("address", .list(of: .line)) ?? []
        office.city = reader.required("city", .line) ?? ""
        office.zone = reader.required("timezone", .choice(OfficeZone.self)) ?? .wib
        if let own = reader.optional("roles", .list(of: .word)) { office.roles += own.map(Role.init) }
        office.numberSeries = readSeries(reader)
        if let state = reader.mapping("state", as: "the state") {
            office.state = StateSettings(
                directory: state.optional("directory", .line, default: ".pita"), group: state.optional("group", .line))
            state.finish()
        }
        if let records = reader.mapping("records", as: "the records") {
            office.headExport = records.optional("head_export", .line)
            records.finish()
        }
        if let policy = reader.mapping("policy", as: "the policy") {
            office.policy = readPolicy(policy, roles: office.roles)
        }
        if let connection = reader.node("connection") {
            office.connection = ConnectionReader.read(connection, into: findings)
        }
        office.variables = VariablesCheck.read(reader)
        reader.finish(credentials: ConnectionReader.placeOfCredentials)
        return office
    }

    private static func readSeries(_ reader: MappingReader) -> [String: NumberPattern] {
        guard let series = reader.mapping("number_series", as: "the number series", required: true) else { return [:] }
        var patterns: [String: NumberPattern] = [:]
        let pattern = Conversion<NumberPattern>.parsed(
            as: "a number pattern", hint: "write it like 000.7.5/{number:03}/BA/DISKOMINFO/{year}", NumberPattern.init)
        for entry in series.node.entries {
            if !Word.isValid(entry.name) { reader.findings.add(entry.key.diagnostic("this is no name of a series")) }
            patterns[entry.name] = series.optional(entry.name, pattern)
        }
        _ = series.required("berita_acara", .node)
        return patterns
    }

    private static func readPolicy(_ reader: MappingReader, roles: [Role]) -> Policy {
        var capacity = CapacityPolicy.standard
        var approval = ApprovalPolicy.standard
        if let block = reader.mapping("capacity", as: "the capacity policy") { capacity = readCapacity(block) }
        if let block = reader.mapping("approval", as: "the approval policy") {
            let role = Conversion<Role>.role(among: roles)
            approval = ApprovalPolicy(
                expires: block.optional("expires", .positiveDuration, default: approval.expires),
                roles: block.optional("roles", .list(of: role), default: approval.roles),
                breakGlassRoles: block.optional(
                    "break_glass_roles", .list(of: role), default: approval.breakGlassRoles),
                breakGlassExpires: block.optional(
                    "break_glass_expires", .positiveDuration, default: approval.breakGlassExpires),
                countersignWithin: block.optional(
                    "countersign_within", .positiveDuration, default: approval.countersignWithin))
            if approval.roles.isEmpty, let node = block.node["roles"] {
                reader.findings.add(node.diagnostic("somebody must be able to approve"))
            }
            block.finish()
        }
        let push = reader.mapping("push", as: "the push policy").map(readPush) ?? .standard
        reader.finish()
        return Policy(capacity: capacity, approval: approval, push: push)
    }

    private static func readPush(_ reader: MappingReader) -> PushPolicy {
        let standard = PushPolicy.standard
        func time(_ key: String, _ limits: ClosedRange<Int>, default standard: Duration) -> Duration {
            let time = reader.optional(key, .positiveDuration, default: standard)
            let range = Duration.seconds(limits.lowerBound)...Duration.seconds(limits.upperBound)
            if !range.contains(time), let node = reader.node[key] {
                reader.findings.add(
                    node.diagnostic("this must be \(limits.lowerBound) to \(limits.upperBound) seconds"))
            }
            return time
        }
        let policy = PushPolicy(
            minimumRollback: time("minimum_rollback", 10...3600, default: standard.minimumRollback),
            longestCommand: time("longest_command", 5...600, default: standard.longestCommand),
            settling: time("settling", 1...60, default: standard.settling),
            patience: time("patience", 1...3600, default: standard.patience))
        reader.finish()
        return policy
    }

    private static func readCapacity(_ reader: MappingReader) -> CapacityPolicy {
        let standard = CapacityPolicy.standard
        var weights: [String: Double] = [:]
        if let block = reader.mapping("class_weights", as: "the class weights") {
            for entry in block.node.entries {
                // A class whose weight could not be read is known all the same.
                weights[entry.name] = block.optional(entry.name, .number(in: 0.01...100), default: 1)
            }
        }
        let window = reader.optional("window", .positiveDuration, default: standard.window)
        let minimum = reader.optional("minimum_window", .positiveDuration, default: min(window, standard.minimumWindow))
        let interval = reader.optional("interval", .positiveDuration, default: standard.interval)
        let policy = CapacityPolicy(
            window: window, minimumWindow: minimum, interval: interval,
            minimumSamples: reader.optional("minimum_samples", .int(in: 1...100_000), default: standard.minimumSamples),
            coverage: reader.optional("coverage", .number(in: 0.01...1), default: standard.coverage),
            percentile: reader.optional("percentile", .number(in: 1...100), default: standard.percentile),
            commitRatio: reader.optional("commit_ratio", .number(in: 0.01...100), default: standard.commitRatio),
            headroom: reader.optional("headroom", .number(in: 0.01...1), default: standard.headroom),
            classWeights: weights)
        if minimum > window, let node = reader.node["minimum_window"] {
            reader.findings.add(node.diagnostic("the minimum window is longer than the window"))
        }
        if interval > minimum, let node = reader.node["interval"] ?? reader.node["minimum_window"] {
            reader.findings.add(node.diagnostic("the interval is longer than the minimum window"))
        }
        reader.finish()
        return policy
    }
}

extension Conversion where Value == Role {
    /// A role that the SOPs or the office name.
    static func role(among roles: [Role]) -> Conversion {
        Conversion { node throws(Diagnostics) in
            let word = try Conversion<String>.line.convert(node)
            guard roles.contains(Role(word)) else {
                throw Diagnostics([
                    node.diagnostic(
                        "`\(word.prefix(60))` is no role",
                        hint: Suggestion.hint(for: word, among: roles.map(\.id))
                            ?? "roles: \(roles.map(\.id).joined(separator: ", ")); pita.yaml may add some under `roles`"
                    )
                ])
            }
            return Role(word)
        }
    }
}
