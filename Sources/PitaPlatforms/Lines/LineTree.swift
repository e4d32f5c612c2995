import PitaDiagnostics
import PitaNetwork

/// Makes the objects of a config from its lines: a block is an object, and the lines in it are its properties.
///
/// A line of the top is an object too: `ntp server 10.0.0.1` is the object `10.0.0.1` of the section `ntp server`.
struct LineTree {
    let grammar: LineGrammar
    /// Whether the lines are what a device runs. Else they are what is intended: `no X` there says that X must not be.
    let isRunning: Bool
    private(set) var tree = ConfigTree()
    private var expansions = 0
    /// How often each object whose name holds a masked secret was met: they are told apart by their order.
    private var masked: [ObjectID: Int] = [:]
    /// The names of lines in blocks where a line takes back all that begin with it.
    private var beginnings = LineBeginnings()

    /// How many blocks lines may name that each stand for several: somewhat more than there are VLANs.
    private static let mostExpansions = 4200

    /// The value of a line that has none.
    static let on = "yes"
    /// The value of a flag that was switched off.
    static let off = "no"
    /// The property of a line of the top that has a value.
    static let value = "value"
    /// In the place of a property's name where a line of the top is meant.
    static let top = ""
    /// Behind words that stand for all lines that begin with them, in what is intended.
    static let all = " *"
    /// Before the value of a line that is taken back by it, in what is intended.
    static let byValue = "= "

    /// An empty config.
    init(grammar: LineGrammar, isRunning: Bool) {
        self.grammar = grammar
        self.isRunning = isRunning
    }

    /// Takes lines into the block that `path` leads to.
    mutating func add(_ lines: [ConfigLine], at path: LinePath = LinePath()) throws(Diagnostics) {
        for line in lines { try add(line, at: path) }
    }

    /// One line, read.
    private struct Statement {
        let line: ConfigLine
        /// The line without its secrets.
        let text: String
        /// Its words, without those that take it back.
        var words: [Substring]
        var isNegated = false
        /// Whether it is to be as the device has it when nothing is said.
        var isReset = false

        var isTakenBack: Bool { isNegated || isReset }
        var holdsSecret: Bool { text != line.text }
    }

    private func statement(_ line: ConfigLine, in section: String) throws(Diagnostics) -> Statement {
        let words = line.text.words
        let text = grammar.masked(line.text, words)
        var statement = Statement(line: line, text: text, words: text == line.text ? words : text.words)
        if let first = statement.words.first, first == grammar.negation {
            statement.isNegated = true
        } else if let first = statement.words.first, !isRunning, let reset = grammar.reset, first == reset {
            statement.isReset = true
        }
        if statement.isTakenBack { statement.words.removeFirst() }
        if grammar.spellsAddresses, !statement.words.prefix(3).contains(where: { grammar.texts.contains(String($0)) }),
            let words = LineAddress.spelled(statement.words)
        {
            statement.words = words.joined(separator: " ").words
        }
        if let networks = grammar.networks[section], let words = LineNetwork.cleared(statement.words, by: networks) {
            statement.words = words.joined(separator: " ").words
        }
        guard !statement.words.isEmpty else { throw Diagnostics("`\(text)` of nothing", at: line.mark) }
        return statement
    }

    private mutating func add(_ line: ConfigLine, at path: LinePath) throws(Diagnostics) {
        let line = grammar.folded(line, in: path.id.section)
        let section = path.id.section
        let statement = try statement(line, in: section)
        if !isRunning, path.steps.isEmpty, statement.isNegated, addGroup(statement) { return }
        if let block = grammar.block(statement.words, in: section, isNegated: statement.isTakenBack) {
            return try add(statement, block, at: path)
        }
        if !line.children.isEmpty {
            guard !statement.isTakenBack else {
                throw Diagnostics("what is taken back can have no lines under it", at: line.mark)
            }
            let words = statement.words
            let inner = path.appending(String(words[0]), LineGrammar.text(words.dropFirst()))
            touch(inner.id, line.mark)
            claim(statement, inner.id, nil, .has(nil), isKnown: false)
            return try add(line.children, at: inner)
        }
        let found = grammar.rule(of: statement.words, in: section, isNegated: statement.isTakenBack)
        if path.steps.isEmpty {
            try addObject(statement, found?.rule, found?.match)
        } else {
            try addProperty(statement, found?.rule, found?.match, to: path)
        }
    }

