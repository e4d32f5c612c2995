import Foundation

/// Files that several processes of the lab share.
enum StateFile {
    /// Replaces a file as a whole.
    static func write(_ data: Data, to path: String, mode: mode_t = 0o600) throws {
        let next = path + ".\(getpid()).next"
        let descriptor = open(next, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw LabError.system("cannot write \(path)") }
        let isWritten = data.withUnsafeBytes { bytes in writeAll(descriptor, bytes) }
        close(descriptor)
        guard isWritten, rename(next, path) == 0 else { throw LabError.system("cannot write \(path)") }
    }

    static func writeAll(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Bool {
        var done = 0
        while done < bytes.count {
            let count = Glibc.write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
            if count < 0 {
                if errno == EINTR { continue }
                return false
            }
            done += count
        }
        return true
    }

    static func writeAll(_ descriptor: Int32, _ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { writeAll(descriptor, $0) }
    }

    /// Adds a line; lines of several processes do not mix.
    static func append(_ line: String, to path: String) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        _ = writeAll(descriptor, Array((line + "\n").utf8))
        close(descriptor)
    }

    static func text(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }
}

/// An exclusive lock on a file, held until released.
final class FileLock {
    private let descriptor: Int32

    init(_ path: String) throws {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw LabError.system("cannot open \(path)") }
    }

    deinit { close(descriptor) }

    func lock() { while flock(descriptor, LOCK_EX) != 0, errno == EINTR {} }

    func unlock() { flock(descriptor, LOCK_UN) }
}
