/// The rules of a dialogue with a shell, without any socket or clock: bytes and instants in, actions out.
///
/// Where a command's output begins is known from its echo; where it ends from a prompt that stands last, begins like
/// the first prompt did, and, when the step has a marker, comes after it.
public struct Dialogue<Instant: InstantProtocol & Sendable>: Sendable where Instant.Duration == Duration {
    /// What the owner has to do.
    public enum Action: Hashable, Sendable {
        /// Send these octets.
        case send([UInt8])
        /// The step is done.
        case finished(DialogueAnswer)
        /// The step can't be done; the device's state is unknown.
        case failed(DialogueFailure)
    }

    private enum Stage { case resting, echo, output }

    private let profile: DialogueProfile
    private var terminal: TerminalStripper
    private var stage = Stage.resting
    private var step = DialogueStep("")
    private var stem: String?
    private var echo: [UInt8] = []
    private var wantedEcho: [UInt8] = []
    private var markerSeen = false
    private var answer = DialogueAnswer(lines: [], prompt: "")
    private var octets = 0
    private var interruptions: [Int: Int] = [:]
    private var end: Instant?
    private var lastHeard: Instant?
    private var settled: Instant?

    /// A dialogue that has not begun.
    ///
    /// - Parameter columns: the width of the terminal that the device was given; 0 when it wraps nothing.
    public init(profile: DialogueProfile, columns: Int = 0) {
        self.profile = profile
        terminal = TerminalStripper(columns: columns)
    }

    /// When ``tick(at:)`` wants to be called, if nothing is heard before.
    public var deadline: Instant? {
        guard stage != .resting, let end, let lastHeard else { return nil }
        let quiet = lastHeard.advanced(by: step.idle)
        return [settled, quiet].compactMap(\.self).reduce(end) { min($0, $1) }
    }

    /// Waits for the first prompt.
    public mutating func greet(within total: Duration, at now: Instant) -> [Action] {
        prepare(DialogueStep("", total: total, idle: total), at: now)
        stage = .output
        return assess(at: now)
    }

    /// Sends a command. Whatever was left on the terminal before does not count as its answer.
    public mutating func start(_ step: DialogueStep, at now: Instant) -> [Action] {
        let isOneLine =
            step.isKey || !step.command.unicodeScalars.contains { $0.value < 0x20 && $0 != "\t" || $0.value == 0x7F }
        guard isOneLine else { return [.failed(.notOneLine)] }
        prepare(step, at: now)
        stage = profile.echoes && !step.isSecret && !step.isKey ? .echo : .output
        wantedEcho = step.command.utf8.filter { $0 > 0x20 }
        if stage == .output { terminal.discardUnfinished() }
        let text = step.isKey ? step.command : profile.leadingText + step.command + profile.lineEnd
        return [.send(Array(text.utf8))]
    }

    private mutating func prepare(_ step: DialogueStep, at now: Instant) {
        self.step = step
        _ = terminal.takeLines()
        echo = []
        markerSeen = step.marker == nil
        answer = DialogueAnswer(lines: [], prompt: "")
        octets = 0
        interruptions = [:]
        settled = nil
        lastHeard = now
        end = now.advanced(by: step.total)
    }

    /// Takes what the device sent.
    public mutating func received(_ bytes: some Collection<UInt8>, at now: Instant) -> [Action] {
        terminal.feed(bytes)
        var actions: [Action] = []
        let queries = terminal.takeQueries()
        if profile.answersTerminalQueries { actions = queries.map { .send(Self.reply(to: $0)) } }
        guard stage != .resting else {
            // Said without being asked: nothing to keep, and it must not pile up.
            _ = terminal.takeLines()
            return actions
        }
        octets += bytes.count
        lastHeard = now
        settled = nil
        for line in terminal.takeLines() { take(line) }
        guard octets <= step.outputLimit else { return actions + fail(.outputTooLarge(step.outputLimit)) }
        return actions + assess(at: now)
    }

    /// Looks at the clock.
    public mutating func tick(at now: Instant) -> [Action] {
        guard stage != .resting, let end, let lastHeard else { return [] }
        if let settled, now >= settled { return finish() }
        if now >= end { return fail(.tooLong(step.total, last: lastWords)) }
        if now >= lastHeard.advanced(by: step.idle) { return fail(.silent(step.idle, last: lastWords)) }
        return []
    }

    /// The device has closed the shell.
    public mutating func closed() -> [Action] {
        stage == .resting ? [] : fail(.closed(last: lastWords))
    }

    /// The last thing that the device said, for an error text.
    private var lastWords: String {
        let last = terminal.hasUnfinished ? terminal.unfinished : answer.lines.last ?? ""
        return String(last.prefix(200))
    }

