import PitaDiagnostics
import PitaInventory
import PitaPlatforms
import PitaYAML

/// One kind of device that a playbook changes.
public struct PlaybookTarget: Sendable {
    /// Where the devices are looked for.
    public enum Place: Sendable, Hashable {
        /// The devices at the ends of the links of the segment's path.
        case path
        /// The segment's own devices.
        case segment
        /// Every device of the office.
        case office
        /// The device, or the devices, that a parameter names.
        case parameter(String)
    }

    /// Where the devices are looked for.
    public let place: Place
    /// Only devices with this role; `nil` for all.
    public let role: DeviceRole?
    /// Only devices of this platform; `nil` for all.
    public let platform: String?
    /// The template of each platform, relative to `Templates/`.
    public let templates: [String: String]

    /// Whether the device, found at the place, is meant.
    func takes(_ device: Device) -> Bool {
        (role == nil || device.role == role) && (platform == nil || device.platform == platform)
    }
}

extension PlaybookTarget {
    /// By what the target narrows its devices, for people: `role switch, platform ios`.
    var narrowing: String {
        [role.map { "role \($0.rawValue)" }, platform.map { "platform \($0)" }].compactMap { $0 }.joined(
            separator: ", ")
    }

    /// Reads an element of `targets:`.
    static func parse(
        _ node: Node, _ parameters: [PlaybookParameter], into findings: Findings
    ) -> PlaybookTarget? {
        let reader = MappingReader(node, as: "a target", into: findings)
        let place = reader.required("devices", Self.place(among: parameters))
        let role = reader.optional("role", .choice(DeviceRole.self))
        let platform = reader.optional("platform", .oneOf(PlatformCatalogue.names))
        var templates: [String: String] = [:]
        if let mapping = reader.required("templates", .node) {
            if mapping.entries.isEmpty {
                findings.add(
                    mapping.diagnostic("a target names its templates by platform", hint: "routeros: routeros/x.j2"))
            }
            for entry in mapping.entries {
                Playbook.checkPlatform(entry, findings)
                guard let path = entry.value.text, Playbook.isTemplateName(path) else {
                    findings.add(
                        entry.value.diagnostic(
                            "this is no template name",
                            hint: "a path below Templates/, without `..`: routeros/bandwidth.j2"))
                    continue
                }
                templates[entry.name] = path
            }
        }
        reader.finish()
        guard let place else { return nil }
        return PlaybookTarget(place: place, role: role, platform: platform, templates: templates)
    }

    /// `path`, `segment`, `office`, or `parameters.NAME` of a parameter that names devices.
    private static func place(among parameters: [PlaybookParameter]) -> Conversion<Place> {
        let named = parameters.filter(\.kind.namesDevices).map { "parameters.\($0.name)" }
        let fixed: [(word: String, place: Place)] = [("path", .path), ("segment", .segment), ("office", .office)]
        let words = fixed.map(\.word) + named
        return Conversion { node throws(Diagnostics) in
            let word = try Conversion<String>.text.convert(node)
            if let place = fixed.first(where: { $0.word == word })?.place { return place }
            if named.contains(word) { return .parameter(String(word.dropFirst("parameters.".count))) }
            let hint = Suggestion.hint(for: word, among: words)
            guard word.hasPrefix("parameters.") else {
                let known = words.map { "`\($0)`" }.joined(separator: ", ")
                throw Diagnostics([node.diagnostic("`\(word)` is none of \(known)", hint: hint)])
            }
            throw Diagnostics([
                node.diagnostic(
                    "the playbook has no parameter `\(word.dropFirst("parameters.".count))` of type device or devices",
                    hint: hint ?? "declare it: parameters: {switch: {type: device}}")
            ])
        }
    }
}
