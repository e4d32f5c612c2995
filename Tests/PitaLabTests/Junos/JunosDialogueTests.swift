import Testing

@testable import PitaLab

/// A Junos router behind a real sshd, spoken to with the system's client.
@Suite(.serialized) struct JunosDialogueTests {
    @Test func `a session loads, commits, and is undone when nobody is there`() throws {
        var device = ExampleConsoles.device(
            "rtr-uji", .junos, "", version: "22.4R3-S2.11", board: "SRX300", serial: "CV0000000001",
            ports: ExampleConsoles.ports(board: "SRX300"), commands: JunosBench.office)
        // A minute of the device's timers lasts a second.
        device.minute = 1
        device.loads["ge-0/0/0"] = .init(received: 8e6, sent: 4e6)
        let lab = try ConsoleLab("junos", [device])
        let before = try lab.truth("rtr-uji")
        let session = try lab.open("rtr-uji")
        let operational = "admin@rtr-uji> "
        let configuring = "admin@rtr-uji# "
        #expect(session.receive(until: operational).hasPrefix("--- JUNOS 22.4R3-S2.11 built"))
        // A blank ends the shortened words.
        #expect(
            session.run("sh ver", until: operational).hasPrefix("show ver\r\nHostname: rtr-uji\r\nModel: srx300\r\n"))
        _ = session.run("set cli screen-length 0", until: operational)
        _ = session.run("set cli complete-on-space off", until: operational)
        #expect(session.run("configure exclusive", until: configuring).contains("\r\n[edit]\r\n"))
        session.send("load set terminal\n")
        _ = session.receive(until: "end input]\r\n")
        session.send("set interfaces ge-0/0/3 description \"Ruang arsip?\"\nset vlans A vlan-id 20\n\u{4}")
        #expect(session.receive(until: configuring).contains("load complete\r\n"))
        #expect(try lab.truth("rtr-uji") == before)
        #expect(session.run("commit confirmed 2", until: configuring).contains("commit complete\r\n"))
        #expect(try lab.truth("rtr-uji").contains("\"Ruang arsip?\""))
        session.end()
        #expect(try lab.waits { try lab.truth("rtr-uji") == before })
        #expect(try lab.exec("rtr-uji", "show system commit").contains("by root via other"))
        // The lock went with the session.
        let other = try lab.open("rtr-uji")
        _ = other.receive(until: operational)
        #expect(other.run("configure private", until: configuring).contains("Entering configuration mode"))
        #expect(try lab.get("rtr-uji", ".1.3.6.1.2.1.1.1.0").contains("kernel JUNOS"))
    }
}
