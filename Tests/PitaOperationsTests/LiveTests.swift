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

        @Test func `running devices are adopted: the file passes the check, and the next plan is empty`() async throws {
            let office = try LabOffice.get()
            guard office.hasPeers else { return }
            let file = office.office + "/Inventory/segments/dinkes.yaml"
            let original = try String(contentsOfFile: file, encoding: .utf8)
            let allocation = try office.inventory("dinkes")
            let words = [
                "adopt", "rtr-inti", "sw-dist-utara", "--address", LabOffice.address(3), "--platform", "linux",
                "--name",
                "rtr-dinkes",
            ]
            try FileManager.default.removeItem(atPath: file)
            defer {
                try? original.write(toFile: file, atomically: true, encoding: .utf8)
                try? FileManager.default.removeItem(atPath: office.office + "/Inventory/adopted")
            }
            let shown = try await office.startPita(words).end()
            #expect(shown.status == 0 && shown.output.contains("+++ Inventory/segments/dinkes.yaml"), "\(shown.all)")
            #expect(!FileManager.default.fileExists(atPath: file))

            let written = try await office.startPita(words + ["--write"]).end()
            #expect(written.status == 0, "\(written.all)")
            #expect(written.output.contains("Inventory/segments/dinkes.yaml: written\n"), "\(written.all)")
            // What the core holds of segments that nobody described is kept beside the inventory.
            #expect(written.output.contains("Inventory/adopted/bappeda.yaml: written, for a person"), "\(written.all)")
            let text = try String(contentsOfFile: file, encoding: .utf8)
            #expect(text.contains("allocation: \(allocation)  # "), "\(text)")
            let checked = try await office.pita("inventory", "check")
            #expect(checked.status == 0, "\(checked.all)")
            let live = try await office.pita("inventory", "show", "dinkes", "--live")
            #expect(live.status == 0, "\(live.all)")
            let planned = try await office.pita(
                as: "perencana", "plan", "kenaikan-bandwidth", "--set", "segment=dinkes", "--set",
                "bandwidth=\(allocation)", "--detailed-exitcode")
            #expect(planned.status == 0, "\(planned.all)\n\(text)")

            let again = try await office.startPita(["adopt", "rtr-inti", "rtr-dinkes", "--write"]).end()
            #expect(again.status == 0, "\(again.all)")
            #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
            let unknown = try await office.pita("adopt", "rtr-intj")
            #expect(unknown.status == 1 && unknown.errors.contains("rtr-inti"), "\(unknown.all)")
        }

        @Test func `several new devices are adopted in one run; one that is dead does not keep the others back`()
            async throws
        {
            let office = try LabOffice.get()
            let switches = [(LabOffice.cisco, "ios"), (LabOffice.huawei, "vrp"), (LabOffice.juniper, "junos")]
            let change = try await office.approvedPlan("bkpsdm", await Allocations.shared.next(of: "bkpsdm"))
            let pushed = try await office.apply(change)
            try #require(pushed.status == 0, "\(pushed.all)")
            let allocation = try office.inventory("bkpsdm")
            let request = ["--set", "segment=bkpsdm", "--set", "bandwidth=\(allocation)"]
            try await office.edited("Inventory/platforms.yaml") { text in
                // Until it is adopted, what the office knows of the platform leads to it.
                text + "  ios:\n    connection: {ssh: {enable: {command: [echo, \(LabOffice.enable)]}}}\n"
            } _: {
                try await office.edited("Inventory/segments/bkpsdm.yaml") { text in
                    String(text[..<(text.firstRange(of: "  sw-bkpsdm-2:")?.lowerBound ?? text.endIndex)])
                } _: {
                    let written = switches.map { "\(office.office)/Inventory/backbone/\($0.0).yaml" }
                    defer {
                        for file in written { try? FileManager.default.removeItem(atPath: file) }
                        try? FileManager.default.removeItem(atPath: office.office + "/Inventory/adopted")
                    }
                    let named = switches.flatMap { name, platform in
                        ["--new", "\(LabOffice.address(LabOffice.devices[name] ?? 0)),\(platform),\(name)"]
                    }
                    let twice = try await office.pita(
                        "adopt", "--new", "\(LabOffice.address(1)),routeros,rtr-lain", "--role", "core")
                    #expect(twice.status == 1 && twice.errors.contains("`rtr-inti` at"), "\(twice.all)")

                    let dead = ["--new", "\(LabOffice.address(14)),routeros,rtr-mati"]
                    let run = try await office.startPita(
                        ["adopt"] + named + dead + ["--role", "switch", "--yes", "--write"]
                    ).end()
                    #expect(run.status == 4 && run.errors.contains("rtr-mati"), "\(run.all)")
                    for (name, _) in switches {
                        #expect(run.output.contains("Inventory/backbone/\(name).yaml: written\n"), "\(run.all)")
                    }
                    let checked = try await office.pita("inventory", "check")
                    #expect(checked.status == 0, "\(checked.all)")
                    let live = try await office.pita("inventory", "show", "bkpsdm", "--live")
                    for (name, _) in switches { #expect(live.output.contains(name), "\(live.all)") }
                    let after = try await office.startPita(
                        ["plan", "kenaikan-bandwidth", "--detailed-exitcode"] + request, as: "perencana"
                    ).end()
                    #expect(after.status == 0, "\(after.all)")
                }
            }
        }
    }
}
