import PitaPlatforms

/// Verifies that a change is on the device and does what it should: the config read back, SNMP, the playbook's checks. The
/// first that fails ends it.
struct VerificationProcedure: Sendable {
    /// What it found.
    enum Result: Sendable {
        /// The checks that were passed: all.
        case verified([PushCheck])
        /// What is not as it should be, in one line.
        case failed(String)
        /// Why the device could not be asked, in one line.
        case notAsked(String)
        /// A finding could not be written down.
        case journalFailed(String)
    }

    private enum State: Sendable {
        case idle, connecting, reading, recordingReading, askingSNMP, recordingSNMP(String?), checking(Int)
        case recordingCheck(Int, ProbeFinding)
    }

    private var state = State.idle
    private var facts: DeviceFacts?
    private var deviations: [ObjectDifference] = []
    private var passed: [PushCheck] = []

    mutating func next(_ signal: PushSignal, _ scene: PushScene) -> Progression<Result> {
        switch (state, signal) {
        case (.idle, _): return go(.connecting, .connect)
        case (.connecting, .done): return go(.reading, .read)
        case (.reading, .reading(let reading)):
            if let strange = scene.strangeness(reading) { return .done(.notAsked(strange)) }
            facts = reading.facts
            deviations = scene.differences(reading, from: scene.job.change.after)
            return go(.recordingReading, .record(.readBack(deviations: deviations)))
        case (.recordingReading, .done):
            guard deviations.isEmpty else {
                return .done(.failed("the device is not as predicted: \(deviations.named)"))
            }
            passed = [.readBack]
            guard let interfaces = scene.job.interfaces else { return check(0, scene) }
            return go(.askingSNMP, .askSNMP(interfaces: interfaces))
        case (.askingSNMP, .snmp(.well(let found))):
            passed.append(.snmp(found))
            return go(.recordingSNMP(nil), .record(.snmp(found)))
        case (.askingSNMP, .snmp(.problem(let problem))):
            return go(.recordingSNMP(problem), .record(.snmpFailed(problem: problem)))
        case (.recordingSNMP(let problem), .done):
            if let problem { return .done(.failed(problem)) }
            return check(0, scene)
        case (.checking(let index), .finding(let finding)):
            return go(.recordingCheck(index, finding), .record(.checked(scene.job.checks[index], finding)))
        case (.recordingCheck(let index, let finding), .done):
            let check = scene.job.checks[index]
            guard finding.isPassed else { return .done(.failed("\(check): \(finding.sentence)")) }
            passed.append(.effect(check, finding: finding.sentence))
            return self.check(index + 1, scene)
        case (_, .journalFailed): return .done(.journalFailed(signal.problem))
        default: return .done(.notAsked(signal.problem))
        }
    }

    private mutating func check(_ index: Int, _ scene: PushScene) -> Progression<Result> {
        guard index < scene.job.checks.count, let facts else { return .done(.verified(passed)) }
        return go(.checking(index), .check(scene.job.checks[index], facts))
    }

    private mutating func go(_ state: State, _ request: PushRequest) -> Progression<Result> {
        self.state = state
        return .next(request)
    }
}

extension [ObjectDifference] {
    /// The first few objects, by name.
    var named: String { prefix(5).map(\.id.description).joined(separator: "; ") }
}
