import Foundation
import PitaDiagnostics
import PitaNetwork
import Synchronization
import Testing

@testable import PitaSNMP

/// Agents that answer wrongly: each answer is refused with its reason, none is taken for a value.
extension LiveTests {
    @Suite struct HostileAgentTests {
        static let oid: OID = [1, 3, 6, 1, 2, 1, 1, 3, 0]
        static let client = SNMPClient()
        /// For agents that answer, however busy the machine is.
        static let patient = SNMPManner(timeout: .seconds(2), retries: 1)

        /// The error of a GET from an agent that answers like this.
        static func error(
            _ answer: @escaping @Sendable (SeenRequest) -> [TestAgent.Reply]
        ) async throws -> SNMPError? {
            let agent = try TestAgent { SeenRequest($0).map(answer) ?? [] }
            defer { agent.stop() }
            return await #expect(throws: SNMPError.self) { _ = try await client.get(agent.target(), [oid]) }
        }

        static func good(_ id: Int, value: [UInt8] = BER.integer(4711, tag: 0x43)) -> [UInt8] {
            BER.response(id, [BER.varBind(oid, value)])
        }

        @Test func aRightAnswerIsTaken() async throws {
            let agent = try TestAgent { SeenRequest($0).map { [.init(octets: Self.good($0.id))] } ?? [] }
            defer { agent.stop() }
            #expect(
                try await Self.client.get(agent.target(Self.patient), [Self.oid]) == [
                    VarBind(Self.oid, .timeTicks(4711))
                ])
        }

