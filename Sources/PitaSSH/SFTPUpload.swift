internal import CLibSSH2

/// Writes one file by SFTP: made anew or emptied, written, closed; the close is the server's word that it is there.
final class SFTPUpload: SSHOperation {
    private enum Stage { case start, subsystem, open, write, close, end }

    let phase = SSHError.Phase.upload
    private let file: FileUpload
    private var completion: ((Result<Void, SSHError>) -> Void)?
    private var stage = Stage.start
    private var subsystem: OpaquePointer?
    private var handle: OpaquePointer?
    private var written = 0

    init(_ file: FileUpload, completion: @escaping (Result<Void, SSHError>) -> Void) {
        self.file = file
        self.completion = completion
    }

    func advance(_ engine: SSHEngine) throws(SSHError) -> Bool {
        let session = try engine.handle(.upload)
        while true {
            switch stage {
            case .start:
                engine.enter(.upload, within: file.total, idle: engine.target.timeouts.idle)
                stage = .subsystem
            case .subsystem:
                guard let made = try engine.made(libssh2_sftp_init(session.pointer), .uploadFailed, .upload) else {
                    return false
                }
                subsystem = made
                stage = .open
            case .open:
                let made = libssh2_sftp_open_ex(
                    subsystem, file.path, UInt32(file.path.utf8.count),
                    UInt(LIBSSH2_FXF_WRITE | LIBSSH2_FXF_CREAT | LIBSSH2_FXF_TRUNC), file.permissions & 0o7777,
                    LIBSSH2_SFTP_OPENFILE)
                if made == nil, session.lastCode == LIBSSH2_ERROR_SFTP_PROTOCOL { throw refusal(engine) }
                guard let made = try engine.made(made, .uploadFailed, .upload) else { return false }
                handle = made
                stage = .write
            case .write:
                guard try write(engine) else { return false }
                stage = .close
            case .close:
                let code = libssh2_sftp_close_handle(handle)
                if code == LIBSSH2_ERROR_SFTP_PROTOCOL { throw refusal(engine) }
                guard try engine.settled(code, .uploadFailed, .upload) else { return false }
                stage = .end
            case .end:
                guard try engine.settled(libssh2_sftp_shutdown(subsystem), .uploadFailed, .upload) else { return false }
                report(.success(()))
                return true
            }
        }
    }

    private func write(_ engine: SSHEngine) throws(SSHError) -> Bool {
        while written < file.bytes.count {
            guard engine.mayWrite else { return false }
            // The library pipelines what it is given; an answer of EAGAIN asks for the identical octets again.
            let count = file.bytes.withUnsafeBytes { bytes in
                libssh2_sftp_write(
                    handle, bytes.baseAddress?.advanced(by: written).assumingMemoryBound(to: CChar.self),
                    min(bytes.count - written, 256 << 10))
            }
            if count == Int(LIBSSH2_ERROR_EAGAIN) { return false }
            if count == Int(LIBSSH2_ERROR_SFTP_PROTOCOL) { throw refusal(engine) }
            guard count >= 0 else {
                throw engine.libraryError(Int32(truncatingIfNeeded: count), .uploadFailed, .upload)
            }
            written += count
        }
        return true
    }

    private func refusal(_ engine: SSHEngine) -> SSHError {
        let status = Int(libssh2_sftp_last_error(subsystem))
        return engine.target.error(.uploadFailed, .upload, SFTPDialogue.words(for: status), number: status)
    }

    private func report(_ result: Result<Void, SSHError>) {
        let completion = self.completion
        self.completion = nil
        completion?(result)
    }

    func fail(_ error: SSHError) { report(.failure(error)) }
}
