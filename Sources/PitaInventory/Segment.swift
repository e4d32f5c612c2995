import PitaDiagnostics
import PitaNetwork
import PitaYAML

/// The network of an agency (OPD): what it has been given, by which way, over which devices.
public struct Segment: Sendable, Identifiable {
    /// Its name, unique in the office; its file is called so too.
    public let name: String
    /// What people call it.
    public let title: String
    /// The agency that uses it.
    public let agency: String
    /// The class that the capacity policy weighs it by (`class` in the file).
    public let serviceClass: String
    /// Its VLAN, unique behind the device at the far end of its access link.
    public let vlan: VLANID
    /// The networks of its LANs.
    public let prefixes: [Prefix]
    /// The network between its router and the backbone.
    public let transfer: Prefix?
    /// The bandwidth that it has been given.
    public let allocation: BandwidthPair
    /// The links from the OPD to the internet, by name; the first is the access link.
    public let path: [String]
    /// The device at the far end of the access link: the bridge domain of its VLAN.
    public let side: String
    /// Its devices, by name, in the order written.
    public let deviceNames: [String]
    /// The role of the person at the agency to speak to.
    public let contactRole: String
    /// Its variables as written.
    public let variables: Node?
    let node: Node
    let allocationNode: Node

    /// The class of a segment that names none; it weighs 1 unless the policy says otherwise.
    static let standardClass = "standar"

    /// The name.
    public var id: String { name }
    /// The first link of the path.
    public var accessLink: String { path.first ?? "" }
    /// The file that describes it.
    public var file: String { node.file }
    /// Where it is described.
    public var mark: SourceMark { node.mark }
    /// Where its allocation stands.
    public var allocationMark: SourceMark { allocationNode.mark }
}
