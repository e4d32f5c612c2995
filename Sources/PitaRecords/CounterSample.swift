/// One reading of an interface's octet counters (IF-MIB).
public struct CounterSample: Hashable, Sendable {
    /// The device.
    public let device: String
    /// The interface, by name: its index may change.
    public let interface: String
    /// When, in Unix milliseconds.
    public let at: Int64
    /// The order of reading; it stands when the clock is stepped.
    public let sequence: Int64
    /// The agent's sysUpTime in hundredths of a second.
    public let uptimeCentiseconds: Int64
    /// ifCounterDiscontinuityTime in hundredths of a second.
    public let discontinuity: Int64
    /// Octets received.
    public let inOctets: UInt64
    /// Octets sent.
    public let outOctets: UInt64
    /// The counters' width: 32 or 64 bits.
    public let bits: Int
    /// The reported speed in bit/s; `nil` when the agent gives none.
    public let speed: Int64?
    /// The interface's ifIndex when it was read; another one later is another row of the agent's table.
    public let interfaceIndex: Int64
    /// snmpEngineBoots, where the agent tells (RFC 3411).
    public let engineBoots: Int64?
    /// snmpEngineTime in seconds, where the agent tells (RFC 3411).
    public let engineTime: Int64?

    /// A reading.
    public init(
        device: String, interface: String, at: Int64, sequence: Int64, uptimeCentiseconds: Int64, discontinuity: Int64,
        inOctets: UInt64, outOctets: UInt64, bits: Int, speed: Int64?, interfaceIndex: Int64 = 0,
        engineBoots: Int64? = nil, engineTime: Int64? = nil
    ) {
        self.device = device
        self.interface = interface
        self.at = at
        self.sequence = sequence
        self.uptimeCentiseconds = uptimeCentiseconds
        self.discontinuity = discontinuity
        self.inOctets = inOctets
        self.outOctets = outOctets
        self.bits = bits
        self.speed = speed
        self.interfaceIndex = interfaceIndex
        self.engineBoots = engineBoots
        self.engineTime = engineTime
    }
}

/// An interface of which there are readings.
public struct SampleSource: Hashable, Sendable {
    /// The device.
    public let device: String
    /// The interface.
    public let interface: String
    /// The first reading that is kept, in Unix milliseconds.
    public let first: Int64
    /// The last one.
    public let last: Int64
    /// How many there are.
    public let count: Int
}
