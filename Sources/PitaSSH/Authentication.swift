internal import CLibSSH2
import Glibc
import PitaDiagnostics

/// One attempt to log in with one credential.
final class Authentication {
    private enum Method {
        case publicKey(SSHPublicKey)
        case agent(AgentSigner)
        case passwordAfterAsking(Secret)
        case password(Secret)
        case questions
    }

    private var method: Method
    private let user: String

    init(_ engine: SSHEngine) throws(SSHError) {
        user = engine.target.user
        switch engine.target.credential {
        case .key(let key):
            engine.sign = { data in key.signature(for: data).map { .signature($0) } ?? .refused }
            method = .publicKey(key.publicKey)
        case .agent(let path, let key):
            method = .agent(AgentSigner(path: path, wanted: key, engine: engine))
        case .password(let secret): method = .passwordAfterAsking(secret)
        case .keyboardInteractive(let answer):
            engine.answerPrompt = answer
            method = .questions
        }
    }

    func advance(_ engine: SSHEngine) throws(SSHError) -> Bool {
        let session = try engine.handle(.authentication)
        if case .passwordAfterAsking(let secret) = method {
            guard let methods = try offeredMethods(engine, session) else { return false }
            if libssh2_userauth_authenticated(session.pointer) != 0 { return true }
            method = try choose(methods, secret, engine)
        }
        let code: Int32
        switch method {
        case .publicKey(let key): code = session.logIn(user: user, key: key)
        case .agent(let agent):
            guard let key = try agent.key() else { return false }
            code = session.logIn(user: user, key: key)
            if let fault = agent.fault { throw fault }
        case .passwordAfterAsking: return false
        case .password(let secret): code = session.logIn(user: user, password: secret)
        case .questions: code = session.logInByQuestions(user: user)
        }
        if code == LIBSSH2_ERROR_EAGAIN { return false }
        guard code == 0 else { throw refusal(code, engine, session) }
        return true
    }

    /// The methods that the server offers to this user; `nil` for not yet. Asking is no attempt (RFC 4252 5.2).
    private func offeredMethods(_ engine: SSHEngine, _ session: LibSSH2Handle) throws(SSHError) -> [String]? {
        let list = libssh2_userauth_list(session.pointer, user, UInt32(user.utf8.count))
        if let list { return String(cString: list).split(separator: ",").map(String.init) }
        if libssh2_userauth_authenticated(session.pointer) != 0 { return [] }
        let code = session.lastCode
        if code == LIBSSH2_ERROR_EAGAIN { return nil }
        throw engine.libraryError(code, .authenticationFailed, .authentication)
    }

    private func choose(_ methods: [String], _ secret: Secret, _ engine: SSHEngine) throws(SSHError) -> Method {
        if methods.contains("password") { return .password(secret) }
        guard methods.contains("keyboard-interactive") else {
            throw engine.target.error(
                .methodNotOffered, .authentication,
                "it offers \(TerminalText.sanitised(methods.joined(separator: ",")))",
                hint: methods.contains("publickey")
                    ? "log in with a key; RouterOS switches passwords off once a user has one" : nil)
        }
        // Given to the first hidden question only: a second round would be a second attempt.
        var unused: Secret? = secret
        engine.answerPrompt = { prompt in
            guard !prompt.echoes else { return nil }
            defer { unused = nil }
            return unused
        }
        return .questions
    }

    private func refusal(_ code: Int32, _ engine: SSHEngine, _ session: LibSSH2Handle) -> SSHError {
        var error = engine.libraryError(code, .authenticationFailed, .authentication)
        guard error.code == .authenticationFailed else { return error }
        error.detail = "user \(TerminalText.sanitised(user)), " + credentialName
        error.hint = "one attempt was made; check the user and what the device knows of the credential"
        if isRSA {
            error.hint =
                "the device may refuse ssh-rsa with SHA-1, all that this libssh2 can sign: use an ed25519 or "
                + "ecdsa key, or write `transport: openssh` for the device"
        }
        return error
    }

    private var isRSA: Bool {
        switch method {
        case .publicKey(let key): key.type == "ssh-rsa"
        case .agent(let agent): agent.isRSA
        default: false
        }
    }

