import PitaDiagnostics

/// A rate in bit/s, written with decimal prefixes: `512k`, `50M`, `1.5M`, `1G`.
public struct Bandwidth: Hashable, Comparable, Sendable {
    /// The rate in bit/s.
    public let bitsPerSecond: UInt64

    /// A rate of so many bit/s.
    public init(bitsPerSecond: UInt64) { self.bitsPerSecond = bitsPerSecond }

    /// The highest rate that is taken for one: 1 Tbit/s. More is a slip of the pen.
    public static let highest = Bandwidth(bitsPerSecond: 1_000_000_000_000)

    /// The lowest rate that is given to anybody: 64 kbit/s. Less is a slip of the pen, mostly a prefix that is missing.
    public static let lowest = Bandwidth(bitsPerSecond: 64000)

    /// What was probably meant by a rate below ``lowest``: the same figure in Mbit/s, `10M` for `10` and for `10k`.
    /// `nil` for nothing, and for a rate that is no slip.
    public var likelyMeant: Bandwidth? {
        guard self < Self.lowest, bitsPerSecond > 0 else { return nil }
        let figure = bitsPerSecond.isMultiple(of: 1000) ? bitsPerSecond / 1000 : bitsPerSecond
        return Bandwidth(bitsPerSecond: figure * 1_000_000)
    }

    /// Reads `50M`, `1.5G`, `512k`, `64000`; `nil` when it is no rate, is not whole bit/s, or is above ``highest``.
    ///
    /// Prefixes are decimal (SI): k = 1,000; M = 10^6; G = 10^9; T = 10^12. `K` is taken for `k`.
    public init?(_ text: String) {
        var digits = Array(text.utf8)
        guard let last = digits.last else { return nil }
        var exponent = 0
        switch last {
        case UInt8(ascii: "k"), UInt8(ascii: "K"): exponent = 3
        case UInt8(ascii: "M"): exponent = 6
        case UInt8(ascii: "G"): exponent = 9
        case UInt8(ascii: "T"): exponent = 12
        default: break
        }
        if exponent > 0 { digits.removeLast() }
        let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(Self.isDigit) }),
            parts.count == 1 || (exponent > 0 && parts[1].count <= exponent), parts[0].count <= 13
        else { return nil }
        var value: UInt64 = 0
        for digit in parts[0] { value = value * 10 + UInt64(digit - UInt8(ascii: "0")) }
        let fraction = parts.count == 2 ? Array(parts[1]) : []
        for place in 0..<exponent {
            let (shifted, overflow) = value.multipliedReportingOverflow(by: 10)
            guard !overflow, shifted < .max - 10 else { return nil }
            value = shifted + (place < fraction.count ? UInt64(fraction[place] - UInt8(ascii: "0")) : 0)
        }
        guard value <= Self.highest.bitsPerSecond else { return nil }
        bitsPerSecond = value
    }

    private static func isDigit(_ octet: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet) }

    /// By rate.
    public static func < (left: Bandwidth, right: Bandwidth) -> Bool { left.bitsPerSecond < right.bitsPerSecond }
}

extension Bandwidth: CustomStringConvertible {
    /// The shortest exact form: the largest prefix that leaves a whole number (`1500k`, `50M`, `0`).
    public var description: String {
        for (unit, suffix) in [(1_000_000_000_000, "T"), (1_000_000_000, "G"), (1_000_000, "M"), (1000, "k")]
            as [(UInt64, String)] where bitsPerSecond >= unit && bitsPerSecond.isMultiple(of: unit)
        {
            return "\(bitsPerSecond / unit)\(suffix)"
        }
        return "\(bitsPerSecond)"
    }
}

/// A rate in each direction as the OPD sees it, written `download/upload`: `50M/20M`.
public struct BandwidthPair: Hashable, Sendable, CustomStringConvertible {
    /// Towards the OPD.
    public let download: Bandwidth
    /// From the OPD.
    public let upload: Bandwidth

    /// A rate in each direction.
    public init(download: Bandwidth, upload: Bandwidth) {
        self.download = download
        self.upload = upload
    }

    /// Reads `50M/20M`; `nil` when a side is no rate or there are not two sides.
    public init?(_ text: String) {
        let sides = text.split(separator: "/", omittingEmptySubsequences: false)
        guard sides.count == 2, let download = Bandwidth(String(sides[0])), let upload = Bandwidth(String(sides[1]))
        else { return nil }
        self.init(download: download, upload: upload)
    }

    /// What is wrong with a side that is below ``Bandwidth/lowest``, and what was probably meant; `nil` where none is.
    /// A rate of nothing is another matter.
    public var slip: (message: String, hint: String)? {
        let sides = [("download", download), ("upload", upload)].filter { $0.1.likelyMeant != nil }
        guard !sides.isEmpty else { return nil }
        let meant = BandwidthPair(download: download.likelyMeant ?? download, upload: upload.likelyMeant ?? upload)
        let rates = sides.map { "\($0.1.bitsPerSecond) bit/s of \($0.0)" }.joined(separator: " and ")
        return ("the bandwidth is \(rates), and less than 64 kbit/s is refused", "did you mean `\(meant)`?")
    }

    /// `download/upload`.
    public var description: String { "\(download)/\(upload)" }
}
