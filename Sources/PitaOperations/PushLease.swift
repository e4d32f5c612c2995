import PitaEvidence
import PitaPlanning
import PitaRecords

/// The leases on the devices of a push: one push per device at a time on this store.
///
/// They are renewed by a task of their own for as long as the push lives, and end by themselves after a crash.
actor PushLease {
    /// How long a lease holds without being renewed, in seconds.
    static let seconds = 300
    /// How often it is renewed.
    static let renewal = Duration.seconds(60)

    /// Who holds it (``HolderName``).
    nonisolated let holder: String
    private let store: any RecordStore
    private var leases: [Lease]
    private var renewing: Task<Void, Never>?
    /// When the leases were made or renewed last, by a clock that nobody can step.
    private var renewedAt = ContinuousClock.now
    private var lost: String?

    private init(holder: String, store: any RecordStore, leases: [Lease]) {
        self.holder = holder
        self.store = store
        self.leases = leases
    }

    /// Takes the leases of all names or none.
    ///
    /// - Parameters:
    ///   - names: the devices, and what else only one push may change at a time (`link:isp-utama`).
    ///   - push: the push that they are for; a dead process's leases for the same push are taken over.
    static func acquire(
        _ names: [String], for push: String, person: String, store: any RecordStore, clock: OfficeClock
    ) async throws -> PushLease {
        let holder = HolderName.own(person: person)
        try await releaseDead(store, except: Set(try await store.openPushes().map(\.push)).subtracting([push]))
        do {
            let leases = try await store.acquireLeases(
                names, holder: holder, purpose: push, seconds: seconds, clock: .now())
            let lease = PushLease(holder: holder, store: store, leases: leases)
            await lease.keep()
            return lease
        } catch {
            guard case .leaseHeld(let lease) = error.kind else { throw error }
            let dead = HolderName.isDead(lease.holder)
            let since = LocalTime(unixMilliseconds: lease.since, zone: clock.zone, clockSynchronised: false).text
            throw Refusal(
                .busy,
                "`\(lease.device)` is \(dead ? "left over from a push that was interrupted" : "being changed") by"
                    + " \(lease.holder) since \(since) (push \(lease.purpose))",
                hint: dead ? "run `pita recover`" : "wait for it to end")
        }
    }

    /// Frees what dead processes left behind, but for pushes that still have to be recovered.
    static func releaseDead(_ store: any RecordStore, except open: Set<String>) async throws {
        let left = try await store.leases().filter { HolderName.isDead($0.holder) && !open.contains($0.purpose) }
        if !left.isEmpty { try await store.releaseLeases(left) }
    }

    private func keep() {
        renewing = Task { [weak self] in
            while !Task.isCancelled {
                try? await Task.sleep(for: Self.renewal)
                guard let self, !Task.isCancelled else { return }
                await self.renew()
            }
        }
    }

    private func renew() async {
        do {
            let now = ContinuousClock.now
            leases = try await store.renewLeases(leases, seconds: Self.seconds, clock: .now())
            renewedAt = now
        } catch {
            // A store that fails for a moment leaves the lease as it was; one that was taken over is gone for good.
            if error.kind == .conflict { lost = error.message }
        }
    }

    /// The lease by which a step is written: that of the device, or for a step of the whole push any.
    ///
    /// Throws when it may no longer be held: no further step may be taken. The store looks again when it writes.
    func lease(on device: String?) throws -> Lease {
        if let lost { throw OperationError("the push was taken over by somebody else: \(lost)") }
        guard ContinuousClock.now - renewedAt < .seconds(Self.seconds) else {
            throw OperationError(
                "the lease on the devices ran out before it could be renewed", hint: "run `pita recover`")
        }
        guard let lease = leases.first(where: { device == nil || $0.device == device }) else {
            throw OperationError("the push holds no lease on \(device ?? "anything")")
        }
        return lease
    }

    /// Gives the leases back; one that cannot be given back expires.
    func release() async {
        renewing?.cancel()
        try? await store.releaseLeases(leases)
    }
}
