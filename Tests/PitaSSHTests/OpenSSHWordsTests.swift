import PitaDiagnostics
import TestSupport
import Testing

@testable import PitaSSH

extension SSHTests {
    /// What `ssh` and servers say, read without either of them.
    @Suite struct OpenSSHWordsTests {
        private let target = SSHTarget(
            host: "rtr", user: "pita", credential: .password(Secret("x")), hostKeys: .pinned(KnownHosts()))

        private func failure(_ lines: [String], isDirect: Bool = true) -> SSHError {
            var log = OpenSSHLog(isDirect: isDirect)
            log.feed(Array((lines.joined(separator: "\r\n") + "\r\n").utf8))
            return log.failure(of: target, said: "") {
                SSHAlgorithms(keyExchange: ["k"], hostKey: ["h"], cipher: ["c"], mac: ["m"])
            }
        }

        static let shown = [
            "debug1: Connection established.", "debug1: Remote protocol version 2.0, remote software version ROSSSH",
            "debug1: Server host key: ssh-ed25519 SHA256:abc",
        ]

        @Test(arguments: [
            (
                ["ssh: connect to host 10.0.0.1 port 22: Connection refused"], SSHError.Code.refused,
                SSHError.Phase.connect
            ),
            (["ssh: connect to host 10.0.0.1 port 22: No route to host"], .unreachable, .connect),
            (["ssh: Could not resolve hostname rtr: Name or service not known"], .nameNotFound, .connect),
            (
                [
                    "debug1: Connection established.",
                    "Unable to negotiate with 10.0.0.1 port 22: no matching MAC found. Their offer: hmac-md5",
                ], .noCommonAlgorithm, .handshake
            ),
            (shown + ["Host key verification failed."], .hostKeyUnknown, .hostKey),
            (
                shown + [
                    "@       WARNING: REVOKED HOST KEY DETECTED!               @", "Host key verification failed.",
                ],
                .hostKeyRevoked, .hostKey
            ),
            (
                shown + [
                    "debug1: SSH2_MSG_NEWKEYS received", "debug1: Authentications that can continue: publickey",
                    "pita@rtr: Permission denied (publickey).",
                ], .methodNotOffered, .authentication
            ),
            (
                shown + [
                    "debug1: SSH2_MSG_NEWKEYS received", "debug1: Authentications that can continue: password",
                    "pita@rtr: Permission denied (password).",
                ], .authenticationFailed, .authentication
            ),
            (
                ["debug1: Connection established.", "kex_exchange_identification: read: Connection reset by peer"],
                .reset, .handshake
            ),
        ])
        func `each end has its code and phase`(lines: [String], code: SSHError.Code, phase: SSHError.Phase) {
            let error = failure(lines)
            #expect(error.code == code)
            #expect(error.phase == phase)
        }

        @Test func `an algorithm that is missing is named with both sides' lists`() {
            let error = failure([
                "Unable to negotiate with 10.0.0.1 port 22: no matching host key type found. Their offer: ssh-dss"
            ])
            #expect(error.detail == "no host key in common: it offers ssh-dss; we have h")
        }

        @Test func `whatever is said in place of those words is an error that is fit for a terminal`() {
            let seeds = [Self.shown + ["Permission denied (publickey)."], ["Unable to negotiate. Their offer: x"]]
                .map { $0.joined(separator: "\r\n") }
            let pieces = ["debug1: ", "Server host key: ", "Their offer: ", "\u{1B}[2J", "banner line 0: "]
            let trial = Trial.run(seeds, pieces: pieces, seed: 5, cases: 2000) { bytes in
                var log = OpenSSHLog(isDirect: true)
                for part in stride(from: 0, to: bytes.count, by: 7) { log.feed(Array(bytes[part...].prefix(7))) }
                log.feed([0x0A])
                let error = log.failure(of: target, said: "") {
                    .init(keyExchange: [], hostKey: [], cipher: [], mac: [])
                }
                #expect(!error.description.unicodeScalars.contains("\u{1B}"))
            }
            #expect(trial.refused == 0 && trial.isLinear, "\(trial)")
        }

