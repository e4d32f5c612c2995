import PitaDiagnostics
import PitaNetwork

/// What the approver of a change should know beyond the change itself.
struct RouterOSWarnings {
    let running: ConfigTree
    let transitions: [RouterOSTransition]
    let version: RouterOSVersion
    /// The items that are put before others.
    let placed: Set<ObjectID>

    /// All of them.
    func all() -> [Diagnostic] {
        fastTrack() + shadowed() + secretsLost() + unknownDefaults() + unknownMenus()
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
                && !placed.contains(transition.id)
                && transition.new?.properties["parent"] == nil
        }
        guard !arriving.isEmpty else { return [] }
        // The first queue that takes everything of a network, by the network.
        var catching: [Prefix: (place: Int, id: ObjectID)] = [:]
        var lengths: Set<Int> = []
        for (place, queue) in running.objects(in: "/queue simple").enumerated() where catchesAll(queue) {
            for prefix in prefixes(queue) where catching[prefix] == nil {
                catching[prefix] = (place, queue.id)
                lengths.insert(prefix.length)
            }
        }
        return arriving.compactMap { transition in
            guard let new = transition.new else { return nil }
            let catchers = prefixes(new).map { inner in
                lengths.compactMap { $0 <= inner.length ? Prefix(inner.network, length: $0) : nil }
                    .compactMap { catching[$0] }.min { $0.place < $1.place }
            }
            // All of its networks are taken by what stands before it, or it gets some of its traffic.
            guard !catchers.isEmpty, !catchers.contains(where: { $0 == nil }), let id = catchers[0]?.id else {
                return nil
            }
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

    /// Why the way back is not exact: items that go with secrets which the device does not tell, and properties that an
    /// export does not tell as long as they are what they are by default, where that is not known.
    func irreversible() -> [String] { secrets() + hidden() }

    private func secrets() -> [String] {
        let removed = transitions.filter { $0.new == nil && $0.old != nil }
        let secret = Set(removed.map(\.id.section)).filter(holdsSecrets)
        return removed.filter { secret.contains($0.id.section) }.map {
            "\($0.id) goes with its secrets, and the way back makes it again without them"
        }
    }

    private func hidden() -> [String] {
        transitions.compactMap { transition in
            guard let old = transition.old, let new = transition.new else { return nil }
            let names = stuck(from: new, to: old)
            guard !names.isEmpty else { return nil }
            return
                "\(transition.id): \(list(names)) can't be taken back: the device does not tell the present value, and the "
                + "default is not known here"
        }
    }

    /// The properties that only one of two states names, and that the device has no known way to take back.
    private func stuck(from: ConfigObject, to: ConfigObject) -> [String] {
        let menu = RouterOSMenu.named(from.id.section)
        return from.properties.keys.filter { name in
            to.properties[name] == nil && RouterOSCommandWriter.retraction(of: name, in: menu, version) == .unknown
        }.sorted()
    }

    private func list(_ names: [String]) -> String { "`" + names.joined(separator: "`, `") + "`" }

    private func secretsLost() -> [Diagnostic] {
        secrets().map { warning($0, hint: "keep the secrets elsewhere, to set them again by hand") }
    }

    /// By the command tree of the version that is nearest, and by what is known of menus that it does not hold.
    private func holdsSecrets(_ menu: String) -> Bool {
        Self.menusWithSecrets.contains(menu)
            || RouterOSSchema.nearest(to: version).menus[menu]?.properties.contains(where: RouterOSMenu.isSecret)
                == true
    }

    private static let menusWithSecrets: Set<String> = [
        "/snmp community", "/user", "/user ssh-keys", "/ppp secret", "/radius", "/interface wireguard",
        "/interface wireguard peers", "/ip ipsec identity", "/interface wireless security-profiles",
        "/interface pppoe-client", "/interface l2tp-client", "/interface pptp-client", "/interface sstp-client",
        "/interface ovpn-client", "/interface wifi security", "/interface vrrp", "/certificate", "/ip hotspot user",
        "/user-manager user",
    ]

    /// What is not named any more, and can't be taken back: it stays as it is.
    private func unknownDefaults() -> [Diagnostic] {
        transitions.compactMap { transition in
            guard let old = transition.old, let new = transition.new else { return nil }
            let names = stuck(from: old, to: new)
            guard !names.isEmpty else { return nil }
            return warning(
                "\(transition.id): the default of \(list(names)) is not known here, and it stays as it is",
                at: new.mark,
                hint: "write the value that it is to have")
        }
    }

    /// Menus of which nothing is known: how their items are named, and what they have by default.
    private func unknownMenus() -> [Diagnostic] {
        var seen: Set<String> = []
        return transitions.compactMap { transition in
            let section = transition.id.section
            guard RouterOSMenu.named(section) == nil, seen.insert(section).inserted else { return nil }
            return warning(
                "the menu \(section) is unknown to Pita: rollback by its plain negation",
                at: transition.new?.mark ?? transition.old?.mark,
                hint: "what is added is removed by its name; what is set goes back to the value that was read")
        }
    }
}
