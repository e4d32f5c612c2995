import PitaDevices
import PitaDiagnostics
import PitaEvidence
import PitaPlanning
import PitaRecords

/// What the journal of a push adds up to.
struct PushHistory {
    /// The push.
    let push: String
    /// The plan that it applies.
    let plan: Digest
    /// From when the times in ``devices`` and ``undone`` count.
    let origin: ContinuousClock.Instant
    private(set) var lastStep = JournalStep.plan
    /// The record that it was sealed in (J10).
    private(set) var sealedDigest: Digest?
    /// The statements by which it was begun (J1).
    private(set) var approval: [Decision] = []
    /// Whether the journal comes from a backup, so that the push may have gone on after its last step.
    private(set) var isFromBackup = false
    /// Whether the push has an end (J11).
    private(set) var isEnded = false
    /// The inventory file's digests, once its renewal had begun (J9).
    private(set) var renewed: (before: Digest, after: Digest)?
    /// How far each device came; devices whose turn never came are missing.
    private(set) var devices: [String: DeviceProgress] = [:]
    /// Why everything that was confirmed is rolled back; `nil` when it is not.
    private(set) var undoReason: String?
    /// How far rolling back each confirmed device came.
    private(set) var undone: [String: DeviceProgress] = [:]

    /// The time since ``origin``.
    var elapsed: Duration { ContinuousClock.now - origin }

    /// The renewal of the allocation as J9 has it; `nil` when the push did not come so far.
    func renewal(of planned: PlannedAllocation?) -> AllocationRenewal? {
        guard let planned, let renewed else { return nil }
        return AllocationRenewal(
            segment: planned.segment, before: planned.old.description, after: planned.new.description,
            file: planned.file, digestBefore: renewed.before, digestAfter: renewed.after, isRenewed: true)
    }

    /// Reads the whole journal of a push; throws where it is not in the form in which a push writes it.
    static func read(_ push: String, store: any RecordStore) async throws -> PushHistory {
        let now = JournalReadTime.now
        var history: PushHistory?
        var page: Page? = Page(limit: 1000)
        while let current = page {
            let entries = try await store.journal(push: push, page: current)
            for entry in entries.items {
                let step = try readStep(entry)
                if case .office(.plan(let plan, _)) = step, history == nil {
                    history = PushHistory(push: push, plan: plan, origin: now.origin)
                }
                guard history?.take(step, at: now.time(of: step, in: entry)) != nil else {
                    throw refusal(of: entry, "the journal does not begin with the plan (J0)")
                }
                if let contradiction = history?.contradiction(of: step) { throw refusal(of: entry, contradiction) }
            }
            page = entries.next.map { Page(after: $0, limit: 1000) }
        }
        guard let history else {
            throw OperationError("the journal of push \(push) is empty", hint: damagedHint)
        }
        return history
    }

    private static let damagedHint =
        "no push writes such a journal: restore the store from a backup, and find out who changed it"

    /// The step of an entry, strictly.
    static func readStep(_ entry: JournalEntry) throws(OperationError) -> JournalledStep {
        do {
            return try JournalledStep(entry)
        } catch {
            throw refusal(of: entry, error.message)
        }
    }

    private static func refusal(of entry: JournalEntry, _ what: String) -> OperationError {
        let device = entry.device.map { " of \($0)" } ?? ""
        return OperationError(
            "journal of push \(entry.push), entry \(entry.sequence) (\(entry.step.name)\(device)): \(what)",
            hint: damagedHint)
    }

    private func contradiction(of step: JournalledStep) -> String? {
        guard case .device(let device, _, let isUndoing, _) = step else { return nil }
        return (isUndoing ? undone : devices)[device]?.contradiction
    }

    /// Takes the next step.
    mutating func take(_ step: JournalledStep, at time: StepTime) {
        switch step {
        case .office(let step): take(step)
        case .device(let device, let step, let isUndoing, _):
            if isUndoing {
                undone[device, default: DeviceProgress()].take(step, at: time)
            } else {
                devices[device, default: DeviceProgress()].take(step, at: time)
            }
        }
        // The mark of a backup is no step of the push.
        if step != .office(.fromBackup) { lastStep = step.place }
    }

    private mutating func take(_ step: OfficeStep) {
        switch step {
        case .plan, .lock: break
        case .approval(let decisions): approval = decisions
        case .fromBackup: isFromBackup = true
        case .undoAll(let reason): undoReason = reason
        case .renewed(_, let before, let after): renewed = (before, after)
        case .sealed(_, let record): sealedDigest = record
        case .freed, .refused: isEnded = true
        }
    }
}

/// When a journal is read: steps of earlier processes and boots are placed on one clock.
struct JournalReadTime {
    let origin: ContinuousClock.Instant
    let boot: JournalledStep.BootTime
    /// The wall clock in Unix milliseconds.
    let wall: Int64

    static var now: JournalReadTime {
        let clock = LeaseClock.now()
        return JournalReadTime(
            origin: .now, boot: .init(id: clock.bootID, milliseconds: clock.bootMilliseconds),
            wall: clock.wallMilliseconds)
    }

    /// When a step was taken, in time before ``origin``.
    func time(of step: JournalledStep, in entry: JournalEntry) -> StepTime {
        StepTime(wall: entry.at, clock: .milliseconds(-milliseconds(since: step, at: entry.at)))
    }

    private func milliseconds(since step: JournalledStep, at time: Int64) -> Int64 {
        if case .device(_, _, _, let boot) = step, boot.id == self.boot.id {
            return max(0, self.boot.milliseconds - boot.milliseconds)
        }
        // After a restart of this machine only the wall clock is left; one that was stepped back must not make a wait
        // endless.
        return max(0, wall.subtractingReportingOverflow(time).partialValue)
    }
}
