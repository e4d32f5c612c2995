import PitaDiagnostics
import PitaPlatforms
import TestSupport
import Testing

/// `replace` on a Linux router: the scope holds what is named and nothing else, and all of it comes back.
@Suite struct LinuxReplaceTests {
    typealias Line = RouterGenerator.Line

    /// One generated router, a scope, and which of its lines are to stay.
    struct ReplaceCase {
        let scope: ReplaceScope
        /// The lines of the scope that are named, and all lines of the router as it is to be.
        let named: [String]
        let expected: [String]
        let start: MiniLinux

        /// `nil` when the router holds nothing of the scope.
        init?(_ seed: Int) throws {
            var generator = RouterGenerator(random: SeededGenerator(case: seed))
            let lines = generator.lines()
            let device = generator.random.pick(["lan0", "wan0"])
            let (section, word) = generator.random.pick([
                ("tc filter", "filter"), ("tc class", "class"), ("ip route", "route"), ("ip address", "address"),
            ])
            scope = try #require(ReplaceScope("\(section)[dev^=\(device)]"))
            let owned = lines.filter { Self.isOwned($0, word, device) }
            guard !owned.isEmpty else { return nil }
            var gone: Set<String> = []
            for line in owned.reversed() where generator.random.oneIn(2) && Self.mayGo(line, lines, gone) {
                gone.insert(line.key)
            }
            var written: [String: String] = [:]
            for line in owned where word == "class" && generator.random.oneIn(2) {
                // What is not named any more returns to its default.
                written[line.key] = RouterGenerator.options(of: line.line).reduce(line.line) {
                    $0.replacing(" \($1.name) \($1.value)", with: "")
                }
            }
            named = owned.filter { !gone.contains($0.key) }.map { written[$0.key] ?? $0.line }
            expected = lines.filter { !gone.contains($0.key) && !Self.goesAlong($0, gone) }.map {
                written[$0.key] ?? $0.line
            }
            start = try RouterCase.made(of: lines.map(\.line))
        }

        private static func words(_ line: Line) -> [String] { line.line.split(separator: " ").map(String.init) }

        private static func word(after name: String, _ line: Line) -> String? {
            let words = words(line)
            return words.firstIndex(of: name).map { words[$0 + 1] }
        }

        private static func isOwned(_ line: Line, _ word: String, _ device: String) -> Bool {
            let words = words(line)
            let isKind = words[0] == word || (words[0] == "ip" && words[1] == word)
            return isKind && Self.word(after: "dev", line)?.hasPrefix(device) == true
        }

        /// Whether nothing that stays needs it: children and filters of a class, routes beside the last address.
        private static func mayGo(_ line: Line, _ lines: [Line], _ gone: Set<String>) -> Bool {
            let device = word(after: "dev", line)
            let left = lines.filter { !gone.contains($0.key) && $0.key != line.key && word(after: "dev", $0) == device }
            switch words(line)[0] {
            case "class":
                let id = word(after: "classid", line)
                return !left.contains {
                    ($0.line.hasPrefix("class") && word(after: "parent", $0) == id) || word(after: "flowid", $0) == id
                }
            case "ip" where line.key.hasPrefix("address"):
                return left.contains { $0.key.hasPrefix("address") } || !left.contains { $0.key.hasPrefix("route") }
            default: return true
            }
        }

        /// The qdisc of a class goes with it.
        private static func goesAlong(_ line: Line, _ gone: Set<String>) -> Bool {
            guard line.line.hasPrefix("qdisc"), let parent = word(after: "parent", line),
                let device = word(after: "dev", line)
            else { return false }
            return gone.contains("\(device) class \(parent)")
        }
    }

    @Test func aReplacedScopeHoldsWhatIsNamedAndEverythingElseStaysAndReturns() throws {
        let platform = LinuxPlatform()
        var count = 0
        for seed in CaseCount.of(200) {
            guard let example = try ReplaceCase(seed) else { continue }
            count += 1
            let text = example.named.joined(separator: "\n") + "\n"
            let intended = try platform.parse(text, file: "named")
            let running = try RouterCase.read(example.start)
            let change = try platform.change(
                from: running, to: intended, mode: .replace(example.scope), facts: RouterCase.facts)
            let done = RouterCase.ran(change.commands, on: example.start)
            #expect(done.refusals.isEmpty, "seed \(seed), \(example.scope): \(done.refusals)")
            let expected = try RouterCase.made(of: example.expected)
            #expect(done.router == expected, "seed \(seed), \(example.scope): \(change.commands.map(\.text))")
            let again = try platform.change(
                from: RouterCase.read(done.router), to: intended, mode: .replace(example.scope),
                facts: RouterCase.facts)
            #expect(again.isEmpty, "seed \(seed), \(example.scope): \(again.commands.map(\.text))")
            let back = RouterCase.ran(change.reverse + change.reverse, on: done.router)
            #expect(back.refusals.isEmpty, "seed \(seed), \(example.scope): \(back.refusals)")
            #expect(back.router == example.start, "seed \(seed), \(example.scope): back")
            var random = SeededGenerator(case: seed)
            let cut = Int.random(in: 0...change.commands.count, using: &random)
            let part = RouterCase.ran(change.commands.prefix(cut), on: example.start).router
            let undone = RouterCase.ran(change.reverse, on: part)
            #expect(undone.router == example.start, "seed \(seed), \(example.scope), \(cut) commands: back")
        }
        #expect(count > 50)
    }
}
