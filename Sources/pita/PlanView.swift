import PitaDiagnostics
import PitaEvidence
import PitaNetwork
import PitaOperations
import PitaPlanning
import PitaPlatforms

/// A plan as people read it.
struct PlanView {
    let plan: Plan
    let console: Console

    /// What is to be done, why it may be, and how it is undone, in the order in which a reviewer asks.
    var review: [String] {
        var lines = [console.coloured("Plan: \(plan.inputs.title) (\(plan.inputs.playbook))", .bold)]
        lines += plan.inputs.parameters.sorted { $0.key < $1.key }.map { "  \($0.key) = \(clean($0.value))" }
        if let allocation = plan.allocation {
            lines.append("  allocation of \(allocation.segment): \(allocation.old) -> \(allocation.new)")
        }
        lines += RolloutView(plan: plan).lines.map { "  " + clean($0) }
        for device in plan.devices { lines += [""] + review(device) }
        if let capacity = plan.capacity { lines += [""] + CapacityView(record: capacity, console: console).lines }
        return lines
    }

    /// What to do next.
    var footer: [String] {
        if plan.isEmpty { return ["", "Nothing to change: the devices and the allocation are as intended."] }
        let digest = plan.digest
        return ["", "Plan \(digest)", "Next: pita approve \(digest.hex.prefix(12)) --reason ... (another person)"]
    }

    /// One line a device.
    var summary: [String] {
        plan.devices.map { device in
            "\(device.device): \(counted(device.change.commands.count, "command")),"
                + " \(counted(device.change.differences.count, "object"))"
                + (device.rollbackGuard == nil && !device.change.isEmpty ? ", NO WAY BACK" : "")
                + (device.rollbackGuard?.mechanism == .reload ? ", RESTARTS TO GO BACK" : "")
        }
    }

    /// The commands, or those that lead back, one a line under each device.
    func commands(reverse: Bool) -> [String] {
        plan.devices.flatMap { device in
            ["# \(device.device)"] + (reverse ? device.change.reverse : device.change.commands).flatMap(text)
        }
    }

    private func text(_ command: DeviceCommand) -> [String] {
        [clean(command.text)]
            + (command.input.map { $0.split(separator: "\n").map { "  < " + clean(String($0)) } } ?? [])
    }

    private func review(_ device: DevicePlan) -> [String] {
        let facts = [device.platform, device.facts.version, device.facts.model, device.facts.serial].compactMap { $0 }
        var lines = [console.coloured("\(device.device)", .bold) + " (\(clean(facts.joined(separator: ", "))))"]
        let warnings = device.change.warnings.map { console.coloured("  warning: \(clean($0.message))", .yellow) }
        if device.change.isEmpty { return lines + ["  nothing to change"] + warnings }
        lines += device.change.differences.flatMap(difference)
        lines.append("  commands:")
        lines += device.change.commands.flatMap(text).map { "    " + $0 }
        switch device.rollbackGuard {
        case nil: lines.append(console.coloured("  way back: NONE on this device", .red))
        case .some(let rollbackGuard) where !rollbackGuard.commitCommands.isEmpty:
            lines.append("  way back: carried by the change itself, which holds only once it is confirmed; sent as")
            lines += rollbackGuard.commitCommands.flatMap(text).map { "    " + $0 }
        case .some(let rollbackGuard): lines.append(standing(rollbackGuard, device.change))
        }
        lines += device.checks.map { "  to be proven: \(clean($0.description))" }
        lines += device.change.irreversible.map { console.coloured("  cannot be undone exactly: \(clean($0))", .red) }
        return lines + warnings
    }

    /// A way back that stands on the device before the first command.
    private func standing(_ rollbackGuard: RollbackGuard, _ change: DeviceChange) -> String {
        let before = "armed on the device before the first command"
        switch rollbackGuard.mechanism {
        case .timedScript, .commitConfirmed: return "  way back: \(counted(change.reverse.count, "command")), \(before)"
        case .configReplace:
            return "  way back: the device puts its whole config back, what others change meanwhile too; \(before)"
        case .reload:
            let minutes = (rollbackGuard.timing.restoreTime + 59) / 60
            return console.coloured(
                "  way back: THE DEVICE RESTARTS into its saved config, and is away for up to \(minutes) minutes; "
                    + before, .red)
        }
    }

    private func difference(_ difference: ObjectDifference) -> [String] {
        let name = clean(difference.id.description)
        switch (difference.before, difference.after) {
        case (nil, let after?): return [console.coloured("  + \(name)", .green)] + properties(after, sign: "+")
        case (_?, nil): return [console.coloured("  - \(name)", .red)]
        case (let before?, let after?):
            let changed = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }.sorted()
            return [console.coloured("  ~ \(name)", .yellow)]
                + changed.map { key in
                    "      \(key): \(value(before[key], of: key)) -> \(value(after[key], of: key))"
                }
        case (nil, nil): return []
        }
    }

    private func properties(_ properties: [String: String], sign: String) -> [String] {
        properties.sorted { $0.key < $1.key }.map { "      \($0.key): \(value($0.value, of: $0.key))" }
    }

    /// A rate in bit/s is shown with its prefix too: people approve `50M`, not `50000000`.
    private func value(_ text: String?, of key: String) -> String {
        guard let text else { return "(unset)" }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let isRate = ["limit", "rate", "ceil", "threshold"].contains { key.hasSuffix($0) }
        let rates = parts.compactMap { Bandwidth(String($0)) }
        guard isRate, rates.count == parts.count else { return clean(text) }
        return rates.map(\.description).joined(separator: "/")
    }

    private func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    private func clean(_ text: String) -> String { TerminalText.sanitised(text) }
}
