@testable import PitaPlatforms

/// A block of a device that knows lines of several forms, and does with them what the rows of the table say that a device does:
/// what goes with what, what can't stand beside what, what has to go first.
struct RowsDevice {
    private var rows: [RowDevice]

    init(_ rules: [LineRule]) { rows = rules.map { RowDevice($0, []) } }

    /// All lines, in the order of the rows.
    var lines: [String] { rows.flatMap(\.lines) }

    /// Takes a line; what is wrong with it, or `nil`.
    mutating func take(_ line: String) -> String? {
        // Some lines begin with the word themselves.
        let isOwn = rows.contains { $0.rule.form.head.first == "default" && $0.reading(line) != nil }
        let verb = isOwn ? nil : ["no ", "default "].first { line.hasPrefix($0) }
        let isNegated = verb != nil
        let said = String(line.dropFirst(verb?.count ?? 0))
        guard let place = row(of: said, isNegated: isNegated) else {
            // `no neighbor X` takes back what begins so.
            let begun = lines.filter { isNegated && $0.hasPrefix(said + " ") }
            for line in begun { remove(line) }
            return begun.isEmpty ? "`\(line)` is of no row" : nil
        }
        let before = rows[place].lines
        let rule = rows[place].rule
        if !isNegated, let problem = refusal(said, rule, before, rows[place]) { return problem }
        guard rows[place].take(line) else { return "`\(line)` takes back what is not there: \(before)" }
        let after = rows[place].lines
        let (gone, come) = (before.filter { !after.contains($0) }, after.filter { !before.contains($0) })
        for old in gone where !come.contains(where: { rows[place].name($0) == rows[place].name(old) }) {
            if let problem = taken(old, at: place) { return problem }
        }
        for new in come { if let problem = added(new, at: place) { return problem } }
        if !gone.isEmpty || !come.isEmpty {
            let words = rows[place].reading(bare(come.first ?? gone[0]))?.words ?? [:]
            for other in others(beginning: rule.wipes, words, at: place) { remove(other) }
        }
        return nil
    }

    private func bare(_ line: String) -> String { line.hasPrefix("no ") ? String(line.dropFirst(3)) : line }

    /// The row that says the most of a line; of two the one that says the whole of it.
    private func row(of line: String, isNegated: Bool) -> Int? {
        let found = rows.indices.compactMap { index -> (weight: Int, whole: Int, index: Int)? in
            if let whole = rows[index].reading(line) { return (whole.weight, 1, index) }
            guard isNegated, let bare = rows[index].reading(line, isBare: true) else { return nil }
            return (bare.weight, 0, index)
        }.max { ($0.weight, $0.whole, -$0.index) < ($1.weight, $1.whole, -$1.index) }
        return found?.index
    }

    /// Why a line is not accepted beside the one whose place it takes.
    private func refusal(_ line: String, _ rule: LineRule, _ before: [String], _ row: RowDevice) -> String? {
        guard let old = before.first(where: { row.name($0) == row.name(line) }), old != line, !rule.isSet else {
            return nil
        }
        if rule.isReplaced { return "`\(line)`: `\(old)` has to go first" }
        let words = Set(line.split(separator: " "))
        let left = old.split(separator: " ").filter { rule.merges.contains(String($0)) && !words.contains($0) }
        return left.isEmpty ? nil : "`\(line)` leaves \(left) of `\(old)`"
    }

    /// What happens when a line is gone.
    private mutating func taken(_ line: String, at place: Int) -> String? {
        let rule = rows[place].rule
        let words = rows[place].reading(bare(line))?.words ?? [:]
        if let other = others(beginning: rule.carries, words, at: place).first {
            return "`\(line)` can't go while `\(other)` stands"
        }
        for other in others(beginning: rule.drops, words, at: place) { remove(other) }
        return nil
    }

    /// What happens when a line is new.
    private mutating func added(_ line: String, at place: Int) -> String? {
        let rule = rows[place].rule
        let words = rows[place].reading(bare(line))?.words ?? [:]
        if let other = others(beginning: rule.excludes, words, at: place).first {
            return "`\(line)` can't stand beside `\(other)`"
        }
        if let other = others(beginning: rule.lifts, words, at: place).first {
            return "`\(line)` is not taken while `\(other)` stands"
        }
        return nil
    }

    /// Lines of the other rows that begin with words.
    private func others(beginning all: [String], _ words: [String: String], at place: Int) -> [String] {
        let beginnings = all.map { LineForm.filled($0, words) }
        return rows.indices.filter { $0 != place }.flatMap { rows[$0].lines }.filter { line in
            beginnings.contains { bare(line) == $0 || bare(line).hasPrefix($0 + " ") }
        }
    }

    private mutating func remove(_ line: String) {
        for index in rows.indices {
            rows[index] = RowDevice(rows[index].rule, rows[index].lines.filter { $0 != line })
        }
    }
}
