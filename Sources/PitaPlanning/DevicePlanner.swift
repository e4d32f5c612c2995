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
            try refuseCutOff(change, running: reading.running, management: device.management.description)
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

    /// Refuses a change that takes the management address, or the interface that holds it, off the device: nobody
    /// could then undo it.
    static func refuseCutOff(
        _ change: DeviceChange, running: ConfigTree, management: String
    ) throws(Diagnostics) {
        let holders = running.objects.filter { holds(management, $0.properties, of: $0.id) }
        let interfaces = holders.compactMap { $0.properties["interface"] ?? $0.properties["dev"] }
        let keys = Set(interfaces.flatMap { ["name=\($0)", "default-name=\($0)", "dev=\($0)"] })
        for difference in change.differences {
            guard let before = difference.before else { continue }
            let left = difference.after.flatMap { $0["disabled"] == "yes" ? nil : $0 }
            if holds(management, before, of: difference.id),
                left.map({ holds(management, $0, of: difference.id) }) != true
            {
                throw cutOff("takes the management address \(management) off the device", difference)
            }
            if left == nil, keys.contains(difference.id.key), isInterface(difference.id.section) {
                throw cutOff("takes away the interface that holds the management address \(management)", difference)
            }
        }
    }

    /// Whether the section holds interfaces: RouterOS's menus below `/interface`, `ip link`.
    private static func isInterface(_ section: String) -> Bool {
        section.hasPrefix("/interface") || section == "ip link"
    }

    private static func cutOff(_ what: String, _ difference: ObjectDifference) -> Diagnostics {
        Diagnostics(
            "the change \(what) (\(difference.id)), which would cut it off",
            hint: "give the device its new management address in the inventory first, and reach it there")
    }

    /// Whether the object is an address of the device, and this one. Elsewhere the address is only spoken of.
    private static func holds(_ address: String, _ properties: [String: String], of id: ObjectID) -> Bool {
        guard id.section.hasSuffix("address"), let value = properties["address"] else { return false }
        return value == address || value.hasPrefix(address + "/")
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
