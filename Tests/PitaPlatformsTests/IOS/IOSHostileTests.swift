import PitaDiagnostics
import TestSupport
import Testing

@testable import PitaPlatforms

/// Names that are meant as commands, and answers that are damaged.
@Suite struct IOSHostileTests {
    @Test func `of a name in quotes one pair goes, however many there are`() {
        #expect(IOSInterfaceName.expanded("\"GigabitEthernet 0/1\"") == "GigabitEthernet0/1")
        #expect(IOSInterfaceName.expanded("\"Ruang Server\"") == "\"Ruang Server\"")
        let quotes = String(repeating: "\"", count: 200_000)
        #expect(IOSInterfaceName.expanded(quotes) == quotes)
    }

    static let dialects = IOSDialect.allCases.map { IOSPlatform(dialect: $0) }

    /// The words of a line as the device's parser takes them: quotes hold a word together, `?` asks for help, `!` at the
    /// beginning and control characters are not data.
    private func words(_ line: String) -> [String]? {
        var words: [String] = []
        var word: String?
        var isQuoted = false
        for scalar in line.unicodeScalars {
            switch scalar {
            case "\"":
                isQuoted.toggle()
                word = word ?? ""
            case "?": return nil
            case " " where !isQuoted:
                if let last = word { words.append(last) }
                word = nil
            case let scalar where scalar.value < 0x20 || scalar.value > 0x7E: return nil
            default: word = (word ?? "") + String(scalar)
            }
        }
        guard !isQuoted else { return nil }
        return word.map { words + [$0] } ?? words
    }

    @Test func everyTextIsOneWordOrRefused() throws {
        var random = SeededGenerator(case: 42)
        let pieces = [
            "Dinas", " ", "\n", "\r", "reload", "!", "?", "\"", "'", "^C", "\u{3}", "\u{1A}", "\t", "|", ";", "$(x)",
            "é", "#", ">",
            "no ", "end", "a-b", "10.0.0.1/24", "\\", "\u{7F}", "⟦push⟧",
        ]
        var accepted = 0
        for _ in 0..<4000 {
            let text = (0..<Int.random(in: 0...5, using: &random)).map { _ in random.pick(pieces) }.joined()
            guard let quoted = try? Self.dialects[0].quoted(text) else { continue }
            accepted += 1
            #expect(words("name \(quoted) tail") == ["name", text, "tail"], "\(quoted)")
        }
        #expect(accepted > 200)
    }

    private static let pieces = [
        "interface GigabitEthernet0/1\n", " ip address 10.0.0.1 255.255.255.0\n", "vlan 1-4094\n", "policy-map P\n",
        " class C\n",
        "  police ", "cir 99999999999999999999", "no ", "banner motd ^C\n", "^C", "ip access-list extended A\n",
        " 2147483647 permit",
        "switchport trunk allowed vlan add 4095", "!\n", "end\n", "router bgp 1\n", "ip route 0.0.0.0 0.0.0.0", "\t",
        "certificate\n", "quit\n",
    ]

    @Test(arguments: dialects.indices)
    func `a damaged answer is a config or diagnostics, and is planned from without a crash`(_ index: Int) throws {
        let platform = Self.dialects[index]
        var seeds = try [
            IOSFixtureTests.fixture("C9200L_17.9.4a.config"), IOSFixtureTests.fixture("CSR1000V_15.5.config"),
        ]
        for seed in 0..<3 {
            var generator = IOSOfficeGenerator(seed)
            seeds.append("hostname a\n" + generator.lines().joined(separator: "\n") + "\nend\n")
        }
        let facts = DeviceFacts(
            name: "d", model: "WS-C2960X", serial: nil, version: "15.2(4)E", other: ["family": "ios"])
        let intended = try platform.parse(
            "vlan 20\n name A\nno policy-map PM-A\ninterface Vlan20\n shutdown\n", file: "intended")
        let trial = Trial.run(seeds, pieces: Self.pieces, seed: 4, cases: 400) { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            let running = try platform.running(from: ["config": CommandReply(output: text)], facts: facts)
            let change = try platform.change(from: running, to: intended, mode: .merge, facts: facts)
            _ = platform.rollbackGuard(for: change, facts: facts)
            #expect(change.commands.allSatisfy { !$0.text.contains("\n") })
        }
        #expect(trial.isSound(["Diagnostics"]), "\(trial)")
    }

    @Test func damagedTextsAreAConfigOrDiagnosticsWithAPlace() throws {
        var generator = IOSOfficeGenerator(5)
        let seeds = [generator.lines().joined(separator: "\n")]
        let trial = Trial.run(seeds, pieces: Self.pieces, seed: 9, cases: 500) { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            do throws(Diagnostics) {
                _ = try Self.dialects[0].parse(text, file: "t")
            } catch {
                for item in error.items { _ = item.mark.map { Self.dialects[0].excerpt(of: text, at: $0) } }
                throw error
            }
        }
        #expect(trial.isSound(["Diagnostics"]), "\(trial)")
    }

    @Test(arguments: dialects.indices)
    func `damaged facts are facts or diagnostics`(_ index: Int) throws {
        let platform = Self.dialects[index]
        let seeds = [
            try IOSFixtureTests.fixture("C9200L_17.9.4a.version"),
            "Arista vEOS-lab\nHardware version: \nSerial number: S1\nSoftware image version: 4.20.1F\n",
            "System description      : Ruijie Switch (S5750) By Ruijie Networks\nSystem software version : S5750_RGOS 11.0(5)B9P59\n",
        ]
        let trial = Trial.run(
            seeds, pieces: [":", "Version ", "uptime is ", "cisco X (", "(", ","], seed: 8, cases: 600
        ) { bytes in
            let reply = CommandReply(output: String(decoding: bytes, as: UTF8.self))
            let names = platform.factCommands.map(\.name)
            _ = try platform.facts(from: Dictionary(uniqueKeysWithValues: names.map { ($0, reply) }))
        }
        #expect(trial.isSound(["Diagnostics"]), "\(trial)")
    }
}
