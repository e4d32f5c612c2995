import PitaDiagnostics
import PitaPlatforms
import TestSupport
import Testing

@Suite struct QuotingTests {
    private let pieces = [
        "'", "\"", "\\", "$(reboot)", "`id`", ";", "&&", "|", ">", "<", "#", "!", "*", "?", "[", "]", "{", "}", "~",
        "-", "--", "=",
        " ", "\t", "é", "漢", "\u{202E}", "\u{1B}[2J", "a", "Z9", "@q", ",", ":", "%", "^", "(", ")", "\u{7F}",
    ]

    private func text(_ random: inout SeededGenerator) -> String {
        (0..<Int.random(in: 0...8, using: &random)).map { _ in random.pick(pieces) }.joined()
    }

    @Test func everyTextIsOneWordOfTheShell() throws {
        var random = SeededGenerator(case: 7)
        for _ in 0..<6_000 {
            let text = text(&random)
            let quoted = try LinuxPlatform().quoted(text)
            #expect(ShellTokenizer.words("tc class \(quoted) end") == ["tc", "class", text, "end"])
            #expect(ShellTokenizer.words("x \(try OpenVSwitchPlatform().quoted(text)) end")?.count == 3)
        }
    }

    @Test func whatNoCommandCarriesIsRefused() {
        #expect(throws: Diagnostics.self) { try LinuxPlatform().quoted("a\0b") }
        #expect(throws: Diagnostics.self) { try LinuxPlatform().quoted("a\nb") }
        #expect(throws: Diagnostics.self) { try OpenVSwitchPlatform().quoted("a\0b") }
    }

    /// A name that goes on as another line or another word of the device's language is no name.
    @Test func everyTextStaysInItsLineOnDevicesOfLines() throws {
        var random = SeededGenerator(case: 8)
        let facts = DeviceFacts(name: "x", model: "x", serial: nil, version: "8.4.4", other: ["uid": "0"])
        let more = pieces + ["\n", "\r", "\u{3}", "?", " > ", "\nreload\n", "^C", "| ", "⟦push⟧", "\u{2028}", "\u{85}"]
        for platform in DamagedConfigTests.linePlatforms {
            var accepted = 0
            for _ in 0..<Trial.cases(2000) {
                let text = (0..<Int.random(in: 0...6, using: &random)).map { _ in random.pick(more) }.joined()
                guard let quoted = try? platform.quoted(text) else { continue }
                accepted += 1
                // As a device counts lines: by any character that ends one.
                #expect(
                    !quoted.unicodeScalars.contains {
                        $0.value < 0x20 || $0.value == 0x7F || $0.properties.isWhitespace && $0 != " "
                    }, "\(platform.name): \(quoted.debugDescription)")
                let config = "interface eth0\n description \(quoted)\n"
                let tree = try platform.parse(config, file: "f")
                #expect(
                    tree.objects.count == 1 && tree.objects.first?.properties.count == 1, "\(platform.name): \(quoted)")
                let change = try platform.change(from: ConfigTree(), to: tree, mode: .merge, facts: facts)
                let sent = change.commands.map { ($0.text + "\n" + ($0.input ?? "")) }.joined(separator: "\n")
                #expect(sent.ranges(of: "description").count == 1)
            }
            #expect(accepted > 50, "\(platform.name): \(accepted)")
        }
    }

    @Test func noTextBringsAParserDown() {
        var random = SeededGenerator(case: 11)
        let words = [
            "class", "qdisc", "filter", "replace", "del", "dev", "lan0", "parent", "1:", "1:10", "classid", "htb",
            "rate", "5mbit",
            "handle", "800::1", "u32", "match", "ip", "dst", "10.0.0.0/8", "flowid", "set", "port", "p1", "tag=5", "--",
            "--id=@q",
            "create", "qos", "queue", "queues:0=@q", "link", "route", "add", "\n", "\\\n", "99999999999999999999",
            "trunks=1-4094",
        ]
        for _ in 0..<6_000 {
            let text = (0..<Int.random(in: 1...14, using: &random)).map { _ in
                random.oneIn(8) ? random.pick(pieces) : random.pick(words)
            }.joined(separator: " ")
            for platform in [LinuxPlatform(), OpenVSwitchPlatform()] as [any Platform] {
                let facts = DeviceFacts(name: "x", model: "x", serial: nil, version: "3.1.0", other: ["uid": "0"])
                if let tree = try? platform.parse(text, file: "fuzz") {
                    let change = try? platform.change(from: ConfigTree(), to: tree, mode: .merge, facts: facts)
                    #expect(change?.commands.allSatisfy { !$0.text.contains("\n") } != false)
                }
                let answer = "@@pita qdisc\n\(text)\n@@pita class lan0\n\(text)\n@@pita end"
                _ = try? platform.running(from: ["config": CommandReply(output: answer)], facts: facts)
            }
        }
    }
}
