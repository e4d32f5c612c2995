import Foundation

/// Takes a device down and brings it up again, as a power cut would.
struct DeviceRestart: Sendable {
    /// Seconds that a device needs to start.
    static let darkness = 2.0

    let directory: LabDirectory
    let device: LabDevice
    let number: Int
    let secrets: LabSecrets

    func run() {
        let truth = GroundTruth(directory: directory, device: device.name)
        truth.write("boot", "down")
        let entry = LabDirectory.markName + "=" + directory.mark(device.name)
        let pids = ProcessTable.all().filter { ProcessTable.hasEnvironment($0, entry) }
        ProcessTable.end(pids.compactMap { pid in ProcessTable.startTime(pid).map { (pid, $0) } }, patience: 0)
        Clocks.sleep(Self.darkness)
        do {
            if device.kind == .routeros {
                let startup = try RouterBoot(directory: directory, device: device).restarted()
                try AgentConfiguration(directory: directory, device: device, secrets: secrets).start(inside: [])
                for item in startup { try RouterSession(directory, device).fire(item) }
            } else if device.kind.hasConsole {
                try ConsoleBoot(directory: directory, device: device).restarted()
                try AgentConfiguration(directory: directory, device: device, secrets: secrets).start(inside: [])
            } else {
                let world = PeerNamespace(directory: directory, name: "world")
                try PeerDevice(directory: directory, device: device).boot(
                    number: number, world: world, secrets: secrets)
            }
            truth.write("boot", "up")
        } catch {
            truth.write("boot", "failed: \(error)")
        }
    }
}
