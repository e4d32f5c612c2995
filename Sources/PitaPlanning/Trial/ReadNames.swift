import PitaDiagnostics
import PitaJinja

/// The names that an office's templates and playbooks can read, as a tree: `lan` -> `interface`, `address`.
struct ReadNames {
    private(set) var members: [String: ReadNames] = [:]
    /// Whether the value is used as it is, so that everything in it counts as read.
    private(set) var isWhole = false

    /// Nothing is read.
    init() {}

    /// What some texts read; one that is no template counts as nothing, because rendering it says what is wrong.
    init(_ texts: some Sequence<TemplateReads>) {
        for reads in texts {
            for path in reads.paths { add(path[...]) }
        }
    }

    private mutating func add(_ path: ArraySlice<String>) {
        guard let first = path.first else {
            isWhole = true
            return
        }
        members[first, default: ReadNames()].add(path.dropFirst())
    }

    /// What is read below a path; `nil` where nothing is.
    subscript(_ path: [String]) -> ReadNames? {
        path.reduce(self as ReadNames?) { $0?.isWhole == true ? $0 : $0?.members[$1] }
    }

    /// A value that has all that is read of it, to go on with where one is missing: an interface's address passes for a
    /// name, an address and a network.
    var stub: Value {
        members.isEmpty
            ? .string("10.255.255.1/30")
            : Value(pairs: members.sorted { $0.key < $1.key }.map { ($0.key, $0.value.stub) })
    }
}

extension TemplateLibrary {
    /// What each template can read, by its name; one that can't be parsed is left out.
    func reads() -> [String: TemplateReads] {
        let environment = environment(platforms: [])
        var found: [String: TemplateReads] = [:]
        for (name, text) in templates { found[name] = try? environment.reads(source: text, name: name) }
        return found
    }
}

extension Playbook {
    /// What the playbook's checks can read; those that are no templates are left out.
    var checkReads: [TemplateReads] {
        let environment = TemplateLibrary([:]).environment(platforms: [])
        return verification.checks.flatMap { [$0.value, $0.source].compactMap(\.self) }.compactMap {
            try? environment.reads(source: $0, name: file)
        }
    }

    /// What the playbook's templates can read, those of its targets with all that they include; `nil` where that can't be
    /// told: a name that is made while it is rendered, a template that is not there or is none.
    func reads(_ library: [String: TemplateReads]) -> [TemplateReads]? {
        var found: [TemplateReads] = []
        var seen: Set<String> = []
        var waiting = targets.flatMap(\.templates.values)
        while let name = waiting.popLast() {
            guard seen.insert(name).inserted else { continue }
            guard let reads = library[name], !reads.isOpen else { return nil }
            found.append(reads)
            waiting += reads.templates
        }
        return found
    }

    /// The parameters that neither a template nor the playbook itself reads: whoever gives one believes that it counts.
    func unreadParameters(_ library: [String: TemplateReads]) -> [Diagnostic] {
        guard let reads = reads(library) else { return [] }
        let names = ReadNames(reads + checkReads)
        let given = names.members["parameters"] ?? ReadNames()
        guard !given.isWhole else { return [] }
        let read = Set(given.members.keys)
        let isBySegment =
            targets.contains { $0.place == .path || $0.place == .segment } || names.members["segment"] != nil
            || names.members["links"] != nil
        return parameters.filter { parameter in
            switch parameter.kind {
            case .segment where isBySegment, .device, .devices: false
            default:
                !read.contains(parameter.name) && allocation?.bandwidth != parameter.name
                    && allocation?.segment != parameter.name
            }
        }.map { parameter in
            let near = Suggestion.nearest(
                to: parameter.name, among: read.subtracting(parameters.map(\.name)).sorted())
            return parameter.diagnostic(
                "nothing reads the parameter `\(parameter.name)`: no template of the playbook and none of its checks",
                hint: near.map { "a template reads `parameters.\($0)`: did you mean that?" }
                    ?? "read it as `parameters.\(parameter.name)`, or leave it out")
        }
    }
}

extension TemplateLibrary {
    /// Throws where a playbook has parameters that nothing reads.
    public func checkParameters(of playbook: Playbook) throws(Diagnostics) {
        let unread = playbook.unreadParameters(reads())
        if !unread.isEmpty { throw Diagnostics(unread) }
    }
}
