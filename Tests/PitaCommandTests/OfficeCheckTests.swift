import Foundation
import Testing

/// `pita inventory check` and its like as a person meets them: figures that nobody meant, and credentials that do not come back.
@Suite struct OfficeCheckTests {
    private static let pita = "Inventory/pita.yaml"

    @Test func `the check of an office that works is one line and what no template reads`() throws {
        let office = try WorkDirectory.office()
        let outcome = try office.pita("inventory", "check")
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.first?.hasSuffix("3 playbooks tried on all their devices: no errors, 0 warnings") == true)
        #expect(lines.last?.hasPrefix("Read by no template: domain (Inventory/pita.yaml:") == true)
    }

    @Test func `a variable that a template wants and a device lacks is a finding with both, and exit 2`() throws {
        let office = try WorkDirectory.office()
        try office.replace(", gateway: 10.24.255.1", with: "", in: "Inventory/segments/dlh.yaml")
        let outcome = try office.pita("inventory", "check")
        #expect(outcome.status == 2, "\(outcome.errors)")
        #expect(outcome.errors.contains("routeros/segment.j2:19:"), "\(outcome.errors)")
        #expect(outcome.errors.contains("error: 'dict object' has no attribute 'gateway'"))
        #expect(outcome.errors.contains("  device rtr-dlh\n  segment dlh\n  playbook segmen-baru"), "\(outcome.errors)")
        #expect(outcome.output.contains("1 errors, 0 warnings"))
        let json = try office.pita("inventory", "check", "--output", "json")
        let value = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        #expect(json.status == 2 && (value?["errors"] as? [String])?.count == 1)
    }

    @Test func `a playbook that can't be read is a finding of the check`() throws {
        let office = try WorkDirectory.office()
        try office.replace("mode: merge", with: "mode: gabung", in: "Playbooks/server-dns.yaml")
        let outcome = try office.pita("inventory", "check")
        #expect(
            outcome.status == 2 && outcome.errors.contains("Playbooks/server-dns.yaml:5:7: error: "),
            "\(outcome.errors)")
    }

    @Test func `a slip in the name of a variable is a warning, and the check still ends with 0`() throws {
        let office = try WorkDirectory.office()
        try office.replace(
            "    variables:\n", with: "    variables:\n      acces_ports: [ether2]\n", in: "Inventory/segments/dlh.yaml"
        )
        let outcome = try office.pita("inventory", "check")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.errors.contains("warning: no template reads the variable `acces_ports`"), "\(outcome.errors)")
        #expect(outcome.errors.contains("hint: did you mean `access_ports`?"))
    }

    @Test(arguments: [
        ["capacity", "check", "disdik", "--to", "10/5"],
        ["render", "kenaikan-bandwidth", "--set", "segment=disdik", "--set", "bandwidth=10/5"],
    ])
    func `a bandwidth without a prefix is refused with what was probably meant`(_ words: [String]) throws {
        let office = try WorkDirectory.office()
        let outcome = try withExtendedLifetime(office) { try Program.run(words, in: office.path) }
        #expect(outcome.status == 1 && outcome.output.isEmpty)
        #expect(outcome.errors.contains("10 bit/s of download and 5 bit/s of upload"), "\(outcome.errors)")
        #expect(outcome.errors.contains("hint: did you mean `10M/5M`?"), "\(outcome.errors)")
    }

    @Test func `a parameter that nothing reads refuses a rendering at its place`() throws {
        let office = try WorkDirectory.office()
        try office.replace(
            "parameters:\n", with: "parameters:\n  vlan: {type: vlan, default: \"5\"}\n",
            in: "Playbooks/kenaikan-bandwidth.yaml")
        let outcome = try office.pita(
            "render", "kenaikan-bandwidth", "--set", "segment=disdik", "--set", "bandwidth=5M/5M")
        expectFault(
            outcome, "nothing reads the parameter `vlan`", at: "6:3", file: "Playbooks/kenaikan-bandwidth.yaml")
    }

    @Test func `a value that may be a credential is masked wherever values are shown`() throws {
        let office = try WorkDirectory.office()
        try office.replace("  domain: contoh.example\n", with: "  kunci: hunter2hunter2\n", in: Self.pita)
        try office.write("Templates/routeros/dns.j2", "/ip dns\nset servers={{ kunci | routeros_quote }}\n")
        for words in [
            ["inventory", "show", "rtr-dlh"], ["render", "server-dns", "--limit", "rtr-dlh"], ["inventory", "check"],
        ] {
            for form in ["text", "json"] {
                let outcome = try Program.run(words + ["--output", form], in: office.path)
                #expect(outcome.status == 0, "\(outcome.errors)")
                #expect(!(outcome.output + outcome.errors).contains("hunter2"), "\(words)")
            }
        }
        #expect(try office.pita("inventory", "show", "rtr-dlh").output.contains("********"))
    }

    @Test func `a credential given for a parameter without its sign is not printed`() throws {
        let office = try WorkDirectory.office()
        let outcome = try office.pita("render", "server-dns", "--set", "password:hunter2")
        #expect(outcome.status == 64 && !outcome.errors.contains("hunter2"), "\(outcome.errors)")
        #expect(outcome.errors.contains("--set takes NAME=VALUE"))
        let named = try office.pita("render", "server-dns", "--set", "password=hunter2")
        #expect(named.status == 1 && !named.errors.contains("hunter2"), "\(named.errors)")
    }

    @Test func `the password beside the user is not shown, and the answer is the form to write`() throws {
        let office = try WorkDirectory.office()
        try office.replace("    port: 10022\n", with: "    port: 10022\n    password: hunter2\n", in: Self.pita)
        let outcome = try office.pita("inventory", "check")
        #expect(outcome.status == 1 && !outcome.errors.contains("hunter2"), "\(outcome.errors)")
        #expect(outcome.errors.contains("the SSH settings has no key `password`"))
        #expect(outcome.errors.contains("authentication: [{password: {environment: PITA_SSH_PASSWORD}}]"))
    }
}
