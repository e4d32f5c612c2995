import PitaDiagnostics
import PitaInventory
import PitaPlatforms

/// Makes the plan of one device from what a template rendered and what the device runs.
public enum DevicePlanner {
    /// The plan of one device; throws what is wrong with the rendered config or would cut the device off.
    ///
    /// - Parameter mayBeUndone: whether the plan may come to undo the change after it was confirmed.
    public static func plan(
        _ rendered: RenderedConfig, reading: DeviceReading, mode: ChangeMode, platform: any Platform,
        mayBeUndone: Bool = false
    ) throws(Diagnostics) -> DevicePlan {
        let device = rendered.target.device
        let context = ["device \(device.name)"]
        let file = "Templates/\(rendered.target.template) (rendered)"
        do {
            let platform = try platform.with(rules: rendered.rules)
            let intended = try platform.parse(rendered.text, file: file)
            let findings = platform.check(intended, for: reading.facts)
            try findings.throwIfErrors()
            var change = try platform.accountedChange(
                from: reading.running, to: intended, mode: mode, facts: reading.facts)
            let cutOffs = platform.cutOffs(by: change, running: reading.running, reach: rendered.reach)
            change = change.adding(
                warnings: try CutOffCheck.warnings(cutOffs, reachedAfterwards: rendered.reachedAfterwards))
            if !findings.items.isEmpty { change = change.adding(warnings: findings.items) }
            let undone = change.reversed
            let undo =
                mayBeUndone && !change.isEmpty
                ? DeviceUndo(
                    rollbackGuard: platform.rollbackGuard(for: undone, facts: reading.facts),
                    saving: platform.saving(undone, facts: reading.facts)) : nil
            let managed = ManagedPart.of(reading.running, touching: change, mode: mode)
            return DevicePlan(
                device: device.name.text, address: device.management.description, platform: platform.name,
                role: device.role.rawValue, template: rendered.target.template, facts: reading.facts, mode: mode,
                managedDigest: ManagedPart.digest(managed, on: platform), change: change,
                rollbackGuard: change.isEmpty ? nil : platform.rollbackGuard(for: change, facts: reading.facts),
                saving: change.isEmpty ? [] : platform.saving(change, facts: reading.facts), undo: undo,
                checks: rendered.checks)
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

    /// Where a device differs from what it would be if it shaped what the inventory says that has been given already.
    ///
    /// - Parameter standing: the device's config rendered with that allocation in place of the new one.
    public static func deviations(
        from standing: RenderedConfig, reading: DeviceReading, mode: ChangeMode, platform: any Platform
    ) throws(Diagnostics) -> [ObjectID] {
        let file = "Templates/\(standing.target.template) (rendered)"
        let platform = try platform.with(rules: standing.rules)
        let config = try platform.parse(standing.text, file: file)
        return try platform.change(from: reading.running, to: config, mode: mode, facts: reading.facts)
            .differences.map(\.id)
    }
}

extension Diagnostics {
    /// The same diagnostics, each that has a place in `file` and no excerpt with the line of `text` that it speaks of,
    /// unless the platform says that the line could show a secret.
    public func showing(_ text: String, of file: String, on platform: any Platform) -> Diagnostics {
        Diagnostics(
            items.enumerated().map { number, item in
                // Each looks for its line from the beginning of the text.
                guard number < Self.most, let mark = item.mark, mark.file == file, item.excerpt == nil else {
                    return item
                }
                var item = item
                item.excerpt = platform.excerpt(of: text, at: mark)
                // What a device's language has no word for may be a credential all the same.
                if let line = item.excerpt?.line, CredentialWords.isCredential(value: line) { item.excerpt = nil }
                return item
            })
    }
}
