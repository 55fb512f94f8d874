import NIOCore
import NIOHTTP1
import NIOHTTPCompression

/// Lets an answer to nothing pass beside the compressor.
///
/// Bytes that are no HTTP are answered 400 though no request came through, and the compressor, which looks up what
/// each request accepts, would stop the process over it.
final class UnsolicitedResponses: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let compressor: ChannelHandlerContext
    private var unanswered = 0

    init(besides compressor: ChannelHandlerContext) {
        self.compressor = compressor
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .head = unwrapInboundIn(data) { unanswered += 1 }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .head = unwrapOutboundIn(data) else { return context.write(data, promise: promise) }
        guard unanswered > 0 else { return compressor.write(data, promise: promise) }
        unanswered -= 1
        context.write(data, promise: promise)
    }
}
