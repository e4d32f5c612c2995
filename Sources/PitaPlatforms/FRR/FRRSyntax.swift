import PitaDiagnostics
import PitaNetwork

/// Checks the lines that Pita manages word by word, so that what `vtysh` would refuse, or take for something else, is found
/// when the template is rendered.
struct FRRSyntax {
    let grammar: LineGrammar
    /// What was found, each with its place.
    private(set) var found = Diagnostics()

    init(grammar: LineGrammar) { self.grammar = grammar }

    /// What begins a filter of the output, in whatever line it stands: `vtysh` cuts the line there and says nothing.
    static let filter = "| "

    /// Checks lines of the top, and those in blocks.
    mutating func check(_ lines: [ConfigLine]) {
        refuseFilters(lines)
        for line in lines where !found.isFull {
            var words = line.text.split(separator: " ").map(String.init)
            let isNegated = words.first == "no"
            if isNegated { words.removeFirst() }
            if words.first == FRRGrammar.interface {
                checkInterface(line, words)
            } else if words.first == "route-map" {
                refuse(line, unless: Self.isRouteMap(words), "`route-map NAME permit|deny NUMBER`")
            } else if let rule = Self.rules.first(where: { words.starts(with: $0.words) }) {
                let rest = Array(words.dropFirst(rule.words.count))
                refuse(line, unless: rule.isSound(rest), rule.form)
            }
        }
    }

    private mutating func refuseFilters(_ lines: [ConfigLine]) {
        for line in lines where !found.isFull {
            let isCut = line.text.firstRange(of: Self.filter) != nil
            refuse(line, unless: !isCut, "`|` with a blank after it is a filter; leave the blank out")
            refuseFilters(line.children)
        }
    }

    private mutating func refuse(_ line: ConfigLine, unless isSound: Bool, _ form: String) {
        guard !isSound else { return }
        found.append(Diagnostic("`\(grammar.masked(line.text))` is no line of FRRouting", at: line.mark, hint: form))
    }

    private mutating func checkInterface(_ line: ConfigLine, _ words: [String]) {
        let isNamed = words.count == 2 || (words.count == 4 && words[2] == "vrf")
        refuse(line, unless: isNamed && InterfaceName.isValid(words[1]), "`interface NAME`")
        for child in line.children {
            var words = child.text.split(separator: " ").map(String.init)
            let isNegated = words.first == "no"
            if isNegated { words.removeFirst() }
            guard let rule = Self.interfaceRules.first(where: { words.starts(with: $0.words) }) else { continue }
            let rest = Array(words.dropFirst(rule.words.count))
            // `no description` and `no bandwidth` need no value.
            refuse(child, unless: (isNegated && rest.isEmpty && rule.isTakenBackBare) || rule.isSound(rest), rule.form)
        }
    }

    /// How the rest of a line must look after the words that it begins with.
    private struct Rule: Sendable {
        let words: [String]
        let form: String
        var isTakenBackBare = false
        let isSound: @Sendable ([String]) -> Bool
    }

    private static let interfaceRules: [Rule] = [
        Rule(words: ["description"], form: "`description TEXT`", isTakenBackBare: true) { !$0.isEmpty },
        Rule(words: ["bandwidth"], form: "`bandwidth 1...100000`, in Mbit/s", isTakenBackBare: true) {
            $0.count == 1 && TrafficText.decimal($0[0], in: 1...100_000) == $0[0]
        },
        Rule(words: ["ip", "address"], form: "`ip address 10.1.0.1/24`") { isAddress($0, .ipv4) },
        Rule(words: ["ipv6", "address"], form: "`ipv6 address 2001:db8::1/64`, in its shortest form") {
            isAddress($0, .ipv6)
        },
        Rule(words: ["shutdown"], form: "`shutdown`") { $0.isEmpty },
        Rule(words: ["link-detect"], form: "`link-detect`") { $0.isEmpty },
    ]

    private static let rules: [Rule] = [
        Rule(words: ["ip", "route"], form: "`ip route 10.2.0.0/16 10.1.0.1 [INTERFACE] [tag N] [DISTANCE]`") {
            isRoute($0, .ipv4)
        },
        Rule(words: ["ipv6", "route"], form: "`ipv6 route 2001:db8::/48 GATEWAY [INTERFACE] [tag N] [DISTANCE]`") {
            isRoute($0, .ipv6)
        },
        Rule(words: ["ip", "prefix-list"], form: "`ip prefix-list NAME seq N permit|deny 10.0.0.0/8 [ge N] [le N]`") {
            isEntry($0, .ipv4, options: ["ge", "le"])
        },
        Rule(
            words: ["ipv6", "prefix-list"],
            form: "`ipv6 prefix-list NAME seq N permit|deny 2001:db8::/32 [ge N] [le N]`"
        ) {
            isEntry($0, .ipv6, options: ["ge", "le"])
        },
        Rule(
            words: ["ipv6", "access-list"],
            form: "`ipv6 access-list NAME seq N permit|deny 2001:db8::/32|any [exact-match]`"
        ) {
            isEntry($0, .ipv6, options: ["exact-match"])
        },
        Rule(words: ["access-list"], form: "`access-list NAME seq N permit|deny 10.0.0.0/8|any [exact-match]`") {
            isEntry($0, .ipv4, options: ["exact-match"])
        },
        Rule(words: ["ip", "forwarding"], form: "`ip forwarding`") { $0.isEmpty },
        Rule(words: ["ipv6", "forwarding"], form: "`ipv6 forwarding`") { $0.isEmpty },
    ]

    private static func isAddress(_ words: [String], _ family: Address.Family) -> Bool {
        guard words.count == 1 || (words.count == 3 && words[1] == "label"), let address = InterfaceAddress(words[0])
        else {
            return false
        }
        return address.address.family == family && address.description == words[0]
    }

    private static func isRoute(_ words: [String], _ family: Address.Family) -> Bool {
        let route = FRRRoute(words.joined(separator: " "))
        guard words.count >= 2, isNetwork(route.destination, family), route.others.isEmpty,
            route.tag.map({ TrafficText.decimal($0, in: 1...4_294_967_295) == $0 }) ?? true,
            route.distance.map({ TrafficText.decimal($0, in: 1...255) == $0 }) ?? true
        else { return false }
        if let hop = Address(route.hop) {
            return hop.family == family && hop.description == route.hop
                && route.interface.map(InterfaceName.isValid) ?? true
        }
        return !route.isOnLink && (route.isDiscard || InterfaceName.isValid(route.hop))
    }

    private static func isNetwork(_ text: String, _ family: Address.Family) -> Bool {
        Prefix(text).map { $0.network.family == family && $0.description == text } ?? false
    }

    private static func isEntry(_ words: [String], _ family: Address.Family, options: Set<String>) -> Bool {
        if words.count > 2, words[1] == "description" || words[1] == "remark" { return true }
        guard words.count >= 5, words[1] == "seq", TrafficText.decimal(words[2], in: 1...4_294_967_295) == words[2],
            words[3] == "permit" || words[3] == "deny", words[4] == "any" || isNetwork(words[4], family)
        else { return false }
        var rest = words.dropFirst(5)
        while let word = rest.popFirst() {
            guard options.contains(word) else { return false }
            if word == "exact-match" { continue }
            guard let number = rest.popFirst(), TrafficText.decimal(number, in: 0...128) == number else { return false }
        }
        return true
    }

    private static func isRouteMap(_ words: [String]) -> Bool {
        words.count == 4 && ["permit", "deny"].contains(words[2])
            && TrafficText.decimal(words[3], in: 1...65_535) == words[3]
    }
}
