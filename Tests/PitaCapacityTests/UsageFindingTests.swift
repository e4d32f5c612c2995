import PitaNetwork
import TestSupport
import Testing

@testable import PitaCapacity

@Suite struct UsageFindingTests {
    static let start: Int64 = 1_699_999_800_000

    /// Samples each `every` seconds with the given rates in bit/s (multiples of 8).
    static func samples(_ rates: [UInt64], every: Int64 = 300, upload: UInt64 = 8) -> [CounterSample] {
        var octets: (UInt64, UInt64) = (0, 0)
        var samples: [CounterSample] = []
        for index in 0...rates.count {
            samples.append(
                CounterSample(
                    sequence: UInt64(index), timeMs: start + Int64(index) * every * 1000, inOctets: octets.0,
                    outOctets: octets.1, interfaceIndex: 1, uptimeTicks: UInt32(100_000 + Int64(index) * every * 100)))
            if index < rates.count {
                octets.0 += rates[index] / 8 * UInt64(every)
                octets.1 += upload / 8 * UInt64(every)
            }
        }
        return samples
    }

    static func finding(_ rates: [UInt64], policy: CapacityPolicy = .standard) -> UsageFinding {
        UsageFinding(
            samples: samples(rates), downloadIs: .inOctets, nowMs: start + Int64(rates.count) * 300_000, policy: policy)
    }

    @Test func thePercentileIsTheNearestRankOfASortedList() {
        var generator = SeededGenerator(seed: 95)
        for count in [1, 2, 19, 20, 21, 40, 100, 433, 2016] {
            let rates = (0..<count).map { _ in UInt64.random(in: 0...1_000_000, using: &generator) * 8 }
            let finding = Self.finding(rates)
            let sorted = rates.sorted()
            let below = (1...count).first { $0 * 100 >= 95 * count }
            #expect(finding.rank == below)
            #expect(finding.downloadPercentile?.bitsPerSecond == below.map { sorted[$0 - 1] })
            #expect(finding.uploadPercentile?.bitsPerSecond == 8)
            #expect(finding.bucketsMeasured == count)
        }
    }

    @Test func theRankIsThatOfBruteForceForEveryCountAndPercentile() {
        for count in 1...500 {
            for percentile in 1...100 {
                let least = (1...count).first { $0 * 100 >= percentile * count }
                #expect(UsageFinding.rank(count: count, percentile: percentile) == least)
            }
        }
    }

    @Test func sevenWholeDaysAreEnoughAndLessIsNot() {
        let week = 7 * 288
        #expect(Self.finding(.init(repeating: 800, count: week)).isSufficient)
        let short = Self.finding(.init(repeating: 800, count: week - 1))
        #expect(short.lacking == [.historyTooShort(haveSeconds: 7 * 86_400 - 300, needSeconds: 7 * 86_400)])
    }

    @Test func fewerSamplesThanThePolicyAsksForAreNotEnough() {
        var policy = CapacityPolicy(windowSeconds: 3600, minimumWindowSeconds: 300, minimumSamples: 4)
        let samples = Self.samples(.init(repeating: 800, count: 2))
        func lacking() -> [DataLack] {
            UsageFinding(
                samples: samples, downloadIs: .inOctets, nowMs: samples.last?.timeMs ?? 0, policy: policy
            ).lacking
        }
        #expect(lacking() == [.tooFewSamples(have: 3, need: 4)])
        policy.minimumSamples = 3
        #expect(lacking().isEmpty)
    }

    @Test func theWindowIsAtMostThirtyDays() {
        let finding = Self.finding(.init(repeating: 800, count: 31 * 288))
        #expect(finding.bucketsExpected == 30 * 288)
        #expect(finding.coverage == .one)
    }

    @Test func unmeasuredTimeIsLeftOutAndLowersTheCoverage() {
        let all = Self.samples(.init(repeating: 8000, count: 2100))
        let kept = all.filter { !(500..<1000).contains($0.sequence) }
        let finding = UsageFinding(
            samples: kept, downloadIs: .inOctets, nowMs: Self.start + 2100 * 300_000, policy: .standard)
        #expect(finding.downloadPercentile == Bandwidth(bitsPerSecond: 8000))
        #expect(finding.gaps == [.tooFarApart: 1])
        #expect(finding.bucketsMeasured == 2100 - 501)
        #expect(
            finding.lacking == [.coverageTooLow(have: Ratio(1599, of: 2100), need: CapacityPolicy.standard.coverage)])
    }

    @Test func silenceUntilNowLowersTheCoverage() {
        let samples = Self.samples(.init(repeating: 8000, count: 2016))
        let finding = UsageFinding(
            samples: samples, downloadIs: .inOctets, nowMs: Self.start + 4032 * 300_000, policy: .standard)
        #expect(finding.coverage == Ratio("0.5"))
        #expect(!finding.isSufficient)
    }

    @Test func samplesAcrossBordersArePutInBothBuckets() {
        // 100-second samples that start 50 s after a border: the border's step counts half on each side.
        var samples = Self.samples([800, 800, 8000, 8000, 8000, 8000], every: 100)
        for index in samples.indices { samples[index].timeMs += 50_000 }
        let finding = UsageFinding(
            samples: samples, downloadIs: .inOctets, nowMs: Self.start + 600_000, policy: .standard)
        #expect(finding.bucketsMeasured == 1)
        #expect(finding.downloadPercentile == Bandwidth(bitsPerSecond: 8000))
    }

    @Test func directionsFollowTheCounterThatIsDownload() {
        let samples = Self.samples([800, 800], upload: 16)
        let finding = UsageFinding(
            samples: samples, downloadIs: .outOctets, nowMs: Self.start + 600_000, policy: .standard)
        #expect(finding.downloadPercentile == Bandwidth(bitsPerSecond: 16))
        #expect(finding.uploadPercentile == Bandwidth(bitsPerSecond: 800))
    }

    @Test func nothingMeasuredIsNeverZeroLoad() {
        for samples in [[], Self.samples([]), Array(Self.samples([800]).suffix(1))] {
            let finding = UsageFinding(
                samples: samples, downloadIs: .inOctets, nowMs: Self.start + 3_000_000, policy: .standard)
            #expect(finding.downloadPercentile == nil)
            #expect(finding.lacking.contains(.noMeasurement))
        }
    }

    @Test func aLabWindowIsThreeSamplesInAMinute() throws {
        let policy = CapacityPolicy(
            name: "lab", windowSeconds: 60, minimumWindowSeconds: 40, bucketSeconds: 20, maximumGapSeconds: 60)
        try policy.validated()
        let finding = UsageFinding(
            samples: Self.samples([800, 1600], every: 20), downloadIs: .inOctets, nowMs: Self.start + 40_000,
            policy: policy)
        #expect(finding.isSufficient)
        #expect(finding.downloadPercentile == Bandwidth(bitsPerSecond: 1600))
    }

    @Test func extremeTimesDoNotCrash() {
        for now in [Int64.min, -1, 0, 1, .max] {
            for policy in [CapacityPolicy.standard, CapacityPolicy(windowSeconds: .max, bucketSeconds: 0)] {
                let finding = UsageFinding(
                    samples: Self.samples([8]), downloadIs: .inOctets, nowMs: now, policy: policy)
                #expect(!finding.isSufficient)
            }
        }
    }
}
