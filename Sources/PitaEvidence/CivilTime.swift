/// A date and clock time without a zone, in the proleptic Gregorian calendar.
public struct CivilTime: Hashable, Sendable {
    /// The year.
    public let year: Int
    /// The month, 1...12.
    public let month: Int
    /// The day of the month, from 1.
    public let day: Int
    /// The hour, 0...23.
    public let hour: Int
    /// The minute, 0...59.
    public let minute: Int
    /// The second, 0...59: Unix time has no leap seconds.
    public let second: Int
    /// The millisecond, 0...999.
    public let millisecond: Int
    /// The day of the week: 0 is Minggu (Sunday), 6 is Sabtu (Saturday).
    public let weekday: Int

    /// The milliseconds of a day: Unix time has no leap seconds.
    public static let dayMilliseconds: Int64 = 86_400_000

    /// The date and clock of a count of milliseconds since 1970-01-01T00:00, leap years included.
    public init(unixMilliseconds: Int64) {
        let (quotient, remainder) = unixMilliseconds.quotientAndRemainder(dividingBy: Self.dayMilliseconds)
        let days = Int(remainder < 0 ? quotient - 1 : quotient)
        let rest = Int(remainder < 0 ? remainder + Self.dayMilliseconds : remainder)
        // Counts from 1 March, so that the leap day is the last of its year; 400 years have 146,097 days.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        hour = rest / 3_600_000
        minute = rest / 60_000 % 60
        second = rest / 1000 % 60
        millisecond = rest % 1000
        weekday = ((days + 4) % 7 + 7) % 7
    }

    /// A date and clock; `nil` when there is no such date.
    public init?(
        year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, millisecond: Int = 0
    ) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day), (0...23).contains(hour),
            (0...59).contains(minute), (0...59).contains(second), (0...999).contains(millisecond)
        else { return nil }
        let clock = ((hour * 60 + minute) * 60 + second) * 1000 + millisecond
        let days = Self.days(year: year, month: month, day: day)
        self.init(unixMilliseconds: days * Self.dayMilliseconds + Int64(clock))
        guard self.month == month, self.day == day else { return nil }
    }

    /// Milliseconds since 1970-01-01T00:00 of the same calendar.
    public var unixMilliseconds: Int64 {
        let clock = ((hour * 60 + minute) * 60 + second) * 1000 + millisecond
        return Self.days(year: year, month: month, day: day) * Self.dayMilliseconds + Int64(clock)
    }

    /// Days from 1970-01-01 to a date.
    private static func days(year: Int, month: Int, day: Int) -> Int64 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return Int64(era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468)
    }

    /// `2026-11-21`.
    public var date: String { "\(pad(year, 4))-\(pad(month))-\(pad(day))" }
    /// `10.04`, as Indonesian documents write the time of day.
    public var clock: String { "\(pad(hour)).\(pad(minute))" }

    /// Reads `2026-11-21T10:04:05.123`.
    init?(_ text: [UInt8]) {
        let separators: [Int: UInt8] = [
            4: UInt8(ascii: "-"), 7: UInt8(ascii: "-"), 10: UInt8(ascii: "T"), 13: UInt8(ascii: ":"),
            16: UInt8(ascii: ":"), 19: UInt8(ascii: "."),
        ]
        guard text.count == 23 else { return nil }
        var numbers = [0]
        for (index, octet) in text.enumerated() {
            if let separator = separators[index] {
                guard octet == separator else { return nil }
                numbers.append(0)
            } else {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet) else { return nil }
                numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int(octet - UInt8(ascii: "0"))
            }
        }
        self.init(
            year: numbers[0], month: numbers[1], day: numbers[2], hour: numbers[3], minute: numbers[4],
            second: numbers[5], millisecond: numbers[6])
    }
}
