import PitaDiagnostics
import PitaPlatforms
import Testing

/// What becomes of each line of an intended config on Linux and Open vSwitch, and what is known of it.
@Suite struct ShellAccountTests {
    private static let linuxFacts = DeviceFacts(
        name: "r", model: "x", serial: nil, version: "6.1.0",
        other: ["uid": "0"])
    private static let ovsFacts = DeviceFacts(name: "s", model: "x", serial: nil, version: "3.1.0", other: ["uid": "0"])

    private func change(_ platform: any Platform, _ running: String, _ intended: String) throws -> DeviceChange {
        try platform.accountedChange(
            from: try platform.parse(running, file: "running"), to: try platform.parse(intended, file: "intended"),
            mode: .merge, facts: platform.name == "linux" ? Self.linuxFacts : Self.ovsFacts)
    }

    private func linux(_ running: String, _ intended: String) throws -> DeviceChange {
        try change(LinuxPlatform(), running, intended)
    }

    private func ovs(_ running: String, _ intended: String) throws -> DeviceChange {
        try change(OpenVSwitchPlatform(), running, intended)
    }

    private func errors(_ work: () throws -> DeviceChange) -> [Diagnostic] {
        do {
            _ = try work()
            return []
        } catch {
            return (error as? Diagnostics)?.items ?? []
        }
    }

    // MARK: rates in any unit

    private let rates = """
        qdisc replace dev eth0 root handle 1: htb default 0x10
        class replace dev eth0 parent 1: classid 1:1 htb rate 100mbit ceil 100mbit
        class replace dev eth0 parent 1:1 classid 1:10 htb rate 600kbit ceil 600kbit
        class replace dev eth0 parent 1:1 classid 1:20 htb rate 10mbit ceil 10mbit
        class replace dev eth0 parent 1:1 classid 1:30 htb rate 4800kbit ceil 4800kbit
        """

    @Test func `rates in any unit are compared as numbers, and only the line that differs is sent`() throws {
        let change = try linux(
            rates,
            """
            qdisc replace dev eth0 root handle 1: htb default 10
            class replace dev eth0 parent 1: classid 1:1 htb rate 100000.0Kbit ceil 0.1gbit
            class replace dev eth0 parent 1:1 classid 1:10 htb rate 600Kbps ceil 600kbps
            class replace dev eth0 parent 1:1 classid 1:20 htb rate 10mbit ceil 10000kbit
            class replace dev eth0 parent 1:1 classid 1:30 htb rate 600kbps ceil 4800000
            """)
        #expect(change.accounts.map(\.outcome) == [.alreadySo, .alreadySo, .sent, .alreadySo, .alreadySo])
        #expect(change.commands.count == 1)
        #expect(change.commands.first?.text.contains("classid 1:10 htb rate 4800000bit ceil 4800000bit") == true)
        // Back is the former value.
        #expect(change.reverse.first?.text.contains("classid 1:10 htb rate 600000bit ceil 600000bit") == true)
    }

    @Test func `a unit that tc does not have is refused with its place`() {
        let found = errors {
            try linux(rates, "class replace dev eth0 parent 1:1 classid 1:10 htb rate 10M\n")
        }
        #expect(found.first?.mark?.line == 1 && found.first?.message.contains("10M") == true)
    }

    // MARK: addresses, routes, links

    private let addresses = """
        ip address replace 10.0.0.1/24 dev lan0
        ip address replace 10.0.0.2/24 dev lan0
        ip route replace default via 10.0.0.254 dev lan0
        ip link add link lan0 name lan0.010 type vlan id 10
        """

