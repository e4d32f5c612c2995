import PitaEvidence
import PitaNetwork
import PitaOperations
import PitaPlanning

/// A check of *ketersediaan bandwidth* as people read it.
struct CapacityView {
    let record: CapacityRecord
    let console: Console

    /// The verdict, the figures by link and direction, and the policy.
    var lines: [String] {
        let colour: Console.Colour = record.verdict == .available ? .green : .red
        var lines = [
            "Ketersediaan bandwidth: " + console.coloured(record.verdict.rawValue, colour)
                + " (\(record.allocated) -> \(record.requested))"
        ]
        lines += Table.lines(of: record.links.map(Row.init)).map { "  " + $0 }
        lines += record.reasons.map { "  " + $0 }
        if let tightest = record.tightestLink { lines.append("  tightest link: \(tightest)") }
        if let grantable = record.grantable { lines.append("  could be granted: \(grantable)") }
        return lines + ["  policy: \(record.policy)"]
    }

    /// A link in one direction.
    struct Row: TableRow {
        let link: CapacityLinkRecord

        static let columns = [
            "LINK", "DIRECTION", "CAPACITY", "ALLOCATED", "ADDED", "P95", "COVERAGE", "COMMITTED", "MEASURED",
        ]
        var cells: [String] {
            [
                link.link, link.direction.rawValue, rate(link.contract), rate(link.allocated), signed(link.added),
                link.percentile.map { rate(UInt64(max(0, $0))) } ?? "-", "\(link.coveragePerMille / 10)%",
                link.committed.rawValue, link.measured.rawValue,
            ]
        }
        var json: JSONValue { link.json }

        /// Three significant figures at most: people compare, programs take the JSON.
        private func rate(_ bits: UInt64) -> String {
            for (unit, suffix) in [(1_000_000_000, "G"), (1_000_000, "M"), (1000, "k")] as [(UInt64, String)]
            where bits >= unit {
                let tenths = (bits * 10 + unit / 2) / unit
                return tenths.isMultiple(of: 10) ? "\(tenths / 10)\(suffix)" : "\(tenths / 10).\(tenths % 10)\(suffix)"
            }
            return "\(bits)"
        }

        private func signed(_ bits: Int) -> String { (bits < 0 ? "-" : "+") + rate(bits.magnitude.asUInt64) }
    }
}

extension UInt {
    /// The same number; both are 64 bits wide here.
    fileprivate var asUInt64: UInt64 { UInt64(self) }
}
