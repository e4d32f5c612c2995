import PitaDiagnostics
import PitaInventory
import Testing

@testable import PitaPlanning

/// Devices of a segment that stand outside of its file.
@Suite struct AdoptedSwitchTests {
    @Test func `a device outside of a segment's file names a segment that there is`() throws {
        let example = try ExampleOffice()
        let text = "devices:\n  sw-x: {platform: ios, role: switch, management: 127.20.15.99, segment: bkpsdn}\n"
        let present = example.files.filter { $0.key.hasPrefix("Inventory/") }
            .map { InventoryFile(name: $0.key, text: $0.value) }
        let found = faults {
            _ = try Office.parse(files: present + [InventoryFile(name: "Inventory/backbone/sw-x.yaml", text: text)])
        }
        #expect(found.map(\.message) == ["there is no segment `bkpsdn`"], "\(found)")
        #expect(found.first?.hint == "did you mean `bkpsdm`?")
    }
}
