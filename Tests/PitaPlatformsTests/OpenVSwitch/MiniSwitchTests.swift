import PitaDiagnostics
import PitaPlatforms
import TestSupport
import Testing

/// A generated switch and what it is to become.
private struct SwitchCase {
    static let facts = DeviceFacts(name: "s", model: "x", serial: nil, version: "3.1.0", other: ["uid": "0"])
    let platform = OpenVSwitchPlatform()
    var facts = Self.facts
    let start: MiniSwitch
    /// The text that asks for the change.
    let text: String
    let intended: ConfigTree
    let change: DeviceChange

    init(_ seed: Int) throws {
        var generator = MiniSwitchGenerator(random: SeededGenerator(case: seed))
        if seed % 5 == 0 { facts.other["uid"] = "1000" }
        let (first, known) = generator.step([:])
        let making = try platform.change(
            from: ConfigTree(), to: platform.parse(first, file: "old"), mode: .merge, facts: facts)
        let made = Self.ran(making.commands, on: MiniSwitch())
        #expect(made.refusals.isEmpty, "seed \(seed): making \(made.refusals)")
        start = made.device
        text = generator.step(known).text
        intended = try platform.parse(text, file: "new")
        change = try platform.change(from: Self.read(start), to: intended, mode: .merge, facts: facts)
    }

    /// The bridges, ports and interfaces as `ovs-vsctl` itself makes them of the text, line by line. Its lines on QoS say
    /// what should be, not how to get there.
    func merged() throws -> [ConfigObject] {
        let lines = text.split(separator: "\n").filter { !$0.contains("create qos") && !$0.hasPrefix("remove qos") }
        let made = Self.ran(lines.map { DeviceCommand("ovs-vsctl --timeout=10 -- \($0)") }, on: start)
        #expect(made.refusals.isEmpty, "\(made.refusals)")
        return try Self.ports(of: made.device)
    }

    /// The bridges, ports and interfaces of a device.
    static func ports(of device: MiniSwitch) throws -> [ConfigObject] {
        try read(device).objects.filter { ["bridge", "port", "interface"].contains($0.id.section) }
            .sorted { $0.id < $1.id }
    }

    static func read(_ device: MiniSwitch) throws -> ConfigTree {
        try OpenVSwitchPlatform().running(from: ["config": CommandReply(output: device.listing)], facts: facts)
    }

    static func ran(_ commands: [DeviceCommand], on device: MiniSwitch) -> (device: MiniSwitch, refusals: [String]) {
        var device = device
        let shell = MiniShell { words in
            words.first == "ovs-vsctl" ? device.run(Array(words.dropFirst())) : ("", 127)
        }
        let refusals = commands.filter { shell.run($0.text).status != 0 }.map(\.text)
        return (device, refusals)
    }
}

@Suite struct MiniSwitchTests {
    @Test func aChangeArrivesReturnsAndLeavesNoRowBehind() throws {
        for seed in CaseCount.of(100) {
            let device = try SwitchCase(seed)
            let untouched = SwitchCase.ran(device.change.reverse, on: device.start)
            #expect(
                untouched.device == device.start && untouched.refusals.isEmpty, "seed \(seed): \(untouched.refusals)")
            let done = SwitchCase.ran(device.change.commands, on: device.start)
            #expect(done.refusals.isEmpty, "seed \(seed): \(done.refusals)")
            let after = try SwitchCase.read(done.device)
            #expect(after.deviations(from: device.change.after).isEmpty, "seed \(seed)")
            #expect(done.device.shapingRows == after.objects.filter { ["qos", "queue"].contains($0.id.section) }.count)
            #expect(try SwitchCase.ports(of: done.device) == device.merged(), "seed \(seed): merged")
            let touched = Set(device.change.after.objects.map(\.id))
            let rest = ConfigTree(try SwitchCase.read(device.start).objects.filter { !touched.contains($0.id) })
            #expect(after.deviations(from: rest).isEmpty, "seed \(seed): untouched")
            let again = try device.platform.change(from: after, to: device.intended, mode: .merge, facts: device.facts)
            #expect(again.isEmpty, "seed \(seed): \(again.commands.map(\.text))")
            let back = SwitchCase.ran(device.change.reverse + device.change.reverse, on: done.device)
            #expect(back.refusals.isEmpty, "seed \(seed): \(back.refusals)")
            #expect(back.device == device.start, "seed \(seed): back")
            let rescue = try device.platform.change(
                from: after, to: device.change.before, mode: .exact, facts: device.facts)
            let rescued = SwitchCase.ran(rescue.commands, on: done.device)
            #expect(rescued.refusals.isEmpty, "seed \(seed): \(rescued.refusals)")
            #expect(rescued.device == device.start, "seed \(seed): exact")
        }
    }

    @Test func aReplacedScopeLosesExactlyWhatIsNotNamed() throws {
        let scope = try #require(ReplaceScope("queue[external_ids:pita^=pita:]"))
        for seed in CaseCount.of(100) {
            let device = try SwitchCase(seed)
            let running = try SwitchCase.read(device.start)
            let kept = running.objects(in: "queue").enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
            let change = try device.platform.change(
                from: running, to: ConfigTree(kept), mode: .replace(scope), facts: device.facts)
            let done = SwitchCase.ran(change.commands, on: device.start)
            #expect(done.refusals.isEmpty, "seed \(seed): \(done.refusals)")
            let after = try SwitchCase.read(done.device)
            let expected = running.objects.filter { object in
                object.id.section != "queue" || kept.contains(object) || !scope.contains(object)
            }
            #expect(after.objects.count == expected.count, "seed \(seed)")
            #expect(after.deviations(from: ConfigTree(expected)).isEmpty, "seed \(seed)")
        }
    }
}

