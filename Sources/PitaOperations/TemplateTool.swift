import Foundation
import PitaDiagnostics
import PitaJinja
import PitaPlanning
import PitaPlatforms
import PitaYAML

/// Renders one template alone, as `pita template render` does.
public struct TemplateTool: Sendable {
    /// The engine's options.
    public var options: TemplateOptions

    /// A tool with the engine's options.
    public init(options: TemplateOptions) { self.options = options }

    /// The octets that the template makes, exactly.
    ///
    /// - Parameters:
    ///   - path: the template's file; what it includes is looked for beside it, and, where it lies in an office's
    ///     `Templates`, by its name there, as a plan does.
    ///   - variables: a YAML file that holds a mapping; `nil` for none.
    public func render(_ path: String, variables: String?) throws -> [UInt8] {
        let places = Self.places(of: path)
        var environment = TemplateEnvironment(options: options, limits: .small) { name in
            guard Playbook.isTemplateName(name) else { return nil }
            return places.lazy.compactMap { try? BoundedFile.text($0 + "/" + name, limit: OfficeFiles.limit) }.first
        }
        environment.registerQuoting(of: PlatformCatalogue.all)
        var values = Value(pairs: [(key: String, value: Value)]())
        if let variables {
            let node = try YAML.parse(try BoundedFile.bytes(variables, limit: 16 << 20), file: variables)
            guard node.kind == .mapping || node.isNull else {
                throw Diagnostics([node.diagnostic("the variables must be a mapping of names to values")])
            }
            if !node.isNull { values = Value(node) }
        }
        let source = try BoundedFile.text(path, limit: OfficeFiles.limit)
        return try environment.template(source: source, name: path).renderBytes(values)
    }

    /// Where a template's includes are: its directory, then those above it up to the office's `Templates`.
    static func places(of path: String) -> [String] {
        let directory = URL(fileURLWithPath: path).deletingLastPathComponent().path
        let steps = directory.split(separator: "/", omittingEmptySubsequences: false)
        guard let top = steps.lastIndex(of: "Templates") else { return [directory] }
        return (top..<steps.endIndex).reversed().map { steps[...$0].joined(separator: "/") }
    }
}
