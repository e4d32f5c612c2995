/// Where a credential is kept. Inventory files never hold a credential itself.
public struct CredentialReference: Hashable, Sendable, CustomStringConvertible {
    /// The kinds of places.
    public enum Source: Hashable, Sendable {
        /// An environment variable of Pita's process.
        case environment(String)
        /// A file that only its owner can read; relative to the office directory unless absolute.
        case file(String)
        /// A command whose first line of output it is: `[pass, show, x]`. No shell is involved.
        case command([String])
        /// The SSH agent.
        case agent
    }

    /// Where it is kept.
    public let source: Source

    /// A reference.
    public init(_ source: Source) { self.source = source }

    /// For messages: `environment PITA_SNMP_AUTH`.
    public var description: String {
        switch source {
        case .environment(let name): "environment \(name)"
        case .file(let path): "file \(path)"
        case .command(let words): "command \(words.joined(separator: " "))"
        case .agent: "SSH agent"
        }
    }
}

/// A text that is no secret and may be written out or taken from the environment: a log-in name.
public enum TextReference: Hashable, Sendable {
    /// The text itself.
    case literal(String)
    /// The name of an environment variable.
    case environment(String)
}
