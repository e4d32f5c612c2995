internal import CLibSSH2

/// Writes one file by `scp -t`, for devices without SFTP. Its last answer is the word that it is there.
///
/// Spoken here, not by libssh2: its `scp_send` spins without end in a session that must not block when it is refused.
final class SCPUpload: SSHOperation {
    private enum Stage { case start, open, request, talk, close, wait }

    let phase = SSHError.Phase.upload
    private let file: FileUpload
    private var completion: ((Result<Void, SSHError>) -> Void)?
    private var stage = Stage.start
    private var channel: OpaquePointer?
    private var dialogue: SCPDialogue
    private var written = 0
    private var output: [UInt8] = []

    init(_ file: FileUpload, completion: @escaping (Result<Void, SSHError>) -> Void) {
        self.file = file
        self.completion = completion
        dialogue = SCPDialogue(file)
    }

    func advance(_ engine: SSHEngine) throws(SSHError) -> Bool {
        _ = try engine.handle(.upload)
        while true {
            switch stage {
            case .start:
                engine.enter(.upload, within: file.total, idle: engine.target.timeouts.idle)
                stage = .open
            case .open:
                guard let opened = try engine.openSessionChannel(.upload) else { return false }
                channel = opened
                stage = .request
            case .request:
                let command = dialogue.command
                let code = libssh2_channel_process_startup(channel, "exec", 4, command, UInt32(command.utf8.count))
                guard try engine.settled(code, .commandRefused, .upload) else { return false }
                stage = .talk
            case .talk:
                guard try talk(engine) else { return false }
                stage = .close
            case .close:
                guard try engine.settled(libssh2_channel_close(channel), .uploadFailed, .upload) else { return false }
                stage = .wait
            case .wait:
                guard try engine.awaitClose(of: channel, .upload) else { return false }
                libssh2_channel_free(channel)
                report(.success(()))
                return true
            }
        }
    }

    /// Sends part by part; `true` when the last one was confirmed.
    private func talk(_ engine: SSHEngine) throws(SSHError) -> Bool {
        while true {
            guard try write(engine) else { return false }
            switch dialogue.received(read()) {
            case .wait:
                guard libssh2_channel_eof(channel) == 0 else {
                    throw engine.target.error(.uploadFailed, .upload, SCPDialogue.endedEarly)
                }
                return false
            case .send(let part): (output, written) = (part, 0)
            case .finished: return true
            case .failed(let words): throw engine.target.error(.uploadFailed, .upload, words)
            }
        }
    }

    private func write(_ engine: SSHEngine) throws(SSHError) -> Bool {
        while written < output.count {
            guard engine.mayWrite else { return false }
            let count = output.withUnsafeBytes { bytes in
                libssh2_channel_write_ex(
                    channel, 0, bytes.baseAddress?.advanced(by: written).assumingMemoryBound(to: CChar.self),
                    min(bytes.count - written, 32_768))
            }
            if count == Int(LIBSSH2_ERROR_EAGAIN) || count == 0 { return false }
            guard count > 0 else {
                throw engine.libraryError(Int32(truncatingIfNeeded: count), .uploadFailed, .upload)
            }
            written += count
        }
        return true
    }

    private func read() -> [UInt8] {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 1024) { space in
            let count = libssh2_channel_read_ex(channel, 0, space.baseAddress, space.count)
            return space.prefix(max(0, count)).map { UInt8(bitPattern: $0) }
        }
    }

    private func report(_ result: Result<Void, SSHError>) {
        let completion = self.completion
        self.completion = nil
        completion?(result)
    }

    func fail(_ error: SSHError) { report(.failure(error)) }
}
