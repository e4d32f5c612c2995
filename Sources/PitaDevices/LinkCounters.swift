import PitaInventory
import PitaSNMP

/// One reading of the counters of a link of the inventory.
public struct LinkReading: Sendable {
    /// The link's name.
    public let link: String
    /// The device and interface that were read.
    public let device: String
    /// The interface by its inventory name.
    public let interface: String
    /// The counters, or why there are none.
    public let counters: Result<InterfaceCounters, DeviceError>
    /// How long after the beginning of the whole reading the answer came: a slow agent must not shift the others' times.
    public let after: Duration
}

/// Reads the counters of links, many at once.
public struct LinkCounterReader: Sendable {
    private let client: SNMPClient
    private let connector: DeviceConnector

    /// A reader over a client.
    public init(client: SNMPClient, connector: DeviceConnector) {
        self.client = client
        self.connector = connector
    }

    /// Reads each link that says where its counters are, as many at once as the client allows; a failure is a value.
    public func read(_ links: [Link], office: Office) async -> [LinkReading] {
        let start = ContinuousClock.now
        return await withTaskGroup(of: (Int, LinkReading)?.self) { group in
            for (index, link) in links.enumerated() {
                guard let place = link.counters, let device = office.device(place.device) else { continue }
                group.addTask { (index, await self.read(link, device, place.interface, since: start)) }
            }
            var readings: [(Int, LinkReading)] = []
            for await reading in group { if let reading { readings.append(reading) } }
            return readings.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private func read(
        _ link: Link, _ device: Device, _ interface: String, since start: ContinuousClock.Instant
    ) async -> LinkReading {
        let counters: Result<InterfaceCounters, DeviceError>
        do {
            let target = try await connector.snmpTarget(for: device)
            counters = .success(try await InterfaceReader(client: client).read(interface, on: target))
        } catch let error as DeviceError {
            counters = .failure(error)
        } catch {
            counters = .failure(DeviceError(device: device.name.text, phase: .snmp, cause: "\(error)"))
        }
        return LinkReading(
            link: link.name, device: device.name.text, interface: interface, counters: counters,
            after: ContinuousClock.now - start)
    }
}
