import PitaEvidence
import PitaInventory
import PitaPlatforms

/// How something that the inventory says of a segment stands on a device.
public enum StandingVerdict: String, Sendable, CaseIterable {
    /// As the inventory has it.
    case same
    /// Otherwise.
    case different
    /// Not at all.
    case missing
    /// The device could not be read.
    case notAsked = "not-asked"
}

/// One thing that the inventory says of a segment, and what a device says of it.
public struct StandingRow: Hashable, Sendable {
    /// What it is about.
    public enum Subject: String, Sendable {
        /// Download/upload as the agency sees them; `-` where the device does not limit that direction.
        case bandwidth
        /// The VLAN, and the ports that carry it.
        case vlan
        /// An address of an interface.
        case address
        /// A route to the segment, or its default route.
        case route
    }

    /// What it is about.
    public let subject: Subject
    /// What the inventory says.
    public let intended: String
    /// What the device says; `nil` for nothing.
    public let found: String?
    /// The object of the device's config that says so.
    public let object: ObjectID?
    /// The comparison.
    public let verdict: StandingVerdict
}

/// What of a segment stands on one device.
public struct DeviceStanding: Sendable {
    /// The device.
    public let device: Device
    /// What was compared; a single row that was not asked where the device could not be read.
    public let rows: [StandingRow]
    /// Why it could not be read.
    public let failure: String?
}

/// What of a segment stands on its devices and on those of its path, beside what the inventory says.
public struct SegmentStanding: Sendable {
    /// The segment, as the inventory has it.
    public let segment: Segment
    /// The devices, from the internet to the agency.
    public let devices: [DeviceStanding]

    /// Compares a segment with what its devices said.
    ///
    /// - Parameters:
    ///   - shaping: the devices that limit an allocation in this office; on others no limit is missed.
    ///   - views: the devices in order, each with what it said or why it could not be read.
    public init(
        _ segment: Segment, in office: Office, shaping: AllocationPlaces,
        views: [(device: Device, view: Result<LiveView, StandingFailure>)]
    ) {
        self.segment = segment
        devices = views.map { device, view in
            switch view {
            case .success(let view):
                let comparison = SegmentComparison(segment, on: device, in: office, shaping: shaping, view: view)
                return DeviceStanding(device: device, rows: comparison.rows, failure: nil)
            case .failure(let failure):
                let row = StandingRow(
                    subject: .bandwidth, intended: segment.allocation.description, found: nil, object: nil,
                    verdict: .notAsked)
                return DeviceStanding(device: device, rows: [row], failure: failure.cause)
            }
        }
    }

    /// Whether a device says something else than the inventory, or nothing.
    public var hasDifferences: Bool {
        devices.contains { $0.rows.contains { [.different, .missing].contains($0.verdict) } }
    }

    /// Whether a device could not be read.
    public var hasFailures: Bool { devices.contains { $0.failure != nil } }

    /// The bandwidth in one plain sentence: what the inventory says, and each device.
    public var sentence: String {
        let told = devices.compactMap { device -> String? in
            guard let row = device.rows.first(where: { $0.subject == .bandwidth }) else { return nil }
            let name = device.device.name.text
            return switch row.verdict {
            case .same: "\(name) \(row.found ?? "-")"
            case .different: "\(name) \(row.found ?? "-") DIFFERS"
            case .missing: "\(name) NONE"
            case .notAsked: "\(name) not reached"
            }
        }
        let devices = told.isEmpty ? "no device limits it" : told.joined(separator: ", ")
        return "\(segment.agency): \(segment.allocation) in the inventory; \(devices)"
    }

    /// The comparison for programs.
    public var json: JSONValue {
        [
            "segment": .string(segment.name), "agency": .string(segment.agency),
            "allocation": .string(segment.allocation.description), "sentence": .string(sentence),
            "is_same": .bool(!hasDifferences && !hasFailures),
            "devices": .array(
                devices.map { device in
                    [
                        "device": .string(device.device.name.text), "platform": .string(device.device.platform),
                        "failure": .text(device.failure), "rows": .array(device.rows.map(\.json)),
                    ]
                }),
        ]
    }
}

/// Why a device could not be read.
public struct StandingFailure: Error, Sendable {
    /// The cause, in one line.
    public let cause: String

    /// A cause.
    public init(cause: String) { self.cause = cause }
}

extension StandingRow {
    /// The row for programs.
    public var json: JSONValue {
        [
            "subject": .string(subject.rawValue), "inventory": .string(intended), "device": .text(found),
            "object": .text(object?.description), "verdict": .string(verdict.rawValue),
        ]
    }
}
