import PitaDiagnostics
import PitaPlatforms
import TestSupport
import Testing

@Suite struct LinuxTextTests {
    private let platform = LinuxPlatform()
    private let facts = DeviceFacts(name: "r", model: "x", serial: nil, version: "6.1.0", other: ["uid": "0"])

    private func change(_ running: String, _ intended: String, _ mode: ChangeMode = .merge) throws -> DeviceChange {
        try platform.change(
            from: try platform.parse(running, file: "running"), to: try platform.parse(intended, file: "intended"),
            mode: mode,
            facts: facts)
    }

    private let office = """
        qdisc replace dev lan0 root handle 1: htb default 0x10
        class replace dev lan0 parent 1: classid 1:1 htb rate 100mbit ceil 100mbit
        class replace dev lan0 parent 1:1 classid 1:10 htb rate 20mbit ceil 20mbit
        """

    @Test func aRaiseIsOneCommandAndTheSameAllocationNone() throws {
        #expect(try change(office, office).isEmpty)
        let raise = try change(office, office.replacing("20mbit", with: "50mbit"))
        #expect(
            raise.commands.map(\.text) == [
                "tc class replace dev lan0 parent 1:1 classid 1:10 htb rate 50000000bit ceil 50000000bit"
            ])
        #expect(
            raise.reverse.map(\.text) == [
                "tc class replace dev lan0 parent 1:1 classid 1:10 htb rate 20000000bit ceil 20000000bit"
            ])
        #expect(raise.commands.first?.mark?.line == 3)
    }

    @Test(arguments: [
        ("1234567bit", "1234000"), ("1mibit", "1048000"), ("1mbps", "8000000"), ("999999bit", "999992"),
        ("12345678901bit", "12345000000"), ("1.5mbit", "1500000"), ("10gbit", "10000000000"),
    ])
    func ratesAreComparedAsTheKernelPrintsThem(written: String, shown: String) throws {
        let tree = try platform.parse("class add dev a parent 1: classid 1:1 htb rate \(written)", file: "t")
        #expect(tree.objects.first?.properties["rate"] == shown)
        let again = try platform.parse("class add dev a parent 1: classid 1:1 htb rate \(shown)bit", file: "t")
        #expect(again.objects.first?.properties["rate"] == shown)
    }

    @Test(arguments: [
        "class replace dev lan0 parent 1:99 classid 1:98 htb rate 1mbit",
        "class del dev lan0 classid 1:1", "filter del dev lan0 parent 1: protocol ip prio 1 u32",
        "class replace dev lan0 parent 1: classid 1:10000 htb rate 1mbit",
        "class replace dev lan0 classid 1:5 htb rate 0",
        "class replace dev lan0 parent 1:1 classid 1:10 htb rate 20mbit ceil 5mbit",
        "class replace dev 'a;b' classid 1:1 htb rate 1mbit",
        "qdisc replace dev lan0 root handle 1: htb default 10; reboot", "reboot",
        "class replace dev $(x) classid 1:1 htb rate 1mbit",
        "ip link add link lan0 name lan0.20 type vlan id 4095", "ip address add 10.1.1.1 dev lan0",
        "class replace dev lan0 parent 1:1 classid 1:10 htb rate 1foo", "qdisc replace dev lan0 root handle 1: cake",
    ])
    func whatTheKernelWouldTakeWronglyOrNotIsRefusedWithItsPlace(line: String) throws {
        let found = #expect(throws: Diagnostics.self) { _ = try self.change(self.office, line) }
        #expect(found?.items.allSatisfy { $0.mark != nil } == true, "\(line)")
    }

    @Test func minorNumbersAreHexadecimal() throws {
        let tree = try platform.parse("qdisc add dev a root handle 1: htb default 30", file: "t")
        #expect(tree.objects.first?.properties["default"] == "0x30")
    }

    @Test func aRootThatChangesIsBuiltAnewWithAWarningAndInOrder() throws {
        let change = try change(office, office.replacing("0x10", with: "0x1"))
        #expect(change.commands.first?.text == "tc qdisc del dev lan0 root")
        #expect(change.commands.count == 4)
        #expect(change.warnings.contains { $0.message.contains("not shaped") })
    }

    @Test func vlanInterfacesAreMadeBeforeTheirAddressesAndRemovedAfterThem() throws {
        let text = """
            ip address add 10.1.1.1/24 dev lan0.20
            ip link add link lan0 name lan0.20 type vlan id 20
            ip link set dev lan0.20 up
            """
        let change = try change("", text)
        #expect(
            change.commands.map(\.text) == [
                "ip link add link lan0 name lan0.20 type vlan id 20", "ip link set dev lan0.20 up",
                "ip address replace 10.1.1.1/24 dev lan0.20",
            ])
        #expect(try self.change(text, "ip link del dev lan0.20").commands.map(\.text) == ["ip link del dev lan0.20"])
    }

    @Test func aScopeOwnsOnlyItsClasses() throws {
        let running = office + "\nclass replace dev lan0 parent 1:1 classid 1:20 htb rate 1mbit\n"
        let scope = try #require(ReplaceScope("tc class[dev^=lan0]"))
        let change = try change(running, office, .replace(scope))
        #expect(change.commands.map(\.text) == ["tc class del dev lan0 classid 1:20"])
    }

    private static let routed =
        "ip address replace 10.0.0.1/24 dev lan0\nip route replace 10.9.0.0/16 via 10.0.0.254 dev lan0\n"

    @Test(arguments: [
        // The network moves, shrinks, or goes, and a route that nobody named has its gateway there; a new one that never had.
        "ip address del 10.0.0.1/24 dev lan0\nip address add 10.0.1.1/24 dev lan0",
        "ip address del 10.0.0.1/24 dev lan0\nip address add 10.0.0.1/25 dev lan0",
        "ip address del 10.0.0.1/24 dev lan0",
        "ip route add 10.8.0.0/16 via 10.5.0.254 dev lan0",
    ])
    func `a route whose gateway is in no network is told`(_ text: String) throws {
        let change = try change(Self.routed, text)
        #expect(change.warnings.contains { $0.message.contains("is in no network of lan0") }, "\(change.warnings)")
    }

    @Test(arguments: [
        "ip address add 10.0.1.1/24 dev lan0", "ip route add 10.8.0.0/16 via 10.0.0.253 dev lan0",
        "ip route replace 10.5.0.254/32 dev lan0\nip route add 10.8.0.0/16 via 10.5.0.254 dev lan0",
        "ip -6 route add fd00::/16 via fe80::1 dev lan0", "ip -6 route add fd00::/16 via fd01::1 dev lan0",
        "ip route add 10.8.0.0/16 via 10.7.0.1 dev wan0",
        "ip route del 10.9.0.0/16 via 10.0.0.254 dev lan0\nip address del 10.0.0.1/24 dev lan0",
    ])
    func `of a route whose gateway is there, or of an interface that is not known, nothing is told`(
        _ text: String
    ) throws {
        let change = try change(Self.routed, text)
        #expect(!change.isEmpty && !change.warnings.contains { $0.message.contains("in no network") })
    }

    @Test func `a gateway is routed before what uses it, and removed after`() throws {
        let text = "ip route add default via 10.5.0.254 dev lan0\nip route add 10.5.0.254/32 dev lan0\n"
        let change = try change(Self.routed, text)
        #expect(
            change.commands.map(\.text) == [
                "ip route replace 10.5.0.254/32 dev lan0", "ip route replace 0.0.0.0/0 via 10.5.0.254 dev lan0",
            ])
        #expect(change.reverse.map { $0.text.contains("route del 0.0.0.0/0") } == [true, false])
    }

    @Test func `a route that goes with its interface is told, and only its own is taken back`() throws {
        let link = "ip link add link lan0 name lan0.10 type vlan id 10\n"
        let running = link + Self.routed.replacing("lan0\n", with: "lan0.10\n")
        let gone = try change(running, "ip link del lan0.10\n")
        #expect(gone.warnings.contains { $0.message.contains("10.9.0.0/16 is removed with its interface") })
        let added = try change(Self.routed, "ip route replace 10.9.0.0/16 via 10.0.0.253 dev lan0 metric 50\n")
        #expect(added.reverse.first?.text.contains("grep -q 'via 10.0.0.253 '") == true, "\(added.reverse)")
    }

    @Test func anyChangeLeadsToItsGoalAndExactlyBackOnPaper() throws {
        for seed in 0..<300 {
            var generator = ShapingGenerator(random: SeededGenerator(case: seed))
            let (old, new) = (generator.lines(), generator.lines())
            let running = try change("", ShapingGenerator.text(from: [], to: old)).after
            let intended = try platform.parse(ShapingGenerator.text(from: old, to: new), file: "new")
            let change = try platform.change(from: running, to: intended, mode: .merge, facts: facts)
            var after = running
            for object in change.after.objects { after[object.id] = object.isAbsent ? nil : object }
            #expect(try platform.change(from: after, to: intended, mode: .merge, facts: facts).isEmpty, "seed \(seed)")
            let back = try platform.change(from: after, to: change.before, mode: .exact, facts: facts)
            #expect(running.deviations(from: back.after).isEmpty, "seed \(seed)")
        }
    }

    @Test func anIncompleteOrForeignAnswerIsNoConfig() {
        for output in [
            "", "@@pita qdisc\n", "@@pita qdisc\n@@pita link\n[]\n@@pita end\n", "bash: tc: not found\n@@pita end\n",
        ] {
            #expect(throws: Diagnostics.self) {
                try platform.running(from: ["config": CommandReply(output: output)], facts: facts)
            }
        }
    }

    @Test func warningsOnStandardErrorAreNoRefusal() {
        let warned = CommandReply(
            output: "", errorOutput: "Warning: sch_htb: quantum of class 10001 is big.", exitStatus: 0)
        #expect(platform.rejection(in: warned) == nil)
        let refused = CommandReply(output: "", errorOutput: "Error: HTB class in use.", exitStatus: 2)
        #expect(platform.rejection(in: refused) == "exit status 2: Error: HTB class in use.")
    }

    @Test func `the family may be named before the object`() throws {
        let plain = "ip address add fd00::1/64 dev lan0\nip route add ::/0 via fd00::2 dev lan0\n"
        #expect(try change(plain, plain.replacing("ip ", with: "ip -6 ").replacing("::/0", with: "default")).isEmpty)
        #expect(
            try change("", "ip -6 route add default dev lan0\n").commands.map(\.text) == [
                "ip route replace ::/0 dev lan0"
            ])
        #expect(try change("", "ip -4 route add default dev lan0\n").commands.first?.text.contains("0.0.0.0/0") == true)
    }

    @Test(arguments: [
        "ip -6 address add 10.0.0.1/24 dev lan0", "ip -4 route add fd00::/64 dev lan0",
        "ip -6 route add 10.0.0.0/8 dev lan0",
        "ip rule add from 10.0.0.0/8 table 5", "ip -6 rule add from fd00::/8 table 5",
    ])
    func `what the family or Pita does not know is refused with its place`(line: String) {
        #expect { try platform.parse(line, file: "t") } throws: { "\($0)".contains("t:1:") }
    }
}
