import PitaDiagnostics
import PitaPlatforms
import TestSupport
import Testing

/// What devices and people might say instead of a config: read, or refused with a place; never a crash, never a hang.
@Suite struct DamagedConfigTests {
    private static let routerOS = [
        "/queue simple", "add ", "set ", "[find ", "name=", "max-limit=1M/2M", "\\\r\n", "{", "$a", ":if (", "do={",
        "target=10.0.0.0/24", "comment=\"", "/ip address", "*1", "#error ", "pita-end-of-export", "remove ",
    ]
    private static let shell = [
        "qdisc replace dev lan0 root handle 1: htb default 10\n", "class replace dev lan0 parent 1: classid 1:1 htb ",
        "filter replace dev lan0 parent 1: ", "rate 1mbit", "u32 match ip dst 10.0.0.0/8", "flowid 1:1", "1:",
        "0xFFFFFFFF", "ip address add ", "route", "@@pita class lan0\n", "@@pita end\n", "{\"ifname\":", "[",
        "[[\"map\",",
        "add-port br0 p ", "-- ", "--id=@q create qos ", "other_config:max-rate=", "queues:0=@q", "external_ids:",
        "'\"",
        "[\"uuid\",\"", "{\"data\":[[", "\"headings\":[",
    ]
    private static let lines = [
        "interface ", "interface GigabitEthernet0/1\n", " no ", " undo ", "vlan 1-4094\n", "vlan batch 1 to 4094\n",
        " service-policy output ", " police cir 99999999999999999999\n", " qos lr outbound cir ", "!\n", "#\n", "end\n",
        "return\n", "exit\n", "quit\n", "banner motd ^C\n", "^C", "ip address 10.0.0.1 255.0.255.0\n",
        "ip route 0.0.0.0/0 ",
        "ip route-static 0.0.0.0 0 ", " switchport trunk allowed vlan add ", " port trunk allow-pass vlan ", " > ",
        "\t",
        "   ", "@@pita kernel\n", "@@pita end\n", "[{\"ifname\":", "2147483647", "password 7 ",
    ]

    private static func pieces(_ platform: any Platform) -> [String] {
        switch platform.name {
        case "routeros": routerOS
        case "linux", "openvswitch": shell
        default: lines
        }
    }

    /// Texts in the platform's language.
    func texts(_ platform: any Platform) throws -> [String] {
        switch platform.name {
        case "routeros":
            return try ["rtr-inti_7.16.1", "rtr-dpupr_6.49.17"].map(RouterOSParseTests.fixture)
        case "linux":
            return (0..<6).map { seed in
                var generator = RouterGenerator(random: SeededGenerator(case: seed))
                return RouterGenerator.text(from: [], to: generator.lines())
            }
        case "openvswitch":
            return (0..<6).map { seed in
                var generator = MiniSwitchGenerator(random: SeededGenerator(case: seed))
                return generator.step([:]).text
            }
        case "vrp":
            return try [VRPTextTests.fixture("sw-dist_V200R019.cfg")]
        case "frr":
            return (0..<6).map { seed in
                var generator = FRRGenerator(random: SeededGenerator(case: seed))
                return generator.text()
            }
        default:
            return (0..<6).map { seed in
                var generator = IOSOfficeGenerator(seed)
                return generator.lines().joined(separator: "\n") + "\n"
            }
        }
    }

    static let platforms: [any Platform] =
        [RouterOSPlatform(), LinuxPlatform(), OpenVSwitchPlatform()] + linePlatforms
    /// Those whose config is lines under lines.
    static let linePlatforms: [any Platform] =
        IOSDialect.allCases.map { IOSPlatform(dialect: $0) } + [VRPPlatform(), FRRPlatform()]

    @Test(arguments: platforms.indices)
    func `a damaged text is a config or diagnostics`(_ index: Int) throws {
        let platform = Self.platforms[index]
        let pieces = Self.pieces(platform)
        let trial = Trial.run(try texts(platform), pieces: pieces, seed: 20_261_125, cases: 200) { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            do throws(Diagnostics) {
                let tree = try platform.parse(text, file: "t")
                _ = tree.objects.map(\.id.description)
            } catch {
                for item in error.items {
                    #expect(item.mark.map { $0.line >= 1 && $0.column >= 1 } == true, "\(item)")
                    _ = item.mark.map { platform.excerpt(of: text, at: $0) }
                }
                throw error
            }
        }
        #expect(trial.isSound(["Diagnostics"]), "\(platform.name): \(trial)")
    }

