import PitaNetwork

/// What of a change makes the firewall drop Pita's connections, as far as the rules tell without knowing from where
/// they come.
struct RouterOSFirewallCutOff {
    private let whole: RouterOSCutOff
    private let menu: String
    private let chain: String
    private let interfaces: Set<String>
    /// The SSH server's own port; what Pita calls may be translated on the way.
    private let port: Int

    /// The tables and chains that a packet to the device itself goes through.
    static let chains = [("raw", "prerouting"), ("filter", "input")]

    init(_ whole: RouterOSCutOff, table: String, chain: String) {
        (self.whole, self.chain) = (whole, chain)
        menu = "\(whole.reach.address.family == .ipv6 ? "/ipv6" : "/ip") firewall \(table)"
        port = whole.running[RouterOSCutOff.sshService]?.properties["port"].flatMap { Int($0) } ?? 22
        interfaces = Set(whole.holders.compactMap { $0.properties["interface"] })
    }

    /// Whether a rule means a new SSH connection to the device.
    private enum Match {
        case yes
        /// By what the config does not say: where the connection comes from.
        case maybe
        case no
    }

    /// What becomes of a connection in the chain.
    private struct Verdict {
        /// The rule that ends it for certain.
        var dropped: ObjectID?
        /// The rules before that may let it in, and those that may end it.
        var mayAccept: [ObjectID] = []
        var mayDrop: [ObjectID] = []
    }

    /// All that cuts.
    func all() -> [CutOff] {
        guard whole.change.differences.contains(where: { $0.id.section == menu }) else { return [] }
        let before = verdict(whole.running.objects(in: menu))
        let after = verdict(ordered())
        if let rule = after.dropped, after.mayAccept.isEmpty, before.dropped == nil || !before.mayAccept.isEmpty {
            return [CutOff(cause(rule), "makes the firewall drop new SSH connections to the device")]
        }
        if let rule = after.dropped, before.dropped == nil {
            return [CutOff(cause(rule), "makes the firewall drop new SSH connections but for some", isCertain: false)]
        }
        let (accepting, dropping) = (Set(after.mayAccept), Set(before.mayDrop))
        if let rule = before.mayAccept.first(where: { !accepting.contains($0) }), after.dropped != nil {
            return [CutOff(rule, "takes away a rule that may let Pita in", isCertain: false)]
        }
        guard let rule = after.mayDrop.first(where: { !dropping.contains($0) }) else { return [] }
        return [CutOff(rule, "adds a rule that may drop Pita's connections", isCertain: false)]
    }

    /// The rule that drops where the change touches it; else the one that it took away before it.
    private func cause(_ rule: ObjectID) -> ObjectID {
        let touched = whole.change.differences.filter { $0.id.section == menu }.map(\.id)
        return touched.contains(rule) ? rule : touched.first ?? rule
    }

    /// The rules in the order in which they will stand.
    private func ordered() -> [ConfigObject] {
        var order = LinkedOrder(whole.after.objects(in: menu).map(\.id))
        for difference in whole.change.differences where difference.id.section == menu {
            guard let place = difference.after?[RouterOSTreeBuilder.placeBefore] else { continue }
            order.apply(.init(id: difference.id, before: ObjectID(section: menu, key: place)))
        }
        return order.items.compactMap { whole.after[$0] }
    }

    private func verdict(_ rules: [ConfigObject]) -> Verdict {
        var verdict = Verdict()
        for rule in rules where rule.isInForce && rule.properties["chain"] == chain {
            switch (rule.properties["action"] ?? "accept", match(rule.properties)) {
            case ("accept", .yes): return verdict
            case ("accept", .maybe), ("jump", .yes), ("jump", .maybe): verdict.mayAccept.append(rule.id)
            case ("drop", .yes), ("reject", .yes), ("tarpit", .yes):
                verdict.dropped = rule.id
                return verdict
            case ("drop", .maybe), ("reject", .maybe), ("tarpit", .maybe): verdict.mayDrop.append(rule.id)
            default: continue
            }
        }
        return verdict
    }

    /// The properties of a rule that select nothing.
    private static let idle: Set<String> = [
        "chain", "action", "comment", "disabled", "log", "log-prefix", "reject-with", RouterOSTreeBuilder.placeBefore,
    ]

    private func match(_ rule: [String: String]) -> Match {
        var result = Match.yes
        for (name, value) in rule where !Self.idle.contains(name) {
            switch matcher(name, value) {
            case .no: return .no
            case .maybe: result = .maybe
            case .yes: continue
            }
        }
        return result
    }

    private func matcher(_ name: String, _ value: String) -> Match {
        let isNegated = value.hasPrefix("!")
        let parts = (isNegated ? value.dropFirst() : value[...]).split(separator: ",").map(String.init)
        let isMeant: Bool?
        switch name {
        case "protocol": isMeant = parts.contains("tcp") || parts.contains("6")
        case "connection-state": isMeant = parts.contains("new")
        case "dst-port": isMeant = parts.contains { Self.holds($0, port) }
        case "dst-address":
            let networks = parts.map { part in
                Prefix(part) ?? Address(part).flatMap { Prefix($0, length: $0.family.width) }
            }
            isMeant = networks.contains(nil) ? nil : networks.contains { $0?.contains(whole.reach.address) == true }
        // A packet to the address may come in elsewhere, too.
        case "in-interface": isMeant = parts.contains(where: interfaces.contains) ? true : nil
        default: isMeant = nil
        }
        return isMeant.map { $0 != isNegated ? .yes : .no } ?? .maybe
    }

    private static func holds(_ range: String, _ port: Int) -> Bool {
        let ends = range.split(separator: "-").compactMap { Int($0) }
        guard let first = ends.first, let last = ends.last else { return false }
        return (first...max(first, last)).contains(port)
    }
}
