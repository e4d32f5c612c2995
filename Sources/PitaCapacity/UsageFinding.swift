import PitaNetwork

/// Which counter of the measured interface counts what goes to the OPD.
public enum DownloadCounter: String, Sendable {
    /// The interface receives it: it faces the provider.
    case inOctets
    /// The interface sends it: it faces the OPD.
    case outOctets
}

/// What measured data lacks.
public enum DataLack: Hashable, Sendable, CustomStringConvertible {
    /// Nothing was measured.
    case noMeasurement
    /// The history is shorter than the policy demands.
    case historyTooShort(haveSeconds: Int, needSeconds: Int)
    /// Too few of the intervals were measured.
    case coverageTooLow(have: Ratio, need: Ratio)
    /// Fewer samples than the policy asks for.
    case tooFewSamples(have: Int, need: Int)
    /// The link has neither a contract capacity nor a reported speed.
    case capacityUnknown

    /// In words.
    public var description: String {
        switch self {
        case .noMeasurement: "nothing was measured"
        case .historyTooShort(let have, let need): "\(have) s were measured, \(need) s are needed"
        case .coverageTooLow(let have, let need): "coverage is \(have), at least \(need) is needed"
        case .tooFewSamples(let have, let need): "\(have) samples were taken, \(need) are needed"
        case .capacityUnknown: "the link's capacity is unknown"
        }
    }
}

/// The measured load of a link: the percentile of each direction, and how much it is worth.
public struct UsageFinding: Hashable, Sendable {
    /// From when, in milliseconds since 1970 UTC.
    public let windowStartMs: Int64
    /// Until when: the last whole interval.
    public let windowEndMs: Int64
    /// How many intervals the window has.
    public let bucketsExpected: Int
    /// How many of them were measured for at least half of their time.
    public let bucketsMeasured: Int
    /// Measured by expected, rounded down.
    public let coverage: Ratio
    /// How many samples it was made from.
    public let sampleCount: Int
    /// How many steps between samples gave no rate, by reason.
    public let gaps: [GapReason: Int]
    /// The percentile towards the OPD; `nil` when nothing was measured.
    public let downloadPercentile: Bandwidth?
    /// The percentile from the OPD; `nil` when nothing was measured.
    public let uploadPercentile: Bandwidth?
    /// The place of the percentile among the ascending rates, from 1.
    public let rank: Int
    /// How the percentile was taken, in words.
    public let formula: String
    /// What is lacking; empty when the figures may be used.
    public let lacking: [DataLack]

    /// Whether the figures may be used for a verdict.
    public var isSufficient: Bool { lacking.isEmpty }

    /// The load over the policy's window before `nowMs`, or over as much of it as there is history.
    public init(samples: [CounterSample], downloadIs: DownloadCounter, nowMs: Int64, policy: CapacityPolicy) {
        let bucketMs = Int64(min(max(policy.bucketSeconds, 1), 86_400)) * 1000
        let now = min(max(nowMs, 0), 1 << 50)
        let end = now / bucketMs * bucketMs
        let span = Int64(min(max(policy.windowSeconds, 1), 366 * 86_400)) * 1000
        var start = max(0, end - span / bucketMs * bucketMs)
        if let first = samples.map(\.timeMs).min(), first > start {
            start = min(end, (min(first, end) + bucketMs - 1) / bucketMs * bucketMs)
        }
        let series = RateSeries(samples: samples, policy: policy)
        let buckets = Self.buckets(series.intervals, bucketMs: bucketMs, within: start..<max(start, end))
        let expected = samples.isEmpty ? Int(span / bucketMs) : Int((end - start) / bucketMs)
        windowStartMs = start
        windowEndMs = end
        bucketsExpected = expected
        bucketsMeasured = buckets.count
        coverage = Ratio(buckets.count, of: expected)
        sampleCount = samples.count
        gaps = series.gaps.reduce(into: [:]) { $0[$1.reason, default: 0] += 1 }
        rank = Self.rank(count: buckets.count, percentile: policy.percentile)
        formula =
            "nearest rank: the rate at place ceil(\(policy.percentile)/100 x n) of n ascending "
            + "\(policy.bucketSeconds)-second means; unmeasured intervals are left out"
        let input = Self.percentile(buckets.map(\.input), rank: rank)
        let output = Self.percentile(buckets.map(\.output), rank: rank)
        downloadPercentile = downloadIs == .inOctets ? input : output
        uploadPercentile = downloadIs == .inOctets ? output : input
        var lacking: [DataLack] = []
        if buckets.isEmpty { lacking.append(.noMeasurement) }
        let history = Int((end - start) / 1000)
        let needed = policy.minimumWindowSeconds
        if !samples.isEmpty, history < needed {
            lacking.append(.historyTooShort(haveSeconds: history, needSeconds: needed))
        }
        if !samples.isEmpty, samples.count < policy.minimumSamples {
            lacking.append(.tooFewSamples(have: samples.count, need: policy.minimumSamples))
        }
        if !buckets.isEmpty, coverage < policy.coverage {
            lacking.append(.coverageTooLow(have: coverage, need: policy.coverage))
        }
        self.lacking = lacking
    }

    /// The place, from 1, of a percentile by nearest rank; 0 of nothing.
    static func rank(count: Int, percentile: Int) -> Int {
        guard count > 0 else { return 0 }
        let part = min(max(percentile, 1), 100)
        return (count * part + 99) / 100
    }

    private static func percentile(_ rates: [Bandwidth], rank: Int) -> Bandwidth? {
        guard (1...max(1, rates.count)).contains(rank), !rates.isEmpty else { return nil }
        return rates.sorted()[rank - 1]
    }

    private struct Load {
        var milliseconds: Int64 = 0
        var input: UInt128 = 0
        var output: UInt128 = 0
    }

    /// The mean of each interval of the window that was measured for at least half of its time, rounded up.
    private static func buckets(
        _ intervals: [RateInterval], bucketMs: Int64, within window: Range<Int64>
    ) -> [(input: Bandwidth, output: Bandwidth)] {
        var loads: [Int64: Load] = [:]
        for interval in intervals {
            var from = max(interval.startMs, window.lowerBound)
            let until = min(interval.endMs, window.upperBound)
            while from < until {
                let bucket = from / bucketMs
                let to = min(until, (bucket + 1) * bucketMs)
                loads[bucket, default: Load()].milliseconds += to - from
                loads[bucket, default: Load()].input += UInt128(interval.inRate.bitsPerSecond) * UInt128(to - from)
                loads[bucket, default: Load()].output += UInt128(interval.outRate.bitsPerSecond) * UInt128(to - from)
                from = to
            }
        }
        return loads.sorted { $0.key < $1.key }.filter { $0.value.milliseconds * 2 >= bucketMs }.map { _, load in
            (mean(load.input, load.milliseconds), mean(load.output, load.milliseconds))
        }
    }

    private static func mean(_ sum: UInt128, _ milliseconds: Int64) -> Bandwidth {
        let whole = UInt128(max(1, milliseconds))
        return Bandwidth(bitsPerSecond: UInt64(clamping: (sum + whole - 1) / whole))
    }
}
