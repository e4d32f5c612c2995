/// What a command may cost.
public struct ExecLimits: Hashable, Sendable {
    /// Octets of standard output.
    public var standardOutput: Int
    /// Octets of standard error.
    public var standardError: Int
    /// From sending the command to its end.
    public var total: Duration
    /// No byte from the device; the target's when `nil`.
    public var idle: Duration?
    /// Whether too much output gives a truncated result in place of an error. The session is closed either way.
    public var cutsQuietly: Bool

    /// The limits of a command.
    public init(
        standardOutput: Int = 64 << 20, standardError: Int = 1 << 20, total: Duration = .seconds(300),
        idle: Duration? = nil, cutsQuietly: Bool = false
    ) {
        self.standardOutput = standardOutput
        self.standardError = standardError
        self.total = total
        self.idle = idle
        self.cutsQuietly = cutsQuietly
    }
}

/// What a command gave.
public struct ExecResult: Hashable, Sendable {
    /// Its standard output, octet for octet.
    public var standardOutput: [UInt8]
    /// Its standard error, octet for octet.
    public var standardError: [UInt8]
    /// The exit status; `nil` when the device sent none.
    public var exitStatus: Int?
    /// The signal that ended it, without `SIG`, when the device said so; the system's `ssh` does not pass that on.
    public var signal: String?
    /// Whether output is missing at its end because a limit was reached.
    public var truncated: Bool

    /// What a command gave.
    public init(
        standardOutput: [UInt8], standardError: [UInt8] = [], exitStatus: Int? = nil, signal: String? = nil,
        truncated: Bool = false
    ) {
        self.standardOutput = standardOutput
        self.standardError = standardError
        self.exitStatus = exitStatus
        self.signal = signal
        self.truncated = truncated
    }

    /// The standard output as UTF-8, with what is not UTF-8 replaced.
    public var output: String { String(decoding: standardOutput, as: UTF8.self) }

    /// The standard error as UTF-8, with what is not UTF-8 replaced.
    public var errorOutput: String { String(decoding: standardError, as: UTF8.self) }
}

/// A file to write on a device.
public struct FileUpload: Sendable {
    /// How the file travels.
    public enum Method: String, Hashable, Sendable, Codable {
        /// The SFTP subsystem.
        case sftp
        /// The older `scp -t`.
        case scp
    }

    /// The path on the device.
    public var path: String
    /// The content.
    public var bytes: [UInt8]
    /// The mode bits, `0o600` by default.
    public var permissions: Int
    /// How the file travels.
    public var method: Method
    /// From the first byte to the confirmed end.
    public var total: Duration

    /// A file to write on a device.
    public init(
        path: String, bytes: [UInt8], permissions: Int = 0o600, method: Method = .sftp,
        total: Duration = .seconds(300)
    ) {
        self.path = path
        self.bytes = bytes
        self.permissions = permissions
        self.method = method
        self.total = total
    }
}
