import PitaDiagnostics
import PitaPlatforms
import PitaSSH

/// All commands of a session on one terminal, line by line: a line goes out when the one before was answered and accepted.
struct ConsoleChannel: DeviceChannel {
    private let session: any TransportSession
    private let shell: any ShellChannel
    private let rules: ConsoleRules
    /// The prompt to which a command comes back, without the time of day: whatever else it holds is no mode.
    private let home: String

    /// How long a prompt must stay the last thing said where nothing follows that would show what came late: a config may
    /// hold a line that looks like one, and a refusal may come after it.
    private static let settle = Duration.milliseconds(40)
    private static let shortCommand = Duration.seconds(20)

    /// Starts a terminal, raises its rights and makes it fit for a program. Throws ``LogInClosed`` when the device ends the
    /// session before its first prompt.
    ///
    /// - Parameter enable: the password for full rights, asked for when the device does.
    init(
        on session: any TransportSession, platform: any Platform, console: Console, enable: Secret?
    ) async throws {
        self.session = session
        rules = ConsoleRules(console, isReading: { platform.isReading($0) })
        do {
            shell = try await session.openShell(ShellRequest(profile: DialogueProfile(console)))
        } catch {
            let isClosed = [SSHError.Code.closed, .reset, .channelRefused, .commandRefused].contains(error.code)
            throw isClosed ? LogInClosed(error: error) : error as any Error
        }
        var prompt = try await Self.rights(on: shell, console.elevation, enable)
        for (number, line) in console.preparation.enumerated() {
            let isLast = number == console.preparation.count - 1
            // What is refused late here must not be taken for a word about the first command.
            prompt = try await shell.perform(
                DialogueStep(
                    line, questions: rules.questions, settle: isLast ? Self.settle : nil, total: Self.shortCommand)
            ).prompt
        }
        home = DialogueProfile.withoutClock(prompt)
    }

    private func step(
        _ line: String, settle: Duration? = nil, total: Duration = shortCommand, limit: Int = 1 << 20
    ) -> DialogueStep {
        DialogueStep(
            line, questions: rules.questions, interjections: rules.answers(to: line), settle: settle, total: total,
            idle: total, outputLimit: limit, keepsNoise: rules.asksForLog(line))
    }

    /// Raises the rights where they have to be; gives the prompt.
    private static func rights(
        on shell: any ShellChannel, _ elevation: Console.Elevation?, _ enable: Secret?
    ) async throws -> String {
        let first = shell.greeting.prompt
        guard let elevation, isLow(first, elevation) else { return first }
        let question = LinePattern(elevation.question)
        var answer = try await shell.perform(
            DialogueStep(elevation.command, questions: [question], total: shortCommand))
        let asks = question.matches(answer.prompt)
        if asks {
            guard let enable else {
                throw NoRights(
                    cause:
                        "the log-in has no rights to read or change the config, and `\(elevation.command)` asks for a "
                        + "password", hint: "give it: `enable:` beside `authentication:` in `connection.ssh`")
            }
            // The device may ask again after a wrong one; a second attempt could lock the account.
            let step = enable.withRevealed { text in
                DialogueStep(text, questions: [question], total: shortCommand, isSecret: true)
            }
            answer = try await shell.perform(step)
        }
        guard !isLow(answer.prompt, elevation), !question.matches(answer.prompt) else {
            let words = DeviceWords.cut(answer.lines.last { !$0.isEmpty } ?? "no reason was given")
            throw NoRights(
                cause: "`\(elevation.command)` was refused: \(words)",
                hint: asks
                    ? "check the password under `enable:`"
                    : "the log-in ends at `\(first)`: give the user of `connection.ssh` one that ends at the device's "
                        + "command line")
        }
        return answer.prompt
    }

