import NIOCore
import NIOHTTPTypes
import NIOSSL

/// Tells `Connections` what a connection does, and closes it when it has to go.
final class ConnectionWatch: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// How long a request may still take to arrive, or an answer to be read, once the server was told to stop.
    static let grace = TimeAmount.seconds(4)

    private let connections: Connections
    private var unanswered = 0
    private var isArriving = false
    private var closing: Scheduled<Void>?

    init(_ connections: Connections) {
        self.connections = connections
    }

    func channelActive(context: ChannelHandlerContext) {
        guard connections.admit(context.channel) else { return Self.close(context) }
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        closing?.cancel()
        connections.forget(context.channel)
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            unanswered += 1
            isArriving = true
            if unanswered == 1 { connections.note(context.channel, isIdle: false) }
        case .end: isArriving = false
        case .body: break
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .end = unwrapOutboundIn(data) else { return context.write(data, promise: promise) }
        let promise = promise ?? context.eventLoop.makePromise(of: Void.self)
        let channel = context.channel
        // Idle is who has been sent all of it: what waits to be read would be lost.
        promise.futureResult.assumeIsolated()
            .whenComplete { [self] _ in
                guard unanswered > 0 else { return }
                unanswered -= 1
                if unanswered == 0 { connections.note(channel, isIdle: true) }
            }
        context.write(data, promise: promise)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is Connections.GiveWay: if unanswered == 0 { Self.close(context) }
        case is ChannelShouldQuiesceEvent:
            closeLater(context, in: Self.grace)
            context.fireUserInboundEventTriggered(event)
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    /// The server stops: what is being worked on is answered; who has not sent all, does not read, or goes on asking
    /// is cut off.
    private func closeLater(_ context: ChannelHandlerContext, in time: TimeAmount) {
        closing?.cancel()
        closing = context.eventLoop.assumeIsolated()
            .scheduleTask(in: time) { [self] in
                if isArriving || unanswered != 1 || !context.channel.isWritable {
                    Self.close(context)
                } else {
                    closeLater(context, in: .seconds(1))
                }
            }
    }

    /// Closes at once; TLS would wait for the other end's farewell.
    private static func close(_ context: ChannelHandlerContext) {
        let tls = try? context.pipeline.syncOperations.context(handlerType: NIOSSLServerHandler.self)
        (tls ?? context).close(promise: nil)
    }
}
