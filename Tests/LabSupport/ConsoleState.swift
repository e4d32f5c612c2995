import PitaLab

/// What the lab keeps of a device that is spoken to at a prompt, beside what it tells.
extension LabOffice {
    /// Whether a device keeps the config that a restart brings apart from the one that runs.
    static func savesApart(_ device: String) -> Bool { [cisco, huawei].contains(device) }

    /// How the config that a restart would bring shapes the segment.
    func savedShaping(_ device: String, _ segment: String) throws -> Shaping? {
        let saved = try ConsoleInspection(of: device, in: lab).startupConfiguration() ?? ""
        return device == Self.cisco ? cisco(saved, segment) : device == Self.huawei ? huawei(saved, segment) : nil
    }

    /// Takes away the way back that still stands on a device, without a word to it.
    func forgetConsoleWayBack(_ device: String) throws {
        try ConsoleInspection(of: device, in: lab).forgetRollback()
    }
}
