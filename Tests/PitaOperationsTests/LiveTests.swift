import Foundation
import Testing

@testable import LabSupport

extension LabSuite {
    /// What stands of a segment on its devices.
    @Suite struct Live {
        @Test func `a segment is read back from its devices, and one that was changed behind Pita's back is found`()
            async throws
        {
            let office = try LabOffice.get()
            let allocation = try office.inventory("disdik")
            let sides = allocation.split(separator: "/").map(String.init)
            let switches = ["sw-disdik", "sw-disdik-2"]
            // The switches of the segment are no part of this lab: they are told, and do not hide what the others say.
            let shown = try await office.pita("inventory", "show", "disdik", "--live")
            #expect(shown.status == 4, "\(shown.all)")
            #expect(
                shown.output.contains("Dinas Pendidikan: \(allocation) in the inventory; rtr-inti \(allocation)"),
                "\(shown.all)")
            for device in switches { #expect(shown.output.contains("\(device): not asked: "), "\(shown.all)") }

            try await office.edited(
                "Inventory/segments/disdik.yaml",
                { text in String(text[..<(text.firstRange(of: "  sw-disdik:")?.lowerBound ?? text.endIndex)]) }
            ) {
                let same = try await office.pita("inventory", "show", "disdik", "--live", "--output", "json")
                #expect(same.status == 0, "\(same.all)")
                let other = "max-limit=1M/\(sides[0])"
                try await office.ssh("rtr-disdik", "/queue simple set [find name=\"pita-disdik\"] \(other)")
                let different = try await office.pita("inventory", "show", "disdik", "--live")
                #expect(different.status == 2, "\(different.all)")
                #expect(different.output.contains("rtr-disdik \(sides[0])/1M DIFFERS"), "\(different.all)")
                let before = "max-limit=\(sides[1])/\(sides[0])"
                try await office.ssh("rtr-disdik", "/queue simple set [find name=\"pita-disdik\"] \(before)")
            }
            if office.hasPeers {
                let linux = try await office.pita("inventory", "show", "dinkes", "--live")
                let given = try office.inventory("dinkes")
                #expect(linux.output.contains("rtr-dinkes \(given)"), "\(linux.all)")
            }
        }
    }
}
