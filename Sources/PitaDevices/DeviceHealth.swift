import PitaInventory
import PitaSNMP

/// Whether a device answers by SNMP and its interfaces are up.
public struct DeviceHealth: Sendable {
    private let client: SNMPClient

    /// A check over a client.
    public init(client: SNMPClient) { self.client = client }

    /// What a check found.
    public struct Finding: Sendable, Equatable {
        /// What was found; `nil` when the device is not well.
        public let check: PushCheck?
        /// What is wrong; `nil` when the device is well.
        public let problem: String?
    }

    /// Asks the device for its uptime and the state of the interfaces.
    public func check(_ device: Device, interfaces: [String], connector: DeviceConnector) async -> Finding {
        do {
            let target = try await connector.snmpTarget(for: device)
            let reader = InterfaceReader(client: client)
            let system = try await reader.system(on: target)
            for name in interfaces {
                let counters = try await reader.read(name, on: target)
                guard counters.operStatus == .up else {
                    let problem = "SNMP: interface \(name) of \(device.name) is \(counters.operStatus)"
                    return Finding(check: nil, problem: problem)
                }
            }
            let check = PushCheck.snmp(
                system: system.name, uptimeSeconds: Int(clamping: system.uptimeTicks / 100), interfaces: interfaces)
            return Finding(check: check, problem: nil)
        } catch {
            // The first line says what happened; the hint is for whoever asks by hand.
            let problem = "SNMP: " + ("\(error)".split(separator: "\n").first.map(String.init) ?? "no answer")
            return Finding(check: nil, problem: problem)
        }
    }
}
