import PitaInventory
import PitaPlatforms
import PitaSSH
import TestSupport
import Testing

@testable import PitaDevices
@testable import PitaLab

/// Every fault at every command and every step of a push, on devices of the lab in memory, with a clock that goes only when
/// somebody waits. What is expected of each stands in `Documentation/fault-matrix.md`.
@Suite struct PushMatrixTests {
    /// What a push of a site consists of.
    struct Course: Sendable {
        let site: TemplateSite
        let before: String
        let after: String
        /// What the commands are for, and the steps that are written down, without a fault.
        let commands: [CommandPurpose]
        let steps: [PushStep]
        /// Whether what runs before the change survives a restart.
        let isSaved: Bool
    }

    /// How a case ended.
    struct End {
        let outcome: DeviceOutcome
        let truth: String
        /// Seconds from the beginning of the push to its end; of a push that was killed, of its recovery.
        let wait: Double
    }

    private static func hostKey() throws -> HostKey {
        try #require(
            HostKey(line: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICALuCY9TS083YF3txvhRNIuq5XKhYFMzhiTkpA+Befc"))
    }

    static func job(_ push: LabPush, of site: TemplateSite) -> PushJob {
        let guarding = site.platform.rollbackGuard(for: push.change, facts: push.facts)
        return PushJob(
            device: "dev-uji", platform: site.platform, change: push.change, rollbackGuard: guarding,
            saving: site.platform.saving(push.change, facts: push.facts), identity: push.facts, push: "p1",
            seconds: guarding?.timing.time(for: 120) ?? 120, policy: .standard, interfaces: []
        ) { _ in [] }
    }

    static func world(
        _ site: TemplateSite, _ fault: WorldFault? = nil, at moment: Int = 0
    ) async throws -> (world: World, push: LabPush) {
        let push = try await LabPush(try site.text, on: site.device, site.platform, saving: site.saving)
        return (World(push.shell, site.platform, hostKey: try hostKey(), fault: fault, moment: moment), push)
    }

    static func course(_ site: TemplateSite) async throws -> Course {
        let (world, push) = try await world(site)
        let driver = PushDriver(link: world, journal: world, clock: world.clock) { 0 }
        let machine = await driver.run(PushMachine(changing: job(push, of: site)))
        try #require(machine.outcome == .confirmed)
        let steps = await world.steps
        #expect(machine.progress == DeviceProgress(steps))
        let after = await world.shell.truth
        #expect(after != push.before)
        await world.shell.restart()
        #expect(await world.shell.truth == after, "what is confirmed survives a restart")
        let (fresh, unchanged) = try await self.world(site)
        await fresh.shell.restart()
        return Course(
            site: site, before: push.before, after: after, commands: machine.progress.sent.map(\.purpose),
            steps: steps.map(\.0), isSaved: await fresh.shell.truth == unchanged.before)
    }

    /// Runs a case to its end, with a recovery where the program was killed.
    static func run(_ course: Course, _ fault: WorldFault, at moment: Int) async throws -> End {
        let what: Comment = "\(course.site) \(fault) at \(moment)"
        let (world, push) = try await world(course.site, fault, at: moment)
        let job = job(push, of: course.site)
        let driver = PushDriver(link: world, journal: world, clock: world.clock, origin: .init(offset: .zero)) { 0 }
        var outcome = await driver.run(PushMachine(changing: job)).outcome
        var start = Duration.zero
        if case .kill(let seconds) = fault {
            try await world.rest(.seconds(seconds))
            start = world.clock.now.offset
            outcome = try await recover(world, job, driver)
        }
        #expect(await world.struckAt != nil, what)
        let end = End(
            outcome: outcome, truth: await world.shell.truth, wait: (world.clock.now.offset - start) / .seconds(1))
        // What is left on the device may still fire, and leads nowhere else.
        try await world.rest(.seconds(4000))
        if outcome.isKnown {
            #expect(await world.shell.truth == end.truth, what)
        } else {
            outcome = try await recover(world, job, driver)
            #expect(outcome.isKnown, what)
        }
        let truth = await world.shell.truth
        #expect(truth == (outcome == .confirmed ? course.after : course.before), "\(what): \(outcome)")
        if course.isSaved || outcome == .confirmed {
            await world.shell.restart()
            #expect(await world.shell.truth == truth, "\(what): after a restart")
        }
        return end
    }

    /// Ends an interrupted push as `pita recover` does.
    private static func recover(_ world: World, _ job: PushJob, _ driver: PushDriver<WorldClock>) async throws
        -> DeviceOutcome
    {
        let progress = DeviceProgress(await world.steps)
        #expect(progress.contradiction == nil)
        if let reason = progress.notStarted { return .notStarted(reason: reason) }
        guard progress.intent != nil else { return .notStarted(reason: "the push was interrupted before its turn") }
        switch progress.ending {
        case .confirmed: return .confirmed
        case .rolledBack: return .returned(reason: progress.rollbackReason ?? "")
        case nil: break
        }
        let machine = await driver.run(PushMachine(recovering: job, PushRecovery(progress)))
        #expect(DeviceProgress(await world.steps) == machine.progress)
        return machine.outcome
    }

    /// The cases of a fault: at which command or step, and what that is.
    static func moments(_ fault: WorldFault, _ course: Course) -> [(number: Int, name: String)] {
        switch fault {
        case .kill, .journal: course.steps.enumerated().map { ($0.offset + 1, $0.element.momentName) }
        default: course.commands.enumerated().map { ($0.offset + 1, $0.element.rawValue) }
        }
    }

    @Test(arguments: MatrixSite.all) func `a push ends as the page says, whatever befalls it`(site: MatrixSite)
        async throws
    {
        let course = try await Self.course(site.site)
        var rows: [FaultRow] = []
        for fault in WorldFault.all {
            for moment in Self.moments(fault, course) {
                let end = try await Self.run(course, fault, at: moment.number)
                if case .unknown = end.outcome {
                    #expect(fault.mayLeaveUnknown, "\(site.name) \(fault) at \(moment)")
                }
                let row = FaultRow(
                    device: site.name, fault: fault.name, moment: moment.name, outcome: end.outcome.word,
                    least: Int(end.wait.rounded()), most: Int(end.wait.rounded()))
                if let same = rows.firstIndex(where: { $0.isSame(as: row) }) {
                    rows[same].widen(by: row)
                } else {
                    rows.append(row)
                }
            }
        }
        try FaultMatrix.check(rows, of: site.name)
    }
}

extension DeviceOutcome {
    /// Whether it says how the device is.
    var isKnown: Bool { if case .unknown = self { false } else { true } }
}
