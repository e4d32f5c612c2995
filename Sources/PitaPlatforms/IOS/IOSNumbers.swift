import PitaDiagnostics

/// Entries of lists that an intended config writes without a number: where one stands depends on what runs.
///
/// A device puts such an entry behind the last one, and leaves it out where an equal one runs. Cisco's command reference of
/// `ip access-list` and `ip prefix-list`, Arista's of the same.
enum IOSNumbers {
    /// Names of entries without a number begin here; no device has so high ones. Behind the sign stand the number of the
    /// entry before it in the text (ten digits) and its place among those without one (six).
    private static let unnumbered = 90_000_000_000_000_000
    /// The highest number that a device takes.
    static let highest = 2_147_483_647

    /// The number that stands for none, for an entry of the text behind the entry `last`.
    static func placeholder(after last: Int, _ count: Int) -> Int {
        unnumbered + last * 1_000_000 + min(count, 999_999)
    }

    /// Blocks whose entries have numbers; those of prefix lists are blocks on EOS.
    private static func isList(_ section: String) -> Bool {
        section.hasPrefix("ip access-list") || section.hasPrefix("ipv6 access-list") || section == "ip prefix-list"
            || section == "ipv6 prefix-list"
    }

    /// An entry as it is named: by its number, behind `seq` or behind `sequence`.
    private struct Entry {
        /// What stands before the number: `A seq` of the top, `seq` in a block, nothing.
        let head: String
        let number: Int
        let rule: String

        init?(_ name: String, _ rule: String) {
            let words = name.words
            guard let last = words.last, let number = Int(last) else { return nil }
            guard words.count == 1 || ["seq", "sequence"].contains(words[words.count - 2]) else { return nil }
            (head, self.number, self.rule) = (words.dropLast().joined(separator: " "), number, rule)
        }

        var isNumbered: Bool { number < unnumbered }
        /// The place in the text, as far as the numbers tell it.
        var place: (Int, Int) { isNumbered ? (number, 0) : ((number - unnumbered) / 1_000_000, number) }

        func name(_ number: Int) -> String { head.isEmpty ? String(number) : "\(head) \(number)" }
    }

    /// An intended config with a number for each entry: the one under which it runs; one before what the text says after it
    /// and runs; else the next behind the last. Throws where the running order is another than the text's.
    static func placed(
        _ intended: ConfigTree, running: ConfigTree, mode: ChangeMode
    ) throws(Diagnostics) -> ConfigTree {
        var renamed: [ObjectID: [String: String]] = [:]
        var moved: [ObjectID: ObjectID] = [:]
        for object in intended.objects where !object.isAbsent && isList(object.id.section) {
            let entries = object.properties.compactMap { Entry($0.key, $0.value) }
            guard entries.contains(where: { !$0.isNumbered }) else { continue }
            let old = running[object.id]?.properties ?? [:]
            // A remark has a number too.
            let taken = old.keys.compactMap { name in name.words.lazy.compactMap { Int($0) }.first }
            let list = List(
                title: object.id.description, isWhole: isWhole(object, mode), taken: Set(taken),
                running: old.compactMap { Entry($0.key, $0.value) }, step: 10)
            renamed[object.id] = try list.names(of: entries) { name in
                intended.lines.first { $0.claim?.id == object.id && $0.claim?.property == name }?.mark ?? object.mark
            }
        }
        for (list, objects) in topLists(of: intended) {
            let entries = objects.compactMap(entry)
            guard entries.contains(where: { !$0.isNumbered }) else { continue }
            let old = running.objects(in: objects[0].id.section).compactMap(entry).filter { $0.head == entries[0].head }
            let whole = List(
                title: "\(objects[0].id.section) \(list.dropLast(" seq".count))",
                isWhole: isWhole(objects[0], mode), taken: Set(old.map(\.number)), running: old, step: 5)
            let names = try whole.names(of: entries) { name in objects.first { $0.id.key == name }?.mark }
            for object in objects {
                guard let name = names[object.id.key] else { continue }
                moved[object.id] = ObjectID(section: object.id.section, key: name)
            }
        }
        let idle = Set(intended.objects.filter { running[$0.id] == nil && isIdle($0) }.map(\.id))
        guard !renamed.isEmpty || !moved.isEmpty || !idle.isEmpty else { return intended }
        return applied(renamed, moved, to: intended, without: idle)
    }

    /// Whether an object is a list of which entries are only taken back: that makes no list where none runs.
    private static func isIdle(_ object: ConfigObject) -> Bool {
        !object.isAbsent && isList(object.id.section) && !object.properties.isEmpty
            && object.properties.values.allSatisfy(\.isEmpty)
    }

    /// The entry that an object of the top is; of one that goes its number says nothing.
    private static func entry(_ object: ConfigObject) -> Entry? {
        object.isAbsent ? nil : Entry(object.id.key, object.properties[LineTree.value] ?? "")
    }

