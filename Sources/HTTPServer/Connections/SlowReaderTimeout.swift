import NIOCore
import NIOHTTPTypes

/// Closes a connection whose other end does not read: as long as its answer waits, the idle timeout does not run.
///
/// A connection takes no more to send once 64 KiB wait, and takes some again below 32 KiB; that has to happen
/// within the time.
final class SlowReaderTimeout: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart

    private let time: TimeAmount
    private var deadline: Scheduled<Void>?

    init(_ time: TimeAmount) {
        self.time = time
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        let channel = context.channel
        deadline?.cancel()
        deadline =
            channel.isWritable
            ? nil : context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
        context.fireChannelWritabilityChanged()
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        context.fireChannelInactive()
    }
}
