import PitaNetwork

/// The config language of devices whose config is lines under lines (IOS, FRR, VRP): which line opens a block, which of two
/// lines replaces the other, how a line is taken back. Values; what they mean is in ``LineReader`` and ``LineChange``.
///
/// What no rule knows is kept as a line that stands beside others, or a block if lines stand under it, and is taken back by
/// ``negation`` before the whole of it; where it may be meant to replace a line it is refused (``LineUnknowns``).
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
    var secrets: LineSecretTable = []
    /// First words of lines that people fill as they like, which hold no secret by their form: `description`.
    var freeTexts: Set<String> = []
    /// The blocks, by the section that they stand in; `""` for the top.
    var blocks: [String: [Block]] = [:] { didSet { index = LineBlockIndex(blocks) } }
    /// The same, by their words and kinds.
    private(set) var index = LineBlockIndex()
    /// The rules of lines, by the section that they stand in; `""` for the top. Those of `"*"` may stand in any block.
    var rules: [String: LineRuleTable] = [:]
    /// Where networks stand, by the section of their lines.
    var networks: [String: [LineNetwork]] = [:]
    /// Whether addresses are compared in one spelling; FRRouting has rules of its own.
    var spellsAddresses: Bool { !networks.isEmpty }
    /// The first words of lines whose text is kept as it was written.
    var texts: Set<String> = ["description", "remark", "name", "alias", "banner"]
    /// What the office says of lines that no rule knows, by the section that they stand in.
    var office: [String: [LineOfficeRule]] = [:]
    /// What was found out of the objects of a change; `nil` where little is asked.
    var memory: LineMemory?
    /// Sections of lines of the top whose order means something though a device may not show it: servers that are asked one
    /// after another. A device appends what is new.
    var sequences: Set<String> = []
    /// The word before a line that is to be as the device has it when nothing is said: `default`.
    var reset: String?
    /// The lines of the top, with all under them, as the device would say them.
    var prepared: @Sendable ([ConfigLine]) -> [ConfigLine] = { $0 }
    /// The same of an intended config, where that is another thing: entries whose numbers depend on what runs.
    var preparedIntent: (@Sendable ([ConfigLine]) -> [ConfigLine])?

    init(
        negation: String, comment: Character, dropped: [String] = [], closers: Set<String> = [], terminator: String,
        opaque: [Opaque] = [], secrets: LineSecretTable = [], freeTexts: Set<String> = [],
        blocks: [String: [Block]] = [:], rules: [String: LineRuleTable] = [:], networks: [String: [LineNetwork]] = [:],
        sequences: Set<String> = [], reset: String? = nil,
        prepared: @escaping @Sendable ([ConfigLine]) -> [ConfigLine] = { $0 },
        preparedIntent: (@Sendable ([ConfigLine]) -> [ConfigLine])? = nil
    ) {
        (self.negation, self.comment, self.dropped, self.closers) = (negation, comment, dropped, closers)
        (self.terminator, self.opaque, self.secrets, self.freeTexts) = (terminator, opaque, secrets, freeTexts)
        (self.blocks, self.rules, self.networks) = (blocks, rules, networks)
        (self.sequences, self.reset) = (sequences, reset)
        (self.prepared, self.preparedIntent) = (prepared, preparedIntent)
        index = LineBlockIndex(blocks)
    }

    /// Text within a config that is not read as lines.
    struct Opaque: Sendable {
        /// How the line begins: `banner`.
        let words: [String]
        /// The end: the character after the words and a name (`^C`), or a whole line (`quit`).
        let end: End
        /// Whether the text is kept as the rest of its line, so that two texts are told apart.
        var isKept = false

        enum End: Sendable {
            case delimiter
            case line(String)
        }
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
        /// property, of the kind ``LineRule/Kind/tail``.
        var parted: @Sendable (String) -> (name: String, tail: String) = { ($0, "") }
        /// The line that opens a block, of its name and of the words that were parted from it.
        var opened: (@Sendable (_ name: String, _ tail: [String]) -> String)?
        /// Whether the block has to be empty when the words behind its name change.
        var isEmptied = false
        /// Whether the device refuses to take its last line: what is new comes before what is removed.
        var isNeverEmpty = false
        /// Whether the order of blocks of the kind means something. A device appends what is new.
        var isOrdered = false
        /// The name of the one that stands last whatever was said: `class-default`.
        var last: String?
        /// What the device takes from other blocks when one of these goes.
        var takes: [Taken] = []
        /// The lines in a block, as the device would say them: with the numbers that it gives them.
        var prepared: @Sendable ([ConfigLine]) -> [ConfigLine] = { $0 }
        /// The same of an intended config, where that is another thing.
        var preparedIntent: (@Sendable ([ConfigLine]) -> [ConfigLine])?
        /// Beginnings of lines that the device keeps when the block goes, and shows again once it is made anew: they are
        /// taken back before it.
        var keeps: [String] = []
        /// Whether the beginning of a name takes all back whose names begin so: `no route-map A`.
        var isGrouped = false
        /// How many words a name has, where a longer line opens no block: `ip prefix-list A seq 10 permit ...`.
        var nameWords: Int?
        /// How the words behind the name part into the block's lines, where none stand under it: `username a privilege 15`.
        var inline: Inline?
        /// When the device takes no change of the block, so that it is taken away and made again.
        var remade = Remade.never
        /// What a block within another names by its own name: of `class C` of a policy `class-map C`.
        var uses: @Sendable (String) -> [String] = { _ in [] }

        /// When a block is made again rather than changed.
        enum Remade: Sendable {
            case never
            /// When the words behind its name change: what is tracked.
            case withTail
            /// When anything of it changes: a probe that runs.
            case always
        }

        init(
            _ words: String, kind: String? = nil, rank: Int = 50,
            spelled: @escaping @Sendable (String) -> String = { $0 },
            expanded: (@Sendable (String) -> [String]?)? = nil,
            keeper: @escaping @Sendable (String) -> String? = { _ in nil }, isOrdered: Bool = false,
            last: String? = nil, takes: [Taken] = [], keeps: [String] = [], isGrouped: Bool = false,
            nameWords: Int? = nil, inline: Inline? = nil, isEmptied: Bool = false,
            isNeverEmpty: Bool = false,
            opened: (@Sendable (_ name: String, _ tail: [String]) -> String)? = nil,
            prepared: @escaping @Sendable ([ConfigLine]) -> [ConfigLine] = { $0 },
            preparedIntent: (@Sendable ([ConfigLine]) -> [ConfigLine])? = nil,
            remade: Remade = .never, uses: @escaping @Sendable (String) -> [String] = { _ in [] },
            parted: @escaping @Sendable (String) -> (name: String, tail: String) = { ($0, "") }
        ) {
            self.words = words.words.map(String.init)
            self.kind = kind ?? words
            self.rank = rank
            self.spelled = spelled
            self.expanded = expanded
            self.keeper = keeper
            self.parted = parted
            self.isOrdered = isOrdered
            self.last = last
            self.takes = takes
            self.keeps = keeps
            self.isGrouped = isGrouped
            self.nameWords = nameWords
            self.inline = inline
            self.remade = remade
            self.uses = uses
            (self.isEmptied, self.isNeverEmpty) = (isEmptied, isNeverEmpty)
            self.opened = opened
            self.prepared = prepared
            self.preparedIntent = preparedIntent
        }
    }

    /// The parts of a line that a device shows as one and takes one by one: `privilege 15` and `secret 9 x` of a user.
    struct Inline: Sendable {
        /// The words that begin a part.
        let words: Set<String>
        /// Those of them that the rest of the line belongs to.
        let last: Set<String>

        /// The parts of the words behind a name.
        func parts(_ words: some Sequence<Substring>) -> [String] {
            var parts: [[Substring]] = []
            var isLast = false
            for word in words {
                let begins = !isLast && (self.words.contains(String(word)) || last.contains(String(word)))
                if begins { isLast = last.contains(String(word)) }
                if begins || parts.isEmpty { parts.append([word]) } else { parts[parts.count - 1].append(word) }
            }
            return parts.map { $0.joined(separator: " ") }
        }
    }

    /// The block that a line opens by rule; the longest words win, those of a line's rule too: `vlan dot1q tag native`.
    ///
    /// - Parameter isNegated: whether the line is taken back, so that its value may be missing: `no ip sla schedule 10`.
    func block(_ words: [Substring], in section: String, isNegated: Bool = false) -> Block? {
        guard let block = index.block(words, in: section) else { return nil }
        guard let rule = rule(of: words, in: section, isNegated: isNegated)?.rule,
            rule.form.head.count > block.words.count
        else { return block }
        return nil
    }

    /// Where objects of a section come in a change.
    func rank(of id: ObjectID) -> Int {
        if let block = index.blocks(ofSection: id.section).first?.block { return block.rank }
        func found() -> Int { rules[""]?.rank(ofName: id.description) ?? 50 }
        return id.isInner ? 50 : memory?.rank(of: id, found) ?? found()
    }

    /// The rule of the line that opens the block of an object.
    func block(of id: ObjectID) -> Block? {
        index.blocks(ofSection: id.section).first?.block
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
