import PitaNetwork

/// The entries of named access lists: each has a number, and they count in the numbers' order.
enum IOSAccessList {
    /// What a device shows: entries without a number have the next ten. A remark without one changes nothing, moves as the
    /// device likes and is left out.
    static func numbered(_ lines: [ConfigLine]) -> [ConfigLine] { entries(lines) { last, _ in last + 10 } }

    /// What is intended: which number an entry without one gets depends on what runs (``IOSNumbers``).
    static func unnumbered(_ lines: [ConfigLine]) -> [ConfigLine] {
        entries(lines, isIntended: true, number: IOSNumbers.placeholder)
    }

    /// The same of a list of IPv6, of which a device shows `sequence 20` only where the number is not the next ten.
    static func numbered6(_ lines: [ConfigLine]) -> [ConfigLine] {
        entries(lines, head: "sequence ") { last, _ in last + 10 }
    }

    /// What is intended of such a list.
    static func unnumbered6(_ lines: [ConfigLine]) -> [ConfigLine] {
        entries(lines, head: "sequence ", isIntended: true, number: IOSNumbers.placeholder)
    }

    /// - Parameter head: what stands before the numbers.
    private static func entries(
        _ lines: [ConfigLine], head: String = "", isIntended: Bool = false, number: (_ last: Int, _ count: Int) -> Int
    ) -> [ConfigLine] {
        var (last, count) = (0, 0)
        return lines.compactMap { line in
            let words = line.text.words
            let place = !head.isEmpty && words.first == head.words.first ? 1 : 0
            if words.count > place, let number = Int(words[place]), (1...IOSNumbers.highest).contains(number) {
                last = isIntended ? max(last, number) : number
                return line
            }
            // One that is intended is named as left out (``IOSRemarks``).
            guard words.first != "remark" else { return isIntended ? line : nil }
            guard last < IOSNumbers.highest - 10 else { return nil }
            guard ["permit", "deny", "dynamic"].contains(words.first) || !head.isEmpty && words.first == "evaluate"
            else {
                return line
            }
            let given = number(last, count)
            if !isIntended { last = given }
            count += 1
            return ConfigLine(text: "\(head)\(given) \(line.text)", mark: line.mark, written: line.written ?? line.text)
        }
    }

    /// Entries of a prefix list without a number get the next ten, as EOS gives them.
    static func prefixes(_ lines: [ConfigLine]) -> [ConfigLine] { prefixes(lines) { last, _ in last + 10 } }

    /// The same of an intended config, as ``unnumbered(_:)``.
    static func unnumberedPrefixes(_ lines: [ConfigLine]) -> [ConfigLine] {
        prefixes(lines, isIntended: true, number: IOSNumbers.placeholder)
    }

    private static func prefixes(
        _ lines: [ConfigLine], isIntended: Bool = false, number: (_ last: Int, _ count: Int) -> Int
    ) -> [ConfigLine] {
        var (last, count) = (0, 0)
        return lines.map { line in
            let words = line.text.words
            if words.count > 2, words[0] == "seq", let number = Int(words[1]) {
                last = isIntended ? max(last, min(number, IOSNumbers.highest)) : number
            }
            guard words.first == "permit" || words.first == "deny", last < IOSNumbers.highest - 10 else { return line }
            let given = number(last, count)
            if !isIntended { last = given }
            count += 1
            return ConfigLine(text: "seq \(given) \(line.text)", mark: line.mark, written: line.text)
        }
    }

    /// An entry of a list of IPv6, with its addresses as Pita writes them: devices show them in capitals, too.
    static func entry6(_ value: String) -> String {
        guard !value.hasPrefix("remark ") else { return value.words.joined(separator: " ") }
        return value.words.map { word in
            guard word.contains(":") else { return String(word) }
            return Prefix(String(word))?.description ?? Address(String(word))?.description ?? String(word)
        }.joined(separator: " ")
    }

