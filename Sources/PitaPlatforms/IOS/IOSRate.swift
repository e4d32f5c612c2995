/// Rates of shaping and policing as the device says them again.
enum IOSRate {
    /// A rate in bit/s: `10000000`, and as newer releases take it `10000k`, `10m`, `1g`.
    static func bits(_ word: some StringProtocol) -> UInt64? {
        let scales: [Character: UInt64] = ["k": 1000, "m": 1_000_000, "g": 1_000_000_000]
        guard let last = word.last, word.utf8.count <= 15 else { return nil }
        guard let scale = scales[last] else { return UInt64(word) }
        let (value, overflows) = (UInt64(word.dropLast()) ?? 0).multipliedReportingOverflow(by: scale)
        return overflows || value == 0 ? nil : value
    }

    /// `10m` of `shape average` is `10000000`.
    static func shape(_ value: String) -> String {
        let words = value.words
        guard let first = words.first, let rate = bits(first) else { return value }
        return ([String(rate)] + words.dropFirst().map(String.init)).joined(separator: " ")
    }

    /// A policer with all that goes without saying: `10000000` is
    /// `cir 10000000 bc 312500 conform-action transmit exceed-action drop`.
    ///
    /// The burst is in octets, and a quarter of a second's traffic when none is given (at least 1500). A policer of another
    /// form stays as it is written.
    static func police(_ value: String) -> String {
        var words = value.words.map(String.init)[...]
        let asWritten = words.joined(separator: " ")
        if words.first == "cir" { words.removeFirst() }
        guard let rate = words.popFirst().flatMap({ bits($0) }) else { return asWritten }
        if words.first == "bps" { words.removeFirst() }
        var sizes: [String: String] = [:]
        for name in ["bc", "be"] {
            guard let word = words.first, UInt64(word) != nil else { break }
            sizes[name] = words.removeFirst()
        }
        while let name = words.first, ["bc", "be", "pir"].contains(name) {
            words.removeFirst()
            guard let size = words.popFirst(), UInt64(size) != nil else { return asWritten }
            sizes[name] = size
        }
        var actions: [String] = []
        while let word = words.popFirst() {
            if word.hasSuffix("-action") {
                actions.append(word)
            } else if let last = actions.popLast() {
                actions.append("\(last) \(word)")
            } else {
                return asWritten
            }
        }
        func said(_ kind: String, _ otherwise: [String]) -> [String] {
            let found = actions.filter { $0.hasPrefix(kind) }
            return found.isEmpty ? otherwise : found
        }
        let parts =
            ["cir \(rate)", "bc \(sizes["bc"] ?? String(max(1500, rate / 32)))"]
            + ["pir", "be"].compactMap { name in sizes[name].map { "\(name) \($0)" } }
            + said("conform-action", ["conform-action transmit"]) + said("exceed-action", ["exceed-action drop"])
            + said("violate-action", [])
        return parts.joined(separator: " ")
    }

    /// The rate and the burst of a policer in its full form.
    static func rateAndBurst(_ policer: String) -> (rate: UInt64, burst: UInt64)? {
        let words = policer.words
        guard words.count >= 4, words[0] == "cir", words[2] == "bc", let rate = UInt64(words[1]),
            let burst = UInt64(words[3])
        else { return nil }
        return (rate, burst)
    }

    /// The form that Catalyst 2960, 3560 and 3750 take: `police 10000000 312500 exceed-action drop`.
    static func oldPolicer(_ line: String) -> String {
        let words = line.words.map(String.init)
        guard words.count > 5, words[0] == "police", words[1] == "cir", words[3] == "bc",
            let exceed = words.firstIndex(of: "exceed-action")
        else { return line }
        return (["police", words[2], words[4]] + words[exceed...]).joined(separator: " ")
    }
}