    private mutating func add(
        _ statement: Statement, _ block: LineGrammar.Block, at path: LinePath
    ) throws(Diagnostics) {
        let line = statement.line
        if let inline = block.inline { return try add(statement, block, inline, at: path) }
        let (rest, tail) = block.parted(LineGrammar.text(statement.words.dropFirst(block.words.count)))
        guard let names = block.expanded.map({ $0(rest) }) ?? [block.spelled(rest)] else {
            throw Diagnostics("`\(rest)` names no \(block.kind)", at: line.mark)
        }
        guard !statement.isTakenBack || line.children.isEmpty else {
            throw Diagnostics("what is taken back can have no lines under it", at: line.mark)
        }
        expansions += names.count - 1
        guard expansions <= Self.mostExpansions else {
            throw Diagnostics("lines like this one name more than \(Self.mostExpansions) blocks", at: line.mark)
        }
        for name in names {
            let inner = path.appending(block.kind, name)
            if statement.isReset {
                touch(inner.id, line.mark)
                // What the text said before goes with the rest.
                tree[inner.id]?.properties = [Self.all: ""]
                claim(statement, inner.id, Self.all, .gone, isKnown: true)
            } else if statement.isNegated {
                let id = block.isGrouped ? ObjectID(section: inner.id.section, key: inner.id.key + Self.all) : inner.id
                if !isRunning { remove(id, line.mark) }
                claim(statement, id, nil, .gone, isKnown: true)
            } else {
                touch(inner.id, line.mark)
                claim(statement, inner.id, nil, .has(nil), isKnown: true)
                let words = tail.split(separator: " ", maxSplits: 1).map(String.init)
                if words.count == 2 {
                    tree[inner.id]?.properties[words[0]] = words[1]
                    claim(statement, inner.id, words[0], .has(words[1]), isKnown: true)
                }
                let prepared = isRunning ? block.prepared : block.preparedIntent ?? block.prepared
                try add(prepared(line.children), at: inner)
            }
        }
    }

    /// A block whose lines stand behind its name.
    private mutating func add(
        _ statement: Statement, _ block: LineGrammar.Block, _ inline: LineGrammar.Inline, at path: LinePath
    ) throws(Diagnostics) {
        let line = statement.line
        let count = block.words.count + (statement.isTakenBack ? 1 : 0)
        let words = line.text.words.dropFirst(count)
        guard let name = words.first else {
            throw Diagnostics("`\(statement.text)` names no \(block.kind)", at: line.mark)
        }
        let inner = path.appending(block.kind, String(name))
        let parts = inline.parts(words.dropFirst())
        if statement.isTakenBack, parts.isEmpty {
            if !isRunning { remove(inner.id, line.mark) }
            return claim(statement, inner.id, nil, .gone, isKnown: true)
        }
        touch(inner.id, line.mark)
        if parts.isEmpty { claim(statement, inner.id, nil, .has(nil), isKnown: true) }
        let verb = statement.isNegated ? "\(grammar.negation) " : statement.isReset ? "\(grammar.reset ?? "") " : ""
        for part in parts { try add(ConfigLine(text: verb + part, mark: line.mark), at: inner) }
    }

    private mutating func touch(_ id: ObjectID, _ mark: SourceMark) {
        if tree[id] == nil || tree[id]?.isAbsent == true {
            tree[id] = ConfigObject(id: id, properties: [:], mark: isRunning ? nil : mark)
        }
    }

    private mutating func remove(_ id: ObjectID, _ mark: SourceMark) {
        tree[id] = ConfigObject(id: id, properties: [:], isAbsent: true, mark: mark)
    }

    private mutating func claim(
        _ statement: Statement, _ id: ObjectID, _ property: String?, _ meaning: LineClaim.Meaning, isKnown: Bool
    ) {
        guard !isRunning else { return }
        let text = statement.line.written.map(grammar.masked) ?? statement.text
        var line = IntendedLine(mark: statement.line.mark, text: text)
        line.claim = LineClaim(
            id: id, property: property, meaning: meaning, isKnown: isKnown, holdsSecret: statement.holdsSecret)
        tree.lines.append(line)
    }

