import PitaEvidence

/// What a device is at while an operation works on it.
public enum DevicePhase: String, Sendable, CaseIterable {
    /// A session is being opened.
    case connecting
    /// It is read and compared.
    case reading
    /// The way back is put on it.
    case arming
    /// The change goes out.
    case sending
    /// It is read again and asked for the effect.
    case verifying
    /// The way back is taken away, the config saved.
    case confirming
    /// It is brought back to what it was.
    case returning
}

/// What an operation is doing, for whoever watches: the command line, a page, a log.
public enum OperationEvent: Sendable, Equatable {
    /// So many devices will be worked on, and how.
    case began(work: String, devices: Int)
    /// A wave of a push begins (from 1).
    case wave(number: Int, of: Int, devices: [String])
    /// The next wave waits so many seconds.
    case pausing(seconds: Int)
    /// A device is at this step.
    case step(device: String, phase: DevicePhase, text: String)
    /// The way back stands on a device and fires after so many seconds, if it is not taken away.
    case rollbackArmed(device: String, seconds: Int)
    /// A device is done.
    case ended(device: String, outcome: String, reason: String?)
    /// Something worth a line that is about no device.
    case note(String)
    /// Something that must not be overlooked: an emergency, or what is left open after one.
    case alarm(String)
}

extension OperationEvent {
    /// The event as a line of JSON has it, told apart by `event`.
    public var json: JSONValue {
        switch self {
        case .began(let work, let devices):
            ["event": "began", "work": .string(work), "devices": .number(devices)]
        case .wave(let number, let count, let devices):
            ["event": "wave", "wave": .number(number), "of": .number(count), "devices": .list(devices)]
        case .pausing(let seconds): ["event": "pausing", "seconds": .number(seconds)]
        case .step(let device, let phase, let text):
            ["event": "step", "device": .string(device), "phase": .string(phase.rawValue), "text": .string(text)]
        case .rollbackArmed(let device, let seconds):
            ["event": "rollback-armed", "device": .string(device), "seconds": .number(seconds)]
        case .ended(let device, let outcome, let reason):
            ["event": "ended", "device": .string(device), "outcome": .string(outcome), "reason": .text(reason)]
        case .note(let text): ["event": "note", "text": .string(text)]
        case .alarm(let text): ["event": "alarm", "text": .string(text)]
        }
    }
}

/// Takes the events of an operation; called from any task.
public typealias EventSink = @Sendable (OperationEvent) -> Void
