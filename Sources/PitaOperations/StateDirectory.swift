import Foundation
import PitaDiagnostics
import PitaEvidence

/// The directory `.pita`: private, and the only place that is written to beside outputs that the user names.
enum StateDirectory {
    /// Makes the directory, for its owner alone, and refuses one that others may write to.
    static func prepare(_ path: String) throws {
        if mkdir(path, 0o700) != 0, errno != EEXIST {
            throw OperationError(
                "\(path): \(String(cString: strerror(errno)))", hint: "may you write in the office's directory?")
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
            let key = try OfficeKey(openSSH: Secret(try BoundedFile.text(path, limit: 64 << 10)))
            if !FileManager.default.fileExists(atPath: path + ".pub") { try writePublicHalf(of: key, beside: path) }
            return key
        }
        let key = try OfficeKey.generate(comment: comment.isEmpty ? "pita" : comment)
        try key.openSSHPrivateKey.withRevealed { text in
            try AtomicFile.write(Array(text.utf8), to: path, mode: 0o600, replacing: false)
        }
        try writePublicHalf(of: key, beside: path)
        return key
    }

    private static func writePublicHalf(of key: OfficeKey, beside path: String) throws {
        try AtomicFile.write(Array((key.publicKey.line + "\n").utf8), to: path + ".pub", mode: 0o644)
    }
}
