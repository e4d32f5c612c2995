/// What went through a policy on an interface, by `show policy-map interface`.
enum IOSQueue {
    /// The question for `INTERFACE input` or `INTERFACE output`.
    static func counter(_ name: String) -> QueueCounter? {
        let words = name.split(separator: " ").map(String.init)
        guard words.count == 2, ["input", "output"].contains(words[1]), isName(words[0]) else {
            return nil
        }
        let command = ReadCommand("queue", "show policy-map interface \(words[0]) \(words[1])", mayFail: true)
        return QueueCounter(command) { reply in
            guard IOSRejection.text(in: reply) == nil else { return nil }
            let counts = reply.output.split(whereSeparator: \.isNewline).compactMap(octets)
            return counts.isEmpty ? nil : counts.reduce(0) { $0 &+ $1 }
        }
    }

    private static func isName(_ name: String) -> Bool {
        (1...60).contains(name.utf8.count)
            && name.utf8.allSatisfy { octet in
                ("a"..."z").contains(Character(Unicode.Scalar(octet)))
                    || ("A"..."Z").contains(Character(Unicode.Scalar(octet)))
                    || ("0"..."9").contains(Character(Unicode.Scalar(octet))) || "/.-".utf8.contains(octet)
            }
    }

    /// `0 packets, 0 bytes`, as a class says it.
    private static func octets(_ line: Substring) -> UInt64? {
        let words = line.split { $0 == " " || $0 == "," }
        guard words.count == 4, words[1] == "packets", words[3] == "bytes", QueueCounter.number(words[0]) != nil else {
            return nil
        }
        return QueueCounter.number(words[2])
    }
}
