import Foundation
import PitaSSH
import Testing

extension SSHTests {
    /// Servers of several generations: who gets along with whom, and what is said where it can't be.
    @Suite struct AlgorithmTests {
        enum Generation: CaseIterable {
            case ordinary
            /// ed25519, curve25519, AEAD ciphers and encrypt-then-MAC only.
            case modern
            /// No host key but RSA, and no SHA-1.
            case rsaOnly
            /// A switch of the years before 2015.
            case old

            func server() throws -> SSHDServer {
                switch self {
                case .ordinary: try SSHDServer()
                case .modern:
                    try SSHDServer([
                        "KexAlgorithms curve25519-sha256",
                        "Ciphers chacha20-poly1305@openssh.com,aes256-gcm@openssh.com",
                        "MACs hmac-sha2-256-etm@openssh.com",
                    ])
                case .rsaOnly: try SSHDServer(["HostKeyAlgorithms rsa-sha2-512,rsa-sha2-256"], hostKeys: ["rsa"])
                case .old:
                    try SSHDServer(
                        [
                            "KexAlgorithms diffie-hellman-group14-sha1", "HostKeyAlgorithms ssh-rsa",
                            "Ciphers aes128-cbc", "MACs hmac-sha1", "PubkeyAcceptedAlgorithms +ssh-rsa",
                        ], hostKeys: ["rsa"])
                }
            }

            /// What the error of the client that can't names: the server's side, and ours.
            func mismatch(for client: Client) -> (theirs: String, ours: String)? {
                switch (self, client) {
                case (.modern, .libssh2): ("aes256-gcm@openssh.com", "aes128-ctr")
                case (.rsaOnly, .libssh2): ("rsa-sha2-512,rsa-sha2-256", "ssh-ed25519")
                case (.old, .openssh): ("diffie-hellman-group14-sha1", "curve25519-sha256")
                default: nil
                }
            }
        }

        /// An ssh_config that allows what old devices need.
        static let forOldDevices = """
            Host 127.0.0.1
                KexAlgorithms +diffie-hellman-group14-sha1
                HostKeyAlgorithms +ssh-rsa
                Ciphers +aes128-cbc
                MACs +hmac-sha1
            """

        @Test(arguments: Client.allCases, Generation.allCases)
        func `a command runs, or the error names the algorithms of both sides and the way out`(
            client: Client, generation: Generation
        ) async throws {
            let server = try generation.server()
            guard let mismatch = generation.mismatch(for: client) else {
                let session = try await server.connect(client)
                #expect(try await session.execute("echo $((6 * 7))").output == "42\n")
                return await session.close()
            }
            let error = await #expect(throws: SSHError.self) { try await server.connect(client) }
            #expect(error?.code == .noCommonAlgorithm)
            #expect(error?.phase == .handshake)
            let detail = error?.detail ?? ""
            let parts = detail.components(separatedBy: "; we have ")
            #expect(parts.count >= 2 && parts[0].contains("it offers"), "\(detail)")
            #expect(detail.contains(mismatch.theirs) && detail.contains(mismatch.ours), "\(detail)")
            #expect(error?.hint?.contains("transport: ") == true)
            let key = await #expect(throws: SSHError.self) {
                try await client.transport.fetchHostKey(of: server.target())
            }
            #expect(key?.code == .noCommonAlgorithm)
        }

        @Test func `a user's ssh_config lets the system's ssh reach an old device`() async throws {
            let server = try Generation.old.server()
            let file = server.path("ssh_config")
            try Self.forOldDevices.write(toFile: file, atomically: true, encoding: .utf8)
            let transport = OpenSSHTransport(configuration: .file(file))
            let session = try await transport.connect(to: server.target())
            #expect(try await session.execute("echo old").output == "old\n")
            #expect(session.hostKey == (try server.keys.publicKey("host_rsa")))
            await session.close()
        }

        @Test(arguments: Generation.allCases)
        func `automatic gets along with all of them`(generation: Generation) async throws {
            let server = try generation.server()
            let transport = AutomaticTransport(second: Client.openssh.transport)
            for _ in 0..<2 {
                let session = try await transport.connect(to: server.target())
                #expect(try await session.execute("echo all").output == "all\n")
                await session.close()
            }
            #expect(try await transport.fetchHostKey(of: server.target()).type.isEmpty == false)
        }

        @Test func `where neither gets along with a server, the error has both reasons, or says what is missing here`()
            async throws
        {
            let server = try SSHDServer(["KexAlgorithms diffie-hellman-group14-sha1", "Ciphers aes256-gcm@openssh.com"])
            let transport = AutomaticTransport(second: Client.openssh.transport)
            let error = await #expect(throws: SSHError.self) { try await transport.connect(to: server.target()) }
            #expect(error?.code == .noCommonAlgorithm)
            let detail = error?.detail ?? ""
            #expect(detail.contains("libssh2: no cipher in common: it offers aes256-gcm@openssh.com"), "\(detail)")
            #expect(
                detail.contains("; ssh: no key exchange in common: it offers diffie-hellman-group14-sha1"), "\(detail)")
            #expect(error?.hint?.contains("connection.ssh.config") == true)
            let bare = AutomaticTransport(
                second: OpenSSHTransport(configuration: .none, program: "/nonexistent/ssh"))
            let without = await #expect(throws: SSHError.self) { try await bare.connect(to: server.target()) }
            #expect(without?.detail?.contains("no cipher in common") == true)
            #expect(without?.hint?.contains("openssh-client") == true)
        }

        @Test func `automatic tries again for want of an algorithm only, and then once`() async throws {
            let old = try Generation.modern.server()
            let counting = CountingTransport()
            let transport = AutomaticTransport(second: counting)
            for round in 1...2 {
                await #expect(throws: SSHError.self) { try await transport.connect(to: old.target()) }
                #expect(counting.count == round)
            }
            let server = try SSHDServer()
            let stranger = try server.target(credential: .key(server.keys.key("host_ecdsa")))
            let changed = try server.target(hostKeys: .trusting([server.keys.publicKey("user_ecdsa")]))
            for (target, code) in [(stranger, SSHError.Code.authenticationFailed), (changed, .hostKeyChanged)] {
                let error = await #expect(throws: SSHError.self) { try await transport.connect(to: target) }
                #expect(error?.code == code)
            }
            #expect(counting.count == 2)
        }
    }
}

/// Reaches nothing, and counts how often it was asked to.
private final class CountingTransport: Transport {
    private let calls = Counter()
    var count: Int { calls.value }

    func connect(to target: SSHTarget) async throws(SSHError) -> any TransportSession {
        calls.add()
        throw SSHError(.refused, host: target.host, port: target.port, phase: .connect)
    }

    func fetchHostKey(of target: SSHTarget) async throws(SSHError) -> HostKey {
        throw SSHError(.refused, host: target.host, port: target.port, phase: .connect)
    }
}
