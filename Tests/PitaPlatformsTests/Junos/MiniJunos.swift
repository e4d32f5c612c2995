/// A device with Junos as far as a candidate, its commit and the order of terms go: statements are paths of words.
struct MiniJunos: Equatable {
    struct Config: Equatable {
        private(set) var leaves: [[String]] = [["version", "22.4R3"]]
        private(set) var asleep: Set<[String]> = []

        static func == (left: Config, right: Config) -> Bool {
            Set(left.leaves) == Set(right.leaves) && left.asleep == right.asleep && left.orders == right.orders
        }

        func has(_ path: [String]) -> Bool { leaves.contains { $0.starts(with: path) } }

        /// What is in order, by where it stands: terms, policies of a chain, servers that are asked in turn.
        var orders: [[String]: [String]] {
            var orders: [[String]: [String]] = [:]
            for leaf in leaves {
                guard let length = Self.ordered(leaf), leaf.count > length else { continue }
                let place = Array(leaf[..<length])
                if orders[place]?.contains(leaf[length]) != true { orders[place, default: []].append(leaf[length]) }
            }
            return orders
        }

        /// How many words lead to what stands in order.
        static func ordered(_ leaf: [String]) -> Int? {
            if leaf.count > 5, leaf[0] == "firewall", leaf[5] == "term" { return 6 }
            if leaf.count > 4, leaf[0] == "protocols", leaf[4] == "import" { return 5 }
            return leaf.starts(with: ["system", "name-server"]) ? 2 : nil
        }
    }

    /// What one has and the other has not, for the message of a test.
    func difference(from other: MiniJunos) -> String {
        func lines(_ config: Config) -> Set<String> {
            Set(
                config.leaves.map { $0.joined(separator: " ") } + config.asleep.map { "! " + $0.joined(separator: " ") }
            )
        }
        let (own, their) = (lines(running), lines(other.running))
        return "+\(own.subtracting(their).sorted()) -\(their.subtracting(own).sorted())"
    }

    private(set) var running = Config()
    private var candidate: Config?
    private var before: Config?

    static func == (left: MiniJunos, right: MiniJunos) -> Bool { left.running == right.running }

    struct Refusal: Error { let words: String }

    /// Runs a command and its lines up to the first that is refused; what was not committed is lost.
    mutating func run(_ text: String, _ input: String) -> String? {
        defer { candidate = nil }
        for line in [text] + input.split(separator: "\n").map(String.init) {
            do { try take(line) } catch { return "\(line): \((error as? Refusal)?.words ?? "")" }
        }
        return nil
    }

    /// The time to confirm is over.
    mutating func expire() {
        running = before ?? running
        before = nil
    }

    /// The words of a line, as the command line takes them.
    static func words(_ line: String) throws -> [String] {
        var words: [String] = []
        var rest = line[...]
        while let first = rest.first {
            if first == " " {
                rest.removeFirst()
            } else if first == "\"" {
                guard let end = rest.dropFirst().firstIndex(of: "\"") else { throw Refusal(words: "syntax error") }
                words.append(String(rest.dropFirst()[..<end]))
                rest = rest[rest.index(after: end)...]
                guard rest.isEmpty || rest.first == " " else { throw Refusal(words: "syntax error") }
            } else {
                let word = rest.prefix { $0 != " " }
                guard !word.contains(where: { "\"?|;{}[]<>&()!$#'`".contains($0) }) else {
                    throw Refusal(words: "syntax error")
                }
                words.append(String(word))
                rest = rest[word.endIndex...]
            }
        }
        return words
    }

    private mutating func take(_ line: String) throws {
        if line == "show system commit | match ^0" { return }
        if line == "configure exclusive" {
            guard candidate == nil else { throw Refusal(words: "unknown command") }
            candidate = running
            return
        }
        guard var config = candidate else { throw Refusal(words: "unknown command") }
        let words = try Self.words(line)
        switch words.first {
        case "commit":
            try Self.check(config)
            if words == ["commit", "check"] { return }
            if words.count == 3, words[1] == "confirmed", let minutes = Int(words[2]), minutes > 0 {
                before = before ?? running
            } else {
                guard words == ["commit", "and-quit"] else { throw Refusal(words: "syntax error") }
                before = nil
            }
            running = config
        case "set" where words.count > 2: config.set(Array(words.dropFirst()))
        case "delete" where words.count > 1: config.delete(Array(words.dropFirst()))
        case "deactivate" where words.count > 1: try config.sleep(Array(words.dropFirst()), true)
        case "activate" where words.count > 1: try config.sleep(Array(words.dropFirst()), false)
        case "insert": try config.insert(Array(words.dropFirst()))
        default: throw Refusal(words: "unknown command")
        }
        candidate = config
    }

    /// What a commit finds wrong.
    private static func check(_ config: Config) throws {
        for leaf in config.leaves {
            if leaf.contains("filter"), let name = leaf.last, leaf[0] == "interfaces", leaf[leaf.count - 2] == "input" {
                guard config.has(["firewall", "family", leaf[5], "filter", name]) else {
                    throw Refusal(words: "filter \(name)")
                }
            }
            if leaf.suffix(2).first == "policer", leaf[0] == "firewall", leaf.contains("then"), let name = leaf.last {
                guard config.has(["firewall", "policer", name]) else { throw Refusal(words: "policer \(name)") }
            }
            if leaf.suffix(2).first == "members", let name = leaf.last, !name.allSatisfy({ $0.isNumber || $0 == "-" }) {
                guard config.has(["vlans", name]) else { throw Refusal(words: "vlan \(name)") }
            }
        }
    }

