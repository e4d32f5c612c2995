import PitaCapacity
import PitaNetwork
import TestSupport
import Testing

/// A device as it really is: its counters, clock and events, from which samples are taken.
struct TrueDevice {
    var width: CounterSample.Width
    var speed: Bandwidth
    var reportsSpeed: Bool
    var hasBoots: Bool
    var hasDiscontinuity: Bool
    var input: UInt64
    var output: UInt64
    var uptimeMs: Int64
    var boots: UInt32 = 7
    var engineMs: Int64
    var index: UInt32 = 3
    var discontinuity: UInt32 = 0

    mutating func carry(input more: UInt64, output other: UInt64) {
        let mask: UInt64 = width == .bits32 ? 0xFFFF_FFFF : .max
        input = (input &+ more) & mask
        output = (output &+ other) & mask
    }

    mutating func pass(_ milliseconds: Int64) {
        uptimeMs += milliseconds
        engineMs += milliseconds
    }

    mutating func restart() {
        (input, output, uptimeMs, engineMs, discontinuity) = (0, 0, 0, 0, 0)
        boots += 1
    }

    func sample(_ sequence: UInt64, at timeMs: Int64, elapsed: Int64?) -> CounterSample {
        CounterSample(
            sequence: sequence, timeMs: timeMs, elapsedMs: elapsed, inOctets: input, outOctets: output, width: width,
            interfaceIndex: index, uptimeTicks: UInt32(truncatingIfNeeded: uptimeMs / 10),
            engineBoots: hasBoots ? boots : nil, engineTime: hasBoots ? UInt32(engineMs / 1000) : nil,
            discontinuityTicks: hasDiscontinuity ? discontinuity : nil, speed: reportsSpeed ? speed : nil,
            source: "core1 ether1")
    }
}

@Suite struct RateSeriesTests {
    static func sample(
        _ sequence: UInt64, seconds: Int64, octets: UInt64, uptime: UInt32? = nil, width: CounterSample.Width = .bits64,
        index: UInt32 = 1, speed: String? = "100M"
    ) -> CounterSample {
        CounterSample(
            sequence: sequence, timeMs: 1_700_000_000_000 + seconds * 1000, inOctets: octets, outOctets: octets,
            width: width, interfaceIndex: index, uptimeTicks: uptime ?? UInt32(1_000_000 + seconds * 100),
            speed: speed.flatMap { Bandwidth($0) })
    }

    static func outcome(_ samples: [CounterSample]) -> (rates: [UInt64], gaps: [GapReason]) {
        let series = RateSeries(samples: samples, policy: .standard)
        return (series.intervals.map(\.inRate.bitsPerSecond), series.gaps.map(\.reason))
    }

    @Test func aSteadyCounterGivesItsRate() {
        let samples = (0..<4).map { Self.sample(UInt64($0), seconds: Int64($0) * 300, octets: UInt64($0) * 37_500_000) }
        let outcome = Self.outcome(samples)
        #expect(outcome.rates == [1_000_000, 1_000_000, 1_000_000])
        #expect(outcome.gaps.isEmpty)
    }

    @Test func theOrderIsThatOfTheNumbersNotOfTheArray() {
        let samples = [1, 0].map { Self.sample(UInt64($0), seconds: Int64($0) * 300, octets: UInt64($0) * 37_500_000) }
        #expect(Self.outcome(samples).rates == [1_000_000])
    }

    @Test func aCounter64ThatFallsIsAReset() {
        let samples = [Self.sample(0, seconds: 0, octets: .max - 5), Self.sample(1, seconds: 300, octets: 100)]
        #expect(Self.outcome(samples).gaps == [.counterWentBack])
    }

    @Test func aCounter32ThatWrapsOnceGivesItsRate() {
        let samples = [
            Self.sample(0, seconds: 0, octets: (1 << 32) - 1_000_000, width: .bits32, speed: "100M"),
            Self.sample(1, seconds: 300, octets: 36_500_000, width: .bits32, speed: "100M"),
        ]
        #expect(Self.outcome(samples).rates == [1_000_000])
    }

