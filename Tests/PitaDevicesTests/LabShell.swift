import PitaDiagnostics
import PitaPlatforms
import PitaSSH

@testable import PitaDevices
@testable import PitaLab

/// A device of the lab in memory, behind the rules of a real dialogue: what is spoken on the wire is what the lab speaks.
actor LabShell: ShellChannel {
    nonisolated let greeting: DialogueAnswer
    private let console: any ConsoleDevice
    private let speech: ConsoleSpeech
    private var dialogue: Dialogue<ContinuousClock.Instant>
    /// Goes only while somebody waits for the device.
    private var now: ContinuousClock.Instant
    private let time = LabTime()
    private var typed = ""
    private var prompts = 0
    /// The lines that the device was sent.
    private(set) var heard: [String] = []

    /// A log-in on a device.
    init(_ device: LabDevice, faults: FaultSet, profile: DialogueProfile) throws {
        let console = try Consoles.make(device)
        try console.install(device.commands)
        console.surroundings.isLocked = faults.has("locked")
        console.surroundings.promptState =
            faults.has("prompt-state") ? .unit : faults.has("prompt-clock") ? .clock : .none
        console.surroundings.asks = (faults.has("asks"), faults.has("asks-more"))
        console.surroundings.startsShell = faults.has("shell")
        console.surroundings.monotonic = { [time] in time.now }
        var dialogue = Dialogue<ContinuousClock.Instant>(profile: profile, columns: 511)
        now = ContinuousClock.now
        _ = dialogue.greet(within: .seconds(5), at: now)
        let words = (console.greeting + console.prompt).replacing("\n", with: "\r\n")
        var actions = dialogue.received(Array(words.utf8), at: now)
        actions += dialogue.tick(at: now.advanced(by: .seconds(1)))
        var answer: DialogueAnswer?
        for case .finished(let found) in actions { answer = found }
        guard let answer else { throw LabError("\(device.name) shows no prompt: \(words)") }
        greeting = answer
        self.console = console
        self.dialogue = dialogue
        speech = ConsoleSpeech(faults: faults, forms: .of(device.kind, name: device.name))
    }

    /// The device's own running config.
    var truth: String { console.truth }

    /// Lets so many seconds go by on the device, and what is due meanwhile happen.
    func pass(_ seconds: Double) {
        let end = time.now + seconds
        while let due = console.due, due <= end {
            time.now = max(due, time.now)
            if console.fire().contains(.restart) { console.restarted() }
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

/// A device's clock, in seconds; only the shell that holds it sets it.
private final class LabTime {
    var now = 1000.0
}

/// A session on such a device.
struct LabConnection: TransportSession {
    let hostKey: HostKey
    let serverVersion = "SSH-2.0-lab"
    let shell: LabShell

    init(_ device: LabDevice, _ platform: any Platform, faults: [String]) throws {
        var set = FaultSet()
        for fault in faults { set.faults[fault] = -1 }
        guard let console = platform.console,
            let hostKey = HostKey(
                line: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICALuCY9TS083YF3txvhRNIuq5XKhYFMzhiTkpA+Befc")
        else { throw LabError("no console") }
        self.hostKey = hostKey
        shell = try LabShell(device, faults: set, profile: DialogueProfile(console))
    }

    func openShell(_ request: ShellRequest) async throws(SSHError) -> any ShellChannel { shell }

    func execute(_ command: String, input: [UInt8], limits: ExecLimits) async throws(SSHError) -> ExecResult {
        throw SSHError(.commandRefused, host: "lab", port: 22, phase: .command)
    }

    func upload(_ file: FileUpload) async throws(SSHError) {
        throw SSHError(.commandRefused, host: "lab", port: 22, phase: .upload)
    }

    func close() async {}
}
