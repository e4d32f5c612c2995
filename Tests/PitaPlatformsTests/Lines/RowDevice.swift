import PitaNetwork

@testable import PitaPlatforms

/// A device that knows lines of one form only, and does with them what the row of the table says that a device does. It reads
/// the form by itself.
struct RowDevice {
    let rule: LineRule
    private let variants: [[Word]]
    private(set) var lines: [String]

    private struct Word {
        var text = ""
        var isValue = false
        var isFixed = false
        var isRest = false
    }

    init(_ rule: LineRule, _ lines: [String]) {
        (self.rule, self.lines) = (rule, lines)
        var words = rule.form.text.map { "[]".contains($0) ? " \($0) " : String($0) }.joined().split(separator: " ")[
            ...]
        variants = Self.variants(&words).sorted { $0.count > $1.count }
    }

    private static func variants(_ words: inout ArraySlice<Substring>) -> [[Word]] {
        var all: [[Word]] = [[]]
        while let word = words.popFirst(), word != "]" {
            if word == "[" {
                var inner = variants(&words)
                let hasKey = inner.joined().contains { !$0.isFixed && !$0.isValue }
                if !hasKey {
                    inner = inner.map {
                        $0.map { Word(text: $0.text, isValue: true, isFixed: $0.isFixed, isRest: $0.isRest) }
                    }
                }
                all = all.flatMap { left in inner.map { left + $0 } } + all
                continue
            }
            let isKey = word.hasPrefix("<")
            let isValue = !isKey && (word.first == "#" || word.first == "(" || word.first?.isUppercase == true)
            let parsed = Word(
                text: String(word), isValue: isValue, isFixed: !isKey && !isValue,
                isRest: word.hasSuffix("...") || word.hasSuffix("...>"))
            all = all.map { $0 + [parsed] }
        }
        return all
    }

    /// The words of the line that say what it is about.
    func name(_ line: String) -> String {
        if case .list = rule.kind { return line }
        if let parted = rule.parted {
            let head = rule.form.head.joined(separator: " ")
            return "\(head) \(parted(String(line.dropFirst(head.count + 1))).key)"
        }
        let words = line.split(separator: " ").map(String.init)
        for form in variants {
            let isOpen = form.contains(where: \.isRest)
            guard isOpen ? words.count >= form.count : words.count == form.count else { continue }
            var (index, name, fits) = (0, [String](), true)
            for word in form {
                let count = word.isRest ? words.count - form.count + 1 : 1
                if word.isFixed, words[index] != word.text { fits = false }
                let choices = word.text.filter { !"<>()#".contains($0) }.split(separator: "|").map(String.init)
                if choices.count > 1, !word.isFixed, !choices.contains(words[index]) { fits = false }
                if !word.isValue { name.append(words[index]) }
                index += count
            }
            if fits { return name.joined(separator: " ") }
        }
        return line
    }

    /// How many of the form's fixed words and choices a line has, and the words by the form's names; `nil` when it is of
    /// another form.
    ///
    /// - Parameter isBare: whether the line lacks the value.
    func reading(_ line: String, isBare: Bool = false) -> (weight: Int, words: [String: String])? {
        let words = line.split(separator: " ").map(String.init)
        if rule.parted != nil {
            let head = rule.form.head
            return words.count > head.count && words.starts(with: head) ? (4 * head.count, [:]) : nil
        }
        for whole in variants {
            let form = isBare ? whole.filter { !$0.isValue } : whole
            let isOpen = form.contains(where: \.isRest)
            guard isOpen ? words.count >= form.count : words.count == form.count else { continue }
            var (index, weight, named, fits) = (0, 0, [String: String](), true)
            for word in form {
                let count = word.isRest ? words.count - form.count + 1 : 1
                let taken = words[index..<index + count].joined(separator: " ")
                let bare = word.text.filter { !"<>()#.".contains($0) }
                let choices = bare.contains("|") && !word.isFixed ? bare.split(separator: "|").map(String.init) : []
                if word.isFixed {
                    weight += 4
                    if taken != word.text { fits = false }
                } else {
                    named[bare] = taken
                    if !choices.isEmpty {
                        weight += 3
                        if !choices.contains(taken) { fits = false }
                    } else if word.text.contains("#") {
                        weight += 2
                        if !taken.allSatisfy(\.isNumber) { fits = false }
                    } else if !word.isRest {
                        weight += 1
                    }
                }
                index += count
            }
            if fits { return (weight, named) }
        }
        return nil
    }

    private var isOnByDefault: Bool { if case .flag(true) = rule.kind { true } else { false } }

    /// Takes a line; `false` for one that takes back what is not there.
    mutating func take(_ line: String) -> Bool {
        if line.hasPrefix("default "), rule.form.head.first != "default" {
            // What goes without saying is not shown, whichever of two states that is.
            let said = String(line.dropFirst("default ".count))
            lines = lines.filter { $0 != "no \(said)" && name($0) != name(said) }
            return true
        }
        guard line.hasPrefix("no ") else {
            set(line)
            return true
        }
        let said = String(line.dropFirst(3))
        let before = lines.count
        if isOnByDefault || rule.hasOff("no") && !lines.contains(said) {
            lines = lines.filter { name($0) != said && $0 != line } + [line]
            return true
        }
        if rule.isSet, let old = lines.first(where: { name($0) == name(said) }), old != said, name(old) != said {
            let left = elements(old).filter { !elements(said).contains($0) }
            lines = lines.map { $0 == old ? written(name(old), left, like: old) : $0 }
            return true
        }
        lines = lines.filter { old in
            if old == said { return false }
            guard rule.undo != .whole else { return true }
            return !old.hasPrefix(said + " ") && name(old) != name(said)
        }
        return lines.count < before
    }

    private mutating func set(_ line: String) {
        if isOnByDefault { return lines.removeAll { $0 == "no \(line)" } }
        if rule.undo == .opposite, lines.contains("no \(line)") { return lines.removeAll { $0 == "no \(line)" } }
        if case .list = rule.kind {
            if !lines.contains(line) { lines.append(line) }
            return
        }
        let name = name(line)
        if rule.isSet, let old = lines.first(where: { self.name($0) == name }) {
            let all = elements(old) + elements(line).filter { !elements(old).contains($0) }
            lines = lines.map { $0 == old ? written(name, all, like: line) : $0 }
            return
        }
        lines = lines.filter { self.name($0) != name && $0 != "no \(name)" } + [line]
    }

    /// What a line adds to its set.
    private func elements(_ line: String) -> [String] {
        let value = String(line.split(separator: " ").last ?? "")
        if case .vlans = rule.kind { return VLANSet(value)?.ids.map(\.description) ?? [] }
        let count = name(line).split(separator: " ").count
        return line.split(separator: " ").dropFirst(count).map(String.init)
    }

    private func written(_ name: String, _ elements: [String], like line: String) -> String {
        guard case .vlans = rule.kind else { return "\(name) \(elements.joined(separator: " "))" }
        let head = line.split(separator: " ").dropLast().joined(separator: " ")
        return "\(head) \(VLANSet(elements.compactMap { Int($0).flatMap(VLANID.init) }))"
    }
}
