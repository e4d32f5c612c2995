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
        let site: MatrixSite
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

    /// A world with the site's device, and the change on its way to it.
    static func world(
        _ site: MatrixSite, _ fault: WorldFault? = nil, at moment: Int = 0
    ) async throws -> (world: World, job: PushJob, before: String) {
        let platform = site.platform
        let device = try site.make()
        let session = DeviceSession(device: "dev-uji", channel: try await device.logIn())
        for command in site.saving { _ = try await session.send(command, within: .seconds(60)) }
        let reading = try await session.read(platform)
        let intended = try platform.parse(site.text, file: "intended")
        let change = try platform.accountedChange(
            from: reading.running, to: intended, mode: .merge, facts: reading.facts)
        let guarding = platform.rollbackGuard(for: change, facts: reading.facts)
        let job = PushJob(
            device: "dev-uji", platform: platform, change: change, rollbackGuard: guarding,
            saving: platform.saving(change, facts: reading.facts), identity: reading.facts, push: "p1",
            seconds: guarding?.timing.time(for: 120) ?? 120, policy: .standard, interfaces: []
        ) { _ in [] }
        return (World(device, fault: fault, moment: moment), job, await device.truth)
    }

    static func course(_ site: MatrixSite) async throws -> Course {
        let (world, job, before) = try await world(site)
        let driver = PushDriver(link: world, journal: world, clock: world.clock) { 0 }
        let machine = await driver.run(PushMachine(changing: job))
        try #require(machine.outcome == .confirmed)
        let steps = await world.steps
        #expect(machine.progress == DeviceProgress(steps))
        let after = await world.device.truth
        #expect(after != before)
        await world.device.restart()
        #expect(await world.device.truth == after, "what is confirmed survives a restart")
        let (fresh, _, unchanged) = try await self.world(site)
        await fresh.device.restart()
        return Course(
            site: site, before: before, after: after, commands: machine.progress.sent.map(\.purpose),
            steps: steps.map(\.0), isSaved: await fresh.device.truth == unchanged)
    }

    /// Runs a case to its end, with a recovery where the program was killed.
    static func run(_ course: Course, _ fault: WorldFault, at moment: Int) async throws -> End {
        let what: Comment = "\(course.site.name) \(fault) at \(moment)"
        let (world, job, _) = try await world(course.site, fault, at: moment)
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
            outcome: outcome, truth: await world.device.truth, wait: (world.clock.now.offset - start) / .seconds(1))
        // What is left on the device may still fire, and leads nowhere else.
        try await world.rest(.seconds(4000))
        if outcome.isKnown {
            #expect(await world.device.truth == end.truth, what)
        } else {
            outcome = try await recover(world, job, driver)
            #expect(outcome.isKnown, what)
        }
        let truth = await world.device.truth
        #expect(truth == (outcome == .confirmed ? course.after : course.before), "\(what): \(outcome)")
        if course.isSaved || outcome == .confirmed {
            await world.device.restart()
            #expect(await world.device.truth == truth, "\(what): after a restart")
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
        let course = try await Self.course(site)
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
