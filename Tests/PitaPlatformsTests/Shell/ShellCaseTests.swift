import Foundation
import PitaDiagnostics
import Testing

@testable import PitaPlatforms

/// Situations of Linux and Open vSwitch that other tools were reported to get wrong, each a running and an intended config.
struct ShellCaseTests {
    private func change(
        _ platform: any Platform, _ folder: String, _ running: String, _ intended: String, without: String? = nil
    ) throws -> DeviceChange {
        let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        func text(_ name: String) throws -> String {
            let data = try Data(contentsOf: fixtures.appending(path: "Fixtures/\(folder)/cases/\(name)"))
            return String(decoding: data, as: UTF8.self)
        }
        let lines = try text(intended).split(separator: "\n").filter { line in
            without.map { !line.contains($0) } ?? true
        }
        return try platform.accountedChange(
            from: platform.parseRunning(text(running), file: running),
            to: platform.parse(lines.joined(separator: "\n"), file: intended), mode: .merge,
            facts: DeviceFacts(name: "-", model: "-", serial: nil, version: "6.1.0"))
    }

    private func said(_ commands: [DeviceCommand]) -> [String] {
        commands.map { $0.text.replacing("sudo -n sh -c ", with: "").trimmingCharacters(in: ["'"]) }
    }

    @Test func `rates are compared as rates, and octets a second are octets`() throws {
        let change = try change(LinuxPlatform(), "linux", "units.running", "units.intended")
        let head = "tc class replace dev eth0 parent 1:1 classid 1:10 htb rate"
        #expect(said(change.commands) == ["\(head) 4800000bit ceil 4800000bit"])
        #expect(said(change.reverse) == ["\(head) 600000bit ceil 600000bit"])
    }

    @Test func `what the kernel drops with the first address of a network is said again, there and back`() throws {
        let change = try change(LinuxPlatform(), "linux", "addr.running", "addr.intended", without: "vlan id")
        let forward = said(change.commands)
        let gone = try #require(forward.firstIndex(of: "ip address del 10.0.0.1/24 dev lan0"))
        #expect(forward[gone...].contains("ip address replace 10.0.0.2/24 dev lan0"))
        #expect(forward[gone...].contains("ip route replace 0.0.0.0/0 via 10.0.0.253 dev lan0"))
        let back = said(change.reverse)
        #expect(back.last == "ip route replace 0.0.0.0/0 via 10.0.0.254 dev lan0")
        #expect(back.contains("ip address replace 10.0.0.1/24 dev lan0"))
    }

    @Test func `a VLAN with a zero in front, which ip reads as octal, is refused with its place`() throws {
        let error = #expect(throws: Diagnostics.self) {
            try change(LinuxPlatform(), "linux", "addr.running", "addr.intended")
        }
        let item = try #require(error?.items.first)
        #expect(item.message.contains("`020` is no VLAN"), "\(item)")
    }

    @Test(arguments: ["trunk.intended", "trunk2.intended"])
    func `an access port becomes a trunk in one transaction, and ranges are numbers`(_ intended: String) throws {
        let change = try change(OpenVSwitchPlatform(), "openvswitch", "trunk.running", intended)
        #expect(change.commands.count == 1)
        #expect(said(change.commands).first?.contains("-- set port p1 trunks=10,30,31,32 vlan_mode=trunk") == true)
        let back = said(change.reverse).joined()
        #expect(back.contains("-- set port p1 vlan_mode=access;") && back.contains("-- clear port p1 trunks;"))
        guard intended == "trunk.intended" else { return }
        #expect(said(change.commands).joined().contains(#"external_ids:ket="baru, \"dua\" kata=ya""#))
        #expect(back.contains("set port p2 trunks=10,20,30") && back.contains("external_ids:ket=lama"))
    }

    @Test func `one VLAN is not taken out of a set, and the form to write is said`() throws {
        let error = #expect(throws: Diagnostics.self) {
            try change(OpenVSwitchPlatform(), "openvswitch", "trunk.running", "trunk3.intended")
        }
        let item = try #require(error?.items.first)
        #expect(item.hint?.contains("set port X trunks=10,20") == true, "\(item)")
    }
}
