import PitaDiagnostics
import PitaInventory
import PitaJinja
import PitaPlatforms

/// Tries all playbooks of an office on all devices that they can come to change, without asking one: which variable is
/// missing where, which parameter and which variable nobody reads.
public struct OfficeTrial {
    /// What was found.
    public struct Result: Sendable {
        /// What would refuse a plan, each once, with the devices that it concerns.
        public let errors: [Diagnostic]
        /// What deserves a look: variables whose names are slips, and what was left out.
        public let warnings: [Diagnostic]
        /// Variables that no template reads, each name once, with the first place where it stands.
        public let unread: [(path: String, mark: SourceMark)]
        /// How many playbooks were tried.
        public let playbooks: Int
        /// How many texts were rendered for it.
        public let renderings: Int
    }

    /// The most texts that are rendered, so that an office of any size is checked in seconds.
    static let most = 20_000
    /// The most variables of a device and a template that are found missing in one run.
    static let mostMissing = 32

    private let office: Office
    private let library: TemplateLibrary
    private let environment: TemplateEnvironment
    private let reads: [String: TemplateReads]
    private let names: ReadNames
    private let limit: Int
    private var found = GroupedFindings()
    private var renderings = 0
    private var left = 0

    private init(office: Office, library: TemplateLibrary, limit: Int) {
        (self.office, self.library, self.limit) = (office, library, limit)
        environment = library.environment(platforms: PlatformCatalogue.all)
        reads = library.reads()
        names = ReadNames(reads.values)
    }

    /// Tries playbooks that could be read.
    public static func run(_ playbooks: [Playbook], office: Office, library: TemplateLibrary) -> Result {
        run(playbooks, office: office, library: library, limit: most)
    }

    static func run(_ playbooks: [Playbook], office: Office, library: TemplateLibrary, limit: Int) -> Result {
        var trial = OfficeTrial(office: office, library: library, limit: limit)
        var errors: [Diagnostic] = []
        for folder in library.ruleFolders {
            do throws(Diagnostics) {
                try library.checkRules(in: folder)
            } catch {
                errors += error.items
            }
        }
        for playbook in playbooks {
            errors += playbook.unreadParameters(trial.reads)
            do throws(Diagnostics) {
                _ = try playbook.rollout.canaries(in: office)
            } catch {
                errors += error.items
            }
            trial.run(playbook)
        }
        var warnings: [Diagnostic] = []
        if trial.left > 0 {
            warnings.append(
                Diagnostic(
                    "\(trial.left) renderings were left out: after \(limit) the check of playbooks ends",
                    hint: "`pita render` shows a playbook for one segment", severity: .warning))
        }
        var unread: [(path: String, mark: SourceMark)] = []
        if !trial.reads.isEmpty {
            // A check of a playbook is a template too.
            let variables = UnreadVariables(
                office, reads: Array(trial.reads.values) + playbooks.flatMap(\.checkReads))
            warnings += variables.slips
            unread = variables.others
        }
        return Result(
            errors: errors + trial.found.diagnostics, warnings: warnings, unread: unread, playbooks: playbooks.count,
            renderings: trial.renderings)
    }

    private mutating func run(_ playbook: Playbook) {
        for given in SampleParameters(playbook, office).all {
            guard let values = try? ParameterValues(given, for: playbook, office: office) else { continue }
            let renderer = PlaybookRenderer(
                playbook: playbook, parameters: values, office: office, library: library,
                platforms: PlatformCatalogue.all, environment: environment)
            do throws(Diagnostics) {
                for target in try renderer.matched() {
                    guard renderings < limit else {
                        left += 1
                        continue
                    }
                    attempt(target, playbook, values, renderer)
                }
            } catch {
                for item in error.items { found.add(item, playbook: playbook.name, of: nil) }
            }
        }
    }

