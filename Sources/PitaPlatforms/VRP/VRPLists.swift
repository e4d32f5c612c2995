import PitaDiagnostics

/// Lists that have a name: what stands behind it is a kind or a number, and a device keeps what it was made with.
///
/// Devices that commit show the kind (`acl name A advance`), others the number, which they choose where none is given
/// (`acl name A 3999`): Huawei's command references of `acl name`.
struct VRPLists {
    let running: ConfigTree
    let facts: DeviceFacts

    private static let property = "kind"

    /// The intended config with what its lists are on the device, where the text says the same by another word. Throws for a
    /// list that would be another one, and where the device would choose a number.
    func settled(_ intended: ConfigTree) throws(Diagnostics) -> ConfigTree {
        try verifyNumbers(intended)
        var kept: [ObjectID: String] = [:]
        for object in intended.objects(in: "acl") where !object.isAbsent {
            let new = object.properties[Self.property]
            guard let list = running[object.id] else {
                if object.id.key.words.contains("name") { try verifyNew(object, new) }
                continue
            }
            let old = list.properties[Self.property]
            guard let new, old != new else { continue }
            let isSame =
                Self.order(old ?? "") == Self.order(new)
                && (old.map { Self.number(in: new) == nil && Self.kind($0) == Self.kind(new) } ?? true)
            guard isSame else {
                throw Diagnostics(
                    "\(object.id) is `\(old ?? "match-order config")` on the device, which can't be changed to `\(new)`",
                    at: object.mark, hint: "give the new list another name or number")
            }
            kept[object.id] = old
        }
        return Self.keeping(kept, in: intended)
    }

    /// The config with what these lists are on the device.
    private static func keeping(_ kept: [ObjectID: String], in intended: ConfigTree) -> ConfigTree {
        guard !kept.isEmpty else { return intended }
        var tree = intended
        for (id, kind) in kept { tree[id]?.properties[property] = kind }
        tree.lines = tree.lines.map { line in
            guard let claim = line.claim, claim.property == property, let kind = kept[claim.id] else { return line }
            var line = line
            line.claim = LineClaim(
                id: claim.id, property: claim.property, meaning: .has(kind), isKnown: claim.isKnown,
                holdsSecret: claim.holdsSecret)
            return line
        }
        return tree
    }

    /// Throws where a number is said that a list of another name has: the device would take the one for the other.
    private func verifyNumbers(_ intended: ConfigTree) throws(Diagnostics) {
        var holders: [String: ObjectID] = [:]
        for tree in [running, intended] {
            for object in tree.objects(in: "acl") where !object.isAbsent {
                guard let number = Self.number(object) else { continue }
                if holders[number].map({ $0.key.words.contains("number") }) ?? true {
                    holders[number] = object.id
                }
            }
        }
        for object in intended.objects(in: "acl") {
            guard let number = Self.number(object), let holder = holders[number], holder != object.id else { continue }
            throw Diagnostics(
                "\(object.id): the number is that of \(holder)", at: object.mark,
                hint: "say it of \(holder), or take a number that no list has")
        }
    }

    /// The number of a list, with its family.
    private static func number(_ object: ConfigObject) -> String? {
        let words = object.id.key.words
        let number =
            words.contains("name")
            ? object.properties[property].flatMap { Self.number(in: $0) } : words.lazy.compactMap { Int($0) }.first
        return number.map { words.first == "ipv6" ? "ipv6 \($0)" : "\($0)" }
    }

    private func verifyNew(_ object: ConfigObject, _ kind: String?) throws(Diagnostics) {
        guard !VRPFacts.isTwoStage(facts), kind.flatMap(Self.number) == nil else { return }
        throw Diagnostics(
            "\(object.id) is new, and the device would choose its number", at: object.mark,
            hint: "write the number behind the name, one that no other list has: `acl \(object.id.key) 3001`")
    }

    /// The number of `3999 match-order auto`.
    private static func number(in kind: String) -> Int? { kind.words.first.flatMap { Int($0) } }

    /// How the rules are sorted, where it is said: `auto`.
    private static func order(_ kind: String) -> String {
        kind.words.dropFirst().filter { $0 != "match-order" && $0 != "config" }.joined(separator: " ")
    }

    /// The kind of list that a word or a number stands for.
    private static func kind(_ text: String) -> String {
        let word = text.words.first.map(String.init) ?? ""
        guard let number = Self.number(in: text) else { return word == "advanced" ? "advance" : word }
        return switch number {
        case 1000...1999: "interface"
        case 2000...2999: "basic"
        case 3000...3999: "advance"
        case 4000...4999: "link"
        case 5000...5999: "user"
        default: word
        }
    }
}
