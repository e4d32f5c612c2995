import Glibc
import NIOCore
import NIOPosix
import Synchronization

/// A server that misbehaves in one way, and remembers what it was sent.
final class FaultServer: Sendable {
    /// What it does with a connection.
    enum Fault: Sendable {
        /// Accepts and says nothing.
        case silent
        /// Sends the octets once, then nothing.
        case says([UInt8])
        /// Sends the octets over and over as fast as they go.
        case floods([UInt8])
        /// Sends one octet each 20 ms.
        case drips([UInt8])
        /// Sends the octets and closes.
        case saysAndCloses([UInt8])
        /// Resets as soon as something comes.
        case resets
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        let fault: Fault
        let server: FaultServer
        init(_ fault: Fault, _ server: FaultServer) {
            self.fault = fault
            self.server = server
        }

        func channelActive(context: ChannelHandlerContext) {
            switch fault {
            case .silent, .resets: break
            case .says(let bytes): context.writeAndFlush(NIOAny(ByteBuffer(bytes: bytes)), promise: nil)
            case .saysAndCloses(let bytes):
                context.writeAndFlush(NIOAny(ByteBuffer(bytes: bytes)), promise: nil)
                context.close(promise: nil)
            case .floods(let bytes): flood(ByteBuffer(bytes: bytes), context)
            case .drips(let bytes): drip(bytes[...], context)
            }
        }

        private func flood(_ buffer: ByteBuffer, _ context: ChannelHandlerContext) {
            let loopBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            let eventLoop = context.eventLoop
            context.writeAndFlush(NIOAny(buffer)).whenSuccess {
                eventLoop.execute { loopBound.value.0.flood(buffer, loopBound.value.1) }
            }
        }

        private func drip(_ bytes: ArraySlice<UInt8>, _ context: ChannelHandlerContext) {
            guard let first = bytes.first, context.channel.isActive else { return }
            context.writeAndFlush(NIOAny(ByteBuffer(bytes: [first])), promise: nil)
            let loopBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            context.eventLoop.scheduleTask(in: .milliseconds(20)) {
                loopBound.value.0.drip(bytes.dropFirst(), loopBound.value.1)
            }
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let bytes = Array(unwrapInboundIn(data).readableBytesView)
            server.seen.withLock { $0 += bytes }
            guard case .resets = fault else { return }
            let loopBound = NIOLoopBound(context, eventLoop: context.eventLoop)
            (context.channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
                .whenComplete { _ in loopBound.value.close(promise: nil) }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }

    let port: Int
    private let seen = Mutex<[UInt8]>([])
    private let channel: any Channel

    init(_ fault: Fault) async throws {
        // The server is known to its handlers only after it is bound.
        let box = Reference()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    guard let server = box.value else { throw ChannelError.alreadyClosed }
                    try channel.pipeline.syncOperations.addHandler(Handler(fault, server))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        self.channel = channel
        port = channel.localAddress?.port ?? 0
        box.value = self
    }

    /// Everything that clients have sent.
    var received: [UInt8] { seen.withLock { $0 } }

    func stop() async { try? await channel.close() }
}

private final class Reference: Sendable {
    private let stored = Mutex<FaultServer?>(nil)

    var value: FaultServer? {
        get { stored.withLock { $0 } }
        set { stored.withLock { $0 = newValue } }
    }
}
