import Foundation

/// One SSH session on a device with a prompt.
final class ConsoleSession {
    private let directory: LabDirectory
    private let store: ConsoleStore
    private let console: any ConsoleDevice
    private let truth: GroundTruth
    private let terminal = ConsoleTerminal()
    /// How much of the broadcasts this session has seen.
    private var heard: Int
    /// How many prompts were painted.
    private var prompts = 0

    init(_ directory: LabDirectory, _ device: LabDevice) throws {
        self.directory = directory
        store = try ConsoleStore(directory, device)
        console = try Consoles.make(device)
        truth = GroundTruth(directory: directory, device: device.name)
        heard = StateFile.text(store.broadcasts)?.utf8.count ?? 0
    }

    /// A command on a channel of its own.
    func exec(_ command: String) throws {
        truth.write("command", command)
        let events = try perform { $0.exec(command) }
        terminal.write(spoil(ConsoleText.plain(events)))
        if events.contains(.restart) { restart() }
    }

    /// A log-in: prompts, lines, answers.
    func interactive() throws {
        terminal.makeRaw()
        terminal.whileWaiting = { [unowned self] in listen() }
        try misbehave()
        if isBusy() { return }
        try store.locked { try store.load(console) }
        terminal.write(console.greeting + console.prompt)
        var editor = LineEditor(screen: console.screen)
        prepare(&editor)
        var echo: [UInt8] = []
        while let byte = terminal.next() {
            if console.wantsKey {
                guard let key = editor.key(byte) else { continue }
                terminal.write("\n")
                guard try answer(key, { $0.respond(to: key) }) else { return }
                prepare(&editor)
                continue
            }
            for action in editor.feed(byte) {
                if case .echo(let bytes) = action {
                    echo += bytes
                    continue
                }
                flush(&echo)
                guard try take(action, &editor) else { return }
            }
            if !terminal.hasInput { flush(&echo) }
        }
    }

    private var speech: ConsoleSpeech {
        ConsoleSpeech(faults: store.faults, forms: .of(store.device.kind, name: store.device.name))
    }

    /// Whether the device has no line for this session; so many sessions are closed as the fault says.
    private func isBusy() -> Bool {
        store.locked {
            var faults = store.faults
            guard let left = faults.faults["busy"], left > 0 else { return false }
            faults.faults["busy"] = left > 1 ? left - 1 : nil
            store.faults = faults
            truth.write("fault", "busy")
            terminal.write(speech.forms.busy + "\n")
            return true
        }
    }

    /// Paints the prompt, and what the device says behind it.
    private func paintPrompt() {
        terminal.write(console.prompt + speech.behindPrompt(console.prompt, number: prompts))
        prompts += 1
    }

    private func flush(_ echo: inout [UInt8]) {
        if !echo.isEmpty { Wire.write(echo) }
        echo = []
    }

    private func prepare(_ editor: inout LineEditor) {
        editor.screen = console.screen
        editor.hidesInput = console.hidesInput
        editor.hasHelp = console.help("") != nil
        editor.indent = console.prompt.split(separator: "\n").last?.count ?? 0
    }

    /// Gives false when the session is over.
    private func take(_ action: LineEditor.Action, _ editor: inout LineEditor) throws -> Bool {
        var goesOn = true
        switch action {
        case .echo: break
        case .line(let line): goesOn = try answer(line) { $0.respond(to: line) }
        case .control(let key, let line): goesOn = try answer("\(key) \(line)") { $0.control(key, line) }
        case .complete(let line):
            for case .echo(let bytes) in editor.complete(Self.completion(line, console.help(line))) {
                Wire.write(bytes)
            }
        case .help(let line):
            guard let lines = console.help(line) else {
                for case .echo(let bytes) in editor.type(63) { Wire.write(bytes) }
                break
            }
            terminal.write("?\n" + lines.map { "  " + $0 + "\n" }.joined() + "\n" + console.prompt + line)
        }
        prepare(&editor)
        return goesOn
    }

    /// The letters that a shortened keyword lacks.
    private static func completion(_ line: String, _ known: [String]?) -> String {
        let start = line.split(separator: " ").last ?? ""
        guard let known, known.count == 1, known[0].hasPrefix(start) else { return "" }
        return String(known[0].dropFirst(start.count))
    }

    /// Answers a line and shows the next prompt.
    private func answer(_ line: String, _ body: (any ConsoleDevice) -> [ConsoleEvent]) throws -> Bool {
        truth.write("command", console.hidesInput ? "(not shown)" : line)
        let isConfiguring = console.isConfiguring
        let events = try perform(body)
        let text = speech.answer(
            spoil(ConsoleText.plain(events)), isConfiguring: isConfiguring && console.isConfiguring)
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let last = lines.popLast() ?? ""
        if terminal.page(lines, console.screen) { terminal.write(String(last)) }
        if events.contains(.restart) { restart() }
        if events.contains(.close) { return false }
        paintPrompt()
        return true
    }

    /// Lets the console work on the state that all sessions share.
    private func perform(_ body: (any ConsoleDevice) -> [ConsoleEvent]) throws -> [ConsoleEvent] {
        try misbehave()
        var happening: Set<String> = []
        let events = try store.locked {
            try store.load(console)
            console.surroundings.beforeChange = { [store] in
                happening.formUnion(store.count())
                if happening.contains("reject") { return .refuse }
                return store.faults.has("lie") ? .pretend : .apply
            }
            let before = console.truth
            let events = body(console)
            console.surroundings.beforeChange = { .apply }
            try store.save(console)
            let after = console.truth
            if before != after || !happening.isEmpty {
                truth.write(
                    "effect", ConsoleText.plain(events), before: GroundTruth.digest(before),
                    after: GroundTruth.digest(after))
            }
            return events
        }
        if !happening.isEmpty { behind(happening) }
        return events
    }

    /// Faults that come before anything is done.
    private func misbehave() throws {
        let faults = store.faults
        for name in ["drop", "stall", "slow", "garbage"] where faults.has(name) { truth.write("fault", name) }
        if let milliseconds = faults.faults["slow"] { Clocks.sleep(Double(milliseconds) / 1000) }
        if faults.has("drop") { Wire.cut() }
        if faults.has("stall") { Wire.stall() }
        if faults.has("garbage") {
            Wire.write(Noise.bytes(seed: try LabSecrets.load(directory).seed ^ UInt64(getpid())))
            Wire.cut()
        }
    }

    /// Faults behind a change that was made.
    private func behind(_ happening: Set<String>) {
        truth.write("fault", happening.sorted().joined(separator: ","))
        if happening.contains("reboot") { restart() }
        if happening.contains("stall") { Wire.stall() }
        if happening.contains("drop") { Wire.cut() }
    }

    private func restart() -> Never {
        truth.write("fault", "restart")
        StateFile.append("", to: directory.restarts + "/" + truth.device)
        Wire.cut()
    }

    private func spoil(_ text: String) -> String {
        let faults = store.faults
        var text = text
        if faults.has("echo-log") {
            let place = text.firstIndex(of: "\n").map(text.index(after:)) ?? text.startIndex
            text.insert(contentsOf: console.logLine + "\n", at: place)
        }
        if let limit = faults.faults["truncate"] { text = String(decoding: text.utf8.prefix(limit), as: UTF8.self) }
        return text
    }

    /// Shows what the device tells everybody.
    private func listen() {
        guard let text = StateFile.text(store.broadcasts), text.utf8.count > heard else { return }
        let news = String(decoding: text.utf8.dropFirst(heard), as: UTF8.self)
        heard = text.utf8.count
        terminal.write("\n" + news)
    }
}
