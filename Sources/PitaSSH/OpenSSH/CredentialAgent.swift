import NIOCore
import NIOPosix
import PitaDiagnostics
import Synchronization

/// An ssh-agent (draft-miller-ssh-agent) for one connection, on a socket in its private directory: it holds one key and
/// signs with it once.
///
/// So no private key is written to the disk for `ssh`, which finds one key where an agent of the person's may hold ten;
/// more than one attempt could lock the account. That `ssh` comes here at all says that the key exchange is done: it asks
/// for keys only after the server has proved to hold its host key.
final class CredentialAgent: Sendable {
    /// Where the signature comes from.
    enum Source: Sendable {
        /// Nowhere: it is only wanted to know whether `ssh` comes.
        case nothing
        /// A key that was read by us.
        case key(SSHPrivateKey)
        /// An agent of the person's.
        case agent(socketPath: String, wanted: SSHPublicKey?)
    }

    private struct State {
        var wasAsked = false
        var hasSigned = false
        var chosen: SSHPublicKey?
        var fault: AgentKeys.Fault?
    }

    private let source: Source
    private let heard: @Sendable () -> Void
    private let state = Mutex(State())
    private let channel = Mutex<(any Channel)?>(nil)

    /// - Parameter heard: called when there is something new to see.
    init(_ source: Source, heard: @escaping @Sendable () -> Void) {
        self.source = source
        self.heard = heard
    }

    /// Listens; `false` when the system can't. Waits, so it is no call for an event loop.
    func listen(at path: String) -> Bool {
        let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { [self] channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Conversation(self))
                }
            }
        guard let made = try? bootstrap.bind(unixDomainSocketPath: path).wait() else { return false }
        channel.withLock { $0 = made }
        return true
    }

    func stop() { channel.withLock { $0 }?.close(promise: nil) }

    /// Whether `ssh` has asked for keys.
    var wasAsked: Bool { state.withLock { $0.wasAsked } }

    /// Why the person's agent does not help.
    var fault: AgentKeys.Fault? { state.withLock { $0.fault } }

    private func fail(_ fault: AgentKeys.Fault) {
        state.withLock { if $0.fault == nil { $0.fault = fault } }
        heard()
    }

    /// What is answered to one message; `nil` when the person's agent has to be asked first.
    private func answer(to message: [UInt8]) -> [UInt8]? {
        switch (message.first, source) {
        case (11?, .nothing):
            state.withLock { $0.wasAsked = true }
            heard()
            // No answer: whoever looks at the key ends `ssh` here, before it names a user.
            return []
        case (11?, .key(let key)): return Self.list(key.publicKey)
        case (13?, .key(let key)): return mayStillSign(message, key.publicKey) ? Self.signature(by: key, message) : [5]
        case (11?, .agent): return nil
        case (13?, .agent):
            guard let chosen = state.withLock({ $0.chosen }), mayStillSign(message, chosen) else { return [5] }
            return nil
        default: return [5]
        }
    }

    private func mayStillSign(_ message: [UInt8], _ key: SSHPublicKey) -> Bool {
        var reader = SSHWireReader(message, from: 1)
        guard reader.string() == key.blob else { return false }
        return state.withLock { state in
            defer { state.hasSigned = true }
            return !state.hasSigned
        }
    }

    /// What the person's agent has said, as `ssh` is to hear it.
    private func relayed(_ message: [UInt8]) -> [UInt8] {
        guard case .agent(_, let wanted) = source else { return [5] }
        if message.first == 14 { return message }
        guard message.first == 12 else {
            fail(AgentKeys.Fault(detail: "it refuses to sign or to say what it holds"))
            return [5]
        }
        do {
            let key = try AgentKeys.choose(from: SSHWireReader(message, from: 1), wanted: wanted)
            state.withLock { $0.chosen = key }
            return Self.list(key)
        } catch {
            fail(error)
            return [5]
        }
    }

    private static func list(_ key: SSHPublicKey) -> [UInt8] {
        var answer = SSHWireWriter()
        answer.byte(12)
        answer.uint32(1)
        answer.string(key.blob)
        answer.string("pita".utf8)
        return answer.bytes
    }

    private static func signature(by key: SSHPrivateKey, _ message: [UInt8]) -> [UInt8] {
        var reader = SSHWireReader(message, from: 1)
        guard reader.string() != nil, let data = reader.string(), let flags = reader.uint32() else { return [5] }
        let hash: SSHPrivateKey.RSAHash = flags & 4 != 0 ? .sha512 : flags & 2 != 0 ? .sha256 : .sha1
        guard let octets = key.signature(for: data, rsaHash: hash) else { return [5] }
        var signature = SSHWireWriter()
        signature.string((key.publicKey.type == "ssh-rsa" ? hash.rawValue : key.publicKey.type).utf8)
        signature.string(octets)
        var answer = SSHWireWriter()
        answer.byte(14)
        answer.string(signature.bytes)
        return answer.bytes
    }
}

