import Foundation
import PitaDiagnostics
import TestSupport
import Testing

@testable import PitaSSH

extension SSHTests {
    @Suite struct KnownHostsTests {
        static func key(_ number: UInt8, type: String = "ssh-ed25519") throws -> HostKey {
            var writer = SSHWireWriter()
            writer.string(type.utf8)
            writer.string(Array(repeating: number, count: 32))
            return try #require(HostKey(blob: writer.bytes))
        }

        private func parse(_ text: String) -> KnownHosts { KnownHosts.parse(text, file: "kh") }

        @Test func `pins are found by name, address and port`() throws {
            let key = try Self.key(1)
            let hosts = parse(
                """
                # a comment
                rtr-inti,127.20.0.1 \(key.line) a comment
                [127.20.0.2]:10022 \(key.line)

                """)
            #expect(hosts.warnings.isEmpty)
            #expect(hosts.verdict(for: key, host: "RTR-inti", port: 22) == .matching)
            #expect(hosts.verdict(for: key, host: "127.20.0.1", port: 22) == .matching)
            #expect(hosts.verdict(for: key, host: "127.20.0.2", port: 10022) == .matching)
            #expect(hosts.verdict(for: key, host: "127.20.0.2", port: 22) == .unknown)
            #expect(hosts.verdict(for: key, host: "127.20.0.1", port: 2222) == .unknown)
        }

        @Test func `another key is a change, also of another type`() throws {
            let pinned = try Self.key(1)
            let hosts = parse("h \(pinned.line)\n")
            #expect(hosts.verdict(for: try Self.key(2), host: "h", port: 22) == .changed(pinned: [pinned]))
            let other = try Self.key(1, type: "ssh-rsa")
            #expect(hosts.verdict(for: other, host: "h", port: 22) == .changed(pinned: [pinned]))
        }

        @Test func `several keys of a host all match`() throws {
            let keys = [try Self.key(1), try Self.key(2, type: "ssh-rsa")]
            let hosts = parse(keys.map { "h \($0.line)\n" }.joined())
            for key in keys { #expect(hosts.verdict(for: key, host: "h", port: 22) == .matching) }
            #expect(hosts.keys(for: "h", port: 22) == keys)
        }

        @Test func `hashed names made by ssh-keygen are read`() throws {
            let key = try Self.key(3)
            let path = FileManager.default.temporaryDirectory.appending(path: "pita-kh-\(UUID().uuidString)").path
            defer { for end in ["", ".old"] { try? FileManager.default.removeItem(atPath: path + end) } }
            try "h1 \(key.line)\n[h2]:2200 \(key.line)\n".write(toFile: path, atomically: true, encoding: .utf8)
            try Command.run("/usr/bin/ssh-keygen", ["-H", "-f", path])
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(text.hasPrefix("|1|"))
            let hosts = parse(text)
            #expect(hosts.verdict(for: key, host: "h1", port: 22) == .matching)
            #expect(hosts.verdict(for: key, host: "h2", port: 2200) == .matching)
            #expect(hosts.verdict(for: key, host: "h2", port: 22) == .unknown)
            #expect(KnownHostsEdit.forgetting(host: "h1", port: 22, in: text).split(separator: "\n").count == 1)
        }

        @Test func `wildcards and negations`() throws {
            let key = try Self.key(1)
            let hosts = parse("10.1.?.*,!10.1.9.* \(key.line)\n")
            #expect(hosts.verdict(for: key, host: "10.1.2.33", port: 22) == .matching)
            #expect(hosts.verdict(for: key, host: "10.1.9.33", port: 22) == .unknown)
            #expect(hosts.verdict(for: key, host: "10.1.22.3", port: 22) == .unknown)
        }

        @Test func `a revoked key beats its pin`() throws {
            let key = try Self.key(1)
            let hosts = parse("h \(key.line)\n@revoked * \(key.line)\n")
            #expect(hosts.verdict(for: key, host: "h", port: 22) == .revoked)
        }

        @Test func `a bad line is a warning with its place and takes nothing away`() throws {
            let key = try Self.key(1)
            let good = "h \(key.line)"
            let hosts = parse(
                """
                \(good)
                nonsense
                x ssh-ed25519 !!!!
                x ssh-rsa \(key.line.split(separator: " ")[1])
                |1|bad|hash \(key.line)
                @cert-authority * \(key.line)
                @other * \(key.line)
                , \(key.line)
                i \(key.line)\r
                """)
            #expect(hosts.warnings.map(\.mark?.line) == [2, 3, 4, 5, 6, 7, 8])
            #expect(hosts.warnings.allSatisfy { $0.severity == .warning })
            #expect(
                hosts.warnings.first?.description
                    == "kh:2:1: warning: expected hosts, key type and key; the line is ignored")
            #expect(hosts.verdict(for: key, host: "h", port: 22) == .matching)
            #expect(hosts.verdict(for: key, host: "i", port: 22) == .matching)
        }

