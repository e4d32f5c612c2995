import Foundation
import PitaEvidence
import PitaInventory
import Testing

@testable import PitaPlanning

/// Decisions signed by OpenSSH's own `ssh-keygen`, with keys made for each test.
@Suite struct DecisionTests {
    final class Keys: Sendable {
        let directory: String

        init(_ names: [String]) throws {
            directory = NSTemporaryDirectory() + "pita-keys-\(UUID().uuidString)"
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            for name in names {
                let process = Process()
                process.executableURL = URL(fileURLWithPath: "/usr/bin/ssh-keygen")
                process.arguments = ["-q", "-t", "ed25519", "-N", "", "-C", name, "-f", directory + "/" + name]
                try process.run()
                process.waitUntilExit()
            }
        }

        deinit { try? FileManager.default.removeItem(atPath: directory) }

        func line(_ name: String) throws -> String {
            try String(contentsOfFile: "\(directory)/\(name).pub", encoding: .utf8).trimmingCharacters(in: .newlines)
        }

        func sign(_ message: [UInt8], as name: String, _ namespace: SignatureNamespace) async throws -> SSHSignature {
            let key = try PitaEvidence.SSHPublicKey(line: try line(name))
            return try await SSHKeygenSigner(keyFile: "\(directory)/\(name)", publicKey: key, mayPrompt: false)
                .sign(message, namespace: namespace)
        }
    }

    let keys: Keys
    let office: Office

    init() throws {
        keys = try Keys(["kasi", "kabid"])
        var example = try ExampleOffice()
        let users = "Inventory/users.yaml"
        for name in ["kasi", "kabid"] {
            let line = try #require(
                example.files[users]?.split(separator: "\n").first {
                    $0.hasPrefix("      - ssh-") && $0.hasSuffix(" \(name)")
                })
            example = try example.replacing(String(line), with: "      - \(try keys.line(name))", in: users)
        }
        office = try example.office()
    }

    func decision(_ kind: Decision.Kind = .approve, person: String = "kasi") throws -> Decision {
        Decision(
            kind, plan: try PlanSamples.plan().digest, person: person, role: "kasi", reason: "Sesuai disposisi",
            at: PlanSamples.time,
            expires: kind == .approve ? PlanSamples.time.unixMilliseconds + 86_400_000 : nil)
    }

    func refusal(_ signature: SSHSignature, _ decision: Decision, _ person: String) throws -> Refusal? {
        let user = try #require(office.user(person))
        do { try FourEyes.checkSignature(signature, of: decision, by: user) } catch { return error }
        return nil
    }

    @Test(arguments: [
        Decision.Kind.plan, .approve, .breakGlass, .countersign, .reject, .apply, .recover,
    ])
    func `a person's own signature over the statement holds`(_ kind: Decision.Kind) async throws {
        let decision = try decision(kind)
        let signature = try await keys.sign(decision.message, as: "kasi", decision.kind.namespace)
        #expect(try refusal(signature, decision, "kasi") == nil)
        let again = try SSHSignature(armored: signature.armored)
        #expect(try refusal(again, decision, "kasi") == nil)
    }

    @Test func `another person's key, and another person's statement, are refused`() async throws {
        let decision = try decision()
        let foreign = try await keys.sign(decision.message, as: "kabid", .approval)
        #expect(
            try refusal(foreign, decision, "kasi")?.reasons == [
                "the signature is not by a key of `kasi` in Inventory/users.yaml"
            ])
        let own = try await keys.sign(decision.message, as: "kasi", .approval)
        #expect(try refusal(own, decision, "kabid")?.kind == .notAllowed)
        #expect(try refusal(own, try self.decision(person: "kabid"), "kasi")?.kind == .notAllowed)
    }

    @Test func `a signature for one purpose does not serve another`() async throws {
        let decision = try decision(.approve)
        for namespace in [SignatureNamespace.plan, .apply, .beritaAcara] {
            let signature = try await keys.sign(decision.message, as: "kasi", namespace)
            #expect(try refusal(signature, decision, "kasi")?.kind == .notAllowed)
        }
    }

    @Test func `any change of the statement breaks the signature`() async throws {
        let sound = try decision()
        let signature = try await keys.sign(sound.message, as: "kasi", .approval)
        let edits: [(inout Decision) -> Void] = [
            { $0.kind = .reject }, { $0.plan = Digest(of: "lain") }, { $0.role = "kadis" }, { $0.reason += "." },
            { $0.capacityOverride = "x" }, { $0.irreversibleAccepted = "x" }, { $0.expires = nil },
            { $0.expires? += 1 },
            { $0.lifts = [.window] }, { $0.record = RecordReference(number: "1/2026", digest: Digest(of: "r")) },
            { $0.acting = try? ActingOffice(json: ["title": "Plt. Kadis", "letter": "1"], path: "") },
            { $0.at = LocalTime(unixMilliseconds: 0, zone: .wib, clockSynchronised: true) },
        ]
        for edit in edits {
            var changed = sound
            edit(&changed)
            #expect(try refusal(signature, changed, "kasi")?.kind == .notAllowed, "\(changed)")
        }
    }

    @Test func `an approval that is dated before its plan is refused`() throws {
        let plan = try PlanSamples.plan()
        var decision = try decision()
        try PlanTime.checkNotBackdated(decision, of: plan)
        decision.at = LocalTime(
            unixMilliseconds: plan.madeAt.unixMilliseconds - 1, zone: .wib, clockSynchronised: true)
        let refusal = #expect(throws: Refusal.self) { try PlanTime.checkNotBackdated(decision, of: plan) }
        #expect(refusal?.kind == .notApproved)
        #expect(refusal?.reasons.first?.hasPrefix("`kasi` approved at ") == true)
    }

    @Test func `a statement is read back as it was written, and nothing else is taken for one`() throws {
        var decision = try decision()
        decision.capacityOverride = "perintah"
        #expect(try Decision(json: try JSONValue(parsing: decision.message)) == decision)
        decision.expires = nil
        #expect(try Decision(json: decision.json) == decision)
        decision.lifts = [.capacity, .window]
        decision.record = RecordReference(number: "1/2026", digest: Digest(of: "r"))
        decision.acting = try ActingOffice(json: ["title": "Plt. Kasi", "letter": "800/1"], path: "")
        #expect(try Decision(json: decision.json) == decision)
        for changed in JSONMutation.all(of: decision.json) {
            guard let read = try? Decision(json: changed) else { continue }
            #expect(read != decision && read.json == changed, "\(changed.canonicalText)")
        }
    }
}