extension CredentialAgent {
    /// Cuts a stream into an agent's messages.
    private struct Frames {
        private var received: [UInt8] = []

        /// The messages that are whole; `nil` when it is too much.
        mutating func feed(_ buffer: ByteBuffer) -> [[UInt8]]? {
            received += buffer.readableBytesView
            guard received.count <= 1 << 20 else { return nil }
            var messages: [[UInt8]] = []
            var reader = SSHWireReader(received)
            var rest = reader.remaining
            while let message = reader.string() {
                messages.append(message)
                rest = reader.remaining
            }
            received = Array(received.suffix(rest))
            return messages
        }

        static func frame(_ message: [UInt8]) -> NIOAny {
            var frame = SSHWireWriter()
            frame.string(message)
            return NIOAny(ByteBuffer(bytes: frame.bytes))
        }
    }

    /// One connection of `ssh`.
    private final class Conversation: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let agent: CredentialAgent
        private var frames = Frames()
        private var upstream: (any Channel)?
        private var unsent: [[UInt8]] = []

        init(_ agent: CredentialAgent) { self.agent = agent }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            guard let messages = frames.feed(unwrapInboundIn(data)) else { return context.close(promise: nil) }
            for message in messages {
                guard let answer = agent.answer(to: message) else {
                    relay(message, context)
                    continue
                }
                if !answer.isEmpty { context.writeAndFlush(Frames.frame(answer), promise: nil) }
            }
        }

        func channelInactive(context: ChannelHandlerContext) { upstream?.close(promise: nil) }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

        private func relay(_ message: [UInt8], _ context: ChannelHandlerContext) {
            if let upstream {
                return upstream.pipeline.syncOperations.writeAndFlush(Frames.frame(message), promise: nil)
            }
            unsent.append(message)
            guard unsent.count == 1, case .agent(let path, _) = agent.source else { return }
            let (agent, client) = (agent, context.channel)
            let conversation = NIOLoopBound(self, eventLoop: context.eventLoop)
            ClientBootstrap(group: context.eventLoop)
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(Upstream(agent, client))
                    }
                }
                .connect(unixDomainSocketPath: path)
                .whenComplete { result in
                    switch result {
                    case .success(let channel): conversation.value.connected(channel)
                    case .failure(let error):
                        let words = (error as? IOError).map { "can't be reached (\($0.errnoCode))" } ?? "\(error)"
                        agent.fail(AgentKeys.Fault(detail: "\(path): \(words)"))
                    }
                }
        }

        private func connected(_ channel: any Channel) {
            upstream = channel
            for message in unsent {
                channel.pipeline.syncOperations.writeAndFlush(Frames.frame(message), promise: nil)
            }
            unsent = []
        }
    }

    /// The connection to the person's agent.
    private final class Upstream: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let agent: CredentialAgent
        private let client: any Channel
        private var frames = Frames()

        init(_ agent: CredentialAgent, _ client: any Channel) {
            self.agent = agent
            self.client = client
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            guard let messages = frames.feed(unwrapInboundIn(data)) else { return context.close(promise: nil) }
            for message in messages {
                client.pipeline.syncOperations.writeAndFlush(Frames.frame(agent.relayed(message)), promise: nil)
            }
        }

        func channelInactive(context: ChannelHandlerContext) { client.close(promise: nil) }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }
}
