import Foundation
import Testing

@testable import LabSupport

extension LabSuite {
    /// Break-glass by two, and the countersignature that it leaves open, by the program as people run it.
    @Suite struct Emergencies {
        /// Far enough that it is closed whenever the tests run.
        private static let window = "2126-01-01T22:00/2126-01-02T04:00"

        private func refused(_ ended: Child.Ended, _ words: String, sourceLocation: SourceLocation = #_sourceLocation) {
            #expect(ended.status == 3, "\(ended.all)", sourceLocation: sourceLocation)
            #expect(ended.errors.contains(words), "\(ended.all)", sourceLocation: sourceLocation)
        }

        private func breakGlass(
            _ person: String, _ change: PlannedChange, _ reason: String = "tautan utama putus"
        ) async throws -> Child.Ended {
            try await LabOffice.get().pita(
                as: person, "approve", change.digest, "--break-glass", "--reason", reason)
        }

        private func broken(_ people: [String], _ change: PlannedChange) async throws {
            for person in people {
                let ended = try await breakGlass(person, change)
                #expect(ended.status == 0, "\(ended.all)")
                #expect(ended.errors.contains("DARURAT"), "\(ended.all)")
            }
        }

        private func object(_ ended: Child.Ended) throws -> [String: Any] {
            try #require(
                try JSONSerialization.jsonObject(with: Data(ended.output.utf8)) as? [String: Any], "\(ended.all)")
        }

        @Test func `two break the glass outside the window, a third applies, a fourth countersigns`() async throws {
            let office = try LabOffice.get()
            let change = try await office.plan("disdik", await Allocations.shared.next(), "--window", Self.window)
            let normal = try await office.pita(as: "kasi", "approve", change.digest, "--reason", "sesuai")
            #expect(normal.status == 0, "\(normal.all)")
            refused(try await office.apply(change), "maintenance window")
            refused(try await breakGlass("perencana", change), "made this plan and cannot break the glass")
            refused(try await breakGlass("pelaksana", change), "may not break the glass")
            try await broken(["kabid"], change)
            // One person is not enough: it stays what it was.
            refused(try await office.apply(change), "maintenance window")
            let twice = try await breakGlass("kabid", change)
            #expect(twice.status != 0 && twice.errors.contains("2 people"), "\(twice.all)")
            try await broken(["kasi"], change)
            let shown = try await office.pita("show", change.digest)
            for words in ["DARURAT: break-glass by kabid", "DARURAT: break-glass by kasi", "tautan utama putus"] {
                #expect(shown.output.contains(words), "\(shown.all)")
            }
            #expect(shown.errors.contains("DARURAT"), "\(shown.all)")
            for person in ["kabid", "kasi"] {
                refused(
                    try await office.pita(as: person, "apply", change.digest), "approved this plan and cannot apply it")
            }
            let applied = try await office.apply(change)
            #expect(applied.status == 0, "\(applied.all)")
            #expect(applied.errors.contains("DARURAT: break-glass 2 of 2"), "\(applied.all)")
            let record = try await office.expectOldOrNew(change, "break-glass")
            #expect(record.kind == "darurat" && record.outcome == "berhasil")
            try await countersigned(try await office.newestNumber())
        }

        private func countersigned(_ number: String) async throws {
            let office = try LabOffice.get()
            let sealed = try await office.pita("records", "show", number)
            #expect(sealed.errors.contains("NOT countersigned"), "\(sealed.all)")
            let approvals = try #require(try object(sealed)["approvals"] as? [[String: Any]])
            #expect(approvals.map { $0["kind"] as? String } == ["darurat", "darurat"])
            #expect(approvals.map { $0["person"] as? String } == ["kabid", "kasi"])
            for approval in approvals {
                #expect(approval["overrides"] as? [String] == ["di luar jendela pemeliharaan"])
                #expect(approval["reason"] as? String == "tautan utama putus")
            }
            let open = try await office.pita("records", "list", "--uncountersigned")
            #expect(open.output.contains("\(number) "), "\(open.all)")
            let verified = try object(try await office.pita("records", "verify", "--output", "json"))
            #expect(verified["uncountersigned"] as? [String] == [number])
            let planned = try await office.plan("disdik", await Allocations.shared.next())
            let approved = try await office.pita(as: "kasi", "approve", planned.digest, "--reason", "sesuai")
            #expect(approved.errors.contains("\(number) (darurat) is not countersigned, and due by"), "\(approved.all)")
            try await office.edited(
                "Inventory/pita.yaml", { $0.replacing("countersign_within: 3d", with: "countersign_within: 1s") }
            ) {
                try await Task.sleep(for: .milliseconds(1100))
                let applied = try await office.apply(planned)
                #expect(applied.status == 0, "a reminder refuses nothing: \(applied.all)")
                #expect(applied.errors.contains("\(number) (darurat) is not countersigned, and OVERDUE"))
            }

            func countersign(_ person: String, _ number: String) async throws -> Child.Ended {
                try await office.pita(as: person, "records", "countersign", number, "--reason", "tepat dan perlu")
            }
            for person in ["kabid", "kasi", "pelaksana", "perencana"] {
                refused(try await countersign(person, number), "took part in berita acara \(number)")
            }
            refused(try await countersign("kadis", try await office.newestNumber()), "needs no countersignature")
            #expect(try await countersign("kadis", number).status == 0)
            refused(try await countersign("kadis", number), "was countersigned by `kadis`")
            let after = try await office.pita("records", "show", number)
            #expect(after.output == sealed.output, "the sealed record stays as it is")
            #expect(after.errors.contains("was countersigned by kadis"), "\(after.all)")
            let list = try await office.pita("records", "list")
            #expect(list.output.contains("kadis"), "\(list.all)")
            #expect(try await office.pita("records", "list", "--uncountersigned", "--output", "json").output == "[]\n")
            #expect(try await office.pita("records", "verify").status == 0)
            try await verifiedByOpenSSH(number)
        }

