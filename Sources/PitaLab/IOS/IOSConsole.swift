import Foundation

/// The command line of Cisco IOS and IOS-XE, Arista EOS and Ruijie RGOS: a strict subset with the words of the real ones.
final class IOSConsole: ConsoleDevice {
    /// A question that waits for its answer.
    struct Question {
        var text: String
        var isHidden = false
        /// Answered by one key.
        var isKey = false
        var answer: (IOSConsole, String) -> Void
    }

    /// A text that is entered over several lines.
    struct Banner {
        var kind: String
        var delimiter: String
        var lines: [String] = []
    }

    let device: LabDevice
    let model: IOSModel
    let tables: IOSTables
    let manner: IOSManner
    let reader: ValueReader
    var state: IOSState
    var surroundings = ConsoleSurroundings()

    var mode: IOSMode
    var question: Question?
    var banner: Banner?
    /// The configuration session that is open here, and whether its lines are being taken in.
    var session: String?
    var isStaging = false
    /// The line that is being performed, and the mode in which it was typed.
    var typedLine = ""
    /// Whether it asks for what goes without saying: `default X`.
    var isDefault = false
    var typedMode = IOSMode.privileged
    var events: [ConsoleEvent] = []
    var screenLength = 24
    var screenWidth = 80
    /// Whether the first configuration is being read: no questions, no faults.
    var isInstalling = false

    init(_ device: LabDevice) throws {
        guard let model = IOSModel.all.first(where: { $0.board == device.board && $0.dialect == device.kind })
        else {
            throw LabError("\(device.name): no \(device.kind.rawValue) model \(device.board)")
        }
        self.device = device
        self.model = model
        manner = .of(model.dialect)
        reader = ValueReader(interfaceKinds: manner.interfaceKinds)
        tables = IOSTables.of(model)
        mode = device.enable == nil ? .privileged : .user
        state = IOSState(meter: TrafficMeter(started: surroundings.monotonic() - 90_000))
        state.running = factory()
    }

    func restore(_ data: Data) throws { state = try JSONDecoder().decode(IOSState.self, from: data) }

    func encoded() throws -> Data { try JSONEncoder().encode(state) }

    func install(_ lines: [String]) throws {
        isInstalling = true
        mode = .configuration
        for line in lines {
            events = []
            configure(line)
            let refusal = events.contains { event in
                if case .line(let text) = event { return !text.isEmpty }
                return false
            }
            guard !refusal else { throw LabError("\(device.name): \(line): \(ConsoleText.plain(events))") }
        }
        events = []
        mode = device.enable == nil ? .privileged : .user
        isInstalling = false
        state.startup = state.running
        state.changed = nil
        for name in interfaceNames { _ = index(of: name) }
    }

    var truth: String { IOSRenderer(console: self).body(state.running).map { $0 + "\n" }.joined() }

    // MARK: - Session

    var hostname: String {
        state.running.entry(["hostname"])?.text.split(separator: " ").last.map(String.init) ?? "Router"
    }

    var greeting: String {
        let banners = ["motd", "exec"].compactMap { state.running.entry(["banner " + $0])?.children?.map(\.text) }
        return banners.map { "\n" + $0.joined(separator: "\n") + "\n" }.joined() + "\n"
    }

    var prompt: String {
        if let question { return question.text }
        if banner != nil { return "" }
        let name = surroundings.promptName ?? hostname
        let state =
            switch surroundings.promptState {
            case .none: ""
            case .unit: "(s1)"
            case .clock: "." + String(ConsoleClock.long(surroundings.wall()).suffix(8))
            }
        return switch mode.kind {
        case .user: name + state + ">"
        case .privileged: name + state + "#"
        // In configuration modes a long name is cut.
        default: "\(name.prefix(manner.nameLength ?? name.count))\(state)(\(modeName))#"
        }
    }

    var isConfiguring: Bool { mode.isConfiguration && question == nil && banner == nil }

    var hidesInput: Bool { question?.isHidden ?? false }
    var wantsKey: Bool { question?.isKey ?? false }

    var screen: ConsoleScreen {
        ConsoleScreen(
            length: screenLength, width: screenWidth, overflow: .scroll, more: manner.more,
            wipe: String(repeating: "\u{8}", count: 10) + String(repeating: " ", count: 10)
                + String(repeating: "\u{8}", count: 10), capacity: manner.capacity)
    }

    func respond(to line: String) -> [ConsoleEvent] {
        events = []
        if let asked = question {
            question = nil
            asked.answer(self, line)
        } else if banner != nil {
            addToBanner(line)
        } else if mode.isConfiguration {
            stage(line)
        } else {
            execute(line)
        }
        return events
    }

    func control(_ key: LineEditor.Control, _ line: String) -> [ConsoleEvent] {
        events = []
        switch key {
        case .endOfText: break
        case .interrupt:
            question = nil
            banner = nil
            if mode.isConfiguration { leaveConfiguration() }
        case .suspend:
            if mode.isConfiguration {
                stage(line)
                leaveConfiguration()
            }
        }
        return events
    }

    func help(_ line: String) -> [String]? {
        if question != nil || banner != nil { return nil }
        let table = mode.isConfiguration ? tables.configuration(mode.kind) : tables.exec(mode.kind)
        let known = table.following(line, reader: reader.read)
        return known.isEmpty ? ["% Unrecognized command"] : known
    }

    func exec(_ command: String) -> [ConsoleEvent] {
        screenLength = 0
        return respond(to: command).filter { $0 != .close }
    }

    var logLine: String {
        "*\(IOSClock.logStamp(surroundings.wall())): %LINEPROTO-5-UPDOWN: Line protocol on Interface "
            + "\(device.ports.last ?? "Null0"), changed state to down"
    }

    // MARK: - Output

    func say(_ line: String = "") { events.append(.line(line)) }

    func say(_ lines: [String]) { events += lines.map { .line($0) } }

    /// What is said beside doing what was asked for.
    func warn(_ lines: [String]) { if !isInstalling { say(lines) } }

    /// The line under which the caret stands begins with the prompt.
    func refuse(_ outcome: CommandTable.Outcome, _ line: String) {
        switch outcome {
        case .found: break
        case .incomplete: say(manner.incomplete)
        case .ambiguous: say("% Ambiguous command:  \"\(line)\"")
        case .invalid(let column, let reason):
            if manner.hasCaret { say(String(repeating: " ", count: prompt.count + column) + "^") }
            say(reason == .wrongValue ? manner.wrong : reason == .tooMany ? manner.tooMany : manner.unknown)
        }
        if outcome != .ambiguous { say() }
    }

    func ask(
        _ text: String, isHidden: Bool = false, isKey: Bool = false, _ answer: @escaping (IOSConsole, String) -> Void
    ) {
        question = Question(text: text, isHidden: isHidden, isKey: isKey, answer: answer)
    }

    /// Asks for one key: Enter or `y` goes on.
    func confirm(_ text: String, _ answer: @escaping (IOSConsole) -> Void) {
        ask(text + " [confirm]", isKey: true) { console, key in
            if key.isEmpty || key.lowercased() == "y" { answer(console) }
        }
    }
}
