import PitaDiagnostics

/// One line of an intended config, the unit that is accounted for: each is sent, already so, or refused.
public struct IntendedLine: Hashable, Sendable {
    /// Where it is written.
    public let mark: SourceMark
    /// The line as it is written, its secrets masked.
    public let text: String
    /// What the line says on platforms whose config is lines. Not part of equality.
    var claim: LineClaim?
    /// What the line says by itself, on platforms whose lines are commands of a shell. Not part of equality.
    var said: ConfigObject?
    /// What the line says as statements of Junos, where it holds no secret. Not part of equality.
    var statement: JunosLine?
    /// The object of the tree that it is about, where the platform accounts by objects.
    let object: ObjectID?
    /// What it says of that object, by the names of properties.
    let values: [String: String]

    /// A line of an intended config.
    public init(mark: SourceMark, text: String) { self.init(mark: mark, text: text, object: nil, values: [:]) }

    /// A line that says something of one object.
    init(mark: SourceMark, text: String, object: ObjectID?, values: [String: String]) {
        self.mark = mark
        self.text = text
        self.object = object
        self.values = values
    }

    /// Equal in place and text.
    public static func == (left: IntendedLine, right: IntendedLine) -> Bool {
        left.mark == right.mark && left.text == right.text
    }

    /// By its place in the text, at which few stand.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(mark.line)
        hasher.combine(mark.column)
    }
}

/// What became of one line of an intended config.
public struct LineAccount: Hashable, Sendable {
    /// What a line comes to.
    public enum Outcome: Hashable, Sendable {
        /// A command makes the device so.
        case sent
        /// The device is so already.
        case alreadySo
        /// It takes back what is not there. `similar` are running lines that it may have meant.
        case nothingToRemove(similar: [String])
        /// It has no effect for another reason, which is named: a place that is not found.
        case withoutEffect(reason: String)
        /// It is not sent, and harms nothing by that: a text for people.
        case leftOut(reason: String)
        /// A later line of the same text says otherwise of the same thing.
        case overridden(by: SourceMark)
    }

    /// The line.
    public let line: IntendedLine
    /// What it comes to.
    public let outcome: Outcome

    /// The account of a line.
    public init(_ line: IntendedLine, _ outcome: Outcome) {
        self.line = line
        self.outcome = outcome
    }
}

/// The one check that no line of an intended config ends up saying nothing, on every platform.
enum Accounting {
    /// What is wrong with the accounts of `lines`: a line without an account, or one that has no effect, is an error; what
    /// is not there to be taken back is a warning, unless running lines resemble it.
    static func findings(_ accounts: [LineAccount], of lines: [IntendedLine]) -> Diagnostics {
        var found = Diagnostics()
        let known = Set(accounts.map(\.line))
        for line in lines where !known.contains(line) {
            found.append(
                Diagnostic(
                    "`\(line.text)` would have no effect: nothing that Pita sends comes from it", at: line.mark,
                    hint: "leave the line out, or write it in the form in which the device shows it"))
        }
        for account in accounts {
            if let finding = finding(account) { found.append(finding) }
        }
        return found
    }

    private static func finding(_ account: LineAccount) -> Diagnostic? {
        let line = account.line
        switch account.outcome {
        case .sent, .alreadySo: return nil
        case .nothingToRemove(let similar) where similar.isEmpty:
            return Diagnostic(
                "`\(line.text)` takes back what the device does not have", at: line.mark, severity: .warning)
        case .nothingToRemove(let similar):
            let shown = similar.prefix(3).map { "`\($0)`" }.joined(separator: ", ")
            return Diagnostic(
                "`\(line.text)` takes back nothing: the device has no such line, but it has \(shown)", at: line.mark,
                hint: "write the line as the device shows it")
        case .withoutEffect(let reason):
            return Diagnostic("`\(line.text)` would have no effect: \(reason)", at: line.mark)
        case .leftOut(let reason):
            return Diagnostic("`\(line.text)` is left out: \(reason)", at: line.mark, severity: .warning)
        case .overridden(let other):
            return Diagnostic("`\(line.text)` is overridden by line \(other.line)", at: line.mark, severity: .warning)
        }
    }
}

extension Platform {
    /// The change from `running` to `intended` in which every line of `intended` is accounted for: sent or already so.
    /// Throws for each line that would have no effect; what only takes back what is not there becomes a warning, and so do the
    /// questions that the device may ask on the way and what they are answered.
    public func accountedChange(
        from running: ConfigTree, to intended: ConfigTree, mode: ChangeMode, facts: DeviceFacts
    ) throws(Diagnostics) -> DeviceChange {
        let change = try change(from: running, to: intended, mode: mode, facts: facts)
        let findings = Accounting.findings(change.accounts, of: intended.lines)
        try findings.throwIfErrors()
        return change.adding(warnings: findings.items + (console?.remarks(on: change) ?? []))
    }
}
