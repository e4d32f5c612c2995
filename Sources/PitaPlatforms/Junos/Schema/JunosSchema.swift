import PitaNetwork

/// What Pita knows of the statements of Junos: a tree of words as a table that can be read.
///
/// Each line of an outline is a kind and the words that it holds for; what stands below it is what those words hold.
///
///     block W      holds others, and goes with the last of them
///     has W        holds others, and means something by itself
///     list W       entries by name: `W NAME ...`; `*` for entries without a word
///     half W       entries whose name is whole only with what follows (`from-zone A to-zone B`)
///     objects W    a list whose entries are objects of their own to people
///     sequence W   such a list, in which order means something
///     flag W       is there or not
///     value W      one value: a new one takes the place of the old; `*` for a value without a word
///     rate W       one value in `k`, `m`, `g`
///     secret W     one value that nobody may see
///     phrase W     one value, which is the rest of the line
///     choice W W   words that take each other's place; `W=` with a phrase
///     set W        several values, which stand beside each other
///     numbers W    several numbers and ranges of them, which are one set
///     ordered W    several values, in order
///     steps W      several phrases, in order
///     lines W      the rest of the line stands beside others; `*` for any line
///     use G        what `group G` holds
///
/// A word may say what its value is: `:prefix`, `:network`, `:address`, `:host`, `:area`, `:logical` are spelt as the device
/// spells them. A `:port` is spelt in one way or another, by the release: as it runs (``JunosAlignment``).
struct JunosSchema: Sendable {
    /// What a word holds, and how a new one meets the old.
    enum Kind: String, Sendable {
        case block, has, list, half, objects, sequence, flag, value, rate, secret, phrase, choice
        case set, numbers, ordered, steps, lines

        /// Whether names stand behind the word.
        var hasEntries: Bool { self == .list || self == .half || self == .objects || self == .sequence }
        /// Whether an entry is an object of its own.
        var makesObjects: Bool { self == .objects || self == .sequence }
        /// Whether the order of what stands below the word means something.
        var isOrdered: Bool { self == .sequence || self == .ordered || self == .steps }
        /// Whether one value stands behind the word.
        var isSingle: Bool { self == .value || self == .rate || self == .secret || self == .phrase }
        /// Whether several values stand behind the word.
        var hasMembers: Bool { self == .set || self == .numbers || self == .ordered || self == .steps }
        /// Whether other statements stand below it.
        var isContainer: Bool { self == .block || self == .has || hasEntries }
    }

    /// A word and what is known of it.
    struct Rule: Sendable {
        let kind: Kind
        /// The word; `*` where none stands.
        let word: String
        /// What its value or name is, where it is spelt in more than one way.
        let type: JunosSpelling?
        /// Whether a phrase may follow (a choice only).
        let hasPhrase: Bool
        /// The line of its outline: choices of one line take each other's place.
        let line: Int
        /// What stands below.
        let body: Int
    }

    /// What stands below a word.
    struct Body: Sendable {
        var children: [String: Int] = [:]
        var wildcard: Int?
        var uses: [String] = []
    }

    private(set) var rules: [Rule] = []
    private(set) var bodies: [Body] = [Body()]
    /// What stands below every block: `apply-groups` and its like.
    private var any: Int?

    /// The top of a config.
    static let top = 0
    /// The body of what holds nothing.
    static let none = -1

    /// The schema of all outlines.
    static let junos = JunosSchema([
        system, interfaces, routing, protocols, interior, policy, classOfService, security, services,
    ])

