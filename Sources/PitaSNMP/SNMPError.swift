import PitaDiagnostics

/// Why an agent could not be read.
public struct SNMPError: Error, Hashable, Sendable {
    /// What kind of failure it is.
    public enum Code: String, Sendable, CaseIterable {
        /// No answer that counts came in all tries.
        case timeout
        /// The agent did not tell its engine id (SNMPv3).
        case discoveryTimeout
        /// The host says that nothing listens on the port.
        case refused
        /// There is no way to the host.
        case unreachable
        /// What came is no answer to what was asked.
        case badAnswer
        /// The agent went backwards or stood still in a walk.
        case notIncreasing
        /// The walk reached its limit of values.
        case tooManyValues
        /// The walk reached its limit of time.
        case tookTooLong
        /// The agent says that even one value is too big for its answer.
        case tooBig
        /// The agent answered with an error status.
        case agentError
        /// The agent does not know the SNMPv3 user.
        case unknownUser
        /// The agent or we found the digest wrong: another authentication pass phrase or protocol.
        case wrongAuthentication
        /// The agent could not decrypt: another privacy pass phrase or protocol.
        case wrongPrivacy
        /// The agent does not give this user the asked security level.
        case unsupportedSecurityLevel
        /// The agent's clock (boots, time) could not be agreed on.
        case notInTimeWindow
        /// The installed library lacks the protocol.
        case unsupportedProtocol
        /// The request itself is wrong.
        case badRequest
        /// No interface has the name.
        case interfaceNotFound
        /// Several interfaces have the name.
        case interfaceAmbiguous
        /// A value has another type than its object demands, or is missing.
        case wrongType
        /// The caller gave up.
        case cancelled
        /// The operating system refused a socket or a thread.
        case system
    }

    /// In which part of the work.
    public enum Phase: String, Sendable {
        /// Asking for the engine id and its clock (SNMPv3).
        case discovery
        /// A GET.
        case get
        /// A walk.
        case walk
        /// Reading an interface.
        case interface
    }

    /// What kind of failure it is.
    public let code: Code
    /// The device's name.
    public let target: String
    /// In which part of the work.
    public let phase: Phase
    /// The facts of this case; may be empty.
    public let detail: String
    /// What to do about it.
    public let hint: String?

    /// A failure.
    public init(_ code: Code, target: String, phase: Phase, detail: String = "", hint: String? = nil) {
        self.code = code
        self.target = target
        self.phase = phase
        self.detail = detail
        self.hint = hint ?? Self.hint(code)
    }

    /// What the code says, as a sentence without a full stop.
    static func sentence(_ code: Code) -> String {
        switch code {
        case .timeout: "no SNMP answer"
        case .discoveryTimeout: "no answer to SNMPv3 discovery"
        case .refused: "the SNMP port is closed"
        case .unreachable: "there is no way to the host"
        case .badAnswer: "the SNMP answer is not to be trusted"
        case .notIncreasing: "the agent's OIDs do not increase"
        case .tooManyValues: "the walk is longer than its limit"
        case .tookTooLong: "the walk took longer than its limit"
        case .tooBig: "the agent cannot fit even one value into an answer"
        case .agentError: "the agent answered with an error"
        case .unknownUser: "the agent does not know the SNMPv3 user"
        case .wrongAuthentication: "the SNMPv3 authentication failed"
        case .wrongPrivacy: "the SNMPv3 decryption failed"
        case .unsupportedSecurityLevel: "the agent refuses this security level to the SNMPv3 user"
        case .notInTimeWindow: "the agent's SNMPv3 clock could not be agreed on"
        case .unsupportedProtocol: "the installed net-snmp lacks the protocol"
        case .badRequest: "the SNMP request is wrong"
        case .interfaceNotFound: "no interface has this name"
        case .interfaceAmbiguous: "several interfaces have this name"
        case .wrongType: "a value is missing or has the wrong type"
        case .cancelled: "the SNMP request was given up"
        case .system: "the operating system refused"
        }
    }

    private static func hint(_ code: Code) -> String? {
        switch code {
        case .timeout: "is SNMP on, the community or user right, and this host allowed to ask?"
        case .discoveryTimeout: "is SNMPv3 on, and UDP port 161 open from here?"
        case .refused: "switch the SNMP service on, or name its port in the inventory"
        case .unknownUser: "compare the user name with the device's SNMP configuration"
        case .wrongAuthentication: "compare the authentication pass phrase and protocol with the device's"
        case .wrongPrivacy: "compare the privacy pass phrase and protocol with the device's"
        case .unsupportedSecurityLevel: "the device wants authentication or privacy, or none, for this user"
        case .notIncreasing: "the table cannot be walked on this agent"
        default: nil
        }
    }
}

extension SNMPError: CustomStringConvertible {
    /// `core1: no SNMP answer (get): 3 tries in 9.5 s`, and the hint on a line of its own.
    public var description: String {
        let facts = detail.isEmpty ? "" : ": " + detail
        let line = TerminalText.sanitised("\(target): \(Self.sentence(code)) (\(phase.rawValue))\(facts)")
        return hint.map { line + "\n  hint: " + TerminalText.sanitised($0) } ?? line
    }
}