        /// The exported countersignature holds without Pita.
        private func verifiedByOpenSSH(_ number: String) async throws {
            let office = try LabOffice.get()
            let out = office.directory + "/pengesahan"
            try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
            let exported = try await office.pita("records", "export", number, "--out", out, "--no-pdf")
            let signers = try await office.pita("records", "signers")
            try signers.output.write(toFile: out + "/signers", atomically: true, encoding: .utf8)
            let file = try #require(
                exported.output.split(separator: "\n").first { $0.hasSuffix("-pengesahan.json") }, "\(exported.all)")
            let verified = try await Child.run([
                "/bin/bash", "-c",
                "ssh-keygen -Y verify -f '\(out)/signers' -I kadis -n pita-approval -s '\(file).sig' < '\(file)'",
            ])
            #expect(verified.status == 0, "\(verified.all)")
        }

        @Test func `bandwidth that is not proven is lifted by two heads, and the record says so`() async throws {
            let office = try LabOffice.get()
            var change: PlannedChange?
            let raise = Allocation(kilobits: 21_000, 11_000)
            try await office.edited(
                "Inventory/pita.yaml", { $0.replacing("minimum_samples: 3", with: "minimum_samples: 100000") }
            ) { change = try await office.plan("disdik", raise) }
            let planned = try #require(change)
            refused(
                try await office.pita(as: "kasi", "approve", planned.digest, "--reason", "perlu"), "data-tidak-cukup")
            try await broken(["kadis", "kabid"], planned)
            let applied = try await office.apply(planned)
            #expect(applied.status == 0, "\(applied.all)")
            #expect(try await office.expectOldOrNew(planned, "break-glass").kind == "darurat")
            let number = try await office.newestNumber()
            let shown = try await office.pita("records", "show", number)
            #expect(shown.output.contains("ketersediaan bandwidth: data-tidak-cukup"), "\(shown.all)")
            let signed = try await office.pita(
                as: "kasi", "records", "countersign", number, "--reason", "dapat diterima")
            #expect(signed.status == 0, "\(signed.all)")
            #expect(try await office.pita("records", "verify").status == 0)
        }

        @Test func `a push under break-glass that was killed is recovered as one, and whoever recovered took part`()
            async throws
        {
            let office = try LabOffice.get()
            let change = try await office.plan("disdik", await Allocations.shared.next(), "--window", Self.window)
            try await broken(["kabid", "kasi"], change)
            let reader = try StoreReader(office.store)
            let begin = try reader.last()
            let child = try office.startPita(["apply", change.digest], as: "pelaksana")
            try await reader.wait(after: begin, while: child) { $0.contains { $0.device == "rtr-disdik" } }
            child.signal(SIGKILL)
            _ = try await child.end()
            let recovered = try await office.pita(as: "perencana", "recover")
            #expect(recovered.status == 0, "\(recovered.all)")
            let record = try await office.expectOldOrNew(change, "break-glass, killed")
            #expect(record.kind == "darurat")
            let number = try await office.newestNumber()
            let shown = try await office.pita("records", "show", number)
            #expect(shown.output.contains("diselesaikan dengan pita recover"), "\(shown.all)")
            let signed = try await office.pita(as: "kadis", "records", "countersign", number, "--reason", "diterima")
            #expect(signed.status == 0, "\(signed.all)")
        }

        @Test func `break-glass that nothing needs, that has run out or that is one person's is refused`() async throws
        {
            let office = try LabOffice.get()
            let plain = try await office.plan("disdik", await Allocations.shared.next())
            refused(try await breakGlass("kabid", plain), "nothing about this plan needs break-glass")
            let change = try await office.plan("disdik", await Allocations.shared.next(), "--window", Self.window)
            try await broken(["kadis"], change)
            refused(try await office.apply(change), "only `kadis` has broken the glass")
            let foreign = try await office.pita(
                as: "kabid", key: "kasi", "approve", change.digest, "--break-glass", "--reason", "mendesak")
            refused(foreign, "is not a key of `kabid`")
            try await office.edited(
                "Inventory/pita.yaml", { $0.replacing("break_glass_expires: 1h", with: "break_glass_expires: 1s") }
            ) { try await broken(["kabid"], change) }
            try await Task.sleep(for: .milliseconds(1100))
            refused(try await office.apply(change), "only `kadis` has broken the glass")
            try await office.expectUntouched(change)
        }
    }
}
