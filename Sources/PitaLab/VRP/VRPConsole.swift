import Foundation

/// The command line of Huawei's VRP: version 5, which acts at once, and version 8 with its candidate.
final class VRPConsole: ConsoleDevice {
    struct Question {
        var text: String
        /// Letters that are answers.
        var letters: String
        var answer: (VRPConsole, Character) -> Void
    }

    let device: LabDevice
    let model: VRPModel
    let tables: VRPTables
    let reader = ValueReader(interfaceKinds: VRPModel.interfaceKinds)
    var state: VRPState
    var surroundings = ConsoleSurroundings()

    var view = VRPView.user
    /// Whether lines take effect without a commit.
    var isImmediate: Bool
    /// What this session has changed and not committed.
    var edits: [(inout VRPConfiguration) -> Void] = []
    var question: Question?
    var events: [ConsoleEvent] = []
    var screenLength = 24
    var isInstalling = false
    var typedLine = ""
    /// The prompt under which the line was typed.
    var typedPrompt = ""

    init(_ device: LabDevice) throws {
        guard let model = VRPModel.all.first(where: { $0.board == device.board }) else {
            throw LabError("\(device.name): no VRP model \(device.board)")
        }
        self.device = device
        self.model = model
        isImmediate = !model.hasCandidate
        tables = VRPTables(model)
        state = VRPState(meter: TrafficMeter(started: surroundings.monotonic() - 90_000))
        state.running = factory()
    }

    func restore(_ data: Data) throws { state = try JSONDecoder().decode(VRPState.self, from: data) }

    func encoded() throws -> Data { try JSONEncoder().encode(state) }

    func install(_ lines: [String]) throws {
        isInstalling = true
        isImmediate = true
        view = .system
        for line in lines {
            events = []
            execute(line)
            guard events.isEmpty else { throw LabError("\(device.name): \(line): \(ConsoleText.plain(events))") }
        }
        view = .user
        isImmediate = !model.hasCandidate
        isInstalling = false
        state.saved = state.running
        state.changed = nil
        settle()
    }

    var truth: String { VRPRenderer(console: self).body(state.running).map { $0 + "\n" }.joined() }

    // MARK: - Session

    /// What the session works on: what runs, with its own changes.
    var configuration: VRPConfiguration {
        edits.reduce(into: state.running) { configuration, edit in edit(&configuration) }
    }

    private var isDirty: Bool { !edits.isEmpty && configuration != state.running }

    var hostname: String { Self.name(state.running) }

    static func name(_ configuration: VRPConfiguration) -> String {
        configuration.entry(["sysname"])?.text.split(separator: " ").last.map(String.init) ?? "HUAWEI"
    }

    var greeting: String {
        "\nInfo: The max number of VTY users is 5, the number of current VTY users online is 1.\n"
    }

    var prompt: String { question?.text ?? commandPrompt }

    private var commandPrompt: String {
        let name = surroundings.promptName ?? (isImmediate ? Self.name(configuration) : hostname)
        let unit = surroundings.promptState == .none ? "" : "HRP_M"
        if view.kind == .user { return "\(unit)<\(name)>" }
        let mark = isImmediate ? "" : isDirty ? "*" : "~"
        return "\(unit)[\(mark)\(name)\(view.title.isEmpty ? "" : "-" + view.title)]"
    }

    var isConfiguring: Bool { view.kind != .user && question == nil }

    var screen: ConsoleScreen {
        let width = "\u{1B}[16D"
        return ConsoleScreen(
            length: screenLength, width: 0, overflow: .wrap, more: "  ---- More ----",
            wipe: width + String(repeating: " ", count: 16) + width, capacity: 510)
    }

    func respond(to line: String) -> [ConsoleEvent] {
        events = []
        typedPrompt = commandPrompt
        if let asked = question { answer(asked, line) } else { execute(line) }
        return events
    }

    private func answer(_ asked: Question, _ line: String) {
        let first = line.trimmingCharacters(in: .whitespaces).uppercased().first
        guard let first, asked.letters.contains(first) else {
            let choices = asked.letters == "YN" ? "'YES' or 'NO'" : "'YES', 'NO' or 'CANCEL'"
            let letters = asked.letters.map(String.init).joined(separator: "/")
            question?.text = "Error: Please choose \(choices) first before pressing 'Enter'. [\(letters)]:"
            return
        }
        question = nil
        asked.answer(self, first)
    }

    func control(_ key: LineEditor.Control, _ line: String) -> [ConsoleEvent] {
        events = []
        if key == .interrupt { question = nil }
        if key == .suspend, view.kind != .user { leave(.user) }
        return events
    }

    func help(_ line: String) -> [String]? {
        if question != nil { return nil }
        let words = tables.exec(view.kind).following(line, reader: reader.read)
        let lines = tables.configuration(view.kind, isUndone: line.hasPrefix("undo ")).following(
            line, reader: reader.read)
        let known = Set(words + lines).sorted()
        return known.isEmpty ? ["Error: Unrecognized command found at '^' position."] : known
    }

    func exec(_ command: String) -> [ConsoleEvent] {
        screenLength = 0
        return respond(to: command).filter { $0 != .close }
    }

    var logLine: String {
        let stamp = ConsoleClock.short(surroundings.wall())
        return "\(stamp) \(hostname) %%01IFNET/4/IF_STATE(l)[1]:Interface \(device.ports.last ?? "NULL0") has turned "
            + "into DOWN state."
    }

    // MARK: - Output

    func say(_ line: String = "") { events.append(.line(line)) }

    func say(_ lines: [String]) { events += lines.map { .line($0) } }

    func refuse(_ outcome: CommandTable.Outcome) {
        let words = TypedWord.split(typedLine)
        let end = words.last.map { $0.column + $0.text.count } ?? 0
        switch outcome {
        case .found: break
        case .incomplete: mark(end, "Error: Incomplete command found at '^' position.")
        case .ambiguous: mark(words.last?.column ?? 0, "Error: Ambiguous command found at '^' position.")
        case .invalid(let column, .unknown): mark(column, "Error: Unrecognized command found at '^' position.")
        case .invalid(let column, .wrongValue): mark(column, "Error: Wrong parameter found at '^' position.")
        case .invalid(let column, .tooMany): mark(column, "Error: Too many parameters found at '^' position.")
        }
    }

    /// The caret stands under the echoed line, prompt included.
    private func mark(_ column: Int, _ text: String) {
        say(String(repeating: " ", count: typedPrompt.count + column) + "^")
        say(text)
    }

    func ask(_ text: String, letters: String = "YN", _ answer: @escaping (VRPConsole, Character) -> Void) {
        question = Question(text: text, letters: letters, answer: answer)
    }
}
