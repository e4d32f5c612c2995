/// What went through a traffic policy or the queues of an interface.
enum VRPQueue {
    /// The question for `INTERFACE inbound`, `INTERFACE outbound` (a traffic policy) or `INTERFACE queue` (what the queues
    /// of the port have sent, which `qos lr` shapes).
    static func counter(_ name: String) -> QueueCounter? {
        let words = name.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard words.count == 2, QueueCounter.isName(words[0], signs: "/.-:") else { return nil }
        func question(_ text: String) -> ReadCommand { ReadCommand("queue", text, mayFail: true) }
        switch words[1] {
        case "inbound", "outbound":
            let commands = ["traffic policy", "traffic-policy"].map {
                question("display \($0) statistics interface \(words[0]) \(words[1])")
            }
            return QueueCounter(commands) { VRPConsole.rejection(in: $0) == nil ? policyOctets(in: $0.output) : nil }
        case "queue":
            return QueueCounter(question("display qos queue statistics interface \(words[0])")) {
                VRPConsole.rejection(in: $0) == nil ? queueOctets(in: $0.output) : nil
            }
        default: return nil
        }
    }

    /// What a policy passed, or where it doesn't say that, what it matched; of all boards together.
    ///
    /// Releases have three forms: a part a line behind `|`; a table of packets and octets, and below it one of rates, which
    /// is none of octets; and both in one column, `8/960`.
    private static func policyOctets(in text: String) -> UInt64? {
        var counted: [Substring: [UInt64]] = [:]
        var item: Substring = ""
        var isTableOfOctets = false
        var saysPassed = false
        for line in text.split(whereSeparator: \.isNewline) {
            let halves = line.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
            let words = halves[0].split { $0 == " " || $0 == "+" || $0 == "-" }
            if halves.count == 2 {
                item = words.first ?? item
                saysPassed = saysPassed || item == "Passed"
                let pair = halves[1].split { $0 == " " || $0 == ":" }
                if pair.count == 2, pair[0] == "Bytes", let octets = QueueCounter.whole(pair[1]) {
                    counted[item, default: []].append(octets)
                }
            } else if words.first == "Item" {
                isTableOfOctets = line.contains("Bytes")
            } else if isTableOfOctets, let first = words.first, words.count > 1 {
                saysPassed = saysPassed || first == "Passed"
                let pair = words[1].split(separator: "/")
                let octets = pair.count == 2 ? pair[1] : words.count > 2 ? words[2] : ""
                if let octets = QueueCounter.whole(octets) { counted[first, default: []].append(octets) }
            }
        }
        return QueueCounter.sum(counted[saysPassed ? "Passed" : "Matched"] ?? [])
    }

    /// The sum over the queues: `Passed Bytes : 960` a queue, or a table with two lines for each, of which the second
    /// counts octets.
    private static func queueOctets(in text: String) -> UInt64? {
        var counted: [UInt64] = []
        var isSecond = false
        for line in text.split(whereSeparator: \.isNewline) {
            let pair = line.split(separator: ":", maxSplits: 1)
            if pair.count == 2, pair[0].words == ["Passed", "Bytes"] {
                counted += [QueueCounter.whole(pair[1].words.joined())].compactMap { $0 }
                continue
            }
            let words = line.words
            // Rates may be shares: `100%`. Behind the numbers stands when something was dropped last.
            let isRow =
                words.count >= 5
                && words.dropFirst().prefix(4).allSatisfy { word in
                    QueueCounter.whole(word.last == "%" ? word.dropLast() : word) != nil
                }
            if isSecond, isRow, let octets = QueueCounter.whole(words[1]) { counted.append(octets) }
            isSecond = !isSecond && isRow && words.count >= 6 && ("0"..."7").contains(words[0])
        }
        return QueueCounter.sum(counted)
    }
}
