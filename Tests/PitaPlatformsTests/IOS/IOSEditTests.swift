import PitaDiagnostics
import TestSupport
import Testing

@testable import PitaPlatforms

/// Random edits of blocks in which lines of several rows stand, carried out by a device that knows what the rows say: the
/// commands lead to the intended config, and the rollback back. Each row of the tables of IOS, EOS and RGOS is edited once.
@Suite struct IOSEditTests {
    /// Why a row has no line that comes and goes by a command of its own.
    enum Exception: String, CaseIterable {
        case group = "only takes back what other rows set: read as a negation"
        case lasting = "can't be taken back: refused"
        case secret = "holds a secret: refused"
        case opening = "its line opens a block of its own"
        case tail = "stands behind its block's name"
        case other = "its line is said in the words of another row"
        case text = "a text of several lines has no end in one"
        case dropped = "is no config, and left out when it is read"
        case ports = "VLANs of a port: the cases and the round trips have them"
        case login = "one of three, of which the device always says one"
    }

    /// A row with two lines of one name.
    private struct Row {
        let rule: LineRule
        let one: String
        let two: String
    }

    private let grammar: LineGrammar
    private let config: LineConfig

    init() { self.init(.ios) }

    private init(_ dialect: IOSDialect) {
        grammar = dialect.grammar
        config = LineConfig(grammar: grammar)
    }

    // MARK: configs

    private static func text(_ heads: [String], _ lines: [String]) -> String {
        let indented = heads.enumerated().map { String(repeating: " ", count: $0.offset) + $0.element }
        return (indented + lines.map { String(repeating: " ", count: heads.count) + $0 }).joined(separator: "\n")
    }

    private func tree(_ heads: [String], _ lines: [String]) throws -> ConfigTree {
        try config.tree(Self.text(heads, lines), file: "t", isRunning: true)
    }

    /// Makes the change on a device of these rows, and goes back; what is wrong, or `nil`.
    private func problem(_ heads: [String], _ rules: [LineRule], _ from: [String], _ to: [String]) throws -> String? {
        let (running, target) = try (tree(heads, from), tree(heads, to))
        let gone = running.objects.filter { target[$0.id] == nil }.map {
            ConfigObject(id: $0.id, properties: [:], isAbsent: true)
        }
        var device = RowsDevice(rules)
        for line in from { if let wrong = device.take(line) { return "the start: \(wrong)" } }
        let change = try config.change(from: running, to: ConfigTree(target.objects + gone), mode: .exact)
        func send(_ steps: [LineStep]) -> String? {
            for line in steps.flatMap(\.lines) {
                if let head = heads.first, line == "no \(head)" {
                    // A block that is made again.
                    device = RowsDevice(rules)
                } else if let wrong = device.take(line) {
                    return wrong
                }
            }
            return nil
        }
        if let wrong = send(change.steps) { return "forward: \(wrong) of \(change.steps.flatMap(\.lines))" }
        let after = try tree(heads, device.lines)
        // What the device drops by itself is predicted.
        guard after.deviations(from: change.target).isEmpty, change.target.deviations(from: after).isEmpty else {
            return "forward leads to \(device.lines) by \(change.steps.flatMap(\.lines))"
        }
        if let wrong = send(change.reverse) { return "back: \(wrong) of \(change.reverse.flatMap(\.lines))" }
        let back = try tree(heads, device.lines)
        guard back.deviations(from: running).isEmpty, running.deviations(from: back).isEmpty else {
            return "back leads to \(device.lines) by \(change.reverse.flatMap(\.lines))"
        }
        return nil
    }

    // MARK: rows

    /// The rows of a section that can be edited, and the exceptions.
    private func rows(of section: String) throws -> (rows: [Row], exceptions: [(LineRule, Exception)]) {
        var (rows, exceptions) = ([Row](), [(LineRule, Exception)]())
        let table = try #require(grammar.rules[section]).rules
        var seen = Set<String>()
        for rule in table {
            if let exception = exception(rule, in: section) {
                exceptions.append((rule, exception))
                continue
            }
            // A dialect's own row comes before the shared one of the same form.
            guard seen.insert(rule.form.text).inserted else { continue }
            let (one, two) = (
                IOSRuleTableTests.line(of: rule, other: false), IOSRuleTableTests.line(of: rule, other: true)
            )
            if case .flag(true) = rule.kind {
                rows.append(Row(rule: rule, one: "no \(one)", two: "no \(one)"))
            } else {
                let isKept = grammar.rule(of: two.words, in: section)?.rule.form == rule.form
                rows.append(Row(rule: rule, one: one, two: isKept ? two : one))
            }
        }
        return (rows, exceptions)
    }