    /// Keeps in mind that a device shows two lines of which it was expected to have one.
    private mutating func note(_ id: ObjectID, _ property: String, _ value: String) {
        guard isRunning, let old = tree[id]?.properties[property], old != value else { return }
        tree.doubled[id, default: [:]][property] = old
    }

    // MARK: lines of the top

    private mutating func addObject(
        _ statement: Statement, _ rule: LineRule?, _ match: LineForm.Match?
    ) throws(Diagnostics) {
        var id = grammar.place(statement.words, rule, match)
        let mark = statement.line.mark
        if isRunning, id.key.contains(Secret.mask) {
            // Two secrets look alike once they are masked, and are two lines.
            masked[id, default: 0] += 1
            if let count = masked[id], count > 1 { id = ObjectID(section: id.section, key: "\(id.key) (\(count))") }
        }
        let value = match?.valueText ?? ""
        if let rule, rule.isSet, let said = try setValue(rule, statement, value, tree[id]?.properties[Self.value]) {
            return addSet(id, said, statement)
        }
        if !isRunning, rule == nil, statement.isNegated, grammar.officeTaking(statement.words, in: "") != nil {
            let all = ObjectID(section: id.section, key: id.key + Self.all)
            remove(all, mark)
            return claim(statement, all, nil, .gone, isKnown: true)
        }
        if statement.isTakenBack { return takeBack(id, value, statement, rule) }
        guard let rule else {
            set(id, [:], mark)
            let isKnown = grammar.officeRule(of: statement.words, in: "") != nil
            return claim(statement, id, nil, .has(nil), isKnown: isKnown)
        }
        var properties: [String: String] = [:]
        switch rule.kind {
        case .list, .group: break
        case .flag(let isOn):
            properties[Self.value] = Self.on
            claim(statement, id, Self.value, .flag(true, isOnByDefault: isOn), isKnown: true)
        case .value where rule.undo == .opposite: properties[Self.value] = Self.on
        case .value, .words, .vlans, .tail:
            let value = rule.settled(value)
            note(id, Self.value, value)
            // In what is intended nothing behind the key says that nothing is to be there.
            if !isRunning || !value.isEmpty { properties[Self.value] = value }
        }
        set(id, properties, mark)
        if case .flag = rule.kind { return }
        guard let said = properties[Self.value] else { return claim(statement, id, nil, .has(nil), isKnown: true) }
        claim(statement, id, Self.value, .has(said.isEmpty ? nil : said), isKnown: true)
    }

    private mutating func takeBack(_ id: ObjectID, _ value: String, _ statement: Statement, _ rule: LineRule?) {
        let mark = statement.line.mark
        if case .flag(let isOn) = rule?.kind {
            let isSet = statement.isReset ? isOn : false
            set(id, [Self.value: isSet ? Self.on : Self.off], mark)
            return claim(statement, id, Self.value, .flag(isSet, isOnByDefault: isOn), isKnown: true)
        }
        if let rule, rule.hasOff(grammar.negation), !statement.isReset {
            set(id, [Self.value: Self.off], mark)
            return claim(statement, id, Self.value, .has(Self.off), isKnown: true)
        }
        if case .group = rule?.kind {
            let all = ObjectID(section: id.section, key: id.key + Self.all)
            if !isRunning { remove(all, mark) }
            return claim(statement, all, nil, .gone, isKnown: true)
        }
        if !isRunning { remove(id, mark) }
        let meaning = value.isEmpty || rule == nil ? LineClaim.Meaning.gone : .goneIf(rule?.settled(value) ?? value)
        claim(statement, id, nil, meaning, isKnown: rule != nil && rule?.undo != .never)
    }

