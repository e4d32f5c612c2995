import PitaInventory
import PitaPlatforms

/// A device of the inventory over the network: SSH and SNMP.
public struct NetworkLink: DeviceLink {
    private let device: Device
    private let connector: DeviceConnector
    private let health: DeviceHealth

    /// The way to a device.
    public init(to device: Device, connector: DeviceConnector, health: DeviceHealth) {
        self.device = device
        self.connector = connector
        self.health = health
    }

    /// See ``DeviceLink/connect()``.
    public func connect() async throws(DeviceError) -> DeviceSession { try await connector.session(to: device) }

    /// See ``DeviceLink/state(interfaces:)``.
    public func state(interfaces: [String]) async -> DeviceHealth.Finding {
        await health.check(device, interfaces: interfaces, connector: connector)
    }

    /// See ``DeviceLink/traffic(on:within:)``.
    public func traffic(on interface: String, within limit: Duration) async -> ProbeFinding {
        await health.watch(device, interface: interface, within: limit, connector: connector)
    }
}
