import PitaSSH
import Synchronization
import Testing

@testable import PitaDevices

@Suite struct LogInRetryTests {
    /// What was waited for.
    final class Pauses: Sendable {
        private let list = Mutex<[Duration]>([])
        var all: [Duration] { list.withLock { $0 } }
        func add(_ pause: Duration) { list.withLock { $0.append(pause) } }
    }

    private static func error(_ code: SSHError.Code, _ phase: SSHError.Phase, _ detail: String? = nil) -> SSHError {
        SSHError(code, host: "sw1", port: 22, phase: phase, detail: detail)
    }

    /// Fails with each error in turn, then succeeds.
    private func run(_ errors: [any Error]) async throws -> (attempts: Int, pauses: [Duration], told: Int) {
        let pauses = Pauses()
        let retry = LogInRetry(sleep: { pauses.add($0) })
        var attempts = 0
        var told = 0
        do {
            try await retry.run(telling: { _, _ in told += 1 }) {
                attempts += 1
                if attempts <= errors.count { throw errors[attempts - 1] }
            }
        } catch {
            return (-attempts, pauses.all, told)
        }
        return (attempts, pauses.all, told)
    }

    @Test(arguments: [
        error(.closed, .handshake), error(.reset, .handshake), error(.closed, .connect), error(.refused, .connect),
        error(.notSSH, .handshake, "it said: % Connection refused by remote host"),
        error(.notSSH, .handshake, "it said: All VTY lines are in use"),
        error(.notSSH, .handshake, "it said: Exceeded MaxStartups"),
        error(
            .notSSH, .handshake,
            "it said: Too many sessions"),
    ])
    func `a log-in that a busy device closed is tried again after a pause, and that is said`(
        error: SSHError
    ) async throws {
        let once = try await run([error])
        #expect(once.attempts == 2 && once.pauses == [.seconds(2)] && once.told == 1)
    }

    @Test func `a session that ends before its first prompt is tried again, but not for ever`() async throws {
        let closed = LogInClosed(error: Self.error(.closed, .shell))
        let thrice = try await run([closed, closed, closed])
        #expect(thrice.attempts == 4 && thrice.pauses == [.seconds(2), .seconds(4), .seconds(8)])
        let never = try await run(Array(repeating: closed, count: 9))
        #expect(never.attempts == -4 && never.told == 3)
    }

    @Test(arguments: [
        error(.authenticationFailed, .authentication), error(.closed, .authentication),
        error(
            .hostKeyChanged,
            .hostKey),
        error(.timedOut, .connect), error(.notSSH, .handshake, "it said: 220 mail ready"), error(.closed, .shell),
    ])
    func `what is no sign of a busy device is not tried again`(error: SSHError) async throws {
        let result = try await run([error, error])
        #expect(result.attempts == -1 && result.pauses.isEmpty)
    }

    @Test func `where nothing listens one more attempt is enough`() async throws {
        let refused = Self.error(.refused, .connect)
        let result = try await run([refused, refused, refused])
        #expect(result.attempts == -2)
    }
}
