import PitaDevices
import PitaRecords

/// Writes the steps of a push into the store; each is on disk when `record` returns.
struct StoredJournal: PushJournal {
    let store: any RecordStore
    let push: String
    let clock: OfficeClock
    let events: EventSink
    let lease: PushLease
    /// Whether the steps are those of rolling back a change that was confirmed before.
    var isUndoing = false

    /// Writes a step towards a device.
    func record(_ step: PushStep, device: String) async throws {
        try await write(JournalledStep(step, device: device, isUndoing: isUndoing))
        if let text = step.summary { events(.step(device: device, phase: step.phase, text: text)) }
        if case .armed(let seconds) = step { events(.rollbackArmed(device: device, seconds: seconds)) }
    }

    /// Writes a step of the push as a whole.
    func record(_ step: OfficeStep) async throws { try await write(JournalledStep(step)) }

    /// The same journal, for rolling back what was confirmed.
    var undoing: StoredJournal {
        var journal = self
        journal.isUndoing = true
        return journal
    }

    private func write(_ step: JournalledStep) async throws {
        _ = try await store.appendJournal(
            push: push, device: step.device, step: step.place, payload: step.payload, at: clock.now.unixMilliseconds,
            holding: try await lease.lease(on: step.device))
    }
}
