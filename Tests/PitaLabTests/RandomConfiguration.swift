@testable import PitaLab

/// A small generator whose draws a seed repeats.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}

/// Commands that make some valid configuration.
enum RandomConfiguration {
    static func text(_ random: inout Seeded) -> String {
        let pieces = [
            "a", "B9", " ", "\"", "\\", "$", "=", ";", "é", "?", "[x]", "(y)", "{z}", "'", "\n", "\r\n", "  ", "#",
            "pita:disdik",
        ]
        let count = Int.random(in: 0...40, using: &random)
        return (0..<count).compactMap { _ in pieces.randomElement(using: &random) }.joined()
    }

    static func quoted(_ text: String) -> String { Quoting.written(ByteText.received(text)) }

    static func commands(_ random: inout Seeded) -> [String] {
        var commands = [
            "/interface bridge add name=bridge vlan-filtering=yes",
            "/queue type add name=adil kind=pcq pcq-classifier=dst-address",
        ]
        for index in 1...8 {
            let id = index * 10
            commands.append(
                "/interface vlan add name=v\(id) interface=\(Bool.random(using: &random) ? "bridge" : "ether1") vlan-id=\(id) comment=\(quoted(text(&random)))"
            )
            commands.append(
                "/ip address add address=10.\(index).0.1/24 interface=v\(id) comment=\(quoted(text(&random)))")
            commands.append(
                "/interface bridge vlan add bridge=bridge vlan-ids=\(id) tagged=bridge,ether2 untagged=\((3...Int.random(in: 4...9, using: &random)).map { "ether\($0)" }.joined(separator: ","))"
            )
            let type = Bool.random(using: &random) ? " queue=adil/adil" : ""
            let parent = index > 4 ? " parent=q\(index - 4)" : ""
            commands.append(
                "/queue simple add name=q\(index) target=10.\(index).0.0/24,v\(id) max-limit=\(Int.random(in: 1...90, using: &random))M/\(Int.random(in: 1...90000, using: &random))k\(type)\(parent) comment=\(quoted(text(&random)))"
            )
        }
        commands.append("/system script add name=s source=\(quoted(text(&random) + text(&random) + text(&random)))")
        commands.append(
            "/system scheduler add name=e interval=\(Int.random(in: 1...99999, using: &random)) on-event=\(quoted(text(&random)))"
        )
        commands.append("/snmp community add name=c authentication-password=\(quoted("x" + text(&random)))")
        return commands
    }
}
