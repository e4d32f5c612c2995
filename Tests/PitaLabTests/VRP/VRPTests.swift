import Testing

@testable import PitaLab

@Suite struct VRPTests {
    private func immediate() throws -> VRPBench {
        let bench = try VRPBench("S5735-L24T4S-A")
        bench.run("system-view")
        return bench
    }

    private func refusal(_ place: String, _ text: String) -> String {
        String(repeating: " ", count: place.count) + "^\nError: \(text) found at '^' position."
    }

    @Test func `what is not understood is refused with a caret under its word`() throws {
        let bench = try immediate()
        #expect(bench.console.prompt == "[sw-uji]")
        #expect(bench.run("vlna batch 20") == refusal("[sw-uji]", "Unrecognized command"))
        #expect(bench.run("vlan 4095") == refusal("[sw-uji]vlan ", "Wrong parameter"))
        #expect(bench.run("display") == refusal("[sw-uji]display", "Incomplete command"))
        bench.run("interface gi0/0/1")
        #expect(bench.console.prompt == "[sw-uji-GigabitEthernet0/0/1]")
        bench.run("description Ruang  arsip")
        #expect(
            bench.run("undo description Ruang  arsip")
                == refusal("[sw-uji-GigabitEthernet0/0/1]undo description ", "Too many parameters"))
        #expect(bench.block("interface GigabitEthernet0/0/1") == [" description Ruang  arsip"])
        #expect(bench.run("undo description") == "")
        #expect(bench.block("interface GigabitEthernet0/0/1") == [])
    }

    @Test func `VLANs pass in addition, and a list has its limit`() throws {
        let bench = try immediate()
        bench.run("vlan batch 10 20 to 25")
        #expect(bench.console.truth.contains("#\nvlan batch 10 20 to 25\n#\n"))
        bench.run(["interface XGigabitEthernet0/0/1", "port link-type trunk", "port trunk allow-pass vlan 10"])
        bench.run("port trunk allow-pass vlan 20 to 21")
        #expect(
            bench.block("interface XGigabitEthernet0/0/1") == [
                " port link-type trunk", " port trunk allow-pass vlan 10 20 to 21",
            ])
        bench.run("undo port trunk allow-pass vlan 1")
        #expect(bench.block("interface XGigabitEthernet0/0/1")[1] == " undo port trunk allow-pass vlan 1")
        #expect(bench.run("port trunk allow-pass vlan 1 3 5 7 9 11 13 15 17 19 21").contains("Too many parameters"))
        #expect(bench.run("port link-type access") == "Error: Please renew the default configurations.")
        bench.run("quit")
        #expect(
            bench.run(["interface gi0/0/2", "port link-type access", "port default vlan 99"])
                == "Error: The VLAN does not exist.")
        #expect(bench.run("undo vlan 1") == "Error: The default VLAN cannot be deleted.")
    }

    @Test func `rates are read back with their bursts`() throws {
        let bench = try immediate()
        bench.run(["interface gi0/0/3", "qos lr outbound cir 10000"])
        #expect(bench.block("interface GigabitEthernet0/0/3") == [" qos lr outbound cir 10000 cbs 1250000"])
        bench.run(["traffic behavior B-UJI", "car cir 1024"])
        #expect(
            bench.block("traffic behavior B-UJI")
                == [" car cir 1024 pir 1024 cbs 192512 pbs 320512 green pass yellow pass red discard"])
        bench.run([
            "traffic classifier C-UJI", "if-match any", "traffic policy P-UJI", "classifier C-UJI behavior B-UJI",
        ])
        bench.run(["interface gi0/0/3", "traffic-policy P-UJI inbound"])
        #expect(
            bench.run("undo traffic policy P-UJI")
                == "Error: The traffic policy has been applied and can not be deleted.")
        #expect(bench.run("undo traffic behavior B-UJI") == "Error: The traffic behavior is used by a traffic policy.")
        #expect(bench.run(["interface gi0/0/3", "undo traffic-policy inbound", "undo traffic policy P-UJI"]) == "")
    }

    @Test func `the running configuration begins like a prompt and ends with return`() throws {
        let bench = try immediate()
        let text = bench.run("display current-configuration")
        #expect(text.hasPrefix("[V200R019C10SPC500]\n#\nsysname sw-uji\n#\n"))
        #expect(text.hasSuffix("#\nreturn"))
        #expect(bench.run("display current-configuration | include sysname") == "sysname sw-uji")
    }

    @Test func `a scheduled restart loses what was not saved`() throws {
        let bench = try immediate()
        let saved = bench.console.truth
        bench.run("vlan batch 30")
        bench.run("return")
        bench.run("schedule reboot delay 10")
        #expect(bench.console.prompt.hasSuffix("next startup configuration. Continue? [Y/N]:"))
        bench.run("perhaps")
        #expect(bench.console.prompt == "Error: Please choose 'YES' or 'NO' first before pressing 'Enter'. [Y/N]:")
        #expect(bench.run("n").contains("(in 0 hours and 10 minutes)"))
        #expect(bench.console.prompt == "confirm?[Y/N]:")
        bench.run("y")
        #expect(bench.console.due == bench.now + 600)
        bench.run("undo schedule reboot")
        #expect(bench.console.due == nil)
        bench.run(["schedule reboot delay 1", "n", "y"])
        bench.now += 60
        #expect(bench.console.fire().contains(.restart))
        bench.console.restarted()
        #expect(bench.console.truth == saved)
        bench.run(["system-view", "vlan batch 30", "return", "save", "y"])
        #expect(bench.console.state.saved == bench.console.state.running)
    }

    // MARK: - Version 8

    private func staged() throws -> VRPBench {
        let bench = try VRPBench("CE6881-48S6CQ")
        bench.run("system-view")
        return bench
    }

    @Test func `nothing runs before it is committed`() throws {
        let bench = try staged()
        let before = bench.console.truth
        #expect(bench.console.prompt == "[~sw-uji]")
        bench.run("vlan batch 20")
        #expect(bench.console.prompt == "[*sw-uji]")
        #expect(bench.console.truth == before)
        #expect(bench.run("display configuration candidate changes").contains("+ vlan batch 20"))
        bench.run("quit")
        #expect(
            bench.console.prompt
                == "Warning: Uncommitted configurations found, commit them before exiting? [Y(yes)/N(no)/C(cancel)]:")
        bench.run("c")
        #expect(bench.console.prompt == "[*sw-uji]")
        bench.run("commit description uji coba")
        #expect(bench.console.prompt == "[~sw-uji]")
        #expect(bench.console.truth.contains("vlan batch 20"))
        #expect(bench.run("display configuration commit list verbose").contains("Description: uji coba"))
        bench.run(["vlan batch 30", "clear configuration candidate"])
        #expect(bench.console.prompt == "[~sw-uji]")
        bench.run(["quit", "rollback configuration last 1"])
        #expect(bench.run("y").contains("Configuration rollback succeeded."))
        #expect(bench.console.truth == before)
    }

    @Test func `a trial is rolled back when its time is over`() throws {
        let bench = try staged()
        let before = bench.console.truth
        bench.run("sysname lain")
        #expect(
            bench.run("commit trial 120")
                == "Info: The system enters the trial configuration mode.\nThe system will revert to previous "
                + "configuration if the trial configuration is not confirmed in 120 seconds.")
        #expect(bench.console.prompt == "[~lain]")
        #expect(bench.console.due == bench.now + 120)
        bench.now += 120
        _ = bench.console.fire()
        #expect(bench.console.truth == before)
        bench.run(["sysname lain", "commit trial", "abort trial"])
        #expect(bench.run("y") == "Info: The trial configuration rollback succeeded.")
        #expect(bench.console.truth == before)
    }

    @Test func `a trial is confirmed by its session, or by who knows its identifier`() throws {
        let bench = try staged()
        bench.run(["sysname lain", "commit trial 120"])
        try bench.reconnect("2")
        bench.run("system-view")
        #expect(bench.run("commit").hasPrefix("Error: The system is in the trial configuration mode"))
        #expect(bench.run("abort trial").hasPrefix("Error: "))
        try bench.reconnect("1")
        bench.run(["system-view", "commit"])
        #expect(bench.console.due == nil)
        bench.run(["sysname ketiga", "commit trial 120 persist pita"])
        try bench.reconnect("3")
        bench.run("system-view")
        #expect(bench.run("commit").hasPrefix("Error: "))
        #expect(bench.run("commit persist pita") == "")
        #expect(bench.console.due == nil)
        #expect(bench.console.hostname == "ketiga")
    }

    @Test func `two sessions commit side by side`() throws {
        let bench = try staged()
        bench.run("vlan batch 20")
        let first = bench.console
        try bench.reconnect("2")
        bench.run(["system-view", "vlan batch 30", "commit"])
        try first.restore(try bench.console.encoded())
        _ = first.respond(to: "commit")
        #expect(first.truth.contains("vlan batch 20 30"))
    }

    @Test func `a locked device and a refusing one commit nothing, a lying one says nothing`() throws {
        let bench = try staged()
        let before = bench.console.truth
        bench.console.surroundings.isLocked = true
        #expect(bench.run(["vlan batch 20", "commit"]).hasPrefix("Error: The configuration is locked"))
        bench.console.surroundings.isLocked = false
        bench.console.surroundings.beforeChange = { .refuse }
        #expect(bench.run("commit").hasPrefix("Error: "))
        bench.console.surroundings.beforeChange = { .pretend }
        #expect(bench.run("commit") == "")
        #expect(bench.console.truth == before)
    }
}
