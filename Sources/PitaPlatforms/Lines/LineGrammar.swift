import PitaNetwork

/// The config language of devices whose config is lines under lines (IOS, FRR, VRP): which line opens a block, which of two
/// lines replaces the other, how a line is taken back. Values; what they mean is in ``LineReader`` and ``LineChange``.
///
/// What no rule knows is a line that stands beside others (as ``Leaf/Kind/list``), or a block if lines stand under it, and is
/// taken back by ``negation`` before the whole of it.
struct LineGrammar: Sendable {
    /// The word before a line that is taken back: `no`, `undo`.
    var negation: String
    /// What begins a line that says nothing: `!`, `#`.
    var comment: Character
    /// Beginnings of lines that are no config: `Building configuration...`, `Current configuration :`.
    var dropped: [String] = []
    /// Lines that end the block that they stand in: `exit`, `exit-address-family`.
    var closers: Set<String> = []
    /// The last line of a whole config: `end`, `return`. What comes after it is not read.
    var terminator: String
    /// Lines whose following lines are no config, up to a line that ends them.
    var opaque: [Opaque] = []
    /// Lines that hold a secret, in any block.
    var secrets: [SecretRule] = []
    /// First words of lines that people fill as they like, which hold no secret by their form: `description`.
    var freeTexts: Set<String> = []
    /// The blocks, by the section that they stand in; `""` for the top.
    var blocks: [String: [Block]] = [:]
    /// The lines, by the section that they stand in; `""` for the top. Those of `"*"` may stand in any block.
    var leaves: [String: [Leaf]] = [:]

    /// Text within a config that is not read as lines.
    struct Opaque: Sendable {
        /// How the line begins: `banner`.
        let words: [String]
        /// The end: the character after the words and a name (`^C`), or a whole line (`quit`).
        let end: End

        enum End: Sendable {
            case delimiter
            case line(String)
        }
    }

    /// A line that holds a secret.
    struct SecretRule: Sendable {
        /// Words that stand somewhere in the line, one after the other; `*` is any word.
        let words: [String]
        /// Whether only the next word is secret; else all that follows.
        var isOneWord = true
        /// Whether the line is nothing but the words and one that is no number: `key X`, beside `key 1` of a chain.
        var isAlone = false
        /// Words that say that no secret follows: the one behind ``words`` is none of them.
        var unless: Set<String> = []
    }

    /// A line that opens a block.
    struct Block: Sendable {
        /// The words that it begins with, as it is written.
        let words: [String]
        /// The words of the section; usually the same.
        let kind: String
        /// Where blocks of the kind come in a change: lower ones are made earlier and removed later.
        var rank = 50
        /// One name as the device writes it: `Gi0/1` as `GigabitEthernet0/1`.
        var spelled: @Sendable (String) -> String = { $0 }
        /// The names in a line that stands for several blocks: `vlan 10-12`; `nil` for a line that can't be read.
        var expanded: (@Sendable (String) -> [String]?)?
        /// Why a block with this name can't be removed; `nil` where it can.
        var keeper: @Sendable (String) -> String? = { _ in nil }
        /// Parts a name from what follows it in the same line: `c1` from `operator or`. The first word of that is a
        /// property, of the kind ``Leaf/Kind/tail``.
        var parted: @Sendable (String) -> (name: String, tail: String) = { ($0, "") }
        /// Whether the order of blocks of the kind means something. A device appends what is new.
        var isOrdered = false
        /// The name of the one that stands last whatever was said: `class-default`.
        var last: String?
        /// The lines in a block, as the device would say them: with the numbers that it gives them.
        var prepared: @Sendable ([ConfigLine]) -> [ConfigLine] = { $0 }

        init(
            _ words: String, kind: String? = nil, rank: Int = 50,
            spelled: @escaping @Sendable (String) -> String = { $0 },
            expanded: (@Sendable (String) -> [String]?)? = nil,
            keeper: @escaping @Sendable (String) -> String? = { _ in nil }, isOrdered: Bool = false,
            last: String? = nil, prepared: @escaping @Sendable ([ConfigLine]) -> [ConfigLine] = { $0 },
            parted: @escaping @Sendable (String) -> (name: String, tail: String) = { ($0, "") }
        ) {
            self.words = words.split(separator: " ").map(String.init)
            self.kind = kind ?? words
            self.rank = rank
            self.spelled = spelled
            self.expanded = expanded
            self.keeper = keeper
            self.parted = parted
            self.isOrdered = isOrdered
            self.last = last
            self.prepared = prepared
        }
    }

    /// A line within a block, or a line of the top.
    struct Leaf: Sendable {
        enum Kind: Sendable {
            /// One value; a new one replaces the old one: `description X`.
            case single
            /// No value; on or off, and which of both goes without saying.
            case flag(isOnByDefault: Bool)
            /// One value for each key of so many words: `neighbor 10.0.0.1 description X` has one. With no words of its
            /// own the key comes first: `10 permit ip any any`.
            case keyed(Int)
            /// Stands beside others of its kind: `ntp server X`.
            case list
            /// A set of VLANs that lines add to and take from.
            case vlans(LineVLANs)
            /// No line of its own: words after the block's name, said whenever the block is entered.
            case tail
        }

