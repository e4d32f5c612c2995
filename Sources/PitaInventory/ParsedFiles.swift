import Dispatch
import PitaDiagnostics
import PitaYAML
import Synchronization

/// The files of an office as YAML, each under what it is.
struct ParsedFiles {
    /// The files that stand once.
    enum Part: String, CaseIterable {
        case settings = "Inventory/pita.yaml"
        case platforms = "Inventory/platforms.yaml"
        case backbone = "Inventory/backbone.yaml"
        case links = "Inventory/links.yaml"
        case users = "Inventory/users.yaml"
        case calendar = "Inventory/calendar.yaml"
    }

    private var parts: [Part: Node] = [:]
    private var present: Set<Part> = []
    /// Whether every file could be parsed and none is missing.
    private(set) var isComplete = true
    private var platformFiles: [(stem: String, node: Node)] = []
    /// The files of `backbone/`, in the order given.
    private(set) var backboneFiles: [Node] = []
    /// The segments' files by name without `.yaml`, in the order given.
    private(set) var segments: [(stem: String, node: Node)] = []

    /// Parses all files; those that are no YAML are reported and left out.
    init(_ files: [InventoryFile], into findings: Findings) {
        var seen: Set<String> = []
        let nodes = Self.parse(files)
        for (file, result) in zip(files, nodes) {
            if !seen.insert(file.name).inserted { findings.add(Diagnostic("\(file.name) is given twice")) }
            if let part = Part(rawValue: file.name) { present.insert(part) }
            switch result {
            case .success(let node): place(file.name, node, into: findings)
            case .failure(let diagnostics):
                findings.add(diagnostics)
                isComplete = false
            }
        }
        for part in Part.allCases where part != .platforms && part != .settings && !present.contains(part) {
            findings.add(Diagnostic("\(part.rawValue) is missing"))
            isComplete = false
        }
    }

    private mutating func place(_ name: String, _ node: Node, into findings: Findings) {
        if let part = Part(rawValue: name) {
            parts[part] = node
        } else if let stem = Self.stem(of: name, in: "segments") {
            segments.append((stem, node))
        } else if Self.stem(of: name, in: "backbone") != nil {
            backboneFiles.append(node)
        } else if let stem = Self.stem(of: name, in: "platforms") {
            platformFiles.append((stem, node))
        } else {
            findings.add(
                Diagnostic(
                    "\(name) is no file of an inventory", at: node.mark,
                    hint: Suggestion.hint(for: name, among: Part.allCases.map(\.rawValue))
                        ?? "segments stand in Inventory/segments/NAME.yaml"))
        }
    }

    /// `disdik` of `Inventory/segments/disdik.yaml`.
    static func stem(of name: String, in directory: String) -> String? {
        let head = "Inventory/\(directory)/"
        guard name.hasPrefix(head), name.hasSuffix(".yaml"), name.utf8.count > head.utf8.count + 5 else { return nil }
        let stem = name.dropFirst(head.count).dropLast(5)
        return stem.contains("/") ? nil : String(stem)
    }

    func node(_ part: Part) -> Node? { parts[part] }
    func isPresent(_ part: Part) -> Bool { present.contains(part) }

    /// The platforms from `platforms.yaml` and from `platforms/NAME.yaml`.
    func platforms(into findings: Findings) -> [(name: Marked<String>, node: Node)] {
        var found: [(name: Marked<String>, node: Node)] = []
        if let node = parts[.platforms] {
            let file = MappingReader(node, as: "the list of platforms", into: findings)
            let list = file.mapping("platforms", as: "the list of platforms", required: true)
            for entry in list?.node.entries ?? [] { found.append((Marked(entry.name, entry.key), entry.value)) }
            file.finish()
        }
        return found + platformFiles.map { (Marked($0.stem, $0.node), $0.node) }
    }

    /// Parses the files on all processors; they do not depend on each other.
    private static func parse(_ files: [InventoryFile]) -> [Result<Node, Diagnostics>] {
        @Sendable func parseOne(_ file: InventoryFile) -> Result<Node, Diagnostics> {
            do throws(Diagnostics) {
                return .success(try YAML.parse(file.bytes, file: file.name))
            } catch {
                return .failure(error)
            }
        }
        let workers = 8
        guard files.count >= 4 * workers else { return files.map(parseOne) }
        let shares = Mutex<[Int: [Result<Node, Diagnostics>]]>([:])
        DispatchQueue.concurrentPerform(iterations: workers) { worker in
            let share = files[(files.count * worker / workers)..<(files.count * (worker + 1) / workers)].map(parseOne)
            shares.withLock { $0[worker] = share }
        }
        return shares.withLock { found in (0..<workers).flatMap { found[$0] ?? [] } }
    }
}
