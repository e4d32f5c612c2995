import Testing

@testable import PitaLab

@Suite struct IOSRollbackTests {
    private func bench() throws -> IOSBench {
        let bench = try IOSBench()
        bench.configure("archive", "path flash:cadangan")
        bench.run("write memory")
        return bench
    }

    @Test func `a revert timer needs an archive`() throws {
        let bench = try IOSBench()
        #expect(bench.run("configure terminal revert timer 2") == "%Please turn config archive on")
        #expect(bench.run("show archive") == " Archive feature not enabled")
        #expect(bench.console.prompt == "sw-uji#")
    }

    @Test func `an unconfirmed change is undone when its time is over`() throws {
        let bench = try bench()
        let before = bench.console.truth
        let text = bench.run("configure terminal revert timer 2")
        #expect(
            text.hasPrefix("Rollback Confirmed Change: Backing up current running config to flash:cadangan-Sep-21-"))
        #expect(text.hasSuffix("\n\nEnter configuration commands, one per line.  End with CNTL/Z."))
        bench.run("vlan 20")
        bench.run("end")
        #expect(bench.console.due == bench.now + 60)
        bench.now += 60
        #expect(
            ConsoleText.plain(bench.console.fire()).hasPrefix(
                "Rollback Confirmed Change: Rollback will begin in one minute."))
        #expect(bench.console.truth != before)
        bench.now += 60
        #expect(ConsoleText.plain(bench.console.fire()).contains("Total number of passes: 1\nRollback Done"))
        #expect(bench.console.truth == before)
        #expect(bench.console.due == nil)
        #expect(bench.run("configure confirm") == "%No Rollback Confirmed Change pending")
    }

    @Test func `a confirmed change stays, one that is reverted does not`() throws {
        let bench = try bench()
        bench.run("configure terminal revert timer 2")
        bench.run("vlan 20")
        bench.run("end")
        #expect(bench.run("show archive config rollback timer").contains("Timer value: 2 min"))
        #expect(bench.run("configure revert timer 9") == "")
        #expect(bench.console.state.revert?.due == bench.now + 540)
        #expect(bench.run("configure confirm") == "")
        #expect(bench.run("show archive config rollback timer") == "%No Rollback Confirmed Change pending")
        let kept = bench.console.truth
        bench.run("configure terminal revert timer 2")
        bench.run("no vlan 20")
        bench.run("end")
        #expect(bench.run("configure revert now").contains("Rollback Done"))
        #expect(bench.console.truth == kept)
    }

    @Test func `a file takes the place of what runs`() throws {
        let bench = try bench()
        bench.run("copy running-config flash:sebelum")
        #expect(bench.console.prompt == "Destination filename [sebelum]? ")
        bench.run("")
        let before = bench.console.truth
        bench.configure("vlan 20", "no hostname", "hostname lain")
        #expect(bench.run("configure replace flash:sebelum force").contains("Rollback Done"))
        #expect(bench.console.truth == before)
        #expect(
            bench.run("configure replace flash:tidak-ada force")
                == "%Error opening flash:tidak-ada (No such file or directory)")
        bench.run("configure replace nvram:startup-config")
        #expect(bench.console.prompt.hasSuffix("Enter Y if you are sure you want to proceed. ? [no]: "))
        #expect(bench.run("") == "")
    }

    @Test func `a restart that is due loses what was not saved`() throws {
        let bench = try bench()
        let saved = bench.console.truth
        bench.configure("vlan 20")
        bench.run("reload in 10")
        #expect(bench.console.prompt == "\nSystem configuration has been modified. Save? [yes/no]: ")
        #expect(bench.run("no").hasPrefix("Reload scheduled for "))
        #expect(bench.console.prompt == "Proceed with reload? [confirm]")
        #expect(bench.console.wantsKey)
        bench.run("")
        #expect(bench.run("show reload").contains("(in 10 minutes and 0 seconds)"))
        #expect(bench.run("reload cancel") == "\n\n***\n*** --- SHUTDOWN ABORTED ---\n***")
        #expect(bench.console.due == nil)
        bench.run("reload in 1")
        bench.run("no")
        bench.run("")
        bench.now += 60
        #expect(bench.console.fire().contains(.restart))
        bench.console.restarted()
        #expect(bench.console.truth == saved)
    }

    @Test func `saving asks for the file's name unless it is told to be quiet`() throws {
        let bench = try bench()
        bench.configure("vlan 20")
        bench.run("copy running-config startup-config")
        #expect(bench.console.prompt == "Destination filename [startup-config]? ")
        #expect(bench.run("") == "Building configuration...\n[OK]")
        #expect(!bench.console.state.isModified)
        bench.configure("file prompt quiet")
        #expect(bench.run("copy running-config startup-config") == "Building configuration...\n[OK]")
        bench.console.surroundings.isFull = true
        #expect(bench.run("write memory").contains("No space left on device"))
    }

    @Test func `the running configuration has its head and its end`() throws {
        let bench = try bench()
        let text = bench.run("show running-config")
        #expect(text.hasPrefix("Building configuration...\n\nCurrent configuration : "))
        #expect(text.contains("\n! Last configuration change at 14:13:20 UTC Mon Sep 21 2026 by admin\n"))
        #expect(text.hasSuffix("!\nend"))
        #expect(text.contains("\n!\ninterface Vlan1\n no ip address\n shutdown\n"))
        #expect(bench.run("show running-config | include hostname") == "hostname sw-uji")
        #expect(bench.run("show running-config | section archive") == "archive\n path flash:cadangan")
    }

    @Test func `a locked device, a refusing one and a lying one`() throws {
        let bench = try bench()
        bench.console.surroundings.isLocked = true
        #expect(bench.run("configure terminal").hasPrefix("Configuration mode locked exclusively by user"))
        bench.console.surroundings.isLocked = false
        let before = bench.console.truth
        bench.console.surroundings.beforeChange = { .refuse }
        #expect(bench.configure("hostname lain") == "Command rejected: not enough hardware resources")
        bench.console.surroundings.beforeChange = { .pretend }
        #expect(bench.configure("hostname lain") == "")
        #expect(bench.console.truth == before)
    }
}