        @Test func `a server that breaks SFTP is an error, and nothing that it says is a file written`() {
            func frame(_ body: [UInt8]) -> [UInt8] {
                var writer = SSHWireWriter()
                writer.string(body)
                return writer.bytes
            }
            let status = frame([101, 0, 0, 0, 1, 0, 0, 0, 0])
            let sound =
                frame([2, 0, 0, 0, 3]) + frame([102, 0, 0, 0, 1, 0, 0, 0, 1, 7]) + status + status + status
            let file = FileUpload(path: "/x", bytes: Array(repeating: 1, count: 40_000))
            var whole = SFTPDialogue(file)
            #expect(whole.received(sound).last == .finished)
            var early = SFTPDialogue(file)
            // Good words that nothing was asked for.
            guard case .failed? = early.received(frame([2, 0, 0, 0, 3]) + status).last else {
                Issue.record("a status before the file is open is taken for good")
                return
            }
            var damage = Damage(seed: 9)
            for _ in 0..<3000 {
                var dialogue = SFTPDialogue(file)
                let bytes = damage.damaged([sound], pieces: [status])
                let actions = dialogue.received(bytes)
                #expect(actions.filter { $0 == .finished }.count <= 1)
            }
        }

        @Test func `scp is sent nothing ahead, and a refusal ends it`() {
            var dialogue = SCPDialogue(FileUpload(path: "/a b/it's", bytes: [1, 2], permissions: 0o600))
            #expect(dialogue.command == "scp -t '/a b/it'\\''s'")
            #expect(dialogue.received([]) == .wait)
            #expect(dialogue.received([0]) == .send(Array("C0600 2 it's\n".utf8)))
            #expect(dialogue.received([]) == .wait)
            #expect(dialogue.received([1] + Array("scp: no\u{1B} room\n".utf8)) == .failed("scp: no room"))
        }

        @Test func `messages of a control socket are read in any pieces`() {
            var writer = SSHWireWriter()
            for body: [UInt8] in [
                [0, 0, 0, 1, 0, 0, 0, 4], [0x80, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, 1],
                [0x80, 0, 0, 4, 0, 0, 0, 1, 0, 0, 0, 7], [0x80, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 2, 0x6E, 0x6F], [9],
            ] { writer.string(body) }
            var protocolReader = MuxProtocol()
            var messages: [MuxProtocol.Message] = []
            for octet in writer.bytes { messages += protocolReader.feed([octet]) }
            #expect(messages == [.hello(version: 4), .opened, .exited(7), .refused("no"), .other])
        }

        @Test func `of a user's ssh_config the algorithms and the way count, pinned types first`() {
            let configuration = UserConfiguration(
                printed: """
                    host 10.0.0.1
                    kexalgorithms a,b
                    hostkeyalgorithms ssh-ed25519-cert-v01@openssh.com,ssh-ed25519,rsa-sha2-512,ssh-rsa
                    stricthostkeychecking false
                    userknownhostsfile /dev/null
                    permitlocalcommand yes
                    proxyjump antara
                    """, file: "/etc/a b")
            #expect(
                configuration.options(pinned: ["ssh-rsa"]).map { "\($0.0)=\($0.1)" } == [
                    "HostKeyAlgorithms=rsa-sha2-512,ssh-rsa,ssh-ed25519", "KexAlgorithms=a,b",
                ])
            let way = configuration.proxyCommand(program: "/usr/bin/ssh", host: "10.0.0.1", port: 22)
            #expect(
                way?.hasPrefix("/usr/bin/env -u SSH_ASKPASS -u SSH_ASKPASS_REQUIRE /usr/bin/ssh -F '/etc/a b'") == true)
        }
    }
}
