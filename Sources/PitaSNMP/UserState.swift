internal import CNetSNMP
import Glibc
import PitaDiagnostics

/// What is known of one agent's engine for one user: its id, its clock, and the keys localised to it.
///
/// The library keeps users and clocks in tables of the whole process, by engine id: two devices with a cloned id, or a
/// device whose boot count fell, would disturb each other for ever. So they are put in for one call and taken out again.
final class UserState {
    let user: SNMPUser
    /// 1 noAuthNoPriv, 2 authNoPriv, 3 authPriv.
    let level: Int32
    private(set) var engineID: [UInt8] = []
    private var entry: UnsafeMutablePointer<usmUser>?
    private var boots: UInt32 = 0
    private var time: UInt32 = 0
    private var heardAt: UInt64 = 0

    init(_ user: SNMPUser) {
        self.user = user
        level = user.privacy != nil ? 3 : user.authentication != nil ? 2 : 1
    }

    deinit { forget() }

    /// Whether the engine id is known.
    var isDiscovered: Bool { entry != nil }

    /// Forgets the engine: the next request starts with discovery.
    func forget() {
        if let entry { usm_free_user(entry) }
        entry = nil
        engineID = []
        boots = 0
        time = 0
    }

    /// Takes the engine id that discovery brought, with the clock as a first guess.
    func discovered(_ header: MessageHeader, keys: KeyCache, now: UInt64) throws(Fault) {
        forget()
        guard (5...32).contains(header.engineID.count) else {
            throw Fault(code: .badAnswer, detail: "an engine id of \(header.engineID.count) octets")
        }
        entry = try keys.entry(for: user, engineID: header.engineID)
        engineID = header.engineID
        heard(header, now: now)
    }

    /// Takes the clock of a message.
    func heard(_ header: MessageHeader, now: UInt64) {
        boots = header.boots
        time = header.time
        heardAt = now
    }

    /// The time of the agent's engine by our own monotonic clock.
    private func estimatedTime(now: UInt64) -> UInt32 {
        let passed = now > heardAt ? (now - heardAt) / 1_000_000_000 : 0
        return UInt32(min(UInt64(time) + passed, 0x7FFF_FFFF))
    }

    /// Runs one call of the library with this user and clock in its tables.
    func installed<Result, Failure: Error>(_ call: () throws(Failure) -> Result) throws(Failure) -> Result {
        guard let entry else { return try call() }
        usm_add_user(entry)
        set_enginetime(engineID, u_int(engineID.count), boots, estimatedTime(now: Monotonic.now()), 1)
        defer {
            usm_remove_user(entry)
            free_enginetime(&engineID, engineID.count)
        }
        return try call()
    }
}

/// The monotonic clock, in nanoseconds.
enum Monotonic {
    static func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
