import NIOCore
import NIOPosix
import PitaDiagnostics

/// ssh-agent over its socket (draft-miller-ssh-agent): which keys it holds, and one signature.
final class AgentSigner: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private enum Stage {
        case connecting
        case listing
        case chosen(SSHPublicKey)
        case signing(SSHPublicKey)
        case signed(SSHPublicKey, [UInt8])
    }

    /// Why it does not work; the attempt is over then.
    private(set) var fault: SSHError?
    private let wanted: SSHPublicKey?
    private weak var engine: SSHEngine?
    private let target: SSHTarget
    private var stage = Stage.connecting
    private var context: ChannelHandlerContext?
    private var received: [UInt8] = []

    init(path: String, wanted: SSHPublicKey?, engine: SSHEngine) {
        self.wanted = wanted
        self.engine = engine
        target = engine.target
        engine.sign = { [weak self] data in self?.sign(data) ?? .refused }
        let handler = NIOLoopBound(self, eventLoop: engine.eventLoop)
        ClientBootstrap(group: engine.eventLoop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(handler.value) }
            }
            .connect(unixDomainSocketPath: path)
            .whenFailure { error in handler.value.stop("\(path): \(Self.words(for: error))") }
    }

    var isRSA: Bool {
        switch stage {
        case .chosen(let key), .signing(let key), .signed(let key, _): key.type == "ssh-rsa"
        default: false
        }
    }

    /// The key to log in with; `nil` for not yet.
    func key() throws(SSHError) -> SSHPublicKey? {
        if let fault { throw fault }
        switch stage {
        case .connecting, .listing: return nil
        case .chosen(let key), .signing(let key), .signed(let key, _): return key
        }
    }

    private func sign(_ data: UnsafeRawBufferPointer) -> SSHEngine.SignatureResult {
        switch stage {
        case .chosen(let key):
            var request = SSHWireWriter()
            request.byte(13)
            request.string(key.blob)
            request.string(Array(data))
            request.uint32(0)
            stage = .signing(key)
            send(request.bytes)
            return .notYet
        case .signing: return fault == nil ? .notYet : .refused
        case .signed(_, let signature):
            context?.close(promise: nil)
            return .signature(signature)
        default: return .refused
        }
    }

    func channelActive(context: ChannelHandlerContext) {
        self.context = context
        stage = .listing
        send([11])
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += unwrapInboundIn(data).readableBytesView
        guard received.count <= 1 << 20 else { return stop("it sends more than 1 MiB") }
        var reader = SSHWireReader(received)
        guard let message = reader.string() else { return }
        received = []
        take(message)
        engine?.pump()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { stop(Self.words(for: error)) }

    func channelInactive(context: ChannelHandlerContext) {
        self.context = nil
        if case .signed = stage { return }
        stop("it closed the connection")
    }

    private func take(_ message: [UInt8]) {
        var reader = SSHWireReader(message, from: 0)
        switch (stage, reader.byte()) {
        case (.listing, 12): choose(reader)
        case (.signing(let key), 14):
            guard let body = reader.string() else { return stop("its signature is malformed") }
            var parts = SSHWireReader(body)
            guard parts.string() != nil, let signature = parts.string() else {
                return stop("its signature is malformed")
            }
            stage = .signed(key, signature)
        case (.signing(let key), _): stop("it refuses to sign with \(key)")
        default: stop("it answers with what was not asked for")
        }
    }

    private func choose(_ reader: SSHWireReader) {
        do {
            stage = .chosen(try AgentKeys.choose(from: reader, wanted: wanted))
        } catch {
            stop(error.detail, hint: error.hint)
        }
    }

    private func send(_ message: [UInt8]) {
        var frame = SSHWireWriter()
        frame.string(message)
        context?.writeAndFlush(NIOAny(ByteBuffer(bytes: frame.bytes)), promise: nil)
    }

    private func stop(_ detail: String, hint: String? = nil) {
        guard fault == nil else { return }
        fault = target.error(.agentFailed, .authentication, TerminalText.sanitised(detail), hint: hint)
        context?.close(promise: nil)
        engine?.pump()
    }

    private static func words(for error: any Error) -> String {
        (error as? IOError).map { "can't be reached (\($0.errnoCode))" } ?? String(describing: error)
    }
}
