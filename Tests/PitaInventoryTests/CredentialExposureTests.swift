import PitaDiagnostics
import Testing

@testable import PitaInventory

/// Ways in which people write a credential into an inventory. `hunter2` is the credential.
@Suite struct CredentialExposureTests {
    static let spoilings: [(String, String, String)] = [
        ("pita", "ssh: {user: {environment: U},", "ssh: {user: {environment: U}, password: hunter2,"),
        ("pita", "ssh: {user: {environment: U},", "ssh: {user: {environment: U}, sandi: hunter2,"),
        ("pita", "ssh: {user: {environment: U},", "ssh: {user: {environment: U}, usr: x, kunci_saya: hunter2,"),
        ("pita", "ssh: {user: {environment: U},", "ssh: {user: {environment: U}, pasword: hunter2,"),
        ("pita", "ssh: {user: {environment: U},", "ssh: {user: {password: hunter2},"),
        ("pita", "ssh: {user: {environment: U},", "ssh: {user: {environment: U}, enable: hunter2,"),
        (
            "pita", "ssh: {user: {environment: U},",
            "ssh: {user: {environment: U}, jump: {host: h, user: u, password: hunter2},"
        ),
        ("pita", "authentication: [{key: {file: kunci}}, {agent: true}]", "authentication: hunter2"),
        ("pita", "authentication: [{key: {file: kunci}}, {agent: true}]", "authentication: [hunter2]"),
        (
            "pita", "authentication: [{key: {file: kunci}}, {agent: true}]",
            "authentication: [{key: {file: kunci}}, hunter2]"
        ),
        ("pita", "authentication: [{key: {file: kunci}}, {agent: true}]", "authentication: [{agent: hunter2}]"),
        ("pita", "authentication: [{key: {file: kunci}}, {agent: true}]", "authentication: [{password: hunter2}]"),
        ("pita", "authentication: [{key: {file: kunci}}, {agent: true}]", "authentication: [{sandi: hunter2}]"),
        (
            "pita", "authentication: [{key: {file: kunci}}, {agent: true}]",
            "authentication: [{password: {nilai: hunter2}}]"
        ),
        (
            "pita", "authentication: [{key: {file: kunci}}, {agent: true}]",
            "authentication: [{password: {environment: hunter2!}}]"
        ),
        ("pita", "authentication: [{key: {file: kunci}}, {agent: true}]", "authentication: {password: hunter2}"),
        ("pita", "community: {environment: C}", "community: hunter2"),
        ("pita", "community: {environment: C}", "communty: hunter2"),
        ("pita", "auth: {protocol: SHA-256, secret: {environment: A}}", "auth: hunter2"),
        ("pita", "auth: {protocol: SHA-256, secret: {environment: A}}", "auth: {protocol: SHA-256, secret: hunter2}"),
        (
            "pita", "auth: {protocol: SHA-256, secret: {environment: A}}",
            "auth: {protocol: SHA-256, passphrase: hunter2}"
        ),
        ("pita", "auth: {protocol: SHA-256, secret: {environment: A}}", "auth: {protocol: SHA-257, secret: hunter2}"),
        ("pita", "banner: kantor", "wifi: {psk: hunter2}"),
        ("pita", "banner: kantor", "wifi: {sandi: {nilai: hunter2}}"),
        ("pita", "banner: kantor", "passwords: [hunter2, x]"), ("pita", "banner: kantor", "sandi: |\n    hunter2"),
        ("pita", "banner: kantor", "a: &x hunter2\n  kata_sandi: *x"),
        ("pita", "banner: kantor", "situs: https://pita:hunter2@contoh.example/"),
        ("pita", "banner: kantor", "hash: $6$hunter2$abc"), ("pita", "banner: kantor", "PASSWORD_ADMIN: hunter2"),
        ("pita", "banner: kantor", "wifi:\n    - {nama: a, passphrase: hunter2}"),
        ("pita", "city: Contoh", "city: Contoh\npassword: hunter2"),
        ("pita", "city: Contoh", "city: Contoh\nkunci: hunter2"),
        ("backbone", "role: core,", "role: core, password: hunter2,"),
        ("backbone", "role: core,", "role: core, sandi: [hunter2],"),
        ("segments/satu", "vlan: 110", "vlan: 110\nwifi_password: hunter2"),
        ("segments/satu", "vlan: 110", "vlan: 110\nrahasia:\n  nilai: hunter2"),
        ("users", "title: Staf Perencana,", "title: Staf Perencana, password: hunter2,"),
        ("platforms", "connection: {ssh: {port: 2222}", "password: hunter2\n    connection: {ssh: {port: 2222}"),
        ("links", "kind: isp", "kind: isp\n    token: hunter2"),
    ]

    @Test(arguments: spoilings)
    func `a credential written out is refused and does not come back`(_ file: String, _ old: String, _ new: String)
        throws
    {
        let (files, _) = try #require(SampleOffice.spoilt("Inventory/\(file).yaml", old, new), "no `\(old)`")
        let fault = #expect(throws: Diagnostics.self) { try SampleOffice.load(files) }
        #expect(fault?.description.contains("hunter2") == false, "\(fault as Any)")
        #expect(fault?.items.allSatisfy { $0.mark != nil } == true)
    }

    @Test func `the most natural mistake is answered with the right form`() throws {
        let (files, mark) = try #require(
            SampleOffice.spoilt(
                "Inventory/pita.yaml", "ssh: {user: {environment: U},", "ssh: {user: pita, «password: hunter2,"))
        let fault = #expect(throws: Diagnostics.self) { try SampleOffice.load(files) }
        let found = try #require(fault?.items.first)
        #expect(found.mark == mark && found.message == "the SSH settings has no key `password`")
        #expect(found.excerpt?.line.filter { $0 != " " } == "...password:...", "\(found)")
        #expect(found.hint?.contains("authentication: [{password: {environment: PITA_SSH_PASSWORD}}]") == true)
    }

    @Test(arguments: [
        "passive_interface: ether1", "password_min_length: 8", "communities: [\"65000:100\", no-export]",
        "send_community: true",
        "community: 65000:1", "sandi: {environment: PITA_WIFI}", "sandi: null", "key: abc", "ssh_key_file: kunci",
    ])
    func `a variable that is no credential is taken`(_ variable: String) throws {
        let (files, _) = try #require(SampleOffice.spoilt("Inventory/pita.yaml", "banner: kantor", variable))
        #expect(throws: Never.self) { try SampleOffice.load(files) }
    }

    @Test func `a variable that may be a credential is known for one when variables are shown`() throws {
        let (files, _) = try #require(
            SampleOffice.spoilt("Inventory/pita.yaml", "banner: kantor", "ospf: {key: abc, area: 0, auth: true}"))
        let office = try SampleOffice.load(files)
        let device = try #require(office.device("rtr-inti"))
        let hidden = office.resolvedVariables(for: device).leaves().filter(\.isCredential).map(\.path)
        #expect(hidden == ["ospf.key"])
        #expect(office.builtIns(for: device).leaves().allSatisfy { !$0.isCredential })
    }
}
