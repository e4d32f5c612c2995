import PitaDiagnostics
import PitaInventory
import PitaPlatforms

/// Makes the plan of one device from what a template rendered and what the device runs.
public enum DevicePlanner {
    /// The plan of one device; throws what is wrong with the rendered config or would cut the device off.
    public static func plan(
        _ rendered: RenderedConfig, reading: DeviceReading, mode: ChangeMode, platform: any Platform
    ) throws(Diagnostics) -> DevicePlan {
        let device = rendered.target.device
        let context = ["device \(device.name)"]
        let file = "Templates/\(rendered.target.template) (rendered)"
        do {
            let intended = try platform.parse(rendered.text, file: file)
            let findings = platform.check(intended, for: reading.facts)
            try findings.throwIfErrors()
            var change = try platform.change(from: reading.running, to: intended, mode: mode, facts: reading.facts)
            let cutOffs = platform.cutOffs(by: change, running: reading.running, reach: rendered.reach)
            change = change.adding(
                warnings: try CutOffCheck.warnings(cutOffs, reachedAfterwards: rendered.reachedAfterwards))
            if !findings.items.isEmpty { change = change.adding(warnings: findings.items) }
            let managed = ManagedPart.of(reading.running, touching: change, mode: mode)
            return DevicePlan(
                device: device.name.text, address: device.management.description, platform: platform.name,
                role: device.role.rawValue, template: rendered.target.template, facts: reading.facts, mode: mode,
                managedDigest: ManagedPart.digest(managed, on: platform), change: change,
                wayBack: change.isEmpty ? nil : platform.wayBack(for: change, facts: reading.facts),
                saving: change.isEmpty ? [] : platform.saving(change, facts: reading.facts))
        } catch {
            var diagnostics = error.showing(rendered.text, of: file, on: platform)
            for index in diagnostics.items.indices {
                let mark = diagnostics.items[index].mark.flatMap { $0.file == file ? $0 : nil }
                let origins = mark.map { rendered.origins.contexts(of: rendered.text, at: $0, on: platform) } ?? []
                diagnostics.items[index].context += origins + context
            }
            throw diagnostics
        }
    }
}

extension Diagnostics {
    /// The same diagnostics, each that has a place in `file` and no excerpt with the line of `text` that it speaks of,
    /// unless the platform says that the line could show a secret.
    public func showing(_ text: String, of file: String, on platform: any Platform) -> Diagnostics {
        Diagnostics(
            items.map { item in
                guard let mark = item.mark, mark.file == file, item.excerpt == nil else { return item }
                var item = item
                item.excerpt = platform.excerpt(of: text, at: mark)
                return item
            })
    }
}
