import Foundation
import PitaDiagnostics
import PitaEvidence

/// The directory `.pita`: private, and the only place that is written to beside outputs that the user names.
enum StateDirectory {
    /// Makes the directory, for its owner alone, and refuses one that others may write to.
    static func prepare(_ path: String) throws {
        if mkdir(path, 0o700) != 0, errno != EEXIST {
            throw OperationError("\(path): \(String(cString: strerror(errno)))", hint: "may you write in the office's directory?")
        }
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw OperationError("\(path) is no directory")
        }
        guard status.st_mode & 0o002 == 0 else {
            throw OperationError("\(path) may be written by everybody", hint: "chmod o-rwx \(path)")
        }
    }

    /// The office's key, generated when there is none.
    static func officeKey(in directory: String, comment: String) throws -> OfficeKey {
        let path = directory + "/office_ed25519"
        if FileManager.default.fileExists(atPath: path) {
            return try OfficeKey(openSSH: Secret(try BoundedFile.text(path, limit: 64 << 10)))
        }
        let key = try OfficeKey.generate(comment: comment.isEmpty ? "pita" : comment)
        try key.openSSHPrivateKey.withRevealed { text in
            try AtomicFile.write(Array(text.utf8), to: path, mode: 0o600, replacing: false)
        }
        try AtomicFile.write(Array((key.publicKey.line + "\n").utf8), to: path + ".pub", mode: 0o644)
        return key
    }
}

/// Writes a file so that a reader, or a crash, sees the old octets or the new, never a part.
public enum AtomicFile {
    /// Writes beside the file, syncs, renames, and syncs the directory.
    ///
    /// - Parameter replacing: `false` refuses a file that is already there.
    public static func write(_ bytes: [UInt8], to path: String, mode: mode_t, replacing: Bool = true) throws {
        let directory = (path as NSString).deletingLastPathComponent
        let temporary = "\(path).\(getpid()).new"
        func fail() -> OperationError { OperationError("\(path): \(String(cString: strerror(errno)))") }
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw fail() }
        do {
            defer { close(descriptor) }
            var start = 0
            while start < bytes.count {
                let written = bytes[start...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
                if written < 0, errno == EINTR { continue }
                guard written > 0 else { throw fail() }
                start += written
            }
            guard fchmod(descriptor, mode) == 0, fsync(descriptor) == 0 else { throw fail() }
            if replacing {
                guard rename(temporary, path) == 0 else { throw fail() }
            } else {
                guard link(temporary, path) == 0 else { throw fail() }
                unlink(temporary)
            }
        } catch {
            unlink(temporary)
            throw error
        }
        let folder = open(directory.isEmpty ? "." : directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw fail() }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw fail() }
    }
}
