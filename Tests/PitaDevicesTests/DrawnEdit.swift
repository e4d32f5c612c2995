import Foundation
import PitaDiagnostics
import PitaPlatforms
import TestSupport

@testable import PitaLab

/// A line of a config, with the lines of the blocks in which it stands.
struct DrawnLine: Hashable {
    let path: [String]
    let text: String

    /// The lines of a config that is indented by blanks; comments are left out.
    static func lines(of config: String) -> [DrawnLine] {
        var open: [(indent: Int, text: String)] = []
        var found: [DrawnLine] = []
        for line in config.split(whereSeparator: \.isNewline) {
            let indent = line.prefix { $0 == " " }.count
            let text = line.split(separator: " ").joined(separator: " ")
            if text.isEmpty || "!#".contains(text.first ?? " ") { continue }
            open.removeAll { $0.indent >= indent }
            found.append(DrawnLine(path: open.map(\.text), text: text))
            open.append((indent, text))
        }
        // A line that opens a block is said with the lines in it.
        return found.enumerated().filter { index, line in
            index + 1 == found.count || found[index + 1].path != line.path + [line.text]
        }.map(\.element)
    }

    /// The lines of a config with their blocks, in an order of their own.
    static func flat(_ config: String) -> [String] {
        lines(of: config).map { ($0.path + [$0.text]).joined(separator: " | ") }.sorted()
    }

    /// The lines as a template says them.
    static func text(_ lines: [DrawnLine]) -> String {
        var (text, open) = ("", [String]())
        for line in lines {
            let common = zip(open, line.path).prefix { $0 == $1 }.count
            for depth in common..<line.path.count {
                text += String(repeating: " ", count: depth) + line.path[depth] + "\n"
            }
            text += String(repeating: " ", count: line.path.count) + line.text + "\n"
            open = line.path
        }
        return text
    }
}

/// A device of the lab, and somebody who types at it.
final class Typist {
    private let console: any ConsoleDevice
    private let bench: LabBench
    private let top: String
    private let words: (begin: String, leave: String)

    init(_ bench: LabBench, _ commands: [String]) throws {
        self.bench = bench
        let device = bench.device(Self.always(bench) + commands)
        console = try Consoles.make(device)
        try console.install(device.commands)
        words = bench.kind == .vrp ? ("system-view", "quit") : ("configure terminal", "exit")
        _ = console.respond(to: words.begin)
        top = Self.plain(console.prompt)
    }

    /// What it shows; on a device that works on a candidate once that is committed.
    var truth: String {
        if bench.isTwoStage { _ = console.respond(to: "commit") }
        return console.truth
    }

    /// A prompt without the sign of a candidate that is not committed.
    private static func plain(_ prompt: String) -> String {
        prompt.replacing("[*", with: "[").replacing("[~", with: "[")
    }

    /// VLANs that ports are put into: a switch would make them by itself.
    private static let vlans = ["vlan 2", "exit", "vlan 3", "exit"]

    /// What such a device shows whatever was typed.
    static func always(_ bench: LabBench) -> [String] {
        switch bench.kind {
        case .ios: (bench.board.hasPrefix("ISR") ? [] : vlans) + ["line con 0", "exit", "line vty 0 4", "exit"]
        case .eos: ["spanning-tree mode mstp"]
        case .rgos: vlans + ["line console 0", "exit", "line vty 0 4", "exit"]
        default: []
        }
    }

    /// Types a line in its blocks, and leaves them.
    ///
    /// - Returns: what was typed, or `nil` where the device refuses something of it.
    func type(_ line: DrawnLine) -> [String]? {
        for word in line.path + [line.text] {
            let reply = CommandReply(output: ConsoleText.plain(console.respond(to: word)))
            guard bench.platform.rejection(in: reply) == nil else {
                _ = leave()
                return nil
            }
            if console.prompt.hasSuffix("[Y/N]:") { _ = console.respond(to: "Y") }
        }
        // A line that the block does not know is taken for one of the block around it.
        let left = leave()
        guard let left, line.path.isEmpty || left.count >= line.path.count else { return nil }
        return line.path + [line.text] + left
    }

    private func leave() -> [String]? {
        var left: [String] = []
        while Self.plain(console.prompt) != top {
            guard left.count < 4 else { return nil }
            _ = console.respond(to: words.leave)
            left.append(words.leave)
        }
        return left
    }
}

/// The lines of recorded configs that a device takes.
struct DrawnPool {
    let bench: LabBench
    let lines: [DrawnLine]

