import PitaDiagnostics
import PitaNetwork

/// Lines as FRRouting would say them: other names of a line, the order of its options, how its words are written, and the
/// block that keeps it.
struct FRRSpelling {
    let grammar: LineGrammar

    /// The lines of a whole config.
    func lines(_ lines: [ConfigLine]) -> [ConfigLine] {
        var moved: [ConfigLine] = []
        let kept = self.lines(lines, in: "", &moved)
        return moved.isEmpty ? kept : FRRPlacement.merged(kept + moved)
    }

    private func lines(_ lines: [ConfigLine], in section: String, _ moved: inout [ConfigLine]) -> [ConfigLine] {
        let said = lines.flatMap { line in
            self.said(line, in: section).flatMap { line -> [ConfigLine] in
                guard let place = FRRPlacement.elsewhere(line, in: section) else { return [line] }
                moved.append(place)
                return []
            }
        }
        let placed = section == FRRGrammar.bgp ? FRRPlacement.families(said, grammar: grammar) : said
        return placed.map { line in
            guard !line.children.isEmpty else { return line }
            var line = line
            let words = line.text.words
            let kind = grammar.block(words, in: section)?.kind ?? String(words.first ?? "")
            let inner = section.isEmpty ? kind : "\(section)\(LinePath.separator)\(kind)"
            line.children = self.lines(line.children, in: inner, &moved)
            return line
        }
    }

    // MARK: one line

    /// The lines that the device makes of one.
    private func said(_ line: ConfigLine, in section: String) -> [ConfigLine] {
        var words = line.text.words
        let isNegated = words.first == "no"
        if isNegated { words.removeFirst() }
        guard !words.isEmpty else { return [line] }
        return aliases(words, in: section, isNegated: isNegated).map { text in
            // The metric of EIGRP has five parts.
            let ordered = section == "router eigrp" ? text : Self.inOrder(text)
            let text = spelled(ordered, in: section, isNegated: isNegated)
            return ConfigLine(text: isNegated ? "no \(text)" : text, mark: line.mark, children: line.children)
        }
    }

