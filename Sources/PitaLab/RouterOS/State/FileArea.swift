import Foundation

/// The files of a router: a directory of the lab.
struct FileArea: Sendable {
    var directory: String
    /// No space is left.
    var isFull = false

    /// A path below the directory; nil for one that would leave it.
    func path(_ name: String) -> String? {
        let parts = name.split(separator: "/")
        guard !parts.isEmpty, !parts.contains(".."), !parts.contains("."), !name.utf8.contains(0) else { return nil }
        return directory + "/" + parts.joined(separator: "/")
    }

    var names: [String] {
        let found = FileManager.default.enumerator(atPath: directory)?.allObjects as? [String] ?? []
        return found.sorted()
    }

    func read(_ name: String) -> [UInt8]? {
        path(name).flatMap { FileManager.default.contents(atPath: $0) }.map { Array($0) }
    }

    func write(_ name: String, _ bytes: [UInt8]) throws(ScriptError) {
        if isFull { throw .run("failure: not enough disk space") }
        guard let path = path(name) else { throw .run("failure: bad file name") }
        let folder = (path as NSString).deletingLastPathComponent
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else {
            throw .run("failure: can not write file")
        }
    }

    func remove(_ name: String) { if let path = path(name) { try? FileManager.default.removeItem(atPath: path) } }

    func size(_ name: String) -> Int {
        guard let path = path(name) else { return 0 }
        return (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    }

    func isDirectory(_ name: String) -> Bool {
        var answer: ObjCBool = false
        guard let path = path(name) else { return false }
        return FileManager.default.fileExists(atPath: path, isDirectory: &answer) && answer.boolValue
    }
}