    /// What `show configuration | display set` says.
    var listing: String {
        func line(_ verb: String, _ path: [String]) -> String {
            let words = path.map { word in
                word.contains { !($0.isLetter || $0.isNumber || "-./_:".contains($0)) } ? "\"\(word)\"" : word
            }
            return "\(verb) \(words.joined(separator: " "))\n"
        }
        return running.leaves.map { line("set", $0) }.joined()
            + running.asleep.map { line("deactivate", $0) }.sorted().joined()
    }
}

extension MiniJunos.Config {
    /// Whether a path ends in the name of an entry, which stays when all in it is gone.
    static func isEntry(_ path: [String]) -> Bool {
        switch (path.first, path.count) {
        case ("interfaces", 2), ("vlans", 2), ("firewall", 3): path[0] != "firewall" || path[1] == "policer"
        case ("interfaces", 4): path[2] == "unit"
        case ("interfaces", 6): path[4] == "family"
        case ("firewall", 5): path[3] == "filter"
        case ("firewall", 7): path[5] == "term"
        case ("routing-options", 4): path[2] == "route"
        case ("class-of-service", 3): path[1] == "interfaces"
        case ("class-of-service", 5): path[3] == "unit"
        case ("protocols", 4): path[2] == "group"
        default: false
        }
    }

    private static let single: Set<String> = [
        "description", "vlan-id", "interface-mode", "bandwidth-limit", "burst-size-limit", "shaping-rate", "input",
        "output", "l3-interface",
        "policer",
        "preference",
    ]

    /// The path without its value, where the last word is one.
    static func name(_ path: [String]) -> [String]? {
        guard path.count > 2, let last = path.last else { return nil }
        let word = path[path.count - 2]
        if word == "then" { return ["accept", "discard"].contains(last) ? Array(path.dropLast()) : nil }
        // The policer of an entry of its own has no value: its next word is its name.
        if word == "policer", !path.contains("then") { return nil }
        return single.contains(word) ? Array(path.dropLast()) : nil
    }

    mutating func set(_ words: [String]) {
        var path = words
        if ["bandwidth-limit", "burst-size-limit", "shaping-rate"].contains(path[path.count - 2]) {
            path[path.count - 1] = Self.rate(path[path.count - 1])
        }
        guard !has(path) else { return }
        if let name = Self.name(path), let place = leaves.firstIndex(where: { Self.name($0) == name }) {
            leaves[place] = path
            return
        }
        // An entry in which nothing stood keeps its place.
        if let place = leaves.firstIndex(where: { path.starts(with: $0) }) {
            leaves[place] = path
            return
        }
        let lengths = leaves.map { zip($0, path).prefix { $0 == $1 }.count }
        let place = lengths.max().flatMap { longest in lengths.lastIndex(of: longest) } ?? leaves.count - 1
        leaves.insert(path, at: place + 1)
    }

    /// `10m` for ten millions.
    private static func rate(_ text: String) -> String {
        let factor = text.hasSuffix("m") ? 1_000_000 : text.hasSuffix("k") ? 1000 : 1
        guard let number = Int(text.filter(\.isNumber)).map({ $0 * factor }) else { return text }
        return number % 1_000_000 == 0
            ? "\(number / 1_000_000)m" : number % 1000 == 0 ? "\(number / 1000)k" : "\(number)"
    }

    mutating func delete(_ path: [String]) {
        guard let first = leaves.firstIndex(where: { $0.starts(with: path) }) else { return }
        leaves.removeAll { $0.starts(with: path) }
        let entry = (1..<max(1, path.count)).reversed().map { Array(path[..<$0]) }.first(where: Self.isEntry)
        if let entry, !has(entry) { leaves.insert(entry, at: min(first, leaves.count)) }
        let left = self
        asleep = asleep.filter { left.has($0) }
    }

    mutating func sleep(_ path: [String], _ isAsleep: Bool) throws {
        guard has(path) else { throw MiniJunos.Refusal(words: "statement not found") }
        if isAsleep { asleep.insert(path) } else { asleep.remove(path) }
    }

    mutating func insert(_ words: [String]) throws {
        guard let length = Self.ordered(words), words.count > length + 2, words[length + 1] == "before" else {
            throw MiniJunos.Refusal(words: "syntax error")
        }
        // Entries are named with their word, values of a list without it.
        let isValue = words[0] == "protocols"
        let rest = Array(words[(length + 2)...])
        guard rest.count == (isValue ? 1 : 2), isValue || rest[0] == words[length - 1], let name = rest.last else {
            throw MiniJunos.Refusal(words: "syntax error")
        }
        let (own, other) = (Array(words[...length]), Array(words[..<length]) + [name])
        let moved = leaves.filter { $0.starts(with: own) }
        guard !moved.isEmpty, has(other) else { throw MiniJunos.Refusal(words: "statement not found") }
        leaves.removeAll { $0.starts(with: own) }
        leaves.insert(contentsOf: moved, at: leaves.firstIndex { $0.starts(with: other) } ?? leaves.count)
    }
}