    /// The entries of lists of the top, by what stands before their numbers.
    private static func topLists(of tree: ConfigTree) -> [(list: String, objects: [ConfigObject])] {
        ["ip prefix-list", "ipv6 prefix-list"].flatMap { section in
            Dictionary(grouping: tree.objects(in: section).filter { entry($0) != nil }) { entry($0)?.head ?? "" }
                .filter { !$0.key.isEmpty }.sorted { $0.key < $1.key }.map { (list: $0.key, objects: $0.value) }
        }
    }

    /// Whether the text is the whole of the list, so that it may be numbered anew.
    private static func isWhole(_ object: ConfigObject, _ mode: ChangeMode) -> Bool {
        switch mode {
        case .merge: false
        case .exact: true
        case .replace(let scope): scope.contains(object)
        }
    }

    /// A list on the device.
    private struct List {
        /// Its line: `ip access-list extended A`.
        let title: String
        /// Whether the text is the whole of it, so that it may be numbered anew.
        let isWhole: Bool
        /// The numbers that stand for something.
        let taken: Set<Int>
        let running: [Entry]
        /// How far apart the device puts entries.
        let step: Int

        /// The names of the entries of a text that have no number, by those that they are known under.
        func names(
            of entries: [Entry], mark: (_ name: String) -> SourceMark?
        ) throws(Diagnostics) -> [String: String] {
            var rules = Dictionary(running.map { ($0.number, $0.rule) }, uniquingKeysWith: { first, _ in first })
            for entry in entries where entry.isNumbered { rules[entry.number] = entry.rule.isEmpty ? nil : entry.rule }
            var taken = taken.union(entries.filter(\.isNumbered).map(\.number))
            let entries = entries.filter { !$0.rule.isEmpty }.sorted { $0.place < $1.place }
            var known = Dictionary(rules.map { ($0.value, $0.key) }, uniquingKeysWith: min)
            var (names, last) = ([String: String](), 0)
            for (place, entry) in entries.enumerated() {
                if entry.isNumbered {
                    last = entry.number
                    continue
                }
                let next = entries[(place + 1)...].lazy.compactMap { $0.isNumbered ? $0.number : known[$0.rule] }.first
                let number = known[entry.rule] ?? free(after: last, before: next, taken)
                guard let number, number > last else {
                    if isWhole { return inOrder(entries) }
                    let form =
                        title.contains("prefix-list")
                        ? "\(title) seq NUMBER" : "\(entry.head) NUMBER".trimmed
                    throw Diagnostics(
                        "`\(entry.rule)` of \(title) can't stand where the text has it: the list runs in another order",
                        at: mark(entry.name(entry.number)), hint: "write its number: `\(form) \(entry.rule)`")
                }
                names[entry.name(entry.number)] = entry.name(number)
                (last, known[entry.rule]) = (number, number)
                taken.insert(number)
            }
            return names
        }

        /// The entries by tens, or fives, in the order of the text.
        private func inOrder(_ entries: [Entry]) -> [String: String] {
            var (names, last) = ([String: String](), 0)
            for entry in entries {
                last = entry.isNumbered ? entry.number : last + step
                if !entry.isNumbered { names[entry.name(entry.number)] = entry.name(last) }
            }
            return names
        }

        /// A number that no entry has: before `next`, or as the device gives it.
        private func free(after last: Int, before next: Int?, _ taken: Set<Int>) -> Int? {
            guard let next else {
                let number = (taken.max() ?? 0) + step
                return number <= highest ? number : nil
            }
            guard last + 1 < next else { return nil }
            let middle = last + (next - last + 1) / 2
            return (middle..<next).first { !taken.contains($0) } ?? (last + 1..<middle).last { !taken.contains($0) }
        }
    }

    private static func applied(
        _ renamed: [ObjectID: [String: String]], _ moved: [ObjectID: ObjectID], to tree: ConfigTree,
        without idle: Set<ObjectID>
    ) -> ConfigTree {
        var result = ConfigTree(
            tree.objects.filter { !idle.contains($0.id) }.map { object in
                var object = object
                if let names = renamed[object.id] {
                    object.properties = Dictionary(
                        object.properties.map { (names[$0.key] ?? $0.key, $0.value) }, uniquingKeysWith: { $1 })
                }
                guard let id = moved[object.id] else { return object }
                return ConfigObject(id: id, properties: object.properties, mark: object.mark)
            })
        result.lines = tree.lines.compactMap { line in
            guard let claim = line.claim else { return line }
            if claim.property == nil, idle.contains(claim.id) { return nil }
            var line = line
            let name = claim.property.map { renamed[claim.id]?[$0] ?? $0 }
            line.claim = LineClaim(
                id: moved[claim.id] ?? claim.id, property: name, meaning: claim.meaning, isKnown: claim.isKnown,
                holdsSecret: claim.holdsSecret)
            return line
        }
        return result
    }
}
