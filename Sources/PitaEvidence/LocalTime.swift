/// The three time zones of Indonesia (Keppres 41/1987).
public enum IndonesianZone: String, Sendable, CaseIterable {
    /// Waktu Indonesia Barat, UTC+7.
    case wib = "WIB"
    /// Waktu Indonesia Tengah, UTC+8.
    case wita = "WITA"
    /// Waktu Indonesia Timur, UTC+9.
    case wit = "WIT"

    /// Minutes east of UTC; there is no summer time.
    public var offsetMinutes: Int {
        switch self {
        case .wib: 420
        case .wita: 480
        case .wit: 540
        }
    }
}

/// A moment as a record carries it: exact, in the office's zone, and honest about the clock.
public struct LocalTime: Hashable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z, kept within the years 1970 to 9998.
    public let unixMilliseconds: Int64
    /// The office's zone.
    public let zone: IndonesianZone
    /// Whether the system's clock was synchronised when the time was read.
    public let clockSynchronised: Bool

    /// A moment; one outside the years 1970 to 9998 becomes the nearest inside.
    public init(unixMilliseconds: Int64, zone: IndonesianZone, clockSynchronised: Bool) {
        self.unixMilliseconds = min(max(0, unixMilliseconds), 253_370_764_799_999)
        self.zone = zone
        self.clockSynchronised = clockSynchronised
    }

    /// The date and the clock in the zone.
    public var civil: CivilTime {
        CivilTime(unixMilliseconds: unixMilliseconds + Int64(zone.offsetMinutes) * 60_000)
    }

    /// RFC 3339 with milliseconds: `2026-11-21T10:04:05.123+07:00`.
    public var text: String {
        let time = civil
        let hour = zone.offsetMinutes / 60
        return "\(time.date)T\(pad(time.hour)):\(pad(time.minute)):\(pad(time.second)).\(pad(time.millisecond, 3))"
            + "+\(pad(hour)):00"
    }

    /// Reads ``text`` of the given zone; `nil` for any other spelling.
    public init?(_ text: String, zone: IndonesianZone, clockSynchronised: Bool) {
        let digits = Array(text.utf8)
        guard digits.count == 29, let time = CivilTime(Array(digits.prefix(23))) else { return nil }
        self.init(
            unixMilliseconds: time.unixMilliseconds - Int64(zone.offsetMinutes) * 60_000, zone: zone,
            clockSynchronised: clockSynchronised)
        guard self.text == text else { return nil }
    }
}

extension LocalTime: JSONConvertible {
    /// `{"clock_synchronised":true,"time":"...","zone":"WIB"}`.
    public var json: JSONValue {
        ["time": .string(text), "zone": .string(zone.rawValue), "clock_synchronised": .bool(clockSynchronised)]
    }

    /// Reads ``json``.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        let text = try reader.string("time")
        let zone: IndonesianZone = try reader.choice("zone")
        let synchronised = try reader.bool("clock_synchronised")
        try reader.finish()
        guard let time = LocalTime(text, zone: zone, clockSynchronised: synchronised) else {
            throw EvidenceError(.malformed, "`\(path).time` is no time of the zone \(zone.rawValue)")
        }
        self = time
    }
}

/// `number` with leading zeros to at least `width` digits.
func pad(_ number: Int, _ width: Int = 2) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