    /// Takes a line that takes back all lines of the top that begin so: `undo ip ip-prefix PL`.
    private mutating func addGroup(_ statement: Statement) -> Bool {
        guard let found = grammar.rule(of: statement.words, in: "", isNegated: true), case .group = found.rule.kind
        else { return false }
        let id = grammar.place(statement.words, found.rule, found.match)
        let all = ObjectID(section: id.section, key: id.key + Self.all)
        remove(all, statement.line.mark)
        claim(statement, all, nil, .gone, isKnown: true)
        return true
    }

    /// A set of the top.
    private mutating func addSet(_ id: ObjectID, _ said: String, _ statement: Statement) {
        let mark = statement.line.mark
        if said.isEmpty {
            if isRunning { tree[id] = nil } else { remove(id, mark) }
            return claim(statement, id, nil, .gone, isKnown: true)
        }
        set(id, [Self.value: said], mark)
        claim(statement, id, Self.value, .part, isKnown: true)
    }

    /// A set once a line has added to it or taken from it; empty where nothing is left, `nil` for a rule of no set.
    private func setValue(
        _ rule: LineRule, _ statement: Statement, _ written: String, _ old: String?
    ) throws(Diagnostics) -> String? {
        switch rule.kind {
        case .vlans(let style):
            if written.isEmpty { return "" }
            return try LineVLANValue(style).adding(
                written, isNegated: statement.isTakenBack, to: old, isRunning, at: statement.line.mark) ?? ""
        case .words:
            guard statement.isTakenBack else { return LineWords.joined(old, written) }
            return written.isEmpty || isRunning ? "" : LineWords.taking(written, from: old)
        default: return nil
        }
    }

    private mutating func set(_ id: ObjectID, _ properties: [String: String], _ mark: SourceMark) {
        tree[id] = ConfigObject(id: id, properties: properties, mark: isRunning ? nil : mark)
    }

    // MARK: lines of a block

    private mutating func addProperty(
        _ statement: Statement, _ rule: LineRule?, _ match: LineForm.Match?, to path: LinePath
    ) throws(Diagnostics) {
        var name = match?.nameText ?? LineGrammar.text(statement.words[...])
        touch(path.id, statement.line.mark)
        let old = tree[path.id]?.properties[name]
        let isTakenBack = statement.isTakenBack
        let written = match?.valueText ?? ""
        let value: String?
        var meaning = LineClaim.Meaning.gone
        let said: String? = if let rule, rule.isSet { try setValue(rule, statement, written, old) } else { nil }
        switch rule?.kind {
        case .vlans, .words:
            value = isRunning && said?.isEmpty == true ? nil : said
            if !(isTakenBack && written.isEmpty) { meaning = .part }
        case .flag(let isOn):
            let isSet = statement.isReset ? isOn : !statement.isNegated
            value = isSet != isOn ? (isSet ? Self.on : Self.off) : isRunning ? nil : ""
            meaning = .flag(isSet, isOnByDefault: isOn)
        case .group:
            let names = beginnings.names(in: path.id, beginningWith: name) {
                tree[path.id]?.properties.keys.map(\.self) ?? []
            }
            for other in names where tree[path.id]?.properties[other] != nil {
                // Worked out before the tree is open for writing.
                let said = isRunning ? nil : ""
                tree[path.id]?.properties[other] = said
            }
            name += Self.all
            value = isRunning ? nil : ""
        case nil
        where !isRunning && statement.isNegated
            && grammar.officeTaking(statement.words, in: path.id.section) != nil:
            name += Self.all
            value = ""
        case nil where isTakenBack && grammar.ruleOfValues(in: path.id.section) != nil:
            let settled = grammar.ruleOfValues(in: path.id.section)?.settled(name) ?? name
            name = Self.byValue + settled
            value = isRunning ? nil : ""
        case nil, .list:
            value = isTakenBack ? (isRunning ? nil : "") : Self.on
            if !isTakenBack { meaning = .has(Self.on) }
        case .value where rule?.hasOff(grammar.negation) == true && statement.isNegated:
            value = Self.off
            meaning = .has(Self.off)
        case .value, .tail:
            let settled = rule?.settled(written) ?? written
            let new = settled.isEmpty ? Self.on : settled
            if case .value = rule?.kind, !isTakenBack { note(path.id, name, new) }
            value = isTakenBack ? (isRunning ? nil : "") : new
            if !isTakenBack { meaning = .has(new) } else if !written.isEmpty { meaning = .goneIf(new) }
        }
        tree[path.id]?.properties[name] = value
        if old == nil { beginnings.add(name, to: path.id) }
        let isKnown =
            rule != nil || grammar.officeRule(of: statement.words, in: path.id.section) != nil
            || name.hasSuffix(Self.all)
        claim(statement, path.id, name, meaning, isKnown: isKnown)
    }
}

