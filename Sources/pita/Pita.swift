import ArgumentParser
import Foundation
import PitaPlanning

/// The command line: each command parses its options, calls one operation, prints, and chooses the exit code.
@main
struct Pita: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pita",
        abstract: "Provisions the network of a government ICT office, from a request to a signed record.",
        discussion: """
            The way of a change: `pita plan`, `pita show`, `pita approve` (another person), `pita apply` (a third), \
            `pita records`.

            Exit codes: 0 done; 1 error; 2 changes present, findings, or capacity not there; 3 refused; \
            4 devices unreachable or failed; 64 usage; 130 ended at once.
            """,
        version: PitaVersion.current,
        subcommands: [
            InventoryCommand.self, AdoptCommand.self, TemplateCommand.self, ConfigCommand.self, RenderCommand.self,
            CapacityCommand.self,
            PlanCommand.self, ShowCommand.self, ApproveCommand.self, RejectCommand.self, ApplyCommand.self,
            RecoverCommand.self, RunCommand.self, BackupCommand.self, RecordCommand.self, AuditCommand.self,
            RecordsCommand.self, HostKeyCommand.self, DoctorCommand.self,
        ])

    /// Opens the standard streams that are closed onto nothing: the next file that is opened would take their place, and
    /// what is printed would be written into it.
    private static func keepStandardStreams() {
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
            _ = open("/dev/null", O_RDWR)
        }
    }

    /// Runs the command that the arguments name; a word that names none is told with the nearest one.
    static func main() async {
        // A limit on the size of files is a failed write, which is told, and not the end in the middle of a push.
        _ = signal(SIGXFSZ, SIG_IGN)
        keepStandardStreams()
        let words = Array(CommandLine.arguments.dropFirst())
        do {
            var command = try parseAsRoot(words)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            Terminal.standardError.flush()
        } catch {
            Terminal.standardError.endDrawing()
            Terminal.standardError.flush()
            if exitCode(for: error) == .validationFailure,
                let hint = CommandSuggestion.hint(for: words, below: Self.self)
            {
                Console.note(fullMessage(for: error) + "\n  hint: " + hint)
                Terminal.standardError.flush()
                exit(withError: ExitCode.validationFailure)
            }
            exit(withError: error)
        }
    }
}
