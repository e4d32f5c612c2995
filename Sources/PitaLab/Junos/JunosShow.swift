import Foundation

/// Configurations as `show` prints them, and pipes.
extension JunosConsole {
    /// A part of a configuration: the block behind the words, or the statement alone.
    private func part(_ text: String?, of configuration: JunosConfiguration) throws -> [ConfigurationEntry] {
        guard let words = JunosWord.split(text ?? "") else {
            throw JunosSchema.Refusal(column: typedLine.count, text: "syntax error.")
        }
        let place = (mode == .operational ? [] : level.map { JunosWord(text: $0, column: 0) }) + words
        let path = try JunosSchema.root.resolve(place[...], end: typedLine.count, isWhole: false).first ?? []
        let keys = path.map(\.key)
        let isSet = pipes.contains { $0.hasPrefix("display set") }
        guard let last = keys.last else { return configuration.entries }
        guard let found = configuration.block(keys.dropLast())?.filter({ $0.key == last }), !found.isEmpty else {
            return []
        }
        if !isSet, let children = found[0].children { return children }
        return wrapped(found, path.dropLast().map(\.text), isSet)
    }

    /// Lines to set begin at the top.
    private func wrapped(_ entries: [ConfigurationEntry], _ path: [String], _ isSet: Bool) -> [ConfigurationEntry] {
        guard isSet else { return entries }
        return path.reversed().reduce(entries) { inner, text in
            [ConfigurationEntry(key: text, text: text, rank: 0, children: inner)]
        }
    }

    private func show(_ text: String?, of configuration: JunosConfiguration, hasHeader: Bool) {
        do {
            let entries = try part(text, of: configuration)
            if let pipe = pipes.first(where: { $0.hasPrefix("compare") }) {
                return compare(pipe, configuration)
            }
            if pipes.contains(where: { $0.hasPrefix("display set") }) {
                let version = text == nil && hasHeader ? ["set version \(device.version)"] : []
                let lines = text == nil ? JunosRenderer.setLines(configuration) : JunosRenderer.setLines(entries)
                return say(version + lines)
            }
            if hasHeader, let last = state.commits.first {
                let at = ConsoleClock.long(.init(timeIntervalSince1970: last.at))
                say("## Last commit: \(at) UTC by \(last.user)")
                if text == nil { say("version \(device.version);") }
            }
            say(JunosRenderer.blocks(entries, inactive: text == nil ? configuration.inactive : []))
        } catch let refusal as JunosSchema.Refusal {
            refuse(typedLine.count - (text?.count ?? 0) + refusal.column, refusal.text)
        } catch {
            refuse(typedLine.count, "syntax error.")
        }
    }

    /// The difference between an earlier commit and what is shown.
    private func compare(_ pipe: String, _ configuration: JunosConfiguration) {
        let words = pipe.split(separator: " ")
        let number = words.count > 2 ? Int(words[2]) ?? 0 : 0
        guard number < state.commits.count else { return say("error: rollback configuration \(number) not found") }
        say(JunosRenderer.compare(state.commits[number].configuration.entries, configuration.entries))
    }

    func showConfiguration(_ command: ParsedCommand) {
        show(command.values.first, of: state.running, hasHeader: true)
    }

    func showCandidate(_ command: ParsedCommand) { show(command.values.first, of: candidate, hasHeader: false) }

    func applyPipes() {
        for pipe in pipes where !pipe.hasPrefix("display set") && !pipe.hasPrefix("compare") && pipe != "no-more" {
            let lines = events.flatMap { event -> [String] in
                if case .line(let line) = event { return line.components(separatedBy: "\n") }
                return []
            }
            if pipe == "count" {
                events = [.line("Count: \(lines.count { !$0.isEmpty }) lines")]
                continue
            }
            let words = pipe.split(separator: " ", maxSplits: 1).map(String.init)
            let kinds = ["match": "include", "except": "exclude", "find": "begin"]
            guard words.count == 2, let kind = kinds[words[0]], let filter = LineFilter(kind + " " + words[1]) else {
                events = []
                return refuse(typedLine.count, "syntax error, expecting <command>.")
            }
            events = filter.apply(lines).map { .line($0) }
        }
    }

    func runOperational(_ command: ParsedCommand) {
        let kept = mode
        mode = .operational
        execute(command.values.first ?? "")
        if mode == .operational { mode = kept }
    }
}
