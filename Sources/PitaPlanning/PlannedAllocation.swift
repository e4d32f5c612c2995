import PitaNetwork

/// The renewal of a segment's allocation (*data dasar ketersediaan bandwidth*) after success.
public struct PlannedAllocation: Sendable, Equatable {
    /// The segment.
    public var segment: String
    /// The file that holds the allocation, relative to the office directory.
    public var file: String
    /// The allocation as it is.
    public var old: BandwidthPair
    /// The allocation as it will be.
    public var new: BandwidthPair
    /// The weight of the segment's class.
    public var weight: String

    /// A renewal.
    public init(segment: String, file: String, old: BandwidthPair, new: BandwidthPair, weight: String) {
        self.segment = segment
        self.file = file
        self.old = old
        self.new = new
        self.weight = weight
    }

    /// Whether either direction grows, so that a capacity check is needed.
    public var grows: Bool { new.download > old.download || new.upload > old.upload }
}
