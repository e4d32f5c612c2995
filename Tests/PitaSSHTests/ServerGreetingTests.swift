import NIOCore
import TestSupport
import Testing

@testable import PitaSSH

extension SSHTests {
    @Suite struct ServerGreetingTests {
        private func greeting(_ lists: [String]) -> [UInt8] {
            var payload = SSHWireWriter()
            payload.byte(20)
            for _ in 0..<16 { payload.byte(0xAA) }
            for list in lists { payload.string(list.utf8) }
            payload.byte(0)
            payload.uint32(0)
            var packet = SSHWireWriter()
            packet.uint32(payload.bytes.count + 5)
            packet.byte(4)
            return Array("a banner\r\nSSH-2.0-test\r\n".utf8) + packet.bytes + payload.bytes + [0, 0, 0, 0]
        }

        private let lists = ["kex1,kex2", "ssh-rsa", "c1", "c2", "m1", "m2", "none", "none", "", ""]

        @Test func `what a server offers is read from its first packet`() throws {
            let offer = try #require(ServerGreeting.offer(in: greeting(lists)))
            #expect(offer == .init(keyExchange: ["kex1", "kex2"], hostKey: ["ssh-rsa"], cipher: ["c1"], mac: ["m1"]))
            let own = SSHAlgorithms(keyExchange: ["kex2"], hostKey: ["ssh-ed25519"], cipher: ["c1"], mac: ["x"])
            #expect(
                offer.mismatches(with: own) == [
                    "no host key in common: it offers ssh-rsa; we have ssh-ed25519",
                    "no MAC in common: it offers m1; we have x",
                ])
        }

        @Test func `half a packet or another one is no offer`() {
            let whole = greeting(lists)
            for count in 0..<whole.count - 4 { #expect(ServerGreeting.offer(in: Array(whole.prefix(count))) == nil) }
        }

        @Test func `any octets are read without harm`() {
            var random = SeededGenerator(seed: 17)
            let whole = greeting(lists)
            for _ in 0..<5000 {
                var bytes = whole
                for _ in 0..<4 {
                    bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
                }
                let offer = ServerGreeting.offer(in: bytes)
                #expect((offer?.cipher.count ?? 0) <= 64)
            }
        }
    }
}
