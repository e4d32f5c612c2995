import PitaDiagnostics
import PitaPlatforms

/// The workload `growth`: for every platform a config of so many lines and of four times as many is read and compared with
/// one that differs in every second object.
///
/// - Returns: a line for each platform and size: the seconds that reading and comparing took, and how they grew: 4 is
///   linear, 16 quadratic.
func benchGrowth(lines: Int) throws -> [String] {
    try GrowthCase.all.flatMap { item -> [String] in
        let small = try item.measure(lines / 4)
        let large = try item.measure(lines)
        return [
            "\(item.name) lines=\(lines / 4) parse=\(small.parse) diff=\(small.diff) commands=\(small.commands)",
            "\(item.name) lines=\(lines) parse=\(large.parse) diff=\(large.diff) commands=\(large.commands)"
                + " growth_parse=\(large.parse / max(small.parse, 0.001))"
                + " growth_diff=\(large.diff / max(small.diff, 0.001))",
        ]
    }
}

/// A kind of config that grows.
private struct GrowthCase {
    let name: String
    let platform: any Platform
    let version: String
    let running: @Sendable (Int) -> [String]
    let intended: @Sendable (Int) -> [String]

    /// The seconds that a config of so many lines costs.
    func measure(_ count: Int) throws -> (parse: Double, diff: Double, commands: Int) {
        let facts = DeviceFacts(name: "bench", model: "-", serial: nil, version: version)
        let (old, new) = (running(count), intended(count))
        let clock = ContinuousClock()
        var tree = ConfigTree()
        let parse = try clock.measure {
            tree = try platform.parseRunning(old.joined(separator: "\n") + "\n", file: "running")
        }
        var commands = 0
        let diff = try clock.measure {
            let goal = try platform.parse(new.joined(separator: "\n") + "\n", file: "intended")
            commands =
                try platform.accountedChange(from: tree, to: goal, mode: .merge, facts: facts).commands.count
        }
        return (parse / .seconds(1), diff / .seconds(1), commands)
    }

    static let all = [
        GrowthCase(name: "routeros-queues", platform: RouterOSPlatform(), version: "7.16.1") { count in
            ["/queue simple"]
                + (0..<count).map { "add name=q\($0) target=10.\($0 >> 8 & 255).\($0 & 255).0/24 max-limit=10M/20M" }
        } intended: { count in
            ["/queue simple"]
                + (0..<count).map {
                    "add name=q\($0) target=10.\($0 >> 8 & 255).\($0 & 255).0/24 max-limit=\($0 % 2 == 0 ? 10 : 30)M/20M"
                }
        },
        GrowthCase(name: "routeros-added", platform: RouterOSPlatform(), version: "7.16.1") { _ in
            ["/queue simple"]
        } intended: { count in
            ["/queue simple"]
                + (0..<count).map { "add name=q\($0) target=10.\($0 >> 8 & 255).\($0 & 255).0/24 max-limit=10M/20M" }
        },
        GrowthCase(name: "ios-access-list", platform: IOSPlatform(), version: "17.9.4") { count in
            ["hostname sw", "ip access-list extended BIG"] + (1...count).map { " \($0 * 10) " + entry($0, 443) } + [
                "end"
            ]
        } intended: { count in
            ["ip access-list extended BIG"] + (1...count / 2).map { " \($0 * 20) " + entry($0 * 2, 8443) }
        },
        GrowthCase(name: "ios-ports", platform: IOSPlatform(), version: "17.9.4") { count in
            ["hostname sw"] + (0..<count / 5).flatMap { port($0, "a") } + ["end"]
        } intended: { count in
            (0..<count / 5).flatMap { Array(port($0, $0 % 2 == 0 ? "a" : "b").prefix(2)) }
        },
        GrowthCase(name: "frr-prefix-list", platform: FRRPlatform(), version: "8.4.4") { count in
            ["hostname r"] + (1...count).map { "ip prefix-list P seq \($0 * 5) permit \(network($0)) le 30" } + ["end"]
        } intended: { count in
            (1...count / 2).map { "ip prefix-list P seq \($0 * 10) deny \(network($0 * 2)) le 30" }
        },
        GrowthCase(name: "vrp-ports", platform: VRPPlatform(), version: "V200R019C10") { count in
            ["sysname sw", "#"]
                + (0..<count / 4).flatMap {
                    ["interface GigabitEthernet0/0/\($0 + 1)", " description a\($0)", " port link-type trunk", "#"]
                } + ["return"]
        } intended: { count in
            (0..<count / 4).flatMap {
                ["interface GigabitEthernet0/0/\($0 + 1)", " description b\($0 % 2 == 0 ? "" : "x")\($0)"]
            }
        },
        GrowthCase(name: "junos-interfaces", platform: JunosPlatform(), version: "22.4R3") { count in
            (0..<count).map {
                "set interfaces ge-0/0/\($0 / 2) unit 0 \($0 % 2 == 0 ? "description a" : "family inet address \(address($0))")"
            }
        } intended: { count in
            (0..<count / 2).map { "set interfaces ge-0/0/\($0) unit 0 description \($0 % 2 == 0 ? "a" : "b")" }
        },
        GrowthCase(name: "linux-classes", platform: LinuxPlatform(), version: "6.1.0") { count in
            ["qdisc replace dev lan0 root handle 1: htb default 10"]
                + (1...min(count, 60_000)).map {
                    "class replace dev lan0 parent 1: classid 1:\(String($0, radix: 16)) htb rate 10mbit ceil 20mbit"
                }
        } intended: { count in
            (1...min(count, 60_000) / 2).map {
                "class replace dev lan0 parent 1: classid 1:\(String($0 * 2, radix: 16)) htb rate 15mbit ceil 20mbit"
            }
        },
    ]
}

private func entry(_ number: Int, _ port: Int) -> String {
    "permit tcp host 10.\(number >> 16 & 255).\(number >> 8 & 255).\(number & 255) any eq \(port)"
}

private func network(_ number: Int) -> String { "10.\(number >> 8 & 255).\(number & 255).0/24" }

private func address(_ number: Int) -> String { "10.\(number >> 16 & 255).\(number >> 8 & 255).\(number & 255)/32" }

private func port(_ number: Int, _ text: String) -> [String] {
    [
        "interface GigabitEthernet\(number / 48 + 1)/0/\(number % 48 + 1)", " description \(text)\(number)",
        " switchport access vlan \(number % 4000 + 2)", " switchport mode access", " switchport nonegotiate",
    ]
}
