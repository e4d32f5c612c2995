/// One device of the attempt: what it is, what was sent, what became of it.
public struct DeviceRecord: Hashable, Sendable {
    /// A device's state at the end of the attempt.
    public enum Outcome: String, Sendable, CaseIterable {
        /// As planned, confirmed over a new session, saved.
        case confirmed = "terkonfirmasi"
        /// It was already as planned; nothing was sent.
        case unchanged = "tidak-berubah"
        /// As before: the change was undone.
        case returned = "dikembalikan"
        /// As before: its turn did not come.
        case notStarted = "tidak-dimulai"
        /// Not known yet.
        case unknown = "tidak-diketahui"
    }

    /// The name in the inventory.
    public var name: String
    /// The segment that it serves; `nil` for one of the backbone.
    public var segment: String?
    /// The model, as the device words it.
    public var model: String
    /// The serial number.
    public var serial: String?
    /// The platform.
    public var platform: String
    /// The software version.
    public var version: String
    /// The management address.
    public var address: String
    /// When the push of this device began; `nil` when it did not.
    public var startedAt: LocalTime?
    /// When it ended.
    public var endedAt: LocalTime?
    /// The way back's time; `nil` when the device had none.
    public var rollbackSeconds: Int?
    /// What was to be sent, in order, and what came of each.
    public var commands: [CommandRecord]
    /// The touched objects before and after.
    public var differences: [DifferenceRecord]
    /// How the result was proven.
    public var verification: [VerificationRecord]
    /// The device's state at the end.
    public var outcome: Outcome
    /// Why, when the outcome is not the planned one.
    public var explanation: String?

    /// One device of the attempt.
    public init(
        name: String, segment: String?, model: String, serial: String?, platform: String, version: String,
        address: String, startedAt: LocalTime?, endedAt: LocalTime?, rollbackSeconds: Int?, commands: [CommandRecord],
        differences: [DifferenceRecord], verification: [VerificationRecord], outcome: Outcome, explanation: String?
    ) {
        self.name = name
        self.segment = segment
        self.model = model
        self.serial = serial
        self.platform = platform
        self.version = version
        self.address = address
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.rollbackSeconds = rollbackSeconds
        self.commands = commands
        self.differences = differences
        self.verification = verification
        self.outcome = outcome
        self.explanation = explanation
    }
}

extension DeviceRecord: JSONConvertible {
    /// An object with every member of the value.
    public var json: JSONValue {
        [
            "name": .string(name), "segment": .text(segment), "model": .string(model), "serial": .text(serial),
            "platform": .string(platform), "version": .string(version), "address": .string(address),
            "started_at": .optional(startedAt), "ended_at": .optional(endedAt),
            "rollback_seconds": rollbackSeconds.map(JSONValue.number) ?? .null, "commands": .list(commands),
            "differences": .list(differences), "verification": .list(verification),
            "outcome": .string(outcome.rawValue), "explanation": .text(explanation),
        ]
    }

    /// Reads ``json``.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        name = try reader.string("name")
        segment = try reader.text("segment")
        model = try reader.string("model")
        serial = try reader.text("serial")
        platform = try reader.string("platform")
        version = try reader.string("version")
        address = try reader.string("address")
        startedAt = try reader.optionalPart("started_at")
        endedAt = try reader.optionalPart("ended_at")
        rollbackSeconds = try reader.optionalInteger("rollback_seconds")
        commands = try reader.parts("commands")
        differences = try reader.parts("differences")
        verification = try reader.parts("verification")
        outcome = try reader.choice("outcome")
        explanation = try reader.text("explanation")
        try reader.finish()
    }
}
