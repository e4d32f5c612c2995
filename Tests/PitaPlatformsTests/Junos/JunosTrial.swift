import PitaDiagnostics

@testable import PitaPlatforms

/// A template over a running config, both as lines.
enum JunosTrial {
    /// What is sent, what takes it back, and what is said of it.
    struct Outcome {
        let forward: [String]
        let back: [String]
        let warnings: [String]
    }

    /// Plans `template` over `running`, whose lines are without `set`.
    static func plan(_ running: [String], _ template: [String]) throws -> Outcome {
        let platform = JunosPlatform()
        let change = try platform.accountedChange(
            from: platform.parseRunning(running.map { "set \($0)\n" }.joined(), file: "running"),
            to: platform.parse(template.joined(separator: "\n"), file: "template"), mode: .merge,
            facts: JunosTextTests.facts)
        return Outcome(
            forward: lines(change.commands), back: lines(change.reverse), warnings: change.warnings.map(\.message))
    }

    /// The errors of a plan; none where it is made.
    static func refusal(_ running: [String], _ template: [String]) -> [Diagnostic] {
        do {
            _ = try plan(running, template)
            return []
        } catch let error as Diagnostics {
            return error.items
        } catch {
            return [Diagnostic("\(error)")]
        }
    }

    private static func lines(_ commands: [DeviceCommand]) -> [String] {
        commands.flatMap { ($0.input ?? "").split(separator: "\n").map(String.init).dropLast() }
    }
}
