import PitaDiagnostics
import PitaNetwork

/// The VLANs of a port as a property: `10,20-25`, `none`, or in an intended config what comes and goes: `add 10`.
struct LineVLANValue {
    private let style: LineVLANs

    init(_ style: LineVLANs) { self.style = style }

    static let none = "none"
    private static let all = "all"
    private static let relative = ["add", "remove", "except"]

    /// The property once a line has been taken in; `nil` for what the port carries when nothing is said.
    func adding(
        _ text: String, isNegated: Bool, to old: String?, _ isRunning: Bool, at mark: SourceMark
    ) throws(Diagnostics) -> String? {
        if style.adds { return try additive(text, isNegated, old, isRunning, mark) }
        if isNegated {
            guard isRunning || text.isEmpty else {
                // The device ignores what stands behind the words that it takes back.
                let list = text.words.last ?? ""
                throw Diagnostics(
                    "the device would take back the whole list, and let every VLAN through, whatever stands behind it",
                    at: mark, hint: "write `remove \(list)`, or leave `\(text)` out to let all through")
            }
            return isRunning ? nil : ""
        }
        if text == Self.none { return Self.none }
        if text == Self.all { return isRunning ? nil : "" }
        let words = text.split(separator: " ", maxSplits: 1)
        if words.count == 2, let word = Self.relative.first(where: { $0 == words[0] }) {
            let set = try self.set(String(words[1]), mark)
            guard isRunning else { return try combined(word, set, with: old, mark) }
            switch word {
            case "add": return Self.written(self.set(old).union(set))
            case "remove": return Self.written((old.map(self.set) ?? Self.every).subtracting(set))
            default: return Self.written(Self.every.subtracting(set))
            }
        }
        let set = try set(text, mark)
        // All of them go without saying; some releases show them all the same.
        if set == Self.every, style.start == nil { return isRunning ? nil : "" }
        return Self.written(set)
    }

    private func additive(
        _ text: String, _ isNegated: Bool, _ old: String?, _ isRunning: Bool, _ mark: SourceMark
    ) throws(Diagnostics) -> String? {
        let set = text == Self.all ? Self.every : try self.set(text, mark)
        guard isRunning else { return try combined(isNegated ? "remove" : "add", set, with: old, mark) }
        let before = old.map(self.set) ?? style.start ?? Self.every
        let ids = isNegated ? before.subtracting(set) : before.union(set)
        return ids == style.start ? nil : Self.written(ids)
    }

    /// Two lines of an intended config that each say what comes.
    private func combined(
        _ word: String, _ set: VLANSet, with old: String?, _ mark: SourceMark
    ) throws(Diagnostics) -> String {
        guard let old, !old.isEmpty else { return "\(word) \(set)" }
        let parts = old.words
        guard parts.count.isMultiple(of: 2) else {
            throw Diagnostics("the VLANs are given whole and by `\(word)`", at: mark, hint: "write one of both")
        }
        for index in stride(from: 0, to: parts.count, by: 2) where parts[index] == word {
            var parts = parts.map(String.init)
            parts[index + 1] = self.set(parts[index + 1]).union(set).description
            return parts.joined(separator: " ")
        }
        return "\(old) \(word) \(set)"
    }

    /// An intended property as whole VLANs, given what the port carries now.
    func resolved(_ value: String, running: String?) -> String {
        let parts = value.words.map(String.init)
        guard parts.count > 1 else { return value }
        var ids = running.map(set) ?? style.start ?? Self.every
        for index in stride(from: 0, to: parts.count - 1, by: 2) {
            let set = self.set(parts[index + 1])
            switch parts[index] {
            case "add": ids = ids.union(set)
            case "remove": ids = ids.subtracting(set)
            default: ids = Self.every.subtracting(set)
            }
        }
        let start = style.start ?? Self.every
        // What goes without saying is not said again by a device that adds.
        return ids == start && (running == nil || style.adds) ? "" : Self.written(ids)
    }

    /// The lines from one property to another; `nil` is what goes without saying.
    func lines(_ words: String, from old: String?, to new: String?, negation: String) -> [String] {
        if !style.adds, new == nil { return ["\(negation) \(words)"] }
        let before = old.map(set) ?? style.start ?? (style.hasWhole ? nil : Self.every)
        let after = new.map(set) ?? style.start ?? Self.every
        guard let before else {
            // From every VLAN to some: the list as a whole.
            let parts = style.print(after)
            return parts.isEmpty
                ? ["\(words) \(Self.none)"]
                : parts.enumerated().map { "\(words) \($0.offset == 0 ? "" : "add ")\($0.element)" }
        }
        let (gone, come) = (before.subtracting(after), after.subtracting(before))
        if !style.adds, style.hasWhole, after.ranges.isEmpty { return ["\(words) \(Self.none)"] }
        // From none there is nothing to add to on every device; the list as a whole is the same.
        if !style.adds, style.hasWhole, before.ranges.isEmpty {
            return style.print(after).enumerated().map { "\(words) \($0.offset == 0 ? "" : "add ")\($0.element)" }
        }
        let taken = style.takenBy ?? "\(negation) \(words)"
        return style.print(gone).map { style.adds ? "\(taken) \($0)" : "\(words) remove \($0)" }
            + style.print(come).map { style.adds ? "\(words) \($0)" : "\(words) add \($0)" }
    }

    private static let every = VLANSet((1...4094).compactMap(VLANID.init))

    private func set(_ text: String, _ mark: SourceMark) throws(Diagnostics) -> VLANSet {
        guard let set = style.parse(text) else {
            throw Diagnostics("`\(text)` is no list of VLANs (1 to 4094)", at: mark)
        }
        return set
    }

    /// The VLANs of a property as it stands in a tree.
    private func set(_ value: String?) -> VLANSet { VLANSet(value ?? "") ?? VLANSet([]) }

    private static func written(_ set: VLANSet) -> String { set.ranges.isEmpty ? none : set.description }
}

extension VLANSet {
    fileprivate func union(_ other: VLANSet) -> VLANSet { VLANSet(ids + other.ids) }

    fileprivate func subtracting(_ other: VLANSet) -> VLANSet { VLANSet(Set(ids).subtracting(other.ids)) }
}
