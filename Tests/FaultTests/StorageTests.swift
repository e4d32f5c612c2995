import Foundation
import Testing

@testable import LabSupport

/// A small file system of its own under the office's state, which can be filled to a page.
struct SmallDisk: Sendable {
    let path: String

    /// Runs `body` with an empty disk over the office's state; needs root.
    static func with(_ office: LabOffice, _ body: (SmallDisk) async throws -> Void) async throws {
        let disk = SmallDisk(path: office.office + "/.pita")
        try FileManager.default.createDirectory(
            atPath: disk.path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try await run("/usr/bin/mount", "-t", "tmpfs", "-o", "size=64m,mode=0700", "tmpfs", disk.path)
        do {
            try await body(disk)
        } catch {
            try await run("/usr/bin/umount", "-l", disk.path)
            throw error
        }
        try await run("/usr/bin/umount", "-l", disk.path)
    }

    /// Leaves room for so many pages of 4 KiB; `nil` for as much as is wanted.
    func leave(_ pages: Int?) async throws {
        var status = statvfs()
        try #require(statvfs(path, &status) == 0)
        let used = Int(status.f_blocks - status.f_bfree) * Int(status.f_frsize)
        let size = pages.map { used + $0 * 4096 } ?? 64 << 20
        try await Self.run("/usr/bin/mount", "-o", "remount,size=\(size)", path)
    }

    private static func run(_ words: String...) async throws {
        let ended = try await Child.run(words)
        try #require(ended.status == 0, "\(ended.all)")
    }
}

extension LabSuite {
    /// The store fails at each write of a push: before J4 no device is touched; after it the way back stays armed.
    @Suite struct Storage {
        /// Pages that are left on the disk: a push writes some 190, so that these meet every one of its writes.
        static var pages: [Int] { runsAllFaults ? Array(stride(from: 0, through: 200, by: 2)) : [20, 60, 70, 155] }
        /// Pages by which the log may grow: a write beyond fails as on a disk that fails, not as on one that is full.
        /// Fewer than ten and the program's own messages could not be written either.
        static var growths: [Int] { runsAllFaults ? Array(stride(from: 10, through: 200, by: 10)) : [20, 60] }

        @Test(.enabled(if: geteuid() == 0), arguments: pages)
        func `a disk that is full in mid-push loses nothing, and no device`(_ pages: Int) async throws {
            let office = try LabOffice.get()
            try await SmallDisk.with(office) { disk in
                let change = try await office.approvedPlan("disdik", await Allocations.shared.next())
                try await disk.leave(pages)
                let ended = try await office.apply(change)
                try await disk.leave(nil)
                let step = try await Self.expectUntouchedOrArmed(office, change, ended, "\(pages) pages left")
                try await Self.expectRecovered(office, change, "\(pages) pages left, got to \(step)")
            }
        }

        @Test(arguments: growths)
        func `a disk that fails in mid-push loses nothing, and no device`(_ pages: Int) async throws {
            let office = try LabOffice.get()
            let change = try await office.approvedPlan("disdik", await Allocations.shared.next())
            let log = (try? FileManager.default.attributesOfItem(atPath: office.store + "-wal")[.size] as? Int) ?? 0
            let limited = ["/usr/bin/prlimit", "--fsize=\(log + pages * 4096)"]
            let ended = try await office.startPita(
                ["apply", "--no-documents", change.digest], as: "pelaksana", through: limited
            ).end()
            let step = try await Self.expectUntouchedOrArmed(office, change, ended, "\(pages) pages of log")
            try await Self.expectRecovered(office, change, "\(pages) pages of log, got to \(step)")
        }

        @Test(.enabled(if: runsAllFaults && geteuid() == 0), .timeLimit(.minutes(15)))
        func `the way back brings the device back while nothing can be written`() async throws {
            let office = try LabOffice.get()
            try await SmallDisk.with(office) { disk in
                let change = try await office.approvedPlan("disdik", await Allocations.shared.next())
                try await disk.leave(78)
                let ended = try await office.apply(change)
                #expect(ended.status == 4, "\(ended.all)")
                let first = try #require(change.devices.first)
                #expect(try await office.shaping(first, "disdik").matches(change.allocation))
                while try await office.shaping(first, "disdik").matches(change.allocation) {
                    try await Task.sleep(for: .seconds(1))
                }
                try await office.expectUntouched(change)
                try await disk.leave(nil)
                try await Self.expectRecovered(office, change, "the way back has fired")
            }
        }

        @Test(.enabled(if: geteuid() == 0)) func `on a full disk nothing is planned, approved or sampled`() async throws
        {
            let office = try LabOffice.get()
            try await SmallDisk.with(office) { disk in
                let change = try await office.plan("disdik", await Allocations.shared.next())
                let words = [
                    ["approve", change.digest, "--reason", "sesuai"], ["reject", change.digest, "--reason", "tidak"],
                    ["plan", "kenaikan-bandwidth", "--set", "segment=dinkes", "--set", "bandwidth=3M/2M"],
                    ["audit", "--capacity"],
                ]
                try await disk.leave(0)
                for words in words {
                    let person = words[0] == "plan" ? "perencana" : "kasi"
                    let ended = try await office.startPita(words, as: person).end()
                    #expect(ended.status == 1 && ended.output.isEmpty, "\(words): \(ended.all)")
                    #expect(
                        ended.errors.contains("pita.sqlite is full; nothing was written\n  hint: free"), "\(ended.all)")
                }
                try await disk.leave(nil)
                let approved = try await office.startPita(words[0], as: "kasi").end()
                #expect(approved.status == 0, "\(approved.all)")
            }
        }

        /// Expects that no device was touched before its J4, and that after it the way back stands; says how far it came.
        private static func expectUntouchedOrArmed(
            _ office: LabOffice, _ change: PlannedChange, _ ended: Child.Ended, _ context: String
        ) async throws -> String {
            let steps = try StoreReader(office.store).steps(of: change.digest)
            let last = steps.last?.description ?? "nothing"
            let what = "\(context), got to \(last): \(ended.all)"
            #expect([0, 1, 4].contains(ended.status), "\(what)")
            #expect(ended.status == 0 || ended.errors.contains("  hint: "), "\(what)")
            for device in change.devices {
                let names = Set(steps.filter { $0.device == device }.map(\.name))
                if !names.contains("intent") {
                    #expect(try await office.shaping(device, change.segment) == change.before[device], "\(what)")
                } else if names.contains("sending 1"), !names.contains("confirming"), device.hasPrefix("rtr-") {
                    #expect(try await office.truth(device).contains("pita-back-"), "\(what)")
                }
            }
            return last
        }

        /// Expects that nothing that was written is lost, and that the recovery, or another attempt, leaves old or new.
        private static func expectRecovered(
            _ office: LabOffice, _ change: PlannedChange, _ context: String
        ) async throws {
            let steps = try StoreReader(office.store).steps(of: change.digest)
            let recovered = try await office.pita(as: "kadis", "recover", "--no-documents")
            #expect(recovered.status == 0, "\(context): \(recovered.all)")
            #expect(try StoreReader(office.store).steps(of: change.digest).starts(with: steps), "\(context)")
            if !steps.contains(where: { $0.number >= 2 }) {
                try await office.expectUntouched(change)
                let applied = try await office.apply(change)
                #expect(applied.status == 0, "\(context): \(applied.all)")
            }
            let record = try await office.expectOldOrNew(change, context)
            try await office.enter(
                "store fails", phase: steps.last?.description ?? "before J0", on: change.devices[0], change, record,
                errors: nil)
        }
    }
}
