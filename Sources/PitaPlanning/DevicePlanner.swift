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
        do {
            let file = "Templates/\(rendered.target.template) (rendered)"
            let intended = try platform.parse(rendered.text, file: file)
            let findings = platform.check(intended, for: reading.facts)
            try findings.throwIfErrors()
            var change = try platform.change(from: reading.running, to: intended, mode: mode, facts: reading.facts)
            try refuseCutOff(change, management: device.management.description)
            if !findings.items.isEmpty { change = change.adding(warnings: findings.items) }
            let managed = ManagedPart.of(reading.running, touching: change, mode: mode)
            return DevicePlan(
                device: device.name.text, address: device.management.description, platform: platform.name,
                role: device.role.rawValue, template: rendered.target.template, facts: reading.facts, mode: mode,
                managedDigest: ManagedPart.digest(managed), change: change,
                wayBack: change.isEmpty ? nil : platform.wayBack(for: change, facts: reading.facts),
                saving: change.isEmpty ? [] : platform.saving(change, facts: reading.facts))
        } catch {
            var diagnostics = error
            for index in diagnostics.items.indices { diagnostics.items[index].context += context }
            throw diagnostics
        }
    }

    /// Refuses a change that takes the management address off the device: nobody could then undo it.
    static func refuseCutOff(_ change: DeviceChange, management: String) throws(Diagnostics) {
        for difference in change.differences {
            guard let before = difference.before, holds(management, before) else { continue }
            if let after = difference.after, holds(management, after), after["disabled"] != "yes" { continue }
            throw Diagnostics(
                "the change takes the management address \(management) off the device (\(difference.id)), which would cut it off",
                hint: "give the device its new management address in the inventory first, and reach it there")
        }
    }

    private static func holds(_ address: String, _ properties: [String: String]) -> Bool {
        properties.values.contains { $0 == address || $0.hasPrefix(address + "/") }
    }
}

extension DeviceChange {
    /// The same change with more warnings.
    func adding(warnings more: [Diagnostic]) -> DeviceChange {
        DeviceChange(
            commands: commands, reverse: reverse, before: before, after: after, differences: differences,
            warnings: warnings + more)
    }
}
