/// The algorithms that one side of a connection has, best first.
public struct SSHAlgorithms: Hashable, Sendable {
    /// Of the key exchange.
    public var keyExchange: [String]
    /// Of the host key.
    public var hostKey: [String]
    /// Ciphers, from the server.
    public var cipher: [String]
    /// Message authentication, from the server; AEAD ciphers need none.
    public var mac: [String]

    /// The kinds in which nothing is shared, with both sides' lists; pseudo-algorithms do not count.
    ///
    /// Asked of what a server offers.
    public func mismatches(with own: SSHAlgorithms) -> [String] {
        let kinds: [(String, [String], [String])] = [
            ("key exchange", keyExchange, own.keyExchange), ("host key", hostKey, own.hostKey),
            ("cipher", cipher, own.cipher), ("MAC", mac, own.mac),
        ]
        return kinds.compactMap { name, theirs, ours in
            guard Set(theirs).isDisjoint(with: ours) else { return nil }
            return "no \(name) in common: it offers \(theirs.joined(separator: ",")); "
                + "we have \(ours.joined(separator: ","))"
        }
    }
}

/// What a server says of itself when it is looked at without a log-in.
public struct ServerInspection: Sendable {
    /// Its version line, fit for a terminal.
    public let version: String
    /// What it offers.
    public let offer: SSHAlgorithms
    /// What libssh2 has.
    public let libssh2: SSHAlgorithms
    /// The key that it has proved to hold; `nil` when libssh2 and it could not agree.
    public let hostKey: HostKey?
}

extension LibSSH2Transport {
    /// The version of the library: `1.10.0`.
    public static var libraryVersion: String { LibSSH2Handle.libraryVersion }

    /// Looks at a server: a key exchange is begun, and nobody logs in. Jump hosts before it are logged in to.
    public func inspect(_ target: SSHTarget) async throws(SSHError) -> ServerInspection {
        try target.validate()
        let eventLoop = group.next()
        return try await LoopCall.run(on: eventLoop, ifCancelled: target.error(.cancelled, .connect)) { report in
            let engine = SSHEngine(target: target, eventLoop: eventLoop)
            let attempt = ConnectionAttempt(engine, logsIn: false) { result in
                guard let own = engine.own, let version = engine.greeting.version, let offer = engine.greeting.offer
                else {
                    return report(result.flatMap { _ in .failure(target.error(.protocolError, .handshake)) })
                }
                let key = try? result.get().hostKey
                report(.success(ServerInspection(version: version, offer: offer, libssh2: own, hostKey: key)))
                engine.close()
            }
            attempt.start()
            return { attempt.cancel() }
        }
    }
}