        @Test func `appending, replacing and forgetting leave the rest as it is`() throws {
            let (old, new) = (try Self.key(1), try Self.key(2))
            let rest = "# ours\r\nother \(old.line)  comment \n*.lan \(old.line)\n"
            let once = try KnownHostsEdit.appending(old, host: "H", port: 2022, to: rest)
            #expect(once == rest + "[h]:2022 \(old.line)\n")
            #expect(try KnownHostsEdit.appending(old, host: "h", port: 2022, to: once) == once)
            let replaced = try KnownHostsEdit.replacing(with: new, host: "h", port: 2022, in: once)
            #expect(replaced == rest + "[h]:2022 \(new.line)\n")
            #expect(KnownHostsEdit.forgetting(host: "h", port: 2022, in: replaced) == rest)
            #expect(KnownHostsEdit.forgetting(host: "a.lan", port: 22, in: rest) == rest)
            let shared = "a,b \(old.line) x\n"
            #expect(KnownHostsEdit.forgetting(host: "a", port: 22, in: shared) == "b \(old.line) x\n")
            #expect(try KnownHostsEdit.appending(old, host: "h", port: 22, to: "x") == "x\nh \(old.line)\n")
            #expect(throws: Diagnostic.self) { try KnownHostsEdit.appending(old, host: "a b", port: 22, to: "") }
            #expect(throws: Diagnostic.self) { try KnownHostsEdit.appending(old, host: "a,*", port: 22, to: "") }
        }

        @Test func `any text is read without harm, and edits are found again`() throws {
            var random = SeededGenerator(seed: 3)
            let key = try Self.key(9)
            let pieces = [
                "h", "|1|", "@revoked", "@cert-authority", " ", "\t", "\n", "\r\n", "*", "?", "!", ",", "[h]:22",
                "ssh-ed25519", key.line, "#", "=", "é", "\u{0}", String(key.line.dropFirst(20)), "AAAA",
            ]
            for _ in 0..<600 {
                let text = (0..<Int.random(in: 0..<40, using: &random)).map { _ in
                    pieces.randomElement(using: &random) ?? ""
                }
                .joined()
                let hosts = KnownHosts.parse(text, file: "kh")
                #expect(hosts.entries.count + hosts.warnings.count <= text.utf8.count)
                let more = try KnownHostsEdit.replacing(with: key, host: "baru", port: 1022, in: text)
                let verdict = KnownHosts.parse(more, file: "kh").verdict(for: key, host: "baru", port: 1022)
                #expect(verdict == .matching || verdict == .revoked)
            }
        }

        @Test func `wildcards never take exponential time`() throws {
            let glob = Array(String(repeating: "*a", count: 400).utf8)
            #expect(!Glob.matches(glob, Array(String(repeating: "a", count: 399).utf8) + [0x62]))
        }

        @Test func `a fingerprint is what OpenSSH prints`() throws {
            let keys = try TestKeys.shared.get()
            let printed = try Command.run("/usr/bin/ssh-keygen", ["-l", "-f", keys.path("host_ecdsa.pub")])
            #expect(printed.contains(try keys.publicKey("host_ecdsa").fingerprint))
        }
    }
}
