import Foundation

/// Files that only their owner may read.
enum ProtectedFile {
    /// Throws unless the path is a regular file that neither group nor others may touch.
    static func check(_ path: String, place: String) throws(CredentialError) {
        let handle = try open(path, place: place)
        close(handle)
    }

    /// The octets of such a file.
    static func read(_ path: String, place: String, limit: Int) throws(CredentialError) -> [UInt8] {
        let handle = try open(path, place: place)
        defer { close(handle) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = Glibc.read(handle, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw CredentialError(code: .unreadableFile, place: place, detail: String(cString: strerror(errno)))
            }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
            guard bytes.count <= limit else {
                throw CredentialError(code: .unusable, place: place, detail: "it is longer than \(limit) octets")
            }
        }
    }

    /// The mode is read from the open file, so that the path cannot be exchanged in between.
    private static func open(_ path: String, place: String) throws(CredentialError) -> Int32 {
        let handle = Glibc.open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard handle >= 0 else {
            throw CredentialError(code: .unreadableFile, place: place, detail: String(cString: strerror(errno)))
        }
        var status = stat()
        guard fstat(handle, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(handle)
            throw CredentialError(code: .unreadableFile, place: place, detail: "it is no regular file")
        }
        guard status.st_mode & 0o077 == 0 else {
            close(handle)
            let mode = String(status.st_mode & 0o777, radix: 8)
            throw CredentialError(code: .openFile, place: place, detail: mode)
        }
        return handle
    }
}
