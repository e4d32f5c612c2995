import PitaDiagnostics
import PitaNetwork
import PitaYAML

/// A device of the office.
public struct Device: Sendable, Identifiable {
    /// Its name, unique in the office; also what templates and berita acara call it.
    public let name: HostName
    /// The platform that drives it: `routeros`, `linux`, `openvswitch`.
    public let platform: String
    /// The maker's model, as on the label.
    public let model: String?
    /// The version of its system that the office expects.
    public let version: String?
    /// The serial number that the office expects.
    public let serial: String?
    /// What it is for.
    public let role: DeviceRole
    /// The address by which it is managed.
    public let management: Address
    /// The segment that it belongs to; `nil` for a device of the backbone.
    public let segment: String?
    /// The names of its interfaces; empty when the office has not written them down.
    public let interfaces: [String]
    /// How it is reached.
    public let connection: ConnectionSettings
    /// Its own variables as written.
    public let variables: Node?
    let node: Node

    /// The name as text.
    public var id: String { name.text }
    /// Where it is described.
    public var mark: SourceMark { node.mark }
}

/// What a device is for.
public enum DeviceRole: String, CaseIterable, Sendable {
    /// The office's router towards the internet.
    case core
    /// A switch or router that gathers segments.
    case distribution
    /// The router of a segment.
    case router
    /// A switch of a segment.
    case `switch`
}
