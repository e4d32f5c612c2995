/// What went through a policy on an interface, by `show policy-map interface`.
enum IOSQueue {
    /// The question for `INTERFACE input` or `INTERFACE output`.
    static func counter(_ name: String) -> QueueCounter? {
        let words = name.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard words.count == 2, ["input", "output"].contains(words[1]), QueueCounter.isName(words[0], signs: "/.-")
        else { return nil }
        let command = ReadCommand("queue", "show policy-map interface \(words[0]) \(words[1])", mayFail: true)
        return QueueCounter(command) { reply in
            IOSRejection.text(in: reply, .ios) == nil ? octets(in: reply.output) : nil
        }
    }

    /// The sum over the classes. What a class says in several ways counts once: what its queue sent or its policer let pass,
    /// and the class as a whole where neither is told apart. What was dropped has passed nothing.
    private static func octets(in text: String) -> UInt64? {
        var classes: [UInt64] = []
        // Of a class as a whole, and of what went through it where that is said apart.
        var (offered, passed): (UInt64?, UInt64?)
        var isInClass = false
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.split { $0 == " " || $0 == "," || $0 == ";" }
            guard words.first != "Class-map:" else {
                classes += [passed ?? offered].compactMap { $0 }
                (offered, passed, isInClass) = (nil, nil, true)
                continue
            }
            guard isInClass, let octets = octets(of: words) else { continue }
            if words.first == "conformed" || words.first?.hasPrefix("(") == true {
                passed = max(passed ?? 0, octets)
            } else {
                offered = max(offered ?? 0, octets)
            }
        }
        return QueueCounter.sum(classes + [passed ?? offered].compactMap { $0 })
    }

    /// `8 packets, 960 bytes`, `conformed 8 packets, 960 bytes; actions:`, `conformed 960 bytes; actions:`,
    /// `(bytes output) 960` or `(pkts output/bytes output) 8/960`.
    private static func octets(of words: [Substring]) -> UInt64? {
        switch words.first {
        case "conformed":
            guard let place = words.firstIndex(of: "bytes"), place >= 2 else { return nil }
            return QueueCounter.whole(words[place - 1])
        case "(bytes":
            return words.count == 3 && words[1] == "output)" ? QueueCounter.whole(words[2]) : nil
        case "(pkts":
            guard words.count == 4, words[1] == "output/bytes" else { return nil }
            return words[3].split(separator: "/").dropFirst().first.flatMap { QueueCounter.whole($0) }
        default:
            guard words.count == 4, words[1] == "packets", words[3] == "bytes", QueueCounter.whole(words[0]) != nil
            else { return nil }
            return QueueCounter.whole(words[2])
        }
    }
}
