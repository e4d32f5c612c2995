import PitaDiagnostics
import PitaPlatforms
import PitaSSH

/// All commands of a session on one terminal, line by line: a line goes out when the one before was answered and accepted.
struct ConsoleChannel: DeviceChannel {
    private let session: any TransportSession
    private let shell: any ShellChannel
    private let console: Console
    private let questions: [LinePattern]
    private let leaving: [(pattern: LinePattern, lines: [String])]
    private let rejection: @Sendable (CommandReply) -> String?

    /// How long a prompt must stay the last thing said where nothing follows that would show what came late: a config may
    /// hold a line that looks like one, and a refusal may come after it.
    private static let settle = Duration.milliseconds(40)
    private static let shortCommand = Duration.seconds(20)

    /// Starts a terminal, raises its rights and makes it fit for a program.
    ///
    /// - Parameter enable: the password for full rights, asked for when the device does.
    init(
        on session: any TransportSession, platform: any Platform, console: Console, enable: Secret?
    ) async throws {
        self.session = session
        self.console = console
        questions = console.questions.map { LinePattern($0) }
        leaving = console.leaving.map { (LinePattern($0.pattern), $0.text.split(separator: "\n").map(String.init)) }
        rejection = { platform.rejection(in: $0) }
        shell = try await session.openShell(ShellRequest(profile: DialogueProfile(console)))
        try await raiseRights(enable)
        for (number, line) in console.preparation.enumerated() {
            let isLast = number == console.preparation.count - 1
            // What is refused late here must not be taken for a word about the first command.
            _ = try await shell.perform(step(line, settle: isLast ? Self.settle : nil))
        }
    }

    private func step(
        _ line: String, settle: Duration? = nil, total: Duration = shortCommand, limit: Int = 1 << 20
    ) -> DialogueStep {
        DialogueStep(line, questions: questions, settle: settle, total: total, idle: total, outputLimit: limit)
    }

    private func raiseRights(_ enable: Secret?) async throws {
        guard let elevation = console.elevation, LinePattern(elevation.prompt).matches(shell.greeting.prompt) else {
            return
        }
        let question = LinePattern(elevation.question)
        var answer = try await shell.perform(
            DialogueStep(elevation.command, questions: [question], total: Self.shortCommand))
        if question.matches(answer.prompt) {
            guard let enable else {
                throw NoRights(
                    cause: "the log-in has no rights to read or change the config, and `enable` asks for a password",
                    hint: "give it: `enable:` beside `authentication:` in `connection.ssh`")
            }
            // The device may ask again after a wrong one; a second attempt could lock the account.
            let step = enable.withRevealed { text in
                DialogueStep(text, questions: [question], total: Self.shortCommand, isSecret: true)
            }
            answer = try await shell.perform(step)
        }
        guard !LinePattern(elevation.prompt).matches(answer.prompt), !question.matches(answer.prompt) else {
            let words = DeviceWords.cut(answer.lines.last ?? "no reason was given")
            throw NoRights(
                cause: "`\(elevation.command)` was refused: \(words)", hint: "check the password under `enable:`")
        }
    }

    /// The session has no full rights, and gets none.
    struct NoRights: Error {
        let cause: String
        let hint: String
    }

    /// What a command has said so far.
    private struct Answer {
        var lines: [String] = []
        var prompt = ""
        var problem: String?

        /// Takes what was said to a line; whether the device refused it, or something before it.
        mutating func take(_ said: DialogueAnswer, at place: String, refuses: ([String]) -> Bool) -> Bool {
            prompt = said.prompt
            let isLate = refuses(said.earlier)
            // Late words that refuse nothing belong to another answer, and must not pass for part of this one.
            lines += (isLate ? said.earlier : []) + said.lines
            guard isLate || refuses(said.lines) else { return false }
            problem = problem ?? (isLate ? "said late, before " + place : place)
            return true
        }

        var reply: CommandReply {
            CommandReply(
                output: lines.joined(separator: "\n") + (lines.isEmpty ? "" : "\n"), errorOutput: problem ?? "",
                exitStatus: problem == nil ? 0 : 1)
        }
    }

    func execute(
        _ text: String, input: String, limits: ExecLimits, isReading: Bool
    ) async throws(SSHError) -> CommandReply {
        let lines = [text] + Self.lines(input)
        if let number = lines.firstIndex(where: { $0.utf8.count > console.lineLimit }) {
            return CommandReply(
                output: "",
                errorOutput: "line \(number + 1) has \(lines[number].utf8.count) octets, and the device takes "
                    + "\(console.lineLimit); nothing was sent", exitStatus: 1)
        }
        let end = ContinuousClock.now + limits.total
        var answer = Answer()
        var octets = 0
        for (number, line) in lines.enumerated() {
            // In a mode, what comes late is seen when the mode is left.
            let isAlone = number == lines.count - 1 && (wayOut(of: answer.prompt) ?? []).isEmpty
            let said = try await shell.perform(
                step(
                    line, settle: isAlone ? Self.settle : nil,
                    total: max(.milliseconds(1), end - .now),
                    limit: max(1, limits.standardOutput - octets)))
            octets += said.lines.reduce(0) { $0 + $1.utf8.count + 1 }
            let place = lines.count == 1 ? "`\(line)`" : "line \(number + 1) of \(lines.count), `\(line)`"
            let isRefused = answer.take(said, at: place) { !isReading && isRefusal($0) }
            // Only an empty line answers a question: any other was meant as a command, and must not become an answer.
            if isQuestion(said.prompt), number == lines.count - 1 || !lines[number + 1].isEmpty {
                answer.problem = "\(place): it asks `\(said.prompt)`, which nothing answers"
                answer.prompt = try await shell.perform(
                    DialogueStep(console.interrupt, total: Self.shortCommand, isKey: true)
                ).prompt
                break
            } else if isRefused {
                break
            }
        }
        try await leave(&answer, isReading: isReading)
        return answer.reply
    }

    /// The lines of an input; an empty one is sent too, as the answer that only confirms.
    private static func lines(_ input: String) -> [String] {
        var lines = input.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    private func isRefusal(_ lines: [String]) -> Bool {
        rejection(CommandReply(output: lines.joined(separator: "\n"))) != nil
    }

    private func isQuestion(_ prompt: String) -> Bool { questions.contains { $0.matches(prompt) } }

    /// The lines that leave a mode. A way without lines names a mode to stay in, before a broader pattern that would leave it.
    private func wayOut(of prompt: String) -> [String]? { leaving.first { $0.pattern.matches(prompt) }?.lines }

    /// Leaves whatever mode the command ended in, so that the next one begins where it expects to.
    private func leave(_ answer: inout Answer, isReading: Bool) async throws(SSHError) {
        for _ in 0..<4 {
            guard let way = wayOut(of: answer.prompt), !way.isEmpty else { return }
            for line in way {
                let said = try await shell.perform(step(line))
                _ = answer.take(said, at: "`\(line)`") { !isReading && isRefusal($0) }
            }
        }
        answer.problem = answer.problem ?? "the mode `\(answer.prompt)` could not be left"
    }

    func close() async {
        await shell.close()
        await session.close()
    }
}

extension DialogueProfile {
    /// The profile of a platform's console.
    init(_ console: Console) {
        self.init(
            prompts: console.prompts.map { LinePattern($0) },
            stem: .name(
                after: console.name.after, before: console.name.before, length: console.name.length,
                joints: console.name.joints),
            interjections: console.answers.map { Interjection(LinePattern($0.pattern), answer: $0.text) },
            noise: console.noise.map { LinePattern($0) })
    }
}
