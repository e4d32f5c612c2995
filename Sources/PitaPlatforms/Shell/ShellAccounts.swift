import PitaDiagnostics

/// Accounts for the lines of an intended config in which each line is a command of a shell.
///
/// What a line names is read from it again, so that each is judged by itself: objects that must be, properties that they must
/// have, and what must not be.
struct ShellAccounts {
    let running: ConfigTree
    /// The whole config as it will be.
    let target: ConfigTree
    /// The object without what is default.
    let settled: (ConfigObject) -> ConfigObject
    /// The lines in which the running config says an object.
    let shown: (ConfigObject) -> String
    /// Running objects by what a removal that names another may have meant.
    private var alike: [ObjectID: [ConfigObject]]?
    private let likeness: (ObjectID) -> ObjectID?

    /// - Parameter likeness: what objects that one may be meant for another have in common; `nil` where there are none.
    init(
        running: ConfigTree, target: ConfigTree, settled: @escaping (ConfigObject) -> ConfigObject,
        shown: @escaping (ConfigObject) -> String, likeness: @escaping (ObjectID) -> ObjectID?
    ) {
        (self.running, self.target, self.settled, self.shown) = (running, target, settled, shown)
        self.likeness = likeness
    }

    /// The accounts of a line that names these objects; a line of several parts may have several.
    mutating func accounts(of line: IntendedLine, naming objects: [ConfigObject], mayMiss: Bool) -> [LineAccount] {
        var isSent = false
        var lost: [LineAccount.Outcome] = []
        for object in objects {
            let outcome = object.isAbsent ? removal(object) : presence(object)
            switch outcome {
            case .sent: isSent = true
            case .nothingToRemove where mayMiss: break
            case .alreadySo: break
            default: lost.append(outcome)
            }
        }
        if isSent { return [LineAccount(line, .sent)] + lost.map { LineAccount(line, $0) } }
        return lost.isEmpty ? [LineAccount(line, .alreadySo)] : lost.map { LineAccount(line, $0) }
    }

    private mutating func removal(_ object: ConfigObject) -> LineAccount.Outcome {
        if Self.isMet(object, by: running) { return .sent }
        let same = running[object.id].map { [$0] } ?? []
        let similar = same + objects(like: object.id).filter { $0.id != object.id }
        return .nothingToRemove(similar: similar.map(shown))
    }

    private mutating func objects(like id: ObjectID) -> [ConfigObject] {
        guard let wanted = likeness(id) else { return [] }
        let known = alike ?? Dictionary(grouping: running.objects) { likeness($0.id) ?? $0.id }
        alike = known
        return known[wanted] ?? []
    }

    private func presence(_ object: ConfigObject) -> LineAccount.Outcome {
        let present = running[object.id]
        // Most of what is said is so: nothing has to be put together to see it.
        if let present, object.properties.allSatisfy({ !$1.isEmpty && present.properties[$0] == $1 }) {
            return .alreadySo
        }
        let named = object.properties.filter { !$0.value.isEmpty }
        let cleared = object.properties.filter(\.value.isEmpty).keys
        let merged = settled(
            ConfigObject(id: object.id, properties: (present?.properties ?? [:]).merging(named) { $1 }))
        let takesBack = cleared.contains { present?.properties[$0] != nil }
        guard let present, !takesBack, merged.properties == settled(present).properties else {
            // What the device would not keep is not sent.
            return target[object.id]?.properties == present?.properties && !takesBack ? .alreadySo : .sent
        }
        // Of a line that only takes back, what it takes back must be there; a state that is off is no line of its own.
        let gone = cleared.filter { $0 != "state" }
        let naming = object.properties.count - cleared.count
        guard !gone.isEmpty, naming <= 1 else { return .alreadySo }
        let column = gone.sorted().first.map { String($0.prefix { $0 != ":" }) } ?? ""
        let hasMore = present.properties.keys.contains { $0.hasPrefix(column + ":") }
        return .nothingToRemove(similar: hasMore ? [shown(present)] : [])
    }

    /// Whether what must not be is there as the line names it.
    static func isMet(_ absent: ConfigObject, by running: ConfigTree) -> Bool {
        guard let present = running[absent.id] else { return false }
        return absent.properties.allSatisfy { present.properties[$0.key] == $0.value }
    }

    /// The intended config without removals that name what the device does not have: another next hop, another bridge.
    static func effective(_ intended: ConfigTree, on running: ConfigTree) -> ConfigTree {
        var effective = ConfigTree(intended.objects.filter { !$0.isAbsent || isMet($0, by: running) })
        effective.lines = intended.lines
        return effective
    }
}

extension IntendedLine {
    /// A line of words: each as a shell would be given it again.
    init(_ words: [ShellWord]) {
        self.init(
            mark: words.first?.mark ?? SourceMark(file: "", line: 1, column: 1),
            text: words.map { ShellQuoting.quoted($0.text) }.joined(separator: " "))
    }

    /// The words of it.
    func words() throws(Diagnostics) -> [ShellWord] {
        try ShellWords.statements(in: text, file: mark.file).first ?? []
    }
}

extension Diagnostics {
    /// The value of a work that stops at its first error.
    static func wrapping<Value>(_ work: () throws(Diagnostic) -> Value) throws(Diagnostics) -> Value {
        do {
            return try work()
        } catch {
            throw Diagnostics([error])
        }
    }
}