    private static func isLow(_ prompt: String, _ elevation: Console.Elevation) -> Bool {
        elevation.prompts.contains { LinePattern($0).matches(prompt) }
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

        var reply: CommandReply {
            CommandReply(
                output: lines.joined(separator: "\n") + (lines.isEmpty ? "" : "\n"), errorOutput: problem ?? "",
                exitStatus: problem == nil ? 0 : 1)
        }

        /// Takes what was said to a line; whether the command ends there.
        mutating func take(_ said: DialogueAnswer, at place: String, as kind: CommandKind, _ rules: ConsoleRules)
            -> Bool
        {
            prompt = said.prompt
            let late = kind == .reading ? nil : rules.problem(in: said.earlier, as: kind)
            // Late words that refuse nothing belong to another answer, and must not pass for part of this one.
            lines += (late == nil ? [] : said.earlier) + said.lines + said.answered
            guard let words = late ?? rules.problem(in: said.lines, as: kind) else { return false }
            problem = problem ?? (late == nil ? place : "said late, before " + place) + words
            return true
        }
    }

    func execute(
        _ text: String, input: String, limits: ExecLimits, as kind: CommandKind
    ) async throws(SSHError) -> CommandReply {
        let lines = [text] + Self.lines(input)
        if let number = lines.firstIndex(where: { $0.utf8.count > rules.lineLimit }) {
            return CommandReply(
                output: "",
                errorOutput: "line \(number + 1) has \(lines[number].utf8.count) octets, and the device takes "
                    + "\(rules.lineLimit); nothing was sent", exitStatus: 1)
        }
        let end = ContinuousClock.now + limits.total
        var answer = Answer()
        var octets = 0
        var modes = ModeCheck(rules, home: home)
        for (number, line) in lines.enumerated() {
            // In a mode, what comes late is seen when the mode is left.
            let isAlone = number == lines.count - 1 && wayOut(of: answer.prompt).isEmpty
            let said = try await shell.perform(
                step(
                    line, settle: isAlone ? Self.settle : nil, total: max(.milliseconds(1), end - .now),
                    limit: max(1, limits.standardOutput - octets)))
            octets += said.lines.reduce(0) { $0 + $1.utf8.count + 1 }
            let place = lines.count == 1 ? "`\(line)`" : "line \(number + 1) of \(lines.count), `\(line)`"
            let ends = answer.take(said, at: place, as: rules.kind(of: line, in: kind), rules)
            // Only an empty line answers a question: any other was meant as a command, and must not become an answer.
            let isAnswered = number < lines.count - 1 && lines[number + 1].isEmpty && !ends
            if rules.isQuestion(said.prompt), !isAnswered {
                answer.problem = "\(place): it asks `\(said.prompt)`, which nothing answers"
                answer.prompt = try await shell.perform(
                    DialogueStep(rules.interrupt, total: Self.shortCommand, isKey: true)
                ).prompt
                break
            }
            if ends { break }
            if !rules.isQuestion(said.prompt), let words = modes.problem(after: line, prompt: said.prompt) {
                answer.problem = "\(place): \(words)"
                break
            }
        }
        try await leave(&answer, as: kind)
        return answer.reply
    }

    /// The lines of an input; an empty one is sent too, as the answer that only confirms.
    private static func lines(_ input: String) -> [String] {
        var lines = input.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// The lines that leave a mode; none at the prompt to which a command comes back.
    private func wayOut(of prompt: String) -> [String] {
        DialogueProfile.withoutClock(prompt) == home ? [] : rules.wayOut(of: prompt)
    }

    /// Leaves whatever mode the command ended in, so that the next one begins where it expects to.
    private func leave(_ answer: inout Answer, as kind: CommandKind) async throws(SSHError) {
        for _ in 0..<4 {
            let way = wayOut(of: answer.prompt)
            guard !way.isEmpty else { return }
            for line in way {
                let said = try await shell.perform(step(line))
                // The words of leaving are no words about the change.
                _ = answer.take(said, at: "`\(line)`", as: kind == .reading ? .reading : .proving, rules)
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
            prompts: console.prompts.map { LinePattern($0) }, nameless: console.nameless.map { LinePattern($0) },
            stem: .name(
                after: console.name.after, before: console.name.before, length: console.name.length,
                joints: console.name.joints),
            interjections: console.answers.filter { $0.line == nil }
                .map { Interjection(LinePattern($0.question), answer: $0.text) },
            noise: console.messages.logs)
    }
}
