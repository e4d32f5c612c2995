import Foundation
import PitaPlanning
import PitaRecords

/// The leases on the devices of a push: one push per device at a time on this store.
actor PushLease {
    /// How long a lease holds without being renewed, in seconds.
    static let seconds = 900

    /// `PERSON@HOST pid N start T`: who holds it, so that a dead holder can be told from a living one.
    nonisolated let holder: String
    private let store: any RecordStore
    private var leases: [Lease]

    private init(holder: String, store: any RecordStore, leases: [Lease]) {
        self.holder = holder
        self.store = store
        self.leases = leases
    }

    /// Takes the leases of all devices or none; a holder that is dead does not block.
    static func acquire(
        _ devices: [String], for push: String, person: String, store: any RecordStore
    ) async throws -> PushLease {
        let holder = HolderName.own(person: person)
        do {
            try await releaseDead(store)
            let leases = try await store.acquireLeases(
                devices, holder: holder, purpose: push, seconds: seconds, clock: .now())
            return PushLease(holder: holder, store: store, leases: leases)
        } catch let error as RecordsError {
            if case .leaseHeld(let lease) = error.kind {
                throw Refusal(
                    .busy, "`\(lease.device)` is being changed by \(lease.holder) (\(lease.purpose))",
                    hint: "wait for it to end; after a crash run `pita recover`")
            }
            throw error
        }
    }

    /// Frees what processes of this machine left behind that are no longer alive.
    static func releaseDead(_ store: any RecordStore) async throws {
        let dead = try await store.leases().filter { HolderName.isDead($0.holder) }
        if !dead.isEmpty { try await store.releaseLeases(dead) }
    }

    /// Holds the leases for longer. A lease that cannot be renewed still holds until it expires.
    func renew() async {
        if let renewed = try? await store.renewLeases(leases, seconds: Self.seconds, clock: .now()) { leases = renewed }
    }

    /// Gives the leases back; one that cannot be given back expires.
    func release() async { try? await store.releaseLeases(leases) }
}

/// The name of a holder of leases, from which its life can be told.
enum HolderName {
    /// This process's name.
    static func own(person: String) -> String {
        "\(person)@\(ProcessInfo.processInfo.hostName) pid \(getpid()) start \(startTime(getpid()) ?? "0")"
    }

    /// Whether the holder was a process of this machine that is gone.
    static func isDead(_ holder: String) -> Bool {
        let words = holder.split(separator: " ")
        guard words.count == 5, words[1] == "pid", words[3] == "start", let pid = pid_t(words[2]),
            words[0].hasSuffix("@" + ProcessInfo.processInfo.hostName)
        else { return false }
        return startTime(pid) != String(words[4])
    }

    /// When a process started, in clock ticks after boot (proc(5), field 22); `nil` when there is none.
    private static func startTime(_ pid: pid_t) -> String? {
        guard let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            let end = text.lastIndex(of: ")")
        else { return nil }
        let fields = text[text.index(after: end)...].split(separator: " ")
        return fields.count > 19 ? String(fields[19]) : nil
    }
}
