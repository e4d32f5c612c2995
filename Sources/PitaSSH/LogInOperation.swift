internal import CLibSSH2

/// Key exchange, check of the host key, and one attempt to log in.
final class LogInOperation: SSHOperation {
    private enum Stage {
        case start
        case handshake
        case authentication(Authentication, HostKey)
    }

    private let checksPin: Bool
    private var completion: ((Result<HostKey, SSHError>) -> Void)?
    private var stage = Stage.start
    let phase = SSHError.Phase.handshake

    /// - Parameter checksPin: `false` ends after the key exchange: for looking at a host's key.
    init(checksPin: Bool = true, completion: @escaping (Result<HostKey, SSHError>) -> Void) {
        self.checksPin = checksPin
        self.completion = completion
    }

    func advance(_ engine: SSHEngine) throws(SSHError) -> Bool {
        if case .start = stage {
            engine.enter(.handshake, within: engine.target.timeouts.handshake, idle: engine.target.timeouts.idle)
            stage = .handshake
        }
        if case .handshake = stage {
            let code = try engine.handle(.handshake).handshake()
            if code == LIBSSH2_ERROR_EAGAIN { return false }
            guard code == 0 else { throw engine.handshakeError(code) }
            guard let key = try engine.handle(.handshake).hostKey else {
                throw engine.target.error(.protocolError, .handshake, "it showed no host key")
            }
            engine.hostKey = key
            guard checksPin else { return done(key) }
            engine.forgetGreeting()
            try HostKeyCheck.check(key, engine.target)
            engine.enter(
                .authentication, within: engine.target.timeouts.authentication, idle: engine.target.timeouts.idle)
            stage = .authentication(try Authentication(engine), key)
        }
        if case .authentication(let attempt, let key) = stage, try attempt.advance(engine) {
            engine.answerPrompt = nil
            engine.sign = nil
            return done(key)
        }
        return false
    }

    private func done(_ key: HostKey) -> Bool {
        let report = completion
        completion = nil
        report?(.success(key))
        return true
    }

    func fail(_ error: SSHError) {
        let report = completion
        completion = nil
        report?(.failure(error))
    }
}

extension SSHEngine {
    /// Why the key exchange failed, with what the server offers when that is the reason.
    func handshakeError(_ code: Int32) -> SSHError {
        guard greeting.isSSH2 else {
            let said = greeting.summary.map { "it said: \($0)" }
            let isLost = code == LIBSSH2_ERROR_SOCKET_DISCONNECT && said == nil
            return isLost ? lostError(.handshake) : target.error(.notSSH, .handshake, said, number: Int(code))
        }
        if let offer = greeting.offer, let own {
            let mismatches = offer.mismatches(with: own)
            if !mismatches.isEmpty {
                return target.error(
                    .noCommonAlgorithm, .handshake, mismatches.joined(separator: "; "),
                    hint: "write `transport: openssh` for the device, give it another host key type (ed25519 or "
                        + "ecdsa), or install a newer libssh2",
                    number: Int(code))
            }
        }
        return isAtEnd ? lostError(.handshake) : libraryError(code, .handshakeFailed, .handshake)
    }
}

extension LibSSH2Handle {
    /// What this library offers to servers.
    var offer: SSHAlgorithms {
        SSHAlgorithms(
            keyExchange: supported(LIBSSH2_METHOD_KEX), hostKey: supported(LIBSSH2_METHOD_HOSTKEY),
            cipher: supported(LIBSSH2_METHOD_CRYPT_SC), mac: supported(LIBSSH2_METHOD_MAC_SC))
    }
}

/// The rule of pinned host keys, and its words.
enum HostKeyCheck {
    static func check(_ key: HostKey, _ target: SSHTarget) throws(SSHError) {
        let verdict = target.hostKeys.verdict(for: key, host: target.host, port: target.port)
        guard verdict != .matching else { return }
        throw refusal(of: key.description, isRevoked: verdict == .revoked, target)
    }

    /// What is said of a key that is not the pinned one.
    ///
    /// - Parameter shown: its type and fingerprint.
    static func refusal(of shown: String, isRevoked: Bool, _ target: SSHTarget) -> SSHError {
        guard !isRevoked else {
            return target.error(
                .hostKeyRevoked, .hostKey, "it shows \(shown)", hint: "give the device a new host key")
        }
        let pinned = target.hostKeys.pinned(host: target.host, port: target.port)
        guard !pinned.isEmpty else {
            return target.error(
                .hostKeyUnknown, .hostKey, "it shows \(shown)",
                hint: "compare the fingerprint with the device's own, then `pita host-key enrol`")
        }
        return target.error(
            .hostKeyChanged, .hostKey,
            "it shows \(shown), pinned is \(pinned.map(\.description).joined(separator: " and "))",
            hint: "find out why before anything else: the device was replaced, or someone stands between; "
                + "`pita host-key forget` and `enrol` pin the new key")
    }
}
