internal import CLibSSH2
import NIOCore

/// One command on a channel of its own.
final class ExecOperation: SSHOperation {
    private enum Stage { case start, open, request, talk, close, wait }

    private let command: String
    private let limits: ExecLimits
    private var completion: ((Result<ExecResult, SSHError>) -> Void)?
    private var stage = Stage.start
    private var channel: OpaquePointer?
    private var input: ByteBuffer
    private var isInputEnded = false
    private var standardOutput = ByteBuffer()
    private var standardError = ByteBuffer()
    private var exitStatusesBefore = 0
    let phase = SSHError.Phase.command

    init(
        command: String, input: [UInt8], limits: ExecLimits,
        completion: @escaping (Result<ExecResult, SSHError>) -> Void
    ) {
        self.command = command
        self.limits = limits
        self.input = ByteBuffer(bytes: input)
        self.completion = completion
    }

    func advance(_ engine: SSHEngine) throws(SSHError) -> Bool {
        let session = try engine.handle(.command)
        while true {
            switch stage {
            case .start:
                let idle = limits.idle ?? engine.target.timeouts.idle
                engine.enter(.command, within: limits.total, idle: idle)
                exitStatusesBefore = session.exitStatusesSeen
                stage = .open
            case .open:
                guard let opened = try engine.openSessionChannel(.command) else { return false }
                channel = opened
                stage = .request
            case .request:
                let code = libssh2_channel_process_startup(
                    channel, "exec", 4, command, UInt32(command.utf8.count))
                guard try engine.settled(code, .commandRefused, .command) else { return false }
                stage = .talk
            case .talk:
                guard try talk(engine) else { return false }
                stage = .close
            case .close:
                guard try engine.settled(libssh2_channel_close(channel), .protocolError, .command) else { return false }
                stage = .wait
            case .wait:
                guard try engine.awaitClose(of: channel, .command) else { return false }
                finish(session)
                return true
            }
        }
    }

    /// Sends what may be sent and reads what is there, of both streams: one left unread blocks the other.
    private func talk(_ engine: SSHEngine) throws(SSHError) -> Bool {
        guard let channel else { return true }
        try sendInput(engine, channel)
        guard try read(0, into: &standardOutput, limit: limits.standardOutput, engine, channel) else {
            throw overflow("standard output", limits.standardOutput, engine)
        }
        let stream = SSH_EXTENDED_DATA_STDERR
        guard try read(stream, into: &standardError, limit: limits.standardError, engine, channel) else {
            throw overflow("standard error", limits.standardError, engine)
        }
        return libssh2_channel_eof(channel) != 0
    }

    private func sendInput(_ engine: SSHEngine, _ channel: OpaquePointer) throws(SSHError) {
        while input.readableBytes > 0 {
            guard engine.mayWrite else { return }
            let written = input.withUnsafeReadableBytes { bytes in
                libssh2_channel_write_ex(
                    channel, 0, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), min(bytes.count, 32_768))
            }
            if written == Int(LIBSSH2_ERROR_EAGAIN) || written == 0 { return }
            // A command that stops reading has closed its end; what it said is still worth reading.
            guard written > 0 else { return input.clear() }
            input.moveReaderIndex(forwardBy: min(written, input.readableBytes))
        }
        guard !isInputEnded, libssh2_channel_send_eof(channel) != LIBSSH2_ERROR_EAGAIN else { return }
        isInputEnded = true
    }

    /// Reads what is there; `false` when it is more than the limit.
    private func read(
        _ stream: Int32, into buffer: inout ByteBuffer, limit: Int, _ engine: SSHEngine, _ channel: OpaquePointer
    ) throws(SSHError) -> Bool {
        while true {
            var count = 0
            buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: 16_384) { space in
                count = libssh2_channel_read_ex(
                    channel, stream, space.baseAddress?.assumingMemoryBound(to: CChar.self), space.count)
                return max(0, count)
            }
            if count == Int(LIBSSH2_ERROR_EAGAIN) || count == 0 { return true }
            guard count > 0 else {
                throw engine.libraryError(Int32(truncatingIfNeeded: count), .protocolError, .command)
            }
            if buffer.readableBytes > limit { return false }
        }
    }

    private func overflow(_ name: String, _ limit: Int, _ engine: SSHEngine) -> SSHError {
        if limits.cutsQuietly { cut() }
        return engine.target.error(
            .outputTooLarge, .command, "more than \(limit) octets of \(name)",
            hint: "the session has been closed; ask for less, or raise the limit")
    }

    private func cut() {
        report(.success(result(exitStatus: nil, signal: nil, truncated: true)))
    }

    private func finish(_ session: LibSSH2Handle) {
        let hasStatus = session.exitStatusesSeen > exitStatusesBefore
        let status = hasStatus ? Int(libssh2_channel_get_exit_status(channel)) : nil
        var signal: UnsafeMutablePointer<CChar>?
        var count = 0
        libssh2_channel_get_exit_signal(channel, &signal, &count, nil, nil, nil, nil)
        let name = signal.map { String(decoding: UnsafeRawBufferPointer(start: $0, count: count), as: UTF8.self) }
        if let signal { libssh2_free(session.pointer, signal) }
        libssh2_channel_free(channel)
        channel = nil
        report(.success(result(exitStatus: status, signal: name, truncated: false)))
    }

    private func result(exitStatus: Int?, signal: String?, truncated: Bool) -> ExecResult {
        ExecResult(
            standardOutput: Array(standardOutput.readableBytesView.prefix(limits.standardOutput)),
            standardError: Array(standardError.readableBytesView.prefix(limits.standardError)),
            exitStatus: exitStatus, signal: signal, truncated: truncated)
    }

    private func report(_ result: Result<ExecResult, SSHError>) {
        let completion = self.completion
        self.completion = nil
        completion?(result)
    }

    func fail(_ error: SSHError) { report(.failure(error)) }
}

extension SSHEngine {
    /// A channel with libssh2's whole window: RouterOS cuts long output off when a client offers a small one.
    func openSessionChannel(_ phase: SSHError.Phase) throws(SSHError) -> OpaquePointer? {
        let channel = libssh2_channel_open_ex(
            try handle(phase).pointer, "session", 7, pita_ssh2_window,
            UInt32(LIBSSH2_CHANNEL_PACKET_DEFAULT), nil, 0)
        return try made(channel, .channelRefused, phase)
    }
}
