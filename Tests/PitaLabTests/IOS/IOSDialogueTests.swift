import Foundation
import Testing

@testable import PitaLab

/// An IOS switch behind a real sshd, spoken to with the system's client.
@Suite(.serialized) struct IOSDialogueTests {
    static let name = "sw-bkpsdm-2"

    private func lab(_ change: (inout LabDevice) -> Void = { _ in }) throws -> ConsoleLab {
        var device = try #require(ExampleOffice.bundled.devices.first { $0.name == Self.name })
        // A minute of the device's timers lasts a second.
        device.minute = 1
        change(&device)
        return try ConsoleLab("ios", [device])
    }

    @Test func `a session edits, pages, configures and is seen by another one`() throws {
        let lab = try lab()
        let session = try lab.open(Self.name)
        #expect(session.receive(until: "#") == "\r\nsw-bkpsdm-2#")
        let paged = session.run("show running-config", until: " --More-- ")
        #expect(paged.hasPrefix("show running-config\r\nBuilding configuration...\r\n\r\nCurrent configuration : "))
        session.send("q")
        let wiped = String(repeating: "\u{8}", count: 10) + String(repeating: " ", count: 10)
        #expect(session.receive(until: "#").hasPrefix(wiped))
        #expect(session.run("terminal length 0") == "terminal length 0\r\nsw-bkpsdm-2#")
        #expect(
            session.run("show running-config", until: "end\r\n\r\nsw-bkpsdm-2#").contains(" switchport mode trunk\r\n"))
        // Typed ahead: echoed and answered in order.
        session.send("configure terminal\nvlan 99\nname UJI\nend\n")
        let typed = session.receive(until: "sw-bkpsdm-2(config-vlan)#end\r\nsw-bkpsdm-2#")
        #expect(typed.contains("Enter configuration commands, one per line.  End with CNTL/Z.\r\n"))
        #expect(typed.contains("sw-bkpsdm-2(config-vlan)#name UJI\r\n"))
        #expect(try lab.exec(Self.name, "show vlan brief").contains("99   UJI "))
        #expect(try lab.truth(Self.name).contains("\nvlan 99\n name UJI\n"))
        #expect(session.run("show vlan bref").contains("\r\n                      ^\r\n% Invalid input"))
        session.send("exit\n")
        #expect(session.receive(until: "Connection").hasPrefix("exit\r\n"))
    }

    @Test func `a revert timer undoes the change when nobody is there, and tells who is`() throws {
        let lab = try lab()
        let before = try lab.truth(Self.name)
        let session = try lab.open(Self.name)
        _ = session.receive(until: "#")
        _ = session.run("configure terminal revert timer 3", until: "(config)#")
        _ = session.run("interface GigabitEthernet1/0/1", until: "(config-if)#")
        _ = session.run("switchport access vlan 77", until: "(config-if)#")
        #expect(try lab.truth(Self.name) != before)
        session.end()
        let other = try lab.open(Self.name)
        _ = other.receive(until: "#")
        #expect(other.receive(until: "Rollback Done").contains("Rollback will begin in one minute."))
        #expect(try lab.truth(Self.name) == before)
        #expect(try lab.lab("log", Self.name).text.contains("\"event\":\"fired\""))
    }

    @Test func `a scheduled restart loses what was not saved`() throws {
        let lab = try lab()
        let before = try lab.truth(Self.name)
        let session = try lab.open(Self.name)
        _ = session.receive(until: "#")
        _ = session.run("configure terminal", until: "(config)#")
        _ = session.run("vlan 88", until: "(config-vlan)#")
        _ = session.run("end")
        _ = session.run("reload in 2", until: "[yes/no]: ")
        #expect(session.run("no", until: "[confirm]").contains("Reload reason: Reload Command"))
        session.send("\n")
        #expect(session.receive(until: "#") == "\r\nsw-bkpsdm-2#")
        #expect(try lab.truth(Self.name) != before)
        #expect(try lab.waits { try lab.truth(Self.name) == before })
        #expect(try lab.waits { try lab.exec(Self.name, "show clock").contains("UTC") })
    }

    @Test func `SNMP names the device and its interfaces, and the counters move`() throws {
        let lab = try lab()
        #expect(try lab.get(Self.name, ".1.3.6.1.2.1.1.1.0").contains("Catalyst L3 Switch Software"))
        #expect(try lab.get(Self.name, ".1.3.6.1.2.1.31.1.1.1.1.10126") == "\"Gi1/1/1\"\n")
        #expect(try lab.get(Self.name, ".1.3.6.1.2.1.31.1.1.1.18.10126") == "\"uplink\"\n")
        let first = Int(try lab.get(Self.name, ".1.3.6.1.2.1.31.1.1.1.6.10126").dropLast()) ?? 0
        Clocks.sleep(0.5)
        #expect(Int(try lab.get(Self.name, ".1.3.6.1.2.1.31.1.1.1.6.10126").dropLast()) ?? 0 > first)
        #expect(first > 0)
    }

    @Test func `faults spoil what is sent and end sessions, the journal knows what was done`() throws {
        let lab = try lab()
        try lab.lab("fault", Self.name, "wrong-prompt", "echo-log")
        let session = try lab.open(Self.name)
        #expect(session.receive(until: "#") == "\r\ngudang-lama#")
        #expect(session.run("show privilege").contains("15\r\n*"))
        #expect(session.run("show clock").contains(": %LINEPROTO-5-UPDOWN: "))
        try lab.lab("fault", Self.name, "clear")
        try lab.lab("fault", Self.name, "drop-after=2")
        _ = session.run("configure terminal", until: "(config)#")
        _ = session.run("vlan 88", until: "(config-vlan)#")
        #expect(!session.run("name UJI", until: "#").contains("#"))
        #expect(try lab.truth(Self.name).contains("name UJI"))
        #expect(try lab.lab("log", Self.name).text.contains("\"text\":\"name UJI\""))
        try lab.lab("fault", Self.name, "truncate=40")
        #expect(try lab.exec(Self.name, "show running-config").utf8.count < 50)
        try lab.lab("fault", Self.name, "clear")
        try lab.lab("fault", Self.name, "reject-after=1")
        let last = try lab.open(Self.name)
        _ = last.receive(until: "#")
        _ = last.run("configure terminal", until: "(config)#")
        #expect(last.run("vlan 101").contains("Command rejected: "))
        #expect(try !lab.truth(Self.name).contains("101"))
    }

    @Test func `a busy device closes so many sessions with a word, and a talkative one logs into its answers`() throws {
        let lab = try lab()
        try lab.lab("fault", Self.name, "busy=1", "chatter", "prompt-state")
        let refused = try lab.open(Self.name)
        #expect(refused.receive(until: "remote host").hasSuffix("% Connection refused by remote host"))
        let session = try lab.open(Self.name)
        #expect(session.receive(until: "#") == "\r\nsw-bkpsdm-2(s1)#")
        #expect(session.run("show privilege", until: "15\r\n").contains("%LINK-3-UPDOWN: "))
        #expect(session.run("configure terminal", until: "(s1)(config)#").contains("End with CNTL/Z."))
    }

    @Test func `a device that asks for a password lets nothing be changed before`() throws {
        let lab = try lab { $0.enable = "masuk" }
        #expect(try lab.exec(Self.name, "show running-config").contains("% Invalid input detected"))
        let session = try lab.open(Self.name)
        #expect(session.receive(until: ">") == "\r\nsw-bkpsdm-2>")
        _ = session.run("enable", until: "Password: ")
        #expect(session.run("masuk") == "\r\nsw-bkpsdm-2#")
    }
}
