import Foundation
import PitaNetwork
import TestSupport
import Testing

@testable import PitaPlatforms

/// What a device is asked after a push, and what its answers are taken for.
struct ProbeTests {
    static let host = Address(family: .ipv4, bits: 0x0A0B_0002)
    static let ping = Probe.ping(address: host)
    static let route = Probe.route(prefix: network("10.11.0.0/24"))
    static let shells: [any Platform] = [LinuxPlatform(), OpenVSwitchPlatform()]

    static func network(_ text: String) -> Prefix {
        guard let prefix = Prefix(text) else { preconditionFailure("\(text) is no prefix") }
        return prefix
    }

    private func facts(_ version: String) -> DeviceFacts {
        DeviceFacts(name: "a", model: "b", serial: nil, version: version)
    }

    // MARK: the questions

    @Test func routerOSIsAskedInTheWordsOfItsVersion() {
        let platform = RouterOSPlatform()
        #expect(
            platform.command(for: .ping(address: Self.host, count: 5), facts: facts("7.16.1")).text
                == "/ping address=10.11.0.2 count=5")
        #expect(
            platform.command(for: .ping(address: Self.host, source: Self.host), facts: facts("6.49.17")).text
                == "/ping address=10.11.0.2 count=3 src-address=10.11.0.2")
        #expect(
            platform.command(for: Self.route, facts: facts("7.16.1")).text
                == ":foreach r in=[/ip route find where dst-address=\"10.11.0.0/24\" active=yes routing-table=\"main\"] "
                + "do={ :put (\"pita-route \" . [:tostr [/ip route get $r gateway]]) }; :put \"pita-end-of-routes\"")
        #expect(
            platform.command(for: Self.route, facts: facts("6.49.17")).text
                == ":foreach r in=[/ip route find where dst-address=\"10.11.0.0/24\" active=yes] "
                + "do={ :if ([:len [/ip route get $r routing-mark]] = 0) do={ "
                + ":put (\"pita-route \" . [:tostr [/ip route get $r gateway]]) } }; :put \"pita-end-of-routes\"")
        #expect(
            platform.command(for: .route(prefix: Self.network("2001:db8::/32")), facts: facts("7.16.1")).text
                .contains("/ipv6 route find where dst-address=\"2001:db8::/32\""))
    }

    @Test func aCountOutsideOfWhatAPingMaySendIsMovedToTheNearerEnd() {
        let platform = LinuxPlatform()
        for (count, sent) in [(0, 1), (-5, 1), (1_000_000, 20), (.max, 20), (7, 7)] {
            let command = platform.command(for: .ping(address: Self.host, count: count), facts: facts("6.1"))
            #expect(command.text.contains(" -c \(sent) "))
            #expect(command.mayFail)
        }
    }

    @Test func aProbeSaysWhatItAsks() {
        #expect(Self.ping.description == "ping 10.11.0.2")
        #expect(Probe.ping(address: Self.host, source: Self.host).description == "ping 10.11.0.2 from 10.11.0.2")
        #expect(Self.route.description == "route to 10.11.0.0/24")
    }

    // MARK: RouterOS's answers

    static func table(_ rows: String, _ statistics: String) -> String {
        "  SEQ HOST                                     SIZE TTL TIME       STATUS\r\n\(rows)\r\n    \(statistics)\r\n"
    }

    static let answered = "    0 10.11.0.2                                  56  64 1ms"
    static let timedOut = "    0 10.11.0.2                                                 timeout"

    @Test(arguments: [
        (table(answered, "sent=3 received=3 packet-loss=0% min-rtt=1ms avg-rtt=1ms max-rtt=2ms"), true, "3 of 3"),
        (table(answered, "sent=3 received=2 packet-loss=33% min-rtt=1ms avg-rtt=1ms max-rtt=2ms"), true, "2 of 3"),
        (table(timedOut, "sent=3 received=1 packet-loss=66% min-rtt=1ms avg-rtt=1ms max-rtt=2ms"), false, "1 of 3"),
        (table(timedOut, "sent=3 received=0 packet-loss=100%"), false, "0 of 3"),
        (table(timedOut, "sent=1 received=1 packet-loss=0%"), false, "1 of 3"),
        (
            table(answered, "sent=3 received=3 packet-loss=0%") + "17:20:06 echo: system,error,critical sent=3\r\n",
            true, "3 of 3"
        ),
    ])
    func theStatisticsOfRouterOSAreTaken(_ output: String, _ isPassed: Bool, _ words: String) {
        let finding = RouterOSPlatform().finding(of: Self.ping, in: CommandReply(output: output))
        #expect(finding.isPassed == isPassed)
        #expect(finding.sentence == "\(words) packets to 10.11.0.2 were answered")
    }

    @Test(arguments: [
        ("", "ping 10.11.0.2: the answer has no statistics"),
        (answered + "\r\n", "ping 10.11.0.2: the answer has no statistics"),
        (table(answered, "sent=3 received=3"), "ping 10.11.0.2: the answer has no statistics"),
        (table(answered, "sent=3 received=-3 packet-loss=0%"), "ping 10.11.0.2: the answer has no statistics"),
        (table(answered, "sent=3 received=９ packet-loss=0%"), "ping 10.11.0.2: the answer has no statistics"),
        (
            table(answered, "sent=3 received=99999999999999999999999 packet-loss=0%"),
            "ping 10.11.0.2: the answer has no statistics"
        ),
        ("17:20:06 echo: x sent=3 received=3 packet-loss=0%\r\n", "ping 10.11.0.2: the answer has no statistics"),
        (
            table(answered, "sent=3 received=6 packet-loss=0%"),
            "3 packets to 10.11.0.2 were wanted, 3 sent, 6 answered"
        ),
        (
            table(answered, "sent=9 received=9 packet-loss=0%"),
            "3 packets to 10.11.0.2 were wanted, 9 sent, 9 answered"
        ),
        ("not enough permissions (9)\r\n", "ping 10.11.0.2: not enough permissions (9)"),
        (
            table(answered, "sent=3 received=3 packet-loss=0%") + "interrupted\r\n",
            "ping 10.11.0.2: interrupted"
        ),
    ])
    func anAnswerOfRouterOSThatProvesNothingDoesNotPass(_ output: String, _ sentence: String) {
        let finding = RouterOSPlatform().finding(of: Self.ping, in: CommandReply(output: output))
        #expect(finding == ProbeFinding(isPassed: false, sentence: sentence))
    }

    @Test(arguments: [
        ("pita-route 10.9.9.1\r\npita-end-of-routes\r\n", true, "the route to 10.11.0.0/24 goes by 10.9.9.1"),
        (
            "pita-route 10.9.9.1\r\n17:20:06 echo: system,info x\r\npita-route ether2\r\npita-end-of-routes\r\n", true,
            "the route to 10.11.0.0/24 goes by 10.9.9.1, ether2"
        ),
        ("pita-end-of-routes\r\n", false, "no route to 10.11.0.0/24"),
        ("pita-route \r\npita-end-of-routes\r\n", false, "the route to 10.11.0.0/24 leads nowhere"),
        ("pita-route 10.9.9.1\r\n", false, "route to 10.11.0.0/24: the answer is not complete"),
        ("", false, "route to 10.11.0.0/24: the answer is not complete"),
        (
            "bad command name ipv6 (line 1 column 18)\r\n", false,
            "route to 10.11.0.0/24: bad command name ipv6 (line 1 column 18)"
        ),
    ])
    func routesOfRouterOSCountWhenTheAnswerIsComplete(_ output: String, _ isPassed: Bool, _ sentence: String) {
        let finding = RouterOSPlatform().finding(of: Self.route, in: CommandReply(output: output))
        #expect(finding == ProbeFinding(isPassed: isPassed, sentence: sentence))
    }

    // MARK: a shell's answers

    static func statistics(_ line: String) -> String {
        "PING 10.11.0.2 (10.11.0.2) 56(84) bytes of data.\n\n--- 10.11.0.2 ping statistics ---\n\(line)\n\n"
    }

    @Test(arguments: [
        (statistics("3 packets transmitted, 3 received, 0% packet loss, time 2003ms"), 0, true, "3 of 3"),
        (statistics("3 packets transmitted, 3 packets received, 0% packet loss"), 0, true, "3 of 3"),
        (statistics("3 packets transmitted, 2 received, 33.3333% packet loss, time 2003ms"), 0, true, "2 of 3"),
        (statistics("3 packets transmitted, 1 received, 66.6667% packet loss, time 2003ms"), 0, false, "1 of 3"),
        (statistics("3 packets transmitted, 0 received, +3 errors, 100% packet loss, time 9ms"), 1, false, "0 of 3"),
        (statistics("3 packets transmitted, 3 received, +3 duplicates, 0% packet loss"), 0, true, "3 of 3"),
    ])
    func theStatisticsOfAShellsPingAreTaken(_ output: String, _ status: Int, _ isPassed: Bool, _ words: String) {
        for platform in Self.shells {
            let finding = platform.finding(of: Self.ping, in: CommandReply(output: output, exitStatus: status))
            #expect(finding.isPassed == isPassed)
            #expect(finding.sentence == "\(words) packets to 10.11.0.2 were answered")
        }
    }

    @Test(arguments: [
        CommandReply(output: "", errorOutput: "sh: 1: ping: not found", exitStatus: 127),
        CommandReply(output: "", errorOutput: "ping: connect: Network is unreachable", exitStatus: 2),
        CommandReply(output: statistics("3 packets transmitted, 3 received, 0% packet loss"), exitStatus: nil),
        CommandReply(output: statistics("3 packets transmitted, 3 received, 0% packet loss"), exitStatus: 1),
        CommandReply(output: "3 packets transmitted, 3 received, 0% packet loss\n"),
        CommandReply(output: "--- 10.11.0.2 ping statistics ---"), CommandReply(output: ""),
        CommandReply(output: statistics("-3 packets transmitted, -3 received, 0% packet loss")),
        CommandReply(output: statistics("3 packets transmitted, 4 received, 0% packet loss")),
        CommandReply(output: statistics("30000000000000000000000 packets transmitted, 3 received, 0% packet loss")),
        CommandReply(output: statistics("3 packets received, 3 packets transmitted, 0% packet loss")),
    ])
    func anAnswerOfAShellsPingThatProvesNothingDoesNotPass(_ reply: CommandReply) {
        for platform in Self.shells { #expect(!platform.finding(of: Self.ping, in: reply).isPassed) }
    }

    static func listing(_ json: String) -> String { "@@pita route\n\(json)\n@@pita end\n" }

    @Test(arguments: [
        (
            listing(#"[{"dst":"10.11.0.0/24","gateway":"10.9.9.1","dev":"wan0","flags":[]}]"#), true,
            "the route to 10.11.0.0/24 goes by 10.9.9.1 on wan0"
        ),
        (
            listing(
                #"[{"dst":"10.11.0.0/24","dev":"lan0","protocol":"kernel","scope":"link","prefsrc":"10.11.0.1","flags":[]}]"#
            ),
            true, "the route to 10.11.0.0/24 goes by lan0"
        ),
        (
            listing(
                #"[{"dst":"10.11.0.0/24","flags":[],"nexthops":[{"gateway":"10.0.0.2","dev":"a0","flags":["dead"]},"#
                    + #"{"gateway":"10.0.0.3","dev":"a1","weight":1,"flags":[]}]}]"#), true,
            "the route to 10.11.0.0/24 goes by 10.0.0.3 on a1"
        ),
        (listing("[]"), false, "no route to 10.11.0.0/24"), (listing(""), false, "no route to 10.11.0.0/24"),
        (
            listing(#"[{"dst":"10.11.0.0/24","dev":"lan0","flags":["linkdown"]}]"#), false,
            "the route to 10.11.0.0/24 is there, but its link is down"
        ),
        (
            listing(#"[{"type":"unreachable","dst":"10.11.0.0/24","flags":[]}]"#), false,
            "the route to 10.11.0.0/24 is of type `unreachable`"
        ),
        (
            listing(#"[{"dst":"10.12.0.0/24","dev":"lan0","flags":[]}]"#), false,
            "route to 10.11.0.0/24: the answer is of another route"
        ),
        (
            #"@@pita route\#n[{"dst":"10.11.0.0/24","dev":"lan0"}]"#, false,
            "route to 10.11.0.0/24: route: the answer is not complete (its end mark is missing)"
        ),
    ])
    func theRoutesThatAShellListsAreJudged(_ output: String, _ isPassed: Bool, _ sentence: String) {
        for platform in Self.shells {
            let finding = platform.finding(of: Self.route, in: CommandReply(output: output))
            #expect(finding == ProbeFinding(isPassed: isPassed, sentence: sentence))
        }
    }

    @Test func noCutOrGarbledAnswerPasses() {
        var generator = SeededGenerator(case: 17)
        let answers: [(any Platform, Probe, String)] = [
            (RouterOSPlatform(), Self.route, "pita-route 10.9.9.1\r\npita-end-of-routes\r\n"),
            (RouterOSPlatform(), Self.ping, Self.table(Self.answered, "sent=3 received=3 packet-loss=0%\r\n")),
            (LinuxPlatform(), Self.ping, Self.statistics("3 packets transmitted, 3 received, 0% packet loss")),
            (LinuxPlatform(), Self.route, Self.listing(#"[{"dst":"10.11.0.0/24","dev":"lan0","flags":[]}]"#)),
        ]
        for (platform, probe, output) in answers {
            #expect(platform.finding(of: probe, in: CommandReply(output: output)).isPassed)
            let octets = Array(output.utf8)
            let needed = octets.lastIndex { $0 > 0x20 } ?? 0
            for length in 0..<needed {
                let cut = String(decoding: octets.prefix(length), as: UTF8.self)
                let finding = platform.finding(of: probe, in: CommandReply(output: cut))
                #expect(!finding.isPassed, "\(platform.name) \(probe) after \(length) octets")
            }
            for _ in 0..<2_000 {
                let noise = (0..<Int.random(in: 0...400, using: &generator)).map { _ in
                    UInt8.random(in: 0...255, using: &generator)
                }
                let finding = platform.finding(
                    of: probe, in: CommandReply(output: String(decoding: noise, as: UTF8.self)))
                #expect(!finding.isPassed)
                #expect(!finding.sentence.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{1B}" })
            }
        }
    }

    @Test func aNameFromTheDeviceCanNotPaintTheTerminal() {
        let hostile = "pita-route \u{1B}[2J\u{202E}x\r\npita-end-of-routes\r\n"
        let finding = RouterOSPlatform().finding(of: Self.route, in: CommandReply(output: hostile))
        #expect(!finding.sentence.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
    }
}

/// Probes through a real shell, kernel and `ping`.
@Suite(.enabled(if: Machine.hasTrafficControl && Machine.hasPing, "network namespaces need root, and `ping`"))
struct RealProbeTests {
    /// Two hosts that see each other over a veth; what is asked is asked on the first.
    private func withNeighbours(_ body: (DeviceShell) throws -> Void) rethrows {
        let name = "pita-\(ProcessInfo.processInfo.processIdentifier)-\(UInt32.random(in: 0...UInt32.max))"
        let setup = """
            ip netns add \(name) && ip netns add \(name)b && ip -n \(name) link add lan0 type veth peer name lan1 && \
            ip -n \(name) link set lan1 netns \(name)b && ip -n \(name) address add 10.11.0.1/24 dev lan0 && \
            ip -n \(name)b address add 10.11.0.2/24 dev lan1 && ip -n \(name) link set lan0 up && \
            ip -n \(name)b link set lan1 up && ip -n \(name) route add 10.50.0.0/16 via 10.11.0.2 && \
            ip -n \(name) route add unreachable 10.60.0.0/16
            """
        #expect(DeviceShell().run(setup).exitStatus == 0)
        defer { _ = DeviceShell().run("ip netns del \(name); ip netns del \(name)b") }
        try body(DeviceShell(namespace: name))
    }

    @Test func aRealNeighbourAnswersAndAHostThatIsNotThereDoesNot() throws {
        try withNeighbours { shell in
            for platform in ProbeTests.shells {
                func finding(_ probe: Probe) -> ProbeFinding {
                    let facts = DeviceFacts(name: "a", model: "b", serial: nil, version: "6.1")
                    return platform.finding(of: probe, in: shell.run(platform.command(for: probe, facts: facts).text))
                }
                let (own, neighbour) = (try #require(Address("10.11.0.1")), try #require(Address("10.11.0.2")))
                let nobody = try #require(Address("10.11.0.9"))
                let elsewhere = try #require(Address("192.0.2.1"))
                #expect(
                    finding(.ping(address: neighbour, count: 1, source: own))
                        == ProbeFinding(isPassed: true, sentence: "1 of 1 packets to 10.11.0.2 were answered"))
                #expect(
                    finding(.ping(address: nobody, count: 1))
                        == ProbeFinding(isPassed: false, sentence: "0 of 1 packets to 10.11.0.9 were answered"))
                #expect(finding(.ping(address: elsewhere, count: 1)).sentence.contains("Network is unreachable"))
                #expect(!finding(.ping(address: neighbour, count: 1, source: elsewhere)).isPassed)
            }
        }
    }

    @Test func theRealKernelsRoutesAreFound() {
        withNeighbours { shell in
            for platform in ProbeTests.shells {
                func finding(_ prefix: String) -> ProbeFinding {
                    let probe = Probe.route(prefix: ProbeTests.network(prefix))
                    let facts = DeviceFacts(name: "a", model: "b", serial: nil, version: "6.1")
                    return platform.finding(of: probe, in: shell.run(platform.command(for: probe, facts: facts).text))
                }
                #expect(finding("10.50.0.0/16").sentence == "the route to 10.50.0.0/16 goes by 10.11.0.2 on lan0")
                #expect(finding("10.11.0.0/24").sentence == "the route to 10.11.0.0/24 goes by lan0")
                #expect(!finding("10.60.0.0/16").isPassed)
                #expect(finding("10.50.1.0/24").sentence == "no route to 10.50.1.0/24")
                #expect(finding("0.0.0.0/0").sentence == "no route to 0.0.0.0/0")
                #expect(finding("2001:db8::/32").sentence == "no route to 2001:db8::/32")
                #expect(finding("fe80::/64").isPassed)
            }
        }
    }
}