        /// How the line is taken back.
        enum Negation: Sendable {
            /// By its own words (and key) alone: `no description`.
            case words
            /// By the whole line.
            case line
            /// By another line: `logging console debugging`.
            case other(String)
        }

        /// The words that it begins with; `*` is any word.
        let words: [String]
        /// The word that the line also ends with, after its value: `traffic-policy X inbound`, `ip address X secondary`.
        var ending: String?
        let kind: Kind
        var negation = Negation.words
        /// Whether the old value has to go before the new one is accepted.
        var isReplaced = false
        /// Whether no two objects can hold the same value: it is given up by one before another takes it.
        var isExclusive = false
        /// Where an object of the top comes in a change, as ``Block/rank``.
        var rank = 50
        /// Whether two objects can't hold these two values where ``isExclusive``: addresses of networks that overlap.
        var collides: @Sendable (String, String) -> Bool = { $0 == $1 }
        /// Beginnings of other lines of the block that the device drops when this one changes: addresses with a VRF.
        var wipes: [String] = []
        /// Whether the lines under it are the rest of it.
        var isFolded = false
        /// The value as the device says it again.
        var settled: @Sendable (String) -> String = { $0 }
        /// Parts the key from the value where no count of words does: of `10.0.0.0/8 10.1.0.1 200` the last word is the value.
        var parted: (@Sendable (String) -> (key: String, value: String))?

        init(
            _ words: String, _ kind: Kind = .single, ending: String? = nil, negation: Negation = .words,
            isReplaced: Bool = false, isExclusive: Bool = false, rank: Int = 50,
            collides: @escaping @Sendable (String, String) -> Bool = { $0 == $1 }, wipes: [String] = [],
            isFolded: Bool = false,
            settled: @escaping @Sendable (String) -> String = { $0 }
        ) {
            self.words = words.split(separator: " ").map(String.init)
            self.ending = ending
            self.kind = kind
            self.collides = collides
            self.wipes = wipes
            self.isFolded = isFolded
            self.negation = negation
            self.isReplaced = isReplaced
            self.isExclusive = isExclusive
            self.rank = rank
            self.settled = settled
        }

        /// Lines of which `parted` tells the key from the value.
        static func parted(
            _ words: String, rank: Int = 50,
            by parted: @escaping @Sendable (String) -> (key: String, value: String)
        ) -> Leaf {
            var leaf = Leaf(words, .keyed(1), negation: .line, rank: rank)
            leaf.parted = parted
            return leaf
        }

        /// How much of a line the rule names; more wins.
        fileprivate var weight: Int { 2 * words.count + (ending == nil ? 0 : 1) }
    }

    /// The block that a line opens by rule; the longest words win, those of a line's rule too: `vlan dot1q tag native`.
    func block(_ words: [Substring], in section: String) -> Block? {
        let block = (blocks[section] ?? []).filter { Self.begins(words, with: $0.words) }
            .max { $0.words.count < $1.words.count }
        guard let block, (leaf(words, in: section)?.leaf.words.count ?? 0) <= block.words.count else { return nil }
        return block
    }

    /// The rule of a line and its place among the section's rules; the longest words win.
    func leaf(_ words: [Substring], in section: String) -> (place: Int, leaf: Leaf)? {
        let own = leaves[section] ?? []
        let common = section.isEmpty ? [] : leaves["*"] ?? []
        return (own + common).enumerated()
            .filter { _, leaf in
                guard Self.begins(words, with: leaf.words) else { return false }
                guard let ending = leaf.ending else { return true }
                return words.count > leaf.words.count && words[words.count - 1] == ending
            }
            .max { $0.element.weight < $1.element.weight }.map { ($0.offset, $0.element) }
    }

    /// Where objects of a section come in a change.
    func rank(of id: ObjectID) -> Int {
        let path = LinePath(id)
        guard let last = path.steps.last else { return 50 }
        let section = path.parent.id.section
        if let block = (blocks[section] ?? []).first(where: { $0.kind == last.kind }) { return block.rank }
        return (leaves[section] ?? []).first { $0.words.joined(separator: " ") == last.kind }?.rank ?? 50
    }

    private static func begins(_ words: [Substring], with beginning: [String]) -> Bool {
        words.count >= beginning.count && zip(words, beginning).allSatisfy { $1 == "*" || $0 == $1 }
    }
}

/// How a device writes the VLANs that a port carries.
struct LineVLANs: Sendable {
    /// What the port carries when nothing was said; `nil` for every VLAN.
    let start: VLANSet?
    /// Reads a written list.
    let parse: @Sendable (String) -> VLANSet?
    /// Writes one, in parts that each fit a line.
    let print: @Sendable (VLANSet) -> [String]
    /// Whether a line adds to what is there, and its negation takes away (VRP); else a line without `add` replaces it.
    let adds: Bool
    /// The words that take VLANs away, where they are not the negated ones of the line.
    var takenBy: String?
    /// Whether a line without a word can give the list as a whole, and `none` an empty one; else VLANs are added and taken.
    var hasWhole = true
}
