import PitaDiagnostics
import PitaEvidence
import PitaInventory
import PitaNetwork
import PitaPlanning
import PitaPlatforms

/// A plan before any device was asked: the playbook with its parameters, rendered for each device.
struct PlanDraft {
    let playbook: Playbook
    let parameters: ParameterValues
    let rendered: [RenderedConfig]
    let inputs: PlanInputs
    let segment: Segment?
    let allocation: PlannedAllocation?
    let rollout: Rollout

    /// Renders a playbook; all that is wrong is found in one run.
    ///
    /// - Parameter mayBePart: whether `--limit` may leave devices of an allocation's path out: to look at, never to plan.
    init(_ request: PlanRequest, workplace: Workplace, mayBePart: Bool = false) throws {
        let office = workplace.office
        let (playbook, digest) = try workplace.playbook(request.playbook)
        let parameters = try ParameterValues(request.parameters, for: playbook, office: office)
        let library = try workplace.templates()
        try library.checkParameters(of: playbook)
        let renderer = PlaybookRenderer(
            playbook: playbook, parameters: parameters, office: office, library: library,
            platforms: PlatformCatalogue.all)
        let segment = renderer.segment
        let allocation = Self.allocation(playbook, parameters, segment, office)
        let all = try renderer.targets(inward: allocation.map { !$0.grows } ?? false)
        let targets = try Self.limited(
            all, by: request, isWhole: playbook.allocation != nil && !mayBePart, playbook: playbook, office: office)
        var findings = Diagnostics()
        var rendered: [RenderedConfig] = []
        for target in targets {
            do {
                rendered.append(try renderer.render(target))
            } catch {
                findings.items += error.items
            }
        }
        try findings.throwIfErrors()
        self.playbook = playbook
        self.parameters = parameters
        self.rendered = rendered
        self.segment = segment
        self.allocation = allocation
        rollout = try Self.rollout(playbook.rollout, of: targets.map(\.device.name.text), office: office)
        inputs = PlanInputs(
            playbook: playbook.name, title: playbook.title, playbookDigest: digest,
            parameters: Dictionary(uniqueKeysWithValues: parameters.values.map { ($0.parameter.name, $0.text) }),
            limit: targets.count == all.count ? nil : targets.map(\.device.name.text), templates: library.usedDigests,
            variables: InputDigests.variables(
                of: rendered.map(\.target.device), segment: segment, office: office),
            hostKeys: try workplace.pins.fingerprints(of: rendered.map(\.target.device)))
    }

    private static func rollout(
        _ policy: RolloutPolicy, of devices: [String], office: Office
    ) throws(Diagnostics) -> Rollout {
        policy.rollout(of: devices, canaries: try policy.canaries(in: office))
    }

    /// The devices' configs as they stand if they shape what the inventory says has been given: rendered with that figure
    /// in place of the new one. `nil` where no allocation changes, or the playbook cannot render the figure.
    func standing(in workplace: Workplace) -> [RenderedConfig]? {
        guard let allocation, allocation.old != allocation.new, let name = playbook.allocation?.bandwidth,
            let library = try? workplace.templates()
        else { return nil }
        let given = parameters.values.map { value in
            let isBandwidth = value.parameter.name == name
            return (name: value.parameter.name, text: isBandwidth ? allocation.old.description : value.text)
        }
        guard let values = try? ParameterValues(given, for: playbook, office: workplace.office) else { return nil }
        let renderer = PlaybookRenderer(
            playbook: playbook, parameters: values, office: workplace.office, library: library,
            platforms: PlatformCatalogue.all)
        return try? rendered.map { try renderer.render($0.target) }
    }

    /// The targets that `--limit` leaves, or those that a plan names.
    private static func limited(
        _ targets: [PlannedTarget], by request: PlanRequest, isWhole: Bool, playbook: Playbook, office: Office
    ) throws -> [PlannedTarget] {
        var names: Set<String>
        if let only = request.only {
            names = Set(only)
        } else if let limit = request.limit {
            names = Set(try office.select(limit).devices.map(\.name.text))
        } else {
            return targets
        }
        names.formIntersection(targets.map(\.device.name.text))
        guard !names.isEmpty else {
            throw Diagnostics(
                "no device of the change is left by --limit",
                hint: "without it the change concerns: "
                    + targets.map(\.device.name.text).joined(separator: ", "))
        }
        // An allocation holds on the whole path or not at all.
        guard !isWhole || names.count == targets.count else {
            throw Diagnostics(
                "`\(playbook.name)` changes an allocation, which holds on the whole path: --limit cannot leave devices out",
                hint: "leave --limit out, or use a playbook without `allocation:`")
        }
        return targets.filter { names.contains($0.device.name.text) }
    }

    private static func allocation(
        _ playbook: Playbook, _ parameters: ParameterValues, _ segment: Segment?, _ office: Office
    ) -> PlannedAllocation? {
        guard let names = playbook.allocation, let segment,
            let new = parameters[names.bandwidth].flatMap({ BandwidthPair($0) })
        else { return nil }
        return PlannedAllocation(
            segment: segment.name, file: segment.file, old: segment.allocation, new: new,
            weight: office.policy.capacity.weight(of: segment.serviceClass).description)
    }
}
