import Foundation
import PitaLab
import Testing

/// Switches whose only way back is a restart: an older Catalyst without an archive, and a Huawei switch without commits.
/// They are no part of the example office.
extension LabOffice {
    /// Their names.
    static let oldCatalyst = "sw-lama-c"
    static let oldHuawei = "sw-lama-h"

    /// The devices as the lab plays them. Two of their minutes are longer than a push and shorter than a command's time.
    static var oldSwitches: [LabDevice] {
        let board = "WS-C2960-24TC-L"
        var catalyst = ExampleConsoles.device(
            oldCatalyst, .ios, address(devices[oldCatalyst] ?? 0), version: "15.0(2)SE11", board: board,
            serial: "FOC1234X0AB", ports: ExampleConsoles.ports(board: board),
            commands: [
                "hostname \(oldCatalyst)", "no ip domain lookup", "ip domain name diskominfo.contoh.example",
                "ip ssh version 2", "interface FastEthernet0/3", "description lama", "exit",
            ])
        catalyst.minute = 40
        let other = "S5735-L24T4S-A"
        var huawei = ExampleConsoles.device(
            oldHuawei, .vrp, address(devices[oldHuawei] ?? 0), version: "V200R019C00SPC500", board: other,
            serial: "2102359PWXYZ", ports: ExampleConsoles.ports(board: other),
            commands: ["sysname \(oldHuawei)", "interface GigabitEthernet0/0/3", "description lama", "quit"])
        huawei.minute = 40
        return [catalyst, huawei]
    }

    /// Runs `body` while the office has one of them, its host key and a playbook that describes a port anew.
    func withOldSwitch(_ name: String, _ text: String, _ body: () async throws -> Void) async throws {
        let (platform, port) =
            name == Self.oldCatalyst ? ("ios", "FastEthernet0/3") : ("vrp", "GigabitEthernet0/0/3")
        try "interface \(port)\n description \(text)\n".write(
            toFile: "\(office)/Templates/\(platform)/uji.j2", atomically: true, encoding: .utf8)
        let playbook = """
            name: lama
            title: Switch lama
            description: Keterangan sebuah port.
            parameters:
              segment: {type: segment, description: Segmen switch}
            mode: merge
            targets:
              - devices: segment
                role: distribution
                templates: {\(platform): \(platform)/uji.j2}
            verify: {snmp: true}

            """
        try playbook.write(toFile: "\(office)/Playbooks/lama.yaml", atomically: true, encoding: .utf8)
        let device = """
              \(name):
                platform: \(platform)
                role: distribution
                management: \(Self.address(Self.devices[name] ?? 0))
                interfaces: [\(port)]

            """
        try await edited("Inventory/segments/dinkes.yaml", { $0 + device }) {
            let enrolled = try await pita("host-key", "enrol", name, "--yes")
            try #require(enrolled.status == 0, "\(enrolled.all)")
            try await body()
        }
        try FileManager.default.removeItem(atPath: "\(office)/Playbooks/lama.yaml")
    }

    /// Plans the playbook of an old switch, and has it approved.
    func approvedOldSwitchPlan() async throws -> String { try await approvedPlan(of: "lama") }

    /// Types lines on a terminal of a device, behind Pita's back.
    func type(_ lines: [String], on device: String) async throws {
        let options = "-F none -i '\(lab)/id_ed25519' -o UserKnownHostsFile='\(lab)/known_hosts' -o BatchMode=yes"
        let text = lines.joined(separator: "\\n")
        let typed = try await Child.run([
            "/bin/bash", "-c",
            "(printf '\(text)\\n'; sleep 1) | ssh \(options) -o LogLevel=ERROR -tt -p 10022 "
                + Self.address(Self.devices[device] ?? 0),
        ])
        try #require(typed.status == 0, "\(typed.all)")
    }
}
