import PitaSSH

/// The device ended a session after the log-in and before its first prompt.
struct LogInClosed: Error {
    let error: SSHError
}

/// Tries a log-in again that a busy device closed: its lines are all taken, and the next that ends frees one.
///
/// Nothing was sent that changes anything, and no credential was refused. A refused log-in is never tried again: it counts
/// towards a lock of the account.
struct LogInRetry: Sendable {
    /// The pause before each further attempt.
    var pauses: [Duration] = [.seconds(2), .seconds(4), .seconds(8)]
    /// Waits.
    var sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }

    /// What devices say before they close a session for which they have no line; in lower case, of the first line that was
    /// heard. Cisco (`% Connection refused by remote host`, `All VTY lines are in use`), Huawei (`the number of VTY users
    /// reaches the upper limit`), Juniper and Arista (`too many`, `maximum number of`), OpenSSH (`Exceeded MaxStartups`,
    /// `Not allowed at this time`).
    static let busyWords = [
        "connection refused", "too many", "maximum number", "max number", "upper limit", "vty", "no free", "all lines",
        "line is busy", "lines are busy", "lines are in use", "sessions", "maxstartups", "not allowed at this time",
        "connection limit", "try again later", "busy",
    ]

    /// Whether a device that failed so may have been busy.
    static func isBusy(_ error: any Error) -> Bool {
        if error is LogInClosed { return true }
        guard let error = error as? SSHError else { return false }
        switch (error.code, error.phase) {
        // A device without a free line refuses the connection, or ends it before the credential is shown.
        case (.refused, .connect), (.closed, .connect), (.reset, .connect), (.closed, .handshake), (.reset, .handshake):
            return true
        case (.notSSH, .handshake):
            let words = error.detail?.lowercased() ?? ""
            return busyWords.contains { words.contains($0) }
        default: return false
        }
    }

    /// Runs the work until it is done or fails for another reason; at most once more than there are pauses.
    ///
    /// - Parameter tell: told of each attempt that was closed, with the pause that follows.
    func run<Result: Sendable>(
        isolation: isolated (any Actor)? = #isolation,
        telling tell: (any Error, Duration) -> Void = { _, _ in }, _ work: () async throws -> Result
    ) async throws -> Result {
        for (number, pause) in pauses.enumerated() {
            do {
                return try await work()
            } catch {
                guard Self.isBusy(error) else { throw error }
                // Where nothing listens, mostly nothing will.
                if number > 0, (error as? SSHError)?.code == .refused { throw error }
                tell(error, pause)
                try await sleep(pause)
            }
        }
        return try await work()
    }
}
