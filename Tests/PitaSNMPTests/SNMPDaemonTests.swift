import Foundation
import PitaDiagnostics
import PitaNetwork
import Testing

@testable import PitaSNMP

/// net-snmp's own agent on a loopback port, with a directory of its own.
final class Daemon: Sendable {
    static let passPhrase = Secret("kata-sandi-panjang")
    static let privatePhrase = Secret("kata-rahasia-panjang")

    /// Only what the tests read: the agent starts at once.
    private static let modules = [
        "vacm_conf", "usm_conf", "usmConf", "usmUser", "usmStats", "snmpEngine", "system_mib", "sysORTable", "ifTable",
        "ifXTable",
    ].joined(separator: ",")

    let port: UInt16
    private let directory: URL
    private let process: Process

    /// Starts an agent and waits until it answers.
    init(
        engineID: String? = nil, boots: Int? = nil, port: UInt16? = nil, users: Set<String> = ["sha256aes"]
    ) async throws {
        self.port = try port ?? TestAgent.freePort()
        directory = FileManager.default.temporaryDirectory.appending(path: "pita-snmpd-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        var lines = ["rocommunity public 127.0.0.1", "sysName uji", "sysDescr RouterOS CHR", "rouser bebas noauth"]
        if let engineID { lines.append("exactEngineID \(engineID)") }
        var kept: [String] = []
        if let boots { kept.append("engineBoots \(boots)") }
        kept.append("createUser bebas")
        for hash in ["MD5", "SHA", "SHA-224", "SHA-256", "SHA-384", "SHA-512"] {
            for cipher in ["", "DES", "AES", "AES-192", "AES-256", "AES-192-C", "AES-256-C"] {
                let name = "\(hash)\(cipher)".replacing("-", with: "").lowercased()
                // Each key costs the agent a megabyte of hashing when it starts.
                guard users.contains(name) || users.contains("*") else { continue }
                lines.append("rouser \(name) \(cipher.isEmpty ? "auth" : "priv")")
                let key = Self.passPhrase.withRevealed { $0 }
                let privacy = cipher.isEmpty ? "" : " \(cipher) \"\(Self.privatePhrase.withRevealed { $0 })\""
                kept.append("createUser \(name) \(hash) \"\(key)\"\(privacy)")
            }
        }
        let configuration = directory.appending(path: "snmpd.conf")
        try (lines + kept.filter { !$0.hasPrefix("engineBoots") }).joined(separator: "\n")
            .write(to: configuration, atomically: true, encoding: .utf8)
        let persistent = directory.appending(path: "persistent")
        try FileManager.default.createDirectory(at: persistent, withIntermediateDirectories: true)
        if let boots {
            try "engineBoots \(boots)\n".write(
                to: persistent.appending(path: "snmpd.conf"), atomically: true, encoding: .utf8)
        }
        process = Process()
        process.executableURL = URL(filePath: "/usr/sbin/snmpd")
        process.arguments = [
            "-f", "-C", "-c", configuration.path, "-Lf", directory.appending(path: "log").path, "-I",
            Self.modules, "-p", directory.appending(path: "pid").path, "udp:127.0.0.1:\(self.port)",
        ]
        process.environment = ["SNMP_PERSISTENT_DIR": persistent.path, "MIBS": "", "SNMPCONFPATH": directory.path]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        let patient = SNMPManner(timeout: .milliseconds(200), retries: 12)
        _ = try await SNMPClient().get(target(manner: patient), [InterfaceMIB.sysUpTime])
    }

    /// Ends the agent and removes its directory.
    func stop() {
        // It has nothing to save, and takes its time after a SIGTERM.
        _ = kill(process.processIdentifier, SIGKILL)
        for _ in 0..<400 where process.isRunning { usleep(5000) }
        try? FileManager.default.removeItem(at: directory)
    }

    func target(
        _ credentials: SNMPCredentials = .v2c(community: Secret("public")),
        manner: SNMPManner = SNMPManner(timeout: .milliseconds(500), retries: 3)
    ) -> SNMPTarget {
        SNMPTarget(
            name: "uji", address: Address(family: .ipv4, bits: 0x7F00_0001), port: port, credentials: credentials,
            manner: manner)
    }

    static func user(
        _ hash: SNMPUser.Authentication, _ cipher: SNMPUser.Privacy?, passPhrase: Secret = passPhrase,
        privatePhrase: Secret = privatePhrase
    ) -> SNMPCredentials {
        let name = (hash == .sha1 ? "sha" : hash.rawValue) + (cipher?.rawValue ?? "")
        return .v3(
            SNMPUser(name: name, authentication: (hash, passPhrase), privacy: cipher.map { ($0, privatePhrase) }))
    }
}

extension LiveTests {
    @Suite struct SNMPDaemonTests {
        static let client = SNMPClient()

