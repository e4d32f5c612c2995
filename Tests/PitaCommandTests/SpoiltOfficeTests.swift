import Testing

/// Lines of a table, each a file with one mistake in it: `FILE | OLD | NEW`, `«` where the diagnostic is expected, `\n`
/// and `\t` for what does not fit in a line.
struct Spoiling: Sendable, CustomStringConvertible {
    let description: String
    let file: String
    let old: String
    let new: String

    private init(_ line: Substring, file: Substring? = nil) {
        let parts = line.split(separator: "|", omittingEmptySubsequences: false)
        let texts = parts.suffix(2).map { String($0).replacing("\\n", with: "\n").replacing("\\t", with: "\t") }
        description = String(line)
        self.file = String(file ?? "Inventory/\(parts[0]).yaml")
        (old, new) = (texts[0], texts[1])
    }

    /// Writes the file with the mistake in it; says where it is, as `line:column`.
    func spoil(_ office: WorkDirectory) throws -> String? {
        try office.replace(old, with: new, in: file)
        let marked = MarkedText(try String(contentsOfFile: office.path + "/" + file, encoding: .utf8))
        try office.write(file, marked.text)
        return marked.place
    }

    /// Mistakes in the files of an inventory.
    static let inventory = #"""
        pita|name: Dinas Komunikasi dan Informatika Kabupaten Contoh|name: «[a]
        pita|short_name: Diskominfo|short_name: «""
        pita|timezone: WIB|timezone: «[WIB]
        pita|  directory: .pita|  directory: «""
        pita|  directory: .pita|  directory: .pita\n  «mode: 7
        pita|minimum_window: 20s|minimum_window: «61s
        pita|interval: 10s|interval: «0s
        pita|minimum_samples: 3|minimum_samples: «0
        pita|minimum_samples: 3|minimum_samples: «tiga
        pita|coverage: 0.8|coverage: «-0.1
        pita|percentile: 95|percentile: «0
        pita|commit_ratio: 1.0|commit_ratio: «0
        pita|headroom: 0.8|headroom: «banyak
        pita|standar: 1.0|standar: «-1
        pita|expires: 24h|expires: «0s
        pita|roles: [kasi, kabid, kadis]|roles: «[]
        pita|roles: [kasi, kabid, kadis]|roles: «kasi
        pita|port: 10022|port: «0
        pita|user: {environment: PITA_SSH_USER}|user: «{lingkungan: X}
        pita|user: {environment: PITA_SSH_USER}|user: {environment: «"1 X"}
        pita|- key: {environment: PITA_SSH_KEY}|- «kunci: {environment: PITA_SSH_KEY}
        pita|- key: {environment: PITA_SSH_KEY}|- {password: «rahasia123}
        pita|port: 10161|port: «-1
        pita|user: pita|user: «""
        pita|secret: {environment: PITA_SNMP_AUTH}|secret: «hunter2hunter2
        pita|community: {environment: PITA_SNMP_COMMUNITY}|community: «public
        pita|timeout: 2s|timeout: «0s
        pita|retries: 2|retries: «-1
        pita|max_repetitions: 20|max_repetitions: «0
        pita|  domain: contoh.example|  domain: contoh.example\n  «domain: dua
        pita|  contact: Diskominfo|  snmp_community: «public\n  contact: Diskominfo
        platforms|    variables:\n      queue:|    «variable:\n      queue:
        platforms|  linux:|  «linux_:
        backbone|role: core|«rol: core
        backbone|management: 127.20.0.1|management: «127.20.0
        backbone|version: 7.16.1|version: «[7]
        backbone|[br0, uplink, p-disdik, p-dinkes|[br0, uplink, p-disdik, «p-disdik
        backbone|[br0, uplink, p-disdik|[br0, uplink, «"p disdik"
        backbone|  sw-dist-utara:|  «sw dist:
        backbone|devices:|«device:
        links|kind: isp|kind: «isp2
        links|capacity: 300M/150M|capacity: «0/0
        links|download: in|download: «masuk
        links|at: rtr-inti:ether1|at: «rtr-inti
        links|at: rtr-inti:ether1|at: «rtr-inti:ether99
        links|from: sw-dist-utara:uplink|from: «sw-dist-utara
        links|  trunk-utara:|  «Trunk:
        links|    to: internet|    to: internet\n    «warna: x
        segments/disdik|name: disdik|name: «Disdik
        segments/disdik|name: disdik|name: «dinkes
        segments/disdik|agency: Dinas Pendidikan|«agensi: Dinas Pendidikan
        segments/disdik|vlan: 110|vlan: «0
        segments/disdik|vlan: 110|vlan: «sepuluh
        segments/disdik|vlan: 110|vlan: «0110
        segments/disdik|prefixes: [10.11.0.0/24]|prefixes: [«10.11.0.0/33]
        segments/disdik|prefixes: [10.11.0.0/24]|prefixes: [«10.11.0.0]
        segments/disdik|transfer: 10.11.255.0/30|transfer: «10.11.255.1/30
        segments/disdik|allocation: 20M/10M|allocation: «20M/10M/5M
        segments/disdik|allocation: 20M/10M|allocation: «-20M/10M
        segments/disdik|allocation: 20M/10M|allocation: «20 M/10M
        segments/disdik|from: rtr-disdik:ether1|from: «rtr-tidakada:ether1
        segments/disdik|from: rtr-disdik:ether1|from: «rtr-disdik:ether7
        segments/disdik|path: [access-disdik, trunk-utara, isp-utama]|path: «[]
        segments/disdik|path: [access-disdik, trunk-utara, isp-utama]|path: [access-disdik, trunk-utara, «tidak-ada]
        segments/disdik|path: [access-disdik, trunk-utara, isp-utama]|path: [access-disdik, «isp-utama, trunk-utara]
        segments/disdik|version: 7.16.1|version: «""
        segments/disdik|wan: {interface: ether1|wan: {password: «hunter2, interface: ether1
        users|roles: [kasi]|roles: [«kasie]
        users|title: Kepala Seksi Infrastruktur dan Teknologi\n|\n
        users|      - ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA9Z|      - «ssh-dss AAAAC3NzaC1lZDI1NTE5AAAAIA9Z
        users|valid_from: 2026-01-01|valid_from: «2026-1-1
        users|valid_from: 2026-01-01|valid_from: «besok
        users|  kasi:|  «Kasi:
        calendar|"07:30-12:00"|«"7:30-12:00"
        calendar|date: 2026-05-01|date: «2026-01-01
        calendar|date: 2026-05-01|date: «1 Mei 2026
        calendar|name: Hari Buruh Internasional|«nama: Hari Buruh Internasional
        pita|"000.7.5/{number:03}/BA/DISKOMINFO/{year}"|«"BA/{year}"
        calendar|["07:30-12:00", "13:00-16:00"]|«["07:30-12:00", "11:00-16:00"]
        """#.split(separator: "\n").map { Spoiling($0) }

    /// Mistakes in a playbook.
    static let playbook = #"""
        name: segmen-baru|name: «Segmen Baru
        name: segmen-baru|name: «[a]
        title: Segmen baru|«judul: Segmen baru
        title: Segmen baru|title: «""
        {type: segment,|{type: «segmen,
        {type: segment,|{«tipe: segment,
        {type: bandwidth,|{type: bandwidth, «choices: [1],
          segment: {type|  «Segment: {type
        parameters:|«parameter:
        allocation: {segment: segment, |allocation: {segment: «bandwidth, 
        allocation: {segment: segment, bandwidth: bandwidth}|allocation: «segment
        allocation: {segment: segment, bandwidth: bandwidth}|allocation: «{segment: segment}
        mode: merge|mode: «replace
        mode: merge|mode: merge\nscope: «{routeros: "/queue simple[comment^=pita:]"}
        targets:|«target:
          - devices: path\n    role: core|  - devices: «semua\n    role: core
        role: core|role: «pusat
        role: core|«rol: core
        templates: {routeros: routeros/segment.j2}|templates: «{}
        templates: {routeros: routeros/segment.j2}|templates: «[routeros/segment.j2]
        templates: {routeros: routeros/segment.j2}|templates: {«nxos: routeros/segment.j2}
        templates: {routeros: routeros/segment.j2}|templates: {routeros: «../rahasia}
        templates: {routeros: routeros/segment.j2}|templates: {routeros: «/etc/passwd}
        verify: {snmp: true}|verify: {snmp: «ya}
        verify: {snmp: true}|verify: {«ping: true}
        verify: {snmp: true}|verify: {snmp: true}\nway_back: «1s
        verify: {snmp: true}|verify: {snmp: true}\nway_back: «selamanya
        verify: {snmp: true}|verify: {snmp: true}\n«verify: {snmp: true}
        verify: {snmp: true}|verify: {snmp: true}\n«\tx: 1
        verify: {snmp: true}|verify: «*x
        """#.split(separator: "\n").map { Spoiling($0, file: "Playbooks/segmen-baru.yaml") }
}

@Suite struct SpoiltOfficeTests {
    @Test(arguments: Spoiling.inventory)
    func `a mistake in an inventory is told with file, line and column`(_ spoiling: Spoiling) throws {
        let office = try WorkDirectory.office()
        let place = try spoiling.spoil(office)
        let outcome = try office.pita("inventory", "check")
        // The line of a credential is not shown.
        let isCredential = outcome.errors.contains("credentials are references")
        expectFault(outcome, spoiling.file + ":", at: place, file: spoiling.file, caret: !isCredential)
        #expect(!outcome.errors.contains("hunter2"), "\(outcome.errors)")
    }

    @Test(arguments: Spoiling.playbook)
    func `a mistake in a playbook is told with file, line and column`(_ spoiling: Spoiling) throws {
        let office = try WorkDirectory.office()
        let place = try spoiling.spoil(office)
        let outcome = try office.pita("render", "segmen-baru", "--set", "segment=disdik", "--set", "bandwidth=5M/5M")
        expectFault(outcome, spoiling.file + ":", at: place, file: spoiling.file)
    }

    @Test func `at least three hundred bad files are told with their place`() {
        let count =
            BadYAML.all.count + BadFileTests.templates.count + BadTemplateTests.lines.count + OfficeFaultTests.all.count
            + Spoiling.inventory.count + Spoiling.playbook.count
        #expect(count >= 300)
    }
}
