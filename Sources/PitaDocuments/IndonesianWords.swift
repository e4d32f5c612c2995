/// Numbers in Indonesian words, as official documents write them out.
public enum IndonesianWords {
    private static let small = [
        "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas",
    ]

    /// The words of a whole number from 0 to 999,999,999,999,999; `nil` outside. 2026 is `dua ribu dua puluh enam`.
    public static func number(_ number: Int) -> String? {
        guard (0..<1_000_000_000_000_000).contains(number) else { return nil }
        return number == 0 ? small[0] : words(number).joined(separator: " ")
    }

    private static func words(_ number: Int) -> [String] {
        switch number {
        case 0: []
        case 1..<12: [small[number]]
        case 12..<20: [small[number - 10], "belas"]
        case 20..<100: words(number / 10) + ["puluh"] + words(number % 10)
        case 100..<200: ["seratus"] + words(number - 100)
        case 200..<1000: words(number / 100) + ["ratus"] + words(number % 100)
        case 1000..<2000: ["seribu"] + words(number - 1000)
        case 2000..<1_000_000: words(number / 1000) + ["ribu"] + words(number % 1000)
        case 1_000_000..<1_000_000_000: words(number / 1_000_000) + ["juta"] + words(number % 1_000_000)
        case 1_000_000_000..<1_000_000_000_000:
            words(number / 1_000_000_000) + ["miliar"] + words(number % 1_000_000_000)
        default: words(number / 1_000_000_000_000) + ["triliun"] + words(number % 1_000_000_000_000)
        }
    }
}
