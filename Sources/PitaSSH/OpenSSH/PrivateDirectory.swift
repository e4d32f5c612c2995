import Foundation

/// The directory of one connection, mode 0700: pins, sockets and named pipes, and nothing secret on the disk.
///
/// It is locked for as long as the process lives, so that what a killed process left can be told and removed.
final class PrivateDirectory: Sendable {
    let path: String
    private let lock: Int32

    private static let prefix = "pita-ssh-"

    /// What processes that were killed have left is removed once.
    private static let cleaned: Void = removeAbandoned()

    /// A new directory; `nil` when none can be made.
    init?() {
        _ = Self.cleaned
        var template = Array((Self.parent + "/" + Self.prefix + "XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { return nil }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        lock = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            rmdir(path)
            return nil
        }
    }

    /// Removes the directory; the second time it does nothing.
    func remove() {
        // What a program that was just killed still did may be in the way once.
        for _ in 0..<3 where access(path, F_OK) == 0 { try? FileManager.default.removeItem(atPath: path) }
    }

    deinit {
        remove()
        close(lock)
    }

    /// A name in the directory.
    func file(_ name: String) -> String { path + "/" + name }

    /// Writes a small file that only its owner may read.
    func write(_ text: String, to name: String, mode: mode_t = 0o600) -> Bool {
        let number = open(file(name), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard number >= 0 else { return false }
        defer { close(number) }
        fchmod(number, mode)
        let bytes = Array(text.utf8)
        return Glibc.write(number, bytes, bytes.count) == bytes.count
    }

    /// Where directories are made: `TMPDIR`, unless the path of a socket in it would be too long for the system (108
    /// octets, of which `ssh` takes seventeen for its own).
    private static var parent: String {
        let wanted = ProcessInfo.processInfo.environment["TMPDIR"] ?? ""
        return wanted.hasPrefix("/") && wanted.utf8.count <= 50 ? wanted : "/tmp"
    }

    /// Removes directories of ours that no process holds any more.
    static func removeAbandoned() {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [] where name.hasPrefix(prefix) {
            let path = parent + "/" + name
            // Never through a link, and only what is ours; no process that lives holds the lock.
            let number = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            guard number >= 0 else { continue }
            defer { close(number) }
            var status = stat()
            guard fstat(number, &status) == 0, status.st_uid == geteuid(), status.st_mode & 0o777 == 0o700,
                flock(number, LOCK_EX | LOCK_NB) == 0
            else { continue }
            try? FileManager.default.removeItem(atPath: path)
        }
    }
}
