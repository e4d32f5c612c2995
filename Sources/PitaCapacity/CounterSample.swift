import PitaNetwork

/// One reading of an interface's octet counters, with everything that tells whether two readings belong together.
public struct CounterSample: Hashable, Sendable {
    /// How wide the counters are.
    public enum Width: Int, Sendable {
        /// Wraps at 2^32.
        case bits32 = 32
        /// Does not wrap; going back is a reset.
        case bits64 = 64
    }

    /// The order in which samples were taken; no clock can change it.
    public var sequence: UInt64
    /// When, in milliseconds since 1970 UTC by the wall clock.
    public var timeMs: Int64
    /// Milliseconds by the monotonic clock since the sample with the number before; `nil` when that was another run.
    public var elapsedMs: Int64?
    /// Octets received.
    public var inOctets: UInt64
    /// Octets sent.
    public var outOctets: UInt64
    /// How wide both counters are.
    public var width: Width
    /// ifIndex.
    public var interfaceIndex: UInt32
    /// sysUpTime in 1/100 s.
    public var uptimeTicks: UInt32?
    /// snmpEngineBoots.
    public var engineBoots: UInt32?
    /// snmpEngineTime in seconds.
    public var engineTime: UInt32?
    /// ifCounterDiscontinuityTime in 1/100 s.
    public var discontinuityTicks: UInt32?
    /// The interface's speed; `nil` when unknown.
    public var speed: Bandwidth?
    /// Where the counters come from: device, interface and kind of counter.
    public var source: String

    /// One reading.
    public init(
        sequence: UInt64, timeMs: Int64, elapsedMs: Int64? = nil, inOctets: UInt64, outOctets: UInt64,
        width: Width = .bits64, interfaceIndex: UInt32, uptimeTicks: UInt32?, engineBoots: UInt32? = nil,
        engineTime: UInt32? = nil, discontinuityTicks: UInt32? = nil, speed: Bandwidth? = nil, source: String = ""
    ) {
        self.sequence = sequence
        self.timeMs = timeMs
        self.elapsedMs = elapsedMs
        self.inOctets = inOctets
        self.outOctets = outOctets
        self.width = width
        self.interfaceIndex = interfaceIndex
        self.uptimeTicks = uptimeTicks
        self.engineBoots = engineBoots
        self.engineTime = engineTime
        self.discontinuityTicks = discontinuityTicks
        self.speed = speed
        self.source = source
    }
}

/// Why the time between two samples has no rate.
public enum GapReason: String, Sendable, CaseIterable, Comparable {
    /// Two samples bear the same number.
    case outOfOrder
    /// The wall clock jumped, or it and the agent's clock disagree.
    case clockStepped
    /// Too much time between them.
    case tooFarApart
    /// The agent gives no uptime: a restart could not be seen.
    case noUptime
    /// The agent restarted, or had started too short a time before to be sure that it did not.
    case restarted
    /// The agent says that the counters were interrupted.
    case discontinuity
    /// The interface has another number.
    case renumbered
    /// Another counter, width or interface.
    case sourceChanged
    /// A 64-bit counter fell: it was reset.
    case counterWentBack
    /// A 32-bit counter could have wrapped more than once.
    case counterTooNarrow
    /// More than the line can carry.
    case aboveLineRate

    /// By name.
    public static func < (left: GapReason, right: GapReason) -> Bool { left.rawValue < right.rawValue }
}
