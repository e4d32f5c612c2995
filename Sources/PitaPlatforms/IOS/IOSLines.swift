import PitaNetwork

/// The lines of the top as the rules speak of them, whichever of several spellings they are written in.
enum IOSLines {
    /// Of IOS.
    @Sendable static func prepared(_ lines: [ConfigLine]) -> [ConfigLine] { numbered(gathered(lines, older)) }

    /// The same of an intended config, whose numbers depend on what runs.
    @Sendable static func preparedIntent(_ lines: [ConfigLine]) -> [ConfigLine] {
        numbered(gathered(lines, older), isIntended: true)
    }

    /// The lines of an interface with the tag of its packets as a router shows it: `encapsulation dot1Q 10`.
    @Sendable static func tagged(_ lines: [ConfigLine]) -> [ConfigLine] {
        lines.map { line in
            guard line.text.contains("encapsulation dot1q "), !line.text.contains("dot1q vlan ") else { return line }
            return ConfigLine(
                text: line.text.replacing("encapsulation dot1q ", with: "encapsulation dot1Q ", maxReplacements: 1),
                mark: line.mark, children: line.children, written: line.written ?? line.text)
        }
    }

    /// The lines of a session with `no exec-timeout` as the device has it: a session that never ends by itself.
    @Sendable static func timed(_ lines: [ConfigLine]) -> [ConfigLine] {
        lines.map { line in
            guard line.text.words == ["no", "exec-timeout"] else { return line }
            return ConfigLine(
                text: "exec-timeout 0 0", mark: line.mark, children: line.children, written: line.written ?? line.text)
        }
    }

    /// Of RGOS, which keeps spellings of older releases of IOS.
    @Sendable static func ruijie(_ lines: [ConfigLine]) -> [ConfigLine] { numbered(gathered(lines, kept)) }

    /// The same of an intended config.
    @Sendable static func ruijieIntent(_ lines: [ConfigLine]) -> [ConfigLine] {
        numbered(gathered(lines, kept), isIntended: true)
    }

    private static func gathered(_ lines: [ConfigLine], _ spellings: [String: String]) -> [ConfigLine] {
        var result: [ConfigLine] = []
        var places: [String: Int] = [:]
        for line in lines {
            guard let list = Entry(line) else {
                result += spelled(line, spellings)
                continue
            }
            guard let entry = list.entry else {
                result.append(ConfigLine(text: list.head, mark: line.mark))
                continue
            }
            // The lines of one list are one block, in the place of its first.
            if let place = places[list.head] {
                result[place].children.append(entry)
            } else {
                places[list.head] = result.count
                result.append(ConfigLine(text: list.head, mark: line.mark, children: [entry]))
            }
        }
        return result
    }

    /// Of EOS, whose lists have no numbers for names.
    @Sendable static func named(_ lines: [ConfigLine]) -> [ConfigLine] { inBlocks(lines.flatMap(servers).map(whole)) }

    /// With the words that EOS adds: the VRF of a server of names, and where the path of an entry comes from.
    private static func whole(_ line: ConfigLine) -> ConfigLine {
        var words = line.text.words.map(String.init)
        let verb = words.first == "no" ? [words.removeFirst()] : []
        if words.count == 3, words[0] == "ip", words[1] == "name-server", Address(words[2]) != nil {
            words.insert(contentsOf: ["vrf", "default"], at: 2)
        } else if words.starts(with: ["ip", "as-path", "access-list"]), words.count == 6 {
            words.append("any")
        } else {
            return line
        }
        return ConfigLine(
            text: (verb + words).joined(separator: " "), mark: line.mark, children: line.children,
            written: line.written ?? line.text)
    }

    /// Entries of prefix lists that are written in one line, as those of the block that the device shows.
    private static func inBlocks(_ lines: [ConfigLine]) -> [ConfigLine] {
        var result: [ConfigLine] = []
        var places: [String: Int] = [:]
        for line in lines {
            var words = line.text.words
            let verb = words.first == "no" ? String(words.removeFirst()) + " " : ""
            guard words.count > 3, words[0] == "ip" || words[0] == "ipv6", words[1] == "prefix-list",
                ["seq", "permit", "deny"].contains(words[3])
            else {
                result.append(line)
                continue
            }
            let head = words[..<3].joined(separator: " ")
            let text = verb + words[3...].joined(separator: " ")
            let entry = ConfigLine(text: text, mark: line.mark, written: line.text)
            if let place = places[head] {
                result[place].children.append(entry)
            } else {
                places[head] = result.count
                result.append(ConfigLine(text: head, mark: line.mark, children: [entry]))
            }
        }
        return result
    }

