@testable import pita_lab

/// What the lab keeps of a device that is spoken to at a prompt, beside what it tells.
extension LabOffice {
    /// Whether a device keeps the config that a restart brings apart from the one that runs.
    static func savesApart(_ device: String) -> Bool { [cisco, huawei].contains(device) }

    /// How the config that a restart would bring shapes the segment.
    func savedShaping(_ device: String, _ segment: String) throws -> Shaping? {
        try withConsole(device) { console in
            switch console {
            case let console as IOSConsole:
                let lines = console.state.startup.map { IOSRenderer(console: console).startup($0) } ?? []
                return cisco(lines.joined(separator: "\n"), segment)
            case let console as VRPConsole:
                return huawei(VRPRenderer(console: console).saved().joined(separator: "\n"), segment)
            default: return nil
            }
        }
    }

    /// Takes away the way back that still stands on a device, without a word to it.
    func forgetConsoleWayBack(_ device: String) throws {
        try withConsole(device) { console in
            switch console {
            case let console as IOSConsole: console.state.revert = nil
            case let console as VRPConsole: console.state.trial = nil
            case let console as JunosConsole: console.state.confirmation = nil
            default: break
            }
        }
    }

    private func withConsole<Result>(_ name: String, _ body: (any ConsoleDevice) throws -> Result) throws -> Result {
        let directory = LabDirectory(lab)
        let device = try directory.loadDevice(name)
        let store = try ConsoleStore(directory, device)
        return try store.locked {
            let console = try Consoles.make(device)
            try store.load(console)
            let result = try body(console)
            try store.save(console)
            return result
        }
    }
}
