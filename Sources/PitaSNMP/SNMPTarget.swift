import PitaNetwork

/// An agent to ask.
public struct SNMPTarget: Sendable {
    /// The device's name, for messages.
    public var name: String
    /// Where it listens.
    public var address: Address
    /// On which UDP port, 161 by convention.
    public var port: UInt16
    /// How it is asked.
    public var credentials: SNMPCredentials
    /// What it bears.
    public var manner: SNMPManner

    /// An agent to ask.
    public init(
        name: String, address: Address, port: UInt16 = 161, credentials: SNMPCredentials, manner: SNMPManner = .init()
    ) {
        self.name = name
        self.address = address
        self.port = port
        self.credentials = credentials
        self.manner = manner
    }
}

/// What an agent and the way to it bear: time-outs, sizes, limits.
public struct SNMPManner: Hashable, Sendable {
    /// How long the first try waits. 2 s suits a LAN, 5 s a VSAT.
    public let timeout: Duration
    /// How many tries follow the first; each waits half as long again as the one before.
    public let retries: Int
    /// How many values are asked for in one GET at most (1...128). Some agents bear only 1, 2 or 8.
    public let maxVarBinds: Int
    /// A fixed max-repetitions (1...100); `nil` lets it find its size between 1 and 50.
    public let maxRepetitions: Int?
    /// Whether GETBULK is used; `false` for agents that are known to answer it wrongly.
    public let bulk: Bool
    /// How many values a walk takes before it stops with an error.
    public let walkLimit: Int
    /// How long a walk takes before it stops with an error.
    public let walkTime: Duration

    /// Figures outside their range are taken for the nearest in it.
    public init(
        timeout: Duration = .seconds(2), retries: Int = 2, maxVarBinds: Int = 24, maxRepetitions: Int? = nil,
        bulk: Bool = true, walkLimit: Int = 10_000, walkTime: Duration = .seconds(10)
    ) {
        self.timeout = min(max(timeout, .milliseconds(1)), .seconds(60))
        self.retries = min(max(retries, 0), 10)
        self.maxVarBinds = min(max(maxVarBinds, 1), 128)
        self.maxRepetitions = maxRepetitions.map { min(max($0, 1), 100) }
        self.bulk = bulk
        self.walkLimit = min(max(walkLimit, 1), 1_000_000)
        self.walkTime = min(max(walkTime, .milliseconds(1)), .seconds(3600))
    }

    /// How long try number `number` (from 0) waits: the time-out times 1.5 to the power of `number`.
    func wait(try number: Int) -> Duration {
        var wait = timeout
        for _ in 0..<max(0, number) { wait = wait * 3 / 2 }
        return wait
    }

    /// How long one request to a silent agent takes in all: the sum over every try.
    public var longestWait: Duration { (0...retries).reduce(.zero) { $0 + wait(try: $1) } }
}