        @Test func aRightAnswerOverIPv6IsTaken() async throws {
            let agent = try TestAgent("::1") { SeenRequest($0).map { [.init(octets: Self.good($0.id))] } ?? [] }
            defer { agent.stop() }
            #expect(
                try await Self.client.get(agent.target(Self.patient), [Self.oid]) == [
                    VarBind(Self.oid, .timeTicks(4711))
                ])
        }

        @Test func anAnswerFromAnotherAddressIsRefusedAndNamed() async throws {
            let error = try await Self.error { [.init(octets: Self.good($0.id), fromElsewhere: true)] }
            #expect(error?.code == .badAnswer)
            #expect(error?.detail.contains("127.0.0.99") == true)
        }

        @Test func anAnswerToAnotherRequestIsRefused() async throws {
            let error = try await Self.error { [.init(octets: Self.good($0.id ^ 1))] }
            #expect(error?.code == .badAnswer)
            #expect(error?.detail.contains("another request") == true)
        }

        @Test func anotherCommunityVersionOrPDUIsRefused() async throws {
            let value = [BER.varBind(Self.oid, BER.integer(1))]
            let community = try await Self.error { [.init(octets: BER.response($0.id, value, community: "privat"))] }
            #expect(community?.detail.contains("community") == true)
            let version = try await Self.error { [.init(octets: BER.response($0.id, value, version: 0))] }
            #expect(version?.detail.contains("version") == true)
            let request = try await Self.error { [.init(octets: BER.response($0.id, value, tag: 0xA0))] }
            #expect(request?.detail.contains("no response") == true)
        }

        @Test func anotherOIDIsRefused() async throws {
            let error = try await Self.error {
                [.init(octets: BER.response($0.id, [BER.varBind(Self.oid.appending(1), BER.integer(1))]))]
            }
            #expect(error?.code == .badAnswer)
            #expect(error?.detail == "asked for 1.3.6.1.2.1.1.3.0, 1.3.6.1.2.1.1.3.0.1 came")
        }

        @Test func anUnknownTypeOrSizeIsRefused() async throws {
            for value in [
                BER.element(0x1F, [1]), BER.element(0x40, [1, 2, 3]), BER.element(2, []), BER.element(0x30, [5, 0]),
            ] {
                let error = try await Self.error { [.init(octets: Self.good($0.id, value: value))] }
                #expect(error?.code == .badAnswer, "\(value)")
            }
        }

        @Test func truncatedAnswersAreRefused() async throws {
            let whole = Self.good(0x1234_5678).count
            for cut in stride(from: 0, to: whole, by: 5) {
                let error = try await Self.error { [.init(octets: Array(Self.good($0.id).prefix(cut)))] }
                #expect([.badAnswer, .timeout].contains(error?.code), "\(cut)")
            }
        }

        @Test func aGoodAnswerAfterBadOnesStillCounts() async throws {
            let agent = try TestAgent { datagram in
                guard let request = SeenRequest(datagram) else { return [] }
                let good = Self.good(request.id)
                return [
                    .init(octets: Array(good.dropLast(3))), .init(octets: Self.good(request.id + 1)),
                    .init(octets: good, fromElsewhere: true), .init(octets: []), .init(octets: good),
                    .init(octets: good),
                ]
            }
            defer { agent.stop() }
            #expect(
                try await Self.client.get(agent.target(Self.patient), [Self.oid]) == [
                    VarBind(Self.oid, .timeTicks(4711))
                ])
        }

        @Test func silenceEndsAfterTheFormulasTime() async throws {
            let agent = try TestAgent { _ in [] }
            defer { agent.stop() }
            let manner = SNMPManner(timeout: .milliseconds(200), retries: 2)
            let error = await #expect(throws: SNMPError.self) {
                _ = try await Self.client.get(agent.target(manner), [Self.oid])
            }
            #expect(error?.code == .timeout)
            #expect(error?.detail == "3 tries in 950 ms")
            #expect(agent.count == 3)
        }

        @Test func aClosedPortIsNamed() async throws {
            let agent = try TestAgent { _ in [] }
            let target = agent.target(SNMPManner(timeout: .seconds(3600), retries: 1))
            agent.stop()
            let closed = SNMPTarget(
                name: "uji", address: target.address, port: 1, credentials: target.credentials, manner: target.manner)
            let error = await #expect(throws: SNMPError.self) { _ = try await Self.client.get(closed, [Self.oid]) }
            #expect(error?.code == .refused)
        }

        @Test func aLostDatagramIsAskedForAgain() async throws {
            let agent = try TestAgent { datagram in
                // The first try of each request is lost: its answer comes only to the second.
                Lost.isFirst(datagram) ? [] : SeenRequest(datagram).map { [.init(octets: Self.good($0.id))] } ?? []
            }
            defer { agent.stop() }
            #expect(try await Self.client.get(agent.target(Self.patient), [Self.oid]).count == 1)
            #expect(agent.count == 2)
        }

        @Test func anEndlessWalkStops() async throws {
            let agent = try TestAgent { datagram in
                guard let request = SeenRequest(datagram), let last = request.oids.first else { return [] }
                let row = last.numbers.count == 10 ? last.numbers[9] : 0
                let base = OID(Array(last.numbers.prefix(9)))
                let rows = (1...UInt32(max(1, request.maxRepetitions))).map {
                    BER.varBind(base.appending(row + $0), BER.integer(1))
                }
                return [.init(octets: BER.response(request.id, rows))]
            }
            defer { agent.stop() }
            let error = await #expect(throws: SNMPError.self) {
                _ = try await Self.client.walk(agent.target(Self.patient), [Self.oid])
            }
            #expect(error?.code == .tooManyValues)
            let hurried = await #expect(throws: SNMPError.self) {
                _ = try await Self.client.walk(
                    agent.target(SNMPManner(walkLimit: 1_000_000_000, walkTime: .milliseconds(100))), [Self.oid])
            }
            #expect(hurried?.code == .tookTooLong)
        }

        @Test func aWalkThatStandsStillStops() async throws {
            let agent = try TestAgent { datagram in
                guard let request = SeenRequest(datagram) else { return [] }
                return [.init(octets: BER.response(request.id, [BER.varBind(Self.oid.appending(1), BER.integer(1))]))]
            }
            defer { agent.stop() }
            let error = await #expect(throws: SNMPError.self) {
                _ = try await Self.client.walk(agent.target(Self.patient), [Self.oid])
            }
            #expect(error?.code == .notIncreasing)
            #expect(agent.count == 2)
        }

        @Test func cancellingEndsAtOnce() async throws {
            let agent = try TestAgent { _ in [] }
            defer { agent.stop() }
            let target = agent.target(SNMPManner(timeout: .seconds(30)))
            let narrow = SNMPClient(concurrency: 1)
            let tasks = (0..<3).map { _ in
                Task { () -> SNMPError.Code? in
                    do throws(SNMPError) {
                        _ = try await narrow.get(target, [Self.oid])
                        return nil
                    } catch { return error.code }
                }
            }
            while agent.count == 0 { await Task.yield() }
            for task in tasks { task.cancel() }
            for task in tasks { #expect(await task.value == .cancelled) }
            let early = Task { try await narrow.get(target, [Self.oid]) }
            early.cancel()
            await #expect(throws: SNMPError.self) { _ = try await early.value }
        }

        @Test func requestsThatCannotBeSentAreRefused() async throws {
            let agent = try TestAgent { _ in [] }
            defer { agent.stop() }
            let short = SNMPUser(name: "u", authentication: (.sha1, Secret("pendek")))
            let bare = SNMPUser(name: "u", privacy: (.aes128, Secret("cukup-panjang")))
            for (target, oids) in [
                (agent.target(), [[1] as OID]), (agent.target(), [[1, 40, 1]]), (agent.target(), [[3, 1, 1]]),
                (agent.target(credentials: .v2c(community: Secret(""))), [Self.oid]),
                (agent.target(credentials: .v3(short)), [Self.oid]), (agent.target(credentials: .v3(bare)), [Self.oid]),
            ] {
                let error = await #expect(throws: SNMPError.self) { _ = try await Self.client.get(target, oids) }
                #expect(error?.code == .badRequest)
            }
            #expect(try await Self.client.get(agent.target(), []).isEmpty)
            #expect(agent.count == 0)
        }

        @Test func aThousandAndAHalfSilentAgentsAtOnceNeedFewDescriptors() async throws {
            let agent = try TestAgent("0.0.0.0") { _ in [] }
            defer { agent.stop() }
            let silent = SNMPManner(timeout: .milliseconds(300), retries: 0)
            let codes = await withTaskGroup(of: SNMPError.Code?.self) { group in
                let wide = SNMPClient(concurrency: 2000)
                for number in 0..<1500 {
                    let address = Address(family: .ipv4, bits: 0x7F02_0001 + UInt128(number))
                    let target = SNMPTarget(
                        name: "uji", address: address, port: agent.port, credentials: .v2c(community: Secret("public")),
                        manner: silent)
                    group.addTask {
                        do throws(SNMPError) {
                            _ = try await wide.get(target, [Self.oid])
                            return nil
                        } catch { return error.code }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(codes.count == 1500)
            #expect(codes.allSatisfy { $0 == .timeout })
            #expect(try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count < 200)
        }
    }
}

/// Remembers which datagrams were seen.
enum Lost {
    private static let seen = Mutex<Set<[UInt8]>>([])
    static func isFirst(_ datagram: [UInt8]) -> Bool { seen.withLock { $0.insert(datagram).inserted } }
}
