import PitaEvidence

/// A berita acara as it is kept.
public struct StoredRecord: Hashable, Sendable {
    /// Its place in the chain and in the year's series.
    public let position: ChainPosition
    /// The bytes and the signature.
    public let sealed: SealedRecord
    /// When it was kept, in Unix milliseconds.
    public let at: Int64
    /// What it is about, to search by.
    public let subject: String?
}

/// A request's number: gapless in its year.
public struct RequestNumber: Hashable, Sendable, CustomStringConvertible {
    /// The year.
    public let year: Int
    /// The number in that year, from 1.
    public let number: Int

    /// A number.
    public init(year: Int, number: Int) {
        self.year = year
        self.number = number
    }

    /// Reads `17/2026`; `nil` for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let number = Int(parts[0]), let year = Int(parts[1]), number > 0,
            (1...9999).contains(year)
        else { return nil }
        self.init(year: year, number: number)
    }

    /// `17/2026`.
    public var description: String { "\(number)/\(year)" }
}

/// One version of a request. Every version is kept.
public struct StoredRequest: Hashable, Sendable {
    /// The number.
    public let number: RequestNumber
    /// The version, from 1.
    public let version: Int
    /// The state of the procedure, in the words of the workflow.
    public let state: String
    /// The segment that asks.
    public let subject: String?
    /// Who made this version, by id.
    public let person: String
    /// The canonical JSON.
    public let bytes: [UInt8]
    /// When, in Unix milliseconds.
    public let at: Int64
}

/// The result of one audit of one subject.
public struct StoredAudit: Hashable, Sendable {
    /// The place in the list; 0 before it is stored.
    public let id: Int64
    /// The device or segment.
    public let subject: String
    /// The result, in the words of the audit.
    public let outcome: String
    /// The findings as canonical JSON.
    public let bytes: [UInt8]
    /// When, in Unix milliseconds.
    public let at: Int64

    /// A result.
    public init(id: Int64 = 0, subject: String, outcome: String, bytes: [UInt8], at: Int64) {
        self.id = id
        self.subject = subject
        self.outcome = outcome
        self.bytes = bytes
        self.at = at
    }
}

/// How long the commands of a push took: what the next way back's time is made from.
public struct PushTiming: Hashable, Sendable {
    /// The device.
    public let device: String
    /// How many commands there were.
    public let commands: Int
    /// How long they took, in milliseconds of a monotonic clock.
    public let milliseconds: Int64
    /// When, in Unix milliseconds.
    public let at: Int64

    /// A timing.
    public init(device: String, commands: Int, milliseconds: Int64, at: Int64) {
        self.device = device
        self.commands = commands
        self.milliseconds = milliseconds
        self.at = at
    }
}

/// A head of the chain that was told outside.
public struct StoredHead: Hashable, Sendable {
    /// The place in the list.
    public let id: Int64
    /// The head.
    public let head: ChainHead
    /// Where it was told.
    public let destination: String
    /// When, in Unix milliseconds.
    public let at: Int64
}
