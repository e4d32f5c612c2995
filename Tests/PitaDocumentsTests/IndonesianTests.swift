import PitaDocuments
import PitaEvidence
import Testing

@Suite struct IndonesianTests {
    @Test(arguments: [
        (0, "nol"), (1, "satu"), (10, "sepuluh"), (11, "sebelas"), (12, "dua belas"), (19, "sembilan belas"),
        (20, "dua puluh"), (21, "dua puluh satu"), (99, "sembilan puluh sembilan"), (100, "seratus"),
        (101, "seratus satu"), (111, "seratus sebelas"), (200, "dua ratus"),
        (999, "sembilan ratus sembilan puluh sembilan"),
        (1000, "seribu"), (1001, "seribu satu"), (1999, "seribu sembilan ratus sembilan puluh sembilan"),
        (2000, "dua ribu"), (2026, "dua ribu dua puluh enam"), (11_000, "sebelas ribu"), (100_000, "seratus ribu"),
        (1_000_000, "satu juta"), (1_001_000, "satu juta seribu"), (2_000_000_000, "dua miliar"),
        (1_000_000_000_000, "satu triliun"),
    ]) func numbersAreWrittenOut(number: Int, words: String) {
        #expect(IndonesianWords.number(number) == words)
    }

    @Test func numbersOutsideAreNone() {
        #expect(IndonesianWords.number(-1) == nil)
        #expect(IndonesianWords.number(1_000_000_000_000_000) == nil)
        #expect(IndonesianWords.number(.max) == nil)
    }

    @Test func everyNumberBelowTwentyThousandReadsBack() throws {
        for number in 0..<20_000 {
            let words = try #require(IndonesianWords.number(number))
            try #require(Self.value(words) == number, "\(number): \(words)")
        }
    }

    /// An independent reading of the words.
    static func value(_ words: String) -> Int? {
        let units = [
            "nol": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8,
            "sembilan": 9,
        ]
        var (total, group, last) = (0, 0, 0)
        for word in words.split(separator: " ").map(String.init) {
            if let unit = units[word] { last = unit; continue }
            switch word {
            case "sepuluh": group += 10
            case "sebelas": group += 11
            case "belas": group += 10 + last
            case "puluh": group += 10 * last
            case "seratus": group += 100
            case "ratus": group += 100 * last
            case "seribu": total += 1000
            case "ribu":
                total += (group + last) * 1000
                group = 0
            default: return nil
            }
            last = 0
        }
        return total + group + last
    }

    @Test func datesAreWrittenAsOfficesWriteThem() throws {
        let date = try #require(CivilTime(year: 2026, month: 11, day: 21, hour: 10, minute: 4))
        #expect(
            IndonesianDate.words(date)
                == "hari Sabtu tanggal dua puluh satu bulan November tahun dua ribu dua puluh enam")
        #expect(IndonesianDate.text(date) == "21 November 2026")
        #expect(IndonesianDate.moment(SampleRecord.time) == "21 November 2026 pukul 10.04 WIB")
        #expect(IndonesianDate.text(iso: "2026-11-18") == "18 November 2026")
        #expect(IndonesianDate.text(iso: "kemarin") == "kemarin")
        #expect(IndonesianDate.text(iso: "2026-13-01") == "2026-13-01")
    }

    @Test func everyDayOfTwoYearsHasItsNames() throws {
        var seen: Set<String> = []
        for day in 0..<731 {
            let date = CivilTime(unixMilliseconds: 1_767_225_600_000 + Int64(day) * 86_400_000)
            let words = IndonesianDate.words(date).split(separator: " ")
            #expect(String(words[1]) == IndonesianDate.days[(4 + day) % 7])
            seen.insert(IndonesianDate.months[date.month - 1])
            #expect(IndonesianDate.text(date).hasSuffix(" \(IndonesianDate.months[date.month - 1]) \(date.year)"))
        }
        #expect(seen.count == 12)
    }
}
