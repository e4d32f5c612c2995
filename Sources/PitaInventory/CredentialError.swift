import PitaDiagnostics

/// Why a credential could not be had; it never holds the credential.
public struct CredentialError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The reasons.
    public enum Code: String, Sendable {
        /// The environment variable is not set, or empty.
        case missingVariable
        /// The file cannot be read, or is no regular file.
        case unreadableFile
        /// Others than the owner can read the file.
        case openFile
        /// The command could not be started, failed, or took too long.
        case commandFailed
        /// What was found is empty, too long, or no text.
        case unusable
        /// Such a place does not keep what is wanted.
        case wrongKind
    }

    /// The reason.
    public let code: Code
    /// Where the credential was looked for: `environment PITA_SNMP_AUTH`.
    public let place: String
    /// What went wrong, beyond the reason.
    public let detail: String

    /// One sentence with what to do.
    public var description: String {
        let sentence =
            switch code {
            case .missingVariable: "the environment variable is not set; set it before Pita is called"
            case .unreadableFile: "the file cannot be read: \(detail)"
            case .openFile: "others can read the file (mode \(detail)); run `chmod 600` on it"
            case .commandFailed: "the command failed: \(detail)"
            case .unusable: detail
            case .wrongKind: detail
            }
        return TerminalText.sanitised("\(place): \(sentence)")
    }
}