    /// Other names of lines: as people write them, and as the device keeps them.
    private static let aliases: [(section: String, form: LineForm, lines: [String])] = [
        ("", "router-id <A>", ["ip router-id <A>"]),
        ("", "debug bgp updates", ["debug bgp updates in", "debug bgp updates out"]),
        ("", "debug igmp", ["debug igmp events", "debug igmp packets", "debug igmp trace"]),
        ("", "debug msdp", ["debug msdp events", "debug msdp packets"]),
        ("", "ip pim ecmp rebalance", ["ip pim ecmp", "ip pim ecmp rebalance"]),
        ("", "access-list <N> <permit|deny> host <A>", ["access-list <N> <permit|deny> <A>"]),
        ("", "access-list <N> seq <S> <permit|deny> host <A>", ["access-list <N> seq <S> <permit|deny> <A>"]),
        ("vrf", "router-id <A>", ["ip router-id <A>"]),
        ("route-map", "continue <N>", ["on-match goto <N>"]),
        (FRRGrammar.bgp, "address-family ipv4", ["address-family ipv4 unicast"]),
        (FRRGrammar.bgp, "address-family ipv6", ["address-family ipv6 unicast"]),
        (FRRGrammar.bgp, "address-family vpnv4", ["address-family ipv4 vpn"]),
        (FRRGrammar.bgp, "address-family vpnv6", ["address-family ipv6 vpn"]),
        (FRRGrammar.bgp, "neighbor <PEER> enforce-multihop", ["neighbor <PEER> disable-connected-check"]),
        (FRRGrammar.bgp, "bgp bestpath as-path multipath-relax no-as-set", ["bgp bestpath as-path multipath-relax"]),
        (FRRGrammar.bgp, "neighbor <PEER> bfd <A> <B> <C>", ["neighbor <PEER> bfd"]),
        (
            "family", "neighbor <PEER> send-community both",
            [
                "neighbor <PEER> send-community", "neighbor <PEER> send-community extended",
            ]
        ),
        (
            "family", "neighbor <PEER> send-community all",
            [
                "neighbor <PEER> send-community", "neighbor <PEER> send-community extended",
                "neighbor <PEER> send-community large",
            ]
        ),
        ("family", "network <N> rd <RD> tag <LABEL>", ["network <N> rd <RD> label <LABEL>"]),
        (
            "family", "network <N> rd <RD> tag <LABEL> route-map <MAP>",
            ["network <N> rd <RD> label <LABEL> route-map <MAP>"]
        ),
        ("family", "neighbor <PEER> send-community standard", ["neighbor <PEER> send-community"]),
        ("family", "route-target both <RT>", ["route-target import <RT>", "route-target export <RT>"]),
        ("family", "import vrf route-map <MAP>", ["route-map vpn import <MAP>"]),
        ("family", "rt vpn both <RTS...>", ["rt vpn import <RTS...>", "rt vpn export <RTS...>"]),
        ("family", "route-target vpn both <RTS...>", ["rt vpn import <RTS...>", "rt vpn export <RTS...>"]),
        ("family", "route-target vpn <WAY> <RT>", ["rt vpn <WAY> <RT>"]),
        ("router ospf", "router-id <A>", ["ospf router-id <A>"]),
        ("router ospf", "ospf rfc1583compatibility", ["compatible rfc1583"]),
        ("router ospf", "ospf opaque-lsa", ["capability opaque"]),
        ("router ospf", "write-multiplier <N>", ["ospf write-multiplier <N>"]),
        ("router ospf6", "router-id <A>", ["ospf6 router-id <A>"]),
        (FRRGrammar.interface, "isis metric <N>", ["isis metric level-1 <N>", "isis metric level-2 <N>"]),
        (FRRGrammar.interface, "isis priority <N>", ["isis priority <N> level-1", "isis priority <N> level-2"]),
        (
            FRRGrammar.interface, "isis hello-interval <N>",
            [
                "isis hello-interval level-1 <N>", "isis hello-interval level-2 <N>",
            ]
        ),
        (
            FRRGrammar.interface, "isis hello-multiplier <N>",
            [
                "isis hello-multiplier level-1 <N>", "isis hello-multiplier level-2 <N>",
            ]
        ),
        (
            FRRGrammar.interface, "isis csnp-interval <N>",
            [
                "isis csnp-interval <N> level-1", "isis csnp-interval <N> level-2",
            ]
        ),
        (
            FRRGrammar.interface, "isis psnp-interval <N>",
            [
                "isis psnp-interval <N> level-1", "isis psnp-interval <N> level-2",
            ]
        ),
        ("router isis", "spf-interval <N>", ["spf-interval level-1 <N>", "spf-interval level-2 <N>"]),
        ("bfd > peer", "echo-interval <N>", ["echo transmit-interval <N>", "echo receive-interval <N>"]),
        ("bfd > profile", "echo-interval <N>", ["echo transmit-interval <N>", "echo receive-interval <N>"]),
    ].map { ($0.0, LineForm($0.1), $0.2) }

    /// The same by their first words.
    private static let aliasesByWord = Dictionary(grouping: aliases) { $0.form.head.first?[...] ?? "" }

    fileprivate func aliases(_ words: [Substring], in section: String, isNegated: Bool) -> [String] {
        let known = Self.aliasesByWord[words.first ?? ""] ?? []
        let isFamily = !known.isEmpty && section.hasPrefix("\(FRRGrammar.bgp) > address-family")
        for alias in known where alias.section == section || alias.section == "family" && isFamily {
            // What comes with a line stays when that is taken back.
            if isNegated, alias.lines.contains(alias.form.text) { continue }
            if let match = alias.form.match(words) { return alias.lines.map { LineForm.filled($0, match.captures) } }
        }
        return [LineGrammar.text(words[...])]
    }

    // MARK: the order of options

    /// Options in the order in which the device says them; those of `flags` have no word behind them.
    private static let options: [(head: [String], names: [String], flags: Set<String>)] = [
        (["redistribute"], ["metric", "metric-type", "route-map"], []),
        (["default-information", "originate"], ["always", "metric", "metric-type", "route-map"], ["always"]),
        (["network"], ["label-index", "route-map", "backdoor"], ["backdoor"]),
        (
            ["aggregate-address"],
            ["as-set", "summary-only", "route-map", "origin", "matching-MED-only", "suppress-map"],
            ["as-set", "summary-only", "matching-MED-only"]
        ),
        (["ip", "prefix-list"], ["ge", "le"], []), (["ipv6", "prefix-list"], ["ge", "le"], []),
        (["distance", "ospf"], ["intra-area", "inter-area", "external"], []),
        (["distance", "ospf6"], ["intra-area", "inter-area", "external"], []),
    ]

    private static let optionsByWord = Dictionary(grouping: options) { $0.head[0][...] }

