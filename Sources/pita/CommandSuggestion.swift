import ArgumentParser
import PitaDiagnostics

/// Finds the command that was meant by a word that is none.
enum CommandSuggestion {
    /// "did you mean `plan`?" for the first word that names no command where one is expected; `nil` when there is none.
    static func hint(for words: [String], below root: any ParsableCommand.Type) -> String? {
        var command = root
        for word in words {
            let commands = command.configuration.subcommands
            guard !commands.isEmpty, !word.hasPrefix("-"), word != "help" else { return nil }
            guard let next = commands.first(where: { $0._commandName == word }) else {
                return Suggestion.hint(for: word, among: commands.map { $0._commandName })
            }
            command = next
        }
        return nil
    }
}