    @Test(arguments: ["1G", nil]) func aCounter32ThatCouldWrapTwiceIsAGap(speed: String?) {
        let samples = [
            Self.sample(0, seconds: 0, octets: 0, width: .bits32, speed: speed),
            Self.sample(1, seconds: 300, octets: 37_500_000, width: .bits32, speed: speed),
        ]
        #expect(Self.outcome(samples).gaps == [.counterTooNarrow])
    }

    @Test func moreThanTheLineCarriesIsAGap() {
        let samples = [Self.sample(0, seconds: 0, octets: 0), Self.sample(1, seconds: 300, octets: 5_000_000_000)]
        #expect(Self.outcome(samples).gaps == [.aboveLineRate])
    }

    @Test func aLittleAboveTheLineIsTheLine() {
        let samples = [Self.sample(0, seconds: 0, octets: 0), Self.sample(1, seconds: 300, octets: 3_800_000_000)]
        #expect(Self.outcome(samples).rates == [100_000_000])
    }

    @Test func aRestartIsAGapEvenWhenTheCounterGrew() {
        let samples = [
            Self.sample(0, seconds: 0, octets: 10, uptime: 50_000),
            Self.sample(1, seconds: 300, octets: 2_000_000, uptime: 20_000),
        ]
        #expect(Self.outcome(samples).gaps == [.restarted])
    }

    @Test func aRestartIsSeenEvenWhenTheUptimeGrew() {
        let samples = [
            Self.sample(0, seconds: 0, octets: 10, uptime: 1000),
            Self.sample(1, seconds: 800, octets: 2_000_000, uptime: 50_000),
        ]
        #expect(Self.outcome(samples).gaps == [.restarted])
    }

    @Test func aWrapOfTheUptimeWithoutProofIsAGap() {
        let samples = [
            Self.sample(0, seconds: 0, octets: 0, uptime: .max - 10_000),
            Self.sample(1, seconds: 300, octets: 37_500_000, uptime: 20_000 - 1),
        ]
        #expect(Self.outcome(samples).gaps == [.restarted])
    }

    @Test func aWrapOfTheUptimeWithTheEnginesProofIsNoGap() {
        var samples = [
            Self.sample(0, seconds: 0, octets: 0, uptime: .max - 10_000),
            Self.sample(1, seconds: 300, octets: 37_500_000, uptime: 20_000 - 1),
        ]
        for index in 0...1 {
            samples[index].engineBoots = 4
            samples[index].engineTime = 42_949_000 + UInt32(index) * 300
        }
        #expect(Self.outcome(samples).rates == [1_000_000])
    }

    @Test func identityChangesAreGaps() {
        let first = Self.sample(0, seconds: 0, octets: 0)
        var changed = Self.sample(1, seconds: 300, octets: 100, index: 9)
        #expect(Self.outcome([first, changed]).gaps == [.renumbered])
        changed = Self.sample(1, seconds: 300, octets: 100)
        changed.source = "another"
        #expect(Self.outcome([first, changed]).gaps == [.sourceChanged])
        changed = Self.sample(1, seconds: 300, octets: 100)
        changed.discontinuityTicks = 5
        #expect(Self.outcome([first, changed]).gaps == [.discontinuity])
        changed = Self.sample(1, seconds: 300, octets: 100)
        changed.uptimeTicks = nil
        #expect(Self.outcome([first, changed]).gaps == [.noUptime])
        changed = Self.sample(0, seconds: 300, octets: 100)
        #expect(Self.outcome([first, changed]).gaps == [.outOfOrder])
        changed = Self.sample(1, seconds: 5000, octets: 100)
        #expect(Self.outcome([first, changed]).gaps == [.tooFarApart])
    }

    @Test(arguments: [3600, -3600, 315_360_000, -315_360_000] as [Int64])
    func aSteppedWallClockGivesNoRateOrTheRightOne(step: Int64) {
        let first = Self.sample(0, seconds: 0, octets: 0, uptime: 1_000_000)
        var second = Self.sample(1, seconds: 300 + step, octets: 37_500_000, uptime: 1_030_000)
        #expect([GapReason.clockStepped, .tooFarApart].contains(Self.outcome([first, second]).gaps.first))
        second.elapsedMs = 300_000
        #expect(Self.outcome([first, second]).gaps == [.clockStepped])
    }

