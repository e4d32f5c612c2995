import Foundation

/// A relay on the loopback that spoils what passes through it.
struct Relay: Sendable {
    /// What it does to the bytes from the server to the client.
    struct Spoiling: Sendable {
        var delay = 0
        var drip: Int?
        var stallAfter: Int?
        var cutAfter: Int?
        var resetAfter: Int?
        var corruptAfter: Int?
        var isGarbage = false
    }

    let listen: (host: String, port: UInt16)
    let target: (host: String, port: UInt16)
    let spoiling: Spoiling

    /// Relays TCP connections until it is ended.
    func runTCP() throws {
        signal(SIGPIPE, SIG_IGN)
        let listener = try Sockets.listenTCP(listen.host, listen.port)
        _ = fcntl(listener, F_SETFL, 0)
        while true {
            let client = accept(listener, nil, nil)
            guard client >= 0 else { continue }
            guard let server = try? Sockets.connectTCP(target.host, target.port) else {
                Sockets.reset(client)
                continue
            }
            let relay = self
            Thread.detachNewThread { relay.serve(client, server) }
        }
    }

    private func serve(_ client: Int32, _ server: Int32) {
        if spoiling.isGarbage { _ = StateFile.writeAll(client, Noise.bytes(seed: UInt64(getpid()) + 7)) }
        var passed = 0
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var polls = [
            pollfd(fd: client, events: Int16(POLLIN), revents: 0),
            pollfd(fd: server, events: Int16(POLLIN), revents: 0),
        ]
        var isReset = false
        relaying: while true {
            guard poll(&polls, 2, -1) > 0 else { break }
            for (index, entry) in polls.enumerated() where entry.revents != 0 {
                let count = read(entry.fd, &buffer, buffer.count)
                guard count > 0 else { break relaying }
                var bytes = Array(buffer[..<count])
                if spoiling.delay > 0 { Clocks.sleep(Double(spoiling.delay) / 1000) }
                guard index == 1 else {
                    guard StateFile.writeAll(server, bytes) else { break relaying }
                    continue
                }
                let verdict = spoil(&bytes, passed)
                guard drip(bytes, to: client) else { break relaying }
                passed += bytes.count
                switch verdict {
                case .pass: continue
                case .stall: while poll(nil, 0, 60_000) == 0 {}
                case .cut: break relaying
                case .reset:
                    isReset = true
                    break relaying
                }
            }
        }
        if isReset { Sockets.reset(client) } else { close(client) }
        close(server)
    }

    enum Verdict { case pass, stall, cut, reset }

    /// Shortens and changes bytes, knowing how many went before; says what follows them.
    func spoil(_ bytes: inout [UInt8], _ passed: Int) -> Verdict {
        if let limit = spoiling.corruptAfter, passed + bytes.count > limit {
            for index in bytes.indices where passed + index >= limit { bytes[index] ^= 0x55 }
        }
        for (limit, verdict) in [
            (spoiling.stallAfter, Verdict.stall), (spoiling.cutAfter, .cut), (spoiling.resetAfter, .reset),
        ] {
            guard let limit, passed + bytes.count >= limit else { continue }
            bytes = Array(bytes.prefix(max(0, limit - passed)))
            return verdict
        }
        return .pass
    }

    private func drip(_ bytes: [UInt8], to client: Int32) -> Bool {
        guard let rate = spoiling.drip, rate > 0 else { return StateFile.writeAll(client, bytes) }
        for byte in bytes {
            guard StateFile.writeAll(client, [byte]) else { return false }
            Clocks.sleep(1 / Double(rate))
        }
        return true
    }

    /// Relays datagrams: each client has a socket of its own towards the server.
    func runUDP() throws {
        let listener = try Sockets.bindUDP(listen.host, listen.port)
        var peers: [UInt64: (socket: Int32, address: sockaddr_in)] = [:]
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let order = Array(peers.values)
            var polls = ([listener] + order.map(\.socket)).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            guard poll(&polls, nfds_t(polls.count), -1) > 0 else { continue }
            for (index, entry) in polls.enumerated() where entry.revents & Int16(POLLIN) != 0 {
                if index == 0 {
                    try forward(listener, &buffer, &peers)
                } else {
                    let count = recv(entry.fd, &buffer, buffer.count, 0)
                    guard count > 0 else { continue }
                    answer(listener, Array(buffer[..<count]), order[index - 1].address)
                }
            }
        }
    }

    private func forward(
        _ listener: Int32, _ buffer: inout [UInt8], _ peers: inout [UInt64: (socket: Int32, address: sockaddr_in)]
    ) throws {
        var from = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let count = withUnsafeMutablePointer(to: &from) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                recvfrom(listener, &buffer, buffer.count, 0, $0, &length)
            }
        }
        guard count > 0 else { return }
        let key = UInt64(from.sin_addr.s_addr) << 16 | UInt64(from.sin_port)
        if peers.count > 500 {
            for peer in peers.values { close(peer.socket) }
            peers = [:]
        }
        let peer = try peers[key] ?? (Sockets.bindUDP("127.0.0.1", 0), from)
        peers[key] = peer
        transmit(peer.socket, Array(buffer[..<count]), try Sockets.address(target.host, target.port))
    }

    private func answer(_ listener: Int32, _ bytes: [UInt8], _ client: sockaddr_in) {
        var bytes = bytes
        if spoiling.delay > 0 { Clocks.sleep(Double(spoiling.delay) / 1000) }
        if spoiling.isGarbage { bytes = Noise.bytes(seed: UInt64(bytes.count), count: bytes.count) }
        guard spoil(&bytes, 0) == .pass || !bytes.isEmpty else { return }
        transmit(listener, bytes, client)
    }

    private func transmit(_ descriptor: Int32, _ bytes: [UInt8], _ to: sockaddr_in) {
        var to = to
        _ = withUnsafePointer(to: &to) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(descriptor, bytes, bytes.count, 0, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
