import PitaDiagnostics
import PitaInventory
import PitaJinja
import PitaPlatforms

/// A device that a playbook changes, and by which template.
public struct PlannedTarget: Sendable {
    /// The device.
    public let device: Device
    /// The template's name below `Templates/`.
    public let template: String
}

/// What a template made for a device.
public struct RenderedConfig: Sendable {
    /// The device and its template.
    public let target: PlannedTarget
    /// The text, in the platform's own language.
    public let text: String
    /// What must hold on the device after the change.
    public let checks: [EffectCheck]
    /// Where the texts that the template could use were written.
    let origins: ValueOrigins
    /// What the office says of lines that Pita does not know.
    public let rules: OfficeLineRules
    /// How the device is reached.
    let reach: Reach
    /// How it is reached after a change that would cut it off, by the playbook's word.
    let reachedAfterwards: String?

    init(
        target: PlannedTarget, text: String, origins: ValueOrigins = ValueOrigins([]), reach: Reach? = nil,
        reachedAfterwards: String? = nil, checks: [EffectCheck] = [], rules: OfficeLineRules = OfficeLineRules()
    ) {
        self.target = target
        self.text = text
        self.origins = origins
        self.reach = reach ?? Reach(address: target.device.management)
        self.reachedAfterwards = reachedAfterwards
        self.checks = checks
        self.rules = rules
    }
}

/// Renders a playbook for the devices that it concerns.
public struct PlaybookRenderer: Sendable {
    private let playbook: Playbook
    private let parameters: ParameterValues
    private let office: Office
    private let library: TemplateLibrary
    private let environment: TemplateEnvironment
    private let platforms: [any Platform]

    /// A renderer for one plan.
    ///
    /// - Parameter environment: that of another renderer for the same library, whose compiled templates are used again.
    public init(
        playbook: Playbook, parameters: ParameterValues, office: Office, library: TemplateLibrary,
        platforms: [any Platform], environment: TemplateEnvironment? = nil
    ) {
        self.playbook = playbook
        self.parameters = parameters
        self.office = office
        self.library = library
        self.platforms = platforms
        self.environment = environment ?? library.environment(platforms: platforms)
    }

    /// The segment that the parameters name.
    public var segment: Segment? {
        parameters.values.first { $0.parameter.kind == .segment }.flatMap { office.segment($0.text) }
    }

    /// The devices with their templates, each once, in the order in which they are changed.
    ///
    /// - Parameters:
    ///   - limit: the names that `--limit` left; `nil` for all.
    ///   - inward: whether an order along the path goes from the OPD to the internet.
    public func targets(limit: Set<String>? = nil, inward: Bool = false) throws(Diagnostics) -> [PlannedTarget] {
        let found = try matched(limit: limit)
        guard !found.isEmpty else {
            throw Diagnostics(
                "no device\(segment.map { " of `\($0.name)`" } ?? "") is left to change",
                hint: "look at --limit and at the targets")
        }
        return playbook.rollout.order == .path ? alongPath(found, inward: inward) : found
    }

    /// The devices with their templates, each once, in the order of the playbook's targets; there may be none.
    func matched(limit: Set<String>? = nil) throws(Diagnostics) -> [PlannedTarget] {
        let needsSegment = playbook.targets.contains { $0.place == .path || $0.place == .segment }
        guard segment != nil || !needsSegment else {
            throw Diagnostics(
                "the playbook `\(playbook.name)` has no parameter of type segment, so its devices cannot be found",
                hint: "declare one: parameters: {segment: {type: segment}}; or write `devices: office` for all, "
                    + "`devices: parameters.NAME` for those that a parameter names")
        }
        var findings = Diagnostics()
        var found: [PlannedTarget] = []
        var seen: Set<String> = []
        for target in playbook.targets {
            for device in devices(target.place)
            where target.takes(device) && (limit?.contains(device.name.text) ?? true) {
                guard let template = target.templates[device.platform] else {
                    findings.append(
                        Diagnostic(
                            "`\(playbook.name)` has no template for \(device.platform)",
                            hint: "add `\(device.platform): ...` to the target's templates in \(playbook.file)",
                            context: context(of: device)))
                    continue
                }
                if seen.insert(device.name.text).inserted {
                    found.append(PlannedTarget(device: device, template: template))
                }
            }
        }
        findings.items += untaken()
        try findings.throwIfErrors()
        return found
    }

