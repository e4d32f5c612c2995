import Foundation
import PitaDiagnostics
import PitaNetwork
import Testing

@testable import PitaInventory

/// The office that the project ships, read from disk.
enum ExampleOffice {
    static let directory = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    static func load() throws -> Office { try Office.load(directory: directory) }
}

@Suite struct ExampleOfficeTests {
    @Test func `the example office loads without a diagnostic`() throws {
        let office = try ExampleOffice.load()
        #expect(office.warnings.map(\.description) == [])
        #expect(office.segmentNames.count == 12)
        #expect(office.deviceNames.count == 3 + 12 * 2 + 8)
        #expect(office.deviceNames.prefix(3) == ["rtr-inti", "sw-dist-utara", "sw-dist-selatan"])
        #expect(Set(office.users.keys) == ["perencana", "pelaksana", "kasi", "kabid", "kadis"])
        #expect(office.policy.capacity.window == .seconds(60))
        #expect(office.zone == .wib)
    }

    @Test func `the example office says what the lab is`() throws {
        let office = try ExampleOffice.load()
        let disdik = try #require(office.segment("disdik"))
        #expect(disdik.allocation == BandwidthPair("20M/10M"))
        #expect(disdik.vlan == VLANID(110))
        #expect(disdik.side == "sw-dist-utara")
        #expect(office.links(of: disdik).map(\.name) == ["access-disdik", "trunk-utara", "isp-utama"])
        #expect(office.devices(of: disdik).map(\.id) == ["rtr-disdik", "sw-disdik", "sw-disdik-2"])
        let isp = try #require(office.link("isp-utama"))
        let down = office.allocations(crossing: isp).reduce(0) { $0 + $1.allocation.download.bitsPerSecond }
        #expect(down == 205_000_000)
        let old = try #require(office.device("rtr-dpupr"))
        #expect(old.connection.snmp.access == .community(CredentialReference(.environment("PITA_SNMP_COMMUNITY"))))
        #expect(old.connection.ssh.port == 10022)
        let address = try #require(Address("127.20.12.1"))
        let router = try #require(office.device(managedAt: address))
        #expect(router.name.text == "rtr-dinkes")
        guard case .user(let user) = router.connection.snmp.access else {
            Issue.record("rtr-dinkes must speak SNMPv3")
            return
        }
        #expect(user.authentication?.algorithm == .sha256)
        #expect(user.privacy?.algorithm == .aes128)
    }
}
