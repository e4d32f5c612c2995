import Testing

@testable import LabSupport

extension LabSuite {
    /// Sessions of EOS that somebody else has open.
    @Suite struct Sessions {
        @Test func `a session that waits for its timer keeps a push out, and goes on waiting`() async throws {
            let office = try LabOffice.get()
            let change = try await office.approvedPlan("disdukcapil", await Allocations.shared.next())
            let question = "show configuration sessions detail"
            try await office.ssh(LabOffice.arista, "configure session teknisi")
            try await office.ssh(LabOffice.arista, "configure session teknisi commit timer 00:30:00")
            let ended = try await office.apply(change)
            let sessions = try await office.sshAnswer(LabOffice.arista, question).output
            try await office.ssh(LabOffice.arista, "configure session teknisi abort")
            #expect(ended.status == 4 && ended.errors.contains("rollback slot is idle"), "\(ended.all)")
            let waiting = sessions.split(whereSeparator: \.isNewline).filter {
                $0.contains(" pending") && !$0.contains("Maximum")
            }
            #expect(waiting.count == 1, "\(sessions)")
            #expect(
                waiting.first.map { $0.contains("teknisi") && $0.contains("pendingCommitTimer") } == true, "\(sessions)"
            )
            let record = try await office.expectOldOrNew(change, ended.all)
            let arista = try #require(record.devices.first { $0.name == LabOffice.arista })
            #expect(arista.outcome == "tidak-dimulai")
        }
    }
}
