import PitaDiagnostics
import PitaNetwork

/// Lines that a device of the IOS kind takes only where others let it.
struct IOSLimits {
    let dialect: IOSDialect
    let change: LineConfig.Change
    let running: ConfigTree

    private var target: ConfigTree { change.target }

    /// What of the change would be refused, or would do something else than it says.
    func all(_ intended: ConfigTree) -> Diagnostics {
        var found = Diagnostics()
        for finding in primaries(intended.lines) { found.append(finding) }
        for difference in change.differences {
            let texts =
                equalEntries(difference) + groups(difference) + members(difference) + traps(difference)
                + trees(difference) + hybrids(difference)
            for text in texts {
                found.append(Diagnostic("\(difference.id): \(text)", at: change.marks[difference.id]))
            }
            if difference.id.section == "access-list" {
                found.append(
                    Diagnostic(
                        "\(difference.id): a numbered list of this kind is not changed by line",
                        at: change.marks[difference.id], hint: "change it on the device by hand"))
            }
        }
        for (user, name) in change.dangling
        where ["policy-map", "class-map", "crypto map"].contains(where: { name.hasPrefix($0) }) {
            found.append(
                Diagnostic(
                    "\(name) is in use: \(user) still names it", at: change.marks[user],
                    hint: "take it off there in the same template"))
        }
        return found
    }

    /// The primary address alone is not taken back while secondary ones stand.
    private func primaries(_ lines: [IntendedLine]) -> [Diagnostic] {
        let primaries = lines.filter { line in
            guard let claim = line.claim, claim.property == "ip address", case .goneIf = claim.meaning else {
                return false
            }
            return true
        }
        guard !primaries.isEmpty else { return [] }
        let sent = Set(change.accounts.filter { $0.outcome == .sent }.compactMap { $0.line.claim?.property })
        let takenBack = Dictionary(grouping: change.accounts.compactMap(Self.takenBack)) { $0.id }
            .mapValues { Set($0.map(\.property)) }
        return primaries.compactMap { line in
            guard let id = line.claim?.id else { return nil }
            let left = (running[id]?.properties ?? [:]).keys.filter { name in
                name.hasPrefix("ip address ") && name.hasSuffix(" secondary") && !sent.contains(name)
                    && takenBack[id]?.contains(name) != true
            }
            guard let other = left.min() else { return nil }
            return Diagnostic(
                "the primary address is not taken back while `\(other)` stands", at: line.mark,
                hint: "take the secondary ones back first, or write `no ip address` for all of them")
        }
    }

    /// What a line takes back in a block.
    private static func takenBack(_ account: LineAccount) -> (id: ObjectID, property: String)? {
        guard let claim = account.line.claim, let property = claim.property else { return nil }
        if case .has = claim.meaning { return nil }
        return (claim.id, property)
    }

    /// An entry that stands under another number already is left out by the device.
    private func equalEntries(_ difference: ObjectDifference) -> [String] {
        guard difference.id.section.hasPrefix("ip access-list"), let after = difference.after else { return [] }
        var numbers: [String: String] = [:]
        var found: [String] = []
        for (number, entry) in after.sorted(by: { (Int($0.key) ?? 0) < (Int($1.key) ?? 0) })
        where Int(number) != nil && !entry.hasPrefix("remark ") {
            if let other = numbers[entry], difference.before?[other] != entry || difference.before?[number] != entry {
                found.append("`\(entry)` stands under \(other); the device would leave it out under \(number)")
            }
            numbers[entry] = number
        }
        return found
    }

    /// Whether words stand for a group, or a place in one; EOS writes them apart.
    private static func isGroup(_ words: ArraySlice<Substring>) -> Bool {
        words == ["peer-group"] || words == ["peer", "group"]
    }

    /// A group of neighbours takes its members along.
    private func groups(_ difference: ObjectDifference) -> [String] {
        guard difference.id.section.hasPrefix("router bgp"), let before = difference.before else { return [] }
        let after = difference.after ?? [:]
        return before.keys.compactMap { name -> String? in
            let words = name.words
            guard words.count > 2, words[0] == "neighbor", Self.isGroup(words.dropFirst(2)),
                before[name] == LineTree.on, after[name] == nil
            else { return nil }
            let member = after.first { Self.isGroup($0.key.words.dropFirst(2)) && $0.value == words[1] }
            return member.map { "`\($0.key) \($0.value)` is still a member of the group that goes" }
        }
    }

    /// A member of a group that has an AS may not say one of its own.
    private func members(_ difference: ObjectDifference) -> [String] {
        guard dialect != .eos, difference.id.section.hasPrefix("router bgp"), let after = difference.after else {
            return []
        }
        let before = difference.before ?? [:]
        return after.sorted { $0.key < $1.key }.compactMap { name, group in
            let words = name.words
            guard words.count == 3, words[0] == "neighbor", words[2] == "peer-group", group != LineTree.on else {
                return nil
            }
            let (own, common) = ("neighbor \(words[1]) remote-as", "neighbor \(group) remote-as")
            guard let number = after[own], let all = after[common] else { return nil }
            guard before[name] != group || before[own] != number || before[common] != all else { return nil }
            return
                "`\(own) \(number)`: it is a member of \(group), which has `\(common) \(all)`; leave one of the two out"
        }
    }

    /// A kind of trap without words is all of its words, and is shown with them.
    private func traps(_ difference: ObjectDifference) -> [String] {
        guard difference.id.section == "snmp-server enable traps", let after = difference.after else { return [] }
        if difference.id.key.isEmpty { return ["it stands for every trap, and is shown as many lines: write those"] }
        guard after[LineTree.value] == nil, difference.before?[LineTree.value] != nil else { return [] }
        return ["it stands for all its kinds, and is shown with them: write those"]
    }

    /// A hybrid port of RGOS has one VLAN list, and each line sets a part of it.
    private func hybrids(_ difference: ObjectDifference) -> [String] {
        guard dialect == .rgos, difference.id.section == "interface", let after = difference.after else { return [] }
        let words = "switchport hybrid allowed vlan"
        func lists(_ port: [String: String]) -> [String: String] { port.filter { $0.key.hasPrefix(words) } }
        guard lists(after) != lists(difference.before ?? [:]) else { return [] }
        return ["`\(words)` is not managed, since each line sets a part of one list: change it on the device by hand"]
    }

    /// The device joins and parts its lists of VLANs by what is said of them.
    private func trees(_ difference: ObjectDifference) -> [String] {
        guard difference.id.section == "spanning-tree vlan", difference.after != nil else { return [] }
        let words = difference.id.key.split(separator: " ", maxSplits: 1).map(String.init)
        guard words.count == 2, let vlans = VLANSet(words[0]) else { return [] }
        let others = target.objects(in: "spanning-tree vlan").filter { other in
            guard other.id != difference.id, other.id.key.hasSuffix(" " + words[1]) else { return false }
            return VLANSet(String(other.id.key.prefix { $0 != " " })).map { !$0.intersection(vlans).ranges.isEmpty }
                ?? false
        }
        return others.map { "VLANs of it stand in `\($0.id)` too: write the list as the device shows it" }
    }
}
