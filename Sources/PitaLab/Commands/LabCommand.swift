import ArgumentParser

/// The command line of the lab: a small office of devices on the loopback, for tests, demonstrations and training.
package struct LabCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "pita-lab", abstract: "A small office of devices on the loopback.",
        subcommands: [
            UpCommand.self, DownCommand.self, StatusCommand.self, TruthCommand.self, FaultCommand.self,
            RelayCommand.self,
            LogCommand.self, DeviceCommand.self, KeeperCommand.self, FireCommand.self, AgentCommand.self,
            TrafficCommand.self,
        ])

    /// The command, as its parser makes it.
    package init() {}
}

/// The option that every command has.
struct DirectoryOption: ParsableArguments {
    @Option(help: "Where the lab keeps its files.") var directory = "./.pita-lab"

    var lab: LabDirectory { LabDirectory(directory) }
}
