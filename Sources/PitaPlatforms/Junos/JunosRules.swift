import PitaDiagnostics
import PitaNetwork

/// What a config must be for a commit to be taken, beyond its grammar.
enum JunosRules {
    /// Throws where the name changes by which Pita knows the device.
    static func keepName(touched: Set<ObjectID>, marks: [ObjectID: SourceMark]) throws(Diagnostics) {
        let name = ObjectID(section: "system", key: "host-name")
        if touched.contains(name) {
            throw Diagnostics(
                "the device's name is not changed: Pita knows its prompts and its place in the inventory by it",
                at: marks[name], hint: "change `host-name` by hand and then the inventory")
        }
    }

    /// Throws where a line can't be said, or touches what is protected.
    static func refuse(
        _ change: JunosChange, protected: [String: [String]], intended: ConfigTree, mark: SourceMark?
    ) throws(Diagnostics) {
        if let line = change.unsayable.first {
            let own = intended.lines.first { $0.text.contains(Secret.mask) }?.mark
            throw Diagnostics(
                "`\(line)` holds a secret, which Pita does not send", at: own ?? mark,
                hint: "do it on the device by hand; Pita leaves lines with secrets as they are")
        }
        guard !protected.isEmpty else { return }
        let names = protected.keys.sorted()
        for line in change.lines {
            let path = line.drop { $0 != " " }.dropFirst() + " "
            guard
                let hit = names.first(where: {
                    path.hasPrefix($0 + " ") || ($0 + " ").hasPrefix(path)
                })
            else { continue }
            throw Diagnostics(
                "`\(line)` touches `\(hit)`, which is protected", at: mark,
                hint: "`unprotect \(hit)` by hand, if it may be")
        }
    }

    /// The VLAN of `family ethernet-switching vlan members X`.
    static func member(_ words: [String]) -> String? {
        words.count == 5 && words[1] == "ethernet-switching" && words[3] == "members" ? words[4] : nil
    }

    /// Whether a member is a VLAN's name rather than a number, a range or all.
    static func isName(_ member: String) -> Bool {
        member != "all" && !member.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") }
    }

    /// The modes of a port, by the word of new switches and of old ones.
    static let modes = ["interface-mode", "port-mode"]

    /// The mode of a unit, `access` or `trunk`.
    static func mode(_ properties: [String: String]) -> String? {
        modes.lazy.compactMap { properties["family ethernet-switching \($0)"] }.first
    }

    /// The errors in the values of an intended config.
    static func check(_ intended: ConfigTree) -> Diagnostics {
        var found = Diagnostics()
        for object in intended.objects where !object.isAbsent {
            if holdsSecret(object) {
                found.append(
                    Diagnostic(
                        "\(object.id) holds a secret, which is compared, and never sent", at: object.mark,
                        severity: .warning))
            }
            for (name, value) in object.properties.sorted(by: { $0.key < $1.key }) where !value.isEmpty && !found.isFull
            {
                guard let words = problem(name, value, isGroup: object.id.section.hasPrefix("groups")) else { continue }
                found.append(Diagnostic("\(object.id): \(words)", at: object.mark))
            }
        }
        return found
    }

    private static func holdsSecret(_ object: ConfigObject) -> Bool {
        [object.id.section, object.id.key].contains { $0.contains(Secret.mask) }
            || object.properties.contains { $0.key.contains(Secret.mask) || $0.value.contains(Secret.mask) }
    }

    /// - Parameter isGroup: whether it stands in a group, where `<*>` is any name.
    private static func problem(_ name: String, _ value: String, isGroup: Bool) -> String? {
        let word = JunosWords.words(name).last ?? ""
        switch word {
        case "vlan-id", "native-vlan-id":
            return ["none", "all"].contains(value) || Int(value).flatMap(VLANID.init) != nil
                ? nil : "`\(value)` is no VLAN (1 to 4094)"
        case "interface-mode", "port-mode":
            return ["access", "trunk", "tagged-access"].contains(value) ? nil : "`\(value)` is no mode of a port"
        case "bandwidth-limit", "burst-size-limit":
            return JunosNumbers.rate(value).map { $0 > 0 } == true
                ? nil : "`\(word) \(value)` is no number with `k`, `m` or `g`"
        default:
            guard name.hasPrefix("family inet address "), let address = JunosWords.words(name).dropFirst(3).first else {
                return nil
            }
            if isGroup, address.hasPrefix("<") { return nil }
            return InterfaceAddress(address) == nil ? "`\(address)` is no address with a length" : nil
        }
    }
}
