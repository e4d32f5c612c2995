import PitaDiagnostics
import PitaInventory
import PitaPlatforms
import PitaYAML

/// What to change where: parameters with types, and for each kind of device on the way the template that says how.
public struct Playbook: Sendable {
    /// The name, which is also the file's: `kenaikan-bandwidth`.
    public let name: String
    /// What people call it, in Bahasa Indonesia; it stands in the berita acara.
    public let title: String
    /// The parameters in the order of the file.
    public let parameters: [PlaybookParameter]
    /// Which parameters name the segment and its new bandwidth, when the playbook changes an allocation.
    public let allocation: PlaybookAllocation?
    /// How the rendered config is meant, by platform name; `merge` where nothing is said.
    public let scopes: [String: ReplaceScope]
    /// The devices and their templates, in the order in which they are changed.
    public let targets: [PlaybookTarget]
    /// The shortest time of the way back in seconds; `nil` leaves it to the rule.
    public let rollbackSeconds: Int?
    /// In which order the devices are changed, and what is done when one fails.
    public let rollout: RolloutPolicy
    /// When a plan of it may be applied; `nil` for always.
    public let window: MaintenanceWindow?
    /// How a device is reached that the change cuts off from where it is reached now; `nil`: such a change is refused.
    public let reachedAfterwards: String?
    /// What proves the effect after the push.
    public let verification: PlaybookVerification
    /// The file that it was read from.
    public let file: String

    /// How the config of a platform is meant.
    public func mode(of platform: String) -> ChangeMode { scopes[platform].map(ChangeMode.replace) ?? .merge }
}

/// The parameters that name a segment and its new bandwidth.
public struct PlaybookAllocation: Sendable, Hashable {
    /// The parameter of type `segment`.
    public let segment: String
    /// The parameter of type `bandwidth`.
    public let bandwidth: String
}

extension Playbook {
    /// Reads a playbook; all that is wrong with it is found in one run.
    ///
    /// - Parameter file: the name that marks carry.
    public static func parse(_ bytes: [UInt8], file: String) throws(Diagnostics) -> Playbook {
        let findings = Findings()
        let reader = MappingReader(try YAML.parse(bytes, file: file), as: "a playbook", into: findings)
        let name = reader.required("name", Conversion<String>.line.marked)
        let title = reader.required("title", .line)
        _ = reader.optional("description", .text)
        let parameters = reader.optional("parameters", .node).map { PlaybookParameter.parse($0, into: findings) } ?? []
        let allocation = parseAllocation(reader, parameters)
        let scopes = parseMode(reader, findings)
        let targets =
            reader.required("targets", .list(of: .node))?.compactMap {
                PlaybookTarget.parse($0, parameters, into: findings)
            } ?? []
        let rollbackGuard = reader.optional("way_back", Conversion<Duration>.duration.marked)
        let rollout = reader.mapping("rollout", as: "the rollout").map { RolloutPolicy($0) } ?? RolloutPolicy()
        let window = reader.mapping("window", as: "the maintenance window").flatMap { MaintenanceWindow($0) }
        let verification = PlaybookVerification(reader.mapping("verify", as: "the verification"))
        let reachedAfterwards = reader.optional("reached_afterwards", .line)
        reader.finish()
        let seconds = rollbackGuard.map { Int($0.value.components.seconds) }
        if let rollbackGuard, let seconds, !(120...86_400).contains(seconds) {
            findings.add(rollbackGuard.node.diagnostic("the way back must take between 2 minutes and 24 hours"))
        }
        if let name, PlaybookParameter.isIdentifier(name.value, allowing: "-") == false {
            findings.add(
                name.node.diagnostic(
                    "`\(name.value)` is no playbook name", hint: "lower-case letters, digits and hyphens"))
        }
        if targets.isEmpty, !findings.hasErrors {
            findings.add(reader.node.diagnostic("the playbook has no targets", hint: "add `targets:` with a template"))
        }
        PlaybookParameter.refuseUnusedDevices(parameters, targets, into: findings)
        try findings.throwIfErrors()
        return Playbook(
            name: name?.value ?? "", title: title ?? "", parameters: parameters, allocation: allocation, scopes: scopes,
            targets: targets, rollbackSeconds: seconds, rollout: rollout, window: window,
            reachedAfterwards: reachedAfterwards, verification: verification, file: file)
    }

    private static func parseAllocation(
        _ reader: MappingReader, _ parameters: [PlaybookParameter]
    ) -> PlaybookAllocation? {
        guard let allocation = reader.mapping("allocation", as: "the allocation") else { return nil }
        func parameter(_ key: String, _ type: PlaybookParameter.Kind) -> String? {
            guard let name = allocation.required(key, Conversion<String>.line.marked) else { return nil }
            guard let found = parameters.first(where: { $0.name == name.value }) else {
                reader.findings.add(
                    name.node.diagnostic(
                        "the playbook has no parameter `\(name.value)`",
                        hint: Suggestion.hint(for: name.value, among: parameters.map(\.name))))
                return nil
            }
            guard found.kind == type else {
                reader.findings.add(name.node.diagnostic("`\(name.value)` is not of type \(type.rawValue)"))
                return nil
            }
            return name.value
        }
        let segment = parameter("segment", .segment)
        let bandwidth = parameter("bandwidth", .bandwidth)
        allocation.finish()
        guard let segment, let bandwidth else { return nil }
        return PlaybookAllocation(segment: segment, bandwidth: bandwidth)
    }

    private static func parseMode(_ reader: MappingReader, _ findings: Findings) -> [String: ReplaceScope] {
        let mode = reader.optional("mode", Conversion<String>.oneOf(["merge", "replace"]).marked)
        let scope = reader.optional("scope", .node)
        guard mode?.value == "replace" else {
            if let scope {
                findings.add(
                    scope.diagnostic("a scope is for `mode: replace`", hint: "add `mode: replace` or leave it out"))
            }
            return [:]
        }
        guard let scope, !scope.entries.isEmpty else {
            if let mode {
                findings.add(
                    mode.node.diagnostic(
                        "`replace` needs a scope for each platform",
                        hint: "scope: {routeros: '/queue simple[comment^=pita:]'}"))
            }
            return [:]
        }
        var scopes: [String: ReplaceScope] = [:]
        for entry in scope.entries {
            checkPlatform(entry, findings)
            guard let text = entry.value.text, let parsed = ReplaceScope(text) else {
                findings.add(
                    entry.value.diagnostic("this is no scope", hint: "write SECTION or SECTION[PROPERTY^=PREFIX]"))
                continue
            }
            scopes[entry.name] = parsed
        }
        return scopes
    }

    static func checkPlatform(_ entry: PitaYAML.Entry, _ findings: Findings) {
        guard !PlatformCatalogue.names.contains(entry.name) else { return }
        findings.add(
            entry.key.diagnostic(
                "there is no platform `\(entry.name)`",
                hint: Suggestion.hint(for: entry.name, among: PlatformCatalogue.names)
                    ?? "there are: " + PlatformCatalogue.names.joined(separator: ", ")))
    }

    /// Whether the name stays below `Templates/`: no absolute path, no `..`, no control characters.
    public static func isTemplateName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 255 && !name.hasPrefix("/") && !name.contains("\\")
            && name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
                !["", ".", ".."].contains($0)
            }
            && !name.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
    }
}
