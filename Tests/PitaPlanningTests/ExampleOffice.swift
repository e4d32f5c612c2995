import Foundation
import PitaDiagnostics
import PitaInventory
import PitaPlatforms

@testable import PitaPlanning

/// The office that the project ships, read from disk, with places of its files changed where a test says so.
struct ExampleOffice {
    static let directory = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    /// Texts by their path below the directory.
    var files: [String: String]

    init() throws {
        files = [:]
        for folder in ["Inventory", "Playbooks", "Templates"] {
            for name in try FileManager.default.subpathsOfDirectory(atPath: Self.directory + "/" + folder) {
                guard name.hasSuffix(".yaml") || name.hasSuffix(".j2") else { continue }
                let path = folder + "/" + name
                files[path] = try String(contentsOfFile: Self.directory + "/" + path, encoding: .utf8)
            }
        }
    }

    /// The same office with the first `old` of a file replaced.
    func replacing(_ old: String, with new: String, in file: String) throws -> ExampleOffice {
        guard let text = files[file], text.contains(old) else {
            throw Diagnostics("\(file) does not hold `\(old)`")
        }
        var changed = self
        changed.files[file] = text.replacing(old, with: new, maxReplacements: 1)
        return changed
    }

    func office() throws -> Office {
        let inventory = files.filter { $0.key.hasPrefix("Inventory/") }.sorted { $0.key < $1.key }
        return try Office.parse(files: inventory.map { InventoryFile(name: $0.key, text: $0.value) })
    }

    func playbook(_ name: String) throws -> Playbook {
        let file = "Playbooks/\(name).yaml"
        return try Playbook.parse(Array((files[file] ?? "").utf8), file: file)
    }

    /// The devices that limit an allocation, by the office's playbooks.
    func allocationPlaces() throws -> AllocationPlaces {
        let names = files.keys.filter { $0.hasPrefix("Playbooks/") }.sorted()
        return AllocationPlaces(try names.map { try Playbook.parse(Array((files[$0] ?? "").utf8), file: $0) })
    }

    var library: TemplateLibrary {
        let templates = files.filter { $0.key.hasPrefix("Templates/") }
        return TemplateLibrary(
            Dictionary(uniqueKeysWithValues: templates.map { (String($0.key.dropFirst("Templates/".count)), $0.value) })
        )
    }

    /// A renderer for a playbook of the office and its parameters.
    func renderer(_ playbook: String, _ values: [(name: String, text: String)]) throws -> PlaybookRenderer {
        try renderer(try self.playbook(playbook), values)
    }

    func renderer(_ playbook: Playbook, _ values: [(name: String, text: String)]) throws -> PlaybookRenderer {
        let office = try office()
        return PlaybookRenderer(
            playbook: playbook, parameters: try ParameterValues(values, for: playbook, office: office), office: office,
            library: library, platforms: PlatformCatalogue.all)
    }
}

/// The diagnostics that the work throws; empty when it does not.
func faults(_ work: () throws -> Void) -> [Diagnostic] {
    do {
        try work()
        return []
    } catch let error as Diagnostics {
        return error.items
    } catch {
        return [Diagnostic("\(error)")]
    }
}
