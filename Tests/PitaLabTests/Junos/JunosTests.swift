import Testing

@testable import PitaLab

@Suite struct JunosTests {
    private func configuring(_ form: String = "configure") throws -> JunosBench {
        let bench = try JunosBench()
        bench.run(form)
        return bench
    }

    private func refusal(_ place: String, _ text: String) -> String {
        String(repeating: " ", count: place.count) + "^\n" + text
    }

    @Test func `prompts say the mode and the level`() throws {
        let bench = try JunosBench()
        #expect(bench.console.prompt == "admin@rtr-uji> ")
        #expect(bench.run("configure") == "Entering configuration mode")
        #expect(bench.console.prompt == "\n[edit]\nadmin@rtr-uji# ")
        bench.run("edit interfaces ge-0/0/1")
        #expect(bench.console.prompt == "\n[edit interfaces ge-0/0/1]\nadmin@rtr-uji# ")
        bench.run("set description Arsip")
        bench.run("top")
        #expect(bench.run("show | compare") == "[edit interfaces]\n+   ge-0/0/1 {\n+       description Arsip;\n+   }")
    }

    @Test func `unknown words are refused with a caret under them`() throws {
        let bench = try JunosBench()
        #expect(bench.run("shwo version") == refusal("admin@rtr-uji> ", "unknown command."))
        #expect(bench.run("show verson") == refusal("admin@rtr-uji> show ", "syntax error, expecting <command>."))
        bench.run("configure")
        #expect(bench.run("set system hostname x") == refusal("admin@rtr-uji# set system ", "syntax error."))
        #expect(
            bench.run("set interfaces ge-0/0/1 unit 99999")
                == refusal("admin@rtr-uji# set interfaces ge-0/0/1 unit ", "invalid value '99999' in unit"))
        #expect(
            bench.run("set system host-name") == refusal("admin@rtr-uji# set system host-name", "missing argument."))
        #expect(bench.run("delete vlans TIDAK-ADA") == "warning: statement not found")
        #expect(!bench.console.isModified)
    }

    @Test func `values are replaced, lists grow, and both can be taken away`() throws {
        let bench = try configuring()
        bench.run([
            "set vlans DINAS-01 vlan-id 20",
            "set interfaces ge-0/0/5 unit 0 family ethernet-switching vlan members [ DINAS-01 20-25 ]",
            "set interfaces ge-0/0/5 unit 0 family ethernet-switching interface-mode trunk",
            "set interfaces ge-0/0/0 description \"Uplink  baru; dua\"",
        ])
        #expect(
            bench.run("show interfaces ge-0/0/5 | display set") == """
                set interfaces ge-0/0/5 unit 0 family ethernet-switching interface-mode trunk
                set interfaces ge-0/0/5 unit 0 family ethernet-switching vlan members DINAS-01
                set interfaces ge-0/0/5 unit 0 family ethernet-switching vlan members 20-25
                """)
        #expect(bench.run("show interfaces ge-0/0/5").contains("members [ DINAS-01 20-25 ];"))
        #expect(
            bench.run("show | compare | match Uplink")
                == "-   description \"Uplink ISP\";\n+   description \"Uplink  baru; dua\";")
        bench.run("delete interfaces ge-0/0/0 unit 0 family inet address 10.1.0.2/30")
        #expect(bench.run("show interfaces ge-0/0/0 | display set").hasSuffix("unit 0 family inet"))
        #expect(bench.run("commit") == "commit complete")
        #expect(bench.console.truth.contains("description \"Uplink  baru; dua\"\n"))
    }

    @Test func `a commit is checked`() throws {
        let bench = try configuring()
        bench.run("set interfaces ge-0/0/1 unit 0 family inet filter input F-UJI")
        let missing = """
            [edit interfaces ge-0/0/1 unit 0 family inet]
              'filter'
                Referenced filter 'F-UJI' is not defined
            error: configuration check-out failed
            """
        #expect(bench.run("commit") == missing)
        #expect(bench.run("commit check") == missing)
        bench.run([
            "set firewall policer P-10M if-exceeding bandwidth-limit 10m burst-size-limit 625k",
            "set firewall policer P-10M if-exceeding bandwidth-limit 10m",
            "set firewall policer P-10M if-exceeding burst-size-limit 625k", "set firewall policer P-10M then discard",
            "set firewall family inet filter F-UJI term all then policer P-10M",
        ])
        #expect(bench.run("commit check") == "configuration check succeeds")
        bench.run("set interfaces ge-0/0/2 unit 20 vlan-id 20")
        #expect(bench.run("commit").contains("VLAN-ID can only be specified on tagged ethernet interfaces"))
        bench.run("rollback 0")
        #expect(!bench.console.isModified)
    }

    @Test func `an unconfirmed commit is rolled back, a confirmed one stays`() throws {
        let bench = try configuring()
        let before = bench.console.truth
        bench.run("set system host-name lain")
        #expect(
            bench.run("commit confirmed 5")
                == "commit confirmed will be automatically rolled back in 5 minutes unless confirmed\ncommit complete")
        #expect(
            bench.console.prompt.contains("\n# commit confirmed will be rolled back in 5 minutes\n[edit]\nadmin@lain# ")
        )
        #expect(bench.run("run show system commit").contains("by admin via cli commit confirmed, rollback in 5mins"))
        bench.now += 300
        #expect(
            ConsoleText.plain(bench.console.fire()).contains("Commit was not confirmed; automatic rollback complete."))
        #expect(bench.console.truth == before)
        bench.run([
            "set system host-name lain", "commit confirmed 5", "set system host-name ketiga", "commit confirmed 7",
        ])
        #expect(bench.console.due == bench.now + 420)
        try bench.reconnect("2")
        bench.run("configure")
        #expect(bench.run("commit") == "commit complete")
        #expect(bench.console.due == nil)
        #expect(bench.console.hostname == "ketiga")
        bench.run(["rollback 2", "commit"])
        #expect(bench.console.truth == before)
    }

    @Test func `an exclusive session locks others out until it is gone, with what it did not commit`() throws {
        let bench = try configuring("configure exclusive")
        bench.run("set system host-name lain")
        try bench.reconnect("2")
        #expect(
            bench.run("configure").hasPrefix("error: configuration database locked by:\n  admin terminal p0 (pid 1)"))
        #expect(bench.console.mode == .operational)
        bench.alive.remove("1")
        #expect(bench.run("configure private").hasSuffix("Entering configuration mode"))
        #expect(!bench.console.isModified)
        bench.run("set system host-name ketiga")
        #expect(bench.run("commit confirmed 5").hasPrefix("error: "))
        #expect(bench.run("commit") == "commit complete")
        bench.run("set system host-name x")
        #expect(bench.run("exit") == "The configuration has been changed but not committed")
        #expect(bench.console.prompt == "Exit with uncommitted changes? [yes,no] (yes) ")
        bench.run("no")
        #expect(bench.console.mode == .isolated)
        bench.run(["exit", ""])
        #expect(bench.console.hostname == "ketiga")
    }

    @Test func `shared sessions edit one candidate, which stays when they leave`() throws {
        let bench = try configuring()
        bench.run("set system host-name lain")
        bench.run(["exit", "yes"])
        try bench.reconnect("2")
        #expect(bench.run("configure exclusive") == "error: configuration database modified")
        #expect(bench.run("configure").hasSuffix("The configuration has been changed but not committed"))
        #expect(bench.run("show | compare").contains("+   host-name lain;"))
    }

    @Test func `lines are loaded up to Ctrl-D, and errors are counted`() throws {
        let bench = try configuring()
        #expect(bench.run("load set terminal") == "[Type ^D at a new line to end input]")
        bench.run(["set vlans A vlan-id 20", "set vlans A nama x", "delete routing-options static route 0.0.0.0/0"])
        #expect(bench.console.prompt == "")
        let answer = ConsoleText.plain(bench.console.control(.endOfText, ""))
        #expect(answer == "terminal:2:(12) syntax error: nama\nload complete (1 errors)\n")
        #expect(bench.run("show | display set | match vlans") == "set vlans A vlan-id 20")
        #expect(bench.run("show | display set | match static") == "")
    }

    @Test func `blanks end shortened words until that is switched off`() throws {
        let bench = try JunosBench()
        #expect(bench.console.screen.completesOnSpace)
        #expect(bench.console.help("sh") == ["show"])
        #expect(bench.run("set cli complete-on-space off") == "Disabling complete-on-space")
        #expect(!bench.console.screen.completesOnSpace)
        #expect(bench.console.help("set x \"a") == nil)
    }

    @Test func `a locked device, a refusing one and a lying one`() throws {
        let bench = try configuring()
        let before = bench.console.truth
        bench.run("set system host-name lain")
        bench.console.surroundings.isLocked = true
        #expect(bench.run("commit").hasPrefix("error: configuration database locked by:"))
        bench.console.surroundings.isLocked = false
        bench.console.surroundings.beforeChange = { .refuse }
        #expect(bench.run("commit").hasPrefix("error: configuration check-out failed"))
        bench.console.surroundings.beforeChange = { .pretend }
        #expect(bench.run("commit confirmed 5").hasSuffix("commit complete"))
        #expect(bench.console.truth == before)
        #expect(bench.console.due == nil)
    }

    @Test func `what stands in order comes last, and is moved by insert`() throws {
        let bench = try configuring()
        bench.run([
            "set protocols bgp group G import [ A B ]", "set protocols bgp group G import C",
            "insert protocols bgp group G import C before B", "set system name-server 10.0.0.7",
            "set system name-server 10.0.0.8", "insert system name-server 10.0.0.8 before name-server 10.0.0.7",
            "set policy-options policy-statement P term T1 then accept",
            "set policy-options policy-statement P term T2 then reject",
            "insert policy-options policy-statement P term T1 after term T2",
        ])
        #expect(bench.run("show protocols bgp").contains("import [ A C B ];"))
        let servers = bench.run("show system | display set | match name-server")
        #expect(servers.hasSuffix("set system name-server 10.0.0.8\nset system name-server 10.0.0.7"))
        let terms = bench.run("show policy-options | display set").split(separator: "\n")
        #expect(terms.map { $0.hasSuffix("T2 then reject") } == [true, false])
        // A verdict takes the other's place, and keeps the place of its term.
        bench.run("set policy-options policy-statement P term T2 then accept")
        #expect(
            bench.run("show policy-options | display set") == """
                set policy-options policy-statement P term T2 then accept
                set policy-options policy-statement P term T1 then accept
                """)
    }

    @Test func `a range is one value, and a list is not deleted by its word`() throws {
        let bench = try configuring()
        let port = "interfaces ge-0/0/5 unit 0 family ethernet-switching vlan members"
        bench.run("set \(port) 10-13")
        #expect(bench.run("delete \(port) 12") == "warning: statement not found")
        bench.run(["set snmp community publik clients 10.0.0.0/8", "set snmp community pantau authorization read-only"])
        #expect(bench.run("delete snmp community").hasSuffix("missing argument."))
        bench.run("delete snmp community publik")
        #expect(bench.run("show snmp | display set | match community").contains("pantau"))
    }

    @Test func `what is deactivated is shown so, and forgotten when it is deleted`() throws {
        let bench = try configuring()
        bench.run(["set vlans A vlan-id 20", "deactivate vlans A"])
        #expect(bench.run("show | display set | match vlans") == "set vlans A vlan-id 20\ndeactivate vlans A")
        #expect(bench.run("show | match inactive") == "    inactive: A {")
        bench.run(["delete vlans A", "set vlans A vlan-id 21"])
        #expect(bench.run("show | display set | match vlans") == "set vlans A vlan-id 21")
        bench.run(["deactivate vlans A", "activate vlans A"])
        #expect(bench.run("show | display set | match vlans") == "set vlans A vlan-id 21")
    }
}
