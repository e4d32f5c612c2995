/// A command that changes the configuration.
struct VRPRow: Sendable {
    enum Effect: Sendable {
        /// The line is kept under its key.
        case set
        case run(@Sendable (VRPConsole, ParsedCommand, Bool) -> Void)
    }

    var form: String
    /// What `undo` takes; without it the key alone. Empty where nothing can be undone.
    var undo: String
    /// Lines that say no more than the default, and so are not kept.
    var hidden: [String]
    var effect: Effect

    init(_ form: String, undo: String? = nil, hides hidden: [String] = [], _ effect: Effect = .set) {
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
        tables = rows.mapValues { CommandTable($0.map(\.form)) }
        undoTables = rows.mapValues { CommandTable($0.map { $0.undo.isEmpty ? nil : "undo " + $0.undo }) }
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
