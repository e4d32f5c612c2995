import Foundation
import Testing

@testable import LabSupport

extension LabSuite {
    /// Two people at once.
    @Suite struct Races {
        @Test func `of two applies of one plan one wins`() async throws {
            let office = try LabOffice.get()
            for _ in 0..<(runsAllFaults ? 20 : 2) {
                let change = try await office.approvedPlan("disdik", await Allocations.shared.next())
                let records = try await office.countRecords()
                let children = [
                    try office.startPita(["apply", "--no-documents", change.digest], as: "pelaksana"),
                    try office.startPita(["apply", "--no-documents", change.digest], as: "kabid"),
                ]
                let ended = [try await children[0].end(), try await children[1].end()]
                #expect(ended.map(\.status).sorted() == [0, 3], "\(ended.map(\.all))")
                #expect(try await office.countRecords() == records + 1)
                try await office.expectOldOrNew(change, "race")
            }
        }

        @Test func `of two plans that share a device one waits for nobody and is told who has it`() async throws {
            let office = try LabOffice.get()
            let first = try await office.approvedPlan("disdik", await Allocations.shared.next())
            let second = try await office.approvedPlan(
                office.hasPeers ? "dinkes" : "disdik", await Allocations.shared.next())
            let reader = try StoreReader(office.store)
            let begin = try reader.last()
            try await office.fault("rtr-inti", "slow=500")
            let child = try office.startPita(["apply", first.digest], as: "pelaksana")
            try await reader.wait(after: begin, while: child) { $0.count >= 3 }
            let refused = try await office.pita(as: "kabid", "apply", second.digest)
            let recovering = try await office.pita(as: "kabid", "recover", "--no-documents")
            #expect(refused.status == 3, "\(refused.all)")
            #expect(refused.errors.contains("rtr-inti") || refused.errors.contains("link:"), "\(refused.all)")
            #expect(refused.errors.contains("pelaksana@"), "\(refused.all)")
            #expect(recovering.status != 0 && recovering.errors.contains("pelaksana@"), "\(recovering.all)")
            try await office.fault("rtr-inti")
            let ended = try await child.end()
            #expect(ended.status == 0, "\(ended.all)")
            try await office.expectOldOrNew(first, "first of two plans")
            let later = try await office.apply(second)
            // A plan of the same segment has been overtaken; one of another segment has not.
            #expect(later.status == (office.hasPeers ? 0 : 3), "\(later.all)")
            if office.hasPeers { try await office.expectOldOrNew(second, "second of two plans") }
        }
    }
}
