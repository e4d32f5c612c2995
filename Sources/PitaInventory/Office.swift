import PitaDiagnostics
import PitaNetwork
import PitaYAML

/// Everything that an office has written down about its network and its people, checked as a whole.
public struct Office: Sendable {
    /// The platforms that Pita drives.
    public static let standardPlatforms: Set<String> = [
        "routeros", "linux", "openvswitch", "frr", "ios", "eos", "rgos", "vrp", "junos",
    ]

    let settings: OfficeSettings
    /// What the office says about each platform, by name.
    public let platforms: [String: PlatformSettings]
    /// The links by name.
    public let links: [String: Link]
    /// The names of the links in the order written; the segments' own access links last.
    public let linkNames: [String]
    /// The segments by name.
    public let segments: [String: Segment]
    /// The names of the segments in the order of their files.
    public let segmentNames: [String]
    /// The devices by name.
    public let devices: [String: Device]
    /// The names of the devices: the backbone's in the order written, then segment by segment.
    public let deviceNames: [String]
    /// The people by id.
    public let users: [String: User]
    /// When the office works.
    public let calendar: WorkingCalendar
    /// What is not wrong but should be known.
    public let warnings: [Diagnostic]
    /// The names of the files that were read.
    public let files: [String]
    let crossing: [String: [String]]
    let managed: [Address: String]
}

extension Office {
    /// The office's full name.
    public var name: String { settings.name }
    /// The office's short name.
    public var shortName: String { settings.shortName }
    /// The lines at the head of its letters.
    public var letterhead: [String] { settings.letterhead }
    /// The lines of its address.
    public var address: [String] { settings.address }
    /// The place that stands before the date of a document.
    public var city: String { settings.city }
    /// Its time zone.
    public var zone: OfficeZone { settings.zone }
    /// The number patterns by series; `berita_acara` is always there.
    public var numberSeries: [String: NumberPattern] { settings.numberSeries }
    /// The roles that people may have here.
    public var roles: [Role] { settings.roles }
    /// What it has decided about capacity and approvals.
    public var policy: Policy { settings.policy }
    /// Where Pita keeps its state.
    public var state: StateSettings { settings.state }
    /// The file to which the head of the record's chain is copied; `nil`: nowhere.
    public var headExport: String? { settings.headExport }
    /// The office's variables as written.
    public var variables: Node? { settings.variables }
}

extension Office {
    /// The device of a name.
    public func device(_ name: String) -> Device? { devices[name] }
    /// The segment of a name.
    public func segment(_ name: String) -> Segment? { segments[name] }
    /// The link of a name.
    public func link(_ name: String) -> Link? { links[name] }
    /// The person of an id.
    public func user(_ id: String) -> User? { users[id] }
    /// The device that is managed by an address.
    public func device(managedAt address: Address) -> Device? { managed[address].flatMap { devices[$0] } }
    /// The devices of a segment in the order written.
    public func devices(of segment: Segment) -> [Device] { segment.deviceNames.compactMap { devices[$0] } }
    /// The links of a segment's path, from the OPD to the internet.
    public func links(of segment: Segment) -> [Link] { segment.path.compactMap { links[$0] } }

    /// The segments whose path crosses a link.
    public func segments(crossing link: Link) -> [Segment] {
        (crossing[link.name] ?? []).compactMap { segments[$0] }
    }

    /// What has been given over a link, segment by segment.
    public func allocations(crossing link: Link) -> [AllocationShare] {
        segments(crossing: link).map {
            AllocationShare(
                segment: $0.name, allocation: $0.allocation,
                classWeight: policy.capacity.weight(of: $0.serviceClass))
        }
    }
}

/// A segment's share of a link.
public struct AllocationShare: Sendable, Hashable {
    /// The segment's name.
    public let segment: String
    /// What it has been given.
    public let allocation: BandwidthPair
    /// How much of it counts by the policy.
    public let classWeight: Double
}
