import PitaDiagnostics
import PitaEvidence
import TestSupport
import Testing

/// Evidence that somebody hands in: read, or refused in words; never a crash, never a hang, never taken for the original.
@Suite struct DamagedEvidenceTests {
    @Test func `damaged canonical JSON is read to what is written the same again, or is refused with its place`() {
        var random = SeededGenerator(seed: 3)
        let sound = (0..<30).map { _ in random.json(depth: 4).canonicalText }
        let trial = Trial.run(sound, pieces: ["[", "{\"a\":", "\\ud83d", "1e9"], seed: 4, cases: 5000) { bytes in
            do throws(Diagnostic) {
                let value = try JSONValue(parsing: bytes, file: "f.json")
                #expect((try? JSONValue(parsing: value.canonical)) == value)
            } catch {
                #expect(error.mark.map { $0.offset <= bytes.count } == true, "\(error)")
                throw error
            }
        }
        #expect(trial.isSound(["Diagnostic"]), "\(trial)")
    }

    @Test func `a damaged signature verifies nothing but what it verified before`() throws {
        let key = try OfficeKey.generate(comment: "kantor")
        let sound = try key.sign([1, 2, 3], namespace: .beritaAcara)
        let lines = [
            "-----BEGIN SSH SIGNATURE-----\n", "-----END SSH SIGNATURE-----", "U1NIU0lH", "AAAA", "==", "\n\n",
        ]
        let trial = Trial.run([sound.armored], pieces: lines, seed: 5, cases: 3000) { bytes in
            let signature = try SSHSignature(armored: String(decoding: bytes, as: UTF8.self))
            try signature.verify([1, 2, 3], namespace: .beritaAcara)
            #expect(signature.publicKey == key.publicKey)
        }
        #expect(trial.isSound(["EvidenceError"]), "\(trial)")
    }

    @Test func `damaged keys, signers and heads are read or refused`() throws {
        let key = try OfficeKey.generate(comment: "kantor").publicKey.line
        let keys = Trial.run([key], pieces: ["ssh-rsa ", "AAAAB3NzaC1"], seed: 6, cases: 1500) {
            _ = try SSHPublicKey(line: String(decoding: $0, as: UTF8.self))
        }
        #expect(keys.isSound(["EvidenceError"]), "\(keys)")
        let signers =
            "# para pejabat\nkasi,kabid namespaces=\"pita-plan,pita-approval\",valid-after=\"20260101\" \(key)\n"
        let pieces = ["namespaces=\"", "valid-before=\"20260230Z\"", "cert-authority ", "!*", ",", "\""]
        let read = Trial.run([signers], pieces: pieces, seed: 7, cases: 1500) {
            _ = try AllowedSigners(parsing: String(decoding: $0, as: UTF8.self), file: "s", zone: .wib)
        }
        #expect(read.isSound(["Diagnostics"]), "\(read)")
        let head = ChainHead(
            office: "o", sequence: 3, year: 2026, number: 3, digest: Digest(of: "x"), at: SmallRecord.time(1))
        let heads = Trial.run([head.json.pretty], pieces: ["\"sequence\": ", "-1", "sha256:"], seed: 8, cases: 1500) {
            _ = try ChainHead(parsing: String(decoding: $0, as: UTF8.self), file: "head.json")
        }
        #expect(heads.isSound(["EvidenceError"]), "\(heads)")
    }

    @Test func `a damaged berita acara is refused, or is not the one that was signed`() throws {
        let key = try OfficeKey.generate(comment: "kantor")
        let records = try SmallRecord.chain(3, key: key)
        let sound = Set(records.map(\.bytes))
        let texts = records.map { String(decoding: $0.bytes, as: UTF8.self) }
        let trial = Trial.run(texts, pieces: ["\"devices\":[", "null", "{}"], seed: 9, cases: 1500) { bytes in
            let record = SealedRecord(bytes: bytes, signature: records[0].signature)
            _ = try record.beritaAcara()
            if !sound.contains(bytes) { #expect(!records.map(\.digest).contains(record.digest)) }
        }
        #expect(trial.errors.isSubset(of: ["EvidenceError"]) && trial.isLinear, "\(trial)")
    }
}
