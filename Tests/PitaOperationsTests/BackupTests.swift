import Foundation
import GRDB
import Testing

@testable import LabSupport

extension LabSuite {
    /// The store is copied, put back, and held against the head that was copied elsewhere.
    @Suite struct Backup {
        /// Changes the allocation of a segment and expects that it worked.
        private func change(_ office: LabOffice) async throws -> Child.Ended {
            let change = try await office.approvedPlan("disdik", await Allocations.shared.next())
            let ended = try await office.apply(change)
            try #require(ended.status == 0, "\(ended.all)")
            return ended
        }

        private func inode(_ path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
        }

        private func former(_ ended: Child.Ended) throws -> String {
            let line = try #require(ended.output.split(separator: "\n").first { $0.hasPrefix("the former store: ") })
            return String(line.dropFirst("the former store: ".count))
        }

        @Test func `a copy is made in mid-push, holds, and is restored when the push has ended`() async throws {
            let office = try LabOffice.get()
            let file = office.directory + "/cadangan.sqlite"
            _ = try await change(office)
            let reader = try StoreReader(office.store)
            let begin = try reader.last()
            let running = try await office.approvedPlan("disdik", await Allocations.shared.next())
            let child = try office.startPita(["apply", running.digest], as: "pelaksana")
            try await reader.wait(after: begin, while: child) { steps in steps.contains { $0.name == "armed" } }
            let made = try await office.pita("records", "backup", file)
            #expect(made.status == 0 && made.output.contains("records, the last "), "\(made.all)")
            let refused = try await office.pita("records", "restore", file)
            #expect(refused.status == 3 && refused.errors.contains("has not ended"), "\(refused.all)")
            let ended = try await child.end()
            #expect(ended.status == 0, "\(ended.all)")
            #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
            let again = try await office.pita("records", "backup", file)
            #expect(again.status == 1 && again.errors.contains("exists already\n  hint: "), "\(again.all)")

            let restored = try await office.pita("records", "restore", file)
            #expect(restored.status == 0, "\(restored.all)")
            #expect(
                restored.errors.contains("the backup is older than the store was: 1 berita acara"), "\(restored.all)")
            #expect(restored.errors.contains("was under way when the backup was made: run `pita recover`"))
            // The backup's journal knows nothing of the devices that came later: they are read, not guessed.
            #expect(try StoreReader(former(restored)).steps(of: running.digest).last?.number == 11)
            let recovered = try await office.pita(as: "kadis", "recover")
            #expect(recovered.status == 0, "\(recovered.all)")
            let record = try await office.newestRecord()
            #expect(record.kind == "pemulihan", "\(record)")
            #expect(
                record.outcome == "berhasil" && record.devices.allSatisfy { $0.outcome == "terkonfirmasi" }, "\(record)"
            )
            for device in running.devices {
                #expect(try await office.shaping(device, "disdik").matches(running.allocation), "\(device)")
            }
            #expect(try await office.pita("records", "verify").status == 0)
            let left = try FileManager.default.contentsOfDirectory(atPath: office.directory + "/office/.pita")
            #expect(!left.contains { $0.hasSuffix(".new") }, "\(left)")
        }

        @Test func `a push that a backup holds half undoes nothing that came after it`() async throws {
            let office = try LabOffice.get()
            let file = office.directory + "/separuh.sqlite"
            let reader = try StoreReader(office.store)
            let begin = try reader.last()
            let first = try await office.approvedPlan("disdik", await Allocations.shared.next())
            let child = try office.startPita(["apply", first.digest], as: "pelaksana")
            try await reader.wait(after: begin, while: child) { steps in steps.contains { $0.name == "armed" } }
            #expect(try await office.pita("records", "backup", file).status == 0)
            #expect(try await child.end().status == 0)
            let later = try await office.approvedPlan("disdik", await Allocations.shared.next())
            #expect(try await office.apply(later).status == 0)
            let restored = try await office.pita("records", "restore", file)
            #expect(restored.status == 0, "\(restored.all)")
            let recovered = try await office.pita(as: "kadis", "recover")
            #expect(recovered.status == 4 && recovered.errors.contains("stays open"), "\(recovered.all)")
            for device in later.devices {
                #expect(try await office.shaping(device, "disdik").matches(later.allocation), "\(device)")
            }
            #expect(try office.inventory("disdik") == later.allocation.description)
            let back = try await office.pita("records", "restore", try former(restored))
            #expect(back.status == 0, "\(back.all)")
            #expect(try await office.pita(as: "kadis", "recover").output.contains("nothing to recover"))
        }

        @Test func `the head is copied after each record, and shows that an older store was put back`() async throws {
            let office = try LabOffice.get()
            let (head, file) = (office.directory + "/kepala/head.json", office.directory + "/lama.sqlite")
            try await office.edited("Inventory/pita.yaml") {
                $0 + "records:\n  head_export: \(head)\n"
            } _: {
                let unheard = try await change(office)
                #expect(unheard.errors.contains("warning: the chain's head could not be copied to \(head)"))
                try FileManager.default.createDirectory(
                    atPath: office.directory + "/kepala", withIntermediateDirectories: true)
                #expect(try await office.pita("records", "verify").output.contains("copied to \(head)"))
                #expect(try await office.pita("records", "backup", file).status == 0)
                _ = try await change(office)
                let copied = try String(contentsOfFile: head, encoding: .utf8)
                #expect(try await office.pita("records", "verify", "--head", head).status == 0)

                let refused = try await office.pita("records", "restore", file, "--head", head)
                #expect(refused.status == 2 && refused.output.contains("nothing was changed"), "\(refused.all)")
                let restored = try await office.pita("records", "restore", file)
                #expect(restored.status == 0 && restored.errors.contains("\(head) knows the record"), "\(restored.all)")
                let verified = try await office.pita("records", "verify")
                #expect(
                    verified.status == 2 && verified.output.contains("the chain ends with record"), "\(verified.all)")
                let later = try await change(office)
                #expect(later.errors.contains("which is not in the store"), "\(later.all)")
                #expect(try String(contentsOfFile: head, encoding: .utf8) == copied, "the witness must not be lost")
                let rewritten = try await office.pita("records", "verify")
                #expect(rewritten.status == 2 && rewritten.output.contains("is not the one that was told"))

                let back = try await office.pita("records", "restore", try former(restored))
                #expect(back.status == 0, "\(back.all)")
                #expect(try await office.pita("records", "verify").status == 0)
                unlink(head)
                let missed = try await office.pita("records", "verify")
                #expect(
                    missed.status == 0 && missed.errors.contains("was gone; a new one was written"), "\(missed.all)")
            }
        }

        @Test func `a backup that does not hold is not restored`() async throws {
            let office = try LabOffice.get()
            _ = try await change(office)
            let (store, records) = (try inode(office.store), try await office.countRecords())
            let attacks = [
                ("UPDATE berita_acara SET bytes = x'7b7d' WHERE sequence = 1", Int32(1), "row 1 of berita_acara"),
                ("DELETE FROM berita_acara WHERE sequence = 1", 2, "record 1 is not there"),
                ("UPDATE berita_acara SET subject = 'lain', number = number + 7 WHERE sequence = 1", 2, "record 1"),
                ("PRAGMA application_id = 1", 1, "is no store of Pita"),
            ]
            for (index, (sql, status, message)) in attacks.enumerated() {
                let file = "\(office.directory)/buruk-\(index).sqlite"
                #expect(try await office.pita("records", "backup", file).status == 0)
                let drop = ["keeps_rows", "keeps_values", "chained"].map { "DROP TRIGGER berita_acara_\($0);" }.joined()
                try await DatabaseQueue(path: file).writeWithoutTransaction { try $0.execute(sql: drop + sql) }
                let ended = try await office.pita("records", "restore", file)
                #expect(ended.status == status && ended.all.contains(message), "\(sql): \(ended.all)")
            }
            let text = office.directory + "/teks"
            try "bukan basis data, tetapi cukup panjang untuk dibaca".write(
                toFile: text, atomically: true, encoding: .utf8)
            for (file, message) in [
                (text, "is damaged"), (office.store, "is the present store itself"), ("/tidak/ada", "No such file"),
                (office.directory, "is no regular file"),
            ] {
                let ended = try await office.pita("records", "restore", file)
                #expect(ended.status == 1 && ended.errors.contains(message), "\(file): \(ended.all)")
            }
            #expect(try inode(office.store) == store)
            #expect(try await office.countRecords() == records)
            #expect(try await office.pita("records", "verify").status == 0)
        }

        @Test func `a store that is damaged is put aside, and whoever still has it open writes no more`() async throws {
            let office = try LabOffice.get()
            let file = office.directory + "/utuh.sqlite"
            let (change, other) = (
                try await office.approvedPlan("disdik", await Allocations.shared.next()),
                try await office.approvedPlan("disdik", await Allocations.shared.next())
            )
            #expect(try await office.pita("records", "backup", file).status == 0)
            // Stopped when it has opened the store and not yet begun.
            let child = try office.startPita(["apply", change.digest], as: "pelaksana")
            while !child.hasOpen(office.store), !child.hasEnded { try await Task.sleep(for: .microseconds(200)) }
            child.signal(SIGSTOP)
            for ending in ["-wal", "-shm"] { unlink(office.store + ending) }
            try Data(repeating: 0x20, count: 8192).write(to: URL(fileURLWithPath: office.store + ".rusak"))
            rename(office.store + ".rusak", office.store)
            let restored = try await office.pita("records", "restore", file)
            #expect(restored.status == 0 && restored.errors.contains("could not be compared"), "\(restored.all)")
            child.signal(SIGCONT)
            let ended = try await child.end()
            #expect(ended.status == 1 && ended.errors.contains("was replaced while it was in use"), "\(ended.all)")
            try await office.expectUntouched(change)
            #expect(try await office.apply(other).status == 0)
        }

        @Test func `a restoration that is killed leaves the one store or the other, whole`() async throws {
            let office = try LabOffice.get()
            let file = office.directory + "/dua.sqlite"
            #expect(try await office.pita("records", "backup", file).status == 0)
            let records = try await office.countRecords()
            for attempt in 0..<12 {
                let child = try office.startPita(["records", "restore", file])
                // The work begins when the copy appears; the attempts meet later and later moments of it.
                while try !FileManager.default.contentsOfDirectory(atPath: office.office + "/.pita")
                    .contains(where: { $0.hasSuffix(".new") }), !child.hasEnded
                {
                    try await Task.sleep(for: .microseconds(300))
                }
                try await Task.sleep(for: .milliseconds(attempt * 5))
                child.signal(SIGKILL)
                _ = try await child.end()
                let verified = try await office.pita("records", "verify")
                #expect(verified.status == 0, "attempt \(attempt): \(verified.all)")
                #expect(try await office.countRecords() == records, "attempt \(attempt)")
                for name in try FileManager.default.contentsOfDirectory(atPath: office.office + "/.pita")
                where name.contains(".new") {
                    unlink(office.office + "/.pita/" + name)
                }
            }
            let ended = try await office.pita("records", "restore", file)
            #expect(ended.status == 0, "\(ended.all)")
        }
    }
}

extension Child {
    /// Whether the child has a file open.
    func hasOpen(_ path: String) -> Bool {
        let folder = "/proc/\(process)/fd"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.contains {
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)")) == path
        }
    }
}
