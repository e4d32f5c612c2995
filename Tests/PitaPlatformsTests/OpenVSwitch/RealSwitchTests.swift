import Foundation
import PitaDiagnostics
import PitaPlatforms
import TestSupport
import Testing

/// A switch of one's own: `ovsdb-server` and `ovs-vswitchd` (user-space datapath) with a private run directory and namespace.
struct RealSwitch {
    let shell: DeviceShell
    let facts: DeviceFacts
    private let directory: String
    private let platform = OpenVSwitchPlatform()

    init() throws {
        let name = "pita-\(ProcessInfo.processInfo.processIdentifier)-\(UInt32.random(in: 0...UInt32.max))"
        // A socket's path may be at most 107 octets long.
        directory = "/tmp/\(name)"
        _ = DeviceShell().run("ip netns add \(name)")
        shell = DeviceShell(namespace: name, environment: ["OVS_RUNDIR": directory, "OVS_LOGDIR": directory])
        let start = """
            mkdir -p \(directory) && cd \(directory) && ovsdb-tool create conf.db /usr/share/openvswitch/vswitch.ovsschema && \
            ovsdb-server --remote=punix:\(directory)/db.sock --pidfile=\(directory)/db.pid --unixctl=\(directory)/db.ctl \
              --detach --no-chdir conf.db 2>/dev/null && ovs-vsctl --no-wait init && \
            ovs-vswitchd --disable-system --pidfile=\(directory)/vs.pid --unixctl=\(directory)/vs.ctl --detach --no-chdir \
              unix:\(directory)/db.sock 2>/dev/null
            """
        let reply = shell.run(start)
        try #require(reply.exitStatus == 0, Comment(rawValue: reply.errorOutput))
        facts = try platform.facts(from: shell.answers(platform.factCommands))
    }

    func remove() {
        _ = shell.run("kill $(cat \(directory)/vs.pid) $(cat \(directory)/db.pid)")
        _ = DeviceShell().run("ip netns del \(shell.namespace ?? ""); rm -rf \(directory)")
    }

    func read() throws -> ConfigTree {
        try platform.running(from: shell.answers(platform.readCommands(for: facts)), facts: facts)
    }

    func send(_ commands: [DeviceCommand]) throws {
        for command in commands {
            let reply = shell.run(command)
            try #require(platform.rejection(in: reply) == nil, Comment(rawValue: reply.errorOutput + command.text))
        }
    }

    /// How many rows of shaping the database holds, wherever they hang.
    func shapingRows() -> Int {
        shell.run("for t in qos queue; do ovs-vsctl --timeout=10 --bare --columns=_uuid list $t; done").output
            .split(separator: "\n").count
    }
}

@Suite(.enabled(if: Machine.hasOpenVSwitch, "a switch of one's own needs root and Open vSwitch"))
struct RealSwitchTests {
    private let platform = OpenVSwitchPlatform()

    private func sorted(_ tree: ConfigTree) -> [ConfigObject] { tree.objects.sorted { $0.id < $1.id } }

    private func change(_ text: String, on device: RealSwitch) throws -> DeviceChange {
        try platform.change(
            from: try device.read(), to: try platform.parse(text, file: "t"), mode: .merge, facts: device.facts)
    }

    @Test func theKeyOfATunnelIsNeverReadButKnownToBeThere() throws {
        let device = try RealSwitch()
        defer { device.remove() }
        let made = device.shell.run(
            "ovs-vsctl --timeout=10 add-br br0 -- set bridge br0 datapath_type=netdev -- add-port br0 tun0 -- "
                + "set interface tun0 type=gre options:remote_ip=10.0.0.1 options:psk=hunter2")
        #expect(made.exitStatus == 0)
        let running = try device.read()
        #expect(!running.objects.contains { $0.properties.values.contains { $0.contains("hunter2") } })
        let gone = try change("del-port br0 tun0", on: device)
        #expect(gone.irreversible.count == 1)
        try device.send(gone.commands)
        #expect(try device.read().deviations(from: gone.after).isEmpty)
        try device.send(gone.reverse)
        #expect(try device.read().deviations(from: gone.before).isEmpty)
    }

