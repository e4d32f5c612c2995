import PitaDiagnostics
import PitaNetwork
import PitaPlatforms

/// What a template makes of a config.
enum GrowthChange: String, CaseIterable {
    case nothing
    case hundredth = "1% changed"
    case added = "all added"
    case removed = "all removed"
    /// Some objects, each by a line of its own that names it: 4,000 of a config of 50,000 lines.
    case someSet = "some set"
    case someRemoved = "some removed"
    /// What stands last is to stand first.
    case head = "last to the head"
}

/// A kind of config that grows. The program of the benchmarks measures it, the tests count what it takes.
struct GrowthShape: Sendable {
    let name: String
    let platform: any Platform
    let version: String
    /// The lines of the config before the objects that grow, in what runs alone.
    var start: [String] = []
    /// The lines that lead to the objects, in the intended config too.
    var head: [String] = []
    /// The lines of one object, as it is and changed.
    let item: @Sendable (_ number: Int, _ isChanged: Bool) -> [String]
    /// The lines that take an object back.
    var gone: (@Sendable (Int) -> [String])?
    /// The lines that change an object and name nothing else of it.
    var set: (@Sendable (Int) -> [String])?
    /// The lines that put the last of so many objects before the first; else the whole is said in that order.
    var moved: (@Sendable (Int) -> [String])?
    /// How the config whose last object stands first is meant; `nil` where order means nothing.
    var order: ChangeMode?
    /// The last lines of what runs.
    var end: [String] = []
    /// How many objects there can be.
    var most = Int.max

    /// A change of a config, as texts.
    struct Case {
        let platform: any Platform
        let version: String
        let running: String
        let intended: String
        let mode: ChangeMode

        /// How many lines the longer text has.
        var lines: Int { [running, intended].map { $0.utf8.count { $0 == UInt8(ascii: "\n") } }.max() ?? 0 }

        private var facts: DeviceFacts { DeviceFacts(name: "bench", model: "-", serial: nil, version: version) }

        /// The config that runs.
        func runningTree() throws -> ConfigTree { try platform.parseRunning(running, file: "running") }

        /// The config that is intended.
        func intendedTree() throws -> ConfigTree { try platform.parse(intended, file: "intended") }

        /// The difference of two configs: the commands there and back, and what becomes of each line.
        func change(from tree: ConfigTree, to intended: ConfigTree) throws -> DeviceChange {
            try platform.accountedChange(from: tree, to: intended, mode: mode, facts: facts)
        }

        /// What a plan asks besides: whether the values are right, what the change cuts off, how it is taken back.
        func ask(of change: DeviceChange, from tree: ConfigTree, to intended: ConfigTree) throws {
            try platform.check(intended, for: facts).throwIfErrors()
            if let address = Address("192.0.2.250") {
                let reach = Reach(address: address, user: "pita", uplinks: ["uplink0"])
                _ = platform.cutOffs(by: change, running: tree, reach: reach)
            }
            _ = platform.rollbackGuard(for: change, facts: facts)
        }
    }

    /// A change of a config of so many lines; `nil` where the shape does not know it.
    func make(_ change: GrowthChange, lines: Int) -> Case? {
        let count = min(most, lines / max(1, item(0, false).count))
        guard let template = template(change, count, some: min(count, lines * 2 / 25)) else { return nil }
        let objects = change == .added ? [] : head + (0..<count).flatMap { item($0, false) }
        return Case(
            platform: platform, version: version, running: (start + objects + end).map { $0 + "\n" }.joined(),
            intended: template.map { $0 + "\n" }.joined(), mode: change == .head ? order ?? .merge : .merge)
    }

    private func template(_ change: GrowthChange, _ count: Int, some: Int) -> [String]? {
        switch change {
        case .nothing: return head + (0..<count).flatMap { item($0, false) }
        case .hundredth: return head + (0..<count).flatMap { item($0, $0 % 100 == 50) }
        case .added: return head + (0..<count).flatMap { item($0, false) }
        case .removed: return gone.map { gone in head + (0..<count).flatMap(gone) }
        case .someSet: return set.map { set in head + (0..<some).flatMap { set(count - 1 - $0) } }
        case .someRemoved: return gone.map { gone in head + (0..<some).flatMap { gone(count - 1 - $0) } }
        case .head:
            if let moved { return head + moved(count) }
            guard order != nil else { return nil }
            return head + item(count - 1, false) + (0..<count - 1).flatMap { item($0, false) }
        }
    }
}
