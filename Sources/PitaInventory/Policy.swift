/// What an office has decided about capacity, approvals and pushes.
public struct Policy: Sendable, Hashable {
    /// When bandwidth counts as available.
    public let capacity: CapacityPolicy
    /// Who may approve, and for how long it holds.
    public let approval: ApprovalPolicy
    /// How long a push waits for what.
    public let push: PushPolicy
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

/// How long a push waits for a device. The times are whole seconds.
public struct PushPolicy: Sendable, Hashable {
    /// The shortest time of the automatic rollback, 10 seconds to 1 hour; 2 minutes unless said otherwise.
    public let minimumRollback: Duration
    /// The longest that a command of one line may take, 5 seconds to 10 minutes; 1 minute unless said otherwise.
    public let longestCommand: Duration
    /// The pause between two readings that must be equal, 1 to 60 seconds; 3 seconds unless said otherwise.
    public let settling: Duration
    /// How long a device that is gone is waited for, beyond its automatic rollback, 1 second to 1 hour; 1 minute unless said
    /// otherwise.
    public let patience: Duration

    /// A policy within the limits above.
    public init(minimumRollback: Duration, longestCommand: Duration, settling: Duration, patience: Duration) {
        self.minimumRollback = minimumRollback
        self.longestCommand = longestCommand
        self.settling = settling
        self.patience = patience
    }

    /// The policy of an office that says nothing.
    public static let standard = PushPolicy(
        minimumRollback: .seconds(120), longestCommand: .seconds(60), settling: .seconds(3), patience: .seconds(60))

    /// The same, with at least this time for a command: what was sent under another policy may still be carried out.
    public func allowing(longestCommand: Duration) -> PushPolicy {
        PushPolicy(
            minimumRollback: minimumRollback, longestCommand: max(longestCommand, self.longestCommand),
            settling: settling, patience: patience)
    }
}