    init(_ bench: LabBench) throws {
        self.bench = bench
        let name = bench.platform.name
        var directories = [Programs.checkout + "/Tests/PitaPlatformsTests/Fixtures/" + name]
        if let corpus = ProcessInfo.processInfo.environment["PITA_CORPUS"] { directories.append(corpus + "/" + name) }
        if ["eos", "rgos"].contains(name) { directories.append(directories[0].replacing("/" + name, with: "/ios")) }
        var seen = Set<DrawnLine>()
        var ports: [String: String] = [:]
        let known = ExampleConsoles.ports(board: bench.board)
        for file in try directories.flatMap(Self.files) {
            guard let text = try? String(contentsOfFile: file, encoding: .utf8), text.utf8.count < 1 << 18 else {
                continue
            }
            for line in DrawnLine.lines(of: text) {
                guard line.path.count <= 2, !["hostname", "sysname"].contains(line.text.prefix { $0 != " " }) else {
                    continue
                }
                // Ports of other devices are this one's.
                let path = line.path.map { head in
                    guard head.hasPrefix("interface "), head.contains("/") || head.contains("Ethernet") else {
                        return head
                    }
                    if ports[head] == nil { ports[head] = "interface " + known[(ports.count + 1) % known.count] }
                    return ports[head] ?? head
                }
                seen.insert(DrawnLine(path: path, text: line.text))
            }
        }
        // What goes without saying on one device is shown on another; what holds a secret is not compared.
        // What a list of a route map or a port loses by a line that says the whole of it is told apart by other tests.
        let left = ["match ", "banner", "speed auto", "duplex auto", "line "]
        var entries = Set<DrawnLine>()
        lines = try seen.sorted { $0.text < $1.text }.filter { line in
            // Of two entries that are equal but for their numbers a device keeps one.
            let words = line.text.split(separator: " ", maxSplits: 1)
            if words.count == 2, Int(words[0]) != nil {
                guard entries.insert(DrawnLine(path: line.path, text: String(words[1]))).inserted else { return false }
            }
            // A device has one BGP; and what EOS leaves of a neighbour without its AS is not known.
            if line.path.first?.hasPrefix("router bgp") == true {
                guard line.path[0] == "router bgp 65001", bench.kind != .eos else { return false }
            }
            // Whether `permit` stands in a behavior of which nothing is said depends on the release.
            if bench.kind == .vrp, ["permit", "deny"].contains(line.text) { return false }
            if bench.kind == .rgos, line.path.first == "interface Vlan1" { return false }
            return !left.contains { line.text.hasPrefix($0) } && line.text != "switchport"
                && !Self.holdsSecret(line, bench.platform)
        }.sorted { ($0.path + [$0.text]).description < ($1.path + [$1.text]).description }.filter {
            try Typist(bench, []).type($0) != nil
        }
    }

    private static func holdsSecret(_ line: DrawnLine, _ platform: any Platform) -> Bool {
        let tree = try? platform.parse(DrawnLine.text([line]), file: "line")
        return tree.map { $0.objects.contains { "\($0.id) \($0.properties)".contains(Secret.mask) } } ?? true
    }

    private static func files(_ directory: String) throws -> [String] {
        let kinds = ["source", "version", "vtp", "vlans", "raw", "rules"]
        guard let all = FileManager.default.enumerator(atPath: directory) else { return [] }
        return all.compactMap { $0 as? String }.filter { name in !kinds.contains { name.hasSuffix("." + $0) } }.sorted()
            .map { directory + "/" + $0 }
    }
}

/// A config that a device holds, and lines that are to be made on it, both drawn from a pool.
struct DrawnEdit {
    /// The lines that the device holds, as they were typed.
    let running: [DrawnLine]
    /// The lines that a template says.
    let intended: [DrawnLine]
    /// The device that holds the first.
    let device: LabDevice
    /// What it shows when somebody types the others.
    let typed: String

    /// - Returns: `nil` where the device refuses all that was drawn.
    init?(_ pool: DrawnPool, _ random: inout SeededGenerator) throws {
        let typist = try Typist(pool.bench, [])
        var (commands, running) = ([String](), [DrawnLine]())
        // Lines of few blocks, so that they meet.
        let blocks = (0..<4).map { _ in random.pick(pool.lines).path }
        let near = pool.lines.filter { blocks.contains($0.path) }
        for line in near.shuffled(using: &random).prefix(16) {
            guard let said = typist.type(line) else { continue }
            commands += said
            running.append(line)
        }
        var intended: [DrawnLine] = []
        let second = try Typist(pool.bench, commands)
        guard second.truth == typist.truth else { return nil }
        for _ in 0..<6 {
            guard let line = Self.line(running, near, pool.bench.kind == .vrp ? "undo" : "no", &random),
                !intended.contains(line), second.type(line) != nil
            else {
                continue
            }
            intended.append(line)
        }
        guard !intended.isEmpty else { return nil }
        (self.running, self.intended, typed) = (running, intended, second.truth)
        device = pool.bench.device(Typist.always(pool.bench) + commands)
    }

    /// Another line, another value of a line that is there, or one of those taken back.
    private static func line(
        _ running: [DrawnLine], _ near: [DrawnLine], _ negation: String, _ random: inout SeededGenerator
    ) -> DrawnLine? {
        guard let old = running.randomElement(using: &random), !random.oneIn(3) else {
            return near.randomElement(using: &random)
        }
        let words = old.text.split(separator: " ")
        if random.oneIn(2) {
            let like = near.filter {
                $0 != old && $0.path == old.path && $0.text.split(separator: " ").prefix(2) == words.prefix(2)
            }
            if let other = like.randomElement(using: &random) { return other }
        }
        // VLANs that go and come in one text are the same VLANs to Pita, and new ones to who types them.
        guard let first = words.first, !old.text.hasPrefix("vlan batch") else { return nil }
        let isNegated = first == "no" || first == "undo"
        let whole = words.dropFirst(isNegated ? 1 : 0)
        // By its whole text, or by fewer of its words.
        let kept = random.oneIn(2) ? whole.count : max(1, whole.count - Int.random(in: 1...2, using: &random))
        let text = whole.prefix(kept).joined(separator: " ")
        return DrawnLine(path: old.path, text: isNegated ? whole.joined(separator: " ") : "\(negation) \(text)")
    }
}
