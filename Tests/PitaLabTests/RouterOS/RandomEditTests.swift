import PitaDiagnostics
import PitaPlatforms
import Testing

@testable import PitaLab

/// Random edits of every settings menu, and of lists, made by the lab's own table of menus and judged by its grammar.
@Suite struct RandomEditTests {
    /// Some value that a property takes; `nil` where it needs something that is not there.
    private func value(_ property: Property, _ random: inout Seeded) -> String? {
        func pick(_ values: [String]) -> String { values.randomElement(using: &random) ?? "" }
        switch property.kind {
        case .flag: return pick(["yes", "no"])
        case .text: return "\"\(pick(["a", "dua kata", "x=y", "teks \\\"x\\\""]))\""
        case .integer(let range): return String(Int64.random(in: range, using: &random))
        case .rate: return pick(["1M", "512k", "10000000"])
        case .ratePair: return pick(["1M/2M", "0/0", "512k/1G"])
        case .time: return pick(["5s", "10m", "1h30m", "1d"])
        case .clock: return pick(["3:00", "12:30:00"])
        case .choice(let words): return pick(words)
        case .choices(let words): return words.isEmpty ? nil : pick(words)
        case .address, .addresses: return pick(["10.0.0.1", "192.0.2.7"])
        case .prefixes, .listed, .addressOrPrefix: return pick(["10.0.0.0/8", "192.0.2.0/24"])
        case .mac: return pick(["aa:bb:cc:00:11:22", "00:00:00:00:00:01"])
        default: return nil
        }
    }

    private func words(_ menu: Menu, _ version: Version, _ random: inout Seeded) -> [String] {
        menu.properties.filter { property in
            property.exists(in: version) && !property.isReadOnly && !property.isSecret && !property.isRequired
                && property.name != "name" && Int.random(in: 0..<3, using: &random) == 0
        }.compactMap { property in value(property, &random).map { "\(property.name)=\($0)" } }
    }

    @Test(arguments: ["6.49.17", "7.10.2", "7.16.1", "7.22.3"])
    func `settings that change at random go back to what they were, set or not`(version: String) throws {
        let number = try #require(Version(version))
        var random = Seeded(state: 0x5EED ^ UInt64(version.utf8.reduce(7) { $0 &* 31 &+ UInt32($1) }))
        var edits = 0
        for menu in MenuTree(version: number).menus.values.sorted(by: { $0.path < $1.path }) where menu.shape == .single
        {
            for _ in 0..<6 {
                let setup = words(menu, number, &random)
                let bench = PushBench(
                    version: version, setup: setup.isEmpty ? [] : ["/\(menu.path) set \(setup.joined(separator: " "))"])
                let edit = words(menu, number, &random)
                guard !edit.isEmpty else { continue }
                let template = "/\(menu.path)\nset \(edit.joined(separator: " "))\n"
                let change = try bench.change(to: template)
                // What an export hides, and no page tells the default of, is told to the approver.
                guard !change.isEmpty, change.irreversible.isEmpty else { continue }
                try bench.roundTrip(template, "\(version) \(template)")
                edits += 1
            }
        }
        #expect(edits > 40, "\(edits)")
    }

    @Test(arguments: ["6.49.17", "7.16.1", "7.22.3"])
    func `rules and queues that change at random go back to what they were`(version: String) throws {
        let number = try #require(Version(version))
        var random = Seeded(state: 0xFEED)
        var edits = 0
        for path in ["ip firewall filter", "ip firewall nat", "ip firewall mangle", "ip firewall raw", "queue simple"] {
            let menu = try #require(MenuTree(version: number)[path])
            for _ in 0..<12 {
                func item(_ index: Int) -> String {
                    let names =
                        path.hasPrefix("queue")
                        ? "name=i\(index) target=10.\(index).0.0/24" : "comment=i\(index) chain=forward action=accept"
                    let more = words(menu, number, &random).filter { !names.contains($0.prefix { $0 != "=" } + "=") }
                    return "\(names) \(more.joined(separator: " "))"
                }
                let bench = PushBench(version: version, setup: (1...4).map { "/\(path) add \(item($0))" })
                var lines: [String] = []
                for index in 1...6 where Bool.random(using: &random) {
                    let name = path.hasPrefix("queue") ? "name=i\(index)" : "comment=i\(index)"
                    switch Int.random(in: 0..<4, using: &random) {
                    case 0 where index <= 4: lines.append("remove [find \(name)]")
                    case 1 where index <= 4: lines.append("set [find \(name)] \(item(index))")
                    case 2 where index <= 3:
                        lines.append("move [find \(name)] [find \(path.hasPrefix("queue") ? "name=i4" : "comment=i4")]")
                    default: lines.append("add \(item(index))")
                    }
                }
                let template =
                    "/\(path)\n"
                    + lines.filter { !($0.hasPrefix("move") && lines.contains { $0.contains("remove") }) }
                    .map { $0 + "\n" }.joined()
                guard let change = try? bench.change(to: template), !change.isEmpty, change.irreversible.isEmpty else {
                    continue
                }
                try bench.roundTrip(template, "\(version) \(template)")
                edits += 1
            }
        }
        #expect(edits > 15, "\(edits)")
    }
}
