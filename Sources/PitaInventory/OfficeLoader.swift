import Foundation
import PitaDiagnostics

/// Reads the files of an office from disk: regular files of bounded size, in a fixed order, and nothing else.
enum OfficeLoader {
    /// The greatest size of a file; the parser refuses more, and reading stops one octet behind it.
    static let largestFile = 1 << 20
    /// The greatest number of files.
    static let mostFiles = 50_000
    private static let directories = ["segments", "platforms", "backbone"]

    static func find(from directory: String) -> String? {
        var path = URL(fileURLWithPath: directory).standardizedFileURL
        for _ in 0..<64 {
            if FileManager.default.fileExists(atPath: path.appendingPathComponent("Inventory/pita.yaml").path) {
                return path.path
            }
            let parent = path.deletingLastPathComponent()
            if parent.path == path.path { return nil }
            path = parent
        }
        return nil
    }

    static func read(directory: String) throws(Diagnostics) -> [InventoryFile] {
        let names = try list(directory: directory)
        guard names.count <= mostFiles else {
            throw Diagnostics("the inventory has \(names.count) files, more than \(mostFiles)")
        }
        var found = Diagnostics()
        var files: [InventoryFile] = []
        files.reserveCapacity(names.count)
        for name in names {
            do throws(Diagnostics) {
                files.append(InventoryFile(name: name, bytes: try contents(of: directory + "/" + name, name: name)))
            } catch {
                found.items += error.items
            }
        }
        try found.throwIfErrors()
        return files
    }

    /// The names of all YAML files that belong to an inventory, sorted; other names are refused, so that a file with a
    /// slip in its name is not silently left out.
    private static func list(directory: String) throws(Diagnostics) -> [String] {
        guard let top = try? FileManager.default.contentsOfDirectory(atPath: directory + "/Inventory") else {
            throw Diagnostics(
                "\(directory)/Inventory cannot be read", hint: "an office is a directory that holds Inventory/pita.yaml"
            )
        }
        var names: [String] = []
        for name in top where isYAML(name) { names.append("Inventory/" + name) }
        for folder in directories where top.contains(folder) {
            let inside: [String]
            do {
                inside = try FileManager.default.contentsOfDirectory(atPath: "\(directory)/Inventory/\(folder)")
            } catch {
                throw Diagnostics("Inventory/\(folder) is no directory that can be read")
            }
            for name in inside where isYAML(name) { names.append("Inventory/\(folder)/\(name)") }
        }
        return names.sorted()
    }

    private static func isYAML(_ name: String) -> Bool {
        !name.hasPrefix(".") && (name.hasSuffix(".yaml") || name.hasSuffix(".yml"))
    }

    /// The octets of a regular file. Links are followed by the system, which ends loops; devices and pipes, which
    /// never end or block, are refused before anything is read.
    private static func contents(of path: String, name: String) throws(Diagnostics) -> [UInt8] {
        let handle = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard handle >= 0 else {
            throw Diagnostics("\(name) cannot be read: \(String(cString: strerror(errno)))")
        }
        defer { close(handle) }
        var status = stat()
        guard fstat(handle, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw Diagnostics("\(name) is no regular file", hint: "an inventory holds plain files only")
        }
        guard status.st_size <= largestFile else {
            throw Diagnostics(
                "\(name) has \(status.st_size) octets, more than the \(largestFile) that are read",
                hint: "split it into several files")
        }
        // The file may grow while it is read, so the size is a bound and not the end.
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size) + 1)
        var length = 0
        while length < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                Glibc.read(handle, buffer.baseAddress?.advanced(by: length), buffer.count - length)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw Diagnostics("\(name) cannot be read: \(String(cString: strerror(errno)))")
            }
            if count == 0 { break }
            length += count
        }
        bytes.removeLast(bytes.count - min(length, Int(status.st_size)))
        return bytes
    }
}
