import Foundation
import PitaDiagnostics
import TestSupport
import Testing

@testable import PitaSSH

extension SSHTests {
    @Suite struct PrivateKeyTests {
        /// A key made by `ssh-keygen` or `openssl`, and what OpenSSH says its public half is.
        private func made(_ arguments: [String]) throws -> (text: String, publicKey: String) {
            let path = FileManager.default.temporaryDirectory.appending(path: "pita-key-\(UUID().uuidString)").path
            defer {
                try? FileManager.default.removeItem(atPath: path)
                try? FileManager.default.removeItem(atPath: path + ".pub")
            }
            try Command.run("/usr/bin/ssh-keygen", ["-q", "-f", path] + arguments)
            let line = try String(contentsOfFile: path + ".pub", encoding: .utf8)
            return (
                try String(contentsOfFile: path, encoding: .utf8),
                line.split(separator: " ").prefix(2).joined(separator: " ")
            )
        }

        @Test(arguments: [
            ["-t", "ed25519", "-N", ""], ["-t", "ecdsa", "-b", "256", "-N", ""],
            ["-t", "ecdsa", "-b", "384", "-N", ""],
            ["-t", "ecdsa", "-b", "521", "-N", ""], ["-t", "rsa", "-b", "2048", "-N", ""],
            ["-t", "ecdsa", "-m", "PEM", "-N", ""], ["-t", "ecdsa", "-b", "521", "-m", "PKCS8", "-N", ""],
            ["-t", "rsa", "-b", "2048", "-m", "PEM", "-N", ""], ["-t", "rsa", "-b", "2048", "-m", "PKCS8", "-N", ""],
        ])
        func `reads the key and finds its public half`(arguments: [String]) throws {
            let (text, publicKey) = try made(arguments)
            let key = try SSHPrivateKey(text: text, name: "k")
            #expect(key.publicKey.line == publicKey)
            #expect(key.signature(for: [1, 2, 3]) != nil)
        }

        @Test(arguments: [
            ["-t", "ed25519", "-a", "2"], ["-t", "ecdsa", "-a", "1"], ["-t", "ed25519", "-a", "1", "-Z", "aes128-cbc"],
            ["-t", "ed25519", "-a", "1", "-Z", "aes256-cbc"], ["-t", "ecdsa", "-m", "PEM"],
            ["-t", "ecdsa", "-m", "PKCS8"],
        ])
        func `reads an encrypted key with its passphrase only`(arguments: [String]) throws {
            let (text, publicKey) = try made(arguments + ["-N", "kata sandi é"])
            #expect(
                try SSHPrivateKey(text: text, passphrase: Secret("kata sandi é"), name: "k").publicKey.line == publicKey
            )
            let wrong = #expect(throws: SSHError.self) {
                try SSHPrivateKey(text: text, passphrase: Secret("salah"), name: "k")
            }
            #expect(wrong?.code == .keyUnusable)
            #expect(wrong?.detail == "k: the passphrase is wrong")
            let none = #expect(throws: SSHError.self) { try SSHPrivateKey(text: text, name: "k") }
            #expect(none?.detail == "k: it is encrypted and no passphrase is given")
        }

        @Test func `an Ed25519 key in PKCS 8 is read`() throws {
            let pem =
                "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n-----END PRIVATE KEY-----\n"
            // The pair of RFC 8410 section 10.
            let key = try SSHPrivateKey(text: pem, name: "k")
            #expect(
                Data(key.publicKey.blob.suffix(32)).base64EncodedString()
                    == "Gb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=")
        }

        @Test func `π begins as everybody knows`() {
            #expect(PiFraction.words(3) == [0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E])
            #expect(PiFraction.words(1042).last == 0x3AC3_72E6)
        }

        @Test func `what is no private key is told so`() throws {
            for text in ["", "ssh-ed25519 AAAA", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
                let error = #expect(throws: SSHError.self) { try SSHPrivateKey(text: text, name: "k") }
                #expect(error?.detail == "k: there is no private key in it")
            }
            let absent = #expect(throws: SSHError.self) { try SSHPrivateKey.read(contentsOfFile: "/nonexistent") }
            #expect(absent?.detail == "/nonexistent: the file can't be read")
        }

        @Test func `damaged keys give an error or the same key`() throws {
            let (text, publicKey) = try made(["-t", "ed25519", "-N", ""])
            let armour = try #require(PEMArmour(text))
            var random = SeededGenerator(seed: 11)
            for _ in 0..<3000 {
                var body = armour.body
                for _ in 0...Int.random(in: 0..<3, using: &random) {
                    body[Int.random(in: body.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
                }
                if Bool.random(using: &random) { body.removeLast(Int.random(in: 0..<body.count, using: &random)) }
                guard let key = try? OpenSSHPrivateKey.decode(body, passphrase: Secret("x")) else { continue }
                #expect(key.publicKey.type == "ssh-ed25519")
            }
            #expect(try SSHPrivateKey(text: text, name: "k").publicKey.line == publicKey)
        }
    }
}
