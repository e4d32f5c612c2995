import PitaDiagnostics
import Testing

@testable import PitaPlatforms

/// What an office says of lines that no rule knows, on the platforms that take it.
@Suite struct OfficeLineTests {
    /// A platform, a block of it, the words that open the block, and the word that takes a line back.
    struct Place: CustomTestStringConvertible {
        let platform: String
        let section: String
        let head: String
        let no: String

        var testDescription: String { "\(platform) \(section)" }

        /// A config of lines in the block.
        func text(_ lines: String...) -> String {
            let indent = head.isEmpty ? "" : " "
            return (head.isEmpty ? "" : head + "\n") + lines.map { "\(indent)\($0)\n" }.joined()
        }
    }

    static let places = [
        Place(platform: "ios", section: "interface", head: "interface Vlan10", no: "no"),
        Place(platform: "ios", section: "", head: "", no: "no"),
        Place(platform: "eos", section: "", head: "", no: "no"),
        Place(platform: "rgos", section: "interface", head: "interface VLAN 10", no: "no"),
        Place(platform: "vrp", section: "interface", head: "interface LoopBack1", no: "undo"),
        Place(platform: "vrp", section: "", head: "", no: "undo"),
        Place(platform: "frr", section: "interface", head: "interface eth1", no: "no"),
        Place(platform: "frr", section: "", head: "", no: "no"),
    ]

    private func facts(_ place: Place) -> DeviceFacts {
        DeviceFacts(
            name: "r", model: "x", serial: nil, version: place.platform == "frr" ? "8.4.4" : "0",
            other: ["uid": "0", "revert-timer": "yes"])
    }

    private func rule(
        _ place: Place, _ line: String, _ kind: OfficeLineRule.Kind, undo: String? = nil
    ) -> OfficeLineRule {
        func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
        return OfficeLineRule(
            section: place.section, form: words(line), kind: kind, undo: undo.map(words),
            mark: SourceMark(file: "Templates/\(place.platform)/rules.yaml", line: 1, column: 3))
    }

    private func change(
        _ place: Place, _ rules: [OfficeLineRule], from running: String, to intended: String
    ) throws -> DeviceChange {
        let platform = try PlatformCatalogue.platform(named: place.platform).with(rules: OfficeLineRules(rules))
        return try platform.accountedChange(
            from: platform.parseRunning(running, file: "running"), to: platform.parse(intended, file: "intended"),
            mode: .merge, facts: facts(place))
    }

    /// The lines that speak of the office's words.
    private func said(_ commands: [DeviceCommand]) -> [String] {
        commands.flatMap { command -> [String] in
            guard command.text.hasPrefix("vtysh") else {
                return (command.input ?? "").split(separator: "\n").map { String($0).trimmed }
            }
            let text = command.text.split(separator: " || ")[0]
            return ShellTokenizer.words(String(text))?.filter { $0 != "-c" } ?? []
        }.filter { $0.contains("lihat") }
    }

