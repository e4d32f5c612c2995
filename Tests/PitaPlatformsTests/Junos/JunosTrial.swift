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

    /// The change from `running`, whose lines are without `set`, to `template`.
    private static func change(_ running: [String], _ template: [String]) throws -> DeviceChange {
        let platform = JunosPlatform()
        return try platform.accountedChange(
            from: platform.parseRunning(running.map { "set \($0)\n" }.joined(), file: "running"),
            to: platform.parse(template.joined(separator: "\n"), file: "template"), mode: .merge,
            facts: JunosTextTests.facts)
    }

    /// The warnings of a plan, with their places.
    static func diagnostics(_ running: [String], _ template: [String]) throws -> [Diagnostic] {
        try change(running, template).warnings
    }

    /// Plans `template` over `running`.
    static func plan(_ running: [String], _ template: [String]) throws -> Outcome {
        let change = try change(running, template)
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
