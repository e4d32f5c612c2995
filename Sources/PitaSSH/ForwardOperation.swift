internal import CLibSSH2
import NIOCore

/// A channel of one connection that carries the bytes of another: a jump host (`direct-tcpip`, RFC 4254 7.2).
final class ForwardOperation: SSHOperation {
    let phase = SSHError.Phase.connect
    let isExclusive = true

    private let inner: SSHEngine
    private let limit: Duration
    private var opened: ((SSHError?) -> Void)?
    private var channel: OpaquePointer?
    private var outbound = ByteBuffer()
    private var hasBegun = false

    init(to inner: SSHEngine, within limit: Duration, opened: @escaping (SSHError?) -> Void) {
        self.inner = inner
        self.limit = limit
        self.opened = opened
    }

    /// Whether the inner connection may add to what waits to be sent.
    var isWritable: Bool { outbound.readableBytes < 256 << 10 }

    func send(_ buffer: ByteBuffer) { outbound.writeImmutableBuffer(buffer) }

    func advance(_ engine: SSHEngine) throws(SSHError) -> Bool {
        if !hasBegun {
            hasBegun = true
            engine.enter(.connect, within: limit, idle: nil)
        }
        if channel == nil {
            let made = libssh2_channel_direct_tcpip_ex(
                try engine.handle(.connect).pointer, inner.target.host, Int32(inner.target.port), "127.0.0.1", 22)
            guard let made = try engine.made(made, .channelRefused, .connect) else { return false }
            channel = made
            engine.rest()
            opened?(nil)
            opened = nil
        }
        try write(engine)
        let received = try read(engine)
        if received { inner.receivedAll() }
        try write(engine)
        if libssh2_channel_eof(channel) != 0 { inner.linkEnded() }
        return false
    }

    private func write(_ engine: SSHEngine) throws(SSHError) {
        let wasWritable = isWritable
        while outbound.readableBytes > 0, engine.mayWrite {
            let written = outbound.withUnsafeReadableBytes {
                libssh2_channel_write_ex(
                    channel, 0, $0.baseAddress?.assumingMemoryBound(to: CChar.self), min($0.count, 32_768))
            }
            if written == Int(LIBSSH2_ERROR_EAGAIN) || written == 0 { break }
            guard written > 0 else {
                throw engine.libraryError(Int32(truncatingIfNeeded: written), .protocolError, .connect)
            }
            outbound.moveReaderIndex(forwardBy: min(written, outbound.readableBytes))
        }
        if outbound.readableBytes == 0 { outbound.clear() }
        if !wasWritable, isWritable { inner.becameWritable() }
    }

    private func read(_ engine: SSHEngine) throws(SSHError) -> Bool {
        var received = false
        while inner.failure == nil {
            var buffer = ByteBuffer()
            var count = 0
            buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: 16_384) { space in
                count = libssh2_channel_read_ex(
                    channel, 0, space.baseAddress?.assumingMemoryBound(to: CChar.self), space.count)
                return max(0, count)
            }
            if count == Int(LIBSSH2_ERROR_EAGAIN) || count == 0 { break }
            guard count > 0 else {
                throw engine.libraryError(Int32(truncatingIfNeeded: count), .protocolError, .connect)
            }
            received = true
            inner.received(buffer)
        }
        return received
    }

    func fail(_ error: SSHError) {
        channel = nil
        if let opened {
            self.opened = nil
            var refusal = error
            refusal.hint = refusal.hint ?? "it is the jump host for \(inner.target.host) port \(inner.target.port)"
            return opened(refusal)
        }
        inner.linkFailed(error)
        inner.linkEnded()
    }
}

/// The wire of a connection that goes through a jump host. Closing it closes the jump host's connection.
final class ForwardLink: SSHLink {
    private let operation: ForwardOperation
    private let outer: SSHEngine

    init(_ operation: ForwardOperation, _ outer: SSHEngine) {
        self.operation = operation
        self.outer = outer
    }

    var isWritable: Bool { operation.isWritable }

    func send(_ buffer: ByteBuffer) {
        operation.send(buffer)
        outer.pump()
    }

    func close() { outer.close() }
}
