import PitaDiagnostics
import PitaNetwork
import PitaYAML

/// Whether segments keep out of each other's VLANs.
enum SegmentChecks {
    private struct Place: Hashable {
        let side: String
        let vlan: VLANID
    }

    static func check(
        _ drafts: [SegmentReader.SegmentDraft], segments: [String: Segment], links: [String: Link],
        into findings: Findings
    ) {
        var taken: [Place: SegmentReader.SegmentDraft] = [:]
        for draft in drafts {
            guard let side = segments[draft.name.value]?.side, !side.isEmpty else { continue }
            let place = Place(side: side, vlan: draft.vlan.value)
            if let first = taken[place] {
                findings.add(
                    draft.vlan.node.diagnostic(
                        "VLAN \(draft.vlan.value) is already that of the segment `\(first.name.value)` "
                            + "behind `\(side)`",
                        hint: "it stands first at \(first.vlan.mark)"))
            } else {
                taken[place] = draft
            }
        }
    }
}
