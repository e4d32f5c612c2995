import Foundation
import Testing

/// What readers of YAML were reported to turn into something else: it stays the text it is, or is refused with its place.
@Suite struct YAMLTrapTests {
    static let segment = "Inventory/segments/dinkes.yaml"

    static let refused: [(old: String, new: String, place: String, words: String)] = [
        ("vlan: 120", "vlan: 0240", "7:7", "leading zero"),
        ("vlan: 120", "vlan: \"240\"", "7:7", "take the quotes off: 240"),
        ("vlan: 120", "vlan: 2.4e2", "7:7", "this must be a VLAN from 1 to 4094, but it is `2.4e2`"),
        ("allocation: 20M/10M", "allocation: 10", "11:13", "10M/10M for both alike"),
        ("allocation: 20M/10M", "allocation: 1e7", "11:13", "download, then upload"),
        ("allocation: 20M/10M", "allocation: 10Mbps/5Mbps", "11:13", "but it is `10Mbps/5Mbps`"),
        ("allocation: 20M/10M", "allocation: 10m/5m", "11:13", "but it is `10m/5m`"),
        ("[10.12.0.0/24]", "[010.12.0.0/24]", "8:12", "this must be a network"),
        ("[10.12.0.0/24]", "[10.12.0.0/024]", "8:12", "this must be a network"),
        ("[10.12.0.0/24]", "[10.12.0.1/24]", "8:12", "the network of this address is 10.12.0.0/24"),
        ("title: Jaringan", "title: Jaringan: Dinas", "3:16", "quote a value that holds `: `"),
        ("vlan: 120", "vlan: 120\nvlan: 121", "8:1", "the key `vlan` stands twice in this mapping"),
        ("vlan: 120", "\tvlan: 120", "7:1", "a tab indents this line"),
        ("# Dinas", "\u{FEFF}# Dinas", "1:1", "byte order mark"),
    ]

    @Test(arguments: refused.indices)
    func `a value that has two meanings is refused with its place and what to write`(_ index: Int) throws {
        let trap = Self.refused[index]
        let work = try WorkDirectory.office()
        try work.replace(trap.old, with: trap.new, in: Self.segment)
        let outcome = try work.pita("inventory", "check")
        #expect(outcome.status == 1 && outcome.errors.hasPrefix("\(Self.segment):\(trap.place): error: "), "\(outcome)")
        #expect(outcome.errors.contains(trap.words), "\(outcome.errors)")
    }

    @Test func `a bandwidth with a decimal and ends of lines of another system are what they are`() throws {
        let work = try WorkDirectory.office()
        try work.replace("allocation: 20M/10M", with: "allocation: 1.5M/512k", in: Self.segment)
        let text = try String(contentsOfFile: work.path + "/" + Self.segment, encoding: .utf8)
        try work.write(Self.segment, text.replacing("\n", with: "\r\n"))
        let outcome = try work.pita("inventory", "check")
        #expect(outcome.status == 0 && outcome.output.contains("no errors"), "\(outcome)")
    }

    @Test func `values stay the text that they are, and no number becomes a time or a truth`() throws {
        let work = try WorkDirectory.office()
        try work.replace(
            "      lan: {interface: lan0",
            with: """
                      jebakan: {mac: 52:54:00:12:34:56, jam: 12:30:45, aktif: no, benar: yes, kode: 1_000, tanggal: 2025-01-02}
                      lan: {interface: lan0
                """, in: Self.segment)
        let outcome = try work.pita("inventory", "show", "rtr-dinkes", "--output", "json")
        let rows = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]], "\(outcome)")
        var values: [String: String] = [:]
        for row in rows {
            guard let path = row["path"] as? String, path.hasPrefix("jebakan."), let value = row["value"] as? String
            else { continue }
            values[String(path.dropFirst("jebakan.".count))] = value
        }
        #expect(
            values == [
                "mac": "52:54:00:12:34:56", "jam": "12:30:45", "aktif": "no", "benar": "yes", "kode": "1_000",
                "tanggal": "2025-01-02",
            ])
    }
}
