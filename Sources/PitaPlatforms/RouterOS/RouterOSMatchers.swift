import PitaDiagnostics

/// What a rule of the firewall can't match together: ports need a protocol that has ports.
enum RouterOSMatchers {
    private static let menus: Set<String> = Set(
        ["ip", "ipv6"].flatMap { family in ["filter", "nat", "mangle", "raw"].map { "/\(family) firewall \($0)" } })

    /// What a property of a rule needs of its protocol.
    private struct Need {
        let properties: [String]
        let protocols: Set<String>
    }

    /// By name and by number, as the device takes them.
    private static let needs = [
        Need(
            properties: ["dst-port", "port", "src-port"],
            protocols: ["tcp", "udp", "udp-lite", "dccp", "sctp", "6", "17", "33", "132", "136"]),
        Need(properties: ["tcp-flags", "tcp-mss"], protocols: ["tcp", "6"]),
        Need(properties: ["icmp-options"], protocols: ["icmp", "icmpv6", "1", "58"]),
    ]

    /// What of a rule that changes the device refuses.
    static func errors(of transition: RouterOSTransition) -> [Diagnostic] {
        guard menus.contains(transition.id.section), let new = transition.new else { return [] }
        let old = transition.old?.properties ?? [:]
        let transport = new.properties["protocol"]
        return needs.flatMap { need in
            need.properties.filter { property in
                guard let value = new.properties[property] else { return false }
                // What is so on the device already is none of the text's business.
                guard old[property] != value || old["protocol"] != transport else { return false }
                return !need.protocols.contains(transport ?? "")
            }.map { property in
                let names = need.protocols.filter { $0.first?.isLetter == true }.sorted().joined(separator: ", ")
                return Diagnostic(
                    "\(transition.id): `\(property)` can't stand "
                        + (transport.map { "beside `protocol=\($0)`" } ?? "without `protocol`") + ": it needs \(names)",
                    at: new.mark,
                    hint: transport == nil || old["protocol"] == transport
                        ? "name the protocol, too" : "write `!\(property)` to take the matcher away")
            }
        }
    }
}
