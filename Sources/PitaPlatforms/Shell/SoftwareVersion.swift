/// A dotted version number, compared number by number: 2.10 is after 2.9, and 3.1 is 3.1.0.
struct SoftwareVersion: Comparable {
    private let numbers: [Int]

    /// The leading number of each dotted part; what is no number counts as 0.
    init(_ text: String) {
        numbers = text.split(separator: ".").prefix(6).map { part in
            Int(part.prefix { ("0"..."9").contains($0) }.prefix(9)) ?? 0
        }
    }

    private func number(_ index: Int) -> Int { index < numbers.count ? numbers[index] : 0 }

    static func < (left: SoftwareVersion, right: SoftwareVersion) -> Bool {
        for index in 0..<6 where left.number(index) != right.number(index) {
            return left.number(index) < right.number(index)
        }
        return false
    }

    static func == (left: SoftwareVersion, right: SoftwareVersion) -> Bool { !(left < right) && !(right < left) }
}
