import PitaDiagnostics
import PitaNetwork
import PitaYAML

/// Whether a segment's path leads from its devices to the internet over links that there are.
struct PathChecks {
    let links: [String: Link]
    let devices: [String: Device]
    /// Links that are there but could not be understood; paths over them are not at fault.
    let unread: Set<String>
    let isComplete: Bool
    let findings: Findings

    func check(_ draft: SegmentReader.SegmentDraft) {
        guard !draft.path.isEmpty else {
            findings.add(draft.pathNode.diagnostic("the path has no links"))
            return
        }
        var known: [(link: Link, node: Node)] = []
        var seen: Set<String> = []
        for step in draft.path {
            guard let link = links[step.value] else {
                guard isComplete, !unread.contains(step.value) else { continue }
                findings.add(
                    step.node.diagnostic(
                        "there is no link `\(step.value.prefix(80))`",
                        hint: findings.suggestion(for: step.value, among: links.keys)))
                continue
            }
            if !seen.insert(step.value).inserted {
                findings.add(step.node.diagnostic("the path crosses `\(step.value)` twice"))
            }
            known.append((link, step.node))
        }
        guard known.count == draft.path.count else { return }
        if let first = known.first { checkAccess(first, draft) }
        for (here, next) in zip(known, known.dropFirst()) where here.link.to.device != next.link.from.device {
            findings.add(
                next.node.diagnostic(
                    "`\(next.link.name)` does not join up: `\(here.link.name)` ends at \(here.link.to.device), "
                        + "this link begins at \(next.link.from.device)",
                    hint: Self.exchange(here.link, next.link) ?? "a path runs from the OPD to the internet"))
        }
        if let last = known.last, !last.link.to.isOutside {
            findings.add(
                last.node.diagnostic(
                    "the path ends at \(last.link.to.device), not at the internet",
                    hint: "add the links behind it, up to one of kind isp", severity: .warning))
        }
    }

    /// What to exchange, where one of two links that do not join up would with its ends the other way round.
    private static func exchange(_ here: Link, _ next: Link) -> String? {
        let turned = next.to.device == here.to.device ? next : here.from.device == next.from.device ? here : nil
        return turned.map { link in
            "exchange `from` and `to` of `\(link.name)` at \(link.mark): `from` is the end nearer to the OPD"
        }
    }

    private func checkAccess(_ first: (link: Link, node: Node), _ draft: SegmentReader.SegmentDraft) {
        let link = first.link
        guard link.kind == .access else {
            findings.add(
                first.node.diagnostic(
                    "a path begins with an access link, but `\(link.name)` is of kind \(link.kind.rawValue)",
                    hint: "the segment's own access link is called `access-\(draft.name.value)`"))
            return
        }
        if let device = devices[link.from.device], device.segment != draft.name.value {
            findings.add(
                first.node.diagnostic(
                    "the access link begins at `\(link.from.device)`, which is no device of this segment",
                    hint: devices[link.to.device]?.segment == draft.name.value
                        ? "exchange its `from` and `to` at \(link.mark): `from` is the end nearer to the OPD" : nil))
        }
        guard let capacity = link.capacity else { return }
        let given = draft.allocation.value
        if given.download > capacity.download || given.upload > capacity.upload {
            findings.add(
                draft.allocation.node.diagnostic(
                    "the allocation \(given) is more than the access link `\(link.name)` carries, \(capacity)",
                    hint: "the link is described at \(link.mark)"))
        }
    }
}