    /// What a device answers when its config is read.
    private func answers(_ platform: any Platform) throws -> [String] {
        switch platform.name {
        case "routeros": return try texts(platform).map { $0 + "\r\npita-end-of-export\r\n" }
        case "linux":
            return try (0..<6).map { seed in
                var generator = RouterGenerator(random: SeededGenerator(case: seed))
                let text = RouterGenerator.text(from: [], to: generator.lines())
                let facts = DeviceFacts(name: "r", model: "x", serial: nil, version: "6.1.0", other: ["uid": "0"])
                let change = try platform.change(
                    from: ConfigTree(), to: platform.parse(text, file: "t"), mode: .merge, facts: facts)
                var router = MiniLinux()
                for command in change.commands { _ = MiniShell { router.run($0) }.run(command.text) }
                return router.listing
            }
        case "vrp": return try texts(platform)
        case "frr":
            return try texts(platform).map { text in
                "@@pita config\nCurrent configuration:\n!\n\(text)end\n@@pita kernel\n"
                    + "[{\"ifname\":\"eth0\",\"addr_info\":[{\"local\":\"10.0.0.1\",\"prefixlen\":24,\"scope\":\"global\"}]}]\n"
                    + "\n@@pita end\n"
            } + [FRRViewTests.fixture("rtr-tepi-dispora_8.4.4.txt")]
        case "ios", "eos", "rgos": return try texts(platform).map { "hostname uji\n\($0)end\n" }
        default:
            return try (0..<6).map { seed in
                var generator = MiniSwitchGenerator(random: SeededGenerator(case: seed))
                let facts = DeviceFacts(name: "s", model: "x", serial: nil, version: "3.1.0", other: ["uid": "0"])
                let change = try platform.change(
                    from: ConfigTree(), to: platform.parse(generator.step([:]).text, file: "t"), mode: .merge,
                    facts: facts)
                var device = MiniSwitch()
                for command in change.commands {
                    _ = MiniShell { $0.first == "ovs-vsctl" ? device.run(Array($0.dropFirst())) : ("", 127) }
                        .run(command.text)
                }
                return device.listing
            }
        }
    }

    @Test(arguments: platforms.indices)
    func `a damaged answer of a device is a config or diagnostics, and is planned from without a crash`(
        _ index: Int
    ) throws {
        let platform = Self.platforms[index]
        let facts = DeviceFacts(name: "d", model: "x", serial: nil, version: "7.16.1", other: ["uid": "0"])
        let intended = try platform.parse(try texts(platform)[0], file: "intended")
        let name = platform.readCommands(for: facts)[0].name
        let pieces = Self.pieces(platform)
        let trial = Trial.run(try answers(platform), pieces: pieces, seed: 77, cases: 120) { bytes in
            let reply = CommandReply(output: String(decoding: bytes, as: UTF8.self))
            let running = try platform.running(from: [name: reply], facts: facts)
            let change = try platform.change(from: running, to: intended, mode: .merge, facts: facts)
            _ = platform.rollbackGuard(for: change, facts: facts)
        }
        #expect(trial.isSound(["Diagnostics"]), "\(platform.name): \(trial)")
    }

    @Test(arguments: platforms.indices)
    func `damaged facts are facts or diagnostics`(_ index: Int) throws {
        let platform = Self.platforms[index]
        let trial = Trial.run([try Self.facts(platform.name)], pieces: Self.pieces(platform), seed: 5, cases: 500) {
            bytes in
            let reply = CommandReply(output: String(decoding: bytes, as: UTF8.self))
            let names = platform.factCommands.map(\.name)
            _ = try platform.facts(from: Dictionary(uniqueKeysWithValues: names.map { ($0, reply) }))
        }
        #expect(trial.isSound(["Diagnostics"]), "\(platform.name): \(trial)")
    }

    /// What a device of a platform says of itself.
    private static func facts(_ platform: String) throws -> String {
        let tools = [
            "linux": "tc utility, iproute2-6.1.0, libbpf 1.1.2", "openvswitch": "ovs-vsctl (Open vSwitch) 3.1.0",
            "frr": "FRRouting 8.4.4 (rtr) on Linux(6.1.0).",
        ]
        if let tool = tools[platform] {
            return
                "@@pita node\nsw-1\n@@pita kernel\n6.1.0\n@@pita machine\nx86_64\n@@pita uid\n0\n@@pita tool\n\(tool)\n"
                + "@@pita os\n@@pita model\n@@pita serial\n@@pita state\n@@pita systemd\n@@pita end\n"
        }
        switch platform {
        case "ios":
            return
                "Cisco IOS XE Software, Version 17.09.04a\nsw uptime is 1 week\ncisco C9200L-24P-4G (ARM64) processor\n"
                + "Processor board ID JAE1\n"
        case "eos": return "Arista DCS-7050\nSerial number: S1\nSoftware image version: 4.28.3M\n"
        case "rgos": return "System description : Ruijie S5750\nSystem software version : RGOS 11.4(1)B12\n"
        case "vrp": return "sysname sw\n" + (try VRPTextTests.fixture("ntc_huawei_vrp_display_version.raw"))
        default:
            return "version: 7.18.2 (stable)\r\n board-name: CCR2116\r\nname: rtr\r\nmodel: X\r\nserial-number: HX1\r\n"
                + "mode: home\r\n"
        }
    }
}
