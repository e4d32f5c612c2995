import PitaNetwork

/// What a rule says.
extension LineRule {
    /// All of it. A rule is handed on for every line of a config, and a copy of so many fields takes longer than most lines take
    /// to be told from its form: what is handed on is a box of them.
    struct Facts: Sendable {
        let form: LineForm
        let kind: Kind
        var undo = Undo.automatic
        /// Whether the old value has to go before the new one is accepted.
        var isReplaced = false
        /// The options that a new line adds to those of the old one, so that it has to go first where it has one that the new
        /// line lacks: of `redistribute static metric 5` stays the metric.
        var merges: [String] = []
        /// Options whose value can't be changed in place, so that the old line has to go before one that says another value, or none.
        var pinned: [String] = []
        /// Lines of the block that the device adds with this one: `ip pim` with `ip pim hello 10`.
        var brings: [String] = []
        /// Whether no two objects can hold the same value: it is given up by one before another takes it.
        var isExclusive = false
        /// The network that a value takes up where ``isExclusive``: no two objects can hold networks that overlap.
        var network: (@Sendable (String) -> Prefix?)?
        /// What of a line, without its first fixed words, no two objects of a device can hold, with that within which this is
        /// so: the device refuses the second. `nil` where a line holds nothing of the kind.
        var held: (@Sendable (_ id: ObjectID, _ words: [Substring]) -> String?)?
        /// Where a line of the top comes in a change, as ``LineGrammar/Block/rank``.
        var rank = 50
        /// Beginnings of other lines of the block that the device drops when this one changes, and that are said again:
        /// addresses with a VRF.
        var wipes: [String] = []
        /// Beginnings of other lines, of the block or of blocks within it, that are gone with this one when it is taken back:
        /// `neighbor <PEER>`.
        var drops: [String] = []
        /// Beginnings of other lines of the block that can't stand beside this one; they are taken back before it is said:
        /// `switchport mode` before `no switchport`.
        var excludes: [String] = []
        /// Lines of blocks that the device drops when this line of the top is said, and refuses beside it, by their whole names
        /// with their section: `line > login`.
        var supplants: [String] = []
        /// Beginnings of other lines of the block that only stand where this one does; they are taken back before it is:
        /// `ip address` before `switchport`, which takes `no switchport` back.
        var carries: [String] = []
        /// Whether it lets in what the others prepare once it is taken back: that comes last, and it is said before them.
        var isGate = false
        /// Whether the device takes no change of the block's other lines while this one stands: it is taken back before them,
        /// and said again behind them. `start now` of a probe.
        var holdsBlock = false
        /// Whether a line is taken back by the whole of it where ``undo`` is automatic, since its name alone is no line.
        var isTakenWhole = false
        /// Whether a line that is taken back may be named by its value alone: `no permit ip any any`.
        var isTakenByValue = false
        /// A beginning of lines of the block: ``drops`` are gone only when none of these is left.
        var dropsWithLast: String?
        /// Beginnings of other lines of the block that have to be away while this one changes: secondary addresses.
        var lifts: [String] = []
        /// What the line names: sections of blocks or lines, and the words that name one: `route-map MAP`; with what is written
        /// before the word: `interface Eth-Trunk+NUMBER`.
        var uses: [String] = []
        /// Whether the lines under it are the rest of it.
        var isFolded = false
        /// The value that goes without saying; `nil` where none does.
        var standard: String?
        /// The value as the device says it again.
        var settled: @Sendable (String) -> String = { $0 }
        /// Parts the name from the value where no form does: of `10.0.0.0/8 10.1.0.1 200` the last word is the value.
        var parted: (@Sendable (String) -> (key: String, value: String))?
        /// What the office says of it, or what else is worth knowing.
        var note: String?
    }

    /// The facts, shared by the copies of a rule.
    final class Box: Sendable {
        let facts: Facts
        /// What ``Facts/uses`` name, parted.
        let users: [User]

        init(_ facts: Facts) {
            self.facts = facts
            users = facts.uses.compactMap(User.init)
        }
    }

    private mutating func change<Value>(_ fact: WritableKeyPath<Facts, Value>, _ value: Value) {
        var facts = box.facts
        facts[keyPath: fact] = value
        box = Box(facts)
    }

    var form: LineForm { box.facts.form }
    var kind: Kind { box.facts.kind }
    var undo: Undo { box.facts.undo }
    var isReplaced: Bool { box.facts.isReplaced }
    var merges: [String] {
        get { box.facts.merges }
        set { change(\.merges, newValue) }
    }
    var pinned: [String] {
        get { box.facts.pinned }
        set { change(\.pinned, newValue) }
    }
    var brings: [String] {
        get { box.facts.brings }
        set { change(\.brings, newValue) }
    }
    var isExclusive: Bool { box.facts.isExclusive }
    var network: (@Sendable (String) -> Prefix?)? { box.facts.network }
    var held: (@Sendable (ObjectID, [Substring]) -> String?)? {
        get { box.facts.held }
        set { change(\.held, newValue) }
    }
    var rank: Int { box.facts.rank }
    var wipes: [String] { box.facts.wipes }
    var drops: [String] { box.facts.drops }
    var excludes: [String] {
        get { box.facts.excludes }
        set { change(\.excludes, newValue) }
    }
    var supplants: [String] {
        get { box.facts.supplants }
        set { change(\.supplants, newValue) }
    }
    var carries: [String] {
        get { box.facts.carries }
        set { change(\.carries, newValue) }
    }
    var isGate: Bool {
        get { box.facts.isGate }
        set { change(\.isGate, newValue) }
    }
    var holdsBlock: Bool {
        get { box.facts.holdsBlock }
        set { change(\.holdsBlock, newValue) }
    }
    var isTakenWhole: Bool {
        get { box.facts.isTakenWhole }
        set { change(\.isTakenWhole, newValue) }
    }
    var isTakenByValue: Bool {
        get { box.facts.isTakenByValue }
        set { change(\.isTakenByValue, newValue) }
    }
    var dropsWithLast: String? { box.facts.dropsWithLast }
    var lifts: [String] { box.facts.lifts }
    var uses: [String] {
        get { box.facts.uses }
        set { change(\.uses, newValue) }
    }
    var users: [User] { box.users }
    var isFolded: Bool { box.facts.isFolded }
    var standard: String? { box.facts.standard }
    var settled: @Sendable (String) -> String {
        get { box.facts.settled }
        set { change(\.settled, newValue) }
    }
    var parted: (@Sendable (String) -> (key: String, value: String))? {
        get { box.facts.parted }
        set { change(\.parted, newValue) }
    }
    var note: String? { box.facts.note }
}