    private mutating func take(_ line: String) {
        if stage == .echo {
            echo += line.utf8.filter { $0 > 0x20 }
            if echo.ends(with: wantedEcho) { stage = .output } else { echo = echo.suffix(wantedEcho.count + 4096) }
            return
        }
        if profile.noise.contains(where: { $0.matches(line) }) {
            answer.droppedNoise.append(line)
        } else if let marker = step.marker, line == marker {
            markerSeen = true
        } else {
            answer.lines.append(line)
        }
    }

    /// Whether the unfinished line asks for something or is the prompt that ends the step.
    private mutating func assess(at now: Instant) -> [Action] {
        guard stage == .output, terminal.hasUnfinished else { return [] }
        let line = Self.withoutTrailingBlanks(terminal.unfinished)
        for (index, question) in profile.interjections.enumerated() where question.pattern.matches(line) {
            interruptions[index, default: 0] += 1
            guard interruptions[index, default: 0] <= question.limit else {
                return fail(.tooManyQuestions(String(line.prefix(200))))
            }
            terminal.discardUnfinished()
            return [.send(question.answer)]
        }
        guard markerSeen, isPrompt(line) else { return [] }
        let settle = step.settle ?? profile.settle
        guard settle > .zero else { return finish() }
        settled = now.advanced(by: settle)
        return []
    }

    private func isPrompt(_ line: String) -> Bool {
        if step.questions.contains(where: { $0.matches(line) }) { return true }
        if let own = step.prompts { return own.contains { $0.matches(line) } }
        guard profile.prompts.contains(where: { $0.matches(line) }) else { return false }
        return profile.bare(line).hasPrefix(stem ?? "")
    }

    private mutating func finish() -> [Action] {
        answer.prompt = Self.withoutTrailingBlanks(terminal.unfinished)
        if stem == nil { stem = profile.stem(of: answer.prompt) }
        stage = .resting
        settled = nil
        return [.finished(answer)]
    }

    private mutating func fail(_ failure: DialogueFailure) -> [Action] {
        stage = .resting
        settled = nil
        return [.failed(failure)]
    }

    private static func withoutTrailingBlanks(_ line: String) -> String {
        var line = line[...]
        while line.last == " " { line.removeLast() }
        return String(line)
    }

    private static func reply(to query: TerminalStripper.Query) -> [UInt8] {
        switch query {
        case .identify: Array("\u{1B}/Z".utf8)
        case .attributes: Array("\u{1B}[?6c".utf8)
        case .cursorPosition: Array("\u{1B}[1;1R".utf8)
        case .status: Array("\u{1B}[0n".utf8)
        }
    }
}

extension Array where Element == UInt8 {
    fileprivate func ends(with other: [UInt8]) -> Bool { suffix(other.count).elementsEqual(other) }
}

/// Why a step of a dialogue could not be done.
public enum DialogueFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The command has a line end or control character in it.
    case notOneLine
    /// No prompt within the total time.
    case tooLong(Duration, last: String)
    /// Nothing was heard for the idle time.
    case silent(Duration, last: String)
    /// More output than the limit, in octets.
    case outputTooLarge(Int)
    /// The device asks the same question without end.
    case tooManyQuestions(String)
    /// The device closed the shell.
    case closed(last: String)

    /// What went otherwise than expected.
    public var description: String {
        switch self {
        case .notOneLine: "the command is more than one line or holds control characters"
        case .tooLong(let total, let last): "no prompt within \(total); last heard: `\(last)`"
        case .silent(let idle, let last): "nothing heard for \(idle); last heard: `\(last)`"
        case .outputTooLarge(let limit): "more than \(limit) octets"
        case .tooManyQuestions(let line): "it asks without end: `\(line)`"
        case .closed(let last): "the device closed the shell; last heard: `\(last)`"
        }
    }
}

extension DialogueFailure {
    /// Whether the connection is still good for something: nothing was sent, or the shell is gone anyway.
    var leavesConnection: Bool {
        switch self {
        case .notOneLine, .closed: true
        case .tooLong, .silent, .outputTooLarge, .tooManyQuestions: false
        }
    }
}

extension SSHTarget {
    /// A dialogue's failure as an error at this host.
    func error(for failure: DialogueFailure) -> SSHError {
        let code: SSHError.Code =
            switch failure {
            case .tooLong, .silent: .timedOut
            case .outputTooLarge: .outputTooLarge
            case .closed: .closed
            case .notOneLine: .invalidArgument
            case .tooManyQuestions: .dialogueFailed
            }
        return error(code, .shell, failure.description)
    }
}
