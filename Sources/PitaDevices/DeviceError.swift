import PitaDiagnostics
import PitaInventory
import PitaSNMP
import PitaSSH

/// Why a device could not be reached, read or changed: one device's failure, a value beside the others' results.
public struct DeviceError: Error, Sendable, CustomStringConvertible {
    /// Where it happened.
    public enum Phase: String, Sendable {
        /// Finding the credential.
        case credential
        /// Reaching the device by SSH.
        case connect
        /// Asking who it is.
        case facts
        /// Reading its config.
        case read
        /// Arming the automatic rollback.
        case arm
        /// Sending a command.
        case command
        /// Reading back over a new session.
        case verify
        /// Asking by SNMP.
        case snmp
        /// Cancelling the automatic rollback and saving.
        case confirm
    }

    /// The device's name in the inventory.
    public let device: String
    /// Where it happened.
    public let phase: Phase
    /// What happened, in the words of the room below.
    public let cause: String
    /// What to do.
    public let hint: String?

    /// A failure of one device.
    public init(device: String, phase: Phase, cause: String, hint: String? = nil) {
        self.device = device
        self.phase = phase
        // The rooms below put their hint into their words; here it has a line of its own.
        self.cause = hint == nil ? cause : cause.split(separator: "\n").first.map(String.init) ?? ""
        self.hint = hint
    }

    /// `phase: cause` on one line, as part of a longer sentence.
    public var reason: String {
        "\(phase.rawValue): " + (cause.split(separator: "\n").first.map(String.init) ?? "")
    }

    /// `device: phase: cause`, and the hint on its own line.
    public var description: String {
        TerminalText.sanitised("\(device): \(phase.rawValue): \(cause)")
            + (hint.map { "\n  hint: " + TerminalText.sanitised($0) } ?? "")
    }

    /// Any error as one line of a longer sentence.
    static func reason(of error: any Error) -> String {
        (error as? DeviceError)?.reason ?? "\(error)".split(separator: "\n").first.map(String.init) ?? "unknown"
    }
}