    private func exception(_ rule: LineRule, in section: String) -> Exception? {
        switch rule.kind {
        case .group: return .group
        case .tail: return .tail
        case .vlans(let style) where !style.adds: return .ports
        default: break
        }
        if rule.form.head == ["login"] { return .login }
        let line = IOSRuleTableTests.line(of: rule, other: false)
        if rule.undo == .never { return .lasting }
        if section.isEmpty, grammar.dropped.contains(where: { line.hasPrefix($0) }) { return .dropped }
        if grammar.ending(of: line[...]) != nil { return .text }
        if grammar.masked(line) != line { return .secret }
        if grammar.block(line.words, in: section) != nil { return .opening }
        let prepared = grammar.prepared([ConfigLine(text: line, mark: SourceMark(file: "t", line: 1, column: 1))])
        if section.isEmpty, prepared.first?.text != line { return .other }
        return grammar.rule(of: line.words, in: section)?.rule.form == rule.form ? nil : .other
    }

    /// Rows whose lines stand beside each other, so that none takes another's name, and none is about what another drops.
    private func chosen(
        _ rows: [Row], _ heads: [String], _ random: inout SeededGenerator
    ) throws -> (rows: [Row], from: [String], to: [String]) {
        var (kept, from, to) = ([Row](), [String](), [String]())
        // Each comes, changes or goes.
        let ways = rows.map { row in
            let way = row.one == row.two ? Int.random(in: 0...1, using: &random) : Int.random(in: 0...2, using: &random)
            return (old: way == 0 ? [] : [row.one], new: way == 1 ? [] : [way == 0 ? row.one : row.two])
        }
        let all = (old: ways.flatMap(\.old), new: ways.flatMap(\.new))
        if try stand(heads, all.old), try stand(heads, all.new), try !strands(heads, all.old, all.new) {
            return (rows, all.old, all.new)
        }
        for (row, (old, new)) in zip(rows, ways) {
            guard try stand(heads, from + old), try stand(heads, to + new), try !strands(heads, from + old, to + new)
            else { continue }
            kept.append(row)
            (from, to) = (from + old, to + new)
        }
        return (kept, from, to)
    }

    /// Whether all lines stand beside each other: each is a property of its own, and none excludes another.
    private func stand(_ heads: [String], _ lines: [String]) throws -> Bool {
        let tree = try tree(heads, lines)
        let rules = rules(of: lines, in: heads.isEmpty ? "" : tree.objects.last?.id.section ?? "")
        // Whichever comes first.
        for lines in [lines, lines.reversed()] {
            var device = RowsDevice(rules)
            guard lines.allSatisfy({ device.take($0) == nil }), Set(device.lines) == Set(lines) else { return false }
        }
        let count = heads.isEmpty ? tree.objects.count : tree.objects.reduce(0) { $0 + $1.properties.count }
        return count == lines.count
    }

    /// Whether a line goes without which others can't be that stay: an HSRP group on a port that is switched again.
    private func strands(_ heads: [String], _ from: [String], _ to: [String]) throws -> Bool {
        let section = heads.isEmpty ? "" : try tree(heads, from).objects.last?.id.section ?? ""
        return rules(of: from.filter { !to.contains($0) }, in: section).flatMap(\.carries).contains { beginning in
            to.contains { $0.hasPrefix(beginning) || $0.hasPrefix("no " + beginning) }
        }
    }

    private func rules(of lines: [String], in section: String) -> [LineRule] {
        lines.compactMap { line in
            grammar.rule(of: (line.hasPrefix("no ") ? String(line.dropFirst(3)) : line).words, in: section)?.rule
        }
    }

    private static let sizes = 6

    private static func keys(of dialect: IOSDialect) -> Set<String> {
        Set(dialect.grammar.rules.values.flatMap(\.rules).map(IOSRuleTableTests.key))
    }

    @Test(arguments: IOSDialect.allCases)
    func `each row is edited beside others, and each way leads back`(_ dialect: IOSDialect) throws {
        try Self(dialect).editAll(dialect)
    }

