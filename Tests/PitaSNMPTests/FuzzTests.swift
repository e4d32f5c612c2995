import PitaDiagnostics
import PitaNetwork
import Synchronization
import TestSupport
import Testing

@testable import PitaSNMP

/// Mutated answers through the real path: socket, net-snmp, matching. No crash, and nothing but the value asked for.
extension LiveTests {
    @Suite struct FuzzTests {
        static let columns: [OID] = [[1, 3, 6, 1, 2, 1, 31, 1, 1, 1, 6], [1, 3, 6, 1, 2, 1, 2, 2, 1, 8]]

        static func mutate(_ octets: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
            var result = octets
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                guard !result.isEmpty else { return result }
                let index = Int.random(in: 0..<result.count, using: &generator)
                switch Int.random(in: 0..<7, using: &generator) {
                case 0: result[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
                case 1: result[index] = .random(in: 0...255, using: &generator)
                case 2: result.remove(at: index)
                case 3: result.insert(.random(in: 0...255, using: &generator), at: index)
                case 4: result.removeLast(result.count - index)
                case 5: result[index] = [0, 0x7F, 0x80, 0x81, 0x84, 0xFF].randomElement(using: &generator) ?? 0
                default: result.append(contentsOf: result.suffix(from: index))
                }
            }
            return result
        }

        @Test func fiveThousandMutatedAnswersAreRefusedOrFit() async throws {
            let generator = Mutex(SeededGenerator(seed: 4))
            let agent = try TestAgent { datagram in
                guard let request = SeenRequest(datagram) else { return [] }
                let values = request.oids.enumerated().map { index, oid in
                    BER.varBind(
                        request.tag == 0xA0 ? oid : oid.appending(1),
                        index == 0 ? BER.integer(1 << 40, tag: 0x46) : BER.integer(1))
                }
                let good = BER.response(request.id, values)
                return generator.withLock { generator in
                    (0..<20).map { _ in TestAgent.Reply(octets: Self.mutate(good, &generator)) } + [
                        TestAgent.Reply(octets: good)
                    ]
                }
            }
            defer { agent.stop() }
            let client = SNMPClient()
            let names = Self.columns.map { $0.appending(1) }
            let manner = SNMPManner(timeout: .milliseconds(200), retries: 0, walkTime: .milliseconds(200))
            for _ in 0..<max(1, Trial.cases(5000) / 20) {
                if let values = try? await client.get(agent.target(manner), names) {
                    #expect(values.map { $0.oid } == names)
                }
            }
            for _ in 0..<20 {
                guard let walked = try? await client.walk(agent.target(manner), Self.columns) else { continue }
                for (column, values) in zip(Self.columns, walked) {
                    #expect(values.allSatisfy { $0.oid.isDescendant(of: column) })
                    #expect(zip(values, values.dropFirst()).allSatisfy { $0.oid < $1.oid })
                }
            }
            #expect(agent.count >= max(1, Trial.cases(5000) / 20))
        }

        @Test func headersOfAnyOctetsAreReadOrRefused() {
            var generator = SeededGenerator(seed: 9)
            let global = BER.element(0x30, BER.integer(77) + BER.integer(1472) + BER.element(4, [1]) + BER.integer(3))
            let security = BER.element(
                0x30,
                BER.element(4, [0x80, 0, 0, 9, 1]) + BER.integer(5) + BER.integer(600) + BER.element(4, [0x75])
                    + BER.element(4, []) + BER.element(4, []))
            let message = BER.element(0x30, BER.integer(3) + global + BER.element(4, security) + BER.element(0x30, []))
            let header = message.withUnsafeBufferPointer { MessageHeader($0) }
            #expect(header?.messageID == 77)
            #expect(header?.boots == 5)
            #expect(header?.time == 600)
            #expect(header?.isAuthenticated == true)
            #expect(header?.userName == [0x75])
            var refused = 0
            for _ in 0..<Trial.cases(20_000) {
                let mutated = Self.mutate(message, &generator)
                let read = mutated.withUnsafeBufferPointer { MessageHeader($0) }
                if let read { #expect(read.engineID.count <= 32 && read.userName.count <= 32) } else { refused += 1 }
            }
            #expect(refused > 1000)
        }

        /// Floods of garbage around requests of v2c and v3: every request ends in its time.
        @Test func everyRequestEndsUnderAFloodOfGarbage() async throws {
            let generator = Mutex(SeededGenerator(seed: 11))
            let good = BER.response(5, [BER.varBind([1, 3, 6, 1, 2, 1, 1, 3, 0], BER.integer(9, tag: 0x43))])
            let agent = try TestAgent { _ in
                generator.withLock { generator in
                    (0..<60).map { _ in TestAgent.Reply(octets: Self.mutate(good, &generator)) }
                }
            }
            defer { agent.stop() }
            let user = SNMPUser(name: "u")
            let manner = SNMPManner(timeout: .milliseconds(5), retries: 0)
            for number in 0..<200 {
                let credentials: SNMPCredentials =
                    number.isMultiple(of: 2) ? .v3(user) : .v2c(community: Secret("public"))
                let target = agent.target(manner, credentials: credentials)
                // A mutation may leave the value whole; what counts is that every request ends.
                _ = try? await SNMPClient().get(target, [[1, 3, 6, 1, 2, 1, 1, 3, 0]])
            }
            #expect(agent.count == 200)
        }
    }
}
