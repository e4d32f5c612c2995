import Foundation
import PitaDiagnostics
import PitaNetwork
import Testing

@testable import PitaPlatforms

/// What routers with FRRouting say of what an office intends.
@Suite struct FRRViewTests {
    static func fixture(_ name: String) throws -> String {
        let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: directory.appendingPathComponent("Fixtures/frr/\(name)"), encoding: .utf8)
    }

    @Test func `a recorded router says its interfaces, addresses and routes`() throws {
        let platform = FRRPlatform()
        let facts = DeviceFacts(name: "r", model: "x", serial: nil, version: "8.4.4", other: ["uid": "0"])
        var answer = try Self.fixture("rtr-tepi-dispora_8.4.4.txt")
        // An address that the kernel has and FRRouting does not say.
        answer = answer.replacing(
            "\"addr_info\":[{\"family\":\"inet\",\"local\":\"10.23.0.254\"",
            with: "\"addr_info\":[{\"family\":\"inet\",\"local\":\"10.9.0.7\",\"prefixlen\":24,\"scope\":\"global\"},"
                + "{\"family\":\"inet\",\"local\":\"10.23.0.254\"")
        let running = try platform.running(from: ["config": CommandReply(output: answer)], facts: facts)
        let view = platform.view(of: running)
        #expect(
            view.addresses.map { "\($0.interface) \($0.address)" } == [
                "eth0 10.23.0.254/24", "eth1 10.23.240.1/24", "eth1 10.23.240.2/24", "eth1 2001:db8:23::1/64",
                "eth0 10.9.0.7/24",
            ])
        #expect(
            view.routes.map { "\($0.prefix) \($0.gateway)" } == [
                "0.0.0.0/0 10.23.0.1", "10.60.0.0/16 10.23.240.9", "2001:db8:60::/48 2001:db8:23::9",
            ])
        #expect(view.interfaces.first { $0.name == "eth1" }?.description == "Gudang \"A\"")
        #expect(view.vlans.isEmpty && view.shapers.isEmpty)
        #expect(view.unexpressed.contains { $0.description == "ip route 10.61.0.0/16" })
        #expect(!view.unexpressed.map(\.description).joined().contains("rahasia"))
    }
}
