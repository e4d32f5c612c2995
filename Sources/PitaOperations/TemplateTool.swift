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
    ///   - path: the template's file; what it includes is looked for in its directory.
    ///   - variables: a YAML file that holds a mapping; `nil` for none.
    public func render(_ path: String, variables: String?) throws -> [UInt8] {
        let directory = path.contains("/") ? String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) : "."
        var environment = TemplateEnvironment(options: options, limits: .small) { name in
            guard Playbook.isTemplateName(name) else { return nil }
            do {
                return try BoundedFile.text(directory + "/" + name, limit: OfficeFiles.limit)
            } catch {
                return nil
            }
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
}
