import PitaNetwork

/// How one test of one direction of one link came out.
public enum TestOutcome: String, Sendable {
    /// The request fits.
    case passed
    /// It does not.
    case failed
    /// The direction does not grow: there is nothing to test.
    case notNeeded
    /// What the test needs is not known.
    case noData
}

/// Which of the two tests.
public enum CapacityTest: String, Sendable {
    /// A + D <= C x commit ratio.
    case committed
    /// U + D <= C x headroom.
    case measured
}

/// Where a link's capacity comes from.
public enum CapacitySource: String, Sendable {
    /// The contract in the inventory.
    case contract
    /// The interface's reported speed: there is no contract.
    case reportedSpeed
    /// Nowhere.
    case unknown
}

/// One direction of one link, with every figure of its two tests.
///
/// The tests compare exact millionths of bit/s; the figures here are whole bit/s for people, sums rounded up, limits and
/// margins down, so that they never look better than they are.
public struct DirectionFinding: Hashable, Sendable {
    /// Which direction.
    public let direction: TrafficDirection
    /// Whether the request is for more than the segment has. A decrease is always there: it takes nothing from a link.
    public let grows: Bool
    /// A: what all segments on the link may use, weighted.
    public let allocated: UInt64
    /// D: the weighted difference of new and old.
    public let added: Int64
    /// U: the percentile of the measured load.
    public let measuredLoad: UInt64?
    /// C x commit ratio.
    public let committedLimit: UInt64?
    /// C x headroom.
    public let measuredLimit: UInt64?
    /// How A + D <= C x commit ratio came out.
    public let committed: TestOutcome
    /// How U + D <= C x headroom came out.
    public let measured: TestOutcome
    /// What is left after A + D; negative when it is missing.
    public let committedMargin: Int64?
    /// What is left after U + D; negative when it is missing.
    public let measuredMargin: Int64?

    /// The room for D in millionths of bit/s, by test; a test whose figures are unknown is not in it.
    let room: [CapacityTest: Int128]

    init(_ direction: TrafficDirection, link: CapacityLink, request: CapacityRequest, policy: CapacityPolicy) {
        let old = request.old.rate(direction)
        let new = request.new.rate(direction)
        let grows = new > old
        let addition = (Int128(new.bitsPerSecond) - Int128(old.bitsPerSecond)) * Int128(request.weight.millionths)
        let sum = link.allocations.reduce(Int128(0)) {
            $0 + Int128($1.bandwidth.rate(direction).bitsPerSecond) * Int128($1.weight.millionths)
        }
        let capacity = link.capacity?.rate(direction).bitsPerSecond
        let usable = link.usage.flatMap { $0.isSufficient ? $0 : nil }
        let percentile = direction == .download ? usable?.downloadPercentile : usable?.uploadPercentile
        let commitLimit = capacity.map { Int128($0) * Int128(policy.commitRatio.millionths) }
        let loadLimit = capacity.map { Int128($0) * Int128(policy.headroom.millionths) }
        let commitRoom = commitLimit.map { $0 - sum }
        let loadRoom = percentile.flatMap { load in loadLimit.map { $0 - Int128(load.bitsPerSecond) * 1_000_000 } }
        let outcome: (Int128?) -> TestOutcome = { room in
            guard grows else { return .notNeeded }
            return room.map { addition <= $0 ? .passed : .failed } ?? .noData
        }
        self.direction = direction
        self.grows = grows
        allocated = UInt64(clamping: Self.wholeUp(sum))
        added = Int64(clamping: Self.wholeUp(addition))
        measuredLoad = percentile?.bitsPerSecond
        committedLimit = commitLimit.map { UInt64(clamping: Self.wholeDown($0)) }
        measuredLimit = loadLimit.map { UInt64(clamping: Self.wholeDown($0)) }
        committed = outcome(commitRoom)
        measured = outcome(loadRoom)
        committedMargin = commitRoom.map { Int64(clamping: Self.wholeDown($0 - addition)) }
        measuredMargin = loadRoom.map { Int64(clamping: Self.wholeDown($0 - addition)) }
        var room: [CapacityTest: Int128] = [:]
        room[.committed] = commitRoom
        room[.measured] = loadRoom
        self.room = room
    }

    static func wholeDown(_ millionths: Int128) -> Int128 {
        let quotient = millionths / 1_000_000
        return millionths < 0 && millionths % 1_000_000 != 0 ? quotient - 1 : quotient
    }

    static func wholeUp(_ millionths: Int128) -> Int128 { -wholeDown(-millionths) }
}

/// One link of the path with both directions.
public struct LinkFinding: Hashable, Sendable {
    /// The link's name in the inventory.
    public let link: String
    /// C; `nil` when unknown.
    public let capacity: BandwidthPair?
    /// Where C comes from.
    public let capacitySource: CapacitySource
    /// The measured load, as far as there is one.
    public let usage: UsageFinding?
    /// What is lacking for the tests; empty when nothing is.
    public let lacking: [DataLack]
    /// Towards the OPD.
    public let download: DirectionFinding
    /// From the OPD.
    public let upload: DirectionFinding

    init(_ link: CapacityLink, request: CapacityRequest, policy: CapacityPolicy) {
        self.link = link.id
        capacity = link.capacity
        capacitySource = link.contract != nil ? .contract : link.reportedSpeed != nil ? .reportedSpeed : .unknown
        usage = link.usage
        lacking = (link.capacity == nil ? [.capacityUnknown] : []) + (link.usage?.lacking ?? [.noMeasurement])
        download = DirectionFinding(.download, link: link, request: request, policy: policy)
        upload = DirectionFinding(.upload, link: link, request: request, policy: policy)
    }

    /// Both directions, download first.
    public var directions: [DirectionFinding] { [download, upload] }
}

extension CapacityLink {
    /// C: the contract, or the reported speed in both directions.
    var capacity: BandwidthPair? {
        contract ?? reportedSpeed.map { BandwidthPair(download: $0, upload: $0) }
    }
}
