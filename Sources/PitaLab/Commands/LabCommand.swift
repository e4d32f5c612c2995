import ArgumentParser

/// A small office of devices on the loopback, for tests, demonstrations and training.
@main
struct PitaLab: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pita-lab", abstract: "A small office of devices on the loopback.",
        subcommands: [
            UpCommand.self, DownCommand.self, StatusCommand.self, TruthCommand.self, FaultCommand.self,
            RelayCommand.self,
            LogCommand.self, DeviceCommand.self, KeeperCommand.self, FireCommand.self, AgentCommand.self,
            TrafficCommand.self,
        ])
}

/// The option that every command has.
struct DirectoryOption: ParsableArguments {
    @Option(help: "Where the lab keeps its files.") var directory = "./.pita-lab"

    var lab: LabDirectory { LabDirectory(directory) }
}
