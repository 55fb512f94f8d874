import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Closes a connection whose request does not arrive in time: the idle timeout alone would let a sender keep a connection
/// for ever with a byte now and then.
///
/// A request has `patience` to arrive in full. One that brings files to where they are taken goes by progress instead, since
/// on a slow line twenty photographs take longer: as long as `leastRate` comes in each `patience`, it may take
/// `mostPatience` times that. Whoever holds a connection so has to send, and not a little.
final class RequestDeadline: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart

    /// In bytes a second: less than the slowest line that photographs are sent by (GPRS has 4 to 10 KiB).
    static let leastRate = 2 << 10
    /// How many times `patience` one with files may take in all: half an hour, where that is a minute.
    static let mostPatience = 30

    private let patience: TimeAmount
    private let bringsFiles: @Sendable (HTTPRequest) -> Bool
    private var deadline: Scheduled<Void>?
    /// Of the request that arrives: what came of its body since the deadline was set, and how often that may be set anew.
    private var (arrived, extensions) = (0, 0)

    init(_ patience: TimeAmount, bringsFiles: @escaping @Sendable (HTTPRequest) -> Bool) {
        self.patience = patience
        self.bringsFiles = bringsFiles
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            extensions = bringsFiles(head) ? Self.mostPatience - 1 : 0
            wait(context)
        case .body(let buffer): arrived += buffer.readableBytes
        case .end:
            deadline?.cancel()
            deadline = nil
        }
        context.fireChannelRead(data)
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        context.fireChannelInactive()
    }

    /// Closes the connection after `patience`, unless enough has come by then and there is time left.
    private func wait(_ context: ChannelHandlerContext) {
        arrived = 0
        deadline?.cancel()
        deadline = context.eventLoop.assumeIsolated()
            .scheduleTask(in: patience) { [self] in
                guard extensions > 0, arrived >= Self.least(in: patience) else {
                    return context.channel.close(promise: nil)
                }
                extensions -= 1
                wait(context)
            }
    }

    /// How many bytes have to come within the time.
    static func least(in time: TimeAmount) -> Int {
        Int(time.nanoseconds / 1_000_000) * leastRate / 1000
    }
}
