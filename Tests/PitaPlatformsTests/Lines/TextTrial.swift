import PitaDiagnostics

@testable import PitaPlatforms

/// Texts tried against running configs as `pita config diff` does it.
enum TextTrial {
    /// The change that a text asks for.
    static func change(_ platform: String, _ running: String, _ intended: String) throws -> DeviceChange {
        let platform = try PlatformCatalogue.platform(named: platform)
        let facts = DeviceFacts(
            name: "sw", model: "C9300", serial: nil, version: "16.9.3",
            other: ["family": "ios-xe", "revert-timer": "yes"])
        let text = try platform.parse(intended, file: "intended")
        try platform.check(text, for: facts).throwIfErrors()
        return try platform.accountedChange(
            from: platform.parseRunning(running, file: "running"), to: text, mode: .merge, facts: facts)
    }

    /// The lines that commands say to a device of lines.
    static func lines(_ commands: [DeviceCommand]) -> [String] {
        commands.flatMap { ($0.input ?? "").split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) } }
            .filter { !["quit", "return"].contains($0) }
    }

    /// Why a text is refused; `nil` where it is not.
    static func refusal(_ platform: String, _ running: String, _ intended: String) -> String? {
        do { _ = try change(platform, running, intended) } catch { return "\(error)" }
        return nil
    }
}
