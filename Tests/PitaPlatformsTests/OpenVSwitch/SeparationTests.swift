import PitaPlatforms
import Testing

/// What VLANs are for: hosts that a change parts can't reach each other, and can again when it is taken back.
@Suite(.enabled(if: Machine.hasOpenVSwitch && Machine.hasPing, "a switch of one's own needs root and Open vSwitch"))
struct SeparationTests {
    private let platform = OpenVSwitchPlatform()

    @Test func hostsOfTwoVLANsCantPingEachOtherAndThoseOfOneCan() throws {
        let device = try RealSwitch()
        defer { device.remove() }
        let hosts = try (1...3).map {
            try TestHost(on: "p\($0)", of: device.shell, address: "10.99.0.\($0)")
        }
        defer { for host in hosts { host.remove() } }
        func change(_ text: String) throws -> DeviceChange {
            try platform.change(
                from: try device.read(), to: try platform.parse(text, file: "t"), mode: .merge, facts: device.facts)
        }
        let ports = ["p1", "p2", "p3"].map { "add-port br0 \($0)" }.joined(separator: " -- ")
        try device.send(try change("add-br br0 -- set bridge br0 datapath_type=netdev -- \(ports)").commands)
        #expect(hosts[0].reaches(hosts[1]))
        #expect(hosts[0].reaches(hosts[2]))

        let parted = try change("set port p1 tag=110 -- set port p2 tag=110 -- set port p3 tag=120")
        try device.send(parted.commands)
        #expect(hosts[0].reaches(hosts[1]))
        #expect(hosts[0].isCutOff(from: hosts[2]))
        #expect(hosts[2].isCutOff(from: hosts[1]))

        try device.send(parted.reverse)
        #expect(hosts[0].reaches(hosts[1]))
        #expect(hosts[0].reaches(hosts[2]))
    }
}