    @Test func extremeFiguresDoNotCrash() {
        for (left, right) in [(Int64.min, Int64.max), (.max, .min), (0, .max), (.min, .min)] {
            var first = Self.sample(0, seconds: 0, octets: 0)
            var second = Self.sample(.max, seconds: 0, octets: .max)
            first.timeMs = left
            second.timeMs = right
            second.elapsedMs = .min
            first.speed = Bandwidth(bitsPerSecond: .max)
            let series = RateSeries(samples: [second, first], policy: .standard)
            #expect(series.intervals.isEmpty)
            #expect(series.gaps.count == 1)
        }
    }

    /// Wraps, restarts, resets, renumbering, stepped clocks: each interval has the true rate or none.
    @Test func tenThousandHistoriesGiveTheRightRateOrNone() {
        var generator = SeededGenerator(seed: 20_260_101)
        var intervals = 0
        var wrapped = 0
        for _ in 0..<10_000 {
            let history = History(&generator)
            let series = RateSeries(samples: history.samples, policy: .standard)
            #expect(series.intervals.count + series.gaps.count == history.samples.count - 1)
            for interval in series.intervals {
                intervals += 1
                let truth = history.truth[interval.endMs]
                guard let truth else {
                    Issue.record("a rate where something broke: \(interval)")
                    continue
                }
                if truth.wrapped { wrapped += 1 }
                #expect(interval.inRate.bitsPerSecond == truth.input)
                #expect(interval.outRate.bitsPerSecond == truth.output)
                #expect(interval.inRate <= history.speed && interval.outRate <= history.speed)
            }
        }
        #expect(intervals > 10_000)
        #expect(wrapped > 100)
    }
}

/// A made-up history of one interface, with the true rate of each undisturbed step.
struct History {
    var samples: [CounterSample] = []
    var truth: [Int64: (input: UInt64, output: UInt64, wrapped: Bool)] = [:]
    let speed: Bandwidth

    init(_ generator: inout SeededGenerator) {
        let isNarrow = Bool.random(using: &generator)
        speed = Bandwidth(
            bitsPerSecond: UInt64.random(in: 1...(isNarrow ? 100 : 10_000), using: &generator) * 1_000_000)
        let start = Int64.random(in: 10_000...4_400_000_000, using: &generator) * 10
        var device = TrueDevice(
            width: isNarrow ? .bits32 : .bits64, speed: speed, reportsSpeed: true,
            hasBoots: Bool.random(using: &generator), hasDiscontinuity: true,
            input: .random(in: 0...(isNarrow ? 0xFFFF_FFFF : 1 << 62), using: &generator),
            output: .random(in: 0...(isNarrow ? 0xFFFF_FFFF : 1 << 62), using: &generator),
            uptimeMs: start, engineMs: start)
        var time = Int64.random(in: 1_600_000_000_000...1_900_000_000_000, using: &generator)
        samples.append(device.sample(0, at: time, elapsed: nil))
        for sequence in 1...6 {
            let step = Int64.random(in: 20_000...300_000, using: &generator)
            let event = Int.random(in: 0..<12, using: &generator)
            let before = device
            let most = speed.bitsPerSecond / 8 * UInt64(step) / 1000
            let input = UInt64.random(in: 0...most, using: &generator)
            let output = UInt64.random(in: 0...most, using: &generator)
            device.pass(step)
            device.carry(input: input, output: output)
            var broken = true
            switch event {
            case 0:
                device.restart()
                device.pass(.random(in: 0...step, using: &generator))
                device.carry(input: input / 2, output: output / 2)
            case 1:
                device.carry(input: .random(in: 0...(1 << 40), using: &generator), output: 0)
                device.discontinuity = UInt32(truncatingIfNeeded: device.uptimeMs / 10)
            case 2: device.index += 1
            case 3: time += .random(in: 60_000...(1 << 40), using: &generator)
            case 4: time -= .random(in: 60_000...(1 << 38), using: &generator)
            default: broken = false
            }
            time += step
            samples.append(device.sample(UInt64(sequence), at: time, elapsed: step))
            guard !broken else { continue }
            let rate: (UInt64) -> UInt64 = { ($0 * 8000 + UInt64(step) - 1) / UInt64(step) }
            truth[time] = (rate(input), rate(output), device.width == .bits32 && device.input < before.input)
        }
    }
}
