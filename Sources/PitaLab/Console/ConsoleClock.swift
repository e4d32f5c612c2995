import Foundation

/// Times as consoles print them, in UTC.
enum ConsoleClock {
    private static func text(_ date: Date, _ form: String) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = .gmt
        formatter.dateFormat = form
        return formatter.string(from: date)
    }

    /// `2026-11-25 11:05:33`.
    static func long(_ date: Date) -> String { text(date, "yyyy-MM-dd HH:mm:ss") }

    /// `2026/11/25 11:05`.
    static func minute(_ date: Date) -> String { text(date, "yyyy/MM/dd HH:mm") }

    /// `Nov 25 2026 11:05:33`.
    static func short(_ date: Date) -> String { text(date, "MMM d yyyy HH:mm:ss") }

    static func weekday(_ date: Date) -> String { text(date, "EEEE") }

    /// `161 days, 0 hour, 20 minutes`.
    static func uptime(_ seconds: Double) -> String {
        let minutes = Int(max(0, seconds) / 60)
        let parts = [(minutes / 1440, "day"), (minutes / 60 % 24, "hour"), (minutes % 60, "minute")]
        return parts.map { "\($0.0) \($0.1)\($0.0 > 1 ? "s" : "")" }.joined(separator: ", ")
    }
}
