import PitaDiagnostics
import PitaEvidence
import PitaJinja
import PitaPlatforms
import Synchronization

/// The office's templates by name, which of them a plan used, and the environment that renders them.
public final class TemplateLibrary: Sendable {
    private let sources: [String: String]
    private let used = Mutex<Set<String>>([])
    private let rules = Mutex<[String: Result<OfficeLineRules, Diagnostics>]>([:])

    /// A library of templates.
    ///
    /// - Parameter sources: the texts by their path below `Templates/`.
    public init(_ sources: [String: String]) { self.sources = sources }

    /// The text of a template, which then counts as used.
    func source(_ name: String) -> String? {
        guard Playbook.isTemplateName(name), let text = sources[name] else { return nil }
        _ = used.withLock { $0.insert(name) }
        return text
    }

    /// What the office says of a platform's lines that Pita does not know, from `rules.yaml` in the platform's folder. The
    /// file counts as used; throws what is wrong with it.
    public func rules(for platform: String) throws(Diagnostics) -> OfficeLineRules {
        let name = "\(platform)/\(OfficeRulesReader.fileName)"
        guard let text = source(name) else { return OfficeLineRules() }
        let read = rules.withLock { known in
            if let result = known[platform] { return result }
            let result: Result<OfficeLineRules, Diagnostics>
            do throws(Diagnostics) {
                result = .success(try OfficeRulesReader.read(text, file: "Templates/" + name))
            } catch {
                result = .failure(error)
            }
            known[platform] = result
            return result
        }
        return try read.get()
    }

    /// The templates by name, without the files of rules that stand beside them.
    var templates: [String: String] {
        sources.filter { !$0.key.hasSuffix("/" + OfficeRulesReader.fileName) && $0.key != OfficeRulesReader.fileName }
    }

    /// The folders that hold a file of rules.
    var ruleFolders: [String] {
        sources.keys.filter { $0.hasSuffix("/" + OfficeRulesReader.fileName) || $0 == OfficeRulesReader.fileName }
            .map { String($0.dropLast(OfficeRulesReader.fileName.count + 1)) }.sorted()
    }

    /// The digests of the templates that were asked for so far, by name.
    public var usedDigests: [String: Digest] {
        used.withLock { names in
            Dictionary(uniqueKeysWithValues: names.compactMap { name in sources[name].map { (name, Digest(of: $0)) } })
        }
    }

    /// The digest of a template as it is now; `nil` when there is none of that name.
    public func digest(of name: String) -> Digest? { sources[name].map { Digest(of: $0) } }

    /// The names nearest to a name that is not there.
    func hint(for name: String) -> String? { Suggestion.hint(for: name, among: sources.keys) }

    /// The engine with the options that device templates are written for and a quoting filter for each platform:
    /// `routeros_quote`, `linux_quote`, `openvswitch_quote`.
    public func environment(platforms: [any Platform]) -> TemplateEnvironment {
        let options = TemplateOptions(keepTrailingNewline: true, trimBlocks: true, lstripBlocks: true)
        var environment = TemplateEnvironment(options: options, limits: .small) { [self] in source($0) }
        environment.registerQuoting(of: platforms)
        return environment
    }
}

extension RenderLimits {
    /// The bounds of a template for devices: a config has kilobytes, so a mistake ends before it takes the machine.
    public static let small: RenderLimits = {
        var limits = RenderLimits()
        limits.outputBytes = 32 << 20
        limits.textBytes = 16 << 20
        return limits
    }()
}
