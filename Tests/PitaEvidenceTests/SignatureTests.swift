import Foundation
import PitaDiagnostics
import PitaEvidence
import TestSupport
import Testing

@Suite struct SignatureTests {
    static let message = Array("sha256:abc\n".utf8)
    static let now = LocalTime(unixMilliseconds: 1_795_230_245_123, zone: .wib, clockSynchronised: true)

    @Test(arguments: [
        ["ed25519"], ["ecdsa", "-b", "256"], ["ecdsa", "-b", "384"], ["ecdsa", "-b", "521"], ["rsa", "-b", "2048"],
    ])
    func whatSSHKeygenSignsIsVerified(type: [String]) async throws {
        let work = try WorkDirectory()
        let file = work.path + "/key"
        try #require(ProcessTool.run("/usr/bin/ssh-keygen", ["-q", "-N", "", "-f", file, "-t"] + type).status == 0)
        let key = try SSHPublicKey(line: String(contentsOfFile: file + ".pub", encoding: .utf8))
        let listed = try ProcessTool.run("/usr/bin/ssh-keygen", ["-lf", file]).output
        #expect(listed.contains(key.fingerprint))
        let signer = SSHKeygenSigner(keyFile: file, publicKey: key, mayPrompt: false)
        for _ in 0..<4 {
            let signature = try await signer.sign(Self.message, namespace: .approval)
            try signature.verify(Self.message, namespace: .approval)
            #expect(try SSHSignature(armored: signature.armored) == signature)
            #expect(throws: EvidenceError.self) { try signature.verify(Self.message, namespace: .plan) }
            let error = #expect(throws: EvidenceError.self) {
                try signature.verify(Self.message + [0], namespace: .approval)
            }
            #expect(error?.kind == .wrongSignature)
        }
    }

    @Test func rsaSignaturesWithSHA256AreVerified() throws {
        let work = try WorkDirectory()
        let file = work.path + "/key"
        try #require(
            ProcessTool.run("/usr/bin/ssh-keygen", ["-q", "-N", "", "-f", file, "-t", "rsa", "-b", "3072"]).status == 0)
        let data = try work.file("m", "text")
        let options = ["-Y", "sign", "-f", file, "-n", "pita-plan", "-O", "hashalg=sha256", data]
        try #require(ProcessTool.run("/usr/bin/ssh-keygen", options).status == 0)
        let signature = try SSHSignature(armored: String(contentsOfFile: data + ".sig", encoding: .utf8))
        #expect(signature.hashAlgorithm == .sha256)
        try signature.verify(Array("text".utf8), namespace: .plan)
    }

    @Test func whatTheOfficeSignsSSHKeygenVerifies() throws {
        let work = try WorkDirectory()
        let key = try OfficeKey.generate(comment: "kantor")
        let signature = try key.sign(Self.message, namespace: .beritaAcara)
        let file = try work.file("s.sig", signature.armored)
        let signers = AllowedSigners([
            .init(
                principals: ["kantor@contoh"], namespaces: ["pita-berita-acara"], validAfter: 1_700_000_000,
                key: key.publicKey)
        ])
        let allowed = try work.file("allowed", signers.description)
        let arguments = ["-Y", "verify", "-f", allowed, "-I", "kantor@contoh", "-n", "pita-berita-acara", "-s", file]
        let good = try ProcessTool.run("/usr/bin/ssh-keygen", arguments, input: Self.message)
        #expect(good.status == 0, "\(good.output)")
        #expect(try ProcessTool.run("/usr/bin/ssh-keygen", arguments, input: Self.message + [1]).status != 0)
    }

    @Test func theOfficeKeyFileIsOpenSSHsAndComesBack() throws {
        let work = try WorkDirectory()
        let key = try OfficeKey.generate(comment: "kantor contoh")
        let text = key.openSSHPrivateKey.withRevealed { $0 }
        let file = try work.file("key", text)
        let derived = try ProcessTool.run("/usr/bin/ssh-keygen", ["-y", "-f", file]).output
        #expect(derived.hasPrefix(key.publicKey.line))
        let again = try OfficeKey(openSSH: Secret(text))
        #expect(again.publicKey == key.publicKey)
        #expect(again.comment == "kantor contoh")
        #expect(!"\(key)".contains("octets"))
        let other = work.path + "/other"
        _ = try ProcessTool.run("/usr/bin/ssh-keygen", ["-q", "-N", "", "-t", "ed25519", "-C", "c", "-f", other])
        let read = try OfficeKey(openSSH: Secret(String(contentsOfFile: other, encoding: .utf8)))
        #expect(try read.publicKey == SSHPublicKey(line: String(contentsOfFile: other + ".pub", encoding: .utf8)))
    }

    @Test(arguments: [
        (["-t", "ed25519", "-N", "rahasia"], "encrypted"), (["-t", "ecdsa", "-N", ""], "ecdsa-sha2-nistp256"),
    ])
    func otherPrivateKeysAreRefusedWithTheReason(options: [String], reason: String) throws {
        let work = try WorkDirectory()
        let file = work.path + "/key"
        _ = try ProcessTool.run("/usr/bin/ssh-keygen", ["-q", "-f", file] + options)
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let error = #expect(throws: EvidenceError.self) { try OfficeKey(openSSH: Secret(text)) }
        #expect(error?.kind == .unsupported)
        #expect(error?.message.contains(reason) == true)
    }

    @Test func aKeyWithAPassPhraseFailsAtOnceWithoutATerminal() async throws {
        let work = try WorkDirectory()
        let file = work.path + "/key"
        _ = try ProcessTool.run("/usr/bin/ssh-keygen", ["-q", "-t", "ed25519", "-N", "rahasia", "-f", file])
        let key = try SSHPublicKey(line: String(contentsOfFile: file + ".pub", encoding: .utf8))
        let signer = SSHKeygenSigner(keyFile: file, publicKey: key, timeLimit: .seconds(600), mayPrompt: false)
        let error = await #expect(throws: EvidenceError.self) {
            try await signer.sign(Self.message, namespace: .plan)
        }
        #expect(error?.kind == .signer)
    }

    @Test func anotherPersonsKeyIsRefusedAfterSigning() async throws {
        let work = try WorkDirectory()
        let file = work.path + "/key"
        _ = try ProcessTool.run("/usr/bin/ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", file])
        let other = try OfficeKey.generate(comment: "").publicKey
        let signer = SSHKeygenSigner(keyFile: file, publicKey: other, mayPrompt: false)
        let error = await #expect(throws: EvidenceError.self) {
            try await signer.sign(Self.message, namespace: .plan)
        }
        #expect(error?.message.contains("not \(other.fingerprint)") == true)
    }

    @Test func damagedSignaturesAreRefusedAndNeverCrash() throws {
        let signature = try OfficeKey.generate(comment: "").sign(Self.message, namespace: .plan)
        var random = SeededGenerator(seed: 3)
        for index in 0..<(signature.blob.count * 4) {
            var blob = signature.blob
            let place = index % blob.count
            let value = UInt8.random(in: .min ... .max, using: &random)
            guard blob[place] != value else { continue }
            blob[place] = value
            #expect(throws: EvidenceError.self, "octet \(place)") {
                try SSHSignature(blob: blob).verify(Self.message, namespace: .plan)
            }
        }
        for length in 0..<signature.blob.count {
            #expect(throws: EvidenceError.self) { try SSHSignature(blob: Array(signature.blob.prefix(length))) }
        }
        #expect(throws: EvidenceError.self) { try SSHSignature(blob: signature.blob + [0]) }
        #expect(throws: EvidenceError.self) { try SSHSignature(armored: signature.armored + "x") }
        #expect(throws: EvidenceError.self) { try SSHSignature(armored: "") }
    }

    @Test func unknownKeyTypesAreNamed() throws {
        let line = "sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAIA=="
        let error = #expect(throws: EvidenceError.self) { try SSHPublicKey(line: line) }
        #expect(error?.kind == .unsupported)
        let key = try OfficeKey.generate(comment: "").publicKey
        #expect(throws: EvidenceError.self) { try SSHPublicKey(line: "ssh-rsa " + key.line.split(separator: " ")[1]) }
        #expect(throws: EvidenceError.self) { try SSHPublicKey(line: "restrict " + key.line) }
        #expect(throws: EvidenceError.self) { try SSHPublicKey(blob: Array(key.blob.dropLast())) }
    }
}
