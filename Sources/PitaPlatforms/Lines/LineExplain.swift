import PitaDiagnostics

extension LineConfig {
    /// What the rules say of each line of a config.
    func explain(_ text: String, file: String) throws(Diagnostics) -> [LineExplanation] {
        let lines = grammar.prepared(try LineReader(grammar: grammar, file: file).read(text).lines)
        var found: [LineExplanation] = []
        for line in lines {
            // A line that the rules speak of in other words.
            guard let said = grammar.prepared([line]).first, said.text != line.text else {
                explain(line, in: LinePath(), into: &found)
                continue
            }
            var others: [LineExplanation] = []
            explain(said, in: LinePath(), into: &others)
            guard let other = others.last else { continue }
            found.append(
                LineExplanation(
                    mark: line.mark, text: grammar.masked(line.text), section: other.section, rule: other.rule))
        }
        return found
    }

    private func explain(_ line: ConfigLine, in path: LinePath, into found: inout [LineExplanation]) {
        let section = path.id.section
        let text = grammar.masked(line.text)
        var words = text.words
        let isNegated = words.first.map { $0 == grammar.negation || $0[...] == grammar.reset?[...] } ?? false
        if isNegated { words.removeFirst() }
        func add(_ rule: LineExplanation.Rule?) {
            found.append(LineExplanation(mark: line.mark, text: text, section: section, rule: rule))
        }
        guard !words.isEmpty else { return add(nil) }
        if let block = grammar.block(words, in: section, isNegated: isNegated) {
            if let inline = block.inline {
                return explain(words.dropFirst(block.words.count), of: block, inline, add: add)
            }
            add(explanation(of: block))
            let inner = path.appending(block.kind, block.spelled(LineGrammar.text(words.dropFirst(block.words.count))))
            for child in block.prepared(line.children) { explain(child, in: inner, into: &found) }
            return
        }
        let rule = grammar.rule(of: words, in: section, isNegated: isNegated)?.rule
        add(rule.map(explanation) ?? grammar.officeRule(of: words, in: section).map { explanation(of: $0.rule) })
        guard rule?.isFolded != true else { return }
        let inner = path.appending(String(words[0]), LineGrammar.text(words.dropFirst()))
        for child in line.children { explain(child, in: inner, into: &found) }
    }

    /// A line whose parts are lines of a block: by the rule of the first that none knows, else of the first.
    private func explain(
        _ words: ArraySlice<Substring>, of block: LineGrammar.Block, _ inline: LineGrammar.Inline,
        add: (LineExplanation.Rule?) -> Void
    ) {
        let rules = inline.parts(words.dropFirst()).map { part in
            grammar.rule(of: part.words, in: block.kind, isNegated: true)?.rule
        }
        guard !rules.contains(where: { $0 == nil }) else { return add(nil) }
        var whole = explanation(of: block)
        let forms = rules.compactMap { $0?.form.text }
        whole = LineExplanation.Rule(
            form: ([whole.form] + forms).joined(separator: " "), kind: "parts, each with one value",
            takenBack: whole.takenBack, notes: whole.notes)
        add(whole)
    }

    private func explanation(of block: LineGrammar.Block) -> LineExplanation.Rule {
        var notes = block.takes.map(\.note)
        switch block.remade {
        case .never: break
        case .withTail: notes.append("made again when the words behind its name change")
        case .always: notes.append("made again when anything of it changes")
        }
        if !block.keeps.isEmpty {
            notes.append("taken back before it goes: " + block.keeps.joined(separator: ", "))
        }
        let form = block.words.joined(separator: " ") + " NAME"
        return LineExplanation.Rule(
            form: form, kind: block.isOrdered ? "block, in order" : "block", takenBack: "\(grammar.negation) \(form)",
            notes: notes)
    }

    private func explanation(of rule: LineOfficeRule) -> LineExplanation.Rule {
        LineExplanation.Rule(
            form: rule.form.text, kind: rule.kind.rawValue,
            takenBack: rule.undo ?? "\(grammar.negation) \(rule.form.text)", notes: ["a rule of the office"])
    }

    private func explanation(of rule: LineRule) -> LineExplanation.Rule {
        var notes: [String] = []
        if !rule.drops.isEmpty {
            notes.append("taken back, the device drops with it: " + rule.drops.joined(separator: ", "))
        }
        if !rule.wipes.isEmpty {
            notes.append("changed, the device drops, and Pita says again: " + rule.wipes.joined(separator: ", "))
        }
        if !rule.excludes.isEmpty {
            notes.append("taken back before it: " + rule.excludes.joined(separator: ", "))
        }
        if !rule.supplants.isEmpty {
            notes.append("the device drops when it is said: " + rule.supplants.joined(separator: ", "))
        }
        if !rule.carries.isEmpty {
            notes.append("taken back before it goes: " + rule.carries.joined(separator: ", "))
        }
        if !rule.brings.isEmpty { notes.append("the device adds with it: " + rule.brings.joined(separator: ", ")) }
        if !rule.merges.isEmpty {
            notes.append("a new line leaves what it does not name of: " + rule.merges.joined(separator: ", "))
        }
        if !rule.pinned.isEmpty {
            notes.append(
                "the old line is taken back first where another value stands behind: "
                    + rule.pinned.joined(separator: ", "))
        }
        if !rule.uses.isEmpty { notes.append("needs: " + rule.uses.joined(separator: ", ")) }
        if rule.holdsBlock {
            notes.append("taken back while other lines of the block change, and said again behind them")
        }
        if rule.isReplaced { notes.append("the old value is taken back first") }
        if let standard = rule.standard { notes.append("`\(standard)` goes without saying") }
        if let note = rule.note { notes.append(note) }
        return LineExplanation.Rule(
            form: rule.form.text, kind: kind(of: rule), takenBack: undo(of: rule), notes: notes)
    }

    private func kind(of rule: LineRule) -> String {
        switch rule.kind {
        case .value where rule.undo == .opposite: "on or off, by the device"
        case .value: rule.form.hasKey ? "one value for each key" : "single value"
        case .flag(let isOnByDefault): isOnByDefault ? "flag, on unless taken back" : "flag"
        case .list: "list"
        case .words: "set of words"
        case .vlans: "set of VLANs"
        case .tail: "words of the block's own line"
        case .group: "only taken back, with all lines that begin so"
        }
    }

    private func undo(of rule: LineRule) -> String? {
        switch rule.undo {
        case .never: return nil
        case .line(let text): return text
        case .standard: return "\(rule.form.nameText) \(rule.standard ?? "")"
        case .opposite: return "\(grammar.negation) \(rule.form.text)"
        case .whole, .each: return "\(grammar.negation) \(rule.form.text)"
        case .automatic:
            if case .flag(true) = rule.kind { return rule.form.text }
            guard !rule.form.hasEnding, !rule.isTakenWhole, rule.form.hasValue else {
                return "\(grammar.negation) \(rule.form.text)"
            }
            return "\(grammar.negation) \(rule.form.nameText)"
        }
    }
}
