internal import CLibSSH2

/// Something that a connection is asked to do, in steps that never wait.
protocol SSHOperation: AnyObject {
    var phase: SSHError.Phase { get }
    /// Whether others are refused while it lasts, in place of waiting.
    var isExclusive: Bool { get }
    /// Goes on as far as it can: `true` when done, `false` when more must arrive. A thrown error ends the connection.
    func advance(_ engine: SSHEngine) throws(SSHError) -> Bool
    /// The connection has ended.
    func fail(_ error: SSHError)
}

extension SSHOperation {
    var isExclusive: Bool { false }
}

extension SSHEngine {
    /// libssh2's session, or the reason why there is none.
    func handle(_ phase: SSHError.Phase) throws(SSHError) -> LibSSH2Handle {
        guard let session else { throw failure ?? target.error(.closed, phase) }
        return session
    }

    /// What a call returned: `true` for done, `false` for not yet.
    func settled(
        _ code: Int32, _ failure: SSHError.Code, _ phase: SSHError.Phase
    ) throws(SSHError) -> Bool {
        if code == LIBSSH2_ERROR_EAGAIN { return false }
        if code >= 0 { return true }
        throw libraryError(code, failure, phase)
    }

    /// What a call that makes something returned: `nil` for not yet.
    func made(
        _ pointer: OpaquePointer?, _ failure: SSHError.Code, _ phase: SSHError.Phase
    ) throws(SSHError) -> OpaquePointer? {
        if let pointer { return pointer }
        let code = session?.lastCode ?? LIBSSH2_ERROR_SOCKET_DISCONNECT
        if code == LIBSSH2_ERROR_EAGAIN { return nil }
        throw libraryError(code, failure, phase)
    }

    func libraryError(_ code: Int32, _ failure: SSHError.Code, _ phase: SSHError.Phase) -> SSHError {
        if code == LIBSSH2_ERROR_SOCKET_DISCONNECT || code == LIBSSH2_ERROR_SOCKET_RECV
            || code == LIBSSH2_ERROR_SOCKET_SEND
        {
            return lostError(phase)
        }
        if code == LIBSSH2_ERROR_TIMEOUT || isBeyondLibraryLimit && isUnanswered {
            // Our own limits are monotonic and end a connection elsewhere: this is `LIBSSH2_READ_TIMEOUT` by `time(2)`.
            return target.error(
                .timedOut, phase, "no reply for 60 s by the wall clock, or that clock was stepped", number: Int(code))
        }
        let isProtocol =
            code == LIBSSH2_ERROR_PROTO || code == LIBSSH2_ERROR_DECRYPT
            || code == LIBSSH2_ERROR_INVALID_MAC || code == LIBSSH2_ERROR_OUT_OF_BOUNDARY
        return target.error(isProtocol ? .protocolError : failure, phase, session?.lastMessage, number: Int(code))
    }

    /// Whether libssh2 was waiting for a reply: where it gives up at log-in or for a terminal, it returns the code of a refusal.
    private var isUnanswered: Bool {
        guard let message = session?.lastMessage else { return false }
        return ["Waiting for ", "Failed getting response", "Failed to require the PTY"].contains {
            message.hasPrefix($0)
        }
    }

    /// Waits for the other side to close a channel that we have closed; what it still says is thrown away.
    func awaitClose(of channel: OpaquePointer?, _ phase: SSHError.Phase) throws(SSHError) -> Bool {
        // The library refuses to wait before the end of the data, which comes with the close at the latest.
        if libssh2_channel_eof(channel) == 0 {
            withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16_384) { space in
                for stream in [0, SSH_EXTENDED_DATA_STDERR] {
                    while libssh2_channel_read_ex(channel, stream, space.baseAddress, space.count) > 0 {}
                }
            }
            guard libssh2_channel_eof(channel) != 0 else { return false }
        }
        return try settled(libssh2_channel_wait_closed(channel), .protocolError, phase)
    }
}
