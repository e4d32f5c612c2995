import PitaDiagnostics
import PitaNetwork
import PitaYAML

/// Whether segments keep out of each other's VLANs, and are of classes that the office has.
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

    /// A class that the policy does not name would silently weigh as the standard one.
    static func checkClasses(
        _ drafts: [SegmentReader.SegmentDraft], policy: CapacityPolicy, into findings: Findings
    ) {
        let known = Set(policy.classWeights.keys).union([Segment.standardClass]).sorted()
        for draft in drafts {
            guard let written = draft.serviceClass, !known.contains(written.value) else { continue }
            findings.add(
                written.node.diagnostic(
                    "the class `\(written.value)` is not known: `policy.capacity.class_weights` gives it no weight",
                    hint: Suggestion.hint(for: written.value, among: known)
                        ?? "known classes: \(known.joined(separator: ", "))"))
        }
    }
}
