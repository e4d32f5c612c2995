import PitaDiagnostics

/// What a device was asked and what it said: a dialogue that can be read again without the device.
public struct DeviceRecording: Sendable, Hashable {
    /// What a question was for.
    public enum Part: String, Sendable, CaseIterable {
        /// Who the device is.
        case fact
        /// What it runs.
        case config
        /// What a person wanted to know besides.
        case extra
    }

    /// A question and its answer.
    public struct Entry: Sendable, Hashable {
        /// What it was for.
        public let part: Part
        /// The name by which the platform asks for it.
        public let name: String
        /// The command.
        public let command: String
        /// The answer.
        public let reply: CommandReply

        /// A question and its answer.
        public init(part: Part, name: String, command: String, reply: CommandReply) {
            self.part = part
            self.name = name
            self.command = command
            self.reply = reply
        }
    }

    /// The platform's name.
    public let platform: String
    /// The questions in the order in which they were asked.
    public private(set) var entries: [Entry]

    /// A recording.
    public init(platform: String, entries: [Entry] = []) {
        self.platform = platform
        self.entries = entries
    }

    /// Takes a question with its answer; none is no entry.
    public mutating func add(_ part: Part, _ command: ReadCommand, _ reply: CommandReply?) {
        guard let reply else { return }
        entries.append(Entry(part: part, name: command.name, command: command.text, reply: reply))
    }

    /// The answers of a part by their names, as a platform reads them.
    public func replies(_ part: Part) -> [String: CommandReply] {
        Dictionary(entries.filter { $0.part == part }.map { ($0.name, $0.reply) }) { $1 }
    }

    /// The recording with every answer masked.
    public func masked(by platform: any Platform) -> DeviceRecording {
        DeviceRecording(
            platform: self.platform,
            entries: entries.map { entry in
                Entry(
                    part: entry.part, name: entry.name, command: entry.command,
                    reply: CommandReply(
                        output: platform.masked(entry.reply.output),
                        errorOutput: platform.masked(entry.reply.errorOutput), exitStatus: entry.reply.exitStatus))
            })
    }
}
