import Foundation

/// An office of 2,000 segments with five devices each, in the product's own files (4.3 MB).
enum BenchOffice {
    static let segments = 2000
    private static let distributions = 20

    /// Writes `Inventory/` into the directory.
    static func write(to directory: String) throws {
        let inventory = URL(fileURLWithPath: directory).appendingPathComponent("Inventory")
        let folder = inventory.appendingPathComponent("segments")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        func write(_ text: String, _ place: URL) throws { try Data(text.utf8).write(to: place) }
        try write(office, inventory.appendingPathComponent("pita.yaml"))
        try write(backbone, inventory.appendingPathComponent("backbone.yaml"))
        try write(links, inventory.appendingPathComponent("links.yaml"))
        try write("users: {}\n", inventory.appendingPathComponent("users.yaml"))
        try write("working_hours: {monday: [\"07:30-16:00\"]}\n", inventory.appendingPathComponent("calendar.yaml"))
        for number in 0..<segments {
            try write(segment(number), folder.appendingPathComponent(name(number) + ".yaml"))
        }
    }

    private static func name(_ number: Int) -> String {
        "opd-" + String(repeating: "0", count: 4 - String(number).count) + String(number)
    }

    private static let office = """
        name: Dinas Komunikasi dan Informatika Kabupaten Contoh
        short_name: Diskominfo
        letterhead: [PEMERINTAH KABUPATEN CONTOH]
        address: [Jalan Merdeka Nomor 1]
        city: Contoh
        timezone: WIB
        number_series:
          berita_acara: "000.7.5/{number:03}/BA/DISKOMINFO/{year}"
        policy:
          capacity: {window: 30d, minimum_window: 7d, interval: 5m, class_weights: {standar: 1.0}}
        connection:
          ssh:
            user: {environment: PITA_SSH_USER}
            authentication: [{key: {environment: PITA_SSH_KEY}}]
          snmp:
            version: 3
            user: pita
            auth: {protocol: SHA-256, secret: {environment: PITA_SNMP_AUTH}}
            priv: {protocol: AES-128, secret: {environment: PITA_SNMP_PRIV}}
        variables:
          dns: {servers: [10.0.0.53]}

        """

    private static var backbone: String {
        var text = "devices:\n  rtr-inti: {platform: routeros, role: core, management: 127.20.0.1}\n"
        for number in 0..<distributions {
            text += "  dist-\(number): {platform: openvswitch, role: distribution, management: 127.20.1.\(number)}\n"
        }
        return text
    }

    private static var links: String {
        var text = "links:\n  isp-utama: {kind: isp, from: rtr-inti:ether1, to: internet, capacity: 900G/900G}\n"
        for number in 0..<distributions {
            text +=
                "  trunk-\(number): "
                + "{kind: trunk, from: dist-\(number):uplink, to: rtr-inti:sfp\(number), capacity: 100G/100G}\n"
        }
        return text
    }

    private static func segment(_ number: Int) -> String {
        let (name, side) = (name(number), number % distributions)
        var text = """
            name: \(name)
            title: Jaringan OPD nomor \(number)
            agency: Dinas Nomor \(number)
            class: standar
            vlan: \(100 + number / distributions)
            prefixes: [10.\(number / 256).\(number % 256).0/24]
            transfer: 172.\(16 + number / 1024).\(number / 4 % 256).\(number % 4 * 4)/30
            allocation: 20M/10M
            access: {from: rtr-\(name):ether1, to: dist-\(side):p-\(name), capacity: 100M/100M}
            path: [access-\(name), trunk-\(side), isp-utama]
            devices:

            """
        for place in 0..<5 {
            text += """
                  \(place == 0 ? "rtr-\(name)" : "sw-\(name)-\(place)"):
                    platform: routeros
                    version: 7.16.1
                    model: RB4011iGS+
                    serial: HF\(number)\(place)
                    role: \(place == 0 ? "router" : "switch")
                    management: 100.\(64 + place).\(number / 256).\(number % 256)
                    interfaces: [bridge, ether1, ether2, ether3, ether4, ether5, ether6, ether7, ether8]
                    variables:
                      site: gedung-\(number)
                      rack: {row: \(place), unit: 12}
                      ntp: {servers: [10.0.0.123]}

                """
        }
        return text
    }
}
