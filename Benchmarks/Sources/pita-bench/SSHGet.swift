import Foundation
import PitaSSH

/// The work of the `ssh-get` bench: log in to each device with a key, read `show running-config`, close.
///
/// Read from the environment: BENCH_HOSTS (a file, one address a line), BENCH_PORT, BENCH_USER, BENCH_KEY (OpenSSH
/// private key), BENCH_HOSTKEY (public key file of all devices), BENCH_CONC (sessions at once).
/// - Returns: the devices whose whole config was read.
func benchSSHGet() async throws -> Int {
    let environment = ProcessInfo.processInfo.environment
    func text(_ name: String) throws -> String {
        guard let path = environment[name], let data = FileManager.default.contents(atPath: path) else {
            throw BenchInputMissing(name: name)
        }
        return String(decoding: data, as: UTF8.self)
    }
    let hosts = try text("BENCH_HOSTS").split(whereSeparator: \.isNewline).map(String.init)
    guard let hostKey = HostKey(line: try text("BENCH_HOSTKEY")) else { throw BenchInputMissing(name: "BENCH_HOSTKEY") }
    let key = try SSHPrivateKey(text: try text("BENCH_KEY"), name: "BENCH_KEY")
    let port = environment["BENCH_PORT"].flatMap(Int.init) ?? 22
    let user = environment["BENCH_USER"] ?? "bench"
    let transport = LibSSH2Transport()

    @Sendable func get(_ host: String) async -> Bool {
        let target = SSHTarget(
            host: host, port: port, user: user, credential: .key(key), hostKeys: .trusting([hostKey]),
            timeouts: SSHTimeouts(connect: .seconds(60), handshake: .seconds(60), authentication: .seconds(60)))
        do {
            let session = try await transport.connect(to: target)
            let result = try await session.execute("show running-config")
            await session.close()
            return result.standardOutput.count > 8000
        } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            return false
        }
    }

    return await withTaskGroup(of: Bool.self) { group in
        var waiting = hosts[...]
        for host in waiting.prefix(environment["BENCH_CONC"].flatMap(Int.init) ?? 50) {
            group.addTask { await get(host) }
            waiting.removeFirst()
        }
        var done = 0
        while let good = await group.next() {
            if good { done += 1 }
            if let host = waiting.popFirst() { group.addTask { await get(host) } }
        }
        return done
    }
}

/// Something that a bench needs is not in the environment.
struct BenchInputMissing: Error {
    let name: String
}
