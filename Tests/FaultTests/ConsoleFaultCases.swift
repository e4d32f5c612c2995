@testable import LabSupport

/// The faults of the devices that are spoken to at a prompt: each that the lab has, at the steps where it matters.
///
/// A number behind a fault counts what changes the device: the commands of the change, then what confirms it, then what
/// saves it. Junos has nothing to save, and the lab nothing for it to find full.
extension LabSuite.Faults {
    static let consoleCases =
        // Two commands under a timer that brings the config back.
        cases(
            of: LabOffice.cisco, commands: 2, sample: ["reject-after=2", "reboot-after=2", "reject-after=4"],
            disarmed: "cancel answered 1")
        // One commit on trial.
        + cases(of: LabOffice.huawei, commands: 1, sample: ["reject-after=1"], disarmed: "cancel answered 2")
        // One commit that has to be confirmed.
        + cases(of: LabOffice.juniper, commands: 1, sample: ["reject-after=1"], disarmed: nil)

    /// The cases of a device.
    ///
    /// - Parameters:
    ///   - sample: what the short run has, beside log lines among the answers.
    ///   - disarmed: the step between the end of the way back and the saving; `nil` where nothing is saved.
    private static func cases(of device: String, commands: Int, sample: [String], disarmed: String?) -> [Case] {
        var faults: [(fault: String, step: String?)] = [
            ("echo-log", nil), ("lie", nil), ("locked", nil), ("lie", "confirming"), ("locked", "confirming"),
        ]
        let numbers = 1...(commands + (disarmed == nil ? 1 : 2))
        for kind in ["reject", "drop", "reboot", "stall"] { faults += numbers.map { ("\(kind)-after=\($0)", nil) } }
        faults += ["host-key", "garbage", "truncate=40", "wrong-prompt"].map { ($0, "answered 1") }
        faults += ["drop", "stall", "garbage", "truncate=10", "wrong-prompt"].map { ($0, "confirming") }
        if let disarmed {
            // One that stays full cannot save the former config either: there the way back needs the room, and is refused.
            if device == LabOffice.cisco { faults.append(("full", nil)) }
            faults += ["full", "drop", "stall", "garbage", "truncate=10"].map { ($0, disarmed) }
        }
        return faults.map { fault, step in
            Case(
                device: device, fault: fault, step: step,
                isExtra: !(step == nil && (["echo-log"] + sample).contains(fault)))
        }
    }
}
