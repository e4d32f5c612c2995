import ArgumentParser
import Foundation
import PitaDiagnostics
import PitaOperations

/// The form in which results are printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    /// For people.
    case text
    /// For programs: one JSON value.
    case json
}

/// The options of every command.
struct CommonOptions: ParsableArguments {
    @Option(
        name: .long, help: "The office's directory (or PITA_PROJECT); else found upwards from here.",
        completion: .directory)
    var project: String?

    @Option(name: .long, help: "text, for people; or json.")
    var output: OutputFormat = .text

    @Flag(name: .customLong("no-color"), help: "No colours (also with NO_COLOR).")
    var noColor = false

    @Flag(name: .shortAndLong, help: "Show each step on standard error, where that is no terminal too.")
    var verbose = false

    @Flag(help: "Show what happens as lines of JSON on standard error, instead of text.")
    var events = false

    /// The office that the options name.
    func workplace() throws -> Workplace {
        try Workplace(directory: project, environment: ProcessInfo.processInfo.environment)
    }

    /// Where results go, and how they look.
    var console: Console { Console(format: output, noColor: noColor, isVerbose: verbose, showsEvents: events) }
}

/// The options of commands that a person answers for.
struct PersonOptions: ParsableArguments {
    @Option(name: .customLong("as"), help: "Who you are: an id of Inventory/users.yaml (or PITA_USER).")
    var person: String?

    @Option(
        name: .long, help: "The private key that proves it (or PITA_KEY); else the SSH agent.", completion: .file())
    var key: String?

    /// The acting person.
    func acting() throws -> ActingPerson {
        let environment = ProcessInfo.processInfo.environment
        // A variable that is set to nothing is as good as unset.
        guard let id = person ?? Self.set(environment["PITA_USER"]), !id.isEmpty else {
            throw ValidationError("say who you are: --as PERSON, or PITA_USER")
        }
        return ActingPerson(
            id: id, keyFile: key ?? Self.set(environment["PITA_KEY"]), mayPrompt: isatty(STDIN_FILENO) == 1)
    }

    private static func set(_ value: String?) -> String? { value?.isEmpty == false ? value : nil }
}
