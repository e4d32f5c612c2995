import PitaEvidence

/// In which order the devices of a plan are changed, how many at a time, and what is done when one fails.
///
/// It is part of the plan: what is approved is not only what is sent, but also in which steps.
public struct Rollout: Sendable, Equatable {
    /// What is done when more devices have failed than the plan bears.
    public enum FailurePolicy: String, Sendable, CaseIterable {
        /// No further device begins; those that were confirmed stay as they are.
        case stop
        /// The others are changed all the same.
        case proceed = "continue"
        /// No further device begins, and those that were confirmed are brought back by their reverse commands.
        case undoAll = "undo-all"
    }

    /// The devices by name: a wave begins when the one before it has ended; the devices of a wave are changed at once.
    public var waves: [[String]]
    /// How many of the first waves are canaries: there no failure is borne.
    public var canaryWaves: Int
    /// How many devices may fail before ``onFailure`` is done.
    public var maxFailures: Int
    /// Seconds between two waves, after which the devices of the wave before are proven once more.
    public var pauseSeconds: Int
    /// What is done when more have failed.
    public var onFailure: FailurePolicy

    /// A way through the devices.
    public init(
        waves: [[String]], canaryWaves: Int = 0, maxFailures: Int = 0, pauseSeconds: Int = 0,
        onFailure: FailurePolicy = .stop
    ) {
        self.waves = waves
        self.canaryWaves = canaryWaves
        self.maxFailures = maxFailures
        self.pauseSeconds = pauseSeconds
        self.onFailure = onFailure
    }

    /// One device after the other; the first that fails stops the rest.
    public static func oneByOne(_ devices: [String]) -> Rollout { Rollout(waves: devices.map { [$0] }) }

    /// Whether so many failures, so many of them in canary waves, are more than the plan bears.
    public func isTooMuch(failures: Int, amongCanaries: Int) -> Bool {
        amongCanaries > 0 || (onFailure != .proceed && failures > maxFailures)
    }
}

extension Rollout: JSONConvertible {
    /// The way through the devices as JSON.
    public var json: JSONValue {
        [
            "waves": .array(waves.map { .array($0.map(JSONValue.string)) }), "canary_waves": .number(canaryWaves),
            "max_failures": .number(maxFailures), "pause_seconds": .number(pauseSeconds),
            "on_failure": .string(onFailure.rawValue),
        ]
    }

    /// Reads what ``json`` wrote.
    public init(json: JSONValue, path: String) throws(EvidenceError) {
        var reader = try JSONObjectReader(json, path: path)
        guard let waves = try reader.optional("waves")?.arrayValue else {
            throw EvidenceError(.malformed, "`\(path).waves` is no list")
        }
        var names: [[String]] = []
        for wave in waves {
            guard let devices = wave.arrayValue?.compactMap(\.stringValue), devices.count == wave.arrayValue?.count
            else { throw EvidenceError(.malformed, "`\(path).waves` holds something that is no list of names") }
            names.append(devices)
        }
        self.init(
            waves: names, canaryWaves: try reader.integer("canary_waves"),
            maxFailures: try reader.integer("max_failures"), pauseSeconds: try reader.integer("pause_seconds"),
            onFailure: try reader.choice("on_failure"))
        try reader.finish()
    }
}
