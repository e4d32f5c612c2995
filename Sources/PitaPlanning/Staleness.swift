import PitaEvidence
import PitaPlatforms

/// Whether a plan still fits what it was made from; each reason against it is one plain sentence.
public enum Staleness {
    /// What differs between the plan's inputs and the same inputs as they are now.
    public static func reasons(_ plan: PlanInputs, now: PlanInputs) -> [String] {
        var reasons: [String] = []
        if plan.playbookDigest != now.playbookDigest {
            reasons.append("the playbook `\(plan.playbook)` has been edited since")
        }
        for name in plan.templates.keys.sorted() where plan.templates[name] != now.templates[name] {
            reasons.append("the template `\(name)` has been edited since")
        }
        for name in now.templates.keys.sorted() where plan.templates[name] == nil {
            reasons.append("the template `\(name)` is now used and was not then")
        }
        for name in plan.variables.keys.sorted() where plan.variables[name] != now.variables[name] {
            reasons.append("the inventory of `\(name)` has been edited since")
        }
        for name in now.variables.keys.sorted() where plan.variables[name] == nil {
            reasons.append("`\(name)` now belongs to the change and did not then")
        }
        for name in Set(plan.hostKeys.keys).union(now.hostKeys.keys).sorted()
        where plan.hostKeys[name] != now.hostKeys[name] {
            reasons.append("the pinned host key of `\(name)` has changed since")
        }
        return reasons
    }

    /// Why the way back that was approved is not the one that the device has now: an archive that was taken away, or a
    /// config that somebody has changed and not saved, which a restart would throw away.
    ///
    /// - Parameter change: what the way back belongs to: the plan's change, or what undoes it.
    public static func reasons(
        _ plan: DevicePlan, rollbackGuard: RollbackGuard?, of change: DeviceChange, now reading: DeviceReading
    ) -> [String] {
        guard let platform = PlatformCatalogue.all.first(where: { $0.name == plan.platform }), !change.isEmpty,
            platform.rollbackGuard(for: change, facts: reading.facts) != rollbackGuard
        else { return [] }
        return rollbackGuard?.mechanism == .reload && platform.rollbackGuard(for: change, facts: reading.facts) == nil
            ? ["`\(plan.device)` runs what is not saved, which its way back, a restart, would throw away"]
            : ["the way back of `\(plan.device)` is another than when the plan was made"]
    }

    /// What differs between a device as the plan saw it and as it is now.
    public static func reasons(_ plan: DevicePlan, now reading: DeviceReading) -> [String] {
        guard let platform = PlatformCatalogue.all.first(where: { $0.name == plan.platform }) else {
            return ["`\(plan.device)` is of the platform `\(plan.platform)`, which is not known any more"]
        }
        var reasons: [String] = []
        if plan.facts.model != reading.facts.model || plan.facts.serial != reading.facts.serial {
            let was = [plan.facts.model, plan.facts.serial].compactMap { $0 }.joined(separator: " ")
            let now = [reading.facts.model, reading.facts.serial].compactMap { $0 }.joined(separator: " ")
            reasons.append("`\(plan.device)` is another machine: \(now), not \(was)")
        }
        if plan.facts.version != reading.facts.version {
            reasons.append(
                "`\(plan.device)` runs version \(reading.facts.version), the plan was made for \(plan.facts.version)")
        }
        let managed = ManagedPart.of(reading.running, touching: plan.change, mode: plan.mode)
        if ManagedPart.digest(managed, on: platform) != plan.managedDigest {
            let changed = reading.running.deviations(from: plan.change.before, on: platform).map(\.id.description)
            let what = changed.isEmpty ? "" : ": " + changed.prefix(5).joined(separator: "; ")
            reasons.append("the config of `\(plan.device)` has changed since the plan was made\(what)")
        }
        return reasons
    }
}
