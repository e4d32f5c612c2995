import PitaNetwork

extension LineGrammar {
    /// The config language of IOS and IOS-XE.
    static let ios = LineGrammar(
        negation: "no", comment: "!",
        dropped: [
            "Building configuration", "Current configuration", "Using ", "version ", "ntp clock-period", "Load for ",
            "Time source is ",
        ],
        closers: [
            "exit", "exit-address-family", "exit-peer-policy", "exit-peer-session", "exit-vrf", "exit-af-interface",
            "exit-af-topology", "exit-service-family", "exit-sf-interface", "exit-sf-topology",
        ],
        terminator: "end",
        opaque: [
            .init(words: ["banner"], end: .delimiter), .init(words: ["certificate"], end: .line("quit")),
            .init(words: ["macro", "name"], end: .line("@")),
        ],
        secrets: IOSSecrets.rules, blocks: IOSBlocks.all,
        rules: IOSRules.all.mapValues(\.takingWhole), networks: IOSNetworks.table,
        sequences: ["ip name-server", "tacacs-server host", "radius-server host", "boot system"], reset: "default",
        prepared: IOSLines.prepared, preparedIntent: IOSLines.preparedIntent)

    /// The config language of Arista EOS.
    static let eos: LineGrammar = {
        var grammar = LineGrammar.ios
        // A banner ends with a line of its own.
        grammar.opaque = [.init(words: ["banner"], end: .line("EOF"))]
        (grammar.prepared, grammar.preparedIntent) = (IOSLines.named, nil)
        grammar.rules = EOSRules.all.mapValues(\.takingWhole)
        grammar.rules["interface"] = grammar.rules["interface"]?.sayingOnlyOtherModes
        grammar.blocks = EOSRules.blocks
        return grammar
    }()

    /// The config language of Ruijie RGOS; rates are in kbit/s, bursts in kilobytes.
    static let rgos: LineGrammar = {
        var grammar = LineGrammar.ios
        let vlans = ["switchport", "trunk", "allowed", "vlan"]
        grammar.rules["interface"] =
            LineRuleTable(
                RGOSRules.interfaceDefaults
                    + IOSRules.interface.rules.filter {
                        ![["storm-control"], ["ip", "proxy-arp"]].contains($0.form.head)
                    }.map { rule in
                        rule.form.head == vlans ? LineRule(rule.form.text, .vlans(.rgos)) : rule
                    } + RGOSRules.interface
            ).takingWhole.sayingOnlyOtherModes
        grammar.rules[""] =
            LineRuleTable(
                RGOSRules.topDefaults
                    + (grammar.rules[""]?.rules ?? []).map { rule in
                        // Whether it drops `login local` is not known.
                        var rule = rule
                        rule.supplants = []
                        return rule
                    } + RGOSRules.top
            ).takingWhole
        grammar.rules["ip access-list standard"] = LineRuleTable(
            IOSRules.entries(settled: IOSAccessList.hostEntry))
        (grammar.prepared, grammar.preparedIntent) = (IOSLines.ruijie, IOSLines.ruijieIntent)
        // Entries of IPv6 have bare numbers, as those of IPv4.
        grammar.blocks[""]?.removeAll { $0.kind == "ipv6 access-list" }
        grammar.blocks[""]?.append(IOSBlocks.accessList("ipv6 access-list"))
        grammar.rules["ipv6 access-list"] = LineRuleTable(IOSRules.entries(settled: IOSAccessList.entry6))
        grammar.blocks[""]?.append(
            .init(
                "vlan range", kind: "vlan", rank: 12, expanded: { VLANSet($0)?.ids.map(\.description) },
                keeper: IOSBlocks.vlanKeeper))
        grammar.rules["policy-map > class"] = LineRuleTable(
            IOSRules.policyClass.map {
                $0.form.head == ["police"] ? .value("police RATE...", isFolded: true) : $0
            })
        return grammar
    }()
}

extension LineVLANs {
    /// `switchport trunk allowed vlan`: a list replaces what was there, `add` adds to it; every VLAN when nothing is said.
    static let ios = LineVLANs(
        start: nil, parse: { VLANSet($0.filter { $0 != " " }) }, print: parts, adds: false)

    /// `switchport trunk pruning vlan`: VLANs 2 to 1001 when nothing is said.
    static let pruned = LineVLANs(
        start: VLANSet("2-1001"), parse: { VLANSet($0.filter { $0 != " " }) }, print: parts, adds: false)

    /// Of RGOS: older releases know no line that replaces a list, and what replaces it in newer ones begins with `only`.
    static let rgos = LineVLANs(
        start: nil,
        parse: { text in
            let list = text.hasPrefix("only ") ? text.dropFirst("only ".count) : text[...]
            return VLANSet(list.filter { $0 != " " })
        }, print: parts, adds: false, hasWhole: false)

    /// A line may have 254 characters; `switchport trunk allowed vlan remove` is 36 of them.
    @Sendable static func parts(_ set: VLANSet) -> [String] {
        var parts: [String] = []
        for range in set.description.split(separator: ",") {
            if let last = parts.last, last.count + 1 + range.count <= 210 {
                parts[parts.count - 1] = "\(last),\(range)"
            } else {
                parts.append(String(range))
            }
        }
        return parts
    }
}

extension LineRuleTable {
    /// The rules with lines whose words stand between values taken back by the whole of them: of `bfd interval 50 min_rx 50`
    /// the name alone is no line.
    fileprivate var takingWhole: LineRuleTable {
        LineRuleTable(
            rules.map { rule in
                var rule = rule
                rule.isTakenWhole = rule.form.hasInner
                return rule
            })
    }

    /// The rules of ports of which the device says a mode only where it is not `access`: EOS, RGOS.
    fileprivate var sayingOnlyOtherModes: LineRuleTable {
        LineRuleTable(
            rules.map { rule in
                guard rule.form.head == ["switchport", "mode"] else { return rule }
                return .value(rule.form.text, undo: .standard, standard: "access")
            })
    }
}
