import PitaInventory
import PitaPlatforms
import TestSupport
import Testing

@testable import PitaDevices
@testable import PitaLab

/// The push as a pure state machine: whatever a device answers, whenever it is silent, killed or a clock goes on.
@Suite struct PushMachineTests {
    /// What a device may be found as, and how it answers, drawn at random.
    struct Answers {
        let job: PushJob
        let readings: [DeviceReading]
        let words: [String]
        var draw: SeededGenerator
        /// How often a device does what it should, of ten times.
        let obedience: Int
        /// What the device would be if it did what it is told.
        var isChanged = false

        mutating func event(for action: PushAction) -> PushEvent {
            let isObedient = Int.random(in: 0..<10, using: &draw) < obedience
            if !isObedient, Int.random(in: 0..<3, using: &draw) == 0 { return .failed("no answer") }
            switch action {
            case .connect, .record, .sleep, .finish: return .done
            case .read:
                return .reading(
                    isObedient ? readings[isChanged ? 1 : 0] : readings.randomElement(using: &draw) ?? readings[0])
            case .askSNMP:
                return .snmp(
                    isObedient ? .well(SNMPState(system: "d", uptimeSeconds: 1, interfaces: [])) : .problem("p"))
            case .check: return .finding(ProbeFinding(isPassed: isObedient, sentence: "s"))
            case .ask: return .reply(reply(isObedient, job.rollbackGuard?.slot?.idle ?? ""))
            case .send(_, let purpose, _, _):
                if purpose == .change { isChanged = true }
                if purpose == .rollback { isChanged = false }
                let expected: String =
                    switch purpose {
                    case .verifyArmed: job.rollbackGuard?.verification.mustContain ?? ""
                    case .cancel: job.rollbackGuard?.cancel.cancelled ?? ""
                    case .save: job.platform.name == "vrp" ? "Info: Saved the configuration successfully." : "[OK]"
                    case .arm, .change, .rollback: ""
                    }
                return .reply(reply(isObedient, expected))
            }
        }

        private mutating func reply(_ isObedient: Bool, _ expected: String) -> CommandReply {
            let text = isObedient ? expected : words.randomElement(using: &draw) ?? ""
            return CommandReply(output: text.isEmpty ? "" : text + "\n", exitStatus: 0)
        }
    }

    /// What is watched while a machine runs.
    struct Watch {
        let job: PushJob
        var steps: [(PushStep, StepTime)] = []
        var recorded: PushStep?
        var last: DeviceReading?
        /// The last one over the session that is open.
        var lastOfSession: DeviceReading?
        var hasRolledBack = false
        var isConnected = false

        /// The machine must not ask for this after what it did before.
        mutating func take(_ action: PushAction, _ event: PushEvent, _ time: StepTime, _ machine: PushMachine) {
            switch action {
            case .connect: (isConnected, lastOfSession) = (event.isDone, nil)
            case .sleep, .finish: isConnected = false
            case .read, .ask, .check: #expect(isConnected, "\(action)")
            case .record(let step):
                if event.isDone { steps.append((step, time)) }
                if case .rollingBack = step { hasRolledBack = true }
                if case .confirmed = step { checkConfirmed(machine) }
                if case .rolledBack = step { expectEqual(lastOfSession, job.change.before, "rolled back") }
            case .send(let command, let purpose, _, let limit):
                #expect(isConnected)
                #expect(limit > .zero)
                guard case .sending(let recorded, _, let text) = recorded else {
                    Issue.record("\(command.text) was not recorded before")
                    break
                }
                #expect(recorded == purpose && text == command)
                #expect(!(purpose == .change && hasRolledBack), "a change after the rollback began")
                #expect(machine.progress.intent != nil || purpose == .cancel)
                if purpose == .change, job.rollbackGuard?.commitCommands.isEmpty == true {
                    #expect(
                        steps.contains { if case .armed = $0.0 { true } else { false } }, "a change without a rollback")
                }
                if purpose == .rollback || purpose == .save { #expect(lastOfSession != nil) }
                if purpose == .save, !hasRolledBack { expectEqual(lastOfSession, job.change.after, "saved") }
            case .askSNMP: break
            }
            if case .reading(let reading) = event { (last, lastOfSession) = (reading, reading) }
            recorded = nil
            if case .record(let step) = action, event.isDone { recorded = step }
        }

