import PitaNetwork

/// Which of the datagrams that come are answers: sender, version, community or user, kind and request must all fit.
extension EngineLoop {
    /// The counters of RFC 3414 that a report carries: `1.3.6.1.6.3.15.1.1.N.0`.
    private static let reports: OID = [1, 3, 6, 1, 6, 3, 15, 1, 1]

    func receive(_ datagram: UnsafeMutableBufferPointer<UInt8>, from peer: Peer) {
        let octets = UnsafeBufferPointer(datagram)
        switch MessageHeader.version(of: octets) {
        case 3:
            guard let header = MessageHeader(octets) else { return reject(peer, "a malformed SNMPv3 message came") }
            receive(datagram, header: header, from: peer)
        case .some:
            let message = library.decode(community: datagram) { operation(id: $0)?.bases ?? [] }
            guard let message else { return reject(peer, "a malformed message came") }
            receive(message, from: peer)
        case nil: reject(peer, "a malformed message came")
        }
    }

    private func receive(_ message: Message, from peer: Peer) {
        guard let operation = operation(id: message.requestID), operation.version != 3 else {
            return reject(peer, "an answer to another request came")
        }
        guard isSender(peer, of: operation) else { return }
        let community: [UInt8]
        switch operation.submission.target.credentials {
        case .v1(let secret), .v2c(let secret): community = secret.withRevealed { Array($0.utf8) }
        case .v3: return
        }
        guard message.version == operation.version else { return reject(peer, "an answer of another version came") }
        guard message.community == community else { return reject(peer, "an answer with another community came") }
        guard message.command == NetSNMP.Tag.response else { return reject(peer, "a PDU came that is no response") }
        accept(message.answer, for: operation)
    }

    private func isSender(_ peer: Peer, of operation: Operation) -> Bool {
        if operation.peer == peer { return true }
        operation.rejection = .init(
            code: .badAnswer, detail: "an answer came from \(peer.address) port \(peer.port) instead")
        return false
    }

    private func receive(
        _ datagram: UnsafeMutableBufferPointer<UInt8>, header: MessageHeader, from peer: Peer
    ) {
        guard let operation = operation(id: Int(header.messageID)), operation.version == 3, let user = operation.user
        else { return reject(peer, "an answer to another request came") }
        guard isSender(peer, of: operation) else { return }
        switch library.decode(v3: datagram, as: user, bases: operation.bases) {
        case .failure(let fault): recover(operation, user: user, header: header, from: fault)
        case .success(let message) where message.command == NetSNMP.Tag.report:
            report(message, header: header, operation: operation, user: user)
        case .success(let message):
            guard !operation.isProbing, message.command == NetSNMP.Tag.response, message.level == user.level,
                header.engineID == user.engineID, header.userName == Array(user.user.name.utf8),
                message.requestID == Int(header.messageID)
            else { return reject(peer, "an SNMPv3 message came that does not fit the request") }
            if header.isAuthenticated { user.heard(header, now: now) }
            accept(message.answer, for: operation)
        }
    }

    private func recover(_ operation: Operation, user: UserState, header: MessageHeader, from fault: LibraryFault) {
        if fault.isNotInTimeWindow {
            // The digest was right, and the random id makes it no replay: the agent's boot count really fell.
            return resynchronise(operation, user: user, header: header)
        }
        if fault.isAuthentication {
            operation.rejection = .init(code: .wrongAuthentication, detail: "the digest of the answer is wrong")
            return
        }
        if !operation.isProbing, !header.isAuthenticated, header.engineID != user.engineID {
            return rediscover(operation, user: user)
        }
        operation.rejection = .init(code: .badAnswer, detail: NetSNMP.words(fault.number))
    }

    private func report(_ message: Message, header: MessageHeader, operation: Operation, user: UserState) {
        let cause = message.answer.varBinds.first?.oid.suffix(below: Self.reports)?.first
        if operation.isProbing {
            do throws(Fault) {
                try user.discovered(header, keys: keys, now: now)
            } catch {
                return finish(operation, .failure(operation.error(error)))
            }
            return proceed(operation)
        }
        switch cause {
        case 1: fail(operation, .unsupportedSecurityLevel)
        case 2: resynchronise(operation, user: user, header: header)
        case 3: fail(operation, .unknownUser)
        case 4: rediscover(operation, user: user)
        case 5: fail(operation, .wrongAuthentication)
        case 6: fail(operation, .wrongPrivacy)
        default: operation.rejection = .init(code: .badAnswer, detail: "an unknown SNMPv3 report came")
        }
    }

    private func fail(_ operation: Operation, _ code: SNMPError.Code) {
        finish(operation, .failure(operation.error(Fault(code: code))))
    }

    private func resynchronise(_ operation: Operation, user: UserState, header: MessageHeader) {
        operation.resynchronisations += 1
        guard operation.resynchronisations <= 3 else {
            return fail(operation, .notInTimeWindow)
        }
        user.heard(header, now: now)
        resume(operation)
    }

    private func rediscover(_ operation: Operation, user: UserState) {
        operation.discoveries += 1
        guard operation.discoveries <= 3 else {
            return finish(
                operation, .failure(operation.error(Fault(code: .badAnswer, detail: "the engine id keeps changing"))))
        }
        user.forget()
        resume(operation)
    }
}

extension Operation {
    /// The walk has reached its limit of time.
    var overdue: Fault {
        Fault(code: .tookTooLong, detail: "more than \(submission.target.manner.walkTime.shown)")
    }
}
