import PitaInventory
import PitaPlatforms
import PitaSNMP

/// Whether a device answers by SNMP and its interfaces are up.
public struct DeviceHealth: Sendable {
    private let client: SNMPClient

    /// A check over a client.
    public init(client: SNMPClient) { self.client = client }

    /// What a check found.
    public enum Finding: Sendable, Equatable {
        /// The device is well.
        case well(SNMPState)
        /// It did not answer, or this is wrong with it.
        case problem(String)
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
                    return .problem(problem)
                }
            }
            return .well(
                SNMPState(
                    system: system.name, uptimeSeconds: Int(clamping: system.uptimeTicks / 100),
                    interfaces: interfaces))
        } catch {
            // The first line says what happened; the hint is for whoever asks by hand.
            return .problem("SNMP: " + ("\(error)".split(separator: "\n").first.map(String.init) ?? "no answer"))
        }
    }

    /// How often a counter is looked at, in seconds. Agents renew theirs every few seconds only.
    private static let interval = Duration.seconds(2)

    /// Whether octets go through an interface: its counters are read until they have grown, or the time is over.
    func watch(
        _ device: Device, interface: String, within limit: Duration, connector: DeviceConnector
    ) async -> ProbeFinding {
        let end = ContinuousClock.now + limit
        do {
            let target = try await connector.snmpTarget(for: device)
            let reader = InterfaceReader(client: client)
            var before = try await reader.read(interface, on: target)
            repeat {
                try await Task.sleep(for: Self.interval)
                let now = try await reader.read(interface, on: target)
                let (received, sent) = (
                    now.inOctets.subtractingReportingOverflow(before.inOctets),
                    now.outOctets.subtractingReportingOverflow(before.outOctets)
                )
                // A counter that fell was set back; what it counts is seen from here on.
                if !received.overflow, !sent.overflow, received.partialValue | sent.partialValue != 0 {
                    let octets = "\(received.partialValue) octets in, \(sent.partialValue) out"
                    return ProbeFinding(isPassed: true, sentence: "\(octets) on \(interface)")
                }
                before = now
            } while ContinuousClock.now < end
            return ProbeFinding(isPassed: false, sentence: "no octet went through \(interface)")
        } catch {
            let cause = "\(error)".split(separator: "\n").first.map(String.init) ?? "no answer"
            return ProbeFinding(isPassed: false, sentence: "SNMP: " + cause)
        }
    }
}
