import PitaDevices
import PitaDiagnostics
import PitaEvidence
import PitaInventory
import PitaPlanning
import PitaPlatforms
import PitaRecords

/// Applies an approved plan: what was approved, byte for byte, or nothing.
public struct ApplyOperation: Sendable {
    private let workplace: Workplace
    private let events: EventSink
    private let interruption: Interruption
    private let writesDocuments: Bool

    /// Applies plans in an office.
    ///
    /// - Parameters:
    ///   - interruption: by which somebody may want the push to end.
    ///   - writesDocuments: whether the berita acara's files are written at once; they can be exported at any time.
    public init(
        workplace: Workplace, interruption: Interruption = Interruption(), writesDocuments: Bool = true,
        events: @escaping EventSink
    ) {
        self.workplace = workplace
        self.interruption = interruption
        self.writesDocuments = writesDocuments
        self.events = events
    }

    /// Applies a plan as `person`; throws ``Refusal`` before any device is touched.
    public func apply(_ name: String, by person: ActingPerson) async throws -> ApplyResult {
        // What can be refused at once is, before the person is asked for a pass phrase.
        let asked = try await workplace.plan(name)
        let allowed = try await ApplyChecks(workplace: workplace, events: events).check(asked, executor: person)
        let emergencies = Emergencies(workplace: workplace, events: events)
        if allowed.isBreakGlass { emergencies.announce(allowed.decisions.map(\.decision), of: asked.digest) }
        try await emergencies.remind()
        let execution = try await sign(asked, by: person)
        let store = try await workplace.store()
        let push = PushID.make(plan: asked.digest, at: workplace.clock.now)
        let lease = try await PushLease.acquire(
            leaseNames(of: asked.plan), for: push, person: person.id, store: store, clock: workplace.clock)
        do {
            let result = try await apply(asked.digest, execution, by: person, push: push, lease: lease)
            await lease.release()
            return result
        } catch {
            await lease.release()
            throw error
        }
    }

    /// The devices, and the links whose allocations are counted: two plans that share a link are applied one after the other.
    private func leaseNames(of plan: Plan) -> [String] {
        let segment = plan.allocation.flatMap { workplace.office.segment($0.segment) }
        return plan.devices.map(\.device) + (segment?.path ?? []).map { "link:\($0)" }
    }

    /// Under the leases everything is read and checked again, and then done.
    private func apply(
        _ digest: Digest, _ execution: SignedDecision, by person: ActingPerson, push: String, lease: PushLease
    ) async throws -> ApplyResult {
        let workplace = try await workplace.reloaded()
        let store = try await workplace.store()
        let known = try await workplace.plan(digest.description)
        // Opened now: a key that cannot be read must not be found out after the devices were changed.
        _ = try await workplace.officeKey()
        try await OpenPushes(store: store).refuse(leaseNames(of: known.plan))
        let checks = ApplyChecks(workplace: workplace, events: events)
        let approval = try await checks.check(known, executor: person)
        try await checks.checkDevices(known.plan)
        if interruption.isRequested { throw OperationError("interrupted before any device was touched") }
        let journal = StoredJournal(store: store, push: push, clock: workplace.clock, events: events, lease: lease)
        try await begin(known, approval, names: leaseNames(of: known.plan), journal: journal)
        do {
            try await take(known, execution, journal: journal, store: store)
            let reports = await PushRun(
                workplace: workplace, events: events, journal: journal, interruption: interruption, plan: known.plan,
                window: approval.lifts.contains(.window) ? nil : known.plan.window
            ).push()
            let closing = PushClosing(
                workplace: workplace, events: events, journal: journal, known: known, kind: .work,
                writesDocuments: writesDocuments)
            return try await closing.close(
                reports: reports, approval: approval, execution: execution, renewed: nil, notes: [])
        } catch let error as RecordsError {
            throw OperationError(
                "the push \(push) could not be written down to its end: \(error.message)",
                hint: "mend what ails the store, then run `pita recover`: it ends the push")
        }
    }

    /// Writes down that the push begins. From J2 on it is open, and `pita recover` ends it if nobody else does.
    private func begin(
        _ known: KnownPlan, _ approval: Authorisation, names: [String], journal: StoredJournal
    ) async throws {
        try await journal.record(.plan(known.digest, push: journal.push))
        try await journal.record(.approval(approval.decisions.map(\.decision)))
        try await journal.record(.lock(names: names, holder: journal.lease.holder))
    }

    /// Makes the plan this push's own; one that is no longer open is refused.
    private func take(
        _ known: KnownPlan, _ execution: SignedDecision, journal: StoredJournal, store: any RecordStore
    ) async throws {
        do {
            let at = execution.decision.at.unixMilliseconds
            try await store.addDecision(StoredDecision(execution, kind: .execution), now: at)
            try await store.setPlanStatus(
                known.digest, from: [PlanStatus.open.rawValue], to: PlanStatus.applying.rawValue)
        } catch {
            // Only what the plan has become is a reason to refuse; a store that fails leaves the push to be recovered.
            guard error.kind == .conflict || error.kind == .notFound else { throw error }
            try await journal.record(.refused(reason: "\(error)"))
            throw Refusal(.closed, "the plan is no longer open: \(error)", hint: "look at it with `pita show`")
        }
    }

    private func sign(_ known: KnownPlan, by person: ActingPerson) async throws -> SignedDecision {
        let user = try workplace.user(person)
        let decision = Decision(
            .apply, plan: known.digest, person: user.id, role: user.roles.first?.id ?? "",
            reason: known.plan.inputs.title,
            at: workplace.clock.now)
        return try await workplace.sign(decision, by: person)
    }
}
