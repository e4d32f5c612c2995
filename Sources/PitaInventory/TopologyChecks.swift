import PitaDiagnostics
import PitaYAML

/// Whether links are described the right way round, and measured: what is wrong here would turn download into upload, or
/// leave a capacity unknown, without another sign.
struct TopologyChecks {
    let links: [Link]
    let devices: [String: Device]
    /// The segments whose path crosses a link.
    let crossing: [String: [String]]
    let findings: Findings

    func check() {
        for link in links where !checkEnds(link) { checkDirection(link) }
        checkMeasured()
    }

    /// Whether the ends seem to be exchanged; says so where no path can tell: in a path the next link does not join up.
    private func checkEnds(_ link: Link) -> Bool {
        guard let from = devices[link.from.device], let to = devices[link.to.device] else { return false }
        switch link.kind {
        case .isp: return false
        case .access:
            guard from.segment == nil, to.segment != nil else { return false }
            // A path that begins with the link says the same at its own place.
            if crossing[link.name, default: []].isEmpty {
                reportExchanged(link, "the segment `\(to.segment ?? "")`", .error)
            }
        case .trunk:
            guard from.role == .core, to.role != .core else { return false }
            if crossing[link.name, default: []].isEmpty { reportExchanged(link, "the OPDs", .warning) }
        }
        return true
    }

    private func reportExchanged(_ link: Link, _ where: String, _ severity: Diagnostic.Severity) {
        findings.add(
            (link.body["from"] ?? link.node).diagnostic(
                "`\(link.name)` seems to be described the wrong way round: \(link.to.device) is nearer to \(`where`) "
                    + "than \(link.from.device)",
                hint: "exchange `from` and `to`: `from` is the end nearer to the OPD", severity: severity))
    }

    /// The download comes into the end nearer to the OPD, and goes out of the other one.
    private func checkDirection(_ link: Link) {
        guard let counters = link.counters, let block = link.body["counters"], let node = block["download"],
            link.from.device != link.to.device
        else { return }
        let isNear = counters.device == link.from.device
        let end = isNear ? link.from : link.to
        guard counters.device == end.device else { return }
        guard isPart(counters.interface, of: end.interface ?? "") else {
            findings.add(
                (block["at"] ?? node).diagnostic(
                    "the counters are read at \(counters.device):\(counters.interface), and `\(link.name)` ends at \(end): "
                        + "whether its download is `\(counters.download.rawValue)` there cannot be checked",
                    hint: "read them at \(link.from) (download: in)"
                        + (link.to.isOutside ? "" : " or at \(link.to) (download: out)"),
                    severity: .warning))
            return
        }
        let right: CounterDirection = isNear ? .in : .out
        guard counters.download != right else { return }
        findings.add(
            node.diagnostic(
                "the download of `\(link.name)` is `\(right.rawValue)` at \(counters.device):\(counters.interface), "
                    + "its end nearer to the \(isNear ? "OPD" : "internet")",
                hint:
                    "write `download: \(right.rawValue)`, or exchange `from` and `to` if they stand the wrong way round"
            ))
    }

    /// Whether an interface is another one or a part of it: `ether1`, `ether1.120`, `ge-0/0/1:0`.
    private func isPart(_ interface: String, of whole: String) -> Bool {
        interface == whole || interface.hasPrefix(whole + ".") || interface.hasPrefix(whole + ":")
    }

    /// The most links that are named one by one.
    private static let most = 5

    /// A link without counters has no load, and no capacity check over it can ever say `tersedia`.
    private func checkMeasured() {
        let unknown = links.filter { $0.counters == nil && $0.capacity == nil }
        let unmeasured = links.filter { $0.counters == nil && $0.capacity != nil }
        report(unknown, "has neither counters nor a capacity: nobody measures it, and nobody knows what it carries")
        report(unmeasured, "has no counters: nobody measures it, and no capacity over it can be `tersedia`")
    }

    private func report(_ links: [Link], _ sentence: String) {
        for (place, link) in links.prefix(Self.most).enumerated() {
            let others = place == Self.most - 1 ? links.count - Self.most : 0
            findings.add(
                link.node.diagnostic(
                    "`\(link.name)` \(sentence)" + (others > 0 ? "; the same holds for \(others) more links" : ""),
                    hint:
                        "counters: {at: \(link.to.isOutside ? "\(link.from), download: in" : "\(link.to), download: out")}",
                    severity: .warning))
        }
    }
}