    private var credentialName: String {
        switch method {
        case .publicKey(let key): "key \(key)"
        case .agent: "a key of ssh-agent"
        case .password, .passwordAfterAsking: "password"
        case .questions: "keyboard-interactive"
        }
    }
}

extension LibSSH2Handle {
    fileprivate func logIn(user: String, key: SSHPublicKey) -> Int32 {
        libssh2_userauth_publickey(pointer, user, key.blob, key.blob.count, signData, libssh2_session_abstract(pointer))
    }

    fileprivate func logIn(user: String, password: Secret) -> Int32 {
        password.withRevealed { word in
            libssh2_userauth_password_ex(
                pointer, user, UInt32(user.utf8.count), word, UInt32(word.utf8.count), nil)
        }
    }

    fileprivate func logInByQuestions(user: String) -> Int32 {
        libssh2_userauth_keyboard_interactive_ex(pointer, user, UInt32(user.utf8.count), answerQuestions)
    }
}

private func owner(_ abstract: UnsafeMutablePointer<UnsafeMutableRawPointer?>?) -> SSHEngine? {
    guard let state = abstract?.pointee?.assumingMemoryBound(to: pita_ssh2_state.self),
        let owner = state.pointee.owner
    else { return nil }
    return Unmanaged<SSHEngine>.fromOpaque(owner).takeUnretainedValue()
}

/// Copies into memory that libssh2 frees.
private func allocated(_ bytes: some Collection<UInt8>) -> UnsafeMutablePointer<UInt8>? {
    guard let memory = malloc(max(32, bytes.count)) else { return nil }
    let copy = UnsafeMutableRawBufferPointer(start: memory, count: max(32, bytes.count))
    copy.initializeMemory(as: UInt8.self, repeating: 0)
    copy.copyBytes(from: bytes)
    return memory.assumingMemoryBound(to: UInt8.self)
}

private let signData:
    @convention(c) (
        OpaquePointer?, UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?, UnsafeMutablePointer<Int>?,
        UnsafePointer<UInt8>?, Int, UnsafeMutablePointer<UnsafeMutableRawPointer?>?
    ) -> Int32 = { _, signature, count, data, dataCount, abstract in
        guard let sign = owner(abstract)?.sign, let signature, let count else { return -1 }
        switch sign(UnsafeRawBufferPointer(start: data, count: dataCount)) {
        case .notYet: return LIBSSH2_ERROR_EAGAIN
        case .refused: return -1
        case .signature(let bytes):
            guard let copy = allocated(bytes) else { return -1 }
            signature.pointee = copy
            count.pointee = bytes.count
            return 0
        }
    }

private let answerQuestions:
    @convention(c) (
        UnsafePointer<CChar>?, Int32, UnsafePointer<CChar>?, Int32, Int32,
        UnsafePointer<LIBSSH2_USERAUTH_KBDINT_PROMPT>?, UnsafeMutablePointer<LIBSSH2_USERAUTH_KBDINT_RESPONSE>?,
        UnsafeMutablePointer<UnsafeMutableRawPointer?>?
    ) -> Void = { _, _, instruction, instructionCount, count, prompts, responses, abstract in
        guard let answer = owner(abstract)?.answerPrompt, let prompts, let responses else { return }
        func text(_ start: UnsafePointer<CChar>?, _ count: Int) -> String {
            let bytes = UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : min(count, 4096))
            return TerminalText.sanitised(String(decoding: bytes, as: UTF8.self))
        }
        for index in 0..<min(Int(count), 64) {
            let prompt = KeyboardPrompt(
                instruction: text(instruction, Int(instructionCount)),
                text: text(prompts[index].text, Int(prompts[index].length)), echoes: prompts[index].echo != 0)
            let word = answer(prompt)?.withRevealed { Array($0.utf8) } ?? []
            guard let copy = allocated(word) else { continue }
            responses[index].text = UnsafeMutableRawPointer(copy).assumingMemoryBound(to: CChar.self)
            responses[index].length = UInt32(word.count)
        }
    }
