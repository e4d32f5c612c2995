import PitaDiagnostics

/// Entries of lists that are written without a number: which one the device has given them, or gives.
enum FRRNumbers {
    private static let sections: Set<String> = Set(
        FRRTable.lists.compactMap { rule in
            rule.form.text.contains(" seq <SEQ>") ? rule.form.head.joined(separator: " ") : nil
        })

    /// Whether entries of the section have numbers.
    static func isList(_ section: String) -> Bool { sections.contains(section) }

    /// An entry: `A seq 5` with its rule, or `A permit 10.0.0.0/8`, which has no number.
    private struct Entry {
        let list: String
        let number: Int?
        let rule: String

        init?(_ object: ConfigObject) {
            guard isList(object.id.section) else { return nil }
            let words = object.id.key.split(separator: " ", maxSplits: 1).map(String.init)
            guard words.count == 2 else { return nil }
            list = "\(object.id.section) \(words[0])"
            if words[1].hasPrefix("seq ") {
                guard let number = Int(words[1].dropFirst(4)) else { return nil }
                (self.number, rule) = (number, object.properties[LineTree.value] ?? "")
            } else if words[1].hasPrefix("permit ") || words[1].hasPrefix("deny ") {
                (number, rule) = (nil, words[1])
            } else {
                return nil
            }
        }

        func id(_ number: Int) -> ObjectID {
            let section = list.words.dropLast().joined(separator: " ")
            return ObjectID(section: section, key: "\(list.words.last ?? "") seq \(number)")
        }
    }

    /// The config with a number for each entry: each is the last one then, five behind the one before, and one that says what
    /// another says is none.
    static func numbered(_ tree: ConfigTree) -> ConfigTree {
        guard tree.objects.contains(where: { Entry($0).map { $0.number == nil } ?? false }) else { return tree }
        var lists: [String: Numbers] = [:]
        var result: [ConfigObject] = []
        for object in tree.objects {
            guard let entry = Entry(object) else {
                result.append(object)
                continue
            }
            if entry.number == nil, lists[entry.list]?[entry.rule] != nil { continue }
            let number = entry.number ?? lists[entry.list, default: Numbers()].next
            lists[entry.list, default: Numbers()].add(entry.rule, number)
            result.append(
                ConfigObject(id: entry.id(number), properties: [LineTree.value: entry.rule], mark: object.mark))
        }
        return tree.holding(result)
    }

    /// The numbers of a list's entries, by what they say.
    private struct Numbers {
        private var known: [String: Int]
        private var used: Set<Int>
        /// The highest number.
        private var last: Int

        init(_ known: [String: Int] = [:]) {
            (self.known, used, last) = (known, Set(known.values), known.values.max() ?? 0)
        }

        subscript(rule: String) -> Int? { known[rule] }

        mutating func add(_ rule: String, _ number: Int) {
            known[rule] = number
            used.insert(number)
            last = max(last, number)
        }

        /// The number of one more entry at the end.
        var next: Int { (last / 5 + 1) * 5 }

        /// A number that no entry has, between two.
        func free(after last: Int, before follower: Int) -> Int? {
            guard last + 1 < follower else { return nil }
            let middle = last + (follower - last + 1) / 2
            return (middle..<follower).first { !used.contains($0) } ?? (last + 1..<middle).first { !used.contains($0) }
        }
    }

    /// Where each entry of an intended config that has no number stands: where it runs; before what the text says after it;
    /// else last, as the device puts it. Throws where no number is left for it.
    static func places(
        _ intended: ConfigTree, running: ConfigTree
    ) throws(Diagnostics) -> [ObjectID: ObjectID] {
        let entries = intended.objects.compactMap { object in Entry(object).map { (object, $0) } }
        guard entries.contains(where: { $0.1.number == nil }) else { return [:] }
        let there = Dictionary(grouping: running.objects.compactMap(Entry.init), by: \.list)
        var places: [ObjectID: ObjectID] = [:]
        for (list, said) in Dictionary(grouping: entries, by: \.1.list).sorted(by: { $0.key < $1.key }) {
            var rules: [String: Int] = [:]
            for entry in (there[list] ?? []) + said.map(\.1) {
                if let number = entry.number { rules[entry.rule] = number }
            }
            var known = Numbers(rules)
            let followers = followers(of: said.map(\.1), known)
            var last = 0
            for ((object, entry), follower) in zip(said, followers) {
                if entry.number == nil, object.isAbsent {
                    if let number = known[entry.rule] { places[object.id] = entry.id(number) }
                    continue
                }
                let free = follower.map { known.free(after: last, before: $0) } ?? known.next
                guard let number = known[entry.rule] ?? free, number > last || entry.number != nil else {
                    throw Diagnostics(
                        "`\(list) \(entry.rule)` can't stand where the text has it: the list runs in another order",
                        at: object.mark, hint: "say its number: `\(list) seq NUMBER \(entry.rule)`")
                }
                if entry.number == nil { places[object.id] = entry.id(number) }
                last = number
                known.add(entry.rule, number)
            }
        }
        return places
    }

    /// For each entry of a text the number of the first behind it that has one.
    private static func followers(of entries: [Entry], _ known: Numbers) -> [Int?] {
        var followers: [Int?] = []
        var follower: Int?
        for entry in entries.reversed() {
            followers.append(follower)
            follower = known[entry.rule] ?? follower
        }
        return followers.reversed()
    }
}
