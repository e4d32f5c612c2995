import Foundation
import PitaPlatforms
import Testing

extension Machine {
    /// Whether throughput can be measured.
    static let hasThroughput = hasTrafficControl && DeviceShell().run("command -v iperf3").exitStatus == 0
}

/// What shaping is for: as much gets through as was granted, before a change, after it, and when it is taken back.
@Suite(.enabled(if: Machine.hasThroughput, "measuring throughput needs root and iperf3"))
struct ThroughputTests {
    private let platform = LinuxPlatform()

    /// The shaping of the shipped template for one interface, in Mbit/s.
    private func shaping(_ rate: Int) -> String {
        """
        qdisc replace dev lan0 root handle 1: htb default 0x10
        class replace dev lan0 parent 1: classid 1:1 htb rate 100000000bit ceil 100000000bit
        class replace dev lan0 parent 1:1 classid 1:10 htb rate \(rate)000000bit ceil \(rate)000000bit
        """
    }

    /// What gets through from the router to the host in Mbit/s, headers of Ethernet, IP and TCP included.
    private func measured(_ router: KernelRouter, _ host: TestHost) throws -> Double {
        let reply = router.shell.run("iperf3 --json --omit 1 --time 2 --client \(host.address)")
        try #require(reply.exitStatus == 0, Comment(rawValue: reply.output + reply.errorOutput))
        let answer = try JSONSerialization.jsonObject(with: Data(reply.output.utf8)) as? [String: Any]
        let end = try #require(answer?["end"] as? [String: Any])
        let received = try #require(end["sum_received"] as? [String: Any])
        let bits = try #require(received["bits_per_second"] as? Double)
        // Of a frame of 1514 octets 1448 are data.
        return bits / 1e6 * 1514 / 1448
    }

    @Test func asMuchGetsThroughAsWasGranted() throws {
        let router = try KernelRouter()
        defer { router.remove() }
        _ = router.shell.run("ip link del lan0")
        let host = try TestHost(on: "lan0", of: router.shell, address: "10.99.0.2")
        defer { host.remove() }
        #expect(router.shell.run("ip address add 10.99.0.1/24 dev lan0").exitStatus == 0)
        let server = "\(NSTemporaryDirectory())pita-iperf-\(host.shell.namespace ?? "")"
        #expect(host.shell.run("iperf3 --server --daemon --pidfile \(server)").exitStatus == 0)
        defer { _ = host.shell.run("kill $(tr -d '\\0' < \(server)); rm -f \(server)") }

        func push(_ rate: Int) throws -> DeviceChange {
            let change = try platform.change(
                from: try router.read(), to: try platform.parse(shaping(rate), file: "t"), mode: .merge,
                facts: router.facts)
            try router.send(change.commands)
            return change
        }
        func expect(_ rate: Int) throws {
            var found: [Double] = []
            // A machine that does other things meanwhile may send less, never more.
            repeat { found.append(try measured(router, host)) } while found.count < 3 && !isNear(found, rate)
            #expect(isNear(found, rate), "\(rate) Mbit/s were granted, \(found) measured")
        }
        _ = try push(20)
        try expect(20)
        let raised = try push(50)
        try expect(50)
        try router.send(raised.reverse)
        try expect(20)
    }

    private func isNear(_ found: [Double], _ rate: Int) -> Bool {
        found.last.map { abs($0 - Double(rate)) <= Double(rate) / 10 } ?? false
    }
}
