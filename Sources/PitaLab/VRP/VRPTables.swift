/// A command that changes the configuration.
struct VRPRow: Sendable {
    enum Effect: Sendable {
        /// The line is kept under its key.
        case set
        /// On by itself: what is kept is its `undo`.
        case toggle
        /// Opens a view within the one that is edited; its title stands in the prompt.
        case block(VRPView.Kind, String)
        /// Values that stand in one line: one more is added, and each is taken out by a line of its own.
        case values
        /// Takes back more than a line, and sets nothing itself.
        case none
        case run(@Sendable (VRPConsole, ParsedCommand, Bool) -> Void)
    }

    var form: String
    /// What `undo` takes; without it the key alone. Empty where nothing can be undone.
    var undo: String
    /// Lines that say no more than the default, and so are not kept.
    var hidden: [String]
    var effect: Effect
    /// Which words say what is set, where they do not stand together at the line's beginning; and those of the `undo`.
    var keyWords: (set: [Int], undo: [Int])?
    /// How lines begin that go when this one is taken back, here and in the blocks below; `$1` is its first value.
    var drops: [String]
    /// How a line begins that must stand here or around here before.
    var needsLine: String?
    /// How a line begins beside which this one is refused.
    var barredBy: String?
    /// Nil for both kinds of device.
    var hasCandidate: Bool?

    init(
        _ form: String, undo: String? = nil, hasCandidate: Bool? = nil, hides hidden: [String] = [],
        key keyWords: (set: [Int], undo: [Int])? = nil,
        drops: [String] = [], after needsLine: String? = nil,
        without barredBy: String? = nil, _ effect: Effect = .set
    ) {
        (self.hasCandidate, self.barredBy) = (hasCandidate, barredBy)
        (self.keyWords, self.drops, self.needsLine) = (keyWords, drops, needsLine)
        self.form = form
        self.undo = undo ?? String(form.split(separator: "~")[0])
        self.hidden = hidden
        self.effect = effect
    }
}

/// A command that is no configuration.
struct VRPExecRow: Sendable {
    enum Place: Sendable { case anywhere, userView, systemView }

    var form: String
    var place: Place
    /// Nil for both kinds of device.
    var hasCandidate: Bool?
    var run: @Sendable (VRPConsole, ParsedCommand) -> Void

    init(
        _ form: String, _ place: Place = .anywhere, hasCandidate: Bool? = nil,
        _ run: @escaping @Sendable (VRPConsole, ParsedCommand) -> Void
    ) {
        self.form = form
        self.place = place
        self.hasCandidate = hasCandidate
        self.run = run
    }
}

/// The commands by view.
struct VRPTables: Sendable {
    private let tables: [VRPView.Kind: CommandTable]
    private let undoTables: [VRPView.Kind: CommandTable]
    private let execTables: [VRPView.Kind: CommandTable]
    let execRows = VRPExecTable.rows

    init(_ model: VRPModel) {
        let rows = VRPConfigurationTable.rows
        tables = rows.mapValues { CommandTable($0.map { model.has($0) ? $0.form : nil }) }
        undoTables = rows.mapValues { rows in
            CommandTable(rows.map { $0.undo.isEmpty || !model.has($0) ? nil : "undo " + $0.undo })
        }
        let exec = execRows
        execTables = Dictionary(
            uniqueKeysWithValues: VRPView.Kind.allCases.map { kind in
                (
                    kind,
                    CommandTable(
                        exec.map { row in
                            let isHere = row.place == .anywhere || (row.place == .userView) == (kind == .user)
                            return isHere && row.hasCandidate ?? model.hasCandidate == model.hasCandidate
                                ? row.form : nil
                        })
                )
            })
    }

    func configuration(_ kind: VRPView.Kind, isUndone: Bool) -> CommandTable {
        (isUndone ? undoTables[kind] : tables[kind]) ?? CommandTable([])
    }

    func exec(_ kind: VRPView.Kind) -> CommandTable { execTables[kind] ?? CommandTable([]) }

    func row(_ kind: VRPView.Kind, _ index: Int) -> VRPRow? { VRPConfigurationTable.rows[kind]?[index] }

    static func rank(_ kind: VRPView.Kind, _ beginning: String) -> Int {
        VRPConfigurationTable.rows[kind]?.firstIndex { $0.form.hasPrefix(beginning) } ?? 0
    }
}
