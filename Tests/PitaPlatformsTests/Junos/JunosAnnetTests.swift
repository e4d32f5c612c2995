import PitaDiagnostics
import Testing

@testable import PitaPlatforms

/// What another planner of Junos changes, annet, makes of the same pairs of configs, carried out by the same device.
@Suite(.enabled("annet is installed: Packaging/install-annet") { Annet.isInstalled })
struct JunosAnnetTests {
    private static let base = """
        system {
            ntp {
                server 10.0.0.5 prefer;
            }
            name-server {
                10.0.0.7;
                10.0.0.8;
            }
        }
        interfaces {
            ge-0/0/0 {
                description lama;
                unit 0 {
                    family inet {
                        filter {
                            input F;
                        }
                        address 10.0.0.1/24;
                    }
                }
            }
            ge-0/0/1 {
                unit 0 {
                    family ethernet-switching {
                        interface-mode trunk;
                        vlan {
                            members [ 10-13 20 ];
                        }
                    }
                }
            }
        }
        protocols {
            bgp {
                group G {
                    import [ A B ];
                }
            }
        }
        routing-options {
            static {
                route 10.20.0.0/16 {
                    next-hop 10.0.0.2;
                    preference 10;
                }
            }
        }
        firewall {
            policer P {
                if-exceeding {
                    bandwidth-limit 10m;
                    burst-size-limit 625k;
                }
                then discard;
            }
            family inet {
                filter F {
                    term A {
                        from {
                            source-address {
                                10.1.0.0/16;
                            }
                        }
                        then accept;
                    }
                    term C {
                        then discard;
                    }
                }
            }
        }
        vlans {
            disdik {
                vlan-id 110;
                description Lama;
            }
        }

        """

    /// Pairs, by what is written in another's place, that lead both to the same config.
    static let plain: [(name: String, old: String, new: String)] = [
        ("a description", "description lama;", "description baru;"),
        ("no description", "        description lama;\n", ""),
        ("an address", "address 10.0.0.1/24;", "address 10.0.0.9/24;"),
        ("an address more", "address 10.0.0.1/24;", "address 10.0.0.1/24;\n                address 10.0.5.1/24;"),
        ("no address", "                address 10.0.0.1/24;\n", ""),
        ("no filter on a unit", "                filter {\n                    input F;\n                }\n", ""),
        ("a rate", "bandwidth-limit 10m;", "bandwidth-limit 20m;"),
        ("a number out of a range", "[ 10-13 20 ]", "[ 10-11 13 20 ]"),
        ("a range more", "[ 10-13 20 ]", "[ 10-13 20 30-35 ]"),
        ("a policy in the middle", "[ A B ]", "[ A C B ]"), ("policies in another order", "[ A B ]", "[ B A ]"),
        ("a policy less", "[ A B ]", "B"), ("a next hop", "next-hop 10.0.0.2;", "next-hop 10.0.0.3;"),
        ("a preference", "            preference 10;\n", ""),
        (
            "a term in the middle", "            term C {",
            "            term B {\n                then accept;\n            }\n            term C {"
        ),
        ("a verdict", "then accept;", "then discard;"),
        ("a VLAN", "vlans {\n", "vlans {\n    dinkes {\n        vlan-id 120;\n    }\n"),
        ("a VLAN that sleeps", "    disdik {", "    inactive: disdik {"),
        ("a port", "    ge-0/0/1 {", "    ge-0/0/2 {\n        description tiga;\n    }\n    ge-0/0/1 {"),
    ]

    /// Where what a device keeps, or takes as the same, has to be known; why, says each.
    static let known: [(why: String, old: String, new: String)] = [
        ("servers are asked in turn", "10.0.0.7;\n        10.0.0.8;", "10.0.0.8;\n        10.0.0.7;"),
        ("a flag of an entry goes without the entry", "server 10.0.0.5 prefer;", "server 10.0.0.5;"),
    ]

    private func device(_ text: String) throws -> MiniJunos {
        var device = MiniJunos()
        let lines = Self.flat(text).map { $0 + "\n" }.joined()
        let refusal = device.run("configure exclusive", lines + "commit and-quit\n")
        try #require(refusal == nil, "\(refusal ?? "")")
        return device
    }

    /// Lines of `set` for blocks, as simply as these are written.
    private static func flat(_ text: String) -> [String] {
        var path: [String] = []
        var lines: [String] = []
        var asleep: [String] = []
        for line in text.split(separator: "\n") {
            var words = line.split { " ;{".contains($0) }.map(String.init)
            if words == ["}"] {
                path.removeLast()
                continue
            }
            let isAsleep = words.first == "inactive:"
            if isAsleep { words.removeFirst() }
            let own = (path + [words.joined(separator: " ")]).joined(separator: " ")
            if isAsleep { asleep.append("deactivate \(own)") }
            if line.hasSuffix("{") {
                path.append(words.joined(separator: " "))
            } else if let open = words.firstIndex(of: "[") {
                let head = (path + words[..<open]).joined(separator: " ")
                lines += words[(open + 1)...].dropLast().map { "set \(head) \($0)" }
            } else {
                lines.append("set \(own)")
            }
        }
        return lines + asleep
    }

    private func ours(_ old: MiniJunos, _ new: MiniJunos) throws -> MiniJunos {
        let platform = JunosPlatform()
        func tree(_ device: MiniJunos) throws -> ConfigTree { try platform.parseRunning(device.listing, file: "t") }
        let (from, to) = try (tree(old), tree(new))
        let gone = from.objects.filter { to[$0.id] == nil }.map {
            ConfigObject(id: $0.id, properties: [:], isAbsent: true)
        }
        let change = try platform.change(
            from: from, to: ConfigTree(to.objects + gone), mode: .exact, facts: JunosTextTests.facts)
        var device = old
        for command in change.commands {
            let refusal = device.run(command.text, command.input ?? "")
            #expect(refusal == nil, "\(refusal ?? "")")
        }
        return device
    }

    private func theirs(_ old: String, _ new: String, on device: MiniJunos) throws -> MiniJunos {
        var device = device
        let lines = try #require(Annet.lines(from: old, to: new, of: "Juniper MX204"))
        let refusal = device.run("configure exclusive", lines + "commit and-quit\n")
        #expect(refusal == nil, "\(refusal ?? "")")
        return device
    }

    @Test(arguments: plain.indices)
    func `both lead to the same config`(_ index: Int) throws {
        let text = Self.base.replacing(Self.plain[index].old, with: Self.plain[index].new)
        let (old, new) = try (device(Self.base), device(text))
        #expect(old != new)
        #expect(try ours(old, new) == new)
        #expect(try ours(new, old) == old)
        #expect(try theirs(Self.base, text, on: old) == new)
    }

    @Test(arguments: known.indices)
    func `what a device keeps is known to ours alone`(_ index: Int) throws {
        let item = Self.known[index]
        let text = Self.base.replacing(item.old, with: item.new)
        let (old, new) = try (device(Self.base), device(text))
        #expect(old != new)
        #expect(try ours(old, new) == new)
        // Should it learn to, the case belongs to the others.
        #expect(try theirs(Self.base, text, on: old) != new, "\(item.why)")
    }
}
