import PitaEvidence
import PitaNetwork

extension CapacityRecord {
    /// Why the verdict is not `tersedia`, one sentence a link and direction; empty when it is.
    public var reasons: [String] { links.compactMap(\.reason) }
}

extension CapacityLinkRecord {
    /// What does not fit on this link in this direction; `nil` when all does.
    var reason: String? {
        func rate(_ bits: Int) -> String { Bandwidth(bitsPerSecond: UInt64(max(0, bits))).description }
        let place = "\(link) \(direction.rawValue)"
        if committed == .failed {
            let sum = rate(Int(clamping: allocated)) + " allocated + " + rate(added) + " asked"
            return "\(place): \(sum) is more than may be committed of \(rate(Int(clamping: contract)))"
        }
        if measured == .failed {
            let sum = (percentile.map(rate) ?? "?") + " in use + " + rate(added) + " asked"
            return "\(place): \(sum) is more than the headroom of \(rate(Int(clamping: contract))) leaves"
        }
        if committed == .undecided || measured == .undecided {
            return "\(place): too little was measured (\(coveragePerMille / 10)% of the window)"
        }
        return nil
    }
}
