import PitaDiagnostics
import PitaNetwork

/// Whether the bandwidth is there, in the words of the SOP.
public enum Availability: String, Sendable {
    /// It is.
    case tersedia
    /// It is not.
    case tidakTersedia = "tidak-tersedia"
    /// Too little is known to say so.
    case dataTidakCukup = "data-tidak-cukup"
}

/// The place with the least room after the request.
public struct Tightest: Hashable, Sendable {
    /// The link.
    public let link: String
    /// The direction.
    public let direction: TrafficDirection
    /// The test.
    public let test: CapacityTest
    /// What is left after the request, in bit/s; negative when it is missing.
    public let margin: Int64
}

/// *Ketersediaan bandwidth*: the verdict with every figure that led to it.
///
///     committed:  A + D <= C x commit ratio
///     measured:   U + D <= C x headroom
///
/// for each link of the path and each direction that grows. Any failed test: `tidak-tersedia`. None failed but one could
/// not be made: `data-tidak-cukup`. Else `tersedia`. A direction that shrinks or stays takes nothing from any link, so it
/// needs no test: even an overcommitted or unmeasured link is none the worse for it.
public struct CapacityVerdict: Hashable, Sendable {
    /// The verdict.
    public let availability: Availability
    /// The segment.
    public let segment: String
    /// What it has.
    public let old: BandwidthPair
    /// What it asked for.
    public let new: BandwidthPair
    /// What its class counts for.
    public let weight: Ratio
    /// The rules that were used.
    public let policy: CapacityPolicy
    /// Each link of the path, in the order of the path.
    public let links: [LinkFinding]
    /// Where the least room is; `nil` when no test could be made or none was needed.
    public let tightest: Tightest?
    /// The largest allocation that passes every test that can be made, direction by direction; never below what the
    /// segment has or, where it asks for less, what it asks for. It may be more than was asked for.
    public let grantable: BandwidthPair
    /// Whether a test that could not be made might lower ``grantable``.
    public let grantableIsProvisional: Bool
    /// Why, one sentence for each failed or impossible test.
    public let reasons: [String]

    /// Judges a request; throws when its figures contradict each other.
    public init(request: CapacityRequest, policy: CapacityPolicy) throws(Diagnostics) {
        try policy.validated()
        try request.validated()
        let links = request.path.map { LinkFinding($0, request: request, policy: policy) }
        let growing = links.flatMap { $0.directions.filter(\.grows) }
        let outcomes = growing.flatMap { [$0.committed, $0.measured] }
        availability =
            outcomes.contains(.failed) ? .tidakTersedia : outcomes.contains(.noData) ? .dataTidakCukup : .tersedia
        segment = request.segment
        old = request.old
        new = request.new
        weight = request.weight
        self.policy = policy
        self.links = links
        tightest = Self.tightest(links)
        grantable = BandwidthPair(
            download: Self.grantable(.download, links.map(\.download), request),
            upload: Self.grantable(.upload, links.map(\.upload), request))
        grantableIsProvisional = outcomes.contains(.noData)
        reasons = links.flatMap { Self.reasons($0) }
    }

    private static func tightest(_ links: [LinkFinding]) -> Tightest? {
        var found: Tightest?
        for link in links {
            for finding in link.directions where finding.grows {
                for (test, margin) in [
                    (CapacityTest.committed, finding.committedMargin), (.measured, finding.measuredMargin),
                ] {
                    guard let margin, margin < found?.margin ?? .max else { continue }
                    found = Tightest(link: link.link, direction: finding.direction, test: test, margin: margin)
                }
            }
        }
        return found
    }

    private static func grantable(
        _ direction: TrafficDirection, _ findings: [DirectionFinding], _ request: CapacityRequest
    ) -> Bandwidth {
        let old = request.old.rate(direction)
        let new = request.new.rate(direction)
        guard new > old else { return new }
        guard let room = findings.flatMap(\.room.values).min(), room >= 0 else { return old }
        guard request.weight.millionths > 0 else { return max(old, Bandwidth.highest) }
        let addition = room / Int128(request.weight.millionths)
        let most = UInt64(clamping: Int128(old.bitsPerSecond) + addition)
        return max(old, min(Bandwidth(bitsPerSecond: most), Bandwidth.highest))
    }

    private static func reasons(_ link: LinkFinding) -> [String] {
        var reasons: [String] = []
        for finding in link.directions where finding.grows {
            let place = "\(link.link) \(finding.direction.rawValue)"
            if finding.committed == .failed, let limit = finding.committedLimit {
                reasons.append(
                    "\(place): committed \(finding.allocated) + \(finding.added) bit/s is above the limit \(limit)")
            }
            if finding.measured == .failed, let limit = finding.measuredLimit, let load = finding.measuredLoad {
                reasons.append("\(place): measured \(load) + \(finding.added) bit/s is above the limit \(limit)")
            }
            if finding.committed == .noData || finding.measured == .noData {
                reasons.append("\(place): " + link.lacking.map(\.description).joined(separator: "; "))
            }
        }
        return reasons
    }
}

extension CapacityRequest {
    /// Throws what contradicts itself: A must hold the segment's old allocation exactly once, or D would be counted wrong.
    func validated() throws(Diagnostics) {
        var found = Diagnostics()
        if path.isEmpty { found.append(.init("segment `\(segment)` has no path: there is no link to test")) }
        if Set(path.map(\.id)).count != path.count { found.append(.init("a link stands twice in the path")) }
        for link in path {
            if Set(link.allocations.map(\.segment)).count != link.allocations.count {
                found.append(.init("a segment is allocated twice on link `\(link.id)`"))
            }
            let own = link.allocations.first { $0.segment == segment }
            if let own, own.bandwidth != old || own.weight != weight {
                found.append(
                    .init(
                        "segment `\(segment)` has \(own.bandwidth) x \(own.weight) on link `\(link.id)`, "
                            + "but \(old) x \(weight) in the request"))
            }
            if own == nil, old.download.bitsPerSecond > 0 || old.upload.bitsPerSecond > 0 {
                found.append(.init("the allocation \(old) of segment `\(segment)` is missing on link `\(link.id)`"))
            }
        }
        try found.throwIfErrors()
    }
}
