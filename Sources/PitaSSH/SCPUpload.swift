internal import CLibSSH2

/// Writes one file by `scp -t`, for devices without SFTP. Its last answer is the word that it is there.
///
/// Spoken here, not by libssh2: its `scp_send` spins without end in a session that must not block when it is refused.
final class SCPUpload: SSHOperation {
    private enum Stage { case start, open, request, greeting, header, content, close, wait }

    let phase = SSHError.Phase.upload
    private let file: FileUpload
    private var completion: ((Result<Void, SSHError>) -> Void)?
    private var stage = Stage.start
    private var channel: OpaquePointer?
    private var written = 0
    private var output: [UInt8] = []
    private var answer: [UInt8] = []

    init(_ file: FileUpload, completion: @escaping (Result<Void, SSHError>) -> Void) {
        self.file = file
        self.completion = completion
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
                let code = libssh2_channel_process_startup(channel, "exec", 4, command, UInt32(command.utf8.count))
                guard try engine.settled(code, .commandRefused, .upload) else { return false }
                stage = .greeting
            case .greeting:
                guard try isConfirmed(engine) else { return false }
                stage = .header
                output = Array(header.utf8)
            case .header:
                guard try write(engine), try isConfirmed(engine) else { return false }
                stage = .content
                // The octet after the file ends the transfer.
                output = file.bytes + [0]
                written = 0
            case .content:
                guard try write(engine), try isConfirmed(engine) else { return false }
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

    private var command: String {
        "scp -t '" + file.path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }

    private var header: String {
        let mode = String(file.permissions & 0o7777, radix: 8)
        let name = file.path.split(separator: "/").last ?? "file"
        return "C\(String(repeating: "0", count: max(0, 4 - mode.count)))\(mode) \(file.bytes.count) \(name)\n"
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

    /// Whether the other side has said yes (an octet of 0) to the last part; no comes with its reason.
    private func isConfirmed(_ engine: SSHEngine) throws(SSHError) -> Bool {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 1024) { space in
            while answer.count < 4096 {
                let count = libssh2_channel_read_ex(channel, 0, space.baseAddress, space.count)
                guard count > 0 else { return }
                answer += space.prefix(count).map { UInt8(bitPattern: $0) }
            }
        }
        guard let first = answer.first else {
            guard libssh2_channel_eof(channel) == 0 else {
                throw engine.target.error(.uploadFailed, .upload, "scp ended without a word; does the device have it?")
            }
            return false
        }
        guard first == 0 else {
            let words = String(decoding: answer.dropFirst().prefix(200).filter { $0 >= 0x20 }, as: UTF8.self)
            throw engine.target.error(.uploadFailed, .upload, words.isEmpty ? "refused" : words)
        }
        answer.removeFirst()
        return true
    }

    private func report(_ result: Result<Void, SSHError>) {
        let completion = self.completion
        self.completion = nil
        completion?(result)
    }

    func fail(_ error: SSHError) { report(.failure(error)) }
}
