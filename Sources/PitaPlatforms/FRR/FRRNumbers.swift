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
            let section = list.split(separator: " ").dropLast().joined(separator: " ")
            return ObjectID(section: section, key: "\(list.split(separator: " ").last ?? "") seq \(number)")
        }
    }

    /// The config with a number for each entry: each is the last one then, five behind the one before, and one that says what
    /// another says is none.
    static func numbered(_ tree: ConfigTree) -> ConfigTree {
        guard tree.objects.contains(where: { Entry($0).map { $0.number == nil } ?? false }) else { return tree }
        var lists: [String: [String: Int]] = [:]
        var result: [ConfigObject] = []
        for object in tree.objects {
            guard let entry = Entry(object) else {
                result.append(object)
                continue
            }
            let known = lists[entry.list] ?? [:]
            if entry.number == nil, known[entry.rule] != nil { continue }
            let number = entry.number ?? next(known.values)
            lists[entry.list, default: [:]][entry.rule] = number
            result.append(
                ConfigObject(id: entry.id(number), properties: [LineTree.value: entry.rule], mark: object.mark))
        }
        return ConfigTree(result)
    }

    private static func next(_ numbers: some Collection<Int>) -> Int { ((numbers.max() ?? 0) / 5 + 1) * 5 }

    /// Where each entry of an intended config that has no number stands: where it runs; before what the text says after it;
    /// else last, as the device puts it. Throws where no number is left for it.
    static func places(
        _ intended: ConfigTree, running: ConfigTree
    ) throws(Diagnostics) -> [ObjectID: ObjectID] {
        let entries = intended.objects.compactMap { object in Entry(object).map { (object, $0) } }
        guard entries.contains(where: { $0.1.number == nil }) else { return [:] }
        var places: [ObjectID: ObjectID] = [:]
        for (list, said) in Dictionary(grouping: entries, by: \.1.list).sorted(by: { $0.key < $1.key }) {
            var known: [String: Int] = [:]
            for object in running.objects {
                if let entry = Entry(object), entry.list == list, let number = entry.number {
                    known[entry.rule] = number
                }
            }
            for (_, entry) in said { if let number = entry.number { known[entry.rule] = number } }
            var last = 0
            for (place, (object, entry)) in said.enumerated() {
                if entry.number == nil, object.isAbsent {
                    if let number = known[entry.rule] { places[object.id] = entry.id(number) }
                    continue
                }
                let number = known[entry.rule] ?? free(after: last, before: said[(place + 1)...].map(\.1), known)
                guard let number, number > last || entry.number != nil else {
                    throw Diagnostics(
                        "`\(list) \(entry.rule)` can't stand where the text has it: the list runs in another order",
                        at: object.mark, hint: "say its number: `\(list) seq NUMBER \(entry.rule)`")
                }
                if entry.number == nil { places[object.id] = entry.id(number) }
                (last, known[entry.rule]) = (number, number)
            }
        }
        return places
    }

    /// A number that no entry has, before the first of the text's next ones that runs already.
    private static func free(after last: Int, before next: [Entry], _ known: [String: Int]) -> Int? {
        let follower = next.lazy.compactMap { known[$0.rule] }.first
        guard let follower else { return self.next(known.values) }
        let used = Set(known.values)
        guard last + 1 < follower else { return nil }
        let middle = last + (follower - last + 1) / 2
        return (middle..<follower).first { !used.contains($0) } ?? (last + 1..<middle).first { !used.contains($0) }
    }
}
