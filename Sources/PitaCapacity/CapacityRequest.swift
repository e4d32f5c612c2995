import PitaNetwork

/// What one segment has on a link.
public struct LinkAllocation: Hashable, Sendable {
    /// The segment's name.
    public var segment: String
    /// What it may use.
    public var bandwidth: BandwidthPair
    /// What its class counts for.
    public var weight: Ratio

    /// What one segment has on a link.
    public init(segment: String, bandwidth: BandwidthPair, weight: Ratio = .one) {
        self.segment = segment
        self.bandwidth = bandwidth
        self.weight = weight
    }
}

/// A link of a path, with all that crosses it.
public struct CapacityLink: Hashable, Sendable {
    /// The link's name in the inventory.
    public var id: String
    /// What the contract gives; it decides where there is one.
    public var contract: BandwidthPair?
    /// What the interface reports, for a link without a contract.
    public var reportedSpeed: Bandwidth?
    /// The allocations of every segment whose path crosses the link, the asking one's old allocation included.
    public var allocations: [LinkAllocation]
    /// The measured load; `nil` when the link is not measured.
    public var usage: UsageFinding?

    /// A link of a path.
    public init(
        id: String, contract: BandwidthPair? = nil, reportedSpeed: Bandwidth? = nil, allocations: [LinkAllocation],
        usage: UsageFinding? = nil
    ) {
        self.id = id
        self.contract = contract
        self.reportedSpeed = reportedSpeed
        self.allocations = allocations
        self.usage = usage
    }
}

/// A segment asks for another allocation.
public struct CapacityRequest: Hashable, Sendable {
    /// The segment's name.
    public var segment: String
    /// What it has; 0/0 when it is new.
    public var old: BandwidthPair
    /// What it asks for.
    public var new: BandwidthPair
    /// What its class counts for.
    public var weight: Ratio
    /// The links from the segment to the provider.
    public var path: [CapacityLink]

    /// A segment asks for another allocation.
    public init(segment: String, old: BandwidthPair, new: BandwidthPair, weight: Ratio = .one, path: [CapacityLink]) {
        self.segment = segment
        self.old = old
        self.new = new
        self.weight = weight
        self.path = path
    }
}

/// A direction as the OPD sees it.
public enum TrafficDirection: String, Sendable, CaseIterable {
    /// Towards the OPD.
    case download
    /// From the OPD.
    case upload
}

extension BandwidthPair {
    /// The rate in one direction.
    func rate(_ direction: TrafficDirection) -> Bandwidth { direction == .download ? download : upload }
}
