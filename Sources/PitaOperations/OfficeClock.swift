import Foundation
import PitaEvidence
import PitaInventory

/// The office's wall clock, honest about whether it is synchronised.
public struct OfficeClock: Sendable {
    /// The zone that records carry.
    public let zone: IndonesianZone

    /// A clock in the office's zone.
    public init(zone: OfficeZone) {
        self.zone = IndonesianZone(rawValue: zone.abbreviation) ?? .wib
    }

    /// The time now.
    public var now: LocalTime {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        let milliseconds = Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
        return LocalTime(unixMilliseconds: milliseconds, zone: zone, clockSynchronised: Self.isSynchronised)
    }

    /// Today in the zone, as the inventory counts days.
    public var today: CalendarDate {
        get throws {
            let text = now.civil.date
            guard let date = CalendarDate(text) else { throw OperationError("the clock shows no date: \(text)") }
            return date
        }
    }

    /// What systemd-timesyncd(8) says; without it the clock counts as not synchronised.
    private static var isSynchronised: Bool {
        FileManager.default.fileExists(atPath: "/run/systemd/timesync/synchronized")
    }
}
