import Foundation

/// Statements that are set, deleted and loaded.
extension JunosConsole {
    /// A line as a change of a configuration.
    func edit(_ line: String) throws -> (inout JunosConfiguration) -> Void {
        guard let words = JunosWord.split(line), let verb = words.first else {
            throw JunosSchema.Refusal(column: line.count, text: "syntax error.")
        }
        let place = level.map { JunosWord(text: $0, column: 0) } + words.dropFirst()
        switch verb.text {
        case "insert": return try JunosMove(place, end: line.count).edit()
        case "activate", "deactivate":
            let paths = try JunosSchema.root.resolve(place[...], end: line.count, isWhole: false)
            return { configuration in
                for path in paths.map({ $0.map(\.key) }) where configuration.has(path) {
                    if verb.text == "activate" {
                        configuration.inactive.remove(path)
                    } else {
                        configuration.inactive.insert(path)
                    }
                }
            }
        default: break
        }
        let isSet = "set".hasPrefix(verb.text)
        guard isSet || "delete".hasPrefix(verb.text) else {
            throw JunosSchema.Refusal(column: verb.column, text: "syntax error.")
        }
        let paths = try JunosSchema.root.resolve(place[...], end: line.count, isWhole: isSet)
        guard isSet else {
            return { configuration in
                for path in paths { Self.remove(path, from: &configuration) }
                let left = configuration
                configuration.inactive = configuration.inactive.filter { left.has($0) }
            }
        }
        return { configuration in
            for path in paths {
                for (depth, entry) in path.enumerated() {
                    let above = path.prefix(depth).map(\.key)
                    for other in JunosStatements.excluded(by: entry.key) { configuration.remove(above, other) }
                    configuration.set(above, Self.keeping(entry, path, depth, configuration))
                }
            }
        }
    }

    /// An entry that is there keeps its block.
    private static func keeping(
        _ entry: ConfigurationEntry, _ path: [ConfigurationEntry], _ depth: Int, _ configuration: JunosConfiguration
    ) -> ConfigurationEntry {
        var entry = entry
        if let known = configuration.entry(path.prefix(depth + 1).map(\.key)) { entry.children = known.children }
        return entry
    }

    /// Whether a path is there; a value may be left out.
    static func matches(_ path: [ConfigurationEntry], in configuration: JunosConfiguration) -> [String]? {
        guard let last = path.last, let block = configuration.block(path.dropLast().map(\.key)) else { return nil }
        let found = block.filter { entry in
            last.text.isEmpty
                ? entry.key == last.key || entry.key.hasPrefix(last.key + " ")
                : entry.key == last.key && entry.text == last.text
        }
        return found.isEmpty ? nil : found.map(\.key)
    }

    private static func remove(_ path: [ConfigurationEntry], from configuration: inout JunosConfiguration) {
        guard !path.isEmpty else {
            configuration.entries = []
            return
        }
        var parent = path.dropLast().map(\.key)
        for key in matches(path, in: configuration) ?? [] { configuration.remove(parent, key) }
        // Empty blocks go with their last statement, those with a name of their own stay.
        while let key = parent.popLast(), configuration.block(parent + [key])?.isEmpty == true {
            if key.contains(" ") || ["interfaces", "vlans"].contains(parent.last ?? "") { return }
            configuration.remove(parent, key)
        }
    }

    /// Takes the typed line as a change of the candidate.
    func enterEdit() {
        if mode == .shared, isLockedOut() { return }
        do {
            apply(try edit(typedLine))
        } catch let refusal as JunosSchema.Refusal {
            refuse(refusal.column, refusal.text)
        } catch {
            refuse(0, "syntax error.")
        }
    }

    private func apply(_ change: @escaping (inout JunosConfiguration) -> Void) {
        guard mode == .shared else { return edits.append(change) }
        var wanted = candidate
        change(&wanted)
        state.candidate = wanted
    }

    func delete(_ command: ParsedCommand) {
        guard command.values.isEmpty, level.isEmpty else {
            if let words = JunosWord.split(typedLine),
                let path = try? JunosSchema.root.resolve(
                    (level.map { JunosWord(text: $0, column: 0) } + words.dropFirst())[...], end: 0, isWhole: false
                )
                .first, Self.matches(path, in: candidate) == nil
            {
                return say("warning: statement not found")
            }
            return enterEdit()
        }
        say("This will delete the entire configuration")
        question = Question(text: "Delete everything under this level? [yes,no] (no) ") { console, answer in
            if !answer.isEmpty, "yes".hasPrefix(answer) { console.apply { $0.entries = [] } }
        }
    }

    func replaceCandidate(_ configuration: JunosConfiguration) {
        edits = []
        apply { $0 = configuration }
        say("load complete")
    }

    func endLoad() {
        let lines = loaded ?? []
        loaded = nil
        var errors = 0
        for (number, line) in lines.enumerated() {
            guard let first = TypedWord.split(line).first, !first.text.hasPrefix("#") else { continue }
            do {
                apply(try edit(line))
            } catch let refusal as JunosSchema.Refusal {
                errors += 1
                let word = TypedWord.split(line).last { $0.column <= refusal.column }?.text ?? ""
                say("terminal:\(number + 1):(\(refusal.column)) \(refusal.text.replacing(".", with: "")): \(word)")
            } catch {
                errors += 1
                say("terminal:\(number + 1):(0) syntax error")
            }
        }
        say(errors == 0 ? "load complete" : "load complete (\(errors) errors)")
    }
}
