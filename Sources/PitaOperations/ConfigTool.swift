import PitaDiagnostics
import PitaEvidence
import PitaPlanning
import PitaPlatforms

/// Works on configs in files, without a device: as a tree, from one to another, and line by line.
public struct ConfigTool: Sendable {
    /// What a text is.
    public enum Reading: String, Sendable, CaseIterable {
        /// What a device printed.
        case running
        /// What a template makes: what is intended.
        case template
    }

    private let platform: any Platform
    private let facts: DeviceFacts

    /// A tool for a platform.
    ///
    /// - Parameters:
    ///   - version: the software version that the config is checked against; `nil` for the platform's newest.
    ///   - rules: the file with what the office says of lines that Pita does not know; `nil` for none.
    public init(platform name: String, version: String?, rules: String? = nil) throws {
        let plain = try PlatformCatalogue.platform(named: name)
        if let rules {
            let text = try BoundedFile.text(rules, limit: Self.limit)
            platform = try plain.with(rules: try OfficeRulesReader.read(text, file: rules))
        } else {
            platform = plain
        }
        // What a device could go back by is nobody's question where there is no device.
        facts = DeviceFacts(
            name: "-", model: "-", serial: nil, version: version ?? Self.assumed[name] ?? "0",
            other: ["revert-timer": "yes"])
    }

    /// The version that is assumed when none is named.
    private static let assumed = ["routeros": "7.22.3", "linux": "6.1.0", "openvswitch": "3.1.0", "frr": "8.4.4"]

    /// The largest config in a file, in bytes.
    private static let limit = 64 << 20

    /// A config in a file, read.
    public struct Parsed: Sendable {
        /// Its objects as JSON, in the order of the file.
        public let objects: JSONValue
        /// What of the file was no config.
        public let warnings: [Diagnostic]
    }

    /// The objects of a config.
    public func parse(_ path: String, as reading: Reading = .running) throws -> Parsed {
        let config = try tree(path, reading)
        return Parsed(objects: .list(config.objects), warnings: config.remarks)
    }

    /// What leads from one config to another, and back.
    public struct Difference: Sendable {
        /// The commands; under each the lines of its standard input, or those that follow it on a terminal.
        public let commands: [String]
        /// The commands that lead back.
        public let rollback: [String]
        /// What whoever sends them should know.
        public let warnings: [Diagnostic]
        /// Why the rollback does not lead back exactly.
        public let irreversible: [String]
    }

    /// The commands that lead from one config to another, and those that lead back.
    ///
    /// - Parameter reading: what the file of the config as it is holds.
    public func diff(
        running: String, as reading: Reading = .running, intended: String, replace: String?
    ) throws -> Difference {
        var mode = ChangeMode.merge
        if let replace {
            guard let scope = ReplaceScope(replace) else {
                throw Diagnostics(
                    "`\(replace)` is no scope",
                    hint: "write SECTION or SECTION[PROPERTY^=PREFIX]: /queue simple[comment^=pita:]")
            }
            mode = .replace(scope)
        }
        let text = try BoundedFile.text(intended, limit: Self.limit)
        let start = try tree(running, reading)
        do {
            let goal = try platform.parse(text, file: intended)
            let findings = platform.check(goal, for: facts)
            try findings.throwIfErrors()
            let change = try platform.accountedChange(from: start, to: goal, mode: mode, facts: facts)
            return Difference(
                commands: Self.lines(change.commands), rollback: Self.lines(change.reverse),
                warnings: start.remarks + findings.items + change.warnings, irreversible: change.irreversible)
        } catch {
            throw error.showing(text, of: intended, on: platform)
        }
    }

    private static func lines(_ commands: [DeviceCommand]) -> [String] {
        commands.flatMap { [$0.text] + ($0.input ?? "").split(separator: "\n").map(String.init) }
    }

    /// What Pita knows of each line of a config.
    public func explain(_ path: String, as reading: Reading) throws -> [LineExplanation] {
        let text = try text(path, reading)
        do {
            return try platform.explain(text, file: path, isRunning: reading == .running)
        } catch {
            throw error.showing(text, of: path, on: platform)
        }
    }

    private func tree(_ path: String, _ reading: Reading) throws -> ConfigTree {
        let text = try text(path, reading)
        do {
            switch reading {
            case .running: return try platform.parseRunning(text, file: path)
            case .template: return try platform.parse(text, file: path)
            }
        } catch {
            throw error.showing(text, of: path, on: platform)
        }
    }

    private func text(_ path: String, _ reading: Reading) throws -> String {
        switch reading {
        case .template: try BoundedFile.text(path, limit: Self.limit)
        case .running:
            try CollectedText.text(
                try BoundedFile.bytes(path, limit: Self.limit), path: path, keepsBytes: platform.name == "routeros")
        }
    }
}
