/// RouterOS time intervals, in milliseconds.
enum Interval {
    /// Reads `1w2d3h4m5s`, `100ms`, `90` (seconds), `00:10:00`, `1d00:00:00`.
    static func parse(_ text: String) -> Int64? {
        if text.isEmpty || text.utf8.count > 30 { return nil }
        if let colon = text.firstIndex(of: ":") {
            var rest = text[...]
            var days: Int64 = 0
            if let last = text[..<colon].lastIndex(where: { $0.isLetter }) {
                guard let parsed = units(text[...last]) else { return nil }
                days = parsed
                rest = text[text.index(after: last)...]
            }
            let parts = rest.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2 || parts.count == 3 else { return nil }
            let numbers = parts.compactMap { part in part.allSatisfy(\.isNumber) ? Int64(part) : nil }
            guard numbers.count == parts.count, numbers.allSatisfy({ $0 < 100_000 }) else { return nil }
            let seconds = numbers[0] * 3600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
            return days + seconds * 1000
        }
        if let seconds = Int64(text) { return seconds >= 0 && seconds < 1 << 40 ? seconds * 1000 : nil }
        return units(text[...])
    }

    private static let factors: [String: Int64] = [
        "w": 604_800_000, "d": 86_400_000, "h": 3_600_000, "m": 60_000, "s": 1000, "ms": 1,
    ]

    private static func units(_ text: Substring) -> Int64? {
        var total: Int64 = 0
        var rest = text
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix { $0.isLetter }
            rest = rest.dropFirst(unit.count)
            guard digits.count < 10, let number = Int64(digits), let factor = factors[String(unit)] else { return nil }
            total += number * factor
        }
        return total
    }

    /// `1d2h3m4s500ms`, as exports and tables print it; `0s` for none.
    static func short(_ milliseconds: Int64) -> String {
        var rest = milliseconds
        var text = ""
        for unit in ["w", "d", "h", "m", "s", "ms"] {
            let factor = factors[unit] ?? 1
            if rest >= factor {
                text += "\(rest / factor)\(unit)"
                rest %= factor
            }
        }
        return text.isEmpty ? "0s" : text
    }

    /// `1w1d00:10:00`, as `:put` prints it.
    static func clock(_ milliseconds: Int64) -> String {
        let seconds = milliseconds / 1000
        let weeks = seconds / 604_800
        let days = seconds % 604_800 / 86_400
        var text = weeks > 0 ? "\(weeks)w" : ""
        if days > 0 { text += "\(days)d" }
        let parts = [seconds % 86_400 / 3600, seconds % 3600 / 60, seconds % 60]
        return text + parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }
}
