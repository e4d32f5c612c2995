import PitaDiagnostics
import PitaPlatforms

/// Makes the checks of a playbook on a device.
struct EffectChecking<C: Clock>: Sendable where C.Duration == Duration {
    let job: PushJob
    let link: any DeviceLink
    let clock: C

    /// The pause between two readings of a queue.
    private static var pause: Duration { .seconds(1) }

    /// Makes a check; throws where the device could not be asked over the session.
    func make(
        _ check: EffectCheck, _ facts: DeviceFacts, over session: DeviceSession
    ) async throws -> ProbeFinding {
        switch check {
        case .probe(let probe):
            let reply = try await session.ask(job.platform.command(for: probe, facts: facts))
            return job.platform.finding(of: probe, in: reply)
        case .counter(let interface, let seconds):
            return await link.traffic(on: interface, within: .seconds(seconds))
        case .queue(let name, let seconds):
            return try await watch(name, facts, within: .seconds(seconds), over: session)
        }
    }

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
        let end = clock.now.advanced(by: limit)
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
            guard clock.now < end else { return failed("no octet went through the queue \(name)") }
            before = octets
            try await clock.sleep(until: clock.now.advanced(by: Self.pause), tolerance: nil)
        }
    }
}
