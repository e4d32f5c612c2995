import PitaDiagnostics
import PitaPlatforms
import PitaSSH

@testable import PitaDevices
@testable import PitaLab

/// A device of the lab in memory, behind the rules of a real dialogue: what is spoken on the wire is what the lab speaks.
actor LabShell: ShellChannel {
    nonisolated let greeting: DialogueAnswer
    private let device: LabDevice
    private let faults: FaultSet
    private let profile: DialogueProfile
    private var console: any ConsoleDevice
    private let speech: ConsoleSpeech
    private var dialogue: Dialogue<ContinuousClock.Instant>
    /// Goes only while somebody waits for the device.
    private var now: ContinuousClock.Instant
    private let time = LabTime()
    private var typed = ""
    private var prompts = 0
    /// The number of the log-in that lives; 0 for none.
    private var login = 1
    private var logins = 1
    /// The lines that the device was sent.
    private(set) var heard: [String] = []

    /// A log-in on a device.
    init(_ device: LabDevice, faults: FaultSet, profile: DialogueProfile) throws {
        console = try Self.console(of: device, faults: faults, time: time)
        try console.install(device.commands)
        now = ContinuousClock.now
        (dialogue, greeting) = try Self.open(console, profile, at: now)
        (self.device, self.faults, self.profile) = (device, faults, profile)
        speech = ConsoleSpeech(faults: faults, forms: .of(device.kind, name: device.name))
    }

    private static func console(of device: LabDevice, faults: FaultSet, time: LabTime) throws -> any ConsoleDevice {
        let console = try Consoles.make(device)
        console.surroundings.isLocked = faults.has("locked")
        console.surroundings.promptState =
            faults.has("prompt-state") ? .unit : faults.has("prompt-clock") ? .clock : .none
        console.surroundings.asks = (faults.has("asks"), faults.has("asks-more"))
        console.surroundings.startsShell = faults.has("shell")
        console.surroundings.monotonic = { [time] in time.now }
        return console
    }

    /// A dialogue that has seen the greeting.
    private static func open(
        _ console: any ConsoleDevice, _ profile: DialogueProfile, at now: ContinuousClock.Instant
    ) throws -> (Dialogue<ContinuousClock.Instant>, DialogueAnswer) {
        var dialogue = Dialogue<ContinuousClock.Instant>(profile: profile, columns: 511)
        _ = dialogue.greet(within: .seconds(5), at: now)
        let words = (console.greeting + console.prompt).replacing("\n", with: "\r\n")
        var actions = dialogue.received(Array(words.utf8), at: now)
        actions += dialogue.tick(at: now.advanced(by: .seconds(1)))
        var answer: DialogueAnswer?
        for case .finished(let found) in actions { answer = found }
        guard let answer else { throw LabError("the device shows no prompt: \(words)") }
        return (dialogue, answer)
    }

    /// A further log-in on the device; the one before ends.
    func logIn() throws -> LabLogIn {
        let fresh = try Self.console(of: device, faults: faults, time: time)
        try fresh.restore(try console.encoded())
        logins += 1
        let number = String(logins)
        fresh.surroundings.session = number
        fresh.surroundings.isAlive = { $0 == number }
        (console, typed, login) = (fresh, "", logins)
        now = now.advanced(by: .seconds(1))
        let greeting: DialogueAnswer
        (dialogue, greeting) = try Self.open(console, profile, at: now)
        return LabLogIn(shell: self, number: logins, greeting: greeting)
    }

    /// Ends a log-in, or whichever lives.
    func logOut(_ number: Int? = nil) { if number == nil || number == login { login = 0 } }

    /// The device restarts: what was not saved is gone, and nobody is logged in.
    func restart() {
        console.restarted()
        login = 0
    }

    /// Does a step of a log-in that lives.
    func perform(_ step: DialogueStep, by number: Int) async throws(SSHError) -> DialogueAnswer {
        guard number == login else { throw SSHError(.closed, host: "lab", port: 22, phase: .shell) }
        return try await perform(step)
    }

    /// The device's own running config.
    var truth: String { console.truth }

    /// Lets so many seconds go by on the device, and what is due meanwhile happen.
    func pass(_ seconds: Double) {
        let end = time.now + seconds
        while let due = console.due, due <= end {
            time.now = max(due, time.now)
            if console.fire().contains(.restart) { restart() }
        }
        time.now = end
    }

    func perform(_ step: DialogueStep) async throws(SSHError) -> DialogueAnswer {
        var actions = dialogue.start(step, at: now)
        while true {
            var said = ""
            for action in actions {
                switch action {
                case .send(let bytes): said += hear(String(decoding: bytes, as: UTF8.self))
                case .finished(let answer): return answer
                case .failed(let failure):
                    throw SSHError(.timedOut, host: "lab", port: 22, phase: .shell, detail: "\(failure)")
                }
            }
            if said.isEmpty {
                now = now.advanced(by: .milliseconds(1))
                actions = dialogue.tick(at: now)
            } else {
                actions = dialogue.received(Array(said.replacing("\n", with: "\r\n").utf8), at: now)
            }
        }
    }

    /// What the device says while it is typed to.
    private func hear(_ text: String) -> String {
        var said = ""
        for character in text {
            if character == "\u{3}" {
                typed = ""
                said += "^C\n" + after(console.control(.interrupt, ""), isConfiguring: false)
            } else if console.wantsKey {
                said += "\n" + answer(character == "\n" ? "" : String(character))
            } else if character == "\n" {
                said += "\n" + answer(typed)
            } else {
                typed.append(character)
                if !console.hidesInput { said.append(character) }
            }
        }
        return said
    }

    private func answer(_ line: String) -> String {
        typed = ""
        heard.append(line)
        let isConfiguring = console.isConfiguring
        return after(console.respond(to: line), isConfiguring: isConfiguring && console.isConfiguring)
    }

    private func after(_ events: [ConsoleEvent], isConfiguring: Bool) -> String {
        defer { prompts += 1 }
        return speech.answer(ConsoleText.plain(events), isConfiguring: isConfiguring) + console.prompt
            + speech.behindPrompt(console.prompt, number: prompts)
    }

    func close() {}
}