    /// Along the segment's path; devices that are not on it are beyond its end, at the OPD.
    private func alongPath(_ targets: [PlannedTarget], inward: Bool) -> [PlannedTarget] {
        let path = segment.map { Self.pathDevices(of: $0, in: office).map(\.name) } ?? []
        let places = targets.enumerated().map { index, target in
            (path.firstIndex(of: target.device.name) ?? path.count, index, target)
        }
        let outward = places.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
        return inward ? outward.reversed() : outward
    }

    private func devices(_ place: PlaybookTarget.Place) -> [Device] {
        switch place {
        case .segment: segment.map { office.devices(of: $0) } ?? []
        case .path: segment.map { Self.pathDevices(of: $0, in: office) } ?? []
        case .office: office.deviceNames.compactMap { office.device($0) }
        case .parameter(let name): parameters.devices(name, in: office)
        }
    }

    /// The devices that a parameter names and no target takes: whoever named them would believe them changed.
    private func untaken() -> [Diagnostic] {
        parameters.values.filter(\.parameter.kind.namesDevices).flatMap { value -> [Diagnostic] in
            let name = value.parameter.name
            let targets = playbook.targets.filter { $0.place == .parameter(name) }
            return parameters.devices(name, in: office).filter { device in !targets.contains { $0.takes(device) } }.map
            {
                let wanted = targets.map(\.narrowing).joined(separator: ", or ")
                return Diagnostic(
                    "parameter `\(name)`: \($0.name) is of role \($0.role.rawValue) and platform \($0.platform), and "
                        + "`\(playbook.name)` takes only \(wanted)")
            }
        }
    }

    private func context(of device: Device) -> [String] {
        ["device \(device.name)"] + (segment.map { ["segment \($0.name)"] } ?? [])
    }

    /// The devices at the ends of the links of a segment's path, from the internet to the OPD, each once.
    public static func pathDevices(of segment: Segment, in office: Office) -> [Device] {
        var seen: Set<String> = []
        return office.links(of: segment).reversed().flatMap { [$0.to, $0.from] }
            .filter { !$0.isOutside && seen.insert($0.device).inserted }
            .compactMap { office.device($0.device) }
    }

    /// What the template makes for one device.
    public func render(_ target: PlannedTarget) throws(Diagnostics) -> RenderedConfig {
        let device = target.device
        let context = context(of: device)
        guard library.source(target.template) != nil else {
            throw Diagnostics([
                Diagnostic(
                    "there is no template `Templates/\(target.template)`", hint: library.hint(for: target.template),
                    context: context)
            ])
        }
        let rules = try library.rules(for: device.platform)
        func origins() -> ValueOrigins { ValueOrigins(TemplateVariables.sources(for: device, segment, office)) }
        do {
            let variables = TemplateVariables.variables(
                for: device, segment: segment, parameters: parameters, office: office)
            let text = try environment.template(named: target.template).render(variables)
            let checks = try playbook.verification.checks(
                of: device, variables: variables, environment: environment, file: playbook.file)
            return RenderedConfig(
                target: target, text: text, origins: origins(), reach: Reach(device, in: office),
                reachedAfterwards: playbook.reachedAfterwards, checks: checks, rules: rules)
        } catch {
            var diagnostic = CredentialValues(TemplateVariables.sources(for: device, segment, office)).masked(error)
            if !ValueOrigins.isNamed(in: diagnostic),
                let platform = platforms.first(where: { $0.name == device.platform })
            {
                diagnostic.context += origins().refused(by: platform, as: diagnostic.message)
            }
            diagnostic.context += context
            throw Diagnostics([diagnostic])
        }
    }
}
