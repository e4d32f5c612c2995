import Testing

@testable import PitaLab

/// Huawei devices behind a real sshd, spoken to with the system's client.
@Suite(.serialized) struct VRPDialogueTests {
    private func lab() throws -> ConsoleLab {
        let devices = [
            ("sw-ce", "CE6881-48S6CQ", "V200R020C10SPC600"), ("sw-s", "S5735-L24T4S-A", "V200R019C10SPC500"),
        ]
        return try ConsoleLab(
            "vrp",
            devices.map { name, board, version in
                var device = ExampleConsoles.device(
                    name, .vrp, "", version: version, board: board, serial: "2102" + name,
                    ports: ExampleConsoles.ports(board: board), commands: ["sysname \(name)", "vlan batch 10 20"])
                // A minute of the device's timers lasts a second.
                device.minute = 1
                device.loads[device.ports[1]] = .init(received: 8e6, sent: 4e6)
                return device
            })
    }

    @Test func `sessions page, save, and undo what was not confirmed when nobody is there`() throws {
        let lab = try lab()
        let session = try lab.open("sw-s")
        #expect(session.receive(until: "<sw-s>").hasSuffix("\r\n<sw-s>"))
        let paged = session.run("display current-configuration", until: "  ---- More ----")
        #expect(paged.hasPrefix("display current-configuration\r\n[V200R019C10SPC500]\r\n#\r\nsysname sw-s\r\n"))
        session.send("q")
        #expect(
            session.receive(until: "<sw-s>") == "\u{1B}[16D" + String(repeating: " ", count: 16) + "\u{1B}[16D<sw-s>")
        let saved = try lab.truth("sw-s")
        _ = session.run("system-view", until: "[sw-s]")
        _ = session.run("vlan batch 30", until: "[sw-s]")
        _ = session.run("return", until: "<sw-s>")
        _ = session.run("schedule reboot delay 2", until: "[Y/N]:")
        _ = session.run("n", until: "confirm?[Y/N]:")
        _ = session.run("y", until: "<sw-s>")
        #expect(try lab.truth("sw-s") != saved)
        #expect(try lab.waits { try lab.truth("sw-s") == saved })

        let other = try lab.open("sw-ce")
        _ = other.receive(until: "<sw-ce>")
        let before = try lab.truth("sw-ce")
        _ = other.run("system-view", until: "[~sw-ce]")
        _ = other.run("vlan batch 30", until: "[*sw-ce]")
        #expect(try lab.truth("sw-ce") == before)
        #expect(other.run("commit trial 120", until: "[~sw-ce]").contains("is not confirmed in 120 seconds."))
        #expect(try lab.truth("sw-ce") != before)
        other.end()
        #expect(try lab.waits { try lab.truth("sw-ce") == before })
        #expect(try lab.get("sw-ce", ".1.3.6.1.2.1.1.1.0").contains("Huawei Versatile Routing Platform Software"))
        #expect(try lab.exec("sw-ce", "display esn") == "ESN of slot 1: 2102sw-ce\r\n")
    }
}