    /// Reads outlines; each begins at the top.
    init(_ outlines: [String]) {
        var groups: [String: Int] = ["top": Self.top]
        var line = 0
        for outline in outlines {
            // The bodies in which the lines of each depth stand.
            var open = [Self.top]
            for text in outline.split(separator: "\n") {
                line += 1
                let words = text.split(separator: " ").map(String.init)
                let depth = min(text.prefix { $0 == " " }.count / 2, open.count - 1)
                open.removeSubrange((depth + 1)...)
                guard let first = words.first else { continue }
                switch first {
                case "group":
                    bodies.append(Body())
                    groups[words[1]] = bodies.count - 1
                    open.append(bodies.count - 1)
                case "use": bodies[open[depth]].uses += words.dropFirst()
                default:
                    guard let kind = Kind(rawValue: first) else { continue }
                    bodies.append(Body())
                    add(words.dropFirst(), kind, line, to: open[depth])
                    open.append(bodies.count - 1)
                }
            }
        }
        resolve(groups)
        any = groups["any"]
    }

    private mutating func add(_ words: some Sequence<String>, _ kind: Kind, _ line: Int, to body: Int) {
        for text in words {
            let hasPhrase = text.last == "="
            let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
            let word = hasPhrase ? String(text.dropLast()) : parts[0]
            rules.append(
                Rule(
                    kind: kind, word: word, type: parts.count > 1 ? JunosSpelling(rawValue: parts[1]) : nil,
                    hasPhrase: hasPhrase, line: line, body: bodies.count - 1))
            if word == "*" {
                bodies[body].wildcard = rules.count - 1
            } else {
                bodies[body].children[word] = rules.count - 1
            }
        }
    }

    /// Puts what groups hold where they are used; what a block says itself goes before.
    private mutating func resolve(_ groups: [String: Int]) {
        var isDone = [Bool](repeating: false, count: bodies.count)
        func whole(_ body: Int, _ bodies: inout [Body]) {
            guard !isDone[body] else { return }
            isDone[body] = true
            for other in bodies[body].uses.compactMap({ groups[$0] }) {
                whole(other, &bodies)
                bodies[body].children.merge(bodies[other].children) { own, _ in own }
                bodies[body].wildcard = bodies[body].wildcard ?? bodies[other].wildcard
            }
        }
        // The top is used by others, and uses none.
        for body in bodies.indices { whole(body, &bodies) }
    }

    /// The rule of a word in a body.
    func child(_ word: String, in body: Int) -> Int? {
        guard bodies.indices.contains(body) else { return nil }
        return bodies[body].children[word] ?? any.flatMap { bodies[$0].children[word] }
    }

    /// The rule of what stands in a body without a word.
    func wildcard(in body: Int) -> Int? { bodies.indices.contains(body) ? bodies[body].wildcard : nil }
}

/// Values that are written in more than one way, and how the device writes them.
enum JunosSpelling: String, Sendable {
    case prefix, network, address, host, area
    /// A logical interface: without a unit, `.0` is meant and shown.
    case logical
    /// An interface which some releases show with `.0` and others without.
    case port

    /// The value as the device shows it; as it is where it is none of its kind.
    func settled(_ text: String) -> String {
        switch self {
        case .prefix: return Self.prefix(text)
        // Bits behind the length are cleared, or refused: they are never said.
        case .network: return InterfaceAddress(text)?.prefix.description ?? Self.prefix(text)
        case .address: return Self.address(text)
        case .host:
            if let whole = InterfaceAddress(text) { return whole.prefix.description }
            let settled = Self.prefix(text)
            guard !settled.contains("/"), let address = Address(settled) else { return settled }
            return settled + (address.family == .ipv4 ? "/32" : "/128")
        case .area:
            guard let number = UInt32(text) else { return text }
            return [24, 16, 8, 0].map { String(number >> $0 & 0xFF) }.joined(separator: ".")
        case .logical: return JunosInterfaceName.isPhysical(text) ? text + ".0" : text
        case .port: return text
        }
    }

    private static func address(_ text: String) -> String {
        guard text.contains(":"), let address = Address(text) else { return text }
        return address.description
    }

    private static func prefix(_ text: String) -> String {
        guard text.contains(":") else { return text }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return address(text) }
        return address(String(parts[0])) + "/" + parts[1]
    }
}