/// A log-in on such a device, until the next.
struct LabLogIn: ShellChannel {
    let shell: LabShell
    let number: Int
    let greeting: DialogueAnswer

    func perform(_ step: DialogueStep) async throws(SSHError) -> DialogueAnswer {
        try await shell.perform(step, by: number)
    }

    func close() async { await shell.logOut(number) }
}

/// A device's clock, in seconds; only the shell that holds it sets it.
private final class LabTime {
    var now = 1000.0
}

/// A session on such a device.
struct LabConnection: TransportSession {
    let hostKey: HostKey
    let serverVersion = "SSH-2.0-lab"
    let shell: LabShell
    private let channel: any ShellChannel

    /// A log-in on a device that has one already.
    init(_ login: LabLogIn, hostKey: HostKey) {
        (shell, channel, self.hostKey) = (login.shell, login, hostKey)
    }

    init(_ device: LabDevice, _ platform: any Platform, faults: [String]) throws {
        var set = FaultSet()
        for fault in faults { set.faults[fault] = -1 }
        guard let console = platform.console,
            let hostKey = HostKey(
                line: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICALuCY9TS083YF3txvhRNIuq5XKhYFMzhiTkpA+Befc")
        else { throw LabError("no console") }
        self.hostKey = hostKey
        shell = try LabShell(device, faults: set, profile: DialogueProfile(console))
        channel = shell
    }

    func openShell(_ request: ShellRequest) async throws(SSHError) -> any ShellChannel { channel }

    func execute(_ command: String, input: [UInt8], limits: ExecLimits) async throws(SSHError) -> ExecResult {
        throw SSHError(.commandRefused, host: "lab", port: 22, phase: .command)
    }

    func upload(_ file: FileUpload) async throws(SSHError) {
        throw SSHError(.commandRefused, host: "lab", port: 22, phase: .upload)
    }

    func close() async {}
}