    /// A line of `access-list 10`, as one of `ip access-list standard 10`: there the device takes one entry back, where by
    /// the line it would take the whole list.
    private struct Entry {
        let head: String
        /// The entry; `nil` for the whole list that is taken back.
        let entry: ConfigLine?

        init?(_ line: ConfigLine) {
            var words = line.text.words
            let isNegated = words.first == "no"
            if isNegated { words.removeFirst() }
            guard words.count > 1, words[0] == "access-list", line.children.isEmpty, let number = Int(words[1]) else {
                return nil
            }
            switch number {
            case 1...99, 1300...1999:
                head = (isNegated && words.count == 2 ? "no " : "") + "ip access-list standard \(number)"
            case 100...199, 2000...2699:
                head = (isNegated && words.count == 2 ? "no " : "") + "ip access-list extended \(number)"
            default: return nil
            }
            guard words.count > 2 else {
                guard isNegated else { return nil }
                entry = nil
                return
            }
            let text = words[2...].joined(separator: " ")
            entry = ConfigLine(text: isNegated ? "no \(text)" : text, mark: line.mark, written: line.text)
        }
    }

    /// The spellings of older releases.
    private static let older = [
        "ip domain-name ": "ip domain name ", "ip domain-lookup": "ip domain lookup",
        "ip domain-list ": "ip domain list ",
        "mac-address-table ": "mac address-table ",
    ]

    /// The spellings that RGOS has, by those of newer releases of IOS.
    private static let kept = [
        "ip domain lookup": "ip domain-lookup", "mac address-table ": "mac-address-table ",
    ]

    private static func spelled(_ line: ConfigLine, _ spellings: [String: String]) -> [ConfigLine] {
        let isNegated = line.text.hasPrefix("no ")
        let text = isNegated ? String(line.text.dropFirst(3)) : line.text
        let verb = isNegated ? "no " : ""
        func with(_ text: String) -> ConfigLine {
            ConfigLine(text: verb + text, mark: line.mark, children: line.children)
        }
        if let (old, new) = spellings.first(where: { text.hasPrefix($0.key) }) {
            return [with(new + text.dropFirst(old.count))]
        }
        let words = text.words.map(String.init)
        // `logging 10.0.0.9` of old releases.
        if words.count == 2, words[0] == "logging", words[1].first?.isNumber == true, words[1].contains(".") {
            return [with("logging host \(words[1])")]
        }
        return servers(line)
    }

    /// Servers of names, each in a line of its own.
    private static func servers(_ line: ConfigLine) -> [ConfigLine] {
        var words = line.text.words.map(String.init)
        let verb = words.first == "no" ? [words.removeFirst()] : []
        guard words.count > 3, words[0] == "ip", words[1] == "name-server" else { return [line] }
        let count = words[2] == "vrf" ? 4 : 2
        guard words.count > count, words[count] != "group" else { return [line] }
        return words[count...].map {
            ConfigLine(text: (verb + words[..<count] + [$0]).joined(separator: " "), mark: line.mark)
        }
    }

    /// Entries of prefix lists without a number get the next five, as the device gives them.
    private static func numbered(_ lines: [ConfigLine], isIntended: Bool = false) -> [ConfigLine] {
        var (last, counts) = ([Substring: Int](), [Substring: Int]())
        return lines.map { line in
            let words = line.text.words
            guard words.count > 3, words[0] == "ip" || words[0] == "ipv6", words[1] == "prefix-list" else {
                return line
            }
            let list = words[2]
            if words.count > 4, words[3] == "seq", let number = Int(words[4]) {
                let known = min(number, IOSNumbers.highest)
                last[list] = isIntended ? max(last[list] ?? 0, known) : known
                return line
            }
            guard words[3] == "permit" || words[3] == "deny" else { return line }
            let before = min(last[list] ?? 0, IOSNumbers.highest - 10)
            let number = isIntended ? IOSNumbers.placeholder(after: before, counts[list] ?? 0) : before + 5
            if isIntended { counts[list, default: 0] += 1 } else { last[list] = number }
            let text = (words[..<3] + ["seq", Substring(String(number))] + words[3...]).joined(separator: " ")
            return ConfigLine(text: text, mark: line.mark, written: line.text)
        }
    }
}
