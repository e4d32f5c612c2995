import Foundation
import Glibc
import PitaDiagnostics
import TestSupport
import Testing

@testable import PitaSSH

extension SSHTests {
    /// What happens when the other side misbehaves: every case ends, and the error names the phase.
    @Suite struct FaultTests {
        /// For those whom the server keeps waiting once they are connected, which they are however busy the machine is.
        static let quick = SSHTimeouts(
            connect: .seconds(60), handshake: .milliseconds(400), authentication: .milliseconds(400))

        static let patient = SSHTimeouts(handshake: .seconds(600))

        private func target(_ port: Int, host: String = "127.0.0.1", timeouts: SSHTimeouts = quick) -> SSHTarget {
            SSHTarget(
                host: host, port: port, user: "pita", credential: .password(Secret("rahasia")),
                hostKeys: .pinned(KnownHosts()), timeouts: timeouts)
        }

        private func failure(_ client: Client, _ target: SSHTarget) async -> SSHError? {
            do {
                await (try client.transport.connect(to: target)).close()
                return nil
            } catch {
                return error
            }
        }

        private func failure(_ client: Client, _ fault: FaultServer.Fault, timeouts: SSHTimeouts = quick) async throws
            -> SSHError?
        {
            let server = try await FaultServer(fault)
            let error = await failure(client, target(server.port, timeouts: timeouts))
            await server.stop()
            return error
        }

        @Test(arguments: Client.allCases)
        func `a closed port is refused`(client: Client) async throws {
            let error = await failure(client, target(try FreePort.find(), timeouts: Self.patient))
            #expect(error?.code == .refused)
            #expect(error?.phase == .connect)
        }

        @Test(arguments: Client.allCases)
        func `a listener whose queue is full is a time-out while connecting`(client: Client) async throws {
            let hole = try BlackHole()
            let error = await failure(client, target(hole.port, timeouts: SSHTimeouts(connect: .milliseconds(400))))
            #expect(error?.code == .timedOut)
            #expect(error?.phase == .connect)
        }

        @Test(arguments: Client.allCases)
        func `a name without an address is told so`(client: Client) async {
            var target = target(22, host: "nama.invalid")
            target.timeouts.connect = .seconds(10)
            let error = await failure(client, target)
            #expect(error?.code == .nameNotFound || error?.code == .timedOut)
        }

        @Test(arguments: Client.allCases)
        func `a server that says nothing is a time-out of the handshake`(client: Client) async throws {
            let error = try await failure(client, .silent)
            #expect(error?.code == .timedOut)
            #expect(error?.phase == .handshake)
        }

        @Test(arguments: Client.allCases)
        func `a dripping server can't stretch the handshake`(client: Client) async throws {
            let error = try await failure(client, .drips(Array(repeating: UInt8(ascii: "x"), count: 10_000)))
            #expect(error?.code == .timedOut)
            #expect(error?.phase == .handshake)
        }

        @Test(arguments: Client.allCases)
        func `a flood of banner lines is cut`(client: Client) async throws {
            let error = try await failure(client, .floods(Array("no SSH here\r\n".utf8)), timeouts: Self.patient)
            #expect(error?.code == .flooded)
            let endless = try await failure(
                client, .floods(Array(repeating: UInt8(ascii: "A"), count: 9000)), timeouts: Self.patient)
            #expect(endless?.code == .flooded || endless?.code == .notSSH)
        }

        @Test(arguments: Client.allCases)
        func `a flood after the version line is cut`(client: Client) async throws {
            let greeting = Array("SSH-2.0-flood\r\n".utf8) + [0xFF, 0xFF, 0xFF, 0xFF]
            let error = try await failure(client, .floods(greeting + Array(repeating: 0xFF, count: 9000)))
            #expect(error != nil)
            #expect(error?.phase == .handshake)
        }

        @Test(arguments: Client.allCases)
        func `what does not speak SSH is quoted`(client: Client) async throws {
            let error = try await failure(
                client, .saysAndCloses(Array("HTTP/1.1 400 Bad\u{1B}[31m\r\n\r\n".utf8)), timeouts: Self.patient)
            #expect(error?.code == .notSSH || error?.code == .closed)
            let escape = client == .libssh2 ? "\\u{1B}" : "\\033"
            #expect(error?.detail?.contains("HTTP/1.1 400 Bad" + escape) == true)
        }

        @Test(arguments: Client.allCases)
        func `a reset is told from a close`(client: Client) async throws {
            let reset = try await failure(client, .resets, timeouts: Self.patient)
            #expect(reset?.code == .reset)
            let closed = try await failure(
                client, .saysAndCloses(Array("SSH-2.0-x\r\n".utf8)), timeouts: Self.patient)
            #expect(closed?.code == .closed || closed?.code == .reset)
            #expect(closed?.phase == .handshake)
        }

        @Test(arguments: Client.allCases)
        func `octets at random in place of the key exchange end in an error`(client: Client) async throws {
            var random = SeededGenerator(seed: 7)
            for _ in 0..<40 {
                let noise = (0..<Int.random(in: 1...3000, using: &random)).map { _ in
                    UInt8.random(in: 0...255, using: &random)
                }
                let error = try await failure(
                    client, .saysAndCloses(Array("SSH-2.0-noise\r\n".utf8) + noise), timeouts: Self.patient)
                #expect(error?.phase == .handshake)
            }
        }

        @Test(arguments: Client.allCases)
        func `cancelling while connecting ends at once`(client: Client) async throws {
            let server = try await FaultServer(.silent)
            let slow = target(server.port, timeouts: SSHTimeouts())
            let task = Task { try await client.transport.connect(to: slow) }
            try await Task.sleep(for: .milliseconds(100))
            task.cancel()
            let result = await task.result
            #expect(throws: SSHError.self) { _ = try result.get() }
            let cancelledBefore = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await client.transport.connect(to: slow)
            }
            let early = await cancelledBefore.result
            #expect(throws: SSHError.self) { _ = try early.get() }
            await server.stop()
        }

        @Test(arguments: Client.allCases)
        func `a stalled server is let go at once`(client: Client) async throws {
            let server = try SSHDServer()
            let session = try await server.connect(client)
            let error = await #expect(throws: SSHError.self) {
                try await session.execute(
                    "kill -STOP $PPID; sleep 60; kill -KILL $PPID", limits: ExecLimits(total: .milliseconds(300)))
            }
            #expect(error?.code == .timedOut)
            await session.close()
        }

        @Test(arguments: Client.allCases)
        func `bad arguments are refused without a connection`(client: Client) async {
            for (host, port) in [("", 22), ("a\nb", 22), ("127.0.0.1", 0), ("127.0.0.1", 70_000)] {
                let error = await failure(client, target(port, host: host))
                #expect(error?.code == .invalidArgument)
            }
        }
    }
}

/// A listener that accepts nothing and whose queue is full, so that a connection attempt hangs.
private final class BlackHole {
    let port: Int
    private var descriptors: [Int32] = []

    init() throws {
        port = try FreePort.find()
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        descriptors.append(listener)
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(listener, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                listen(listener, 0)
                for _ in 0..<4 {
                    let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
                    _ = Glibc.connect(client, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                    descriptors.append(client)
                }
            }
        }
    }

    deinit { for descriptor in descriptors { Glibc.close(descriptor) } }
}
