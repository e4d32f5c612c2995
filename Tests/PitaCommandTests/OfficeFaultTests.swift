import TestSupport
import Testing

/// One broken office for each rule of the inventory: `pita inventory check` names the file, the line and the column.
@Suite struct OfficeFaultTests {
    struct Fault: Sendable, CustomStringConvertible {
        let file: String
        let old: String
        let new: String
        let message: String

        init(_ file: String, _ old: String, _ new: String, _ message: String) {
            (self.file, self.old, self.new, self.message) = ("Inventory/\(file).yaml", old, new, message)
        }

        var description: String { "\(file): \(new)" }
    }

    static let disdik = "segments/disdik"
    static let all = [
        Fault("pita", "short_name: Diskominfo", "«shortname: Diskominfo", "`shortname`"),
        Fault("pita", "timezone: WIB", "timezone: «WIBB", "WIBB"), Fault("pita", "city: Contoh\n", "", "`city`"),
        Fault("pita", "{number:03}/BA", "{nomor:03}/BA", "nomor"), Fault("pita", "window: 60s", "window: «60", "60"),
        Fault("pita", "coverage: 0.8", "coverage: «1.8", "1.8"),
        Fault("pita", "percentile: 95", "percentile: «950", "950"),
        Fault("pita", "expires: 24h", "expires: «24", "24"), Fault("pita", "roles: [kasi,", "roles: [«kassi,", "kassi"),
        Fault("pita", "port: 10022", "port: «70000", "70000"), Fault("pita", "version: 3", "version: «4", "4"),
        Fault("pita", "protocol: SHA-256", "protocol: «SHA-257", "SHA-257"),
        Fault("pita", "timeout: 10s", "timeout: «sepuluh", "sepuluh"),
        Fault("platforms", "  routeros:", "  «routerso:", "routerso"),
        Fault("backbone", "platform: routeros", "platform: «routers", "routers"),
        Fault("backbone", "role: core", "role: «inti", "inti"),
        Fault("backbone", "127.20.0.1", "«127.20.0.256", "127.20.0.256"),
        Fault("backbone", "  rtr-inti:", "  «rtr_inti:", "rtr_inti"),
        Fault("backbone", "127.20.0.2", "127.20.0.1", "like `rtr-inti`"),
        Fault("links", "kind: isp", "kind: «ips", "ips"),
        Fault("links", "capacity: 300M/150M", "capacity: «300M", "300M"),
        Fault("links", "rtr-inti:ether1\n    to: internet", "«rtr-inti:ether9\n    to: internet", "ether9"),
        Fault("links", "to: rtr-inti:sfp-sfpplus1", "to: «rtr-intu:sfp-sfpplus1", "rtr-intu"),
        Fault(disdik, "vlan: 110", "vlan: «4095", "4095"), Fault(disdik, "vlan: 110", "vlan: «120", "120"),
        Fault(disdik, "[10.11.0.0/24]", "[«10.11.0.1/24]", "10.11.0.1/24"),
        Fault(disdik, "[10.11.0.0/24]", "[«10.12.0.0/25]", "10.12.0.0/25"),
        Fault(disdik, "allocation: 20M/10M", "allocation: «20M", "20M"),
        Fault(disdik, "allocation: 20M/10M", "allocation: «200M/10M", "200M"),
        Fault(disdik, "trunk-utara, isp", "«trunk-uatra, isp", "trunk-uatra"),
        Fault(disdik, "platform: routeros", "platform: «router", "router"),
        Fault(disdik, "role: router", "«rol: router", "`rol`"),
        Fault(disdik, "management: 127.20.11.1", "management: «disdik", "disdik"),
        Fault("users", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA9Z", "«ssh-ed25519 BBBB", "key"),
        Fault("users", "roles: [staf]", "roles: [«stat]", "stat"),
        Fault("users", "valid_from: 2026-01-01", "valid_from: «2026-02-30", "2026-02-30"),
        Fault("calendar", "  monday:", "  «senin:", "senin"),
        Fault("calendar", "\"07:30-12:00\"", "«\"12:00-07:30\"", "12:00-07:30"),
        Fault("calendar", "date: 2026-01-01", "date: «2026-13-01", "2026-13-01"),
    ]

    @Test(arguments: all)
    func `a broken rule is told with file, line and column`(_ fault: Fault) throws {
        let office = try WorkDirectory.office()
        try office.replace(fault.old, with: fault.new, in: fault.file)
        let text = try String(contentsOfFile: office.path + "/" + fault.file, encoding: .utf8)
        let marked = MarkedText(text)
        try office.write(fault.file, marked.text)
        let outcome = try office.pita("inventory", "check")
        expectFault(outcome, fault.message, at: marked.place, file: fault.file)
    }

    @Test func `every command that needs the office tells the same`() throws {
        let office = try WorkDirectory.office()
        try office.replace("timezone: WIB", with: "timezone: WIBB", in: "Inventory/pita.yaml")
        let expected = try office.pita("inventory", "check").errors
        for words in [
            ["inventory", "list"], ["render", "segmen-baru"], ["show"], ["records", "verify"], ["host-key", "list"],
        ] {
            let outcome = try Program.run(words, in: office.path)
            #expect(outcome.status == 1)
            #expect(outcome.errors == expected, "\(words)")
        }
    }

    @Test func `all faults of an office are told in one run, by file and place`() throws {
        let office = try WorkDirectory.office()
        try office.replace("timezone: WIB", with: "timezone: WIBB", in: "Inventory/pita.yaml")
        try office.replace("kind: isp", with: "kind: ips", in: "Inventory/links.yaml")
        try office.replace("valid_from: 2026-01-01", with: "valid_from: besok", in: "Inventory/users.yaml")
        let places = try office.pita("inventory", "check").errorLines.filter { $0.contains(": error: ") }
        #expect(places.count >= 3)
        #expect(places.map { $0.prefix { $0 != ":" } } == places.map { $0.prefix { $0 != ":" } }.sorted())
    }

    @Test func `a broken playbook is told with its file and place`() throws {
        let office = try WorkDirectory.office()
        for (old, new, message) in [
            ("title: Segmen baru", "«titel: Segmen baru", "`titel`"), ("mode: merge", "mode: «gabung", "gabung"),
            ("role: core", "role: «inti", "inti"), ("type: bandwidth", "type: «bandwith", "bandwith"),
        ] {
            let text = try String(contentsOfFile: Programs.checkout + "/Playbooks/segmen-baru.yaml", encoding: .utf8)
            let marked = MarkedText(text.replacing(old, with: new, maxReplacements: 1))
            try office.write("Playbooks/segmen-baru.yaml", marked.text)
            let outcome = try office.pita(
                "render", "segmen-baru", "--set", "segment=disdik", "--set", "bandwidth=5M/5M")
            expectFault(outcome, message, at: marked.place, file: "Playbooks/segmen-baru.yaml")
        }
    }

    @Test func `a template that fails names itself, the device and the segment, for each device that it fails on`()
        throws
    {
        let office = try WorkDirectory.office()
        try office.replace(
            "{{ wan.gateway | routeros_quote }}", with: "{{ wan.gatewy | routeros_quote }}",
            in: "Templates/routeros/segment.j2")
        let outcome = try office.pita("render", "segmen-baru", "--set", "segment=disdik", "--set", "bandwidth=5M/5M")
        expectFault(outcome, "routeros/segment.j2:19:")
        #expect(
            outcome.errors.contains("device rtr-disdik") && outcome.errors.contains("segment disdik"),
            "\(outcome.errors)")
    }
}
