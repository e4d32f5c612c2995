import ArgumentParser
import Foundation
import PitaOperations

/// `pita doctor`: what is missing, and what to do.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Look at this machine and the office, or at devices, step by step.",
        discussion: """
            Without a device: what is installed, the office's directory, keys and store. With devices: the way there, SSH \
            algorithms, host key, log-in, facts, SNMP. Nothing is changed. Exit 1 when the machine or the office, 4 when a \
            device is not as it should be.
            """)
    @OptionGroup var common: CommonOptions
    @Argument(help: "Devices: names, globs, comma-separated.") var devices: [String] = []

    func run() async throws {
        try await perform {
            let findings = devices.isEmpty ? await lookAround() : try await lookAtDevices()
            common.console.result(.list(findings), text: Table.lines(of: findings))
            guard findings.contains(where: { $0.state == .failed }) else { return }
            throw devices.isEmpty ? PitaExit.error : PitaExit.devices
        }
    }

    private func lookAtDevices() async throws -> [DoctorFinding] {
        let doctor = DeviceDoctor(workplace: try common.workplace(), events: common.console.events)
        return try await doctor.look(at: devices.joined(separator: ","))
    }

    /// An office that can't be read is told after what is installed.
    private func lookAround() async -> [DoctorFinding] {
        let doctor = SystemDoctor(environment: ProcessInfo.processInfo.environment)
        let programs = await doctor.lookAtPrograms()
        do {
            return programs + (await doctor.look(at: try common.workplace()))
        } catch {
            return programs + [.noOffice(error)]
        }
    }
}
