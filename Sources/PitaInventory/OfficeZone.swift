/// The three time zones of Indonesia; none of them has summer time.
public enum OfficeZone: String, CaseIterable, Sendable {
    /// Waktu Indonesia Barat, UTC+7.
    case wib = "WIB"
    /// Waktu Indonesia Tengah, UTC+8.
    case wita = "WITA"
    /// Waktu Indonesia Timur, UTC+9.
    case wit = "WIT"

    /// As it is written behind a time: `WIB`.
    public var abbreviation: String { rawValue }

    /// Seconds east of UTC.
    public var offsetSeconds: Int {
        switch self {
        case .wib: 7 * 3600
        case .wita: 8 * 3600
        case .wit: 9 * 3600
        }
    }

    /// The name in the tz database.
    public var identifier: String {
        switch self {
        case .wib: "Asia/Jakarta"
        case .wita: "Asia/Makassar"
        case .wit: "Asia/Jayapura"
        }
    }
}
