import PitaDiagnostics
import PitaInventory
import PitaNetwork
import PitaPlatforms

/// Refuses a change after which nobody could reach the device any more, and so nobody could undo it.
enum CutOffCheck {
    /// The warnings of parts that may cut, or that cut where the playbook says how the device is reached afterwards.
    ///
    /// Throws the parts that cut where it does not.
    static func warnings(_ cutOffs: [CutOff], reachedAfterwards: String?) throws(Diagnostics) -> [Diagnostic] {
        var refusals = Diagnostics()
        var warnings: [Diagnostic] = []
        for cutOff in cutOffs {
            let what = "the change \(cutOff.reason) (\(cutOff.object)), which "
            if let reachedAfterwards {
                warnings.append(
                    Diagnostic(
                        what + (cutOff.isCertain ? "cuts it off from where it is reached now" : "may cut it off")
                            + "; by the playbook it is reached afterwards: \(reachedAfterwards)", severity: .warning))
            } else if cutOff.isCertain {
                refusals.append(
                    Diagnostic(
                        what + "would cut it off",
                        hint:
                            "change first how the device is reached, in the inventory and on the device; or say in the "
                            + "playbook how it is reached then: `reached_afterwards:`"))
            } else {
                warnings.append(Diagnostic(what + "may cut it off", severity: .warning))
            }
        }
        try refusals.throwIfErrors()
        return warnings
    }
}

extension Reach {
    /// How a device of an office is reached, as far as the inventory tells.
    init(_ device: Device, in office: Office) {
        let user: String? = if case .literal(let name) = device.connection.ssh.user { name } else { nil }
        let uplinks = office.links.values.filter { $0.from.device == device.name.text }.compactMap(\.from.interface)
        self.init(address: device.management, user: user, uplinks: Set(uplinks))
    }
}
