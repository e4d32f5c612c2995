import Foundation
import Testing

/// A pipe that is full, and that nobody reads: a terminal after Ctrl-S.
struct UnreadPipe: Sendable {
    /// Its place among the files.
    let path: String
    private let descriptor: Int32

    init() throws {
        path = NSTemporaryDirectory() + "pita-unread-\(UUID().uuidString)"
        try #require(mkfifo(path, 0o600) == 0)
        descriptor = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC)
        try #require(descriptor >= 0)
        let filling = [UInt8](repeating: UInt8(ascii: "x"), count: 4096)
        while write(descriptor, filling, filling.count) > 0 {}
        try #require(errno == EAGAIN)
    }

    /// Takes it away.
    func remove() {
        close(descriptor)
        unlink(path)
    }
}
