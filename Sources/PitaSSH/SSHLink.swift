import NIOCore

/// Carries the bytes of one SSH connection: a TCP socket, or a channel of another connection.
///
/// Lives on the event loop of its connection.
protocol SSHLink: AnyObject {
    /// Whether more may be sent now; the engine is told when this turns true.
    var isWritable: Bool { get }
    /// Sends the octets.
    func send(_ buffer: ByteBuffer)
    /// Closes at once.
    func close()
}

/// The socket of a connection: hands what arrives to the engine without a copy.
final class TCPLink: ChannelInboundHandler, SSHLink {
    typealias InboundIn = ByteBuffer

    private unowned let engine: SSHEngine
    private var retained: SSHEngine?
    private var context: ChannelHandlerContext?

    init(_ engine: SSHEngine) {
        self.engine = engine
        retained = engine
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        retained = nil
    }

    var isWritable: Bool { context?.channel.isWritable ?? false }

    func send(_ buffer: ByteBuffer) { context?.writeAndFlush(NIOAny(buffer), promise: nil) }

    func close() { context?.close(promise: nil) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) { retained?.received(unwrapInboundIn(data)) }

    func channelReadComplete(context: ChannelHandlerContext) { retained?.receivedAll() }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { retained?.becameWritable() }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { retained?.linkFailed(error) }

    func channelInactive(context: ChannelHandlerContext) {
        retained?.linkEnded()
        retained = nil
    }
}
