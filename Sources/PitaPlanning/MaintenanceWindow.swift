import PitaDiagnostics
import PitaEvidence
import PitaYAML

/// When a plan may be applied: once, between two moments, or at the same hours of some days of the week.
public enum MaintenanceWindow: Sendable, Hashable {
    /// From a moment up to another, in Unix milliseconds.
    case once(from: Int64, to: Int64)
    /// On these days of the week (0 is Sunday), from a minute of the day up to another. Where the end is not later than
    /// the beginning it is the next day's; the day is that of the beginning.
    case weekly(days: Set<Int>, from: Int, to: Int)

    /// The days as inventory and plans write them, Sunday first.
    public static let dayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]

    /// Whether the window is open at a moment.
    public func isOpen(at time: LocalTime) -> Bool {
        switch self {
        case .once(let from, let to): return (from..<to).contains(time.unixMilliseconds)
        case .weekly(let days, let from, let to):
            let civil = time.civil
            let minute = civil.hour * 60 + civil.minute
            guard from >= to else { return days.contains(civil.weekday) && (from..<to).contains(minute) }
            if minute >= from { return days.contains(civil.weekday) }
            return minute < to && days.contains((civil.weekday + 6) % 7)
        }
    }

    /// The window in words: `2026-11-25T22:00 to 2026-11-26T04:00`, `mon tue 22:00 to 04:00`.
    ///
    /// - Parameter zone: the zone whose clock is shown.
    public func text(in zone: IndonesianZone) -> String {
        switch self {
        case .once(let from, let to):
            return "\(Self.moment(from, zone)) to \(Self.moment(to, zone)) \(zone.rawValue)"
        case .weekly(let days, let from, let to):
            let names = days.count == 7 ? "every day" : days.sorted().map { Self.dayNames[$0] }.joined(separator: " ")
            return "\(names) \(Self.clock(from)) to \(Self.clock(to)) \(zone.rawValue)"
        }
    }

    private static func moment(_ milliseconds: Int64, _ zone: IndonesianZone) -> String {
        let civil = LocalTime(unixMilliseconds: milliseconds, zone: zone, clockSynchronised: false).civil
        return "\(civil.date)T\(clock(civil.hour * 60 + civil.minute))"
    }

    static func clock(_ minute: Int) -> String {
        let text = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
        return "\(text(minute / 60)):\(text(minute % 60))"
    }

    /// Minutes of `22:30`; `nil` for anything else.
    static func minutes(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy { $0.isASCII && $0.isNumber } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
        else { return nil }
        return hour * 60 + minute
    }

    /// A window as `--window` gives it: `2026-11-25T22:00/2026-11-26T04:00`, or `22:00/04:00` for the next time that it
    /// is so late (now, when it is so late already).
    public init(_ text: String, now: LocalTime) throws(Diagnostics) {
        let sides = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let hint = "write FROM/TO: 22:00/04:00, or 2026-11-25T22:00/2026-11-26T04:00"
        guard sides.count == 2 else { throw Diagnostics("`\(text)` is no window", hint: hint) }
        let zone = Int64(now.zone.offsetMinutes) * 60_000
        if let from = Self.minutes(sides[0]), let to = Self.minutes(sides[1]), from != to {
            let length = Int64((to - from + 1440) % 1440) * 60_000
            let day = (now.unixMilliseconds + zone) / CivilTime.dayMilliseconds * CivilTime.dayMilliseconds - zone
            let begins = [-1, 0, 1].map { day + $0 * CivilTime.dayMilliseconds + Int64(from) * 60_000 }
            guard let begin = begins.first(where: { $0 + length > now.unixMilliseconds }) else {
                throw Diagnostics("`\(text)` is no window", hint: hint)
            }
            self = .once(from: begin, to: begin + length)
            return
        }
        guard let from = CivilTime(minute: sides[0]), let to = CivilTime(minute: sides[1]) else {
            throw Diagnostics("`\(text)` is no window", hint: hint)
        }
        guard from.unixMilliseconds < to.unixMilliseconds else {
            throw Diagnostics("the window `\(text)` ends before it begins", hint: hint)
        }
        guard to.unixMilliseconds - zone > now.unixMilliseconds else {
            throw Diagnostics("the window `\(text)` is over", hint: hint)
        }
        self = .once(from: from.unixMilliseconds - zone, to: to.unixMilliseconds - zone)
    }

    /// Reads a playbook's `window:` block; what is wrong with it is collected.
    init?(_ reader: MappingReader) {
        let names = reader.optional("days", .list(of: .oneOf(Self.dayNames)))
        let clock = Conversion<Int>.parsed(as: "a time of day", hint: "write it like 22:00", Self.minutes)
        let from = reader.required("from", clock)
        let to = reader.required("to", clock.marked)
        reader.finish()
        let days = Set((names ?? Self.dayNames).compactMap { Self.dayNames.firstIndex(of: $0) })
        guard let from, let to else { return nil }
        guard from != to.value else {
            reader.findings.add(to.node.diagnostic("the window ends when it begins"))
            return nil
        }
        self = .weekly(days: days, from: from, to: to.value)
    }
}

extension CivilTime {
    /// Reads `2026-11-25T22:00`.
    fileprivate init?(minute text: String) {
        let parts = text.split(separator: "T", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let minutes = MaintenanceWindow.minutes(parts[1]) else { return nil }
        let date = parts[0].split(separator: "-", omittingEmptySubsequences: false)
        guard date.map(\.count) == [4, 2, 2], date.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
            let year = Int(date[0]), let month = Int(date[1]), let day = Int(date[2])
        else { return nil }
        self.init(year: year, month: month, day: day, hour: minutes / 60, minute: minutes % 60)
    }
}

extension MaintenanceWindow: JSONConvertible {
    /// `{"from": MS, "to": MS}`, or `{"days": [...], "from": "22:00", "to": "04:00"}`.
    public var json: JSONValue {
        switch self {
        case .once(let from, let to): ["from": .integer(from), "to": .integer(to)]
        case .weekly(let days, let from, let to):
            [
                "days": .array(days.sorted().map { .string(Self.dayNames[$0]) }), "from": .string(Self.clock(from)),
                "to": .string(Self.clock(to)),
            ]
        }
    }

    /// Reads what ``json`` wrote.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        if let from = json["from"]?.integerValue, let to = json["to"]?.integerValue, from < to {
            self = .once(from: from, to: to)
        } else if let names = json["days"]?.arrayValue?.compactMap(\.stringValue),
            let from = json["from"]?.stringValue.flatMap(Self.minutes),
            let to = json["to"]?.stringValue.flatMap(Self.minutes), from != to
        {
            self = .weekly(days: Set(names.compactMap { Self.dayNames.firstIndex(of: $0) }), from: from, to: to)
        } else {
            throw EvidenceError(.malformed, "`\(path)` is no maintenance window")
        }
    }
}
