import PitaDiagnostics

/// How a family of devices speaks on a terminal. Platforms give it as a value.
public struct DialogueProfile: Hashable, Sendable {
    /// A question in the middle of things that is answered by rote: a pager, a licence, "press Enter".
    public struct Interjection: Hashable, Sendable {
        /// The shape of the unfinished line; in lower case it fits in any.
        public var pattern: LinePattern
        /// What is sent.
        public var answer: [UInt8]
        /// How often one step may be interrupted so.
        public var limit: Int

        /// A question and its answer.
        public init(_ pattern: LinePattern, answer: String, limit: Int = 10_000) {
            self.pattern = pattern
            self.answer = Array(answer.utf8)
            self.limit = limit
        }
    }

    /// The part of the first prompt that every later one must begin with, so that output can't pass for a prompt.
    public enum PromptStem: Hashable, Sendable {
        /// Nothing; any prompt of the right shape counts.
        case none
        /// Up to and including the last occurrence of the text: `]` for `[admin@name] >`.
        case through(String)
        /// The name in it: without what may stand before it (`<`, `[`, `~` for `[~HUAWEI]`, each once and in this order), up
        /// to the first of the characters after it (`(#>` for `name(config)#`), and of that so many characters at most: some
        /// devices cut it short in other modes. A name that was not cut is followed by one of the characters that end it, or of
        /// `joints`. A clock in the prompt is no part of it.
        case name(after: [String], before: String, length: Int, joints: String = "")
        /// All of it.
        case whole
    }

    /// The shapes of a prompt, without the blanks at its end.
    public var prompts: [LinePattern]
    /// Prompts without a name (`%` of a shell), which count only until one with a name was seen.
    public var nameless: [LinePattern]
    /// What the first prompt fixes for the rest of the session.
    public var stem: PromptStem
    /// Questions that are answered by rote.
    public var interjections: [Interjection]
    /// Whole lines that do not belong to any output: log lines thrown in by the device.
    public var noise: [LinePattern]
    /// What ends a command.
    public var lineEnd: String
    /// What is sent before each command.
    public var leadingText: String
    /// Whether the device echoes what is sent. Output then begins after the echo, and no prompt counts before it.
    public var echoes: Bool
    /// How long a prompt must stay the last thing said.
    public var settle: Duration
    /// How long the first prompt must stay the last thing said: a banner may be drawn with the characters of prompts.
    public var greetingSettle: Duration
    /// How long a question must stay the last thing said before it is taken for one. Questions are rare, and an answer to half a
    /// line of output would be a command that nobody gave.
    public var questionSettle: Duration
    /// Whether questions to the terminal are answered; a device that gets no answer waits for seconds.
    public var answersTerminalQueries: Bool

    /// How a family of devices speaks.
    public init(
        prompts: [LinePattern], nameless: [LinePattern] = [], stem: PromptStem = .none,
        interjections: [Interjection] = [], noise: [LinePattern] = [], lineEnd: String = "\n", leadingText: String = "",
        echoes: Bool = true,
        settle: Duration = .zero, greetingSettle: Duration = .milliseconds(100),
        questionSettle: Duration = .milliseconds(250), answersTerminalQueries: Bool = true
    ) {
        self.prompts = prompts
        self.nameless = nameless
        self.stem = stem
        self.interjections = interjections
        self.noise = noise
        self.lineEnd = lineEnd
        self.leadingText = leadingText
        self.echoes = echoes
        self.settle = settle
        self.greetingSettle = greetingSettle
        self.questionSettle = questionSettle
        self.answersTerminalQueries = answersTerminalQueries
    }

    func stem(of prompt: String) -> String {
        switch stem {
        case .none: return ""
        case .whole: return prompt
        case .through(let text):
            guard let range = prompt.ranges(of: text).last else { return prompt }
            return String(prompt[..<range.upperBound])
        case .name(_, let end, let length, _):
            return String(bare(prompt).prefix { !end.contains($0) }.prefix(length))
        }
    }

    /// The line from where its stem begins.
    private func bare(_ line: String) -> Substring {
        guard case .name(let leads, _, _, _) = stem else { return line[...] }
        var bare = Self.withoutClock(line)[...]
        for lead in leads where bare.hasPrefix(lead) { bare = bare.dropFirst(lead.count) }
        return bare
    }

