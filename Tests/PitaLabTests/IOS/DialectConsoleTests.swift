import Testing

@testable import PitaLab

/// EOS and RGOS as the lab plays them.
@Suite struct DialectConsoleTests {
    private func eos(_ version: String = "4.29.2F") throws -> IOSBench {
        try IOSBench("CCS-720XP-24Y6", version: version, kind: .eos)
    }

    private func rgos() throws -> IOSBench {
        try IOSBench("S5760C-24GT/8XS-X", version: "11.4(1)B70P2", kind: .rgos)
    }

    private let waiting = ["4.29.2F": "pendingCommitTimer", "4.35.0F": "Session with pending commit timer: uji"]

    @Test(arguments: ["4.29.2F", "4.35.0F"])
    func `a session holds once it is committed, and for as long as its timer runs`(_ version: String) throws {
        let bench = try eos(version)
        let before = bench.console.truth
        #expect(bench.run("configure session uji-coba") == "")
        #expect(bench.console.prompt == "sw-uji(config-s-uji-co)#")
        bench.run("vlan 30")
        #expect(bench.console.prompt == "sw-uji(config-s-uji-co-vlan-30)#")
        bench.run("name TIK")
        bench.run("interface Et1")
        #expect(bench.console.prompt == "sw-uji(config-s-uji-co-if-Et1)#")
        bench.run("shape rate 20000 kbps")
        #expect(bench.console.truth == before, "what a session holds does not run")
        #expect(bench.run("show session-config diffs").contains("+   shape rate 20000 kbps"))
        #expect(bench.run("commit timer 00:02:00") == "")
        #expect(bench.console.prompt == "sw-uji#")
        #expect(bench.block("interface Ethernet1") == ["   shape rate 20000 kbps"])
        #expect(bench.run("show configuration sessions detail").contains(waiting[version]?.prefix(32) ?? "-"))
        // No other is committed meanwhile, and this one is entered no more.
        #expect(bench.run("configure session uji-coba").hasPrefix("% Cannot enter session"))
        bench.run("configure session lain")
        #expect(bench.run("commit").hasPrefix("% Cannot commit session lain: another session"))
        bench.run("abort")
        bench.now += 119
        #expect(bench.console.fire().isEmpty && bench.console.truth != before)
        bench.now += 1
        _ = bench.console.fire()
        #expect(bench.console.truth == before && bench.console.due == nil)
        #expect(bench.run("configure session uji-coba commit").hasPrefix("% "))
    }

    @Test func `a timer is confirmed, or aborted, from outside the session`() throws {
        let bench = try eos()
        let before = bench.console.truth
        for (end, stays) in [("abort", false), ("commit", true)] {
            bench.run("configure session s-\(end)")
            bench.run("vlan 30")
            bench.run("commit timer 00:10:00")
            #expect(bench.run("configure session s-\(end) \(end)") == "")
            #expect((bench.console.truth == before) != stays)
            #expect(bench.console.due == nil)
            #expect(!bench.run("show configuration sessions detail").contains("pendingCommitTimer"))
        }
        #expect(bench.run("configure session s-commit").hasPrefix("% Cannot enter session"))
        // A restart loses what was not saved, and every session.
        bench.run("configure session terbuka")
        bench.console.restarted()
        #expect(bench.console.truth == before && bench.console.state.sessions.isEmpty)
    }

    @Test func `EOS says no more than it has to`() throws {
        let bench = try eos()
        #expect(bench.configure("interface Ethernet5", "switchport mode access", "switchport access vlan 30") == "")
        #expect(bench.block("interface Ethernet5") == ["   switchport access vlan 30"])
        #expect(bench.run("show runing-config") == "% Invalid input")
        #expect(
            bench.run("show running-config | no-more").hasPrefix("! Command: show running-config\n! device: sw-uji"))
        #expect(bench.run("show running-config | include ^hostname") == "hostname sw-uji")
        #expect(bench.configure("interface Ethernet5", "service-policy type qos input TIADA") != "")
        #expect(bench.configure("ip route 10.1.0.1/16 10.0.0.1") == "% Invalid input")
        #expect(bench.run("terminal length 0") == "Pagination disabled.")
        #expect(bench.run("write memory") == "Copy completed successfully.")
    }

    @Test func `RGOS takes no whole list without a word, and sets numbers apart`() throws {
        let bench = try rgos()
        bench.run("configure terminal")
        bench.run("interface gi0/1")
        #expect(bench.console.prompt == "sw-uji(config-if-GigabitEthernet 0/1)#")
        #expect(bench.run("switchport mode trunk") == "")
        #expect(bench.run("switchport trunk allowed vlan 10,20").contains("% "))
        #expect(bench.run("switchport trunk allowed vlan remove 2-9,11-4094") == "")
        #expect(bench.run("rate-limit input 20000").contains("% Incomplete command."))
        #expect(bench.run("rate-limit input 20000 625") == "")
        bench.run("exit")
        #expect(bench.run("vlan range 10,20-22") == "")
        bench.run("end")
        let text = bench.run("show running-config")
        #expect(text.hasPrefix("Building configuration...\nCurrent configuration: "))
        #expect(text.contains("version S5760C_RGOS 11.4(1)B70P2\n"))
        #expect(text.contains("vlan range 1,10,20-22\n"))
        #expect(
            text.contains(
                "interface GigabitEthernet 0/1\n switchport mode trunk\n switchport trunk allowed vlan only 1,10"))
        #expect(bench.run("configure terminal revert timer 2").contains("% "))
        #expect(bench.run("write").hasSuffix("[OK]"))
    }
}
