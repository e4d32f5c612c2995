import Testing

@testable import PitaLab

@Suite struct IOSCommandTests {
    private func refusal(at place: String) -> String {
        String(repeating: " ", count: place.count) + "^\n% Invalid input detected at '^' marker."
    }

    @Test func `keywords and interface names may be shortened and are kept in full`() throws {
        let bench = try IOSBench()
        #expect(
            bench.configure("int gi1/0/5", "desc Ruang rapat 2  kiri", "sw acc vl 20", "sw mo acc")
                == "% Access VLAN does not exist. Creating vlan 20")
        #expect(
            bench.block("interface GigabitEthernet1/0/5") == [
                " description Ruang rapat 2  kiri", " switchport access vlan 20", " switchport mode access",
            ])
        bench.configure("int gigabit 1/0/5", "no desc", "no switchport mode")
        #expect(bench.block("interface GigabitEthernet1/0/5") == [" switchport access vlan 20"])
    }

    @Test func `what is not understood is refused with a caret under its word`() throws {
        let bench = try IOSBench()
        #expect(bench.run("show vlan bref") == refusal(at: "sw-uji#show vlan "))
        #expect(bench.run("show") == "% Incomplete command.")
        #expect(bench.run("sh i") == "% Ambiguous command:  \"sh i\"")
        #expect(
            bench.run("shwo")
                == "Translating \"shwo\"\n% Unknown command or computer name, or unable to find computer address")
        bench.run("configure terminal")
        #expect(
            bench.run("interface GigabitEthernet9/0/1") == refusal(at: "sw-uji(config)#interface GigabitEthernet"))
        #expect(bench.run("vlan 4095").hasSuffix("% Invalid input detected at '^' marker."))
        #expect(bench.run("hostname") == "% Incomplete command.")
    }

    @Test func `a refused line leaves the session in its mode, and a global one ends the block`() throws {
        let bench = try IOSBench()
        bench.run("configure terminal")
        bench.run("interface Gi1/0/2")
        #expect(bench.console.prompt == "sw-uji(config-if)#")
        #expect(!bench.run("switchport acces vlan").isEmpty)
        #expect(bench.console.prompt == "sw-uji(config-if)#")
        bench.run("vlan 30")
        #expect(bench.console.prompt == "sw-uji(config-vlan)#")
        bench.run("exit")
        #expect(bench.console.prompt == "sw-uji(config)#")
        bench.run("end")
        #expect(bench.console.prompt == "sw-uji#")
    }

    @Test func `a long name is cut in the prompts of configuration`() throws {
        let bench = try IOSBench()
        bench.configure("hostname sw-badan-kepegawaian-lantai-2")
        #expect(bench.console.prompt == "sw-badan-kepegawaian-lantai-2#")
        bench.run("configure terminal")
        #expect(bench.console.prompt == "sw-badan-kepegaw(config)#")
    }

    @Test func `the allowed list is replaced by a list, and changed by add and remove`() throws {
        let bench = try IOSBench()
        let uplink = "interface GigabitEthernet1/1/1"
        bench.configure(uplink, "switchport trunk allowed vlan 10,20-25")
        #expect(bench.block(uplink) == [" switchport trunk allowed vlan 10,20-25"])
        bench.configure(uplink, "switchport trunk allowed vlan add 11")
        #expect(bench.block(uplink) == [" switchport trunk allowed vlan 10,11,20-25"])
        bench.configure(uplink, "switchport trunk allowed vlan remove 21-24")
        #expect(bench.block(uplink) == [" switchport trunk allowed vlan 10,11,20,25"])
        bench.configure(uplink, "switchport trunk allowed vlan 30")
        #expect(bench.block(uplink) == [" switchport trunk allowed vlan 30"])
        bench.configure(uplink, "switchport trunk allowed vlan none")
        #expect(bench.block(uplink) == [" switchport trunk allowed vlan none"])
        bench.configure(uplink, "switchport trunk allowed vlan all")
        #expect(bench.block(uplink) == [])
        let many = stride(from: 10, to: 200, by: 2).map(String.init).joined(separator: ",")
        bench.configure(uplink, "switchport trunk allowed vlan " + many)
        let lines = bench.block(uplink)
        #expect(lines.count > 3)
        #expect(lines.dropFirst().allSatisfy { $0.hasPrefix(" switchport trunk allowed vlan add ") })
    }

    @Test func `VLANs without a name share a line, and the default ones stay`() throws {
        let bench = try IOSBench()
        bench.configure("vlan 69", "vlan 381", "vlan 10-12", "vlan 20", "name DINAS-01")
        let text = bench.console.truth
        #expect(text.contains("!\nvlan 10-12,69,381\n!\nvlan 20\n name DINAS-01\n"))
        #expect(bench.configure("no vlan 1") == "Default VLAN 1 may not be deleted.")
        #expect(bench.configure("vlan 21", "name DINAS-01") == "VLAN #21 and #20 have an identical name: DINAS-01")
        #expect(bench.run("show vlan brief").contains("20   DINAS-01                         active    "))
    }

    @Test func `a VTP server keeps its VLANs beside the configuration, through a restart too`() throws {
        let bench = try IOSBench("WS-C2960-24TC-L", version: "15.0(2)SE11")
        bench.configure("vlan 20", "name DINAS-01", "hostname lain")
        #expect(!bench.console.truth.contains("vlan 20"))
        bench.console.restarted()
        #expect(bench.run("show vlan brief").contains("20   DINAS-01"))
        #expect(bench.console.prompt == "sw-uji#")
    }

    @Test func `a device without the feature does not know the command`() throws {
        let old = try IOSBench("WS-C2960-24TC-L", version: "15.0(2)SE11")
        #expect(old.run("configure terminal revert timer 2").contains("% Invalid input detected"))
        #expect(old.configure("policy-map X").contains("% Invalid input detected"))
        #expect(old.configure("int fa0/1", "srr-queue bandwidth limit 10") == "")
        let router = try IOSBench("ISR4321/K9", version: "17.06.04")
        #expect(router.run("show vlan brief").contains("% Invalid input detected"))
        let isl = try IOSBench("WS-C3560-24TS", version: "15.0(2)SE11")
        #expect(
            isl.configure("int fa0/1", "switchport mode trunk")
                == "Command rejected: An interface whose trunk encapsulation is \"Auto\" can not be configured to "
                + "\"trunk\" mode.")
        #expect(isl.configure("int fa0/1", "switchport trunk encapsulation dot1q", "switchport mode trunk") == "")
    }

    @Test func `access lists number their lines and know them again`() throws {
        let bench = try IOSBench()
        bench.configure(
            "ip access-list extended ACL-UJI", "permit ip 10.15.0.7 0.0.0.255 any", "permit ip host 10.1.1.1 any",
            "15 deny tcp any any eq 23", "remark tamu")
        #expect(
            bench.block("ip access-list extended ACL-UJI") == [
                " 10 permit ip 10.15.0.0 0.0.0.255 any", " 15 deny tcp any any eq 23",
                " 20 permit ip host 10.1.1.1 any", " remark tamu",
            ])
        #expect(
            bench.configure("ip access-list extended ACL-UJI", "15 permit ip any any") == "% Duplicate sequence number")
        bench.configure("ip access-list extended ACL-UJI", "no 15")
        #expect(!bench.console.truth.contains("eq 23"))
        bench.configure("ip access-list standard 5", "permit 10.0.0.0 0.0.0.255", "deny any")
        #expect(bench.block("ip access-list standard 5") == [" 10 permit 10.0.0.0 0.0.0.255", " 20 deny   any"])
    }

    @Test func `users are taken away only after a question`() throws {
        let bench = try IOSBench()
        bench.configure("username tamu privilege 15 secret rahasia")
        #expect(bench.console.truth.contains("username tamu privilege 15 secret 9 $9$"))
        bench.run("configure terminal")
        bench.run("no username tamu")
        #expect(
            bench.console.prompt
                == "This operation will remove all username related configurations with same name."
                + "Do you want to continue? [confirm]")
        bench.run("n")
        #expect(bench.console.truth.contains("username tamu"))
        bench.run("no username tamu")
        bench.run("")
        #expect(!bench.console.truth.contains("username tamu"))
    }

    @Test func `a banner's lines are text, whatever they look like`() throws {
        let bench = try IOSBench()
        bench.configure("banner login ^C", "! bukan komentar", "no vlan 20", "sw-uji#", "^C", "hostname lain")
        #expect(bench.console.truth.contains("banner login ^C\n! bukan komentar\nno vlan 20\nsw-uji#\n^C\n"))
        #expect(bench.console.hostname == "lain")
    }

    @Test func `the password lets in, three wrong ones do not`() throws {
        let bench = try IOSBench(enable: "masuk")
        #expect(bench.console.prompt == "sw-uji>")
        #expect(bench.run("configure terminal").contains("% Invalid input detected"))
        bench.run("enable")
        #expect(bench.console.prompt == "Password: ")
        #expect(bench.console.hidesInput)
        bench.run("a")
        bench.run("b")
        #expect(bench.run("c") == "% Bad secrets")
        bench.run("enable")
        bench.run("masuk")
        #expect(bench.console.prompt == "sw-uji#")
        #expect(bench.run("show privilege") == "Current privilege level is 15")
    }
}
