import PitaDevices
import PitaInventory
import PitaPlatforms

/// Reads many devices at once; each failure is a value.
struct DeviceReadings {
    /// How many devices are read at once.
    static let atOnce = 64

    let connector: DeviceConnector
    let events: EventSink

    /// What each device said, or why it could not be read, in the order of the devices.
    func read(_ devices: [Device]) async -> [Result<DeviceReading, DeviceError>] {
        events(.began(work: "reading", devices: devices.count))
        return await BoundedTasks.map(devices, limit: Self.atOnce) { device in await read(device) }
    }

    /// What each device said; throws ``DeviceFailures`` when one could not be read.
    func readAll(_ devices: [Device]) async throws -> [DeviceReading] {
        let readings = await read(devices)
        let failures = readings.compactMap { if case .failure(let failure) = $0 { failure } else { nil } }
        guard failures.isEmpty else { throw DeviceFailures(failures: failures) }
        return try readings.map { try $0.get() }
    }

    private func read(_ device: Device) async -> Result<DeviceReading, DeviceError> {
        do {
            let platform = try PlatformCatalogue.platform(named: device.platform)
            events(.step(device: device.name.text, phase: .connecting, text: "connecting"))
            let session = try await connector.session(to: device) { words in
                events(.step(device: device.name.text, phase: .connecting, text: words))
            }
            events(.step(device: device.name.text, phase: .reading, text: "reading"))
            do {
                let reading = try await session.read(platform)
                await session.close()
                events(.ended(device: device.name.text, outcome: "read", reason: nil))
                return .success(reading)
            } catch {
                await session.close()
                throw error
            }
        } catch {
            let failure =
                error as? DeviceError ?? DeviceError(device: device.name.text, phase: .facts, cause: "\(error)")
            events(.ended(device: device.name.text, outcome: "failed", reason: failure.cause))
            return .failure(failure)
        }
    }
}

/// Devices that could not be reached or read. Exit code 4.
public struct DeviceFailures: Error, Sendable, CustomStringConvertible {
    /// The failures, in the order of the devices.
    public let failures: [DeviceError]

    /// One failure a line.
    public var description: String { failures.map(\.description).joined(separator: "\n") }
}
