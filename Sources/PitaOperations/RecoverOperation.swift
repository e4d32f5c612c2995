import PitaDevices
import PitaDiagnostics
import PitaEvidence
import PitaInventory
import PitaPlanning
import PitaPlatforms
import PitaRecords

/// Ends each interrupted push: every device is read, and finished or returned; the berita acara says so.
public struct RecoverOperation: Sendable {
    private let workplace: Workplace
    private let events: EventSink

    /// Recovery in an office.
    public init(workplace: Workplace, events: @escaping EventSink) {
        self.workplace = workplace
        self.events = events
    }

    /// Recovers every push that was begun and has no end; returns what became of each.
    public func recover(by person: ActingPerson) async throws -> [ApplyResult] {
        _ = try workplace.user(person)
        let store = try await workplace.store()
        try await PushLease.releaseDead(store)
        var results: [ApplyResult] = []
        for push in try await store.openPushes() {
            events(.note("recovering push \(push.push)"))
            if let result = try await recover(push, by: person, store: store) { results.append(result) }
        }
        return results
    }

    private func recover(
        _ open: OpenPush, by person: ActingPerson, store: any RecordStore
    ) async throws -> ApplyResult? {
        let history = try await PushHistory.read(open.push, store: store)
        let known = try await workplace.plan(history.plan.description)
        let lease = try await PushLease.acquire(
            known.plan.devices.map(\.device), for: open.push, person: person.id, store: store)
        do {
            let result = try await finish(open, history, known, store: store)
            await lease.release()
            return result
        } catch {
            await lease.release()
            throw error
        }
    }

    private func finish(
        _ open: OpenPush, _ history: PushHistory, _ known: KnownPlan, store: any RecordStore
    ) async throws -> ApplyResult? {
        let journal = RecordJournal(store: store, push: open.push, clock: workplace.clock, events: events)
        guard let approval = try known.decisions.last(where: { $0.kind == .approval })?.signed() else {
            throw OperationError("the push \(open.push) has no approval in the store; the store was tampered with")
        }
        if let sealed = try await sealedRecord(of: known, history, store: store) {
            // The record was made; only the end of the journal is missing.
            try await close(known, with: sealed, store: store, journal: journal)
            return nil
        }
        var reports: [PushReport] = []
        for device in known.plan.devices {
            let report = await recoverDevice(device, of: known.plan, history, journal: journal)
            events(.ended(device: report.device, outcome: report.outcome.word, reason: report.outcome.reason))
            reports.append(report)
        }
        let unknown = reports.filter { if case .unknown = $0.outcome { true } else { false } }
        guard unknown.isEmpty else {
            throw DeviceFailures(
                failures: unknown.map {
                    DeviceError(
                        device: $0.device, phase: .verify, cause: $0.outcome.reason ?? "unknown",
                        hint: "the push stays open; run `pita recover` again when the device can be reached")
                })
        }
        let execution = try known.decisions.last(where: { $0.kind == .execution })?.signed()
        let now = workplace.clock.now
        let note = Note(
            kind: .interrupted,
            text: "proses pelaksanaan terputus pada langkah \(history.lastStep.name) dan diselesaikan dengan pita recover",
            at: now)
        let closing = PushClosing(workplace: workplace, events: events, journal: journal, known: known, kind: .recovery)
        return try await closing.close(reports: reports, approval: approval, execution: execution, notes: [note])
    }

    /// The berita acara of the push, when it was sealed before the interruption.
    ///
    /// A crash between the sealing and its line in the journal leaves it as the head of the chain.
    private func sealedRecord(
        of known: KnownPlan, _ history: PushHistory, store: any RecordStore
    ) async throws -> BeritaAcara? {
        if let digest = history.sealedDigest { return try await store.record(digest: digest)?.sealed.beritaAcara() }
        guard let head = try await store.chainHead()?.sealed.beritaAcara(), head.plan.digest == known.digest else {
            return nil
        }
        return head
    }

    private func close(
        _ known: KnownPlan, with record: BeritaAcara, store: any RecordStore, journal: RecordJournal
    ) async throws {
        if known.status == .applying {
            let status: PlanStatus = record.outcome == .succeeded ? .applied : .failed
            try await store.setPlanStatus(known.digest, from: [PlanStatus.applying.rawValue], to: status.rawValue)
        }
        try await journal.record(.freed, ["outcome": .string(record.outcome.rawValue)])
    }

    private func recoverDevice(
        _ device: DevicePlan, of plan: Plan, _ history: PushHistory, journal: RecordJournal
    ) async -> PushReport {
        guard let past = history.devices[device.device], past.intended else {
            return .notStarted(device.device, because: "the push was interrupted before its turn")
        }
        func report(_ outcome: DeviceOutcome, _ checks: [String] = []) -> PushReport {
            PushReport(
                device: device.device, outcome: outcome, sent: past.sent(of: device), checks: checks, commandSeconds: 0,
                wayBackSeconds: past.armedAt == nil ? nil : past.wayBackSeconds)
        }
        switch past.ended {
        case .confirmed: return report(.confirmed)
        case .returned: return report(.returned(reason: "returned before the interruption"))
        case nil: break
        }
        do {
            let job = try await PushJobs(workplace: workplace).job(for: device, of: plan, push: journal.push)
            let recovery = DeviceRecovery(
                job: job, connector: await workplace.connector(), health: DeviceHealth(client: await workplace.snmp()),
                journal: journal)
            let (outcome, checks) = await recovery.run(wayBackSecondsLeft: past.wayBackSecondsLeft(now: workplace.clock.now))
            return report(outcome, checks)
        } catch {
            return report(.unknown(reason: "\(error)"))
        }
    }
}
