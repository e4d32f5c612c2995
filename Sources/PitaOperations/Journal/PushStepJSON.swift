import PitaDevices
import PitaEvidence
import PitaPlanning
import PitaPlatforms

extension PushStep: JSONConvertible {
    /// The step as the journal keeps it, told apart by `step`.
    public var json: JSONValue {
        switch self {
        case .preImage: ["step": "pre-image"]
        case .notStarted(let reason): ["step": "not-started", "reason": .string(reason)]
        case .intent(let intent):
            [
                "step": "intent", "commands": .number(intent.commands),
                "rollback_seconds": intent.rollbackSeconds.map { .number($0) } ?? .null,
                "longest_command_seconds": .number(Int(intent.longestCommand.components.seconds)),
            ]
        case .sending(let purpose, let number, let command):
            [
                "step": "sending", "purpose": .string(purpose.rawValue), "number": .number(number),
                "text": .string(command.text), "input": .text(command.input),
            ]
        case .withheld(let purpose, let number):
            ["step": "withheld", "purpose": .string(purpose.rawValue), "number": .number(number)]
        case .answered(let purpose, let number, let reply, let rejected):
            [
                "step": "answered", "purpose": .string(purpose.rawValue), "number": .number(number),
                "reply": reply.json, "rejected": .text(rejected),
            ]
        case .armed(let seconds): ["step": "armed", "seconds": .number(seconds)]
        case .readBack(let deviations): ["step": "read-back", "deviations": .list(deviations)]
        case .snmp(let state): ["step": "snmp", "state": state.json]
        case .snmpFailed(let problem): ["step": "snmp-failed", "problem": .string(problem)]
        case .checked(let check, let finding): ["step": "checked", "check": check.json, "finding": finding.json]
        case .verifiedAgain(let problem): ["step": "verified-again", "problem": .text(problem)]
        case .confirming: ["step": "confirming"]
        case .confirmed: ["step": "confirmed"]
        case .waiting(let seconds, let restarts):
            ["step": "waiting", "seconds": .number(seconds), "restarts": .bool(restarts)]
        case .rollingBack(let reason, let commands):
            ["step": "rolling-back", "reason": .string(reason), "commands": .number(commands)]
        case .rolledBack: ["step": "rolled-back"]
        }
    }

    /// Reads what ``json`` wrote.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        let name = try reader.string("step")
        var step = try Self.sent(name, &reader)
        if step == nil { step = try Self.found(name, &reader) }
        guard let step else {
            throw EvidenceError(.malformed, "`\(path).step` is `\(name)`, which is no step of a push")
        }
        try reader.finish()
        self = step
    }

    private static let counts = 0...1_000_000_000

    /// A step at the beginning, or one that is about a command; `nil` for any other name.
    private static func sent(_ name: String, _ reader: inout JSONObjectReader) throws(EvidenceError) -> PushStep? {
        switch name {
        case "pre-image": .preImage
        case "not-started": .notStarted(reason: try reader.string("reason"))
        case "intent":
            .intent(
                PushIntent(
                    commands: try reader.integer("commands", in: counts),
                    rollbackSeconds: try reader.optional("rollback_seconds") == nil
                        ? nil : try reader.integer("rollback_seconds", in: 1...1_000_000),
                    // The policy allows no more.
                    longestCommand: .seconds(try reader.integer("longest_command_seconds", in: 0...600))))
        case "sending":
            .sending(
                try reader.choice("purpose"), number: try reader.integer("number", in: counts),
                command: DeviceCommand(try reader.string("text"), input: try reader.text("input")))
        case "withheld":
            .withheld(try reader.choice("purpose"), number: try reader.integer("number", in: counts))
        case "answered":
            .answered(
                try reader.choice("purpose"), number: try reader.integer("number", in: counts),
                reply: try reader.part("reply"), rejected: try reader.text("rejected"))
        default: nil
        }
    }

    /// A step about what was found or decided; `nil` for any other name.
    private static func found(_ name: String, _ reader: inout JSONObjectReader) throws(EvidenceError) -> PushStep? {
        switch name {
        case "armed": .armed(seconds: try reader.integer("seconds", in: 1...1_000_000))
        case "read-back": .readBack(deviations: try reader.parts("deviations"))
        case "snmp": .snmp(try reader.part("state"))
        case "snmp-failed": .snmpFailed(problem: try reader.string("problem"))
        case "checked": .checked(try reader.part("check"), try reader.part("finding"))
        case "verified-again": .verifiedAgain(problem: try reader.text("problem"))
        case "confirming": .confirming
        case "confirmed": .confirmed
        case "waiting":
            .waiting(seconds: try reader.integer("seconds", in: counts), restarts: try reader.bool("restarts"))
        case "rolling-back":
            .rollingBack(
                reason: try reader.string("reason"), commands: try reader.integer("commands", in: counts))
        case "rolled-back": .rolledBack
        default: nil
        }
    }
}

extension SNMPState: JSONConvertible {
    /// The state as JSON.
    public var json: JSONValue {
        ["system": .string(system), "uptime_seconds": .number(uptimeSeconds), "interfaces": .list(interfaces)]
    }

    /// Reads what ``json`` wrote.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        self.init(
            system: try reader.string("system"), uptimeSeconds: try reader.integer("uptime_seconds"),
            interfaces: try reader.strings("interfaces"))
        try reader.finish()
    }
}

extension ProbeFinding: JSONConvertible {
    /// The finding as JSON.
    public var json: JSONValue { ["passed": .bool(isPassed), "sentence": .string(sentence)] }

    /// Reads what ``json`` wrote.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        self.init(isPassed: try reader.bool("passed"), sentence: try reader.string("sentence"))
        try reader.finish()
    }
}

extension CommandReply: JSONConvertible {
    /// The reply as JSON.
    public var json: JSONValue {
        [
            "output": .string(output), "error_output": .string(errorOutput),
            "exit_status": exitStatus.map { .number($0) } ?? .null,
        ]
    }

    /// Reads what ``json`` wrote.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        self.init(
            output: try reader.string("output"), errorOutput: try reader.string("error_output"),
            exitStatus: try reader.optionalInteger("exit_status"))
        try reader.finish()
    }
}
