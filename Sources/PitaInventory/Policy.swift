/// What an office has decided about capacity and approvals.
public struct Policy: Sendable, Hashable {
    /// When bandwidth counts as available.
    public let capacity: CapacityPolicy
    /// Who may approve, and for how long it holds.
    public let approval: ApprovalPolicy
}

/// When bandwidth counts as available (*ketersediaan bandwidth*).
public struct CapacityPolicy: Sendable, Hashable {
    /// How far back measurements are looked at; 30 days unless said otherwise.
    public let window: Duration
    /// The least time that measurements must span; 7 days.
    public let minimumWindow: Duration
    /// The time between two measurements; 5 minutes.
    public let interval: Duration
    /// The least number of rates; 3 unless said otherwise.
    public let minimumSamples: Int
    /// The least share of the intervals that have a rate, 0...1; 0.8.
    public let coverage: Double
    /// The percentile of the rates that counts as the use, 1...100; 95.
    public let percentile: Double
    /// How much of a link may be promised, as a share of its contract capacity; 1.0.
    public let commitRatio: Double
    /// How much of a link may be in use, as a share of its contract capacity; 0.8.
    public let headroom: Double
    /// The weight of an allocation by the segment's class.
    public let classWeights: [String: Double]

    /// The weight of a class; 1 when the policy does not name it.
    public func weight(of serviceClass: String) -> Double { classWeights[serviceClass] ?? 1 }
}

/// Who may approve a plan, and for how long an approval holds.
public struct ApprovalPolicy: Sendable, Hashable {
    /// How long an approval holds; 24 hours unless said otherwise.
    public let expires: Duration
    /// The roles that may approve.
    public let roles: [Role]
    /// The roles whose holders may break the glass; two people are needed, one of them of these roles.
    public let breakGlassRoles: [Role]
    /// How long an approval by break-glass holds; 1 hour unless said otherwise.
    public let breakGlassExpires: Duration
    /// Within which time a record of break-glass should be countersigned; 3 days unless said otherwise.
    public let countersignWithin: Duration
}
