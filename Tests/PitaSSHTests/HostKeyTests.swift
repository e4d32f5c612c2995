import Foundation
import NIOCore
import NIOPosix
import PitaDiagnostics
import PitaSSH
import Synchronization
import Testing

extension SSHTests {
    /// A host key that is not the pinned one ends everything before any credential.
    @Suite struct HostKeyTests {
        private func failure(_ client: Client, _ target: SSHTarget) async -> SSHError? {
            do {
                await (try client.transport.connect(to: target)).close()
                return nil
            } catch {
                return error
            }
        }

        private func pins(_ lines: [String], _ server: SSHDServer) -> HostKeyPolicy {
            let text = lines.map { "[127.0.0.1]:\(server.port) \($0)\n" }.joined()
            return .pinned(KnownHosts.parse(text, file: "known_hosts"))
        }

        @Test(arguments: Client.allCases)
        func `an unknown host is refused with its fingerprint`(client: Client) async throws {
            let server = try SSHDServer()
            let error = await failure(client, try server.target(hostKeys: .pinned(KnownHosts())))
            #expect(error?.code == .hostKeyUnknown)
            #expect(error?.detail?.contains(try server.keys.publicKey("host_ed25519").fingerprint) == true)
        }

        @Test(arguments: Client.allCases)
        func `the pinned key is asked for among several`(client: Client) async throws {
            let server = try SSHDServer(hostKeys: ["ed25519", "ecdsa"])
            for type in ["ecdsa", "ed25519"] {
                let pinned = try server.keys.publicKey("host_\(type)")
                let target = try server.target(hostKeys: pins([pinned.line], server))
                let session = try await client.transport.connect(to: target)
                #expect(session.hostKey == pinned)
                await session.close()
            }
        }

        @Test(arguments: Client.allCases, ["user_ed25519", "user_ecdsa", "user_rsa"])
        func `another key is a hard stop, also by a new type, and no credential is sent`(client: Client, pinned: String)
            async throws
        {
            let server = try SSHDServer(["PasswordAuthentication yes"])
            let wrong = try server.keys.publicKey(pinned)
            for credential in [SSHCredential.password(Secret("rahasia")), .key(try server.keys.key("user_ed25519"))] {
                let error = await failure(
                    client, try server.target(credential: credential, hostKeys: pins([wrong.line], server)))
                #expect(error?.code == .hostKeyChanged)
                #expect(error?.phase == .hostKey)
                #expect(error?.detail?.contains(wrong.fingerprint) == true)
            }
            // The server logs every user that a client names: none was named.
            #expect(!server.log.contains(" for \(TestKeys.user)"))
            #expect(!server.log.contains("Postponed") && !server.log.contains("Failed"))
        }

        @Test(arguments: Client.allCases)
        func `after a changed key the peer sees nothing but the end of the key exchange`(client: Client) async throws {
            let server = try SSHDServer(["PasswordAuthentication yes"])
            let relay = try await CountingRelay(to: server.port)
            let wrong = try server.keys.publicKey("user_ecdsa")
            func sent(_ policy: HostKeyPolicy) async throws -> Int {
                relay.reset()
                let target = SSHTarget(
                    host: "127.0.0.1", port: relay.port, user: TestKeys.user, credential: .password(Secret("rahasia")),
                    hostKeys: policy)
                _ = await failure(client, target)
                return relay.count
            }
            let stopped = try await sent(.trusting([wrong]))
            relay.reset()
            let looked = try await client.transport.fetchHostKey(
                of: SSHTarget(
                    host: "127.0.0.1", port: relay.port, user: "x", credential: .password(Secret("")),
                    hostKeys: .trusting([wrong])))
            #expect(looked == (try server.keys.publicKey("host_ed25519")))
            // A look at the key has no credential to send at all, and says good-bye: the stop sent no more than that.
            #expect(stopped <= relay.count)
            let loggedIn = try await sent(.trusting([looked]))
            #expect(loggedIn > stopped)
            await relay.stop()
        }

        @Test(arguments: Client.allCases)
        func `a revoked key is refused`(client: Client) async throws {
            let server = try SSHDServer()
            let key = try server.keys.publicKey("host_ed25519")
            let name = "[127.0.0.1]:\(server.port)"
            let hosts = KnownHosts.parse("@revoked * \(key.line)\n\(name) \(key.line)\n", file: "known_hosts")
            #expect(await failure(client, try server.target(hostKeys: .pinned(hosts)))?.code == .hostKeyRevoked)
        }

        @Test(arguments: Client.allCases)
        func `enrolling pins what the host shows`(client: Client) async throws {
            let server = try SSHDServer()
            let shown = try await client.transport.fetchHostKey(of: server.target(hostKeys: .pinned(KnownHosts())))
            let text = try KnownHostsEdit.appending(shown, host: "127.0.0.1", port: server.port, to: "")
            let hosts = KnownHosts.parse(text, file: "known_hosts")
            #expect(hosts.warnings.isEmpty)
            #expect(await failure(client, try server.target(hostKeys: .pinned(hosts))) == nil)
        }
    }
}

/// Passes octets on, and counts those of the client.
final class CountingRelay: Sendable {
    private final class Pipe: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        let partner: any Channel
        let counter: (@Sendable (Int) -> Void)?
        init(to partner: any Channel, counter: (@Sendable (Int) -> Void)?) {
            self.partner = partner
            self.counter = counter
        }
        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let buffer = unwrapInboundIn(data)
            counter?(buffer.readableBytes)
            partner.writeAndFlush(buffer, promise: nil)
        }
        func channelInactive(context: ChannelHandlerContext) { partner.close(promise: nil) }
        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }

    private final class Total: Sendable {
        let value = Mutex(0)
    }

    let port: Int
    private let total: Total
    private let channel: any Channel

    init(to target: Int) async throws {
        let total = Total()
        self.total = total
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelOption(.autoRead, value: false)
            .childChannelInitializer { client in
                ClientBootstrap(group: client.eventLoop)
                    .channelInitializer { server in
                        server.eventLoop.makeCompletedFuture {
                            try server.pipeline.syncOperations.addHandler(Pipe(to: client, counter: nil))
                        }
                    }
                    .connect(host: "127.0.0.1", port: target)
                    .flatMapThrowing { server in
                        let count: @Sendable (Int) -> Void = { octets in total.value.withLock { $0 += octets } }
                        try client.pipeline.syncOperations.addHandler(Pipe(to: server, counter: count))
                    }
                    .flatMap { client.setOption(.autoRead, value: true) }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = channel.localAddress?.port ?? 0
    }

    var count: Int { total.value.withLock { $0 } }
    func reset() { total.value.withLock { $0 = 0 } }
    func stop() async { try? await channel.close() }
}
