import ArgumentParser
import Foundation
import PitaDevices
import PitaDiagnostics
import PitaOperations
import PitaPlanning

/// The exit codes, one meaning each.
enum PitaExit {
    /// An error.
    static let error = ExitCode(1)
    /// Changes present, findings, or capacity not there.
    static let findings = ExitCode(2)
    /// Refused.
    static let refused = ExitCode(3)
    /// Devices unreachable or failed.
    static let devices = ExitCode(4)
}

extension AsyncParsableCommand {
    /// Runs a command's work; every error is printed once, in its own words, with its exit code.
    func perform(_ work: () async throws -> Void) async throws {
        do {
            try await work()
        } catch let error as ExitCode {
            throw error
        } catch let error as ValidationError {
            throw error
        } catch let error as CleanExit {
            throw error
        } catch let refusal as Refusal {
            Console.note(refusal.description)
            throw PitaExit.refused
        } catch let failures as DeviceFailures {
            Console.note(failures.description)
            throw PitaExit.devices
        } catch let failure as DeviceError {
            Console.note(failure.description)
            throw PitaExit.devices
        } catch let diagnostics as Diagnostics {
            Console.note(diagnostics.description)
            throw PitaExit.error
        } catch let diagnostic as Diagnostic {
            Console.note(diagnostic.description)
            throw PitaExit.error
        } catch let failure as OperationError {
            Console.note(failure.description)
            throw PitaExit.error
        } catch {
            Console.note("error: " + sentence(of: error))
            throw PitaExit.error
        }
    }

    /// The error's own words; each line made fit for the terminal.
    private func sentence(of error: any Error) -> String {
        // Foundation's own descriptions are dumps; its sentence is elsewhere.
        let system = (error as? CocoaError)?.localizedDescription ?? (error as? POSIXError)?.localizedDescription
        return (system ?? "\(error)").split(separator: "\n").map { TerminalText.sanitised(String($0)) }.joined(
            separator: "\n")
    }
}