extension LineGrammar {
    /// The object of a line of the top: the fixed words at its beginning are its section.
    func place(_ words: [Substring], _ rule: LineRule?, _ match: LineForm.Match?) -> ObjectID {
        guard let rule, let match else {
            return ObjectID(section: String(words[0]), key: Self.text(words.dropFirst()))
        }
        let count = rule.form.head.count
        return ObjectID(
            section: match.name.prefix(count).joined(separator: " "),
            key: match.name.dropFirst(count).joined(separator: " "))
    }

    /// The line with those under it as the rest of it, where that is what they are.
    fileprivate func folded(_ line: ConfigLine, in section: String) -> ConfigLine {
        guard !line.children.isEmpty, rule(of: line.text.words, in: section)?.rule.isFolded == true
        else { return line }
        return ConfigLine(text: ([line.text] + line.children.map(\.text)).joined(separator: " "), mark: line.mark)
    }

    /// The words as they stand in their line, with the blanks between them.
    static func text(_ words: ArraySlice<Substring>) -> String {
        guard let first = words.first, let last = words.last else { return "" }
        return String(first.base[first.startIndex..<last.endIndex])
    }
}

/// The names of a block's lines by the words that they begin with: a text may take a thousand neighbours back one by one.
private struct LineBeginnings {
    /// By the block and the number of words: the names that begin with so many words.
    private var names: [ObjectID: [Int: [String: [String]]]] = [:]

    /// The names that begin with whole words, of a block whose names `all` tells when it is asked for the first time.
    mutating func names(in id: ObjectID, beginningWith words: String, all: () -> [String]) -> [String] {
        let count = words.words.count
        if names[id]?[count] == nil {
            names[id, default: [:]][count] = Dictionary(grouping: all()) { Self.beginning(of: $0, count) }
        }
        return names[id]?[count]?[words] ?? []
    }

    /// Adds a new line of a block.
    mutating func add(_ name: String, to id: ObjectID) {
        // A copy of the numbers: they would keep the names from being changed in place.
        for count in names[id].map({ Array($0.keys) }) ?? [] {
            names[id]?[count]?[Self.beginning(of: name, count), default: []].append(name)
        }
    }

    /// The first words of a name; all of it where it has fewer.
    private static func beginning(of name: String, _ count: Int) -> String {
        name.words.prefix(count).joined(separator: " ")
    }
}

/// Sets of words as properties: `A B`; in an intended config what goes stands behind a `-`: `-A B`.
enum LineWords {
    /// The set with more words; each stands once, in the order in which it came.
    static func joined(_ old: String?, _ more: String) -> String {
        var words = (old ?? "").words.map(String.init)
        for word in more.words.map(String.init) where !words.contains(word) {
            words.removeAll { $0 == "-\(word)" }
            words.append(word)
        }
        return words.joined(separator: " ")
    }

    /// An intended set without some words.
    static func taking(_ gone: String, from old: String?) -> String {
        let words = gone.words
        let kept = (old ?? "").words.filter { !words.contains($0) }.joined(separator: " ")
        return joined(kept, words.map { "-\($0)" }.joined(separator: " "))
    }

    /// The set that an intended one leads to: given whole, or by what goes.
    static func resolved(_ intended: String, running: String?) -> String {
        let words = intended.words.map(String.init)
        guard words.contains(where: { $0.hasPrefix("-") }) else { return intended }
        let gone = Set(words.filter { $0.hasPrefix("-") }.map { String($0.dropFirst()) })
        let kept = (running ?? "").words.map(String.init).filter { !gone.contains($0) }
        return joined(kept.joined(separator: " "), words.filter { !$0.hasPrefix("-") }.joined(separator: " "))
    }
}
