internal import CLibSSH2
import Glibc
import PitaDiagnostics

/// The owner of one libssh2 session: made, asked and freed on the event loop of its engine.
final class LibSSH2Handle {
    let pointer: OpaquePointer
    private let state: UnsafeMutablePointer<pita_ssh2_state>
    private var isFreed = false

    /// Done once, before the first session: the function is not safe to call from two threads.
    private static let isInitialised = libssh2_init(0) == 0

    /// The version of the library.
    static var libraryVersion: String { libssh2_version(0).map { String(cString: $0) } ?? "" }

    /// libssh2 insists on a descriptor that is not blocking, and never uses it: the callbacks do.
    private static let unusedSocket = pita_ssh2_unused_socket()

    init(owner: SSHEngine) throws(SSHError) {
        let target = owner.target
        guard Self.isInitialised, Self.unusedSocket >= 0 else {
            throw target.error(.handshakeFailed, .handshake, "libssh2 does not start")
        }
        state = .allocate(capacity: 1)
        state.initialize(to: pita_ssh2_state(owner: Unmanaged.passUnretained(owner).toOpaque(), exit_statuses: 0))
        guard let session = pita_ssh2_session(state) else {
            state.deallocate()
            throw target.error(.handshakeFailed, .handshake, "no memory for a session")
        }
        pointer = session
        libssh2_session_set_blocking(session, 0)
        pita_ssh2_set_callbacks(session, sendBytes, receiveBytes)
        let names = Self.preferredHostKeys(target.hostKeys.pinnedTypes(host: target.host, port: target.port))
        _ = libssh2_session_method_pref(session, LIBSSH2_METHOD_HOSTKEY, names)
    }

    deinit { free() }

    /// Pinned types first, so that a server with several keys shows the one that can be checked.
    static func preferredHostKeys(_ pinned: [String]) -> String {
        // A pinned ssh-rsa key also signs with SHA-2, which newer libraries know.
        let first = pinned.flatMap { $0 == "ssh-rsa" ? ["rsa-sha2-512", "rsa-sha2-256", "ssh-rsa"] : [$0] }
        let rest = [
            "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
            "rsa-sha2-512", "rsa-sha2-256", "ssh-rsa",
        ]
        return (first + rest.filter { !first.contains($0) }).joined(separator: ",")
    }

    /// Frees the session. The link has been closed or forgotten, so the callbacks end every wait.
    func free() {
        guard !isFreed else { return }
        isFreed = true
        var attempts = 0
        while libssh2_session_free(pointer) == LIBSSH2_ERROR_EAGAIN, attempts < 1000 { attempts += 1 }
        state.deinitialize(count: 1)
        state.deallocate()
    }

    /// Puts the good-bye into what is sent next.
    func disconnect() { _ = libssh2_session_disconnect_ex(pointer, SSH_DISCONNECT_BY_APPLICATION, "done", "") }

    func handshake() -> Int32 { libssh2_session_handshake(pointer, Self.unusedSocket) }

    var exitStatusesSeen: Int { Int(state.pointee.exit_statuses) }

    var lastCode: Int32 { libssh2_session_last_errno(pointer) }

    /// The library's words for what went wrong last.
    var lastMessage: String? {
        var text: UnsafeMutablePointer<CChar>?
        _ = libssh2_session_last_error(pointer, &text, nil, 0)
        return text.map { TerminalText.sanitised(String(cString: $0)) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    var hostKey: HostKey? {
        var count = 0
        var type: Int32 = 0
        guard let bytes = libssh2_session_hostkey(pointer, &count, &type) else { return nil }
        return HostKey(blob: Array(UnsafeRawBufferPointer(start: bytes, count: count)))
    }

    var serverVersion: String {
        libssh2_session_banner_get(pointer).map { TerminalText.sanitised(String(cString: $0)) } ?? ""
    }

    /// What the library can do of one kind.
    func supported(_ method: Int32) -> [String] {
        var names: UnsafeMutablePointer<UnsafePointer<CChar>?>?
        let count = libssh2_session_supported_algs(pointer, method, &names)
        guard count > 0, let names else { return [] }
        defer { libssh2_free(pointer, names) }
        return (0..<Int(count)).compactMap { names[$0].map { String(cString: $0) } }
    }
}

/// The engine behind libssh2's `abstract` pointer. It outlives the session, which it owns.
private func engine(_ abstract: UnsafeMutablePointer<UnsafeMutableRawPointer?>?) -> SSHEngine? {
    guard let state = abstract?.pointee?.assumingMemoryBound(to: pita_ssh2_state.self),
        let owner = state.pointee.owner
    else { return nil }
    return Unmanaged<SSHEngine>.fromOpaque(owner).takeUnretainedValue()
}

private let sendBytes: pita_ssh2_send = { _, bytes, count, _, abstract in
    guard let engine = engine(abstract), engine.write(UnsafeRawBufferPointer(start: bytes, count: count)) else {
        return -Int(EPIPE)
    }
    return count
}

private let receiveBytes: pita_ssh2_receive = { _, buffer, count, _, abstract in
    guard let engine = engine(abstract) else { return -Int(ECONNRESET) }
    return engine.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: count)) ?? -Int(EAGAIN)
}
