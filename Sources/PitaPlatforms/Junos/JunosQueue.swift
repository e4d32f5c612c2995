/// What went through the queues of an interface, or was counted by a filter.
enum JunosQueue {
    /// The question for `INTERFACE output` (what its queues have sent) or `filter NAME` (what its counters say).
    static func counter(_ name: String) -> QueueCounter? {
        let words = name.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard words.count == 2 else { return nil }
        func question(_ text: String) -> ReadCommand { ReadCommand("queue", text, mayFail: true) }
        if words[0] == "filter", QueueCounter.isName(words[1], signs: "-_.") {
            return QueueCounter(question("show firewall filter \(words[1])")) {
                JunosConsole.rejection(in: $0) == nil ? counted(in: $0.output) : nil
            }
        }
        if words[1] == "output", QueueCounter.isName(words[0], signs: "/-:") {
            return QueueCounter(question("show interfaces queue \(words[0])")) {
                JunosConsole.rejection(in: $0) == nil ? transmitted(in: $0.output) : nil
            }
        }
        return nil
    }

    /// The sum of the counters of a filter. Its policers count what they dropped, which proves nothing that went through.
    private static func counted(in text: String) -> UInt64? {
        var isCounters = false
        var octets: [UInt64] = []
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.split(separator: " ")
            if words.count == 1, words[0].last == ":" { isCounters = words[0] == "Counters:" }
            // A long name may stand in a line of its own.
            guard isCounters, (2...3).contains(words.count), QueueCounter.whole(words[words.count - 1]) != nil,
                let count = QueueCounter.whole(words[words.count - 2])
            else { continue }
            octets.append(count)
        }
        return QueueCounter.sum(octets)
    }

    /// The octets below each `Transmitted:`, not those that were queued or dropped.
    private static func transmitted(in text: String) -> UInt64? {
        var isTransmitted = false
        var octets: [UInt64] = []
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.split { $0 == " " || $0 == ":" }
            switch words.first {
            case "Transmitted" where words.count == 1: isTransmitted = true
            case "Queued", "Queue": isTransmitted = false
            case "Bytes" where isTransmitted && words.count > 1:
                octets += [QueueCounter.whole(words[1])].compactMap { $0 }
                isTransmitted = false
            default: break
            }
        }
        return QueueCounter.sum(octets)
    }
}
