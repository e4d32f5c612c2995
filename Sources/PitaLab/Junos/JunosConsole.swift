import Foundation

/// The command line of Junos: an operational mode, and a configuration mode that edits a candidate.
final class JunosConsole: ConsoleDevice {
    enum Mode { case operational, shared, exclusive, isolated }

    struct Question {
        var text: String
        var answer: (JunosConsole, String) -> Void
    }

    let device: LabDevice
    let operational: CommandTable
    let configuring: CommandTable
    var state: JunosState
    var surroundings = ConsoleSurroundings()

    var mode = Mode.operational
    var hasLeftShell = false
    /// Words of the level that is edited.
    var level: [String] = []
    /// What an exclusive or private session has changed and not committed.
    var edits: [(inout JunosConfiguration) -> Void] = []
    /// Lines of `load set terminal` so far.
    var loaded: [String]?
    var question: Question?
    var events: [ConsoleEvent] = []
    var screenLength = 24
    var screenWidth = 80
    var completesOnSpace = true
    var typedLine = ""
    var typedPrompt = ""

    init(_ device: LabDevice) throws {
        guard ["SRX300", "EX2300-24T"].contains(device.board) else {
            throw LabError("\(device.name): no Junos model \(device.board)")
        }
        self.device = device
        operational = CommandTable(JunosCommandTable.operational.map(\.form))
        configuring = CommandTable(JunosCommandTable.configuration.map(\.form))
        state = JunosState(meter: TrafficMeter(started: surroundings.monotonic() - 90_000))
    }

    func restore(_ data: Data) throws { state = try JSONDecoder().decode(JunosState.self, from: data) }

    func encoded() throws -> Data { try JSONEncoder().encode(state) }

    func install(_ lines: [String]) throws {
        var configuration = JunosConfiguration()
        for line in lines {
            do { try edit(line)(&configuration) } catch let refusal as JunosSchema.Refusal {
                throw LabError("\(device.name): \(line): \(refusal.text)")
            }
        }
        let problems = JunosCheck(configuration: configuration).problems
        guard problems.isEmpty else { throw LabError("\(device.name): \(problems.joined(separator: " "))") }
        record(configuration, by: "other", user: "root")
        settle()
    }

    var truth: String { JunosRenderer.setLines(state.running).map { $0 + "\n" }.joined() }

    // MARK: - Session

    var hostname: String {
        state.running.entry(["system", "host-name"])?.text.split(separator: " ").last.map(String.init) ?? "Amnesiac"
    }

    var greeting: String { "--- JUNOS \(device.version) built 2024-05-10 20:45:39 UTC\n" }

    var prompt: String {
        if let question { return question.text }
        if isInShell { return "% " }
        return loaded == nil ? commandPrompt : ""
    }

    /// Whether the log-in is still in the shell in which it began.
    var isInShell: Bool { surroundings.startsShell && !hasLeftShell }

    var isConfiguring: Bool { mode != .operational && question == nil && loaded == nil }

    private var commandPrompt: String {
        let name = "\(surroundings.user)@\(surroundings.promptName ?? hostname)"
        let unit = surroundings.promptState == .none ? "" : "{master:0}"
        guard mode != .operational else { return (unit.isEmpty ? "" : unit + "\n") + name + "> " }
        let words = (["edit"] + level.map(JunosWord.quoted)).joined(separator: " ")
        let notice = state.confirmation.map { "\n# commit confirmed will be rolled back in \(left($0)) minutes" } ?? ""
        return "\(notice)\n\(unit)[\(words)]\n\(name)# "
    }

    private func left(_ confirmation: JunosState.Confirmation) -> Int {
        max(0, Int(((confirmation.due - surroundings.monotonic()) / minute).rounded(.up)))
    }

    /// Seconds of one of the device's minutes.
    var minute: Double { device.minute ?? 60 }

    var screen: ConsoleScreen {
        let wipe = "\r" + String(repeating: " ", count: 40) + "\r"
        return ConsoleScreen(
            length: screenLength, width: screenWidth, overflow: .wrap, more: "---(more)---", wipe: wipe,
            capacity: 4096, completesOnSpace: completesOnSpace && loaded == nil && question == nil)
    }

