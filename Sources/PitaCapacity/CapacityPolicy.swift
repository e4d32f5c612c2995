import PitaDiagnostics

/// The office's rules for *ketersediaan bandwidth*; every verdict carries the one it used.
public struct CapacityPolicy: Hashable, Sendable {
    /// What the policy is called, for records.
    public var name: String
    /// How much of the contract capacity may be committed.
    public var commitRatio: Ratio
    /// How much of the contract capacity the measured load and the addition may fill.
    public var headroom: Ratio
    /// How far back the load is looked at, in seconds.
    public var windowSeconds: Int
    /// How long the measured history must be at least, in seconds.
    public var minimumWindowSeconds: Int
    /// The least number of samples of an interface.
    public var minimumSamples: Int
    /// The length of one averaging interval, in seconds.
    public var bucketSeconds: Int
    /// Which share of the intervals must have been measured.
    public var coverage: Ratio
    /// Which percentile counts, 1...100.
    public var percentile: Int
    /// Two samples further apart than this say nothing about the time between, in seconds.
    public var maximumGapSeconds: Int

    /// A policy; the defaults are the standard one: 30 days of 5-minute rates, at least 7 days, 80% measured.
    public init(
        name: String = "standard", commitRatio: Ratio = .one, headroom: Ratio = Ratio(millionths: 800_000),
        windowSeconds: Int = 30 * 86_400, minimumWindowSeconds: Int = 7 * 86_400, minimumSamples: Int = 2,
        bucketSeconds: Int = 300,
        coverage: Ratio = Ratio(millionths: 800_000), percentile: Int = 95, maximumGapSeconds: Int? = nil
    ) {
        self.name = name
        self.commitRatio = commitRatio
        self.headroom = headroom
        self.windowSeconds = windowSeconds
        self.minimumWindowSeconds = minimumWindowSeconds
        self.minimumSamples = minimumSamples
        self.bucketSeconds = bucketSeconds
        self.coverage = coverage
        self.percentile = percentile
        self.maximumGapSeconds = maximumGapSeconds ?? 3 * max(0, min(bucketSeconds, 86_400))
    }

    /// The standard policy.
    public static let standard = CapacityPolicy()

    /// Throws what makes no sense in it.
    public func validated() throws(Diagnostics) {
        var found = Diagnostics()
        if !(1...86_400).contains(bucketSeconds) { found.append(.init("bucketSeconds must be 1 to 86400")) }
        if !(1...366 * 86_400).contains(windowSeconds) { found.append(.init("windowSeconds must be 1 to 366 days")) }
        if windowSeconds < bucketSeconds { found.append(.init("windowSeconds is shorter than bucketSeconds")) }
        if !(1...max(1, windowSeconds)).contains(minimumWindowSeconds) {
            found.append(.init("minimumWindowSeconds must be 1 to windowSeconds"))
        }
        if !(1...100).contains(percentile) { found.append(.init("percentile must be 1 to 100")) }
        if !(1...7 * 86_400).contains(maximumGapSeconds) {
            found.append(.init("maximumGapSeconds must be 1 second to 7 days"))
        }
        if commitRatio.millionths == 0 { found.append(.init("commitRatio must be above 0")) }
        if headroom.millionths == 0 { found.append(.init("headroom must be above 0")) }
        if coverage > .one { found.append(.init("coverage must be at most 1")) }
        try found.throwIfErrors()
    }
}
