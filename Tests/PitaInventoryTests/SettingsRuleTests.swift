import PitaDiagnostics
import Testing

@testable import PitaInventory

@Suite struct SettingsRuleTests {
    @Test func `the sample office is valid`() throws {
        let office = try SampleOffice.load()
        #expect(office.warnings.map(\.description) == [])
        #expect(office.policy.capacity.weight(of: "pelayanan") == 0.5)
        #expect(office.policy.capacity.weight(of: "standar") == 1)
        #expect(office.policy.capacity.coverage == 0.8)
        #expect(office.policy.approval.roles == [Role("kabid")])
        #expect(office.policy.approval.expires == .seconds(12 * 3600))
        #expect(office.policy.approval.breakGlassExpires == .seconds(3600))
        #expect(office.policy.approval.countersignWithin == .seconds(3 * 86_400))
        #expect(office.zone.offsetSeconds == 8 * 3600)
        #expect(office.state.directory == ".pita")
    }

    @Test func `how long a push waits is policy, and without one it is as it always was`() throws {
        #expect(try SampleOffice.load().policy.push == .standard)
        let seconds = "push: {minimum_rollback: 30s, longest_command: 20s, settling: 1s, patience: 5m}\n"
        let files = try #require(
            SampleOffice.spoilt("Inventory/pita.yaml", "  approval: {expires", "  \(seconds)  approval: {expires")
        ).files
        #expect(
            try SampleOffice.load(files).policy.push
                == PushPolicy(
                    minimumRollback: .seconds(30), longestCommand: .seconds(20), settling: .seconds(1),
                    patience: .seconds(300)))
    }

    @Test(arguments: [
        Spoiling("pita", "  approval: {", "  push: {minimum_rollback: «9s}\n  approval: {", "10 to 3600 seconds"),
        Spoiling("pita", "  approval: {", "  push: {longest_command: «11m}\n  approval: {", "5 to 600 seconds"),
        Spoiling("pita", "  approval: {", "  push: {settling: «2m}\n  approval: {", "1 to 60 seconds"),
        Spoiling("pita", "  approval: {", "  push: {patience: «2h}\n  approval: {", "1 to 3600 seconds"),
        Spoiling("pita", "  approval: {", "  push: {«patiense: 2m}\n  approval: {", "no key", hint: "`patience`"),
        Spoiling("pita", "name: Dinas Kominfo\n", "«", "an office needs the key `name`"),
        Spoiling("pita", "timezone: WITA", "timezone: «WIBA", "none of", hint: "did you mean"),
        Spoiling("pita", "city: Contoh", "city: Contoh\n«citty: x", "no key `citty`", hint: "`city`"),
        Spoiling("pita", "\"{number:03}/BA/{year}\"", "«\"{number}/BA\"", "a number pattern", hint: "write it like"),
        Spoiling("pita", "berita_acara:", "«surat:", "needs the key `berita_acara`"),
        Spoiling("pita", "roles: [kabid]", "roles: [«kabit]", "no role", hint: "`kabid`"),
        Spoiling("pita", "roles: [kabid]", "roles: «[]", "somebody must be able to approve"),
        Spoiling("pita", "expires: 12h", "expires: «12", "a time", hint: "24h"),
        Spoiling("pita", "expires: 12h", "break_glass_expires: «0s", "longer than nothing"),
        Spoiling("pita", "expires: 12h", "countersign_within: «lusa", "a time", hint: "24h"),
        Spoiling("pita", "expires: 12h", "expires: «0s", "longer than nothing"),
        Spoiling("pita", "window: 30d", "window: 30d, minimum_window: «31d", "longer than the window"),
        Spoiling("pita", "window: 30d", "window: 30d, interval: «8d", "longer than the minimum window"),
        Spoiling("pita", "window: 30d", "window: 30d, coverage: «1.5", "0.01 to 1"),
        Spoiling("pita", "window: 30d", "window: 30d, percentile: «0", "1.0 to 100"),
        Spoiling("pita", "pelayanan: 0.5", "pelayanan: «-1", "0.01 to 100"),
        Spoiling("pita", "letterhead: [PEMERINTAH, DINAS]", "letterhead: «kop", "a list"),
        Spoiling("pita", "variables:\n", "variables: &v\n  sandi: {password: «hunter2}\n", "looks like a credential"),
        Spoiling("pita", "banner: kantor", "snmp_community: «public", "looks like a credential", hint: "environment"),
    ])
    func `a slip in pita.yaml is found at its place`(_ spoiling: Spoiling) throws { try spoiling.expect() }

    @Test(arguments: [
        Spoiling("pita", "connection:\n", "«conection:\n", "no key `conection`", hint: "`connection`"),
        Spoiling("pita", "connection:\n  ssh: {user", "connection: «[]\nx:\n  ssh: {user", "a mapping"),
        Spoiling("pita", "ssh: {user:", "«shs: {user:", "no key `shs`", hint: "`ssh`"),
    ])
    func `what a spoilt connection of the office does not give is no fault of the devices`(
        _ spoiling: Spoiling
    ) throws {
        let (files, _) = try #require(SampleOffice.spoilt(spoiling.file, spoiling.old, spoiling.new))
        try spoiling.expect(onlyOne: false)
        let error = #expect(throws: Diagnostics.self) { try SampleOffice.load(files) }
        #expect(error?.items.contains { $0.message.contains("nothing gives") } == false, "\(error as Any)")
    }

    @Test func `a pita.yaml that is no YAML is told alone`() throws {
        for text in ["name: [", "\tname: x", "name: \"x"] {
            let files = SampleOffice.whole.map {
                $0.name == "Inventory/pita.yaml" ? InventoryFile(name: $0.name, text: text) : $0
            }
            let error = #expect(throws: Diagnostics.self) { try SampleOffice.load(files) }
            #expect(error?.items.map(\.mark?.file) == ["Inventory/pita.yaml"], "\(error as Any)")
        }
    }

    @Test(arguments: [
        Spoiling("pita", "community: {environment: C}", "community: «public", "credentials are references"),
        Spoiling("pita", "secret: {environment: A}", "secret: «\"hunter2-hunter2\"", "credentials are references"),
        Spoiling("pita", "secret: {environment: A}", "secret: «{}", "has one key"),
        Spoiling(
            "pita", "secret: {environment: A}", "secret: {«enviroment: A}", "cannot be kept in", hint: "`environment`"),
        Spoiling("pita", "secret: {environment: A}", "secret: {environment: «1A}", "environment variable"),
        Spoiling("pita", "secret: {environment: A}", "secret: «{agent: true}", "keeps keys only"),
        Spoiling("pita", "secret: {environment: A}", "secret: {command: «[]}", "1 to 64 words"),
        Spoiling("pita", "secret: {environment: A}", "secret: {command: «pass}", "a list"),
        Spoiling("pita", "{agent: true}", "«{}", "one of `key`, `password` and `agent`"),
        Spoiling("pita", "{agent: true}", "{password: «rahasia}", "credentials are references"),
        Spoiling("pita", "{key: {file: kunci}}", "«{key: {command: [pass]}}", "a private key is a file"),
        Spoiling("pita", "user: pita,", "user: pita, version: «1,", "must be 2c or 3", hint: "write 2c"),
        Spoiling("pita", "user: pita,", "user: pita, port: «0,", "1 to 65535"),
        Spoiling("pita", "SHA-256", "«SHA256", "none of", hint: "`SHA-256`"),
        Spoiling("pita", "ssh: {user", "ssh: {transport: «libssh, user", "none of", hint: "`libssh2`"),
        Spoiling("pita", "ssh: {user", "ssh: {config: «[a], user", "must be text"),
        Spoiling("pita", "{agent: true}", "{agent: «false}", "`agent` is true, or the public key", hint: ".pub"),
        Spoiling("pita", "{agent: true}", "{agent: «ssh-ed25519 AAAA}", "no SSH public key"),
        Spoiling(
            "pita", "ssh: {user", "ssh: {jump: {host: lompat, user: u, authentication: «[]}, user", "at least one way"),
        Spoiling(
            "pita", "ssh: {user", "ssh: {jump: {host: lompat, user: u, authentication: [{password: «p}]}, user",
            "credentials are references"),
    ])
    func `credentials and connections are checked, and a credential is never shown`(_ spoiling: Spoiling) throws {
        try spoiling.expect()
    }

    @Test func `an SSH client and its ssh_config can be named at any layer`() throws {
        func settings(_ pita: String) throws -> SSHSettings? {
            let (files, _) = try #require(
                SampleOffice.spoilt("Inventory/pita.yaml", "ssh: {user", "ssh: {\(pita)user"))
            return try SampleOffice.load(files).device("rtr-satu")?.connection.ssh
        }
        #expect(try settings("")?.transport == .automatic)
        #expect(try settings("")?.config == .user)
        let named = try settings("transport: openssh, config: ssh_config, ")
        #expect(named?.transport == .openssh && named?.config == .file("ssh_config"))
        #expect(try settings("config: none, ")?.config == SSHConfigFile.none)
    }

    @Test func `a jump host is never shown the device's password`() throws {
        let jump = "jump: {host: lompat, user: u}"
        let password = "authentication: [{password: {environment: P}}]"
        try Spoiling(
            "pita", "ssh: {user: {environment: U}, authentication: [{key: {file: kunci}}, {agent: true}]}",
            "ssh: {user: {environment: U}, \(password), jump: «{host: lompat, user: u}}",
            "would be shown the password of `rtr-inti`", hint: "its own `authentication:`"
        ).expect()
        try Spoiling(
            "segments/satu", "connection: {snmp: {version: 2c}}",
            "connection: {ssh: {\(password), jump: «{host: lompat, user: u}}, snmp: {version: 2c}}",
            "would be shown the password of `rtr-satu`"
        ).expect(onlyOne: false)
        func jumps(_ new: String) throws -> [SSHAuthentication]? {
            let file = "Inventory/segments/satu.yaml"
            let (files, _) = try #require(SampleOffice.spoilt(file, "connection: {snmp: {version: 2c}}", new))
            return try SampleOffice.load(files).device("rtr-satu")?.connection.ssh.jump?.authentication
        }
        // The device's key and agent may be used; what is written for the jump host itself goes before them.
        let key = SSHAuthentication.key(CredentialReference(.file("kunci")), passphrase: nil)
        #expect(try jumps("connection: {ssh: {\(jump)}, snmp: {version: 2c}}") == [key, .agent(key: nil)])
        #expect(
            try jumps(
                "connection: {ssh: {\(jump), authentication: [{password: {environment: P}}, {key: {file: kunci}}]}, "
                    + "snmp: {version: 2c}}") == [key])
        #expect(
            try jumps(
                "connection: {ssh: {\(password), jump: {host: lompat, user: u, "
                    + "authentication: [{password: {environment: LOMPAT}}]}}, snmp: {version: 2c}}")
                == [.password(CredentialReference(.environment("LOMPAT")))])
    }

    @Test func `an agent that holds more keys than one is told which`() throws {
        let (files, _) = try #require(
            SampleOffice.spoilt("Inventory/pita.yaml", "{agent: true}", "{agent: \(SampleOffice.key)}"))
        let ways = try SampleOffice.load(files).device("rtr-inti")?.connection.ssh.authentication
        #expect(ways?.last == .agent(key: SSHPublicKey(SampleOffice.key)))
    }

    @Test func `a credential written out does not reach the terminal`() throws {
        for (old, new) in [("{environment: C}", "hunter2"), ("banner: kantor", "wifi_psk: hunter2")] {
            let (files, _) = try #require(SampleOffice.spoilt("Inventory/pita.yaml", old, new))
            let fault = #expect(throws: Diagnostics.self) { try SampleOffice.load(files) }
            #expect(fault?.description.contains("hunter2") == false)
        }
    }

    @Test func `a missing setting is said once for a platform`() throws {
        let (files, _) = try #require(SampleOffice.spoilt("Inventory/pita.yaml", "user: {environment: U}, ", ""))
        let fault = #expect(throws: Diagnostics.self) { try SampleOffice.load(files) }
        let missing = fault?.items.filter { $0.message.contains("connection.ssh.user") } ?? []
        // Three platforms, and one device with a connection of its own.
        #expect(missing.count == 4)
    }

    @Test func `each missing file is named`() {
        for file in SampleOffice.files where !file.name.contains("platforms") && !file.name.contains("segments") {
            let rest = SampleOffice.whole.filter { $0.name != file.name }
            let fault = #expect(throws: Diagnostics.self) { try SampleOffice.load(rest) }
            #expect(fault?.items.contains { $0.message.contains("\(file.name) is missing") } == true, "\(file.name)")
        }
    }

    @Test func `a file with a slip in its name is refused`() {
        let more = SampleOffice.whole + [InventoryFile(name: "Inventory/link.yaml", text: "links: {}")]
        let fault = #expect(throws: Diagnostics.self) { try SampleOffice.load(more) }
        #expect(fault?.items.first?.hint == "did you mean `Inventory/links.yaml`?")
    }

    @Test func `faults of all files come in one run, by file and place`() throws {
        var files = SampleOffice.whole
        func spoil(_ name: String, _ old: String, _ new: String) {
            files = files.map {
                guard $0.name == name else { return $0 }
                return InventoryFile(
                    name: name, text: String(decoding: $0.bytes, as: UTF8.self).replacing(old, with: new))
            }
        }
        spoil("Inventory/users.yaml", "roles: [staf]", "roles: [stav]")
        spoil("Inventory/segments/satu.yaml", "vlan: 110", "vlan: 5000")
        spoil("Inventory/pita.yaml", "WITA", "WIX")
        spoil("Inventory/calendar.yaml", "08:00-12:00", "8-12")
        let fault = #expect(throws: Diagnostics.self) { try SampleOffice.load(files) }
        #expect(
            fault?.items.compactMap { $0.mark?.file }
                == ["calendar.yaml", "pita.yaml", "segments/satu.yaml", "users.yaml"].map { "Inventory/" + $0 })
    }
}