        static func code(_ target: SNMPTarget) async -> SNMPError.Code? {
            do throws(SNMPError) {
                _ = try await client.get(target, [InterfaceMIB.sysName])
                return nil
            } catch { return error.code }
        }

        @Test func everyVersionAndProtocolReadsARealAgent() async throws {
            let daemon = try await Daemon(users: ["*"])
            defer { daemon.stop() }
            var all: [SNMPCredentials] = [
                .v1(community: Secret("public")), .v2c(community: Secret("public")), .v3(SNMPUser(name: "bebas")),
            ]
            for hash in SNMPUser.Authentication.allCases {
                for cipher in [nil] + SNMPUser.Privacy.allCases.map(Optional.some) {
                    all.append(Daemon.user(hash, cipher))
                }
            }
            for credentials in all {
                let values = try await Self.client.get(
                    daemon.target(credentials), [InterfaceMIB.sysName, [1, 3, 6, 1, 2, 1, 99, 1, 0]])
                #expect(values.first?.value.text == "uji")
                #expect(values.last?.value.isMissing == true)
            }
        }

        @Test func wrongCredentialsAreNamed() async throws {
            let daemon = try await Daemon(users: ["sha256aes", "sha512"])
            defer { daemon.stop() }
            let other = Secret("bukan-kata-sandinya")
            #expect(await Self.code(daemon.target(.v3(SNMPUser(name: "siapa")))) == .unknownUser)
            #expect(
                await Self.code(daemon.target(Daemon.user(.sha256, .aes128, passPhrase: other))) == .wrongAuthentication
            )
            #expect(
                await Self.code(daemon.target(Daemon.user(.sha512, nil, passPhrase: other))) == .wrongAuthentication)
            #expect(await Self.code(daemon.target(.v2c(community: Secret("privat")))) == .timeout)
            let asked = SNMPUser(name: "bebas", authentication: (.sha256, other))
            #expect(await Self.code(daemon.target(.v3(asked))) == .unsupportedSecurityLevel)
            let key = await Self.code(daemon.target(Daemon.user(.sha256, .aes128, privatePhrase: other)))
            #expect([.wrongPrivacy, .timeout].contains(key))
        }

