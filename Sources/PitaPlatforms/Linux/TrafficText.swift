/// The spellings of `tc`: rates, sizes, handles (iproute2 6.1, tc(8), `lib/utils_math.c`).
enum TrafficText {
    private static let rateUnits: [String: Double] = [
        "": 1, "bit": 1, "kbit": 1e3, "mbit": 1e6, "gbit": 1e9, "tbit": 1e12,
        "kibit": 1024, "mibit": 1_048_576, "gibit": 1_073_741_824, "tibit": 1_099_511_627_776,
        "bps": 8, "kbps": 8e3, "mbps": 8e6, "gbps": 8e9, "tbps": 8e12,
        "kibps": 8192, "mibps": 8_388_608, "gibps": 8_589_934_592, "tibps": 8_796_093_022_208,
    ]
    private static let sizeUnits: [String: Double] = [
        "": 1, "b": 1, "k": 1024, "kb": 1024, "m": 1_048_576, "mb": 1_048_576, "g": 1_073_741_824, "gb": 1_073_741_824,
    ]

    /// The highest rate that is read, 10 Tbit/s; the lowest is the kernel's unit, 8 bit/s.
    private static let highestRate = 1e13

    /// A rate in bit/s as `tc class show` will print it; `nil` when it is no rate or rounds to nothing.
    ///
    /// The kernel counts octets a second, and `tc` prints at most the digits that its unit leaves: `1234567bit` is shown as
    /// `1234Kbit`. Both roundings go down and take less than 0.1%, so the rounded rate is the one that is compared and sent.
    static func rate(_ text: String) -> UInt64? {
        guard let (number, unit) = split(text), let scale = rateUnits[unit] else { return nil }
        let bits = number * scale
        guard bits >= 8, bits <= highestRate else { return nil }
        return shown(UInt64(bits / 8) * 8)
    }

    /// What `tc` prints for a rate, in bit/s.
    private static func shown(_ bits: UInt64) -> UInt64 {
        var value = bits
        var unit: UInt64 = 1
        // From iproute2's print_color_rate: a unit is taken while the number is whole in it or longer than six digits.
        while value >= 1000, unit < 1_000_000_000_000, value.isMultiple(of: 1000) || value >= 1_000_000 {
            value /= 1000
            unit *= 1000
        }
        return value * unit
    }

    /// A burst in whole KiB, as `15k`; `nil` when it is no size, `""` when it is at most one frame, which is `tc`'s default.
    ///
    /// `tc` keeps a burst as time in ticks, so that what it shows differs from what was set by the octets of a microsecond;
    /// below 256 KiB whole KiB, above it multiples of 16 KiB survive the way there and back.
    static func burst(_ text: String) -> String? {
        guard let (number, unit) = split(text), let scale = sizeUnits[unit] else { return nil }
        let octets = number * scale
        guard octets >= 0, octets < 4e9 else { return nil }
        if octets <= 1600 { return "" }
        let step: Double = octets >= 255 * 1024 ? 16 : 1
        return "\(Int((octets / 1024 / step).rounded() * step))k"
    }

    /// Whether a burst that a person wrote is one that can be read back: whole KiB, from 256 KiB whole 16 KiB.
    static func isExactBurst(_ text: String) -> Bool {
        guard let (number, unit) = split(text), let scale = sizeUnits[unit], let shown = burst(text) else {
            return false
        }
        let kibibytes = number * scale / 1024
        return shown.isEmpty || (kibibytes == kibibytes.rounded() && "\(Int(kibibytes))k" == shown)
    }

    /// A class or handle in canonical form: hexadecimal, lower case, no leading zeros: `1:1a`, `10:`; `nil` when malformed.
    static func handle(_ text: String) -> String? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let major = hexadecimal(parts[0]), major > 0 else { return nil }
        let prefix = String(major, radix: 16) + ":"
        guard parts.count == 2, !parts[1].isEmpty else { return prefix }
        guard let minor = hexadecimal(parts[1]) else { return nil }
        return minor == 0 ? prefix : prefix + String(minor, radix: 16)
    }

    /// A minor number as `htb default` shows it: `0x10`; it is hexadecimal with or without the prefix.
    static func minor(_ text: String) -> String? {
        let digits = text.lowercased().hasPrefix("0x") ? text.dropFirst(2) : text[...]
        return hexadecimal(digits).map { "0x" + String($0, radix: 16) }
    }

    /// Up to four hexadecimal digits.
    static func hexadecimal(_ text: Substring) -> UInt16? {
        guard (1...4).contains(text.utf8.count), text.allSatisfy(\.isHexDigit) else { return nil }
        return UInt16(text, radix: 16)
    }

    /// A decimal number in a range, canonical.
    static func decimal(_ text: String, in range: ClosedRange<Int>) -> String? {
        guard !text.isEmpty, text.utf8.count <= 10, text.utf8.allSatisfy({ (48...57).contains($0) }),
            let number = Int(text),
            range.contains(number)
        else { return nil }
        return String(number)
    }

    private static func split(_ text: String) -> (number: Double, unit: String)? {
        let digits = text.prefix { ("0"..."9").contains($0) || $0 == "." }
        guard (1...18).contains(digits.utf8.count), digits.first != ".", digits.last != ".", let number = Double(digits)
        else { return nil }
        return (number, text.dropFirst(digits.count).lowercased())
    }
}
