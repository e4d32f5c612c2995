import PitaDiagnostics
import PitaYAML
import Testing

@testable import PitaInventory

/// A small valid office, and ways to spoil one place of it. `«` marks where the fault is expected.
enum SampleOffice {
    static let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g sampel"
    static let otherKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICAfHh0cGxoZGBcWFRQTEhEQDw4NDAsKCQgHBgUEAwIB lain"

    static let files: [(name: String, text: String)] = [
        (
            "Inventory/pita.yaml",
            """
            name: Dinas Kominfo
            short_name: Diskominfo
            letterhead: [PEMERINTAH, DINAS]
            address: [Jalan Satu]
            city: Contoh
            timezone: WITA
            number_series:
              berita_acara: "{number:03}/BA/{year}"
            policy:
              capacity: {window: 30d, class_weights: {pelayanan: 0.5}}
              approval: {expires: 12h, roles: [kabid]}
            connection:
              ssh: {user: {environment: U}, authentication: [{key: {file: kunci}}, {agent: true}]}
              snmp: {user: pita, auth: {protocol: SHA-256, secret: {environment: A}}, community: {environment: C}}
            variables:
              ntp: {servers: [10.0.0.1], zone: office}
              banner: kantor
            """
        ),
        (
            "Inventory/platforms.yaml",
            """
            platforms:
              routeros:
                connection: {ssh: {port: 2222}, snmp: {timeout: 5s}}
                variables: {ntp: {zone: platform, mode: unicast}}
            """
        ),
        (
            "Inventory/backbone.yaml",
            """
            devices:
              rtr-inti: {platform: routeros, role: core, management: 10.0.0.1, interfaces: [ether1, sfp1, sfp2]}
              dist-a: {platform: openvswitch, role: distribution, management: 10.0.0.2, interfaces: [uplink, p-satu, p-dua]}
              dist-b: {platform: openvswitch, role: distribution, management: 10.0.0.3}
            """
        ),
        (
            "Inventory/links.yaml",
            """
            links:
              isp:
                kind: isp
                from: rtr-inti:ether1
                to: internet
                capacity: 100M/50M
                counters: {at: rtr-inti:ether1, download: in}
              trunk-a:
                kind: trunk
                from: dist-a:uplink
                to: rtr-inti:sfp1
                capacity: 1G/1G
                counters: {at: rtr-inti:sfp1, download: out}
              trunk-b: {kind: trunk, from: dist-b:uplink, to: rtr-inti:sfp2, counters: {at: rtr-inti:sfp2, download: out}}
            """
        ),
        (
            "Inventory/segments/dua.yaml",
            """
            name: dua
            title: Jaringan Dua
            agency: Dinas Dua
            vlan: 120
            prefixes: [10.12.0.0/24]
            allocation: 10M/5M
            access: {from: rtr-dua:ether1, to: dist-a:p-dua, capacity: 50M/50M, counters: {at: rtr-dua:ether1, download: in}}
            path: [access-dua, trunk-a, isp]
            devices:
              rtr-dua: {platform: linux, role: router, management: 10.12.1.1}
            """
        ),
        (
            "Inventory/segments/satu.yaml",
            """
            # Segmen satu
            name: satu
            title: Jaringan Satu
            agency: Dinas Satu
            class: pelayanan
            vlan: 110
            prefixes: [10.11.0.0/24, 10.11.1.0/24]
            transfer: 10.11.255.0/30
            allocation: 20M/10M   # turun/naik
            access:
              from: rtr-satu:ether1
              to: dist-a:p-satu
              capacity: 40M/20M
              counters: {at: dist-a:p-satu, download: out}
            path: [access-satu, trunk-a, isp]
            contact_role: Kepala Dinas Satu
            variables:
              ntp: {servers: [10.11.0.9]}
              banner: segmen
            devices:
              rtr-satu:
                platform: routeros
                version: 7.16.1
                role: router
                management: 10.11.1.1
                interfaces: [ether1, ether2]
                connection: {snmp: {version: 2c}}
                variables: {banner: alat}
              sw-satu: {platform: routeros, role: switch, management: 10.11.1.2}
            """
        ),
        (
            "Inventory/users.yaml",
            """
            users:
              perencana: {title: Staf Perencana, roles: [staf], keys: ["\(key)"], valid_from: 2026-01-01, valid_until: 2026-12-31}
              kabid: {title: Kepala Bidang, roles: [kabid], keys: [], disabled: true}
            """
        ),
        (
            "Inventory/calendar.yaml",
            """
            working_hours:
              monday: ["08:00-12:00", "13:00-16:00"]
            holidays:
              - {date: 2026-06-01, name: Hari Lahir Pancasila}
            """
        ),
    ]

    static var whole: [InventoryFile] { files.map { InventoryFile(name: $0.name, text: $0.text) } }

    static func load(_ files: [InventoryFile] = whole) throws(Diagnostics) -> Office {
        try Office.parse(files: files)
    }

    /// The files with one place spoilt, and where the mark stood.
    static func spoilt(_ name: String, _ old: String, _ marked: String) -> (files: [InventoryFile], mark: SourceMark)? {
        guard let text = files.first(where: { $0.name == name })?.text, text.contains(old) else { return nil }
        let parts = text.replacing(old, with: marked, maxReplacements: 1)
            .split(separator: "«", maxSplits: 1, omittingEmptySubsequences: false)
        let lines = parts[0].split(separator: "\n", omittingEmptySubsequences: false)
        let mark = SourceMark(
            file: name, line: lines.count, column: (lines.last?.unicodeScalars.count ?? 0) + 1,
            offset: parts[0].utf8.count)
        let changed = whole.map { $0.name == name ? InventoryFile(name: name, text: parts.joined()) : $0 }
        return (changed, mark)
    }
}

/// One way to spoil the office.
struct Spoiling: Sendable, CustomTestStringConvertible {
    let file: String
    let old: String
    let new: String
    let message: String
    let hint: String?

    init(_ file: String, _ old: String, _ new: String, _ message: String, hint: String? = nil) {
        self.file = "Inventory/\(file).yaml"
        self.old = old
        self.new = new
        self.message = message
        self.hint = hint
    }

    var testDescription: String { "\(file): \(new.prefix(60))" }

    /// Expects exactly one diagnostic of its severity, at the mark, with these words.
    func expect(_ severity: Diagnostic.Severity = .error, onlyOne: Bool = true) throws {
        let (files, mark) = try #require(SampleOffice.spoilt(file, old, new), "the office does not hold `\(old)`")
        var items: [Diagnostic] = []
        do throws(Diagnostics) { items = try SampleOffice.load(files).warnings } catch { items = error.items }
        let found = items.first { $0.mark == mark && $0.message.contains(message) }
        #expect(found != nil, "\(Diagnostics(items))")
        #expect(found?.severity == severity)
        if onlyOne { #expect(items.count == 1, "\(Diagnostics(items))") }
        if let hint { #expect(found?.hint?.contains(hint) == true, "\(Diagnostics(items))") }
    }
}
