import PitaDiagnostics
import Testing

@testable import PitaPlatforms

/// A port has one master, a bridge or a bond: it is given up before it is taken, there and back.
@Suite struct RouterOSMasterTests {
    private let platform = RouterOSPlatform()

    private func change(_ running: String, _ intended: String) throws -> DeviceChange {
        try platform.accountedChange(
            from: platform.parseRunning(running, file: "running"), to: platform.parse(intended, file: "t"),
            mode: .merge,
            facts: DeviceFacts(name: "rtr", model: "CHR", serial: nil, version: "7.16.1"))
    }

    /// Of each command its menu, what it does and to which port or bond.
    private func steps(_ commands: [DeviceCommand]) -> [String] {
        commands.compactMap { command in
            let text = command.text
            for (menu, short) in [("/interface bridge port", "port"), ("/interface bonding", "bond")] {
                for verb in ["remove", "add", "set"] {
                    guard let place = text.firstRange(of: "\(menu) \(verb) ") else { continue }
                    let key = short == "port" ? "interface=" : "name="
                    let rest = text[place.upperBound...]
                    guard let name = rest.firstRange(of: key) else { return "\(short) \(verb)" }
                    let word = rest[name.upperBound...].filter { $0 != "\"" }.prefix { $0.isLetter || $0.isNumber }
                    return "\(short) \(verb) \(word)"
                }
            }
            return nil
        }
    }

    /// What runs beside the bridge, a text, and the steps there and back.
    struct Move: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let running: String
        let text: String
        let forward: [String]
        let back: [String]
    }

    private static let moves = [
        Move(
            testDescription: "ports of a bridge become those of a bond",
            running: """
                /interface bridge port
                add bridge=bridge1 interface=ether3
                add bridge=bridge1 interface=ether4
                """,
            text: """
                /interface bridge port
                remove [find interface=ether3]
                remove [find interface=ether4]
                /interface bonding
                add mode=802.3ad name=bond2 slaves=ether3,ether4
                /interface bridge port
                add bridge=bridge1 interface=bond2
                """,
            forward: ["port remove ether4", "port remove ether3", "bond add bond2", "port add bond2"],
            back: ["port remove bond2", "bond remove bond2", "port add ether4", "port add ether3"]),
        Move(
            testDescription: "a bond takes a port from a bridge",
            running: """
                /interface bonding
                add mode=802.3ad name=bond1 slaves=ether1,ether2
                /interface bridge port
                add bridge=bridge1 interface=ether3
                """,
            text: """
                /interface bridge port
                remove [find interface=ether3]
                /interface bonding
                set [find name=bond1] slaves=ether1,ether2,ether3
                """, forward: ["port remove ether3", "bond set bond1"], back: ["bond set bond1", "port add ether3"]),
        Move(
            testDescription: "a removed bond gives its ports to a bridge",
            running: """
                /interface bonding
                add mode=802.3ad name=bond1 slaves=ether1,ether2
                /interface bridge port
                add bridge=bridge1 interface=bond1
                """,
            text: """
                /interface bridge port
                remove [find interface=bond1]
                /interface bonding
                remove [find name=bond1]
                /interface bridge port
                add bridge=bridge1 interface=ether1
                """, forward: ["port remove bond1", "bond remove bond1", "port add ether1"],
            back: ["port remove ether1", "bond add bond1", "port add bond1"]),
        Move(
            testDescription: "a bond that gives and takes comes after the one that it takes from",
            running: """
                /interface bonding
                add mode=802.3ad name=bond1 slaves=ether1,ether2
                add mode=802.3ad name=bond2 slaves=ether3,ether4
                """,
            text: """
                /interface bonding
                set [find name=bond1] slaves=ether1,ether3
                set [find name=bond2] slaves=ether4,ether5
                add mode=802.3ad name=bond3 slaves=ether2,ether6
                """, forward: ["bond set bond2", "bond set bond1", "bond add bond3"],
            back: ["bond remove bond3", "bond set bond1", "bond set bond2"]),
    ]

    @Test(arguments: moves) func `a port is released before it is taken`(_ move: Move) throws {
        let change = try change("/interface bridge\nadd name=bridge1\n" + move.running, move.text)
        #expect(steps(change.commands) == move.forward)
        #expect(steps(change.reverse) == move.back)
    }

    @Test func `a connection that is filtered by a chain without rules is told`() throws {
        let running = """
            /routing bgp connection
            add as=65001 local.role=ebgp name=isp1 output.filter-chain=o remote.address=203.0.113.1/32 templates=default
            /routing filter rule
            add chain=o comment=a rule=accept
            add chain=o comment=b rule=accept
            """
        func warnings(_ text: String) throws -> [String] {
            try change(running, "/routing filter rule\n\(text)").warnings.map(\.message)
        }
        let words = "is filtered by `output.filter-chain=o`, and the chain has no rule left"
        #expect(try warnings("remove [find chain=o]").contains { $0.contains(words) })
        #expect(try !warnings("remove [find comment=a]").contains { $0.contains(words) })
    }
}