/// Random bridges, ports and shaping as the lines of an engineer.
struct MiniSwitchGenerator {
    var random: SeededGenerator

    /// The text that leads from what `known` tells to something else, and that.
    mutating func step(_ known: [String: Set<String>]) -> (text: String, wanted: [String: Set<String>]) {
        var lines: [String] = []
        var wanted: [String: Set<String>] = [:]
        for bridge in ["br0", "br1"] {
            if bridge == "br1", random.oneIn(3) {
                if known[bridge] != nil { lines.append("--if-exists del-br br1") }
                continue
            }
            wanted[bridge] = []
            lines.append("--may-exist add-br \(bridge) -- set bridge \(bridge) datapath_type=netdev")
            for number in 1...3 {
                let port = "\(bridge)p\(number)"
                guard !random.oneIn(4) else {
                    if known[port] != nil { lines.append("--if-exists del-port \(bridge) \(port)") }
                    continue
                }
                wanted[port] = []
                lines.append(
                    "--may-exist add-port \(bridge) \(port) -- set port \(port) \(setting()) -- set interface \(port) type=internal"
                )
                if random.oneIn(3) {
                    lines.append("set interface \(port) ingress_policing_rate=\(random.pick([0, 1000]))")
                }
                if random.oneIn(3) {
                    if known[port]?.isEmpty == false { lines.append("clear port \(port) qos") }
                } else {
                    wanted[port] = shaping(port, known[port] ?? [], &lines)
                }
            }
        }
        return (lines.joined(separator: "\n"), wanted)
    }

    private mutating func setting() -> String {
        let tag = random.pick([10, 20, 4094])
        var text = "tag=\(tag) vlan_mode=\(random.pick(["access", "dot1q-tunnel"]))"
        if random.oneIn(3) {
            text += " external_ids:nama='\"Dinas \\\"X\\\" \(random.pick(["a'\\''b", "$(reboot)", "; x"]))\"'"
        }
        return text
    }

    private mutating func shaping(_ port: String, _ old: Set<String>, _ lines: inout [String]) -> Set<String> {
        var numbers: Set<String> = ["0"]
        for number in ["1", "10", "61"] where random.oneIn(2) { numbers.insert(number) }
        let gone = old.subtracting(numbers).sorted()
        if !gone.isEmpty { lines.append("remove qos \(port) queues \(gone.joined(separator: " "))") }
        var line = "set port \(port) qos=@q -- --id=@q create qos type=linux-htb other_config:max-rate=100000000"
        line += numbers.sorted().map { " queues:\($0)=@q\($0)" }.joined()
        for number in numbers.sorted() {
            let rate = random.pick([5_000_000, 20_000_000])
            line += " -- --id=@q\(number) create queue"
            if random.oneIn(4) { continue }
            line += " other_config:min-rate=\(rate) other-config:max-rate=\(rate)"
            if !random.oneIn(3) { line += " external_ids:pita='\"pita:\(port)\"'" }
        }
        lines.append(line)
        return numbers
    }
}