        @Test func silentDiscoveryIsNamed() async throws {
            let agent = try TestAgent { _ in [] }
            defer { agent.stop() }
            let error = await #expect(throws: SNMPError.self) {
                _ = try await Self.client.get(
                    agent.target(credentials: Daemon.user(.sha256, .aes128)), [InterfaceMIB.sysName])
            }
            #expect(error?.code == .discoveryTimeout)
            #expect(error?.phase == .discovery)
        }

        @Test func aNewEngineOrAResetOneIsFoundAgain() async throws {
            let credentials = Daemon.user(.sha256, .aes128)
            let first = try await Daemon(engineID: "0x80001f8804aaaa01", boots: 40)
            #expect(await Self.code(first.target(credentials)) == nil)
            first.stop()
            // The same engine id with a lower boot count: a device reset to factory defaults.
            let reset = try await Daemon(engineID: "0x80001f8804aaaa01", boots: 2, port: first.port)
            #expect(await Self.code(reset.target(credentials)) == nil)
            #expect(await Self.code(reset.target(credentials)) == nil)
            reset.stop()
            let replaced = try await Daemon(engineID: "0x80001f8804bbbb02", boots: 90, port: first.port)
            #expect(await Self.code(replaced.target(credentials)) == nil)
            replaced.stop()
            // The same engine id, restarted: the boot count rose.
            let restarted = try await Daemon(engineID: "0x80001f8804bbbb02", boots: 95, port: first.port)
            #expect(await Self.code(restarted.target(credentials)) == nil)
            restarted.stop()
        }

        @Test func twoDevicesWithAClonedEngineIDDoNotDisturbEachOther() async throws {
            let credentials = Daemon.user(.sha1, .aes128)
            let left = try await Daemon(engineID: "0x80001f8804cccc03", boots: 500, users: ["shaaes"])
            let right = try await Daemon(engineID: "0x80001f8804cccc03", boots: 3, users: ["shaaes"])
            defer {
                left.stop()
                right.stop()
            }
            for _ in 0..<4 {
                #expect(await Self.code(left.target(credentials)) == nil)
                #expect(await Self.code(right.target(credentials)) == nil)
            }
        }

        @Test func interfacesAreReadByNameAndCheckedEachTime() async throws {
            let daemon = try await Daemon()
            defer { daemon.stop() }
            let reader = InterfaceReader(client: Self.client)
            for credentials in [Daemon.user(.sha256, .aes128), .v2c(community: Secret("public"))] {
                let target = daemon.target(credentials)
                let system = try await reader.system(on: target)
                #expect(system.name == "uji" && system.descr == "RouterOS CHR")
                #expect(system.objectID.description.hasPrefix("1.3.6.1.4.1.8072"))
                let list = try await reader.list(on: target)
                let loopback = try #require(list.first { $0.name == "lo" })
                let counters = try await reader.read("lo", on: target)
                #expect(counters.identity == InterfaceIdentity(index: loopback.index, name: "lo", matchedBy: .ifName))
                #expect(counters.width == .bits64 && counters.inOctets > 0 && counters.operStatus == .up)
                #expect(counters.engineBoots != nil && counters.renumberedFrom == nil)
                let stale = InterfaceIdentity(index: 4_000_000, name: "lo", matchedBy: .ifName)
                let again = try await reader.read("lo", on: target, known: stale)
                #expect(again.identity.index == loopback.index)
                #expect(again.renumberedFrom == 4_000_000)
                let error = await #expect(throws: SNMPError.self) { _ = try await reader.read("ether99", on: target) }
                #expect(error?.code == .interfaceNotFound)
            }
            let narrow = try await reader.read("lo", on: daemon.target(.v1(community: Secret("public"))))
            #expect(narrow.width == .bits32)
        }

        @Test func aWalkByBulkAndByNextGivesTheSame() async throws {
            let daemon = try await Daemon(users: ["sha512aes"])
            defer { daemon.stop() }
            let columns: [OID] = [InterfaceMIB.descr, [1, 3, 6, 1, 2, 1, 1], [1, 3, 6, 1, 2, 1, 2, 2, 1, 3]]
            let bulk = try await Self.client.walk(daemon.target(), columns)
            let next = try await Self.client.walk(
                daemon.target(manner: SNMPManner(maxVarBinds: 1, bulk: false)), columns)
            #expect(bulk.map { $0.map(\.oid) } == next.map { $0.map(\.oid) })
            #expect(!bulk[0].isEmpty && bulk[1].count > 5)
            let v3 = try await Self.client.walk(daemon.target(Daemon.user(.sha512, .aes128)), columns)
            #expect(v3.map { $0.map(\.oid) } == bulk.map { $0.map(\.oid) })
        }

        @Test func nothingIsWrittenToTheSystemsFilesAndNothingPrinted() throws {
            #expect(!FileManager.default.fileExists(atPath: "/var/lib/snmp/pita.conf"))
            #expect(!FileManager.default.fileExists(atPath: "/nonexistent"))
        }
    }
}