    @Test func everyChangeArrivesReturnsAndLeavesNoRowBehind() throws {
        let device = try RealSwitch()
        defer { device.remove() }
        let base = try change("--may-exist add-br br0 -- set bridge br0 datapath_type=netdev", on: device)
        try device.send(base.commands)
        var known: [String: String] = [:]
        for seed in 0..<7 {
            var generator = SwitchGenerator(random: SeededGenerator(case: seed))
            let (text, wanted) = generator.step(known)
            let before = try device.read()
            let change = try platform.change(
                from: before, to: try platform.parse(text, file: "seed-\(seed)"), mode: .merge, facts: device.facts)
            #expect(change.commands.count <= 1)
            try device.send(change.reverse)
            #expect(sorted(try device.read()) == sorted(before), "seed \(seed): the way back on an unchanged switch")
            try device.send(change.commands)
            let after = try device.read()
            #expect(after.deviations(from: change.after).isEmpty, "seed \(seed)")
            #expect(device.shapingRows() == after.objects(in: "qos").count + after.objects(in: "queue").count)
            let again = try platform.change(
                from: after, to: try platform.parse(text, file: "again"), mode: .merge, facts: device.facts)
            #expect(again.isEmpty, "seed \(seed): \(again.differences)")
            try device.send(change.reverse)
            let back = try device.read()
            #expect(sorted(back) == sorted(before), "seed \(seed)")
            #expect(device.shapingRows() == back.objects(in: "qos").count + back.objects(in: "queue").count)
            try device.send(change.commands)
            known = wanted
        }
    }

    @Test func textFromPeopleArrivesAsItIs() throws {
        let device = try RealSwitch()
        defer { device.remove() }
        try device.send(try change("add-br br0 -- set bridge br0 datapath_type=netdev", on: device).commands)
        for text in [
            "Dinas \"X\" -- del-br br0", "a'b;c$(reboot)`x`", "baris\nkedua", "\\ é {} [] , = :", "-- --id=@x", "@x",
        ] {
            let line = "set bridge br0 external_ids:nama=\(try platform.quoted(text))"
            let change = try change(line, on: device)
            #expect(change.commands.allSatisfy { !$0.text.contains("\n") })
            try device.send(change.commands)
            let bridge = try device.read()[ObjectID(section: "bridge", key: "br0")]
            #expect(bridge?.properties["external_ids:nama"] == text)
        }
    }
}

/// Random access ports with shaping, as the lines of an engineer.
struct SwitchGenerator {
    var random: SeededGenerator

    /// The text that leads from the ports of `known` to others, and those.
    mutating func step(_ known: [String: String]) -> (text: String, wanted: [String: String]) {
        var lines: [String] = []
        var wanted: [String: String] = [:]
        for name in ["p1", "p2", "p3"] {
            guard !random.oneIn(4) else {
                if known[name] != nil { lines.append("--if-exists del-port br0 \(name)") }
                continue
            }
            let tag = random.pick([10, 20, 4094])
            let mode = random.pick(["tag=\(tag)", "tag=\(tag) vlan_mode=access"])
            let old = known[name] ?? ""
            let clear =
                old.contains("vlan_mode") && !mode.contains("vlan_mode") ? " -- clear port \(name) vlan_mode" : ""
            lines.append(
                "--may-exist add-port br0 \(name) -- set port \(name) \(mode) -- set interface \(name) type=internal\(clear)"
            )
            var numbers: [Int] = []
            if random.oneIn(3) {
                if old.contains("qos") { lines.append("clear port \(name) qos") }
            } else {
                numbers = [0] + [1, 10, 61].filter { _ in random.oneIn(2) }
                let removed = [1, 10, 61].filter { old.contains("q\($0);") && !numbers.contains($0) }
                if !removed.isEmpty {
                    lines.append("remove qos \(name) queues \(removed.map(String.init).joined(separator: " "))")
                }
                lines.append(shaping(name, numbers))
            }
            wanted[name] = mode + (numbers.isEmpty ? "" : " qos ") + numbers.map { "q\($0);" }.joined()
        }
        return (lines.joined(separator: "\n"), wanted)
    }

    private mutating func shaping(_ port: String, _ numbers: [Int]) -> String {
        let references = numbers.map { "queues:\($0)=@q\($0)" }.joined(separator: " ")
        let mark = "external_ids:pita='\"pita:\(port)\"'"
        var line =
            "set port \(port) qos=@q -- --id=@q create qos type=linux-htb other_config:max-rate=100000000 \(mark) \(references)"
        for number in numbers {
            let rate = random.pick([5_000_000, 20_000_000, 50_000_000])
            line +=
                " -- --id=@q\(number) create queue other_config:min-rate=\(rate) other-config:max-rate=\(rate) \(mark)"
        }
        return line
    }
}
