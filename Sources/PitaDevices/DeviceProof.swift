import PitaDiagnostics
import PitaPlatforms

/// Whether a change stands on a device and does what it should: the config read back, SNMP, the playbook's checks.
public struct DeviceProof: Sendable {
    private let job: PushJob
    private let connector: DeviceConnector
    private let health: DeviceHealth

    /// A proof of one device's change.
    public init(job: PushJob, connector: DeviceConnector, health: DeviceHealth) {
        self.job = job
        self.connector = connector
        self.health = health
    }

    /// What a proof found.
    public enum Finding: Sendable {
        /// Everything holds: the checks that were passed.
        case holds([PushCheck])
        /// Something does not, in one sentence.
        case fails(String)
    }

    /// Proves the change over a session of its own, once more and without a journal; a failure to ask is one too.
    public func proveAgain() async -> Finding {
        do {
            let session = try await connector.session(to: job.device)
            do {
                let finding = try await prove(over: session) { _ in }
                await session.close()
                return finding
            } catch {
                await session.close()
                throw error
            }
        } catch {
            return .fails(DeviceError.reason(of: error))
        }
    }

    /// Proves the change; the first thing that does not hold ends it.
    ///
    /// - Parameters:
    ///   - session: one that carried none of the commands.
    ///   - record: writes down each finding; when it throws, the proof goes no further.
    func prove(
        over session: DeviceSession, _ record: @Sendable (PushStep) async throws -> Void
    ) async throws -> Finding {
        let reading = try await session.read(job.platform)
        try job.checkIdentity(reading.facts)
        let deviations = reading.running.deviations(from: job.change.after, on: job.platform)
        try await record(.readBack(deviations: deviations))
        guard deviations.isEmpty else {
            let what = deviations.prefix(5).map(\.id.description).joined(separator: "; ")
            return .fails("the device does not say what was predicted: \(what)")
        }
        var passed = [PushCheck.readBack]
        if let interfaces = job.interfaces {
            switch await health.check(job.device, interfaces: interfaces, connector: connector) {
            case .well(let state):
                try await record(.snmp(state))
                passed.append(.snmp(state))
            case .problem(let problem):
                try await record(.snmpFailed(problem: problem))
                return .fails(problem)
            }
        }
        for check in job.checks {
            let found = try await ask(check, reading.facts, over: session)
            try await record(.checked(check, found))
            guard found.isPassed else { return .fails("\(check): \(found.sentence)") }
            passed.append(.effect(check, finding: found.sentence))
        }
        return .holds(passed)
    }

    private func ask(
        _ check: EffectCheck, _ facts: DeviceFacts, over session: DeviceSession
    ) async throws -> ProbeFinding {
        switch check {
        case .probe(let probe):
            let reply = try await session.ask(job.platform.command(for: probe, facts: facts))
            return job.platform.finding(of: probe, in: reply)
        case .counter(let interface, let seconds):
            return await health.watch(
                job.device, interface: interface, within: .seconds(seconds), connector: connector)
        case .queue(let name, let seconds):
            return try await watch(name, facts, within: .seconds(seconds), over: session)
        }
    }

    /// The pause between two readings of a queue.
    private static let pause = Duration.seconds(1)

    /// The first line of a reply that says something: a device points at what it does not understand in a line before.
    private func words(of reply: CommandReply) -> String {
        let lines = (reply.output + reply.errorOutput).split(whereSeparator: \.isNewline)
        let line = lines.first { $0.contains { $0.isLetter } } ?? "an empty answer"
        return TerminalText.sanitised(job.platform.masked(DeviceWords.cut(line, to: 200)))
    }

    private func watch(
        _ name: String, _ facts: DeviceFacts, within limit: Duration, over session: DeviceSession
    ) async throws -> ProbeFinding {
        func failed(_ words: String) -> ProbeFinding { ProbeFinding(isPassed: false, sentence: words) }
        guard let counter = job.platform.queueCounter(name, facts: facts) else {
            return failed("the device can't be asked for a queue \(name)")
        }
        let end = ContinuousClock.now + limit
        var before: UInt64?
        while true {
            var octets: UInt64?
            var answers: [String] = []
            for command in counter.commands where octets == nil {
                let reply = try await session.ask(command)
                octets = counter.octets(in: reply)
                answers.append(words(of: reply))
            }
            guard let octets else {
                return failed("no octets of the queue \(name): " + answers.joined(separator: "; "))
            }
            // A counter that fell was set back; what it counts is seen from here on.
            if let before, octets > before {
                return ProbeFinding(isPassed: true, sentence: "\(octets - before) octets in the queue \(name)")
            }
            guard ContinuousClock.now < end else { return failed("no octet went through the queue \(name)") }
            before = octets
            try await Task.sleep(for: Self.pause)
        }
    }
}
