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
    private let interruption: Interruption
    private let writesDocuments: Bool

    /// Recovery in an office.
    ///
    /// - Parameters:
    ///   - interruption: by which somebody may want it to end: a push that is not ended then stays open.
    ///   - writesDocuments: whether the berita acara's files are written at once.
    public init(
        workplace: Workplace, interruption: Interruption = Interruption(), writesDocuments: Bool = true,
        events: @escaping EventSink
    ) {
        self.workplace = workplace
        self.interruption = interruption
        self.writesDocuments = writesDocuments
        self.events = events
    }

    /// What became of the interrupted pushes.
    public struct Summary: Sendable {
        /// The pushes that were ended with a berita acara.
        public var results: [ApplyResult] = []
        /// The pushes whose record was there already; only their end was missing.
        public var closed: [String] = []
        /// The pushes that could not be ended now, and why.
        public var failures: [(push: String, reason: String)] = []
    }

    /// Recovers every push that was begun and has no end; one that cannot be ended does not keep the others waiting.
    public func recover(by person: ActingPerson) async throws -> Summary {
        _ = try workplace.user(person)
        var summary = Summary()
        let store = try await workplace.store()
        let open = try await store.openPushes()
        try await PushLease.releaseDead(store, except: Set(open.map(\.push)))
        for push in open {
            if interruption.isRequested {
                summary.failures.append((push.push, "the recovery was interrupted before its turn"))
                continue
            }
            events(.note("recovering push \(push.push)"))
            do {
                if let result = try await recover(push.push, by: person) {
                    summary.results.append(result)
                } else {
                    summary.closed.append(push.push)
                }
            } catch {
                summary.failures.append((push.push, "\(error)"))
            }
        }
        // A push that died between its record and its end has told nobody of the new head yet.
        await RecordsOperation(workplace: workplace).exportHead(events: events)
        return summary
    }

    private func recover(_ push: String, by person: ActingPerson) async throws -> ApplyResult? {
        let store = try await workplace.store()
        let lease = try await PushLease.acquire(
            try await OpenPushes(store: store).names(of: push), for: push, person: person.id, store: store,
            clock: workplace.clock)
        do {
            // Read under the lease: whoever held it before may have ended the push meanwhile.
            let history = try await PushHistory.read(push, store: store)
            let known = try await workplace.plan(history.plan.description)
            let journal = StoredJournal(store: store, push: push, clock: workplace.clock, events: events, lease: lease)
            let result = history.isEnded ? nil : try await end(history, known, by: person, journal: journal)
            await lease.release()
            return result
        } catch {
            await lease.release()
            throw error
        }
    }

    private func end(
        _ history: PushHistory, _ known: KnownPlan, by person: ActingPerson, journal: StoredJournal
    ) async throws -> ApplyResult? {
        let store = journal.store
        if let sealed = try await sealedRecord(of: known, history, store: store) {
            // The record was made; only the end of the journal is missing.
            let status: PlanStatus = sealed.outcome == .succeeded ? .applied : .failed
            if known.status == .applying {
                try await store.setPlanStatus(known.digest, from: [PlanStatus.applying.rawValue], to: status.rawValue)
            }
            try await journal.record(.freed(sealed.outcome))
            return nil
        }
        let approval = try Authorisation(history.approval, of: known)
        let recovery = try await sign(known, journal.push, by: person)
        try await store.addDecision(
            StoredDecision(recovery, kind: .execution), now: recovery.decision.at.unixMilliseconds)
        let devices = DeviceRecoveries(
            workplace: workplace, events: events, journal: journal, plan: known.plan, history: history,
            interruption: interruption)
        let reports = await devices.recover()
        // J9 stands before the writing: only the file says whether it was written.
        let planned = known.plan.allocation
        let isRenewed = try planned.map { try AllocationRenewing(workplace: workplace).isDone($0) } ?? false
        let closing = PushClosing(
            workplace: workplace, events: events, journal: journal, known: known, kind: .recovery,
            writesDocuments: writesDocuments)
        return try await closing.close(
            reports: reports, approval: approval, execution: try known.statement(.apply),
            renewed: isRenewed ? history.renewal(of: planned) : nil, notes: notes(history, by: person))
    }

    private func notes(_ history: PushHistory, by person: ActingPerson) -> [Note] {
        let now = workplace.clock.now
        let title = workplace.office.user(person.id)?.title ?? person.id
        return [
            Note(kind: .interrupted, text: "pelaksanaan terputus pada langkah \(history.lastStep.name)", at: now),
            Note(kind: .recovered, text: "diselesaikan dengan pita recover oleh \(title) (\(person.id))", at: now),
        ]
    }

    private func sign(_ known: KnownPlan, _ push: String, by person: ActingPerson) async throws -> SignedDecision {
        let user = try workplace.user(person)
        let decision = Decision(
            .recover, plan: known.digest, person: user.id, role: user.roles.first?.id ?? "", reason: "push \(push)",
            at: workplace.clock.now)
        return try await workplace.sign(decision, by: person)
    }

    /// The berita acara of the push, when it was sealed before the interruption.
    ///
    /// A crash between the sealing and its line in the journal leaves it among the last of the chain.
    private func sealedRecord(
        of known: KnownPlan, _ history: PushHistory, store: any RecordStore
    ) async throws -> BeritaAcara? {
        if let digest = history.sealedDigest { return try await store.record(digest: digest)?.sealed.beritaAcara() }
        let subject = known.plan.allocation?.segment ?? known.plan.inputs.parameters["segment"]
        let records = try await store.records(subject: subject, page: Page(limit: 100))
        for stored in records.items {
            let record = try stored.sealed.beritaAcara()
            if record.plan.digest == known.digest { return record }
        }
        return nil
    }
}
