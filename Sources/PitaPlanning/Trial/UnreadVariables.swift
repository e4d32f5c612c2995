import PitaDiagnostics
import PitaInventory
import PitaJinja

/// The variables of an inventory that no template reads: a slip in a name makes one, and then a default holds in silence.
struct UnreadVariables {
    /// One that nobody reads.
    struct Finding {
        let path: String
        let mark: SourceMark
        /// The name that a template reads, and that no device with this variable has.
        var near: String?
        /// A device that sees the variable.
        let device: String
    }

    private let read: ReadNames
    /// Names that templates give themselves: nobody who writes a variable means them.
    private let assigned: Set<String>
    private var found: [SourceMark: Finding] = [:]

    /// What of the variables of an office's devices is read by none of some texts.
    init(_ office: Office, reads: [TemplateReads]) {
        read = ReadNames(reads)
        assigned = reads.reduce(into: []) { $0.formUnion($1.assigned) }
        for name in office.deviceNames {
            guard let device = office.device(name) else { continue }
            look(at: office.resolvedVariables(for: device), read, path: "", device: name)
        }
    }

    private mutating func look(at value: ResolvedValue, _ read: ReadNames, path: String, device: String) {
        guard !read.isWhole, case .mapping(let entries) = value.content else { return }
        let here = Set(entries.map(\.name))
        for entry in entries {
            let whole = path.isEmpty ? entry.name : "\(path).\(entry.name)"
            if let below = read.members[entry.name] {
                look(at: entry.value, below, path: whole, device: device)
                continue
            }
            guard let mark = entry.value.mark else { continue }
            let candidates = read.members.keys.filter { name in
                !here.contains(name) && !(path.isEmpty && (assigned.contains(name) || Self.builtIn.contains(name)))
            }
            let near = Suggestion.nearest(to: entry.name, among: candidates.sorted()).map {
                path.isEmpty ? $0 : "\(path).\($0)"
            }
            if found[mark] == nil {
                found[mark] = Finding(path: whole, mark: mark, near: near, device: device)
            } else if found[mark]?.near != near {
                // Another device has the name that was near here: the variable is one of its own.
                found[mark]?.near = nil
            }
        }
    }

    private static let builtIn: Set<String> = ["device", "segment", "office", "links", "parameters"]

    /// Those whose name is near to one that a template reads, as warnings, each at its place.
    var slips: [Diagnostic] {
        findings.compactMap { finding in
            finding.near.map {
                Diagnostic(
                    "no template reads the variable `\(finding.path)`", at: finding.mark, hint: "did you mean `\($0)`?",
                    context: ["device \(finding.device)"], severity: .warning)
            }
        }
    }

    /// The others: each name once, with the first place where it stands.
    var others: [(path: String, mark: SourceMark)] {
        var seen: Set<String> = []
        return findings.filter { $0.near == nil && seen.insert($0.path).inserted }.map { ($0.path, $0.mark) }
    }

    private var findings: [Finding] { found.values.sorted { $0.mark < $1.mark } }
}
