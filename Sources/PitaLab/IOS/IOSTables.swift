/// A command of a configuration mode.
struct IOSRow: Sendable {
    enum Effect: Sendable {
        /// The line is kept under its key.
        case set
        /// On by itself: what is kept is its `no`.
        case toggle
        /// Opens a block within the one that is edited.
        case block(IOSMode.Kind)
        /// A line whose values are a set: one more is added, one is taken out, and without any all go.
        case values
        /// A numbered entry that is taken back whole, and whose number is not given twice.
        case numbered
        /// An entry that is taken back by its number, which is not given twice.
        case sequenced
        /// A value, off, or what goes without saying, which is not shown: `logging console`, with its level.
        case states(String?)
        /// A value that is shown also where it is what goes without saying.
        case shown(String)
        /// A line of so many words, to which the device adds a word where it is shorter.
        case completed(String, Int)
        /// Nothing of its own: its negation takes all lines that begin so.
        case all
        case run(@Sendable (IOSConsole, ParsedCommand, Bool) -> Void)
    }

    var form: String
    var needs: IOSModel.Feature?
    var effect: Effect
    /// Lines that say no more than the default, and so are not kept.
    var hidden: [String]
    /// Which words say what is set, where they do not stand together at the line's beginning.
    var keyWords: [Int]?
    /// How lines begin that go when this one is taken back, here and in the blocks below; `$1` is its first value.
    var drops: [String]
    /// How lines begin that go when this one is said otherwise or taken back.
    var wipes: [String]
    /// How a line begins that must stand here or around here before.
    var needsLine: String?
    /// How a line begins beside which this one is refused.
    var barredBy: String?

    init(
        _ form: String, needs: IOSModel.Feature? = nil, hides hidden: [String] = [], key keyWords: [Int]? = nil,
        drops: [String] = [], wipes: [String] = [], after needsLine: String? = nil,
        without barredBy: String? = nil, _ effect: Effect = .set
    ) {
        self.form = form
        self.needs = needs
        self.hidden = hidden
        self.keyWords = keyWords
        self.drops = drops
        self.wipes = wipes
        self.needsLine = needsLine
        self.barredBy = barredBy
        self.effect = effect
    }
}

/// A command of the EXEC modes.
struct IOSExecRow: Sendable {
    var form: String
    var needs: IOSModel.Feature?
    var run: @Sendable (IOSConsole, ParsedCommand) -> Void

    init(
        _ form: String, needs: IOSModel.Feature? = nil, _ run: @escaping @Sendable (IOSConsole, ParsedCommand) -> Void
    ) {
        self.form = form
        self.needs = needs
        self.run = run
    }
}

/// The commands of a model by mode.
struct IOSTables: Sendable {
    private let rows: [IOSMode.Kind: [IOSRow]]
    private let tables: [IOSMode.Kind: CommandTable]
    private let user: CommandTable
    private let privileged: CommandTable
    let execRows: [IOSExecRow]

    static func of(_ model: IOSModel) -> IOSTables { IOSTables(model) }

    private init(_ model: IOSModel) {
        func known(_ needs: IOSModel.Feature?) -> Bool { needs.map(model.has) ?? true }
        let userRows: [IOSExecRow]
        switch model.dialect {
        case .eos:
            rows = EOSTables.configuration
            userRows = EOSTables.user
            execRows = userRows + EOSTables.privileged
        case .rgos:
            rows = RGOSTables.configuration
            userRows = RGOSTables.user
            execRows = userRows + RGOSTables.privileged
        default:
            rows = IOSConfigurationTable.rows
            userRows = IOSExecTable.user
            execRows = userRows + IOSExecTable.privileged
        }
        tables = rows.mapValues { rows in CommandTable(rows.map { known($0.needs) ? $0.form : nil }) }
        user = CommandTable(userRows.map { known($0.needs) ? $0.form : nil })
        privileged = CommandTable(execRows.map { known($0.needs) ? $0.form : nil })
    }

    func configuration(_ kind: IOSMode.Kind) -> CommandTable { tables[kind.table] ?? CommandTable([]) }

    func row(_ kind: IOSMode.Kind, _ index: Int) -> IOSRow? { rows[kind.table]?[index] }

    func exec(_ kind: IOSMode.Kind) -> CommandTable { kind == .user ? user : privileged }

    /// Where lines of a form stand in a block.
    func rank(_ kind: IOSMode.Kind, _ beginning: String) -> Int {
        rows[kind.table]?.firstIndex { $0.form.hasPrefix(beginning) } ?? 0
    }
}