    private static func inOrder(_ text: String) -> String {
        let words = text.words
        guard let known = optionsByWord[words.first ?? ""],
            let rule = known.first(where: {
                $0.head.count <= words.count && zip($0.head, words).allSatisfy { $0 == $1 }
            })
        else { return text }
        var rest = words[...]
        var (head, said): ([Substring], [Substring: [Substring]]) = ([], [:])
        while let word = rest.popFirst() {
            guard rule.names.contains(String(word)), said[word] == nil else {
                head.append(word)
                continue
            }
            said[word] = [word] + (rule.flags.contains(String(word)) ? [] : [rest.popFirst()].compactMap(\.self))
        }
        return said.isEmpty ? text : (head + rule.names.flatMap { said[$0[...]] ?? [] }).joined(separator: " ")
    }

    // MARK: words

    /// The line with each word as the device writes it. Routes are spelled by ``FRRRoute``.
    private func spelled(_ text: String, in section: String, isNegated: Bool) -> String {
        let words = text.words
        if FRRRoute.begins(words) { return FRRRoute.spelled(words) }
        guard let found = grammar.rule(of: words, in: section, isNegated: isNegated) else { return text }
        var said = found.match.captures.compactMap { slot, word -> (old: String, new: String)? in
            guard let kind = FRRWords.kind(slot), let new = kind.spelled(word), new != word else { return nil }
            return (word, new)
        }
        guard !said.isEmpty else { return text }
        return words.map { word in
            guard let place = said.firstIndex(where: { $0.old == word }) else { return String(word) }
            return said.remove(at: place).new
        }.joined(separator: " ")
    }
}

/// Which block keeps a line that was said in another one.
enum FRRPlacement {
    /// A line of the top that is kept in a block, or one of a block that is kept in another of the top; `nil` where it stays.
    static func elsewhere(_ line: ConfigLine, in section: String) -> ConfigLine? {
        var words = line.text.words
        let no = words.first == "no" ? "no " : ""
        if !no.isEmpty { words.removeFirst() }
        func kept(_ text: String, in block: String) -> ConfigLine {
            ConfigLine(text: block, mark: line.mark, children: [ConfigLine(text: no + text, mark: line.mark)])
        }
        switch section {
        case "" where FRRRoute.begins(words):
            // `ip route ... vrf V` stands in `vrf V`.
            guard let place = words.firstIndex(of: "vrf"), place + 1 < words.count else { return nil }
            let text = (words[..<place] + words[(place + 2)...]).joined(separator: " ")
            return kept(text, in: "vrf \(words[place + 1])")
        case "router ospf" where words.count == 2 && words[0] == "passive-interface" && words[1] != "default":
            return kept("ip ospf passive", in: "\(FRRGrammar.interface) \(words[1])")
        case "router ospf6" where words.count == 4 && words[0] == "interface" && words[2] == "area":
            return kept("ipv6 ospf6 area \(words[3])", in: "\(FRRGrammar.interface) \(words[1])")
        default: return nil
        }
    }

    /// The lines of an instance of BGP, those of IPv4 unicast in its family.
    static func families(_ lines: [ConfigLine], grammar: LineGrammar) -> [ConfigLine] {
        let unicast = "address-family ipv4 unicast"
        let moved = lines.filter { line in
            var words = line.text.words
            let isNegated = words.first == "no"
            if isNegated { words.removeFirst() }
            guard line.children.isEmpty, grammar.rule(of: words, in: FRRGrammar.bgp, isNegated: isNegated) == nil,
                grammar.block(words, in: FRRGrammar.bgp) == nil
            else { return false }
            let said = FRRSpelling(grammar: grammar).aliases(words, in: FRRGrammar.ipv4Unicast, isNegated: isNegated)
            return said.allSatisfy { line in
                grammar.rule(of: line.words, in: FRRGrammar.ipv4Unicast, isNegated: isNegated) != nil
            }
        }
        guard let first = moved.first else { return lines }
        let gone = Dictionary(grouping: moved, by: \.mark)
        let kept = lines.filter { gone[$0.mark]?.contains($0) != true }
        return merged(kept + [ConfigLine(text: unicast, mark: first.mark, children: moved)])
    }

    /// The lines with those of one block together.
    static func merged(_ lines: [ConfigLine]) -> [ConfigLine] {
        var (result, places): ([ConfigLine], [String: Int]) = ([], [:])
        for line in lines {
            if !line.children.isEmpty, let place = places[line.text] {
                result[place].children += line.children
            } else {
                if !line.children.isEmpty { places[line.text] = result.count }
                result.append(line)
            }
        }
        return result
    }
}
