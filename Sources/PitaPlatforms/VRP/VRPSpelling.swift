import PitaNetwork

/// Lines that devices of two generations say otherwise: annet's rules for Huawei, and Huawei's references for CE and S.
enum VRPSpelling {
    private static let shell = ObjectID(section: "stelnet server enable", key: "")
    private static let families = ["ipv4", "ipv6"].map { ObjectID(section: "stelnet", key: "\($0) server enable") }

    /// A line of the change, as the generation takes it: where changes are committed, `undo trust` has no word behind it. A group
    /// of neighbours is no neighbour: only its AS is taken back.
    static func line(_ line: String, facts: DeviceFacts) -> String {
        let words = line.words
        if words.count == 3, words[0] == "undo", words[1] == "peer", Address(String(words[2])) == nil {
            return line + " as-number"
        }
        let isTrust =
            VRPFacts.isTwoStage(facts) && line.hasPrefix("undo trust ") && !line.hasPrefix("undo trust upstream")
        return isTrust ? "undo trust" : line
    }

    /// The intended config with a line for each family where the device shows those: `stelnet server enable` is both.
    static func parted(_ intended: ConfigTree, facts: DeviceFacts) -> ConfigTree {
        guard VRPFacts.isTwoStage(facts), let object = intended[shell] else { return intended }
        var tree = intended
        tree.remove([shell])
        for id in families where tree[id] == nil {
            tree[id] = ConfigObject(
                id: id, properties: object.properties, isAbsent: object.isAbsent, mark: object.mark)
        }
        tree.lines = intended.lines.flatMap { line -> [IntendedLine] in
            guard let claim = line.claim, claim.id == shell else { return [line] }
            return families.map { id in
                var line = line
                line.claim = LineClaim(
                    id: id, property: claim.property, meaning: claim.meaning, isKnown: claim.isKnown,
                    holdsSecret: claim.holdsSecret)
                return line
            }
        }
        return tree
    }
}
