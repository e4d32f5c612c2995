import Testing

@testable import PitaLab

/// `/ping` and the routes that it goes by.
@Suite struct PingTests {
    /// A router that stands in 10.9.9.0/30 and reaches 10.11.0.0/24 over its neighbour.
    private func bench(version: String = "7.16.1") -> Bench {
        let bench = Bench(version: version)
        bench.run("/ip address add address=10.9.9.2/30 interface=ether1")
        bench.run("/ip route add dst-address=10.11.0.0/24 gateway=10.9.9.1")
        return bench
    }

    private func routes(_ bench: Bench, _ prefix: String) -> String {
        let line = ":put (\"pita-route \" . [:tostr [/ip route get $r gateway]])"
        let isOld = bench.router.version.major < 7
        let table = isOld ? "" : " routing-table=\"main\""
        let body = isOld ? ":if ([:len [/ip route get $r routing-mark]] = 0) do={ \(line) }" : line
        return bench.run(
            ":foreach r in=[/ip route find where dst-address=\"\(prefix)\" active=yes\(table)] do={ \(body) }; "
                + ":put \"pita-end-of-routes\"")
    }

    @Test(arguments: ["7.16.1", "6.49.17"])
    func `a host behind a route answers, and one behind none does not`(version: String) {
        let bench = bench(version: version)
        #expect(
            bench.run("/ping address=10.11.0.5 count=2").hasSuffix(
                "sent=2 received=2 packet-loss=0% min-rtt=1ms avg-rtt=1ms max-rtt=1ms\n"))
        #expect(bench.run("/ping address=10.9.9.2 count=1").contains("received=1"))
        let none = bench.run("/ping address=192.0.2.1 count=2")
        #expect(none.contains("no route to host\n"))
        #expect(none.hasSuffix("    sent=2 received=0 packet-loss=100%\n"))
        #expect(bench.run(":put [/ping 192.0.2.1 count=1]").hasSuffix("\n0\n"))
    }

    @Test func `hosts that are silent time out`() {
        let bench = bench()
        bench.router.surroundings.hostsAnswer = { false }
        let answer = bench.run("/ping address=10.11.0.5 count=1")
        #expect(answer.contains(" timeout\n"))
        #expect(answer.hasSuffix("sent=1 received=0 packet-loss=100%\n"))
    }

    @Test func `an address of its own answers only as long as its interface runs`() {
        let bench = bench()
        bench.run("/interface ethernet disable ether1")
        #expect(bench.run("/ping address=10.9.9.2 count=1").contains("no route to host"))
        #expect(routes(bench, "10.9.9.0/30") == "pita-end-of-routes\n")
        #expect(routes(bench, "10.11.0.0/24") == "pita-end-of-routes\n")
    }

    @Test(arguments: [
        ("/ping address=x count=1", "invalid value for argument address (/ping; line 1)\n"),
        (
            "/ping address=10.11.0.5 count=1 interface=none",
            "input does not match any value of interface (/ping; line 1)\n"
        ),
        ("/ping address=10.11.0.5 cnt=1", "expected end of command (line 1 column 25)\n"),
        ("/ping address=10.11.0.5", "action timed out (/ping; line 1)\n"),
    ])
    func `a wrong ping is refused`(line: String, answer: String) {
        #expect(bench().run(line) == answer)
    }

    @Test func `a source that is no address of the router makes no socket`() {
        #expect(bench().run("/ping address=10.11.0.5 count=1 src-address=10.1.1.1").contains("could not make socket"))
        #expect(bench().run("/ping address=10.11.0.5 count=1 src-address=10.9.9.2").contains("received=1"))
    }

    @Test func `routes of other tables are told apart in both versions`() {
        let (new, old) = (bench(), bench(version: "6.49.17"))
        new.run("/ip route add dst-address=10.13.0.0/24 gateway=10.9.9.1 routing-table=lain")
        old.run("/ip route add dst-address=10.13.0.0/24 gateway=10.9.9.1 routing-mark=lain")
        for bench in [new, old] {
            #expect(routes(bench, "10.13.0.0/24") == "pita-end-of-routes\n")
            #expect(routes(bench, "10.11.0.0/24") == "pita-route 10.9.9.1\npita-end-of-routes\n")
        }
    }

    @Test(arguments: ["7.16.1", "6.49.17"])
    func `only routes that are followed are active`(version: String) {
        let bench = bench(version: version)
        #expect(routes(bench, "10.11.0.0/24") == "pita-route 10.9.9.1\npita-end-of-routes\n")
        #expect(routes(bench, "10.9.9.0/30") == "pita-route ether1\npita-end-of-routes\n")
        bench.run("/ip route add dst-address=10.12.0.0/24 gateway=10.7.7.1")
        #expect(routes(bench, "10.12.0.0/24") == "pita-end-of-routes\n")
        bench.run("/ip route set [find where dst-address=\"10.11.0.0/24\"] disabled=yes")
        #expect(routes(bench, "10.11.0.0/24") == "pita-end-of-routes\n")
    }

    @Test func `of two routes the nearer is active, and the other when it goes`() {
        let bench = bench()
        bench.run("/ip route add dst-address=10.11.0.0/24 gateway=ether1 distance=10")
        #expect(routes(bench, "10.11.0.0/24") == "pita-route 10.9.9.1\npita-end-of-routes\n")
        bench.run("/ip route remove [find where gateway=\"10.9.9.1\"]")
        #expect(routes(bench, "10.11.0.0/24") == "pita-route ether1\npita-end-of-routes\n")
    }

    @Test func `a route that is there by itself is printed, neither exported nor removed`() {
        let bench = bench()
        #expect(bench.run("/ip route print terse").contains("DAc "))
        #expect(!bench.export().contains("dst-address=10.9.9.0/30"))
        #expect(bench.run("/ip route remove [find where dst-address=\"10.9.9.0/30\"]").hasPrefix("no such item"))
    }
}
