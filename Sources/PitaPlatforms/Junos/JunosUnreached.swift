import PitaDiagnostics

/// Statements that a commit takes and that then do nothing: terms behind one that takes everything, and aggregated interfaces
/// beyond the number that the device makes.
struct JunosUnreached {
    private let config: JunosAwake
    private let before: JunosAwake
    private let said: JunosSaid
    private let mark: SourceMark?

    /// Those of `target` that are not so in `running` already.
    ///
    /// - Parameter mark: where the change is asked for, if no line of it is known.
    static func warnings(in target: JunosTrie, running: JunosTrie, said: JunosSaid, mark: SourceMark?) -> [Diagnostic] {
        guard !target.isUnchanged(from: running) else { return [] }
        let check = JunosUnreached(
            config: JunosAwake(target), before: JunosAwake(running), said: said, mark: mark)
        return check.terms() + check.bundles()
    }

    private func warning(_ message: String, _ places: [String], hint: String) -> Diagnostic {
        let line = places.lazy.compactMap { said.saying($0)?.mark }.first
        return Diagnostic(message, at: line ?? mark, hint: hint, severity: .warning)
    }

    // MARK: terms

    /// The blocks that hold terms, or what is asked in turn like them.
    private static let lists = [
        "firewall filter *", "firewall family inet filter *", "firewall family inet6 filter *",
        "firewall family ethernet-switching filter *", "firewall family any filter *",
        "policy-options policy-statement *", "security policies from-zone * to-zone *", "security policies global",
    ]

    /// The terms that stand behind one that takes everything, with that one.
    private struct Rest {
        let list: JunosPlace
        let last: JunosPlace
        let terms: [JunosPlace]
    }

    private func terms() -> [Diagnostic] {
        let known = Dictionary(
            Self.rests(in: before).map { ($0.list.text, Set($0.terms.map(\.text))) }, uniquingKeysWith: { $1 })
        return Self.rests(in: config).lazy.compactMap { rest in
            let new = rest.terms.filter { known[rest.list.text]?.contains($0.text) != true }
            guard let first = new.first else { return nil }
            let word = first.words.dropLast().last ?? ""
            let names = new.prefix(4).compactMap { $0.words.last }.joined(separator: ", ")
            return warning(
                "`\(rest.list.text)`: \(word) \(names)\(new.count > 4 ? ", ..." : "")"
                    + " can't be reached, since `\(rest.last.text)` takes everything before",
                new.map(\.text) + [rest.last.text],
                hint: "write `insert \(first.text) before \(word) \(rest.last.words.last ?? "")`")
        }.prefix(Diagnostics.most).map(\.self)
    }

    private static func rests(in config: JunosAwake) -> [Rest] {
        lists.flatMap { pattern in
            config.top.places(pattern).compactMap { list -> Rest? in
                let terms = list.places(list.words.first == "security" ? "policy *" : "term *")
                guard let index = terms.firstIndex(where: takesAll), index + 1 < terms.count else { return nil }
                return Rest(list: list, last: terms[index], terms: Array(terms[(index + 1)...]))
            }
        }
    }

    /// Whether nothing gets past a term.
    private static func takesAll(_ term: JunosPlace) -> Bool {
        let then = term.below("then")
        switch term.words.first {
        case "security": return matchesAll(term) && ["permit", "deny", "reject"].contains { then?.has($0) == true }
        // A filter accepts by any action, and where none is said; a policy goes on where none ends it.
        case "firewall": return hasNoConditions(term) && then?.value("next") == nil
        default:
            guard let then, hasNoConditions(term) else { return false }
            return then.has("accept") || then.has("reject") || then.value("next") == "policy"
        }
    }

    /// Beside `then` and an empty `from` there may be conditions, another filter, and what groups bring.
    private static func hasNoConditions(_ term: JunosPlace) -> Bool {
        term.node.children.allSatisfy { $0.text == "then" || $0.text == "from" && $0.isEmpty }
    }

    /// Whether a security policy matches any address and any application, and asks for nothing else.
    private static func matchesAll(_ policy: JunosPlace) -> Bool {
        let words = ["source-address", "destination-address", "application"]
        guard let match = policy.below("match"), match.node.children.allSatisfy({ words.contains($0.text) })
        else { return false }
        return words.allSatisfy { match.below($0)?.has("any") == true } && !policy.has("scheduler-name")
            && !policy.has("apply-groups")
    }

    // MARK: aggregated interfaces

    private static let count = ["chassis", "aggregated-devices", "ethernet", "device-count"]

    /// `ae5` is there only if the chassis has more than five.
    private func bundles() -> [Diagnostic] {
        guard !config.has(["groups"]) || !hasCountInGroups else { return [] }
        let most = Self.most(config)
        let (old, known) = (Self.most(before), Self.bundles(before))
        // A device that has one without a number makes them by itself.
        if most == nil, old == nil, !known.isEmpty { return [] }
        return Self.bundles(config).sorted { $0.key < $1.key }.lazy.compactMap { number, paths in
            guard number >= most ?? 0, known[number] == nil || number < old ?? 0 else { return nil }
            let text = Self.count.joined(separator: " ")
            return warning(
                "`ae\(number)` does not come up: "
                    + (most.map { "`\(text) \($0)` makes ae0 to ae\(max(0, $0 - 1))" } ?? "there is no `\(text)`"),
                paths + [Self.count.joined(separator: " ")],
                hint: "write `set \(text) \(number + 1)` too, unless the device needs none")
        }.prefix(Diagnostics.most).map(\.self)
    }

    private var hasCountInGroups: Bool {
        config.top.below("groups")?.node.children.contains { $0.child("chassis")?.child("aggregated-devices") != nil }
            ?? false
    }

    private static func most(_ config: JunosAwake) -> Int? {
        config.top.places(count.dropLast()[...]).first?.value("device-count").flatMap(JunosNumbers.number)
    }

    /// The aggregated interfaces that a config names, and where.
    private static func bundles(_ config: JunosAwake) -> [Int: [String]] {
        var found: [Int: [String]] = [:]
        let members = ["ether-options", "gigether-options", "fastether-options"].flatMap {
            config.top.places("interfaces * \($0) 802.3ad *")
        }
        for place in config.top.places("interfaces *") + members {
            guard let name = place.words.last, name.hasPrefix("ae"), let number = JunosNumbers.number(name.dropFirst(2))
            else {
                continue
            }
            found[number, default: []].append(place.text)
        }
        return found
    }
}