    @Test(arguments: places)
    func `an unknown line beside a like one is refused, with both and what to write`(_ place: Place) {
        let found = #expect(throws: Diagnostics.self) {
            try change(place, [], from: place.text("lihat mutu 5"), to: place.text("lihat mutu 6"))
        }
        let words = found?.items.first
        #expect(words?.message.contains("`lihat mutu 6`") == true && words?.message.contains("`lihat mutu 5`") == true)
        #expect(words?.hint?.contains("Templates/PLATFORM/rules.yaml") == true)
        #expect(words?.hint?.contains("single") == true && words?.hint?.contains("list") == true)
        #expect(words?.mark?.description == (place.head.isEmpty ? "intended:1:1" : "intended:2:2"))
    }

    @Test(arguments: places)
    func `of a single line another value takes the former one's place, by one line each way`(_ place: Place) throws {
        let rules = [rule(place, "lihat mutu QUALITY", .single)]
        let change = try change(place, rules, from: place.text("lihat mutu 5"), to: place.text("lihat mutu 6"))
        #expect(said(change.commands) == ["lihat mutu 6"])
        #expect(said(change.reverse) == ["lihat mutu 5"])
        #expect(change.warnings.allSatisfy { !$0.message.contains("unknown") })
    }

    @Test(arguments: places)
    func `a single line is taken back by its name, as the office says`(_ place: Place) throws {
        let no = place.no
        let rules = [rule(place, "lihat mutu QUALITY", .single, undo: "\(no) lihat mutu")]
        let change = try change(
            place, rules, from: place.text("lihat mutu 5", "lihat lain 7"), to: place.text("\(no) lihat mutu"))
        #expect(said(change.commands) == ["\(no) lihat mutu"])
        #expect(said(change.reverse) == ["lihat mutu 5"])
        let plain = try self.change(
            place, [rule(place, "lihat mutu QUALITY", .single)], from: place.text("lihat mutu 5"),
            to: place.text("\(no) lihat mutu"))
        #expect(said(plain.commands) == ["\(no) lihat mutu 5"])
        let idle = try self.change(place, rules, from: place.text("lihat lain 7"), to: place.text("\(no) lihat mutu"))
        #expect(idle.isEmpty && idle.warnings.contains { $0.message.contains("lihat mutu") })
    }

    @Test(arguments: places)
    func `of keyed lines the one with the key is replaced and taken back, and no other`(_ place: Place) throws {
        let no = place.no
        let rules = [rule(place, "lihat peer NAME nilai VALUE", .keyed, undo: "\(no) lihat peer NAME")]
        let running = place.text("lihat peer aa nilai 5", "lihat peer bb nilai 6")
        let change = try change(place, rules, from: running, to: place.text("lihat peer aa nilai 7"))
        #expect(said(change.commands) == ["lihat peer aa nilai 7"])
        #expect(said(change.reverse) == ["lihat peer aa nilai 5"])
        for line in ["lihat peer aa", "lihat peer aa nilai", "lihat peer aa nilai 5"] {
            let gone = try self.change(place, rules, from: running, to: place.text("\(no) \(line)"))
            #expect(said(gone.commands) == ["\(no) lihat peer aa"], "\(line)")
            #expect(said(gone.reverse) == ["lihat peer aa nilai 5"], "\(line)")
        }
        let new = try self.change(place, rules, from: running, to: place.text("lihat peer cc nilai 9"))
        #expect(said(new.commands) == ["lihat peer cc nilai 9"])
        #expect(said(new.reverse) == ["\(no) lihat peer cc"])
    }

    @Test(arguments: places)
    func `lines of a list stand beside each other, and are taken back whole`(_ place: Place) throws {
        let no = place.no
        let rules = [rule(place, "lihat daftar ADDRESS", .list)]
        let running = place.text("lihat daftar 10.0.0.1")
        let change = try change(place, rules, from: running, to: place.text("lihat daftar 10.0.0.2"))
        #expect(said(change.commands) == ["lihat daftar 10.0.0.2"])
        #expect(said(change.reverse) == ["\(no) lihat daftar 10.0.0.2"])
        let gone = try self.change(place, rules, from: running, to: place.text("\(no) lihat daftar 10.0.0.1"))
        #expect(said(gone.commands) == ["\(no) lihat daftar 10.0.0.1"])
        // Which of them `no lihat daftar` means, nobody has said.
        #expect(throws: Diagnostics.self) {
            try self.change(place, rules, from: running, to: place.text("\(no) lihat daftar"))
        }
    }

    @Test(arguments: places)
    func `a flag comes and goes by its own line, or as the office says`(_ place: Place) throws {
        let no = place.no
        let rules = [rule(place, "lihat semua", .flag, undo: "lihat semua disable")]
        let change = try change(place, rules, from: place.text("lihat semua lain"), to: place.text("lihat semua"))
        #expect(said(change.commands) == ["lihat semua"])
        #expect(said(change.reverse) == ["lihat semua disable"])
        let gone = try self.change(place, rules, from: place.text("lihat semua"), to: place.text("\(no) lihat semua"))
        #expect(said(gone.commands) == ["lihat semua disable"])
    }

    @Test(arguments: places) func `a line is explained by the office's rule`(_ place: Place) throws {
        let platform = try PlatformCatalogue.platform(named: place.platform)
            .with(rules: OfficeLineRules([rule(place, "lihat mutu QUALITY", .single, undo: "\(place.no) lihat mutu")]))
        let line = try #require(
            try platform.explain(place.text("lihat mutu 5"), file: "f", isRunning: false).last)
        #expect(line.rule?.kind == "single" && line.rule?.takenBack == "\(place.no) lihat mutu")
        #expect(line.rule?.notes == ["a rule of the office"])
    }
}
