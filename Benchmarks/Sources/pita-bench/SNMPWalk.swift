import PitaDiagnostics
import PitaNetwork
import PitaSNMP

/// The workload `snmp`: walks four interface columns on each agent of `BENCH_AGENTS` (file, one address a line).
///
/// Further environment: `BENCH_SNMP_PORT`, `BENCH_CONC` (agents at once).
/// - Returns: how many agents gave all 192 values.
func benchSNMP() async throws -> Int {
    let port = UInt16(clamping: BenchEnvironment.number("BENCH_SNMP_PORT", or: 161))
    let concurrency = BenchEnvironment.number("BENCH_CONC", or: 1000)
    let addresses = try BenchEnvironment.text("BENCH_AGENTS").split(separator: "\n").compactMap { Address(String($0)) }
    let columns: [OID] = [
        [1, 3, 6, 1, 2, 1, 31, 1, 1, 1, 6], [1, 3, 6, 1, 2, 1, 31, 1, 1, 1, 10], [1, 3, 6, 1, 2, 1, 31, 1, 1, 1, 15],
        [1, 3, 6, 1, 2, 1, 2, 2, 1, 8],
    ]
    let client = SNMPClient(concurrency: concurrency)
    let credentials = SNMPCredentials.v2c(community: Secret("public"))
    return await withTaskGroup(of: Bool.self) { group in
        var next = addresses.makeIterator()
        func add() {
            guard let address = next.next() else { return }
            group.addTask {
                let target = SNMPTarget(name: "\(address)", address: address, port: port, credentials: credentials)
                guard let values = try? await client.walk(target, columns) else { return false }
                return values.reduce(0) { $0 + $1.count } == 192
            }
        }
        for _ in 0..<concurrency { add() }
        var done = 0
        for await isWhole in group {
            if isWhole { done += 1 }
            add()
        }
        return done
    }
}
