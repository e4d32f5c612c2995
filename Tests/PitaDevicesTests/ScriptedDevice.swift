import PitaSSH

/// A device whose words are written down beforehand, behind the rules of a real dialogue. Its clock goes only while somebody
/// waits for it, a millisecond at a look, so that no load of the machine decides what comes when.
actor ScriptedDevice: ShellChannel {
    /// What is said, and how long after what came before.
    struct Words {
        var text: String
        var after = Duration.zero
    }

    nonisolated let greeting: DialogueAnswer
    private var dialogue: Dialogue<ContinuousClock.Instant>
    private var script: [(heard: String, says: [Words])]
    private var coming: [(at: ContinuousClock.Instant, text: String)] = []
    private var now: ContinuousClock.Instant
    /// What the device was sent, without line ends.
    private(set) var heard: [String] = []

    /// - Parameter script: the lines that it expects, and what it says to each, echo included.
    init(_ profile: DialogueProfile, prompt: String, _ script: [(heard: String, says: [Words])]) {
        var dialogue = Dialogue<ContinuousClock.Instant>(profile: profile, columns: 511)
        var now = ContinuousClock.now
        _ = dialogue.greet(within: .seconds(5), at: now)
        _ = dialogue.received(Array(prompt.utf8), at: now)
        now = now.advanced(by: .seconds(1))
        _ = dialogue.tick(at: now)
        self.dialogue = dialogue
        self.now = now
        self.script = script
        greeting = DialogueAnswer(lines: [], prompt: prompt)
    }

    func perform(_ step: DialogueStep) async throws(SSHError) -> DialogueAnswer {
        deliver()
        var actions = dialogue.start(step, at: now)
        while true {
            for action in actions {
                switch action {
                case .send(let bytes): hear(String(decoding: bytes, as: UTF8.self))
                case .finished(let answer): return answer
                case .failed(let failure):
                    throw SSHError(.timedOut, host: "sw1", port: 22, phase: .shell, detail: "\(failure)")
                }
            }
            now = now.advanced(by: .milliseconds(1))
            actions = deliver() + dialogue.tick(at: now)
        }
    }

    private func hear(_ text: String) {
        let line = text.filter { $0 != "\n" }
        heard.append(line)
        guard let place = script.firstIndex(where: { $0.heard == line }) else { return }
        var moment = max(now, coming.last?.at ?? now)
        for words in script.remove(at: place).says {
            moment = moment.advanced(by: words.after)
            coming.append((moment, words.text))
        }
    }

    @discardableResult
    private func deliver() -> [Dialogue<ContinuousClock.Instant>.Action] {
        var actions: [Dialogue<ContinuousClock.Instant>.Action] = []
        while let next = coming.first, next.at <= now {
            coming.removeFirst()
            actions += dialogue.received(Array(next.text.utf8), at: now)
        }
        return actions
    }

    func close() {}
}

/// A session that holds one such device.
struct ScriptedSession: TransportSession {
    let hostKey: HostKey
    let serverVersion = "SSH-2.0-Cisco-1.25"
    let script: [(heard: String, says: [ScriptedDevice.Words])]
    let prompt: String
    private let opened = Opened()

    /// The device, once it was spoken to.
    private actor Opened {
        var device: ScriptedDevice?
        func keep(_ device: ScriptedDevice) { self.device = device }
    }

    init(prompt: String, _ script: [(heard: String, says: [ScriptedDevice.Words])]) throws {
        let line = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICALuCY9TS083YF3txvhRNIuq5XKhYFMzhiTkpA+Befc"
        guard let hostKey = HostKey(line: line) else { throw CancellationError() }
        (self.hostKey, self.prompt, self.script) = (hostKey, prompt, script)
    }

    /// What the device was sent.
    var heard: [String] { get async { await opened.device?.heard ?? [] } }

    func openShell(_ request: ShellRequest) async throws(SSHError) -> any ShellChannel {
        let device = ScriptedDevice(request.profile, prompt: prompt, script)
        await opened.keep(device)
        return device
    }

    func execute(_ command: String, input: [UInt8], limits: ExecLimits) async throws(SSHError) -> ExecResult {
        throw SSHError(.commandRefused, host: "sw1", port: 22, phase: .command)
    }

    func upload(_ file: FileUpload) async throws(SSHError) {
        throw SSHError(.commandRefused, host: "sw1", port: 22, phase: .upload)
    }

    func close() async {}
}
