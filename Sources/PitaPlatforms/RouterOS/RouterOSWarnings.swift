import PitaDiagnostics
import PitaNetwork

/// What the approver of a change should know beyond the change itself.
struct RouterOSWarnings {
    let running: ConfigTree
    let transitions: [RouterOSTransition]
    let version: RouterOSVersion

    /// All of them.
    func all() -> [Diagnostic] {
        fastTrack() + shadowed() + secretsLost() + unknownDefaults()
            + RouterOSEffectWarnings(running: running, transitions: transitions).all()
    }

    private func warning(_ message: String, at mark: SourceMark? = nil, hint: String? = nil) -> Diagnostic {
        Diagnostic(message, at: mark, hint: hint, severity: .warning)
    }

    private func fastTrack() -> [Diagnostic] {
        let queues = ["/queue simple", "/queue tree"]
        guard transitions.contains(where: { queues.contains($0.id.section) && $0.new != nil }) else { return [] }
        let rules = running.objects(in: "/ip firewall filter")
        guard
            rules.contains(where: {
                $0.properties["action"] == "fasttrack-connection" && $0.properties["disabled"] != "yes"
            })
        else { return [] }
        return [
            warning(
                "the device fast-tracks connections, and those pass by every simple queue and queue tree",
                hint: "disable the `fasttrack-connection` rule, or keep the queue's addresses out of it")
        ]
    }

    /// A new queue goes to the end, and a packet stops at the first queue that matches it.
    private func shadowed() -> [Diagnostic] {
        let arriving = transitions.filter { transition in
            transition.id.section == "/queue simple" && transition.old == nil
                && transition.named[RouterOSTreeBuilder.placeBefore] == nil
                && transition.new?.properties["parent"] == nil
        }
        guard !arriving.isEmpty else { return [] }
        let catching = running.objects(in: "/queue simple").filter(catchesAll).map { ($0.id, prefixes($0)) }
        return arriving.compactMap { transition in
            guard let new = transition.new else { return nil }
            let targets = prefixes(new)
            let broad = catching.first { _, nets in
                !targets.isEmpty
                    && targets.allSatisfy { inner in
                        nets.contains { $0.length <= inner.length && $0.contains(inner.network) }
                    }
            }
            guard let (id, _) = broad else { return nil }
            return warning(
                "\(transition.id) would stand after \(id), which already takes its traffic", at: new.mark,
                hint: "add `place-before=[find \(id.key)]`")
        }
    }

    /// Whether a queue takes everything of its target, always and to anywhere.
    private func catchesAll(_ queue: ConfigObject) -> Bool {
        queue.properties["disabled"] != "yes"
            && ["parent", "packet-marks", "dst", "time"].allSatisfy { queue.properties[$0] == nil }
    }

    private func prefixes(_ queue: ConfigObject) -> [Prefix] {
        (queue.properties["target"] ?? "").split(separator: ",").compactMap { Prefix(String($0)) }
    }

    /// The items that go with secrets which the device does not tell: the way back makes them again without.
    func irreversible() -> [String] {
        transitions.filter { $0.new == nil && $0.old != nil && holdsSecrets($0.id.section) }.map {
            "\($0.id) goes with its secrets, and the way back makes it again without them"
        }
    }

    private func secretsLost() -> [Diagnostic] {
        irreversible().map { warning($0, hint: "keep the secrets elsewhere, to set them again by hand") }
    }

    /// By the command tree of the version that is nearest, and by what is known of menus that it does not hold.
    private func holdsSecrets(_ menu: String) -> Bool {
        Self.menusWithSecrets.contains(menu)
            || RouterOSSchema.nearest(to: version).menus[menu]?.properties.isDisjoint(
                with: RouterOSMenu.secretProperties) == false
    }

    private static let menusWithSecrets: Set<String> = [
        "/snmp community", "/user", "/user ssh-keys", "/ppp secret", "/radius", "/interface wireguard",
        "/interface wireguard peers", "/ip ipsec identity", "/interface wireless security-profiles",
        "/interface pppoe-client", "/interface l2tp-client", "/interface pptp-client", "/interface sstp-client",
        "/interface ovpn-client", "/interface wifi security", "/interface vrrp", "/certificate", "/ip hotspot user",
        "/user-manager user",
    ]

    /// An item that is added with what the menus' tables do not know would be unset by the name alone.
    private func unknownDefaults() -> [Diagnostic] {
        transitions.compactMap { transition in
            guard let old = transition.old, let new = transition.new else { return nil }
            let menu = RouterOSMenu.named(transition.id.section)
            let names = old.properties.keys.filter { name in
                new.properties[name] == nil && name != "comment" && name != "disabled" && menu?.defaults[name] == nil
            }
            guard !names.isEmpty else { return nil }
            return warning(
                "\(transition.id): the default of `\(names.sorted().joined(separator: "`, `"))` is not known here; unset with `!`",
                at: new.mark)
        }
    }
}
