import Foundation
import PitaSSH

/// The devices of an SSH workload, from the environment.
///
/// BENCH_HOSTS (a file, one address a line), BENCH_PORT, BENCH_USER, BENCH_KEY (OpenSSH private key), BENCH_HOSTKEY
/// (public key file, the same for all devices), BENCH_CONC (sessions at once).
struct SSHDevices: Sendable {
    let hosts: [String]
    let concurrency: Int
    private let hostKey: HostKey
    private let key: SSHPrivateKey
    private let port: Int
    private let user: String

    init() throws {
        hosts = try BenchEnvironment.text("BENCH_HOSTS").split(whereSeparator: \.isNewline).map(String.init)
        guard let hostKey = HostKey(line: try BenchEnvironment.text("BENCH_HOSTKEY")) else {
            throw BenchInputMissing(name: "BENCH_HOSTKEY")
        }
        self.hostKey = hostKey
        key = try SSHPrivateKey(text: try BenchEnvironment.text("BENCH_KEY"), name: "BENCH_KEY")
        port = BenchEnvironment.number("BENCH_PORT", or: 22)
        user = BenchEnvironment.value("BENCH_USER") ?? "bench"
        concurrency = BenchEnvironment.number("BENCH_CONC", or: 50)
    }

    /// Does `work` with a session to each device; returns for how many it was true.
    func count(_ work: @escaping @Sendable (any TransportSession) async throws -> Bool) async -> Int {
        let transport = LibSSH2Transport()
        @Sendable func visit(_ host: String) async -> Bool {
            let target = SSHTarget(
                host: host, port: port, user: user, credential: .key(key), hostKeys: .trusting([hostKey]),
                timeouts: SSHTimeouts(connect: .seconds(60), handshake: .seconds(60), authentication: .seconds(60)))
            do {
                let session = try await transport.connect(to: target)
                let isDone = try await work(session)
                await session.close()
                return isDone
            } catch {
                FileHandle.standardError.write(Data("\(error)\n".utf8))
                return false
            }
        }
        return await withTaskGroup(of: Bool.self) { group in
            var waiting = hosts[...]
            for host in waiting.prefix(concurrency) {
                group.addTask { await visit(host) }
                waiting.removeFirst()
            }
            var done = 0
            while let isDone = await group.next() {
                if isDone { done += 1 }
                if let host = waiting.popFirst() { group.addTask { await visit(host) } }
            }
            return done
        }
    }
}