    @Test func `the first address of a subnet goes, and what the kernel drops with it is said again`() throws {
        let change = try linux(
            addresses, "ip address del 10.0.0.1/24 dev lan0\nip route replace 0.0.0.0/0 via 10.0.0.253 dev lan0\n")
        #expect(change.accounts.map(\.outcome) == [.sent, .sent])
        #expect(
            change.commands.map(\.text) == [
                "ip route replace 0.0.0.0/0 via 10.0.0.253 dev lan0", "ip address del 10.0.0.1/24 dev lan0",
                "ip address replace 10.0.0.2/24 dev lan0", "ip route replace 0.0.0.0/0 via 10.0.0.253 dev lan0",
            ])
        #expect(change.reverse.contains { $0.text == "ip route replace 0.0.0.0/0 via 10.0.0.254 dev lan0" })
    }

    @Test(arguments: ["020", "0x14", "0"]) func `a VLAN that ip would read as another number is refused`(id: String) {
        let found = errors { try linux(addresses, "ip link add link lan0 name lan0.20 type vlan id \(id)\n") }
        #expect(found.first?.mark?.line == 1 && found.first?.message.contains(id) == true)
    }

    @Test(arguments: [
        ("ip address del 10.0.0.9/24 dev lan0", false), ("ip address del 10.0.0.1/25 dev lan0", true),
        ("ip address del 10.0.0.1/24 dev lan1", true), ("ip route del 10.9.0.0/16", false),
        ("ip route del default metric 100", true), ("ip route del default via 10.0.0.253", true),
        ("ip route del default dev lan1", true), ("ip link del lan0.99", false), ("qdisc del dev lan0 root", false),
        ("class del dev eth0 classid 1:99", false), ("qdisc del dev eth0 root handle 2:", true),
    ])
    func `a removal that finds nothing is said, and is an error where something like it is there`(
        line: String, isError: Bool
    ) throws {
        let found = errors { try linux(addresses + "\n" + rates, line + "\n") }
        if isError {
            #expect(found.first?.mark?.line == 1 && found.first?.message.contains("takes back nothing") == true)
        } else {
            let change = try linux(addresses + "\n" + rates, line + "\n")
            #expect(change.isEmpty)
            #expect(change.warnings.contains { $0.message.contains("takes back what the device does not have") })
        }
    }

    @Test(arguments: ["ip route del default", "ip route del default via 10.0.0.254 dev lan0", "ip link del lan0.010"])
    func `a removal that finds its line is sent`(line: String) throws {
        let change = try linux(addresses, line + "\n")
        #expect(change.accounts.map(\.outcome) == [.sent])
        #expect(change.commands.count == 1)
    }

    // MARK: Open vSwitch

    private let ports = """
        add-br br0
        add-br br1
        add-port br0 p1 -- set port p1 vlan_mode=access tag=10
        add-port br0 p2 -- set port p2 vlan_mode=trunk trunks=10,20,30
        add-port br0 p3 -- set port p3 external_ids:ket="lama"
        """

    @Test(arguments: ["10,30-32", "[10,30,31,32]", "10,30,31,32"])
    func `a set of VLANs in any spelling is the same set`(trunks: String) throws {
        let change = try ovs(ports, "set port p1 vlan_mode=trunk trunks=\(trunks)\nset port p2 trunks=10,20,30\n")
        #expect(change.accounts.map(\.outcome) == [.sent, .alreadySo])
        #expect(change.after[ObjectID(section: "port", key: "p1")]?.properties["trunks"] == "10,30,31,32")
    }

    @Test func `quotes and commas in a text arrive as they are`() throws {
        let change = try ovs(ports, #"set port p3 external_ids:ket='"baru, \"dua\" kata=ya"'"# + "\n")
        #expect(
            change.after[
                ObjectID(
                    section: "port",
                    key: "p3")]?.properties["external_ids:ket"] == #"baru, "dua" kata=ya"#)
        #expect(change.accounts.map(\.outcome) == [.sent])
    }

    @Test func `one of a set can't be taken out, and the form to write is said`() {
        let found = errors { try ovs(ports, "remove port p2 trunks 30\n") }
        #expect(found.first?.hint?.contains("trunks=") == true)
    }

    @Test(arguments: [
        ("clear port p3 tag", false), ("remove port p3 external_ids nama", true),
        (
            "remove port p1 external_ids nama",
            false
        ),
        ("del-port p9", false), ("del-port br1 p1", true), ("del-br br9", false),
    ])
    func `what is not there to be taken back is said on a switch too`(line: String, isError: Bool) throws {
        let found = errors { try ovs(ports, line + "\n") }
        if isError {
            #expect(found.first?.message.contains("takes back nothing") == true)
        } else {
            let change = try ovs(ports, line + "\n")
            #expect(change.isEmpty)
            #expect(change.warnings.contains { $0.message.contains("takes back what the device does not have") })
        }
    }

    @Test func `if-exists says that nothing need be there`() throws {
        let change = try ovs(ports, "--if-exists del-port p9\n")
        #expect(change.isEmpty && change.warnings.isEmpty)
        #expect(change.accounts.map(\.outcome) == [.alreadySo])
    }

    @Test func `a port is taken from the bridge that is named, and from no other`() throws {
        #expect(try ovs(ports, "del-port br0 p1\n").commands.count == 1)
        #expect(try ovs(ports, "del-port p1\n").commands.count == 1)
    }

    // MARK: explain

    @Test func `each statement of Linux has its rule, and what is not managed has none`() throws {
        let text = addresses + "\n" + rates + "\nip rule add from 10.0.0.0/8 table 9\nfilter add dev eth0 broken\n"
        let lines = try LinuxPlatform().explain(text, file: "f", isRunning: false)
        #expect(lines.count == 11)
        #expect(lines.prefix(9).allSatisfy { $0.rule != nil })
        #expect(lines.suffix(2).allSatisfy { $0.rule == nil })
        #expect(lines[2].rule?.form.contains("ip route replace") == true && lines[2].section == "ip route")
    }

    @Test func `each command of Open vSwitch has its rule, and no line shows the key of a tunnel`() throws {
        let lines = try OpenVSwitchPlatform().explain(
            ports + "\nset interface t0 options:psk=rahasia\nadd bridge br0 ports x\n", file: "f", isRunning: false)
        #expect(lines.prefix(5).allSatisfy { $0.rule != nil })
        #expect(lines.suffix(2).allSatisfy { $0.rule == nil })
        #expect(!lines.contains { $0.text.contains("rahasia") })
    }

    // MARK: failures

    @Test(arguments: ["link", "address"]) func `a listing that says nothing is a failure and not an empty device`(
        part: String
    ) {
        let parts = ["qdisc", "link", "address", "route", "route6", "end"].map { name in
            "@@pita \(name)\n" + (name == "qdisc" || name == "end" || name == part ? "" : "[]\n")
        }
        #expect(throws: Diagnostics.self) {
            try LinuxPlatform().running(
                from: ["config": CommandReply(output: parts.joined())], facts: Self.linuxFacts)
        }
    }

    @Test func `no reading turns a failure into nothing`() {
        for platform in [LinuxPlatform(), OpenVSwitchPlatform()] as [any Platform] {
            for command in platform.readCommands(for: Self.linuxFacts) {
                #expect(!command.text.contains("2>/dev/null") && !command.text.contains("|| echo"))
            }
        }
    }
}
