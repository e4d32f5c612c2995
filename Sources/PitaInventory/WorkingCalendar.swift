/// When the office works: spans of each weekday, less the holidays.
public struct WorkingCalendar: Sendable, Hashable {
    /// The spans of each working day, ascending; a day that is missing is free.
    public let hours: [Weekday: [ClockSpan]]
    /// The days off with their names.
    public let holidays: [CalendarDate: String]

    /// A calendar.
    public init(hours: [Weekday: [ClockSpan]], holidays: [CalendarDate: String]) {
        self.hours = hours
        self.holidays = holidays
    }

    /// The working spans of a day; none on a holiday.
    public func spans(on date: CalendarDate) -> [ClockSpan] {
        holidays[date] == nil ? hours[date.weekday] ?? [] : []
    }
}

/// A span of a day: `08:00-12:00`.
public struct ClockSpan: Hashable, Sendable, CustomStringConvertible {
    /// The first minute of the day that belongs to it, 0...1439.
    public let startMinute: Int
    /// The minute after its last, 1...1440.
    public let endMinute: Int

    /// Reads `08:00-12:00`; `24:00` may end a span. `nil` when it is malformed or does not run forwards.
    public init?(_ text: String) {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Self.minute($0) }
        guard ends.count == 2, let start = ends[0], let end = ends[1], start < end else { return nil }
        startMinute = start
        endMinute = end
    }

    private static func minute(_ text: Substring) -> Int? {
        let octets = Array(text.utf8)
        guard octets.count == 5, octets[2] == UInt8(ascii: ":") else { return nil }
        let digits = [octets[0], octets[1], octets[3], octets[4]]
        guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        let values = digits.map { Int($0 - 0x30) }
        let (hour, minute) = (values[0] * 10 + values[1], values[2] * 10 + values[3])
        guard minute < 60, hour < 24 || (hour == 24 && minute == 0) else { return nil }
        return hour * 60 + minute
    }

    /// `08:00-12:00`.
    public var description: String {
        [startMinute, endMinute].map { minute in
            let parts = [minute / 60, minute % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
            return parts.joined(separator: ":")
        }.joined(separator: "-")
    }
}
