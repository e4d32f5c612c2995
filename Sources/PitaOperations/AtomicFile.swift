import Foundation

/// Writes a file so that a reader, or a crash, sees the old octets or the new, never a part.
public enum AtomicFile {
    /// Writes beside the file, syncs, renames, and syncs the directory.
    ///
    /// - Parameters:
    ///   - mode: the mode of a new file; an old one's mode, owner and group are kept.
    ///   - replacing: `false` refuses a file that is already there.
    public static func write(_ bytes: [UInt8], to path: String, mode: mode_t, replacing: Bool = true) throws {
        // The file that a link points to is the one that people edit.
        let path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let temporary = "\(path).\(UInt32.random(in: 0 ... .max)).new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw failure(path) }
        do {
            defer { close(descriptor) }
            var start = 0
            while start < bytes.count {
                let written = bytes[start...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
                if written < 0, errno == EINTR { continue }
                guard written > 0 else { throw failure(path) }
                start += written
            }
            var old = stat()
            let exists = stat(path, &old) == 0
            // Only root gives files away; whoever shares a file through its group leaves it to the group.
            if exists, fchown(descriptor, old.st_uid, old.st_gid) != 0 { _ = fchown(descriptor, .max, old.st_gid) }
            guard fchmod(descriptor, exists ? old.st_mode & 0o7777 : mode) == 0, fsync(descriptor) == 0 else {
                throw failure(path)
            }
            if replacing {
                guard rename(temporary, path) == 0 else { throw failure(path) }
            } else {
                guard link(temporary, path) == 0 else { throw failure(path) }
                unlink(temporary)
            }
        } catch {
            unlink(temporary)
            throw error
        }
        do {
            try syncDirectory(of: path)
        } catch {
            // What was refused is not there afterwards; an old file can't be had back.
            if !replacing { unlink(path) }
            throw error
        }
    }

    /// Makes the name of a file durable.
    static func syncDirectory(of path: String) throws {
        let directory = (path as NSString).deletingLastPathComponent
        let folder = open(directory.isEmpty ? "." : directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw failure(path) }
        defer { close(folder) }
        // Some network file systems know no such thing for a directory.
        guard fsync(folder) == 0 || errno == EINVAL else { throw failure(path) }
    }

    /// What the system said last of a file, and what to do.
    private static func failure(_ path: String) -> OperationError {
        let hint: String? =
            switch errno {
            case ENOSPC, EDQUOT: "free some space, then run the command again"
            case EROFS, EACCES, EPERM: "may you write there?"
            default: nil
            }
        return OperationError("\(path): \(String(cString: strerror(errno)))", hint: hint)
    }
}
