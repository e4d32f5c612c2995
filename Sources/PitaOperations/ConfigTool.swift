import PitaDiagnostics
import PitaEvidence
import PitaPlanning
import PitaPlatforms

/// Works on configs in files, without a device: as a tree, and from one to another.
public struct ConfigTool: Sendable {
    private let platform: any Platform
    private let facts: DeviceFacts

    /// A tool for a platform.
    ///
    /// - Parameter version: the software version that the config is checked against; `nil` for the platform's newest.
    public init(platform name: String, version: String?) throws {
        platform = try PlatformCatalogue.platform(named: name)
        facts = DeviceFacts(name: "-", model: "-", serial: nil, version: version ?? Self.assumed[name] ?? "0")
    }

    /// The version that is assumed when none is named.
    private static let assumed = ["routeros": "7.22.3", "linux": "6.1.0", "openvswitch": "3.1.0", "frr": "8.4.4"]

    /// The largest config in a file, in octets.
    private static let limit = 64 << 20

    /// The objects of a config as JSON, in the order of the file.
    public func parse(_ path: String) throws -> JSONValue {
        .list(try tree(path).objects)
    }

    /// The commands that lead from one config to another, or back; under each the lines of its standard input, or those that
    /// follow it on a terminal.
    public func diff(running: String, intended: String, replace: String?, rollback: Bool) throws -> [String] {
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
        let start = try tree(running)
        do {
            let goal = try platform.parse(text, file: intended)
            try platform.check(goal, for: facts).throwIfErrors()
            let change = try platform.accountedChange(from: start, to: goal, mode: mode, facts: facts)
            return (rollback ? change.reverse : change.commands).flatMap { command in
                [command.text] + (command.input ?? "").split(separator: "\n").map(String.init)
            }
        } catch {
            throw error.showing(text, of: intended, on: platform)
        }
    }

    private func tree(_ path: String) throws -> ConfigTree {
        let text = try BoundedFile.text(path, limit: Self.limit)
        do {
            return try platform.parse(text, file: path)
        } catch {
            throw error.showing(text, of: path, on: platform)
        }
    }
}