    /// A prompt without the time of day that a device was told to show in it: that is another at each prompt.
    public static func withoutClock(_ prompt: String) -> String {
        guard prompt.contains(":"), prompt.utf8.count <= 512 else { return prompt }
        func isDigit(_ octet: UInt8) -> Bool { (0x30...0x39).contains(octet) }
        var rest = Array(prompt.utf8)[...]
        var kept: [UInt8] = []
        while let first = rest.first {
            var time = rest
            var parts = 0
            while time.count >= 2, time.prefix(2).allSatisfy(isDigit) {
                parts += 1
                time = time.dropFirst(2)
                guard parts < 3, time.first == UInt8(ascii: ":") else { break }
                time = time.dropFirst()
            }
            if parts == 3, kept.last.map(isDigit) != true {
                if time.first == UInt8(ascii: ".") { time = time.dropFirst().drop(while: isDigit) }
                rest = time
            } else {
                kept.append(first)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: kept.drop { $0 == 0x20 }, as: UTF8.self)
    }

    /// Whether a line of a prompt's shape is this device's: it holds the stem, or, before one is known, something that could be it.
    func isOwn(_ line: String, stem known: String?) -> Bool {
        guard let known else {
            // A rule of a banner (`########`) has the shape of a prompt, and no name.
            if case .name = stem { return !stem(of: line).isEmpty }
            return true
        }
        let bare = bare(line)
        guard bare.hasPrefix(known) else { return false }
        guard case .name(_, let end, let length, let joints) = stem, known.count < length else { return true }
        guard let next = bare.dropFirst(known.count).first else { return true }
        return end.contains(next) || joints.contains(next)
    }
}

/// A terminal and a shell on it.
public struct ShellRequest: Hashable, Sendable {
    /// The terminal's name.
    public var terminal: String
    /// Its width; wide, so that devices wrap nothing.
    public var columns: Int
    /// Its height; tall, so that pagers rest.
    public var rows: Int
    /// How the device speaks.
    public var profile: DialogueProfile
    /// How long the first prompt may take.
    public var firstPrompt: Duration

    /// A terminal and a shell on it.
    public init(
        profile: DialogueProfile, terminal: String = "vt100", columns: Int = 511, rows: Int = 4098,
        firstPrompt: Duration = .seconds(20)
    ) {
        self.terminal = terminal
        self.columns = columns
        self.rows = rows
        self.profile = profile
        self.firstPrompt = firstPrompt
    }
}

/// One command of a dialogue.
public struct DialogueStep: Hashable, Sendable {
    /// The command, without its line end.
    public var command: String
    /// The prompts that end it; the profile's when `nil`. The first prompt's stem holds for the profile's only.
    public var prompts: [LinePattern]?
    /// Questions that end it too: unfinished lines to which the next command is the answer. In lower case they fit in any.
    public var questions: [LinePattern]
    /// Questions that are answered by rote when they come in the answer to this command, before the profile's.
    public var interjections: [DialogueProfile.Interjection]
    /// Whether lines of the log belong to its output: it asks for the log.
    public var keepsNoise: Bool
    /// A line of output that must have come before a prompt counts. With a nonce that the echo does not contain, no
    /// output can pass for the end.
    public var marker: String?
    /// How long the prompt must stay the last thing said; the profile's when `nil`.
    public var settle: Duration?
    /// How long the whole may take.
    public var total: Duration
    /// How long the device may say nothing.
    public var idle: Duration
    /// How many octets it may say.
    public var outputLimit: Int
    /// Whether the device does not echo this one: the answer to a question for a password.
    public var isSecret: Bool
    /// Whether the command is a key and no line (Ctrl-C): sent without a line end, and without an echo.
    public var isKey: Bool

    /// One command of a dialogue.
    public init(
        _ command: String, prompts: [LinePattern]? = nil, questions: [LinePattern] = [],
        interjections: [DialogueProfile.Interjection] = [], marker: String? = nil, settle: Duration? = nil,
        total: Duration = .seconds(60), idle: Duration = .seconds(30),
        outputLimit: Int = 16 << 20, isSecret: Bool = false, isKey: Bool = false, keepsNoise: Bool = false
    ) {
        self.command = command
        self.prompts = prompts
        self.questions = questions
        self.interjections = interjections
        self.keepsNoise = keepsNoise
        self.marker = marker
        self.settle = settle
        self.total = total
        self.idle = idle
        self.outputLimit = outputLimit
        self.isSecret = isSecret
        self.isKey = isKey
    }
}

/// What a device answered to one command of a dialogue.
public struct DialogueAnswer: Hashable, Sendable {
    /// The lines of output, without echo, prompt, marker, pager and noise.
    public var lines: [String]
    /// The prompt after it, without the blanks at its end.
    public var prompt: String
    /// The lines that were taken for noise.
    public var droppedNoise: [String]
    /// The questions that the command's own interjections answered, with the answers.
    public var answered: [String]
    /// What was said after the prompt before and until the command was echoed: late words about what went before.
    public var earlier: [String]

    /// What a device answered.
    public init(
        lines: [String], prompt: String, droppedNoise: [String] = [], answered: [String] = [], earlier: [String] = []
    ) {
        self.lines = lines
        self.prompt = prompt
        self.droppedNoise = droppedNoise
        self.answered = answered
        self.earlier = earlier
    }

    /// The lines, joined.
    public var output: String { lines.joined(separator: "\n") }
}
