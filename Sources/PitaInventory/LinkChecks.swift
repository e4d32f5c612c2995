import PitaDiagnostics
import PitaYAML

/// Whether a link's ends and counters name devices and interfaces that there are.
enum LinkChecks {
    /// `mayBeIncomplete`: devices may be missing only because they could not be read.
    static func check(_ link: Link, devices: [String: Device], mayBeIncomplete: Bool, into findings: Findings) {
        var ends = [(link.from, "from")]
        if !link.to.isOutside { ends.append((link.to, "to")) }
        for (end, key) in ends {
            check(end.device, end.interface, at: place(link, key), devices, mayBeIncomplete, into: findings)
        }
        if let counters = link.counters {
            let node = link.body["counters"]?["at"] ?? link.node
            check(counters.device, counters.interface, at: node, devices, mayBeIncomplete, into: findings)
            if counters.device != link.from.device, counters.device != link.to.device {
                findings.add(
                    node.diagnostic(
                        "the counters of a link are read at one of its ends",
                        hint: "its ends are \(link.from) and \(link.to)"))
            }
        }
        if link.from.device == link.to.device {
            findings.add(place(link, "to").diagnostic("the link begins and ends at `\(link.from.device)`"))
        }
    }

    private static func check(
        _ name: String, _ interface: String?, at node: Node, _ devices: [String: Device], _ mayBeIncomplete: Bool,
        into findings: Findings
    ) {
        guard let device = devices[name] else {
            if !mayBeIncomplete {
                findings.add(
                    node.diagnostic(
                        "there is no device `\(name)`", hint: Suggestion.hint(for: name, among: devices.keys.sorted())))
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

    private static func place(_ link: Link, _ key: String) -> Node { link.body[key] ?? link.node }
}
