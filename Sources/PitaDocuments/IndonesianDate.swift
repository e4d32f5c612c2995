import PitaEvidence

/// Dates as Indonesian documents write them.
public enum IndonesianDate {
    /// The names of the days, from Sunday.
    public static let days = ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"]
    /// The names of the months, from January.
    public static let months = [
        "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
        "Desember",
    ]

    /// `21 November 2026`.
    public static func text(_ date: CivilTime) -> String { "\(date.day) \(month(date)) \(date.year)" }

    /// `hari Sabtu tanggal dua puluh satu bulan November tahun dua ribu dua puluh enam`.
    public static func words(_ date: CivilTime) -> String {
        let day = IndonesianWords.number(date.day) ?? String(date.day)
        let year = IndonesianWords.number(date.year) ?? String(date.year)
        return "hari \(weekday(date)) tanggal \(day) bulan \(month(date)) tahun \(year)"
    }

    /// `21 November 2026 pukul 10.04 WIB`.
    public static func moment(_ time: LocalTime) -> String {
        "\(text(time.civil)) pukul \(time.civil.clock) \(time.zone.rawValue)"
    }

    /// `2026-11-21` as `21 November 2026`; another text stays as it is.
    public static func text(iso text: String) -> String {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2], let year = Int(parts[0]),
            let month = Int(parts[1]), let day = Int(parts[2]),
            let date = CivilTime(year: year, month: month, day: day)
        else { return text }
        return self.text(date)
    }

    private static func weekday(_ date: CivilTime) -> String {
        days.indices.contains(date.weekday) ? days[date.weekday] : ""
    }

    private static func month(_ date: CivilTime) -> String {
        months.indices.contains(date.month - 1) ? months[date.month - 1] : ""
    }
}
