import PitaDiagnostics
import PitaPlatforms
import Testing

@testable import PitaDevices
@testable import PitaLab

/// What the shipped templates make on devices that are spoken to at a prompt, made and taken back on the lab's, where it was
/// set before and where it was not: by the commands of an undo, and by the device alone.
@Suite struct TemplateUndoTests {
    @Test(arguments: TemplateSite.all)
    func `an undo leaves the device as it was`(site: TemplateSite) async throws {
        let push = try await site.push()
        try await push.send(push.change.commands)
        #expect(try await push.read().deviations(from: push.change.after, on: site.platform).isEmpty)
        #expect(try await push.changeNow().isEmpty, "what was made is as intended")
        #expect(await push.shell.truth != push.before)
        try await push.send(push.change.reverse)
        #expect(await push.shell.truth == push.before)
    }

    @Test(arguments: TemplateSite.all)
    func `a rollback that fires by itself leaves the device as it was`(site: TemplateSite) async throws {
        let push = try await site.push()
        let rollback = site.platform.rollbackGuard(for: push.change, facts: push.facts)
        #expect((rollback != nil) == site.hasRollback)
        guard let rollback else { return }
        try await push.send(rollback.arm)
        try await push.send(rollback.commitCommands.isEmpty ? push.change.commands : rollback.commitCommands)
        let proof = try await push.session.send(
            push.filled(rollback.verification.command), for: .verifyArmed, within: push.limit)
        #expect(rollback.verification.isConfirmed(by: proof.output))
        #expect(try await push.read().deviations(from: push.change.after, on: site.platform).isEmpty)
        await push.shell.pass(Double(push.seconds - 1))
        #expect(await push.shell.truth != push.before, "it does not fire before its time")
        await push.shell.pass(Double(1 + rollback.timing.restoreTime))
        #expect(await push.shell.truth == push.before)
    }

    @Test(arguments: TemplateSite.all)
    func `a change that is confirmed stays`(site: TemplateSite) async throws {
        guard site.hasRollback else { return }
        let push = try await site.push()
        let rollback = try #require(site.platform.rollbackGuard(for: push.change, facts: push.facts))
        try await push.send(rollback.arm)
        try await push.send(rollback.commitCommands.isEmpty ? push.change.commands : rollback.commitCommands)
        var last = CommandReply(output: "")
        for command in rollback.cancel.commands {
            last = try await push.session.send(push.filled(command), for: .cancel, within: push.limit)
        }
        #expect(rollback.state(afterCancelling: .init(last: last, isAccepted: true)) == .cancelled)
        let made = await push.shell.truth
        await push.shell.pass(Double(push.seconds + rollback.timing.restoreTime + 60))
        #expect(await push.shell.truth == made)
        #expect(made != push.before)
    }
}
