import PitaDiagnostics

/// The rules of a dialogue with a shell, without any socket or clock: bytes and instants in, actions out.
///
/// Where a command's output begins is known from its echo; where it ends from a prompt that stands last, begins like
/// the first prompt did, and, when the step has a marker, comes after it. What comes before the echo is kept apart: it may be
/// a late word about the command before.
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

    /// What the unfinished line is taken for, if nothing follows it.
    private enum Reading {
        /// The prompt, or a question to the caller: the step is done.
        case end
        /// The question of that number that is answered by rote.
        case interjection(Int)
    }

    private let profile: DialogueProfile
    private var terminal: TerminalStripper
    private var stage = Stage.resting
    private var step = DialogueStep("")
    private var stem: String?
    /// The prompt of this session behind which a line of the log was written: the device may not paint it again.
    private var overwritten: String?
    /// The echo of an answer by rote that is still to come.
    private var awaitedEcho: String?
    private var echo: DialogueEcho
    private var markerSeen = false
    private var answer = DialogueAnswer(lines: [], prompt: "")
    private var octets = 0
    private var interruptions: [Int: Int] = [:]
    private var end: Instant?
    private var lastHeard: Instant?
    private var settled: (at: Instant, reading: Reading)?
    /// What was said while nothing was asked, and its size in octets.
    private var unasked: [String] = []
    private var unaskedOctets = 0

    /// A dialogue that has not begun.
    ///
    /// - Parameter columns: the width of the terminal that the device was given; 0 when it wraps nothing.
    public init(profile: DialogueProfile, columns: Int = 0) {
        self.profile = profile
        terminal = TerminalStripper(columns: columns)
        echo = DialogueEcho(of: "", after: "")
    }

    /// When ``tick(at:)`` wants to be called, if nothing is heard before.
    public var deadline: Instant? {
        guard stage != .resting, let end, let lastHeard else { return nil }
        let quiet = lastHeard.advanced(by: step.idle)
        return [settled?.at, quiet].compactMap(\.self).reduce(end) { min($0, $1) }
    }

    /// Waits for the first prompt.
    public mutating func greet(within total: Duration, at now: Instant) -> [Action] {
        prepare(DialogueStep("", settle: profile.greetingSettle, total: total, idle: total), at: now)
        stage = .output
        return assess(at: now)
    }

    /// Sends a command. Whatever was left on the terminal before does not count as its answer; it is handed over beside it.
    public mutating func start(_ step: DialogueStep, at now: Instant) -> [Action] {
        let isOneLine =
            step.isKey || !step.command.unicodeScalars.contains { $0.value < 0x20 && $0 != "\t" || $0.value == 0x7F }
        guard isOneLine else { return [.failed(.notOneLine)] }
        guard unaskedOctets <= Self.longestUnasked else { return [.failed(.outputTooLarge(Self.longestUnasked))] }
        let prompt = answer.prompt
        prepare(step, at: now)
        answer.earlier = unasked
        unasked = []
        unaskedOctets = 0
        stage = profile.echoes && !step.isSecret && !step.isKey ? .echo : .output
        echo = DialogueEcho(of: step.command, after: prompt)
        if stage == .output { terminal.discardUnfinished() }
        let text = step.isKey ? step.command : profile.leadingText + step.command + profile.lineEnd
        return [.send(Array(text.utf8))]
    }

    /// How much a device may say without being asked.
    private static var longestUnasked: Int { 1 << 20 }

    private mutating func prepare(_ step: DialogueStep, at now: Instant) {
        self.step = step
        markerSeen = step.marker == nil
        answer = DialogueAnswer(lines: [], prompt: "")
        octets = 0
        interruptions = [:]
        settled = nil
        overwritten = nil
        awaitedEcho = nil
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
            keepUnasked(bytes.count)
            return actions
        }
        octets += bytes.count
        lastHeard = now
        settled = nil
        for line in terminal.takeLines() { take(line) }
        guard octets <= step.outputLimit else { return actions + fail(.outputTooLarge(step.outputLimit)) }
        return actions + assess(at: now)
    }

    /// Said without being asked: no answer to anything, but maybe a refusal that comes late.
    private mutating func keepUnasked(_ count: Int) {
        unaskedOctets += count
        let lines = terminal.takeLines()
        guard unaskedOctets <= Self.longestUnasked else { return unasked = [] }
        unasked += lines.filter { line in isWord(line) }
    }

    /// Whether a line outside of any answer says something: no log line, no prompt that was painted again, not nothing.
    private func isWord(_ line: String) -> Bool {
        let line = Self.withoutTrailingBlanks(line)
        return !line.isEmpty && !isPrompt(line) && !isNoise(line) && promptBeforeNoise(in: line) == nil
    }

    private func isNoise(_ line: String) -> Bool { profile.noise.contains { $0.matches(line) } }

    /// The prompt in a line that goes on with a line of the log.
    private func promptBeforeNoise(in line: String) -> String? {
        guard !profile.noise.isEmpty else { return nil }
        let octets = line.utf8
        for index in octets.indices.prefix(256) where "#>%]$".utf8.contains(octets[index]) {
            let rest = line[octets.index(after: index)...].drop { $0 == " " }
            guard !rest.isEmpty, profile.noise.contains(where: { $0.matches(rest) }) else { continue }
            let prompt = String(line[...index])
            if isPrompt(prompt) { return prompt }
        }
        return nil
    }

    /// Looks at the clock.
    public mutating func tick(at now: Instant) -> [Action] {
        guard stage != .resting, let end, let lastHeard else { return [] }
        if let settled, now >= settled.at { return take(settled.reading, at: now) }
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
            guard !isNoise(line), promptBeforeNoise(in: line) == nil else { return }
            var echo = echo
            let isComplete = echo.isComplete(with: line) { isPrompt($0) }
            self.echo = echo
            guard isComplete else { return }
            stage = .output
            answer.earlier += echo.earlier.filter { isWord($0) }
            return
        }
        if let awaited = awaitedEcho {
            awaitedEcho = nil
            if Self.withoutTrailingBlanks(line) == awaited { return }
        }
        if isNoise(line), !step.keepsNoise {
            answer.droppedNoise.append(line)
            // The prompt that was painted before it is no output.
            if markerSeen, let last = answer.lines.lastIndex(where: { !$0.isEmpty }) {
                let prompt = Self.withoutTrailingBlanks(answer.lines[last])
                guard isPrompt(prompt) else { return }
                answer.lines.removeSubrange(last...)
                overwritten = prompt
            }
            return
        } else if markerSeen, let prompt = promptBeforeNoise(in: line) {
            answer.droppedNoise.append(line)
            overwritten = prompt
            return
        } else if let marker = step.marker, line == marker {
            markerSeen = true
        } else {
            answer.lines.append(line)
        }
        overwritten = nil
    }

    /// Whether the unfinished line asks for something or is the prompt that ends the step.
    private mutating func assess(at now: Instant) -> [Action] {
        guard stage == .output else { return [] }
        guard terminal.hasUnfinished else {
            return overwritten == nil ? [] : settle(as: .end, for: profile.questionSettle, at: now)
        }
        let line = Self.withoutTrailingBlanks(terminal.unfinished)
        // What is longer asks for nothing, and is not looked through again with each piece of it.
        guard line.utf8.count <= 4096 else { return [] }
        if let index = interjections.firstIndex(where: { Self.fits($0.pattern, line) }) {
            return settle(as: .interjection(index), for: max(step.settle ?? .zero, profile.questionSettle), at: now)
        }
        guard markerSeen, isPrompt(line) else { return [] }
        var wait = step.settle ?? profile.settle
        if step.questions.contains(where: { Self.fits($0, line) }) { wait = max(wait, profile.questionSettle) }
        return settle(as: .end, for: wait, at: now)
    }

    /// Takes the unfinished line for what it looks like once nothing has followed it for so long.
    private mutating func settle(as reading: Reading, for wait: Duration, at now: Instant) -> [Action] {
        guard wait > .zero else { return take(reading, at: now) }
        settled = (now.advanced(by: wait), reading)
        return []
    }

    private mutating func take(_ reading: Reading, at now: Instant) -> [Action] {
        settled = nil
        guard case .interjection(let index) = reading else { return finish() }
        let question = interjections[index]
        interruptions[index, default: 0] += 1
        guard interruptions[index, default: 0] <= question.limit else {
            return fail(.tooManyQuestions(String(terminal.unfinished.prefix(200))))
        }
        let said = String(decoding: question.answer, as: UTF8.self).filter { !$0.isNewline }
        awaitedEcho = question.answer.last == 0x0A ? said : nil
        if index < step.interjections.count {
            answer.answered.append(Self.withoutTrailingBlanks(terminal.unfinished) + " " + said)
        }
        terminal.discardUnfinished()
        lastHeard = now
        return [.send(question.answer)]
    }

    /// What is answered by rote now: to this command, then to any.
    private var interjections: [DialogueProfile.Interjection] { step.interjections + profile.interjections }

    private static func fits(_ pattern: LinePattern, _ line: String) -> Bool {
        pattern.matches(line) || pattern.matches(line.lowercased())
    }

    private func isPrompt(_ line: String) -> Bool {
        if step.questions.contains(where: { Self.fits($0, line) }) { return true }
        if let own = step.prompts { return own.contains { $0.matches(line) } }
        if stem == nil, profile.nameless.contains(where: { $0.matches(line) }) { return true }
        guard profile.prompts.contains(where: { $0.matches(line) }) else { return false }
        return profile.isOwn(line, stem: stem)
    }

    private mutating func finish() -> [Action] {
        answer.prompt = terminal.hasUnfinished ? Self.withoutTrailingBlanks(terminal.unfinished) : overwritten ?? ""
        let hasName = !profile.nameless.contains { $0.matches(answer.prompt) }
        if stem == nil, hasName { stem = profile.stem(of: answer.prompt) }
        stage = .resting
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
