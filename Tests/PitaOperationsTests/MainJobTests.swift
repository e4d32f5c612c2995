import Foundation
import Testing

@testable import LabSupport

extension LabSuite {
    /// The main job, from the request to the record, by the program as people run it.
    @Suite struct MainJob {
        @Test func `a raise is planned, shown, approved, applied, proven and recorded`() async throws {
            let office = try LabOffice.get()
            let segment = office.hasPeers ? "dinkes" : "disdik"
            // Long enough for the office's least history, whole intervals only.
            for round in 0..<6 {
                if round > 0 { try await Task.sleep(for: .milliseconds(3500)) }
                let sampled = try await office.pita("audit", "--capacity")
                #expect(sampled.status == 0, "\(sampled.all)")
            }
            let file = "\(office.office)/Inventory/segments/\(segment).yaml"
            let inventory = try String(contentsOfFile: file, encoding: .utf8)
            let change = try await office.plan(segment, Allocation(megabits: 50, 20))
            let shown = try await office.pita("show", change.digest, "--commands")
            for device in change.devices { #expect(shown.output.contains("# \(device)")) }
            #expect(try await office.pita("show", change.digest).output.contains("tersedia"))

            let approved = try await office.pita(as: "kasi", "approve", change.digest, "--reason", "sesuai disposisi")
            #expect(approved.status == 0, "\(approved.all)")
            let applied = try await office.pita(as: "pelaksana", "apply", change.digest)
            #expect(applied.status == 0, "\(applied.all)")
            for device in change.devices { #expect(applied.output.contains("\(device): changed-confirmed")) }
            let record = try await office.expectOldOrNew(change, "main job")
            #expect(record.kind == "pekerjaan")
            #expect(record.outcome == "berhasil")
            #expect(
                try String(contentsOfFile: file, encoding: .utf8)
                    == inventory.replacing("allocation: \(change.allocationBefore)", with: "allocation: 50M/20M"))

            let again = try await office.pita(
                as: "perencana", "plan", "kenaikan-bandwidth", "--set", "segment=\(segment)", "--set",
                "bandwidth=50M/20M", "--detailed-exitcode")
            #expect(again.status == 0, "\(again.all)")
            try await exported(office, segment)
        }

        private func exported(_ office: LabOffice, _ segment: String) async throws {
            let number = try await office.newestNumber()
            let list = try await office.pita("records", "list", "--segment", segment)
            #expect(list.output.contains(number))
            let out = office.directory + "/export"
            try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
            let exported = try await office.pita("records", "export", number, "--out", out)
            #expect(exported.status == 0, "\(exported.all)")
            let files = try FileManager.default.contentsOfDirectory(atPath: out)
            #expect(Set(files.map { ($0 as NSString).pathExtension }).isSuperset(of: ["json", "sig", "pdf"]))
            let pdf = try #require(files.first { $0.hasSuffix(".pdf") })
            #expect(FileManager.default.contents(atPath: out + "/" + pdf)?.prefix(5) == Data("%PDF-".utf8))
            let verified = try await office.pita("records", "verify")
            #expect(verified.status == 0, "\(verified.all)")
            let count = try await office.countRecords()
            #expect(verified.output.contains("\(count) records, all sound"), "\(verified.all)")
        }
    }
}
