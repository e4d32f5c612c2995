import Foundation

/// Times as IOS prints them, in UTC.
enum IOSClock {
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

    private struct Parts {
        var clock: String
        var milliseconds: String
        var day: Int
        var month: String
        var weekday: String
        var year: Int
    }

    private static func parts(_ date: Date) -> Parts {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents(
            [.year, .month, .day, .hour, .minute, .second, .nanosecond, .weekday], from: date)
        func padded(_ number: Int, _ width: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, width - text.count)) + text
        }
        return Parts(
            clock: [parts.hour ?? 0, parts.minute ?? 0, parts.second ?? 0].map { padded($0, 2) }
                .joined(separator: ":"),
            milliseconds: padded((parts.nanosecond ?? 0) / 1_000_000, 3), day: parts.day ?? 1,
            month: months[((parts.month ?? 1) + 11) % 12], weekday: days[((parts.weekday ?? 1) + 6) % 7],
            year: parts.year ?? 1970)
    }

    /// `11:05:33 UTC Wed Nov 25 2026`.
    static func long(_ date: Date) -> String {
        let parts = parts(date)
        return "\(parts.clock) UTC \(parts.weekday) \(parts.month) \(parts.day) \(parts.year)"
    }

    /// `*11:05:33.123 UTC Wed Nov 25 2026`.
    static func now(_ date: Date) -> String {
        let parts = parts(date)
        return "*\(parts.clock).\(parts.milliseconds) UTC \(parts.weekday) \(parts.month) \(parts.day) \(parts.year)"
    }

    /// `Nov 25 11:05:33.123`.
    static func logStamp(_ date: Date) -> String {
        let parts = parts(date)
        return "\(parts.month) \(parts.day < 10 ? " " : "")\(parts.day) \(parts.clock).\(parts.milliseconds)"
    }

    /// `Nov-25-11-05-33.123`, as archives are named.
    static func fileStamp(_ date: Date) -> String {
        logStamp(date).replacing(" ", with: "-").replacing(":", with: "-")
    }

    /// `1 week, 2 days, 3 hours, 4 minutes`.
    static func uptime(_ seconds: Double) -> String {
        var minutes = Int(max(0, seconds) / 60)
        var words: [String] = []
        for (name, size) in [("year", 525_600), ("week", 10_080), ("day", 1440), ("hour", 60), ("minute", 1)] {
            let count = minutes / size
            minutes %= size
            if count > 0 { words.append("\(count) \(name)\(count == 1 ? "" : "s")") }
        }
        return words.isEmpty ? "0 minutes" : words.joined(separator: ", ")
    }

    /// `1 hour, 2 minutes and 3 seconds`.
    static func wait(_ seconds: Double) -> String {
        let whole = Int(max(0, seconds))
        let minutes = whole / 60
        if minutes == 0 { return "\(whole) seconds" }
        if minutes < 60 { return "\(minutes) minutes and \(whole % 60) seconds" }
        return "\(minutes / 60) hours and \(minutes % 60) minutes"
    }
}
