import Foundation
import PitaDiagnostics
import PitaPlanning

/// Reads files with a limit, and nothing but regular ones.
public enum BoundedFile {
    /// The octets of a file; refuses what is no regular file or larger than `limit`.
    public static func bytes(_ path: String, limit: Int) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw OperationError("\(path): \(String(cString: strerror(errno)))") }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw OperationError("\(path) is no regular file")
        }
        guard status.st_size <= limit else {
            throw OperationError("\(path) has \(status.st_size) octets; the limit is \(limit)")
        }
        let data = try handle.read(upToCount: limit + 1) ?? Data()
        guard data.count <= limit else { throw OperationError("\(path) grew beyond \(limit) octets while it was read") }
        return [UInt8](data)
    }

    /// The text of a file; refuses what is not UTF-8.
    public static func text(_ path: String, limit: Int) throws -> String {
        guard let text = String(validating: try bytes(path, limit: limit), as: UTF8.self) else {
            throw OperationError("\(path) is not UTF-8", hint: "convert it with iconv")
        }
        return text
    }
}

/// The files of an office beside its inventory.
enum OfficeFiles {
    /// The largest template or playbook.
    static let limit = 1 << 20
    /// The most templates in an office.
    static let most = 10_000

    /// Every template by its path below `directory`.
    static func templates(in directory: String) throws -> [String: String] {
        var sources: [String: String] = [:]
        guard let names = FileManager.default.enumerator(atPath: directory) else { return sources }
        for case let name as String in names {
            guard Playbook.isTemplateName(name), !name.split(separator: "/").contains(where: { $0.hasPrefix(".") })
            else {
                continue
            }
            guard names.fileAttributes?[.type] as? FileAttributeType == .typeRegular else { continue }
            guard sources.count < most else { throw OperationError("\(directory) holds more than \(most) files") }
            sources[name] = try BoundedFile.text(directory + "/" + name, limit: limit)
        }
        return sources
    }

    /// The names of the playbooks in a directory, sorted.
    static func playbooks(in directory: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? [])
            .filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.map { String($0.dropLast(5)) }.sorted()
    }

    /// The playbook of that name, or at that path.
    static func playbook(_ name: String, in directory: String) throws -> (file: String, bytes: [UInt8]) {
        if name.hasSuffix(".yaml") || name.contains("/") {
            return (name, try BoundedFile.bytes(name, limit: limit))
        }
        let path = "\(directory)/\(name).yaml"
        guard FileManager.default.fileExists(atPath: path) else {
            let known = playbooks(in: directory)
            throw OperationError(
                "there is no playbook `\(name)` in Playbooks/",
                hint: Suggestion.hint(for: name, among: known) ?? "there are: " + known.joined(separator: ", "))
        }
        return ("Playbooks/\(name).yaml", try BoundedFile.bytes(path, limit: limit))
    }
}
