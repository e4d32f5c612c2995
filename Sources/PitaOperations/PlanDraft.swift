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

    /// Renders a playbook; all that is wrong is found in one run.
    init(_ request: PlanRequest, workplace: Workplace) throws {
        let office = workplace.office
        let (playbook, digest) = try workplace.playbook(request.playbook)
        let parameters = try ParameterValues(request.parameters, for: playbook, office: office)
        let library = try workplace.templates()
        let renderer = PlaybookRenderer(
            playbook: playbook, parameters: parameters, office: office, library: library, platforms: PlatformCatalogue.all)
        let limit = try request.limit.map { limit throws(Diagnostics) in
            Set(try office.select(limit).devices.map(\.name.text))
        }
        var findings = Diagnostics()
        var rendered: [RenderedConfig] = []
        for target in try renderer.targets(limit: limit) {
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
        segment = renderer.segment
        inputs = PlanInputs(
            playbook: playbook.name, title: playbook.title, playbookDigest: digest,
            parameters: Dictionary(uniqueKeysWithValues: parameters.values.map { ($0.parameter.name, $0.text) }),
            limit: limit?.sorted(), templates: library.usedDigests,
            variables: InputDigests.variables(
                of: rendered.map(\.target.device), segment: renderer.segment, office: office))
        allocation = Self.allocation(playbook, parameters, renderer.segment, office)
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