    func respond(to line: String) -> [ConsoleEvent] {
        events = []
        if let asked = question {
            question = nil
            asked.answer(self, line)
        } else if loaded != nil {
            loaded?.append(line)
        } else if isInShell {
            inShell(line.trimmingCharacters(in: .whitespaces))
        } else {
            execute(line)
        }
        return events
    }

    func control(_ key: LineEditor.Control, _ line: String) -> [ConsoleEvent] {
        events = []
        switch key {
        case .endOfText: if loaded != nil { endLoad() }
        case .interrupt:
            question = nil
            loaded = nil
        case .suspend: break
        }
        return events
    }

    func help(_ line: String) -> [String]? {
        // Within quotes a question mark is a character like any other.
        guard question == nil, loaded == nil, let words = JunosWord.split(line) else { return nil }
        let isOpen = line.isEmpty || line.hasSuffix(" ")
        let whole = isOpen ? words[...] : words.dropLast()
        if mode != .operational, let verb = whole.first?.text, ["set", "delete", "edit"].contains(verb) {
            let start = isOpen ? "" : words.last?.text ?? ""
            let place = level.map { JunosWord(text: $0, column: 0) } + whole.dropFirst()
            return JunosSchema.root.following(place[...]).filter { $0.hasPrefix(start) || $0.hasPrefix("<") }.sorted()
        }
        let reader = ValueReader(interfaceKinds: [])
        return (mode == .operational ? operational : configuring).following(line, reader: reader.read)
    }

    func exec(_ command: String) -> [ConsoleEvent] {
        screenLength = 0
        return respond(to: command).filter { $0 != .close }
    }

    var logLine: String {
        "\(ConsoleClock.short(surroundings.wall())) \(hostname) mib2d[1402]: SNMP_TRAP_LINK_DOWN: ifIndex 511, ifName "
            + (device.ports.last ?? "lo0")
    }

    // MARK: - Output

    func say(_ line: String = "") { events.append(.line(line)) }

    func say(_ lines: [String]) { events += lines.map { .line($0) } }

    /// A caret under the place of the echoed line, and what is wrong there.
    func refuse(_ column: Int, _ text: String) {
        let indent = typedPrompt.split(separator: "\n").last?.count ?? 0
        say(String(repeating: " ", count: indent + column) + "^")
        say(text)
    }

    /// The shell knows the way to the command line, and the way out.
    private func inShell(_ line: String) {
        switch line {
        case "": break
        case "cli": hasLeftShell = true
        case "exit": events.append(.close)
        default: say("\(line.split(separator: " ").first ?? ""): Command not found.")
        }
    }

    func execute(_ line: String) {
        typedLine = line
        typedPrompt = commandPrompt
        guard let first = TypedWord.split(line).first, !first.text.hasPrefix("#") else { return }
        let pieces = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        // Only what shows something has pipes; in statements a bar is text.
        let hasPipes = ["show", "sh"].contains(first.text) && pieces.count > 1
        let command = hasPipes ? pieces[0] : line
        let rows = mode == .operational ? JunosCommandTable.operational : JunosCommandTable.configuration
        let table = mode == .operational ? operational : configuring
        pipes = hasPipes ? pieces.dropFirst().map { $0.trimmingCharacters(in: .whitespaces) } : []
        switch table.parse(command, reader: ValueReader(interfaceKinds: []).read) {
        case .found(let parsed):
            rows[parsed.row].run(self, parsed)
            applyPipes()
        case .incomplete: refuse(line.count, "syntax error, expecting <command>.")
        case .ambiguous: refuse(first.column, "'\(first.text)' is ambiguous.")
        case .invalid(0, _): refuse(first.column, "unknown command.")
        case .invalid(let column, _): refuse(column, "syntax error, expecting <command>.")
        }
    }

    /// What stands behind the bars of the line.
    var pipes: [String] = []
}
