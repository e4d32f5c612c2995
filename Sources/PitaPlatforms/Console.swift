/// How a family of devices is spoken to on a terminal, for devices that run one command a channel badly or not at all.
///
/// Patterns are those of whole lines without the blanks at their end: `*` any run, `?` one octet, `\d` a digit, `\` takes
/// the next character for itself. A prompt or question is a line that the device has not ended.
public struct Console: Hashable, Sendable {
    /// A line that the device leaves unended, and what is sent then.
    public struct Answer: Hashable, Sendable {
        /// The shape of the line.
        public let pattern: String
        /// What is sent, line end included.
        public let text: String

        /// An answer by rote.
        public init(_ pattern: String, _ text: String) {
            self.pattern = pattern
            self.text = text
        }
    }

    /// The way from a prompt without rights to one with them.
    public struct Elevation: Hashable, Sendable {
        /// The prompt without rights: `*>`.
        public let prompt: String
        /// The command: `enable`.
        public let command: String
        /// The question for the password: `Password:`.
        public let question: String

        /// A way up.
        public init(prompt: String, command: String, question: String) {
            self.prompt = prompt
            self.command = command
            self.question = question
        }
    }

    /// The part of the first prompt that every later one must hold too, so that output can't pass for a prompt.
    public struct Name: Hashable, Sendable {
        /// Characters before the name: `<[~*` for `<HUAWEI>` and `[~HUAWEI]`.
        public let after: String
        /// Characters that end it: `(#>` for `name(config)#`.
        public let before: String
        /// So many characters of it count: IOS cuts it short in configuration mode.
        public let length: Int
        /// Characters that may follow a name that was not cut and belong to no name for sure: `-` in `[HUAWEI-vlan10]`.
        public let joints: String

        /// Where the device's name stands in a prompt.
        public init(after: String = "", before: String, length: Int = 255, joints: String = "") {
            self.after = after
            self.before = before
            self.length = length
            self.joints = joints
        }
    }

    /// The shapes of all prompts, in every mode.
    public var prompts: [String]
    /// Where the device's name stands in them.
    public var name: Name
    /// Questions in the middle of a command: the command's next line of input answers, and nothing else does.
    public var questions: [String]
    /// Questions that are answered by rote wherever they come: a pager, "press RETURN".
    public var answers: [Answer]
    /// Whole lines that belong to no output: log lines that the device throws in.
    public var noise: [String]
    /// The way to full rights, where a log-in may end without them.
    public var elevation: Elevation?
    /// What makes a session fit for a program: no pager, wide lines. A refusal of one does no harm.
    public var preparation: [String]
    /// Prompts of modes that a command must not be left in, and what leaves each for the first mode.
    public var leaving: [Answer]
    /// What gives up a question that no line of input answers: Ctrl-C.
    public var interrupt: String
    /// The longest line that the device takes, in octets.
    public var lineLimit: Int

    /// How a family of devices is spoken to on a terminal.
    public init(
        prompts: [String], name: Name, questions: [String] = [], answers: [Answer] = [], noise: [String] = [],
        elevation: Elevation? = nil, preparation: [String] = [], leaving: [Answer] = [], interrupt: String = "\u{3}",
        lineLimit: Int = 4000
    ) {
        self.prompts = prompts
        self.name = name
        self.questions = questions
        self.answers = answers
        self.noise = noise
        self.elevation = elevation
        self.preparation = preparation
        self.leaving = leaving
        self.interrupt = interrupt
        self.lineLimit = lineLimit
    }
}

/// The words of refusal in a reply from a console.
///
/// A command goes out line by line and ends at the first line that is refused; the reply's exit status is then 1 and its
/// error output says which line it was.
public enum ConsoleRejection {
    /// The first line of output that `isRefusal` knows, with the line that it was said to; `nil` when all were accepted.
    public static func text(in reply: CommandReply, _ isRefusal: (Substring) -> Bool) -> String? {
        let place = reply.errorOutput.isEmpty ? "" : " (\(DeviceWords.cut(reply.errorOutput)))"
        for line in reply.output.split(whereSeparator: \.isNewline) {
            let words = line.drop { $0 == " " }
            if isRefusal(words) { return DeviceWords.cut(words) + place }
        }
        return reply.exitStatus == 1 ? DeviceWords.cut(reply.errorOutput) : nil
    }

    /// What a device said to a command that saves, when `isDone` finds no word of success in it.
    public static func unsaved(_ reply: CommandReply, _ isDone: (String) -> Bool) -> String? {
        guard !isDone(reply.output) else { return nil }
        let last = reply.output.split(whereSeparator: \.isNewline).last ?? "it says nothing"
        return "the device does not say that the config was saved: " + DeviceWords.cut(last)
    }
}