        private func checkConfirmed(_ machine: PushMachine) {
            expectEqual(last, job.change.after, "confirmed")
            #expect(machine.progress.isConfirming)
            #expect(steps.contains { $0.0 == .readBack(deviations: []) }, "confirmed without verification")
        }

        private func expectEqual(_ reading: DeviceReading?, _ config: ConfigTree, _ what: Comment) {
            let deviations = reading?.running.deviations(from: config, on: job.platform)
            #expect(deviations?.isEmpty == true, what)
        }
    }

    /// Runs a machine to its end or to a kill; gives the steps that were written down.
    static func run(
        _ machine: inout PushMachine, _ answers: inout Answers, from start: StepTime, killedAfter: Int,
        steps before: [(PushStep, StepTime)] = []
    ) -> (steps: [(PushStep, StepTime)], end: StepTime, actions: Int) {
        var watch = Watch(job: machine.job)
        watch.steps = before
        var time = start
        var event = PushEvent.begin
        for number in 1...2000 {
            let action = machine.next(event, at: time)
            if case .finish = action { return (watch.steps, time, number) }
            if number > killedAfter { return (watch.steps, time, number) }
            event = answers.event(for: action)
            var passed = Duration.milliseconds(Int.random(in: 1...(event.isDone ? 2000 : 60_000), using: &answers.draw))
            if case .sleep(let end) = action, event.isDone { passed = max(.zero, end - time.clock) }
            time = StepTime(wall: 0, clock: time.clock + passed)
            watch.take(action, event, time, machine)
            // What the steps add up to is what the machine holds, once it has seen the event.
            var after = machine
            _ = after.next(event, at: time)
            #expect(after.progress == DeviceProgress(watch.steps))
            #expect(after.progress.contradiction == nil)
        }
        Issue.record("the machine does not end")
        return (watch.steps, time, 2000)
    }

    @Test(arguments: MatrixSite.all) func `whatever comes, a push ends with a name for the device's state`(
        site: MatrixSite
    )
        async throws
    {
        let (world, job, _) = try await PushMatrixTests.world(site)
        let before = try await world.connect().read(job.platform)
        _ = await PushDriver(link: world, journal: world, clock: world.clock) { 0 }.run(PushMachine(changing: job))
        let after = try await world.connect().read(job.platform)
        let other = DeviceReading(facts: before.facts, running: try site.platform.parse("", file: "other"))
        let readings = [before, after, other]
        let guarding = job.rollbackGuard
        let words =
            [
                "", "% Invalid input detected", "Error: refused", guarding?.cancel.cancelled,
                guarding?.cancel.alreadyGone,
                guarding?.verification.mustContain, guarding?.slot?.idle, "\u{1b}[2Jgarbage",
            ].compactMap(\.self) + (guarding?.slot?.busy ?? [])
        var outcomes: [String: Int] = [:]
        for number in 0..<Trial.cases(300) {
            var answers = Answers(
                job: job, readings: readings, words: words, draw: SeededGenerator(seed: UInt64(number)),
                obedience: [4, 8, 10, 10][number % 4])
            let start = StepTime(wall: 0, clock: .zero)
            var machine = PushMachine(changing: job)
            let kill = number % 3 == 0 ? Int.random(in: 0...60, using: &answers.draw) : Int.max
            let first = Self.run(&machine, &answers, from: start, killedAfter: kill)
            var ending = machine.ending
            let progress = DeviceProgress(first.steps)
            if ending == nil, progress.intent != nil, progress.ending == nil {
                let later = first.end.clock + .seconds(Int.random(in: 0...400, using: &answers.draw))
                var recovery = PushMachine(recovering: job, PushRecovery(progress))
                _ = Self.run(
                    &recovery, &answers, from: StepTime(wall: 0, clock: later), killedAfter: .max, steps: first.steps)
                ending = recovery.ending
                #expect(ending != nil)
            }
            outcomes[ending?.outcome.word ?? "killed", default: 0] += 1
        }
        for word in ["changed-confirmed", "returned", "not-started", "unknown"] {
            #expect(outcomes[word] ?? 0 > 0, "\(outcomes)")
        }
    }
}

extension PushEvent {
    var isDone: Bool { if case .failed = self { false } else { true } }
}
