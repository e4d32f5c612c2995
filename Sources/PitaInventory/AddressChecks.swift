import PitaDiagnostics
import PitaNetwork
import PitaYAML

/// Whether addresses and networks belong to one only.
enum AddressChecks {
    /// Management addresses are unique.
    static func check(_ devices: [Device], into findings: Findings) {
        var taken: [Address: Device] = [:]
        taken.reserveCapacity(devices.count)
        for device in devices {
            if let first = taken[device.management] {
                findings.add(
                    device.node.diagnostic(
                        "`\(device.name)` is managed at \(device.management), like `\(first.name)`",
                        hint: "`\(first.name)` stands at \(first.mark)"))
            } else {
                taken[device.management] = device
            }
        }
    }

    /// Networks of segments do not overlap.
    ///
    /// Two networks are disjoint, or one holds the other; sorted by first address, a network that overlaps any earlier
    /// one lies within the last outermost one. So one pass over the sorted list finds a partner for each.
    static func check(_ drafts: [SegmentReader.SegmentDraft], into findings: Findings) {
        var all: [(prefix: Prefix, node: Node, owner: String)] = []
        for draft in drafts {
            all += draft.prefixes.map { ($0.value, $0.node, draft.name.value) }
            if let transfer = draft.transfer { all.append((transfer.value, transfer.node, draft.name.value)) }
        }
        let order = all.indices.sorted { left, right in
            (all[left].prefix, left) < (all[right].prefix, right)
        }
        var outer: Int?
        for index in order {
            guard let held = outer, all[held].prefix.contains(all[index].prefix.network) else {
                outer = index
                continue
            }
            let (first, second) = (min(held, index), max(held, index))
            findings.add(
                all[second].node.diagnostic(
                    "the network \(all[second].prefix) of `\(all[second].owner)` overlaps \(all[first].prefix) of "
                        + "`\(all[first].owner)`",
                    hint: "the other stands at \(all[first].node.mark)"))
        }
    }
}
