import PitaEvidence

/// What Pita remembers. A method that returned has made its change durable.
///
/// The store knows no plan and no request: it keeps the caller's canonical bytes with the columns to find them by.
/// Times are Unix milliseconds that the caller read.
public protocol RecordStore: PlanStore, JournalStore, ChainStore, RequestStore, SampleStore, LeaseStore, AuditStore {
    /// Checks the file's structure and the digest of everything that has one; empty when all is well.
    func checkIntegrity() async throws(RecordsError) -> [String]
    /// Copies the store as it is now into a new file of mode 0600, while others go on writing; on an error none is left.
    func backUp(to destination: String) async throws(RecordsError)
    /// How far the store has come.
    func extent() async throws(RecordsError) -> StoreExtent
}

/// How far a store has come: the last place in each of its lists.
public struct StoreExtent: Hashable, Sendable {
    /// Berita acara.
    public var records: Int64
    /// Plans.
    public var plans: Int64
    /// Decisions on plans.
    public var decisions: Int64
    /// Steps of the push journal.
    public var steps: Int64
}

/// Plans and the decisions on them.
public protocol PlanStore: Sendable {
    /// Keeps a plan. The same plan again changes nothing.
    func addPlan(_ plan: StoredPlan) async throws(RecordsError)
    /// The plan of a digest.
    func plan(_ digest: Digest) async throws(RecordsError) -> StoredPlan?
    /// Plans, the newest first.
    func plans(status: String?, subject: String?, page: Page) async throws(RecordsError) -> PageOf<StoredPlan>
    /// Moves a plan to another status, if it is in one of `from`; `conflict` says where it is.
    func setPlanStatus(_ digest: Digest, from: Set<String>, to status: String) async throws(RecordsError)
    /// Keeps a decision. A second open approval, a third break-glass or a second of the same person, an approval after a
    /// rejection, and a second countersignature of a record are a `conflict`.
    /// A rejection is `invalid` here: it is kept by ``reject(_:now:from:to:)``, together with the plan's end.
    func addDecision(_ decision: StoredDecision, now: Int64) async throws(RecordsError)
    /// Keeps a rejection and moves its plan to another status in one transaction, if the plan is in one of `from`; else
    /// `conflict` says where it is, and nothing was kept.
    func reject(
        _ decision: StoredDecision, now: Int64, from: Set<String>, to status: String
    ) async throws(RecordsError)
    /// All decisions on a plan, the oldest first.
    func decisions(plan: Digest) async throws(RecordsError) -> [StoredDecision]
    /// The approval and the break-glass that stand on the plan now, the oldest first; none on a rejected plan.
    func standingApprovals(plan: Digest, now: Int64) async throws(RecordsError) -> [StoredDecision]
    /// The countersignature of a record.
    func countersignature(record: Digest) async throws(RecordsError) -> StoredDecision?
}

/// The push journal.
public protocol JournalStore: Sendable {
    /// Writes a step; it is on the disk when this returns its place.
    ///
    /// - Parameter lease: the right by which it is written; `conflict` when somebody else has it by now.
    func appendJournal(
        push: String, device: String?, step: JournalStep, payload: [UInt8], at: Int64, holding lease: Lease?
    ) async throws(RecordsError) -> Int64
    /// The steps of a push, in order.
    func journal(push: String, page: Page) async throws(RecordsError) -> PageOf<JournalEntry>
    /// The pushes that took the lock and never freed it.
    func openPushes() async throws(RecordsError) -> [OpenPush]
}

/// The chain of berita acara.
public protocol ChainStore: Sendable {
    /// Gives a record its place and keeps it, in one transaction: no gap, no fork, whoever else writes.
    ///
    /// - Parameter lease: the right by which it is sealed; `conflict` when somebody else has it by now.
    func seal(
        year: Int, at: Int64, subject: String?, holding lease: Lease?,
        _ make: @escaping @Sendable (ChainPosition) throws -> SealedRecord
    ) async throws(RecordsError) -> StoredRecord
    /// The record at a place in the chain.
    func record(sequence: Int) async throws(RecordsError) -> StoredRecord?
    /// The record of a number.
    func record(year: Int, number: Int) async throws(RecordsError) -> StoredRecord?
    /// The record of a digest.
    func record(digest: Digest) async throws(RecordsError) -> StoredRecord?
    /// Records, the newest first.
    func records(subject: String?, page: Page) async throws(RecordsError) -> PageOf<StoredRecord>
    /// Records of break-glass, the newest first.
    ///
    /// - Parameter open: whether only those that nobody has countersigned yet.
    func emergencies(open: Bool, subject: String?, page: Page) async throws(RecordsError) -> PageOf<StoredRecord>
    /// The last record.
    func chainHead() async throws(RecordsError) -> StoredRecord?
    /// Notes that a head was told outside.
    func addExportedHead(_ head: ChainHead, destination: String, at: Int64) async throws(RecordsError)
    /// The heads that were told, the newest first.
    func exportedHeads(page: Page) async throws(RecordsError) -> PageOf<StoredHead>
    /// Checks the whole chain against the office's keys, the given heads, and those that the store noted itself.
    func verifyChain(
        officeKeys: [SSHPublicKey], exportedHeads: [ChainHead]
    ) async throws(RecordsError) -> ChainReport
}

