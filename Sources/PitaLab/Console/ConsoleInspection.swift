/// A device at a prompt, looked at behind its back: for those who judge a push and must not believe what a session says.
package struct ConsoleInspection {
    private let directory: LabDirectory
    private let device: LabDevice

    /// Throws when no lab in the directory has the device.
    ///
    /// - Parameter directory: that of the lab.
    package init(of device: String, in directory: String) throws {
        self.directory = LabDirectory(directory)
        self.device = try self.directory.loadDevice(device)
    }

    /// The configuration that a restart would bring; `nil` where the device keeps none apart, or has saved none.
    package func startupConfiguration() throws -> String? {
        try withConsole { console in
            switch console {
            case let console as IOSConsole:
                console.state.startup.map { IOSRenderer(console: console).startup($0).joined(separator: "\n") }
            case let console as VRPConsole: VRPRenderer(console: console).saved().joined(separator: "\n")
            default: nil
            }
        }
    }

    /// Takes away the rollback that waits for its timer, as if it had never been armed.
    package func forgetRollback() throws {
        try withConsole { console in
            switch console {
            case let console as IOSConsole: console.state.revert = nil
            case let console as VRPConsole: console.state.trial = nil
            case let console as JunosConsole: console.state.confirmation = nil
            default: break
            }
        }
    }

    private func withConsole<Result>(_ body: (any ConsoleDevice) throws -> Result) throws -> Result {
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