    /// Renders for one device. Where a variable is missing, it is made up and the rest is tried, until all are found.
    private mutating func attempt(
        _ target: PlannedTarget, _ playbook: Playbook, _ values: ParameterValues, _ renderer: PlaybookRenderer
    ) {
        renderings += 1
        var variables = TemplateVariables.variables(
            for: target.device, segment: renderer.segment, parameters: values, office: office)
        if let template = try? environment.template(named: target.template) {
            guard var failed = template.trial(variables) else {
                if !playbook.verification.checks.isEmpty { render(target, playbook, renderer, isCertain: false) }
                return
            }
            var count = 0
            while let path = failed.missing, count < Self.mostMissing {
                found.add(failed.diagnostic, playbook: playbook.name, of: (target.device, renderer.segment))
                count += 1
                renderings += 1
                variables = variables.setting(path[...], to: (names[path] ?? ReadNames()).stub)
                guard let next = template.trial(variables) else { return }
                failed = next
            }
            // What is wrong beside made-up variables may be their fault.
            if count == 0 { render(target, playbook, renderer, isCertain: false) }
        } else {
            render(target, playbook, renderer, isCertain: true)
        }
    }

    /// Renders as a plan would, for its words.
    ///
    /// - Parameter isCertain: whether a fault is one whatever the parameters are; else it may be that of made-up ones.
    private mutating func render(
        _ target: PlannedTarget, _ playbook: Playbook, _ renderer: PlaybookRenderer, isCertain: Bool
    ) {
        do throws(Diagnostics) {
            _ = try renderer.render(target)
        } catch {
            guard isCertain || !SampleParameters.areMadeUp(playbook) else { return }
            for item in error.items { found.add(item, playbook: playbook.name, of: nil) }
        }
    }
}

extension TemplateLibrary {
    /// Throws what is wrong with a folder's file of rules, and where there is no platform for it.
    fileprivate func checkRules(in folder: String) throws(Diagnostics) {
        guard PlatformCatalogue.names.contains(folder) else {
            throw Diagnostics(
                "Templates/\(folder)/\(OfficeRulesReader.fileName) is in the folder of no platform, so nobody reads it",
                hint: Suggestion.hint(for: folder, among: PlatformCatalogue.names)
                    ?? "platforms: \(PlatformCatalogue.names.joined(separator: ", "))")
        }
        _ = try PlatformCatalogue.platform(named: folder).with(rules: try rules(for: folder))
    }
}

extension Value {
    /// The dict with another value at a path; what is no dict on the way becomes one.
    fileprivate func setting(_ path: ArraySlice<String>, to value: Value) -> Value {
        guard let name = path.first else { return value }
        var pairs = (entries ?? []).filter { $0.key.stringValue != name }
        pairs.append((.string(name), (self[name] ?? Value([])).setting(path.dropFirst(), to: value)))
        return Value(pairs: pairs)
    }
}

/// Findings of many devices, equal ones once: with the first device, and the number of the others.
private struct GroupedFindings {
    private struct Key: Hashable {
        let message: String
        let mark: SourceMark?
        let hint: String?
    }
    private struct Group {
        var diagnostic: Diagnostic
        var playbooks: [String] = []
        var devices: [String] = []
    }

    private var order: [Key] = []
    private var groups: [Key: Group] = [:]

    mutating func add(_ item: Diagnostic, playbook: String, of place: (device: Device, segment: Segment?)?) {
        let key = Key(message: item.message, mark: item.mark, hint: item.hint)
        var group = groups[key] ?? Group(diagnostic: item)
        if groups[key] == nil {
            order.append(key)
            if let place {
                group.diagnostic.context.append("device \(place.device.name)")
                if let segment = place.segment { group.diagnostic.context.append("segment \(segment.name)") }
            }
        }
        if !group.playbooks.contains(playbook) { group.playbooks.append(playbook) }
        let device =
            place?.device.name.text ?? item.context.first { $0.hasPrefix("device ") }.map { String($0.dropFirst(7)) }
        if let device, group.devices.last != device { group.devices.append(device) }
        groups[key] = group
    }

    var diagnostics: [Diagnostic] {
        order.compactMap { groups[$0] }.map { group in
            var item = group.diagnostic
            item.context.append(
                (group.playbooks.count == 1 ? "playbook " : "playbooks ") + group.playbooks.joined(separator: ", "))
            let others = Set(group.devices.dropFirst()).subtracting(group.devices.prefix(1)).sorted()
            if !others.isEmpty {
                item.context.append(
                    "and on \(others.count) more device\(others.count == 1 ? "" : "s"): "
                        + others.prefix(5).joined(separator: ", ")
                        + (others.count > 5 ? ", ..." : ""))
            }
            return item
        }
    }
}
