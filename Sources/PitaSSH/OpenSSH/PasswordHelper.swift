import Glibc
import PitaDiagnostics

/// The helper that `ssh` asks for a password (`SSH_ASKPASS`), and its two named pipes in the private directory.
///
/// The secret passes through a pipe: it stands in no argument, no variable and no file. `ssh` closes every other descriptor
/// that it inherits, so a pipe with a name is the only one that reaches the helper.
final class PasswordHelper {
    /// The program.
    let path: String
    /// Readable when something is asked.
    let questions: Descriptor
    private let answers: Descriptor
    private var received: [UInt8] = []

    private static let script = """
        #!/bin/sh
        printf '%s\\0' "$1" >"${0%/*}/question" && IFS= read -r answer <"${0%/*}/answer" && printf '%s\\n' "$answer"

        """

    /// Puts the helper into the directory; `nil` when it can't be put there.
    init?(in directory: PrivateDirectory) {
        guard let questions = Descriptor.namedPipe(at: directory.file("question")),
            let answers = Descriptor.namedPipe(at: directory.file("answer")),
            directory.write(Self.script, to: "ask", mode: 0o700),
            // Where no program may run (`noexec`), `ssh` would show an empty password.
            access(directory.file("ask"), X_OK) == 0
        else { return nil }
        (self.questions, self.answers, path) = (questions, answers, directory.file("ask"))
    }

    /// The questions that have come whole.
    func takeQuestions() -> [String] {
        while case .bytes(let bytes) = questions.read() { received = (received + bytes).suffix(65_536) }
        var texts: [String] = []
        while let end = received.firstIndex(of: 0) {
            texts.append(TerminalText.sanitised(String(decoding: received[..<end].prefix(4096), as: UTF8.self)))
            received.removeSubrange(...end)
        }
        return texts
    }

    /// Answers a question; `false` for what can't be said in one line.
    func answer(_ secret: Secret?) -> Bool {
        let line = (secret?.withRevealed { Array($0.utf8) } ?? []) + [0x0A]
        guard line.count <= 4096, !line.dropLast().contains(where: { $0 == 0x0A || $0 == 0 }) else { return false }
        return answers.write(line) == line.count
    }
}

/// One attempt to log in by a word, or by answers to questions.
final class WordAttempt {
    let helper: PasswordHelper
    private let target: SSHTarget
    private let limit: Int
    private let answer: (KeyboardPrompt) -> Secret?
    /// How many questions have come.
    private(set) var asked = 0

    /// - Parameter limit: how many questions are answered.
    init(
        _ helper: PasswordHelper, _ target: SSHTarget, limit: Int, answer: @escaping (KeyboardPrompt) -> Secret?
    ) {
        self.helper = helper
        self.target = target
        self.limit = limit
        self.answer = answer
    }

    /// Answers what is asked; a question beyond the limit ends the attempt.
    func answerQuestions() throws(SSHError) {
        for question in helper.takeQuestions() {
            asked += 1
            guard asked <= limit else {
                throw target.error(
                    .authenticationFailed, .authentication,
                    "user \(TerminalText.sanitised(target.user)): it asks again",
                    hint: "one attempt was made; check the user and what the device knows of the credential")
            }
            // Said by `ssh` in front of the server's own words.
            let origin = "(\(target.user)@\(OpenSSHArguments.alias)) "
            let text = question.hasPrefix(origin) ? String(question.dropFirst(origin.count)) : question
            let word = answer(KeyboardPrompt(instruction: "", text: text, echoes: false))
            guard helper.answer(word) else {
                throw target.error(
                    .invalidArgument, .authentication, "the password is longer than a line, or holds a line end")
            }
        }
    }
}
