import PitaDevices
import PitaEvidence
import PitaInventory
import PitaPlanning
import PitaPlatforms
import PitaRecords

/// Makes the job of a device from its part of a plan.
struct PushJobs {
    let workplace: Workplace

    /// The job of making the change.
    ///
    /// - Parameter longestCommand: what a command was allowed when the push was begun, where this recovers one.
    func job(
        for plan: DevicePlan, of whole: Plan, push: String, begunWith longestCommand: Duration = .zero
    ) async throws -> PushJob {
        PushJob(
            device: try device(plan).name.text, platform: try PlatformCatalogue.platform(named: plan.platform),
            change: plan.change, rollbackGuard: plan.rollbackGuard, saving: plan.saving, identity: plan.facts,
            push: push,
            seconds: try await seconds(for: plan.change, by: plan.rollbackGuard, on: plan, of: whole),
            policy: policy.allowing(longestCommand: longestCommand),
            interfaces: whole.verifiesBySNMP ? interfaces(of: plan.device, in: whole) : nil, checks: plan.checks
        ) { reading in
            Staleness.reasons(plan, now: reading)
                + Staleness.reasons(plan, rollbackGuard: plan.rollbackGuard, of: plan.change, now: reading)
        }
    }

    /// The job of undoing the change after it was confirmed.
    func undoJob(
        for plan: DevicePlan, of whole: Plan, push: String, begunWith longestCommand: Duration = .zero
    ) async throws -> PushJob {
        let platform = try PlatformCatalogue.platform(named: plan.platform)
        guard let undo = plan.undo else { throw OperationError("the plan holds no way to undo `\(plan.device)`") }
        return PushJob(
            device: try device(plan).name.text, platform: platform, change: plan.change.reversed,
            rollbackGuard: undo.rollbackGuard,
            saving: undo.saving, identity: plan.facts, push: PushID.undoing(push),
            seconds: try await seconds(for: plan.change.reversed, by: undo.rollbackGuard, on: plan, of: whole),
            policy: policy.allowing(longestCommand: longestCommand),
            interfaces: whole.verifiesBySNMP ? interfaces(of: plan.device, in: whole) : nil
        ) { reading in
            let changed = reading.running.deviations(from: plan.change.after, on: platform).map(\.id.description)
            let reasons = Staleness.reasons(
                plan, rollbackGuard: undo.rollbackGuard, of: plan.change.reversed, now: reading)
            return changed.isEmpty
                ? reasons
                : ["the config has changed since the push: " + changed.prefix(5).joined(separator: "; ")] + reasons
        }
    }

    private var policy: PushPolicy { workplace.office.policy.push }

    private func device(_ plan: DevicePlan) throws -> Device {
        guard let device = workplace.office.device(plan.device) else {
            throw OperationError("`\(plan.device)` is no longer in the inventory")
        }
        return device
    }

    private func seconds(
        for change: DeviceChange, by rollbackGuard: RollbackGuard?, on plan: DevicePlan, of whole: Plan
    ) async throws -> Int {
        let carrier = rollbackGuard?.commitCommands ?? []
        let commands = carrier.isEmpty ? change.lines : carrier.reduce(0) { $0 + $1.lines }
        let last = try await workplace.store().lastTiming(device: plan.device, commands: commands)
        // The checks are made while the way back stands.
        let seconds =
            Self.rollbackSeconds(
                lastMilliseconds: last?.milliseconds, commands: commands, asked: whole.rollbackSeconds,
                shortest: Int(policy.minimumRollback.components.seconds))
            + plan.checks.reduce(0) { $0 + $1.seconds }
        return rollbackGuard?.timing.time(for: seconds) ?? seconds
    }

    /// Three times what the commands took last time, and half of the shortest time; never less than that nor more than a day,
    /// and longer if the playbook asks so. Lines that were never timed are taken to need half a second each.
    static func rollbackSeconds(lastMilliseconds: Int64?, commands: Int, asked: Int?, shortest: Int) -> Int {
        let taken = min(max(0, lastMilliseconds ?? Int64(min(commands, 100_000)) * 500), 86_400_000)
        return min(86_400, max(shortest, Int(3 * taken / 1000) + shortest / 2, asked ?? 0))
    }

    /// The interfaces of the device by which the segment's path runs.
    private func interfaces(of device: String, in plan: Plan) -> [String] {
        let office = workplace.office
        guard
            let segment = (plan.allocation?.segment ?? plan.inputs.parameters["segment"]).flatMap({ office.segment($0) }
            )
        else { return [] }
        var names: [String] = []
        for end in office.links(of: segment).flatMap({ [$0.from, $0.to] }) where end.device == device {
            if let name = end.interface, !names.contains(name) { names.append(name) }
        }
        return names
    }
}

/// The id of a push: unique in the store, and fit to be a name on every device.
enum PushID {
    /// `p` with the time and the beginning of the plan's digest.
    static func make(plan: Digest, at time: LocalTime) -> String {
        "p\(String(time.unixMilliseconds, radix: 36))-\(plan.hex.prefix(8))"
    }

    /// What the undoing of a push is called on its devices: one may still hold what has the push's own name.
    static func undoing(_ push: String) -> String { "u" + push.dropFirst() }
}

extension PushReport {
    /// A device whose turn did not come.
    static func notStarted(_ device: String, because reason: String) -> PushReport {
        PushReport(
            device: device, outcome: .notStarted(reason: reason), sent: [], checks: [], commandSeconds: 0,
            rollbackSeconds: nil, startedAt: nil, endedAt: nil)
    }
}