/// Requests, every version of them.
public protocol RequestStore: Sendable {
    /// Opens a request under the next number of the year.
    func openRequest(
        year: Int, state: String, subject: String?, person: String, at: Int64,
        _ make: @escaping @Sendable (RequestNumber) throws -> [UInt8]
    ) async throws(RecordsError) -> StoredRequest
    /// Adds a version, if `version` is still the last; `conflict` says which is.
    func advanceRequest(
        _ number: RequestNumber, from version: Int, state: String, subject: String?, person: String, bytes: [UInt8],
        at: Int64
    ) async throws(RecordsError) -> StoredRequest
    /// The last version.
    func request(_ number: RequestNumber) async throws(RecordsError) -> StoredRequest?
    /// All versions, the first first.
    func requestHistory(_ number: RequestNumber) async throws(RecordsError) -> [StoredRequest]
    /// The last versions of requests, the latest touched first.
    func requests(state: String?, subject: String?, page: Page) async throws(RecordsError) -> PageOf<StoredRequest>
}

/// Counter samples.
public protocol SampleStore: Sendable {
    /// Keeps readings in one transaction. A reading of the same interface, time and sequence again changes nothing.
    func addSamples(_ samples: [CounterSample]) async throws(RecordsError)
    /// The readings of an interface with `from <= at < until`, ascending; the cursor counts rows.
    func samples(
        device: String, interface: String, from: Int64, until: Int64, page: Page
    ) async throws(RecordsError) -> PageOf<CounterSample>
    /// The interfaces of which there are readings.
    func sampleSources() async throws(RecordsError) -> [SampleSource]
    /// Forgets readings before a time, at most so many; says how many.
    func removeSamples(before: Int64, atMost limit: Int) async throws(RecordsError) -> Int
}

/// Leases on devices.
public protocol LeaseStore: Sendable {
    /// Takes all of the devices, or none: `leaseHeld` says who has one of them.
    func acquireLeases(
        _ devices: [String], holder: String, purpose: String, seconds: Int, clock: LeaseClock
    ) async throws(RecordsError) -> [Lease]
    /// Lengthens leases that are still the caller's; `conflict` when one was lost.
    func renewLeases(_ leases: [Lease], seconds: Int, clock: LeaseClock) async throws(RecordsError) -> [Lease]
    /// Gives leases back; one that is no longer the caller's is left alone.
    func releaseLeases(_ leases: [Lease]) async throws(RecordsError)
    /// All leases, run out ones too.
    func leases() async throws(RecordsError) -> [Lease]
}

/// Audit results and the timings of pushes.
public protocol AuditStore: Sendable {
    /// Keeps a result; says its place.
    func addAudit(_ audit: StoredAudit) async throws(RecordsError) -> Int64
    /// Results, the newest first.
    func audits(subject: String?, outcome: String?, page: Page) async throws(RecordsError) -> PageOf<StoredAudit>
    /// Keeps how long a push's commands took.
    func addTiming(_ timing: PushTiming) async throws(RecordsError)
    /// The last push of so many commands to a device.
    func lastTiming(device: String, commands: Int) async throws(RecordsError) -> PushTiming?
}

extension JournalStore {
    /// Writes a step by no lease: a remark, not a step towards a device.
    public func appendJournal(
        push: String, device: String?, step: JournalStep, payload: [UInt8], at: Int64
    ) async throws(RecordsError) -> Int64 {
        try await appendJournal(push: push, device: device, step: step, payload: payload, at: at, holding: nil)
    }
}

extension ChainStore {
    /// Seals a record by no lease.
    public func seal(
        year: Int, at: Int64, subject: String?, _ make: @escaping @Sendable (ChainPosition) throws -> SealedRecord
    ) async throws(RecordsError) -> StoredRecord {
        try await seal(year: year, at: at, subject: subject, holding: nil, make)
    }
}
