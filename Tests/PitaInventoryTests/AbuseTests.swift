import PitaDiagnostics
import TestSupport
import Testing

@testable import PitaInventory

@Suite struct AbuseTests {
    @Test func `a damaged office gives an office or diagnostics, never a crash`() {
        var generator = SeededGenerator(seed: 20261121)
        let pieces = [
            "«", "{", "[", ": ", "- ", "\n", "null", "0110", "*a", "&a ", "''", "9999999999", "satu", "é", "\t",
        ]
        var refused = 0
        for _ in 0..<Trial.cases(600) {
            var files = SampleOffice.whole
            let chosen = Int.random(in: 0..<files.count, using: &generator)
            var bytes = files[chosen].bytes
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: bytes.remove(at: place)
                case 1: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                default:
                    let piece = pieces[Int.random(in: 0..<pieces.count, using: &generator)]
                    bytes.insert(contentsOf: Array(piece.utf8), at: place)
                }
            }
            files[chosen] = InventoryFile(name: files[chosen].name, bytes: bytes)
            do throws(Diagnostics) {
                let office = try SampleOffice.load(files)
                for device in office.devices.values { _ = office.resolvedVariables(for: device).leaves() }
            } catch {
                refused += 1
                #expect(error.items.allSatisfy { !$0.description.isEmpty })
                #expect(error.items.contains { $0.mark != nil })
            }
        }
        #expect(refused > 0)
    }

    @Test func `a file that is something else altogether is one diagnostic, not a crash`() {
        for file in SampleOffice.files {
            for text in ["", "[]", "5", "null", "- a", "\"x\"", "{}"] {
                let files = SampleOffice.whole.map {
                    $0.name == file.name ? InventoryFile(name: $0.name, text: text) : $0
                }
                #expect(throws: Diagnostics.self, "\(file.name): \(text)") { try SampleOffice.load(files) }
            }
        }
    }

    /// A segment of five devices.
    private func segment(_ number: Int, prefix: String, platform: String) -> InventoryFile {
        let devices = (0..<5).map {
            "  d\($0)-\(number): {platform: \(platform), role: router, management: 100.\($0).\(number / 250).\(number % 250)}"
        }
        return InventoryFile(
            name: "Inventory/segments/s\(number).yaml",
            text: """
                name: s\(number)
                title: Segmen \(number)
                agency: Dinas \(number)
                vlan: \(number + 200)
                prefixes: [\(prefix)]
                allocation: 1M/1M
                access: {from: d0-\(number):a, to: dist-b:p\(number), capacity: 2G/2G, counters: {at: d0-\(number):a, download: in}}
                path: [access-s\(number), trunk-b, isp]
                devices:
                \(devices.joined(separator: "\n"))
                """)
    }

    @Test func `a large office is read in parallel with the result that it has in order`() throws {
        let more = (0..<300).map { segment($0, prefix: "172.16.\($0 % 250).\($0 / 250 * 128)/25", platform: "linux") }
        let office = try SampleOffice.load(SampleOffice.whole + more)
        #expect(office.segmentNames == ["dua", "satu"] + (0..<300).map { "s\($0)" })
        #expect(office.devices.count == 6 + 1500)
        #expect(office.warnings.map(\.mark?.file) == ["Inventory/links.yaml", "Inventory/links.yaml"])
    }

    @Test(.timeLimit(.minutes(10)))
    func `an office where everything is wrong is told so without comparing all with all`() {
        let more = (0..<300).map { segment($0, prefix: "10.0.0.0/8", platform: "linx") }
        let fault = #expect(throws: Diagnostics.self) { try SampleOffice.load(SampleOffice.whole + more) }
        #expect((fault?.items.count ?? 0) >= 1800)
    }
}
