import TestSupport
import Testing

@testable import PitaSSH

extension SSHTests {
    /// A damaged file of pins gives fewer pins and warnings: never a crash, and never a key that nobody pinned.
    @Suite struct DamagedKnownHostsTests {
        @Test func `a damaged file of pins never makes another key match`() throws {
            let (pinned, stranger) = (try KnownHostsTests.key(1), try KnownHostsTests.key(2))
            let seed = """
                # pin
                rtr-inti,127.20.0.1 \(pinned.line) core
                [127.20.0.2]:10022 \(pinned.line)
                |1|F1E1KeoE/eEWhi10WpGv4OdiO6Y=|3988QV0VE8wmZL7suNrYQLITLCg= \(pinned.line)
                10.1.?.*,!10.1.9.* \(pinned.line)
                @revoked bekas \(pinned.line)

                """
            let pieces = ["@revoked ", "@cert-authority ", "|1|", "*", "!", "[", "]:", "ssh-rsa ", ",", "?????????*"]
            let trial = Trial.run([seed], pieces: pieces, seed: 1, cases: 3000) { bytes in
                let hosts = KnownHosts.parse(String(decoding: bytes, as: UTF8.self), file: "kh")
                for host in ["rtr-inti", "127.20.0.2", "10.1.2.3"] {
                    #expect(hosts.verdict(for: stranger, host: host, port: 22) != .matching)
                    _ = hosts.keys(for: host, port: 10022)
                }
                for warning in hosts.warnings { #expect("\(warning)".utf8.count < 1 << 16) }
            }
            #expect(trial.refused == 0 && trial.isLinear, "\(trial)")
        }
    }
}
