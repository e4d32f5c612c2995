internal import Foundation

/// The right to work on a device, for a time.
public struct Lease: Hashable, Sendable {
    /// The device.
    public let device: String
    /// Who holds it: person, host and process.
    public let holder: String
    /// What for: a push's id.
    public let purpose: String
    /// Grows with every lease: a later holder has a larger one.
    public let token: Int64
    /// Since when, in Unix milliseconds.
    public let since: Int64
    /// Until when, in Unix milliseconds, by the clock of ``since``.
    public let expiresAt: Int64
}

/// The clocks by which leases are judged.
public struct LeaseClock: Hashable, Sendable {
    /// The wall clock in Unix milliseconds.
    public var wallMilliseconds: Int64
    /// The kernel's id of this boot.
    public var bootID: String
    /// Milliseconds since the boot, sleep included; nobody can step it.
    public var bootMilliseconds: Int64

    /// Clocks that were read elsewhere.
    public init(wallMilliseconds: Int64, bootID: String, bootMilliseconds: Int64) {
        self.wallMilliseconds = wallMilliseconds
        self.bootID = bootID
        self.bootMilliseconds = bootMilliseconds
    }

    /// The clocks of this machine, now.
    public static func now() -> LeaseClock {
        let id = (try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)) ?? "unknown"
        return LeaseClock(
            wallMilliseconds: milliseconds(CLOCK_REALTIME),
            bootID: String(id.prefix { !$0.isWhitespace }), bootMilliseconds: milliseconds(CLOCK_BOOTTIME))
    }

    private static func milliseconds(_ clock: Int32) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
