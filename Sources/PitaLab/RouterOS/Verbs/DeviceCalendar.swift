import Foundation

/// Dates as the two ages of RouterOS write them, in UTC.
enum DeviceCalendar {
    static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    private static var calendar: Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar
    }

    /// `2026-11-21` from 7.10 on, `nov/21/2026` before; and `03:04:05`.
    static func stamp(_ date: Date, version: Version) -> (date: String, time: String) {
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: date)
        let month = parts.month ?? 1
        let year = parts.year ?? 1970
        let time = [parts.hour ?? 0, parts.minute ?? 0, parts.second ?? 0].map(two).joined(separator: ":")
        if version >= Version(7, 10) { return ("\(year)-\(two(month))-\(two(parts.day ?? 1))", time) }
        return ("\(months[(month + 11) % 12])/\(two(parts.day ?? 1))/\(year)", time)
    }

    /// The moment of a date and a time of day, in either form.
    static func moment(date: String, time: String) -> Date? {
        let clock = time.split(separator: ":").compactMap { Int($0) }
        guard clock.count == 3 else { return nil }
        var parts = DateComponents()
        (parts.hour, parts.minute, parts.second) = (clock[0], clock[1], clock[2])
        if date.contains("/") {
            let words = date.split(separator: "/")
            guard words.count == 3, let month = months.firstIndex(of: String(words[0])) else { return nil }
            (parts.month, parts.day, parts.year) = (month + 1, Int(words[1]), Int(words[2]))
        } else {
            let words = date.split(separator: "-").compactMap { Int($0) }
            guard words.count == 3 else { return nil }
            (parts.year, parts.month, parts.day) = (words[0], words[1], words[2])
        }
        return calendar.date(from: parts)
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
