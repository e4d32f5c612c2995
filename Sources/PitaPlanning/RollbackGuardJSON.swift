import PitaEvidence
import PitaPlatforms

extension RollbackGuard: JSONConvertible {
    /// The automatic rollback as JSON, told apart by `mechanism`.
    public var json: JSONValue {
        switch self {
        case .timedScript(let script):
            [
                "mechanism": .string(mechanism.rawValue), "arm": .list(script.arm),
                "verification": script.verification.json, "cancel": script.cancel.json, "timing": script.timing.json,
            ]
        case .deviceTimer(let timer):
            [
                "mechanism": .string(mechanism.rawValue), "slot": timer.slot.json, "arm": .list(timer.arm),
                "verification": timer.verification.json, "cancel": timer.cancel.json,
                "rollback_now": .list(timer.rollbackNow), "timing": timer.timing.json,
            ]
        case .commitConfirmed(let commit):
            [
                "mechanism": .string(mechanism.rawValue), "slot": .optional(commit.slot),
                "commands": .list(commit.commands), "verification": commit.verification.json,
                "confirm": commit.confirm.json, "abort": .list(commit.abort), "timing": commit.timing.json,
            ]
        }
    }

    /// Reads what ``json`` wrote.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        let mechanism: Mechanism = try reader.choice("mechanism")
        switch mechanism {
        case .timedScript:
            self = .timedScript(
                TimedScript(
                    arm: try reader.parts("arm"), verification: try reader.part("verification"),
                    cancel: try reader.part("cancel"), timing: try reader.part("timing")))
        case .configReplace, .reload:
            self = .deviceTimer(
                DeviceTimer(
                    effect: mechanism == .reload ? .reload : .configReplace, slot: try reader.part("slot"),
                    arm: try reader.parts("arm"), verification: try reader.part("verification"),
                    cancel: try reader.part("cancel"), rollbackNow: try reader.parts("rollback_now"),
                    timing: try reader.part("timing")))
        case .commitConfirmed:
            self = .commitConfirmed(
                ConfirmedCommit(
                    slot: try reader.optionalPart("slot"), commands: try reader.parts("commands"),
                    verification: try reader.part("verification"), confirm: try reader.part("confirm"),
                    abort: try reader.parts("abort"), timing: try reader.part("timing")))
        }
        try reader.finish()
    }
}

extension RollbackGuard.Verification: JSONConvertible {
    /// The question and the words of its answer as JSON.
    public var json: JSONValue { ["ask": command.json, "contains": .string(mustContain)] }

    /// Reads what ``json`` wrote.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        self.init(try reader.part("ask"), mustContain: try reader.string("contains"))
        try reader.finish()
    }
}

extension RollbackGuard.Cancelling: JSONConvertible {
    /// The commands and the words of their answers as JSON.
    public var json: JSONValue {
        [
            "commands": .list(commands), "cancelled_contains": .string(cancelled),
            "already_gone_contains": .string(alreadyGone),
        ]
    }

    /// Reads what ``json`` wrote.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        self.init(
            try reader.parts("commands"), cancelled: try reader.string("cancelled_contains"),
            alreadyGone: try reader.string("already_gone_contains"))
        try reader.finish()
    }
}

extension RollbackSlot: JSONConvertible {
    /// The question and the words of its answers as JSON.
    public var json: JSONValue {
        ["ask": command.json, "idle_contains": .string(idle), "busy_contains": .list(busy)]
    }

    /// Reads what ``json`` wrote.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        self.init(
            try reader.part("ask"), idle: try reader.string("idle_contains"), busy: try reader.strings("busy_contains"))
        try reader.finish()
    }
}

extension RollbackTiming: JSONConvertible {
    /// The times as JSON, in seconds.
    public var json: JSONValue {
        [
            "resolution_seconds": .number(resolution), "maximum_seconds": .number(maximum),
            "restore_seconds": .number(restoreTime),
        ]
    }

    /// Reads what ``json`` wrote.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        self.init(
            resolution: try reader.integer("resolution_seconds"), maximum: try reader.integer("maximum_seconds"),
            restoreTime: try reader.integer("restore_seconds"))
        try reader.finish()
    }
}
