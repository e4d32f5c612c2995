/// How a family of devices is spoken to on a terminal, for devices that run one command a channel badly or not at all.
///
/// Patterns are those of `LinePattern`, for whole lines without the blanks at their end. A prompt or question is a line that
/// the device has not ended.
public struct Console: Hashable, Sendable {
    /// A prompt and the lines that lead away from it.
    public struct Leaving: Hashable, Sendable {
        /// The shape of the prompt.
        public let prompt: String
        /// What is sent, a command an element. None: the mode is one to stay in.
        public let lines: [String]

        /// A way out of a mode.
        public init(_ prompt: String, _ lines: String...) {
            self.prompt = prompt
            self.lines = lines
        }
    }

    /// A question in the middle of a command, and what is answered by rote.
    public struct Answer: Hashable, Sendable {
        /// The shape of the line that asks.
        public let question: String
        /// What is sent, line end included.
        public let text: String
        /// The shape of the lines to which the question may be answered so; `nil` for a question of the terminal (a pager)
        /// or of the log-in, which decides nothing about the config.
        public let line: String?

        /// An answer to a question that may come at any time.
        public init(_ question: String, _ text: String) {
            self.question = question
            self.text = text
            line = nil
        }

        /// An answer to a question that a line of config asks.
        public init(to line: String, _ question: String, _ text: String) {
            self.question = question
            self.text = text
            self.line = line
        }
    }

    /// The way from a prompt without rights to one with them.
    public struct Elevation: Hashable, Sendable {
        /// The prompts without rights: `*>`.
        public let prompts: [String]
        /// The command: `enable`.
        public let command: String
        /// The question for the password: `Password:`.
        public let question: String

        /// A way up.
        public init(prompts: [String], command: String, question: String) {
            self.prompts = prompts
            self.command = command
            self.question = question
        }
    }

    /// The part of the first prompt that every later one must hold too, so that output can't pass for a prompt.
    public struct Name: Hashable, Sendable {
        /// What may stand before the name, each at most once and in this order: `<`, `[`, `~` for `<HUAWEI>`, `[~HUAWEI]`.
        public let after: [String]
        /// Characters that end it: `(#>` for `name(config)#`.
        public let before: String
        /// So many characters of it count: IOS cuts it short in configuration mode.
        public let length: Int
        /// Characters that may follow a name that was not cut and belong to no name for sure: `-` in `[HUAWEI-vlan10]`.
        public let joints: String

        /// Where the device's name stands in a prompt.
        public init(after: [String] = [], before: String, length: Int = 255, joints: String = "") {
            self.after = after
            self.before = before
            self.length = length
            self.joints = joints
        }
    }

    /// A line that leads into a mode. If the prompt that follows is none of the mode, the next line would be said in another.
    public struct Entry: Hashable, Sendable {
        /// The shape of the line.
        public let line: String
        /// The shapes of the prompts of the mode.
        public let prompts: [String]

        /// A line and the prompts of its mode.
        public init(_ line: String, _ prompts: String...) {
            self.line = line
            self.prompts = prompts
        }
    }

    /// The shapes of all prompts, in every mode.
    public var prompts: [String]
    /// Prompts that hold no name: `%` of a shell. They count until one with a name was seen.
    public var nameless: [String]
    /// Where the device's name stands in the others.
    public var name: Name
    /// Questions in the middle of a command: the command's next line of input answers, if it is empty, and nothing else does.
    public var questions: [String]
    /// Questions that are answered by rote.
    public var answers: [Answer]
    /// What the lines mean that the device says.
    public var messages: ConsoleMessages
    /// The way to full rights, where a log-in may end without them.
    public var elevation: Elevation?
    /// What makes a session fit for a program: no pager, wide lines. A refusal of one does no harm.
    public var preparation: [String]
    /// The lines after which the prompt must be that of another mode.
    public var entries: [Entry]
    /// Prompts of modes that a command must not be left in, and what leaves each for the first mode.
    public var leaving: [Leaving]
    /// What gives up a question that no line of input answers: Ctrl-C.
    public var interrupt: String
    /// The longest line that the device takes, in octets.
    public var lineLimit: Int

    /// How a family of devices is spoken to on a terminal.
    public init(
        prompts: [String], nameless: [String] = [], name: Name, questions: [String] = [], answers: [Answer] = [],
        messages: ConsoleMessages, elevation: Elevation? = nil, preparation: [String] = [], entries: [Entry] = [],
        leaving: [Leaving] = [], interrupt: String = "\u{3}", lineLimit: Int = 4000
    ) {
        self.prompts = prompts
        self.nameless = nameless
        self.name = name
        self.questions = questions
        self.answers = answers
        self.messages = messages
        self.elevation = elevation
        self.preparation = preparation
        self.entries = entries
        self.leaving = leaving
        self.interrupt = interrupt
        self.lineLimit = lineLimit
    }
}
