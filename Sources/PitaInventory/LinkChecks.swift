import PitaDiagnostics
import PitaYAML

/// Whether a link's ends and counters name devices and interfaces that there are.
struct LinkChecks {
    let devices: [String: Device]
    /// Devices that are there but could not be understood; links to them are not at fault.
    let unread: Set<String>
    let isComplete: Bool
    let findings: Findings

    func check(_ link: Link) {
        var ends = [(link.from, "from")]
        if !link.to.isOutside { ends.append((link.to, "to")) }
        for (end, key) in ends {
            check(end.device, end.interface, at: link.body[key] ?? link.node)
        }
        if let counters = link.counters {
            let node = link.body["counters"]?["at"] ?? link.node
            check(counters.device, counters.interface, at: node)
            if counters.device != link.from.device, counters.device != link.to.device {
                findings.add(
                    node.diagnostic(
                        "the counters of a link are read at one of its ends",
                        hint: "its ends are \(link.from) and \(link.to)"))
            }
        }
        if link.from.device == link.to.device {
            findings.add((link.body["to"] ?? link.node).diagnostic("the link begins and ends at `\(link.from.device)`"))
        }
    }

    private func check(_ name: String, _ interface: String?, at node: Node) {
        guard let device = devices[name] else {
            if isComplete, !unread.contains(name) {
                findings.add(
                    node.diagnostic(
                        "there is no device `\(name)`", hint: findings.suggestion(for: name, among: devices.keys)))
            }
            return
        }
        guard let interface, !device.interfaces.isEmpty, !device.interfaces.contains(interface) else { return }
        findings.add(
            node.diagnostic(
                "`\(name)` has no interface `\(interface)`",
                hint: Suggestion.hint(for: interface, among: device.interfaces)
                    ?? "its interfaces: \(device.interfaces.joined(separator: ", "))"))
    }
}

extension Findings {
    /// "Did you mean" among many names; left out once a hundred faults are found, because each costs a look at all.
    func suggestion(for word: String, among names: some Sequence<String>) -> String? {
        items.count < 100 ? Suggestion.hint(for: word, among: names) : nil
    }
}
