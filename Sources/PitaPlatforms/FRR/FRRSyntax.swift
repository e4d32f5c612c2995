import PitaDiagnostics
import PitaNetwork

/// Checks lines by the forms of their rules, word by word, so that what `vtysh` would refuse, or take for something else, is
/// found when the template is rendered.
struct FRRSyntax {
    let grammar: LineGrammar
    /// What was found, each with its place.
    private(set) var found = Diagnostics()

    init(grammar: LineGrammar) { self.grammar = grammar }

    /// What begins a filter of the output, in whatever line it stands: `vtysh` cuts the line there and says nothing.
    static let filter = "| "

    /// Beginnings of lines of which the rules know every form, by section: a line of another one is none.
    private static let complete: [String: [String]] = [
        "": [
            "ip route", "ipv6 route", "ip prefix-list", "ipv6 prefix-list", "access-list", "ipv6 access-list",
            "ip forwarding", "ipv6 forwarding",
        ],
        FRRGrammar.interface: ["description", "bandwidth", "ip address", "ipv6 address", "shutdown", "link-detect"],
        "router ospf": ["network"], "route-map": ["description", "match ip address", "call", "on-match"],
    ]

    /// Checks lines of the top, and those in blocks: as they are written, and as the device would say them.
    mutating func check(_ written: [ConfigLine], _ prepared: [ConfigLine]) {
        refuseFilters(written)
        check(prepared, in: "")
    }

    private mutating func check(_ lines: [ConfigLine], in section: String) {
        for line in lines where !found.isFull {
            var words = line.text.words
            let isNegated = words.first == "no"
            if isNegated { words.removeFirst() }
            if let block = grammar.block(words, in: section) {
                checkHead(line, block, words.map(String.init))
                let inner = section.isEmpty ? block.kind : "\(section)\(LinePath.separator)\(block.kind)"
                check(line.children, in: inner)
            } else {
                check(line, words, in: section, isNegated: isNegated)
            }
        }
    }

    private mutating func refuseFilters(_ lines: [ConfigLine]) {
        for line in lines where !found.isFull {
            let isCut = line.text.contains(Self.filter)
            refuse(line, unless: !isCut, "`|` with a blank after it is a filter; leave the blank out")
            refuseFilters(line.children)
        }
    }

    private mutating func refuse(_ line: ConfigLine, unless isSound: Bool, _ form: String) {
        guard !isSound else { return }
        found.append(Diagnostic("`\(grammar.masked(line.text))` is no line of FRRouting", at: line.mark, hint: form))
    }

    // MARK: lines that open blocks

    private mutating func checkHead(_ line: ConfigLine, _ block: LineGrammar.Block, _ words: [String]) {
        switch block.kind {
        case FRRGrammar.interface:
            let isNamed = words.count == 2 || (words.count == 4 && words[2] == "vrf")
            refuse(line, unless: isNamed && InterfaceName.isValid(words[1]), "`interface NAME`")
        case "route-map":
            let isWhole = words.count == 2 && line.text.hasPrefix("no ") || Self.isRouteMap(words)
            refuse(line, unless: isWhole, "`route-map NAME permit|deny NUMBER`")
        case FRRGrammar.bgp:
            let hasNumber = words.count < 3 || words[2] == "vrf" || FRRWords.kind("AS")?.spelled(words[2]) != nil
            refuse(line, unless: hasNumber, "`router bgp AS [vrf NAME]`")
        default: return
        }
    }

    private static func isRouteMap(_ words: [String]) -> Bool {
        words.count == 4 && ["permit", "deny"].contains(words[2])
            && TrafficText.decimal(words[3], in: 1...65_535) == words[3]
    }

    // MARK: lines

    private mutating func check(_ line: ConfigLine, _ words: [Substring], in section: String, isNegated: Bool) {
        if FRRRoute.begins(words), section.isEmpty || section == "vrf" {
            let form = "`\(words[0]) route NETWORK GATEWAY [INTERFACE] [tag N] [DISTANCE]`, `NETWORK` as 10.2.0.0/16"
            return refuse(line, unless: Self.isRoute(words.map(String.init)), form)
        }
        // 8.4.4 says that it could not, ends with 0, and bgpd is gone at the next `show running-config`.
        if section == "route-map", Self.begins(words, "match evpn rd") {
            return refuse(line, unless: isNegated, "bgpd 8.4.4 ends of it: match by `match evpn vni`")
        }
        if let found = grammar.rule(of: words, in: section, isNegated: isNegated) {
            for (slot, word) in found.match.captures.sorted(by: { $0.key < $1.key }) {
                guard let kind = FRRWords.kind(slot), kind.spelled(word) == nil else { continue }
                return refuse(line, unless: false, "`\(found.rule.form.text)`, `\(slot)` as \(kind.says)")
            }
            return
        }
        if let outer = outer(of: section, knowing: words, isNegated: isNegated) {
            return found.append(
                Diagnostic(
                    "`\(grammar.masked(line.text))` is no line of `\(section)`: FRRouting would take it for one of "
                        + (outer.isEmpty ? "the top" : "`\(outer)`"), at: line.mark,
                    hint: outer == FRRGrammar.bgp || outer == FRRGrammar.ipv4Unicast
                        ? "said here it would hold for all of the instance, or for IPv4 unicast: write it there"
                        : "write it outside the block"))
        }
        guard let head = Self.complete[section]?.first(where: { Self.begins(words, $0) }) else { return }
        let forms = (grammar.rules[section]?.rules ?? []).map(\.form.text).filter { $0.hasPrefix(head) }
        refuse(line, unless: false, forms.prefix(4).map { "`\($0)`" }.joined(separator: ", "))
    }

    /// The block around a section in which a rule knows a line that none knows in the section itself: `vtysh` leaves blocks
    /// until it finds one that takes the line.
    ///
    /// A VRF has lines of the top that are in no table of Pita's (`ip pim`).
    private func outer(of section: String, knowing words: [Substring], isNegated: Bool) -> String? {
        var place = LinePath.parts(of: section)
        guard !section.isEmpty, place[0] != "vrf", grammar.officeRule(of: words, in: section) == nil
        else { return nil }
        while !place.isEmpty {
            place.removeLast()
            let outer = place.joined(separator: LinePath.separator)
            // What the instance has of IPv4 unicast stands in that family.
            for section in outer == FRRGrammar.bgp ? [outer, FRRGrammar.ipv4Unicast] : [outer]
            where grammar.rule(of: words, in: section, isNegated: isNegated) != nil {
                return section
            }
        }
        return nil
    }

    private static func begins(_ words: [Substring], _ head: String) -> Bool {
        words.starts(with: head.words)
    }

    private static func isRoute(_ words: [String]) -> Bool {
        let family: Address.Family = words[0] == "ip" ? .ipv4 : .ipv6
        let route = FRRRoute(words.dropFirst(2).joined(separator: " "))
        guard words.count >= 4, FRRWords.prefix(route.destination.prefix { $0 != " " } + "", family) != nil,
            route.others.isEmpty,
            route.tag.map({ TrafficText.decimal($0, in: 1...4_294_967_295) == $0 }) ?? true,
            route.distance.map({ TrafficText.decimal($0, in: 1...255) == $0 }) ?? true
        else { return false }
        if let hop = Address(route.hop) {
            return hop.family == family && route.interface.map(InterfaceName.isValid) ?? true
        }
        return !route.isOnLink && (route.isDiscard || InterfaceName.isValid(route.hop))
    }
}