    private func editAll(_ dialect: IOSDialect) throws {
        var random = SeededGenerator(case: 20_261_201)
        var (covered, total, edits) = (0, 0, 0)
        var reasons: [Exception: Int] = [:]
        var known = dialect == .ios ? [] : Self.keys(of: .ios)
        for (_, section) in IOSRuleTableTests.sections.filter({ $0.dialect == dialect }) {
            let heads = try #require(IOSRuleTableTests.heads(of: section, grammar))
            guard heads.allSatisfy({ grammar.ending(of: $0.drop { $0 == " " }) == nil }) else { continue }
            let (all, exceptions) = try rows(of: section)
            // Rows that another section has too, or IOS, are edited there.
            var left = all.filter { known.insert(IOSRuleTableTests.key($0.rule)).inserted }.shuffled(using: &random)
            for (rule, reason) in exceptions where known.insert(IOSRuleTableTests.key(rule)).inserted {
                reasons[reason, default: 0] += 1
            }
            total += left.count
            while !left.isEmpty {
                let (rows, from, to) = try chosen(Array(left.prefix(Self.sizes)), heads, &random)
                let forms = Set(rows.map(\.rule.form.text))
                guard !rows.isEmpty else {
                    Issue.record("no line of `\(left[0].rule.form.text)` stands in [\(section)]: \(left[0].one)")
                    left.removeFirst()
                    continue
                }
                left.removeAll { forms.contains($0.rule.form.text) }
                if let wrong = try problem(heads, rows.map(\.rule), from, to) {
                    Issue.record("[\(section)] from \(from) to \(to): \(wrong)")
                } else {
                    covered += rows.count
                }
                edits += 1
            }
        }
        let told = reasons.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.value) \($0.key.rawValue)" }
        print("\(dialect): \(covered) of \(total) rows edited in \(edits) edits; \(told.joined(separator: "; "))")
        #expect(covered == total)
        #expect(total > (dialect == .rgos ? 30 : 300))
    }

    @Test(arguments: IOSDialect.allCases)
    func `each row is taken back by the words that name it, or the text is refused`(_ dialect: IOSDialect) throws {
        try Self(dialect).negateAll(dialect)
    }

    private func negateAll(_ dialect: IOSDialect) throws {
        var (sent, refused) = (0, 0)
        var known = dialect == .ios ? [] : Self.keys(of: .ios)
        for (_, section) in IOSRuleTableTests.sections.filter({ $0.dialect == dialect }) {
            let heads = try #require(IOSRuleTableTests.heads(of: section, grammar))
            guard heads.allSatisfy({ grammar.ending(of: $0.drop { $0 == " " }) == nil }) else { continue }
            for row in try rows(of: section).rows where known.insert(IOSRuleTableTests.key(row.rule)).inserted {
                // One that is on goes by its negation, which is the line itself.
                if case .flag(true) = row.rule.kind { continue }
                let negation = "no \(RowDevice(row.rule, []).name(row.one))"
                let running = try tree(heads, [row.one])
                guard
                    let intended = try? config.tree(Self.text(heads, [negation]), file: "t", isRunning: false),
                    let change = try? config.change(from: running, to: intended, mode: .merge)
                else {
                    refused += 1
                    continue
                }
                let outcomes = change.accounts.filter { $0.line.text == negation }.map(\.outcome)
                switch outcomes.first {
                case .sent: sent += 1
                case .nothingToRemove(let similar) where !similar.isEmpty: refused += 1
                case .alreadySo where row.rule.standard != nil: sent += 1
                default: Issue.record("[\(section)] `\(negation)` of \(row.one): \(outcomes)")
                }
            }
        }
        print("\(dialect): \(sent) rows taken back by their names, \(refused) refused")
        #expect(sent > refused)
    }

    // MARK: recorded configs

    private static let recordings: [(dialect: IOSDialect, name: String)] =
        [
            "C9200L_17.9.4a.config", "CSR1000V_15.5.config", "hier-running.config", "hier-generated.config",
            "cases/ios-acl-order.running", "cases/ios-acl-order.intended", "cases/ios-bgp-neighbor.running",
            "cases/ios-negation.running", "cases/ios-single.running", "cases/ios-single.intended",
            "cases/ios-secondary.running", "cases/ios-shutdown.running", "cases/ios-noname.running",
            "cases/ios-trunk-default.running",
        ].map { (.ios, $0) } + [(.eos, "cases/eos-switchport.running"), (.eos, "cases/eos-switchport.intended")]

    /// The lines of recorded blocks, by their sections; those with secrets, and those of no row, are left out.
    private func recorded(_ dialect: IOSDialect) throws -> [String: [String]] {
        var pool: [String: [String]] = [:]
        let words = LineWording(grammar: grammar)
        for (_, name) in Self.recordings.filter({ $0.dialect == dialect }) {
            let text = try IOSFixtureTests.fixture(name, of: dialect.rawValue)
            for object in try IOSPlatform(dialect: dialect).parseRunning(text, file: name).objects {
                guard grammar.isBlock(object.id), grammar.rules[object.id.section] != nil, !grammar.isInline(object.id)
                else { continue }
                for (name, value) in object.properties.sorted(by: { $0.key < $1.key }) {
                    guard let rule = grammar.rule(of: name, value: value, in: object.id)?.rule,
                        let line = words.set(name, value, of: object.id), !line.contains(Secret.mask)
                    else { continue }
                    if case .tail = rule.kind { continue }
                    if case .vlans = rule.kind { continue }
                    pool[object.id.section, default: []].append(line)
                }
            }
        }
        return pool.mapValues { Array(Set($0)).sorted() }
    }

    @Test(arguments: 0..<Trial.cases(20))
    func `recorded blocks are edited, and each way leads back`(_ seed: Int) throws {
        var random = SeededGenerator(case: seed)
        for (section, lines) in try recorded(.ios).sorted(by: { $0.key < $1.key }) {
            guard let heads = IOSRuleTableTests.heads(of: section, grammar) else { continue }
            var (from, to) = ([String](), [String]())
            for line in lines.shuffled(using: &random).prefix(12) {
                if random.oneIn(2), try stand(heads, from + [line]) { from.append(line) }
                if random.oneIn(2), try stand(heads, to + [line]) { to.append(line) }
            }
            let wrong = try problem(heads, rules(of: Array(Set(from + to)), in: section), from, to)
            #expect(wrong == nil, "[\(section)] from \(from) to \(to): \(wrong ?? "")")
        }
    }
}
