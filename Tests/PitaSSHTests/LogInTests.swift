import Foundation
import PitaDiagnostics
import Testing

@testable import PitaSSH

extension SSHTests {
    @Suite struct LogInTests {
        private func failure(_ client: Client, _ target: SSHTarget) async -> SSHError? {
            do {
                await (try client.transport.connect(to: target)).close()
                return nil
            } catch {
                return error
            }
        }

        @Test(arguments: Client.allCases, ["user_ed25519", "user_ecdsa"])
        func `logs in with a key file`(client: Client, name: String) async throws {
            let server = try SSHDServer()
            let target = try server.target(credential: .key(server.keys.key(name)))
            let session = try await client.transport.connect(to: target)
            #expect(try await session.execute("echo $((6 * 7))").output == "42\n")
            #expect(session.serverVersion.hasPrefix("SSH-2.0-OpenSSH"))
            #expect(session.hostKey == (try server.keys.publicKey("host_ed25519")))
            await session.close()
        }

        @Test(arguments: Client.allCases, ["ecdsa", "rsa"])
        func `checks a host key of any type that the server has`(client: Client, type: String) async throws {
            let server = try SSHDServer(type == "rsa" ? ["HostKeyAlgorithms +ssh-rsa"] : [], hostKeys: [type])
            let session = try await server.connect(client)
            #expect(session.hostKey == (try server.keys.publicKey("host_\(type)")))
            await session.close()
        }

        @Test(arguments: Client.allCases)
        func `an RSA key logs in where SHA-1 is accepted, and the refusal elsewhere names the way out`(client: Client)
            async throws
        {
            let old = try SSHDServer(["PubkeyAcceptedAlgorithms +ssh-rsa"])
            let session = try await client.transport.connect(to: old.target(credential: .key(old.keys.key("user_rsa"))))
            #expect(try await session.execute("true").exitStatus == 0)
            await session.close()
            let new = try SSHDServer()
            let error = await failure(client, try new.target(credential: .key(new.keys.key("user_rsa"))))
            // The system's `ssh` signs with SHA-2.
            guard client == .libssh2 else { return #expect(error == nil) }
            #expect(error?.code == .authenticationFailed)
            #expect(error?.hint?.contains("use an ed25519 or ecdsa key") == true)
        }

        @Test(arguments: Client.allCases)
        func `makes one attempt and no more`(client: Client) async throws {
            let server = try SSHDServer()
            let stranger = try server.keys.key("host_ecdsa")
            let error = await failure(client, try server.target(credential: .key(stranger)))
            #expect(error?.code == .authenticationFailed)
            #expect(error?.phase == .authentication)
            let attempts = server.log.split(separator: "\n").filter {
                $0.contains("Failed ") && !$0.contains("Failed none")
            }
            #expect(attempts.count <= 1)
        }

        @Test(arguments: Client.allCases)
        func `a password is not shown to a server that offers no password`(client: Client) async throws {
            let server = try SSHDServer()
            let error = await failure(client, try server.target(credential: .password(Secret("rahasia"))))
            #expect(error?.code == .methodNotOffered)
            #expect(error?.detail == "it offers publickey")
            #expect(error?.description.contains("rahasia") == false)
        }

        @Test(arguments: Client.allCases)
        func `a wrong password is shown once`(client: Client) async throws {
            let server = try SSHDServer(["PasswordAuthentication yes"])
            let error = await failure(client, try server.target(credential: .password(Secret("salah"))))
            #expect(error?.code == .authenticationFailed)
            #expect(server.log.components(separatedBy: "Failed password").count == 2)
        }

        @Test(arguments: Client.allCases)
        func `logs in through ssh-agent`(client: Client) async throws {
            let server = try SSHDServer()
            let agent = try TestAgent()
            try agent.add("user_ed25519")
            let session = try await client.transport.connect(
                to: server.target(credential: .agent(socketPath: agent.path, key: nil)))
            #expect(try await session.execute("echo agent").output == "agent\n")
            await session.close()
            try agent.add("user_ecdsa")
            let ambiguous = await failure(
                client, try server.target(credential: .agent(socketPath: agent.path, key: nil)))
            #expect(ambiguous?.code == .agentFailed)
            #expect(ambiguous?.detail == "it holds 2 keys")
            let chosen = try server.keys.publicKey("user_ecdsa")
            let second = try await client.transport.connect(
                to: server.target(credential: .agent(socketPath: agent.path, key: chosen)))
            #expect(try await second.execute("echo ecdsa").output == "ecdsa\n")
            await second.close()
            let absent = try server.keys.publicKey("user_rsa")
            let missing = await failure(
                client, try server.target(credential: .agent(socketPath: agent.path, key: absent)))
            #expect(missing?.hint == "ssh-add the key")
        }

        @Test(arguments: Client.allCases)
        func `an agent that is not there is an error of its own`(client: Client) async throws {
            let server = try SSHDServer()
            let error = await failure(
                client, try server.target(credential: .agent(socketPath: "/nonexistent/agent", key: nil)))
            #expect(error?.code == .agentFailed)
        }

        @Test(arguments: Client.allCases)
        func `reaches a host through two jump hosts`(client: Client) async throws {
            let inner = try SSHDServer()
            let outer = try SSHDServer()
            let first = try outer.target()
            let second = try inner.target(through: first)
            let session = try await client.transport.connect(to: inner.target(through: second))
            let result = try await session.execute("head -c 3000000 /dev/zero; echo end")
            #expect(result.standardOutput.count == 3_000_004)
            #expect(result.exitStatus == 0)
            try await session.upload(
                FileUpload(path: inner.path("through"), bytes: Array(repeating: 7, count: 500_000)))
            #expect(try Data(contentsOf: URL(fileURLWithPath: inner.path("through"))).count == 500_000)
            await session.close()
        }

        @Test(arguments: Client.allCases)
        func `a jump host that forwards nothing is named`(client: Client) async throws {
            let inner = try SSHDServer()
            let outer = try SSHDServer(["AllowTcpForwarding no"])
            let error = await failure(client, try inner.target(through: outer.target()))
            #expect(error?.code == .channelRefused)
            #expect(error?.port == outer.port)
            #expect(error?.hint?.contains("port \(inner.port)") == true)
        }
    }
}

/// An ssh-agent for one test.
final class TestAgent {
    let path: String
    private let process: ChildProcess

    init() throws {
        path = "/tmp/pita-agent-\(UUID().uuidString.prefix(8))"
        process = try ChildProcess("/usr/bin/ssh-agent", ["-D", "-a", path])
        for _ in 0..<6000 where !FileManager.default.fileExists(atPath: path) { usleep(10_000) }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func add(_ name: String) throws {
        let keys = try TestKeys.shared.get()
        try Command.run("/usr/bin/ssh-add", ["-q", keys.path(name)], environment: ["SSH_AUTH_SOCK": path])
    }
}