    /// An entry of a standard list: `permit 10.0.0.0 0.0.0.255`, `permit 10.0.0.1` for one host.
    static func standardEntry(_ value: String) -> String {
        var words = value.words.map(String.init)
        guard words.count > 1, words[0] != "remark" else { return words.joined(separator: " ") }
        if words[1] == "host" { words.remove(at: 1) }
        if words.count > 2, words[1] == "0.0.0.0", words[2] == "255.255.255.255" {
            words.replaceSubrange(1...2, with: ["any"])
        } else if words.count > 2, Address(words[1]) != nil, words[2] == "0.0.0.0" {
            words.remove(at: 2)
        }
        return words.joined(separator: " ")
    }

    /// An entry of a standard list of RGOS, which takes no single address without `host`.
    static func hostEntry(_ value: String) -> String {
        var words = standardEntry(value).words.map(String.init)
        if words.count > 1, words[0] != "remark", Address(words[1]) != nil,
            words.count == 2 || Address(words[2]) == nil
        {
            words.insert("host", at: 1)
        }
        return words.joined(separator: " ")
    }

    /// An entry of an extended list: `host` for one address, `any` for all, well-known ports by name.
    static func extendedEntry(_ value: String) -> String {
        var words = value.words.map(String.init)
        guard words.count > 2, words[0] != "remark" else { return words.joined(separator: " ") }
        let ports = words[1] == "udp" ? udp : words[1] == "tcp" ? tcp : [:]
        var index = 2
        while index < words.count {
            if index + 1 < words.count, words[index] == "0.0.0.0", words[index + 1] == "255.255.255.255" {
                words.replaceSubrange(index...index + 1, with: ["any"])
            } else if index + 1 < words.count, words[index + 1] == "0.0.0.0", Address(words[index]) != nil,
                words[index - 1] != "host"
            {
                words.replaceSubrange(index...index + 1, with: ["host", words[index]])
                index += 1
            } else if ["eq", "neq", "gt", "lt", "range"].contains(words[index]) {
                for place in index + 1..<min(index + 3, words.count) {
                    if let name = ports[words[place]] { words[place] = name }
                }
            }
            index += 1
        }
        return words.joined(separator: " ")
    }

    /// Ports that the device shows by their names.
    private static let tcp = [
        "20": "ftp-data", "21": "ftp", "23": "telnet", "25": "smtp", "53": "domain", "80": "www", "110": "pop3",
        "119": "nntp", "179": "bgp", "514": "cmd", "515": "lpd",
    ]
    private static let udp = [
        "53": "domain", "67": "bootps", "68": "bootpc", "69": "tftp", "123": "ntp", "161": "snmp", "162": "snmptrap",
        "500": "isakmp", "514": "syslog", "520": "rip",
    ]

    /// What an entry that takes every packet says, and nothing else but that it is logged.
    private static let takingAll = ["any", "ip any any", "ipv6 any any", "any any"]

    /// New entries behind one that takes every packet.
    static func unreached(_ after: [String: String], _ before: [String: String]) -> [String] {
        let entries = after.compactMap { name, rule in
            name.words.last.flatMap { Int($0) }.map { (number: $0, name: name, rule: rule) }
        }.sorted { $0.number < $1.number }
        guard let all = entries.first(where: { takesAll($0.rule.words) }) else { return [] }
        return entries.filter { entry in
            entry.number > all.number && before[entry.name] != entry.rule && !entry.rule.hasPrefix("remark ")
        }.map {
            "`\($0.name) \($0.rule)` stands behind `\(all.name) \(all.rule)`, which takes every packet: it is never asked"
        }
    }

    private static func takesAll(_ words: [Substring]) -> Bool {
        guard words.first == "permit" || words.first == "deny" else { return false }
        let said = words.dropFirst().prefix { !$0.hasPrefix("log") }
        return takingAll.contains(said.joined(separator: " "))
            && words.dropFirst(1 + said.count).allSatisfy { $0.hasPrefix("log") }
    }
}
