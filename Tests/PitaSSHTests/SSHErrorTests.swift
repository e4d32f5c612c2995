import Testing

@testable import PitaSSH

extension SSHTests {
    @Suite struct SSHErrorTests {
        @Test func `an error says where, what, why and what to do`() {
            let error = SSHError(
                .hostKeyUnknown, host: "rtr\u{1B}", port: 22, phase: .hostKey, detail: "it shows K", hint: "enrol it")
            #expect(
                error.description
                    == "rtr\\u{1B} port 22: the host key is not pinned: it shows K\n  hint: enrol it")
        }

        @Test(arguments: [
            (SSHError.Phase.connect, "time-out while connecting"), (.handshake, "time-out during the key exchange"),
            (.hostKey, "time-out at the check of the host key"), (.authentication, "time-out while logging in"),
            (.command, "time-out during a command"), (.shell, "time-out during a dialogue"),
            (.upload, "time-out while sending a file"), (.close, "time-out while closing"),
        ])
        func `a time-out names its phase`(phase: SSHError.Phase, sentence: String) {
            #expect(SSHError(.timedOut, host: "h", port: 22, phase: phase).sentence == sentence)
        }

        @Test(arguments: [
            (SSHError.Code.nameNotFound, "the name has no address"), (.refused, "connection refused"),
            (.unreachable, "no way to the host"), (.closed, "the other side closed the connection during a command"),
            (.reset, "the connection was reset during a command"), (.handshakeFailed, "the key exchange failed"),
            (.noCommonAlgorithm, "no algorithm in common with the server"),
            (.notSSH, "what answers there does not speak SSH 2"),
            (.hostKeyChanged, "HOST KEY CHANGED, nothing was sent to it"),
            (.hostKeyRevoked, "the host key is revoked, nothing was sent to it"),
            (.authenticationFailed, "log-in refused"),
            (.methodNotOffered, "the server does not offer this way of logging in"),
            (.keyUnusable, "the private key can't be used"), (.agentFailed, "ssh-agent did not help"),
            (.channelRefused, "the server opened no channel"), (.commandRefused, "the server refused to start it"),
            (.outputTooLarge, "more output than allowed"), (.flooded, "flooded by the other side before log-in"),
            (.cancelled, "cancelled during a command"), (.busy, "the session is busy"),
            (.uploadFailed, "the file did not arrive"), (.invalidArgument, "this can't be sent"),
            (.dialogueFailed, "the dialogue went otherwise than expected"),
            (.protocolError, "the other side broke the SSH protocol during a command"),
        ])
        func `each code has its sentence`(code: SSHError.Code, sentence: String) {
            #expect(SSHError(code, host: "h", port: 22, phase: .command).sentence == sentence)
        }
    }
}
