/// Asks agents. Any number of tasks may use one client at once.
///
/// All clients of a process share one thread and a few sockets; a client bounds how many of its own operations are under
/// way, the rest wait in order. Requests are read-only: there is no SET.
public final class SNMPClient: Sendable {
    private let lane: UInt64
    private let concurrency: Int

    /// A client with at most `concurrency` operations under way (1...100,000).
    public init(concurrency: Int = 1000) {
        lane = SNMPEngine.shared.nextNumber()
        self.concurrency = min(max(concurrency, 1), 100_000)
    }

    /// Reads named values: the same names in the same order; what the agent lacks comes as an exception value.
    ///
    /// Time: at most ``SNMPManner/longestWait`` for each request; SNMPv3 needs one more for discovery.
    public func get(_ target: SNMPTarget, _ oids: [OID]) async throws(SNMPError) -> [VarBind] {
        guard !oids.isEmpty else { return [] }
        return try await run(target, .get(oids), oids, phase: .get).first ?? []
    }

    /// Reads everything below each of `columns`, side by side in the same PDUs: one list a column, OIDs ascending.
    ///
    /// The limits are ``SNMPManner/walkLimit`` values in all and ``SNMPManner/walkTime``.
    public func walk(_ target: SNMPTarget, _ columns: [OID]) async throws(SNMPError) -> [[VarBind]] {
        guard !columns.isEmpty else { return [] }
        return try await run(target, .walk(columns), columns, phase: .walk)
    }

    private func run(
        _ target: SNMPTarget, _ job: Submission.Job, _ oids: [OID], phase: SNMPError.Phase
    ) async throws(SNMPError) -> [[VarBind]] {
        if let defect = Self.defect(target, oids) {
            throw SNMPError(.badRequest, target: target.name, phase: phase, detail: defect)
        }
        let ticket = Ticket()
        let id = SNMPEngine.shared.nextNumber()
        let result: Result<[[VarBind]], SNMPError> = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let submission = Submission(
                    id: id, lane: lane, limit: concurrency, target: target, job: job, ticket: ticket
                ) { continuation.resume(returning: $0) }
                if !SNMPEngine.shared.send(.start(submission)) {
                    let error = SNMPError(.system, target: target.name, phase: phase, detail: "no thread")
                    continuation.resume(returning: .failure(error))
                }
            }
        } onCancel: {
            ticket.cancel()
            SNMPEngine.shared.send(.cancel(id))
        }
        return try result.get()
    }

    private static func defect(_ target: SNMPTarget, _ oids: [OID]) -> String? {
        if target.port == 0 { return "port 0" }
        if let wrong = oids.first(where: { !$0.isEncodable }) { return "`\(wrong)` is no OID that can be asked for" }
        switch target.credentials {
        case .v1(let community), .v2c(let community):
            let count = community.withRevealed { $0.utf8.count }
            return (1...255).contains(count) ? nil : "a community has 1 to 255 octets"
        case .v3(let user): return user.defect
        }
    }
}
