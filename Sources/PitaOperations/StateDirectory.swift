import Foundation
import PitaDiagnostics
import PitaEvidence
import PitaInventory

/// The directory `.pita`: private to its owner, or shared by the people of one group, and the only place that is written to
/// beside outputs that the user names.
///
/// Every mode is set by name, so that nobody's umask decides who reads the office's key.
struct StateDirectory: Sendable {
    /// Where it is, absolute.
    let path: String
    /// The group that shares it; `nil` for the owner alone.
    let group: Group?

    /// A group of this machine.
    struct Group: Sendable {
        let name: String
        let id: gid_t
    }

    /// The directory as an inventory describes it; refuses a group that this machine does not have.
    init(_ settings: StateSettings, path: String) throws {
        self.path = path
        group = try settings.group.map { name in
            guard let id = Self.id(ofGroup: name) else {
                throw OperationError(
                    "there is no group `\(name)` on this machine, with which `state.group` shares \(path)",
                    hint: "make it with `groupadd \(name)`, or leave `state.group` out of pita.yaml")
            }
            return Group(name: name, id: id)
        }
    }

    /// The mode of files that only Pita writes.
    var fileMode: mode_t { group == nil ? 0o600 : 0o640 }

    /// Makes the directory, or one in it, and refuses one that others may write to; returns its path.
    @discardableResult
    func prepare(_ name: String? = nil) throws -> String {
        guard let name else { return try prepare(at: path) }
        _ = try prepare(at: path)
        return try prepare(at: path + "/" + name)
    }

    private func prepare(at path: String) throws -> String {
        func fail(_ hint: String) -> OperationError {
            OperationError("\(path): \(String(cString: strerror(errno)))", hint: hint)
        }
        if mkdir(path, 0o700) == 0 {
            if let group, chown(path, .max, group.id) != 0 || chmod(path, 0o2770) != 0 {
                let error = fail("are you in the group `\(group.name)`, which shares it (`state.group`)?")
                rmdir(path)
                throw error
            }
        } else if errno != EEXIST {
            throw fail("may you write in the office's directory?")
        }
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw OperationError("\(path) is no directory")
        }
        guard status.st_mode & 0o002 == 0 else {
            throw OperationError("\(path) may be written by everybody", hint: "chmod o-rwx \(path)")
        }
        if let group { try check(status, at: path, isSharedBy: group) }
        return path
    }

    /// A directory from before it was shared is not opened to others without a word.
    private func check(_ status: stat, at path: String, isSharedBy group: Group) throws {
        guard status.st_gid == group.id, status.st_mode & 0o2070 == 0o2070 else {
            throw OperationError(
                "\(path) is not shared by the group `\(group.name)`, as `state.group` says",
                hint: "its owner shares what is there: chgrp -R \(group.name) \(self.path); "
                    + "chmod -R g+rX,o-rwx \(self.path); find \(self.path) -type d -exec chmod 2770 {} +; "
                    + "chmod g+w \(self.path)/pita.sqlite*")
        }
        guard access(path, W_OK | X_OK) == 0 else {
            throw OperationError(
                "\(path) is shared by the group `\(group.name)`, and you are not in it",
                hint: "have yourself added to it, and log in again")
        }
    }

    /// Gives a store that comes from elsewhere to those who share the directory.
    func share(_ file: String) throws {
        guard let group else { return }
        guard chown(file, .max, group.id) == 0, chmod(file, 0o660) == 0 else {
            throw OperationError(
                "\(file): \(String(cString: strerror(errno)))", hint: "are you in the group `\(group.name)`?")
        }
    }

    /// The office's key, generated when there is none.
    func officeKey(comment: String) throws -> OfficeKey {
        let file = try prepare() + "/office_ed25519"
        if FileManager.default.fileExists(atPath: file) {
            let key = try OfficeKey(openSSH: Secret(try BoundedFile.text(file, limit: 64 << 10)))
            if !FileManager.default.fileExists(atPath: file + ".pub") { try writePublicHalf(of: key, beside: file) }
            return key
        }
        let key = try OfficeKey.generate(comment: comment.isEmpty ? "pita" : comment)
        try key.openSSHPrivateKey.withRevealed { text in
            try AtomicFile.write(Array(text.utf8), to: file, mode: fileMode, replacing: false)
        }
        try writePublicHalf(of: key, beside: file)
        return key
    }

    private func writePublicHalf(of key: OfficeKey, beside file: String) throws {
        try AtomicFile.write(Array((key.publicKey.line + "\n").utf8), to: file + ".pub", mode: 0o644)
    }

    private static func id(ofGroup name: String) -> gid_t? {
        var entry = Glibc.group()
        var found: UnsafeMutablePointer<Glibc.group>?
        // Names of the members too: a group of thousands fits.
        var buffer = [CChar](repeating: 0, count: 1 << 20)
        guard getgrnam_r(name, &entry, &buffer, buffer.count, &found) == 0, found != nil else { return nil }
        return entry.gr_gid
    }
}
