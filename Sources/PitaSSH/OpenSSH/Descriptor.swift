import Glibc

/// A descriptor that is closed when nobody holds it any more.
final class Descriptor {
    let number: Int32

    init(_ number: Int32) { self.number = number }

    deinit { close(number) }

    /// Both ends of a stream. A socket pair, not a pipe: it is made close-on-exec in one step, and written to without
    /// SIGPIPE.
    static func stream() -> (ours: Descriptor, others: Descriptor)? {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            return nil
        }
        return (Descriptor(ends[0]), Descriptor(ends[1]))
    }

    /// A named pipe, made and opened at both ends: it never ends, and opening it never waits for the other side.
    static func namedPipe(at path: String) -> Descriptor? {
        guard mkfifo(path, 0o600) == 0 else { return nil }
        let number = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC)
        return number < 0 ? nil : Descriptor(number)
    }

    static var nothing: Descriptor? {
        let number = open("/dev/null", O_RDWR | O_CLOEXEC)
        return number < 0 ? nil : Descriptor(number)
    }

    /// What can be read now.
    enum Reading {
        case bytes([UInt8])
        case nothingYet
        case end
    }

    /// Reads without waiting, at most `limit` octets.
    func read(_ limit: Int = 65_536) -> Reading {
        var count = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: limit) { space, filled in
            repeat {
                count = Glibc.recv(number, space.baseAddress, limit, Int32(MSG_DONTWAIT))
            } while count
                < 0 && errno == EINTR
            if count < 0, errno == ENOTSOCK {
                // A named pipe or a terminal, opened so that it does not wait.
                repeat { count = Glibc.read(number, space.baseAddress, limit) } while count < 0 && errno == EINTR
            }
            filled = max(0, count)
        }
        if count > 0 { return .bytes(bytes) }
        return count < 0 && errno == EAGAIN ? .nothingYet : .end
    }

    /// Writes what goes without waiting; `nil` when nobody reads any more.
    func write(_ bytes: some Collection<UInt8>) -> Int? {
        let written = bytes.withContiguousStorageIfAvailable { storage in
            var count = Glibc.send(
                number, storage.baseAddress, storage.count, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL))
            if count < 0, errno == ENOTSOCK { count = Glibc.write(number, storage.baseAddress, storage.count) }
            return count
        }
        guard let written else { return write(Array(bytes)) }
        if written >= 0 { return written }
        return errno == EAGAIN || errno == EINTR ? 0 : nil
    }
}
