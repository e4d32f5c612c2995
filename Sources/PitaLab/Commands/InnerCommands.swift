import ArgumentParser
import Foundation

/// What sshd runs for every session of a device.
struct DeviceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "device", abstract: "Answer one SSH session (run by sshd).", shouldDisplay: false)

    @OptionGroup var place: DirectoryOption
    @Option var device: String

    func run() throws {
        signal(SIGPIPE, SIG_IGN)
        let device = try place.lab.loadDevice(device)
        let command = ProcessInfo.processInfo.environment["SSH_ORIGINAL_COMMAND"]
        if device.kind == .routeros {
            let session = try RouterSession(place.lab, device)
            guard let command else { return try session.interactive() }
            if command.contains("sftp-server") || command.hasPrefix("scp -") {
                throw ExitCode(try session.transfer(command))
            }
            throw ExitCode(try session.exec(command))
        }
        if device.kind.hasConsole {
            let session = try ConsoleSession(place.lab, device)
            return try command.map(session.exec) ?? session.interactive()
        }
        let session = try PeerSession(place.lab, device)
        throw ExitCode(try command.map(session.exec) ?? session.interactive())
    }
}

struct KeeperCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keeper", abstract: "Keep a lab running (started by up).", shouldDisplay: false)

    @OptionGroup var place: DirectoryOption

    func run() throws { try Keeper(place.lab).run() }
}

struct FireCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fire", abstract: "Run due scheduler entries (run by the keeper).", shouldDisplay: false)

    @OptionGroup var place: DirectoryOption
    @Option var device: String

    func run() throws {
        let device = try place.lab.loadDevice(device)
        if device.kind.hasConsole { return try ConsoleBoot(directory: place.lab, device: device).fire() }
        try RouterSession(place.lab, device).fire()
    }
}

struct AgentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snmp-agent", abstract: "Answer snmpd's pass_persist protocol (run by snmpd).",
        shouldDisplay: false)

    @OptionGroup var place: DirectoryOption
    @Option var device: String

    func run() throws {
        var agent = try PassPersist(place.lab, try place.lab.loadDevice(device))
        agent.serve()
    }
}

struct TrafficCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "traffic", abstract: "Send the office's traffic (started by up).", shouldDisplay: false)

    @OptionGroup var place: DirectoryOption

    func run() throws {
        let lab = place.lab
        var sender = try FrameSender(try lab.loadOffice())
        sender.run { access(lab.keeperReady, F_OK) == 0 }
    }
}
