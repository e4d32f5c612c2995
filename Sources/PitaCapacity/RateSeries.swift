import PitaNetwork

/// The mean rates between two samples.
public struct RateInterval: Hashable, Sendable {
    /// From when, in milliseconds since 1970 UTC.
    public let startMs: Int64
    /// Until when.
    public let endMs: Int64
    /// Received, rounded up to a whole bit/s, at most the line rate.
    public let inRate: Bandwidth
    /// Sent, rounded up to a whole bit/s, at most the line rate.
    public let outRate: Bandwidth
}

/// Time between two samples that has no rate.
public struct Gap: Hashable, Sendable {
    /// From when by the wall clock, in milliseconds since 1970 UTC.
    public let startMs: Int64
    /// Until when by the wall clock.
    public let endMs: Int64
    /// Why.
    public let reason: GapReason
}

/// Samples turned into rates: the right rate, or a gap with its reason; never a false rate, and never above line rate.
public struct RateSeries: Hashable, Sendable {
    /// The rates, in the order of the samples.
    public let intervals: [RateInterval]
    /// What has no rate, in the order of the samples.
    public let gaps: [Gap]

    /// The rates between neighbours in the order of ``CounterSample/sequence``.
    public init(samples: [CounterSample], policy: CapacityPolicy) {
        var intervals: [RateInterval] = []
        var gaps: [Gap] = []
        let maximumGapMs = Int64(min(max(policy.maximumGapSeconds, 0), 7 * 86_400)) * 1000
        let ordered = samples.sorted { $0.sequence < $1.sequence }
        for (old, new) in zip(ordered, ordered.dropFirst()) {
            let step = SampleStep(old: old, new: new, maximumGapMs: maximumGapMs)
            switch step.result {
            case .success(let interval): intervals.append(interval)
            case .failure(let reason): gaps.append(Gap(startMs: old.timeMs, endMs: new.timeMs, reason: reason.reason))
            }
        }
        self.intervals = intervals
        self.gaps = gaps
    }
}

/// From one sample to the next.
struct SampleStep {
    struct NoRate: Error { let reason: GapReason }

    let old: CounterSample
    let new: CounterSample
    let maximumGapMs: Int64

    /// How far the clocks of agent and manager may differ over `milliseconds`: uptimes of whole seconds, delays, drift.
    static func tolerance(_ milliseconds: Int64) -> Int64 { 3000 + milliseconds / 50 }

    var result: Result<RateInterval, NoRate> {
        do throws(NoRate) {
            let duration = try duration()
            try checkIdentity()
            try checkUptime(duration)
            let input = try rate(old.inOctets, new.inOctets, over: duration)
            let output = try rate(old.outOctets, new.outOctets, over: duration)
            return .success(
                RateInterval(startMs: new.timeMs - duration, endMs: new.timeMs, inRate: input, outRate: output))
        } catch {
            return .failure(error)
        }
    }

    private func duration() throws(NoRate) -> Int64 {
        guard new.sequence > old.sequence else { throw NoRate(reason: .outOfOrder) }
        let sane: ClosedRange<Int64> = 0...1 << 50
        guard sane.contains(old.timeMs), sane.contains(new.timeMs), new.timeMs > old.timeMs else {
            throw NoRate(reason: .clockStepped)
        }
        let wall = new.timeMs - old.timeMs
        var duration = wall
        if let elapsed = new.elapsedMs, new.sequence == old.sequence + 1 {
            guard elapsed > 0, elapsed <= wall + Self.tolerance(min(wall, maximumGapMs)),
                wall - elapsed <= Self.tolerance(min(wall, maximumGapMs))
            else { throw NoRate(reason: .clockStepped) }
            duration = elapsed
        }
        guard duration <= maximumGapMs else { throw NoRate(reason: .tooFarApart) }
        return duration
    }

    private func checkIdentity() throws(NoRate) {
        if old.source != new.source || old.width != new.width { throw NoRate(reason: .sourceChanged) }
        if old.interfaceIndex != new.interfaceIndex { throw NoRate(reason: .renumbered) }
        if let before = old.engineBoots, let after = new.engineBoots, before != after {
            throw NoRate(reason: .restarted)
        }
        if old.discontinuityTicks != new.discontinuityTicks { throw NoRate(reason: .discontinuity) }
    }

    /// Uptime must have grown by the time between the samples. It must have been longer than the tolerance before, too:
    /// else a restart just after the first sample would hide in the tolerance.
    private func checkUptime(_ duration: Int64) throws(NoRate) {
        guard let before = old.uptimeTicks, let after = new.uptimeTicks else { throw NoRate(reason: .noUptime) }
        let tolerance = Self.tolerance(duration)
        if let start = old.engineTime, let end = new.engineTime, end < start { throw NoRate(reason: .restarted) }
        if after < before {
            // 2^32 ticks are 497 days: only an engine that says it did not restart makes it a wrap.
            guard let start = old.engineTime, let end = new.engineTime, old.engineBoots != nil, new.engineBoots != nil,
                Int64(start) * 1000 > tolerance,
                abs((Int64(end) - Int64(start)) * 1000 - duration) <= tolerance,
                abs((Int64(after) + 1 << 32 - Int64(before)) * 10 - duration) <= tolerance
            else { throw NoRate(reason: .restarted) }
            return
        }
        let grown = (Int64(after) - Int64(before)) * 10
        if grown < duration - tolerance || Int64(before) * 10 <= tolerance { throw NoRate(reason: .restarted) }
        if grown > duration + tolerance { throw NoRate(reason: .clockStepped) }
    }

    private var lineRate: Bandwidth? {
        guard let before = old.speed, let after = new.speed else { return old.speed ?? new.speed }
        return max(before, after)
    }

    private func rate(_ before: UInt64, _ after: UInt64, over milliseconds: Int64) throws(NoRate) -> Bandwidth {
        let line = lineRate ?? Bandwidth.highest
        // 5% above line rate is still the line: counters that agents refresh every few seconds run ahead and behind.
        let most = UInt128(line.bitsPerSecond) * UInt128(milliseconds) * 105 / 100
        let octets: UInt64
        switch new.width {
        case .bits64:
            guard after >= before else { throw NoRate(reason: .counterWentBack) }
            octets = after - before
        case .bits32:
            guard lineRate != nil, most < 8000 << 32, before < 1 << 32, after < 1 << 32 else {
                throw NoRate(reason: .counterTooNarrow)
            }
            octets = (after &- before) & 0xFFFF_FFFF
        }
        let bits = UInt128(octets) * 8000
        guard bits <= most else { throw NoRate(reason: .aboveLineRate) }
        let rate = (bits + UInt128(milliseconds) - 1) / UInt128(milliseconds)
        return min(line, Bandwidth(bitsPerSecond: UInt64(clamping: rate)))
    }
}
